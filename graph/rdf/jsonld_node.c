#include "rdf/jsonld_node.h"

#include <stdlib.h>

#include "base/memory.h"
#include "rdf/triple_term.h"
#include "rdf/version.h"
#include "rdf/vocab.h"

#define I18N "https://www.w3.org/ns/i18n#"

enum { FLUSH_AT = 1 << 16, MOST_IN_LINE = 8 };

/* ---- documents ---- */

void bg_jsonld_begin_document(bg_jsonld_writer *w) {
  const bg_jsonld_options *options = w->options;
  if (options->context) {
    bg_json_begin(&w->json, '{', false);
    bg_json_key(&w->json, BG_STR("@context"));
    if (options->reference) bg_json_string(&w->json, bg_str_from(options->reference));
    else bg_json_raw(&w->json, bg_jsonld_context_text(options->context));
    bg_jsonld_put_key(w, "@graph");
  }
  bg_json_begin(&w->json, '[', false);
}

void bg_jsonld_end_document(bg_jsonld_writer *w) {
  bg_json_end(&w->json, ']');
  if (w->options->context) bg_json_end(&w->json, '}');
  bg_output_write(w->output, bg_buffer_str(&w->json.out));
  bg_buffer_clear(&w->json.out);
}

void bg_jsonld_free(bg_jsonld_writer *w) {
  bg_buffer_free(&w->json.out);
  bg_buffer_free(&w->iri);
  bg_buffer_free(&w->lower);
  bg_free(w->pool);
  bg_free(w->entries);
}

/* ---- the node in hand ---- */

size_t bg_jsonld_reserve(bg_jsonld_writer *w, size_t count) {
  size_t first = w->pool_count;
  BG_GROW(w->pool, w->pool_capacity, first + count);
  w->pool_count += count;
  return first;
}

/* https://www.w3.org/ns/i18n#en_rtl */
static void take_i18n(bg_jsonld_value *value) {
  bg_str rest = bg_str_slice(value->term.datatype, sizeof I18N - 1, value->term.datatype.len);
  size_t mark = bg_str_find(rest, BG_STR("_"), 0);
  bg_str direction = mark == SIZE_MAX ? BG_STR_EMPTY : bg_str_slice(rest, mark + 1, rest.len);
  if (!bg_str_is(direction, "ltr") && !bg_str_is(direction, "rtl")) return;
  value->language = bg_str_slice(rest, 0, mark);
  value->direction = direction;
}

void bg_jsonld_set(bg_jsonld_writer *w, size_t index, const bg_term *term) {
  bg_jsonld_value *value = &w->pool[index];
  *value = (bg_jsonld_value){.term = *term};
  if (term->kind == BG_TERM_TRIPLE && w->status == BG_OK)
    w->status = bg_error(w->diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                         "the triple term %.*s has no form in JSON-LD 1.1; write another syntax with --rdf-version 1.2",
                         BG_FMT(bg_str_slice(term->value, 0, 400)));
  if (term->kind != BG_TERM_LITERAL) return;
  value->direction = bg_language_direction(term->language, &value->language);
  if (w->options->direction == BG_DIRECTION_I18N && bg_str_starts(term->datatype, BG_STR(I18N))) take_i18n(value);
  if (!term->datatype.len) value->term.datatype = BG_STR(XSD_STRING);
}

void bg_jsonld_add_entry(bg_jsonld_writer *w, const bg_term *predicate, size_t value) {
  BG_GROW(w->entries, w->entry_capacity, w->entry_count + 1);
  w->entries[w->entry_count++] = (bg_jsonld_entry){*predicate, value};
}

/* ---- properties ---- */

static bg_jsonld_value *value_of(bg_jsonld_writer *w, size_t entry) {
  return &w->pool[w->entries[entry].value];
}

/* What the items of a list have in common. */
static bg_jsonld_shape list_shape(bg_jsonld_writer *w, const bg_jsonld_value *list, bg_buffer *language) {
  bg_jsonld_shape common = {.list = true, .any = list->count == 0};
  for (size_t i = 0; i < list->count; i++) {
    const bg_jsonld_value *item = &w->pool[list->first + i];
    bg_jsonld_shape shape = {.none = true};
    if (!item->list) shape = bg_jsonld_shape_of(w, item);
    bool same = bg_str_equal(shape.type, common.type) && bg_str_equal(shape.language, common.language) &&
                bg_str_equal(shape.direction, common.direction);
    if (i == 0) {
      bg_buffer_add(language, shape.language);
      common.type = shape.type;
      common.language = bg_buffer_str(language);
      common.direction = shape.direction;
      common.none = shape.none;
    } else if (!same || shape.none) {
      common.none = true;
    }
  }
  return common;
}

static const bg_jsonld_term *choose(bg_jsonld_writer *w, bg_str predicate, const bg_jsonld_value *value, bool no_list) {
  bg_buffer language = {0};
  bg_jsonld_shape shape = value->list ? list_shape(w, value, &language) : bg_jsonld_shape_of(w, value);
  const bg_jsonld_term *term = bg_jsonld_choose(w->options->context, predicate, &shape, no_list);
  bg_buffer_free(&language);
  return term;
}

/* Each value gets its term; a term that holds its list as an array has room for one. */
static void choose_terms(bg_jsonld_writer *w, size_t from, size_t to) {
  bg_str predicate = w->entries[from].predicate.value;
  const bg_jsonld_term **taken = NULL;
  size_t count = 0, capacity = 0;
  for (size_t i = from; i < to; i++) {
    bg_jsonld_value *value = value_of(w, i);
    value->under = choose(w, predicate, value, false);
    if (!value->under || !(value->under->container & BG_JSONLD_LIST)) continue;
    size_t k = 0;
    while (k < count && taken[k] != value->under) k++;
    if (k < count) {
      value->under = choose(w, predicate, value, true);
    } else {
      BG_GROW(taken, capacity, count + 1);
      taken[count++] = value->under;
    }
  }
  bg_free(taken);
}

static int by_language(const void *a, const void *b) {
  const bg_jsonld_value *x = *(const bg_jsonld_value *const *)a, *y = *(const bg_jsonld_value *const *)b;
  int order = bg_str_compare(x->language, y->language);
  return order ? order : bg_str_compare(x->term.value, y->term.value);
}

/* The strings of one language in a language map. */
static void put_language(bg_jsonld_writer *w, bg_jsonld_value *const *values, size_t count) {
  bool array = count > 1 || values[0]->under->container & BG_JSONLD_SET;
  if (values[0]->language.len) bg_json_key(&w->json, values[0]->language);
  else bg_jsonld_put_key(w, "@none");
  if (array) bg_json_begin(&w->json, '[', count < 2);
  for (size_t i = 0; i < count; i++) bg_json_string(&w->json, values[i]->term.value);
  if (array) bg_json_end(&w->json, ']');
}

static void put_language_map(bg_jsonld_writer *w, size_t from, size_t to) {
  const bg_jsonld_term *under = value_of(w, from)->under;
  bg_jsonld_value **values = bg_realloc_array(NULL, to - from, sizeof *values);
  size_t count = 0;
  for (size_t i = from; i < to; i++) {
    if (value_of(w, i)->under != under) continue;
    values[count++] = value_of(w, i);
    value_of(w, i)->written = true;
  }
  qsort(values, count, sizeof(bg_jsonld_value *), by_language);
  bg_json_begin(&w->json, '{', count == 1);
  for (size_t i = 0, next; i < count; i = next) {
    for (next = i + 1; next < count && bg_str_equal(values[next]->language, values[i]->language);) next++;
    put_language(w, values + i, next - i);
  }
  bg_json_end(&w->json, '}');
  bg_free(values);
}

static void put_array(bg_jsonld_writer *w, size_t from, size_t to) {
  const bg_jsonld_term *under = value_of(w, from)->under;
  size_t count = 0;
  for (size_t i = from; i < to; i++) count += !value_of(w, i)->written && value_of(w, i)->under == under;
  bool array = !w->options->context || count > 1 || (under && under->container & BG_JSONLD_SET);
  bool long_list = value_of(w, from)->list && value_of(w, from)->count > 1;
  bool names = under && (bg_str_is(under->type, "@id") || bg_str_is(under->type, "@vocab"));
  if (array) bg_json_begin(&w->json, '[', (count < 2 && !long_list) || (names && count <= MOST_IN_LINE));
  for (size_t i = from; i < to; i++) {
    bg_jsonld_value *value = value_of(w, i);
    if (value->written || value->under != under) continue;
    bg_jsonld_put_value(w, value);
    value->written = true;
  }
  if (array) bg_json_end(&w->json, ']');
}

/* The values of one predicate, under as many keys as they need. */
static void put_property(bg_jsonld_writer *w, size_t from, size_t to) {
  choose_terms(w, from, to);
  for (size_t i = from; i < to; i++) {
    bg_jsonld_value *value = value_of(w, i);
    if (value->written) continue;
    if (value->under) bg_json_key(&w->json, value->under->term);
    else bg_jsonld_put_iri_key(w, w->entries[i].predicate.value);
    if (value->under && value->under->container & BG_JSONLD_LANGUAGE) {
      put_language_map(w, i, to);
    } else if (value->under && value->under->container & BG_JSONLD_LIST) {
      bg_jsonld_put_items(w, value);
      value->written = true;
    } else {
      put_array(w, i, to);
    }
  }
}

/* ---- nodes ---- */

static bool is_type(const bg_jsonld_writer *w, size_t entry) {
  return !w->options->rdf_type && w->pool[w->entries[entry].value].term.kind != BG_TERM_LITERAL &&
         !w->pool[w->entries[entry].value].list && bg_str_is(w->entries[entry].predicate.value, RDF_TYPE);
}

static bool type_is_set(const bg_jsonld_context *context) {
  const bg_jsonld_shape shape = {.type = BG_STR("@id"), .id = BG_STR_EMPTY};
  const bg_jsonld_term *term = context ? bg_jsonld_choose(context, BG_STR("@type"), &shape, true) : NULL;
  return term && term->container & BG_JSONLD_SET;
}

static void put_types(bg_jsonld_writer *w) {
  size_t count = 0;
  bg_buffer id = {0};
  for (size_t i = 0; i < w->entry_count; i++) count += is_type(w, i);
  if (!count) return;
  bool array = !w->options->context || count > 1 || type_is_set(w->options->context);
  bg_jsonld_put_key(w, "@type");
  if (array) bg_json_begin(&w->json, '[', true);
  for (size_t i = 0; i < w->entry_count; i++) {
    if (!is_type(w, i)) continue;
    bg_jsonld_put_iri(w, bg_jsonld_id(&value_of(w, i)->term, &id), BG_JSONLD_TYPE);
    value_of(w, i)->written = true;
  }
  if (array) bg_json_end(&w->json, ']');
  bg_buffer_free(&id);
}

void bg_jsonld_begin_node(bg_jsonld_writer *w, const bg_term *subject) {
  bg_buffer id = {0};
  bg_json_begin(&w->json, '{', w->dense);
  bg_jsonld_put_key(w, "@id");
  bg_jsonld_put_iri(w, bg_jsonld_id(subject, &id), BG_JSONLD_ID);
  bg_buffer_free(&id);
  put_types(w);
  for (size_t i = 0, next; i < w->entry_count; i = next) {
    for (next = i + 1; next < w->entry_count && bg_term_equal(&w->entries[next].predicate, &w->entries[i].predicate);)
      next++;
    while (i < next && value_of(w, i)->written) i++;
    if (i < next) put_property(w, i, next);
  }
  w->entry_count = 0;
  w->pool_count = 0;
}

void bg_jsonld_end_node(bg_jsonld_writer *w) {
  bg_json_end(&w->json, '}');
  if (w->json.out.len < FLUSH_AT) return;
  bg_output_write(w->output, bg_buffer_str(&w->json.out));
  bg_buffer_clear(&w->json.out);
}

void bg_jsonld_begin_graph(bg_jsonld_writer *w) {
  bg_jsonld_put_key(w, "@graph");
  bg_json_begin(&w->json, '[', false);
}

void bg_jsonld_end_graph(bg_jsonld_writer *w) {
  bg_json_end(&w->json, ']');
}
