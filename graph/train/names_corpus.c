#include "train/names_corpus.h"

#include <string.h>

#include "base/file.h"
#include "base/memory.h"

#define TYPE(name) (1u << BG_TYPE_##name)

enum {
  ALL_PERSONS = TYPE(PERSON) | TYPE(POLITICIAN),
  ALL_PLACES = TYPE(PLACE) | TYPE(COUNTRY),
  ALL_OTHERS = TYPE(EVENT) | TYPE(ELECTION) | TYPE(INITIATIVE) | TYPE(GROUP) | TYPE(OTHER)
};

/* ---- text from words --------------------------------------------------------------------------------------------- */

typedef struct {
  bg_names_corpus *corpus;
  const bg_gazetteer *gazetteer;
  bool glue;       /* the next word follows without a space */
  bool open_quote; /* inside double quotes */
  bool in_sentence;
} builder;

static void begin_sentence(builder *b) {
  bg_names_corpus *c = b->corpus;
  BG_GROW(c->sentences, c->sentence_capacity, c->sentence_count + 1);
  c->sentences[c->sentence_count] = (bg_gold_sentence){.start = c->text.len, .first_name = c->name_count};
  b->glue = true;
  b->open_quote = false;
  b->in_sentence = true;
}

static void end_sentence(builder *b) {
  if (!b->in_sentence) return;
  bg_gold_sentence *s = &b->corpus->sentences[b->corpus->sentence_count];
  s->end = b->corpus->text.len;
  s->name_count = b->corpus->name_count - s->first_name;
  if (s->end > s->start) b->corpus->sentence_count++;
  bg_buffer_puts(&b->corpus->text, "\n\n");
  b->in_sentence = false;
}

/* Words of corpora that do not tell their spaces: put them where English has them. */
static bool closes(bg_str word) {
  static const char *const marks[] = {",",  ".",  ":",  ";", ")",   "]",   "%",   "?",  "!",
                                      "'s", "'S", "’s", "'", "n't", "'re", "'ve", "'ll"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (bg_str_is(word, marks[i])) return true;
  return false;
}

/* Append a word; gives where it starts. */
static size_t add_guessed(builder *b, bg_str word) {
  bool quote = bg_str_is(word, "\"");
  bool glue = b->glue || closes(word) || (quote && b->open_quote);
  if (!glue) bg_buffer_putc(&b->corpus->text, ' ');
  size_t start = b->corpus->text.len;
  bg_buffer_add(&b->corpus->text, word);
  b->glue = bg_str_is(word, "(") || bg_str_is(word, "[") || bg_str_is(word, "$") || (quote && !b->open_quote);
  if (quote) b->open_quote = !b->open_quote;
  return start;
}

static void add_name(builder *b, size_t start, size_t end, unsigned types) {
  bg_names_corpus *c = b->corpus;
  if (!types || end <= start) return;
  BG_GROW(c->names, c->name_capacity, c->name_count + 1);
  c->names[c->name_count++] = (bg_gold_name){start, end, types};
}

/* ---- from coarse types to ours ------------------------------------------------------------------------------------
 */

/* The gazetteer's class of a name, or empty. */
static bg_str known_class(const bg_gazetteer *gazetteer, bg_str name, bg_label_kind *kind) {
  size_t count = 0;
  const bg_sense *senses = gazetteer ? bg_gazetteer_senses(gazetteer, name, &count) : NULL;
  if (count == 0) return BG_STR_EMPTY;
  *kind = senses[0].kind;
  return bg_gazetteer_concept(gazetteer, senses[0].concept)->type;
}

static bool contains_word(bg_str name, const char *const *words, size_t count) {
  for (bg_str rest = name, word; bg_str_split(&rest, ' ', &word);)
    for (size_t i = 0; i < count; i++)
      if (bg_str_is(word, words[i])) return true;
  return false;
}

#define CONTAINS(name, list) contains_word((name), (list), sizeof(list) / sizeof *(list))

static const char *const party_words[] = {"Party", "Democrats", "Socialists", "Conservatives", "Labour", "Republicans"};
static const char *const event_words[] = {
    "War",        "Battle",   "Revolution", "Cup",        "Championship", "Championships", "Games",    "Olympics",
    "Conference", "Festival", "Summit",     "Uprising",   "Crisis",       "Revolt",        "Massacre", "Siege",
    "Tournament", "Election", "Day",        "Convention", "Olympiad",     "Prix",          "Congress", "Attack"};
static const char *const initiative_words[] = {"Treaty",     "Act",         "Agreement",  "Programme",    "Program",
                                               "Plan",       "Accord",      "Convention", "Protocol",     "Pact",
                                               "Initiative", "Project",     "Law",        "Constitution", "Resolution",
                                               "Amendment",  "Declaration", "Bill"};

static unsigned types_of_place(const builder *b, bg_str name) {
  bg_label_kind kind = BG_LABEL_NAME;
  bg_str class = known_class(b->gazetteer, name, &kind);
  if (class.len == 0) return TYPE(PLACE);
  return bg_str_is(class, "State") && kind != BG_LABEL_METONYM ? TYPE(COUNTRY) : TYPE(PLACE);
}

static unsigned types_of_organization(const builder *b, bg_str name) {
  bg_label_kind kind = BG_LABEL_NAME;
  bg_str class = known_class(b->gazetteer, name, &kind);
  if (bg_str_is(class, "PoliticalParty") || CONTAINS(name, party_words)) return TYPE(PARTY);
  return TYPE(ORGANIZATION);
}

static unsigned types_of_other(const builder *b, bg_str name) {
  bg_label_kind kind = BG_LABEL_NAME;
  bg_str class = known_class(b->gazetteer, name, &kind);
  if (class.len > 0 && kind == BG_LABEL_DEMONYM) return TYPE(GROUP);
  if (bg_str_is(class, "SocialGroup")) return TYPE(GROUP);
  if (bg_str_find(name, BG_STR("lection"), 0) != SIZE_MAX) return TYPE(ELECTION);
  if (CONTAINS(name, event_words)) return TYPE(EVENT);
  if (CONTAINS(name, initiative_words)) return TYPE(INITIATIVE);
  return TYPE(OTHER) | TYPE(EVENT) | TYPE(INITIATIVE) | TYPE(GROUP);
}

/* Persons of general texts are politicians only where the sentence is about politics. */
static unsigned types_of_person(bool political) {
  return political ? ALL_PERSONS : TYPE(PERSON);
}

static bool is_political(bg_str sentence) {
  static const char *const words[] = {"lection", "minister",   "Minister",   "president", "President", "senat",
                                      "Senat",   "parliament", "Parliament", "governor",  "Governor",  "politic",
                                      "party",   "Party",      "overnment",  "ongress",   "campaign",  "mayor",
                                      "Mayor",   "secretary",  "Secretary"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bg_str_find(sentence, bg_str_from(words[i]), 0) != SIZE_MAX) return true;
  return false;
}

/* Persons come as ALL_PERSONS; the sentence as a whole decides. */
static void settle_persons(bg_names_corpus *corpus) {
  for (size_t i = 0; i < corpus->sentence_count; i++) {
    const bg_gold_sentence *s = &corpus->sentences[i];
    bool political = is_political(bg_str_slice(bg_buffer_str(&corpus->text), s->start, s->end));
    for (size_t k = s->first_name; k < s->first_name + s->name_count; k++)
      if (corpus->names[k].types == ALL_PERSONS) corpus->names[k].types = types_of_person(political);
  }
}

/* CrossNER's own types are ours, but for "misc", which holds nationalities. */
static unsigned types_of_label(const builder *b, bg_str label, bg_str name) {
  static const struct {
    const char *label;
    unsigned types;
  } table[] = {{"person", TYPE(PERSON)},
               {"politician", TYPE(POLITICIAN)},
               {"politicalparty", TYPE(PARTY)},
               {"country", TYPE(COUNTRY)},
               {"location", TYPE(PLACE)},
               {"election", TYPE(ELECTION)},
               {"event", TYPE(EVENT)},
               {"organisation", TYPE(ORGANIZATION)},
               {"organization", TYPE(ORGANIZATION)},
               {"PER", ALL_PERSONS}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (bg_str_is(label, table[i].label)) return table[i].types;
  if (bg_str_is(label, "LOC")) return types_of_place(b, name);
  if (bg_str_is(label, "ORG")) return types_of_organization(b, name);
  unsigned other = types_of_other(b, name);
  /* An election or event that CrossNER calls misc is none to it. */
  return b->corpus->kind == BG_CORPUS_CROSSNER && other != TYPE(GROUP) && other != TYPE(INITIATIVE)
             ? TYPE(OTHER) | TYPE(GROUP) | TYPE(INITIATIVE)
             : other;
}

/* ---- one word a line, with B-, I- and O ---------------------------------------------------------------------------
 */

typedef struct {
  size_t start, end;
  bg_str label;
  bool open;
} open_name;

static void close_name(builder *b, open_name *name) {
  if (name->open) {
    bg_str form = bg_str_slice(bg_buffer_str(&b->corpus->text), name->start, name->end);
    add_name(b, name->start, name->end, types_of_label(b, name->label, form));
  }
  name->open = false;
}

static void take_tag(builder *b, open_name *name, bg_str tag, size_t start, bool bare_inside_begins) {
  bg_str label = tag.len > 2 ? bg_str_slice(tag, 2, tag.len) : BG_STR_EMPTY;
  bool inside = tag.len > 0 && tag.data[0] == 'I' && name->open && bg_str_equal(label, name->label);
  if (!inside) close_name(b, name);
  if (label.len == 0) return;
  (void)bare_inside_begins;
  if (!inside) *name = (open_name){.start = start, .label = label, .open = true};
  name->end = b->corpus->text.len;
}

static void read_conll(builder *b, bg_str text) {
  open_name name = {0};
  for (bg_str rest = text, line; bg_str_split(&rest, '\n', &line);) {
    line = bg_str_trim(line);
    size_t cut = line.len;
    while (cut > 0 && line.data[cut - 1] != ' ' && line.data[cut - 1] != '\t') cut--;
    if (line.len == 0 || cut == 0) {
      close_name(b, &name);
      end_sentence(b);
      continue;
    }
    if (!b->in_sentence) begin_sentence(b);
    size_t start = add_guessed(b, bg_str_trim(bg_str_slice(line, 0, cut)));
    take_tag(b, &name, bg_str_slice(line, cut, line.len), start, true);
  }
  close_name(b, &name);
  end_sentence(b);
}

/* ---- UNER: with the sentence's text in a comment ----------------------------------------------------------------- */

static bg_str column(bg_str line, size_t index) {
  bg_str part = BG_STR_EMPTY;
  for (size_t i = 0; i <= index; i++)
    if (!bg_str_split(&line, '\t', &part)) return BG_STR_EMPTY;
  return part;
}

/* Append the sentence's text whole; words are then found in it. */
static void begin_with_text(builder *b, bg_str text) {
  begin_sentence(b);
  bg_buffer_add(&b->corpus->text, text);
}

static bool find_word(const builder *b, bg_str word, size_t *at, size_t *start) {
  size_t found = bg_str_find(bg_buffer_str(&b->corpus->text), word, *at);
  if (found == SIZE_MAX) return false;
  *start = found;
  *at = found + word.len;
  return true;
}

static void read_uner(builder *b, bg_str text) {
  open_name name = {0};
  size_t at = 0;
  for (bg_str rest = text, line; bg_str_split(&rest, '\n', &line);) {
    if (bg_str_starts(line, BG_STR("# text = "))) {
      at = b->corpus->text.len;
      begin_with_text(b, bg_str_slice(line, 9, line.len));
    } else if (line.len == 0) {
      close_name(b, &name);
      end_sentence(b);
    } else if (line.data[0] != '#') {
      size_t start = 0;
      bg_str tag = column(line, 2);
      if (!find_word(b, column(line, 1), &at, &start)) continue;
      bg_str label = tag.len > 2 ? bg_str_slice(tag, 2, tag.len) : BG_STR_EMPTY;
      bool inside = tag.len > 0 && tag.data[0] == 'I' && name.open;
      if (!inside) close_name(b, &name);
      if (label.len > 0 && !inside) name = (open_name){.start = start, .label = label, .open = true};
      if (label.len > 0) name.end = at;
    }
  }
  close_name(b, &name);
  end_sentence(b);
}

/* ---- GUM: entities in MISC, brackets as in CoNLL coreference --------------------------------------------------------
 */

enum { MOST_WORDS = 400, MOST_OPEN = 64 };

typedef struct {
  size_t start, end, head;
  bg_str upos, xpos, form;
  bool doubtful; /* in a phrase about a person, but not in the name that was cut out of it */
} gum_word;

typedef struct {
  bg_str group, type;
  bool identity;
  size_t first;
} gum_open;

typedef struct {
  size_t first, end; /* words */
  unsigned types;
} gum_name;

typedef struct {
  gum_word words[MOST_WORDS];
  size_t count;
  gum_open open[MOST_OPEN];
  size_t open_count;
  gum_name names[MOST_WORDS];
  size_t name_count;
} gum_sentence;

static bool starts_upper(bg_str form) {
  return form.len > 0 && ((form.data[0] >= 'A' && form.data[0] <= 'Z') || (unsigned char)form.data[0] >= 0xc3);
}

static bool is_name_word(const gum_word *w) {
  if (bg_str_is(w->upos, "PRON") || bg_str_is(w->upos, "DET") || bg_str_is(w->upos, "ADP")) return false;
  return bg_str_is(w->upos, "PROPN") || bg_str_is(w->upos, "NUM") || starts_upper(w->form) || bg_str_is(w->form, "-");
}

static bool is_bridge(const gum_word *w) {
  return bg_str_is(w->form, "of") || bg_str_is(w->form, "the") || bg_str_is(w->form, "for") ||
         bg_str_is(w->form, "and") || bg_str_is(w->form, "'s") || bg_str_is(w->form, "de") || bg_str_is(w->form, "on");
}

/* GUM's spans are whole noun phrases: keep the stretch of name words around the head. */
static bool trim_to_name(const gum_sentence *s, size_t *first, size_t *end, bool person) {
  size_t head = *first;
  for (size_t i = *first; i < *end; i++)
    if (s->words[i].head == SIZE_MAX || s->words[i].head < *first || s->words[i].head >= *end) head = i;
  if (!is_name_word(&s->words[head])) return false;
  size_t from = head, to = head + 1;
  while (!person && from > *first &&
         (is_name_word(&s->words[from - 1]) ||
          (is_bridge(&s->words[from - 1]) && from > *first + 1 && is_name_word(&s->words[from - 2]))))
    from--;
  while (to < *end && (is_name_word(&s->words[to]) ||
                       (!person && is_bridge(&s->words[to]) && to + 1 < *end && is_name_word(&s->words[to + 1]))))
    to++;
  while (from < to && (bg_str_is(s->words[from].upos, "DET") || is_bridge(&s->words[from]))) from++;
  *first = from;
  *end = to;
  return from < to;
}

static bool head_is_proper(const gum_sentence *s, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (s->words[i].head == SIZE_MAX || s->words[i].head < first || s->words[i].head >= end)
      return bg_str_is(s->words[i].upos, "PROPN");
  return false;
}

static unsigned gum_types(const builder *b, bg_str type, bg_str name, bool plural) {
  if (bg_str_is(type, "person")) {
    bg_label_kind kind = BG_LABEL_NAME;
    bg_str class = known_class(b->gazetteer, name, &kind);
    return plural || (class.len > 0 && kind == BG_LABEL_DEMONYM) ? TYPE(GROUP) : ALL_PERSONS;
  }
  if (bg_str_is(type, "place")) return types_of_place(b, name);
  if (bg_str_is(type, "organization")) {
    return types_of_place(b, name) == TYPE(COUNTRY) ? TYPE(COUNTRY) : types_of_organization(b, name);
  }
  if (bg_str_is(type, "event")) return TYPE(EVENT) | TYPE(ELECTION);
  if (bg_str_is(type, "time") || bg_str_is(type, "animal") || bg_str_is(type, "plant")) return 0;
  return types_of_other(b, name);
}

static void close_gum(builder *b, gum_sentence *s, size_t open) {
  gum_open o = s->open[open];
  s->open_count--;
  memmove(&s->open[open], &s->open[open + 1], (s->open_count - open) * sizeof *s->open);
  size_t first = o.first, end = s->count;
  if (!o.identity && !head_is_proper(s, first, end)) return;
  if (!trim_to_name(s, &first, &end, bg_str_is(o.type, "person"))) return;
  bg_str form = bg_str_slice(bg_buffer_str(&b->corpus->text), s->words[first].start, s->words[end - 1].end);
  unsigned types = gum_types(b, o.type, form, end - first == 1 && bg_str_is(s->words[first].xpos, "NNPS"));
  if (types && s->name_count < MOST_WORDS) s->names[s->name_count++] = (gum_name){first, end, types};
  if (bg_str_is(o.type, "person"))
    for (size_t i = o.first; i < s->count; i++)
      s->words[i].doubtful |= (i < first || i >= end) && starts_upper(s->words[i].form);
}

/* "(8-organization-new-...-sgl-University_of_X(9-place-...": opens before the word, closes after it. */
static void take_entities(builder *b, gum_sentence *s, bg_str value) {
  for (size_t i = 0; i < value.len;) {
    size_t stop = i + (value.data[i] == '(');
    while (stop < value.len && value.data[stop] != '(' && value.data[stop] != ')') stop++;
    bool opens = value.data[i] == '(', closing = stop < value.len && value.data[stop] == ')';
    bg_str body = bg_str_slice(value, i + opens, stop), rest = body, group, part;
    if (!bg_str_split(&rest, '-', &group)) return;
    if (opens && s->open_count < MOST_OPEN) {
      gum_open o = {.group = group, .first = s->count - 1};
      bg_str_split(&rest, '-', &o.type);
      size_t fields = 2;
      while (bg_str_split(&rest, '-', &part)) fields++;
      o.identity = fields >= 8;
      s->open[s->open_count++] = o;
    }
    if (closing) {
      for (size_t k = s->open_count; k > 0; k--) {
        if (!bg_str_equal(s->open[k - 1].group, group)) continue;
        close_gum(b, s, k - 1);
        break;
      }
    }
    i = stop + closing;
    if (!opens && !closing) return;
  }
}

/* Of names within names, the outer one; in text order. */
static void emit_gum(builder *b, gum_sentence *s) {
  for (size_t at = 0; at < s->count;) {
    const gum_name *best = NULL;
    for (size_t i = 0; i < s->name_count; i++)
      if (s->names[i].first == at && (!best || s->names[i].end > best->end)) best = &s->names[i];
    if (!best) {
      if (s->words[at].doubtful) add_name(b, s->words[at].start, s->words[at].end, BG_ANY_TYPE);
      at++;
      continue;
    }
    add_name(b, s->words[best->first].start, s->words[best->end - 1].end, best->types);
    at = best->end;
  }
  *s = (gum_sentence){0};
}

static size_t number(bg_str digits) {
  size_t n = 0;
  for (size_t i = 0; i < digits.len && digits.data[i] >= '0' && digits.data[i] <= '9'; i++)
    n = n * 10 + (size_t)(digits.data[i] - '0');
  return n;
}

static void read_gum(builder *b, bg_str text) {
  gum_sentence *s = BG_NEW(gum_sentence);
  size_t at = 0;
  for (bg_str rest = text, line; bg_str_split(&rest, '\n', &line);) {
    if (bg_str_starts(line, BG_STR("# text = "))) {
      at = b->corpus->text.len;
      begin_with_text(b, bg_str_slice(line, 9, line.len));
      continue;
    }
    if (line.len == 0) {
      emit_gum(b, s);
      end_sentence(b);
      continue;
    }
    bg_str id = column(line, 0);
    if (line.data[0] == '#' || bg_str_find(id, BG_STR("-"), 0) != SIZE_MAX ||
        bg_str_find(id, BG_STR("."), 0) != SIZE_MAX)
      continue;
    gum_word w = {.form = column(line, 1), .upos = column(line, 3), .xpos = column(line, 4)};
    if (s->count == MOST_WORDS || !find_word(b, w.form, &at, &w.start)) continue;
    w.end = at;
    size_t head = number(column(line, 6));
    w.head = head == 0 ? SIZE_MAX : head - 1;
    s->words[s->count++] = w;
    bg_str misc = column(line, 9);
    size_t entity = bg_str_find(misc, BG_STR("Entity="), 0);
    if (entity == SIZE_MAX) continue;
    bg_str value = bg_str_slice(misc, entity + 7, misc.len), first;
    bg_str_split(&value, '|', &first);
    take_entities(b, s, first);
  }
  emit_gum(b, s);
  end_sentence(b);
  bg_free(s);
}

bg_status bg_names_corpus_read(const char *path, bg_names_corpus_kind kind, const bg_gazetteer *gazetteer,
                               bg_diagnostics *diagnostics, bg_names_corpus *corpus) {
  bg_input *input = NULL;
  bg_str text;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  *corpus = (bg_names_corpus){.kind = kind};
  builder b = {.corpus = corpus, .gazetteer = gazetteer};
  if (kind == BG_CORPUS_UNER) {
    corpus->unlabelled = ALL_OTHERS;
    read_uner(&b, text);
  } else if (kind == BG_CORPUS_GUM) {
    corpus->unlabelled = TYPE(GROUP);
    read_gum(&b, text);
  } else {
    read_conll(&b, text);
  }
  if (kind != BG_CORPUS_CROSSNER) settle_persons(corpus);
  bg_input_close(input);
  return BG_OK;
}

void bg_names_corpus_free(bg_names_corpus *corpus) {
  bg_buffer_free(&corpus->text);
  bg_free(corpus->names);
  bg_free(corpus->sentences);
}
