/* HTML: the content of a page, its places in the file, character sets, hostile nesting. */
#include "text/html_clean.h"
#include "text_checks.h"

static const char page[] =
    "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"no-js\">\n<head>\n<meta charset=\"utf-8\">"
    "<title>Grain &amp; Guns | Institute</title>\n<meta name=\"author\" content=\"Mira Okafor\">"
    "<meta property=\"article:published_time\" content=\"2023-08-01T09:00:00+00:00\">\n"
    "<script>var x = \"<p>Not this</p>\";</script><style>p { color: red }</style>\n</head>\n"
    "<body class=\"has-sidebar nav-open\">\n<!-- <p>a comment</p> -->\n<header class=\"site-header\"><a "
    "href=\"/\">Institute"
    "</a><nav><ul><li><a>Regions</a></li><li><a>Topics</a></li><li><a>About</a></li></ul></nav></header>\n"
    "<div id=\"cookie-consent\">We use cookies. <button>Accept</button></div>\n<div class=\"layout with-sidebar\">\n"
    "<main id=\"content\"><article>\n<header><h1>Grain &amp; Guns: The Corridor</h1>\n<p class=\"byline\">By <a "
    "rel=\"author\">"
    "Mira Okafor</a> | <time datetime=\"2023-08-01\">1 August 2023</time></p></header>\n"
    "<div class=\"share-buttons\"><a>Facebook</a> <a>Twitter</a></div>\n<p><strong>Key points</strong></p>\n"
    "<ul><li>Ukraine exports <em>less</em> grain.<sup><a href=\"#fn1\">1</a></sup></li><li><p>Turkey mediates.</p>"
    "<p>Romania helps.</p></li></ul>\n<figure><img src=\"x.jpg\" alt=\"A ship\"><figcaption>A ship leaves "
    "Odesa.</figcaption>"
    "</figure>\n<h2>Background</h2>\n<p>Russia left the deal in July.<br>The United Nations had brokered\nit with "
    "Turkey&nbsp;in 2022.<p>An unclosed paragraph about the ports of Romania.\n"
    "<aside class=\"related\"><h3>Related</h3><p>Another article entirely.</p></aside>\n<h2>Recommendations</h2>\n"
    "<h3>For the European Union</h3>\n<ol><li>Fund the Danube ports.<ul><li>Dredge the Sulina canal.</li></ul></li>"
    "<li>Keep tariffs off.</li></ol>\n<h3>For Turkey</h3>\n<ol start=\"3\"><li>Invite Russia back.</li></ol>\n"
    "<section class=\"footnotes\" role=\"doc-endnotes\"><hr><ol><li id=\"fn1\">UN, <a href=\"x\">Joint report</a>, "
    "2023. "
    "<a href=\"#r1\">&#8617;</a></li><li><a href=\"x\">Customs of Romania, Yearbook</a> "
    "<a>\u2191</a></li></ol></section>\n"
    "<p><a href=\"/pdf\">Download the report (PDF)</a></p>\n</article></main>\n"
    "<aside><h2>Latest</h2><p>Some other teaser text that goes on for a while about elections.</p></aside>\n</div>\n"
    "<footer><p>Copyright Institute. All rights reserved.</p></footer>\n</body></html>\n";

static void a_page_gives_its_content_and_leaves_the_rest(void **state) {
  (void)state;
  static const expected_block expected[] = {
      {BG_BLOCK_TITLE, BODY, "Title", "Grain & Guns: The Corridor"},
      {PARA, BODY, NULL, "By Mira Okafor | 1 August 2023"},
      {HEAD, SUM, NULL, "Key points"},
      {ITEM, SUM, "Key points 1", "Ukraine exports less grain.1"},
      {ITEM, SUM, "Key points 2", "Turkey mediates."},
      {ITEM, SUM, "Key points 2", "Romania helps."},
      {CAPT, SUM, "Caption 1", "A ship leaves Odesa."},
      {HEAD, BODY, NULL, "Background"},
      {PARA, BODY, "Background para 1",
       "Russia left the deal in July. The United Nations had brokered it with Turkey in 2022."},
      {PARA, BODY, "Background para 2", "An unclosed paragraph about the ports of Romania."},
      {HEAD, RECS, NULL, "Recommendations"},
      {HEAD, RECS, NULL, "For the European Union"},
      {ITEM, RECS, "For the European Union 1", "Fund the Danube ports."},
      {ITEM, RECS, "For the European Union 1.1", "Dredge the Sulina canal."},
      {ITEM, RECS, "For the European Union 2", "Keep tariffs off."},
      {HEAD, RECS, NULL, "For Turkey"},
      {ITEM, RECS, "For Turkey 3", "Invite Russia back."},
      {ITEM, NOTES, "Notes 1", "UN, Joint report, 2023."},
      {ITEM, NOTES, "Notes 2", "Customs of Romania, Yearbook"}};
  bg_brief *brief = read_brief(bg_str_from(page), "page.html");
  check_blocks(brief, expected, sizeof expected / sizeof *expected);
  check_spans(brief, bg_str_from(page), 80);
  assert_str(bg_brief_meta(brief, "title"), "Grain & Guns: The Corridor");
  assert_str(bg_brief_meta(brief, "author"), "Mira Okafor");
  assert_str(bg_brief_meta(brief, "date"), "2023-08-01");
  assert_str(bg_brief_meta(brief, "language"), "en");
  bg_brief_free(brief);
}

/* No <main>, a title above the content, menus in divisions, text without paragraphs. */
static void a_page_without_structure_is_read_by_its_text(void **state) {
  (void)state;
  static const char text[] =
      "<html><head><title>T</title></head><body><div id=top><h1>Ports of the Gulf</h1><div class=menu><a>Home</a> "
      "<a>News</a>"
      "</div></div><div class=wrap><div "
      "class=left><ul><li><a>One</a><li><a>Two</a><li><a>Three</a></ul></div><div><p>The "
      "ports of the Gulf have grown for years, and their owners want more trade with the states of the north.<p>By sea "
      "and "
      "by land, the goods of the region reach the markets of Asia within some weeks.</div></div>"
      "<div id=bottom>Imprint and contact</div></body></html>";
  bg_brief *brief = read_brief(bg_str_from(text), "page");
  assert_int_equal(bg_brief_block_count(brief), 3);
  assert_str(bg_brief_meta(brief, "title"), "Ports of the Gulf");
  assert_int_equal(bg_brief_block(brief, 0)->kind, BG_BLOCK_TITLE);
  assert_str(bg_brief_block(brief, 2)->locator, "Text para 2");
  check_spans(brief, bg_str_from(text), 40);
  bg_brief_free(brief);
  brief = read_brief(
      BG_STR("<html><body><div>Only a division<br>with lines.</div><div>And another.</div></body></html>"), "x");
  assert_str(bg_brief_text(brief), "Only a division with lines.\n\nAnd another.");
  bg_brief_free(brief);
}

static void sentences_have_places_in_the_file(void **state) {
  (void)state;
  const char *text =
      "\xef\xbb\xbf<html><body><p>One &amp; two  are\r\n <b>here</b>. She said &ldquo;no&#8221;</p>"
      "<p>Then <a href='x.html'>A&B</a> left. The rest&nbsp;stays.</p></body></html>";
  bg_brief *brief = read_brief(bg_str_from(text), "x.html");
  check_source(brief, bg_str_from(text), "One & two are here.", "One &amp; two  are\r\n <b>here</b>.");
  check_source(brief, bg_str_from(text), "She said \u201cno\u201d", "She said &ldquo;no&#8221;");
  check_source(brief, bg_str_from(text), "A&B left.", "A&B</a> left.");
  check_source(brief, bg_str_from(text), "The rest stays.", "The rest&nbsp;stays.");
  bg_brief_free(brief);
}

static void declared_character_sets_are_converted(void **state) {
  (void)state;
  static const char text[] =
      "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><title>Caf\xe9 \x96 "
      "x</title>"
      "</head><body><p>The caf\xe9s are \x93"
      "closed\x94.</p><p>End</p></body></html>";
  bg_brief *brief = read_brief(bg_str_from(text), "latin.html");
  assert_str(block_text(brief, bg_brief_block(brief, 0)), "The caf\u00e9s are \u201cclosed\u201d.");
  assert_str(bg_brief_meta(brief, "title"), "Caf\u00e9 \u2013 x");
  const bg_block *last = bg_brief_block(brief, 1);
  assert_str(bg_str_slice(bg_str_from(text), last->source_start, last->source_end), "End");
  check_source(brief, bg_str_from(text), "are \u201cclosed\u201d.",
               "are \x93"
               "closed\x94.");
  bg_brief_free(brief);
  check_refused(BG_STR("<html><body><p>caf\xe9</p></body></html>"), "x.html", BG_ERROR_SYNTAX, "0xE9");
  check_refused(BG_STR("<html><meta charset=gb18030><body><p>caf\xe9</p></body></html>"), "x.html",
                BG_ERROR_UNSUPPORTED, "gb18030");
}

static void check_clean(const char *html, const char *expected, size_t flattened) {
  char *copy = strdup(html);
  assert_int_equal(bg_html_clean(copy, bg_str_from(html)), flattened);
  assert_string_equal(copy, expected);
  free(copy);
}

static void what_is_never_read_is_blanked_in_its_place(void **state) {
  (void)state;
  check_clean("a<!-- <b> -->c", "a            c", 0);
  check_clean("a<!-->c", "a     c", 0);
  check_clean("<script>if (a<b) '</p>'</script >x", "                                 x", 0);
  check_clean("<svg><svg></svg>t</svg><p>x", "                       <p>x", 0);
  check_clean("<svg/>x<title>a</title><title>b</title>", "      x<title>a</title>                ", 0);
  check_clean("<select><p>x", "        <p>x", 0);
  check_clean("<p title='>' id=\"</p>\">x < 3", "<p title='>' id=\"</p>\">x < 3", 0);
  check_clean("<p>x<p a='", "<p>x      ", 0);
}

static void deep_nesting_is_flattened_in_linear_time(void **state) {
  (void)state;
  static const char *const openings[] = {"<div>",           "<b id=x>",     "<p><b><p>",  "<ul><li>",
                                         "<table><tr><td>", "<svg><title>", "<ruby><rt>", "<a href=x>",
                                         "<optgroup>",      "<button><p>",  "<x-%>"};
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    bg_buffer html = {0};
    bg_buffer_puts(&html, "<html><body><p>The start of it.</p>");
    for (size_t k = 0; k < 100000; k++) bg_buffer_puts(&html, openings[i]);
    bg_buffer_puts(&html, "<p>The end of it.");
    bg_brief *brief = NULL;
    bg_status status = bg_brief_read(bg_buffer_str(&html), "deep.html", NULL, NULL, &brief);
    assert_int_equal(status, BG_OK);
    assert_str(block_text(brief, bg_brief_block(brief, 0)), "The start of it.");
    bg_brief_free(brief);
    bg_buffer_free(&html);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_page_gives_its_content_and_leaves_the_rest),
                                     cmocka_unit_test(a_page_without_structure_is_read_by_its_text),
                                     cmocka_unit_test(sentences_have_places_in_the_file),
                                     cmocka_unit_test(declared_character_sets_are_converted),
                                     cmocka_unit_test(what_is_never_read_is_blanked_in_its_place),
                                     cmocka_unit_test(deep_nesting_is_flattened_in_linear_time)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
