#include "export/build.h"

#include <time.h>

#include "base/map.h"
#include "base/memory.h"
#include "export/description.h"
#include "export/graph_formats.h"
#include "export/pictures.h"
#include "network/measures_out.h"
#include "rdf/vocab.h"
#include "rdf/writer.h"
#include "report/page.h"

enum { MOST_OUTPUTS = 60 };

typedef struct {
  const bg_build_options *options;
  bg_diagnostics *diagnostics;
  bg_build_result *result;
  char *name; /* of the one document, else of the output */
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
  size_t count = b->output_count;
  b->output_count = 0;
  return bg_output_commit_all(b->outputs, count, b->diagnostics);
}

/* ---- stages ---- */

static bg_status read_input(builder *b) {
  BG_TRY(bg_ontology_load(b->options->ontology, b->diagnostics, &b->ontology));
  BG_TRY(bg_theme_load(b->options->style, b->options->dark, b->ontology, b->diagnostics, &b->theme));
  return bg_corpus_load(&b->options->corpus, b->ontology, b->diagnostics, &b->result->corpus);
}

static void count_claims(bg_build_result *r, const bg_claim_set *set) {
  r->claims += set->claim_count;
  r->recommendations += set->recommendation_count;
  for (size_t i = 0; i < set->claim_count; i++) {
    const bg_claim *c = &set->claims[i];
    r->by_modality[c->modality]++;
    r->negated += c->polarity == BG_NEGATED;
    r->attributed += !bg_str_is(c->voice, "author");
  }
}

/* Entities that documents share count once. */
static void count_all(bg_build_result *r) {
  bg_map *seen = bg_map_new();
  r->documents = r->corpus.count;
  for (size_t i = 0; i < r->corpus.count; i++) {
    const bg_claim_set *set = r->corpus.documents[i].claims;
    count_claims(r, set);
    for (size_t k = 0; k < set->entity_count; k++) bg_map_set(seen, set->entities[k].id, k);
  }
  r->entities = bg_map_count(seen);
  bg_map_free(seen);
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

static bg_encode_options document_options(const builder *b, const bg_document *d) {
  return (bg_encode_options){b->options->base, d->name, d->path};
}

/* Of what belongs to all documents together: the measures. */
static bg_encode_options whole_options(const builder *b) {
  return (bg_encode_options){b->options->base, b->name, NULL};
}

static void dataset_iri(const builder *b, bg_buffer *out) {
  bg_encode_options whole = whole_options(b);
  char *brief = bg_brief_iri(&whole);
  bg_buffer_printf(out, "%s/dataset", brief);
  bg_free(brief);
}

/* How the graph was made, in the graph of provenance. Documents have their own graphs of that; of several, the graph of
 * the whole takes it. */
static void encode_making(builder *b) {
  const bg_corpus *corpus = &b->result->corpus;
  bg_encode_options whole = whole_options(b);
  char *graph = bg_graph_iri(&whole, "provenance");
  char **documents = bg_calloc(corpus->count, sizeof *documents);
  bg_buffer dataset = {0}, parameters = {0};
  for (size_t i = 0; i < corpus->count; i++) {
    bg_encode_options options = document_options(b, &corpus->documents[i]);
    documents[i] = bg_brief_iri(&options);
  }
  dataset_iri(b, &dataset);
  double accept = b->options->corpus.accept;
  bg_buffer_puts(&parameters, "accept=");
  if (accept > 0) bg_buffer_put_double(&parameters, accept);
  else bg_buffer_puts(&parameters, "default");
  bg_buffer_printf(&parameters, " keepProposed=%s", b->options->corpus.keep_proposed ? "yes" : "no");
  bg_making making = {dataset.data, (const char *const *)documents, corpus->count, parameters.data};
  bg_making_encode(&making, bg_dataset_intern_iri(b->dataset, graph), b->dataset);
  for (size_t i = 0; i < corpus->count; i++) bg_free(documents[i]);
  bg_free(documents);
  bg_free(graph);
  bg_buffer_free(&parameters);
  bg_buffer_free(&dataset);
}

static bg_status encode(builder *b) {
  const bg_corpus *corpus = &b->result->corpus;
  b->dataset = bg_dataset_new();
  for (size_t i = 0; i < corpus->count; i++) {
    const bg_document *d = &corpus->documents[i];
    bg_encode_options options = document_options(b, d);
    BG_TRY(bg_encode(d->claims, d->brief, b->ontology, &options, b->dataset, b->diagnostics));
  }
  add_ontology(b);
  encode_making(b);
  bg_dataset_index(b->dataset);
  count_all(b->result);
  return BG_OK;
}

static bg_status analyse(builder *b) {
  bg_measure_options measure_options = {0};
  bg_build_result *r = b->result;
  r->network = bg_network_new(b->dataset, b->ontology, NULL);
  BG_TRY(bg_measures_new(r->network, &measure_options, b->diagnostics, &r->measures));
  bg_encode_options options = whole_options(b);
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

/* The graphs of plain triples that nobody asserts: triple formats leave them out. Owned by the caller. */
static bg_term_id *unbelieved_graphs(const builder *b, size_t *count) {
  const bg_corpus *corpus = &b->result->corpus;
  bg_term_id *ids = bg_calloc(2 * corpus->count, sizeof *ids);
  *count = 0;
  for (size_t i = 0; i < corpus->count; i++) {
    bg_encode_options options = document_options(b, &corpus->documents[i]);
    char *graphs[] = {bg_graph_iri(&options, "recommended"), bg_graph_iri(&options, "possible")};
    for (size_t k = 0; k < 2; k++) {
      ids[(*count)++] = bg_dataset_find_iri(b->dataset, graphs[k]);
      bg_free(graphs[k]);
    }
  }
  return ids;
}

static bg_status write_rdf(builder *b) {
  static const struct {
    const char *suffix;
    bg_format format;
  } files[] = {{".ttl", BG_FORMAT_TURTLE}, {".trig", BG_FORMAT_TRIG},  {".nt", BG_FORMAT_NTRIPLES},
               {".nq", BG_FORMAT_NQUADS},  {".rdf", BG_FORMAT_RDFXML}, {".jsonld", BG_FORMAT_JSONLD}};
  bg_jsonld_context *context = NULL;
  if (b->options->context) BG_TRY(bg_jsonld_context_load(b->options->context, b->diagnostics, &context));
  bg_jsonld_options jsonld = {.context = context};
  bg_write_options write = {.jsonld = &jsonld};
  bg_term_id *leave_out = unbelieved_graphs(b, &write.leave_out_count);
  write.leave_out = leave_out;
  bg_status status = BG_OK;
  for (size_t i = 0; status == BG_OK && i < sizeof files / sizeof files[0]; i++) {
    bg_output *output;
    status = open_output(b, files[i].suffix, &output);
    write.format = files[i].format;
    if (status == BG_OK) status = bg_rdf_write_with(b->dataset, &write, output, b->diagnostics);
  }
  bg_free(leave_out);
  bg_jsonld_context_free(context);
  return status;
}

/* Directories are NAME-FORMAT. */
static bg_status write_format(builder *b, const bg_graph_model *model, const bg_graph_format *format) {
  bg_buffer suffix = {0};
  bg_status status = BG_OK;
  if (!format->extension) {
    bg_buffer_printf(&suffix, "%s-%s", b->name, format->name);
    char *directory = bg_path_join(b->options->output, suffix.data);
    status = bg_make_directory(directory, b->diagnostics);
    bg_free(directory);
  }
  for (size_t i = 0; status == BG_OK && i < BG_MOST_GRAPH_FILES && format->files[i].write; i++) {
    bg_output *output;
    bg_buffer_clear(&suffix);
    if (format->extension) bg_buffer_puts(&suffix, format->extension);
    else bg_buffer_printf(&suffix, "-%s/%s", format->name, format->files[i].name);
    status = open_output(b, suffix.data, &output);
    if (status == BG_OK) format->files[i].write(model, output);
  }
  bg_buffer_free(&suffix);
  return status;
}

static bg_status write_graph(builder *b) {
  bg_graph_input input = {.dataset = b->dataset,
                          .ontology = b->ontology,
                          .network = b->result->network,
                          .measures = b->result->measures,
                          .theme = b->theme,
                          .name = b->name};
  for (size_t i = 0; i < b->options->export_count; i++) input.positions |= b->options->exports[i]->looks;
  bg_graph_model *model;
  BG_TRY(bg_graph_model_new(&input, b->diagnostics, &model));
  bg_status status = write_format(b, model, bg_graph_format_named("graphml"));
  for (size_t i = 0; status == BG_OK && i < b->options->export_count; i++)
    status = write_format(b, model, b->options->exports[i]);
  bg_graph_model_free(model);
  return status;
}

static bg_status write_tables(builder *b) {
  BG_TRY(write_graph(b));
  bg_buffer text = {0};
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
  bg_view_input input = {.dataset = b->dataset,
                         .ontology = b->ontology,
                         .network = b->result->network,
                         .measures = b->result->measures,
                         .theme = b->theme};
  return bg_pictures(&input, take_picture, b, b->diagnostics);
}

/* ---- the page ---- */

static bg_status write_page(builder *b) {
  if (b->options->no_pictures) return BG_OK;
  const bg_corpus *corpus = &b->result->corpus;
  bg_page_text *texts = bg_calloc(corpus->count, sizeof *texts);
  char **iris = bg_calloc(corpus->count, sizeof *iris);
  /* the description comes last, since it tells of the page too */
  size_t file_count = b->result->file_count;
  const char **files = bg_calloc(file_count + 1, sizeof *files);
  for (size_t i = 0; i < file_count; i++) files[i] = b->result->files[i];
  files[file_count] = "void.ttl";
  for (size_t i = 0; i < corpus->count; i++) {
    bg_encode_options options = document_options(b, &corpus->documents[i]);
    iris[i] = bg_brief_iri(&options);
    texts[i] = (bg_page_text){corpus->documents[i].brief, iris[i]};
  }
  bg_page_input input = {.dataset = b->dataset,
                         .ontology = b->ontology,
                         .network = b->result->network,
                         .measures = b->result->measures,
                         .style = b->options->style,
                         .texts = texts,
                         .text_count = corpus->count,
                         .no_text = b->options->no_text,
                         .files = files,
                         .file_count = file_count + 1};
  bg_buffer html = {0};
  bg_status status = bg_page(&input, b->diagnostics, &html);
  for (size_t i = 0; i < corpus->count; i++) bg_free(iris[i]);
  bg_free(files);
  bg_free(iris);
  bg_free(texts);
  if (status == BG_OK) return write_text(b, ".html", &html);
  bg_buffer_free(&html);
  return status;
}

/* ---- the description ---- */

/* It has the digests of the other files: they are put in place first. */
static bg_status describe(builder *b) {
  bg_build_result *r = b->result;
  bg_described_file *files = bg_calloc(r->file_count, sizeof *files);
  bg_input **inputs = bg_calloc(r->file_count, sizeof *inputs);
  bg_buffer iri = {0};
  bg_status status = commit_all(b);
  size_t count = 0;
  for (; count < r->file_count && status == BG_OK; count++) {
    char *path = bg_path_join(b->options->output, r->files[count]);
    status = bg_input_open(path, b->diagnostics, &inputs[count]);
    if (status == BG_OK) files[count] = (bg_described_file){r->files[count], bg_input_bytes(inputs[count])};
    bg_free(path);
  }
  dataset_iri(b, &iri);
  bg_description_options options = {.iri = iri.data, .files = files, .file_count = count};
  bg_dataset *description = bg_dataset_new();
  bg_output *output;
  if (status == BG_OK) {
    bg_describe(b->dataset, &options, description);
    bg_dataset_index(description);
    status = open_output(b, "/void.ttl", &output);
  }
  if (status == BG_OK) status = bg_rdf_write(description, BG_FORMAT_TURTLE, NULL, 0, output, b->diagnostics);
  for (size_t i = 0; i < count; i++) bg_input_close(inputs[i]);
  bg_dataset_free(description);
  bg_buffer_free(&iri);
  bg_free(inputs);
  bg_free(files);
  return status;
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
                               {"rdf", write_rdf},   {"tables", write_tables}, {"pictures", draw},
                               {"page", write_page}, {"describe", describe}};
  for (size_t i = 0; i < BG_BUILD_STAGES; i++) {
    double start = now();
    bg_status status = stages[i].run(b);
    b->result->stage_names[i] = stages[i].name;
    b->result->stage_seconds[i] = now() - start;
    BG_TRY(status);
  }
  return commit_all(b);
}

bg_status bg_build(const bg_build_options *options, bg_diagnostics *diagnostics, bg_build_result *result) {
  *result = (bg_build_result){0};
  const bg_corpus_options *corpus = &options->corpus;
  builder b = {.options = options,
               .diagnostics = diagnostics,
               .result = result,
               .name = bg_document_name(corpus->input_count == 1 ? corpus->inputs[0] : options->output)};
  bg_status status = bg_make_directory(options->output, diagnostics);
  if (status == BG_OK) status = run_stages(&b);
  for (size_t i = 0; i < b.output_count; i++) bg_output_free(b.outputs[i]);
  bg_theme_free(b.theme);
  bg_dataset_free(b.dataset);
  bg_ontology_free(b.ontology);
  bg_free(b.name);
  return status;
}

void bg_build_result_free(bg_build_result *result) {
  for (size_t i = 0; i < result->file_count; i++) bg_free(result->files[i]);
  bg_free(result->files);
  bg_corpus_free(&result->corpus);
  bg_measures_free(result->measures);
  bg_network_free(result->network);
  *result = (bg_build_result){0};
}
