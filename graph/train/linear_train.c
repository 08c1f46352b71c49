#include "train/linear_train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A weight that has ever been updated; `total` is its sum over examples up to `stamp`. */
typedef struct {
  uint32_t class_of;
  float weight;
  uint64_t stamp;
  double total;
} cell;

typedef struct {
  uint64_t hash;
  cell *cells;
  uint32_t count, updates;
  size_t capacity;
} row;

struct bg_linear_trainer {
  uint32_t classes;
  uint64_t now;
  row *rows;
  size_t row_count, row_capacity;
  uint32_t *slots; /* index of a row + 1; 0 is free */
  size_t slot_count;
};

enum { FIRST_SLOTS = 1 << 16, LARGEST = 8191 /* of 64 features it fits 32 bits easily */ };

bg_linear_trainer *bg_linear_trainer_new(uint32_t classes) {
  bg_linear_trainer *t = BG_NEW(bg_linear_trainer);
  t->classes = classes;
  t->slot_count = FIRST_SLOTS;
  t->slots = bg_calloc(t->slot_count, sizeof *t->slots);
  return t;
}

void bg_linear_trainer_free(bg_linear_trainer *t) {
  if (!t) return;
  for (size_t i = 0; i < t->row_count; i++) bg_free(t->rows[i].cells);
  bg_free(t->rows);
  bg_free(t->slots);
  bg_free(t);
}

static size_t slot_of(const bg_linear_trainer *t, uint64_t hash) {
  size_t slot = (hash ^ (hash >> 32)) & (t->slot_count - 1);
  while (t->slots[slot] && t->rows[t->slots[slot] - 1].hash != hash) slot = (slot + 1) & (t->slot_count - 1);
  return slot;
}

static void grow_slots(bg_linear_trainer *t) {
  bg_free(t->slots);
  t->slot_count *= 2;
  t->slots = bg_calloc(t->slot_count, sizeof *t->slots);
  for (size_t i = 0; i < t->row_count; i++) t->slots[slot_of(t, t->rows[i].hash)] = (uint32_t)i + 1;
}

static row *row_for(bg_linear_trainer *t, uint64_t hash) {
  size_t slot = slot_of(t, hash);
  if (t->slots[slot]) return &t->rows[t->slots[slot] - 1];
  BG_GROW(t->rows, t->row_capacity, t->row_count + 1);
  row *r = &t->rows[t->row_count++];
  *r = (row){.hash = hash};
  t->slots[slot] = (uint32_t)t->row_count;
  if (t->row_count > t->slot_count / 2) {
    grow_slots(t);
    r = &t->rows[t->row_count - 1];
  }
  return r;
}

static cell *cell_for(row *r, uint32_t class_of) {
  for (uint32_t i = 0; i < r->count; i++)
    if (r->cells[i].class_of == class_of) return &r->cells[i];
  BG_GROW(r->cells, r->capacity, (size_t)r->count + 1);
  cell *c = &r->cells[r->count++];
  *c = (cell){.class_of = class_of};
  return c;
}

void bg_linear_trainer_score(const bg_linear_trainer *t, const uint64_t *features, size_t count, float *scores) {
  for (size_t f = 0; f < count; f++) {
    uint32_t index = t->slots[slot_of(t, features[f])];
    if (!index) continue;
    const row *r = &t->rows[index - 1];
    for (uint32_t i = 0; i < r->count; i++) scores[r->cells[i].class_of] += r->cells[i].weight;
  }
}

static void settle(cell *c, uint64_t now) {
  c->total += (double)c->weight * (double)(now - c->stamp);
  c->stamp = now;
}

void bg_linear_trainer_update(bg_linear_trainer *t, const uint64_t *features, size_t count, uint32_t class_of,
                              float amount) {
  for (size_t f = 0; f < count; f++) {
    row *r = row_for(t, features[f]);
    cell *c = cell_for(r, class_of);
    settle(c, t->now);
    c->weight += amount;
    r->updates++;
  }
}

void bg_linear_trainer_tick(bg_linear_trainer *t) {
  t->now++;
}

/* ---- freezing ---- */

static double average(const bg_linear_trainer *t, const cell *c) {
  return (c->total + (double)c->weight * (double)(t->now - c->stamp)) / (double)(t->now ? t->now : 1);
}

static double largest(const bg_linear_trainer *t) {
  double most = 0;
  for (size_t i = 0; i < t->row_count; i++)
    for (uint32_t j = 0; j < t->rows[i].count; j++) most = fmax(most, fabs(average(t, &t->rows[i].cells[j])));
  return most > 0 ? most : 1;
}

typedef struct {
  uint32_t bits;
  bg_buffer keys, offsets, classes, weights;
  uint32_t *bucket_sizes;
  uint32_t features, weight_count;
} frozen;

static void add_u32(bg_buffer *out, uint32_t value) {
  bg_buffer_add(out, (bg_str){(const char *)&value, sizeof value});
}

static void freeze_row(const bg_linear_trainer *t, const row *r, double scale, int least, frozen *f) {
  uint32_t before = f->weight_count;
  for (uint32_t i = 0; i < r->count; i++) {
    int16_t value = (int16_t)nearbyint(average(t, &r->cells[i]) * scale);
    if (abs(value) < least || value == 0) continue;
    bg_buffer_putc(&f->classes, (char)(unsigned char)r->cells[i].class_of);
    bg_buffer_add(&f->weights, (bg_str){(const char *)&value, sizeof value});
    f->weight_count++;
  }
  if (f->weight_count == before) return;
  add_u32(&f->keys, (uint32_t)r->hash);
  add_u32(&f->offsets, before);
  f->bucket_sizes[r->hash >> (64 - f->bits)]++;
  f->features++;
}

static int by_hash(const void *a, const void *b) {
  uint64_t x = (*(const row *const *)a)->hash, y = (*(const row *const *)b)->hash;
  return (x > y) - (x < y);
}

/* Rows that were updated often enough, by their hash, which is bucket by bucket. */
static const row **rows_kept(const bg_linear_trainer *t, uint32_t updates, size_t *count) {
  const row **kept = bg_calloc(t->row_count, sizeof *kept);
  *count = 0;
  for (size_t i = 0; i < t->row_count; i++)
    if (t->rows[i].updates >= updates) kept[(*count)++] = &t->rows[i];
  if (*count) qsort(kept, *count, sizeof *kept, by_hash);
  return kept;
}

static void write_section(const bg_linear_trainer *t, const frozen *f, bg_buffer *section) {
  bg_buffer_add(section, BG_STR("BGLINEAR"));
  add_u32(section, t->classes);
  add_u32(section, f->bits);
  add_u32(section, f->features);
  add_u32(section, f->weight_count);
  uint32_t start = 0;
  for (size_t bucket = 0; bucket < (size_t)1 << f->bits; bucket++) {
    add_u32(section, start);
    start += f->bucket_sizes[bucket];
  }
  add_u32(section, start);
  bg_buffer_add(section, bg_buffer_str(&f->keys));
  bg_buffer_add(section, bg_buffer_str(&f->offsets));
  add_u32(section, f->weight_count);
  bg_buffer_add(section, bg_buffer_str(&f->weights));
  bg_buffer_add(section, bg_buffer_str(&f->classes));
}

double bg_linear_trainer_freeze(const bg_linear_trainer *t, uint32_t updates, int least, bg_buffer *section) {
  double scale = LARGEST / largest(t);
  size_t count;
  const row **kept = rows_kept(t, updates, &count);
  frozen f = {.bits = 1};
  while (f.bits < 24 && (size_t)1 << f.bits < count) f.bits++;
  f.bucket_sizes = bg_calloc((size_t)1 << f.bits, sizeof *f.bucket_sizes);
  for (size_t i = 0; i < count; i++) freeze_row(t, kept[i], scale, least, &f);
  write_section(t, &f, section);
  bg_free(kept);
  bg_free(f.bucket_sizes);
  bg_buffer_free(&f.keys);
  bg_buffer_free(&f.offsets);
  bg_buffer_free(&f.classes);
  bg_buffer_free(&f.weights);
  return scale;
}
