#include <getopt.h>
#include <stdio.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "export/build.h"

static const char help[] =
    "usage: briefgraph build [OPTION...] DIRECTORY\n\n"
    "Make the knowledge graph of a brief: RDF, measures, tables and diagrams.\n\n"
    "DIRECTORY holds brief.md (or brief.txt, .html, .pdf), entities.csv, and claims.csv and recommendations.csv if "
    "there are any.\n\n"
    "  -o, --output DIR    write here (default: exports/NAME)\n"
    "      --base IRI      what the IRIs of the data start with (default https://w3id.org/briefgraph/data/)\n"
    "      --theme THEME   of the diagrams: light (default) or dark\n"
    "      --no-pictures   no diagrams\n"
    "      --timings       say how long each stage took\n"
    "      --ontology FILE instead of the one that comes with the program\n"
    "  -q, -v, -h          quiet, verbose, this text\n\n"
    "Writes NAME.ttl .trig .nt .nq .rdf .graphml .dot, centrality.csv, and NAME-VIEW.svg .png .pdf for the views "
    "actors, ego,\n"
    "recommendations, issues and balance. When anything is wrong, the old files stay as they were.\n\n"
    "example:\n"
    "  briefgraph build data/us-pakistan -o exports/us-pakistan\n";

enum { OPT_BASE = 256, OPT_THEME, OPT_NO_PICTURES, OPT_TIMINGS, OPT_ONTOLOGY, CENTRAL = 5 };

static void print_central(const bg_build_result *r) {
  size_t *order = bg_measures_rank(r->measures, r->network, BG_BETWEENNESS);
  printf("most central actors, by the share of shortest paths that run through them:\n");
  for (size_t i = 0; i < r->network->actor_count && i < CENTRAL; i++) {
    size_t a = order[i];
    if (!(r->measures->values[BG_DEGREE][a] > 0)) break;
    bg_buffer label = {0};
    cli_put_visible(&label, r->network->actors[a].label);
    printf("  %-40s betweenness %.3f, %g ties, PageRank %.3f\n", label.data, r->measures->values[BG_BETWEENNESS][a],
           r->measures->values[BG_DEGREE][a], r->measures->values[BG_PAGERANK][a]);
    bg_buffer_free(&label);
  }
  bg_free(order);
}

static void print_summary(const bg_build_result *r, const char *output) {
  printf("%zu entities, %zu claims, %zu recommendations\n", r->entities, r->claims, r->recommendations);
  printf("claims: %zu asserted, %zu recommended, %zu possible, %zu implied; %zu negated, %zu in another's voice\n",
         r->by_modality[BG_ASSERTED], r->by_modality[BG_RECOMMENDED], r->by_modality[BG_POSSIBLE],
         r->by_modality[BG_IMPLIED], r->negated, r->attributed);
  print_central(r);
  const bg_signed *s = r->measures->balance;
  printf("balance: %zu of %zu closed triads balanced, frustration %zu of %zu ties\n", s->balanced_triads,
         s->triad_count, s->frustration, s->positive + s->negative);
  printf("%zu statements in %zu files in %s:\n ", r->quads, r->file_count, output);
  for (size_t i = 0; i < r->file_count; i++) printf(" %s", r->files[i]);
  printf("\n");
}

static void print_timings(const bg_build_result *r) {
  double all = 0;
  for (size_t i = 0; i < BG_BUILD_STAGES; i++) all += r->stage_seconds[i];
  cli_say("time:");
  for (size_t i = 0; i < BG_BUILD_STAGES; i++)
    cli_say(" %s %.0f ms (%.0f %%)", r->stage_names[i], r->stage_seconds[i] * 1e3, 100 * r->stage_seconds[i] / all);
  cli_say("; all %.0f ms\n", all * 1e3);
}

static int build(bg_build_options *o, bool timings) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  char *ontology = o->ontology ? bg_strdup(o->ontology) : cli_ontology_file("briefgraph.ttl");
  char *style = cli_ontology_file("style.ttl");
  bg_build_result result = {0};
  bg_status status = BG_OK;
  if (!ontology)
    status = bg_error(diagnostics, BG_ERROR_IO, NULL,
                      "the ontology was not found; set BRIEFGRAPH_ONTOLOGY to the directory of briefgraph.ttl");
  o->ontology = ontology;
  o->style = style;
  if (status == BG_OK) status = bg_build(o, diagnostics, &result);
  if (status == BG_OK && cli_verbosity >= 0) print_summary(&result, o->output);
  if (status == BG_OK && timings) print_timings(&result);
  bg_build_result_free(&result);
  bg_free(style);
  bg_free(ontology);
  return cli_finish(status, diagnostics);
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"base", required_argument, NULL, OPT_BASE},
                                        {"theme", required_argument, NULL, OPT_THEME},
                                        {"no-pictures", no_argument, NULL, OPT_NO_PICTURES},
                                        {"timings", no_argument, NULL, OPT_TIMINGS},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  bg_build_options o = {0};
  bool timings = false;
  int c;
  while ((c = cli_next_option(&cmd_build, argc, argv, ":o:", longs)) != -1) {
    switch (c) {
      case 'o': o.output = optarg; break;
      case OPT_BASE: o.base = optarg; break;
      case OPT_THEME:
        o.dark = bg_str_is(bg_str_from(optarg), "dark");
        if (!o.dark && !bg_str_is(bg_str_from(optarg), "light"))
          return cli_usage(&cmd_build, "unknown theme '%s'; use light or dark", optarg);
        break;
      case OPT_NO_PICTURES: o.no_pictures = true; break;
      case OPT_TIMINGS: timings = true; break;
      case OPT_ONTOLOGY: o.ontology = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (argc - optind != 1) return cli_usage(&cmd_build, "name one directory");
  o.input = argv[optind];
  char *chosen = NULL;
  if (!o.output) {
    char *trimmed = bg_strdup(o.input);
    for (size_t n = bg_str_from(trimmed).len; n > 1 && trimmed[n - 1] == '/'; n--) trimmed[n - 1] = '\0';
    chosen = bg_path_join("exports", bg_path_base(trimmed).data);
    bg_free(trimmed);
    o.output = chosen;
  }
  int code = build(&o, timings);
  bg_free(chosen);
  return code;
}

const cli_command cmd_build = {"build", "make everything from a brief's directory", help, run};
