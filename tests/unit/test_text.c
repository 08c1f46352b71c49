/* Plain text and Markdown, the language check, and what holds for every brief. */
#include "base/memory.h"
#include "text/date.h"
#include "text/hyphen.h"
#include "text_checks.h"

static void check_text(const char *text, const expected_block *expected, size_t count) {
  bg_brief *brief = read_brief(bg_str_from(text), "brief.txt");
  check_blocks(brief, expected, count);
  check_spans(brief, bg_str_from(text), 16);
  bg_brief_free(brief);
}

#define CHECK_TEXT(text, expected) check_text(text, expected, sizeof(expected) / sizeof *(expected))

/* ---- plain text ---- */

static const char wrapped[] =
    "POLICY BRIEF No. 12\n\nWater and Power in the Upper Basin:\nSharing the Karim River\n\n"
    "By Ana Petrova and Jos\u00e9 Ruiz | 14 March 2023\n\nEXECUTIVE SUMMARY\n\n"
    "Two upstream states have begun to fill reservoirs with-\nout telling those downstream. The dispute has become\n"
    "more dangerous since 2021, when talks broke down\nover long-\nterm guarantees and the interna-\n"
    "tional monitors left.\n\nThe international community has kept its distance.\n\n\n1. Background\n\n"
    "The Basin Treaty of 1961 gave each state a share. Under\nits terms, long-term changes need\nconsent.\n"
    "   A second paragraph is marked by indentation only. It\nsays that Freedonia objects, and that the\n\n"
    "        3\n\fKarim River Brief - 12\n\ndownstream users were never asked. They complain that\n"
    "nobody listens to them.\n\n2. What Should Be Done\n\nThe governments of the basin should:\n\n"
    " 1. Publish the filling schedule of every dam at least\n    a year ahead, and invite observers.\n"
    " 2. Create a joint fund:\n    (a) financed by electricity exports;\n    (b) managed by the Development Bank.\n\n"
    "    The fund should start in 2024.\n 3) Hold a summit.\n\n- Donors should pay for gauges.\n"
    "- Donors should not pay for new dams \u2013\n  at least not yet.\n\nTo the European Union\n\n* Send experts.\n"
    "* Keep the embassy open.\n\n        4\n\fKarim River Brief - 13\nABOUT THE AUTHORS\n\n"
    "Ana Petrova teaches hydrology.\n\n        5\n\fKarim River Brief - 14\n\nNOTES\n\n"
    "[1] A. Petrova, \"Filling the Dam,\" Journal of Rivers,\n    March 2, 2022.\n[2] Ministry of Water, Report 5.\n";

static void wrapped_text_with_page_debris_is_put_together(void **state) {
  (void)state;
  static const expected_block expected[] = {
      {PARA, BODY, "Text para 1", "POLICY BRIEF No. 12"},
      {BG_BLOCK_TITLE, BODY, "Title", "Water and Power in the Upper Basin: Sharing the Karim River"},
      {PARA, BODY, "Text para 2", "By Ana Petrova and Jos\u00e9 Ruiz | 14 March 2023"},
      {HEAD, SUM, NULL, "EXECUTIVE SUMMARY"},
      {PARA, SUM, "EXECUTIVE SUMMARY para 1",
       "Two upstream states have begun to fill reservoirs without telling those downstream. The dispute has become "
       "more "
       "dangerous since 2021, when talks broke down over long-term guarantees and the international monitors left."},
      {PARA, SUM, NULL, "The international community has kept its distance."},
      {HEAD, BODY, NULL, "1. Background"},
      {PARA, BODY, NULL,
       "The Basin Treaty of 1961 gave each state a share. Under its terms, long-term changes need consent."},
      {PARA, BODY, NULL,
       "A second paragraph is marked by indentation only. It says that Freedonia objects, and that the downstream "
       "users "
       "were never asked. They complain that nobody listens to them."},
      {HEAD, RECS, NULL, "2. What Should Be Done"},
      {PARA, RECS, NULL, "The governments of the basin should:"},
      {ITEM, RECS, "2. What Should Be Done 1",
       "Publish the filling schedule of every dam at least a year ahead, and invite observers."},
      {ITEM, RECS, "2. What Should Be Done 2", "Create a joint fund:"},
      {ITEM, RECS, "2. What Should Be Done 2.1", "financed by electricity exports;"},
      {ITEM, RECS, "2. What Should Be Done 2.2", "managed by the Development Bank."},
      {ITEM, RECS, "2. What Should Be Done 2", "The fund should start in 2024."},
      {ITEM, RECS, "2. What Should Be Done 3", "Hold a summit."},
      {ITEM, RECS, "2. What Should Be Done 4", "Donors should pay for gauges."},
      {ITEM, RECS, "2. What Should Be Done 5", "Donors should not pay for new dams \u2013 at least not yet."},
      {HEAD, RECS, NULL, "To the European Union"},
      {ITEM, RECS, "To the European Union 1", "Send experts."},
      {ITEM, RECS, "To the European Union 2", "Keep the embassy open."},
      {HEAD, BODY, NULL, "ABOUT THE AUTHORS"},
      {PARA, BODY, NULL, "Ana Petrova teaches hydrology."},
      {HEAD, NOTES, NULL, "NOTES"},
      {ITEM, NOTES, "NOTES 1", "A. Petrova, \"Filling the Dam,\" Journal of Rivers, March 2, 2022."},
      {ITEM, NOTES, "NOTES 2", "Ministry of Water, Report 5."}};
  CHECK_TEXT(wrapped, expected);
  bg_brief *brief = read_brief(bg_str_from(wrapped), "brief.txt");
  assert_str(bg_brief_meta(brief, "title"), "Water and Power in the Upper Basin: Sharing the Karim River");
  assert_str(bg_brief_meta(brief, "author"), "Ana Petrova and Jos\u00e9 Ruiz");
  assert_str(bg_brief_meta(brief, "date"), "2023-03-14");
  bg_brief_free(brief);
}

static void long_lines_captions_and_glued_notes_are_read(void **state) {
  (void)state;
  static const char text[] =
      "Key points\r\n\r\n  \u2022 Ruritania is experiencing a long drought,1 and its neighbours know it.\r\n\r\n"
      "  \u2022\u00a0Aid has\u00a0 stopped.\r\n\u00a0\r\n\r\nRead the brief in PDF\r\n\u00a0\r\n\r\nRead the "
      "study\r\n\r\n"
      "Introduction\r\n\r\n\r\nThe economy4\u00a0 has shrunk for a third year in a row, and the opposition, which "
      "won the last election, now says that nobody in the capital wants to hear of it. It may be "
      "right.\r\n\u00a0\r\n\r\n"
      "Farmers look at a dry well near the border. Photo by A. PERSON/AFP via Getty Images.\r\n"
      "Farmers look at a dry well near the border. Photo by A. PERSON/AFP via Getty Images.\r\n\r\n"
      "Photo above: The minister meets farmers. Photo by B. PERSON.\r\nThe minister meets farmers. Photo by B. "
      "PERSON.\r\n"
      "\r\nRecommendations\r\n\r\n\r\n  \u2022 Ruritania should ask for help.\r\n    \u00a0\r\n\r\n"
      "  \u2022 Donors should answer.\r\n\r\nPhoto by C. PERSON via Getty Images\r\n\r\nEndnotes\r\n\r\n"
      "1\u00a0 A. Person, \u201cDrought,\u201d January 5, 2024, https://example.org/a.html.\r\n\u00a0\r\n\r\n"
      "2\u00a0 \u201cWells,\u201d Ministry of Water.\r\n";
  static const expected_block expected[] = {
      {HEAD, SUM, "Key points", "Key points"},
      {ITEM, SUM, "Key points 1", "Ruritania is experiencing a long drought,1 and its neighbours know it."},
      {ITEM, SUM, "Key points 2", "Aid has stopped."},
      {HEAD, BODY, NULL, "Introduction"},
      {PARA, BODY, "Introduction para 1",
       "The economy4 has shrunk for a third year in a row, and the opposition, which won the last election, now says "
       "that nobody in the capital wants to hear of it. It may be right."},
      {CAPT, BODY, "Caption 1", "Farmers look at a dry well near the border. Photo by A. PERSON/AFP via Getty Images."},
      {CAPT, BODY, "Caption 2", "Photo above: The minister meets farmers. Photo by B. PERSON."},
      {HEAD, RECS, NULL, "Recommendations"},
      {ITEM, RECS, "Recommendations 1", "Ruritania should ask for help."},
      {ITEM, RECS, "Recommendations 2", "Donors should answer."},
      {CAPT, RECS, "Caption 3", "Photo by C. PERSON via Getty Images"},
      {HEAD, NOTES, NULL, "Endnotes"},
      {ITEM, NOTES, "Endnotes 1", "A. Person, \u201cDrought,\u201d January 5, 2024, https://example.org/a.html."},
      {ITEM, NOTES, "Endnotes 2", "\u201cWells,\u201d Ministry of Water."}};
  bg_brief *brief = read_brief(bg_str_from(text), "brief.txt");
  check_blocks(brief, expected, sizeof expected / sizeof *expected);
  check_spans(brief, bg_str_from(text), 100); /* captions span both prints */
  assert_int_equal(bg_brief_meta(brief, "title").len, 0);
  bg_brief_free(brief);
}

static void a_memorandum_states_what_it_is(void **state) {
  (void)state;
  static const char text[] =
      "MEMORANDUM\nTO: The Cabinet\nFROM: Office of Trade\nDATE: 3 May 2022\nSUBJECT: Tariffs on steel\n\n"
      "We recommend that the cabinet lift the tariffs on steel from Mexico and Canada.\n\n"
      "Mexico has retaliated against pork and cheese.\nCanada has filed a complaint with the World Trade "
      "Organization.\n"
      "Both threaten more.\n\nOptions\n\u2022\tLift tariffs now.\n"
      "\u2022\tNegotiate quotas first, as Washington did with Brazil, Argentina and South Korea in 2018.\n"
      "\u2022\nWait for the ruling.\n";
  bg_brief *brief = read_brief(bg_str_from(text), "memo");
  assert_str(bg_brief_meta(brief, "title"), "Tariffs on steel");
  assert_str(bg_brief_meta(brief, "author"), "Office of Trade");
  assert_str(bg_brief_meta(brief, "date"), "2022-05-03");
  assert_int_equal(bg_brief_block_count(brief), 13);
  assert_str(bg_brief_block(brief, 12)->locator, "Options 3");
  assert_str(block_text(brief, bg_brief_block(brief, 12)), "Wait for the ruling.");
  assert_int_equal(bg_brief_block(brief, 12)->section, RECS);
  check_spans(brief, bg_str_from(text), 16);
  bg_brief_free(brief);
}

static void sentences_have_places_in_the_file(void **state) {
  (void)state;
  const char *text =
      "Peru and Chile have interna-\ntional disputes about   the border and the sea. They\nwill meet again "
      "in Lima in May, perhaps in June.\n\n\u2022 First item of the list.\n";
  bg_brief *brief = read_brief(bg_str_from(text), "x.txt");
  check_source(brief, bg_str_from(text), "They will meet again", "They\nwill meet again");
  check_source(brief, bg_str_from(text), "international disputes about the border",
               "interna-\ntional disputes about   the border");
  check_source(brief, bg_str_from(text), "First item of the list.", "First item of the list.");
  assert_int_equal(bg_brief_page(brief, 0), 0);
  bg_brief_free(brief);
  text =
      "# Title\n\n- See [the map](http://x.example/the and more) and *more*. It is\n  \"wide\" &amp; long.\n\n"
      "```c\n    int c;\n  int the;\n```\n";
  brief = read_brief(bg_str_from(text), "x.md");
  check_source(brief, bg_str_from(text), "and more.", "and *more*.");
  check_source(brief, bg_str_from(text), "It is \"wide\" & long.", "It is\n  \"wide\" &amp; long.");
  check_source(brief, bg_str_from(text), "int c; int the;", "int c;\n  int the;");
  bg_brief_free(brief);
}

static void lines_that_are_paragraphs_need_no_blank_lines(void **state) {
  (void)state;
  static const expected_block expected[] = {
      {BG_BLOCK_TITLE, BODY, NULL, "Why Kenya Should Lead in Somalia"},
      {PARA, BODY, NULL, "Published on Thursday, 7 July 2022"},
      {PARA, BODY, NULL, "Kenya has led the African Union mission since 2012. Its troops hold the south."},
      {HEAD, BODY, NULL, "A Fragile Mandate"},
      {PARA, BODY, NULL,
       "The mandate expires in December. The Security Council must renew it, or al-Shabaab will return."},
      {HEAD, RECS, NULL, "Recommendations:"},
      {PARA, RECS, "Recommendations: para 1", "Kenya should ask the European Union for funds."},
      {PARA, RECS, NULL, "The United States should train the Somali army."}};
  CHECK_TEXT(
      "Why Kenya Should Lead in Somalia\nPublished on Thursday, 7 July 2022\n"
      "Kenya has led the African Union mission since 2012. Its troops hold the south.\nA Fragile Mandate\n"
      "The mandate expires in December. The Security Council must renew it, or al-Shabaab will return.\n"
      "Recommendations:\nKenya should ask the European Union for funds.\n"
      "The United States should train the Somali army.\n",
      expected);
}

static void nothing_is_looked_for_in_a_text_that_is_known(void **state) {
  (void)state;
  bg_brief *brief = NULL;
  bg_str text = BG_STR("Aid to Ruritania\n\nBy Ana Petrova\n\nRuritania asked for aid.\n");
  assert_int_equal(bg_brief_from_text(text, BG_STR("T"), BG_STR("2020-01"), "line 3", NULL, NULL, &brief), BG_OK);
  assert_str(bg_brief_meta(brief, "title"), "T");
  assert_str(bg_brief_meta(brief, "date"), "2020-01");
  assert_int_equal(bg_brief_meta(brief, "author").len, 0);
  assert_str(block_text(brief, bg_brief_block(brief, bg_brief_block_count(brief) - 1)), "Ruritania asked for aid.");
  bg_brief_free(brief);
}

/* ---- parts ---- */

static void dates_are_read_and_never_guessed(void **state) {
  (void)state;
  static const char *const good[][2] = {{"January 25, 2024", "2024-01-25"},
                                        {"25 January 2024", "2024-01-25"},
                                        {"Jan. 5th, 2024", "2024-01-05"},
                                        {"Published Thursday, 25 Sept 2024", "2024-09-25"},
                                        {"March 2021", "2021-03"},
                                        {"2024-02-29", "2024-02-29"},
                                        {"2024-02-29T10:00:00Z", "2024-02-29"},
                                        {"Updated: 2024-02", "2024-02"},
                                        {"2024/12/31", "2024-12-31"}};
  static const char *const bad[] = {"03/04/2024",
                                    "2024",
                                    "March",
                                    "March 32, 2024",
                                    "April 31, 2021",
                                    "in March 2021",
                                    "March 3, 20245",
                                    "",
                                    "2024-13-01",
                                    "25 25 March 2024",
                                    "May"};
  char iso[BG_DATE_SIZE];
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    assert_true(bg_date_parse(bg_str_from(good[i][0]), iso));
    assert_string_equal(iso, good[i][1]);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(bg_date_parse(bg_str_from(bad[i]), iso));
}

static void hyphens_at_line_ends_are_decided_by_the_document(void **state) {
  (void)state;
  bg_hyphens *h = bg_hyphens_new(BG_STR("The co-operation of international and air-raid experts."));
  assert_int_equal(bg_hyphens_join(h, BG_STR("interna-"), BG_STR("tional law")), BG_JOIN_DROP);
  assert_int_equal(bg_hyphens_join(h, BG_STR("an air-"), BG_STR("raid")), BG_JOIN_KEEP);
  assert_int_equal(bg_hyphens_join(h, BG_STR("long-"), BG_STR("term")), BG_JOIN_KEEP);
  assert_int_equal(bg_hyphens_join(h, BG_STR("pre-"), BG_STR("and post-war")), BG_JOIN_SPACE);
  assert_int_equal(bg_hyphens_join(h, BG_STR("U.S.-"), BG_STR("led")), BG_JOIN_KEEP);
  assert_int_equal(bg_hyphens_join(h, BG_STR("Indo-"), BG_STR("Pacific")), BG_JOIN_KEEP);
  assert_int_equal(bg_hyphens_join(h, BG_STR("water -"), BG_STR("and")), BG_JOIN_SPACE);
  assert_int_equal(bg_hyphens_join(h, BG_STR("govern-"), BG_STR("ment")), BG_JOIN_DROP);
  bg_hyphens_free(h);
}

static void formats_are_told_apart(void **state) {
  (void)state;
  check_refused(BG_STR("PK\3\4xxxx"), "brief.docx", BG_ERROR_UNSUPPORTED, "office document");
  check_refused(BG_STR("no pdf at all"), "brief.pdf", BG_ERROR_SYNTAX, "not a PDF");
  check_refused(BG_STR("\n \n"), "brief.txt", BG_ERROR_INVALID, "no text");
  bg_brief *brief = read_brief(BG_STR("---\ntitle: T\n---\n\nText with *stress*.\n"), "-");
  assert_str(bg_brief_text(brief), "Text with stress.");
  bg_brief_free(brief);
  brief = read_brief(BG_STR("Stars * and # signs.\n"), "x.txt");
  assert_str(bg_brief_text(brief), "Stars * and # signs.");
  bg_brief_free(brief);
}

static void mixed_encodings_are_refused_with_their_place(void **state) {
  (void)state;
  check_refused(BG_STR("A caf\xe9 in \xe2\x80\x9cquotes\xe2\x80\x9d.\n"), "brief.txt", BG_ERROR_SYNTAX, "0xE9");
  check_refused(BG_STR("\xff\xfeT\0"), "brief.txt", BG_ERROR_SYNTAX, "UTF-16");
}

/* ---- languages ---- */

static void other_languages_are_refused_by_name(void **state) {
  (void)state;
  check_refused(
      BG_STR("Die Bundesregierung hat im vergangenen Jahr beschlossen, dass die Zusammenarbeit mit den "
             "Nachbarn nicht nur fortgesetzt, sondern auch vertieft werden soll. Das ist f\u00fcr alle wichtig."),
      "a.txt", BG_ERROR_UNSUPPORTED, "German");
  check_refused(
      BG_STR("Le gouvernement a d\u00e9cid\u00e9 que les relations avec ses voisins ne sont pas une question qui se "
             "pose pour les ann\u00e9es \u00e0 venir, mais dans le cadre de la paix et des accords."),
      "a.txt", BG_ERROR_UNSUPPORTED, "French");
  check_refused(
      BG_STR("El gobierno ha decidido que las relaciones con los pa\u00edses vecinos no son una cuesti\u00f3n para el "
             "futuro, sino que se deben resolver en el marco de los acuerdos de la paz."),
      "a.txt", BG_ERROR_UNSUPPORTED, "Spanish");
  check_refused(
      BG_STR("\u041f\u0440\u0430\u0432\u0438\u0442\u0435\u043b\u044c\u0441\u0442\u0432\u043e "
             "\u0440\u0435\u0448\u0438\u043b\u043e \u043f\u0440\u043e\u0434\u043e\u043b\u0436\u0438\u0442\u044c "
             "\u043f\u0435\u0440\u0435\u0433\u043e\u0432\u043e\u0440\u044b \u0441 "
             "\u0441\u043e\u0441\u0435\u0434\u044f\u043c\u0438"),
      "a.txt", BG_ERROR_UNSUPPORTED, "Cyrillic");
  bg_brief *brief;
  bg_str german = BG_STR(
      "Das ist nicht die Frage, die sich der Rat auch noch gestellt hat, und es ist auch keine Frage "
      "der Zeit oder des Geldes.");
  assert_int_equal(bg_brief_read(german, "a.txt", &(bg_brief_options){.any_language = true}, NULL, &brief), BG_OK);
  bg_brief_free(brief);
}

static void english_passes_with_foreign_names_and_short_texts_pass(void **state) {
  (void)state;
  static const char *const texts[] = {
      "Das ist kurz.",
      "The Bundesministerium der Finanzen and the Minist\u00e8re de l'Europe et des Affaires \u00e9trang\u00e8res have "
      "agreed "
      "with the Secretar\u00eda de Relaciones Exteriores on a plan for the coast of C\u00f4te d'Ivoire.",
      "\u05e9\u05dc\u05d5\u05dd says the minister, and \u0645\u0631\u062d\u0628\u0627 says the other; both of them are "
      "known to be "
      "right about it, \U0001f600 as the people of the region have said for years.",
      "Kabul Herat Kandahar Mazar Balkh Kunduz Ghazni Bamyan Farah Nimruz Helmand Zabul Paktia Paktika Khost Logar "
      "Wardak "
      "Parwan Kapisa Laghman Nangarhar Kunar Nuristan"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) bg_brief_free(read_brief(bg_str_from(texts[i]), "a.txt"));
}

/* ---- Markdown, and every brief ---- */

static void markdown_blocks_know_their_source(void **state) {
  (void)state;
  static const char text[] =
      "\xef\xbb\xbf---\ntitle: T\n---\nTitle of it\n===========\n\nA *paragraph* of "
      "[two](http://example.org/)\r\nlines "
      "here.\n\n## Policy options ##\n\n- One is this.\n- Two is that.\n\n  More on two.\n\nBetween the lists.\n\n"
      "- Three goes on.\n\n### For the EU\n\n> 1. Quoted item\n> with a second line.\n\n## References\n\n3. Source "
      "three.\n";
  static const expected_block expected[] = {{BG_BLOCK_TITLE, BODY, "Title", "Title of it"},
                                            {PARA, BODY, "Text para 1", "A paragraph of two lines here."},
                                            {HEAD, RECS, NULL, "Policy options"},
                                            {ITEM, RECS, "Policy options 1", "One is this."},
                                            {ITEM, RECS, "Policy options 2", "Two is that."},
                                            {ITEM, RECS, "Policy options 2", "More on two."},
                                            {PARA, RECS, "Policy options para 1", "Between the lists."},
                                            {ITEM, RECS, "Policy options 3", "Three goes on."},
                                            {HEAD, RECS, NULL, "For the EU"},
                                            {ITEM, RECS, "For the EU 1", "Quoted item with a second line."},
                                            {HEAD, NOTES, NULL, "References"},
                                            {ITEM, NOTES, "References 3", "Source three."}};
  bg_brief *brief = read_brief(bg_str_from(text), "b.md");
  check_blocks(brief, expected, sizeof expected / sizeof *expected);
  check_spans(brief, bg_str_from(text), 30);
  bg_brief_free(brief);
}

static void code_points_are_counted_across_steps(void **state) {
  (void)state;
  bg_buffer text = {0};
  for (size_t i = 0; i < 3000; i++) bg_buffer_puts(&text, i % 100 == 99 ? "e\u00e9\u20ac.\n\n" : "\u00e9");
  bg_brief *brief;
  assert_int_equal(bg_brief_from_text(bg_buffer_str(&text), BG_STR_EMPTY, BG_STR_EMPTY, "x", NULL, NULL, &brief),
                   BG_OK);
  bg_str all = bg_brief_text(brief);
  size_t points = 0;
  for (size_t i = 0; i <= all.len; i++) {
    if (i == all.len || ((unsigned char)all.data[i] & 0xc0) != 0x80)
      assert_int_equal(bg_brief_code_points(brief, i), points);
    if (i < all.len && ((unsigned char)all.data[i] & 0xc0) != 0x80) points++;
  }
  bg_brief_free(brief);
  bg_buffer_free(&text);
}

static void hostile_texts_end_in_blocks(void **state) {
  (void)state;
  static const char *const seeds[] = {"a",       "\u2022 ",    "1. ",    "\f",     "\n",     "(a) x\n",
                                      "word-\n", "Photo by\n", "-",      "> - ",   "* * ",   "#",
                                      "A B\n\n", "\u00a0",     "\u00ad", "12\n\f", "Notes\n"};
  for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
    bg_buffer text = {0};
    for (size_t k = 0; k < 3000; k++) bg_buffer_puts(&text, seeds[i]);
    for (int format = BG_BRIEF_PLAIN; format <= BG_BRIEF_MARKDOWN; format++) {
      bg_brief *brief = NULL;
      bg_brief_options options = {(bg_brief_format)format, false};
      if (bg_brief_read(bg_buffer_str(&text), "x", &options, NULL, &brief) == BG_OK) assert_non_null(brief);
      bg_brief_free(brief);
    }
    bg_buffer_free(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(wrapped_text_with_page_debris_is_put_together),
                                     cmocka_unit_test(long_lines_captions_and_glued_notes_are_read),
                                     cmocka_unit_test(a_memorandum_states_what_it_is),
                                     cmocka_unit_test(sentences_have_places_in_the_file),
                                     cmocka_unit_test(lines_that_are_paragraphs_need_no_blank_lines),
                                     cmocka_unit_test(nothing_is_looked_for_in_a_text_that_is_known),
                                     cmocka_unit_test(dates_are_read_and_never_guessed),
                                     cmocka_unit_test(hyphens_at_line_ends_are_decided_by_the_document),
                                     cmocka_unit_test(formats_are_told_apart),
                                     cmocka_unit_test(mixed_encodings_are_refused_with_their_place),
                                     cmocka_unit_test(other_languages_are_refused_by_name),
                                     cmocka_unit_test(english_passes_with_foreign_names_and_short_texts_pass),
                                     cmocka_unit_test(markdown_blocks_know_their_source),
                                     cmocka_unit_test(code_points_are_counted_across_steps),
                                     cmocka_unit_test(hostile_texts_end_in_blocks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
