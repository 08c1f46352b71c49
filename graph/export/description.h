/* What a data set says of itself: VoID (counts, classes, properties, vocabularies, dumps), DCAT 3 (distributions with
 * their size and SHA-256) and PROV-O (from which documents, by which program, with which options). */
#ifndef BG_EXPORT_DESCRIPTION_H
#define BG_EXPORT_DESCRIPTION_H

#include "rdf/dataset.h"

/* ---- inside the graph: how it was made ---- */

typedef struct {
  const char *dataset;          /* IRI of the data set; its making is <dataset>/build */
  const char *const *documents; /* IRIs */
  size_t document_count;
  const char *parameters; /* name=value pairs, or NULL */
} bg_making;

/* Add the making to one graph of a dataset. The end of it is SOURCE_DATE_EPOCH, where that is set. */
void bg_making_encode(const bg_making *making, bg_term_id graph, bg_dataset *dataset);

/* ---- beside it ---- */

typedef struct {
  const char *name; /* a file name: its extension tells the media type */
  bg_str bytes;
} bg_described_file;

typedef struct {
  const char *iri;     /* of the data set; NULL: the one that the graph has, else one below its documents */
  const char *url;     /* of the directory in which the files will stand; NULL: the IRI of the data set */
  const char *title;   /* NULL: made of the titles of its documents */
  const char *license; /* IRI; NULL: that of its documents */
  const bg_described_file *files;
  size_t file_count;
} bg_description_options;

/* Describe an indexed dataset in another one, whose default graph takes the triples; it is left to be indexed. */
void bg_describe(const bg_dataset *data, const bg_description_options *options, bg_dataset *out);

/* The media type of data by the extension of its file; NULL for what is no data: pictures, pages, and DOT, which has
 * the coordinates of a picture. */
const char *bg_data_media_type(bg_str extension);

#endif
