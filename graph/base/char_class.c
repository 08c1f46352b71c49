#include "base/char_class.h"

#include <libxml/xmlunicode.h>
#include <locale.h>
#include <wctype.h>

void char_class_add(bg_arena *arena, char_class *set, char_item item) {
  char_item *copy = bg_arena_alloc(arena, sizeof *copy);
  *copy = item;
  copy->next = set->items;
  set->items = copy;
}

bool char_class_known(item_kind kind, const char *name) {
  return (kind == ITEM_CATEGORY ? xmlUCSIsCat('a', name) : xmlUCSIsBlock('a', name)) >= 0;
}

/* NameStartChar and NameChar of XML 1.0 (fifth edition), with the colon. */
static bool in_ranges(uint32_t c, const uint32_t (*ranges)[2], size_t count) {
  for (size_t i = 0; i < count; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
  return false;
}

static bool name_start(uint32_t c) {
  static const uint32_t ranges[][2] = {{':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
                                       {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                                       {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                       {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
  return in_ranges(c, ranges, sizeof ranges / sizeof *ranges);
}

static bool name_char(uint32_t c) {
  static const uint32_t ranges[][2] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};
  return name_start(c) || in_ranges(c, ranges, sizeof ranges / sizeof *ranges);
}

static bool item_has(const char_item *item, uint32_t c) {
  switch (item->kind) {
    case ITEM_RANGE: return c >= item->low && c <= item->high;
    case ITEM_SPACE: return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    case ITEM_DIGIT: return xmlUCSIsCatNd((int)c) == 1;
    case ITEM_WORD: return !xmlUCSIsCatP((int)c) && !xmlUCSIsCatZ((int)c) && !xmlUCSIsCatC((int)c);
    case ITEM_NAME_START: return name_start(c);
    case ITEM_NAME: return name_char(c);
    case ITEM_CATEGORY: return xmlUCSIsCat((int)c, item->name) == 1;
    case ITEM_BLOCK: return xmlUCSIsBlock((int)c, item->name) == 1;
  }
  return false;
}

static bool has_exactly(const char_class *set, uint32_t c) {
  bool found = false;
  for (const char_item *item = set->items; item && !found; item = item->next)
    found = item_has(item, c) != item->negated;
  return found != set->negated && !(set->minus && has_exactly(set->minus, c));
}

bool char_class_has(const char_class *set, uint32_t c, bool fold) {
  if (has_exactly(set, c)) return true;
  if (!fold) return false;
  /* the process stays in its own locale; C.UTF-8 has the simple case mappings of Unicode */
  locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (!locale) return false;
  uint32_t lower = (uint32_t)towlower_l((wint_t)c, locale), upper = (uint32_t)towupper_l((wint_t)c, locale);
  freelocale(locale);
  return (lower != c && has_exactly(set, lower)) || (upper != c && has_exactly(set, upper));
}
