#include "rdf/prefixes.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/vocab.h"

typedef struct {
  bg_str prefix;
  bg_str iri;
  bool used;
} entry;

struct bg_prefixes {
  entry *entries; /* sorted by prefix */
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

static void add(bg_prefixes *prefixes, bg_str prefix, bg_str iri) {
  size_t place = 0;
  if (!iri.len) return;
  for (size_t i = 0; i < prefixes->count; i++) {
    if (bg_str_equal(prefixes->entries[i].prefix, prefix) || bg_str_equal(prefixes->entries[i].iri, iri)) return;
    if (bg_str_compare(prefixes->entries[i].prefix, prefix) < 0) place = i + 1;
  }
  BG_GROW(prefixes->entries, prefixes->capacity, prefixes->count + 1);
  memmove(prefixes->entries + place + 1, prefixes->entries + place, (prefixes->count - place) * sizeof(entry));
  prefixes->entries[place] = (entry){prefix, iri, false};
  prefixes->count++;
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
  for (size_t i = 0; i < bg_dataset_prefix_count(dataset); i++) {
    bg_str prefix, iri;
    bg_dataset_prefix(dataset, i, &prefix, &iri);
    if (writable(prefix) && !bg_iri_problem(iri)) add(prefixes, prefix, iri);
  }
  for (size_t i = 0; i < sizeof well_known / sizeof *well_known; i++)
    add(prefixes, bg_str_from(well_known[i].prefix), bg_str_from(well_known[i].iri));
  return prefixes;
}

void bg_prefixes_free(bg_prefixes *prefixes) {
  if (!prefixes) return;
  bg_free(prefixes->entries);
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

size_t bg_prefixes_shorten(bg_prefixes *prefixes, bg_str iri, bg_str *local) {
  size_t best = SIZE_MAX, best_len = 0;
  for (size_t i = 0; i < prefixes->count; i++) {
    bg_str ns = prefixes->entries[i].iri;
    if (ns.len <= best_len || !bg_str_starts(iri, ns) || !good_local(bg_str_slice(iri, ns.len, iri.len))) continue;
    best = i;
    best_len = ns.len;
  }
  if (best != SIZE_MAX) {
    prefixes->entries[best].used = true;
    *local = bg_str_slice(iri, best_len, iri.len);
  }
  return best;
}

size_t bg_prefixes_count(const bg_prefixes *prefixes) {
  return prefixes->count;
}

void bg_prefixes_get(const bg_prefixes *prefixes, size_t index, bg_str *prefix, bg_str *iri, bool *used) {
  *prefix = prefixes->entries[index].prefix;
  *iri = prefixes->entries[index].iri;
  *used = prefixes->entries[index].used;
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
