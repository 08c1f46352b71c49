/* Internal: what a page knows, gathered once and written as JSON. */
#ifndef BG_REPORT_PAGE_DATA_H
#define BG_REPORT_PAGE_DATA_H

#include "base/map.h"
#include "claims/claim_set.h"
#include "report/page.h"
#include "report/wording.h"

/* A brief that the graph tells of. Strings borrow from the dataset; empty where it says nothing. */
typedef struct {
  bg_term_id term;
  bg_str iri;
  bg_str title; /* else the local name of its IRI */
  bg_str date, publisher, rights, source, sha256;
  const bg_brief *brief; /* its text, or NULL */
  bool closed;           /* its text may not be passed on */
} bg_page_document;

/* Whether a member of the network counts as an actor: one that claims and recommendations tell something of. Others
 * are sources, who wrote, published or say something, or are only named. */
typedef enum { BG_ROLE_ACTOR, BG_ROLE_SOURCE, BG_ROLE_NAMED } bg_page_role;

/* Ids are unique on a page: of two actors with one local name, from two vocabularies, the second is "name~2". */
typedef struct {
  bg_str iri, id, label, class_iri, type, description;
  bg_str_list aliases;
  size_t actor; /* index in the network, or SIZE_MAX */
  bg_page_role role;
  bool is_document;
} bg_page_entity;

/* What the page counts. Claims between two actors either make ties (those that a map draws), or are negated, or only
 * say who belongs to whom (relations that the maps leave out). */
typedef struct {
  size_t actors, sources, named; /* members of the network by role */
  size_t tied;                   /* actors with a tie */
  size_t between;                /* claims between two actors */
  size_t tying, negated, belonging;
} bg_page_counts;

typedef struct {
  const bg_page_input *in;
  const bg_theme *theme;
  bg_arena *arena;
  bg_claim_set *set; /* accepted and not; no claims when the network is one of plain triples */
  bg_page_document *documents;
  size_t document_count;
  bg_page_entity *entities;
  size_t entity_count, entity_capacity;
  bg_map *entity_by_iri, *entity_by_id; /* names in the graph are IRIs; ids are the page's */
  bg_map *recommendation_by_iri;        /* index among the accepted */
  bg_map *document_by_iri;
  size_t claims, recommendations; /* accepted */
  size_t not_accepted;            /* claims and recommendations that are left out */
  bg_page_counts counts;
} bg_page_data;

/* `theme` says which relations the maps draw; it must live as long as the data. */
bg_status bg_page_data_new(const bg_page_input *in, const bg_theme *theme, bg_diagnostics *diagnostics,
                           bg_page_data **data);
void bg_page_data_free(bg_page_data *data); /* NULL is fine */
/* Does that link of the network stand on the map of actors: is it one of two actors that a theme draws? */
bool bg_page_is_tie(const bg_page_data *data, const bg_link *link);
/* How grammar takes the name of an entity. */
bg_name_kind bg_page_name_kind(const bg_page_data *data, const bg_page_entity *entity);
/* What has this IRI, or is the blank node of this label; or BG_NO_TERM. */
bg_term_id bg_page_term(const bg_page_data *data, bg_str name);
/* Append all but the maps as members of a JSON object, without its braces. */
void bg_page_data_json(const bg_page_data *data, bg_buffer *out);

#endif
