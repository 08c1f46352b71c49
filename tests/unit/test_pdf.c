/* PDF: reading order, mended lines, heads and notes of pages, what cannot be read. The fixtures stand in
 * tests/cases/data/text, with their sources. */
#include "base/file.h"
#include "base/memory.h"
#include "text_checks.h"

static void check_pdf(const char *path, const expected_block *expected, size_t count) {
  bg_input *input;
  assert_int_equal(bg_input_open(path, NULL, &input), BG_OK);
  bg_brief *brief = read_brief(bg_input_bytes(input), path);
  check_blocks(brief, expected, count);
  bg_buffer pages = {0};
  assert_int_equal(bg_pdf_text(bg_input_bytes(input), path, NULL, &pages), BG_OK);
  check_span_words(brief, bg_buffer_str(&pages), 8);
  for (size_t i = 0; i < count; i++) {
    size_t start, end, page = 1;
    const bg_block *block = bg_brief_block(brief, i);
    bg_brief_source(brief, block->start, block->end, &start, &end);
    for (size_t k = 0; k < start; k++) page += pages.data[k] == '\f';
    assert_int_equal(bg_brief_page(brief, start), page);
  }
  bg_buffer_free(&pages);
  bg_brief_free(brief);
  bg_input_close(input);
}

#define CHECK_PDF(path, expected) \
  check_pdf("tests/cases/data/text/" path, expected, sizeof(expected) / sizeof *(expected))

static void columns_are_read_one_after_the_other(void **state) {
  (void)state;
  static const expected_block expected[] = {
      {PARA, BODY, NULL, "Karim River Institute"}, /* stands once: nothing says that it is a running head */
      {TITLE, BODY, "Title", "Rivers Without Treaties: Sharing Water in the Upper Basin"},
      {PARA, BODY, NULL, "By Ana Petrova | March 14, 2023"},
      {HEAD, BODY, NULL, "Introduction"},
      {PARA, BODY, "Introduction para 1",
       "Two upstream states have begun to fill reservoirs without telling those downstream.1 The dispute has become "
       "considerably more dangerous since 2021, when negotiations broke down over long-term guarantees and the "
       "international monitors departed from the region. Nobody has replaced them."},
      {PARA, BODY, "Introduction para 2",
       "Governments downstream have protested repeatedly, and their representatives have submitted the controversy to "
       "the international organizations responsible for transboundary watercourses. Administrative cooperation "
       "nevertheless continues at the technical level, particularly concerning meteorological observations."},
      {PARA, BODY, "Introduction para 3", NULL},
      {HEAD, BODY, NULL, "Background"},
      {PARA, BODY, "Background para 1", NULL},
      {PARA, BODY, "Background para 2",
       "Agricultural communities depend on predictable irrigation. Approximately four million households cultivate "
       "cotton and vegetables, and unpredictable fluctuations have repeatedly destroyed their harvests, which the "
       "provincial authorities have compensated inadequately."},
      {HEAD, RECS, NULL, "Recommendations"},
      {ITEM, RECS, "Recommendations 1",
       "Ruritania should publish the filling schedule of every reservoir at least a year in advance."},
      {ITEM, RECS, "Recommendations 2",
       "The Development Bank should condition further disbursements on notification of downstream governments."},
      {ITEM, RECS, "Recommendations 3",
       "Freedonia should reestablish the hydrological commission and nominate experienced representatives."},
      {ITEM, RECS, "Recommendations 4", "Donors should finance gauges."},
      {ITEM, RECS, "Recommendations 5", "Donors should not finance further dams."},
      {HEAD, CONC, NULL, "Conclusion"},
      {PARA, CONC, NULL, NULL},
      {HEAD, NOTES, NULL, "Notes"},
      {ITEM, NOTES, "Notes 1", "A. Petrova, \u201cFilling the Dam,\u201d Journal of Rivers, March 2, 2022."},
      {ITEM, NOTES, "Notes 2", "Ministry of Water, Report 5, 2021."}};
  CHECK_PDF("columns.pdf", expected);
}

static void running_heads_go_and_footnotes_come_last(void **state) {
  (void)state;
  static const expected_block expected[] = {
      {TITLE, BODY, NULL, "After the Ceasefire"},
      {PARA, BODY, NULL, "Jonas Weber"},
      {PARA, BODY, NULL, "October 2021"},
      {HEAD, SUM, NULL, "Executive summary"},
      {PARA, SUM, NULL,
       "The ceasefire between the two sides has held for eleven months, but neither government has withdrawn its "
       "artillery from the line of contact.1 The observers of the regional organization lack vehicles, and they are "
       "refused access to the northern districts."},
      {HEAD, BODY, NULL, "The line of contact"},
      {PARA, BODY, NULL, NULL},
      {PARA, BODY, NULL, NULL},
      {PARA, BODY, NULL, NULL},
      {HEAD, RECS, NULL, "Policy options"},
      {HEAD, RECS, NULL, "For the regional organization"},
      {ITEM, RECS, "For the regional organization 1", "Double the number of observers and give them helicopters."},
      {ITEM, RECS, "For the regional organization 2",
       "Publish the violations of the ceasefire every week, naming the side that committed them."},
      {HEAD, RECS, NULL, "For the European Union"},
      {ITEM, RECS, "For the European Union 1", NULL},
      {ITEM, NOTES, "Notes 1", "Peace Observatory, Monthly Report, September 2021."},
      {ITEM, NOTES, "Notes 2", "Interview with a village elder, 3 August 2021."}};
  CHECK_PDF("footnotes.pdf", expected);
  bg_brief *brief;
  assert_int_equal(bg_brief_load("tests/cases/data/text/footnotes.pdf", NULL, &brief), BG_OK);
  assert_str(bg_brief_meta(brief, "title"), "After the Ceasefire");
  assert_str(bg_brief_meta(brief, "date"), "2021-10");
  assert_int_equal(bg_brief_meta(brief, "author").len, 0); /* a name without "By" is not taken for the author's */
  bg_brief_free(brief);
}

static void another_producer_is_read_too(void **state) {
  (void)state;
  static const expected_block expected[] = {
      {TITLE, BODY, NULL, "Grain Storage in Ruritania"},
      {PARA, BODY, NULL, "Ilse Brandt"},
      {PARA, BODY, NULL, "Institute of Agriculture"},
      {HEAD, SUM, NULL, "ABSTRACT"},
      {PARA, SUM, NULL, NULL},
      {HEAD, BODY, NULL, "Introduction"},
      {PARA, BODY, NULL, NULL},
      {PARA, BODY, NULL, NULL},
      {HEAD, BODY, NULL, "What has been tried"},
      {PARA, BODY, NULL, NULL},
      {HEAD, RECS, NULL, "Recommendations"},
      {ITEM, RECS, "Recommendations 1",
       "Parliament should ratify the guarantees of the Development Bank without further delay."},
      {ITEM, RECS, "Recommendations 2", NULL},
      {ITEM, RECS, "Recommendations 3", NULL},
      {HEAD, CONC, NULL, "Conclusion"},
      {PARA, CONC, NULL,
       "Storage is cheaper than subsidies. A silo pays for itself in six years, and it gives the farmer what no "
       "minister can give him: time."}};
  CHECK_PDF("groff.pdf", expected);
}

static const char image_only[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
    "4 0 obj<</Length 22>>stream\n0 0 100 100 re f      \nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

static void what_cannot_be_read_is_said(void **state) {
  (void)state;
  bg_input *input;
  assert_int_equal(bg_input_open("tests/cases/data/text/locked.pdf", NULL, &input), BG_OK);
  check_refused(bg_input_bytes(input), "locked.pdf", BG_ERROR_UNSUPPORTED, "encrypted");
  bg_input_close(input);
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_brief *brief;
  assert_int_equal(bg_brief_read(bg_str_from(image_only), "scan.pdf", NULL, diagnostics, &brief), BG_ERROR_INVALID);
  size_t last = bg_diagnostics_count(diagnostics) - 1; /* poppler's own words about the file come before */
  assert_non_null(strstr(bg_diagnostics_get(diagnostics, last)->message, "no text layer"));
  assert_int_equal(bg_brief_read(BG_STR("%PDF-1.4\nnothing"), "x.pdf", NULL, diagnostics, &brief), BG_ERROR_SYNTAX);
  bg_diagnostics_free(diagnostics);
  assert_int_equal(bg_brief_read(BG_STR("%PDF-1.4\nnothing"), "x.pdf", NULL, NULL, &brief), BG_ERROR_SYNTAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(columns_are_read_one_after_the_other),
                                     cmocka_unit_test(running_heads_go_and_footnotes_come_last),
                                     cmocka_unit_test(another_producer_is_read_too),
                                     cmocka_unit_test(what_cannot_be_read_is_said)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
