#include "text/html_clean.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"

/* How an element is treated. */
typedef enum {
  NORMAL,
  VOID,    /* has no end tag */
  IMPLIED, /* is closed by the next of its kind, so that it does not nest by itself */
  RAW,     /* its content is no markup: blanked to its end tag, or to the end of the file */
  DROPPED, /* blanked to its end tag when there is one, else the tag alone */
  FORMAT,  /* nests, and is opened again in the blocks that follow when it is not closed */
  ONCE,    /* the first start tag counts */
  IGNORED  /* the tags are blanked, the content stays */
} treatment;

static const struct {
  const char *name;
  treatment treatment;
} elements[] = {
    {"area", VOID},         {"base", VOID},       {"br", VOID},          {"col", VOID},         {"embed", VOID},
    {"hr", VOID},           {"img", VOID},        {"input", VOID},       {"link", VOID},        {"meta", VOID},
    {"param", VOID},        {"source", VOID},     {"track", VOID},       {"wbr", VOID},         {"p", IMPLIED},
    {"li", IMPLIED},        {"dd", IMPLIED},      {"dt", IMPLIED},       {"tr", IMPLIED},       {"td", IMPLIED},
    {"th", IMPLIED},        {"tbody", IMPLIED},   {"thead", IMPLIED},    {"tfoot", IMPLIED},    {"colgroup", IMPLIED},
    {"option", IMPLIED},    {"script", RAW},      {"style", RAW},        {"title", RAW},        {"textarea", RAW},
    {"xmp", RAW},           {"iframe", DROPPED},  {"noembed", DROPPED},  {"noframes", DROPPED}, {"noscript", DROPPED},
    {"svg", DROPPED},       {"math", DROPPED},    {"template", DROPPED}, {"select", DROPPED},   {"canvas", DROPPED},
    {"html", ONCE},         {"body", ONCE},       {"head", ONCE},        {"frameset", IGNORED}, {"frame", IGNORED},
    {"plaintext", IGNORED}, {"isindex", IGNORED}, {"listing", IGNORED},  {"image", IGNORED},    {"keygen", IGNORED},
    {"basefont", IGNORED},  {"bgsound", IGNORED}, {"command", IGNORED},  {"menuitem", IGNORED}, {"a", FORMAT},
    {"b", FORMAT},          {"big", FORMAT},      {"code", FORMAT},      {"em", FORMAT},        {"font", FORMAT},
    {"i", FORMAT},          {"nobr", FORMAT},     {"s", FORMAT},         {"small", FORMAT},     {"strike", FORMAT},
    {"strong", FORMAT},     {"tt", FORMAT},       {"u", FORMAT}};

enum { KNOWN = sizeof elements / sizeof *elements, MOST_NAMES = 4096, LONGEST_NAME = 31 };

/* What is open under one name. */
typedef struct {
  size_t open;
  size_t flattened; /* start tags that were blanked for their depth */
  bool no_end;      /* a search found no end tag in the rest of the file */
} name_state;

typedef struct {
  char *out;
  bg_str in;
  bg_arena *arena;
  bg_map *names; /* to an index: the known elements first */
  name_state *states;
  size_t depth, formats, flattened; /* depth counts the formats too */
  bool titled;
} cleaner;

typedef struct {
  char name[LONGEST_NAME + 1];
  size_t name_length;
  size_t end;        /* behind '>', or SIZE_MAX when the file ends in it */
  size_t attributes; /* where those that are too many begin; 0 when there are none */
  bool self_closing;
} tag;

static void blank(cleaner *c, size_t from, size_t to) {
  for (size_t i = from; i < to && i < c->in.len; i++)
    if (c->out[i] != '\n') c->out[i] = ' ';
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t find_char(bg_str s, char c, size_t from) {
  const char *hit = from < s.len ? memchr(s.data + from, c, s.len - from) : NULL;
  return hit ? (size_t)(hit - s.data) : SIZE_MAX;
}

/* Step over one attribute; SIZE_MAX when the file ends in it. */
static size_t skip_attribute(bg_str s, size_t i) {
  size_t start = i;
  while (i < s.len && !is_space(s.data[i]) && s.data[i] != '/' && s.data[i] != '>' && (s.data[i] != '=' || i == start))
    i++;
  size_t value = i;
  while (value < s.len && is_space(s.data[value])) value++;
  if (value >= s.len || s.data[value] != '=') return i;
  i = value + 1;
  while (i < s.len && is_space(s.data[i])) i++;
  if (i < s.len && (s.data[i] == '"' || s.data[i] == '\'')) {
    size_t quote = find_char(s, s.data[i], i + 1);
    return quote == SIZE_MAX ? SIZE_MAX : quote + 1;
  }
  while (i < s.len && !is_space(s.data[i]) && s.data[i] != '>') i++;
  return i;
}

/* The tag whose name begins at `i`, as the HTML tokenizer reads it. */
static tag read_tag(bg_str s, size_t i) {
  tag t = {.end = SIZE_MAX};
  for (; i < s.len && !is_space(s.data[i]) && s.data[i] != '/' && s.data[i] != '>'; i++) {
    char c = s.data[i];
    if (t.name_length < LONGEST_NAME) t.name[t.name_length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  size_t count = 0;
  while (i < s.len) {
    if (s.data[i] == '>') {
      t.end = i + 1;
      t.self_closing = s.data[i - 1] == '/';
      break;
    }
    if (is_space(s.data[i]) || s.data[i] == '/') {
      i++;
      continue;
    }
    if (count++ == BG_HTML_ATTRIBUTES) t.attributes = i;
    i = skip_attribute(s, i);
  }
  return t;
}

static size_t name_index(cleaner *c, const tag *t) {
  bg_str name = {t->name, t->name_length};
  size_t index = bg_map_get(c->names, name, SIZE_MAX);
  if (index != SIZE_MAX) return index;
  size_t count = bg_map_count(c->names);
  if (count >= MOST_NAMES) return MOST_NAMES; /* strange names share a count */
  bg_map_set(c->names, bg_arena_str(c->arena, name), count);
  return count;
}

/* Where the end tag of a raw or dropped element begins, with those of its kind inside skipped when they nest. */
static size_t find_end(cleaner *c, size_t index, size_t from, bool nests) {
  const char *name = elements[index].name;
  size_t length = strlen(name), depth = 0;
  if (c->states[index].no_end) return SIZE_MAX;
  for (size_t i = from; (i = find_char(c->in, '<', i)) != SIZE_MAX; i++) {
    bool end = i + 1 < c->in.len && c->in.data[i + 1] == '/';
    size_t at = i + 1 + end;
    if (at + length >= c->in.len || strncasecmp(c->in.data + at, name, length) != 0) continue;
    char behind = c->in.data[at + length];
    if (!is_space(behind) && behind != '/' && behind != '>') continue;
    if (!end) depth += nests;
    else if (depth == 0) return i;
    else depth--;
  }
  c->states[index].no_end = true;
  return SIZE_MAX;
}

static size_t drop_element(cleaner *c, size_t start, const tag *t, size_t index) {
  bool raw = elements[index].treatment == RAW;
  size_t end = !raw && t->self_closing ? SIZE_MAX : find_end(c, index, t->end, !raw);
  size_t stop = end == SIZE_MAX ? (raw ? c->in.len : t->end) : end;
  if (end != SIZE_MAX && strcmp(elements[index].name, "title") == 0 && !c->titled) { /* the one that counts */
    c->titled = true;
    stop = read_tag(c->in, end + 2).end;
    return stop == SIZE_MAX ? c->in.len : stop;
  }
  blank(c, start, stop);
  return stop;
}

static size_t start_tag(cleaner *c, size_t start) {
  tag t = read_tag(c->in, start + 1);
  if (t.end == SIZE_MAX) {
    blank(c, start, c->in.len);
    return c->in.len;
  }
  if (t.attributes) blank(c, t.attributes, t.end - 1);
  size_t index = name_index(c, &t);
  treatment how = index < KNOWN ? elements[index].treatment : NORMAL;
  if (how == RAW || how == DROPPED) return drop_element(c, start, &t, index);
  name_state *state = &c->states[index];
  bool again = how == ONCE && state->open++;
  if (how == IGNORED || again) blank(c, start, t.end);
  if (how != NORMAL && how != FORMAT) return t.end;
  if (c->depth >= BG_HTML_DEPTH || (how == FORMAT && c->formats >= BG_HTML_FORMATS)) {
    blank(c, start, t.end);
    state->flattened++;
    c->flattened++;
  } else {
    state->open++;
    c->depth++;
    c->formats += how == FORMAT;
  }
  return t.end;
}

static size_t end_tag(cleaner *c, size_t start) {
  tag t = read_tag(c->in, start + 2);
  if (t.end == SIZE_MAX) t.end = c->in.len;
  size_t index = name_index(c, &t);
  treatment how = index < KNOWN ? elements[index].treatment : NORMAL;
  name_state *state = &c->states[index];
  if (how == IMPLIED) return t.end;
  if (how != NORMAL && how != FORMAT) {
    blank(c, start, t.end); /* also </body> and </html>: what comes behind them belongs to the body anyway */
  } else if (state->flattened) {
    state->flattened--;
    blank(c, start, t.end);
  } else if (state->open) {
    state->open--;
    c->depth--;
    c->formats -= how == FORMAT;
  }
  return t.end;
}

/* A comment, or what is read as one. A doctype stays. */
static size_t declaration(cleaner *c, size_t start) {
  bg_str s = c->in;
  size_t end;
  if (bg_str_starts(bg_str_slice(s, start, start + 4), BG_STR("<!--"))) {
    size_t from = start + 4;
    bool abrupt = from < s.len && (s.data[from] == '>' || bg_str_starts(bg_str_slice(s, from, from + 2), BG_STR("->")));
    end = abrupt ? find_char(s, '>', from) : bg_str_find(s, BG_STR("-->"), from);
    if (!abrupt && end != SIZE_MAX) end += 2;
  } else {
    end = find_char(s, '>', start);
    bool doctype = s.len - start > 9 && strncasecmp(s.data + start, "<!doctype", 9) == 0;
    if (doctype && end != SIZE_MAX) return end + 1;
  }
  size_t stop = end == SIZE_MAX ? s.len : end + 1;
  blank(c, start, stop);
  return stop;
}

size_t bg_html_clean(char *html, bg_str original) {
  cleaner c = {.out = html, .in = original, .arena = bg_arena_new(), .names = bg_map_new()};
  c.states = bg_calloc(MOST_NAMES + 1, sizeof *c.states);
  for (size_t i = 0; i < KNOWN; i++) bg_map_set(c.names, bg_str_from(elements[i].name), i);
  for (size_t i = 0; (i = find_char(original, '<', i)) != SIZE_MAX && i + 1 < original.len;) {
    char next = original.data[i + 1];
    if (next == '!' || next == '?') i = declaration(&c, i);
    else if (next == '/')
      i = i + 2 < original.len && is_letter(original.data[i + 2]) ? end_tag(&c, i) : declaration(&c, i);
    else if (is_letter(next)) i = start_tag(&c, i);
    else i++;
  }
  bg_free(c.states);
  bg_map_free(c.names);
  bg_arena_free(c.arena);
  return c.flattened;
}
