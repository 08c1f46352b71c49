#include <string.h>

#include "rdf/jsonld_model.h"

bg_str bg_jsonld_keyword(const bg_jsonld_context *context, const char *keyword) {
  bg_str word = bg_str_from(keyword);
  size_t index = context ? bg_map_get(context->by_iri, word, SIZE_MAX) : SIZE_MAX;
  return index == SIZE_MAX ? word : context->terms[index].term;
}

void bg_jsonld_defaults(const bg_jsonld_context *context, const bg_jsonld_term *term, bg_str *language,
                        bg_str *direction) {
  *language = term && term->has_language ? term->language : context ? context->language : BG_STR_EMPTY;
  *direction = term && term->has_direction ? term->direction : context ? context->direction : BG_STR_EMPTY;
}

/* ---- choosing a term (inverse contexts and term selection) ---- */

/* What a term says of its values: "en", "en_rtl", "_rtl", "@null", "@none", "@any" of languages, or a type. */
typedef struct {
  bool type;
  bg_str word;
  bg_str direction; /* with a language as `word` */
} preference;

static bool language_is(bg_str language, bg_str direction, const preference *wanted) {
  return bg_str_equal(language, wanted->word) && bg_str_equal(direction, wanted->direction);
}

/* True when the inverse context would list the term under the wanted key. */
static bool offers(const bg_jsonld_context *c, const bg_jsonld_term *t, const preference *wanted) {
  bool none = bg_str_is(wanted->word, "@none");
  if (bg_str_is(t->type, "@none")) return none;
  if (t->type.len) return wanted->type && bg_str_equal(wanted->word, t->type);
  if (t->has_language || t->has_direction) {
    if (wanted->type) return false;
    bg_str language = t->has_language ? t->language : BG_STR_EMPTY;
    bg_str direction = t->has_direction ? t->direction : BG_STR_EMPTY;
    if (language.len || direction.len) return language_is(language, direction, wanted);
    return bg_str_is(wanted->word, t->has_language ? "@null" : "@none");
  }
  if (none) return true; /* under @none of both */
  return !wanted->type && (c->language.len || c->direction.len) && language_is(c->language, c->direction, wanted);
}

/* A language map gives its strings the default direction, and has no place for another. */
static bool takes_direction(const bg_jsonld_context *c, const bg_jsonld_term *t) {
  bg_str language, direction;
  bg_jsonld_defaults(c, t, &language, &direction);
  return !(t->container & BG_JSONLD_LANGUAGE) || !direction.len;
}

static const bg_jsonld_term *select_term(const bg_jsonld_context *c, bg_str predicate, const unsigned *containers,
                                         size_t container_count, const preference *wanted, size_t wanted_count) {
  size_t first = bg_map_get(c->by_iri, predicate, SIZE_MAX);
  if (first == SIZE_MAX) return NULL;
  for (size_t k = 0; k < container_count; k++)
    for (size_t w = 0; w < wanted_count; w++)
      for (size_t i = first; i < c->count && bg_str_equal(c->terms[i].iri, predicate); i++)
        if (c->terms[i].container == containers[k] && takes_direction(c, &c->terms[i]) &&
            offers(c, &c->terms[i], &wanted[w]))
          return &c->terms[i];
  return NULL;
}

static bool is_term(const bg_jsonld_context *c, bg_str iri) {
  return bg_map_has(c->by_iri, iri);
}

enum { MOST_WANTED = 3 };

/* The keys to look under, best first. */
static size_t preferences(const bg_jsonld_context *c, const bg_jsonld_shape *shape, preference wanted[MOST_WANTED]) {
  bool type = shape->type.len != 0;
  size_t count = 0;
  if (shape->any) {
    wanted[count++] = (preference){false, c->language, c->direction};
  } else if (shape->none) {
    /* nothing in common: @none alone */
  } else if (bg_str_is(shape->type, "@id")) {
    bool named = is_term(c, shape->id);
    wanted[count++] = (preference){true, named ? BG_STR("@vocab") : BG_STR("@id"), BG_STR_EMPTY};
    wanted[count++] = (preference){true, named ? BG_STR("@id") : BG_STR("@vocab"), BG_STR_EMPTY};
  } else if (type) {
    wanted[count++] = (preference){true, shape->type, BG_STR_EMPTY};
  } else if (shape->language.len || shape->direction.len) {
    wanted[count++] = (preference){false, shape->language, shape->direction};
    if (shape->language.len && shape->direction.len)
      wanted[count++] = (preference){false, BG_STR_EMPTY, shape->direction};
  } else {
    wanted[count++] = (preference){false, BG_STR("@null"), BG_STR_EMPTY};
  }
  wanted[count++] = (preference){type, BG_STR("@none"), BG_STR_EMPTY};
  return count;
}

const bg_jsonld_term *bg_jsonld_choose(const bg_jsonld_context *c, bg_str predicate, const bg_jsonld_shape *shape,
                                       bool no_list) {
  enum { NONE = 0, SET = BG_JSONLD_SET, LIST = BG_JSONLD_LIST, MAP = BG_JSONLD_LANGUAGE };
  static const unsigned lists[] = {LIST, NONE}, tagged[] = {MAP, MAP | SET, SET, NONE};
  static const unsigned plain[] = {SET, NONE, MAP, MAP | SET};
  preference wanted[MOST_WANTED];
  if (!c) return NULL;
  size_t count = preferences(c, shape, wanted);
  if (shape->list) return select_term(c, predicate, lists + no_list, 2 - (size_t)no_list, wanted, count);
  bool no_map = shape->type.len || shape->direction.len || shape->native;
  return select_term(c, predicate, shape->language.len ? tagged + 2 * no_map : plain, no_map ? 2 : 4, wanted, count);
}

/* ---- IRIs ---- */

static bool better(bg_str candidate, bg_str best) {
  if (!best.data || candidate.len != best.len) return !best.data || candidate.len < best.len;
  return bg_str_compare(candidate, best) < 0;
}

/* A word of @vocab. Readers would take one with a ':' for another kind of IRI, and one with '@' for a keyword. */
static bool vocab_word(const bg_jsonld_context *c, bg_str iri, bg_str *word) {
  if (!c->vocab.len || iri.len <= c->vocab.len || !bg_str_starts(iri, c->vocab)) return false;
  *word = bg_str_slice(iri, c->vocab.len, iri.len);
  return !memchr(word->data, ':', word->len) && word->data[0] != '@' && !bg_map_has(c->by_name, *word);
}

/* The shortest prefix:rest that reads back as the IRI. */
static bool prefixed(const bg_jsonld_context *c, bg_str iri, bg_buffer *out) {
  bg_str best = BG_STR_EMPTY;
  bg_buffer candidate = {0};
  for (size_t i = 0; i < c->count; i++) {
    const bg_jsonld_term *t = &c->terms[i];
    if (!t->prefix || iri.len <= t->iri.len || !bg_str_starts(iri, t->iri)) continue;
    bg_str rest = bg_str_slice(iri, t->iri.len, iri.len);
    if (bg_str_starts(rest, BG_STR("//"))) continue;
    bg_buffer_clear(&candidate);
    bg_buffer_printf(&candidate, "%.*s:%.*s", BG_FMT(t->term), BG_FMT(rest));
    bool taken = bg_map_has(c->by_name, bg_buffer_str(&candidate));
    if (taken || !better(bg_buffer_str(&candidate), best)) continue;
    bg_buffer_clear(out);
    bg_buffer_add(out, bg_buffer_str(&candidate));
    best = bg_buffer_str(out);
  }
  bg_buffer_free(&candidate);
  return best.data != NULL;
}

/* True when the scheme of the IRI is a prefix of the context, and no "//" behind it tells the two apart. */
static bool looks_compact(const bg_jsonld_context *c, bg_str iri) {
  size_t colon = bg_str_find(iri, BG_STR(":"), 0);
  if (colon == SIZE_MAX || bg_str_starts(bg_str_slice(iri, colon + 1, iri.len), BG_STR("//"))) return false;
  size_t index = bg_map_get(c->by_name, bg_str_slice(iri, 0, colon), SIZE_MAX);
  return index != SIZE_MAX && c->terms[index].prefix;
}

bool bg_jsonld_compact_iri(const bg_jsonld_context *c, bg_str iri, bg_jsonld_place place, bg_buffer *out,
                           bg_str *compact) {
  *compact = iri;
  if (!c || bg_str_starts(iri, BG_STR("_:"))) return true;
  size_t same = place == BG_JSONLD_TYPE ? bg_map_get(c->by_iri, iri, SIZE_MAX) : SIZE_MAX;
  if (same != SIZE_MAX) {
    *compact = c->terms[same].term;
    return true;
  }
  if (place != BG_JSONLD_ID && vocab_word(c, iri, compact)) return true;
  *compact = iri;
  if (prefixed(c, iri, out)) {
    *compact = bg_buffer_str(out);
    return true;
  }
  return !looks_compact(c, iri) && !(place != BG_JSONLD_ID && bg_map_has(c->by_name, iri));
}
