/* From a document to a claim set: read, find names, relate, recommend. */
#ifndef BG_EXTRACT_EXTRACT_H
#define BG_EXTRACT_EXTRACT_H

#include "extract/relations.h"
#include "text/json_lines.h"

/* Where what the program knows lies. */
typedef struct {
  const char *language;  /* english.model */
  const char *names;     /* names.model */
  const char *gazetteer; /* a directory */
  const char *relations; /* relations.ttl */
  const char *scope;     /* scope.ttl */
} bg_extractor_paths;

/* Models and lexicons, loaded once for any number of documents; may be shared by threads. */
typedef struct bg_extractor bg_extractor;

/* The ontology must outlive the extractor. Lexicons and names are read in a thread of their own, beside the language
 * model and the first document: what is wrong with them is reported by the first bg_extract. Errors: whatever the
 * loaders report. */
bg_status bg_extractor_new(const bg_extractor_paths *paths, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                           bg_extractor **extractor);
void bg_extractor_free(bg_extractor *extractor); /* NULL is fine */

/* What was found in one document. */
typedef struct {
  bg_analysis *analysis;
  bg_reading *reading;
  bg_claim_set *claims; /* entities, claims and recommendations, all proposed */
  bg_events events;     /* what stands behind the claims, mention by mention */
} bg_extraction;

typedef struct {
  const char *conllu;    /* file with somebody else's analysis in place of ours; NULL: ours */
  double min_confidence; /* leave out claims and recommendations below */
  /* Mentions that are given, in place of those that we would find; each is an entity of its own, or one with those of
   * the same words and type. NULL: find them. */
  const bg_given_mention *mentions;
  size_t mention_count;
  bool features; /* keep what the confidence of each event was worked out from */
} bg_extract_options;

/* The brief must outlive the extraction. Claims stand in the order of their evidence, entities in that of their first
 * mention; entities that nothing refers to are kept: they are actors of the document all the same. Errors: those of
 * reading CoNLL-U. */
bg_status bg_extract(const bg_extractor *extractor, const bg_brief *brief, const bg_extract_options *options,
                     bg_diagnostics *diagnostics, bg_extraction *extraction);
void bg_extraction_free(bg_extraction *extraction);

/* Words only: sentences, tags, dependencies. */
bg_status bg_extract_words(const bg_extractor *extractor, const bg_brief *brief, const bg_extract_options *options,
                           bg_diagnostics *diagnostics, bg_analysis *analysis);

#endif
