#include "text/html_charset.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/utf8.h"

enum { PRESCAN = 4096, LONGEST_NAME = 24 };

/* The value behind "charset=" in the first <meta> that has one. */
static bool declared(bg_str bytes, char name[LONGEST_NAME + 1]) {
  bg_str head = bg_str_slice(bytes, 0, PRESCAN);
  for (size_t i = 0; i + 8 < head.len; i++) {
    if (strncasecmp(head.data + i, "charset=", 8) != 0) continue;
    size_t at = i + 8, n = 0;
    while (at < head.len && (head.data[at] == '"' || head.data[at] == '\'' || head.data[at] == ' ')) at++;
    while (at < head.len && n < LONGEST_NAME && (g_ascii_isalnum(head.data[at]) || strchr("-_", head.data[at])))
      name[n++] = g_ascii_tolower(head.data[at++]);
    name[n] = '\0';
    return n > 0;
  }
  return false;
}

static const char *single_byte_set(const char *name) {
  static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1",       "latin-1",
                                      "us-ascii",   "ascii",     "windows-1252", "cp1252"};
  for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
    if (strcmp(name, latin[i]) == 0) return "WINDOWS-1252";
  bool known =
      strncmp(name, "iso-8859-", 9) == 0 || strncmp(name, "windows-125", 11) == 0 || strncmp(name, "koi8-", 5) == 0;
  return known ? name : NULL;
}

/* What each byte stands for: U+FFFD where the set leaves it open. */
static bool make_table(const char *set, uint32_t table[256]) {
  GIConv converter = g_iconv_open("UTF-8", set);
  if (converter == (GIConv)-1) return false;
  for (size_t i = 0; i < 256; i++) {
    char in = (char)i, out[8], *from = &in, *to = out;
    size_t left = 1, room = sizeof out, at = 0;
    bool converted = g_iconv(converter, &from, &left, &to, &room) != (size_t)-1 && to > out;
    table[i] = converted ? bg_utf8_next((bg_str){out, (size_t)(to - out)}, &at) : 0xfffd;
    g_iconv(converter, NULL, NULL, NULL, NULL);
  }
  g_iconv_close(converter);
  return true;
}

bg_status bg_html_decode(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_buffer *converted,
                         bg_str *text, size_t *skipped) {
  char set[LONGEST_NAME + 1];
  uint32_t table[256];
  *skipped = 0;
  bool marked = bg_str_starts(bytes, BG_STR("\xff\xfe")) || bg_str_starts(bytes, BG_STR("\xfe\xff"));
  bool binary = bytes.len && memchr(bytes.data, '\0', bytes.len);
  if (marked || binary || bg_utf8_invalid(bytes) == SIZE_MAX || !declared(bytes, set) || strcmp(set, "utf-8") == 0) {
    BG_TRY(bg_check_text(bytes, name, diagnostics, text));
    *skipped = bytes.len - text->len;
    return BG_OK;
  }
  const char *known = single_byte_set(set);
  if (!known || !make_table(known, table))
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = name},
                    "is in the character set '%s'; save it as UTF-8", set);
  bg_buffer_reserve(converted, bytes.len + bytes.len / 8);
  for (size_t i = 0; i < bytes.len; i++) bg_utf8_append(converted, table[(unsigned char)bytes.data[i]]);
  *text = bg_buffer_str(converted);
  return BG_OK;
}
