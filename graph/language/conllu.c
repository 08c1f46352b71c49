#include "language/conllu.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { COLUMNS = 10, MOST_WORDS = 1000000 /* in a sentence */ };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

typedef struct {
  size_t line, column;
} place;

/* A token of the surface: one word, or several that are written as one ("don't"). */
typedef struct {
  bg_str form;
  size_t first_word, word_count; /* in the sentence */
  place at;
  bool space_after;
} token;

typedef struct reader {
  bg_str input;
  bg_location at;
  bg_diagnostics *diagnostics;
  bg_analysis *analysis;
  bg_map *strings; /* those that are in the analysis's arena: key is the string itself */
  /* the sentence that is being read */
  size_t first_word; /* in the analysis */
  token *tokens;
  size_t token_count, token_capacity;
  size_t open_words; /* of the last token that are still to come */
  place *heads;      /* where the head of each word is written */
  size_t head_capacity;
  size_t first_line;
  uint8_t *colours; /* of words, while looking for circles */
  size_t colour_capacity;
  bg_str sentence_text; /* "# text" */
  bool new_paragraph;
  /* where its words go */
  bg_status (*locate)(struct reader *r, bg_sentence *sentence);
  bg_buffer *text;
  bool joined_before; /* the sentence before ends with SpaceAfter=No */
  size_t block;
  const bg_brief *brief;
  size_t cursor; /* in the brief's text */
} reader;

static size_t sentence_words(const reader *r) {
  return r->analysis->word_count - r->first_word;
}

static bg_word *sentence_word(const reader *r, size_t index) {
  return &r->analysis->words[r->first_word + index];
}

/* One copy in the analysis's arena, whatever becomes of the input. */
static bg_str keep(reader *r, bg_str s) {
  if (!s.len) return BG_STR_EMPTY;
  size_t at = bg_map_get(r->strings, s, SIZE_MAX);
  if (at != SIZE_MAX) return bg_map_key(r->strings, at);
  bg_str copy = bg_arena_str(r->analysis->arena, s);
  bg_map_set(r->strings, copy, bg_map_count(r->strings));
  return copy;
}

/* ---- where words are in the text ---- */

static size_t skip_space(bg_str text, size_t at) {
  size_t space;
  while (at < text.len && (space = bg_utf8_space(text, at))) at += space;
  return at;
}

/* The end of `form` at text[at], white space in it equal to any other, or SIZE_MAX. */
static size_t match(bg_str text, size_t at, bg_str form) {
  for (size_t i = 0; i < form.len;) {
    if (at >= text.len) return SIZE_MAX;
    size_t space = bg_utf8_space(form, i);
    if (space) {
      if (!bg_utf8_space(text, at)) return SIZE_MAX;
      at = skip_space(text, at);
      i = skip_space(form, i);
    } else if (text.data[at++] != form.data[i++]) {
      return SIZE_MAX;
    }
  }
  return at;
}

/* Whether a byte is inside a character. */
static bool continues(bg_str s, size_t at) {
  return ((unsigned char)s.data[at] & 0xc0) == 0x80;
}

/* Share the span of a token among its words: by their forms where these make it up, else by their lengths. */
static void place_words(reader *r, const token *t, size_t start, size_t end, bg_str text) {
  size_t at = start;
  for (size_t i = 0; i < t->word_count; i++) {
    bg_word *word = sentence_word(r, t->first_word + i);
    size_t stop = i + 1 == t->word_count || word->form.len > end - at ? end : at + word->form.len;
    while (stop < end && continues(text, stop)) stop++;
    word->start = at;
    word->end = at = stop;
    word->space_after = false;
  }
  sentence_word(r, t->first_word + t->word_count - 1)->space_after = t->space_after;
}

/* Find the sentence's tokens in its own text, nothing but white space between them. */
static bool place_in(reader *r, bg_str text, size_t offset) {
  size_t at = 0;
  for (int pass = 0; pass < 2; pass++) { /* look first, then place */
    at = 0;
    for (size_t i = 0; i < r->token_count; i++) {
      token *t = &r->tokens[i];
      size_t start = skip_space(text, at), end = match(text, start, t->form);
      if (end == SIZE_MAX) return false;
      if (pass) {
        if (end < text.len) t->space_after = bg_utf8_space(text, end) > 0;
        place_words(r, t, start, end, text);
      }
      at = end;
    }
    if (at != text.len) return false;
  }
  for (size_t i = 0; i < sentence_words(r); i++) {
    sentence_word(r, i)->start += offset;
    sentence_word(r, i)->end += offset;
  }
  return true;
}

static bg_status place_anew(reader *r, bg_sentence *sentence) {
  bg_buffer *text = r->text;
  if (r->new_paragraph && text->len) r->block++;
  if (text->len) bg_buffer_puts(text, r->new_paragraph ? "\n\n" : r->joined_before ? "" : " ");
  size_t offset = text->len;
  bg_str given = bg_str_trim(r->sentence_text);
  if (place_in(r, given, offset)) {
    bg_buffer_add(text, given);
  } else {
    for (size_t i = 0; i < r->token_count; i++) {
      const token *t = &r->tokens[i];
      size_t start = text->len;
      bg_buffer_add(text, t->form);
      place_words(r, t, start, text->len, bg_buffer_str(text));
      if (t->space_after && i + 1 < r->token_count) bg_buffer_putc(text, ' ');
    }
  }
  r->joined_before = !r->tokens[r->token_count - 1].space_after;
  sentence->block = r->block;
  return BG_OK;
}

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The next place of a token in the text that is not inside a word, or SIZE_MAX. */
static size_t find_token(bg_str text, size_t from, bg_str form, size_t *end) {
  size_t at = skip_space(text, from);
  if ((*end = match(text, at, form)) != SIZE_MAX) return at;
  bg_str first = form;
  for (size_t i = 0; i < form.len; i++)
    if (bg_utf8_space(form, i)) {
      first = bg_str_slice(form, 0, i);
      break;
    }
  for (; (at = bg_str_find(text, first, at)) != SIZE_MAX; at++) {
    bool inside = at > 0 && is_word_byte(text.data[at - 1]) && is_word_byte(form.data[0]);
    if (!inside && (*end = match(text, at, form)) != SIZE_MAX) return at;
  }
  return SIZE_MAX;
}

static bg_status place_in_brief(reader *r, bg_sentence *sentence) {
  bg_str text = bg_brief_text(r->brief);
  for (size_t i = 0; i < r->token_count; i++) {
    token *t = &r->tokens[i];
    size_t end, start = find_token(text, r->cursor, t->form, &end);
    if (start == SIZE_MAX) {
      bg_location at = {.file = r->at.file, .line = t->at.line, .column = t->at.column};
      return bg_error(r->diagnostics, BG_ERROR_INVALID, &at,
                      "'%.*s' is not in the rest of the brief's text; give the analysis of this very text",
                      BG_FMT(t->form));
    }
    t->space_after = end >= text.len || bg_utf8_space(text, end) > 0;
    place_words(r, t, start, end, text);
    r->cursor = end;
  }
  const bg_block *block = bg_brief_block_at(r->brief, sentence_word(r, 0)->start);
  sentence->block = block ? (size_t)(block - bg_brief_block(r->brief, 0)) : 0;
  return BG_OK;
}

/* ---- the tree ---- */

static bg_status check_heads(reader *r) {
  size_t count = sentence_words(r), roots = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t head = sentence_word(r, i)->head;
    roots += head == BG_NO_WORD;
    if (head != BG_NO_WORD && head >= count) {
      bg_location at = {.file = r->at.file, .line = r->heads[i].line, .column = r->heads[i].column};
      return bg_error(r->diagnostics, BG_ERROR_INVALID, &at, "word %zu has the head %lu, but there are %zu words",
                      i + 1, (unsigned long)head + 1, count);
    }
  }
  bg_location at = {.file = r->at.file, .line = r->first_line, .column = 1};
  if (roots != 1)
    return bg_error(r->diagnostics, BG_ERROR_INVALID, &at,
                    "the sentence has %zu roots (words with head 0) instead of one", roots);
  BG_GROW(r->colours, r->colour_capacity, count);
  for (size_t i = 0; i < count; i++) r->colours[i] = 0;
  for (size_t i = 0; i < count; i++) { /* 1: on the way up from this word, 2: known to reach the root */
    uint32_t up = (uint32_t)i;
    for (; up != BG_NO_WORD && !r->colours[up]; up = sentence_word(r, up)->head) r->colours[up] = 1;
    if (up != BG_NO_WORD && r->colours[up] == 1)
      return bg_error(r->diagnostics, BG_ERROR_INVALID, &at, "word %lu is its own head by way of others: a circle",
                      (unsigned long)up + 1);
    for (up = (uint32_t)i; up != BG_NO_WORD && r->colours[up] == 1; up = sentence_word(r, up)->head) r->colours[up] = 2;
  }
  return BG_OK;
}

static bg_status end_sentence(reader *r) {
  size_t count = sentence_words(r);
  if (r->open_words)
    return bg_error(r->diagnostics, BG_ERROR_SYNTAX, &r->at, "the sentence ends inside a multiword token");
  if (count) {
    BG_TRY(check_heads(r));
    bg_sentence sentence = {.first_word = r->first_word, .word_count = count};
    BG_TRY(r->locate(r, &sentence));
    sentence.start = sentence_word(r, 0)->start;
    sentence.end = sentence_word(r, count - 1)->end;
    bg_analysis *a = r->analysis;
    BG_GROW(a->sentences, a->sentence_capacity, a->sentence_count + 1);
    a->sentences[a->sentence_count++] = sentence;
    r->new_paragraph = false;
  }
  r->first_word = r->analysis->word_count;
  r->token_count = 0;
  r->sentence_text = BG_STR_EMPTY;
  return BG_OK;
}

/* ---- lines ---- */

static size_t column_of(bg_str line, bg_str cell) {
  return 1 + bg_utf8_count(bg_str_slice(line, 0, (size_t)(cell.data - line.data)));
}

/* A number without sign, at most nine digits. */
static bool read_number(bg_str s, size_t *number) {
  *number = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9') return false;
    *number = *number * 10 + (size_t)(s.data[i] - '0');
  }
  return s.len > 0 && s.len <= 9;
}

/* The value of a "Key=Value" in MISC. */
static bool space_after(bg_str misc) {
  bg_str part;
  while (bg_str_split(&misc, '|', &part))
    if (bg_str_is(part, "SpaceAfter=No")) return false;
  return true;
}

static bg_str blank(bg_str cell) {
  return bg_str_is(cell, "_") ? BG_STR_EMPTY : cell;
}

static void add_token(reader *r, const bg_str *cells, size_t word_count) {
  BG_GROW(r->tokens, r->token_capacity, r->token_count + 1);
  r->tokens[r->token_count++] = (token){.form = cells[FORM],
                                        .first_word = sentence_words(r),
                                        .word_count = word_count,
                                        .at = {r->at.line, r->at.column},
                                        .space_after = space_after(cells[MISC])};
}

static bg_status wrong_cell(reader *r, bg_str line, bg_str cell, const char *what) {
  r->at.column = column_of(line, cell);
  return bg_error(r->diagnostics, BG_ERROR_INVALID, &r->at, "%s '%.*s'", what, BG_FMT(cell));
}

static bg_status read_range(reader *r, bg_str line, const bg_str *cells, size_t dash) {
  size_t first, last;
  if (!read_number(bg_str_slice(cells[ID], 0, dash), &first) ||
      !read_number(bg_str_slice(cells[ID], dash + 1, cells[ID].len), &last) || r->open_words ||
      first != sentence_words(r) + 1 || last <= first || last > MOST_WORDS)
    return wrong_cell(r, line, cells[ID], "a multiword token must cover the words that follow, not");
  r->at.column = column_of(line, cells[FORM]);
  add_token(r, cells, last - first + 1);
  r->open_words = last - first + 1;
  return BG_OK;
}

static bg_status read_word(reader *r, bg_str line, const bg_str *cells) {
  size_t id, head, count = sentence_words(r);
  if (!read_number(cells[ID], &id) || id != count + 1)
    return wrong_cell(r, line, cells[ID], "ids count up from 1 in each sentence; this one is");
  if (id > MOST_WORDS || r->analysis->word_count >= BG_NO_WORD - 1)
    return bg_error(r->diagnostics, BG_ERROR_LIMIT, &r->at, "a sentence may have %d words at most", MOST_WORDS);
  bg_upos upos;
  bg_deprel deprel;
  if (!bg_upos_parse(cells[UPOS], &upos)) return wrong_cell(r, line, cells[UPOS], "unknown part of speech");
  if (!bg_deprel_parse(cells[DEPREL], &deprel)) return wrong_cell(r, line, cells[DEPREL], "unknown relation");
  if (!read_number(cells[HEAD], &head)) return wrong_cell(r, line, cells[HEAD], "a head is a number of a word, not");
  r->at.column = column_of(line, cells[FORM]);
  bool follows = false;
  if (r->open_words) follows = r->open_words-- < r->tokens[r->token_count - 1].word_count;
  else add_token(r, cells, 1);
  bg_analysis *a = r->analysis;
  BG_GROW(a->words, a->word_capacity, a->word_count + 1);
  a->words[a->word_count++] = (bg_word){.form = keep(r, cells[FORM]),
                                        .lemma = keep(r, cells[LEMMA]),
                                        .xpos = keep(r, blank(cells[XPOS])),
                                        .feats = keep(r, blank(cells[FEATS])),
                                        .head = head ? (uint32_t)head - 1 : BG_NO_WORD,
                                        .upos = (uint8_t)upos,
                                        .deprel = (uint8_t)deprel,
                                        .joined = follows};
  BG_GROW(r->heads, r->head_capacity, id);
  r->heads[count] = (place){r->at.line, column_of(line, cells[HEAD])};
  return BG_OK;
}

static bg_status read_row(reader *r, bg_str line) {
  bg_str cells[COLUMNS], rest = line, cell;
  size_t count = 0;
  r->at.column = 1;
  while (bg_str_split(&rest, '\t', &cell)) {
    if (count < COLUMNS) cells[count] = cell;
    count++;
  }
  if (count != COLUMNS)
    return bg_error(r->diagnostics, BG_ERROR_SYNTAX, &r->at,
                    "a row has ten columns, separated by tabs; this one has %zu", count);
  if (!cells[FORM].len || skip_space(cells[FORM], 0) == cells[FORM].len)
    return wrong_cell(r, line, cells[FORM], "a word must not be empty:");
  size_t dash = bg_str_find(cells[ID], BG_STR("-"), 0);
  if (sentence_words(r) == 0 && r->token_count == 0) r->first_line = r->at.line;
  if (dash != SIZE_MAX) return read_range(r, line, cells, dash);
  if (bg_str_find(cells[ID], BG_STR("."), 0) != SIZE_MAX) return BG_OK; /* an empty node */
  return read_word(r, line, cells);
}

/* A comment that matters: "# text = ...", "# newpar", "# newdoc". */
static void read_comment(reader *r, bg_str line) {
  bg_str rest = bg_str_trim(bg_str_slice(line, 1, line.len));
  if (bg_str_starts(rest, BG_STR("newpar")) || bg_str_starts(rest, BG_STR("newdoc"))) r->new_paragraph = true;
  size_t equals = bg_str_find(rest, BG_STR("="), 0);
  if (equals != SIZE_MAX && bg_str_is(bg_str_trim(bg_str_slice(rest, 0, equals)), "text"))
    r->sentence_text = bg_str_slice(rest, equals + 1, rest.len);
}

static bg_status read_lines(reader *r) {
  bg_str rest = r->input, line;
  while (bg_str_split(&rest, '\n', &line)) {
    r->at.line++;
    if (line.len && line.data[line.len - 1] == '\r') line.len--;
    if (!line.len) BG_TRY(end_sentence(r));
    else if (line.data[0] == '#') read_comment(r, line);
    else BG_TRY(read_row(r, line));
  }
  r->at.column = 0;
  return end_sentence(r);
}

static bg_status read_all(reader *r) {
  r->first_word = r->analysis->word_count;
  r->strings = bg_map_new();
  bg_status status = read_lines(r);
  if (status != BG_OK) r->analysis->word_count = r->first_word; /* no words without a sentence */
  bg_map_free(r->strings);
  bg_free(r->tokens);
  bg_free(r->heads);
  bg_free(r->colours);
  return status;
}

bg_status bg_conllu_read(bg_str conllu, const char *name, bg_diagnostics *diagnostics, bg_buffer *text,
                         bg_analysis *analysis) {
  size_t sentences = analysis->sentence_count;
  reader r = {.input = conllu,
              .at = {.file = name},
              .diagnostics = diagnostics,
              .analysis = analysis,
              .locate = place_anew,
              .text = text,
              .new_paragraph = true,
              .block = sentences ? analysis->sentences[sentences - 1].block : 0};
  return read_all(&r);
}

bg_status bg_conllu_align(bg_str conllu, const char *name, const bg_brief *brief, bg_diagnostics *diagnostics,
                          bg_analysis *analysis) {
  reader r = {.input = conllu,
              .at = {.file = name},
              .diagnostics = diagnostics,
              .analysis = analysis,
              .locate = place_in_brief,
              .brief = brief};
  return read_all(&r);
}
