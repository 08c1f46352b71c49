#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/jsonld_node.h"
#include "rdf/vocab.h"

#define RDF_JSON RDF_NS "JSON"

static const bg_jsonld_context *context(const bg_jsonld_writer *w) {
  return w->options->context;
}

bg_str bg_jsonld_id(const bg_term *term, bg_buffer *out) {
  if (term->kind != BG_TERM_BLANK) return term->value;
  bg_buffer_clear(out);
  bg_buffer_puts(out, "_:");
  bg_buffer_add(out, term->value);
  return bg_buffer_str(out);
}

static bool is_node(const bg_jsonld_value *value) {
  return !value->list && value->term.kind != BG_TERM_LITERAL;
}

/* ---- keys and IRIs ---- */

void bg_jsonld_put_key(bg_jsonld_writer *w, const char *keyword) {
  bg_json_key(&w->json, bg_jsonld_keyword(context(w), keyword));
}

static bg_str shorten(bg_jsonld_writer *w, bg_str iri, bg_jsonld_place place) {
  bg_str compact;
  if (!bg_jsonld_compact_iri(context(w), iri, place, &w->iri, &compact) && w->status == BG_OK)
    w->status =
        bg_error(w->diagnostics, BG_ERROR_INVALID, NULL,
                 "under this JSON-LD context <%.*s> would be read as another IRI; rename the term of the context "
                 "that looks like it",
                 BG_FMT(iri));
  return compact;
}

void bg_jsonld_put_iri(bg_jsonld_writer *w, bg_str iri, bg_jsonld_place place) {
  bg_json_string(&w->json, shorten(w, iri, place));
}

void bg_jsonld_put_iri_key(bg_jsonld_writer *w, bg_str iri) {
  bg_json_key(&w->json, shorten(w, iri, BG_JSONLD_KEY));
}

/* ---- literals as JSON has them ---- */

static bool is_number(bg_str s, bool whole) {
  size_t i = 0, start;
  if (i < s.len && (s.data[i] == '+' || s.data[i] == '-')) i++;
  for (start = i; i < s.len && s.data[i] >= '0' && s.data[i] <= '9';) i++;
  size_t digits = i - start;
  if (whole) return digits > 0 && digits < 16 && i == s.len;
  if (i < s.len && s.data[i] == '.')
    for (i++; i < s.len && s.data[i] >= '0' && s.data[i] <= '9'; i++) digits++;
  if (!digits) return false;
  if (i < s.len && (s.data[i] | 32) == 'e') {
    if (++i < s.len && (s.data[i] == '+' || s.data[i] == '-')) i++;
    for (start = i; i < s.len && s.data[i] >= '0' && s.data[i] <= '9';) i++;
    if (i == start) return false;
  }
  return i == s.len;
}

/* The literal as a JSON boolean or number; false when it has no such form. */
static bool native(const bg_jsonld_writer *w, const bg_term *term, bg_buffer *out) {
  bg_str s = term->value;
  if (!w->options->native_types || !bg_str_starts(term->datatype, BG_STR(XSD_NS))) return false;
  bg_str type = bg_str_slice(term->datatype, sizeof XSD_NS - 1, term->datatype.len);
  bool yes = bg_str_is(s, "true") || bg_str_is(s, "1"), no = bg_str_is(s, "false") || bg_str_is(s, "0");
  bg_buffer_clear(out);
  if (bg_str_is(type, "boolean")) {
    bg_buffer_puts(out, yes ? "true" : "false");
    return yes || no;
  }
  bool integer = bg_str_is(type, "integer");
  if ((!integer && !bg_str_is(type, "double")) || !is_number(s, integer)) return false;
  char *text = bg_str_dup(s);
  double value = strtod(text, NULL);
  bg_free(text);
  if (value - value != 0) return false;                /* beyond what a double holds */
  if (!integer && value == floor(value)) return false; /* readers would take it for an integer */
  bg_buffer_put_double(out, value);
  return true;
}

bg_jsonld_shape bg_jsonld_shape_of(bg_jsonld_writer *w, const bg_jsonld_value *value) {
  bg_jsonld_shape shape = {0};
  if (is_node(value)) {
    shape.type = BG_STR("@id");
    shape.id = bg_jsonld_id(&value->term, &w->iri);
    return shape;
  }
  if (value->language.len) {
    bg_buffer_clear(&w->lower);
    for (size_t i = 0; i < value->language.len; i++) {
      char c = value->language.data[i];
      bg_buffer_putc(&w->lower, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
    }
    shape.language = bg_buffer_str(&w->lower);
  }
  shape.direction = value->direction;
  shape.native = native(w, &value->term, &w->iri);
  bool string = value->language.len || value->direction.len || bg_str_is(value->term.datatype, XSD_STRING);
  if (!string && !shape.native)
    shape.type = bg_str_is(value->term.datatype, RDF_JSON) ? BG_STR("@json") : value->term.datatype;
  return shape;
}

/* ---- values ---- */

static void put_node(bg_jsonld_writer *w, const bg_jsonld_value *value) {
  bg_str type = value->under ? value->under->type : BG_STR_EMPTY;
  bg_buffer id = {0};
  bg_str iri = bg_jsonld_id(&value->term, &id), compact;
  bool vocab = bg_str_is(type, "@vocab");
  bool plain = vocab || bg_str_is(type, "@id");
  if (vocab && !bg_jsonld_compact_iri(context(w), iri, BG_JSONLD_TYPE, &w->iri, &compact)) plain = false;
  if (!plain) {
    bg_json_begin(&w->json, '{', true);
    bg_jsonld_put_key(w, "@id");
  }
  bg_jsonld_put_iri(w, iri, plain && vocab ? BG_JSONLD_TYPE : BG_JSONLD_ID);
  if (!plain) bg_json_end(&w->json, '}');
  bg_buffer_free(&id);
}

static void put_json(bg_jsonld_writer *w, const bg_term *term) {
  if (bg_jsonld_is_json(term->value)) {
    bg_json_raw(&w->json, bg_str_trim(term->value));
    return;
  }
  bg_json_raw(&w->json, BG_STR("null"));
  if (w->status == BG_OK)
    w->status = bg_error(w->diagnostics, BG_ERROR_INVALID, NULL, "a literal of rdf:JSON holds invalid JSON: %.*s",
                         BG_FMT(bg_str_slice(term->value, 0, 200)));
}

/* The value itself, without what stands around it. */
static void put_lexical(bg_jsonld_writer *w, const bg_jsonld_value *value, const bg_jsonld_shape *shape) {
  bg_buffer number = {0};
  if (bg_str_is(shape->type, "@json")) put_json(w, &value->term);
  else if (shape->native && native(w, &value->term, &number)) bg_json_raw(&w->json, bg_buffer_str(&number));
  else bg_json_string(&w->json, value->term.value);
  bg_buffer_free(&number);
}

/* True when readers find type, language and direction by the term alone. */
static bool is_plain(const bg_jsonld_writer *w, const bg_jsonld_value *value, const bg_jsonld_shape *shape) {
  if (!context(w)) return false;
  bool coerced = value->under && value->under->type.len && !bg_str_is(value->under->type, "@none");
  if (shape->type.len) return coerced && bg_str_equal(value->under->type, shape->type);
  if (coerced) return false;
  bg_str language, direction;
  bg_jsonld_defaults(context(w), value->under, &language, &direction);
  return shape->native || (bg_str_equal(language, shape->language) && bg_str_equal(direction, shape->direction));
}

static void put_literal(bg_jsonld_writer *w, const bg_jsonld_value *value) {
  bg_jsonld_shape shape = bg_jsonld_shape_of(w, value);
  if (is_plain(w, value, &shape)) {
    put_lexical(w, value, &shape);
    return;
  }
  bg_json_begin(&w->json, '{', true);
  if (shape.type.len) {
    bg_jsonld_put_key(w, "@type");
    if (bg_str_is(shape.type, "@json")) bg_json_string(&w->json, shape.type);
    else bg_jsonld_put_iri(w, shape.type, BG_JSONLD_TYPE);
  }
  if (value->language.len) {
    bg_jsonld_put_key(w, "@language");
    bg_json_string(&w->json, value->language);
  }
  if (value->direction.len) {
    bg_jsonld_put_key(w, "@direction");
    bg_json_string(&w->json, value->direction);
  }
  bg_jsonld_put_key(w, "@value");
  put_lexical(w, value, &shape);
  bg_json_end(&w->json, '}');
}

void bg_jsonld_put_items(bg_jsonld_writer *w, const bg_jsonld_value *list) {
  bg_json_begin(&w->json, '[', list->count < 2);
  for (size_t i = 0; i < list->count; i++) {
    bg_jsonld_value item = w->pool[list->first + i];
    item.under = list->under;
    bg_jsonld_put_value(w, &item);
  }
  bg_json_end(&w->json, ']');
}

void bg_jsonld_put_value(bg_jsonld_writer *w, const bg_jsonld_value *value) {
  if (value->list) {
    bg_json_begin(&w->json, '{', value->count < 2);
    bg_jsonld_put_key(w, "@list");
    bg_jsonld_put_items(w, value);
    bg_json_end(&w->json, '}');
  } else if (is_node(value)) {
    put_node(w, value);
  } else {
    put_literal(w, value);
  }
}
