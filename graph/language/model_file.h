/* The container of trained models: named sections in one file that is memory-mapped, little-endian, versioned, and
 * pinned by a SHA-256 over everything behind the header.
 *
 *   offset 0   "BGMODEL\n"                      8 bytes
 *          8   version                          u32, BG_MODEL_VERSION
 *         12   byte order mark 0x01020304       u32
 *         16   number of sections               u32
 *         20   0                                u32
 *         24   size of the file in bytes        u64
 *         32   SHA-256 of bytes 64 to the end   32 bytes
 *         64   a directory: name (24 bytes, NUL-padded), offset u64, size u64 for each section
 *              the sections, each at a multiple of 64
 *
 * What is inside a section is its reader's business, and must be checked by it: the checksum finds damage, not malice.
 */
#ifndef BG_LANGUAGE_MODEL_FILE_H
#define BG_LANGUAGE_MODEL_FILE_H

#include "base/file.h"

enum { BG_MODEL_VERSION = 1, BG_MODEL_NAME = 24 };

typedef struct bg_model_file bg_model_file;

/* Errors: missing; not a model; of another version; of the other byte order; cut short; damaged. */
bg_status bg_model_file_open(const char *path, bg_diagnostics *diagnostics, bg_model_file **file);
/* From memory that outlives the file. */
bg_status bg_model_file_from(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_model_file **file);
void bg_model_file_close(bg_model_file *file); /* NULL is fine */
/* A section, aligned to 64 bytes when mapped; empty when there is none. */
bg_str bg_model_file_section(const bg_model_file *file, const char *name);
const char *bg_model_file_name(const bg_model_file *file);

typedef struct {
  const char *name;
  bg_str bytes;
} bg_model_section;

/* Write sections into a new file, which appears whole or not at all. */
bg_status bg_model_file_write(const char *path, const bg_model_section *sections, size_t count,
                              bg_diagnostics *diagnostics);

#endif
