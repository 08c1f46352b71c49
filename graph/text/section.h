/* Internal: which part of a brief a heading begins. */
#ifndef BG_TEXT_SECTION_H
#define BG_TEXT_SECTION_H

#include "text/brief.h"

/* By the words of a heading, in any case, without its number and colon; BG_SECTION_BODY when it tells nothing. */
bg_section_kind bg_section_of(bg_str heading);
/* A line that is a heading by its words alone: those above, and "Introduction", "Background" and the like. */
bool bg_section_is_heading(bg_str line);

#endif
