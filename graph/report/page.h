/* The page: one HTML file in which a person explores a graph and checks every tie against its passage.
 *
 * It needs no network and nothing beside it: style, script, maps (SVG by Graphviz) and data stand inside, and a
 * Content-Security-Policy allows nothing else to run or load (hashes of the style and the script). What comes from data
 * is escaped as HTML, as JSON for a data block, or passed through libxml2. The same input gives the same bytes. */
#ifndef BG_REPORT_PAGE_H
#define BG_REPORT_PAGE_H

#include "draw/draw.h"
#include "text/brief.h"

/* A brief whose text stands beside the maps. */
typedef struct {
  const bg_brief *brief;
  const char *iri; /* NULL: found by its SHA-256 among the briefs of the graph */
} bg_page_text;

typedef struct {
  const bg_dataset *dataset; /* indexed */
  const bg_ontology *ontology;
  const bg_network *network;
  const bg_measures *measures;
  const char *style; /* style.ttl; NULL: plain */
  const bg_page_text *texts;
  size_t text_count;
  bool no_text;             /* no brief's text, and short quotes only */
  const char *const *files; /* names of files beside the page, offered for download */
  size_t file_count;
} bg_page_input;

/* A brief whose metadata says `redistribution: no` is treated as with no_text. Errors: a text that is of no brief of
 * the graph; claims that bg_decode refuses; pictures that Graphviz cannot lay out. */
bg_status bg_page(const bg_page_input *input, bg_diagnostics *diagnostics, bg_buffer *html);

#endif
