#include "export/corpus.h"

#include <stdint.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "claims/accept.h"
#include "claims/brat.h"
#include "claims/claims_csv.h"

/* ---- names and files ---- */

char *bg_document_name(const char *path) {
  bg_str whole = bg_str_from(path);
  while (whole.len > 1 && whole.data[whole.len - 1] == '/') whole.len--;
  char *copy = bg_str_dup(whole);
  bg_str base = bg_path_base(copy), extension = bg_path_extension(copy);
  if (extension.len && !bg_is_directory(path)) base.len = (size_t)(extension.data - base.data) - 1;
  bg_buffer name = {0};
  for (size_t i = 0; i < base.len; i++) {
    char c = base.data[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    bg_buffer_putc(&name, plain ? c : '-');
  }
  bg_free(copy);
  return bg_buffer_take(&name);
}

bool bg_document_is_brat(const char *path) {
  return bg_str_is(bg_path_extension(path), "ann");
}

char *bg_document_file(const char *directory, bg_diagnostics *diagnostics) {
  static const char *const names[] = {"brief.md", "brief.txt", "brief.html", "brief.htm", "brief.pdf"};
  char *found = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char *path = bg_path_join(directory, names[i]);
    if (!bg_is_file(path)) {
      bg_free(path);
    } else if (!found) {
      found = path;
    } else {
      bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = directory},
               "holds both %s and %s; keep the one that the claims quote", bg_path_base(found).data, names[i]);
      bg_free(path);
      bg_free(found);
      return NULL;
    }
  }
  if (!found)
    bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = directory},
             "holds no brief.md, .txt, .html or .pdf; put the document there");
  return found;
}

/* ---- reading ---- */

typedef struct {
  const bg_corpus_options *options;
  const bg_ontology *ontology;
  bg_diagnostics *diagnostics;
  bg_extractor *extractor; /* loaded for the first file */
  bg_decisions *decisions;
  bg_corpus *corpus;
} loader;

/* Claims that a person curated need no language that the program understands. */
static bg_status read_directory(loader *l, bg_document *d) {
  char *file = bg_document_file(d->path, l->diagnostics);
  if (!file) return BG_ERROR_IO;
  bg_status status = bg_brief_load_with(file, &(bg_brief_options){.any_language = true}, l->diagnostics, &d->brief);
  bg_free(file);
  BG_TRY(status);
  BG_TRY(bg_claims_read_csv(d->path, d->brief, l->diagnostics, &d->claims));
  return bg_decisions_replay(d->path, bg_str_from(d->name), l->diagnostics, d->claims);
}

static bg_status read_file(loader *l, bg_document *d) {
  if (!l->options->extractor && !l->extractor && bg_is_file(d->path))
    return bg_error(l->diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = d->path},
                    "is a document, and no models were named to read it; name a directory of tables");
  if (!l->extractor) BG_TRY(bg_extractor_new(l->options->extractor, l->ontology, l->diagnostics, &l->extractor));
  BG_TRY(bg_brief_load_with(d->path, l->options->brief, l->diagnostics, &d->brief));
  bg_extraction extraction;
  BG_TRY(bg_extract(l->extractor, d->brief, &(bg_extract_options){0}, l->diagnostics, &extraction));
  d->claims = extraction.claims;
  d->extracted = true;
  extraction.claims = NULL;
  bg_extraction_free(&extraction);
  return BG_OK;
}

/* What was marked in brat refers to its own text by offsets; in the normalised text of the brief it is found by words.
 */
static bg_status place_again(const loader *l, const char *path, const bg_brief *brief, bg_arena *arena,
                             bg_evidence_list *evidence) {
  bg_buffer quotes = {0}, places = {0};
  bg_evidence_join(evidence, &quotes);
  bg_evidence_join_places(evidence, &places);
  bg_status status = bg_evidence_locate(brief, bg_buffer_str(&quotes), bg_buffer_str(&places), arena,
                                        &(bg_location){.file = path}, l->diagnostics, evidence);
  bg_buffer_free(&quotes);
  bg_buffer_free(&places);
  return status;
}

static bg_status place_all_again(const loader *l, bg_document *d) {
  bg_claim_set *set = d->claims;
  bg_status status = BG_OK;
  for (size_t i = 0; i < set->claim_count && status == BG_OK; i++)
    status = place_again(l, d->path, d->brief, set->arena, &set->claims[i].evidence);
  for (size_t i = 0; i < set->recommendation_count && status == BG_OK; i++)
    status = place_again(l, d->path, d->brief, set->arena, &set->recommendations[i].evidence);
  return status;
}

static bg_status read_brat(loader *l, bg_document *d) {
  bg_annotation *annotation;
  BG_TRY(bg_brat_read(d->path, l->diagnostics, &annotation));
  bg_status status = bg_annotation_to_claims(annotation, d->path, l->diagnostics, &d->claims, NULL);
  if (status == BG_OK)
    status = bg_brief_from_text(annotation->text, annotation->name, BG_STR_EMPTY, d->path,
                                &(bg_brief_options){.any_language = true}, l->diagnostics, &d->brief);
  if (status == BG_OK) status = place_all_again(l, d);
  bg_annotation_free(annotation);
  return status;
}

static bg_status read_document(loader *l, bg_document *d) {
  if (bg_is_directory(d->path)) return read_directory(l, d);
  return bg_document_is_brat(d->path) ? read_brat(l, d) : read_file(l, d);
}

static bg_status check_names(loader *l) {
  bg_map *seen = bg_map_new();
  bg_status status = BG_OK;
  for (size_t i = 0; i < l->corpus->count && status == BG_OK; i++) {
    const bg_document *d = &l->corpus->documents[i];
    bg_str name = bg_str_from(d->name);
    size_t before = bg_map_get(seen, name, SIZE_MAX);
    if (before != SIZE_MAX)
      status =
          bg_error(l->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = d->path},
                   "gets the name '%s', which %s has already; rename one", d->name, l->corpus->documents[before].path);
    bg_map_set(seen, name, i);
  }
  bg_map_free(seen);
  return status;
}

static void accept(loader *l, bg_document *d) {
  double least = l->options->accept > 0 ? l->options->accept : d->extracted ? BG_DEFAULT_ACCEPT : 2;
  l->corpus->left_out += bg_claims_accept(d->claims, least, l->options->keep_proposed);
}

/* ---- all ---- */

static bg_status read_all(loader *l) {
  BG_TRY(check_names(l));
  if (l->options->decisions) BG_TRY(bg_decisions_read(l->options->decisions, l->diagnostics, &l->decisions));
  for (size_t i = 0; i < l->corpus->count; i++) {
    bg_document *d = &l->corpus->documents[i];
    BG_TRY(read_document(l, d));
    if (l->decisions) bg_decisions_apply(l->decisions, bg_str_from(d->name), d->claims);
    accept(l, d);
  }
  return BG_OK;
}

static void unify(bg_corpus *corpus) {
  bg_claim_set **sets = bg_calloc(corpus->count, sizeof *sets);
  bg_str *names = bg_calloc(corpus->count, sizeof *names);
  for (size_t i = 0; i < corpus->count; i++) {
    sets[i] = corpus->documents[i].claims;
    names[i] = bg_str_from(corpus->documents[i].name);
  }
  bg_identity_unify(sets, names, corpus->count, &corpus->identities);
  bg_free(sets);
  bg_free(names);
}

bg_status bg_corpus_load(const bg_corpus_options *options, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                         bg_corpus *corpus) {
  *corpus =
      (bg_corpus){.documents = bg_calloc(options->input_count, sizeof(bg_document)), .count = options->input_count};
  for (size_t i = 0; i < corpus->count; i++) {
    corpus->documents[i].path = bg_strdup(options->inputs[i]);
    corpus->documents[i].name = bg_document_name(options->inputs[i]);
  }
  loader l = {.options = options, .ontology = ontology, .diagnostics = diagnostics, .corpus = corpus};
  bg_status status = read_all(&l);
  bg_decisions_free(l.decisions);
  bg_extractor_free(l.extractor);
  if (status == BG_OK) unify(corpus);
  else bg_corpus_free(corpus);
  return status;
}

void bg_corpus_free(bg_corpus *corpus) {
  for (size_t i = 0; i < corpus->count; i++) {
    bg_document *d = &corpus->documents[i];
    bg_claim_set_free(d->claims);
    bg_brief_free(d->brief);
    bg_free(d->path);
    bg_free(d->name);
  }
  bg_free(corpus->documents);
  if (corpus->identities.arena) bg_identity_report_free(&corpus->identities);
  *corpus = (bg_corpus){0};
}
