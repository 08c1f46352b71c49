#include "extract/match.h"

#include "base/memory.h"
#include "extract/places.h"

bool bg_same_entity(const bg_tree *tree, const bg_actor *a, const bg_actor *b) {
  const bg_mention *mentions = tree->reading->mentions;
  return mentions[a->mention].entity == mentions[b->mention].entity;
}

bg_str bg_actor_type(const bg_tree *tree, const bg_actor *actor) {
  return tree->reading->entities[tree->reading->mentions[actor->mention].entity].entity.type;
}

void bg_proposals_add(bg_proposals *out, const bg_proposal *proposal) {
  BG_GROW(out->items, out->capacity, out->count + 1);
  out->items[out->count++] = *proposal;
}

/* What a frame found around its word. */
typedef struct {
  const bg_tree *tree;
  const bg_relation_lexicon *lexicon;
  const bg_frame *frame;
  uint32_t word;
  uint32_t second;
  bg_actors subjects, objects;
  bool between;  /* the actors behind "between" stand in both */
  bool excluded; /* a word that the frame rules out: the trigger means something else here */
} attempt;

/* "up" of "up to 16" is no particle. */
static bool has_other_particle(const attempt *a) {
  uint32_t particle = bg_tree_child_by(a->tree, a->word, BG_REL_COMPOUND_PRT);
  return particle != BG_NO_WORD && bg_tree_child(a->tree, particle, 0) == BG_NO_WORD;
}

/* The particle of "carry out"; another one makes another verb of it ("turn over to"). */
static bool has_particle(const attempt *a) {
  if (!a->frame->particle.len) return !has_other_particle(a);
  for (uint32_t i = 0, c; (c = bg_tree_child(a->tree, a->word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = bg_tree_relation(a->tree, c);
    bool loose = d == BG_REL_COMPOUND || d == BG_REL_ADVMOD || d == BG_REL_OBJ || d == BG_REL_XCOMP || d == BG_REL_AMOD;
    if (loose && bg_str_equal(a->tree->words[c].lemma, a->frame->particle)) return true;
    /* "stand by Iraq", "call for": the particle is the preposition of what follows. */
    if (d == BG_REL_OBL && bg_tree_marked_by(a->tree, c, a->frame->particle)) return true;
  }
  return false;
}

/* A word in the slot's places that the slot accepts; also one that is coordinated with it, or of which it is a part or
 * a measure ("ten days of war games"). */
static uint32_t accepted(const attempt *a, const bg_slot *slot, const bg_arguments *found) {
  const bg_word_list *measures = a->lexicon->known[BG_LIST_MEASURES];
  for (size_t i = 0; i < found->count; i++) {
    uint32_t word = found->items[i].word;
    if (bg_slot_accepts(slot, a->tree->words[word].lemma)) return word;
    bool measure = !slot->excluding && bg_word_list_has(measures, a->tree->words[word].lemma);
    for (uint32_t k = 0, c; (c = bg_tree_child(a->tree, word, k)) != BG_NO_WORD; k++) {
      bool behind = measure && a->tree->words[c].deprel == BG_REL_NMOD && bg_tree_marked_by(a->tree, c, BG_STR("of"));
      if ((behind || a->tree->words[c].deprel == BG_REL_CONJ) && bg_slot_accepts(slot, a->tree->words[c].lemma))
        return c;
    }
  }
  return BG_NO_WORD;
}

static uint32_t word_for(const attempt *a, const bg_slot *slot) {
  if (slot->places & BG_PLACE_MODIFIER) return bg_modifier_of(a->tree, slot, a->word);
  uint32_t word = BG_NO_WORD;
  for (size_t step = 0; step < bg_place_steps(slot) && word == BG_NO_WORD; step++) {
    bg_arguments found = {.count = 0};
    bg_places_of(a->tree, a->lexicon, a->frame, slot, step, a->word, a->second, &found);
    word = accepted(a, slot, &found);
  }
  return word;
}

/* Slots that only ask for words; the last word found anchors prepositions. */
static bool fill_words(attempt *a) {
  for (size_t i = 0; i < a->frame->slot_count; i++) {
    const bg_slot *slot = &a->frame->slots[i];
    if (slot->role != BG_ROLE_NONE) continue;
    uint32_t word = word_for(a, slot);
    if (word == BG_NO_WORD && !slot->optional) return false;
    if (word != BG_NO_WORD) a->second = word;
  }
  return true;
}

static bool is_named(const bg_actor *actor) {
  return actor->via != BG_VIA_CHAIN && actor->via != BG_VIA_DOER && (actor->via != BG_VIA_MODIFIER || actor->people);
}

/* A class that is asked for must be that of the nominal itself, not of somebody whom it leads to. */
static bool type_fits(const attempt *a, const bg_slot *slot, const bg_actor *actor) {
  if (!slot->type.len) return true;
  if (!is_named(actor)) return false;
  const bg_ontology *ontology = a->lexicon->ontology;
  return bg_ontology_is_a(ontology, bg_ontology_class(ontology, bg_actor_type(a->tree, actor)), slot->type);
}

static bool is_between(const attempt *a, const bg_arguments *found) {
  uint32_t word = found->items[0].word;
  return bg_tree_marked_by(a->tree, word, BG_STR("between")) || bg_tree_marked_by(a->tree, word, BG_STR("among"));
}

/* Relations with issues, initiatives, events or documents take them; others are between actors where there are any. */
static bool takes_deeds(const attempt *a, const bg_slot *slot) {
  const bg_ontology *ontology = a->lexicon->ontology;
  bg_str actor = bg_ontology_class(ontology, BG_STR("Actor")), thing = bg_ontology_class(ontology, BG_STR("Thing"));
  bg_str range = slot->role == BG_ROLE_SUBJECT ? a->frame->relation->domain : a->frame->relation->range;
  if (slot->type.len) return !bg_ontology_is_a(ontology, slot->type, actor);
  return range.len && !bg_str_equal(range, thing) && !bg_ontology_is_a(ontology, range, actor);
}

/* The actors to whom the arguments lead. In a complement the first nominal that leads to somebody else than the subject
 * counts. */
static void add_actors(const attempt *a, const bg_slot *slot, const bg_arguments *found, bg_actors *out) {
  bool clause = slot->places & (BG_PLACE_CLAUSE | BG_PLACE_DUTY);
  unsigned seek = takes_deeds(a, slot) ? BG_SEEK_DEEDS : 0;
  if (slot->role == BG_ROLE_OBJECT && a->frame->relation->sign < 0) seek |= BG_SEEK_DOERS;
  if (slot->role == BG_ROLE_OBJECT && bg_lexicon_judges(a->lexicon, a->frame->relation)) seek |= BG_SEEK_JUDGED;
  bool personal = slot->role == BG_ROLE_OBJECT && bg_lexicon_is_personal(a->lexicon, a->frame->relation);
  if (personal || bg_lexicon_is_exact(a->lexicon, a->frame->relation)) seek |= BG_SEEK_PERSONS;
  for (size_t i = 0; i < found->count && !(clause && out->count); i++) {
    bg_actors actors = {.count = 0};
    bg_actors_of(a->tree, a->lexicon, found->items[i], seek, &actors);
    for (size_t k = 0; k < actors.count; k++) {
      bool own = clause && a->subjects.count && bg_same_entity(a->tree, &actors.items[k], &a->subjects.items[0]);
      if (!own && type_fits(a, slot, &actors.items[k]) && out->count < BG_MOST_ACTORS)
        out->items[out->count++] = actors.items[k];
    }
  }
}

/* The actors in a slot; false when a word stands there that the slot does not accept. */
static bool fill_role(attempt *a, const bg_slot *slot, bg_actors *out) {
  bool there = false; /* a word that is asked for */
  for (size_t step = 0; step < bg_place_steps(slot) && !out->count; step++) {
    bg_arguments found = {.count = 0};
    bg_places_of(a->tree, a->lexicon, a->frame, slot, step, a->word, a->second, &found);
    uint32_t word = slot->item_count ? accepted(a, slot, &found) : BG_NO_WORD;
    if (found.count && slot->item_count && word == BG_NO_WORD) {
      a->excluded = slot->excluding;
      return false;
    }
    if (word != BG_NO_WORD && !slot->excluding) a->second = word;
    add_actors(a, slot, &found, out);
    if ((slot->places & BG_PLACE_BETWEEN) && out->count > 1 && found.count == 1) a->between = is_between(a, &found);
    there |= word != BG_NO_WORD;
  }
  return there || !slot->item_count || slot->excluding || slot->optional;
}

static bool fill_roles(attempt *a, bg_role role, bg_actors *out) {
  for (size_t i = 0; i < a->frame->slot_count; i++) {
    const bg_slot *slot = &a->frame->slots[i];
    if (slot->role == role && !fill_role(a, slot, out)) return false;
  }
  return true;
}

/* ---- proposals from what was found ---- */

static bg_by less_certain(bg_by a, bg_by b) {
  return a > b ? a : b;
}

/* Two actors must fit the relation, or a broader one; `any`: else what is said is an event all the same. */
static bool fit(const attempt *a, bool any, bg_proposal *p) {
  const bg_relation *r =
      bg_lexicon_fit(a->lexicon, p->relation, bg_actor_type(a->tree, &p->subject), bg_actor_type(a->tree, &p->object));
  bool exact = r && bg_lexicon_is_exact(a->lexicon, r);
  if (exact && !(is_named(&p->subject) && is_named(&p->object))) return false;
  if (r) p->relation = r;
  else p->event = true;
  return r || any;
}

static bool propose(const attempt *a, const bg_actor *subject, const bg_actor *object, bool mutual, bool any,
                    bg_proposals *out) {
  static const char *const rules[BG_TRIGGER_KINDS] = {"verb", "noun", "adjective"};
  bg_proposal p = {.relation = a->frame->relation,
                   .frame = a->frame,
                   .rule = rules[a->frame->kind],
                   .mutual = mutual,
                   .event = a->frame->event,
                   .trigger = a->word,
                   .second = a->second};
  if (subject) {
    p.subject = *subject;
    p.by = subject->by;
  }
  if (object) {
    p.object = *object;
    p.by = subject ? less_certain(subject->by, object->by) : object->by;
  }
  p.has_subject = subject != NULL;
  p.has_object = object != NULL;
  if (subject && object && (bg_same_entity(a->tree, subject, object) || !fit(a, any, &p))) return false;
  bg_proposals_add(out, &p);
  return true;
}

/* Long lists are lists, not groups whose members all do it to each other. */
enum { LARGEST_GROUP = 4 };

static bool propose_pairs(const attempt *a, const bg_actors *group, bg_proposals *out) {
  bool any = false;
  if (group->count > LARGEST_GROUP) return false;
  for (size_t i = 0; i < group->count; i++)
    for (size_t k = i + 1; k < group->count; k++) {
      any |= propose(a, &group->items[i], &group->items[k], true, false, out);
      if (!a->frame->relation->symmetric) any |= propose(a, &group->items[k], &group->items[i], true, false, out);
    }
  return any;
}

static bool propose_all(const attempt *a, bool any_types, bg_proposals *out) {
  bool any = false;
  for (size_t i = 0; i < a->subjects.count; i++)
    for (size_t k = 0; k < a->objects.count; k++)
      any |= propose(a, &a->subjects.items[i], &a->objects.items[k], false, any_types, out);
  return any;
}

/* "met" may be said of two; "wrote to" not, without somebody behind "to". */
static bool lacks_object(const bg_frame *frame) {
  if (frame->kind == BG_TRIGGER_NOUN) return false;
  for (size_t i = 0; i < frame->slot_count; i++) {
    const bg_slot *slot = &frame->slots[i];
    if (slot->role == BG_ROLE_OBJECT && !slot->optional && !(slot->places & BG_PLACE_BETWEEN)) return true;
  }
  return false;
}

/* "with|between": what stands between two, each has with the other. */
static bool is_reciprocal(const bg_frame *frame) {
  for (size_t i = 0; i < frame->slot_count; i++) {
    const bg_slot *slot = &frame->slots[i];
    for (size_t k = 0; (slot->places & BG_PLACE_BETWEEN) && k < slot->preposition_count; k++)
      if (bg_str_is(slot->prepositions[k], "with")) return true;
  }
  return false;
}

/* True when the frame says something of two actors. */
static bool conclude(const attempt *a, bg_proposals *out) {
  bool mutual = a->frame->each || a->frame->relation->symmetric || is_reciprocal(a->frame);
  if (a->between && mutual) return propose_pairs(a, a->objects.count > 1 ? &a->objects : &a->subjects, out);
  if (a->subjects.count && a->objects.count) return propose_all(a, false, out);
  /* "two countries' trade talks" tells of talks, not of trade */
  if (a->frame->kind == BG_TRIGGER_NOUN && bg_tree_relation(a->tree, a->word) == BG_REL_COMPOUND) return false;
  if (mutual && a->subjects.count > 1 && !lacks_object(a->frame)) return propose_pairs(a, &a->subjects, out);
  return false;
}

/* "said that" says nothing without a duty. */
static bool may_be_partial(const attempt *a) {
  for (size_t i = 0; i < a->frame->slot_count; i++)
    if (a->frame->slots[i].places & BG_PLACE_DUTY) return false;
  return a->subjects.count || a->objects.count;
}

static bool is_fuller(const attempt *a, const attempt *b) {
  return a->subjects.count && a->objects.count && !(b->subjects.count && b->objects.count);
}

/* "efforts to improve Kenya's relations with Somalia": whoever makes them, the relations are Kenya's. */
static void borrow_owner(attempt *a) {
  if (a->frame->kind != BG_TRIGGER_VERB || a->second == BG_NO_WORD || !a->objects.count) return;
  bg_arguments owners = {.count = 0};
  bg_owners_of(a->tree, a->lexicon, a->second, &owners);
  for (size_t i = 0; i < owners.count; i++) bg_actors_of(a->tree, a->lexicon, owners.items[i], 0, &a->subjects);
}

/* The first frame that ties two actors counts; else the first that has one of them, for the event alone. */
/* True when it ties two. */
static bool match_word(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_trigger_kind kind, uint32_t word,
                       bg_proposals *out) {
  size_t count;
  const bg_frame *frames = bg_lexicon_frames(lexicon, kind, tree->words[word].lemma, &count);
  attempt partial = {.frame = NULL};
  for (size_t i = 0; i < count; i++) {
    attempt a = {.tree = tree, .lexicon = lexicon, .frame = &frames[i], .word = word, .second = BG_NO_WORD};
    bool filled = has_particle(&a) && fill_words(&a) && fill_roles(&a, BG_ROLE_SUBJECT, &a.subjects) &&
                  fill_roles(&a, BG_ROLE_OBJECT, &a.objects);
    if (a.excluded) return false;
    if (filled && !a.subjects.count) borrow_owner(&a);
    if (!filled) continue;
    if (conclude(&a, out)) return true;
    if (may_be_partial(&a) && (!partial.frame || is_fuller(&a, &partial))) partial = a;
  }
  if (!partial.frame || propose_all(&partial, true, out)) return false;
  for (size_t i = 0; i < partial.subjects.count; i++)
    propose(&partial, &partial.subjects.items[i], NULL, false, true, out);
  for (size_t i = 0; i < partial.objects.count && !partial.subjects.count; i++)
    propose(&partial, NULL, &partial.objects.items[i], false, true, out);
  return false;
}

/* "with neighboring Chad" tells where Chad lies, "a plot to kill" has killed nobody yet. */
static bool is_told_by_other(const bg_tree *tree, uint32_t word) {
  if (tree->words[word].deprel != BG_REL_ACL || bg_tree_child_by(tree, word, BG_REL_MARK) == BG_NO_WORD) return false;
  uint32_t head = bg_tree_head(tree, word);
  return bg_tree_lemma_is(tree, word, BG_STR("neighbor")) || bg_tree_lemma_is(tree, word, BG_STR("neighbour")) ||
         (head != BG_NO_WORD &&
          (bg_tree_lemma_is(tree, head, BG_STR("plot")) || bg_tree_lemma_is(tree, head, BG_STR("conspiracy"))));
}

/* "strong-arm", "long-established": another word than its end, unless a name stands before the hyphen ("Omani-backed").
 */
static bool is_compound_end(const bg_tree *tree, uint32_t word) {
  if (word < 2 || !bg_tree_has_tag(tree, word - 1, BG_STR("HYPH"))) return false;
  return tree->words[word - 2].end == tree->words[word - 1].start &&
         tree->words[word - 1].end == tree->words[word].start && tree->cover[word - 2] == BG_NO_MENTION &&
         tree->words[word - 2].upos != BG_UPOS_PROPN;
}

/* Words inside the name of somebody are no triggers, but for the titles of people and what names an event. */
static bool may_trigger(const bg_tree *tree, uint32_t word) {
  size_t m = tree->cover[word];
  if (is_told_by_other(tree, word)) return false;
  if (tree->words[word].upos == BG_UPOS_VERB && is_compound_end(tree, word)) return false;
  if (m == BG_NO_MENTION) return true;
  const bg_mention *mention = &tree->reading->mentions[m];
  switch (mention->kind) {
    case BG_KIND_PERSON:
    case BG_KIND_OFFICE:
    case BG_KIND_EVENT:
    case BG_KIND_ISSUE: return true;
    default: return mention->form == BG_FORM_NOMINAL;
  }
}

/* In the infinitive that a verb governs: the verb itself, or its object. */
static bool is_intended(const bg_tree *tree, uint32_t word, uint32_t verb) {
  uint32_t clause = bg_tree_child_by(tree, verb, BG_REL_XCOMP);
  return clause != BG_NO_WORD &&
         (word == clause || (bg_tree_head(tree, word) == clause && bg_tree_relation(tree, word) == BG_REL_OBJ));
}

/* "threatened to lodge a complaint against Peru" threatens Peru; that it complains would say the same again. */
static bool is_said_above(const bg_tree *tree, const bg_proposals *all, size_t first, const bg_proposal *p) {
  if (!p->has_subject || !p->has_object) return false;
  for (size_t i = first; i < all->count; i++) {
    const bg_proposal *q = &all->items[i];
    bool clause = false;
    for (size_t k = 0; q->frame && k < q->frame->slot_count; k++)
      clause |= (q->frame->slots[k].places & BG_PLACE_CLAUSE) && q->frame->slots[k].role == BG_ROLE_OBJECT;
    if (clause && !q->event && q->has_subject && q->has_object && q->trigger != p->trigger &&
        bg_same_entity(tree, &q->subject, &p->subject) && bg_same_entity(tree, &q->object, &p->object) &&
        is_intended(tree, p->trigger, q->trigger))
      return true;
  }
  return false;
}

static void drop_repeated(const bg_tree *tree, size_t first, bg_proposals *all) {
  size_t kept = first;
  for (size_t i = first; i < all->count; i++)
    if (!is_said_above(tree, all, first, &all->items[i])) all->items[kept++] = all->items[i];
  all->count = kept;
}

void bg_match_frames(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_proposals *out) {
  size_t first = out->count;
  for (uint32_t w = 0; w < tree->count; w++) {
    if (!may_trigger(tree, w)) continue;
    switch (tree->words[w].upos) {
      case BG_UPOS_VERB:
        /* "clashes between ...", taken for a verb; what has an object is one */
        if (!match_word(tree, lexicon, BG_TRIGGER_VERB, w, out) &&
            bg_tree_child_by(tree, w, BG_REL_NMOD) != BG_NO_WORD && bg_tree_child_by(tree, w, BG_REL_OBJ) == BG_NO_WORD)
          match_word(tree, lexicon, BG_TRIGGER_NOUN, w, out);
        break;
      case BG_UPOS_NOUN:
      case BG_UPOS_PROPN:
        /* "they trade blows": a verb, taken for a noun */
        if (bg_tree_child_by(tree, w, BG_REL_OBJ) == BG_NO_WORD) match_word(tree, lexicon, BG_TRIGGER_NOUN, w, out);
        break;
      case BG_UPOS_ADJ: match_word(tree, lexicon, BG_TRIGGER_ADJECTIVE, w, out); break;
      default: break;
    }
  }
  drop_repeated(tree, first, out);
}
