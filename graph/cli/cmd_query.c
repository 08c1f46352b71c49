#include <getopt.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "query/query.h"
#include "rdf/reader.h"
#include "rdf/writer.h"

enum { MEGABYTE = 1 << 20, DEFAULT_MEMORY = 2048, DEFAULT_SECONDS = 60 };

static const char help[] =
    "usage: briefgraph query [OPTION...] GRAPH... (-q QUERY.rq | --query TEXT)\n\n"
    "Answer a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) from RDF files in any syntax, without a triple "
    "store.\n"
    "Several files are one dataset; their blank nodes stay apart.\n\n"
    "  -q, --query-file FILE       the query; '-' for standard input\n"
    "  -e, --query TEXT            the query itself\n"
    "  -f, --format FORMAT         of rows: table (default on a terminal), csv, tsv (default elsewhere), json, xml;\n"
    "                              of graphs (CONSTRUCT, DESCRIBE): turtle (default), ntriples, rdfxml ...\n"
    "  -o, --output FILE           write here instead of standard output\n"
    "      --union-default-graph   patterns outside GRAPH see all named graphs as well as the default graph\n"
    "      --base IRI              resolves relative IRIs of the query\n"
    "      --time-limit SECONDS    give up after this long (default 60; 0: never)\n"
    "      --memory-limit MB       give up when rows need more (default 2048; 0: no limit)\n"
    "      --max-rows N            print at most N rows, and say that there are more\n"
    "      --quiet                 errors only\n"
    "  -h, --help                  this text\n\n"
    "Patterns outside GRAPH see the default graph only, as SPARQL and stores such as Fuseki and Oxigraph have it; "
    "Virtuoso,\n"
    "GraphDB and others see all graphs there, as --union-default-graph does. Rows that ORDER BY does not order are "
    "sorted,\n"
    "so that the same graph gives the same answer. Nothing is fetched: SERVICE is refused, FROM names graphs that are "
    "loaded.\n\n"
    "examples:\n"
    "  briefgraph query brief.nq -q data/us-pakistan/queries/01-asked-to-work-with.rq\n"
    "  briefgraph query brief.ttl -e 'SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type ORDER BY DESC(?n)'\n"
    "  briefgraph query brief.trig -q q.rq --format json >answer.srj\n";

enum { OPT_UNION = 256, OPT_BASE, OPT_TIME, OPT_MEMORY, OPT_ROWS };

typedef struct {
  const char *file, *text, *base, *output;
  bg_results_format rows;
  bg_format graph;
  bg_query_options query;
} options;

static bg_status parse(const options *o, bg_diagnostics *diagnostics, bg_query **query) {
  if (o->text) return bg_query_parse(bg_str_from(o->text), "<query>", o->base, diagnostics, query);
  bg_input *input;
  BG_TRY(bg_input_open(o->file, diagnostics, &input));
  bg_status status = bg_query_parse(bg_input_bytes(input), bg_input_name(input), o->base, diagnostics, query);
  bg_input_close(input);
  return status;
}

static bg_status load(int argc, char **argv, bg_dataset *dataset, bg_diagnostics *diagnostics) {
  for (int i = 0; i < argc; i++) BG_TRY(bg_rdf_load(argv[i], NULL, dataset, diagnostics));
  bg_dataset_index(dataset);
  return BG_OK;
}

static bool makes_graph(const bg_query *query) {
  return bg_query_form_of(query) == BG_QUERY_CONSTRUCT || bg_query_form_of(query) == BG_QUERY_DESCRIBE;
}

/* Rows have other formats than graphs; asking one in a format of the other is a mistake. */
static bool format_fits(const options *o, const bg_query *query) {
  bool given = o->rows != BG_RESULTS_UNKNOWN || o->graph != BG_FORMAT_UNKNOWN;
  return !given || (makes_graph(query) ? o->graph != BG_FORMAT_UNKNOWN : o->rows != BG_RESULTS_UNKNOWN);
}

static bg_status write_results(const options *o, const bg_query *query, const bg_results *results,
                               bg_diagnostics *diagnostics) {
  bg_output *output;
  bool terminal = !o->output && isatty(STDOUT_FILENO) == 1;
  BG_TRY(bg_output_open(o->output ? o->output : "-", diagnostics, &output));
  bg_status status = BG_OK;
  if (makes_graph(query)) {
    bg_format format = o->graph == BG_FORMAT_UNKNOWN ? BG_FORMAT_TURTLE : o->graph;
    status = bg_rdf_write(bg_results_graph(results), format, NULL, 0, output, diagnostics);
  } else {
    bg_results_format format = o->rows != BG_RESULTS_UNKNOWN ? o->rows : terminal ? BG_RESULTS_TABLE : BG_RESULTS_TSV;
    bg_results_write(results, format, terminal ? cli_columns(STDOUT_FILENO) : 0, output);
  }
  if (status == BG_OK) return bg_output_commit(output, diagnostics);
  bg_output_free(output);
  return status;
}

/* An answer that is empty because of where graphs are is no answer that anybody wants. */
static void hint(const bg_query *query, const bg_results *results, const bg_dataset *dataset, const options *o) {
  if (bg_query_form_of(query) != BG_QUERY_SELECT) return;
  if (bg_results_cut(results)) cli_say("more than %zu rows; these are the first\n", o->query.max_rows);
  if (bg_results_rows(results) || !bg_dataset_size(dataset)) return;
  bool named = bg_dataset_quads(dataset)[bg_dataset_size(dataset) - 1].g != BG_DEFAULT_GRAPH, plain = false;
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    bool in_default = bg_dataset_quads(dataset)[i].g == BG_DEFAULT_GRAPH;
    named = named || !in_default;
    plain = plain || in_default;
  }
  if (!named && bg_query_uses_graph(query))
    cli_say(
        "no rows: the query looks into named graphs with GRAPH, and there are none here; query the .trig or .nq "
        "file\n");
  else if (!plain && !bg_query_uses_graph(query) && !o->query.union_default_graph)
    cli_say("no rows: everything is in named graphs here; use GRAPH ?g { ... } or --union-default-graph\n");
}

static int answer(const options *o, int argc, char **argv) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  bg_query *query = NULL;
  bg_results *results = NULL;
  bg_status status = parse(o, diagnostics, &query);
  if (status == BG_OK && !format_fits(o, query)) {
    bool graph = makes_graph(query);
    bg_query_free(query);
    bg_dataset_free(dataset);
    (void)cli_finish(BG_OK, diagnostics);
    if (graph) return cli_usage(&cmd_query, "the query makes a graph; its formats are %s", bg_format_list());
    return cli_usage(&cmd_query, "the query makes rows; their formats are table, csv, tsv, json, xml");
  }
  if (status == BG_OK) status = load(argc, argv, dataset, diagnostics);
  if (status == BG_OK) status = bg_query_run(query, dataset, &o->query, diagnostics, &results);
  if (status == BG_OK) status = write_results(o, query, results, diagnostics);
  if (status == BG_OK) hint(query, results, dataset, o);
  bg_results_free(results);
  bg_dataset_free(dataset);
  bg_query_free(query);
  return cli_finish(status, diagnostics);
}

static bool parse_limits(int c, options *o) {
  size_t size = 0;
  double seconds = 0;
  if (c == OPT_TIME) {
    bool good = cli_parse_double(optarg, &seconds) && seconds >= 0;
    o->query.time_limit = seconds;
    return good;
  }
  bool good = cli_parse_size(optarg, &size) && size < SIZE_MAX / MEGABYTE;
  if (c == OPT_MEMORY) o->query.memory_limit = size * MEGABYTE;
  else o->query.max_rows = size;
  return good;
}

static bool parse_format(const char *name, options *o) {
  o->rows = bg_results_format_by_name(bg_str_from(name));
  o->graph = bg_format_by_name(bg_str_from(name));
  return o->rows != BG_RESULTS_UNKNOWN || o->graph != BG_FORMAT_UNKNOWN;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"query-file", required_argument, NULL, 'q'},
                                        {"query", required_argument, NULL, 'e'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"union-default-graph", no_argument, NULL, OPT_UNION},
                                        {"base", required_argument, NULL, OPT_BASE},
                                        {"time-limit", required_argument, NULL, OPT_TIME},
                                        {"memory-limit", required_argument, NULL, OPT_MEMORY},
                                        {"max-rows", required_argument, NULL, OPT_ROWS},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {.query = {.time_limit = DEFAULT_SECONDS, .memory_limit = (size_t)DEFAULT_MEMORY * MEGABYTE}};
  int c;
  while ((c = cli_next_option(&cmd_query, argc, argv, ":q:e:f:o:", longs)) != -1) {
    switch (c) {
      case 'q': o.file = optarg; break;
      case 'e': o.text = optarg; break;
      case 'o': o.output = optarg; break;
      case 'f':
        if (!parse_format(optarg, &o))
          return cli_usage(&cmd_query, "unknown format '%s'; for rows: table, csv, tsv, json, xml; for graphs: %s",
                           optarg, bg_format_list());
        break;
      case OPT_UNION: o.query.union_default_graph = true; break;
      case OPT_BASE: o.base = optarg; break;
      case OPT_TIME:
      case OPT_MEMORY:
      case OPT_ROWS:
        if (!parse_limits(c, &o)) return cli_usage(&cmd_query, "'%s' is not a number that fits here", optarg);
        break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (!o.file == !o.text) return cli_usage(&cmd_query, "give the query, with --query-file or with --query");
  if (optind == argc) return cli_usage(&cmd_query, "name the graph to query, such as brief.nq");
  return answer(&o, argc - optind, argv + optind);
}

const cli_command cmd_query = {"query", "answer a SPARQL query from RDF files", help, run};
