/* Internal: the flat front matter of a brief. */
#ifndef BG_TEXT_FRONT_MATTER_H
#define BG_TEXT_FRONT_MATTER_H

#include "base/diagnostics.h"

typedef struct bg_front_matter bg_front_matter;

bg_front_matter *bg_front_matter_new(void);
/* Take the front matter off the front of *rest, if there is one. */
bg_status bg_front_matter_read(bg_front_matter *front_matter, bg_str *rest, const char *name,
                               bg_diagnostics *diagnostics);
void bg_front_matter_free(bg_front_matter *front_matter); /* NULL is fine */
bg_str bg_front_matter_get(const bg_front_matter *front_matter, bg_str key);
/* Set a value unless the key is there; copies. */
void bg_front_matter_default(bg_front_matter *front_matter, bg_str key, bg_str value);

#endif
