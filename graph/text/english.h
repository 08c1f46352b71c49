/* Internal: is a text in English?
 *
 * Two counts over the first words of the document: how many letters are Latin, and how many words are among the
 * commonest function words of each of some twenty languages. Running English has more than 25 % of its own, and other
 * languages have few of them; a text is refused when most of its letters are of another script, or when another
 * language's words clearly outnumber the English ones. Texts under 20 words pass, and so does a text that no language
 * claims and that is short of sentences (names, figures); a longer one with next to no English function word is refused
 * without a name. */
#ifndef BG_TEXT_ENGLISH_H
#define BG_TEXT_ENGLISH_H

#include "base/diagnostics.h"

bg_status bg_require_english(bg_str text, const char *name, bg_diagnostics *diagnostics);
/* The English name of the language or script of a text that is not English ("German", "the Arabic script"), "unknown",
 * or NULL when it is English or too short to tell. */
const char *bg_other_language(bg_str text);

#endif
