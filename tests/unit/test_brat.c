#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "claims/brat.h"
#include "unit.h"

static const char text[] =
    "Ruritania\u2019s army, led by Gen. Zenda, supplies Freedonia.\nCritics say it should not.\nIt must arm the navy "
    "and "
    "the guard.\n";

/* As brat writes it: kinds mixed, a discontinuous mention, links, notes, an equivalence, a binary and a valued
 * attribute. */
static const char ann[] =
    "T1\tState 0 9\tRuritania\n"
    "T2\tArmedForces 12 16\tarmy\n"
    "T3\tState 46 55\tFreedonia\n"
    "R1\tsupplies Arg1:T2 Arg2:T3\n"
    "A1\tModality R1 possible\n"
    "A2\tPolarity R1 negated\n"
    "A3\tDoubtful T2\n"
    "#1\tAnnotatorNotes R1\tsay the critics, not the author\n"
    "N1\tReference T1 Wikidata:Q999\tKingdom of Ruritania\n"
    "T4\tPerson 25 35\tGen. Zenda\n"
    "T5\tState 69 71\tit\n"
    "*\tEquiv T1 T5\n"
    "T6\tArmedForces 96 104;113 118\tthe navy guard\n"
    "R2\tpartOf Arg1:T6 Arg2:T1\n"
    "T7\tarms 92 95\tarm\n"
    "E1\tarms:T7 Agent:T1 Patient:T6\n"
    "R3\tcauses Arg1:E1 Arg2:T3\n"
    "M1\tSpeculation E1\n";

static bg_annotation *parse(const char *lines) {
  bg_annotation *annotation;
  assert_int_equal(bg_brat_parse(bg_str_from(lines), "a.ann", BG_STR("a"), bg_str_from(text), NULL, &annotation),
                   BG_OK);
  return annotation;
}

static void what_is_read_is_written_as_it_was(void **state) {
  (void)state;
  bg_annotation *annotation = parse(ann);
  bg_buffer out = {0};
  bg_brat_put(annotation, &out);
  assert_str(bg_buffer_str(&out), ann);
  assert_str(bg_annotation_words(annotation, bg_mark_extent(&annotation->marks[1])), "army");
  bg_buffer_free(&out);
  bg_annotation_free(annotation);
}

/* Line ends of Windows, empty lines and a missing end of line are no mistakes. */
static void small_differences_are_read(void **state) {
  (void)state;
  bg_annotation *annotation =
      parse("T1\tState 0 9\tRuritania\r\n\r\n   \nR1\tlikes Arg1:T1 Arg2:T2\t\nT2\tState 46 55\tFreedonia");
  assert_int_equal(annotation->count, 3);
  assert_int_equal(annotation->marks[1].arguments[1].mark, 2);
  bg_annotation_free(annotation);
}

static void mistakes_are_named_with_their_line(void **state) {
  (void)state;
  static const struct {
    const char *lines, *words;
    size_t line;
  } cases[] = {
      {"T1\tState 0 9\tRuritania\nT2\tState 12 18\tarmy\n", "but the text has 'army, '", 2},
      {"T1\tState 9 0\tRuritania\n", "not inside the text", 1},
      {"T1\tState 0 900\tRuritania\n", "not inside the text", 1},
      {"T1\tState 0 99999999999999999999999\tRuritania\n", "offsets are", 1},
      {"T1\tState 0 -9\tRuritania\n", "offsets are", 1},
      {"T1\tState 12 16;0 9\tarmy Ruritania\n", "text order", 1},
      {"T1\tState\n", "offsets are", 1},
      {"T1 State 0 9 Ruritania\n", "no tab", 1},
      {"\nX1\tState 0 9\tRuritania\n", "unknown kind", 2},
      {"T1\tState 0 9\tRuritania\nT1\tState 0 9\tRuritania\n", "occurs twice", 2},
      {"T1\tState 0 9\tRuritania\nR1\tlikes Arg1:T1 Arg2:T9\n", "'T9' does not exist", 2},
      {"T1\tState 0 9\tRuritania\nR1\tlikes Arg1:T1\n", "a relation is", 2},
      {"T1\tState 0 9\tRuritania\nE1\tlikes\n", "an event is", 2},
      {"T1\tState 0 9\tRuritania\nA1\tX T1\nR1\tlikes Arg1:T1 Arg2:A1\n", "neither a mention nor an event", 3},
      {"T1\tState 0 9\tRuritania\nE1\tx:T1\nE2\tx:E1\n", "is no mention", 3},
      {"A1\tModality R1 possible\n", "'R1' does not exist", 1},
      {"N1\tReference T1 Q999\tx\n", "a link is", 1},
      {"*\tEquiv T1\n", "needs two", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bg_diagnostics *diagnostics = bg_diagnostics_new();
    bg_annotation *annotation;
    assert_int_not_equal(
        bg_brat_parse(bg_str_from(cases[i].lines), "a.ann", BG_STR("a"), bg_str_from(text), diagnostics, &annotation),
        BG_OK);
    const bg_diagnostic *first = bg_diagnostics_get(diagnostics, 0);
    if (!strstr(first->message, cases[i].words)) fail_msg("%s: %s", cases[i].words, first->message);
    assert_int_equal(first->location.line, cases[i].line);
    assert_string_equal(first->location.file, "a.ann");
    bg_diagnostics_free(diagnostics);
  }
}

static void every_mistake_is_reported(void **state) {
  (void)state;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_annotation *annotation;
  bg_brat_parse(BG_STR("T1\tx\nT2\ty\nT3\tState 0 9\tRuritania\nQ\tz\n"), "a.ann", BG_STR("a"), bg_str_from(text),
                diagnostics, &annotation);
  assert_int_equal(bg_diagnostics_errors(diagnostics), 3);
  bg_diagnostics_free(diagnostics);
}

/* ---- claims ---- */

static void annotation_becomes_claims(void **state) {
  (void)state;
  bg_annotation *annotation = parse(ann);
  bg_claim_set *set;
  size_t *entities;
  assert_int_equal(bg_annotation_to_claims(annotation, "a.ann", NULL, &set, &entities), BG_OK);
  assert_int_equal(set->entity_count, 6); /* Ruritania and "it" are one */
  assert_int_equal(entities[0], entities[10]);
  assert_str(set->entities[0].label, "Kingdom of Ruritania");
  assert_str(set->entities[0].id, "kingdom_of_ruritania");
  assert_str(set->entities[0].wikidata, "Q999");
  assert_int_equal(set->entities[0].aliases.count, 2);
  assert_int_equal(set->claim_count, 4);
  const bg_claim *c = &set->claims[0];
  assert_str(c->subject, "army");
  assert_str(c->object, "freedonia");
  assert_str(c->relation, "supplies");
  assert_int_equal(c->modality, BG_POSSIBLE);
  assert_int_equal(c->polarity, BG_NEGATED);
  assert_str(c->note, "say the critics, not the author");
  assert_str(c->evidence.items[0].quote, "army, led by Gen. Zenda, supplies Freedonia");
  assert_str(set->claims[2].relation, "arms"); /* an event of another scheme */
  assert_str(set->claims[2].subject, "kingdom_of_ruritania");
  assert_str(set->claims[3].subject, "arm"); /* the event's trigger */
  free(entities);
  bg_claim_set_free(set);
  bg_annotation_free(annotation);
}

static void unknown_values_are_named(void **state) {
  (void)state;
  bg_annotation *annotation = parse(
      "T1\tState 0 9\tRuritania\nT2\tState 46 55\tFreedonia\nR1\tlikes Arg1:T1 Arg2:T2\n"
      "A1\tModality R1 maybe\nA2\tConfidence R1 2\nA3\tEvidence R1 7-3\n");
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_claim_set *set;
  assert_int_equal(bg_annotation_to_claims(annotation, "a.ann", diagnostics, &set, NULL), BG_ERROR_INVALID);
  assert_int_equal(bg_diagnostics_errors(diagnostics), 3);
  assert_int_equal(bg_diagnostics_get(diagnostics, 0)->location.line, 4);
  bg_diagnostics_free(diagnostics);
  bg_annotation_free(annotation);
}

static bg_str_list list(bg_arena *arena, bg_str one) {
  bg_str_list l = {bg_arena_alloc(arena, sizeof(bg_str)), 1};
  l.items[0] = one;
  return l;
}

static bg_evidence_list passage(bg_arena *arena, size_t start, size_t end) {
  bg_evidence_list l = {bg_arena_alloc(arena, sizeof(bg_evidence)), 1};
  l.items[0] = (bg_evidence){.start = start, .end = end};
  return l;
}

static bg_claim_set *sample(void) {
  bg_claim_set *set = bg_claim_set_new();
  set->entities = calloc(4, sizeof *set->entities);
  set->entity_capacity = set->entity_count = 4;
  set->entities[0] = (bg_entity){.id = BG_STR("rur"), .type = BG_STR("State"), .label = BG_STR("Ruritania")};
  set->entities[1] = (bg_entity){.id = BG_STR("fre"), .type = BG_STR("State"), .label = BG_STR("Freedonia")};
  set->entities[2] = (bg_entity){.id = BG_STR("is_arms"), .type = BG_STR("Issue"), .label = BG_STR("Arms race")};
  set->entities[3] = (bg_entity){.id = BG_STR("nowhere"), .type = BG_STR("State"), .label = BG_STR("Nowhere")};
  set->entities[0].part_of = list(set->arena, BG_STR("fre"));
  set->entities[0].wikidata = BG_STR("Q999");
  set->claims = calloc(2, sizeof *set->claims);
  set->claim_capacity = set->claim_count = 2;
  set->claims[0] = (bg_claim){.id = BG_STR("c1"),
                              .subject = BG_STR("rur"),
                              .relation = BG_STR("supplies"),
                              .object = BG_STR("fre"),
                              .voice = BG_STR("(unnamed critics)"),
                              .time = BG_STR("2024/2025"),
                              .modality = BG_RECOMMENDED,
                              .strength = BG_MUST,
                              .status = BG_PROPOSED,
                              .confidence = 0.75,
                              .origin = BG_STR("verb frame"),
                              .trigger = BG_STR("supplies"),
                              .evidence = passage(set->arena, 37, 56)};
  set->claims[1] = (bg_claim){.id = BG_STR("c2"),
                              .subject = BG_STR("fre"),
                              .relation = BG_STR("facesIssue"),
                              .object = BG_STR("is_arms"),
                              .voice = BG_STR("rur"),
                              .confidence = 1,
                              .origin = BG_STR("curated"),
                              .evidence = passage(set->arena, 84, 119)};
  set->recommendations = calloc(1, sizeof *set->recommendations);
  set->recommendation_capacity = set->recommendation_count = 1;
  set->recommendations[0] = (bg_recommendation){.id = BG_STR("R1"),
                                                .addressee = list(set->arena, BG_STR("rur")),
                                                .action = BG_STR("arm the navy; and more"),
                                                .topics = list(set->arena, BG_STR("is_arms")),
                                                .strength = BG_MUST,
                                                .polarity = BG_NOT_NEEDED,
                                                .confidence = 1,
                                                .origin = BG_STR("curated"),
                                                .evidence = passage(set->arena, 84, 119)};
  return set;
}

static void claims_survive_annotation(void **state) {
  (void)state;
  bg_claim_set *set = sample(), *back;
  bg_annotation *annotation = bg_annotation_from_claims(BG_STR("a"), bg_str_from(text), set, NULL, 0), *again;
  bg_buffer lines = {0};
  bg_brat_put(annotation, &lines);
  assert_int_equal(bg_brat_parse(bg_buffer_str(&lines), "a.ann", BG_STR("a"), bg_str_from(text), NULL, &again), BG_OK);
  assert_int_equal(bg_annotation_to_claims(again, "a.ann", NULL, &back, NULL), BG_OK);
  assert_int_equal(back->entity_count, 3); /* "Nowhere" is neither named nor claimed about */
  assert_str(back->entities[0].id, "rur");
  assert_str(back->entities[0].wikidata, "Q999");
  assert_str(back->entities[0].part_of.items[0], "fre");
  assert_int_equal(back->entities[0].aliases.count, 0);
  assert_int_equal(back->claim_count, 2);
  const bg_claim *c = &back->claims[0];
  assert_str(c->id, "c1");
  assert_str(c->voice, "(unnamed critics)");
  assert_str(c->time, "2024/2025");
  assert_str(c->origin, "verb frame");
  assert_str(c->trigger, "supplies");
  assert_int_equal(c->modality, BG_RECOMMENDED);
  assert_int_equal(c->strength, BG_MUST);
  assert_int_equal(c->status, BG_PROPOSED);
  assert_true(c->confidence == 0.75);
  assert_int_equal(c->evidence.items[0].start, 37);
  assert_str(c->evidence.items[0].quote, "supplies Freedonia.");
  assert_str(back->claims[1].object, "is_arms");
  assert_str(back->claims[1].voice, "rur");
  const bg_recommendation *r = &back->recommendations[0];
  assert_str(r->id, "R1");
  assert_str(r->action, "arm the navy; and more");
  assert_str(r->addressee.items[0], "rur");
  assert_str(r->topics.items[0], "is_arms");
  assert_int_equal(r->polarity, BG_NOT_NEEDED);
  assert_str(r->evidence.items[0].quote, "It must arm the navy and the guard.");
  bg_buffer_free(&lines);
  bg_claim_set_free(back);
  bg_claim_set_free(set);
  bg_annotation_free(annotation);
  bg_annotation_free(again);
}

/* Mentions that are given are taken, and one that crosses a line end is cut there, as brat wants it. */
static void given_places_are_taken(void **state) {
  (void)state;
  bg_claim_set *set = sample();
  bg_named_place places[] = {{{46, 64}, 1}, {{84, 86}, 0}, {{0, 9}, 0}, {{0, 5000}, 0}};
  bg_annotation *annotation = bg_annotation_from_claims(BG_STR("a"), bg_str_from(text), set, places, 4);
  bg_buffer lines = {0};
  bg_brat_put(annotation, &lines);
  assert_non_null(strstr(lines.data, "State 46 56;57 64\tFreedonia. Critics\n"));
  assert_non_null(strstr(lines.data, "State 84 86\tIt\n"));
  assert_non_null(strstr(lines.data, "Recommendation:"));
  bg_buffer_free(&lines);
  bg_annotation_free(annotation);
  bg_claim_set_free(set);
}

static void files_come_in_pairs(void **state) {
  (void)state;
  char folder[] = "/tmp/bg-brat-XXXXXX";
  assert_non_null(mkdtemp(folder));
  bg_annotation *annotation = parse(ann), *again;
  assert_int_equal(bg_brat_write(annotation, folder, NULL), BG_OK);
  char *path = bg_path_join(folder, "a.ann"), *text_path = bg_path_join(folder, "a.txt");
  assert_int_equal(bg_brat_read(path, NULL, &again), BG_OK);
  assert_str(again->name, "a");
  assert_str(again->text, text);
  assert_int_equal(again->count, annotation->count);
  bg_annotation_free(again);
  assert_int_equal(bg_brat_read(text_path, NULL, &again), BG_OK);
  bg_annotation_free(again);
  unlink(text_path);
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  assert_int_equal(bg_brat_read(path, diagnostics, &again), BG_ERROR_IO);
  assert_non_null(strstr(bg_diagnostics_get(diagnostics, 0)->location.file, "a.txt"));
  unlink(path);
  rmdir(folder);
  bg_diagnostics_free(diagnostics);
  free(path);
  free(text_path);
  bg_annotation_free(annotation);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_read_is_written_as_it_was),
      cmocka_unit_test(small_differences_are_read),
      cmocka_unit_test(mistakes_are_named_with_their_line),
      cmocka_unit_test(every_mistake_is_reported),
      cmocka_unit_test(annotation_becomes_claims),
      cmocka_unit_test(unknown_values_are_named),
      cmocka_unit_test(claims_survive_annotation),
      cmocka_unit_test(given_places_are_taken),
      cmocka_unit_test(files_come_in_pairs),
  };
  return cmocka_run_group_tests_name("brat", tests, NULL, NULL);
}
