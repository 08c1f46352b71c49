#include "cli/eval_input.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "claims/brat.h"
#include "claims/claims_csv.h"
#include "export/corpus.h"

static bool has_file(const char *directory, const char *name) {
  char *path = bg_path_join(directory, name);
  bool found = bg_is_file(path);
  bg_free(path);
  return found;
}

static eval_document *add_document(eval_side *side, bg_str name) {
  BG_GROW(side->items, side->capacity, side->count + 1);
  eval_document *d = &side->items[side->count++];
  *d = (eval_document){.name = bg_str_dup(name)};
  return d;
}

static bg_status read_brat(const char *path, bg_diagnostics *diagnostics, eval_side *side) {
  bg_annotation *annotation;
  BG_TRY(bg_brat_read(path, diagnostics, &annotation));
  eval_document *d = add_document(side, annotation->name);
  d->annotation = annotation;
  return bg_annotation_to_claims(annotation, path, diagnostics, &d->set, &d->entities);
}

static bg_status read_tables(const char *directory, const eval_side *other, bg_diagnostics *diagnostics,
                             eval_side *side) {
  char *trimmed = bg_strdup(directory);
  for (size_t n = strlen(trimmed); n > 1 && trimmed[n - 1] == '/'; n--) trimmed[n - 1] = '\0';
  eval_document *d = add_document(side, bg_path_base(trimmed));
  bg_free(trimmed);
  const eval_document *lender = other ? eval_find(other, d->name, other->count == 1) : NULL;
  const bg_brief *brief = lender ? lender->brief : NULL;
  bg_diagnostics *unread = brief ? bg_diagnostics_new() : NULL;
  char *path = bg_document_file(directory, brief ? unread : diagnostics);
  bg_diagnostics_free(unread);
  bg_status status = path || brief ? BG_OK : BG_ERROR_IO;
  if (path) {
    status = bg_brief_load_with(path, &(bg_brief_options){.any_language = true}, diagnostics, &d->brief);
    brief = d->brief;
  }
  bg_free(path);
  if (status == BG_OK) status = bg_claims_read_csv(directory, brief, diagnostics, &d->set);
  return status;
}

/* ---- directories ---- */

static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_annotation(const struct dirent *entry) {
  return bg_str_is(bg_path_extension(entry->d_name), "ann");
}

static int is_visible(const struct dirent *entry) {
  return entry->d_name[0] != '.';
}

static bg_status read_directory(const char *directory, const eval_side *other, bg_diagnostics *diagnostics,
                                eval_side *side) {
  struct dirent **entries = NULL;
  bool brat = true;
  int count = scandir(directory, &entries, is_annotation, by_bytes);
  if (count == 0) {
    free(entries);
    brat = false;
    count = scandir(directory, &entries, is_visible, by_bytes);
  }
  if (count < 0) return bg_error_errno(diagnostics, directory, "cannot be listed");
  bg_status status = BG_OK;
  for (int i = 0; i < count; i++) {
    char *path = bg_path_join(directory, entries[i]->d_name);
    bg_status one = BG_OK;
    if (brat) one = read_brat(path, diagnostics, side);
    else if (has_file(path, "entities.csv")) one = read_tables(path, other, diagnostics, side);
    if (one != BG_OK) status = one;
    bg_free(path);
    free(entries[i]);
  }
  free(entries);
  return status;
}

bg_status eval_read(const char *path, const eval_side *other, bg_diagnostics *diagnostics, eval_side *side) {
  *side = (eval_side){0};
  bg_status status;
  if (!bg_is_directory(path)) status = read_brat(path, diagnostics, side);
  else if (has_file(path, "entities.csv")) status = read_tables(path, other, diagnostics, side);
  else status = read_directory(path, other, diagnostics, side);
  if (status == BG_OK && !side->count)
    status = bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = path},
                      "holds neither .ann files nor entities.csv, nor directories with entities.csv");
  return status;
}

void eval_side_free(eval_side *side) {
  for (size_t i = 0; i < side->count; i++) {
    eval_document *d = &side->items[i];
    bg_free(d->name);
    bg_free(d->entities);
    bg_claim_set_free(d->set);
    bg_annotation_free(d->annotation);
    bg_brief_free(d->brief);
  }
  bg_free(side->items);
}

const eval_document *eval_find(const eval_side *side, const char *name, bool alone) {
  if (alone && side->count == 1) return &side->items[0];
  for (size_t i = 0; i < side->count; i++)
    if (strcmp(side->items[i].name, name) == 0) return &side->items[i];
  return NULL;
}

bg_judged eval_judged(const eval_document *document) {
  bg_str text = BG_STR_EMPTY;
  if (document->annotation) text = document->annotation->text;
  else if (document->brief) text = bg_brief_text(document->brief);
  return (bg_judged){document->set, document->annotation, document->entities, text};
}
