#include "text/fold.h"
#include "base/utf8.h"
#include "text/brief.h"

/* Length of an invisible character that only says where a line may be broken, or 0: soft hyphen, zero-width space,
 * word joiner, byte order mark. They would keep equal words apart. */
static size_t invisible_at(bg_str s, size_t i) {
  unsigned char c = (unsigned char)s.data[i];
  if (c != 0xc2 && c != 0xe2 && c != 0xef) return 0;
  size_t end = i;
  uint32_t p = bg_utf8_next(s, &end);
  return p == 0xad || p == 0x200b || p == 0x2060 || p == 0xfeff ? end - i : 0;
}

bool bg_fold_next(bg_fold *f, bg_str *run) {
  f->space = false;
  while (f->at < f->text.len) {
    size_t space = bg_utf8_space(f->text, f->at), skip = space ? space : invisible_at(f->text, f->at);
    if (!skip) break;
    f->space = f->space || space;
    f->at += skip;
  }
  size_t from = f->at;
  while (f->at < f->text.len && !bg_utf8_space(f->text, f->at) && !invisible_at(f->text, f->at)) f->at++;
  *run = bg_str_slice(f->text, from, f->at);
  return run->len > 0;
}

void bg_fold_space(bg_buffer *out, bg_str text) {
  size_t start = out->len;
  bg_fold fold = {.text = text};
  bg_str run;
  while (bg_fold_next(&fold, &run)) {
    if (fold.space && out->len > start) bg_buffer_putc(out, ' ');
    bg_buffer_add(out, run);
  }
}

bg_str bg_trim_space(bg_str s) {
  size_t from = 0, end = 0;
  while (from < s.len) {
    size_t skip = bg_utf8_space(s, from);
    if (!skip) break;
    from += skip;
  }
  for (end = s.len; end > from;) {
    size_t last = end - 1;
    while (last > from && ((unsigned char)s.data[last] & 0xc0) == 0x80) last--;
    if (bg_utf8_space(s, last) != end - last) break;
    end = last;
  }
  return bg_str_slice(s, from, end);
}
