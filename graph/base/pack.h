/* Compression as a stream of bytes: gzip (RFC 1952, by zlib) and zstd (RFC 8878, by libzstd). base/file uses it for
 * every reader and writer; nothing else needs to know of it. */
#ifndef BG_BASE_PACK_H
#define BG_BASE_PACK_H

#include "base/str.h"

typedef enum { BG_PACKING_NONE, BG_PACKING_GZIP, BG_PACKING_ZSTD } bg_packing;

enum { BG_PACKING_MAGIC = 4 }; /* bytes that tell */

/* By what a file name ends in (.gz, .zst, in any case), and by the first bytes of the content. */
bg_packing bg_packing_by_name(bg_str name);
bg_packing bg_packing_by_magic(bg_str content);
const char *bg_packing_name(bg_packing packing); /* "gzip" */
/* Length of the ".gz" or ".zst" that a name ends in, or 0. */
size_t bg_packing_suffix(bg_str name);

/* ---- compressing ---- */

typedef void (*bg_pack_sink)(void *context, bg_str packed);
typedef struct bg_packer bg_packer;

/* The same bytes give the same packed bytes: gzip headers hold no name and no time. */
bg_packer *bg_packer_new(bg_packing packing, bg_pack_sink sink, void *context);
void bg_packer_write(bg_packer *packer, bg_str bytes);
void bg_packer_finish(bg_packer *packer); /* once, after the last bytes */
void bg_packer_free(bg_packer *packer);   /* NULL is fine */

/* ---- decompressing ---- */

/* Members that follow each other are one stream, as `cat a.gz b.gz` makes them. */
typedef struct bg_unpacker bg_unpacker;

bg_unpacker *bg_unpacker_new(bg_packing packing);
void bg_unpacker_free(bg_unpacker *unpacker); /* NULL is fine */
/* Take from the front of *packed and put up to `size` bytes into `data`. Gives NULL, or what is wrong with the data
 * at the front of *packed. Nothing made and *packed empty: it wants more. */
const char *bg_unpacker_step(bg_unpacker *unpacker, bg_str *packed, char *data, size_t size, size_t *made);
/* True where the input may end: before and between members. */
bool bg_unpacker_complete(const bg_unpacker *unpacker);

#endif
