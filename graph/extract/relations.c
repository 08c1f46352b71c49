#include "extract/relations.h"

#include <stdlib.h>

#include "base/memory.h"
#include "extract/confidence.h"
#include "extract/event_class.h"
#include "extract/mend.h"

/* ---- evidence ---- */

typedef struct {
  size_t start, end; /* bytes of the brief's text */
} span;

static span stretch(span s, size_t start, size_t end) {
  return (span){start < s.start ? start : s.start, end > s.end ? end : s.end};
}

static span stretch_word(span s, const bg_tree *tree, uint32_t word) {
  return word == BG_NO_WORD ? s : stretch(s, tree->words[word].start, tree->words[word].end);
}

static span stretch_actor(span s, const bg_tree *tree, const bg_actor *actor) {
  const bg_mention *m = &tree->reading->mentions[actor->mention];
  if (m->sentence == tree->sentence) s = stretch(s, m->start, m->end); /* a name may stand in the sentence before */
  return stretch_word(s, tree, actor->word);
}

/* From the first to the last of the words that say it. */
static span evidence_of(const bg_tree *tree, const bg_proposal *p) {
  span s = {tree->words[p->trigger].start, tree->words[p->trigger].end};
  s = stretch_word(s, tree, p->second);
  if (p->has_subject) s = stretch_actor(s, tree, &p->subject);
  if (p->has_object) s = stretch_actor(s, tree, &p->object);
  return s;
}

/* ---- claims ---- */

typedef struct {
  const bg_reading *reading;
  const bg_relation_lexicon *lexicon;
  bg_scoper *scoper;
  bg_claim_set *set;
  bg_map *known; /* what is claimed, to the index of its claim */
} writer;

static bg_str entity_id(const writer *w, size_t mention) {
  return w->reading->entities[w->reading->mentions[mention].entity].entity.id;
}

static bg_str voice_of(const writer *w, const bg_scope *scope) {
  bool named =
      scope->voice < w->reading->mention_count && w->reading->mentions[scope->voice].entity < w->reading->entity_count;
  if (named) return entity_id(w, scope->voice);
  if (scope->voice_words.len) return bg_arena_printf(w->set->arena, "(unnamed %.*s)", BG_FMT(scope->voice_words));
  return scope->voice_unnamed ? BG_STR("(unnamed)") : BG_STR("author");
}

static bg_str trigger_words(const writer *w, const bg_tree *tree, const bg_proposal *p) {
  const bg_word *a = &tree->words[p->trigger];
  if (p->second == BG_NO_WORD) return bg_arena_str(w->set->arena, a->form);
  const bg_word *b = &tree->words[p->second];
  if (b->start < a->start) {
    const bg_word *swap = a;
    a = b;
    b = swap;
  }
  return bg_arena_printf(w->set->arena, "%.*s %.*s", BG_FMT(a->form), BG_FMT(b->form));
}

static bg_str rule_of(const writer *w, const bg_proposal *p) {
  if (!p->frame) return bg_arena_printf(w->set->arena, "%s:%.*s", p->rule, BG_FMT(p->relation->name));
  return bg_arena_printf(w->set->arena, "%s:%.*s:%s", p->rule, BG_FMT(p->relation->name),
                         p->mutual ? "mutual" : bg_by_name(p->by));
}

static void add_evidence(writer *w, size_t claim, span where) {
  const bg_brief *brief = w->reading->brief;
  bg_claim *c = &w->set->claims[claim];
  const bg_block *block = bg_brief_block_at(brief, where.start);
  bg_evidence e = {
      .start = bg_brief_code_points(brief, where.start),
      .end = bg_brief_code_points(brief, where.end),
      .quote = bg_arena_str(w->set->arena, bg_str_slice(bg_brief_text(brief), where.start, where.end)),
      .locator = block ? bg_arena_str(w->set->arena, block->locator) : BG_STR_EMPTY,
  };
  for (size_t i = 0; i < c->evidence.count; i++)
    if (c->evidence.items[i].start < e.end && e.start < c->evidence.items[i].end) return;
  /* Room in the arena doubles, so that many passages of one claim cost linear space. */
  size_t count = c->evidence.count;
  if ((count & (count - 1)) == 0) {
    bg_evidence *more = bg_arena_alloc(w->set->arena, (count ? 2 * count : 1) * sizeof *more);
    for (size_t i = 0; i < count; i++) more[i] = c->evidence.items[i];
    c->evidence.items = more;
  }
  size_t at = c->evidence.count++; /* in text order */
  for (; at > 0 && c->evidence.items[at - 1].start > e.start; at--) c->evidence.items[at] = c->evidence.items[at - 1];
  c->evidence.items[at] = e;
}

/* Ids outlive changes elsewhere in the text: they hash what is claimed and the first passage. */
static bg_str id_of(const writer *w, bg_str key, span where) {
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%s\t%.*s\t", bg_brief_sha256(w->reading->brief), BG_FMT(key));
  bg_buffer_printf(&text, "%zu-%zu", bg_brief_code_points(w->reading->brief, where.start),
                   bg_brief_code_points(w->reading->brief, where.end));
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(bg_buffer_str(&text), hex);
  bg_buffer_free(&text);
  return bg_arena_printf(w->set->arena, "c-%.12s", hex);
}

static bg_claim claim_of(const writer *w, const bg_proposal *p, const bg_scope *scope) {
  bg_str subject = entity_id(w, p->subject.mention), object = entity_id(w, p->object.mention);
  bool turned = p->relation->symmetric && bg_str_compare(object, subject) < 0 && p->mutual;
  return (bg_claim){.subject = bg_arena_str(w->set->arena, turned ? object : subject),
                    .relation = bg_arena_str(w->set->arena, p->relation->name),
                    .object = bg_arena_str(w->set->arena, turned ? subject : object),
                    .modality = scope->modality,
                    .polarity = scope->polarity == BG_NOT_NEEDED ? BG_NEGATED : scope->polarity,
                    .voice = bg_arena_str(w->set->arena, voice_of(w, scope)),
                    .strength = scope->modality == BG_RECOMMENDED ? scope->strength : BG_NO_STRENGTH,
                    .time = bg_arena_str(w->set->arena, scope->time),
                    .status = BG_PROPOSED,
                    .origin = rule_of(w, p)};
}

/* What a claim says; a symmetric one says the same both ways. */
static bg_str key_of(const writer *w, const bg_claim *c, bool symmetric) {
  bool turned = symmetric && bg_str_compare(c->object, c->subject) < 0;
  bg_str first = turned ? c->object : c->subject, second = turned ? c->subject : c->object;
  return bg_arena_printf(w->set->arena, "%.*s\t%.*s\t%.*s\t%d\t%d\t%.*s\t%d", BG_FMT(first), BG_FMT(c->relation),
                         BG_FMT(second), (int)c->modality, (int)c->polarity, BG_FMT(c->voice), (int)c->strength);
}

/* Index of the claim that the proposal makes or adds to. */
static size_t write_claim(writer *w, const bg_tree *tree, const bg_proposal *p, const bg_scope *scope,
                          double confidence) {
  bg_claim claim = claim_of(w, p, scope);
  bg_str key = key_of(w, &claim, p->relation->symmetric);
  span where = evidence_of(tree, p);
  size_t index = bg_map_get(w->known, key, SIZE_MAX);
  bool is_new = index == SIZE_MAX;
  if (is_new) {
    index = w->set->claim_count;
    BG_GROW(w->set->claims, w->set->claim_capacity, w->set->claim_count + 1);
    claim.id = id_of(w, key, where);
    w->set->claims[w->set->claim_count++] = claim;
    bg_map_set(w->known, key, index);
  }
  add_evidence(w, index, where);
  bg_claim *c = &w->set->claims[index];
  if (!is_new && confidence <= c->confidence) return index;
  /* The surest passage speaks for the claim. */
  c->confidence = confidence;
  c->origin = claim.origin;
  c->trigger = trigger_words(w, tree, p);
  if (!c->time.len) c->time = claim.time;
  return index;
}

/* ---- events ---- */

static bg_str features_text(bg_arena *arena, const bg_features *features) {
  bg_buffer text = {0};
  for (size_t i = 0; i < features->count; i++) {
    bg_buffer_printf(&text, "%s%s=", i ? " " : "", features->items[i].name);
    bg_buffer_put_double(&text, features->items[i].value);
  }
  bg_str kept = bg_arena_str(arena, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return kept;
}

static bg_event *write_event(bg_events *events, const bg_tree *tree, const bg_relation_lexicon *lexicon,
                             const bg_proposal *p, const bg_scope *scope, double confidence, size_t claim) {
  BG_GROW(events->items, events->capacity, events->count + 1);
  events->items[events->count++] = (bg_event){.sentence = tree->sentence,
                                              .trigger = tree->first + p->trigger,
                                              .subject = p->has_subject ? p->subject.said : BG_NO_ENTITY,
                                              .object = p->has_object ? p->object.said : BG_NO_ENTITY,
                                              .relation = p->relation,
                                              .plover = bg_event_class_of(tree, lexicon, p, scope),
                                              .claim = claim,
                                              .confidence = confidence};
  return &events->items[events->count - 1];
}

/* "conducted strikes" is said by the verb and by the noun: of two events of a sentence with the same relation and
 * actors the surer one is kept. Sentences make few events. */
static bg_event *event_like(const bg_events *events, const bg_tree *tree, const bg_proposal *p) {
  for (size_t i = events->count; i > 0 && events->items[i - 1].sentence == tree->sentence; i--) {
    bg_event *e = &events->items[i - 1];
    if (e->relation == p->relation && e->subject == (p->has_subject ? p->subject.said : BG_NO_ENTITY) &&
        e->object == (p->has_object ? p->object.said : BG_NO_ENTITY))
      return e;
  }
  return NULL;
}

/* What is less probable than this is told as an event, but not claimed. */
static const double least_confidence = 0.15;

static void write_proposal(writer *w, const bg_tree *tree, const bg_proposal *p, bg_events *events) {
  bg_scope scope = bg_scope_of(w->scoper, tree->sentence, tree->first + p->trigger);
  if (scope.question) return;
  bg_features features;
  bg_features_of(tree, p, &scope, &features);
  double confidence = bg_confidence_of(w->lexicon, &features);
  bool tie = p->has_subject && p->has_object && !p->event && confidence >= least_confidence;
  size_t claim = tie ? write_claim(w, tree, p, &scope, confidence) : SIZE_MAX;
  if (!events) return;
  bg_event *twin = event_like(events, tree, p);
  if (twin && twin->confidence >= confidence) return;
  if (twin) *twin = events->items[--events->count];
  bg_event *event = write_event(events, tree, w->lexicon, p, &scope, confidence, claim);
  if (events->with_features) event->features = features_text(w->set->arena, &features);
}

/* References name people, places and publishers side by side; they say nothing of them. */
static bool in_notes(const bg_reading *reading, size_t sentence) {
  size_t block = reading->analysis->sentences[sentence].block;
  return block < bg_brief_block_count(reading->brief) &&
         bg_brief_block(reading->brief, block)->section == BG_SECTION_NOTES;
}

/* The one mention that arguments lead to, or BG_NO_MENTION. */
static size_t only_actor(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_arguments *arguments) {
  bg_actors actors = {.count = 0};
  for (size_t i = 0; i < arguments->count; i++) bg_actors_of(tree, lexicon, arguments->items[i], 0, &actors);
  return actors.count == 1 ? actors.items[0].mention : BG_NO_MENTION;
}

/* What the next sentence may point back to: whom this one was about, and who did what it tells. */
static void remember(bg_tree *tree, const bg_relation_lexicon *lexicon) {
  uint32_t root = 0;
  while (root < tree->count && bg_tree_head(tree, root) != BG_NO_WORD) root++;
  bg_arguments topic = {.count = 0}, doer = {.count = 0};
  if (root < tree->count) {
    bg_surface_subject(tree, root, &topic);
    bg_logical_subject(tree, root, &doer);
  }
  size_t subject = only_actor(tree, lexicon, &topic);
  tree->doer = only_actor(tree, lexicon, &doer);
  tree->topic = subject;
}

/* A sentence goes on from the one before in its paragraph; also across paragraphs that are a sentence each, as in the
 * news. */
static bool continues(const bg_reading *reading, size_t sentence) {
  const bg_sentence *all = reading->analysis->sentences;
  if (sentence == 0) return false;
  size_t before = all[sentence - 1].block, own = all[sentence].block;
  if (before == own) return true;
  bool alone = sentence < 2 || all[sentence - 2].block != before;
  bool prose = own < bg_brief_block_count(reading->brief) &&
               bg_brief_block(reading->brief, own)->kind == BG_BLOCK_PARAGRAPH &&
               bg_brief_block(reading->brief, before)->kind == BG_BLOCK_PARAGRAPH;
  return alone && prose && own == before + 1;
}

void bg_relate_events(const bg_reading *reading, const bg_relation_lexicon *lexicon, bg_scoper *scoper,
                      bg_claim_set *set, bg_events *events) {
  writer w = {.reading = reading, .lexicon = lexicon, .scoper = scoper, .set = set, .known = bg_map_new()};
  const bg_word_list *controllers = lexicon->known[BG_LIST_CONTROLLERS];
  bg_tree tree = {.controllers = controllers ? controllers->words : NULL};
  bg_proposals proposals = {0};
  for (size_t s = 0; s < reading->analysis->sentence_count; s++) {
    if (in_notes(reading, s)) continue;
    bg_tree_set(&tree, reading, s);
    bg_mend_tree(&tree, lexicon);
    if (!continues(reading, s)) tree.topic = tree.doer = BG_NO_MENTION;
    proposals.count = 0;
    bg_match_frames(&tree, lexicon, &proposals);
    bg_match_nearest(&tree, lexicon, 0, &proposals);
    bg_match_structure(&tree, lexicon, &proposals);
    for (size_t i = 0; i < proposals.count; i++) write_proposal(&w, &tree, &proposals.items[i], events);
    remember(&tree, lexicon);
  }
  bg_free(proposals.items);
  bg_tree_free(&tree);
  bg_map_free(w.known);
}

void bg_relate(const bg_reading *reading, const bg_relation_lexicon *lexicon, bg_scoper *scoper, bg_claim_set *set) {
  bg_relate_events(reading, lexicon, scoper, set, NULL);
}
