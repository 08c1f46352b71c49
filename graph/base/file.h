/* Reading files, whole or as they come, and writing them atomically. "-" means standard input or output.
 *
 * Input that is compressed with gzip or zstd is decompressed, whatever its name: its first bytes tell. Members that
 * follow each other are one stream; data that are cut short or broken are an error with their offset in the file.
 * Output whose name ends in .gz or .zst is compressed, deterministically. */
#ifndef BG_BASE_FILE_H
#define BG_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diagnostics.h"

/* ---- reading ---- */

/* The bytes of a regular file (memory-mapped) or of a stream (read into memory). Compressed input is held decompressed,
 * up to BG_MOST_UNPACKED bytes; more is an error, so that a small file cannot fill the memory. */
typedef struct bg_input bg_input;
#define BG_MOST_UNPACKED ((size_t)4 << 30)

/* Errors: missing, unreadable, a directory (each with a message that names the file). */
bg_status bg_input_open(const char *path, bg_diagnostics *diagnostics, bg_input **input);
void bg_input_close(bg_input *input); /* NULL is fine */
bg_str bg_input_bytes(const bg_input *input);
/* The name to show in messages: the path, or "<stdin>". */
const char *bg_input_name(const bg_input *input);

/* Text in UTF-8: a byte order mark is skipped; UTF-16, NUL bytes and invalid UTF-8 are errors with their place. *text
 * borrows from `bytes`; `name` is for messages. */
bg_status bg_check_text(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_str *text);
/* Read a text file, checked so. *text borrows from *input. */
bg_status bg_input_open_text(const char *path, bg_diagnostics *diagnostics, bg_input **input, bg_str *text);

/* ---- reading as it comes ---- */

/* Bytes in constant memory, however large the file is or decompresses to. */
typedef struct bg_stream bg_stream;

bg_status bg_stream_open(const char *path, bg_diagnostics *diagnostics, bg_stream **stream);
void bg_stream_close(bg_stream *stream); /* NULL is fine */
const char *bg_stream_name(const bg_stream *stream);
/* Up to `size` bytes (at least 64) into `data`; *got is 0 only at the end. */
bg_status bg_stream_read(bg_stream *stream, char *data, size_t size, size_t *got, bg_diagnostics *diagnostics);
/* The next line without its line feed, valid until the next call; *more is false at the end. A line of more than
 * `longest` bytes is an error. Not to be mixed with bg_stream_read. */
bg_status bg_stream_line(bg_stream *stream, size_t longest, bg_str *line, bool *more, bg_diagnostics *diagnostics);

/* ---- writing ---- */

/* A file that appears whole or not at all: bytes go to a temporary file in the same directory, which bg_output_commit
 * flushes, fsyncs and renames. Devices, pipes and "-" are written directly; to a terminal, what could drive it is
 * written out (base/visible). Temporary files are removed by bg_output_free without commit, at exit, and by
 * bg_output_remove_temporary, which is safe in a signal handler. */
typedef struct bg_output bg_output;

bg_status bg_output_open(const char *path, bg_diagnostics *diagnostics, bg_output **output);
/* After an error, later writes do nothing and commit reports it. */
void bg_output_write(bg_output *output, bg_str bytes);
void bg_output_puts(bg_output *output, const char *text);
void bg_output_putc(bg_output *output, char c);
/* Write what is in a buffer and clear it. */
void bg_output_drain(bg_output *output, bg_buffer *buffer);
void bg_output_printf(bg_output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool bg_output_failed(const bg_output *output);
/* Bytes written so far, before compression. */
size_t bg_output_size(const bg_output *output);
const char *bg_output_name(const bg_output *output);
/* Finish and free. On failure the old file is untouched. */
bg_status bg_output_commit(bg_output *output, bg_diagnostics *diagnostics);
/* The same for several that belong together: the first is put in place when all are written out, so that a full disk
 * leaves the old ones as they were. Frees all. */
bg_status bg_output_commit_all(bg_output *const *outputs, size_t count, bg_diagnostics *diagnostics);
void bg_output_free(bg_output *output); /* abandon; NULL is fine */
void bg_output_remove_temporary(void);

/* Write a whole file at once. */
bg_status bg_write_file(const char *path, bg_str bytes, bg_diagnostics *diagnostics);

/* mkdir -p. An existing directory is fine. */
bg_status bg_make_directory(const char *path, bg_diagnostics *diagnostics);
bool bg_is_directory(const char *path);
bool bg_is_file(const char *path);
/* "directory/name", owned by the caller. */
char *bg_path_join(const char *directory, const char *name);
/* View of the last component, and of the extension without its dot (empty if none), both in lower or upper case as
 * given. The extension is the one below .gz or .zst: "nq" of "x.nq.gz". */
bg_str bg_path_base(const char *path);
bg_str bg_path_extension(const char *path);

#endif
