#include "base/memory.h"
#include "rdf/diff.h"
#include "rdf/line_writer.h"

static void put_statement(const bg_diff *diff, const bg_quad *q, bool graph, bg_buffer *out) {
  bg_statement s = {bg_dataset_term(diff->terms, q->s), bg_dataset_term(diff->terms, q->p),
                    bg_dataset_term(diff->terms, q->o), bg_dataset_term(diff->terms, q->g)};
  bg_put_statement(out, &s, graph);
}

static void write_out(bg_output *output, bg_buffer *text) {
  bg_output_write(output, bg_buffer_str(text));
  bg_buffer_clear(text);
}

void bg_diff_write_patch(const bg_diff *diff, bg_output *output) {
  bg_buffer text = {0};
  bg_output_puts(output, "TX .\n");
  for (int side = 0; side < 2; side++) {
    for (size_t i = 0; i < diff->counts[side]; i++) {
      bg_buffer_puts(&text, side == BG_BEFORE ? "D " : "A ");
      put_statement(diff, &diff->quads[side][i], true, &text);
      write_out(output, &text);
    }
  }
  bg_output_puts(output, "TC .\n");
  bg_buffer_free(&text);
}

/* ---- SPARQL ---- */

static bool is_blank(const bg_diff *diff, bg_term_id id) {
  return bg_dataset_term(diff->terms, id).kind == BG_TERM_BLANK;
}

/* A blank node that SPARQL would have to find: one that is there already. */
static bool needs_name(const bg_diff *diff, bg_term_id id) {
  return is_blank(diff, id) && diff->from[BG_BEFORE][id];
}

static bg_status check_sparql(const bg_diff *diff, bg_diagnostics *diagnostics) {
  for (int side = 0; side < 2; side++) {
    for (size_t i = 0; i < diff->counts[side]; i++) {
      const bg_quad *q = &diff->quads[side][i];
      if (!needs_name(diff, q->s) && !needs_name(diff, q->o) && !is_blank(diff, q->g)) continue;
      bg_buffer line = {0};
      put_statement(diff, q, true, &line);
      line.len--; /* its line feed */
      bg_error(
          diagnostics, BG_ERROR_UNSUPPORTED, NULL,
          "the difference %s blank nodes that are there already, which SPARQL Update cannot name; use --format patch: "
          "%.*s",
          side == BG_BEFORE ? "removes quads of" : "adds to", BG_FMT(bg_buffer_str(&line)));
      bg_buffer_free(&line);
      return BG_ERROR_UNSUPPORTED;
    }
  }
  return BG_OK;
}

/* Quads come sorted by graph. */
static void write_block(const bg_diff *diff, int side, bg_output *output) {
  bg_buffer text = {0};
  bg_term_id graph = BG_DEFAULT_GRAPH;
  bg_output_puts(output, side == BG_BEFORE ? "DELETE DATA {\n" : "INSERT DATA {\n");
  for (size_t i = 0; i < diff->counts[side]; i++) {
    const bg_quad *q = &diff->quads[side][i];
    if (q->g != graph) {
      if (graph != BG_DEFAULT_GRAPH) bg_buffer_puts(&text, "  }\n");
      bg_term name = bg_dataset_term(diff->terms, graph = q->g);
      bg_buffer_puts(&text, "  GRAPH ");
      bg_put_term(&text, &name);
      bg_buffer_puts(&text, " {\n");
    }
    bg_buffer_puts(&text, graph == BG_DEFAULT_GRAPH ? "  " : "    ");
    put_statement(diff, q, false, &text);
    write_out(output, &text);
  }
  bg_output_puts(output, graph == BG_DEFAULT_GRAPH ? "}" : "  }\n}");
  bg_buffer_free(&text);
}

bg_status bg_diff_write_sparql(const bg_diff *diff, bg_output *output, bg_diagnostics *diagnostics) {
  BG_TRY(check_sparql(diff, diagnostics));
  bool both = diff->counts[BG_BEFORE] && diff->counts[BG_AFTER];
  if (diff->counts[BG_BEFORE]) write_block(diff, BG_BEFORE, output);
  if (both) bg_output_puts(output, " ;\n");
  if (diff->counts[BG_AFTER]) write_block(diff, BG_AFTER, output);
  if (diff->counts[BG_BEFORE] || diff->counts[BG_AFTER]) bg_output_puts(output, "\n");
  return BG_OK;
}
