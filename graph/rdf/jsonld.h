/* JSON-LD 1.1 out (the algorithm "Serialize RDF as JSON-LD" of the API, section 8, and compaction).
 *
 * Node objects are flat: each subject of each graph once, "@id" first, then "@type", then the other keys in the order
 * of their IRIs; lists are written as such where nothing is lost by it. Named graphs are node objects with "@graph". A
 * literal of rdf:JSON becomes the JSON that it holds. A base direction of RDF 1.2 becomes "@direction"; a triple term
 * is an error, as JSON-LD 1.1 has none. */
#ifndef BG_RDF_JSONLD_H
#define BG_RDF_JSONLD_H

#include "base/file.h"
#include "rdf/dataset.h"
#include "rdf/jsonld_context.h"

typedef enum { BG_DIRECTION_NONE, BG_DIRECTION_I18N, BG_DIRECTION_COMPOUND } bg_jsonld_direction;

/* Zero-initialised: expanded, and lossless. */
typedef struct {
  const bg_jsonld_context *context; /* compact with it; NULL: expanded */
  const char *reference;            /* IRI to write instead of the context itself; may be NULL */
  bool native_types;                /* booleans, integers and doubles as such: changes forms such as "01" */
  bool rdf_type;                    /* rdf:type as any other property, not @type */
  bool typed_lists;                 /* lists also of cells that say that they are an rdf:List, which is lost */
  bg_jsonld_direction direction;    /* how the data says base directions (rdfDirection of the API) */
} bg_jsonld_options;

/* Write quads as bg_rdf_write_with gives them to the writers of writers.h. */
bg_status bg_write_jsonld(const bg_dataset *dataset, const bg_quad *quads, size_t count,
                          const bg_jsonld_options *options, bg_output *output, bg_diagnostics *diagnostics);

/* A sink that writes statements as they come, in constant memory: one node object a line for each run of statements of
 * the same subject and graph, keys in the order "Streaming JSON-LD" (W3C Note) asks for, lists as rdf:first and
 * rdf:rest.
 */
typedef struct bg_jsonld_stream bg_jsonld_stream;
bg_jsonld_stream *bg_jsonld_stream_new(const bg_jsonld_options *options, bg_output *output,
                                       bg_diagnostics *diagnostics);
bg_sink bg_jsonld_stream_sink(bg_jsonld_stream *stream);
/* Write what is left and free. */
bg_status bg_jsonld_stream_end(bg_jsonld_stream *stream);
void bg_jsonld_stream_free(bg_jsonld_stream *stream); /* abandon; NULL is fine */

#endif
