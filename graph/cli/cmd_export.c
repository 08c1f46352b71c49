#include <getopt.h>

#include "base/file.h"
#include "claims/claims_csv.h"
#include "cli/cli.h"
#include "export/graphml.h"
#include "rdf/encode.h"

static const char help[] =
    "usage: briefgraph export [OPTION...] GRAPH\n\n"
    "Take a graph back to tables, or on to graph tools. For RDF syntaxes see 'convert', for measures 'analyze', for\n"
    "diagrams 'draw'.\n\n"
    "  -f, --format FORMAT  csv: entities.csv, claims.csv and recommendations.csv, as 'build' reads them; graphml: "
    "actors\n"
    "                       with their measures, each claim an edge (else by the extension of OUT)\n"
    "  -o, --output OUT     a directory for csv, a file for graphml ('-' or nothing: standard output)\n"
    "      --ontology FILE  instead of the one that comes with the program\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "examples:\n"
    "  briefgraph export us-pakistan.nq --format csv -o tables\n"
    "  briefgraph export us-pakistan.ttl -o actors.graphml\n";

enum { OPT_ONTOLOGY = 256 };

typedef struct {
  const char *output;
  const char *ontology;
  bool csv;
} options;

static bg_status export_csv(const bg_dataset *dataset, const bg_ontology *ontology, const options *o,
                            bg_diagnostics *diagnostics) {
  bg_claim_set *set;
  BG_TRY(bg_decode(dataset, ontology, diagnostics, &set));
  bg_status status = bg_claims_write_csv(set, o->output, diagnostics);
  if (status == BG_OK)
    cli_say("%zu entities, %zu claims, %zu recommendations\n", set->entity_count, set->claim_count,
            set->recommendation_count);
  bg_claim_set_free(set);
  return status;
}

static bg_status export_graphml(const bg_dataset *dataset, const bg_ontology *ontology, const options *o,
                                bg_diagnostics *diagnostics) {
  bg_network *network = bg_network_new(dataset, ontology, NULL);
  bg_measures *measures;
  bg_buffer text = {0};
  bg_status status = bg_measures_new(network, NULL, diagnostics, &measures);
  if (status == BG_OK) {
    bg_graphml(network, measures, &text);
    status = bg_write_file(o->output ? o->output : "-", bg_buffer_str(&text), diagnostics);
  }
  bg_buffer_free(&text);
  bg_measures_free(measures);
  bg_network_free(network);
  return status;
}

static int export_graph(const options *o, const char *path) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset;
  bg_ontology *ontology;
  bg_status status = cli_load(path, o->ontology, diagnostics, &dataset, &ontology);
  if (status == BG_OK) status = (o->csv ? export_csv : export_graphml)(dataset, ontology, o, diagnostics);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
  return cli_finish(status, diagnostics);
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"format", required_argument, NULL, 'f'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {0};
  bg_str format = BG_STR_EMPTY;
  int c;
  while ((c = cli_next_option(&cmd_export, argc, argv, ":f:o:", longs)) != -1) {
    switch (c) {
      case 'f': format = bg_str_from(optarg); break;
      case 'o': o.output = optarg; break;
      case OPT_ONTOLOGY: o.ontology = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (argc - optind != 1) return cli_usage(&cmd_export, "name one graph");
  if (!format.len && o.output) format = bg_path_extension(o.output);
  if (!bg_str_is(format, "csv") && !bg_str_is(format, "graphml"))
    return cli_usage(&cmd_export, "unknown format; name it with --format, csv or graphml");
  o.csv = bg_str_is(format, "csv");
  if (o.csv && !o.output) return cli_usage(&cmd_export, "csv is three files: name a directory with --output");
  return export_graph(&o, argv[optind]);
}

const cli_command cmd_export = {"export", "take a graph to tables or graph tools", help, run};
