/* Internal: English grammar of names, by rule, so that sentences about any graph can be read. */
#ifndef BG_REPORT_WORDING_H
#define BG_REPORT_WORDING_H

#include "base/str.h"

typedef enum { BG_NAME_OF_ONE, BG_NAME_OF_PERSON, BG_NAME_OF_PEOPLE } bg_name_kind;

/* Does a name take a plural verb? Known of common nouns ("Private investors", "Extremist groups in the north"); of
 * proper names only when they are of a people ("Ordinary Afghans"). "United States" and what cannot be known are
 * singular. */
bool bg_wording_is_plural(bg_str name, bg_name_kind kind);
/* Does a name take "the" in a sentence? Those whose head is a noun that names a kind of thing: "United States",
 * "Senate of France", "Taliban regime"; no persons, no single words, no plurals of common nouns. */
bool bg_wording_takes_article(bg_str name, bg_name_kind kind);

#endif
