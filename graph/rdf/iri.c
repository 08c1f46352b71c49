#include "rdf/iri.h"

#include <stdint.h>

#include "rdf/check_term.h"

/* Each with the character that leads it in, or empty. */
typedef struct {
  bg_str scheme; /* with its ':' */
  bg_str authority;
  bg_str path;
  bg_str query;
  bg_str fragment;
} parts;

/* Index of the first of these characters at or after `from`, or the end. */
static size_t find_any(bg_str s, size_t from, const char *characters) {
  for (size_t i = from; i < s.len; i++)
    for (const char *c = characters; *c; c++)
      if (s.data[i] == *c) return i;
  return s.len;
}

static parts split(bg_str iri) {
  parts p = {0};
  size_t at = 0, end;
  if (bg_iri_has_scheme(iri)) {
    at = find_any(iri, 0, ":") + 1;
    p.scheme = bg_str_slice(iri, 0, at);
  }
  if (bg_str_starts(bg_str_slice(iri, at, iri.len), BG_STR("//"))) {
    end = find_any(iri, at + 2, "/?#");
    p.authority = bg_str_slice(iri, at, end);
    at = end;
  }
  end = find_any(iri, at, "?#");
  p.path = bg_str_slice(iri, at, end);
  at = end;
  end = find_any(iri, at, "#");
  p.query = bg_str_slice(iri, at, end);
  p.fragment = bg_str_slice(iri, end, iri.len);
  return p;
}

static void drop_segment(bg_buffer *out, size_t start) {
  while (out->len > start && out->data[out->len - 1] != '/') out->len--;
  if (out->len > start) out->len--;
}

/* Append a path without its "." and ".." segments (section 5.2.4). */
static void put_path(bg_buffer *out, bg_str in) {
  size_t start = out->len;
  while (in.len) {
    if (bg_str_starts(in, BG_STR("../"))) in = bg_str_slice(in, 3, in.len);
    else if (bg_str_starts(in, BG_STR("./"))) in = bg_str_slice(in, 2, in.len);
    else if (bg_str_starts(in, BG_STR("/./"))) in = bg_str_slice(in, 2, in.len);
    else if (bg_str_equal(in, BG_STR("/."))) in = BG_STR("/");
    else if (bg_str_starts(in, BG_STR("/../")) || bg_str_equal(in, BG_STR("/.."))) {
      drop_segment(out, start);
      in = in.len > 3 ? bg_str_slice(in, 3, in.len) : BG_STR("/");
    } else if (bg_str_equal(in, BG_STR(".")) || bg_str_equal(in, BG_STR(".."))) {
      in = BG_STR_EMPTY;
    } else {
      size_t end = find_any(in, 1, "/");
      bg_buffer_add(out, bg_str_slice(in, 0, end));
      in = bg_str_slice(in, end, in.len);
    }
  }
}

/* The base's path up to its last '/', and the reference's (section 5.2.3). */
static void put_merged(bg_buffer *out, const parts *base, bg_str path) {
  bg_buffer merged = {0};
  size_t directory = base->path.len;
  while (directory && base->path.data[directory - 1] != '/') directory--;
  if (base->authority.len && !base->path.len) bg_buffer_putc(&merged, '/');
  else bg_buffer_add(&merged, bg_str_slice(base->path, 0, directory));
  bg_buffer_add(&merged, path);
  put_path(out, bg_buffer_str(&merged));
  bg_buffer_free(&merged);
}

void bg_iri_resolve(bg_str base_iri, bg_str reference, bg_buffer *out) {
  parts base = split(base_iri), r = split(reference);
  if (r.scheme.len) {
    bg_buffer_add(out, reference);
    return;
  }
  bg_buffer_add(out, base.scheme);
  bg_buffer_add(out, r.authority.len ? r.authority : base.authority);
  if (r.authority.len || bg_str_starts(r.path, BG_STR("/"))) put_path(out, r.path);
  else if (r.path.len) put_merged(out, &base, r.path);
  else bg_buffer_add(out, base.path);
  bool whole = r.authority.len || r.path.len || r.query.len;
  bg_buffer_add(out, whole ? r.query : base.query);
  bg_buffer_add(out, r.fragment);
}
