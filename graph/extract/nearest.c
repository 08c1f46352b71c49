#include "extract/match.h"

/* How far from the trigger the other actor may stand, in words, and the trigger below the root. */
enum { FARTHEST = 12, DEEPEST = 2 };

static bool may_be(const bg_tree *tree, uint32_t word, const bg_actor *other) {
  size_t m = tree->mention[word];
  if (m == BG_NO_MENTION || tree->reading->mentions[m].entity >= tree->reading->entity_count) return false;
  if (tree->reading->mentions[m].kind == BG_KIND_ISSUE) return false;
  /* "destroyed an ISIL-held building": who holds it is no part of what was destroyed */
  uint32_t head = bg_tree_head(tree, word);
  if (head != BG_NO_WORD && tree->words[head].upos == BG_UPOS_VERB && bg_tree_relation(tree, head) == BG_REL_AMOD)
    return false;
  return tree->reading->mentions[m].entity != tree->reading->mentions[other->mention].entity;
}

/* The nearest before a trigger that is no mere adjunct. */
static uint32_t before(const bg_tree *tree, uint32_t trigger, const bg_actor *other) {
  for (uint32_t w = trigger; w-- > 0 && trigger - w <= FARTHEST;) {
    bg_deprel d = bg_tree_relation(tree, w);
    if (may_be(tree, w, other) && d != BG_REL_OBL && d != BG_REL_NMOD) return w;
  }
  return BG_NO_WORD;
}

static bool is_below(const bg_tree *tree, uint32_t word, uint32_t top) {
  for (int steps = 0; steps < FARTHEST && word != BG_NO_WORD; steps++, word = bg_tree_head(tree, word))
    if (word == top) return true;
  return false;
}

static uint32_t behind(const bg_tree *tree, uint32_t trigger, const bg_actor *other) {
  for (uint32_t w = trigger + 1; w < tree->count && w - trigger <= FARTHEST; w++)
    if (may_be(tree, w, other) && is_below(tree, w, trigger)) return w;
  return BG_NO_WORD;
}

/* "spoke" is no "spoke against": where the object stands behind a preposition alone, it must. */
static bool lacks_preposition(const bg_tree *tree, const bg_frame *frame, uint32_t word) {
  for (size_t i = 0; i < frame->slot_count; i++) {
    const bg_slot *slot = &frame->slots[i];
    if (slot->role != BG_ROLE_OBJECT || (slot->places & ~(unsigned)BG_PLACE_PREPOSITION)) continue;
    for (size_t k = 0; k < slot->preposition_count; k++)
      if (bg_tree_marked_by(tree, word, slot->prepositions[k])) return false;
    return true;
  }
  return false;
}

static void complete(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_proposal p, bg_proposals *out) {
  const bg_actor *other = p.has_subject ? &p.subject : &p.object;
  uint32_t word = p.has_object ? before(tree, p.trigger, other) : behind(tree, p.trigger, other);
  if (word == BG_NO_WORD || (p.has_subject && lacks_preposition(tree, p.frame, word))) return;
  bg_actor found = {.mention = tree->mention[word], .said = tree->mention[word], .word = word, .by = BG_BY_NEAREST};
  if (p.has_subject) p.object = found;
  else p.subject = found;
  p.has_subject = p.has_object = true;
  p.by = BG_BY_NEAREST;
  const bg_relation *r =
      bg_lexicon_fit(lexicon, p.relation, bg_actor_type(tree, &p.subject), bg_actor_type(tree, &p.object));
  if (r && bg_lexicon_is_exact(lexicon, r)) return;
  if (r) p.relation = r;
  else p.event = true;
  bg_proposals_add(out, &p);
}

/* Plain frames only: subject before the verb, any object behind it. */
static bool is_plain(const bg_frame *frame) {
  bool subject = false, object = false;
  for (size_t i = 0; i < frame->slot_count; i++) {
    const bg_slot *slot = &frame->slots[i];
    if (slot->type.len) return false;
    subject |= slot->role == BG_ROLE_SUBJECT && (slot->places & BG_PLACE_SUBJECT);
    object |= slot->role == BG_ROLE_OBJECT && !(slot->places & BG_PLACE_SUBJECT);
  }
  return subject && object;
}

/* The active verbs of the main clauses, where they need somebody else. */
static bool may_complete(const bg_tree *tree, const bg_proposal *p) {
  bg_deprel d = bg_tree_relation(tree, p->trigger);
  if (d == BG_REL_AMOD || d == BG_REL_ACL || !p->relation->plover.len) return false;
  return p->frame && !p->frame->weak && p->frame->kind == BG_TRIGGER_VERB && tree->depth[p->trigger] <= DEEPEST &&
         is_plain(p->frame) && !bg_is_passive(tree, p->trigger);
}

void bg_match_nearest(const bg_tree *tree, const bg_relation_lexicon *lexicon, size_t first, bg_proposals *out) {
  size_t count = out->count;
  for (size_t i = first; i < count; i++)
    if (out->items[i].has_subject && out->items[i].has_object) return;
  for (size_t i = first; i < count; i++) {
    bg_proposal p = out->items[i]; /* a copy: the array may move */
    if (may_complete(tree, &p)) complete(tree, lexicon, p, out);
  }
}
