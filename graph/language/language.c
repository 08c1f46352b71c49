#include "language/language.h"

#include "base/memory.h"
#include "language/lemma.h"
#include "language/model_file.h"
#include "language/network.h"
#include "language/segment.h"

struct bg_language {
  bg_model_file *file;
  bg_tagset tagset;
  bg_network network;
  bg_lemmas lemmas;
};

static bg_status open_sections(bg_language *l, bg_diagnostics *diagnostics) {
  const char *name = bg_model_file_name(l->file);
  BG_TRY(bg_tagset_open(bg_model_file_section(l->file, "tags"), name, diagnostics, &l->tagset));
  BG_TRY(bg_network_open(bg_model_file_section(l->file, "network"), bg_model_file_section(l->file, "words"), name,
                         diagnostics, &l->network));
  if (!bg_lemmas_open(bg_model_file_section(l->file, "lemmas"), &l->lemmas))
    return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "%s is damaged: its lemmas cannot be read", name);
  if (l->network.tags != l->tagset.count)
    return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "%s is damaged: its sections do not fit together", name);
  return BG_OK;
}

bg_status bg_language_load(const char *path, bg_diagnostics *diagnostics, bg_language **language) {
  bg_language *l = BG_NEW(bg_language);
  *language = NULL;
  bg_status status = bg_model_file_open(path, diagnostics, &l->file);
  if (status == BG_OK) status = open_sections(l, diagnostics);
  if (status == BG_OK) *language = l;
  else bg_language_free(l);
  return status;
}

void bg_language_free(bg_language *language) {
  if (!language) return;
  bg_model_file_close(language->file);
  bg_free(language);
}

void bg_language_annotate(const bg_language *language, size_t first_sentence, bg_analysis *analysis) {
  bg_net_room *room = bg_net_room_new();
  for (size_t i = first_sentence; i < analysis->sentence_count; i++) {
    const bg_sentence *sentence = &analysis->sentences[i];
    bg_network_annotate(&language->network, &language->tagset, room, analysis->words + sentence->first_word,
                        sentence->word_count);
  }
  bg_net_room_free(room);
  bg_lemmatise(&language->lemmas, first_sentence, analysis);
}

void bg_language_analyse(const bg_language *language, bg_str text, size_t from, size_t to, size_t block,
                         bg_analysis *analysis) {
  size_t first = analysis->sentence_count;
  bg_segment(text, from, to, block, analysis);
  bg_language_annotate(language, first, analysis);
}

void bg_language_analyse_brief(const bg_language *language, const bg_brief *brief, bg_analysis *analysis) {
  size_t first = analysis->sentence_count;
  for (size_t i = 0; i < bg_brief_block_count(brief); i++) {
    const bg_block *block = bg_brief_block(brief, i);
    bg_segment(bg_brief_text(brief), block->start, block->end, i, analysis);
  }
  bg_language_annotate(language, first, analysis);
}
