/* The whole way from documents to everything that is made of them.
 *
 * Reads directories with a brief, entities.csv, claims.csv and recommendations.csv, and plain files; writes NAME.ttl
 * .trig .nt .nq .rdf .jsonld .graphml .dot, centrality.csv, void.ttl (a description of all that), each view as
 * NAME-VIEW.svg .png .pdf, and the graph formats that are asked for, as NAME.EXTENSION or a directory NAME-FORMAT.
 * Every output is finished as a temporary file before the first is put in place (void.ttl, which has their digests,
 * comes last): a run that fails or is killed before that leaves the old outputs as they were. */
#ifndef BG_EXPORT_BUILD_H
#define BG_EXPORT_BUILD_H

#include "draw/draw.h"
#include "export/corpus.h"
#include "export/graph_formats.h"
#include "rdf/encode.h"

enum { BG_MOST_EXPORTS = 16 };

typedef struct {
  bg_corpus_options corpus;
  const char *output;   /* directory to write to; made when missing */
  const char *base;     /* IRI of the data; NULL: BG_DEFAULT_BASE */
  const char *ontology; /* briefgraph.ttl */
  const char *style;    /* style.ttl; NULL: plain */
  const char *context;  /* context.jsonld, which the JSON-LD is compacted with and begins with; NULL: expanded */
  bool dark;
  bool no_pictures;                                /* and no page */
  bool no_text;                                    /* the page does without the briefs' texts */
  const bg_graph_format *exports[BG_MOST_EXPORTS]; /* beside GraphML */
  size_t export_count;
} bg_build_options;

enum { BG_BUILD_STAGES = 8 };

typedef struct {
  size_t documents;
  bg_corpus corpus; /* what was read; claims as they were encoded */
  size_t entities, claims, recommendations;
  size_t by_modality[4];
  size_t negated, attributed;
  size_t quads;
  bg_network *network;
  bg_measures *measures;
  char **files; /* names of what was written, in order */
  size_t file_count, file_capacity;
  const char *stage_names[BG_BUILD_STAGES];
  double stage_seconds[BG_BUILD_STAGES];
} bg_build_result;

bg_status bg_build(const bg_build_options *options, bg_diagnostics *diagnostics, bg_build_result *result);
/* Release what the result owns; also after a failure. */
void bg_build_result_free(bg_build_result *result);

#endif
