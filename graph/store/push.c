#include "store/push.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/memory.h"
#include "rdf/id_set.h"
#include "rdf/line_writer.h"
#include "store/session.h"
#include "store/verify.h"

enum { STAGING_DIGITS = 16 };

/* ---- replacing ---- */

/* The same for each push to a graph, so that one that was interrupted leaves nothing that the next does not replace. */
static char *staging_graph(const char *graph) {
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(bg_str_from(graph ? graph : ""), hex);
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, "urn:x-briefgraph:push:%.*s", STAGING_DIGITS, hex);
  return bg_buffer_take(&iri);
}

static bg_status add_all(store_session *s, const char *graph, const bg_plan *plan, size_t first) {
  for (size_t i = first; i < plan->piece_count; i++) BG_TRY(session_add(s, graph, plan, &plan->pieces[i]));
  return BG_OK;
}

static void pass_on(const bg_diagnostics *from, bg_diagnostics *to) {
  for (size_t i = 0; i < bg_diagnostics_count(from); i++) bg_diagnostics_add(to, bg_diagnostics_get(from, i));
}

/* Load into the staging graph. When a connection breaks over blank nodes, nobody knows whether they are there, so that
 * it begins again. */
static bg_status load_staging(store_session *s, const char *staging, const bg_plan *plan) {
  bg_diagnostics *diagnostics = s->diagnostics;
  bg_status status = BG_OK;
  for (size_t tries = 0;; tries++) {
    s->diagnostics = bg_diagnostics_new();
    s->lost = false;
    status = session_drop(s, staging);
    bool loading = status == BG_OK;
    if (loading) status = add_all(s, staging, plan, 0);
    bool again = status != BG_OK && loading && s->lost && tries < s->options->http.retries;
    if (!again) pass_on(s->diagnostics, diagnostics);
    bg_diagnostics_free(s->diagnostics);
    s->diagnostics = diagnostics;
    if (!again) return status;
    if (s->options->say) s->options->say("the connection broke over blank nodes; loading from the beginning\n");
  }
}

static bg_status check_staging(store_session *s, const char *staging, const bg_plan *plan) {
  size_t count;
  bg_status status;
  if (!s->options->check || !session_count(s, staging, &count, &status)) return s->options->check ? status : BG_OK;
  if (count == plan->count) return BG_OK;
  return bg_error(s->diagnostics, BG_ERROR_IO, NULL,
                  "the store said that all went well, but holds %zu of %zu triples; the graph that was there stays as "
                  "it is",
                  count, plan->count);
}

static bg_status replace_staged(store_session *s, const char *graph, const bg_plan *plan) {
  char *staging = staging_graph(graph), *name = session_graph_name(graph);
  bg_buffer move = {0};
  if (s->options->preset->moves) {
    bg_buffer_printf(&move, "MOVE GRAPH <%s> TO %s", staging, name);
  } else {
    bg_buffer_printf(&move, "DROP SILENT %s ;\nINSERT { ", name);
    if (graph) bg_buffer_printf(&move, "%s { ?s ?p ?o } }", name);
    else bg_buffer_puts(&move, "?s ?p ?o }");
    bg_buffer_printf(&move, " WHERE { GRAPH <%s> { ?s ?p ?o } } ;\nDROP GRAPH <%s>", staging, staging);
  }
  bg_status status = load_staging(s, staging, plan);
  if (status == BG_OK) status = check_staging(s, staging, plan);
  if (status == BG_OK) status = session_update(s, move.data, NULL, NULL, "");
  bg_buffer_free(&move);
  bg_free(name);
  bg_free(staging);
  return status;
}

static bg_status replace_by_update(store_session *s, const char *graph, const bg_plan *plan) {
  char *name = session_graph_name(graph);
  bg_buffer before = {0};
  bg_buffer_printf(&before, "DROP SILENT %s ;\nINSERT DATA { ", name);
  if (graph) bg_buffer_printf(&before, "GRAPH <%s> {\n", graph);
  bg_status status = session_update(s, before.data, plan, &plan->pieces[0], graph ? "} }" : "}");
  bg_buffer_free(&before);
  bg_free(name);
  return status;
}

static void warn_not_atomic(const store_session *s, const char *graph) {
  bg_warning(s->diagnostics, NULL,
             "%s is replaced in several requests, and readers may see parts of it meanwhile: no SPARQL Update endpoint "
             "is known; name it with --update-url, or give a larger --chunk",
             graph ? graph : "the default graph");
}

static bg_status replace_graph(store_session *s, const char *graph, const bg_plan *plan) {
  bool put = !session_updates(s) && !s->options->preset->writes_only_post;
  if (plan->piece_count == 0) return session_drop(s, graph);
  if (plan->piece_count == 1 && put) return session_write(s, "PUT", graph, plan, &plan->pieces[0]);
  if (plan->piece_count == 1 && session_updates(s)) return replace_by_update(s, graph, plan);
  if (s->endpoints.update) return replace_staged(s, graph, plan);
  warn_not_atomic(s, graph);
  BG_TRY(session_write(s, "PUT", graph, plan, &plan->pieces[0]));
  return add_all(s, graph, plan, 1);
}

/* ---- one graph ---- */

static bg_status add_graph(store_session *s, const char *graph, const bg_plan *plan) {
  bool blank = plan->first_blank < plan->count;
  if (blank && s->options->blanks == BG_BLANKS_USUAL)
    return bg_error(s->diagnostics, BG_ERROR_INVALID, NULL,
                    "%s has blank nodes, and each run with --add would make new ones; give --blank-nodes skolemize (or "
                    "keep, if that is wanted)",
                    graph ? graph : "the graph");
  return add_all(s, graph, plan, 0);
}

static void say_graph(const store_session *s, const char *graph, const bg_plan *plan, const store_verdict *verdict) {
  if (!s->options->say || s->options->dry_run) return;
  s->options->say("%s: %zu triples%s; %s\n", graph ? graph : "default graph", plan->count,
                  s->options->mode == BG_PUSH_DELETE ? " taken out of the store" : "",
                  verdict->text.len ? verdict->text.data : "not checked");
}

static bg_status push_graph(store_session *s, bg_term_id source, const char *graph) {
  const bg_push_options *o = s->options;
  bg_plan plan;
  bg_plan_options wanted = {.graph = source, .chunk = o->chunk, .skolem = s->skolem};
  BG_TRY(bg_plan_make(s->dataset, &wanted, s->diagnostics, &plan));
  store_verdict verdict = {0};
  bg_status status = BG_OK;
  bool verify = o->check && !o->dry_run;
  if (verify && o->mode == BG_PUSH_ADD) status = verify_before(s, graph, &verdict);
  if (status == BG_OK) {
    switch (o->mode) {
      case BG_PUSH_REPLACE: status = replace_graph(s, graph, &plan); break;
      case BG_PUSH_ADD: status = add_graph(s, graph, &plan); break;
      case BG_PUSH_DELETE: status = session_drop(s, graph); break;
    }
  }
  if (status == BG_OK && verify) status = verify_after(s, graph, &plan, &verdict);
  if (status == BG_OK) {
    s->result->graphs++;
    s->result->triples += plan.count;
    s->result->different += verdict.different;
    s->result->unchecked += !verdict.compared;
    say_graph(s, graph, &plan, &verdict);
  }
  bg_buffer_free(&verdict.text);
  bg_plan_free(&plan);
  return status;
}

/* ---- all graphs ---- */

static const bg_dataset *sorting; /* qsort passes no context */

static int compare_graphs(const void *a, const void *b) {
  bg_term x = bg_dataset_term(sorting, *(const bg_term_id *)a), y = bg_dataset_term(sorting, *(const bg_term_id *)b);
  return bg_term_compare(&x, &y);
}

static bg_status push_each(store_session *s) {
  const bg_dataset *dataset = s->dataset;
  bg_id_set graphs = {0};
  const bg_quad *quads = bg_dataset_quads(dataset);
  bool loose = false;
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    if (quads[i].g == BG_DEFAULT_GRAPH) loose = true;
    else bg_id_set_add(&graphs, quads[i].g);
  }
  bg_status status = BG_OK;
  if (loose)
    status =
        bg_error(s->diagnostics, BG_ERROR_INVALID, NULL,
                 "there are triples outside named graphs; say where to put everything with --graph IRI, or --graph "
                 "default for the default graph of the store");
  sorting = dataset;
  if (graphs.count) qsort(graphs.ids, graphs.count, sizeof *graphs.ids, compare_graphs);
  for (size_t i = 0; i < graphs.count && status == BG_OK; i++) {
    bg_term name = bg_dataset_term(dataset, graphs.ids[i]);
    bg_buffer iri = {0};
    if (name.kind == BG_TERM_BLANK && s->skolem) bg_buffer_puts(&iri, s->skolem);
    if (name.kind == BG_TERM_BLANK && !s->skolem)
      status =
          bg_error(s->diagnostics, BG_ERROR_INVALID, NULL,
                   "a graph is named by a blank node, which no store takes as a name; give --blank-nodes skolemize "
                   "or --graph IRI");
    bg_buffer_add(&iri, name.value);
    if (status == BG_OK) status = push_graph(s, graphs.ids[i], iri.data);
    bg_buffer_free(&iri);
  }
  bg_id_set_free(&graphs);
  return status;
}

/* ---- skolem IRIs ---- */

/* Base and a digest of the quads with blank nodes: the same file gives the same IRIs, other files other ones. */
static char *skolem_prefix(const bg_dataset *dataset, const char *base) {
  bg_buffer text = {0}, prefix = {0};
  const bg_quad *quads = bg_dataset_quads(dataset);
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    bg_statement st = {.subject = bg_dataset_term(dataset, quads[i].s),
                       .predicate = bg_dataset_term(dataset, quads[i].p),
                       .object = bg_dataset_term(dataset, quads[i].o),
                       .graph = bg_dataset_term(dataset, quads[i].g)};
    if (st.subject.kind == BG_TERM_BLANK || st.object.kind == BG_TERM_BLANK || st.graph.kind == BG_TERM_BLANK)
      bg_put_statement(&text, &st, true);
  }
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(bg_buffer_str(&text), hex);
  bg_buffer_printf(&prefix, "%s%.16s/", base, hex);
  bg_buffer_free(&text);
  return bg_buffer_take(&prefix);
}

bg_status bg_push(const bg_dataset *dataset, const bg_push_options *options, bg_diagnostics *diagnostics,
                  bg_push_result *result) {
  store_session s = {.options = options, .dataset = dataset, .diagnostics = diagnostics, .result = result};
  *result = (bg_push_result){0};
  BG_TRY(bg_store_endpoints_make(options->preset, &options->place, diagnostics, &s.endpoints));
  if (options->default_graph && !options->preset->default_key && s.endpoints.graph) {
    bg_store_endpoints_free(&s.endpoints);
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                    "%s has no default graph of its own; name a graph with --graph IRI", options->preset->title);
  }
  if (options->blanks == BG_BLANKS_SKOLEMIZE)
    s.skolem = skolem_prefix(dataset, options->skolem_base ? options->skolem_base : BG_SKOLEM_BASE);
  bg_status status = BG_OK;
  if (!options->dry_run) {
    status = bg_http_new(&options->http, diagnostics, &s.http);
    const char *endpoints[] = {s.endpoints.graph, s.endpoints.update, s.endpoints.query};
    for (size_t i = 0; i < 3 && status == BG_OK; i++) status = bg_http_probe(s.http, endpoints[i], diagnostics);
  }
  if (status == BG_OK) {
    if (options->default_graph) status = push_graph(&s, BG_ANY, NULL);
    else status = options->graph ? push_graph(&s, BG_ANY, options->graph) : push_each(&s);
  }
  bg_http_free(s.http);
  bg_store_endpoints_free(&s.endpoints);
  bg_free(s.skolem);
  return status;
}
