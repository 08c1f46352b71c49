#include <getopt.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/visible.h"
#include "cli/cli_extract.h"
#include "export/build.h"

static const char help[] =
    "usage: briefgraph build [OPTION...] DIRECTORY|FILE...\n\n"
    "Make one knowledge graph of one or more documents: RDF, measures, tables and diagrams.\n\n"
    "A DIRECTORY holds brief.md, .txt, .html or .pdf, entities.csv, and claims.csv, recommendations.csv and "
    "decisions.csv\n"
    "if there are any. A FILE (text, Markdown, HTML, PDF) is read by the program itself, as 'briefgraph extract' "
    "does.\n\n"
    "  -o, --output DIR    write here (default: exports/NAME)\n"
    "      --accept X      proposals with a confidence from X up count (default: 0.5 for files, none for directories)\n"
    "      --keep-proposed keep the others too, marked as proposed\n"
    "      --decisions FILE  merges and splits of entities that hold for all documents\n"
    "      --any-language  do not refuse texts that are not English\n"
    "      --base IRI      what the IRIs of the data start with (default https://w3id.org/briefgraph/data/)\n"
    "      --theme THEME   of the diagrams: light (default) or dark\n"
    "      --no-pictures   no diagrams and no page\n"
    "      --no-text       the page does without the briefs' texts, and cuts quotes short\n"
    "      --export LIST   graph formats of 'briefgraph export' besides GraphML: gexf,neo4j\n"
    "      --timings       say how long each stage took\n"
    "      --ontology FILE instead of the one that comes with the program\n"
    "  -q, -v, -h          quiet, verbose (names every entity that documents share), this text\n\n"
    "Writes NAME.ttl .trig .nt .nq .rdf .jsonld .graphml .dot, centrality.csv, void.ttl, NAME.html, and\n"
    "NAME-VIEW.svg .png .pdf for the views actors, ego, recommendations, issues and balance. When anything is wrong,\n"
    "the old files stay as they were.\n\n"
    "examples:\n"
    "  briefgraph build data/us-pakistan -o exports/us-pakistan\n"
    "  briefgraph build report.pdf speech.html -o graphs/both --accept 0.7\n";

enum {
  OPT_BASE = 256,
  OPT_THEME,
  OPT_NO_PICTURES,
  OPT_NO_TEXT,
  OPT_EXPORT,
  OPT_TIMINGS,
  OPT_ONTOLOGY,
  OPT_ACCEPT,
  OPT_KEEP,
  OPT_DECISIONS,
  OPT_LANGUAGE,
  CENTRAL = 5
};

static void print_central(const bg_build_result *r) {
  size_t *order = bg_measures_rank(r->measures, r->network, BG_BETWEENNESS);
  cli_print("most central actors, by the share of shortest paths that run through them:\n");
  for (size_t i = 0; i < r->network->actor_count && i < CENTRAL; i++) {
    size_t a = order[i];
    if (!(r->measures->values[BG_DEGREE][a] > 0)) break;
    bg_buffer label = {0};
    bg_put_visible(&label, r->network->actors[a].label);
    cli_print("  %-40s betweenness %.3f, %g ties, PageRank %.3f\n", label.data, r->measures->values[BG_BETWEENNESS][a],
              r->measures->values[BG_DEGREE][a], r->measures->values[BG_PAGERANK][a]);
    bg_buffer_free(&label);
  }
  bg_free(order);
}

/* What was taken for one across documents is never silent. */
static void print_identities(const bg_identity_report *report) {
  size_t shared = 0, by_name = 0, apart = 0;
  for (size_t i = 0; i < report->count; i++) {
    const bg_identity *one = &report->items[i];
    if (one->apart) apart++;
    else if (one->by_name) by_name++;
    else shared++;
    if (cli_verbosity > 0)
      cli_print("  %.*s in %.*s: %s %.*s of %.*s%s\n", BG_FMT(one->id), BG_FMT(one->document),
                one->apart ? "kept apart from" : "the same as", BG_FMT(one->id), BG_FMT(one->first),
                one->by_name ? ", by its name only" : "");
  }
  if (report->count)
    cli_print("entities in several documents: %zu known, %zu the same by name only, %zu of one name kept apart (%s)\n",
              shared, by_name, apart, "-v names them; --decisions changes it");
}

static void print_summary(const bg_build_result *r, const char *output) {
  if (r->documents > 1) cli_print("%zu documents: ", r->documents);
  cli_print("%zu entities, %zu claims, %zu recommendations\n", r->entities, r->claims, r->recommendations);
  if (r->corpus.left_out) cli_print("%zu proposals left out: not accepted\n", r->corpus.left_out);
  print_identities(&r->corpus.identities);
  cli_print("claims: %zu asserted, %zu recommended, %zu possible, %zu implied; %zu negated, %zu in another's voice\n",
            r->by_modality[BG_ASSERTED], r->by_modality[BG_RECOMMENDED], r->by_modality[BG_POSSIBLE],
            r->by_modality[BG_IMPLIED], r->negated, r->attributed);
  print_central(r);
  const bg_signed *s = r->measures->balance;
  cli_print("balance: %zu of %zu closed triads balanced, frustration %zu of %zu ties\n", s->balanced_triads,
            s->triad_count, s->frustration, s->positive + s->negative);
  cli_print("%zu statements in %zu files in %s:\n ", r->quads, r->file_count, output);
  for (size_t i = 0; i < r->file_count; i++) cli_print(" %s", r->files[i]);
  cli_print("\n");
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
  char *style = cli_ontology_file("style.ttl"), *context = cli_ontology_file("context.jsonld");
  bg_extractor_paths paths;
  cli_extractor_paths(&paths);
  bg_build_result result = {0};
  bg_status status = BG_OK;
  if (!ontology)
    status = bg_error(diagnostics, BG_ERROR_IO, NULL,
                      "the ontology was not found; set BRIEFGRAPH_ONTOLOGY to the directory of briefgraph.ttl");
  for (size_t i = 0; i < o->corpus.input_count && status == BG_OK; i++)
    if (bg_is_file(o->corpus.inputs[i]) && !bg_document_is_brat(o->corpus.inputs[i]))
      status = cli_check_extractor_paths(&paths, diagnostics);
  o->ontology = ontology;
  o->style = style;
  o->context = context;
  o->corpus.extractor = &paths;
  if (status == BG_OK) status = bg_build(o, diagnostics, &result);
  if (status == BG_OK && cli_verbosity >= 0) print_summary(&result, o->output);
  if (status == BG_OK && timings) print_timings(&result);
  bg_build_result_free(&result);
  o->corpus.extractor = NULL;
  cli_extractor_paths_free(&paths);
  bg_free(style);
  bg_free(context);
  bg_free(ontology);
  return cli_finish(status, diagnostics);
}

/* exports/NAME; owned by the caller. */
static char *default_output(const char *input) {
  char *name = bg_document_name(input), *path = bg_path_join("exports", name);
  bg_free(name);
  return path;
}

/* Each format once; GraphML is written anyway. */
static bool set_exports(bg_build_options *o, const char *text) {
  bg_str rest = bg_str_from(text), part;
  while (bg_str_split(&rest, ',', &part)) {
    char *name = bg_str_dup(bg_str_trim(part));
    const bg_graph_format *format = bg_graph_format_named(name);
    if (!format) cli_usage(&cmd_build, "unknown format '%s' to export", name);
    bg_free(name);
    if (!format) return false;
    bool known = bg_str_is(bg_str_from(format->name), "graphml");
    for (size_t i = 0; i < o->export_count; i++) known |= o->exports[i] == format;
    if (!known) o->exports[o->export_count++] = format; /* there are fewer formats than places */
  }
  return true;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"base", required_argument, NULL, OPT_BASE},
                                        {"theme", required_argument, NULL, OPT_THEME},
                                        {"no-pictures", no_argument, NULL, OPT_NO_PICTURES},
                                        {"no-text", no_argument, NULL, OPT_NO_TEXT},
                                        {"export", required_argument, NULL, OPT_EXPORT},
                                        {"timings", no_argument, NULL, OPT_TIMINGS},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        {"accept", required_argument, NULL, OPT_ACCEPT},
                                        {"keep-proposed", no_argument, NULL, OPT_KEEP},
                                        {"decisions", required_argument, NULL, OPT_DECISIONS},
                                        {"any-language", no_argument, NULL, OPT_LANGUAGE},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  bg_build_options o = {0};
  bg_brief_options brief = {0};
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
      case OPT_NO_TEXT: o.no_text = true; break;
      case OPT_EXPORT:
        if (!set_exports(&o, optarg)) return EXIT_USAGE;
        break;
      case OPT_TIMINGS: timings = true; break;
      case OPT_ONTOLOGY: o.ontology = optarg; break;
      case OPT_ACCEPT:
        if (!cli_parse_double(optarg, &o.corpus.accept) || o.corpus.accept < 0 || o.corpus.accept > 1)
          return cli_usage(&cmd_build, "--accept takes a confidence from 0 to 1, not '%s'", optarg);
        if (o.corpus.accept <= 0) o.corpus.accept = 1e-9; /* 0 stands for the default */
        break;
      case OPT_KEEP: o.corpus.keep_proposed = true; break;
      case OPT_DECISIONS: o.corpus.decisions = optarg; break;
      case OPT_LANGUAGE: brief.any_language = true; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (optind == argc) return cli_usage(&cmd_build, "name a directory, or one or more files");
  if (argc - optind > 1 && !o.output)
    return cli_usage(&cmd_build, "several documents make one graph: name it with --output");
  o.corpus.inputs = (const char *const *)(argv + optind);
  o.corpus.input_count = (size_t)(argc - optind);
  o.corpus.brief = &brief;
  char *chosen = o.output ? NULL : default_output(argv[optind]);
  if (chosen) o.output = chosen;
  int code = build(&o, timings);
  bg_free(chosen);
  return code;
}

const cli_command cmd_build = {"build", "make everything from documents", help, run};
