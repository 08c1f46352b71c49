#include "export/build.h"

#include <time.h>

#include "base/memory.h"
#include "claims/claims_csv.h"
#include "export/graphml.h"
#include "export/pictures.h"
#include "network/measures_out.h"
#include "rdf/vocab.h"
#include "rdf/writer.h"

enum { MOST_OUTPUTS = 40 };

typedef struct {
  const bg_build_options *options;
  bg_diagnostics *diagnostics;
  bg_build_result *result;
  char *name;
  bg_brief *brief;
  bg_claim_set *claims;
  bg_ontology *ontology;
  bg_dataset *dataset;
  bg_output *outputs[MOST_OUTPUTS]; /* finished, not yet in place */
  size_t output_count;
  bg_theme *theme;
} builder;

/* ---- outputs ---- */

static bg_status open_output(builder *b, const char *suffix, bg_output **output) {
  bg_buffer name = {0};
  bg_buffer_printf(&name, "%s%s", suffix[0] == '/' ? "" : b->name, suffix[0] == '/' ? suffix + 1 : suffix);
  char *path = bg_path_join(b->options->output, name.data);
  bg_status status = bg_output_open(path, b->diagnostics, output);
  bg_free(path);
  if (status != BG_OK) {
    bg_buffer_free(&name);
    return status;
  }
  bg_build_result *r = b->result;
  b->outputs[b->output_count++] = *output;
  BG_GROW(r->files, r->file_capacity, r->file_count + 1);
  r->files[r->file_count++] = bg_buffer_take(&name);
  return BG_OK;
}

static bg_status write_text(builder *b, const char *suffix, bg_buffer *text) {
  bg_output *output;
  bg_status status = open_output(b, suffix, &output);
  if (status == BG_OK) bg_output_write(output, bg_buffer_str(text));
  bg_buffer_free(text);
  return status;
}

static bg_status commit_all(builder *b) {
  bg_status status = BG_OK;
  for (size_t i = 0; i < b->output_count; i++) {
    if (status == BG_OK) status = bg_output_commit(b->outputs[i], b->diagnostics);
    else bg_output_free(b->outputs[i]);
  }
  b->output_count = 0;
  return status;
}

/* ---- stages ---- */

/* brief.md, or the brief in another format where there is none. */
static char *find_brief(const char *directory) {
  static const char *const names[] = {"brief.md", "brief.txt", "brief.html", "brief.htm", "brief.pdf"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char *path = bg_path_join(directory, names[i]);
    if (bg_is_file(path)) return path;
    bg_free(path);
  }
  return bg_path_join(directory, names[0]);
}

/* Claims that a person curated need no language that the program understands. */
static bg_status read_input(builder *b) {
  char *path = find_brief(b->options->input);
  bg_status status = bg_brief_load_with(path, &(bg_brief_options){.any_language = true}, b->diagnostics, &b->brief);
  bg_free(path);
  BG_TRY(status);
  BG_TRY(bg_claims_read_csv(b->options->input, b->brief, b->diagnostics, &b->claims));
  return bg_ontology_load(b->options->ontology, b->diagnostics, &b->ontology);
}

static void count_claims(builder *b) {
  bg_build_result *r = b->result;
  r->entities = b->claims->entity_count;
  r->claims = b->claims->claim_count;
  r->recommendations = b->claims->recommendation_count;
  for (size_t i = 0; i < b->claims->claim_count; i++) {
    const bg_claim *c = &b->claims->claims[i];
    r->by_modality[c->modality]++;
    r->negated += c->polarity == BG_NEGATED;
    r->attributed += !bg_str_is(c->voice, "author");
  }
}

static void add_ontology(builder *b) {
  const bg_dataset *ontology = bg_ontology_dataset(b->ontology);
  bg_term_id graph = bg_dataset_intern_iri(b->dataset, BG_ONTOLOGY);
  const bg_quad *quads = bg_dataset_quads(ontology);
  for (size_t i = 0; i < bg_dataset_size(ontology); i++) {
    bg_term s = bg_dataset_term(ontology, quads[i].s), p = bg_dataset_term(ontology, quads[i].p);
    bg_term o = bg_dataset_term(ontology, quads[i].o);
    bg_dataset_add(b->dataset, (bg_quad){bg_dataset_intern(b->dataset, &s), bg_dataset_intern(b->dataset, &p),
                                         bg_dataset_intern(b->dataset, &o), graph});
  }
  for (size_t i = 0; i < bg_dataset_prefix_count(ontology); i++) {
    bg_str prefix, iri;
    bg_dataset_prefix(ontology, i, &prefix, &iri);
    bg_dataset_add_prefix(b->dataset, prefix, iri);
  }
}

static bg_encode_options encode_options(const builder *b) {
  return (bg_encode_options){b->options->base, b->name, b->options->input};
}

static bg_status encode(builder *b) {
  bg_encode_options options = encode_options(b);
  b->dataset = bg_dataset_new();
  BG_TRY(bg_encode(b->claims, b->brief, b->ontology, &options, b->dataset, b->diagnostics));
  add_ontology(b);
  bg_dataset_index(b->dataset);
  count_claims(b);
  return BG_OK;
}

static bg_status analyse(builder *b) {
  bg_measure_options measure_options = {0};
  bg_build_result *r = b->result;
  r->network = bg_network_new(b->dataset, b->ontology, NULL);
  BG_TRY(bg_measures_new(r->network, &measure_options, b->diagnostics, &r->measures));
  bg_encode_options options = encode_options(b);
  char *graph = bg_graph_iri(&options, "metrics"), *brief = bg_brief_iri(&options);
  bg_buffer run = {0};
  bg_buffer_printf(&run, "%s/run", brief);
  bg_measures_encode(r->measures, r->network, &measure_options, graph, run.data, b->dataset);
  bg_buffer_free(&run);
  bg_free(brief);
  bg_free(graph);
  bg_dataset_index(b->dataset);
  r->quads = bg_dataset_size(b->dataset);
  return BG_OK;
}

static bg_status write_rdf(builder *b) {
  static const struct {
    const char *suffix;
    bg_format format;
  } files[] = {{".ttl", BG_FORMAT_TURTLE},
               {".trig", BG_FORMAT_TRIG},
               {".nt", BG_FORMAT_NTRIPLES},
               {".nq", BG_FORMAT_NQUADS},
               {".rdf", BG_FORMAT_RDFXML}};
  bg_encode_options options = encode_options(b);
  char *graphs[] = {bg_graph_iri(&options, "recommended"), bg_graph_iri(&options, "possible")};
  bg_term_id leave_out[] = {bg_dataset_find_iri(b->dataset, graphs[0]), bg_dataset_find_iri(b->dataset, graphs[1])};
  bg_status status = BG_OK;
  for (size_t i = 0; status == BG_OK && i < sizeof files / sizeof files[0]; i++) {
    bg_output *output;
    status = open_output(b, files[i].suffix, &output);
    if (status == BG_OK) status = bg_rdf_write(b->dataset, files[i].format, leave_out, 2, output, b->diagnostics);
  }
  bg_free(graphs[0]);
  bg_free(graphs[1]);
  return status;
}

static bg_status write_tables(builder *b) {
  bg_buffer text = {0};
  bg_graphml(b->result->network, b->result->measures, &text);
  BG_TRY(write_text(b, ".graphml", &text));
  bg_measures_csv(b->result->measures, b->result->network, BG_BETWEENNESS, &text);
  return write_text(b, "/centrality.csv", &text);
}

/* ---- pictures ---- */

/* A name such as "-actors.svg"; the map of actors alone is there as DOT. */
static bg_status take_picture(void *context, bg_view view, bg_picture_format format, bg_str bytes) {
  builder *b = context;
  bg_buffer suffix = {0};
  bg_output *output;
  if (format == BG_PICTURE_DOT) bg_buffer_puts(&suffix, ".dot");
  else bg_buffer_printf(&suffix, "-%s.%s", bg_view_name(view), bg_picture_format_name(format));
  bg_status status = open_output(b, suffix.data, &output);
  bg_buffer_free(&suffix);
  if (status == BG_OK) bg_output_write(output, bytes);
  return status;
}

static bg_status draw(builder *b) {
  if (b->options->no_pictures) return BG_OK;
  BG_TRY(bg_theme_load(b->options->style, b->options->dark, b->ontology, b->diagnostics, &b->theme));
  bg_view_input input = {.dataset = b->dataset,
                         .ontology = b->ontology,
                         .network = b->result->network,
                         .measures = b->result->measures,
                         .theme = b->theme};
  return bg_pictures(&input, take_picture, b, b->diagnostics);
}

/* ---- all ---- */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bg_status run_stages(builder *b) {
  static const struct {
    const char *name;
    bg_status (*run)(builder *);
  } stages[BG_BUILD_STAGES] = {{"read", read_input}, {"encode", encode},       {"analyse", analyse},
                               {"rdf", write_rdf},   {"tables", write_tables}, {"pictures", draw}};
  for (size_t i = 0; i < BG_BUILD_STAGES; i++) {
    double start = now();
    bg_status status = stages[i].run(b);
    b->result->stage_names[i] = stages[i].name;
    b->result->stage_seconds[i] = now() - start;
    BG_TRY(status);
  }
  return commit_all(b);
}

/* "data/us-pakistan/" gives "us-pakistan". */
static char *name_of(const char *directory) {
  bg_str path = bg_str_from(directory);
  while (path.len > 1 && path.data[path.len - 1] == '/') path.len--;
  char *copy = bg_str_dup(path);
  bg_buffer name = {0};
  bg_str base = bg_path_base(copy);
  for (size_t i = 0; i < base.len; i++) {
    char c = base.data[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    bg_buffer_putc(&name, plain ? c : '-');
  }
  bg_free(copy);
  return bg_buffer_take(&name);
}

bg_status bg_build(const bg_build_options *options, bg_diagnostics *diagnostics, bg_build_result *result) {
  *result = (bg_build_result){0};
  builder b = {.options = options, .diagnostics = diagnostics, .result = result, .name = name_of(options->input)};
  bg_status status = BG_OK;
  if (!bg_is_directory(options->input))
    status = bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = options->input},
                      "is not a directory; name the one that holds brief.md and entities.csv");
  if (status == BG_OK) status = bg_make_directory(options->output, diagnostics);
  if (status == BG_OK) status = run_stages(&b);
  for (size_t i = 0; i < b.output_count; i++) bg_output_free(b.outputs[i]);
  bg_theme_free(b.theme);
  bg_dataset_free(b.dataset);
  bg_ontology_free(b.ontology);
  bg_claim_set_free(b.claims);
  bg_brief_free(b.brief);
  bg_free(b.name);
  return status;
}

void bg_build_result_free(bg_build_result *result) {
  for (size_t i = 0; i < result->file_count; i++) bg_free(result->files[i]);
  bg_free(result->files);
  bg_measures_free(result->measures);
  bg_network_free(result->network);
  *result = (bg_build_result){0};
}
