/* What names say by where they stand: places behind names, places in apposition, bodies beside people, titles. */
#include "extract/match.h"

static const bg_mention *named(const bg_tree *tree, uint32_t word) {
  size_t m = tree->mention[word];
  if (m == BG_NO_MENTION || tree->reading->mentions[m].entity >= tree->reading->entity_count) return NULL;
  const bg_mention *mention = &tree->reading->mentions[m];
  return mention->form == BG_FORM_PRONOUN ? NULL : mention;
}

static bool is_a(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_mention *m, const char *class) {
  const bg_ontology *ontology = lexicon->ontology;
  bg_str type = bg_ontology_class(ontology, tree->reading->entities[m->entity].entity.type);
  return bg_ontology_is_a(ontology, type, bg_ontology_class(ontology, bg_str_from(class)));
}

/* That somebody leads a body or holds an office in it says more than that he is affiliated with it. */
static bool says_more(const bg_tree *tree, const bg_proposals *said, const bg_proposal *p) {
  static const char *const more[] = {"leads", "holdsOfficeIn", "memberOf", "partOf"};
  if (!bg_str_is(p->relation->name, "affiliatedWith")) return false;
  for (size_t i = 0; i < said->count; i++) {
    const bg_proposal *q = &said->items[i];
    if (!q->has_subject || !q->has_object || !bg_same_entity(tree, &q->subject, &p->subject) ||
        !bg_same_entity(tree, &q->object, &p->object))
      continue;
    for (size_t k = 0; k < sizeof more / sizeof *more; k++)
      if (bg_str_is(q->relation->name, more[k])) return true;
  }
  return false;
}

static void propose(const bg_tree *tree, const bg_relation_lexicon *lexicon, const char *relation, const char *rule,
                    size_t subject, size_t object, uint32_t trigger, bg_proposals *out) {
  const bg_mention *mentions = tree->reading->mentions;
  bg_proposal p = {
      .relation = bg_ontology_relation(lexicon->ontology, bg_str_from(relation)),
      .rule = rule,
      .subject = {.mention = subject, .said = subject, .word = (uint32_t)(mentions[subject].head_word - tree->first)},
      .object = {.mention = object, .said = object, .word = (uint32_t)(mentions[object].head_word - tree->first)},
      .has_subject = true,
      .has_object = true,
      .trigger = trigger,
      .second = BG_NO_WORD};
  if (!p.relation || bg_same_entity(tree, &p.subject, &p.object)) return;
  p.relation = bg_lexicon_fit(lexicon, p.relation, bg_actor_type(tree, &p.subject), bg_actor_type(tree, &p.object));
  if (p.relation && !says_more(tree, out, &p)) bg_proposals_add(out, &p);
}

static bool is_inside(const bg_tree *tree, uint32_t word) {
  return bg_tree_marked_by(tree, word, BG_STR("in")) || bg_tree_marked_by(tree, word, BG_STR("within")) ||
         bg_tree_marked_by(tree, word, BG_STR("inside"));
}

/* "Boko Haram and al-Qaeda in Mali": both are there, wherever the place hangs. */
static void propose_shared_place(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word,
                                 bg_proposals *out) {
  uint32_t first = bg_tree_head(tree, word);
  if (tree->words[word].deprel != BG_REL_CONJ || first == BG_NO_WORD || !named(tree, first)) return;
  if (!is_a(tree, lexicon, named(tree, word), "Organization") ||
      !is_a(tree, lexicon, named(tree, first), "Organization"))
    return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, first, i)) != BG_NO_WORD; i++) {
    const bg_mention *where = named(tree, c);
    if (c > word && where && tree->words[c].deprel == BG_REL_NMOD && is_inside(tree, c) &&
        (is_a(tree, lexicon, where, "Place") || is_a(tree, lexicon, where, "State")))
      propose(tree, lexicon, "operatesIn", "place", tree->mention[word], tree->mention[c], c, out);
  }
}

/* "al-Qaeda in Iraq", "Mosul, Iraq", "the port of Karachi in Sindh". */
static void propose_places(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word, bg_proposals *out) {
  const bg_mention *m = named(tree, word);
  if (!m || m->form == BG_FORM_ADJECTIVE) return;
  propose_shared_place(tree, lexicon, word, out);
  bool place = is_a(tree, lexicon, m, "Place") || is_a(tree, lexicon, m, "Event");
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    const bg_mention *where = named(tree, c);
    if (!where || where->form == BG_FORM_ADJECTIVE) continue;
    if (!is_a(tree, lexicon, where, "Place") && !is_a(tree, lexicon, where, "State")) continue;
    bool inside = tree->words[c].deprel == BG_REL_NMOD && is_inside(tree, c);
    if (place && m->form == BG_FORM_NOMINAL && m->kind == BG_KIND_PLACE) continue; /* "their headquarters in Peru" */
    bool beside = place && (tree->words[c].deprel == BG_REL_APPOS || tree->words[c].deprel == BG_REL_NMOD_UNMARKED);
    bool organisation = is_a(tree, lexicon, m, "Organization") || is_a(tree, lexicon, m, "DeFactoAuthority");
    if (place && (inside || beside))
      propose(tree, lexicon, "locatedIn", "place", tree->mention[word], tree->mention[c], c, out);
    else if (organisation && inside)
      propose(tree, lexicon, "operatesIn", "place", tree->mention[word], tree->mention[c], c, out);
  }
}

/* "Ken Livingstone of Labour", "Labour's Tony Blair", "Republican John McCain", "John McCain (Republican)". */
static void propose_affiliations(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word,
                                 bg_proposals *out) {
  const bg_mention *person = named(tree, word);
  if (!person || !is_a(tree, lexicon, person, "Person")) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    const bg_mention *body = named(tree, c);
    if (!body || !is_a(tree, lexicon, body, "Organization")) continue;
    bg_deprel d = (bg_deprel)tree->words[c].deprel;
    bool behind =
        d == BG_REL_NMOD && (bg_tree_marked_by(tree, c, BG_STR("of")) || bg_tree_marked_by(tree, c, BG_STR("from")) ||
                             bg_tree_marked_by(tree, c, BG_STR("for")));
    bool beside = d == BG_REL_NMOD_POSS || d == BG_REL_COMPOUND || d == BG_REL_APPOS || d == BG_REL_NMOD_UNMARKED ||
                  d == BG_REL_AMOD || d == BG_REL_NMOD_DESC;
    if (behind || beside)
      propose(tree, lexicon, "affiliatedWith", "affiliation", tree->mention[word], tree->mention[c], c, out);
  }
}

/* A body belongs to whom its description names before it. */
static void propose_owner(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t body, uint32_t description,
                          bg_proposals *out) {
  const bg_mention *m = named(tree, body);
  if (!m || m->form == BG_FORM_NOMINAL || !is_a(tree, lexicon, m, "Organization")) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, description, i)) != BG_NO_WORD && c < description; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel;
    const bg_mention *owner = named(tree, c);
    if (owner && (d == BG_REL_NMOD_POSS || d == BG_REL_AMOD || d == BG_REL_COMPOUND) &&
        (is_a(tree, lexicon, owner, "State") || is_a(tree, lexicon, owner, "Organization")))
      propose(tree, lexicon, "partOf", "apposition", tree->mention[body], tree->mention[c], description, out);
  }
}

/* "Sonatrach, Algeria's oil company", "Iran's news agency IRNA". */
static void propose_apposed_body(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word,
                                 bg_proposals *out) {
  if (tree->words[word].upos != BG_UPOS_NOUN ||
      !bg_word_list_has(lexicon->known[BG_LIST_BODIES], tree->words[word].lemma))
    return;
  uint32_t head = bg_tree_head(tree, word);
  if (bg_tree_relation(tree, word) == BG_REL_APPOS && head != BG_NO_WORD) propose_owner(tree, lexicon, head, word, out);
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++)
    if (c > word && bg_tree_relation(tree, c) == BG_REL_APPOS) propose_owner(tree, lexicon, c, word, out);
}

/* "B Company, 3rd Battalion, 321st Regiment": each unit is part of the next. */
static void propose_units(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word, bg_proposals *out) {
  const bg_word_list *units = lexicon->known[BG_LIST_UNITS];
  const bg_mention *unit = named(tree, word);
  if (!unit || unit->kind != BG_KIND_ORGANIZATION || !bg_word_list_has(units, tree->words[word].lemma)) return;
  uint32_t comma = (uint32_t)(unit->end_word - tree->first), next = comma + 1;
  if (next >= tree->count || !bg_str_is(tree->words[comma].form, ",")) return;
  for (uint32_t w = next; w < tree->count; w++) {
    const bg_mention *larger = named(tree, w);
    if (!larger || larger->first_word != tree->first + next || larger->form != BG_FORM_NAME) continue;
    bool row = larger->end_word < tree->first + tree->count && /* "the navy, the army and the police" */
               tree->words[larger->end_word - tree->first].upos == BG_UPOS_CCONJ;
    if (!row && larger->kind == BG_KIND_ORGANIZATION && bg_word_list_has(units, tree->words[w].lemma))
      propose(tree, lexicon, "partOf", "unit", tree->mention[word], tree->mention[w], w, out);
    return;
  }
}

/* "It has little leverage in Haiti to end its crisis": whose problem it is may be told by a state that is named after
 * whom the pronoun was taken for: BG_NO_MENTION when nobody is, the state when it is acted on or in, else the word's
 * own mention, which says that it is not safe. */
static size_t nearer_state(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t pronoun) {
  const bg_mention *all = tree->reading->mentions;
  size_t own = tree->mention[pronoun];
  for (uint32_t w = pronoun; w-- > 0;) {
    const bg_mention *m = named(tree, w);
    if (!m || !is_a(tree, lexicon, m, "State")) continue;
    if (m->entity == all[own].entity) return BG_NO_MENTION;
    if (m->form == BG_FORM_ADJECTIVE) return own;
    bool acted_on = tree->words[w].deprel == BG_REL_OBJ;
    return acted_on || is_inside(tree, w) ? tree->mention[w] : own;
  }
  return BG_NO_MENTION;
}

/* "Lebanon's economic crisis", "unrest in Sudan": whose problem it is. */
static void propose_problems(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word,
                             bg_proposals *out) {
  const bg_mention *issue = named(tree, word);
  if (!issue || issue->kind != BG_KIND_ISSUE) return;
  if (!bg_word_list_has(lexicon->known[BG_LIST_PROBLEMS], tree->words[word].lemma)) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel;
    bool owner =
        d == BG_REL_NMOD_POSS || d == BG_REL_AMOD || d == BG_REL_COMPOUND || (d == BG_REL_NMOD && is_inside(tree, c));
    if (!owner) continue;
    size_t own = tree->mention[c];
    if (own != BG_NO_MENTION && tree->reading->mentions[own].form == BG_FORM_PRONOUN &&
        tree->reading->mentions[own].entity < tree->reading->entity_count) {
      size_t nearer = nearer_state(tree, lexicon, c);
      if (nearer != BG_NO_MENTION) {
        if (nearer != own) propose(tree, lexicon, "facesIssue", "problem", nearer, tree->mention[word], word, out);
        continue;
      }
    }
    bg_actors actors = {.count = 0};
    bg_actors_of(tree, lexicon, (bg_argument){c, BG_BY_OWN}, 0, &actors);
    for (size_t k = 0; k < actors.count; k++)
      if (actors.items[k].via != BG_VIA_PRONOUN &&
          is_a(tree, lexicon, &tree->reading->mentions[actors.items[k].mention], "Actor"))
        propose(tree, lexicon, "facesIssue", "problem", actors.items[k].mention, tree->mention[word], word, out);
  }
}

/* ---- titles by their place before a name, however they were parsed ---- */

enum { LONGEST_TITLE = 8 };

static bool may_be_title(const bg_tree *tree, uint32_t word) {
  switch (tree->words[word].upos) {
    case BG_UPOS_NOUN:
    case BG_UPOS_PROPN:
    case BG_UPOS_ADJ: return true;
    case BG_UPOS_ADP: return bg_tree_lemma_is(tree, word, BG_STR("of")) || bg_tree_lemma_is(tree, word, BG_STR("for"));
    default: return false;
  }
}

static const char *relation_of_title(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word,
                                     bool state) {
  bg_str lemma = tree->words[word].lemma;
  if (bg_word_list_has(lexicon->known[BG_LIST_OFFICES], lemma)) return "holdsOfficeIn";
  if (bg_word_list_has(lexicon->known[BG_LIST_HEADS], lemma)) return state ? "holdsOfficeIn" : "leads";
  return bg_word_list_has(lexicon->known[BG_LIST_STAFF], lemma) ? "affiliatedWith" : NULL;
}

/* "U.S. Secretary of State Antony Blinken", "Hamas leader Yahya Sinwar": the words before the name hold an office and
 * whose it is. */
static void propose_titles(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word, bg_proposals *out) {
  const bg_mention *person = named(tree, word);
  if (!person || person->kind != BG_KIND_PERSON || tree->words[word].upos != BG_UPOS_PROPN) return;
  bool titled = person->form == BG_FORM_NOMINAL; /* "Information Minister Daud Aweis": its head begins the name */
  uint32_t first = titled ? word : (uint32_t)(person->first_word - tree->first), office = BG_NO_WORD;
  size_t owner = BG_NO_MENTION;
  for (uint32_t w = first; w-- > 0 && first - w <= LONGEST_TITLE && may_be_title(tree, w);) {
    const bg_mention *m = named(tree, w);
    if (m && m->kind == BG_KIND_PERSON && m->entity != person->entity) break;
    if (m && owner == BG_NO_MENTION && (is_a(tree, lexicon, m, "State") || is_a(tree, lexicon, m, "Organization")))
      owner = tree->mention[w];
    if (office == BG_NO_WORD && relation_of_title(tree, lexicon, w, true)) office = w;
    if (owner != BG_NO_MENTION && office != BG_NO_WORD) {
      bool state = is_a(tree, lexicon, &tree->reading->mentions[owner], "State");
      propose(tree, lexicon, relation_of_title(tree, lexicon, office, state), "title", tree->mention[word], owner,
              office, out);
      return;
    }
  }
}

void bg_match_structure(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_proposals *out) {
  for (uint32_t w = 0; w < tree->count; w++) {
    propose_places(tree, lexicon, w, out);
    propose_affiliations(tree, lexicon, w, out);
    propose_titles(tree, lexicon, w, out);
    propose_problems(tree, lexicon, w, out);
    propose_apposed_body(tree, lexicon, w, out);
    propose_units(tree, lexicon, w, out);
  }
}
