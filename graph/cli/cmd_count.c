#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/visible.h"
#include "cli/cli.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"

static const char help[] =
    "usage: briefgraph count [OPTION...] [IN...]\n\n"
    "Read RDF, check it, and say how much there is of what. Without IN, or with '-', reads standard input; several\n"
    "inputs are counted as one.\n\n"
    "      --by WHAT        how many quads of each predicate, graph, class (instances) or datatype; the largest number "
    "first\n"
    "      --format FORMAT  text (default), csv, json\n"
    "  -f, --from FORMAT    syntax of the input (else guessed from name and content)\n"
    "  -b, --base IRI       resolve relative IRIs against this one\n"
    "      --lenient        skip bad lines of ntriples and nquads, with a warning each, and count them\n"
    "      --threads N      threads that read ntriples and nquads (default: one for each processor, at most 8)\n"
    "  -o, --output FILE    write here instead of standard output\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "statements are what the input says, quads are what remains of them without repetitions, triples without "
    "graphs.\n\n"
    "examples:\n"
    "  briefgraph count us-pakistan.nq\n"
    "  briefgraph count --by predicate us-pakistan.nq\n"
    "  briefgraph count --by graph --format csv dump.nq.gz -o graphs.csv\n";

enum { OPT_BY = 256, OPT_FORMAT, OPT_LENIENT, OPT_THREADS };
typedef enum { BY_NOTHING, BY_PREDICATE, BY_GRAPH, BY_CLASS, BY_DATATYPE } by_what;
typedef enum { TEXT, CSV, JSON } out_format;

typedef struct {
  const char *output;
  bg_read_options read;
  by_what by;
  out_format format;
} options;

/* ---- totals ---- */

typedef struct {
  const char *name;
  size_t value;
} total;

static size_t count_marked(const bool *marked, size_t count) {
  size_t sum = 0;
  for (size_t i = 1; i <= count; i++) sum += marked[i];
  return sum;
}

/* Different values of one component; the default graph is none. */
static size_t count_different(const bg_dataset *d, bg_term_id (*part)(const bg_quad *)) {
  bool *marked = bg_calloc(bg_dataset_term_count(d) + 1, sizeof *marked);
  const bg_quad *quads = bg_dataset_quads(d);
  for (size_t i = 0; i < bg_dataset_size(d); i++) marked[part(&quads[i])] = true;
  size_t count = count_marked(marked, bg_dataset_term_count(d));
  bg_free(marked);
  return count;
}

static bg_term_id subject_of(const bg_quad *q) {
  return q->s;
}

static bg_term_id predicate_of(const bg_quad *q) {
  return q->p;
}

static bg_term_id graph_of(const bg_quad *q) {
  return q->g;
}

/* In SPOG order the quads of one triple stand together. */
static size_t count_triples(const bg_dataset *d) {
  const bg_quad *q = bg_dataset_quads(d);
  size_t count = 0;
  for (size_t i = 0; i < bg_dataset_size(d); i++)
    count += i == 0 || q[i].s != q[i - 1].s || q[i].p != q[i - 1].p || q[i].o != q[i - 1].o;
  return count;
}

static void put_totals(const bg_dataset *d, const bg_read_counts *counts, out_format format, bg_buffer *out) {
  size_t kinds[BG_TERM_TRIPLE + 1] = {0};
  for (bg_term_id id = 1; id <= bg_dataset_term_count(d); id++) kinds[bg_dataset_kind(d, id)]++;
  const total totals[] = {{"statements", counts->statements},
                          {"quads", bg_dataset_size(d)},
                          {"triples", count_triples(d)},
                          {"graphs", count_different(d, graph_of)},
                          {"subjects", count_different(d, subject_of)},
                          {"predicates", count_different(d, predicate_of)},
                          {"IRIs", kinds[BG_TERM_IRI]},
                          {"blank nodes", kinds[BG_TERM_BLANK]},
                          {"literals", kinds[BG_TERM_LITERAL]},
                          {"triple terms", kinds[BG_TERM_TRIPLE]},
                          {"bad lines skipped", counts->skipped}};
  size_t shown = sizeof totals / sizeof *totals;
  if (format == CSV) bg_buffer_puts(out, "what,count\n");
  if (format == JSON) bg_buffer_puts(out, "{");
  for (size_t i = 0; i < shown; i++) {
    if (format == TEXT) bg_buffer_printf(out, "%12zu %s\n", totals[i].value, totals[i].name);
    else if (format == CSV) bg_buffer_printf(out, "%s,%zu\n", totals[i].name, totals[i].value);
    else bg_buffer_printf(out, "%s\n  \"%s\": %zu", i ? "," : "", totals[i].name, totals[i].value);
  }
  if (format == JSON) bg_buffer_puts(out, "\n}\n");
}

/* ---- by something ---- */

typedef struct {
  const bg_dataset *dataset;
  bg_term_id id;
  size_t count;
} group;

static int by_count(const void *left, const void *right) {
  const group *a = left, *b = right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  bg_term x = bg_dataset_term(a->dataset, a->id), y = bg_dataset_term(b->dataset, b->id);
  return bg_term_compare(&x, &y);
}

/* What a quad counts for, or `none`. The datatypes of literals are terms of the dataset, too. */
static bg_term_id key_of(const bg_dataset *d, const bg_quad *q, by_what by, bg_term_id type, bg_term_id none) {
  switch (by) {
    case BY_GRAPH: return q->g;
    case BY_CLASS: return type && q->p == type ? q->o : none;
    case BY_DATATYPE: {
      bg_term term = bg_dataset_term(d, q->o);
      if (term.kind != BG_TERM_LITERAL) return none;
      if (term.language.len) return bg_dataset_find_iri(d, RDF_NS "langString");
      if (!term.datatype.len) return bg_dataset_find_iri(d, XSD_STRING);
      return bg_dataset_find(d, &(bg_term){.kind = BG_TERM_IRI, .value = term.datatype});
    }
    default: return q->p;
  }
}

static size_t make_groups(bg_dataset *d, by_what by, group **groups) {
  bg_term_id type = bg_dataset_find_iri(d, RDF_TYPE);
  /* those two that literals do not name */
  bg_dataset_intern_iri(d, RDF_NS "langString");
  bg_dataset_intern_iri(d, XSD_STRING);
  size_t terms = bg_dataset_term_count(d), count = 0, none = terms + 1;
  size_t *counts = bg_calloc(terms + 2, sizeof *counts);
  const bg_quad *quads = bg_dataset_quads(d);
  for (size_t i = 0; i < bg_dataset_size(d); i++) counts[key_of(d, &quads[i], by, type, (bg_term_id)none)]++;
  *groups = bg_realloc_array(NULL, terms + 1, sizeof **groups);
  for (size_t id = 0; id <= terms; id++)
    if (counts[id]) (*groups)[count++] = (group){d, (bg_term_id)id, counts[id]};
  bg_free(counts);
  if (count) qsort(*groups, count, sizeof **groups, by_count);
  return count;
}

static void put_groups(bg_dataset *d, const options *o, bg_buffer *out) {
  group *groups;
  size_t count = make_groups(d, o->by, &groups);
  bg_buffer name = {0};
  if (o->format == CSV) bg_buffer_puts(out, "term,count\n");
  if (o->format == JSON) bg_buffer_puts(out, "[");
  for (size_t i = 0; i < count; i++) {
    bg_term term = bg_dataset_term(d, groups[i].id);
    bg_buffer_clear(&name);
    if (term.kind != BG_TERM_NONE) bg_put_term(&name, &term);
    if (o->format == CSV) {
      bg_csv_put_field(out, bg_buffer_str(&name));
      bg_buffer_printf(out, ",%zu\n", groups[i].count);
    } else if (o->format == JSON) {
      bg_buffer_puts(out, i ? ",\n  {\"term\": " : "\n  {\"term\": ");
      bg_json_put_text(out, bg_buffer_str(&name));
      bg_buffer_printf(out, ", \"count\": %zu}", groups[i].count);
    } else {
      bg_buffer_printf(out, "%12zu ", groups[i].count);
      if (term.kind == BG_TERM_NONE) bg_buffer_puts(out, "(default graph)");
      else bg_put_visible(out, bg_buffer_str(&name));
      bg_buffer_putc(out, '\n');
    }
  }
  if (o->format == JSON) bg_buffer_puts(out, "\n]\n");
  bg_buffer_free(&name);
  bg_free(groups);
}

/* ---- the run ---- */

static int count_all(const options *o, int argc, char **argv) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  bg_read_counts counts = {0};
  bg_output *output;
  bg_status status = BG_OK;
  for (int i = 0; i < argc && status == BG_OK; i++)
    status = bg_rdf_load_counted(argv[i], &o->read, dataset, &counts, diagnostics);
  if (status == BG_OK) status = bg_output_open(o->output ? o->output : "-", diagnostics, &output);
  if (status == BG_OK) {
    bg_buffer out = {0};
    bg_dataset_index(dataset);
    if (o->by == BY_NOTHING) put_totals(dataset, &counts, o->format, &out);
    else put_groups(dataset, o, &out);
    bg_output_write(output, bg_buffer_str(&out));
    bg_buffer_free(&out);
    status = bg_output_commit(output, diagnostics);
  }
  bg_dataset_free(dataset);
  return cli_finish(status, diagnostics);
}

static bool choose(const char *text, const char *const *names, int count, int *choice) {
  for (*choice = 0; *choice < count; ++*choice)
    if (strcmp(text, names[*choice]) == 0) return true;
  return false;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"by", required_argument, NULL, OPT_BY},
                                        {"format", required_argument, NULL, OPT_FORMAT},
                                        {"from", required_argument, NULL, 'f'},
                                        {"base", required_argument, NULL, 'b'},
                                        {"lenient", no_argument, NULL, OPT_LENIENT},
                                        {"threads", required_argument, NULL, OPT_THREADS},
                                        {"output", required_argument, NULL, 'o'},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  static const char *const kinds[] = {"predicate", "graph", "class", "datatype"};
  static const char *const formats[] = {"text", "csv", "json"};
  options o = {0};
  int c, choice;
  while ((c = cli_next_option(&cmd_count, argc, argv, ":f:b:o:", longs)) != -1) {
    switch (c) {
      case OPT_BY:
        if (!choose(optarg, kinds, 4, &choice))
          return cli_usage(&cmd_count, "cannot count by '%s'; known are predicate, graph, class, datatype", optarg);
        o.by = (by_what)(choice + 1);
        break;
      case OPT_FORMAT:
        if (!choose(optarg, formats, 3, &choice))
          return cli_usage(&cmd_count, "unknown format '%s'; known are text, csv, json", optarg);
        o.format = (out_format)choice;
        break;
      case 'f':
        o.read.format = bg_format_by_name(bg_str_from(optarg));
        if (o.read.format == BG_FORMAT_UNKNOWN)
          return cli_usage(&cmd_count, "unknown format '%s'; known are %s", optarg, bg_format_list());
        break;
      case 'b': o.read.base = optarg; break;
      case OPT_LENIENT: o.read.lenient = true; break;
      case OPT_THREADS:
        if (!cli_parse_size(optarg, &o.read.threads) || !o.read.threads)
          return cli_usage(&cmd_count, "--threads takes a number from 1 on, not '%s'", optarg);
        break;
      case 'o': o.output = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  char standard_input[] = "-";
  char *only_standard_input[] = {standard_input};
  bool none = optind == argc;
  return count_all(&o, none ? 1 : argc - optind, none ? only_standard_input : argv + optind);
}

const cli_command cmd_count = {"count", "check RDF and say how much there is of what", help, run};
