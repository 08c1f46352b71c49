/* What a piece of advice names, and how its action reads. */
#include <string.h>
#include <strings.h>

#include "extract/recommend_parts.h"

enum { LONGEST_ACTION = 18, LONGEST_PATH = 12 };

bool entity_list_has(const entity_list *list, size_t entity) {
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i] == entity) return true;
  return false;
}

void entity_list_add(entity_list *list, size_t entity) {
  if (list->count < MOST_ACTORS && !entity_list_has(list, entity)) list->items[list->count++] = entity;
}

/* ---- actors ---- */

static bool is_actor(const bg_reading *reading, const bg_mention *m) {
  if (!m || m->entity == BG_NO_ENTITY) return false;
  switch (m->kind) {
    case BG_KIND_PERSON:
    case BG_KIND_ORGANIZATION:
    case BG_KIND_GROUP:
    case BG_KIND_OFFICE: return true;
    case BG_KIND_PLACE: return !bg_str_is(reading->entities[m->entity].entity.type, "Place");
    default: return false;
  }
}

/* "U.S. policymakers", "officials of the EU": who stands beside a common noun for people. */
static const bg_mention *named_beside(const bg_scoper *s, size_t word) {
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    marker m = relation == BG_REL_NMOD ? scope_marker(s, k) : (marker){0};
    bool of = m.form[0] == '\0' || strcmp(m.form, "of") == 0 || strcmp(m.form, "in") == 0;
    if (relation != BG_REL_AMOD && relation != BG_REL_COMPOUND && !(relation == BG_REL_NMOD && of)) continue;
    const bg_mention *found = bg_reading_mention_at(s->reading, k);
    if (is_actor(s->reading, found)) return found;
  }
  return NULL;
}

/* The longer name in which a name stands: "United States" in "United States Agency for ...". */
static const bg_mention *enclosing(const bg_reading *reading, const bg_mention *m) {
  if (!m || !m->nested) return m;
  for (const bg_mention *k = m; k > reading->mentions && k[-1].sentence == m->sentence; k--)
    if (!k[-1].nested && k[-1].first_word <= m->first_word && k[-1].end_word >= m->end_word) return &k[-1];
  return m;
}

/* A word for people ("officials") stands for the state or body that is named beside it. */
static const bg_mention *actor_at(const bg_scoper *s, size_t word) {
  const bg_mention *own = enclosing(s->reading, bg_reading_mention_at(s->reading, word));
  bool actor = is_actor(s->reading, own);
  if (actor && own->form != BG_FORM_NOMINAL) return own;
  bool speaks = scope_cue(s->lexicon, CUE_PEOPLE, s->words[word].lemma) != NULL;
  const bg_mention *beside = speaks ? named_beside(s, word) : NULL;
  return beside ? beside : actor ? own : NULL;
}

/* Only articles, commas, brackets and "and" stand between: "the European Union (EU) and Norway". */
static bool joined(const bg_scoper *s, size_t from, size_t to, bool *link) {
  if (to <= from || to > from + 4) return false;
  for (size_t i = from; i < to; i++) {
    bg_upos upos = scope_upos(s, i);
    bool apposed = upos == BG_UPOS_NOUN && i > from && scope_upos(s, i - 1) == BG_UPOS_PRON; /* "its chair, Laos" */
    if (upos == BG_UPOS_CCONJ) *link = true;
    else if (!apposed && upos != BG_UPOS_PUNCT && upos != BG_UPOS_DET && upos != BG_UPOS_PRON) return false;
  }
  return true;
}

/* Names in a row, whatever the tree says; going left, an "and" must come first, since a name before a comma may belong
 * to something else. */
static void add_row(const bg_scoper *s, const bg_mention *m, entity_list *list) {
  const bg_reading *reading = s->reading;
  size_t at = (size_t)(m - reading->mentions);
  for (int direction = -1; direction <= 1; direction += 2) {
    const bg_mention *last = m;
    bool link = direction > 0;
    for (size_t i = at + (size_t)direction; i < reading->mention_count; i += (size_t)direction) {
      const bg_mention *next = &reading->mentions[i];
      if (next->sentence != m->sentence) break;
      bool overlaps = next->first_word < last->end_word && next->end_word > last->first_word;
      if (next->nested || next->form == BG_FORM_ADJECTIVE || overlaps) continue;
      bool near = direction > 0 ? joined(s, last->end_word, next->first_word, &link)
                                : joined(s, next->end_word, last->first_word, &link);
      bg_deprel relation = scope_rel(s, next->head_word);
      bool governed = relation == BG_REL_OBJ || relation == BG_REL_OBL || relation == BG_REL_NMOD;
      if (!near || !link || (direction < 0 && governed)) break;
      /* Past a common noun to the name that it stands for: "ASEAN and its chair, Laos". */
      bool common = next->form >= BG_FORM_NOMINAL && m->form < BG_FORM_NOMINAL;
      if (!common && !is_actor(reading, next)) break;
      if (!common) entity_list_add(list, next->entity);
      last = next;
    }
  }
}

/* "both countries" is a mention of each. */
void advice_actor(const bg_scoper *s, size_t word, entity_list *list) {
  const bg_mention *m = actor_at(s, word);
  if (!m) return;
  const bg_mention *end = s->reading->mentions + s->reading->mention_count;
  while (m > s->reading->mentions && m[-1].head_word == m->head_word && m[-1].end == m->end) m--;
  for (const bg_mention *k = m; k < end && k->head_word == m->head_word && k->end == m->end; k++)
    if (is_actor(s->reading, k)) entity_list_add(list, k->entity);
}

void advice_actors(const bg_scoper *s, size_t word, entity_list *list) {
  advice_actor(s, word, list);
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k))
    if (scope_rel(s, k) == BG_REL_CONJ && scope_upos(s, k) != BG_UPOS_VERB) advice_actors(s, k, list);
}

void advice_subject_actors(const bg_scoper *s, size_t subject, entity_list *list) {
  advice_actors(s, subject, list);
  const bg_mention *m = actor_at(s, subject);
  if (m && m->form != BG_FORM_ADJECTIVE) add_row(s, m, list);
}

/* ---- roles ---- */

typedef enum { ROLE_NONE, ROLE_TARGET, ROLE_PARTNER, ROLE_INSTRUMENT, ROLE_PURPOSE } role;

static bool one_of(const char *form, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcasecmp(form, list[i]) == 0) return true;
  return false;
}

/* "in partnership with Kenya". */
static bool joint(const bg_scoper *s, size_t noun) {
  static const char *const words[] = {"partnership",   "cooperation", "coordination", "consultation",
                                      "collaboration", "concert",     "tandem",       "conjunction"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (scope_lemma(s, noun, words[i])) return strcmp(scope_marker(s, noun).form, "in") == 0;
  return false;
}

/* What a preposition before a word makes of it. Verbs such as "contend" and "deal" have adversaries and problems with
 * "with", not partners, and who has relations with somebody is not his partner yet. */
static role role_of_marker(const bg_scoper *s, size_t word, const char *form) {
  static const char *const together[] = {"alongside", "together with", "along with", "jointly with"};
  static const char *const means[] = {"through", "via", "using", "by way of", "by means of"};
  size_t head = scope_head(s, word);
  bg_deprel relation = scope_rel(s, word);
  if (one_of(form, together, sizeof together / sizeof *together)) return ROLE_PARTNER;
  if (one_of(form, means, sizeof means / sizeof *means)) return ROLE_INSTRUMENT;
  if (strcasecmp(form, "with") != 0 || head == NO_WORD) return ROLE_NONE;
  if (relation == BG_REL_NMOD) return joint(s, head) ? ROLE_PARTNER : ROLE_NONE;
  const cue *c = scope_object_cue(s, head);
  return relation == BG_REL_OBL && !(c && c->fact) ? ROLE_PARTNER : ROLE_NONE;
}

/* For "like NATO" and "such as NATO" the noun of which it is an example, whatever the tree says. */
static size_t exemplified(const bg_scoper *s, size_t word, const char *form) {
  static const char *const examples[] = {"like", "such as", "including"};
  if (!one_of(form, examples, sizeof examples / sizeof *examples)) return NO_WORD;
  for (size_t k = scope_first(s, word); k != NO_WORD && k < word; k = scope_next(s, k))
    if (scope_rel(s, k) == BG_REL_CASE || scope_rel(s, k) == BG_REL_MARK) {
      size_t before = k > 1 && scope_upos(s, k - 1) == BG_UPOS_PUNCT ? k - 2 : k - 1;
      return k > 0 && scope_upos(s, before) == BG_UPOS_NOUN ? before : NO_WORD;
    }
  return NO_WORD;
}

/* Clauses that are not part of what is to be done. */
static bool outside(bg_scoper *s, size_t word, size_t action) {
  bg_deprel relation = scope_rel(s, word);
  return s->words[word].deprel == BG_REL_ACL_RELCL || relation == BG_REL_PARATAXIS || relation == BG_REL_CCOMP ||
         (relation == BG_REL_NSUBJ && scope_head(s, word) == action && !scope_local(s, action)->passive);
}

/* Which part a mention has in an action, by the way from it up to the action. */
static role role_of(bg_scoper *s, const bg_mention *m, size_t action) {
  role found = ROLE_TARGET;
  size_t word = m->head_word;
  for (size_t i = 0; i < LONGEST_PATH; i++) {
    if (word == action) return found;
    marker before = scope_marker(s, word);
    role marked = role_of_marker(s, word, before.form);
    if (marked != ROLE_NONE && found == ROLE_TARGET) found = marked;
    if (outside(s, word, action)) return ROLE_NONE;
    if (scope_rel(s, word) == BG_REL_ADVCL && found == ROLE_TARGET) {
      /* Purposes tell what it is for; conditions and reasons do not. */
      if (before.form[0] && !(before.cue && before.cue->narrow)) return ROLE_NONE;
      found = ROLE_PURPOSE;
    } else if (scope_rel(s, word) == BG_REL_ADVCL && found == ROLE_PARTNER && before.cue && before.cue->narrow) {
      found = ROLE_PURPOSE; /* "to strengthen ties with Malawi" */
    }
    size_t example = exemplified(s, word, before.form);
    word = example != NO_WORD ? example : scope_head(s, word);
    if (word == NO_WORD) return ROLE_NONE;
  }
  return ROLE_NONE;
}

static bool inside(const bg_scoper *s, size_t word, size_t ancestor) {
  for (size_t i = 0; i < LONGEST_PATH * 2 && word != NO_WORD; i++) {
    if (word == ancestor) return true;
    word = scope_head(s, word);
  }
  return false;
}

static size_t first_mention(const bg_reading *reading, size_t word) {
  size_t offset = reading->analysis->words[word].start, low = 0, high = reading->mention_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (reading->mentions[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

static void fill_roles(bg_scoper *s, advice *a) {
  const bg_reading *reading = s->reading;
  entity_list purpose = {0};
  for (size_t i = first_mention(reading, a->first); i < reading->mention_count; i++) {
    const bg_mention *m = &reading->mentions[i];
    if (m->first_word >= a->end) break;
    if (m->entity == BG_NO_ENTITY || m->nested) continue;
    if (m->kind == BG_KIND_ISSUE) {
      entity_list_add(&a->topics, m->entity);
      continue;
    }
    if (!inside(s, m->head_word, a->action)) continue;
    role r = role_of(s, m, a->action);
    if (m->kind == BG_KIND_INITIATIVE) r = r == ROLE_NONE ? ROLE_NONE : ROLE_INSTRUMENT;
    else if (!is_actor(reading, m) || entity_list_has(&a->addressee, m->entity)) continue;
    if (r == ROLE_INSTRUMENT && (m->kind == BG_KIND_INITIATIVE || m->kind == BG_KIND_ORGANIZATION))
      entity_list_add(&a->instrument, m->entity);
    else if (r == ROLE_PARTNER) entity_list_add(&a->partner, m->entity);
    else if (r == ROLE_TARGET || r == ROLE_INSTRUMENT) entity_list_add(&a->target, m->entity);
    else if (r == ROLE_PURPOSE) entity_list_add(&purpose, m->entity);
  }
  for (size_t i = 0; !a->target.count && i < purpose.count; i++)
    if (!entity_list_has(&a->partner, purpose.items[i])) entity_list_add(&a->target, purpose.items[i]);
}

/* ---- the action in words ---- */

typedef struct {
  bg_scoper *s;
  size_t end; /* of the clause */
  size_t words[LONGEST_ACTION];
  size_t count;
} phrase;

/* Numbers of notes stick to the word before them. */
static bool is_note_number(const bg_scoper *s, size_t word) {
  return scope_upos(s, word) == BG_UPOS_NUM && word > 0 && !s->words[word - 1].space_after &&
         scope_upos(s, word - 1) != BG_UPOS_SYM && scope_upos(s, word - 1) != BG_UPOS_PUNCT;
}

static void put(phrase *p, size_t word) {
  if (word >= p->end || is_note_number(p->s, word)) return;
  if (p->count < LONGEST_ACTION) p->words[p->count++] = word;
}

/* All words below a noun or an embedded clause but what only describes or comments on it. */
static void put_subtree(phrase *p, size_t word, size_t depth) {
  if (depth > 12) return;
  bool own = false;
  for (size_t k = scope_first(p->s, word); k != NO_WORD; k = scope_next(p->s, k)) {
    if (k > word && !own) {
      put(p, word);
      own = true;
    }
    bg_deprel relation = scope_rel(p->s, k);
    bool dropped = p->s->words[k].deprel == BG_REL_ACL_RELCL || relation == BG_REL_PARATAXIS ||
                   relation == BG_REL_APPOS || relation == BG_REL_ADVCL || relation == BG_REL_DISCOURSE;
    if (!dropped) put_subtree(p, k, depth + 1);
  }
  if (!own) put(p, word);
}

static bool comments(const bg_scoper *s, size_t adverb) {
  static const char *const words[] = {"also",     "however", "therefore",    "thus",        "instead",   "additionally",
                                      "moreover", "then",    "consequently", "accordingly", "meanwhile", "nonetheless",
                                      "still",    "not",     "n't",          "never",       "hence",     "furthermore",
                                      "first",    "second",  "finally"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (scope_form(s, adverb, words[i])) return true;
  return false;
}

/* "lifted by ECOWAS" */
static bool is_agent(bg_scoper *s, size_t action, size_t child) {
  return s->words[child].deprel == BG_REL_OBL_AGENT ||
         (scope_local(s, action)->passive && scope_rel(s, child) == BG_REL_OBL &&
          scope_upos(s, child) == BG_UPOS_PROPN && strcasecmp(scope_marker(s, child).form, "by") == 0);
}

static bool in_action(bg_scoper *s, size_t action, size_t child) {
  if (is_agent(s, action, child)) return false;
  switch (scope_rel(s, child)) {
    case BG_REL_OBJ:
    case BG_REL_IOBJ:
    case BG_REL_OBL:
    case BG_REL_XCOMP:
    case BG_REL_CCOMP:
    case BG_REL_COMPOUND: return child > action;
    case BG_REL_COP: return true;
    case BG_REL_ADVMOD: return scope_upos(s, child) != BG_UPOS_PROPN && !comments(s, child);
    case BG_REL_ADVCL: {
      marker m = scope_marker(s, child);
      return child > action && m.cue && m.cue->narrow && !scope_local(s, child)->infinitive;
    }
    default: return false;
  }
}

/* Verbs read in their plain form. */
static bg_str head_form(const bg_scoper *s, size_t action) {
  return scope_upos(s, action) == BG_UPOS_VERB && s->words[action].lemma.len ? s->words[action].lemma
                                                                             : s->words[action].form;
}

static bool coordinated_verb(const bg_scoper *s, size_t action, size_t child) {
  return scope_rel(s, child) == BG_REL_CONJ && child > action && child <= action + 4 &&
         scope_upos(s, child) == BG_UPOS_VERB;
}

/* In the order of the text, which a phrase may leave where its tree crosses itself. */
static void put_whole(phrase *p, size_t word) {
  size_t from = p->count;
  put_subtree(p, word, 0);
  for (size_t i = from + 1; i < p->count; i++) {
    size_t moved = p->words[i], place = i;
    for (; place > from && p->words[place - 1] > moved; place--) p->words[place] = p->words[place - 1];
    p->words[place] = moved;
  }
}

static void put_verb_phrase(phrase *p, size_t action) {
  bg_scoper *s = p->s;
  bool own = false;
  for (size_t k = scope_first(s, action); k != NO_WORD; k = scope_next(s, k)) {
    if (k > action && !own) {
      put(p, action);
      own = true;
    }
    bool passive_subject = s->words[k].deprel == BG_REL_NSUBJ_PASS;
    if (scope_rel(s, k) == BG_REL_ADVMOD) {
      if (in_action(s, action, k)) put(p, k);
    } else if (in_action(s, action, k) || coordinated_verb(s, action, k)) put_whole(p, k);
    else if (passive_subject) {
      /* "sanctions should be lifted": lift sanctions */
      put(p, action);
      own = true;
      put_whole(p, k);
    }
  }
  if (!own) put(p, action);
}

/* "Sanctions" of "Sanctions should be lifted", which is no name. */
static bool opens_sentence(const bg_scoper *s, size_t word) {
  const bg_word *w = &s->words[word];
  bool capital = w->form.len > 1 && w->form.data[0] >= 'A' && w->form.data[0] <= 'Z' && w->form.data[1] >= 'a' &&
                 w->form.data[1] <= 'z';
  if (!capital || w->upos == BG_UPOS_PROPN) return false;
  return word == 0 || scope_upos(s, word - 1) == BG_UPOS_PUNCT;
}

static void write_words(const phrase *p, size_t action, bg_buffer *out) {
  const bg_scoper *s = p->s;
  for (size_t i = 0; i < p->count; i++) {
    const bg_word *w = &s->words[p->words[i]];
    bool tight = i + 1 < p->count && p->words[i + 1] == p->words[i] + 1 && !w->space_after;
    size_t at = out->len;
    bg_buffer_add(out, p->words[i] == action ? head_form(s, action) : w->form);
    if (opens_sentence(s, p->words[i])) out->data[at] = (char)(out->data[at] | 32);
    if (i + 1 < p->count && !tight && !(scope_form(s, p->words[i + 1], ","))) bg_buffer_putc(out, ' ');
  }
}

/* A phrase that was cut does not end in "of the". */
static void trim_end(phrase *p) {
  while (p->count > 1) {
    bg_upos upos = scope_upos(p->s, p->words[p->count - 1]);
    if (upos != BG_UPOS_ADP && upos != BG_UPOS_DET && upos != BG_UPOS_CCONJ && upos != BG_UPOS_PUNCT &&
        upos != BG_UPOS_PART && upos != BG_UPOS_SCONJ)
      return;
    p->count--;
  }
}

static void fill_text(bg_scoper *s, advice *a) {
  phrase p = {.s = s, .end = a->end};
  bg_upos upos = scope_upos(s, a->action);
  if (upos == BG_UPOS_VERB || upos == BG_UPOS_AUX || scope_child(s, a->action, BG_REL_COP) != NO_WORD)
    put_verb_phrase(&p, a->action);
  else put_whole(&p, a->action);
  trim_end(&p);
  bg_buffer out = {0};
  write_words(&p, a->action, &out);
  if (out.len && s->words[p.words[0]].upos != BG_UPOS_PROPN && out.data[0] >= 'A' && out.data[0] <= 'Z' &&
      out.len > 1 && out.data[1] >= 'a')
    out.data[0] = (char)(out.data[0] + ('a' - 'A'));
  a->text = bg_arena_str(s->reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
}

bool advice_fill(bg_scoper *s, advice *a) {
  fill_roles(s, a);
  fill_text(s, a);
  bool any = false;
  for (size_t i = 0; i < a->text.len; i++) any |= (a->text.data[i] | 32) >= 'a' && (a->text.data[i] | 32) <= 'z';
  return any;
}
