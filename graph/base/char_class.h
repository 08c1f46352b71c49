/* Internal to base/regex: sets of code points. */
#ifndef BG_BASE_CHAR_CLASS_H
#define BG_BASE_CHAR_CLASS_H

#include <stdint.h>

#include "base/arena.h"

typedef enum {
  ITEM_RANGE,
  ITEM_SPACE,
  ITEM_DIGIT,
  ITEM_WORD,
  ITEM_NAME_START,
  ITEM_NAME,
  ITEM_CATEGORY,
  ITEM_BLOCK
} item_kind;

/* One part of a set: a range, or a named set; `negated` stands for everything else. */
typedef struct char_item {
  item_kind kind;
  bool negated;
  uint32_t low, high;
  const char *name; /* of a category or block */
  struct char_item *next;
} char_item;

typedef struct char_class {
  char_item *items;
  bool negated;
  struct char_class *minus; /* class subtraction, or NULL */
} char_class;

void char_class_add(bg_arena *arena, char_class *set, char_item item);
/* False when \p{name} names no category or block that is known. */
bool char_class_known(item_kind kind, const char *name);
/* With `fold`, a letter is in the set when its other case is. */
bool char_class_has(const char_class *set, uint32_t c, bool fold);

#endif
