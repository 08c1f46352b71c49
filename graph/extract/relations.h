/* Who does what to whom: claims proposed from dependency trees by a lexicon of verbs, nouns and frames
 * (ontology/relations.ttl). */
#ifndef BG_EXTRACT_RELATIONS_H
#define BG_EXTRACT_RELATIONS_H

#include "extract/scope.h"
#include "rdf/ontology.h"

typedef struct bg_relation_lexicon bg_relation_lexicon;

/* Errors name file and entry: syntax, a relation that the ontology lacks, a frame that makes no sense. */
bg_status bg_relation_lexicon_load(const char *path, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                                   bg_relation_lexicon **lexicon);
void bg_relation_lexicon_free(bg_relation_lexicon *lexicon); /* NULL is fine */

/* Append the claims of a document to the claim set, as proposed, with confidence, the rule (origin) and the words that
 * triggered it. Claims that say the same (subject, relation, object and the four dimensions) are one with the evidence
 * of all. Evidence is the shortest clause that holds subject, trigger and object. */
void bg_relate(const bg_reading *reading, const bg_relation_lexicon *lexicon, bg_scoper *scoper, bg_claim_set *set);

/* What a sentence says of two mentions, or of one where the text leaves the other open ("they demonstrated"), in terms
 * of events. */
typedef struct {
  size_t sentence;
  size_t trigger;         /* word of the analysis */
  size_t subject, object; /* mentions; BG_NO_ENTITY when open */
  const bg_relation *relation;
  bg_str plover; /* notation of the class: the relation's, or another where the event is only announced (AGREE for help
                    that is promised, THREATEN for force) or denied (REJECT); empty when it has none */
  size_t claim;  /* index into the claims of the set; SIZE_MAX when it makes none */
  double confidence;
  bg_str features; /* what the confidence was worked out from, "name=value name=value", in the set's arena */
} bg_event;

typedef struct {
  bg_event *items; /* by sentence; free with bg_free */
  size_t count, capacity;
  bool with_features; /* set it to get them */
} bg_events;

/* The same as bg_relate, and append the events that stand behind the claims, and those that make no claim. */
void bg_relate_events(const bg_reading *reading, const bg_relation_lexicon *lexicon, bg_scoper *scoper,
                      bg_claim_set *set, bg_events *events);

#endif
