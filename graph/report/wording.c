#include "report/wording.h"

#include <string.h>
#include <strings.h>

#define LENGTH(list) (sizeof(list) / sizeof *(list))

/* The noun phrase that a name begins with: all before what follows its head. */
typedef struct {
  bg_str head;  /* its last word */
  size_t words; /* of the phrase */
  bool more;    /* something follows: "of Pakistan" */
} phrase;

/* What ends the phrase. */
static const char *const followers[] = {"of",   "in",      "on",     "at",      "for",   "from", "with",  "to",
                                        "by",   "against", "under",  "between", "among", "who",  "that",  "within",
                                        "near", "across",  "behind", "without", "along", "over", "about", "outside"};
/* Adjectives that stand behind their noun when more follows: "Countries short of resources". */
static const char *const behind[] = {"short",   "close",     "loyal",   "hostile",  "friendly",    "capable",
                                     "allied",  "dependent", "active",  "critical", "responsible", "opposed",
                                     "subject", "willing",   "present", "exempt",   "sympathetic"};
static const char *const plurals[] = {"people", "police", "men", "women", "children", "personnel"};
static const char *const singulars[] = {"news", "series", "headquarters", "press", "means"};
/* Capitalised nouns that say what kind of thing a name names. */
static const char *const kinds[] = {
    "academy",     "administration", "agency",        "agreement",    "alliance",   "army",        "assembly",
    "association", "authority",      "bank",          "board",        "brigade",    "bureau",      "cabinet",
    "caliphate",   "center",         "centre",        "coalition",    "command",    "commission",  "committee",
    "community",   "conference",     "confederation", "congress",     "convention", "cooperation", "corporation",
    "council",     "court",          "department",    "directorate",  "embassy",    "emirate",     "emirates",
    "federation",  "force",          "forces",        "forum",        "foundation", "front",       "fund",
    "government",  "group",          "guard",         "initiative",   "institute",  "institution", "islands",
    "junta",       "kingdom",        "league",        "legislature",  "mechanism",  "military",    "militia",
    "ministry",    "mission",        "monarchy",      "movement",     "nations",    "navy",        "network",
    "office",      "opposition",     "organisation",  "organization", "pact",       "parliament",  "partnership",
    "party",       "presidency",     "program",       "programme",    "regime",     "republic",    "secretariat",
    "senate",      "service",        "society",       "states",       "summit",     "treasury",    "treaty",
    "tribunal",    "union",          "university"};
/* Single words that take it all the same. */
static const char *const alone[] = {"netherlands", "philippines", "maldives", "bahamas", "taliban", "vatican",
                                    "kremlin",     "pentagon",    "us",       "uk",      "eu",      "un",
                                    "u.s.",        "u.n.",        "u.k.",     "e.u."};

static bool is_one_of(bg_str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strlen(list[i]) == word.len && strncasecmp(list[i], word.data, word.len) == 0) return true;
  return false;
}

static bool is_lower(bg_str word) {
  return word.len && word.data[0] >= 'a' && word.data[0] <= 'z';
}

/* "Sikh dissident killed in Canada": a participle or adjective behind the head. */
static bool stands_behind(bg_str word) {
  return is_lower(word) &&
         ((word.len > 4 && bg_str_ends(word, BG_STR("ed"))) || is_one_of(word, behind, LENGTH(behind)));
}

static phrase read_phrase(bg_str name) {
  phrase p = {BG_STR_EMPTY, 0, false};
  bg_str rest = name, word, before = BG_STR_EMPTY;
  while (bg_str_split(&rest, ' ', &word)) {
    if (!word.len) continue;
    p.more = p.words && (is_one_of(word, followers, LENGTH(followers)) || word.data[0] == '(') &&
             (is_lower(word) || word.data[0] == '(');
    if (p.more) break;
    before = p.head;
    p.head = word;
    p.words++;
  }
  if (p.more && p.words > 1 && stands_behind(p.head)) {
    p.head = before;
    p.words--;
  }
  while (p.head.len && strchr(",.;:)", p.head.data[p.head.len - 1]) && !is_one_of(p.head, alone, LENGTH(alone)))
    p.head.len--;
  return p;
}

static bool looks_plural(bg_str word) {
  if (is_one_of(word, plurals, LENGTH(plurals)) || (word.len > 5 && is_lower(word) && bg_str_ends(word, BG_STR("men"))))
    return true;
  if (word.len < 4 || is_one_of(word, singulars, LENGTH(singulars)) || !bg_str_ends(word, BG_STR("s"))) return false;
  return !strchr("sui'", word.data[word.len - 2]) && !bg_str_ends(word, BG_STR("ics"));
}

bool bg_wording_is_plural(bg_str name, bg_name_kind kind) {
  phrase p = read_phrase(name);
  if (kind == BG_NAME_OF_PEOPLE && bg_str_ends(p.head, BG_STR("is"))) return true; /* "Houthis" */
  if (kind == BG_NAME_OF_PERSON || !looks_plural(p.head)) return false;
  /* the first word of a name is written large whatever it is */
  bool common = is_lower(p.head) || (p.words == 1 && p.more);
  return common || kind == BG_NAME_OF_PEOPLE;
}

bool bg_wording_takes_article(bg_str name, bg_name_kind kind) {
  phrase p = read_phrase(name);
  bg_str rest = name, first;
  if (kind == BG_NAME_OF_PERSON || !p.words || !bg_str_split(&rest, ' ', &first)) return false;
  if (is_one_of(first, (const char *const[]){"the"}, 1)) return false;
  if (p.words == 1 && !p.more) return is_one_of(p.head, alone, LENGTH(alone));
  if (is_lower(p.head)) return !looks_plural(p.head);
  return is_one_of(p.head, kinds, LENGTH(kinds));
}
