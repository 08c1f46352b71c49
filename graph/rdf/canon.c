#include "rdf/canon.h"

#include "base/memory.h"
#include "rdf/canon_label.h"
#include "rdf/canon_term.h"
#include "rdf/dataset_model.h"

struct bg_canon {
  const bg_dataset *dataset;
  canon_labels labels;
  bg_quad *quads;
  size_t count;
};

/* A line's terms end where the next begins, so lines sort as their terms do; " ." of the default graph is below any
 * name. */
static void sort_quads(bg_canon *canon) {
  size_t terms = bg_dataset_term_count(canon->dataset) + 1;
  uint32_t *ranks = canon_ranks(canon->dataset, &canon->labels);
  const bg_quad *from = bg_dataset_quads(canon->dataset);
  canon->count = bg_dataset_size(canon->dataset);
  canon->quads = bg_realloc_array(NULL, canon->count, sizeof *canon->quads);
  for (size_t i = 0; i < canon->count; i++)
    canon->quads[i] = (bg_quad){ranks[from[i].s], ranks[from[i].p], ranks[from[i].o], ranks[from[i].g]};
  dataset_sort(canon->quads, canon->count, SPOG, 0);
  uint32_t *ids = bg_realloc_array(NULL, terms, sizeof *ids);
  for (size_t i = 0; i < terms; i++) ids[ranks[i]] = (uint32_t)i;
  for (size_t i = 0; i < canon->count; i++) {
    bg_quad q = canon->quads[i];
    canon->quads[i] = (bg_quad){ids[q.s], ids[q.p], ids[q.o], ids[q.g]};
  }
  bg_free(ids);
  bg_free(ranks);
}

static bg_status refuse_triple_terms(const bg_dataset *dataset, bg_diagnostics *diagnostics) {
  for (size_t id = 1; id <= bg_dataset_term_count(dataset); id++)
    if (bg_dataset_kind(dataset, (bg_term_id)id) == BG_TERM_TRIPLE)
      return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                      "the graph holds triple terms (RDF 1.2), for which RDFC-1.0 knows no canonical form; make "
                      "rdf:Statement nodes of them first: convert --reifiers lower");
  return BG_OK;
}

bg_status bg_canon_new(const bg_dataset *dataset, const bg_canon_options *options, bg_diagnostics *diagnostics,
                       bg_canon **result) {
  *result = NULL;
  BG_TRY(refuse_triple_terms(dataset, diagnostics));
  bg_canon *canon = BG_NEW(bg_canon);
  canon->dataset = dataset;
  bg_status status = canon_label(dataset, options ? options : &(bg_canon_options){0}, diagnostics, &canon->labels);
  if (status != BG_OK) {
    bg_canon_free(canon);
    return status;
  }
  sort_quads(canon);
  *result = canon;
  return BG_OK;
}

void bg_canon_free(bg_canon *canon) {
  if (!canon) return;
  bg_free(canon->labels.blanks);
  bg_free(canon->labels.numbers);
  bg_free(canon->quads);
  bg_free(canon);
}

size_t bg_canon_size(const bg_canon *canon) {
  return canon->count;
}

const bg_quad *bg_canon_quads(const bg_canon *canon) {
  return canon->quads;
}

size_t bg_canon_blank_count(const bg_canon *canon) {
  return canon->labels.count;
}

bg_term_id bg_canon_blank(const bg_canon *canon, size_t index) {
  return canon->labels.blanks[index];
}

size_t bg_canon_number(const bg_canon *canon, bg_term_id id) {
  uint32_t number = canon->labels.numbers ? canon->labels.numbers[id] : UINT32_MAX;
  return number == UINT32_MAX ? SIZE_MAX : number;
}

size_t bg_canon_work(const bg_canon *canon) {
  return canon->labels.work;
}

/* ---- lines ---- */

static void put_blank(void *context, bg_term_id id, bg_buffer *out) {
  const bg_canon *canon = context;
  canon_put_number(out, "_:c14n", canon->labels.numbers[id]);
}

void bg_canon_put(const bg_canon *canon, bg_term_id id, bg_buffer *out) {
  bg_term term = bg_dataset_term(canon->dataset, id);
  if (term.kind == BG_TERM_BLANK) put_blank((void *)(uintptr_t)canon, id, out);
  else canon_put_term(out, &term);
}

void bg_canon_put_quad(const bg_canon *canon, const bg_quad *quad, bg_buffer *out) {
  canon_put_line(canon->dataset, quad, put_blank, (void *)(uintptr_t)canon, out);
}

typedef void (*take_text)(void *context, bg_str text);

static void each_piece(const bg_canon *canon, take_text take, void *context) {
  enum { PIECE = 1 << 16 };
  bg_buffer text = {0};
  for (size_t i = 0; i < canon->count; i++) {
    bg_canon_put_quad(canon, &canon->quads[i], &text);
    if (text.len < PIECE) continue;
    take(context, bg_buffer_str(&text));
    bg_buffer_clear(&text);
  }
  take(context, bg_buffer_str(&text));
  bg_buffer_free(&text);
}

static void to_output(void *output, bg_str text) {
  bg_output_write(output, text);
}

static void to_hasher(void *hasher, bg_str text) {
  bg_hasher_add(hasher, text);
}

void bg_canon_write(const bg_canon *canon, bg_output *output) {
  each_piece(canon, to_output, output);
}

void bg_canon_hash(const bg_canon *canon, bg_digest_algorithm algorithm, char hex[BG_DIGEST_MOST_HEX + 1]) {
  bg_hasher *hasher = bg_hasher_new(algorithm);
  each_piece(canon, to_hasher, hasher);
  bg_hasher_finish(hasher, hex);
}
