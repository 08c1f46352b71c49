#include "base/utf8.h"
#include "language/conllu.h"

typedef struct {
  const bg_analysis *analysis;
  bg_str text;
  const bg_brief *brief; /* that the text is of, or NULL */
  bg_output *output;
  size_t byte, point; /* as far as code points have been counted */
} writer;

/* Code points before a byte offset; quick for offsets that rise. */
static size_t code_points(writer *w, size_t byte) {
  if (byte < w->byte) w->byte = w->point = 0;
  w->point += bg_utf8_count(bg_str_slice(w->text, w->byte, byte));
  w->byte = byte;
  return w->point;
}

/* A cell or a comment: white space other than a blank would break the line. */
static void write_text(writer *w, bg_str s) {
  size_t from = 0;
  for (size_t i = 0; i < s.len; i++) {
    if ((unsigned char)s.data[i] >= ' ') continue;
    bg_output_write(w->output, bg_str_slice(s, from, i));
    bg_output_putc(w->output, ' ');
    from = i + 1;
  }
  bg_output_write(w->output, bg_str_slice(s, from, s.len));
}

static void write_cell(writer *w, bg_str s) {
  bg_output_putc(w->output, '\t');
  if (s.len) write_text(w, s);
  else bg_output_putc(w->output, '_');
}

static void write_range(writer *w, const bg_word *words, size_t first, size_t last) {
  bg_output_printf(w->output, "%zu-%zu", first + 1, last + 1);
  write_cell(w, bg_str_slice(w->text, words[first].start, words[last].end));
  bg_output_puts(w->output, "\t_\t_\t_\t_\t_\t_\t_\t");
  bg_output_puts(w->output, words[last].space_after ? "_\n" : "SpaceAfter=No\n");
}

static void write_word(writer *w, const bg_word *word, size_t id, bool in_range) {
  bg_output_printf(w->output, "%zu", id);
  write_cell(w, word->form);
  write_cell(w, word->lemma);
  write_cell(w, bg_str_from(bg_upos_name((bg_upos)word->upos)));
  write_cell(w, word->xpos);
  write_cell(w, word->feats);
  bg_output_printf(w->output, "\t%lu\t%s\t_\t", word->head == BG_NO_WORD ? 0ul : (unsigned long)word->head + 1,
                   bg_deprel_name((bg_deprel)word->deprel));
  if (!word->space_after && !in_range) bg_output_puts(w->output, "SpaceAfter=No|");
  size_t start = code_points(w, word->start), end = code_points(w, word->end);
  bg_output_printf(w->output, "Start=%zu|End=%zu\n", start, end);
}

/* Where the sentence stands in the file that was read, in bytes; in a PDF in the text of its pages. */
static void write_source(writer *w, const bg_sentence *sentence) {
  size_t start, end;
  bg_brief_source(w->brief, sentence->start, sentence->end, &start, &end);
  bg_output_printf(w->output, "# source = %zu-%zu\n", start, end);
  size_t page = bg_brief_page(w->brief, start);
  if (page) bg_output_printf(w->output, "# page = %zu\n", page);
}

static void write_sentence(writer *w, size_t index) {
  const bg_sentence *sentence = &w->analysis->sentences[index];
  const bg_word *words = bg_sentence_words(w->analysis, index);
  if (index == 0 || sentence->block != sentence[-1].block) bg_output_puts(w->output, "# newpar\n");
  bg_output_printf(w->output, "# sent_id = %zu\n# text = ", index + 1);
  write_text(w, bg_str_slice(w->text, sentence->start, sentence->end));
  bg_output_putc(w->output, '\n');
  if (w->brief) write_source(w, sentence);
  size_t range_end = 0; /* words before it are inside a multiword token */
  for (size_t i = 0; i < sentence->word_count; i++) {
    if (i >= range_end) {
      size_t last = i;
      while (last + 1 < sentence->word_count && words[last + 1].joined) last++;
      if (last > i) {
        write_range(w, words, i, last);
        range_end = last + 1;
      }
    }
    write_word(w, &words[i], i + 1, i < range_end);
  }
  bg_output_putc(w->output, '\n');
}

void bg_conllu_write(const bg_analysis *analysis, bg_str text, const bg_brief *brief, bg_output *output) {
  writer w = {.analysis = analysis, .text = text, .brief = brief, .output = output};
  for (size_t i = 0; i < analysis->sentence_count; i++) write_sentence(&w, i);
}
