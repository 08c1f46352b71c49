#include "language/segment_words.h"

#include <stdlib.h>
#include <string.h>

/* All in lower case and sorted by bytes: looked up by halving. */

/* Abbreviations after which a sentence goes on: titles and the like. */
static const char *const titles[] = {
    "adm",   "amb",   "ambs", "attn",   "brig", "capt", "cdr",   "cmdr", "col",  "cols", "comdr", "cpl",
    "dept",  "depts", "dr",   "drs",    "esq",  "ft",   "gen",   "gens", "gov",  "govs", "hon",   "insp",
    "lieut", "lt",    "maj",  "messrs", "mgr",  "mlle", "mm",    "mme",  "mmes", "mr",   "mrs",   "ms",
    "msgr",  "mt",    "mx",   "pfc",    "pres", "prof", "profs", "pvt",  "rep",  "reps", "rev",   "revd",
    "rt",    "sen",   "sens", "sgt",    "spec", "st",   "ste",   "supt", "univ"};

/* Abbreviations in the middle of a phrase, whatever follows. */
static const char *const phrases[] = {"approx", "ca",   "cf", "cit",  "eg",  "esp", "ibid",
                                      "ie",     "incl", "op", "resp", "seq", "viz", "vs"};

/* States and provinces, abbreviated: behind a comma. */
static const char *const states[] = {"ala",  "ariz", "ark", "calif", "colo", "conn", "del",  "fla",
                                     "ga",   "ill",  "ind", "kan",   "la",   "mass", "md",   "mich",
                                     "minn", "neb",  "nev", "okla",  "ont",  "ore",  "penn", "que",
                                     "tenn", "tex",  "va",  "vt",    "wash", "wis",  "wyo"};

/* Words that end in a number of their own ("Covid19"), not that of a note. */
static const char *const numbering[] = {"airbus",  "apollo", "area",   "article", "boeing",  "catch",  "channel",
                                        "chapter", "covid",  "figure", "formula", "fortune", "page",   "section",
                                        "soyuz",   "studio", "table",  "track",   "type",    "windows"};

/* What stands before "$" in the names of currencies. */
static const char *const dollars[] = {"a", "au", "c", "ca", "hk", "nt", "nz", "r", "s", "u", "us"};

/* Abbreviations only before a number ("No. 5", "Jan. 5"). */
static const char *const numbered[] = {
    "app",   "apr",  "art",  "arts",  "aug", "b",    "box", "c",   "ch",  "chap", "chs", "cl",   "d",  "dec",
    "doc",   "docs", "ed",   "eds",   "eq",  "eqs",  "ex",  "ext", "fax", "feb",  "fig", "figs", "fl", "fri",
    "jan",   "jul",  "jun",  "lot",   "m",   "mar",  "mon", "no",  "nos", "nov",  "oct", "op",   "p",  "para",
    "paras", "ph",   "pp",   "r",     "reg", "res",  "rs",  "sat", "sec", "secs", "sep", "sept", "ss", "sun",
    "tel",   "thu",  "thur", "thurs", "tue", "tues", "v",   "ver", "vol", "vols", "vv",  "wed"};

/* Those of them that are no words otherwise: abbreviations also elsewhere. */
static const char *const certain[] = {"aug", "dec",   "ext", "feb",  "fig",  "figs",  "jan",  "nos", "nov",
                                      "oct", "paras", "pp",  "sept", "thur", "thurs", "tues", "vol", "vols"};

/* Abbreviations that may end a sentence. */
static const char *const ending[] = {
    "al",  "ass't", "assn", "ave",  "bldg", "blvd", "bros", "cie", "co",  "corp",  "dep't", "dist", "div",   "ed",
    "eds", "est",   "etc",  "gmbh", "gmt",  "govt", "hrs",  "hwy", "inc", "int'l", "intl",  "jr",   "lb",    "lbs",
    "lib", "ltd",   "mfg",  "mins", "natl", "oz",   "ph.d", "plc", "pty", "rd",    "ret",   "sr",   "trans", "yrs"};

/* Abbreviations with a longer part than a letter. */
static const char *const dotted[] = {"b.sc", "d.phil", "ed.d", "ll.b", "ll.m", "lt.col", "m.phil", "m.sc", "ph.d"};

/* Prefixes that stay with their word after a hyphen ("non-state"); other words are split there ("US-led"). */
static const char *const prefixes[] = {
    "ahem",  "ante",   "anti",  "arch",  "audio", "auto",    "be",     "bi",     "bio",   "co",    "counter",
    "cross", "crypto", "cyber", "de",    "e",     "electro", "em",     "ethno",  "ex",    "extra", "hm",
    "hyper", "infra",  "inter", "intra", "m",     "macro",   "mega",   "meta",   "micro", "mid",   "mini",
    "mis",   "mm",     "mono",  "multi", "nano",  "neo",     "neuro",  "non",    "over",  "paleo", "pan",
    "para",  "peri",   "post",  "pre",   "pro",   "proto",   "pseudo", "psycho", "quasi", "re",    "semi",
    "socio", "sub",    "super", "supra", "trans", "tri",     "uh",     "ultra",  "un",    "uni"};

/* Suffixes that stay with their word. */
static const char *const suffixes[] = {"esque", "ette", "fest", "fold", "gate", "itis",
                                       "less",  "most", "o",    "rama", "wise"};

/* Units that are split from their number ("10km", "$5bn"). */
static const char *const units[] = {"am",  "b",   "bn", "bps", "cm",  "ft",  "g",   "gb",  "ghz", "gw", "gwh", "ha",
                                    "hrs", "hz",  "k",  "kb",  "kg",  "khz", "km",  "kph", "kt",  "kw", "kwh", "lb",
                                    "lbs", "m",   "mb", "mg",  "mhz", "mi",  "min", "mln", "mm",  "mn", "mph", "mt",
                                    "mw",  "mwh", "nm", "pm",  "psi", "sec", "tb",  "tn",  "twh", "yr", "yrs"};

/* Last parts of addresses of the web. */
static const char *const domains[] = {"ae", "af",  "ar",  "asia", "at",  "au", "bd",  "be",   "biz", "br", "ca", "ch",
                                      "cn", "co",  "com", "cz",   "de",  "dk", "edu", "es",   "eu",  "fi", "fr", "gov",
                                      "gr", "hk",  "hu",  "id",   "ie",  "il", "in",  "info", "int", "io", "ir", "it",
                                      "jp", "ke",  "kr",  "lk",   "mil", "mx", "my",  "net",  "ng",  "nl", "no", "np",
                                      "nz", "org", "pe",  "ph",   "pk",  "pl", "pt",  "ro",   "ru",  "se", "sg", "su",
                                      "th", "tr",  "tv",  "tw",   "ua",  "uk", "us",  "vn",   "za"};

/* Last parts of names of files. */
static const char *const files[] = {"asp",  "aspx", "bmp", "csv",  "doc", "docx", "exe", "gif", "htm", "html",
                                    "jpeg", "jpg",  "js",  "json", "mp3", "mp4",  "pdf", "php", "png", "ppt",
                                    "pptx", "py",   "txt", "url",  "xls", "xlsx", "xml", "zip"};

/* Words with a slash. */
static const char *const slashed[] = {"a/c", "a/k/a", "b/c",  "i/c",    "i/o", "i/s",
                                      "l/c", "n/a",   "s/he", "tcp/ip", "w/o"};

/* Words that begin with an apostrophe ("'em"). */
static const char *const elided[] = {"bout",  "cause", "cuz", "em",  "im",   "n",
                                     "neath", "round", "til", "tis", "twas", "twere"};

/* Words that, with a capital, tell that a sentence begins. */
static const char *const starters[] = {"a",
                                       "about",
                                       "according",
                                       "accordingly",
                                       "additionally",
                                       "after",
                                       "again",
                                       "against",
                                       "all",
                                       "also",
                                       "although",
                                       "amid",
                                       "among",
                                       "an",
                                       "and",
                                       "another",
                                       "any",
                                       "anyone",
                                       "are",
                                       "as",
                                       "at",
                                       "be",
                                       "because",
                                       "before",
                                       "beginning",
                                       "behind",
                                       "being",
                                       "besides",
                                       "between",
                                       "beyond",
                                       "both",
                                       "but",
                                       "by",
                                       "can",
                                       "consequently",
                                       "could",
                                       "critics",
                                       "currently",
                                       "despite",
                                       "did",
                                       "do",
                                       "does",
                                       "during",
                                       "each",
                                       "earlier",
                                       "either",
                                       "even",
                                       "every",
                                       "everyone",
                                       "everything",
                                       "few",
                                       "finally",
                                       "first",
                                       "for",
                                       "former",
                                       "from",
                                       "further",
                                       "furthermore",
                                       "given",
                                       "had",
                                       "has",
                                       "have",
                                       "he",
                                       "hence",
                                       "her",
                                       "here",
                                       "his",
                                       "how",
                                       "however",
                                       "if",
                                       "in",
                                       "indeed",
                                       "instead",
                                       "is",
                                       "it",
                                       "its",
                                       "just",
                                       "last",
                                       "later",
                                       "let",
                                       "like",
                                       "many",
                                       "maybe",
                                       "meanwhile",
                                       "more",
                                       "moreover",
                                       "most",
                                       "much",
                                       "my",
                                       "neither",
                                       "never",
                                       "nevertheless",
                                       "next",
                                       "no",
                                       "nobody",
                                       "none",
                                       "nonetheless",
                                       "nor",
                                       "not",
                                       "nothing",
                                       "now",
                                       "of",
                                       "often",
                                       "on",
                                       "once",
                                       "one",
                                       "only",
                                       "or",
                                       "other",
                                       "others",
                                       "our",
                                       "over",
                                       "overall",
                                       "perhaps",
                                       "please",
                                       "rather",
                                       "recently",
                                       "second",
                                       "several",
                                       "she",
                                       "should",
                                       "similarly",
                                       "since",
                                       "so",
                                       "some",
                                       "someone",
                                       "soon",
                                       "still",
                                       "such",
                                       "that",
                                       "the",
                                       "their",
                                       "them",
                                       "then",
                                       "there",
                                       "thereafter",
                                       "therefore",
                                       "these",
                                       "they",
                                       "third",
                                       "this",
                                       "those",
                                       "though",
                                       "through",
                                       "throughout",
                                       "thus",
                                       "to",
                                       "today",
                                       "together",
                                       "too",
                                       "toward",
                                       "two",
                                       "under",
                                       "unfortunately",
                                       "unless",
                                       "unlike",
                                       "until",
                                       "up",
                                       "upon",
                                       "was",
                                       "we",
                                       "were",
                                       "what",
                                       "whatever",
                                       "when",
                                       "where",
                                       "whereas",
                                       "whether",
                                       "which",
                                       "while",
                                       "who",
                                       "whoever",
                                       "whose",
                                       "why",
                                       "will",
                                       "with",
                                       "within",
                                       "without",
                                       "would",
                                       "yes",
                                       "yesterday",
                                       "yet",
                                       "you",
                                       "your"};

/* Two words written as one, with the length of the first. */
static const struct {
  const char *word;
  size_t first;
} contractions[] = {{"aint", 2},   {"arent", 3},    {"cannot", 3}, {"cant", 2},   {"couldnt", 5}, {"didnt", 3},
                    {"doesnt", 4}, {"dont", 2},     {"gimme", 3},  {"gonna", 3},  {"gotta", 3},   {"hadnt", 3},
                    {"hasnt", 3},  {"havent", 4},   {"heres", 4},  {"im", 1},     {"isnt", 2},    {"ive", 1},
                    {"lemme", 3},  {"shouldnt", 6}, {"thats", 4},  {"theres", 5}, {"theyre", 4},  {"theyve", 4},
                    {"wanna", 3},  {"wasnt", 3},    {"werent", 4}, {"whats", 4},  {"wont", 2},    {"wouldnt", 5},
                    {"youre", 3},  {"youve", 3}};

/* The word in lower case, ASCII; false when it is too long for any table or not ASCII. */
enum { LONGEST = 15 };

static bool fold(bg_str word, char *folded) {
  if (!word.len || word.len > LONGEST) return false;
  for (size_t i = 0; i < word.len; i++) {
    char c = word.data[i];
    if ((unsigned char)c >= 0x80) return false;
    folded[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  folded[word.len] = '\0';
  return true;
}

static int compare(const void *key, const void *entry) {
  return strcmp(key, *(const char *const *)entry);
}

bool bg_segment_word_is(bg_segment_table table, bg_str word) {
  static const struct {
    const char *const *words;
    size_t count;
  } tables[] = {
#define TABLE(name) {(name), sizeof(name) / sizeof *(name)}
      [BG_WORDS_TITLE] = TABLE(titles),     [BG_WORDS_NUMBERED] = TABLE(numbered),
      [BG_WORDS_CERTAIN] = TABLE(certain),  [BG_WORDS_ENDING] = TABLE(ending),
      [BG_WORDS_DOTTED] = TABLE(dotted),    [BG_WORDS_PREFIX] = TABLE(prefixes),
      [BG_WORDS_SUFFIX] = TABLE(suffixes),  [BG_WORDS_UNIT] = TABLE(units),
      [BG_WORDS_DOMAIN] = TABLE(domains),   [BG_WORDS_FILE] = TABLE(files),
      [BG_WORDS_SLASHED] = TABLE(slashed),  [BG_WORDS_ELIDED] = TABLE(elided),
      [BG_WORDS_STARTER] = TABLE(starters), [BG_WORDS_PHRASE] = TABLE(phrases),
      [BG_WORDS_STATE] = TABLE(states),     [BG_WORDS_NUMBERING] = TABLE(numbering),
      [BG_WORDS_DOLLAR] = TABLE(dollars),
#undef TABLE
  };
  char folded[LONGEST + 1];
  return fold(word, folded) &&
         bsearch(folded, tables[table].words, tables[table].count, sizeof(char *), compare) != NULL;
}

size_t bg_segment_contraction(bg_str word) {
  char folded[LONGEST + 1];
  if (!fold(word, folded)) return 0;
  for (size_t i = 0; i < sizeof contractions / sizeof *contractions; i++)
    if (strcmp(folded, contractions[i].word) == 0) return contractions[i].first;
  return 0;
}
