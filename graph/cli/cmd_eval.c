#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/visible.h"
#include "cli/cli.h"
#include "cli/eval_input.h"

static const char help[] =
    "usage: briefgraph eval [OPTION...] --gold GOLD SYSTEM\n\n"
    "Compare what was found (SYSTEM) with what a person marked (GOLD): precision, recall and F1 with 95 % intervals, "
    "for\n"
    "entities, claims and recommendations, also by type. Each side is a directory as 'build' reads it (entities.csv,\n"
    "claims.csv, recommendations.csv, brief.*), a directory of such directories, a brat .ann file with its .txt, or a\n"
    "directory of those. Documents are matched by name. Entities are matched by Wikidata item, names, id and "
    "places.\n\n"
    "      --gold GOLD      what is right\n"
    "  -f, --format FORMAT  text (default) or json\n"
    "  -e, --errors         list what was missed and what was found wrongly\n"
    "  -c, --confidence C   leave out claims and recommendations of SYSTEM that are less sure (0 to 1)\n"
    "      --ontology FILE  instead of the one that comes with the program\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "What is counted, and how, is in the manual (briefgraph(1), EVALUATION).\n\n"
    "examples:\n"
    "  briefgraph extract brief.pdf -o work && briefgraph eval --gold checked work --errors\n"
    "  briefgraph eval --gold gold/ found/ --format json\n";

enum { OPT_GOLD = 256, OPT_ONTOLOGY };

typedef struct {
  const char *gold, *system, *ontology;
  bool json, errors;
  double least;
} options;

/* ---- output ---- */

static void put_score(bg_buffer *out, const char *label, const bg_score *s, bool interval) {
  bg_buffer_printf(out, "  %-37s %5.1f %5.1f %5.1f  ", label, 100 * s->precision, 100 * s->recall, 100 * s->f1);
  if (interval) bg_buffer_printf(out, "[%5.1f %5.1f]", 100 * s->low, 100 * s->high);
  else bg_buffer_printf(out, "%13s", "");
  bg_buffer_printf(out, "  %5zu of %-5zu  %5zu of %-5zu\n", s->right, s->offered, s->found, s->gold);
}

static void put_macro(bg_buffer *out, const bg_score_report *report, const bg_score_row *row) {
  for (size_t i = 0; i < report->macro_count; i++) {
    const bg_score_macro *m = &report->macros[i];
    if (m->group == row->group && m->measure == row->measure)
      bg_buffer_printf(out, "  %-37s %5.1f %5.1f %5.1f\n", "    mean of types", 100 * m->precision, 100 * m->recall,
                       100 * m->f1);
  }
}

static void put_reliability(bg_buffer *out, const bg_score_report *report) {
  bg_buffer_puts(out, "\nconfidence of claims       offered   right (pair and sign)\n");
  for (size_t i = 0; i < BG_SCORE_BINS; i++)
    if (report->offered[i])
      bg_buffer_printf(out, "  %.1f to %.1f                 %5zu   %5.1f %%\n", (double)i / BG_SCORE_BINS,
                       (double)(i + 1) / BG_SCORE_BINS, report->offered[i],
                       100 * (double)report->right[i] / (double)report->offered[i]);
}

static void put_errors(bg_buffer *out, const bg_score_report *report) {
  for (int missed = 1; missed >= 0; missed--) {
    bg_buffer_puts(out, missed ? "\nmissed\n" : "\nfalse alarms\n");
    for (size_t i = 0; i < report->error_count; i++) {
      const bg_score_error *e = &report->errors[i];
      if (e->missed != (missed == 1)) continue;
      bg_buffer_printf(out, "  %s  ", e->group);
      bg_put_visible(out, e->document);
      bg_buffer_puts(out, "  ");
      bg_put_visible(out, e->words);
      bg_buffer_putc(out, '\n');
    }
  }
}

static void put_text(bg_buffer *out, const bg_score_report *report, bool errors) {
  bg_buffer_printf(out, "%zu document%s; 95 %% intervals of F1 from %d resamples of %s (seed %d)\n", report->documents,
                   report->documents == 1 ? "" : "s", BG_SCORE_RESAMPLES,
                   report->documents == 1 ? "paragraphs" : "documents", BG_SCORE_SEED);
  const char *group = "";
  for (size_t i = 0; i < report->row_count; i++) {
    const bg_score_row *row = &report->rows[i];
    if (strcmp(group, row->group) != 0)
      bg_buffer_printf(out, "\n%-39s     P     R    F1                  right of offered  found of gold\n", row->group);
    group = row->group;
    bg_buffer label = {0};
    if (row->type.len) bg_buffer_puts(&label, "    ");
    if (row->type.len) bg_put_visible(&label, row->type);
    else bg_buffer_puts(&label, row->measure);
    put_score(out, label.data, &row->score, !row->type.len);
    if (!row->type.len) put_macro(out, report, row);
    bg_buffer_free(&label);
  }
  put_reliability(out, report);
  if (errors) put_errors(out, report);
}

static void put_member(bg_buffer *out, const char *key, double value) {
  bg_buffer_printf(out, ",\"%s\":", key);
  bg_json_put_number(out, value);
}

static void put_json_row(bg_buffer *out, const bg_score_row *row) {
  const bg_score *s = &row->score;
  bg_buffer_printf(out, "{\"group\":\"%s\",\"measure\":\"%s\"", row->group, row->measure);
  if (row->type.len) {
    bg_buffer_puts(out, ",\"type\":");
    bg_json_put_string(out, row->type);
  }
  put_member(out, "precision", s->precision);
  put_member(out, "recall", s->recall);
  put_member(out, "f1", s->f1);
  if (!row->type.len) {
    put_member(out, "low", s->low);
    put_member(out, "high", s->high);
  }
  bg_buffer_printf(out, ",\"right\":%zu,\"offered\":%zu,\"found\":%zu,\"gold\":%zu}", s->right, s->offered, s->found,
                   s->gold);
}

static void put_json(bg_buffer *out, const bg_score_report *report, bool errors) {
  bg_buffer_printf(out, "{\"documents\":%zu,\"resamples\":%d,\"seed\":%d,\"scores\":[", report->documents,
                   BG_SCORE_RESAMPLES, BG_SCORE_SEED);
  for (size_t i = 0; i < report->row_count; i++) {
    bg_buffer_puts(out, i ? ",\n" : "\n");
    put_json_row(out, &report->rows[i]);
  }
  bg_buffer_puts(out, "\n],\"means_of_types\":[");
  for (size_t i = 0; i < report->macro_count; i++) {
    const bg_score_macro *m = &report->macros[i];
    bg_buffer_printf(out, "%s{\"group\":\"%s\",\"measure\":\"%s\"", i ? ",\n" : "\n", m->group, m->measure);
    put_member(out, "precision", m->precision);
    put_member(out, "recall", m->recall);
    put_member(out, "f1", m->f1);
    bg_buffer_putc(out, '}');
  }
  bg_buffer_puts(out, "\n],\"confidence\":[");
  for (size_t i = 0; i < BG_SCORE_BINS; i++)
    bg_buffer_printf(out, "%s{\"offered\":%zu,\"right\":%zu}", i ? "," : "", report->offered[i], report->right[i]);
  bg_buffer_puts(out, "]");
  for (size_t i = 0; errors && i < report->error_count; i++) {
    const bg_score_error *e = &report->errors[i];
    bg_buffer_printf(out, "%s\n{\"group\":\"%s\",\"missed\":%s,\"document\":", i ? "," : ",\"errors\":[", e->group,
                     e->missed ? "true" : "false");
    bg_json_put_string(out, e->document);
    bg_buffer_puts(out, ",\"words\":");
    bg_json_put_string(out, e->words);
    bg_buffer_putc(out, '}');
  }
  bg_buffer_puts(out, errors && report->error_count ? "]}\n" : "}\n");
}

/* ---- the comparison ---- */

static bool relation_facts(const void *context, bg_str name, int *sign, bool *symmetric) {
  const bg_relation *relation = bg_ontology_relation(context, name);
  if (!relation) return false;
  *sign = relation->sign;
  *symmetric = relation->symmetric;
  return true;
}

static bool is_worded(const void *context, bg_str type) {
  static const char *const classes[] = {"Issue", "Initiative", "Event"};
  bg_str iri = bg_ontology_class(context, type);
  for (size_t i = 0; iri.len && i < sizeof classes / sizeof *classes; i++)
    if (bg_ontology_is_a(context, iri, bg_ontology_class(context, bg_str_from(classes[i])))) return true;
  return false;
}

/* A document that the system did not answer counts as all missed. */
static void pair_documents(const eval_side *gold, const eval_side *system, const bg_claim_set *nothing,
                           bg_diagnostics *diagnostics, bg_judged_document *documents) {
  bool alone = gold->count == 1 && system->count == 1;
  for (size_t i = 0; i < gold->count; i++) {
    const eval_document *g = &gold->items[i], *s = eval_find(system, g->name, alone);
    documents[i] = (bg_judged_document){.name = bg_str_from(g->name), .gold = eval_judged(g)};
    if (s) documents[i].system = eval_judged(s);
    else documents[i].system = (bg_judged){.set = nothing};
    if (s && !s->brief && g->brief) documents[i].system.text = documents[i].gold.text;
    if (!s)
      bg_warning(diagnostics, &(bg_location){.file = g->name}, "no answer of that name; all of it counts as missed");
  }
  for (size_t i = 0; !alone && i < system->count; i++)
    if (!eval_find(gold, system->items[i].name, false))
      bg_warning(diagnostics, &(bg_location){.file = system->items[i].name}, "no gold of that name; left out");
}

static void print(const bg_score_report *report, const options *o) {
  bg_buffer out = {0};
  if (o->json) put_json(&out, report, o->errors);
  else put_text(&out, report, o->errors);
  fwrite(out.data, 1, out.len, stdout);
  bg_buffer_free(&out);
}

static int evaluate(const options *o) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  eval_side gold = {0}, system = {0};
  bg_ontology *ontology;
  bg_status status = cli_load_ontology(o->ontology, diagnostics, &ontology);
  if (status == BG_OK) status = eval_read(o->gold, NULL, diagnostics, &gold);
  if (status == BG_OK) status = eval_read(o->system, &gold, diagnostics, &system);
  if (status == BG_OK) {
    bg_claim_set *nothing = bg_claim_set_new();
    bg_judged_document *documents = bg_calloc(gold.count, sizeof *documents);
    pair_documents(&gold, &system, nothing, diagnostics, documents);
    bg_score_facts facts = {ontology, relation_facts, is_worded};
    bg_score_report *report = bg_score_documents(documents, gold.count, &facts, o->least);
    print(report, o);
    bg_score_report_free(report);
    bg_free(documents);
    bg_claim_set_free(nothing);
  }
  eval_side_free(&gold);
  eval_side_free(&system);
  bg_ontology_free(ontology);
  return cli_finish(status, diagnostics);
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"gold", required_argument, NULL, OPT_GOLD},
                                        {"format", required_argument, NULL, 'f'},
                                        {"errors", no_argument, NULL, 'e'},
                                        {"confidence", required_argument, NULL, 'c'},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {0};
  int c;
  while ((c = cli_next_option(&cmd_eval, argc, argv, ":f:ec:", longs)) != -1) {
    switch (c) {
      case OPT_GOLD: o.gold = optarg; break;
      case 'f':
        o.json = strcmp(optarg, "json") == 0;
        if (!o.json && strcmp(optarg, "text") != 0)
          return cli_usage(&cmd_eval, "unknown format '%s'; use text or json", optarg);
        break;
      case 'e': o.errors = true; break;
      case 'c':
        if (!cli_parse_double(optarg, &o.least) || o.least < 0 || o.least > 1)
          return cli_usage(&cmd_eval, "confidence '%s' is not a number from 0 to 1", optarg);
        break;
      case OPT_ONTOLOGY: o.ontology = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (!o.gold) return cli_usage(&cmd_eval, "name what is right with --gold");
  if (argc - optind != 1) return cli_usage(&cmd_eval, "name one SYSTEM to compare with it");
  o.system = argv[optind];
  return evaluate(&o);
}

const cli_command cmd_eval = {"eval", "compare what was found with what a person marked", help, run};
