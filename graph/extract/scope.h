/* How the text commits itself to what a word says: modality, polarity, voice, strength and time by syntactic scope. */
#ifndef BG_EXTRACT_SCOPE_H
#define BG_EXTRACT_SCOPE_H

#include "extract/reading.h"

typedef struct {
  bg_modality modality;
  bg_polarity polarity;
  bg_strength strength; /* BG_NO_STRENGTH unless recommended */
  size_t voice;         /* index of the mention whose words or thoughts these are; BG_NO_ENTITY: the author */
  bool voice_unnamed;   /* somebody's words, but the text does not say whose ("reportedly", "critics say") */
  bg_str voice_words;   /* "critics", for voice "(unnamed critics)"; empty when none */
  bool question;        /* a question or a plain hypothetical: nothing is claimed */
  bg_str time;          /* ISO 8601, or empty */
  double confidence;    /* 0 to 1, of all this */
} bg_scope;

/* The words that set scope: modals, negators, conjunctions, verbs and nouns that embed (ontology/scope.ttl). May be
 * shared by threads once loaded. */
typedef struct bg_scope_lexicon bg_scope_lexicon;

/* Errors name file and entry: syntax, a word without form or effect, an effect that does not exist. */
bg_status bg_scope_lexicon_load(const char *path, bg_diagnostics *diagnostics, bg_scope_lexicon **lexicon);
void bg_scope_lexicon_free(bg_scope_lexicon *lexicon); /* NULL is fine */

/* Answers about the scopes of one reading, whose mentions are filled already, and remembers what it has worked out, so
 * that asking for every word of a document takes linear time. Both must outlive it. */
typedef struct bg_scoper bg_scoper;

bg_scoper *bg_scoper_new(const bg_scope_lexicon *lexicon, const bg_reading *reading);
void bg_scoper_free(bg_scoper *scoper); /* NULL is fine */

/* The scope in which the event or state of a word (verb, noun or adjective; index into the words of the analysis)
 * stands: auxiliaries, negation, conditionals, the verbs and phrases that embed it, the block that it is in (a
 * recommendation), and the modals of a verb that it is coordinated with. Strings live in the reading's arena. */
bg_scope bg_scope_of(bg_scoper *scoper, size_t sentence, size_t word);

/* The date of the brief (ISO 8601) as reference for "last year"; front matter or text; empty when not stated. */
bg_str bg_reading_date(const bg_reading *reading);

#endif
