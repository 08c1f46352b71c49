#include "language/model_file.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"

enum { HEADER = 64, ENTRY = BG_MODEL_NAME + 16, ALIGN = 64, MOST_SECTIONS = 64, BYTE_ORDER = 0x01020304 };

static const char magic[8] = {'B', 'G', 'M', 'O', 'D', 'E', 'L', '\n'};

struct bg_model_file {
  bg_input *input; /* NULL when the bytes are the caller's */
  bg_str bytes;
  char *name;
  uint32_t count;
};

static uint32_t read_u32(bg_str bytes, size_t at) {
  uint32_t value;
  memcpy(&value, bytes.data + at, sizeof value);
  return value;
}

static uint64_t read_u64(bg_str bytes, size_t at) {
  uint64_t value;
  memcpy(&value, bytes.data + at, sizeof value);
  return value;
}

static void hash(bg_str bytes, uint8_t digest[SHA256_DIGEST_SIZE]) {
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
  sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

/* ---- reading ---- */

static const char *wrong(bg_str b) {
  if (b.len < HEADER || memcmp(b.data, magic, sizeof magic) != 0) return "is not a briefgraph model";
  if (read_u32(b, 12) != BYTE_ORDER) return "is a model for a machine of the other byte order";
  if (read_u32(b, 8) != BG_MODEL_VERSION) return "is a model of another version than this program reads";
  if (read_u64(b, 24) != b.len) return "is cut short or has grown: its size is not what its header says";
  if (read_u32(b, 16) > MOST_SECTIONS) return "is damaged: its header names too many sections";
  uint8_t digest[SHA256_DIGEST_SIZE];
  hash(bg_str_slice(b, HEADER, b.len), digest);
  if (memcmp(digest, b.data + 32, sizeof digest) != 0) return "is damaged: its SHA-256 is not what its header says";
  uint32_t count = read_u32(b, 16);
  if (b.len < HEADER + (size_t)count * ENTRY) return "is damaged: its directory is cut short";
  for (uint32_t i = 0; i < count; i++) {
    size_t entry = HEADER + (size_t)i * ENTRY;
    uint64_t offset = read_u64(b, entry + BG_MODEL_NAME), size = read_u64(b, entry + BG_MODEL_NAME + 8);
    if (b.data[entry + BG_MODEL_NAME - 1] != '\0' || offset % ALIGN || offset > b.len || size > b.len - offset)
      return "is damaged: a section lies outside the file";
  }
  return NULL;
}

bg_status bg_model_file_from(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_model_file **result) {
  *result = NULL;
  const char *what = wrong(bytes);
  if (what)
    return bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = name},
                    "%s; take the one that came with this version, or make it anew with 'make train'", what);
  bg_model_file *file = BG_NEW(bg_model_file);
  file->bytes = bytes;
  file->name = bg_strdup(name);
  file->count = read_u32(bytes, 16);
  *result = file;
  return BG_OK;
}

bg_status bg_model_file_open(const char *path, bg_diagnostics *diagnostics, bg_model_file **result) {
  *result = NULL;
  bg_input *input;
  BG_TRY(bg_input_open(path, diagnostics, &input));
  bg_status status = bg_model_file_from(bg_input_bytes(input), bg_input_name(input), diagnostics, result);
  if (status == BG_OK) (*result)->input = input;
  else bg_input_close(input);
  return status;
}

void bg_model_file_close(bg_model_file *file) {
  if (!file) return;
  bg_input_close(file->input);
  bg_free(file->name);
  bg_free(file);
}

bg_str bg_model_file_section(const bg_model_file *file, const char *name) {
  for (uint32_t i = 0; i < file->count; i++) {
    size_t entry = HEADER + (size_t)i * ENTRY;
    if (strcmp(file->bytes.data + entry, name) != 0) continue;
    uint64_t offset = read_u64(file->bytes, entry + BG_MODEL_NAME);
    return bg_str_slice(file->bytes, offset, offset + read_u64(file->bytes, entry + BG_MODEL_NAME + 8));
  }
  return BG_STR_EMPTY;
}

const char *bg_model_file_name(const bg_model_file *file) {
  return file->name;
}

/* ---- writing ---- */

static void add_u32(bg_buffer *out, uint32_t value) {
  bg_buffer_add(out, (bg_str){(const char *)&value, sizeof value});
}

static void add_u64(bg_buffer *out, uint64_t value) {
  bg_buffer_add(out, (bg_str){(const char *)&value, sizeof value});
}

static size_t aligned(size_t offset) {
  return (offset + ALIGN - 1) / ALIGN * ALIGN;
}

static void pad_to(bg_buffer *out, size_t size) {
  while (out->len < size) bg_buffer_putc(out, '\0');
}

/* Everything behind the header. */
static void add_sections(const bg_model_section *sections, size_t count, bg_buffer *out) {
  size_t offset = aligned(HEADER + count * ENTRY);
  for (size_t i = 0; i < count; i++) {
    char name[BG_MODEL_NAME] = {0};
    strncpy(name, sections[i].name, sizeof name - 1);
    bg_buffer_add(out, (bg_str){name, sizeof name});
    add_u64(out, offset);
    add_u64(out, sections[i].bytes.len);
    offset = aligned(offset + sections[i].bytes.len);
  }
  for (size_t i = 0; i < count; i++) {
    pad_to(out, aligned(HEADER + out->len) - HEADER);
    bg_buffer_add(out, sections[i].bytes);
  }
}

bg_status bg_model_file_write(const char *path, const bg_model_section *sections, size_t count,
                              bg_diagnostics *diagnostics) {
  bg_buffer body = {0}, file = {0};
  uint8_t digest[SHA256_DIGEST_SIZE];
  add_sections(sections, count, &body);
  hash(bg_buffer_str(&body), digest);
  bg_buffer_add(&file, (bg_str){magic, sizeof magic});
  add_u32(&file, BG_MODEL_VERSION);
  add_u32(&file, BYTE_ORDER);
  add_u32(&file, (uint32_t)count);
  add_u32(&file, 0);
  add_u64(&file, HEADER + body.len);
  bg_buffer_add(&file, (bg_str){(const char *)digest, sizeof digest});
  bg_buffer_add(&file, bg_buffer_str(&body));
  bg_status status = bg_write_file(path, bg_buffer_str(&file), diagnostics);
  bg_buffer_free(&body);
  bg_buffer_free(&file);
  return status;
}
