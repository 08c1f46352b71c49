#include "extract/arguments.h"

/* How far an argument is sought through clauses that share it. */
enum { FARTHEST = 6 };

const char *bg_by_name(bg_by by) {
  static const char *const names[BG_BY_COUNT] = {
      "active", "passive",    "relative", "participle", "coordination", "control", "adverbial", "own",
      "agent",  "light-verb", "governor", "copula",     "apposition",   "title",   "clause",    "nearest"};
  return names[by];
}

void bg_arguments_add(bg_arguments *out, uint32_t word, bg_by by) {
  for (size_t i = 0; i < out->count; i++)
    if (out->items[i].word == word) return;
  if (out->count < BG_MOST_ARGUMENTS) out->items[out->count++] = (bg_argument){word, by};
}

static bool has_child(const bg_tree *tree, uint32_t word, bg_deprel deprel) {
  return bg_tree_child_by(tree, word, deprel) != BG_NO_WORD;
}

static bool is_participle(const bg_tree *tree, uint32_t word) {
  return bg_tree_has_tag(tree, word, BG_STR("VBN")) || bg_tree_has_tag(tree, word, BG_STR("VBD"));
}

static bool is_name(const bg_tree *tree, uint32_t word) {
  return tree->words[word].upos == BG_UPOS_PROPN;
}

/* A name that was taken for an auxiliary is the subject. */
static bool is_subject(const bg_tree *tree, uint32_t word) {
  bg_deprel d = bg_tree_relation(tree, word);
  return d == BG_REL_NSUBJ || (d == BG_REL_AUX && is_name(tree, word));
}

static bool has_passive_auxiliary(const bg_tree *tree, uint32_t verb) {
  uint32_t auxiliary = bg_tree_child_by(tree, verb, BG_REL_AUX_PASS);
  return auxiliary != BG_NO_WORD && !is_name(tree, auxiliary);
}

static bool has_agent(const bg_tree *tree, uint32_t verb) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (tree->words[c].deprel == BG_REL_OBL_AGENT && c > verb) return true;
  return false;
}

static bool passive_at(const bg_tree *tree, uint32_t verb, int steps) {
  const bg_word *w = &tree->words[verb];
  if (has_passive_auxiliary(tree, verb)) return true;
  if (has_child(tree, verb, BG_REL_AUX)) return false;
  /* A clause has its auxiliary, or it is active ("it called on ...", taken for a participle) or no clause at all ("the
   * RSF, a group commanded by X, besieged ..."). */
  if (has_child(tree, verb, BG_REL_NSUBJ)) return has_agent(tree, verb) && !has_child(tree, verb, BG_REL_OBJ);
  bg_deprel d = bg_tree_relation(tree, verb);
  /* A past tense with an object is no participle, whatever the parser took it for. */
  if (w->deprel == BG_REL_ACL || d == BG_REL_AMOD)
    return is_participle(tree, verb) &&
           !(bg_tree_has_tag(tree, verb, BG_STR("VBD")) && has_child(tree, verb, BG_REL_OBJ));
  if (!bg_tree_has_tag(tree, verb, BG_STR("VBN"))) return false;
  uint32_t head = bg_tree_head(tree, verb);
  if (d == BG_REL_CONJ && head != BG_NO_WORD && steps > 0 && bg_tree_has_tag(tree, head, BG_STR("VBN")))
    return passive_at(tree, head, steps - 1);
  return d == BG_REL_ADVCL || d == BG_REL_XCOMP;
}

bool bg_is_passive(const bg_tree *tree, uint32_t verb) {
  return passive_at(tree, verb, FARTHEST);
}

/* ---- subjects ---- */

static bg_by or_farther(bg_by by, bg_by way) {
  return by == BG_BY_PLAIN ? way : by;
}

static void add_subject(const bg_tree *tree, uint32_t subject, bg_by way, bg_arguments *out) {
  uint32_t noun = bg_tree_antecedent(tree, subject);
  bg_arguments_add(out, noun, noun == subject ? way : or_farther(way, BG_BY_RELATIVE));
}

static bool own_subjects(const bg_tree *tree, uint32_t word, bg_by way, bg_arguments *out) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++)
    if (is_subject(tree, c)) add_subject(tree, c, way, out);
  return out->count > 0;
}

static void subject_at(const bg_tree *tree, uint32_t word, bg_by way, int steps, bg_arguments *out);

/* The subject of an infinitive or participle that a verb governs: its object, else its subject. */
static void controller(const bg_tree *tree, uint32_t governor, int steps, bg_arguments *out) {
  if (!bg_is_passive(tree, governor) && !bg_tree_lemma_is(tree, governor, BG_STR("promise")) &&
      !bg_tree_lemma_is(tree, governor, BG_STR("vow"))) {
    for (uint32_t i = 0, c; (c = bg_tree_child(tree, governor, i)) != BG_NO_WORD; i++) {
      bg_deprel d = bg_tree_relation(tree, c);
      if (d == BG_REL_OBJ || d == BG_REL_IOBJ) add_subject(tree, c, BG_BY_CONTROL, out);
      /* "called on Arabs to unite" */
      if (d == BG_REL_OBL && bg_tree_lemma_is(tree, governor, BG_STR("call")) &&
          bg_tree_marked_by(tree, c, BG_STR("on")))
        add_subject(tree, c, BG_BY_CONTROL, out);
    }
    if (out->count) return;
  }
  subject_at(tree, governor, BG_BY_CONTROL, steps, out);
}

/* "enable intelligence sharing": the noun before the gerund is what is shared, and shares nothing. */
static bool is_shared_thing(const bg_tree *tree, uint32_t gerund) {
  return gerund > 0 && bg_tree_has_tag(tree, gerund, BG_STR("VBG")) && !has_child(tree, gerund, BG_REL_MARK) &&
         tree->words[gerund - 1].upos == BG_UPOS_NOUN && bg_tree_head(tree, gerund - 1) == bg_tree_head(tree, gerund) &&
         tree->child_start[gerund - 1] == tree->child_start[gerund];
}

/* "plans of Iran to attack": whose plan it is; "made a promise to pay": who made it. */
static void subject_of_infinitive(const bg_tree *tree, uint32_t noun, int steps, bg_arguments *out) {
  /* "the bank plans to pay", with the verb taken for a noun */
  if (bg_tree_child_by(tree, noun, BG_REL_COP) == BG_NO_WORD && own_subjects(tree, noun, BG_BY_CONTROL, out)) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, noun, i)) != BG_NO_WORD; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel, universal = bg_tree_relation(tree, c);
    if (d == BG_REL_NMOD_POSS || universal == BG_REL_AMOD || d == BG_REL_COMPOUND ||
        (universal == BG_REL_NMOD &&
         (bg_tree_marked_by(tree, c, BG_STR("by")) || bg_tree_marked_by(tree, c, BG_STR("of")))))
      if (tree->mention[c] != BG_NO_MENTION) bg_arguments_add(out, c, BG_BY_CONTROL);
  }
  /* "the coalition to defeat the rebels" */
  size_t m = tree->mention[noun];
  bool body = m != BG_NO_MENTION && tree->reading->mentions[m].kind == BG_KIND_ORGANIZATION &&
              tree->reading->mentions[m].entity < tree->reading->entity_count;
  if (!out->count && body) bg_arguments_add(out, noun, BG_BY_CONTROL);
  uint32_t verb = bg_tree_head(tree, noun);
  bg_deprel d = bg_tree_relation(tree, noun);
  if (!out->count && verb != BG_NO_WORD && (d == BG_REL_OBJ || d == BG_REL_OBL || d == BG_REL_XCOMP))
    subject_at(tree, verb, BG_BY_CONTROL, steps, out);
}

static bool is_deterred(const bg_tree *tree, uint32_t verb) {
  return bg_tree_marked_by(tree, verb, BG_STR("against")) || bg_tree_marked_by(tree, verb, BG_STR("from")) ||
         bg_tree_marked_by(tree, verb, BG_STR("of")) || bg_tree_marked_by(tree, verb, BG_STR("into"));
}

static bool is_controller(const bg_tree *tree, uint32_t verb) {
  return tree->controllers && bg_map_has(tree->controllers, tree->words[verb].lemma) &&
         bg_tree_child_by(tree, verb, BG_REL_OBJ) != BG_NO_WORD;
}

/* "uses its militias to attack", "use its leverage over the bank to press": what is used does it too. */
static void instruments(const bg_tree *tree, uint32_t verb, bg_arguments *out) {
  static const char *const verbs[] = {"use", "leverage", "employ", "utilize", "utilise"};
  bool uses = false;
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) uses |= bg_str_is(tree->words[verb].lemma, verbs[i]);
  uint32_t thing = uses ? bg_tree_child_by(tree, verb, BG_REL_OBJ) : BG_NO_WORD;
  if (thing == BG_NO_WORD) return;
  if (tree->mention[thing] != BG_NO_MENTION) add_subject(tree, thing, BG_BY_ADVERBIAL, out);
  bool sway = bg_tree_lemma_is(tree, thing, BG_STR("leverage")) || bg_tree_lemma_is(tree, thing, BG_STR("influence"));
  for (uint32_t above = thing; sway; above = verb) { /* "over" may hang on either */
    for (uint32_t i = 0, c; (c = bg_tree_child(tree, above, i)) != BG_NO_WORD; i++)
      if (c > thing && bg_tree_marked_by(tree, c, BG_STR("over"))) add_subject(tree, c, BG_BY_ADVERBIAL, out);
    if (above == verb) return;
  }
}

/* "works with India to contain ...": both do. */
static void companions(const bg_tree *tree, uint32_t verb, bg_arguments *out) {
  instruments(tree, verb, out);
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (bg_tree_relation(tree, c) == BG_REL_OBL &&
        (bg_tree_marked_by(tree, c, BG_STR("with")) || bg_tree_marked_by(tree, c, BG_STR("alongside"))))
      add_subject(tree, c, BG_BY_ADVERBIAL, out);
}

static void subject_of_clause(const bg_tree *tree, uint32_t word, uint32_t head, int steps, bg_arguments *out) {
  switch (tree->words[word].deprel) {
    case BG_REL_ACL_RELCL:
      if (!has_child(tree, word, BG_REL_NSUBJ)) bg_arguments_add(out, head, BG_BY_RELATIVE);
      return;
    case BG_REL_ACL:
      /* "plans to build", "the process of building" */
      if (has_child(tree, word, BG_REL_MARK)) subject_of_infinitive(tree, head, steps, out);
      else bg_arguments_add(out, head, BG_BY_PARTICIPLE);
      return;
    case BG_REL_AMOD: bg_arguments_add(out, head, BG_BY_PARTICIPLE); return;
    case BG_REL_APPOS: bg_arguments_add(out, head, BG_BY_APPOSITION); return;
    case BG_REL_XCOMP:
      if (is_shared_thing(tree, word)) subject_at(tree, head, BG_BY_CONTROL, steps, out);
      else controller(tree, head, steps, out);
      return;
    case BG_REL_CONJ: subject_at(tree, head, BG_BY_COORDINATION, steps, out); return;
    case BG_REL_ADVCL:
      /* "warned them against attacking", "barred them from entering" */
      if (has_child(tree, head, BG_REL_OBJ) && is_deterred(tree, word)) {
        controller(tree, head, steps, out);
        return;
      }
      /* "pressed the rebels to withdraw", with the infinitive taken for a purpose */
      if (is_controller(tree, head) && bg_tree_marked_by(tree, word, BG_STR("to"))) {
        controller(tree, head, steps, out);
        return;
      }
      subject_at(tree, head, BG_BY_ADVERBIAL, steps, out);
      if (out->count && bg_tree_marked_by(tree, word, BG_STR("to"))) companions(tree, head, out);
      return;
    case BG_REL_CCOMP: /* "it said it was ready to": only without a subject of its own */
      subject_at(tree, head, BG_BY_ADVERBIAL, steps, out);
      return;
    case BG_REL_PARATAXIS:
      /* "Hezbollah, which is backed by Iran, fired rockets", with the noun taken for the root */
      if (word > head && (tree->words[head].upos == BG_UPOS_PROPN || tree->words[head].upos == BG_UPOS_NOUN))
        bg_arguments_add(out, head, BG_BY_PARTICIPLE);
      return;
    default: return;
  }
}

static void subject_at(const bg_tree *tree, uint32_t word, bg_by way, int steps, bg_arguments *out) {
  if (own_subjects(tree, word, way, out) || steps == 0) return;
  uint32_t head = bg_tree_head(tree, word);
  if (head == BG_NO_WORD) return;
  size_t before = out->count;
  subject_of_clause(tree, word, head, steps - 1, out);
  if (way == BG_BY_PLAIN) return;
  for (size_t i = before; i < out->count; i++) out->items[i].by = way;
}

void bg_surface_subject(const bg_tree *tree, uint32_t word, bg_arguments *out) {
  subject_at(tree, word, BG_BY_PLAIN, FARTHEST, out);
}

/* "attacked by militias"; "Iranian-backed", "U.S.-led". */
static void passive_agent(const bg_tree *tree, uint32_t verb, bg_arguments *out) {
  bool attributive = bg_tree_relation(tree, verb) == BG_REL_AMOD;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel, universal = bg_tree_relation(tree, c);
    if (d == BG_REL_OBL_AGENT || (universal == BG_REL_OBL && bg_tree_marked_by(tree, c, BG_STR("by"))))
      add_subject(tree, c, BG_BY_PASSIVE, out);
    else if (attributive && c < verb && universal != BG_REL_ADVCL && tree->mention[c] != BG_NO_MENTION)
      bg_arguments_add(out, c, BG_BY_PARTICIPLE);
  }
}

void bg_logical_subject(const bg_tree *tree, uint32_t verb, bg_arguments *out) {
  if (bg_is_passive(tree, verb)) passive_agent(tree, verb, out);
  else bg_surface_subject(tree, verb, out);
}

/* ---- objects ---- */

static void add_objects(const bg_tree *tree, uint32_t verb, bg_deprel deprel, uint32_t behind, bg_by way,
                        bg_arguments *out) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (bg_tree_relation(tree, c) == deprel && (behind == BG_NO_WORD || c > behind)) add_subject(tree, c, way, out);
}

void bg_logical_object(const bg_tree *tree, uint32_t verb, bg_arguments *out) {
  if (bg_is_passive(tree, verb)) {
    size_t before = out->count;
    bg_surface_subject(tree, verb, out);
    for (size_t i = before; i < out->count; i++)
      if (out->items[i].by == BG_BY_PLAIN) out->items[i].by = BG_BY_PASSIVE;
    add_objects(tree, verb, BG_REL_OBJ, BG_NO_WORD, BG_BY_PASSIVE, out); /* "was given arms" */
    return;
  }
  add_objects(tree, verb, BG_REL_OBJ, BG_NO_WORD, BG_BY_PLAIN, out);
  /* "urged Japan to drop it": the only object, whatever it is called */
  if (!out->count) add_objects(tree, verb, BG_REL_IOBJ, BG_NO_WORD, BG_BY_PLAIN, out);
  uint32_t head = bg_tree_head(tree, verb);
  if (out->count || head == BG_NO_WORD) return;
  /* "the man whom they arrested", "the rebels they fought": the noun fills the gap when the subject is another. */
  if (tree->words[verb].deprel == BG_REL_ACL_RELCL) {
    uint32_t subject = bg_tree_child_by(tree, verb, BG_REL_NSUBJ);
    if (subject != BG_NO_WORD && bg_tree_antecedent(tree, subject) == subject)
      bg_arguments_add(out, head, BG_BY_RELATIVE);
  } else if (tree->words[verb].deprel == BG_REL_CONJ && !bg_is_passive(tree, head)) {
    add_objects(tree, head, BG_REL_OBJ, verb, BG_BY_COORDINATION, out); /* "trained and armed the rebels" */
  }
  /* "armed and trained the rebels", the object behind the second verb alone */
  for (uint32_t i = 0, c; !out->count && (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (c <= verb + 2 && tree->words[c].deprel == BG_REL_CONJ && tree->words[c].upos == BG_UPOS_VERB)
      add_objects(tree, c, BG_REL_OBJ, BG_NO_WORD, BG_BY_COORDINATION, out);
}

void bg_indirect_object(const bg_tree *tree, uint32_t verb, bg_arguments *out) {
  if (bg_is_passive(tree, verb)) bg_surface_subject(tree, verb, out);
  add_objects(tree, verb, BG_REL_IOBJ, BG_NO_WORD, BG_BY_PLAIN, out);
}

/* ---- behind prepositions ---- */

static bool is_nominal_dependent(bg_deprel universal) {
  return universal == BG_REL_OBL || universal == BG_REL_NMOD;
}

/* "with neighboring India", taken for a clause: what follows is meant. */
static uint32_t behind_neighboring(const bg_tree *tree, uint32_t child) {
  bool neighboring =
      bg_tree_lemma_is(tree, child, BG_STR("neighbor")) || bg_tree_lemma_is(tree, child, BG_STR("neighbour"));
  return neighboring ? bg_tree_child_by(tree, child, BG_REL_OBJ) : BG_NO_WORD;
}

static void add_oblique(const bg_tree *tree, uint32_t word, bg_str preposition, uint32_t behind, bg_by way,
                        bg_arguments *out) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    if (behind != BG_NO_WORD && c < behind) continue;
    /* "In Syria, the coalition struck ...": what stands in front is where or when, not whom. */
    if (tree->words[word].upos == BG_UPOS_VERB && c < word && !bg_tree_is_relative(tree, c)) continue;
    bg_deprel d = bg_tree_relation(tree, c);
    bool marked_object = d == BG_REL_OBJ && has_child(tree, c, BG_REL_CASE);
    if ((is_nominal_dependent(d) || marked_object) && bg_tree_marked_by(tree, c, preposition))
      add_subject(tree, c, way, out);
    uint32_t neighbor = behind_neighboring(tree, c);
    if (neighbor != BG_NO_WORD && bg_tree_marked_by(tree, c, preposition)) bg_arguments_add(out, neighbor, way);
    /* "the country that they rely on": the preposition is left behind. */
    bool stranded = (d == BG_REL_OBL || d == BG_REL_ADVMOD || d == BG_REL_COMPOUND) &&
                    bg_str_equal(tree->words[c].form, preposition) && tree->child_start[c] == tree->child_start[c + 1];
    if (stranded && tree->words[word].deprel == BG_REL_ACL_RELCL)
      bg_arguments_add(out, bg_tree_head(tree, word), BG_BY_RELATIVE);
  }
}

void bg_oblique(const bg_tree *tree, uint32_t word, bg_str preposition, bg_by by, bg_arguments *out) {
  add_oblique(tree, word, preposition, BG_NO_WORD, by, out);
  uint32_t head = bg_tree_head(tree, word);
  if (!out->count && head != BG_NO_WORD && tree->words[word].deprel == BG_REL_CONJ)
    add_oblique(tree, head, preposition, word, BG_BY_COORDINATION, out);
}

uint32_t bg_complement(const bg_tree *tree, uint32_t word) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel;
    if (d == BG_REL_XCOMP || d == BG_REL_CCOMP) return c;
  }
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel;
    if (d == BG_REL_ACL || (d == BG_REL_ADVCL && c > word && tree->words[c].upos == BG_UPOS_VERB)) return c;
  }
  return BG_NO_WORD;
}
