#include "rdf/format.h"

#include <stdint.h>
#include <strings.h>

#include "base/file.h"

typedef struct {
  bg_format format;
  bool graphs;
  const char *names[5]; /* the first is the short name, the second the usual extension */
} format_row;

static const format_row rows[] = {
    {BG_FORMAT_NTRIPLES, false, {"ntriples", "nt", "n-triples", "application/n-triples"}},
    {BG_FORMAT_NQUADS, true, {"nquads", "nq", "n-quads", "application/n-quads"}},
    {BG_FORMAT_TURTLE, false, {"turtle", "ttl", "text/turtle"}},
    {BG_FORMAT_TRIG, true, {"trig", "trig", "application/trig"}},
    {BG_FORMAT_RDFXML, false, {"rdfxml", "rdf", "xml", "owl", "application/rdf+xml"}},
    {BG_FORMAT_JSONLD, true, {"jsonld", "jsonld", "json-ld", "application/ld+json"}},
};
enum { ROWS = sizeof rows / sizeof *rows };

bg_format bg_format_by_name(bg_str name) {
  for (size_t i = 0; i < ROWS; i++)
    for (size_t k = 0; k < 5 && rows[i].names[k]; k++) {
      bg_str known = bg_str_from(rows[i].names[k]);
      if (name.len == known.len && strncasecmp(name.data, known.data, name.len) == 0) return rows[i].format;
    }
  return BG_FORMAT_UNKNOWN;
}

static bool contains(bg_str s, const char *needle) {
  return bg_str_find(s, bg_str_from(needle), 0) != SIZE_MAX;
}

/* Enough to tell the syntaxes of real files apart; who has a stranger one names its format. */
static bg_format guess_content(bg_str content) {
  bg_str head = bg_str_trim(bg_str_slice(content, 0, 4096));
  if (bg_str_starts(head, BG_STR("\xef\xbb\xbf"))) head = bg_str_slice(head, 3, head.len);
  if (bg_str_starts(head, BG_STR("<?xml")) || contains(head, "<rdf:RDF")) return BG_FORMAT_RDFXML;
  bool prefixes = contains(head, "@prefix") || contains(head, "PREFIX ") || contains(head, "@base");
  if (prefixes) return contains(content, "{") && !contains(head, "sh:select") ? BG_FORMAT_TRIG : BG_FORMAT_TURTLE;
  if (!bg_str_starts(head, BG_STR("<")) && !bg_str_starts(head, BG_STR("_:")) && !bg_str_starts(head, BG_STR("#")))
    return BG_FORMAT_UNKNOWN;
  /* N-Quads reads N-Triples too. */
  return BG_FORMAT_NQUADS;
}

bg_format bg_format_guess(const char *path, bg_str content) {
  bg_format format = path ? bg_format_by_name(bg_path_extension(path)) : BG_FORMAT_UNKNOWN;
  return format != BG_FORMAT_UNKNOWN ? format : guess_content(content);
}

const char *bg_format_name(bg_format format) {
  for (size_t i = 0; i < ROWS; i++)
    if (rows[i].format == format) return rows[i].names[0];
  return "unknown";
}

bool bg_format_has_graphs(bg_format format) {
  for (size_t i = 0; i < ROWS; i++)
    if (rows[i].format == format) return rows[i].graphs;
  return false;
}

const char *bg_format_list(void) {
  return "ntriples (nt), nquads (nq), turtle (ttl), trig, rdfxml (rdf), jsonld";
}
