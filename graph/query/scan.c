#include "query/run.h"

query_scan scan_start(query_run *run, bg_term_id s, bg_term_id p, bg_term_id o, bg_term_id graph) {
  query_scan scan = {0};
  bg_term_id g = graph;
  bool nothing = false;
  if (graph == BG_ANY) {
    scan.in_named = true;
  } else if (graph != BG_DEFAULT_GRAPH) {
    nothing = !bg_id_set_has(&run->named, graph);
  } else if (run->mode == DEFAULT_IS_UNION) {
    g = BG_ANY;
    scan.distinct = true;
  } else if (run->mode == DEFAULT_IS_SET) {
    nothing = run->from.count == 0;
    scan.in_from = scan.distinct = run->from.count > 1;
    g = scan.in_from || nothing ? BG_ANY : run->from.ids[0];
  }
  if (!nothing) scan.match = bg_dataset_match(run->data, (bg_quad){s, p, o, g});
  return scan;
}

bool scan_next(query_run *run, query_scan *scan, bg_quad *quad) {
  while (bg_match_next(&scan->match, quad)) {
    if (!run_step(run)) return false;
    if (scan->in_named && (quad->g == BG_DEFAULT_GRAPH || !bg_id_set_has(&run->named, quad->g))) continue;
    if (scan->in_from && !bg_id_set_has(&run->from, quad->g)) continue;
    if (scan->distinct && quad->s == scan->last.s && quad->p == scan->last.p && quad->o == scan->last.o) continue;
    scan->last = *quad;
    return true;
  }
  return false;
}
