/* Text and annotations, separated by a line "==": what can be read survives being written and read again, and becomes
 * claims and annotation again. */
#include <stdlib.h>

#include "base/utf8.h"
#include "claims/brat.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void need(bool condition) {
  if (!condition) abort();
}

static void check_claims(const bg_annotation *annotation) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_claim_set *set;
  size_t *entities = NULL;
  if (bg_annotation_to_claims(annotation, "fuzz", diagnostics, &set, &entities) == BG_OK) {
    bg_annotation *again = bg_annotation_from_claims(BG_STR("fuzz"), annotation->text, set, NULL, 0);
    bg_buffer lines = {0};
    bg_annotation *third = NULL;
    bg_brat_put(again, &lines);
    need(bg_brat_parse(bg_buffer_str(&lines), "fuzz", BG_STR("fuzz"), annotation->text, NULL, &third) == BG_OK);
    bg_annotation_free(third);
    bg_annotation_free(again);
    bg_buffer_free(&lines);
    bg_claim_set_free(set);
    free(entities);
  }
  bg_diagnostics_free(diagnostics);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  bg_str input = {(const char *)data, size};
  size_t cut = bg_str_find(input, BG_STR("\n==\n"), 0);
  if (cut == SIZE_MAX || bg_utf8_invalid(input) != SIZE_MAX) return 0;
  bg_str text = bg_str_slice(input, 0, cut), ann = bg_str_slice(input, cut + 4, size);
  bg_annotation *annotation, *again;
  if (bg_brat_parse(ann, "fuzz", BG_STR("fuzz"), text, NULL, &annotation) != BG_OK) return 0;
  bg_buffer lines = {0}, second = {0};
  bg_brat_put(annotation, &lines);
  need(bg_brat_parse(bg_buffer_str(&lines), "fuzz", BG_STR("fuzz"), text, NULL, &again) == BG_OK);
  bg_brat_put(again, &second);
  need(bg_str_equal(bg_buffer_str(&lines), bg_buffer_str(&second)));
  check_claims(annotation);
  bg_annotation_free(annotation);
  bg_annotation_free(again);
  bg_buffer_free(&lines);
  bg_buffer_free(&second);
  return 0;
}
