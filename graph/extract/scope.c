/* From a word up to the root of its tree: what each word on the way adds to the scope in which it stands. */
#include "extract/scope.h"

#include "extract/scope_climb.h"
#include "extract/time.h"

enum { HIGHEST_CLIMB = 64 };

static bool advisory_block(const bg_scoper *s, size_t sentence) {
  const bg_block *block = scope_block(s, sentence);
  if (!block || block->kind == BG_BLOCK_CAPTION || block->section == BG_SECTION_NOTES) return false;
  if (block->section == BG_SECTION_RECOMMENDATIONS) return true;
  return s->lead_cue[s->reading->analysis->sentences[sentence].block] != NULL;
}

scope_detail scope_in_detail(bg_scoper *s, size_t sentence, size_t word) {
  climb c = {.s = s, .sentence = sentence, .block = scope_block(s, sentence)};
  c.advises = advisory_block(s, sentence);
  c.d.scope.voice = BG_NO_ENTITY;
  c.d.scope.confidence = 0.95;
  c.share_modal = c.share_negation = true;
  for (size_t steps = 0; !c.closed; steps++) {
    climb_local(&c, word);
    c.share_modal = c.share_negation = true;
    size_t head = scope_head(s, word);
    if (head == NO_WORD) {
      climb_top(&c, word);
      break;
    }
    if (steps == HIGHEST_CLIMB) {
      climb_doubt(&c, 0.5);
      break;
    }
    c.jump = NO_WORD;
    climb_step(&c, word, head);
    if (c.jump != NO_WORD) head = c.jump;
    climb_doubt(&c, 0.99);
    word = head;
  }
  if (c.d.scope.modality == BG_RECOMMENDED && c.consider) c.d.scope.strength = BG_CONSIDER;
  if (c.d.scope.modality != BG_RECOMMENDED) c.d.scope.strength = BG_NO_STRENGTH;
  if (c.d.scope.polarity == BG_AFFIRMED) c.d.not_needed = false;
  return c.d;
}

bg_scope bg_scope_of(bg_scoper *scoper, size_t sentence, size_t word) {
  scope_detail d = scope_in_detail(scoper, sentence, word);
  d.scope.time = bg_time_of(scoper, sentence, word);
  return d.scope;
}
