#include <getopt.h>
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/visible.h"
#include "cli/cli.h"
#include "rdf/reader.h"
#include "rdf/shacl.h"

static const char help[] =
    "usage: briefgraph check [OPTION...] GRAPH...\n\n"
    "Check RDF graphs (merged) against SHACL shapes: claims without evidence, relations between the wrong kinds, "
    "spans\n"
    "that are empty, recommendations to nobody, two entities for one Wikidata item, and so on. '-': standard input.\n\n"
    "  -s, --shapes FILE          shapes to check against (default: the ones that come with the program)\n"
    "      --ontology FILE        added to the graph, for its classes and relations (default: the one that comes with\n"
    "                             the program)\n"
    "      --no-ontology          check the graph alone\n"
    "  -b, --base IRI             resolve relative IRIs against this one (else a relative IRI is an error)\n"
    "  -f, --format FORMAT        text (default), csv, json; or the standard sh:ValidationReport in an RDF syntax:\n"
    "                             turtle, ntriples, nquads, trig, rdfxml, jsonld\n"
    "  -o, --output FILE          write here instead of standard output\n"
    "      --strict-warnings      warnings count as violations for the exit code\n"
    "      --ignore-unsupported   go on where the shapes ask for what is not supported (SPARQL, JavaScript), with a\n"
    "                             warning; else nothing is checked\n"
    "  -q, -v, -h                 quiet, verbose, this text\n\n"
    "exit codes: 0 nothing found, or nothing worse than warnings; 3 violations, or a severity of your\n"
    "            own; 1 failure; 2 wrong usage\n\n"
    "examples:\n"
    "  briefgraph check us-pakistan.ttl\n"
    "  briefgraph check us-pakistan.nq --format csv -o findings.csv\n"
    "  briefgraph check people.ttl --shapes people-shapes.ttl --no-ontology --format turtle\n";

enum { OPT_ONTOLOGY = 256, OPT_NO_ONTOLOGY, OPT_STRICT, OPT_IGNORE };

typedef enum { TEXT, CSV, JSON, REPORT } out_format;

typedef struct {
  const char *shapes;
  const char *ontology;
  const char *output;
  bg_read_options read;
  out_format format;
  bg_format syntax; /* of REPORT */
  bool no_ontology;
  bool strict_warnings;
  bool ignore_unsupported;
} options;

/* ---- formats ---- */

/* The parts of a finding as text. */
typedef struct {
  bg_buffer name, focus, path, value, shape;
} words;

static void put_words(const bg_report *report, const bg_finding *finding, bool brief, words *w) {
  *w = (words){0};
  bg_report_put_name(report, finding->focus, &w->name);
  bg_report_put_term(report, finding->focus, false, &w->focus);
  bg_report_put_path(report, finding, brief, &w->path);
  if (finding->value) bg_report_put_term(report, finding->value, brief, &w->value);
  bg_report_put_shape(report, finding, brief, &w->shape);
}

static void free_words(words *w) {
  bg_buffer_free(&w->name);
  bg_buffer_free(&w->focus);
  bg_buffer_free(&w->path);
  bg_buffer_free(&w->value);
  bg_buffer_free(&w->shape);
}

static void put_part(bg_buffer *out, const char *before, bg_str data, const char *after) {
  bg_buffer_puts(out, before);
  bg_put_visible(out, data);
  bg_buffer_puts(out, after);
}

/* Level, name and IRI; the message; then path, value and shape. */
static void put_text(const bg_report *report, const bg_finding *finding, bg_buffer *out) {
  words w;
  put_words(report, finding, true, &w);
  bg_buffer_printf(out, "%s: ", bg_finding_level_name(finding->level));
  put_part(out, "", bg_buffer_str(&w.name), " ");
  put_part(out, "", bg_buffer_str(&w.focus), "\n");
  put_part(out, "  ", finding->message, "\n  ");
  if (w.path.len) put_part(out, "path ", bg_buffer_str(&w.path), ", ");
  if (w.value.len && finding->value != finding->focus) put_part(out, "value ", bg_buffer_str(&w.value), ", ");
  put_part(out, "shape ", bg_buffer_str(&w.shape), "");
  bg_buffer_printf(out, " (%s)\n", bg_finding_component(finding));
  free_words(&w);
}

static void put_csv(const bg_report *report, const bg_finding *finding, bg_buffer *out) {
  words w;
  put_words(report, finding, false, &w);
  bg_str row[] = {bg_str_from(bg_finding_level_name(finding->level)),
                  bg_buffer_str(&w.name),
                  bg_buffer_str(&w.focus),
                  bg_buffer_str(&w.path),
                  bg_buffer_str(&w.value),
                  bg_buffer_str(&w.shape),
                  bg_str_from(bg_finding_component(finding)),
                  finding->message};
  bg_csv_put_defused_row(out, row, sizeof row / sizeof *row);
  free_words(&w);
}

static void put_member(bg_buffer *out, const char *name, bg_str value, bool first) {
  bg_buffer_puts(out, first ? "    {" : ", ");
  bg_json_put_string(out, bg_str_from(name));
  bg_buffer_puts(out, ": ");
  if (value.len) bg_json_put_string(out, value);
  else bg_buffer_puts(out, "null");
}

static void put_json(const bg_report *report, const bg_finding *finding, bg_buffer *out) {
  words w;
  put_words(report, finding, false, &w);
  put_member(out, "severity", bg_str_from(bg_finding_level_name(finding->level)), true);
  put_member(out, "name", bg_buffer_str(&w.name), false);
  put_member(out, "focus", bg_buffer_str(&w.focus), false);
  put_member(out, "path", bg_buffer_str(&w.path), false);
  put_member(out, "value", bg_buffer_str(&w.value), false);
  put_member(out, "shape", bg_buffer_str(&w.shape), false);
  put_member(out, "component", bg_str_from(bg_finding_component(finding)), false);
  put_member(out, "message", finding->message, false);
  bg_buffer_putc(out, '}');
  free_words(&w);
}

static void put_report(const bg_report *report, out_format format, bg_output *output) {
  size_t count = bg_report_count(report);
  bg_buffer text = {0};
  if (format == CSV) bg_buffer_puts(&text, "severity,name,focus,path,value,shape,component,message\n");
  if (format == JSON)
    bg_buffer_printf(&text, "{\n  \"conforms\": %s,\n  \"violations\": %zu,\n  \"warnings\": %zu,\n  \"findings\": [\n",
                     count ? "false" : "true", bg_report_level_count(report, BG_FINDING_VIOLATION),
                     bg_report_level_count(report, BG_FINDING_WARNING));
  for (size_t i = 0; i < count; i++) {
    const bg_finding *finding = bg_report_get(report, i);
    if (format == TEXT) put_text(report, finding, &text);
    else if (format == CSV) put_csv(report, finding, &text);
    else put_json(report, finding, &text);
    if (format == JSON) bg_buffer_puts(&text, i + 1 < count ? ",\n" : "\n");
    bg_output_write(output, bg_buffer_str(&text));
    bg_buffer_clear(&text);
  }
  if (format == JSON) bg_buffer_puts(&text, "  ]\n}\n");
  bg_output_write(output, bg_buffer_str(&text));
  bg_buffer_free(&text);
}

static bg_status write_report(const bg_report *report, const options *o, bg_diagnostics *diagnostics) {
  bg_output *output;
  bg_status status = BG_OK;
  BG_TRY(bg_output_open(o->output ? o->output : "-", diagnostics, &output));
  if (o->format == REPORT) status = bg_report_write(report, o->syntax, output, diagnostics);
  else put_report(report, o->format, output);
  if (status == BG_OK) return bg_output_commit(output, diagnostics);
  bg_output_free(output);
  return status;
}

/* ---- the run ---- */

static void say_number(size_t count, const char *noun, const char *after) {
  cli_say("%zu %s%s%s", count, noun, count == 1 ? "" : "s", after);
}

static void say_summary(const bg_report *report) {
  size_t info = bg_report_level_count(report, BG_FINDING_INFO) + bg_report_level_count(report, BG_FINDING_OTHER);
  say_number(bg_report_level_count(report, BG_FINDING_VIOLATION), "violation", ", ");
  say_number(bg_report_level_count(report, BG_FINDING_WARNING), "warning", ", ");
  if (info) say_number(info, "other finding", ", ");
  say_number(bg_report_focus_count(report), "node", " checked\n");
}

static bg_status load(const options *o, const char *given, const char *name, bg_dataset *dataset,
                      bg_diagnostics *diagnostics) {
  char *found = given ? bg_strdup(given) : cli_ontology_file(name);
  bg_status status = found ? bg_rdf_load(found, &o->read, dataset, diagnostics)
                           : bg_error(diagnostics, BG_ERROR_IO, NULL,
                                      "%s was not found; set BRIEFGRAPH_ONTOLOGY to the directory that holds it", name);
  bg_free(found);
  return status;
}

static bg_status load_all(const options *o, int argc, char **argv, bg_dataset *data, bg_dataset *graph,
                          bg_diagnostics *diagnostics) {
  for (int i = 0; i < argc; i++) BG_TRY(bg_rdf_load(argv[i], &o->read, data, diagnostics));
  if (!o->no_ontology) BG_TRY(load(o, o->ontology, "briefgraph.ttl", data, diagnostics));
  BG_TRY(load(o, o->shapes, "shapes.ttl", graph, diagnostics));
  bg_dataset_index(data);
  bg_dataset_index(graph);
  return BG_OK;
}

static int check(const options *o, int argc, char **argv) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *data = bg_dataset_new(), *graph = bg_dataset_new();
  bg_shapes *shapes = NULL;
  bg_report *report = NULL;
  bool bad = false;
  bg_status status = load_all(o, argc, argv, data, graph, diagnostics);
  if (status == BG_OK) status = bg_shapes_new(graph, data, o->ignore_unsupported, diagnostics, &shapes);
  if (status == BG_OK) {
    report = bg_shapes_validate(shapes);
    status = write_report(report, o, diagnostics);
  }
  if (status == BG_OK) {
    say_summary(report);
    bad = bg_report_level_count(report, BG_FINDING_VIOLATION) > 0 ||
          bg_report_level_count(report, BG_FINDING_OTHER) > 0 || /* how grave is not known: better to look */
          (o->strict_warnings && bg_report_level_count(report, BG_FINDING_WARNING) > 0);
  }
  bg_report_free(report);
  bg_shapes_free(shapes);
  bg_dataset_free(data);
  bg_dataset_free(graph);
  int code = cli_finish(status, diagnostics);
  return code == EXIT_DONE && bad ? EXIT_FINDINGS : code;
}

/* Findings as text or tables, or by the name of an RDF syntax the standard report. */
static bool parse_format(const char *text, options *o) {
  static const char *const names[REPORT] = {"text", "csv", "json"};
  for (int i = 0; i < REPORT; i++) {
    if (strcmp(text, names[i]) != 0) continue;
    o->format = (out_format)i;
    return true;
  }
  o->format = REPORT;
  o->syntax = bg_format_by_name(bg_str_from(text));
  return o->syntax != BG_FORMAT_UNKNOWN;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"shapes", required_argument, NULL, 's'},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        {"no-ontology", no_argument, NULL, OPT_NO_ONTOLOGY},
                                        {"base", required_argument, NULL, 'b'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"strict-warnings", no_argument, NULL, OPT_STRICT},
                                        {"ignore-unsupported", no_argument, NULL, OPT_IGNORE},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {0};
  int c;
  while ((c = cli_next_option(&cmd_check, argc, argv, ":s:b:f:o:", longs)) != -1) {
    switch (c) {
      case 's': o.shapes = optarg; break;
      case 'b': o.read.base = optarg; break;
      case 'o': o.output = optarg; break;
      case OPT_ONTOLOGY: o.ontology = optarg; break;
      case OPT_NO_ONTOLOGY: o.no_ontology = true; break;
      case OPT_STRICT: o.strict_warnings = true; break;
      case OPT_IGNORE: o.ignore_unsupported = true; break;
      case 'f':
        if (!parse_format(optarg, &o))
          return cli_usage(&cmd_check, "unknown format '%s'; known are text, csv, json, %s", optarg, bg_format_list());
        break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (optind == argc) return cli_usage(&cmd_check, "name at least one graph to check ('-' for standard input)");
  return check(&o, argc - optind, argv + optind);
}

const cli_command cmd_check = {"check", "check a graph against shapes", help, run};
