#include "text/section.h"

#include <string.h>

/* How a phrase must stand in a heading. */
typedef enum { WHOLE, START, ANYWHERE } place;

typedef struct {
  const char *phrase;
  bg_section_kind kind;
  place place;
} heading_words;

/* The first that fits decides, so that "Conclusion and recommendations" is what the reader looks for. */
static const heading_words known[] = {
    {"recommendation", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"recommendations", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"policy options", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"policy prescriptions", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"policy proposals", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"proposals", BG_SECTION_RECOMMENDATIONS, WHOLE},
    {"options", BG_SECTION_RECOMMENDATIONS, WHOLE},
    {"options for", BG_SECTION_RECOMMENDATIONS, START},
    {"way forward", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"ways forward", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"path forward", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"the way ahead", BG_SECTION_RECOMMENDATIONS, WHOLE},
    {"next steps", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"action points", BG_SECTION_RECOMMENDATIONS, WHOLE},
    {"action items", BG_SECTION_RECOMMENDATIONS, WHOLE},
    {"what to do", BG_SECTION_RECOMMENDATIONS, WHOLE},
    {"what is to be done", BG_SECTION_RECOMMENDATIONS, START},
    {"what should be done", BG_SECTION_RECOMMENDATIONS, START},
    {"what can be done", BG_SECTION_RECOMMENDATIONS, START},
    {"should do", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"must do", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"can do", BG_SECTION_RECOMMENDATIONS, ANYWHERE},
    {"what needs to be done", BG_SECTION_RECOMMENDATIONS, START},
    {"key points", BG_SECTION_SUMMARY, ANYWHERE},
    {"key findings", BG_SECTION_SUMMARY, ANYWHERE},
    {"key takeaways", BG_SECTION_SUMMARY, ANYWHERE},
    {"key messages", BG_SECTION_SUMMARY, ANYWHERE},
    {"key judgments", BG_SECTION_SUMMARY, ANYWHERE},
    {"key judgements", BG_SECTION_SUMMARY, ANYWHERE},
    {"key insights", BG_SECTION_SUMMARY, ANYWHERE},
    {"main points", BG_SECTION_SUMMARY, WHOLE},
    {"main findings", BG_SECTION_SUMMARY, WHOLE},
    {"takeaways", BG_SECTION_SUMMARY, WHOLE},
    {"highlights", BG_SECTION_SUMMARY, WHOLE},
    {"at a glance", BG_SECTION_SUMMARY, ANYWHERE},
    {"in brief", BG_SECTION_SUMMARY, WHOLE},
    {"bottom line", BG_SECTION_SUMMARY, ANYWHERE},
    {"executive summary", BG_SECTION_SUMMARY, ANYWHERE},
    {"summary", BG_SECTION_SUMMARY, WHOLE},
    {"policy summary", BG_SECTION_SUMMARY, WHOLE},
    {"abstract", BG_SECTION_SUMMARY, WHOLE},
    {"synopsis", BG_SECTION_SUMMARY, WHOLE},
    {"conclusion", BG_SECTION_CONCLUSION, START},
    {"conclusions", BG_SECTION_CONCLUSION, START},
    {"in conclusion", BG_SECTION_CONCLUSION, WHOLE},
    {"concluding", BG_SECTION_CONCLUSION, START},
    {"final thoughts", BG_SECTION_CONCLUSION, WHOLE},
    {"final remarks", BG_SECTION_CONCLUSION, WHOLE},
    {"closing remarks", BG_SECTION_CONCLUSION, WHOLE},
    {"closing thoughts", BG_SECTION_CONCLUSION, WHOLE},
    {"looking ahead", BG_SECTION_CONCLUSION, WHOLE},
    {"notes", BG_SECTION_NOTES, WHOLE},
    {"endnotes", BG_SECTION_NOTES, WHOLE},
    {"end notes", BG_SECTION_NOTES, WHOLE},
    {"footnotes", BG_SECTION_NOTES, WHOLE},
    {"references", BG_SECTION_NOTES, WHOLE},
    {"notes and references", BG_SECTION_NOTES, WHOLE},
    {"references and notes", BG_SECTION_NOTES, WHOLE},
    {"bibliography", BG_SECTION_NOTES, ANYWHERE},
    {"works cited", BG_SECTION_NOTES, WHOLE},
    {"citations", BG_SECTION_NOTES, WHOLE},
    {"sources", BG_SECTION_NOTES, WHOLE},
    {"literature", BG_SECTION_NOTES, WHOLE},
    {"further reading", BG_SECTION_NOTES, WHOLE},
};

/* Headings of no section of their own, which stand alone on their line often enough. */
static const char *const plain[] = {
    "introduction",     "background",        "context",           "methodology",        "methods",
    "analysis",         "discussion",        "overview",          "implications",       "policy context",
    "the problem",      "problem statement", "appendix",          "acknowledgments",    "acknowledgements",
    "about the author", "about us",          "about the authors", "policy implications"};

enum {
  LONGEST = 100, /* bytes of a heading that is looked at */
  SLACK = 20     /* bytes that may stand beside the phrase in a line that is a heading by it alone */
};

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Lower case, words parted by one space, all else dropped: "4.2 Policy Options:" gives "policy options". */
static size_t simplify(bg_str heading, char out[LONGEST + 1]) {
  size_t n = 0, i = 0;
  if (heading.len > LONGEST) heading.len = LONGEST;
  while (i < heading.len && strchr("0123456789.()IVX ", heading.data[i])) i++;
  if (i && heading.data[i - 1] != ' ' && heading.data[i - 1] != '.' && heading.data[i - 1] != ')') i = 0;
  bool gap = false;
  for (; i < heading.len; i++) {
    char c = heading.data[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    if (!is_word(c)) {
      gap = true;
      continue;
    }
    if (gap && n) out[n++] = ' ';
    gap = false;
    out[n++] = c;
  }
  out[n] = '\0';
  return n;
}

static bool stands(const char *text, size_t length, const heading_words *words) {
  size_t n = strlen(words->phrase);
  if (words->place == WHOLE) return n == length && strcmp(text, words->phrase) == 0;
  for (const char *at = strstr(text, words->phrase); at; at = strstr(at + 1, words->phrase)) {
    bool starts = at == text || at[-1] == ' ', ends = at[n] == '\0' || at[n] == ' ';
    if (starts && ends && (words->place == ANYWHERE || at == text)) return true;
  }
  return false;
}

bg_section_kind bg_section_of(bg_str heading) {
  char text[LONGEST + 1];
  if (heading.len > LONGEST) return BG_SECTION_BODY; /* so long a line is about something */
  size_t length = simplify(heading, text);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (stands(text, length, &known[i])) return known[i].kind;
  return BG_SECTION_BODY;
}

bool bg_section_is_heading(bg_str line) {
  char text[LONGEST + 1];
  if (line.len > 60) return false;
  size_t length = simplify(line, text);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (strcmp(text, plain[i]) == 0) return true;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (stands(text, length, &known[i]) && length <= strlen(known[i].phrase) + SLACK) return true;
  return false;
}
