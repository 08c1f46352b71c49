#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "unit.h"

static void utf8_accepts_only_what_rfc_3629_does(void **state) {
  (void)state;
  assert_int_equal(bg_utf8_invalid(BG_STR("plain ASCII that is longer than eight bytes")), SIZE_MAX);
  assert_int_equal(bg_utf8_invalid(BG_STR("é € \xf0\x9f\x98\x80")), SIZE_MAX);
  assert_int_equal(bg_utf8_invalid(BG_STR("ab\xc0\x80")), 2);               /* overlong */
  assert_int_equal(bg_utf8_invalid(BG_STR("\xed\xa0\x80")), 0);             /* surrogate */
  assert_int_equal(bg_utf8_invalid(BG_STR("abcdefgh\xf4\x90\x80\x80")), 8); /* above U+10FFFF */
  assert_int_equal(bg_utf8_invalid(BG_STR("x\xe2\x82")), 1);                /* cut */
}

/* Every code point that exists survives encoding and decoding. */
static void utf8_round_trips_every_code_point(void **state) {
  (void)state;
  bg_buffer text = {0};
  for (uint32_t c = 0; c <= 0x10ffff; c++) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    bg_buffer_clear(&text);
    bg_utf8_append(&text, c);
    size_t at = 0;
    assert_int_equal(bg_utf8_next(bg_buffer_str(&text), &at), c);
    assert_int_equal(at, text.len);
  }
  bg_buffer_free(&text);
}

static void utf8_positions_count_code_points(void **state) {
  (void)state;
  size_t line, column;
  bg_utf8_position(BG_STR("é\nöä!"), 7, &line, &column);
  assert_int_equal(line, 2);
  assert_int_equal(column, 3);
}

static void doubles_read_back_as_they_were(void **state) {
  (void)state;
  const double values[] = {0, 1, -1, 0.1, 1.0 / 3, 1e300, 5e-324, 123456789.123456789, -0.0};
  bg_buffer text = {0};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    bg_buffer_clear(&text);
    bg_buffer_put_double(&text, values[i]);
    assert_true(strtod(text.data, NULL) == values[i]);
  }
  bg_buffer_clear(&text);
  bg_buffer_put_double(&text, 0.1);
  assert_string_equal(text.data, "0.1");
  bg_buffer_clear(&text);
  bg_buffer_put_double(&text, -INFINITY);
  assert_string_equal(text.data, "-INF");
  bg_buffer_free(&text);
}

static void map_holds_what_was_set_in_order(void **state) {
  (void)state;
  bg_map *map = bg_map_new();
  bg_arena *arena = bg_arena_new();
  for (size_t i = 0; i < 5000; i++) assert_true(bg_map_set(map, bg_arena_printf(arena, "key%zu", i), i));
  assert_false(bg_map_set(map, BG_STR("key7"), 70));
  assert_int_equal(bg_map_count(map), 5000);
  assert_int_equal(bg_map_get(map, BG_STR("key7"), 0), 70);
  assert_int_equal(bg_map_get(map, BG_STR("key4999"), 0), 4999);
  assert_int_equal(bg_map_get(map, BG_STR("absent"), 42), 42);
  assert_str(bg_map_key(map, 3), "key3");
  bg_arena_free(arena);
  bg_map_free(map);
}

static void split_gives_every_part_and_ends(void **state) {
  (void)state;
  bg_str rest = BG_STR("a;;b;"), part;
  char joined[16] = "";
  while (bg_str_split(&rest, ';', &part)) {
    strncat(joined, part.data, part.len);
    strcat(joined, "|");
  }
  assert_string_equal(joined, "a||b||");
}

/* ---- CSV ---- */

static bg_status read_all(const char *text, char *out, bg_diagnostics *diagnostics) {
  bg_csv_reader *reader = bg_csv_reader_new(bg_str_from(text), "x.csv", diagnostics);
  const bg_str *fields;
  size_t count;
  bg_status status;
  *out = '\0';
  while ((status = bg_csv_next(reader, &fields, &count)) == BG_OK && count) {
    sprintf(out + strlen(out), "%zu:", bg_csv_line(reader));
    for (size_t i = 0; i < count; i++) sprintf(out + strlen(out), "[%.*s]", BG_FMT(fields[i]));
  }
  bg_csv_reader_free(reader);
  return status;
}

static void csv_reads_rfc_4180(void **state) {
  (void)state;
  char out[256];
  assert_int_equal(read_all("a,b\r\n\r\n\"x,\"\"y\"\"\nz\",\n,last", out, NULL), BG_OK);
  assert_string_equal(out, "1:[a][b]3:[x,\"y\"\nz][]5:[][last]");
}

static void csv_names_the_place_of_a_mistake(void **state) {
  (void)state;
  char out[256];
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  assert_int_equal(read_all("a,b\n\"open", out, diagnostics), BG_ERROR_SYNTAX);
  assert_int_equal(read_all("a\nx\"y\n", out, diagnostics), BG_ERROR_SYNTAX);
  assert_int_equal(read_all("\"a\"b\n", out, diagnostics), BG_ERROR_SYNTAX);
  assert_int_equal(bg_diagnostics_get(diagnostics, 0)->location.line, 2);
  assert_int_equal(bg_diagnostics_get(diagnostics, 1)->location.column, 2);
  assert_int_equal(bg_diagnostics_get(diagnostics, 2)->location.column, 4);
  bg_diagnostics_free(diagnostics);
}

static void csv_fields_round_trip(void **state) {
  (void)state;
  const char *fields[] = {"plain", "", "comma, here", "a \"quote\"", "two\nlines", " space ", "=1+1"};
  bg_buffer text = {0};
  for (size_t i = 0; i < 7; i++) {
    if (i) bg_buffer_putc(&text, ',');
    bg_csv_put_field(&text, bg_str_from(fields[i]));
  }
  bg_csv_reader *reader = bg_csv_reader_new(bg_buffer_str(&text), "x.csv", NULL);
  const bg_str *read;
  size_t count;
  assert_int_equal(bg_csv_next(reader, &read, &count), BG_OK);
  assert_int_equal(count, 7);
  for (size_t i = 0; i < count; i++) assert_str(read[i], fields[i]);
  bg_csv_reader_free(reader);
  bg_buffer_free(&text);
}

/* ---- files ---- */

static void output_replaces_whole_or_not_at_all(void **state) {
  (void)state;
  char directory[] = "/tmp/bg-test-XXXXXX";
  assert_non_null(mkdtemp(directory));
  char *path = bg_path_join(directory, "file");
  assert_int_equal(bg_write_file(path, BG_STR("old"), NULL), BG_OK);
  bg_output *output;
  assert_int_equal(bg_output_open(path, NULL, &output), BG_OK);
  bg_output_puts(output, "new but abandoned");
  bg_output_free(output);
  bg_input *input;
  assert_int_equal(bg_input_open(path, NULL, &input), BG_OK);
  assert_str(bg_input_bytes(input), "old");
  bg_input_close(input);
  unlink(path);
  assert_int_equal(rmdir(directory), 0); /* no temporary file is left */
  bg_free(path);
}

static void full_disk_is_an_error(void **state) {
  (void)state;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  assert_int_equal(bg_write_file("/dev/full", BG_STR("text"), diagnostics), BG_ERROR_IO);
  assert_non_null(strstr(bg_diagnostics_get(diagnostics, 0)->message, "No space"));
  bg_diagnostics_free(diagnostics);
}

static void text_input_rejects_what_is_not_text(void **state) {
  (void)state;
  char path[] = "/tmp/bg-test-XXXXXX";
  close(mkstemp(path));
  static const struct {
    const char *bytes;
    size_t len;
    bg_status status;
  } cases[] = {{"\xef\xbb\xbfgood", 7, BG_OK},
               {"a\0b", 3, BG_ERROR_SYNTAX},
               {"caf\xe9", 4, BG_ERROR_SYNTAX},
               {"\xff\xfe"
                "a\0",
                4, BG_ERROR_SYNTAX}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bg_input *input = NULL;
    bg_str text;
    assert_int_equal(bg_write_file(path, (bg_str){cases[i].bytes, cases[i].len}, NULL), BG_OK);
    assert_int_equal(bg_input_open_text(path, NULL, &input, &text), cases[i].status);
    if (input) assert_str(text, "good");
    bg_input_close(input);
  }
  unlink(path);
}

static void diagnostics_never_drive_a_terminal(void **state) {
  (void)state;
  bg_buffer out = {0};
  bg_diagnostic_format(
      &(bg_diagnostic){.location = {.file = "a\x1b[2Jb", .line = 3, .column = 7}, .message = "bad\rthing"}, &out);
  assert_string_equal(out.data, "a\\x1B[2Jb:3:7: error: bad\\x0Dthing\n");
  bg_buffer_free(&out);
}

static void sha256_matches_fips_180(void **state) {
  (void)state;
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(BG_STR("abc"), hex);
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void json_strings_are_safe_in_html(void **state) {
  (void)state;
  bg_buffer out = {0};
  bg_json_put_string(&out, BG_STR("a\"\\\n</script>\xff"));
  assert_string_equal(out.data, "\"a\\\"\\\\\\n\\u003c/script\\u003e\xef\xbf\xbd\"");
  bg_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_accepts_only_what_rfc_3629_does),
      cmocka_unit_test(utf8_round_trips_every_code_point),
      cmocka_unit_test(utf8_positions_count_code_points),
      cmocka_unit_test(doubles_read_back_as_they_were),
      cmocka_unit_test(map_holds_what_was_set_in_order),
      cmocka_unit_test(split_gives_every_part_and_ends),
      cmocka_unit_test(csv_reads_rfc_4180),
      cmocka_unit_test(csv_names_the_place_of_a_mistake),
      cmocka_unit_test(csv_fields_round_trip),
      cmocka_unit_test(output_replaces_whole_or_not_at_all),
      cmocka_unit_test(full_disk_is_an_error),
      cmocka_unit_test(text_input_rejects_what_is_not_text),
      cmocka_unit_test(diagnostics_never_drive_a_terminal),
      cmocka_unit_test(sha256_matches_fips_180),
      cmocka_unit_test(json_strings_are_safe_in_html),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
