#include "rdf/prefixes.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/vocab.h"

typedef struct {
  bg_str prefix;
  bg_str iri;
  size_t shorter; /* the longest of the other namespaces that this one starts with, or SIZE_MAX */
  bool used;
} entry;

struct bg_prefixes {
  entry *entries; /* sorted by prefix */
  size_t *by_iri; /* the same sorted by namespace */
  size_t count;
  size_t capacity;
};

static const struct {
  const char *prefix;
  const char *iri;
} well_known[] = {
    {"bg", BG_NS},
    {"rdf", RDF_NS},
    {"rdfs", RDFS_NS},
    {"owl", OWL_NS},
    {"xsd", XSD_NS},
    {"skos", SKOS_NS},
    {"dcterms", DCTERMS_NS},
    {"prov", PROV_NS},
    {"oa", OA_NS},
    {"cito", CITO_NS},
    {"sh", SH_NS},
    {"wd", WIKIDATA_NS},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"org", "http://www.w3.org/ns/org#"},
    {"bibo", "http://purl.org/ontology/bibo/"},
    {"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
    {"geo", "http://www.opengis.net/ont/geosparql#"},
    {"schema", "https://schema.org/"},
    {"vann", "http://purl.org/vocab/vann/"},
};

/* Names and namespaces that are taken. */
typedef struct {
  bg_map *prefixes, *iris;
} taken;

static void add(bg_prefixes *prefixes, taken *known, bg_str prefix, bg_str iri) {
  if (!iri.len || bg_map_has(known->prefixes, prefix) || bg_map_has(known->iris, iri)) return;
  bg_map_set(known->prefixes, prefix, 0);
  bg_map_set(known->iris, iri, 0);
  BG_GROW(prefixes->entries, prefixes->capacity, prefixes->count + 1);
  prefixes->entries[prefixes->count++] = (entry){.prefix = prefix, .iri = iri, .shorter = SIZE_MAX};
}

static int compare_prefixes(const void *a, const void *b) {
  return bg_str_compare(((const entry *)a)->prefix, ((const entry *)b)->prefix);
}

static int compare_iris(const void *a, const void *b, void *entries) {
  const entry *all = entries;
  return bg_str_compare(all[*(const size_t *)a].iri, all[*(const size_t *)b].iri);
}

/* In the order of namespaces, what starts with one of them stands right behind it. */
static void index_namespaces(bg_prefixes *prefixes) {
  entry *entries = prefixes->entries;
  prefixes->by_iri = bg_calloc(prefixes->count, sizeof *prefixes->by_iri);
  for (size_t i = 0; i < prefixes->count; i++) prefixes->by_iri[i] = i;
  qsort_r(prefixes->by_iri, prefixes->count, sizeof *prefixes->by_iri, compare_iris, entries);
  size_t open = SIZE_MAX;
  for (size_t i = 0; i < prefixes->count; i++) {
    entry *e = &entries[prefixes->by_iri[i]];
    while (open != SIZE_MAX && !bg_str_starts(e->iri, entries[open].iri)) open = entries[open].shorter;
    e->shorter = open;
    open = prefixes->by_iri[i];
  }
}

/* PN_PREFIX: starts with a letter, no '_' or digit first, does not end with '.'. */
static bool writable(bg_str prefix) {
  for (size_t i = 0; i < prefix.len;) {
    bool first = i == 0;
    uint32_t c = bg_utf8_next(prefix, &i);
    bool last = i == prefix.len;
    bool fits = first ? bg_is_name_start(c) && c != '_' : bg_is_name_char(c) || (c == '.' && !last);
    if (!fits) return false;
  }
  return true;
}

bg_prefixes *bg_prefixes_new(const bg_dataset *dataset) {
  bg_prefixes *prefixes = BG_NEW(bg_prefixes);
  taken known = {bg_map_new(), bg_map_new()};
  for (size_t i = 0; i < bg_dataset_prefix_count(dataset); i++) {
    bg_str prefix, iri;
    bg_dataset_prefix(dataset, i, &prefix, &iri);
    if (writable(prefix) && !bg_iri_problem(iri)) add(prefixes, &known, prefix, iri);
  }
  for (size_t i = 0; i < sizeof well_known / sizeof *well_known; i++)
    add(prefixes, &known, bg_str_from(well_known[i].prefix), bg_str_from(well_known[i].iri));
  bg_map_free(known.prefixes);
  bg_map_free(known.iris);
  qsort(prefixes->entries, prefixes->count, sizeof *prefixes->entries, compare_prefixes);
  index_namespaces(prefixes);
  return prefixes;
}

void bg_prefixes_free(bg_prefixes *prefixes) {
  if (!prefixes) return;
  bg_free(prefixes->entries);
  bg_free(prefixes->by_iri);
  bg_free(prefixes);
}

/* What Turtle takes in a local part behind a backslash. */
static bool needs_backslash(char c) {
  switch (c) {
    case ',':
    case '=':
    case '(':
    case ')':
    case '\'':
    case '!':
    case '$':
    case '&':
    case '*':
    case '+':
    case ';':
    case '@': return true;
    default: return false;
  }
}

/* A local part that reads well: no '/' or '#' inside, and nothing that would need many escapes. */
static bool good_local(bg_str local) {
  for (size_t i = 0; i < local.len;) {
    bool first = i == 0;
    uint32_t c = bg_utf8_next(local, &i);
    bool last = i == local.len;
    bool digit = c >= '0' && c <= '9';
    bool plain = first ? bg_is_name_start(c) || digit : bg_is_name_char(c) || (c == '.' && !last);
    if (!plain && !(c < 0x80 && needs_backslash((char)c))) return false;
  }
  return true;
}

/* The last namespace that does not stand behind `iri`; all that `iri` starts with are this one or what it starts with.
 */
static size_t last_before(const bg_prefixes *prefixes, bg_str iri) {
  size_t low = 0, high = prefixes->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (bg_str_compare(prefixes->entries[prefixes->by_iri[middle]].iri, iri) <= 0) low = middle + 1;
    else high = middle;
  }
  return low ? prefixes->by_iri[low - 1] : SIZE_MAX;
}

size_t bg_prefixes_shorten(bg_prefixes *prefixes, bg_str iri, bg_str *local) {
  for (size_t i = last_before(prefixes, iri); i != SIZE_MAX; i = prefixes->entries[i].shorter) {
    entry *e = &prefixes->entries[i];
    if (!bg_str_starts(iri, e->iri) || !good_local(bg_str_slice(iri, e->iri.len, iri.len))) continue;
    e->used = true;
    *local = bg_str_slice(iri, e->iri.len, iri.len);
    return i;
  }
  return SIZE_MAX;
}

size_t bg_prefixes_find(const bg_prefixes *prefixes, bg_str iri) {
  size_t i = last_before(prefixes, iri);
  return i != SIZE_MAX && bg_str_equal(prefixes->entries[i].iri, iri) ? i : SIZE_MAX;
}

void bg_prefixes_use(bg_prefixes *prefixes, size_t index) {
  prefixes->entries[index].used = true;
}

size_t bg_prefixes_count(const bg_prefixes *prefixes) {
  return prefixes->count;
}

void bg_prefixes_get(const bg_prefixes *prefixes, size_t index, bg_str *prefix, bg_str *iri, bool *used) {
  *prefix = prefixes->entries[index].prefix;
  *iri = prefixes->entries[index].iri;
  *used = prefixes->entries[index].used;
}

bool bg_local_is_plain(bg_str local) {
  for (size_t i = 0; i < local.len; i++)
    if (needs_backslash(local.data[i])) return false;
  return true;
}

void bg_put_local(bg_buffer *out, bg_str local) {
  size_t run = 0;
  for (size_t i = 0; i < local.len; i++) {
    if (!needs_backslash(local.data[i])) continue;
    bg_buffer_add(out, bg_str_slice(local, run, i));
    bg_buffer_putc(out, '\\');
    run = i;
  }
  bg_buffer_add(out, bg_str_slice(local, run, local.len));
}
