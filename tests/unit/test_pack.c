#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pack.h"
#include "base/unpack.h"
#include "unit.h"

static const bg_packing packings[] = {BG_PACKING_GZIP, BG_PACKING_ZSTD};

static void append(void *context, bg_str packed) {
  bg_buffer_add(context, packed);
}

static bg_buffer pack(bg_packing packing, bg_str bytes) {
  bg_buffer out = {0};
  bg_packer *packer = bg_packer_new(packing, append, &out);
  size_t half = bytes.len / 2;
  bg_packer_write(packer, bg_str_slice(bytes, 0, half));
  bg_packer_write(packer, bg_str_slice(bytes, half, bytes.len));
  bg_packer_finish(packer);
  bg_packer_free(packer);
  return out;
}

static bg_buffer lines(size_t count) {
  bg_buffer out = {0};
  for (size_t i = 0; i < count; i++)
    bg_buffer_printf(&out, "<http://x/s%zu> <http://x/p> \"%zu\" .\n", i * 7919, i * i);
  return out;
}

static char *write_temporary(bg_str bytes) {
  char *path = bg_strdup("/tmp/test_pack.XXXXXX");
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes.data, bytes.len), (ssize_t)bytes.len);
  close(fd);
  return path;
}

static bg_status read_stream(const char *path, size_t step, bg_buffer *out, bg_diagnostics *diagnostics) {
  bg_stream *stream;
  BG_TRY(bg_stream_open(path, diagnostics, &stream));
  size_t got;
  bg_status status;
  do {
    bg_buffer_reserve(out, step);
    status = bg_stream_read(stream, out->data + out->len, step, &got, diagnostics);
    out->len += got;
  } while (status == BG_OK && got);
  bg_stream_close(stream);
  return status;
}

static void names_and_first_bytes_tell_the_packing(void **state) {
  (void)state;
  assert_int_equal(bg_packing_by_name(BG_STR("a.nq.gz")), BG_PACKING_GZIP);
  assert_int_equal(bg_packing_by_name(BG_STR("a.ZST")), BG_PACKING_ZSTD);
  assert_int_equal(bg_packing_by_name(BG_STR("gz")), BG_PACKING_NONE);
  assert_int_equal(bg_packing_by_name(BG_STR(".gz")), BG_PACKING_NONE);
  assert_int_equal(bg_packing_by_magic(BG_STR("\x1f\x8b")), BG_PACKING_GZIP);
  assert_int_equal(bg_packing_by_magic(BG_STR("\x50\x2a\x4d\x18")), BG_PACKING_ZSTD);
  assert_int_equal(bg_packing_by_magic(BG_STR("P*")), BG_PACKING_NONE);
  assert_int_equal(bg_packing_by_magic(BG_STR_EMPTY), BG_PACKING_NONE);
  assert_str(bg_path_extension("d.x/brief.nq.gz"), "nq");
  assert_str(bg_path_extension("brief.gz"), "");
  assert_str(bg_path_extension("brief.tar"), "tar");
}

static void what_is_packed_is_unpacked(void **state) {
  (void)state;
  static const size_t counts[] = {0, 1, 100000};
  for (size_t p = 0; p < 2; p++) {
    for (size_t i = 0; i < 3; i++) {
      bg_buffer plain = lines(counts[i]), packed = pack(packings[p], bg_buffer_str(&plain)), back = {0};
      assert_int_equal(bg_packing_by_magic(bg_buffer_str(&packed)), packings[p]);
      assert_int_equal(bg_unpack(bg_buffer_str(&packed), "x", SIZE_MAX, &back, NULL), BG_OK);
      assert_true(bg_str_equal(bg_buffer_str(&back), bg_buffer_str(&plain)));
      bg_buffer_clear(&back);
      char *path = write_temporary(bg_buffer_str(&packed));
      assert_int_equal(read_stream(path, 64 + i * 1000, &back, NULL), BG_OK);
      assert_true(bg_str_equal(bg_buffer_str(&back), bg_buffer_str(&plain)));
      unlink(path);
      bg_free(path);
      bg_buffer_free(&plain);
      bg_buffer_free(&packed);
      bg_buffer_free(&back);
    }
  }
}

static void members_that_follow_each_other_are_one(void **state) {
  (void)state;
  for (size_t p = 0; p < 2; p++) {
    bg_buffer both = {0}, back = {0};
    bg_buffer one = pack(packings[p], BG_STR("one ")), none = pack(packings[p], BG_STR_EMPTY),
              two = pack(packings[p], BG_STR("two"));
    bg_buffer_add(&both, bg_buffer_str(&one));
    bg_buffer_add(&both, bg_buffer_str(&none));
    bg_buffer_add(&both, bg_buffer_str(&two));
    assert_int_equal(bg_unpack(bg_buffer_str(&both), "x", SIZE_MAX, &back, NULL), BG_OK);
    assert_str(bg_buffer_str(&back), "one two");
    bg_buffer_putc(&both, 'x');
    bg_buffer_clear(&back);
    assert_int_equal(bg_unpack(bg_buffer_str(&both), "x", SIZE_MAX, &back, NULL), BG_ERROR_SYNTAX);
    bg_buffer_free(&both);
    bg_buffer_free(&one);
    bg_buffer_free(&none);
    bg_buffer_free(&two);
  }
}

/* Cut anywhere and with any byte changed: an error, or (a changed byte that means nothing) the same content. */
static void broken_data_are_found(void **state) {
  (void)state;
  for (size_t p = 0; p < 2; p++) {
    bg_buffer plain = lines(40), packed = pack(packings[p], bg_buffer_str(&plain));
    for (size_t cut = BG_PACKING_MAGIC; cut < packed.len; cut++) {
      bg_buffer back = {0};
      assert_int_equal(bg_unpack((bg_str){packed.data, cut}, "x", SIZE_MAX, &back, NULL), BG_ERROR_SYNTAX);
    }
    for (size_t i = BG_PACKING_MAGIC; i < packed.len; i++) {
      bg_buffer back = {0};
      packed.data[i] ^= 0x20;
      if (bg_unpack(bg_buffer_str(&packed), "x", SIZE_MAX, &back, NULL) == BG_OK)
        assert_true(bg_str_equal(bg_buffer_str(&back), bg_buffer_str(&plain)));
      packed.data[i] ^= 0x20;
      bg_buffer_free(&back);
    }
    bg_buffer_free(&plain);
    bg_buffer_free(&packed);
  }
}

static void errors_name_the_byte(void **state) {
  (void)state;
  for (size_t p = 0; p < 2; p++) {
    bg_buffer plain = lines(1000), packed = pack(packings[p], bg_buffer_str(&plain)), back = {0};
    char *path = write_temporary((bg_str){packed.data, packed.len / 2});
    bg_diagnostics *diagnostics = bg_diagnostics_new();
    assert_int_equal(read_stream(path, 4096, &back, diagnostics), BG_ERROR_SYNTAX);
    assert_int_equal(bg_diagnostics_count(diagnostics), 1);
    const bg_diagnostic *d = bg_diagnostics_get(diagnostics, 0);
    assert_true(d->location.has_offset);
    assert_int_equal(d->location.offset, packed.len / 2);
    assert_non_null(strstr(d->message, "get the whole file"));
    bg_diagnostics_free(diagnostics);
    unlink(path);
    bg_free(path);
    bg_buffer_free(&plain);
    bg_buffer_free(&packed);
    bg_buffer_free(&back);
  }
}

static void whole_files_have_a_limit(void **state) {
  (void)state;
  char *zeros = bg_calloc(1 << 22, 1);
  for (size_t p = 0; p < 2; p++) {
    bg_buffer packed = pack(packings[p], (bg_str){zeros, 1 << 22}), back = {0};
    assert_int_equal(bg_unpack(bg_buffer_str(&packed), "x", (1 << 22) - 1, &back, NULL), BG_ERROR_LIMIT);
    assert_null(back.data);
    assert_int_equal(bg_unpack(bg_buffer_str(&packed), "x", 1 << 22, &back, NULL), BG_OK);
    bg_buffer_free(&back);
    bg_buffer_free(&packed);
  }
  bg_free(zeros);
}

static void lines_come_one_by_one(void **state) {
  (void)state;
  char *path = write_temporary(BG_STR("a\n\nlonger line\nlast"));
  bg_stream *stream;
  bg_str line;
  bool more;
  static const char *const expected[] = {"a", "", "longer line", "last"};
  assert_int_equal(bg_stream_open(path, NULL, &stream), BG_OK);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(bg_stream_line(stream, 100, &line, &more, NULL), BG_OK);
    assert_true(more);
    assert_str(line, expected[i]);
  }
  assert_int_equal(bg_stream_line(stream, 100, &line, &more, NULL), BG_OK);
  assert_false(more);
  bg_stream_close(stream);
  unlink(path);
  bg_free(path);
}

static void an_output_is_compressed_by_its_name(void **state) {
  (void)state;
  static const char *const names[] = {"/tmp/test_pack_out.nt.gz", "/tmp/test_pack_out.nt.zst"};
  bg_buffer plain = lines(5000);
  for (size_t p = 0; p < 2; p++) {
    bg_input *input;
    assert_int_equal(bg_write_file(names[p], bg_buffer_str(&plain), NULL), BG_OK);
    assert_int_equal(bg_input_open(names[p], NULL, &input), BG_OK);
    assert_true(bg_str_equal(bg_input_bytes(input), bg_buffer_str(&plain)));
    bg_input_close(input);
    unlink(names[p]);
  }
  bg_buffer_free(&plain);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_and_first_bytes_tell_the_packing),
      cmocka_unit_test(what_is_packed_is_unpacked),
      cmocka_unit_test(members_that_follow_each_other_are_one),
      cmocka_unit_test(broken_data_are_found),
      cmocka_unit_test(errors_name_the_byte),
      cmocka_unit_test(whole_files_have_a_limit),
      cmocka_unit_test(lines_come_one_by_one),
      cmocka_unit_test(an_output_is_compressed_by_its_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
