#include <getopt.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "report/page.h"

static const char help[] =
    "usage: briefgraph report [OPTION...] GRAPH\n\n"
    "Make one HTML page in which a person explores an RDF graph: findings, maps, tables, search and filters, and for\n"
    "every tie the passage that it rests on. It needs no network and nothing beside it. ('build' makes it too.)\n\n"
    "  -o, --output FILE    write here (default: standard output)\n"
    "  -t, --text FILE      a brief that the graph was made of, to stand beside the maps with its passages marked;\n"
    "                       found by its SHA-256; may be given several times\n"
    "      --no-text        no brief's text, and quotes cut short: for briefs that may not be passed on\n"
    "      --ontology FILE  instead of the one that comes with the program\n"
    "      --style FILE     shapes and colours, instead of ontology/style.ttl\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "examples:\n"
    "  briefgraph report us-pakistan.nq -o us-pakistan.html\n"
    "  briefgraph report us-pakistan.nq --text data/us-pakistan/brief.md -o us-pakistan.html\n";

enum { OPT_NO_TEXT = 256, OPT_ONTOLOGY, OPT_STYLE, MOST_TEXTS = 1000 };

typedef struct {
  const char *output;
  const char *ontology;
  const char *style;
  const char *texts[MOST_TEXTS];
  size_t text_count;
  bool no_text;
} options;

static bg_status write_page(const options *o, const bg_page_input *page, bg_diagnostics *diagnostics) {
  bg_buffer html = {0};
  bg_status status = bg_page(page, diagnostics, &html);
  if (status == BG_OK) status = bg_write_file(o->output ? o->output : "-", bg_buffer_str(&html), diagnostics);
  if (status == BG_OK && o->output) cli_say("%zu kB\n", (html.len + 999) / 1000);
  bg_buffer_free(&html);
  return status;
}

static bg_status measure_and_write(const options *o, bg_page_input *page, bg_diagnostics *diagnostics) {
  bg_network *network = bg_network_new(page->dataset, page->ontology, NULL);
  bg_measures *measures = NULL;
  bg_status status = bg_measures_new(network, NULL, diagnostics, &measures);
  page->network = network;
  page->measures = measures;
  if (status == BG_OK) status = write_page(o, page, diagnostics);
  bg_measures_free(measures);
  bg_network_free(network);
  return status;
}

static int report(const options *o, const char *path) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_page_text texts[MOST_TEXTS] = {0};
  bg_brief *briefs[MOST_TEXTS] = {0};
  bg_dataset *dataset;
  bg_ontology *ontology;
  char *style = o->style ? bg_strdup(o->style) : cli_ontology_file("style.ttl");
  bg_status status = cli_load(path, o->ontology, diagnostics, &dataset, &ontology);
  for (size_t i = 0; i < o->text_count && status == BG_OK; i++) {
    status = bg_brief_load_with(o->texts[i], &(bg_brief_options){.any_language = true}, diagnostics, &briefs[i]);
    texts[i].brief = briefs[i];
  }
  bg_page_input page = {.dataset = dataset,
                        .ontology = ontology,
                        .style = style,
                        .texts = texts,
                        .text_count = o->text_count,
                        .no_text = o->no_text};
  if (status == BG_OK) status = measure_and_write(o, &page, diagnostics);
  for (size_t i = 0; i < o->text_count; i++) bg_brief_free(briefs[i]);
  bg_free(style);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
  return cli_finish(status, diagnostics);
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"text", required_argument, NULL, 't'},
                                        {"no-text", no_argument, NULL, OPT_NO_TEXT},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        {"style", required_argument, NULL, OPT_STYLE},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {0};
  int c;
  while ((c = cli_next_option(&cmd_report, argc, argv, ":o:t:", longs)) != -1) {
    switch (c) {
      case 'o': o.output = optarg; break;
      case 't':
        if (o.text_count == MOST_TEXTS) return cli_usage(&cmd_report, "no more than %d texts", MOST_TEXTS);
        o.texts[o.text_count++] = optarg;
        break;
      case OPT_NO_TEXT: o.no_text = true; break;
      case OPT_ONTOLOGY: o.ontology = optarg; break;
      case OPT_STYLE: o.style = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (argc - optind != 1) return cli_usage(&cmd_report, "name one graph");
  return report(&o, argv[optind]);
}

const cli_command cmd_report = {"report", "make a page to explore a graph in", help, run};
