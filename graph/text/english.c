#include "text/english.h"

#include <glib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

enum { FEWEST_WORDS = 20, MOST_WORDS = 4000, LONGEST_WORD = 24, FEWEST_TO_DOUBT = 80 };

typedef struct {
  const char *name;
  const char *words; /* commonest function words, lower case, parted by spaces */
} language;

/* English comes first. Words that English has too ("a", "in", "die", "is", "me", "as") stand for English only. */
static const language languages[] = {
    {"English",
     "the of and to in a is that for it with as was on by are be this from at which or an have has not but "
     "they their its were will been would more should can who also these than had into such other we our "
     "his he about between while"},
    {"German",
     "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es werden aus hat dass "
     "sie nach wird bei einer um sind noch wie einem über einen zum war haben nur oder aber vor zur bis mehr "
     "durch"},
    {"French",
     "le la les de des et en un une du que est pour qui dans par sur au plus pas ne ce il sont avec son aux se "
     "cette ses mais ou comme leur ont été nous elle ces être entre"},
    {"Spanish",
     "el la los las de que y en un una por con para del se su al es lo como más pero sus le ha entre cuando sin "
     "sobre este también fue han desde está son esta ser"},
    {"Portuguese",
     "o os de que e da do em um uma para com não por dos das mais na no se ao como foi mas sua ou quando "
     "muito nos já eu também só pelo pela até isso ela entre são à é"},
    {"Italian",
     "il di che e la per un una del della in non con sono le si da dei nel alla più al come ma ha anche gli "
     "delle questo lo dal nella degli essere tra suo"},
    {"Dutch",
     "de het een van en dat die te zijn op met voor niet aan er om ook als dan maar bij nog naar door uit wordt "
     "worden heeft hebben over deze ze zou kan"},
    {"Swedish",
     "och att det som en på är av för med den till ett om har de inte var jag från vi han kan men så eller hade "
     "mot när under också"},
    {"Danish or Norwegian",
     "og i at det en på er af for med den til et om har de ikke var jeg fra vi han kan men så eller "
     "havde av som ikke når også etter mot ved"},
    {"Finnish",
     "ja on ei että se oli mutta ovat kun myös tai joka hän sen niin kuin vain ole olla jotka ne siitä mukaan "
     "sekä jos"},
    {"Polish",
     "w i na z do się nie że to jest o jak po za od przez dla są ale oraz ze być tym czy jego które który tego "
     "może"},
    {"Czech or Slovak",
     "a v se na je že s z do o i za to pro jako ale by po jsou od při své který které však tak být sa "
     "aj nie pre sú"},
    {"Hungarian",
     "a az és hogy nem is egy ez meg volt de csak van mint ha már még el vagy aki ki azt lesz amely között"},
    {"Romanian",
     "și de în la cu a să nu pe că din care o pentru este mai sunt au fost ca prin sau dar după între lui al"},
    {"Turkish",
     "ve bir bu için ile da de olarak çok daha olan gibi kadar en ne var değil ancak her sonra türkiye göre "
     "ise ya tarafından"},
    {"Indonesian or Malay",
     "yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh ke adalah juga sebagai "
     "mereka telah ada bahwa atau bisa kita saya"},
    {"Swahili", "ya na wa kwa ni katika za la kuwa hii cha yake au kama lakini hiyo watu wake baada ambao"},
    {"Vietnamese", "của và là có các trong cho được với không một người những này đã từ về đến khi để"},
    {"Croatian, Serbian or Bosnian",
     "i u je da se na za od su s koji to ne kao a sa bi iz ali će nije što biti ili koja"},
    {"Albanian", "të e në dhe për me një që nga i si është se më do u ka kanë por nuk"},
    {"Somali", "iyo oo ka ku waa in uu ay la soo ah ee ayaa si waxaa"},
};

enum { LANGUAGES = sizeof languages / sizeof *languages };

typedef struct {
  size_t words, letters, latin;
  size_t hits[LANGUAGES];
  size_t scripts[G_UNICODE_SCRIPT_ARABIC + 64]; /* letters of each script that GLib numbers this low */
} profile;

enum { SCRIPTS = sizeof((profile *)0)->scripts / sizeof(size_t) };

static const struct {
  GUnicodeScript script;
  const char *name;
} scripts[] = {{G_UNICODE_SCRIPT_CYRILLIC, "the Cyrillic script"},
               {G_UNICODE_SCRIPT_ARABIC, "the Arabic script"},
               {G_UNICODE_SCRIPT_HIRAGANA, "Japanese"},
               {G_UNICODE_SCRIPT_KATAKANA, "Japanese"},
               {G_UNICODE_SCRIPT_HANGUL, "Korean"},
               {G_UNICODE_SCRIPT_HAN, "Chinese"},
               {G_UNICODE_SCRIPT_HEBREW, "Hebrew"},
               {G_UNICODE_SCRIPT_GREEK, "Greek"},
               {G_UNICODE_SCRIPT_DEVANAGARI, "the Devanagari script"},
               {G_UNICODE_SCRIPT_THAI, "Thai"},
               {G_UNICODE_SCRIPT_BENGALI, "Bengali"},
               {G_UNICODE_SCRIPT_TAMIL, "Tamil"},
               {G_UNICODE_SCRIPT_ARMENIAN, "Armenian"},
               {G_UNICODE_SCRIPT_GEORGIAN, "Georgian"},
               {G_UNICODE_SCRIPT_ETHIOPIC, "the Ethiopic script"},
               {G_UNICODE_SCRIPT_KHMER, "Khmer"},
               {G_UNICODE_SCRIPT_MYANMAR, "Burmese"},
               {G_UNICODE_SCRIPT_LAO, "Lao"}};

static void count_word(profile *p, const bg_map *index, bg_str word) {
  p->words++;
  size_t claimed = word.len <= LONGEST_WORD ? bg_map_get(index, word, 0) : 0; /* one bit for each language */
  for (size_t i = 0; claimed; i++, claimed >>= 1) p->hits[i] += claimed & 1;
}

static void count_letter(profile *p, gunichar c) {
  GUnicodeScript script = g_unichar_get_script(c);
  p->letters++;
  p->latin += script == G_UNICODE_SCRIPT_LATIN;
  if (script >= 0 && (size_t)script < SCRIPTS) p->scripts[script]++;
}

/* Letters and words of the first MOST_WORDS words. Scripts without spaces make long words, so letters are bounded too.
 */
static void count_words(profile *p, const bg_map *index, bg_str text) {
  bg_buffer word = {0};
  for (size_t i = 0; i <= text.len && p->words < MOST_WORDS && p->letters < 16 * MOST_WORDS;) {
    gunichar c = ' '; /* behind the last word too */
    if (i < text.len) c = bg_utf8_next(text, &i);
    else i++;
    if (g_unichar_isalpha(c)) {
      count_letter(p, c);
      if (word.len <= LONGEST_WORD) bg_utf8_append(&word, g_unichar_tolower(c));
    } else if (word.len) {
      count_word(p, index, bg_buffer_str(&word));
      bg_buffer_clear(&word);
    }
  }
  bg_buffer_free(&word);
}

static void make_profile(profile *p, bg_str text) {
  bg_map *index = bg_map_new();
  for (size_t i = 0; i < LANGUAGES; i++) {
    bg_str rest = bg_str_from(languages[i].words), word;
    while (bg_str_split(&rest, ' ', &word)) {
      size_t claimed = bg_map_get(index, word, 0);
      if (!(claimed & 1)) bg_map_set(index, word, claimed | (size_t)1 << i);
    }
  }
  count_words(p, index, text);
  bg_map_free(index);
}

static const char *other_script(const profile *p) {
  if (p->latin * 2 >= p->letters || p->letters < FEWEST_WORDS * 2) return NULL;
  size_t japanese = p->scripts[G_UNICODE_SCRIPT_HIRAGANA] + p->scripts[G_UNICODE_SCRIPT_KATAKANA];
  if (japanese * 10 > p->letters) return "Japanese";
  const char *name = "another script";
  size_t most = 0;
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    if (p->scripts[scripts[i].script] <= most) continue;
    most = p->scripts[scripts[i].script];
    name = scripts[i].name;
  }
  return name;
}

const char *bg_other_language(bg_str text) {
  profile p = {0};
  make_profile(&p, text);
  const char *script = other_script(&p);
  if (script) return script;
  if (p.words < FEWEST_WORDS) return NULL;
  size_t best = 0, english = p.hits[0];
  for (size_t i = 1; i < LANGUAGES; i++)
    if (p.hits[i] > p.hits[best]) best = i;
  if (best && p.hits[best] * 10 >= p.words && p.hits[best] * 2 > english * 3) return languages[best].name;
  return p.words >= FEWEST_TO_DOUBT && english * 50 < p.words ? "unknown" : NULL;
}

bg_status bg_require_english(bg_str text, const char *name, bg_diagnostics *diagnostics) {
  const char *other = bg_other_language(text);
  if (!other) return BG_OK;
  bg_location at = {.file = name};
  if (strcmp(other, "unknown") == 0)
    return bg_error(
        diagnostics, BG_ERROR_UNSUPPORTED, &at,
        "does not look like English: hardly one of its words is a common English one; only English is read");
  return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &at, "is not in English, but looks like %s; only English is read",
                  other);
}
