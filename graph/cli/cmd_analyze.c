#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/analyze_table.h"
#include "cli/cli.h"
#include "network/measures_out.h"
#include "rdf/writer.h"

static const char help[] =
    "usage: briefgraph analyze [OPTION...] GRAPH\n\n"
    "Measure the network of actors in an RDF graph: centrality, brokerage, communities, balance.\n\n"
    "  -m, --measure NAME       sort by this one (default betweenness): degree, inDegree, outDegree, strengthAll,\n"
    "                           inStrength, outStrength, betweenness, harmonicCloseness, eigenvector, pageRank, hub,\n"
    "                           authority, coreness, clustering, constraint, coordinator, itinerantBroker,\n"
    "                           representative, gatekeeper, liaison\n"
    "  -n, --top N              rows of the table and names in a list (default 15)\n"
    "  -f, --format FORMAT      table (default), csv, json, turtle\n"
    "  -o, --output FILE        write here instead of standard output\n"
    "      --undirected         forget directions\n"
    "      --modality LIST      of asserted, recommended, possible, implied (default: all)\n"
    "      --min-confidence X   leave out claims below X\n"
    "      --negated            count negated claims too\n"
    "      --proposed           count proposed claims too, not only accepted ones\n"
    "      --all-entities       places, events and issues are nodes too\n"
    "      --predicates LIST    for any RDF: these triples are the links; IRIs or prefix:name, each with =+1 or =-1 "
    "for\n"
    "                           its sign if it has one\n"
    "      --weights KIND       claims (default: number of claims), confidence, none\n"
    "      --group KIND         groups of the brokerage roles: type (default), community, bloc, owner\n"
    "      --resolution R       of the communities (default 1)\n"
    "      --seed N             of the communities (default 42)\n"
    "      --ontology FILE      instead of the one that comes with the program\n"
    "  -q, -v, -h               quiet, verbose, this text\n\n"
    "Definitions, normalisation and sources stand in the manual, briefgraph(1).\n\n"
    "examples:\n"
    "  briefgraph analyze us-pakistan.ttl\n"
    "  briefgraph analyze us-pakistan.ttl --measure pageRank --top 5 --modality asserted,implied\n"
    "  briefgraph analyze us-pakistan.ttl --format csv -o centrality.csv\n"
    "  briefgraph analyze club.nt --predicates http://example.org/knows --undirected\n";

enum {
  OPT_UNDIRECTED = 256,
  OPT_MODALITY,
  OPT_CONFIDENCE,
  OPT_NEGATED,
  OPT_PROPOSED,
  OPT_ALL,
  OPT_PREDICATES,
  OPT_WEIGHTS,
  OPT_GROUP,
  OPT_RESOLUTION,
  OPT_SEED,
  OPT_ONTOLOGY
};

typedef enum { TABLE, CSV, JSON, TURTLE } out_format;

typedef struct {
  const char *output;
  const char *ontology;
  out_format format;
  bg_measure sort;
  size_t top;
  bg_network_options network;
  bg_measure_options measures;
  bg_arena *arena;
  bg_link_predicate *predicates;
} options;

/* Index of `text` in a NULL-terminated list, or -1. */
static int choose(const char *text, const char *const *list) {
  for (int i = 0; list[i]; i++)
    if (strcmp(text, list[i]) == 0) return i;
  return -1;
}

static bool set_choice(options *o, int c, const char *text) {
  static const char *const formats[] = {"table", "csv", "json", "turtle", NULL};
  static const char *const weights[] = {"claims", "confidence", "none", NULL};
  static const char *const groups[] = {"type", "community", "bloc", "owner", NULL};
  int index = choose(text, c == 'f' ? formats : c == OPT_WEIGHTS ? weights : groups);
  if (index < 0) return false;
  if (c == 'f') o->format = (out_format)index;
  else if (c == OPT_WEIGHTS) o->measures.weights = (bg_weights)index;
  else o->measures.grouping = (bg_grouping)index;
  return true;
}

static bool set_option(options *o, int c) {
  switch (c) {
    case 'o': o->output = optarg; return true;
    case 'm': return bg_measure_parse(bg_str_from(optarg), &o->sort);
    case 'n': return cli_parse_size(optarg, &o->top);
    case OPT_UNDIRECTED: return o->measures.undirected = true;
    case OPT_MODALITY: return cli_parse_modalities(optarg, &o->network.modalities);
    case OPT_CONFIDENCE: return cli_parse_share(optarg, &o->network.min_confidence);
    case OPT_NEGATED: return o->network.with_negated = true;
    case OPT_PROPOSED: return o->network.with_unaccepted = true;
    case OPT_ALL: return o->network.all_entities = true;
    case OPT_RESOLUTION: return cli_parse_double(optarg, &o->measures.resolution) && o->measures.resolution > 0;
    case OPT_SEED: return cli_parse_size(optarg, &o->measures.seed);
    case OPT_ONTOLOGY: o->ontology = optarg; return true;
    default: return set_choice(o, c, optarg);
  }
}

static bg_status write_turtle(const bg_measures *m, const bg_network *network, const options *o, bg_output *output,
                              bg_diagnostics *diagnostics) {
  bg_dataset *dataset = bg_dataset_new();
  bg_measures_encode(m, network, &o->measures, "urn:x-briefgraph:metrics", "urn:x-briefgraph:run", dataset);
  bg_dataset_index(dataset);
  bg_status status = bg_rdf_write(dataset, BG_FORMAT_TURTLE, NULL, 0, output, diagnostics);
  bg_dataset_free(dataset);
  return status;
}

static bg_status write_result(const bg_measures *m, const bg_network *network, const options *o,
                              bg_diagnostics *diagnostics) {
  bg_output *output;
  bg_buffer text = {0};
  BG_TRY(bg_output_open(o->output ? o->output : "-", diagnostics, &output));
  bg_status status = BG_OK;
  switch (o->format) {
    case TABLE:
      analyze_table(m, network, o->sort, o->top, cli_columns(STDOUT_FILENO), &text);
      analyze_summary(m, network, o->top, &text);
      break;
    case CSV: bg_measures_csv(m, network, o->sort, &text); break;
    case JSON: bg_measures_json(m, network, &o->measures, o->sort, &text); break;
    case TURTLE: status = write_turtle(m, network, o, output, diagnostics); break;
  }
  bg_output_write(output, bg_buffer_str(&text));
  bg_buffer_free(&text);
  if (status == BG_OK) return bg_output_commit(output, diagnostics);
  bg_output_free(output);
  return status;
}

static int analyze(const options *o, const char *path) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset;
  bg_ontology *ontology;
  bg_status status = cli_load(path, o->ontology, diagnostics, &dataset, &ontology);
  if (status != BG_OK) return cli_finish(status, diagnostics);
  bg_network *network = bg_network_new(dataset, ontology, &o->network);
  if (!network->from_claims && !o->network.predicates)
    cli_say("no claims in this graph: every triple between two resources counts as a link; see --predicates\n");
  bg_measures *measures;
  status = bg_measures_new(network, &o->measures, diagnostics, &measures);
  if (status == BG_OK) status = write_result(measures, network, o, diagnostics);
  bg_measures_free(measures);
  bg_network_free(network);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
  return cli_finish(status, diagnostics);
}

/* The exit code, or -1 to go on. */
static int parse(options *o, int argc, char **argv) {
  static const struct option longs[] = {{"measure", required_argument, NULL, 'm'},
                                        {"top", required_argument, NULL, 'n'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"undirected", no_argument, NULL, OPT_UNDIRECTED},
                                        {"modality", required_argument, NULL, OPT_MODALITY},
                                        {"min-confidence", required_argument, NULL, OPT_CONFIDENCE},
                                        {"negated", no_argument, NULL, OPT_NEGATED},
                                        {"proposed", no_argument, NULL, OPT_PROPOSED},
                                        {"all-entities", no_argument, NULL, OPT_ALL},
                                        {"predicates", required_argument, NULL, OPT_PREDICATES},
                                        {"weights", required_argument, NULL, OPT_WEIGHTS},
                                        {"group", required_argument, NULL, OPT_GROUP},
                                        {"resolution", required_argument, NULL, OPT_RESOLUTION},
                                        {"seed", required_argument, NULL, OPT_SEED},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  int c;
  while ((c = cli_next_option(&cmd_analyze, argc, argv, ":m:n:f:o:", longs)) != -1) {
    if (c == CLI_HELP) return EXIT_DONE;
    if (c == '?') return EXIT_USAGE;
    if (c == OPT_PREDICATES) {
      bg_free(o->predicates);
      o->predicates = cli_parse_predicates(&cmd_analyze, optarg, o->arena, &o->network.predicate_count);
      if (!o->predicates) return EXIT_USAGE;
      o->network.predicates = o->predicates;
    } else if (!set_option(o, c)) {
      return cli_usage(&cmd_analyze, "'%s' is not a value of --%s", optarg, cli_option_name(longs, c));
    }
  }
  if (argc - optind != 1) return cli_usage(&cmd_analyze, "name one graph");
  return -1;
}

static int run(int argc, char **argv) {
  options o = {.sort = BG_BETWEENNESS, .top = 15, .arena = bg_arena_new()};
  int code = parse(&o, argc, argv);
  if (code < 0) code = analyze(&o, argv[optind]);
  bg_free(o.predicates);
  bg_arena_free(o.arena);
  return code;
}

const cli_command cmd_analyze = {"analyze", "measure the network of actors", help, run};
