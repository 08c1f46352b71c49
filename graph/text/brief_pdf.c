/* PDF with a text layer, by poppler. */
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/line_blocks.h"
#include "text/pdf_layout.h"
#include "text/poppler_library.h"
#include "text/readers.h"

enum { MOST_PAGES = 20000, MOST_MESSAGES = 5, FEWEST_LETTERS = 20 };

typedef struct {
  bg_source source;
  bg_poppler poppler;
  bg_buffer page; /* characters of one page, as poppler gives them */
  bg_buffer text; /* of all pages in reading order, each ended by a form feed */
  bg_pdf_lines lines;
  size_t letters, pages, pages_with_text;
} pdf_reader;

/* ---- poppler's messages ---- */

typedef struct {
  const bg_source *source;
  size_t count;
} message_sink;

/* What poppler finds wrong is worth a warning; it goes on as well as it can. */
static void take_message(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain;
  (void)level;
  message_sink *sink = data;
  if (!sink->source->diagnostics) return;
  size_t kept = bg_diagnostics_count(sink->source->diagnostics);
  const bg_diagnostic *last = kept ? bg_diagnostics_get(sink->source->diagnostics, kept - 1) : NULL;
  bool again = sink->count && last && strstr(last->message, message);
  if (!again && sink->count++ < MOST_MESSAGES)
    bg_warning(sink->source->diagnostics, &(bg_location){.file = sink->source->name}, "in the PDF: %s", message);
}

/* ---- pages ---- */

/* The font and size at a character: attributes come in order, `at` moves along. */
static const PopplerTextAttributes *attributes_at(GList **at, gint character) {
  while (*at && (*at)->next && ((PopplerTextAttributes *)(*at)->data)->end_index < character) *at = (*at)->next;
  return *at ? (*at)->data : NULL;
}

static bool is_bold(const char *font) {
  return font && (strstr(font, "Bold") || strstr(font, "bold") || strstr(font, "Black") || strstr(font, "Heavy"));
}

typedef struct {
  const char *text;
  const PopplerRectangle *boxes;
  guint box_count;
  GList *attributes;
} page_text;

static void widen(bg_pdf_line *line, const PopplerRectangle *box) {
  if (box->x1 < line->x1) line->x1 = box->x1;
  if (box->y1 < line->y1) line->y1 = box->y1;
  if (box->x2 > line->x2) line->x2 = box->x2;
  if (box->y2 > line->y2) line->y2 = box->y2;
}

/* Somewhere on a page, and no number gone wild. */
static bool is_placed(const bg_pdf_line *line) {
  return line->x2 >= line->x1 && line->x1 > -1e6 && line->x2 < 1e6 && line->y1 > -1e6 && line->y2 < 1e6;
}

/* Text that runs up or down the margin, of more than three letters. */
static bool is_upright(const bg_pdf_line *line) {
  return line->end - line->start <= 3 || line->x2 - line->x1 > (line->y2 - line->y1) * 0.5;
}

static void add_line(pdf_reader *r, bg_pdf_line *line) {
  bg_str trimmed = bg_trim_space(bg_str_slice(bg_buffer_str(&r->page), line->start, r->page.len));
  if (!trimmed.len || !is_placed(line)) return;
  line->start = (size_t)(trimmed.data - r->page.data);
  line->end = line->start + trimmed.len;
  if (!is_upright(line)) return;
  r->letters += trimmed.len;
  BG_GROW(r->lines.items, r->lines.capacity, r->lines.count + 1);
  r->lines.items[r->lines.count++] = *line;
}

/* What the characters of a line have shown so far. */
typedef struct {
  bg_pdf_line line;
  const PopplerTextAttributes *font; /* of the last character */
  size_t run, longest;               /* characters in that font, and in the font that gives the size */
} line_state;

/* One character that is not a space. Poppler leaves a space out where it sees a tab stop: the gap tells. */
static void add_character(pdf_reader *r, line_state *s, const PopplerRectangle *box,
                          const PopplerTextAttributes *font) {
  bool seen = s->line.x2 >= s->line.x1;
  double size = font ? font->font_size : box->y2 - box->y1;
  if (seen && box->x1 - s->line.x2 > size * 0.4 && r->page.data[r->page.len - 1] != ' ') bg_buffer_putc(&r->page, ' ');
  widen(&s->line, box);
  if (!font) return;
  s->run = font == s->font ? s->run + 1 : 1;
  s->font = font;
  s->line.bold = s->line.bold && is_bold(font->font_name);
  if (s->run <= s->longest) return;
  s->longest = s->run;
  s->line.size = font->font_size;
}

/* The characters up to the line feed. */
static void read_line(pdf_reader *r, const page_text *page, GList **attributes, bg_str text, guint *character) {
  line_state s = {
      .line = {.x1 = 1e9, .y1 = 1e9, .x2 = -1e9, .y2 = -1e9, .page = r->pages, .bold = true, .start = r->page.len}};
  for (size_t i = 0; i < text.len; ++*character) {
    size_t start = i;
    (void)bg_utf8_next(text, &i);
    bg_str one = bg_str_slice(text, start, i);
    if (*character < page->box_count && !bg_str_is(one, " "))
      add_character(r, &s, &page->boxes[*character], attributes_at(attributes, (gint)*character));
    bg_buffer_add(&r->page, one);
  }
  s.line.bold = s.line.bold && s.font;
  add_line(r, &s.line);
  bg_buffer_putc(&r->page, '\n');
}

/* Lines go into the text of all pages in the order in which they are read. */
static void put_in_order(pdf_reader *r, size_t first) {
  bg_pdf_order_page(&r->lines, first);
  for (size_t i = first; i < r->lines.count; i++) {
    bg_pdf_line *line = &r->lines.items[i];
    bg_str words = bg_str_slice(bg_buffer_str(&r->page), line->start, line->end);
    line->start = r->text.len;
    bg_buffer_add(&r->text, words);
    line->end = r->text.len;
    bg_buffer_putc(&r->text, '\n');
  }
  bg_buffer_putc(&r->text, '\f');
}

static void read_lines(pdf_reader *r, const page_text *page) {
  size_t first = r->lines.count;
  guint character = 0;
  GList *attributes = page->attributes;
  bg_str rest = bg_str_from(page->text), line;
  bg_buffer_clear(&r->page);
  while (bg_str_split(&rest, '\n', &line)) {
    read_line(r, page, &attributes, line, &character);
    character++; /* the line feed has a box too */
  }
  r->pages_with_text += r->lines.count > first;
  put_in_order(r, first);
}

static void read_page(pdf_reader *r, PopplerDocument *document, int number, bg_builder *builder) {
  if (builder) bg_builder_page(builder, r->text.len);
  PopplerPage *page = r->poppler.page(document, number);
  if (!page) return;
  char *text = r->poppler.text(page);
  PopplerRectangle *boxes = NULL;
  guint count = 0;
  if (text && *text && bg_utf8_invalid(bg_str_from(text)) == SIZE_MAX && r->poppler.text_layout(page, &boxes, &count)) {
    GList *attributes = r->poppler.attributes(page);
    page_text p = {text, boxes, count, attributes};
    read_lines(r, &p);
    r->poppler.free_attributes(attributes);
  }
  r->pages++;
  g_free(boxes);
  g_free(text);
  g_object_unref(page);
}

/* ---- the document ---- */

static bg_status say_why(const pdf_reader *r, const GError *error) {
  const bg_source *source = &r->source;
  bg_location at = {.file = source->name};
  if (error && error->domain == r->poppler.error_quark() && error->code == POPPLER_ERROR_ENCRYPTED)
    return bg_error(source->diagnostics, BG_ERROR_UNSUPPORTED, &at, "is encrypted; save it without a password");
  return bg_error(source->diagnostics, BG_ERROR_SYNTAX, &at, "is not a PDF that can be read (%s); is it damaged?",
                  error ? error->message : "no reason given");
}

static bg_status check_pages(const pdf_reader *r) {
  bg_location at = {.file = r->source.name};
  if (r->letters < FEWEST_LETTERS)
    return bg_error(r->source.diagnostics, BG_ERROR_INVALID, &at,
                    "has no text layer (%zu pages, perhaps scanned); run text recognition over it first", r->pages);
  if (r->pages_with_text * 2 < r->pages)
    bg_warning(r->source.diagnostics, &at, "%zu of %zu pages have no text; they may be scanned",
               r->pages - r->pages_with_text, r->pages);
  return BG_OK;
}

/* What the file says of itself. Programs put their own names and file names there: those are no titles. */
static void read_info(const pdf_reader *r, PopplerDocument *document, bg_builder *builder) {
  char *title = r->poppler.title(document), *author = r->poppler.author(document);
  bg_str t = bg_str_from(title), a = bg_str_from(author);
  bool sane = t.len > 3 && !bg_str_starts(t, BG_STR("Microsoft ")) && !bg_str_starts(t, BG_STR("untitled")) &&
              !bg_str_starts(t, BG_STR("Untitled")) && bg_str_find(t, BG_STR(" "), 0) != SIZE_MAX &&
              bg_str_find(t, BG_STR(".doc"), 0) == SIZE_MAX && bg_str_find(t, BG_STR(".indd"), 0) == SIZE_MAX;
  if (sane && bg_utf8_invalid(t) == SIZE_MAX) bg_builder_meta(builder, "title", t);
  if (bg_str_find(a, BG_STR(" "), 0) != SIZE_MAX && bg_utf8_invalid(a) == SIZE_MAX)
    bg_builder_meta(builder, "author", a);
  g_free(title);
  g_free(author);
}

static bg_status read_pages(pdf_reader *r, PopplerDocument *document, bg_builder *builder) {
  int pages = r->poppler.n_pages(document);
  for (int i = 0; i < pages && i < MOST_PAGES; i++) read_page(r, document, i, builder);
  return check_pages(r);
}

/* Pages into `r`, blocks and metadata into `builder`, if there is one. */
static bg_status read_document(pdf_reader *r, PopplerDocument *document, bg_builder *builder) {
  BG_TRY(read_pages(r, document, builder));
  if (!builder) return BG_OK;
  bg_lines lines = {0};
  bg_pdf_make_lines(&r->lines, bg_buffer_str(&r->text), &lines);
  bg_lines_to_blocks(&lines, 0, builder);
  bg_lines_free(&lines);
  read_info(r, document, builder);
  return BG_OK;
}

static bg_status read_bytes(pdf_reader *r, bg_builder *builder) {
  BG_TRY(bg_poppler_load(&(bg_location){.file = r->source.name}, r->source.diagnostics, &r->poppler));
  message_sink sink = {&r->source, 0};
  GLogLevelFlags levels = G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION;
  guint handler = g_log_set_handler("Poppler", levels, take_message, &sink);
  GBytes *bytes = g_bytes_new_static(r->source.bytes.data, r->source.bytes.len);
  GError *error = NULL;
  PopplerDocument *document = r->poppler.document_new(bytes, NULL, &error);
  bg_status status = document ? read_document(r, document, builder) : say_why(r, error);
  if (document) g_object_unref(document);
  if (error) g_error_free(error);
  g_bytes_unref(bytes);
  g_log_remove_handler("Poppler", handler);
  bg_pdf_lines_free(&r->lines);
  bg_buffer_free(&r->page);
  return status;
}

bg_status bg_read_pdf(bg_source source, bg_builder *builder) {
  pdf_reader r = {.source = source};
  bg_status status = read_bytes(&r, builder);
  bg_buffer_free(&r.text);
  return status;
}

bg_status bg_pdf_text(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_buffer *text) {
  pdf_reader r = {.source = {bytes, 0, name, diagnostics}};
  bg_status status = read_bytes(&r, NULL);
  bg_buffer_free(text);
  *text = r.text;
  return status;
}
