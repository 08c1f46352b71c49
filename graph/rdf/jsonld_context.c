#include "rdf/jsonld_context.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/memory.h"
#include "rdf/check_term.h"
#include "rdf/jsonld_model.h"

typedef struct {
  bg_jsonld_context *context;
  const char *name;
  bg_diagnostics *diagnostics;
  json_t *object;  /* the context that is being read */
  bg_map *defined; /* its terms that are done or begun */
} parser;

enum { BEGUN, DONE };

static bg_status refuse(const parser *p, const char *term, const char *what) {
  return bg_error(p->diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = p->name}, "JSON-LD context, '%s': %s",
                  term, what);
}

static bg_str keep(const parser *p, json_t *string) {
  return bg_arena_str(p->context->arena, (bg_str){json_string_value(string), json_string_length(string)});
}

static bool is_one_of(bg_str word, const char *const *words) {
  for (; *words; words++)
    if (bg_str_is(word, *words)) return true;
  return false;
}

static bool is_alias_target(bg_str s) {
  static const char *const keywords[] = {"@id",  "@type",  "@value", "@language", "@direction", "@list",
                                         "@set", "@graph", "@none",  "@context",  "@included",  NULL};
  return is_one_of(s, keywords);
}

/* ---- IRIs ---- */

static bg_status define(parser *p, const char *key, json_t *value);

static const bg_jsonld_term *find(const bg_jsonld_context *context, bg_str name) {
  size_t index = bg_map_get(context->by_name, name, SIZE_MAX);
  return index == SIZE_MAX ? NULL : &context->terms[index];
}

/* Terms may use each other in any order. */
static bg_status need(parser *p, bg_str name) {
  char *key = bg_str_dup(name);
  json_t *value = json_object_get(p->object, key);
  bg_status status = value && key[0] != '@' ? define(p, key, value) : BG_OK;
  bg_free(key);
  return status;
}

/* A term, compact IRI, keyword, IRI, or word of @vocab, as an IRI or keyword; empty: it stands for nothing. */
static bg_status expand(parser *p, bg_str text, const char *term, bg_str *iri) {
  bg_jsonld_context *context = p->context;
  *iri = text;
  if (is_alias_target(text) || bg_str_starts(text, BG_STR("_:"))) return BG_OK;
  if (!bg_str_is(text, term)) {
    BG_TRY(need(p, text));
    const bg_jsonld_term *same = find(context, text);
    if (same) {
      *iri = same->iri;
      return BG_OK;
    }
  }
  size_t colon = bg_str_find(text, BG_STR(":"), 1);
  if (colon != SIZE_MAX) {
    bg_str prefix = bg_str_slice(text, 0, colon), rest = bg_str_slice(text, colon + 1, text.len);
    if (bg_str_starts(rest, BG_STR("//"))) return BG_OK;
    BG_TRY(need(p, prefix));
    const bg_jsonld_term *known = find(context, prefix);
    if (known && known->iri.len) *iri = bg_arena_printf(context->arena, "%.*s%.*s", BG_FMT(known->iri), BG_FMT(rest));
    return BG_OK;
  }
  if (!context->vocab.len) return refuse(p, term, "stands for no IRI; give it one, or the context a @vocab");
  *iri = bg_arena_printf(context->arena, "%.*s%.*s", BG_FMT(context->vocab), BG_FMT(text));
  return BG_OK;
}

static bg_status expand_iri(parser *p, bg_str text, const char *term, bg_str *iri) {
  BG_TRY(expand(p, text, term, iri));
  if (!iri->len || is_alias_target(*iri) || !bg_iri_problem(*iri)) return BG_OK;
  return refuse(p, term, "is no absolute IRI");
}

/* ---- the parts of a term ---- */

static bg_status read_type(parser *p, const char *key, json_t *value, bg_jsonld_term *term) {
  static const char *const keywords[] = {"@id", "@vocab", "@json", "@none", NULL};
  if (!json_is_string(value)) return refuse(p, key, "@type must be a string");
  bg_str text = keep(p, value);
  if (is_one_of(text, keywords)) {
    term->type = text;
    return BG_OK;
  }
  return expand_iri(p, text, "", &term->type);
}

static bg_status add_container(parser *p, const char *key, json_t *value, bg_jsonld_term *term) {
  const char *word = json_string_value(value);
  if (word && strcmp(word, "@set") == 0) term->container |= BG_JSONLD_SET;
  else if (word && strcmp(word, "@list") == 0) term->container |= BG_JSONLD_LIST;
  else if (word && strcmp(word, "@language") == 0) term->container |= BG_JSONLD_LANGUAGE;
  else return refuse(p, key, "of the containers only @set, @list and @language are known here");
  return BG_OK;
}

static bg_status read_container(parser *p, const char *key, json_t *value, bg_jsonld_term *term) {
  if (json_is_null(value)) return BG_OK;
  if (!json_is_array(value)) return add_container(p, key, value, term);
  size_t i;
  json_t *item;
  json_array_foreach(value, i, item) BG_TRY(add_container(p, key, item, term));
  bool mixed = term->container & BG_JSONLD_LIST && term->container != BG_JSONLD_LIST;
  return mixed ? refuse(p, key, "the container @list stands alone") : BG_OK;
}

static bg_str lower_case(const parser *p, json_t *value) {
  bg_str text = keep(p, value);
  char *bytes = bg_arena_alloc(p->context->arena, text.len + 1);
  for (size_t i = 0; i < text.len; i++)
    bytes[i] = text.data[i] >= 'A' && text.data[i] <= 'Z' ? (char)(text.data[i] + 'a' - 'A') : text.data[i];
  return (bg_str){bytes, text.len};
}

static bg_status read_language(parser *p, const char *key, json_t *value, bg_str *language) {
  *language = BG_STR_EMPTY;
  if (json_is_null(value)) return BG_OK;
  if (!json_is_string(value)) return refuse(p, key, "@language must be a string or null");
  *language = lower_case(p, value);
  return BG_OK;
}

static bg_status read_direction(parser *p, const char *key, json_t *value, bg_str *direction) {
  static const char *const words[] = {"ltr", "rtl", NULL};
  *direction = BG_STR_EMPTY;
  if (json_is_null(value)) return BG_OK;
  if (!json_is_string(value) || !is_one_of(keep(p, value), words))
    return refuse(p, key, "@direction must be \"ltr\", \"rtl\" or null");
  *direction = keep(p, value);
  return BG_OK;
}

static bg_status read_part(parser *p, const char *key, const char *part, json_t *value, bg_jsonld_term *term) {
  if (strcmp(part, "@id") == 0 || strcmp(part, "@protected") == 0) return BG_OK;
  if (strcmp(part, "@type") == 0) return read_type(p, key, value, term);
  if (strcmp(part, "@container") == 0) return read_container(p, key, value, term);
  if (strcmp(part, "@language") == 0) {
    term->has_language = true;
    return read_language(p, key, value, &term->language);
  }
  if (strcmp(part, "@direction") == 0) {
    term->has_direction = true;
    return read_direction(p, key, value, &term->direction);
  }
  if (strcmp(part, "@prefix") == 0) {
    term->prefix = json_is_true(value);
    return BG_OK;
  }
  bg_buffer message = {0};
  bg_buffer_printf(&message, "%s inside a term is not known here; leave it out", part);
  bg_status status = refuse(p, key, message.data);
  bg_buffer_free(&message);
  return status;
}

/* ---- terms ---- */

/* A plain "term": "IRI" whose IRI ends so may stand before a ':'. */
static bool ends_like_namespace(bg_str iri) {
  return iri.len && strchr(":/?#[]@", iri.data[iri.len - 1]);
}

static bg_status read_term(parser *p, const char *key, json_t *value, bg_jsonld_term *term) {
  json_t *id = json_is_object(value) ? json_object_get(value, "@id") : value;
  if (json_is_null(value) || (id && json_is_null(id))) return BG_OK;
  if (!json_is_string(value) && !json_is_object(value)) return refuse(p, key, "must be a string, an object or null");
  if (id && !json_is_string(id)) return refuse(p, key, "@id must be a string");
  const char *part;
  json_t *part_value;
  if (json_is_object(value))
    json_object_foreach(value, part, part_value) BG_TRY(read_part(p, key, part, part_value, term));
  BG_TRY(expand_iri(p, id ? keep(p, id) : term->term, key, &term->iri));
  if (json_is_string(value)) {
    bool simple =
        bg_str_find(term->term, BG_STR(":"), 0) == SIZE_MAX && bg_str_find(term->term, BG_STR("/"), 0) == SIZE_MAX;
    term->prefix = simple && ends_like_namespace(term->iri);
  }
  return BG_OK;
}

static bg_status define(parser *p, const char *key, json_t *value) {
  bg_jsonld_context *context = p->context;
  bg_str name = bg_arena_str(context->arena, bg_str_from(key));
  size_t state = bg_map_get(p->defined, name, SIZE_MAX);
  if (state == DONE) return BG_OK;
  if (state == BEGUN) return refuse(p, key, "is defined by itself");
  if (!name.len) return refuse(p, key, "an empty term");
  bg_map_set(p->defined, name, BEGUN);
  bg_jsonld_term term = {.term = name};
  BG_TRY(read_term(p, key, value, &term));
  size_t index = bg_map_get(context->by_name, name, SIZE_MAX);
  if (index == SIZE_MAX) {
    index = context->count++;
    BG_GROW(context->terms, context->capacity, context->count);
    bg_map_set(context->by_name, name, index);
  }
  context->terms[index] = term;
  bg_map_set(p->defined, name, DONE);
  return BG_OK;
}

/* ---- contexts ---- */

static bg_status read_vocab(parser *p, json_t *value) {
  bg_jsonld_context *context = p->context;
  context->vocab = BG_STR_EMPTY;
  if (json_is_null(value)) return BG_OK;
  if (!json_is_string(value)) return refuse(p, "@vocab", "must be an IRI or null");
  BG_TRY(expand(p, keep(p, value), "@vocab", &context->vocab));
  return bg_iri_problem(context->vocab) ? refuse(p, "@vocab", "must be an absolute IRI or null") : BG_OK;
}

static bg_status read_keyword(parser *p, const char *key, json_t *value) {
  if (strcmp(key, "@version") == 0)
    return json_is_number(value) && json_number_value(value) == 1.1 ? BG_OK : refuse(p, key, "must be 1.1");
  if (strcmp(key, "@vocab") == 0) return read_vocab(p, value);
  if (strcmp(key, "@language") == 0) return read_language(p, key, value, &p->context->language);
  if (strcmp(key, "@direction") == 0) return read_direction(p, key, value, &p->context->direction);
  if (strcmp(key, "@base") == 0 || strcmp(key, "@protected") == 0) return BG_OK;
  return refuse(p, key, "is not known here; leave it out");
}

static bg_status read_object(parser *p, json_t *object) {
  if (json_is_string(object))
    return refuse(p, json_string_value(object), "nothing is fetched; give the context as a file");
  if (!json_is_object(object)) return refuse(p, "@context", "must be an object or an array of objects");
  const char *key;
  json_t *value;
  p->object = object;
  p->defined = bg_map_new();
  bg_status status = BG_OK;
  json_object_foreach(object, key, value) {
    if (status == BG_OK && key[0] == '@') status = read_keyword(p, key, value);
  }
  json_object_foreach(object, key, value) {
    if (status == BG_OK && key[0] != '@') status = define(p, key, value);
  }
  bg_map_free(p->defined);
  return status;
}

/* A term a line. */
static void put_context(bg_json_writer *w, json_t *context) {
  bool array = json_is_array(context);
  size_t i;
  const char *key;
  json_t *value;
  bg_json_begin(w, array ? '[' : '{', false);
  json_array_foreach(context, i, value) {
    put_context(w, value);
  }
  json_object_foreach(context, key, value) {
    char *text = json_dumps(value, JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY);
    bg_json_key(w, bg_str_from(key));
    bg_json_raw(w, bg_str_from(text));
    free(text);
  }
  bg_json_end(w, array ? ']' : '}');
}

/* As it will stand in documents, one level deep. */
static void keep_text(parser *p, json_t *context) {
  bg_json_writer w = {.depth = 1, .after_key = true};
  put_context(&w, context);
  p->context->text = bg_arena_str(p->context->arena, bg_buffer_str(&w.out));
  bg_buffer_free(&w.out);
}

static bg_status read_context(parser *p, json_t *root) {
  json_t *context = json_is_object(root) ? json_object_get(root, "@context") : NULL;
  if (!context) context = root;
  bg_status status = BG_OK;
  if (json_is_array(context)) {
    size_t i;
    json_t *item;
    json_array_foreach(context, i, item) {
      if (status == BG_OK) status = read_object(p, item);
    }
  } else {
    status = read_object(p, context);
  }
  if (status == BG_OK) keep_text(p, context);
  return status;
}

static int by_iri(const void *a, const void *b) {
  const bg_jsonld_term *x = a, *y = b;
  int order = bg_str_compare(x->iri, y->iri);
  if (!order && x->term.len != y->term.len) order = x->term.len < y->term.len ? -1 : 1;
  return order ? order : bg_str_compare(x->term, y->term);
}

static void sort_terms(bg_jsonld_context *context) {
  if (context->count) qsort(context->terms, context->count, sizeof *context->terms, by_iri);
  for (size_t i = 0; i < context->count; i++) {
    bg_jsonld_term *term = &context->terms[i];
    bg_map_set(context->by_name, term->term, i);
    if (i == 0 || !bg_str_equal(term->iri, context->terms[i - 1].iri)) bg_map_set(context->by_iri, term->iri, i);
  }
}

bg_status bg_jsonld_context_parse(bg_str json, const char *name, bg_diagnostics *diagnostics,
                                  bg_jsonld_context **result) {
  *result = NULL;
  json_error_t error;
  json_t *root = json_loadb(json.data ? json.data : "", json.len, JSON_REJECT_DUPLICATES, &error);
  if (!root)
    return bg_error(diagnostics, BG_ERROR_SYNTAX,
                    &(bg_location){.file = name, .line = (size_t)error.line, .column = (size_t)error.column},
                    "JSON-LD context: %s", error.text);
  bg_jsonld_context *context = BG_NEW(bg_jsonld_context);
  context->arena = bg_arena_new();
  context->by_name = bg_map_new();
  context->by_iri = bg_map_new();
  parser p = {.context = context, .name = name, .diagnostics = diagnostics};
  bg_status status = read_context(&p, root);
  json_decref(root);
  if (status == BG_OK) {
    sort_terms(context);
    *result = context;
  } else {
    bg_jsonld_context_free(context);
  }
  return status;
}

bg_status bg_jsonld_context_load(const char *path, bg_diagnostics *diagnostics, bg_jsonld_context **context) {
  bg_input *input;
  bg_str text;
  *context = NULL;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  bg_status status = bg_jsonld_context_parse(text, bg_input_name(input), diagnostics, context);
  bg_input_close(input);
  return status;
}

void bg_jsonld_context_free(bg_jsonld_context *context) {
  if (!context) return;
  bg_map_free(context->by_name);
  bg_map_free(context->by_iri);
  bg_arena_free(context->arena);
  bg_free(context->terms);
  bg_free(context);
}

bg_str bg_jsonld_context_text(const bg_jsonld_context *context) {
  return context->text;
}

bool bg_jsonld_is_json(bg_str text) {
  json_t *value = json_loadb(text.data ? text.data : "", text.len,
                             JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
  json_decref(value);
  return value != NULL;
}
