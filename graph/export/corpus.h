/* The documents that a graph is built from: directories that a person curates, brat annotations, and files that the
 * program reads itself. */
#ifndef BG_EXPORT_CORPUS_H
#define BG_EXPORT_CORPUS_H

#include "claims/identity.h"
#include "extract/extract.h"

typedef struct {
  char *path;
  char *name; /* slug: the directory's, or the file's without its extension */
  bg_brief *brief;
  bg_claim_set *claims;
  bool extracted; /* read by the program in this run */
} bg_document;

typedef struct {
  const char *const *inputs;
  size_t input_count;
  const bg_extractor_paths *extractor; /* used when an input is a file */
  const bg_brief_options *brief;
  const char *decisions; /* decisions.csv, or NULL; a directory's own decisions.csv holds for its document */
  /* Proposed claims and recommendations of at least this confidence count as accepted; above 1: none do. 0 takes the
   * default: none of a directory's, BG_DEFAULT_ACCEPT for files. */
  double accept;
  bool keep_proposed; /* also what is not accepted, marked so; else it is left out, with entities that nothing needs */
} bg_corpus_options;

#define BG_DEFAULT_ACCEPT 0.5

typedef struct {
  bg_document *documents; /* in the order of the inputs */
  size_t count;
  size_t left_out; /* proposals that were not accepted */
  bg_identity_report identities;
} bg_corpus;

/* Errors: an input that is missing; two inputs of the same name; what reading them reports. Rejected rows are left out
 * always. */
bg_status bg_corpus_load(const bg_corpus_options *options, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                         bg_corpus *corpus);
void bg_corpus_free(bg_corpus *corpus);

/* Whether a file is annotation in brat's standoff format, by its name: what is marked in it is taken, not what we would
 * find. */
bool bg_document_is_brat(const char *path);

/* "data/us-pakistan/" gives "us-pakistan", "briefs/Iran deal.pdf" gives "Iran-deal"; owned by the caller. */
char *bg_document_name(const char *path);

/* The document in a directory: brief.md, .txt, .html, .htm or .pdf; NULL and an error when there is none or several.
 * Owned by the caller. */
char *bg_document_file(const char *directory, bg_diagnostics *diagnostics);

#endif
