/* Which expression of time belongs to which event; the date of the text. */
#include "extract/time.h"

#include "base/memory.h"

enum { NEAREST = 12, HIGHEST_LINK = 6, DATE_BLOCKS = 14, DATE_WORDS = 12 };

struct time_table {
  time_expression *items; /* in text order */
  size_t count, capacity;
  calendar_date today;
};

/* ---- the date of the text ---- */

/* The date in a short block such as "Published 5 March 2024" or "Policy brief, March 2024". */
static bool dated_block(const bg_reading *reading, const bg_sentence *sentence, calendar_date *date) {
  if (!sentence->word_count || sentence->word_count > DATE_WORDS) return false;
  size_t end = sentence->first_word + sentence->word_count;
  for (size_t i = sentence->first_word; i < end; i++) {
    uint8_t upos = reading->analysis->words[i].upos;
    if (upos == BG_UPOS_AUX || upos == BG_UPOS_PRON || upos == BG_UPOS_SCONJ) return false;
  }
  time_expression e;
  for (size_t i = sentence->first_word; i < end; i++)
    if (time_read(reading, i, end, (calendar_date){0}, &e) && e.from.month && e.to.month == e.from.month &&
        e.to.year == e.from.year) {
      *date = e.from;
      return true;
    }
  return false;
}

static bool in_front(const bg_block *block) {
  return block->kind != BG_BLOCK_CAPTION && block->kind != BG_BLOCK_ITEM && block->section != BG_SECTION_NOTES;
}

/* Front matter, or the first blocks. */
static bool find_date(const bg_reading *reading, calendar_date *date) {
  bg_str stated = bg_brief_meta(reading->brief, "date");
  if (calendar_parse(bg_str_slice(stated, 0, stated.len > 10 ? 10 : stated.len), date)) return true;
  const bg_analysis *analysis = reading->analysis;
  for (size_t i = 0; i < analysis->sentence_count && analysis->sentences[i].block < DATE_BLOCKS; i++) {
    const bg_sentence *sentence = &analysis->sentences[i];
    if (sentence->block >= bg_brief_block_count(reading->brief)) break;
    const bg_block *block = bg_brief_block(reading->brief, sentence->block);
    bool alone = sentence->start <= block->start && sentence->end >= block->end;
    if (alone && in_front(block) && dated_block(reading, sentence, date)) return true;
  }
  *date = (calendar_date){0};
  return false;
}

static void put_date(bg_buffer *out, calendar_date d) {
  bg_buffer_printf(out, "%04d", d.year);
  if (d.month) bg_buffer_printf(out, "-%02d", d.month);
  if (d.month && d.day) bg_buffer_printf(out, "-%02d", d.day);
}

bg_str bg_reading_date(const bg_reading *reading) {
  calendar_date date;
  if (!find_date(reading, &date)) return BG_STR_EMPTY;
  bg_buffer out = {0};
  put_date(&out, date);
  bg_str text = bg_arena_str(reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return text;
}

/* ---- all expressions ---- */

static size_t head_of(const bg_reading *reading, size_t sentence_start, const time_expression *e) {
  for (size_t i = e->first; i < e->end; i++) {
    uint32_t head = reading->analysis->words[i].head;
    if (head == BG_NO_WORD || sentence_start + head < e->first || sentence_start + head >= e->end) return i;
  }
  return e->first;
}

time_table *time_table_new(const bg_reading *reading) {
  time_table *table = BG_NEW(time_table);
  find_date(reading, &table->today);
  for (size_t s = 0; s < reading->analysis->sentence_count; s++) {
    size_t first = reading->analysis->sentences[s].first_word, end = first + reading->analysis->sentences[s].word_count;
    for (size_t i = first; i < end;) {
      time_expression e;
      if (!time_read(reading, i, end, table->today, &e)) {
        i++;
        continue;
      }
      e.head = head_of(reading, first, &e);
      BG_GROW(table->items, table->capacity, table->count + 1);
      table->items[table->count++] = e;
      i = e.end;
    }
  }
  return table;
}

void time_table_free(time_table *table) {
  if (!table) return;
  bg_free(table->items);
  bg_free(table);
}

/* Index of the first expression that does not start before a word. */
static size_t first_from(const time_table *table, size_t word) {
  size_t low = 0, high = table->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (table->items[middle].first < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* ---- syntax ---- */

static bool is_clause(const bg_scoper *s, size_t word) {
  bg_upos upos = scope_upos(s, word);
  return upos == BG_UPOS_VERB || upos == BG_UPOS_AUX || scope_child(s, word, BG_REL_COP) != NO_WORD;
}

static bool is_name_or_time(const bg_scoper *s, size_t word) {
  bg_upos upos = scope_upos(s, word);
  return upos == BG_UPOS_PROPN || upos == BG_UPOS_NUM || upos == BG_UPOS_ADV || upos == BG_UPOS_SYM;
}

/* The word that an expression dates: what it hangs on, seen through names ("left Kabul in 2021"). */
static size_t dated_word(const bg_scoper *s, size_t head) {
  size_t word = head;
  for (size_t i = 0; i < HIGHEST_LINK; i++) {
    size_t next = scope_head(s, word);
    if (next == NO_WORD) return word;
    word = next;
    if (is_clause(s, word) || !is_name_or_time(s, word)) return word;
  }
  return word;
}

/* How close an event is to the word that is dated: 0 the same, NEAREST when they have nothing to do with each other. */
static size_t link(bg_scoper *s, size_t event, size_t dated) {
  size_t word = event;
  for (size_t i = 0; i < HIGHEST_LINK; i++) {
    if (word == dated) return i;
    size_t head = scope_head(s, word);
    if (head == NO_WORD) break;
    bool clause = is_clause(s, word);
    switch (scope_rel(s, word)) {
      case BG_REL_XCOMP: break;
      case BG_REL_CONJ:
        if (scope_local(s, word)->subject != NO_WORD) return NEAREST;
        break;
      case BG_REL_OBJ:
        /* Who condemned an invasion in May did not say when it took place. */
        if (clause || scope_local(s, word)->definite) return NEAREST;
        break;
      case BG_REL_NSUBJ:
        if (s->words[word].deprel != BG_REL_NSUBJ_PASS) return NEAREST;
        break;
      case BG_REL_AMOD:
      case BG_REL_COMPOUND: break;
      default:
        return dated != NO_WORD && scope_head(s, dated) == event && scope_rel(s, dated) == BG_REL_XCOMP ? 1 : NEAREST;
    }
    word = head;
  }
  /* "began to withdraw in 2021": the date hangs below. */
  return scope_head(s, dated) == event && scope_rel(s, dated) == BG_REL_XCOMP ? 1 : NEAREST;
}

/* Times after which, or until which, something holds tell no date of it. */
static bool vague(const bg_scoper *s, const time_expression *e) {
  static const char *const words[] = {"before", "until", "till", "than"};
  if (!e->first) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (scope_form(s, e->first - 1, words[i])) return true;
  return scope_form(s, e->first - 1, "after");
}

static bg_str write_time(const bg_scoper *s, const time_expression *e) {
  calendar_date to = e->to;
  if (e->open) {
    to = s->times->today;
    if (!to.year || to.year < e->from.year) return BG_STR_EMPTY;
  }
  bg_buffer out = {0};
  put_date(&out, e->from);
  if (to.year != e->from.year || to.month != e->from.month || to.day != e->from.day) {
    bg_buffer_putc(&out, '/');
    put_date(&out, to);
  }
  bg_str text = bg_arena_str(s->reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return text;
}

bg_str bg_time_of(bg_scoper *s, size_t sentence, size_t word) {
  if (!s->times) s->times = time_table_new(s->reading);
  const bg_sentence *t = &s->reading->analysis->sentences[sentence];
  size_t at = first_from(s->times, word), best_link = NEAREST;
  const time_expression *best = NULL;
  size_t from = at > NEAREST ? at - NEAREST : 0;
  for (size_t i = from; i < s->times->count && i < at + NEAREST; i++) {
    const time_expression *e = &s->times->items[i];
    if (e->first < t->first_word) continue;
    if (e->first >= t->first_word + t->word_count) break;
    if (vague(s, e)) continue;
    size_t distance = link(s, word, dated_word(s, e->head));
    if (distance < best_link) {
      best_link = distance;
      best = e;
    }
  }
  return best ? write_time(s, best) : BG_STR_EMPTY;
}
