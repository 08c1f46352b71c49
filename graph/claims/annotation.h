/* A document and what somebody marked in it: mentions, relations between them, events, attributes, links and notes, as
 * in brat's standoff format (https://brat.nlplab.org/standoff.html). Gold data, other tools' output and our own come in
 * this form; claims are made from it and it is made from claims. */
#ifndef BG_CLAIMS_ANNOTATION_H
#define BG_CLAIMS_ANNOTATION_H

#include "claims/claim_set.h"

typedef enum {
  BG_MARK_MENTION,     /* T: words of the text */
  BG_MARK_RELATION,    /* R: two arguments with roles */
  BG_MARK_EVENT,       /* E: a trigger (first argument, without role) and arguments with roles */
  BG_MARK_ATTRIBUTE,   /* A, M: of its one argument; with or without a value */
  BG_MARK_LINK,        /* N: its one argument is "database:id" (value), called `label` */
  BG_MARK_NOTE,        /* #: free text (value) on its one argument */
  BG_MARK_EQUIVALENCE, /* *: its arguments are the same */
  BG_MARK_KINDS
} bg_mark_kind;

/* Code points of the text, end exclusive. */
typedef struct {
  size_t start;
  size_t end;
} bg_span;

typedef struct {
  bg_str role;
  size_t mark; /* index */
} bg_argument;

typedef struct {
  bg_mark_kind kind;
  bg_str id; /* "T1"; "*" for an equivalence */
  bg_str type;
  bg_span *spans; /* of a mention: one, or several in text order when it is discontinuous */
  size_t span_count;
  bg_argument *arguments;
  size_t argument_count;
  bg_str value;
  bg_str label;
  size_t line; /* in the file, 0 when it did not come from one */
} bg_mark;

/* Strings live in its arena. */
typedef struct {
  bg_arena *arena;
  bg_str name; /* of the document */
  bg_str text;
  size_t length; /* in code points */
  bg_mark *marks;
  size_t count, capacity;
  size_t *steps;     /* byte offset of every 64th code point */
  size_t *line_ends; /* byte offsets */
  size_t line_count;
} bg_annotation;

/* Both strings are copied. */
bg_annotation *bg_annotation_new(bg_str name, bg_str text);
void bg_annotation_free(bg_annotation *annotation); /* NULL is fine */
/* A new mark with room for that many spans and arguments, all zero. Pointers to earlier marks become invalid. */
bg_mark *bg_annotation_add(bg_annotation *annotation, bg_mark_kind kind, size_t spans, size_t arguments);
/* Bytes before a code point of the text, which is at most its length. */
size_t bg_annotation_byte(const bg_annotation *annotation, size_t code_point);
/* The words from one code point to another, a view. */
bg_str bg_annotation_words(const bg_annotation *annotation, bg_span span);
/* The line of the text that a code point stands in, from 1. */
size_t bg_annotation_line(const bg_annotation *annotation, size_t code_point);
/* From the first to the last code point of a mention. */
bg_span bg_mark_extent(const bg_mark *mention);

/* ---- claims ---- */

/* A place where an entity of a claim set is named. */
typedef struct {
  bg_span span;
  size_t entity; /* index into the entities of the set */
} bg_named_place;

/* The claim set as annotation of its text: mentions with type and link "entity:ID"; a relation for each place of
 * evidence of a claim, with attributes Claim (its id), Modality, Polarity, Strength, Time, Status, Confidence, Topics,
 * Instruments, Cites and Evidence ("12-80") and notes Voice, Origin, Trigger and AnnotatorNotes; an event
 * Recommendation over its evidence, with roles Addressee, Target, Partner, Topic and Instrument, and its action as a
 * note. Defaults (asserted, affirmed, author, accepted, 1, curated) are not written. `places` says where entities are
 * named; when it is NULL, labels and aliases are searched for. A claim is drawn between the mentions inside its
 * evidence, else the nearest before it; an entity that is named nowhere is marked on the evidence itself. Entities that
 * are neither named nor claimed about, and evidence outside the text, are left out. */
bg_annotation *bg_annotation_from_claims(bg_str name, bg_str text, const bg_claim_set *set,
                                         const bg_named_place *places, size_t place_count);

/* The other way. Mentions with one link, in one equivalence, or else with the same words and type, are one entity; one
 * claim is what shares a Claim attribute, or else says the same of the same entities. Relations whose arguments are
 * events take the trigger's mention; events of other schemes are claims between their first two arguments. What is not
 * known is ignored, a known attribute with an unknown value is an error. *entities (may be NULL; owned by the caller):
 * for each mark the index of its entity in the set, SIZE_MAX for what is none. Locators of evidence are
 * "Line 3". */
bg_status bg_annotation_to_claims(const bg_annotation *annotation, const char *file, bg_diagnostics *diagnostics,
                                  bg_claim_set **set, size_t **entities);

#endif
