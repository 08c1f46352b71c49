#include "text/json_lines.h"

#include <jansson.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { LONGEST_LINE = 1 << 30 };

struct bg_json_lines {
  bg_stream *stream;
  size_t number;
  bg_buffer id;
  bg_arena *arena; /* of the mentions */
  bg_given_mention *mentions;
  size_t mention_count, mention_capacity;
};

bg_status bg_json_lines_open(const char *path, bg_diagnostics *diagnostics, bg_json_lines **result) {
  *result = NULL;
  bg_stream *stream;
  BG_TRY(bg_stream_open(path, diagnostics, &stream));
  bg_json_lines *lines = BG_NEW(bg_json_lines);
  lines->stream = stream;
  *result = lines;
  return BG_OK;
}

void bg_json_lines_close(bg_json_lines *lines) {
  if (!lines) return;
  bg_stream_close(lines->stream);
  bg_buffer_free(&lines->id);
  bg_arena_free(lines->arena);
  bg_free(lines->mentions);
  bg_free(lines);
}

bg_str bg_json_lines_id(const bg_json_lines *lines) {
  return bg_buffer_str(&lines->id);
}

const bg_given_mention *bg_json_lines_mentions(const bg_json_lines *lines, size_t *count) {
  static const bg_given_mention none = {0};
  *count = lines->mention_count;
  return lines->mentions ? lines->mentions : &none; /* given, but empty, is not the same as not given */
}

size_t bg_json_lines_line(const bg_json_lines *lines) {
  return lines->number;
}

/* ---- one line ---- */

static bg_str member(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return json_is_string(value) ? (bg_str){json_string_value(value), json_string_length(value)} : BG_STR_EMPTY;
}

static void take_id(bg_json_lines *lines, const json_t *object) {
  const json_t *id = json_object_get(object, "id");
  bg_buffer_clear(&lines->id);
  if (json_is_integer(id)) bg_buffer_printf(&lines->id, "%lld", (long long)json_integer_value(id));
  else if (member(object, "id").len) bg_buffer_add(&lines->id, member(object, "id"));
  else bg_buffer_printf(&lines->id, "%zu", lines->number);
}

/* ---- mentions that the input names ---- */

/* Walk to the byte where the n-th code point (of which `wanted` are not white space) of a stretch ends. */
static size_t past_marks(bg_str text, size_t from, size_t to, size_t wanted) {
  while (wanted && from < to) {
    size_t next = from;
    bg_utf8_next(text, &next);
    if (bg_trim_space(bg_str_slice(text, from, next)).len) wanted--;
    from = next;
  }
  return from;
}

static size_t count_marks(bg_str text, size_t from, size_t to) {
  size_t count = 0;
  while (from < to) {
    size_t next = from;
    bg_utf8_next(text, &next);
    if (bg_trim_space(bg_str_slice(text, from, next)).len) count++;
    from = next;
  }
  return count;
}

/* Where a stretch of the source stands in the normalised text, which differs from it in white space only. */
static bool place_mention(const bg_brief *brief, bg_str source, size_t from, size_t to, bg_given_mention *mention) {
  for (size_t i = 0; i < bg_brief_block_count(brief); i++) {
    const bg_block *b = bg_brief_block(brief, i);
    if (from < b->source_start || to > b->source_end) continue;
    bg_str text = bg_brief_text(brief);
    size_t before = count_marks(source, b->source_start, from), inside = count_marks(source, from, to);
    mention->start = past_marks(text, b->start, b->end, before);
    while (mention->start < b->end && text.data[mention->start] == ' ') mention->start++;
    mention->end = past_marks(text, mention->start, b->end, inside);
    return inside > 0 && count_marks(text, mention->start, mention->end) == inside;
  }
  return false;
}

static size_t code_point_offset(bg_str text, json_int_t points) {
  size_t at = 0;
  while (points-- > 0 && at < text.len) bg_utf8_next(text, &at);
  return at;
}

static void read_mentions(bg_json_lines *lines, const json_t *object, bg_str text, const bg_brief *brief) {
  const json_t *list = json_object_get(object, "entities"), *one;
  size_t index;
  bg_arena_free(lines->arena);
  lines->arena = bg_arena_new();
  lines->mention_count = 0;
  json_array_foreach(list, index, one) {
    const json_t *start = json_object_get(one, "start"), *end = json_object_get(one, "end");
    if (!json_is_integer(start) || !json_is_integer(end)) continue;
    bg_given_mention mention = {.type = bg_arena_str(lines->arena, member(one, "type"))};
    size_t from = code_point_offset(text, json_integer_value(start)),
           to = code_point_offset(text, json_integer_value(end));
    if (from >= to || !place_mention(brief, text, from, to, &mention)) continue;
    BG_GROW(lines->mentions, lines->mention_capacity, lines->mention_count + 1);
    lines->mentions[lines->mention_count++] = mention;
  }
}

/* ---- one document ---- */

static bg_status read_object(bg_json_lines *lines, const json_t *object, const bg_brief_options *options,
                             bg_diagnostics *diagnostics, bg_brief **brief) {
  bg_location at = {.file = bg_stream_name(lines->stream), .line = lines->number};
  if (!json_is_object(object))
    return bg_error(diagnostics, BG_ERROR_INVALID, &at, "is not a JSON object; write one document a line");
  bg_str text = member(object, "text"), date = member(object, "date");
  if (!json_is_string(json_object_get(object, "text")))
    return bg_error(diagnostics, BG_ERROR_INVALID, &at, "has no \"text\"; give the document's text as a string");
  take_id(lines, object);
  bg_buffer name = {0};
  bg_buffer_printf(&name, "%s:%zu", bg_stream_name(lines->stream), lines->number);
  bg_status status = bg_brief_from_text(text, member(object, "title"), date, name.data, options, diagnostics, brief);
  bg_buffer_free(&name);
  if (status == BG_OK) read_mentions(lines, object, text, *brief);
  return status;
}

static bg_status parse_line(bg_json_lines *lines, bg_str line, const bg_brief_options *options,
                            bg_diagnostics *diagnostics, bg_brief **brief) {
  json_error_t error;
  json_t *object = json_loadb(line.data, line.len, JSON_REJECT_DUPLICATES, &error);
  if (!object) {
    bg_location at = {.file = bg_stream_name(lines->stream),
                      .line = lines->number,
                      .column = (size_t)(error.column > 0 ? error.column : 1)};
    return bg_error(diagnostics, BG_ERROR_SYNTAX, &at, "is not JSON: %s", error.text);
  }
  bg_status status = read_object(lines, object, options, diagnostics, brief);
  json_decref(object);
  return status;
}

bg_status bg_json_lines_next(bg_json_lines *lines, const bg_brief_options *options, bg_diagnostics *diagnostics,
                             bg_brief **brief) {
  *brief = NULL;
  for (;;) {
    bg_str line;
    bool more;
    BG_TRY(bg_stream_line(lines->stream, LONGEST_LINE, &line, &more, diagnostics));
    if (!more) return BG_OK;
    lines->number++;
    line = bg_str_trim(line);
    if (lines->number == 1 && bg_str_starts(line, BG_STR("\xef\xbb\xbf"))) line = bg_str_slice(line, 3, line.len);
    if (!line.len) continue;
    return parse_line(lines, line, options, diagnostics, brief);
  }
}
