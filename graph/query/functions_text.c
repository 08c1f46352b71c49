/* Functions on strings, hashes and times (SPARQL 1.1 Query, sections 17.4.3, 17.4.5 and 17.4.6). */
#include <glib.h>
#include <math.h>
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <string.h>

#include "base/utf8.h"
#include "query/value.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"

static bool is_text(const query_value *a) {
  return a->kind == VALUE_STRING || a->kind == VALUE_LANGUAGE;
}

static bg_str text_of(const query_value *a) {
  return a->term.value;
}

/* Text with the language of another value. */
static query_value like(const query_value *model, query_value value) {
  if (value.kind == VALUE_ERROR || model->kind != VALUE_LANGUAGE) return value;
  value.kind = VALUE_LANGUAGE;
  value.term.language = model->term.language;
  return value;
}

static query_value take_buffer(query_run *run, const query_value *model, bg_buffer *text) {
  query_value value = value_copied(run, bg_buffer_str(text));
  bg_buffer_free(text);
  return model ? like(model, value) : value;
}

/* Section 17.4.3.1.2: the second has no language, or that of the first. */
static bool arguments_agree(const query_value *a, const query_value *b) {
  return is_text(a) && is_text(b) &&
         (b->kind == VALUE_STRING || (a->kind == VALUE_LANGUAGE && bg_str_equal(a->term.language, b->term.language)));
}

static query_value change_case(query_run *run, const query_value *a, bool upper) {
  if (!is_text(a)) return value_error;
  bg_buffer out = {0};
  for (size_t i = 0; i < text_of(a).len;) {
    uint32_t c = bg_utf8_next(text_of(a), &i);
    bg_utf8_append(&out, upper ? g_unichar_toupper(c) : g_unichar_tolower(c));
  }
  return take_buffer(run, a, &out);
}

static query_value encode_for_uri(query_run *run, const query_value *a) {
  if (!is_text(a)) return value_error;
  bg_buffer out = {0};
  for (size_t i = 0; i < text_of(a).len; i++) {
    char c = text_of(a).data[i];
    if (g_ascii_isalnum(c) || (c && strchr("-_.~", c))) bg_buffer_putc(&out, c);
    else bg_buffer_printf(&out, "%%%02X", (unsigned char)c);
  }
  return take_buffer(run, NULL, &out);
}

static query_value concat(query_run *run, const query_value *args, size_t count) {
  bg_buffer out = {0};
  bool same = count > 0;
  size_t total = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_text(&args[i])) return value_error;
    same = same && args[i].kind == VALUE_LANGUAGE && args[0].kind == VALUE_LANGUAGE &&
           bg_str_equal(args[i].term.language, args[0].term.language);
    total += text_of(&args[i]).len;
  }
  if (run->options.memory_limit && total > run->options.memory_limit) return value_copied(run, (bg_str){"", total});
  for (size_t i = 0; i < count; i++) bg_buffer_add(&out, text_of(&args[i]));
  return take_buffer(run, same ? &args[0] : NULL, &out);
}

static query_value before_or_after(const query_value *args, bool before) {
  if (!arguments_agree(&args[0], &args[1])) return value_error;
  bg_str text = text_of(&args[0]), part = text_of(&args[1]);
  size_t at = part.len ? bg_str_find(text, part, 0) : 0;
  if (at == SIZE_MAX) return value_string(BG_STR_EMPTY);
  return like(&args[0], value_string(before ? bg_str_slice(text, 0, at) : bg_str_slice(text, at + part.len, text.len)));
}

static query_value test_part(query_call call, const query_value *args) {
  if (!arguments_agree(&args[0], &args[1])) return value_error;
  bg_str text = text_of(&args[0]), part = text_of(&args[1]);
  if (call == CALL_STRSTARTS) return value_boolean(bg_str_starts(text, part));
  if (call == CALL_STRENDS) return value_boolean(bg_str_ends(text, part));
  return value_boolean(!part.len || bg_str_find(text, part, 0) != SIZE_MAX);
}

/* fn:substring: code points at positions p with round(start) <= p < round(start) + round(length). */
static query_value substr(const query_value *args, size_t count) {
  if (!is_text(&args[0]) || !value_is_number(&args[1]) || (count > 2 && !value_is_number(&args[2]))) return value_error;
  double first = floor(value_as_double(&args[1]) + 0.5);
  double end = count > 2 ? first + floor(value_as_double(&args[2]) + 0.5) : INFINITY;
  bg_str text = text_of(&args[0]);
  size_t from = text.len, to = text.len;
  for (size_t i = 0, count_so_far = 1; i < text.len; count_so_far++) {
    double position = (double)count_so_far;
    if (position >= first && from == text.len && position < end) from = i;
    if (!(position < end) && to == text.len) to = i;
    bg_utf8_next(text, &i);
  }
  return like(&args[0], value_string(from < to ? bg_str_slice(text, from, to) : BG_STR_EMPTY));
}

query_value call_string(query_run *run, query_call call, const query_value *args, size_t count) {
  switch (call) {
    case CALL_CONCAT: return concat(run, args, count);
    case CALL_STRLEN: return is_text(args) ? value_integer((int64_t)bg_utf8_count(text_of(args))) : value_error;
    case CALL_UCASE: return change_case(run, args, true);
    case CALL_LCASE: return change_case(run, args, false);
    case CALL_ENCODE_FOR_URI: return encode_for_uri(run, args);
    case CALL_CONTAINS:
    case CALL_STRSTARTS:
    case CALL_STRENDS: return test_part(call, args);
    case CALL_STRBEFORE: return before_or_after(args, true);
    case CALL_STRAFTER: return before_or_after(args, false);
    case CALL_SUBSTR: return substr(args, count);
    default: return value_error;
  }
}

/* ---- REPLACE ---- */

/* XPath's $1 and \$ put in for one match; false when the replacement is not well-formed. */
static bool put_replacement(bg_buffer *out, bg_str replacement, GMatchInfo *match) {
  int groups = g_regex_get_capture_count(g_match_info_get_regex(match));
  for (size_t i = 0; i < replacement.len; i++) {
    char c = replacement.data[i], next = i + 1 < replacement.len ? replacement.data[i + 1] : '\0';
    if (c == '\\') {
      if (next != '\\' && next != '$') return false;
      bg_buffer_putc(out, next);
      i++;
    } else if (c == '$') {
      if (!g_ascii_isdigit(next)) return false;
      int number = next - '0';
      i++;
      while (i + 1 < replacement.len && g_ascii_isdigit(replacement.data[i + 1]) &&
             number * 10 + (replacement.data[i + 1] - '0') <= groups)
        number = number * 10 + (replacement.data[++i] - '0');
      char *part = number <= groups ? g_match_info_fetch(match, number) : NULL;
      if (part) bg_buffer_puts(out, part);
      g_free(part);
    } else {
      bg_buffer_putc(out, c);
    }
  }
  return true;
}

/* Replace all matches; false on an error. `q`: the replacement is plain text. */
static bool replace_all(query_run *run, GRegex *regex, bg_str text, bg_str replacement, bool plain, bg_buffer *out) {
  GMatchInfo *match = NULL;
  GError *error = NULL;
  size_t done = 0;
  bool good = true;
  g_regex_match_full(regex, text.data, (gssize)text.len, 0, 0, &match, &error);
  while (good && !error && g_match_info_matches(match)) {
    int from = 0, to = 0;
    good = run_step(run) && g_match_info_fetch_pos(match, 0, &from, &to) && to > from; /* XPath forbids empty matches */
    if (!good) break;
    bg_buffer_add(out, bg_str_slice(text, done, (size_t)from));
    if (plain) bg_buffer_add(out, replacement);
    else good = put_replacement(out, replacement, match);
    done = (size_t)to;
    size_t limit = run->options.memory_limit;
    if (limit && out->len > limit) good = false;
    if (good) g_match_info_next(match, &error);
  }
  bg_buffer_add(out, bg_str_slice(text, done, text.len));
  if (error) {
    run_fail(run, BG_ERROR_LIMIT, "REPLACE gave up: its pattern needs too much work on some text; make it simpler");
    g_error_free(error);
  }
  g_match_info_free(match);
  return good && run->status == BG_OK;
}

/* What only XPath has is left to REGEX; what only Perl has is refused by our own reader of patterns. */
static GRegex *compile(bg_str pattern, bg_str flags) {
  const char *problem;
  bg_regex *ours = bg_regex_new(pattern, flags, &problem);
  bg_regex_free(ours);
  if (!ours || bg_str_find(pattern, BG_STR("-["), 0) != SIZE_MAX) return NULL;
  int options = G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY;
  bg_buffer text = {0};
  for (size_t i = 0; i < flags.len; i++) {
    char c = flags.data[i];
    options |= c == 'i'   ? G_REGEX_CASELESS
               : c == 'm' ? G_REGEX_MULTILINE
               : c == 's' ? G_REGEX_DOTALL
               : c == 'x' ? G_REGEX_EXTENDED
                          : 0;
    if (c == 'q') bg_buffer_puts(&text, "\\Q");
  }
  bg_buffer_add(&text, pattern);
  GRegex *regex = bg_str_find(bg_buffer_str(&text), BG_STR("\\E"), 0) == SIZE_MAX
                      ? g_regex_new(text.data ? text.data : "", (GRegexCompileFlags)options, 0, NULL)
                      : NULL;
  bg_buffer_free(&text);
  return regex;
}

query_value call_replace(query_run *run, const query_value *args, size_t count) {
  if (!is_text(&args[0]) || args[1].kind != VALUE_STRING || args[2].kind != VALUE_STRING ||
      (count > 3 && args[3].kind != VALUE_STRING))
    return value_error;
  bg_str flags = count > 3 ? text_of(&args[3]) : BG_STR_EMPTY;
  GRegex *regex = compile(text_of(&args[1]), flags);
  if (!regex) return value_error;
  bg_buffer out = {0};
  bg_str text = text_of(&args[0]);
  if (!text.data) text = BG_STR("");
  bool good = replace_all(run, regex, text, text_of(&args[2]), bg_str_find(flags, BG_STR("q"), 0) != SIZE_MAX, &out);
  g_regex_unref(regex);
  query_value value = take_buffer(run, &args[0], &out);
  return good ? value : value_error;
}

/* ---- hashes ---- */

#define HASH_WITH(name, size)                                  \
  do {                                                         \
    struct name##_ctx context;                                 \
    name##_init(&context);                                     \
    name##_update(&context, text.len, (const uint8_t *)bytes); \
    name##_digest(&context, (size), digest);                   \
    length = (size);                                           \
  } while (0)

query_value call_hash(query_run *run, query_call call, const query_value *arg) {
  if (arg->kind != VALUE_STRING) return value_error;
  bg_str text = text_of(arg);
  const char *bytes = text.data ? text.data : "";
  uint8_t digest[SHA512_DIGEST_SIZE];
  size_t length = 0;
  switch (call) {
    case CALL_MD5: HASH_WITH(md5, MD5_DIGEST_SIZE); break;
    case CALL_SHA1: HASH_WITH(sha1, SHA1_DIGEST_SIZE); break;
    case CALL_SHA256: HASH_WITH(sha256, SHA256_DIGEST_SIZE); break;
    case CALL_SHA384: {
      struct sha512_ctx context;
      sha384_init(&context);
      sha512_update(&context, text.len, (const uint8_t *)bytes);
      sha384_digest(&context, SHA384_DIGEST_SIZE, digest);
      length = SHA384_DIGEST_SIZE;
      break;
    }
    default: HASH_WITH(sha512, SHA512_DIGEST_SIZE); break;
  }
  bg_buffer out = {0};
  for (size_t i = 0; i < length; i++) bg_buffer_printf(&out, "%02x", digest[i]);
  return take_buffer(run, NULL, &out);
}

/* ---- times ---- */

static query_value zone_duration(query_run *run, const bg_moment *m) {
  if (!m->has_zone) return value_error;
  int minutes = m->zone < 0 ? -m->zone : m->zone;
  bg_buffer out = {0};
  bg_buffer_printf(&out, "%sPT", m->zone < 0 ? "-" : "");
  if (minutes / 60) bg_buffer_printf(&out, "%dH", minutes / 60);
  if (minutes % 60) bg_buffer_printf(&out, "%dM", minutes % 60);
  if (!minutes) bg_buffer_puts(&out, "0S");
  query_value value = take_buffer(run, NULL, &out);
  return value.kind == VALUE_ERROR ? value : value_typed(value.term.value, XSD_NS "dayTimeDuration");
}

static query_value zone_text(const query_value *arg, const bg_moment *m) {
  bg_str text = text_of(arg);
  if (!m->has_zone) return value_string(BG_STR_EMPTY);
  size_t length = text.data[text.len - 1] == 'Z' ? 1 : 6;
  return value_string(bg_str_slice(text, text.len - length, text.len));
}

query_value call_time(query_run *run, query_call call, const query_value *arg) {
  bg_moment m;
  if (arg->kind != VALUE_TIME || !bg_xsd_moment(arg->term.datatype, arg->term.value, &m)) return value_error;
  bg_str type = bg_str_slice(arg->term.datatype, sizeof XSD_NS - 1, arg->term.datatype.len);
  bool date = bg_str_is(type, "date"), full = bg_str_is(type, "dateTime") || bg_str_is(type, "dateTimeStamp");
  bool year = date || full || bg_str_is(type, "gYear") || bg_str_is(type, "gYearMonth");
  bool month = date || full || bg_str_is(type, "gYearMonth"), clock = full || bg_str_is(type, "time");
  switch (call) {
    case CALL_YEAR: return year ? value_integer(m.year) : value_error;
    case CALL_MONTH: return month ? value_integer(m.month) : value_error;
    case CALL_DAY: return date || full ? value_integer(m.day) : value_error;
    case CALL_HOURS: return clock ? value_integer(m.hour) : value_error;
    case CALL_MINUTES: return clock ? value_integer(m.minute) : value_error;
    case CALL_SECONDS:
      if (!clock) return value_error;
      return value_typed(
          bg_arena_printf(run->scratch, "%d%s%.*s", m.second, m.fraction.len ? "." : "", BG_FMT(m.fraction)),
          XSD_NS "decimal");
    case CALL_TIMEZONE: return zone_duration(run, &m);
    default: return zone_text(arg, &m);
  }
}
