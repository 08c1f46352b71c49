#include "language/characters.h"

#include <libxml/xmlunicode.h>

bg_char_kind bg_char_kind_of(uint32_t c) {
  if (c < 0x80) {
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return BG_CHAR_LETTER;
    return c >= '0' && c <= '9' ? BG_CHAR_DIGIT : BG_CHAR_OTHER;
  }
  if (c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return BG_CHAR_SUPERSCRIPT;
  if (xmlUCSIsCatL((int)c) == 1) return BG_CHAR_LETTER;
  if (xmlUCSIsCatN((int)c) == 1) return BG_CHAR_DIGIT;
  if (xmlUCSIsCatM((int)c) == 1) return BG_CHAR_MARK;
  return xmlUCSIsCatCf((int)c) == 1 ? BG_CHAR_FORMAT : BG_CHAR_OTHER;
}

bool bg_char_is_upper(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return xmlUCSIsCatLu((int)c) == 1 || xmlUCSIsCatLt((int)c) == 1;
}

bool bg_char_is_lower(uint32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : xmlUCSIsCatLl((int)c) == 1;
}

bool bg_char_is_apostrophe(uint32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2bc || c == 0xff07;
}

bool bg_char_is_hyphen(uint32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}

bool bg_char_opens(uint32_t c) {
  return c == '(' || c == '[' || c == '{' || c == 0xab || c == 0x2018 || c == 0x201a || c == 0x201c || c == 0x201e ||
         c == 0x2039 || c == 0xbf || c == 0xa1;
}

bool bg_char_closes(uint32_t c) {
  return c == ')' || c == ']' || c == '}' || c == 0xbb || c == 0x2019 || c == 0x201d || c == 0x203a;
}
