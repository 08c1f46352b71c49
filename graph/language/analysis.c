#include "language/analysis.h"

#include "base/memory.h"

static const char *const upos_names[BG_UPOS_COUNT] = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                      "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                      "PUNCT", "SCONJ", "SYM", "VERB", "X"};

/* In the order of bg_deprel. */
static const char *const deprel_names[BG_REL_COUNT] = {
    "root",       "acl",        "acl:relcl", "advcl",       "advcl:relcl",   "advmod",   "amod",        "appos",
    "aux",        "aux:pass",   "case",      "cc",          "cc:preconj",    "ccomp",    "compound",    "compound:prt",
    "conj",       "cop",        "csubj",     "csubj:outer", "csubj:pass",    "dep",      "det",         "det:predet",
    "discourse",  "dislocated", "expl",      "fixed",       "flat",          "goeswith", "iobj",        "list",
    "mark",       "nmod",       "nmod:desc", "nmod:poss",   "nmod:unmarked", "nsubj",    "nsubj:outer", "nsubj:pass",
    "nummod",     "obj",        "obl",       "obl:agent",   "obl:unmarked",  "orphan",   "parataxis",   "punct",
    "reparandum", "vocative",   "xcomp"};

const char *bg_upos_name(bg_upos upos) {
  return upos_names[upos];
}

const char *bg_deprel_name(bg_deprel deprel) {
  return deprel_names[deprel];
}

bool bg_upos_parse(bg_str name, bg_upos *upos) {
  for (size_t i = 0; i < BG_UPOS_COUNT; i++)
    if (bg_str_is(name, upos_names[i])) {
      *upos = (bg_upos)i;
      return true;
    }
  return false;
}

static bool find_deprel(bg_str name, bg_deprel *deprel) {
  for (size_t i = 0; i < BG_REL_COUNT; i++)
    if (bg_str_is(name, deprel_names[i])) {
      *deprel = (bg_deprel)i;
      return true;
    }
  return false;
}

/* The part of a relation's name before its subtype. */
static bg_str universal_name(bg_str name) {
  size_t colon = bg_str_find(name, BG_STR(":"), 0);
  return colon == SIZE_MAX ? name : bg_str_slice(name, 0, colon);
}

bool bg_deprel_parse(bg_str name, bg_deprel *deprel) {
  return find_deprel(name, deprel) || find_deprel(universal_name(name), deprel);
}

bg_deprel bg_deprel_universal(bg_deprel deprel) {
  bg_deprel universal = deprel;
  find_deprel(universal_name(bg_str_from(deprel_names[deprel])), &universal);
  return universal;
}

bg_analysis *bg_analysis_new(void) {
  bg_analysis *analysis = BG_NEW(bg_analysis);
  analysis->arena = bg_arena_new();
  return analysis;
}

void bg_analysis_free(bg_analysis *analysis) {
  if (!analysis) return;
  bg_arena_free(analysis->arena);
  bg_free(analysis->words);
  bg_free(analysis->sentences);
  bg_free(analysis);
}

void bg_analysis_clear(bg_analysis *analysis) {
  bg_arena_free(analysis->arena);
  analysis->arena = bg_arena_new();
  analysis->word_count = 0;
  analysis->sentence_count = 0;
}

const bg_word *bg_sentence_words(const bg_analysis *analysis, size_t sentence) {
  return analysis->words + analysis->sentences[sentence].first_word;
}
