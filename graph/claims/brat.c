#include "claims/brat.h"

#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"

typedef struct {
  bg_annotation *annotation;
  bg_diagnostics *diagnostics;
  bg_location at;
  bg_map *ids;     /* id to mark */
  bg_str *pending; /* the arguments of each mark as they stand in the file: resolved when all ids are known */
  size_t pending_capacity;
} reader;

static bg_status fail(reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bg_status fail(reader *r, const char *format, ...) {
  va_list args;
  va_start(args, format);
  bg_error_list(r->diagnostics, BG_ERROR_SYNTAX, &r->at, format, args);
  va_end(args);
  return BG_ERROR_SYNTAX;
}

/* ---- one line ---- */

static bool next_word(bg_str *rest, bg_str *word) {
  while (rest->len && rest->data[0] == ' ') *rest = bg_str_slice(*rest, 1, rest->len);
  if (!rest->len) return false;
  size_t end = bg_str_find(*rest, BG_STR(" "), 0);
  *word = bg_str_slice(*rest, 0, end);
  *rest = end == SIZE_MAX ? BG_STR_EMPTY : bg_str_slice(*rest, end, rest->len);
  return true;
}

/* Text behind the word that was taken last: one space is a separator, the rest belongs to it. */
static bg_str remaining(bg_str rest) {
  return rest.len && rest.data[0] == ' ' ? bg_str_slice(rest, 1, rest.len) : rest;
}

static bool parse_number(bg_str s, size_t *value) {
  *value = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9' || *value > SIZE_MAX / 10 - 1) return false;
    *value = *value * 10 + (size_t)(s.data[i] - '0');
  }
  return s.len > 0;
}

static size_t count_byte(bg_str s, char c) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++) count += s.data[i] == c;
  return count;
}

static bg_str keep(reader *r, bg_str s) {
  return s.len ? bg_arena_str(r->annotation->arena, s) : BG_STR_EMPTY;
}

static bg_mark *add(reader *r, bg_mark_kind kind, bg_str id, bg_str type, size_t spans, size_t arguments) {
  bg_mark *mark = bg_annotation_add(r->annotation, kind, spans, arguments);
  mark->id = keep(r, id);
  mark->type = keep(r, type);
  mark->line = r->at.line;
  if (kind != BG_MARK_EQUIVALENCE) bg_map_set(r->ids, mark->id, r->annotation->count - 1);
  BG_GROW(r->pending, r->pending_capacity, r->annotation->count);
  r->pending[r->annotation->count - 1] = BG_STR_EMPTY;
  return mark;
}

/* The words of a mention as brat writes them: parts joined by a space, line ends as spaces. */
static void put_words(const bg_annotation *a, const bg_span *spans, size_t count, bg_buffer *out) {
  for (size_t i = 0; i < count; i++) {
    if (i) bg_buffer_putc(out, ' ');
    bg_str words = bg_annotation_words(a, spans[i]);
    for (size_t k = 0; k < words.len; k++) {
      char c = words.data[k];
      bg_buffer_putc(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
    }
  }
}

static bg_status check_words(reader *r, const bg_mark *mark, bg_str given) {
  bg_buffer words = {0};
  put_words(r->annotation, mark->spans, mark->span_count, &words);
  bg_status status = BG_OK;
  if (!bg_str_equal(bg_str_trim(bg_buffer_str(&words)), bg_str_trim(given)))
    status = fail(r, "%.*s is '%.*s', but the text has '%.*s' there; offsets count code points from 0, end exclusive",
                  BG_FMT(mark->id), BG_FMT(given), BG_FMT(bg_buffer_str(&words)));
  bg_buffer_free(&words);
  return status;
}

static bg_status read_span(reader *r, bg_str part, bg_span *span) {
  bg_str from, to;
  if (!next_word(&part, &from) || !next_word(&part, &to) || part.len || !parse_number(from, &span->start) ||
      !parse_number(to, &span->end))
    return fail(r, "offsets are 'START END', with ';' between the parts of a discontinuous mention");
  if (span->start >= span->end || span->end > r->annotation->length)
    return fail(r, "offsets %zu %zu are not inside the text, which has %zu code points", span->start, span->end,
                r->annotation->length);
  return BG_OK;
}

static bg_status read_mention(reader *r, bg_str id, bg_str data, bg_str words) {
  bg_str type, part;
  if (!next_word(&data, &type)) return fail(r, "a mention is 'ID<tab>TYPE START END<tab>WORDS'");
  bg_str rest = bg_str_trim(data);
  size_t count = count_byte(rest, ';') + 1, i = 0;
  bg_span *spans = bg_arena_alloc(r->annotation->arena, count * sizeof *spans);
  while (bg_str_split(&rest, ';', &part)) {
    if (i == count) break;
    BG_TRY(read_span(r, part, &spans[i]));
    if (i && spans[i].start < spans[i - 1].end) return fail(r, "the parts of a mention are in text order");
    i++;
  }
  if (i != count) return fail(r, "offsets are 'START END', with ';' between the parts of a discontinuous mention");
  bg_mark *mark = add(r, BG_MARK_MENTION, id, type, 0, 0);
  mark->spans = spans;
  mark->span_count = count;
  return check_words(r, mark, words);
}

/* Relations and events: "TYPE[:TRIGGER] ROLE:ID ROLE:ID". */
static bg_status read_arguments(reader *r, bg_mark_kind kind, bg_str id, bg_str data) {
  bg_str type, words = bg_str_trim(data), rest = words, word;
  size_t count = 0;
  while (next_word(&rest, &word)) count++;
  if (!next_word(&words, &type)) return fail(r, "the type is missing");
  bool event = kind == BG_MARK_EVENT;
  size_t colon = bg_str_find(type, BG_STR(":"), 0);
  if (event && (colon == SIZE_MAX || !colon)) return fail(r, "an event is 'ID<tab>TYPE:TRIGGER ROLE:ID ...'");
  if (!event && count != 3) return fail(r, "a relation is 'ID<tab>TYPE Arg1:ID Arg2:ID'");
  add(r, kind, id, event ? bg_str_slice(type, 0, colon) : type, 0, event ? count : 2);
  r->pending[r->annotation->count - 1] =
      keep(r, event ? bg_str_slice(bg_str_trim(data), colon, SIZE_MAX) : bg_str_trim(words));
  return BG_OK;
}

/* What has one argument: attributes, links, notes. `value` is what stands behind it. */
static bg_status read_single(reader *r, bg_mark_kind kind, bg_str id, bg_str data, bg_str last) {
  bg_str type, target;
  if (!next_word(&data, &type) || !next_word(&data, &target)) return fail(r, "'TYPE ID' is missing behind the id");
  bg_mark *mark = add(r, kind, id, type, 0, 1);
  mark->value = keep(r, kind == BG_MARK_NOTE ? last : remaining(data));
  if (kind == BG_MARK_LINK) mark->label = keep(r, last);
  if (kind == BG_MARK_LINK && bg_str_find(mark->value, BG_STR(":"), 0) == SIZE_MAX)
    return fail(r, "a link is 'ID<tab>Reference ID DATABASE:ID<tab>NAME'");
  r->pending[r->annotation->count - 1] = keep(r, target);
  return BG_OK;
}

static bg_status read_equivalence(reader *r, bg_str data) {
  bg_str type, rest, word;
  if (!next_word(&data, &type)) return fail(r, "an equivalence is '*<tab>Equiv ID ID ...'");
  size_t count = 0;
  rest = data;
  while (next_word(&rest, &word)) count++;
  if (count < 2) return fail(r, "an equivalence needs two ids or more");
  add(r, BG_MARK_EQUIVALENCE, BG_STR("*"), type, 0, count);
  r->pending[r->annotation->count - 1] = keep(r, data);
  return BG_OK;
}

static bg_status read_line(reader *r, bg_str line) {
  bg_str id = BG_STR_EMPTY, data = BG_STR_EMPTY;
  bg_str rest = line;
  bg_str_split(&rest, '\t', &id);
  bg_str_split(&rest, '\t', &data);
  bg_str last = rest.data ? rest : BG_STR_EMPTY; /* may hold tabs in a note */
  if (!data.len) return fail(r, "'%.*s' has no tab; lines of annotations are 'ID<tab>...'", BG_FMT(line));
  if (id.len < (id.data[0] == '*' ? 1U : 2U)) return fail(r, "id '%.*s' is a letter and a number", BG_FMT(id));
  if (id.data[0] != '*' && bg_map_has(r->ids, id)) return fail(r, "id '%.*s' occurs twice", BG_FMT(id));
  switch (id.data[0]) {
    case 'T': return read_mention(r, id, data, last);
    case 'R': return read_arguments(r, BG_MARK_RELATION, id, data);
    case 'E': return read_arguments(r, BG_MARK_EVENT, id, data);
    case 'A':
    case 'M': return read_single(r, BG_MARK_ATTRIBUTE, id, data, last);
    case 'N': return read_single(r, BG_MARK_LINK, id, data, last);
    case '#': return read_single(r, BG_MARK_NOTE, id, data, last);
    case '*': return read_equivalence(r, data);
    default: return fail(r, "id '%.*s' is of an unknown kind; known are T, R, E, A, M, N, # and *", BG_FMT(id));
  }
}

/* ---- arguments, once all ids are known ---- */

static bg_status resolve_id(reader *r, bg_str id, bool mention_only, size_t *mark) {
  *mark = bg_map_get(r->ids, id, SIZE_MAX);
  if (*mark == SIZE_MAX) return fail(r, "'%.*s' does not exist in this file", BG_FMT(id));
  bg_mark_kind kind = r->annotation->marks[*mark].kind;
  if (mention_only && kind != BG_MARK_MENTION) return fail(r, "'%.*s' is no mention (T)", BG_FMT(id));
  return BG_OK;
}

static bg_status resolve_role(reader *r, const bg_mark *mark, bg_str word, bg_argument *argument) {
  size_t colon = bg_str_find(word, BG_STR(":"), 0);
  if (colon == SIZE_MAX) return fail(r, "argument '%.*s' is not 'ROLE:ID'", BG_FMT(word));
  bool trigger = mark->kind == BG_MARK_EVENT && argument == mark->arguments;
  if (!trigger && !colon) return fail(r, "argument '%.*s' has no role", BG_FMT(word));
  argument->role = keep(r, bg_str_slice(word, 0, colon));
  BG_TRY(resolve_id(r, bg_str_slice(word, colon + 1, word.len), trigger, &argument->mark));
  bg_mark_kind kind = r->annotation->marks[argument->mark].kind;
  if (kind != BG_MARK_MENTION && kind != BG_MARK_EVENT)
    return fail(r, "argument '%.*s' is neither a mention nor an event", BG_FMT(word));
  return BG_OK;
}

static bg_status resolve(reader *r, size_t index) {
  bg_mark *mark = &r->annotation->marks[index];
  bool roles = mark->kind == BG_MARK_RELATION || mark->kind == BG_MARK_EVENT;
  bg_str rest = r->pending[index], word;
  r->at.line = mark->line;
  for (size_t i = 0; i < mark->argument_count && next_word(&rest, &word); i++) {
    if (roles) BG_TRY(resolve_role(r, mark, word, &mark->arguments[i]));
    else BG_TRY(resolve_id(r, word, mark->kind == BG_MARK_EQUIVALENCE, &mark->arguments[i].mark));
  }
  return BG_OK;
}

bg_status bg_brat_parse(bg_str ann, const char *file, bg_str name, bg_str text, bg_diagnostics *diagnostics,
                        bg_annotation **result) {
  *result = NULL;
  reader r = {.annotation = bg_annotation_new(name, text),
              .diagnostics = diagnostics,
              .at = {.file = file},
              .ids = bg_map_new()};
  bg_status status = BG_OK;
  bg_str rest = ann, line;
  while (rest.len && bg_str_split(&rest, '\n', &line)) {
    r.at.line++;
    while (line.len && line.data[line.len - 1] == '\r') line.len--;
    if (!bg_str_trim(line).len) continue;
    bg_status one = read_line(&r, line);
    if (one != BG_OK) status = one;
  }
  for (size_t i = 0; status == BG_OK && i < r.annotation->count; i++) status = resolve(&r, i);
  bg_map_free(r.ids);
  bg_free(r.pending);
  if (status == BG_OK) *result = r.annotation;
  else bg_annotation_free(r.annotation);
  return status;
}

/* ---- files ---- */

/* `path` with another extension, owned by the caller. */
static char *sibling(const char *path, const char *extension) {
  bg_str old = bg_path_extension(path);
  size_t stem = old.len ? (size_t)(old.data - path) - 1 : strlen(path);
  bg_buffer out = {0};
  bg_buffer_add(&out, bg_str_slice(bg_str_from(path), 0, stem));
  bg_buffer_puts(&out, extension);
  return bg_buffer_take(&out);
}

bg_status bg_brat_read(const char *path, bg_diagnostics *diagnostics, bg_annotation **annotation) {
  *annotation = NULL;
  char *text_path = sibling(path, ".txt"), *ann_path = sibling(path, ".ann");
  bg_input *text_file = NULL, *ann_file = NULL;
  bg_str text, ann;
  bg_status status = bg_input_open_text(ann_path, diagnostics, &ann_file, &ann);
  if (status == BG_OK) status = bg_input_open_text(text_path, diagnostics, &text_file, &text);
  if (status == BG_OK) {
    bg_str base = bg_path_base(ann_path);
    status = bg_brat_parse(ann, ann_path, bg_str_slice(base, 0, base.len - 4), text, diagnostics, annotation);
  }
  bg_input_close(text_file);
  bg_input_close(ann_file);
  bg_free(text_path);
  bg_free(ann_path);
  return status;
}

/* ---- writing ---- */

static void put_mention(const bg_annotation *a, const bg_mark *mark, bg_buffer *out) {
  for (size_t i = 0; i < mark->span_count; i++)
    bg_buffer_printf(out, "%c%zu %zu", i ? ';' : ' ', mark->spans[i].start, mark->spans[i].end);
  bg_buffer_putc(out, '\t');
  put_words(a, mark->spans, mark->span_count, out);
}

static void put_id(const bg_annotation *a, const bg_argument *argument, bg_buffer *out) {
  bg_buffer_add(out, a->marks[argument->mark].id);
}

static void put_mark(const bg_annotation *a, const bg_mark *mark, bg_buffer *out) {
  bg_buffer_add(out, mark->id);
  bg_buffer_putc(out, '\t');
  bg_buffer_add(out, mark->type);
  if (mark->kind == BG_MARK_MENTION) put_mention(a, mark, out);
  for (size_t i = 0; i < mark->argument_count; i++) {
    bool trigger = mark->kind == BG_MARK_EVENT && i == 0;
    bool role = mark->kind == BG_MARK_RELATION || mark->kind == BG_MARK_EVENT;
    if (!trigger) bg_buffer_putc(out, ' ');
    if (role) bg_buffer_add(out, mark->arguments[i].role);
    if (role) bg_buffer_putc(out, ':');
    put_id(a, &mark->arguments[i], out);
  }
  if (mark->value.len || mark->kind == BG_MARK_NOTE) {
    bg_buffer_putc(out, mark->kind == BG_MARK_NOTE ? '\t' : ' ');
    bg_buffer_add(out, mark->value);
  }
  if (mark->kind == BG_MARK_LINK) {
    bg_buffer_putc(out, '\t');
    bg_buffer_add(out, mark->label);
  }
  bg_buffer_putc(out, '\n');
}

void bg_brat_put(const bg_annotation *annotation, bg_buffer *out) {
  for (size_t i = 0; i < annotation->count; i++) put_mark(annotation, &annotation->marks[i], out);
}

static bg_status write_one(const char *directory, const bg_annotation *annotation, const char *extension, bg_str bytes,
                           bg_diagnostics *diagnostics) {
  bg_buffer name = {0};
  bg_buffer_printf(&name, "%.*s%s", BG_FMT(annotation->name), extension);
  char *path = bg_path_join(directory, name.data);
  bg_status status = bg_write_file(path, bytes, diagnostics);
  bg_free(path);
  bg_buffer_free(&name);
  return status;
}

bg_status bg_brat_write(const bg_annotation *annotation, const char *directory, bg_diagnostics *diagnostics) {
  BG_TRY(bg_make_directory(directory, diagnostics));
  bg_buffer ann = {0};
  bg_brat_put(annotation, &ann);
  bg_status status = write_one(directory, annotation, ".txt", annotation->text, diagnostics);
  if (status == BG_OK) status = write_one(directory, annotation, ".ann", bg_buffer_str(&ann), diagnostics);
  bg_buffer_free(&ann);
  return status;
}

static void put_list(const bg_str_list *list, const char *behind, bg_buffer *out) {
  for (size_t i = 0; i < list->count; i++) {
    bg_buffer_add(out, list->items[i]);
    bg_buffer_puts(out, behind);
  }
}

void bg_brat_put_configuration(const bg_str_list *classes, const bg_str_list *relations, bg_buffer *out) {
  bg_buffer_puts(out, "[entities]\n");
  put_list(classes, "\n", out);
  bg_buffer_puts(out, "\n[relations]\n");
  put_list(relations, "\tArg1:<ENTITY>, Arg2:<ENTITY>\n", out);
  bg_buffer_puts(out,
                 "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
                 "[events]\nRecommendation\tAddressee*:<ENTITY>, Target*:<ENTITY>, Partner*:<ENTITY>, "
                 "Topic*:<ENTITY>, Instrument*:<ENTITY>\n\n"
                 "[attributes]\nClaim\tArg:<RELATION>\nEvidence\tArg:<RELATION>\nTime\tArg:<RELATION>\n"
                 "Voice\tArg:<RELATION>\nConfidence\tArg:<ANY>\n"
                 "Modality\tArg:<RELATION>, Value:asserted|recommended|possible|implied\n"
                 "Polarity\tArg:<ANY>, Value:affirmed|negated|notNeeded\n"
                 "Strength\tArg:<ANY>, Value:must|should|consider|can\n"
                 "Status\tArg:<ANY>, Value:accepted|proposed|rejected\n");
}
