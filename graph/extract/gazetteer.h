/* Names that the program knows: the Turtle files of ontology/gazetteer (SKOS), which users extend. */
#ifndef BG_EXTRACT_GAZETTEER_H
#define BG_EXTRACT_GAZETTEER_H

#include "extract/reading.h"
#include "rdf/ontology.h"

/* What a name says of the concept that it stands for. */
typedef enum {
  BG_LABEL_NAME,         /* preferred and alternative names */
  BG_LABEL_ABBREVIATION, /* "UN" */
  BG_LABEL_DEMONYM,      /* adjective or people: "Pakistani", "Pakistanis" */
  BG_LABEL_METONYM       /* a capital or seat that stands for the government */
} bg_label_kind;

typedef struct {
  bg_str iri;
  bg_str id;   /* local name: what entities.csv gets as id */
  bg_str type; /* local name of the class in the ontology */
  bg_str label;
  bg_str iso2, iso3;     /* of states and territories; of a person, iso3 of the state served */
  bg_str wikidata;       /* only where the file names the source that confirms it */
  const size_t *part_of; /* indexes of concepts: a ministry's state, a state's region */
  size_t part_of_count;
  bool common; /* skos:inScheme bg:CommonNouns: a noun for actors of its class ("troops", "prime minister", "foreign
                * ministry"), not the name of one */
} bg_concept;

typedef struct {
  size_t concept;
  bg_label_kind kind;
  bool ambiguous; /* marked so in the file, or the label of several concepts: needs support from context. Not when one
                   * of them is the whole that the others are part of (a state and its capital, which is a place too),
                   * or the others are common nouns */
} bg_sense;

typedef struct bg_gazetteer bg_gazetteer;

/* Read every .ttl of the directory, in order of name. Errors name the file: syntax, a concept without label or type, a
 * type that the ontology lacks. */
bg_status bg_gazetteer_load(const char *directory, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                            bg_gazetteer **gazetteer);
void bg_gazetteer_free(bg_gazetteer *gazetteer); /* NULL is fine */
size_t bg_gazetteer_count(const bg_gazetteer *gazetteer);
const bg_concept *bg_gazetteer_concept(const bg_gazetteer *gazetteer, size_t index);

/* The senses of a name, states first, common nouns last. Spelt exactly but for: white space, kinds of apostrophe and
 * dash, hyphen or space, accents of Latin letters, full stops in abbreviations ("U.S", "US."), capitals where the label
 * itself is all lower case, a first capital where the label's first letter is small ("Al-Shabaab"), and text in
 * capitals throughout
 * ("ISLAMABAD"). Empty when unknown. */
const bg_sense *bg_gazetteer_senses(const bg_gazetteer *gazetteer, bg_str name, size_t *count);

/* The longest known name that starts at a word (index into the words of the analysis) of a sentence: number of words
 * (0: none) and its senses. Names cross no sentence. Constant time a word on average. */
size_t bg_gazetteer_match(const bg_gazetteer *gazetteer, const bg_analysis *analysis, size_t sentence, size_t word,
                          const bg_sense **senses, size_t *sense_count);

#endif
