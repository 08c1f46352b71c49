#include <getopt.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pack.h"
#include "claims/claims_csv.h"
#include "cli/cli.h"
#include "export/graph_formats.h"
#include "rdf/encode.h"
#include "store/bulk.h"
#include "store/preset.h"

static const char help[] =
    "usage: briefgraph export [OPTION...] GRAPH\n\n"
    "Take a graph back to tables, or on to graph tools. For RDF syntaxes see 'convert', for measures 'analyze', for\n"
    "diagrams 'draw'.\n\n"
    "  -f, --format FORMAT  (else by the extension of OUT)\n"
    "       csv             entities.csv, claims.csv and recommendations.csv, as 'build' reads them\n"
    "       graphml         .graphml: igraph, NetworkX, Gephi, yEd\n"
    "       graphml-yed     .yed.graphml: yEd, with shapes and visible labels\n"
    "       gexf, gexf-1.2  .gexf: Gephi, with sizes, colours, positions, and times of claims\n"
    "       cyjs, cx2       .cyjs, .cx2: Cytoscape, cytoscape.js, NDEx\n"
    "       pajek           .net: Pajek; the value of an arc is its sign\n"
    "       csv-graph       nodes.csv, edges.csv and their description: Gephi, pandas, R, spreadsheets\n"
    "       neo4j           files for neo4j-admin import, and a Cypher script that can be run again\n"
    "       ftm             .ftm.json: FollowTheMoney entities, one a line\n"
    "      --for STORE      files for the bulk loader of virtuoso, fuseki, oxigraph, qlever, rdf4j, graphdb, "
    "blazegraph\n"
    "                       or neptune, and the commands that load them; 'push' needs no files\n"
    "  -o, --output OUT     a file ('-' or nothing: standard output); a directory for csv, csv-graph, neo4j\n"
    "                       and --for\n"
    "      --level LEVEL    what is an edge: claims (default), ties (all claims from one node to another), or triples\n"
    "                       (every triple between two resources; the default where there are no claims)\n"
    "      --all            all entities and claims: --all-entities --negated --proposed\n"
    "      --all-entities   places, events and issues too, not only actors and initiatives\n"
    "      --modality LIST  of asserted, recommended, possible, implied (default: all)\n"
    "      --min-confidence X  leave out claims below X\n"
    "      --negated        negated claims too\n"
    "      --proposed       proposed claims too, not only accepted ones\n"
    "      --predicates LIST  only these triples: IRIs or prefix:name, each with =+1 or =-1 for its sign if it has "
    "one\n"
    "      --measures       measures of nodes even of large graphs, where they take long\n"
    "      --no-measures    no measures\n"
    "      --ontology FILE  instead of the one that comes with the program\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "examples:\n"
    "  briefgraph export us-pakistan.nq --format csv -o tables\n"
    "  briefgraph export us-pakistan.ttl --all -o us-pakistan.gexf\n"
    "  briefgraph export us-pakistan.nq --format neo4j -o neo4j\n"
    "  briefgraph export us-pakistan.nq --for virtuoso -o virtuoso\n"
    "  briefgraph export thesaurus.ttl --level triples -o thesaurus.graphml\n";

enum {
  OPT_ONTOLOGY = 256,
  OPT_LEVEL,
  OPT_ALL,
  OPT_ENTITIES,
  OPT_MODALITY,
  OPT_CONFIDENCE,
  OPT_NEGATED,
  OPT_PROPOSED,
  OPT_PREDICATES,
  OPT_MEASURES,
  OPT_NO_MEASURES,
  OPT_FOR
};

/* About a second of shortest paths. */
#define MOST_MEASURED 100000000.0

typedef enum { MEASURES_SMALL, MEASURES_YES, MEASURES_NO } measuring;

typedef struct {
  const char *output;
  const char *ontology;
  const char *store;             /* whose bulk loader; else NULL */
  const bg_graph_format *format; /* NULL: the tables that 'build' reads */
  bg_level level;
  measuring measures;
  bg_network_options network;
  bg_arena *arena;
  bg_link_predicate *predicates;
} options;

/* ---- the work ---- */

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

static bg_status measure(const bg_network *network, const options *o, bg_diagnostics *diagnostics,
                         bg_measures **measures) {
  *measures = NULL;
  bool large = (double)network->actor_count * (double)network->link_count > MOST_MEASURED;
  if (o->measures == MEASURES_NO) return BG_OK;
  if (o->measures == MEASURES_YES || !large) return bg_measures_new(network, NULL, diagnostics, measures);
  cli_say("measures are left out, since %zu nodes and %zu edges take long; --measures counts them all the same\n",
          network->actor_count, network->link_count);
  return BG_OK;
}

static bg_status write_model(bg_graph_input *input, const options *o, bg_diagnostics *diagnostics) {
  bg_graph_model *model;
  char *style = cli_ontology_file("style.ttl");
  bg_theme *theme = NULL;
  bg_status status = bg_theme_load(style, false, input->ontology, diagnostics, &theme);
  input->theme = theme;
  if (status == BG_OK) status = bg_graph_model_new(input, diagnostics, &model);
  if (status == BG_OK) {
    status = bg_graph_export(model, o->format, o->output ? o->output : "-", diagnostics);
    if (status == BG_OK && o->output) cli_say("%zu nodes, %zu edges\n", model->nodes.rows, model->edges.rows);
    bg_graph_model_free(model);
  }
  bg_theme_free(theme);
  bg_free(style);
  return status;
}

/* What the data are called: the name of the file without its extension. */
static char *name_of(const char *path) {
  bg_str base = bg_path_base(path), extension = bg_path_extension(path);
  base.len -= bg_packing_suffix(base);
  if (extension.len) base.len -= extension.len + 1;
  return bg_str_is(base, "-") || !base.len ? bg_strdup("graph") : bg_str_dup(base);
}

static bg_status export_network(const bg_dataset *dataset, const bg_ontology *ontology, const options *o,
                                const char *path, bg_diagnostics *diagnostics) {
  bg_network_options chosen = o->network;
  bg_network *network = bg_network_new(dataset, ontology, &chosen);
  if (!network->from_claims && !chosen.triples && !chosen.predicates) {
    cli_say("no claims in this graph: every triple between two resources is an edge; see --predicates\n");
    bg_network_free(network);
    chosen.triples = true;
    network = bg_network_new(dataset, ontology, &chosen);
  }
  bg_measures *measures;
  char *name = name_of(path);
  bg_status status = measure(network, o, diagnostics, &measures);
  bg_graph_input input = {.dataset = dataset,
                          .ontology = ontology,
                          .network = network,
                          .measures = measures,
                          .name = name,
                          .level = o->level,
                          .positions = o->format->looks};
  if (status == BG_OK) status = write_model(&input, o, diagnostics);
  bg_free(name);
  bg_measures_free(measures);
  bg_network_free(network);
  return status;
}

static bg_status export_bulk(const bg_dataset *dataset, const options *o, const char *path,
                             bg_diagnostics *diagnostics) {
  char *name = name_of(path);
  bg_status status = bg_store_bulk(dataset, o->store, name, o->output, diagnostics);
  if (status == BG_OK) cli_say("%zu quads in %s\n", bg_dataset_size(dataset), o->output);
  bg_free(name);
  return status;
}

static int export_graph(const options *o, const char *path) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset;
  bg_ontology *ontology;
  bg_status status = cli_load(path, o->ontology, diagnostics, &dataset, &ontology);
  if (status == BG_OK && o->store) status = export_bulk(dataset, o, path, diagnostics);
  else if (status == BG_OK)
    status = o->format ? export_network(dataset, ontology, o, path, diagnostics)
                       : export_csv(dataset, ontology, o, diagnostics);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
  return cli_finish(status, diagnostics);
}

/* ---- options ---- */

static bool set_level(options *o, const char *text) {
  o->network.triples = strcmp(text, "triples") == 0;
  o->level = strcmp(text, "ties") == 0 ? BG_LEVEL_TIES : BG_LEVEL_CLAIMS;
  return o->network.triples || o->level == BG_LEVEL_TIES || strcmp(text, "claims") == 0;
}

static bool set_option(options *o, int c) {
  switch (c) {
    case 'o': o->output = optarg; return true;
    case OPT_FOR: o->store = optarg; return bg_store_preset_find(optarg) != NULL;
    case OPT_ONTOLOGY: o->ontology = optarg; return true;
    case OPT_LEVEL: return set_level(o, optarg);
    case OPT_ALL: return o->network.all_entities = o->network.with_negated = o->network.with_unaccepted = true;
    case OPT_ENTITIES: return o->network.all_entities = true;
    case OPT_MODALITY: return cli_parse_modalities(optarg, &o->network.modalities);
    case OPT_CONFIDENCE: return cli_parse_share(optarg, &o->network.min_confidence);
    case OPT_NEGATED: return o->network.with_negated = true;
    case OPT_PROPOSED: return o->network.with_unaccepted = true;
    case OPT_MEASURES: o->measures = MEASURES_YES; return true;
    case OPT_NO_MEASURES: o->measures = MEASURES_NO; return true;
    default: return false;
  }
}

/* The exit code, or -1 to go on. */
static int set_format(options *o, const char *format) {
  if (o->store && format) return cli_usage(&cmd_export, "--for decides on the format; leave out --format");
  if (o->store)
    return o->output ? -1 : cli_usage(&cmd_export, "--for writes several files: name a directory with --output");
  bool tables = format ? strcmp(format, "csv") == 0 : o->output && bg_str_is(bg_path_extension(o->output), "csv");
  if (!tables)
    o->format = format ? bg_graph_format_named(format) : o->output ? bg_graph_format_of_path(o->output) : NULL;
  if (!tables && !o->format)
    return cli_usage(&cmd_export,
                     "unknown format; name it with --format: csv, graphml, graphml-yed, gexf, gexf-1.2, cyjs, cx2, "
                     "pajek, csv-graph, neo4j or ftm");
  if (!o->output && (tables || !o->format->extension))
    return cli_usage(&cmd_export, "%s is several files: name a directory with --output", tables ? "csv" : format);
  return -1;
}

static int parse(options *o, int argc, char **argv) {
  static const struct option longs[] = {{"format", required_argument, NULL, 'f'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"level", required_argument, NULL, OPT_LEVEL},
                                        {"all", no_argument, NULL, OPT_ALL},
                                        {"all-entities", no_argument, NULL, OPT_ENTITIES},
                                        {"modality", required_argument, NULL, OPT_MODALITY},
                                        {"min-confidence", required_argument, NULL, OPT_CONFIDENCE},
                                        {"negated", no_argument, NULL, OPT_NEGATED},
                                        {"proposed", no_argument, NULL, OPT_PROPOSED},
                                        {"predicates", required_argument, NULL, OPT_PREDICATES},
                                        {"measures", no_argument, NULL, OPT_MEASURES},
                                        {"no-measures", no_argument, NULL, OPT_NO_MEASURES},
                                        {"for", required_argument, NULL, OPT_FOR},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  const char *format = NULL;
  int c;
  while ((c = cli_next_option(&cmd_export, argc, argv, ":f:o:", longs)) != -1) {
    if (c == CLI_HELP) return EXIT_DONE;
    if (c == '?') return EXIT_USAGE;
    if (c == 'f') {
      format = optarg;
    } else if (c == OPT_PREDICATES) {
      bg_free(o->predicates);
      o->predicates = cli_parse_predicates(&cmd_export, optarg, o->arena, &o->network.predicate_count);
      if (!o->predicates) return EXIT_USAGE;
      o->network.predicates = o->predicates;
    } else if (!set_option(o, c)) {
      if (c == OPT_FOR)
        return cli_usage(&cmd_export, "unknown store '%s'; known are %s", optarg, bg_store_preset_list());
      return cli_usage(&cmd_export, "'%s' is not a value of --%s", optarg, cli_option_name(longs, c));
    }
  }
  if (argc - optind != 1) return cli_usage(&cmd_export, "name one graph");
  return set_format(o, format);
}

static int run(int argc, char **argv) {
  options o = {.arena = bg_arena_new()};
  int code = parse(&o, argc, argv);
  if (code < 0) code = export_graph(&o, argv[optind]);
  bg_free(o.predicates);
  bg_arena_free(o.arena);
  return code;
}

const cli_command cmd_export = {"export", "take a graph to tables or graph tools", help, run};
