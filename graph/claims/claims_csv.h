/* The claim set in three CSV files of one directory: entities.csv, claims.csv, recommendations.csv (RFC 4180, UTF-8,
 * ';' inside a list, " | " between quotes; columns in any order).
 *
 *   entities.csv         id,type,label | aliases,part_of,wikidata,description,status,confidence,origin
 *   claims.csv           id,subject,relation,object,modality,quote | polarity,voice,strength,time,topics,instrument,
 *                        cites,status,note,confidence,origin,trigger,place
 *   recommendations.csv  id,addressee,action,strength,quote | target,partner,topics,instrument,polarity,note,status,
 *                        confidence,origin,trigger,place
 *
 * Columns before the bar are required; claims.csv and recommendations.csv may be missing. Empty cells take the defaults
 * affirmed (do), author, accepted, 1, curated; place is for quotes that stand more than once (bg_evidence_locate). */
#ifndef BG_CLAIMS_CLAIMS_CSV_H
#define BG_CLAIMS_CLAIMS_CSV_H

#include "claims/claim_set.h"

/* Read and check a directory against its brief. Every mistake is reported with its file and line, not only the first:
 * wrong columns, bad ids, duplicate ids, unknown entities, circles in part_of, words outside an enumeration, times that
 * are not ISO 8601, quotes that are not in the brief. Types and relations are checked later, against the ontology. */
bg_status bg_claims_read_csv(const char *directory, const bg_brief *brief, bg_diagnostics *diagnostics,
                             bg_claim_set **set);
/* Write the three files. Each is replaced as a whole. */
bg_status bg_claims_write_csv(const bg_claim_set *set, const char *directory, bg_diagnostics *diagnostics);

#endif
