#include <getopt.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "draw/draw.h"

static const char help[] =
    "usage: briefgraph draw [OPTION...] GRAPH\n\n"
    "Draw a diagram of an RDF graph.\n\n"
    "  -w, --view VIEW        actors (default): who does what to whom; ego: what surrounds one actor;\n"
    "                         recommendations: who should do what; issues: which issues tie actors together;\n"
    "                         balance: who stands with whom\n"
    "  -o, --output FILE      write here; may be given several times: one layout, several formats\n"
    "  -f, --format FORMAT    svg, png, pdf or dot (else by the extension of FILE; svg on standard output)\n"
    "  -c, --center ACTOR     of the ego view: id, label or IRI (default: the most central actor)\n"
    "      --depth N          of the ego view: steps from the center (default 1)\n"
    "  -n, --top N            at most N nodes (default 45, no more than 300); the picture says what is left out\n"
    "      --modality LIST    of asserted, recommended, possible, implied (default: all)\n"
    "      --predicates LIST  for any RDF: these triples are the links; IRIs or prefix:name, each with =+1 or =-1\n"
    "  -l, --layout ENGINE    dot, neato, sfdp, fdp, circo, twopi (default: what suits the view)\n"
    "      --theme THEME      light (default) or dark\n"
    "      --title TEXT       instead of the view's own\n"
    "      --ontology FILE    instead of the one that comes with the program\n"
    "      --style FILE       shapes and colours, instead of ontology/style.ttl\n"
    "  -q, -v, -h             quiet, verbose, this text\n\n"
    "examples:\n"
    "  briefgraph draw us-pakistan.ttl -o actors.svg\n"
    "  briefgraph draw us-pakistan.ttl --view ego --center India -o india.png -o india.pdf\n"
    "  briefgraph draw us-pakistan.ttl --view balance --theme dark >balance.svg\n";

enum { OPT_DEPTH = 256, OPT_MODALITY, OPT_PREDICATES, OPT_THEME, OPT_TITLE, OPT_ONTOLOGY, OPT_STYLE, MOST_OUTPUTS = 8 };

typedef struct {
  const char *outputs[MOST_OUTPUTS];
  size_t output_count;
  bg_picture_format format;
  bool format_named;
  bool dark;
  const char *ontology;
  const char *style;
  bg_draw_options draw;
  bg_view_input view;
  bg_network_options network;
  bg_arena *arena;
  bg_link_predicate *predicates;
} options;

static bool set_theme(options *o, const char *text) {
  o->dark = strcmp(text, "dark") == 0;
  return o->dark || strcmp(text, "light") == 0;
}

static bool set_option(options *o, int c) {
  switch (c) {
    case 'w': return bg_view_parse(bg_str_from(optarg), &o->draw.view);
    case 'o':
      if (o->output_count < MOST_OUTPUTS) o->outputs[o->output_count] = optarg;
      return o->output_count++ < MOST_OUTPUTS;
    case 'f': return o->format_named = bg_picture_format_parse(bg_str_from(optarg), &o->format);
    case 'c': o->view.center = bg_str_from(optarg); return true;
    case 'n': return cli_parse_size(optarg, &o->view.top) && o->view.top > 0;
    case 'l': o->draw.engine = optarg; return true;
    case OPT_DEPTH: return cli_parse_size(optarg, &o->view.depth) && o->view.depth > 0;
    case OPT_MODALITY: return cli_parse_modalities(optarg, &o->network.modalities);
    case OPT_THEME: return set_theme(o, optarg);
    case OPT_TITLE: o->draw.title = optarg; return true;
    case OPT_ONTOLOGY: o->ontology = optarg; return true;
    case OPT_STYLE: o->style = optarg; return true;
    default: return false;
  }
}

static bg_status write_one(const bg_picture *picture, const options *o, const char *path, bg_diagnostics *diagnostics) {
  bg_picture_format format = o->format;
  if (!o->format_named && strcmp(path, "-") != 0 && !bg_picture_format_parse(bg_path_extension(path), &format))
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = path},
                    "cannot tell the format; name it with --format, one of svg, png, pdf, dot");
  bg_buffer bytes = {0};
  bg_status status = bg_picture_render(picture, format, &bytes, diagnostics);
  if (status == BG_OK) status = bg_write_file(path, bg_buffer_str(&bytes), diagnostics);
  bg_buffer_free(&bytes);
  return status;
}

static bg_status write_all(const bg_view_input *in, const options *o, bg_diagnostics *diagnostics) {
  bg_canvas *canvas;
  bg_picture *picture;
  BG_TRY(bg_canvas_new(diagnostics, &canvas));
  bg_status status = bg_picture_new(canvas, in, &o->draw, diagnostics, &picture);
  if (status == BG_OK && !o->output_count) status = write_one(picture, o, "-", diagnostics);
  for (size_t i = 0; status == BG_OK && i < o->output_count; i++)
    status = write_one(picture, o, o->outputs[i], diagnostics);
  bg_picture_free(picture);
  bg_canvas_free(canvas);
  return status;
}

static bg_status draw_graph(const options *o, const bg_dataset *dataset, const bg_ontology *ontology,
                            bg_diagnostics *diagnostics) {
  bg_view_input in = o->view;
  char *style = o->style ? bg_strdup(o->style) : cli_ontology_file("style.ttl");
  bg_theme *theme;
  bg_status status = bg_theme_load(style, o->dark, ontology, diagnostics, &theme);
  bg_free(style);
  if (status != BG_OK) return status;
  bg_network *network = bg_network_new(dataset, ontology, &o->network);
  bg_measures *measures = NULL;
  if (bg_view_needs_measures(o->draw.view, o->view.center.len > 0))
    status = bg_measures_new(network, NULL, diagnostics, &measures);
  in.dataset = dataset;
  in.ontology = ontology;
  in.network = network;
  in.measures = measures;
  in.theme = theme;
  if (status == BG_OK) status = write_all(&in, o, diagnostics);
  bg_measures_free(measures);
  bg_network_free(network);
  bg_theme_free(theme);
  return status;
}

static int draw(const options *o, const char *path) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset;
  bg_ontology *ontology;
  bg_status status = cli_load(path, o->ontology, diagnostics, &dataset, &ontology);
  if (status == BG_OK) status = draw_graph(o, dataset, ontology, diagnostics);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
  return cli_finish(status, diagnostics);
}

/* The exit code, or -1 to go on. */
static int parse(options *o, int argc, char **argv) {
  static const struct option longs[] = {{"view", required_argument, NULL, 'w'},
                                        {"output", required_argument, NULL, 'o'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"center", required_argument, NULL, 'c'},
                                        {"depth", required_argument, NULL, OPT_DEPTH},
                                        {"top", required_argument, NULL, 'n'},
                                        {"modality", required_argument, NULL, OPT_MODALITY},
                                        {"predicates", required_argument, NULL, OPT_PREDICATES},
                                        {"layout", required_argument, NULL, 'l'},
                                        {"theme", required_argument, NULL, OPT_THEME},
                                        {"title", required_argument, NULL, OPT_TITLE},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        {"style", required_argument, NULL, OPT_STYLE},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  int c;
  while ((c = cli_next_option(&cmd_draw, argc, argv, ":w:o:f:c:n:l:", longs)) != -1) {
    if (c == CLI_HELP) return EXIT_DONE;
    if (c == '?') return EXIT_USAGE;
    if (c == OPT_PREDICATES) {
      bg_free(o->predicates);
      o->predicates = cli_parse_predicates(&cmd_draw, optarg, o->arena, &o->network.predicate_count);
      if (!o->predicates) return EXIT_USAGE;
      o->network.predicates = o->predicates;
    } else if (!set_option(o, c)) {
      return cli_usage(&cmd_draw, "'%s' is not a value of --%s", optarg, cli_option_name(longs, c));
    }
  }
  if (argc - optind != 1) return cli_usage(&cmd_draw, "name one graph");
  return -1;
}

static int run(int argc, char **argv) {
  options o = {.arena = bg_arena_new()};
  int code = parse(&o, argc, argv);
  if (code < 0) code = draw(&o, argv[optind]);
  bg_free(o.predicates);
  bg_arena_free(o.arena);
  return code;
}

const cli_command cmd_draw = {"draw", "draw a diagram", help, run};
