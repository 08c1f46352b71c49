#include "export/description.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "export/description_counts.h"
#include "rdf/id_set.h"
#include "rdf/put.h"
#include "rdf/vocab.h"

#ifndef BG_VERSION
#define BG_VERSION "unknown"
#endif

#define VOID_NS     "http://rdfs.org/ns/void#"
#define DCAT_NS     "http://www.w3.org/ns/dcat#"
#define SPDX_NS     "http://spdx.org/rdf/terms#"
#define XSD_COUNT   XSD_NS "integer"
#define MEDIA_TYPES "https://www.iana.org/assignments/media-types/"
#define SOFTWARE    "https://w3id.org/briefgraph/software/" BG_VERSION

/* ---- how it was made ---- */

static bg_str join(bg_buffer *out, const char *a, const char *b) {
  bg_buffer_clear(out);
  bg_buffer_printf(out, "%s%s", a, b);
  return bg_buffer_str(out);
}

static void put_end(bg_put *put) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  time_t seconds = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : -1;
  struct tm parts;
  char text[64];
  if (seconds >= 0 && gmtime_r(&seconds, &parts) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts))
    bg_put_typed(put, PROV_NS "endedAtTime", bg_str_from(text), XSD_NS "dateTime");
}

void bg_making_encode(const bg_making *making, bg_term_id graph, bg_dataset *dataset) {
  bg_put put = {dataset, graph, BG_NO_TERM};
  bg_buffer build = {0};
  join(&build, making->dataset, "/build");
  bg_put_subject(&put, bg_str_from(making->dataset));
  bg_put_iri(&put, RDF_TYPE, BG_STR(VOID_NS "Dataset"));
  bg_put_iri(&put, RDF_TYPE, BG_STR(PROV_NS "Entity"));
  bg_put_iri(&put, PROV_NS "wasGeneratedBy", bg_buffer_str(&build));
  for (size_t i = 0; i < making->document_count; i++)
    bg_put_iri(&put, PROV_NS "wasDerivedFrom", bg_str_from(making->documents[i]));
  bg_put_subject(&put, bg_buffer_str(&build));
  bg_put_iri(&put, RDF_TYPE, BG_STR(PROV_NS "Activity"));
  bg_put_iri(&put, PROV_NS "wasAssociatedWith", BG_STR(SOFTWARE));
  for (size_t i = 0; i < making->document_count; i++)
    bg_put_iri(&put, PROV_NS "used", bg_str_from(making->documents[i]));
  bg_put_text(&put, BG_NS "parameters", bg_str_from(making->parameters), NULL);
  put_end(&put);
  bg_put_subject(&put, BG_STR(SOFTWARE));
  bg_put_iri(&put, RDF_TYPE, BG_STR(PROV_NS "SoftwareAgent"));
  bg_put_text(&put, RDFS_LABEL, BG_STR("briefgraph " BG_VERSION), NULL);
  bg_put_text(&put, DCTERMS_NS "hasVersion", BG_STR(BG_VERSION), NULL);
  bg_buffer_free(&build);
}

/* ---- files ---- */

const char *bg_data_media_type(bg_str extension) {
  static const struct {
    const char *extension, *type;
  } types[] = {{"ttl", "text/turtle"},
               {"trig", "application/trig"},
               {"nt", "application/n-triples"},
               {"nq", "application/n-quads"},
               {"rdf", "application/rdf+xml"},
               {"jsonld", "application/ld+json"},
               {"csv", "text/csv"},
               {"graphml", "application/xml"},
               {"gexf", "application/xml"},
               {"cyjs", "application/json"},
               {"cx2", "application/json"},
               {"json", "application/json"},
               {"jsonl", "application/x-ndjson"},
               {"net", "text/plain"},
               {"cypher", "text/plain"}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (bg_str_is(extension, types[i].extension)) return types[i].type;
  return NULL;
}

/* What VoID calls a technical feature of the data set: its serialisation (www.w3.org/ns/formats). */
static const char *feature_of(bg_str extension) {
  static const struct {
    const char *extension, *feature;
  } features[] = {{"ttl", "Turtle"}, {"trig", "TriG"},   {"nt", "N-Triples"},
                  {"nq", "N-Quads"}, {"rdf", "RDF_XML"}, {"jsonld", "JSON-LD"}};
  for (size_t i = 0; i < sizeof features / sizeof *features; i++)
    if (bg_str_is(extension, features[i].extension)) return features[i].feature;
  return NULL;
}

/* ---- the description ---- */

typedef struct {
  const bg_dataset *data;
  const bg_description_options *options;
  bg_arena *arena;
  bg_put put; /* into the default graph of the result */
  bg_str iri;
  bg_id_set documents; /* ids in data */
  size_t blanks;
} describing;

static void put_count(bg_put *put, const char *property, size_t count) {
  bg_put_size(put, property, count, XSD_COUNT);
}

/* A new blank node, as object of what is put, and as subject of what is put through the result. */
static bg_put put_blank(describing *d, const char *property) {
  bg_str label = bg_arena_printf(d->arena, "d%06zu", ++d->blanks);
  bg_term term = {.kind = BG_TERM_BLANK, .value = label};
  bg_put inner = d->put;
  inner.subject = bg_dataset_intern(d->put.dataset, &term);
  bg_put_id(&d->put, property, inner.subject);
  return inner;
}

static bg_term_id copy_term(const describing *d, bg_term_id id) {
  bg_term term = bg_dataset_term(d->data, id);
  return bg_dataset_intern(d->put.dataset, &term);
}

static void add_objects(const describing *d, bg_term_id subject, const char *property, bg_id_set *out) {
  bg_term_id p = bg_dataset_find_iri(d->data, property);
  bg_quad q;
  if (!p || !subject) return;
  for (bg_match m = bg_dataset_match(d->data, (bg_quad){subject, p, BG_ANY, BG_ANY}); bg_match_next(&m, &q);)
    bg_id_set_add(out, q.o);
}

/* Documents: what has the digest of a text. */
static void find_documents(describing *d) {
  bg_term_id p = bg_dataset_find_iri(d->data, BG_NS "sha256");
  bg_quad q;
  if (!p) return;
  for (bg_match m = bg_dataset_match(d->data, (bg_quad){BG_ANY, p, BG_ANY, BG_ANY}); bg_match_next(&m, &q);)
    bg_id_set_add(&d->documents, q.s);
}

static void find_iri(describing *d) {
  bg_term_id type = bg_dataset_find_iri(d->data, RDF_TYPE), class = bg_dataset_find_iri(d->data, VOID_NS "Dataset");
  bg_quad q;
  if (d->options->iri) {
    d->iri = bg_str_from(d->options->iri);
    return;
  }
  d->iri = BG_STR("urn:x-briefgraph:dataset");
  if (d->documents.count) {
    bg_term document = bg_dataset_term(d->data, d->documents.ids[0]);
    d->iri = bg_arena_printf(d->arena, "%.*s/dataset", BG_FMT(document.value));
  }
  if (!type || !class) return;
  bg_match m = bg_dataset_match(d->data, (bg_quad){BG_ANY, type, class, BG_ANY});
  if (bg_match_next(&m, &q) && bg_dataset_term(d->data, q.s).kind == BG_TERM_IRI)
    d->iri = bg_dataset_term(d->data, q.s).value;
}

/* Copy all that the graph says of the data set, its making, the program, and the documents. */
static void copy_provenance(describing *d) {
  bg_id_set subjects = {0};
  bg_term term = bg_term_iri(d->iri);
  bg_term_id self = bg_dataset_find(d->data, &term);
  bg_quad q;
  if (self) bg_id_set_add(&subjects, self);
  add_objects(d, self, PROV_NS "wasGeneratedBy", &subjects);
  for (size_t i = self ? 1 : 0; i < subjects.count; i++)
    add_objects(d, subjects.ids[i], PROV_NS "wasAssociatedWith", &subjects);
  for (size_t i = 0; i < d->documents.count; i++) bg_id_set_add(&subjects, d->documents.ids[i]);
  for (size_t i = 0; i < subjects.count; i++)
    for (bg_match m = bg_dataset_match(d->data, (bg_quad){subjects.ids[i], BG_ANY, BG_ANY, BG_ANY});
         bg_match_next(&m, &q);)
      if (bg_dataset_term(d->data, q.o).kind != BG_TERM_BLANK)
        bg_dataset_add(d->put.dataset,
                       (bg_quad){copy_term(d, q.s), copy_term(d, q.p), copy_term(d, q.o), BG_DEFAULT_GRAPH});
  bg_id_set_free(&subjects);
}

static void put_title(describing *d) {
  bg_id_set titles = {0};
  if (d->options->title) {
    bg_put_text(&d->put, DCTERMS_NS "title", bg_str_from(d->options->title), NULL);
    return;
  }
  for (size_t i = 0; i < d->documents.count; i++) add_objects(d, d->documents.ids[i], DCTERMS_NS "title", &titles);
  for (size_t i = 0; i < titles.count; i++) {
    bg_term title = bg_dataset_term(d->data, titles.ids[i]);
    bg_str text = bg_arena_printf(d->arena, "Knowledge graph of “%.*s”", BG_FMT(title.value));
    bg_put_text(&d->put, DCTERMS_NS "title", text, "en");
  }
  if (!titles.count) bg_put_text(&d->put, DCTERMS_NS "title", d->iri, NULL);
  bg_id_set_free(&titles);
}

/* Names such as CC-BY-4.0 are those of the SPDX list. */
static bool is_spdx_name(bg_str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    bool good = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.' || c == '+';
    if (!good) return false;
  }
  return text.len > 0;
}

static void put_license(describing *d) {
  bg_id_set given = {0};
  if (d->options->license) bg_put_iri(&d->put, DCTERMS_NS "license", bg_str_from(d->options->license));
  for (size_t i = 0; !d->options->license && i < d->documents.count; i++) {
    add_objects(d, d->documents.ids[i], DCTERMS_NS "license", &given);
    add_objects(d, d->documents.ids[i], DCTERMS_NS "rights", &given);
  }
  for (size_t i = 0; i < given.count; i++) {
    bg_term term = bg_dataset_term(d->data, given.ids[i]);
    if (term.kind == BG_TERM_IRI) bg_put_iri(&d->put, DCTERMS_NS "license", term.value);
    else if (is_spdx_name(term.value))
      bg_put_iri(&d->put, DCTERMS_NS "license",
                 bg_arena_printf(d->arena, "https://spdx.org/licenses/%.*s", BG_FMT(term.value)));
    else bg_put_text(&d->put, DCTERMS_NS "rights", term.value, NULL);
  }
  bg_id_set_free(&given);
}

static void put_inherited(describing *d) {
  static const char *const properties[] = {DCTERMS_NS "issued", DCTERMS_NS "publisher", DCTERMS_NS "language"};
  for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
    bg_id_set values = {0};
    for (size_t k = 0; k < d->documents.count; k++) add_objects(d, d->documents.ids[k], properties[i], &values);
    for (size_t k = 0; k < values.count; k++) bg_put_id(&d->put, properties[i], copy_term(d, values.ids[k]));
    bg_id_set_free(&values);
  }
  for (size_t i = 0; i < d->documents.count; i++)
    bg_put_id(&d->put, PROV_NS "wasDerivedFrom", copy_term(d, d->documents.ids[i]));
}

static void put_namespace(describing *d, bg_map *seen, bg_term_id id) {
  bg_str iri = bg_dataset_term(d->data, id).value;
  size_t end = iri.len;
  while (end && iri.data[end - 1] != '#' && iri.data[end - 1] != '/') end--;
  bg_str space = bg_str_slice(iri, 0, end);
  if (end && bg_map_set(seen, space, id)) bg_put_iri(&d->put, VOID_NS "vocabulary", space);
}

static void put_counts(describing *d, const bg_counts *counts) {
  bg_map *vocabularies = bg_map_new();
  put_count(&d->put, VOID_NS "triples", counts->triples);
  put_count(&d->put, VOID_NS "entities", counts->entities);
  put_count(&d->put, VOID_NS "distinctSubjects", counts->subjects);
  put_count(&d->put, VOID_NS "distinctObjects", counts->objects);
  put_count(&d->put, VOID_NS "properties", counts->properties.count);
  put_count(&d->put, VOID_NS "classes", counts->classes.count);
  if (d->documents.count) put_count(&d->put, VOID_NS "documents", d->documents.count);
  for (size_t i = 0; i < counts->classes.count; i++) {
    bg_put part = put_blank(d, VOID_NS "classPartition");
    bg_put_id(&part, VOID_NS "class", copy_term(d, counts->classes.items[i].id));
    put_count(&part, VOID_NS "entities", counts->classes.items[i].triples);
    put_namespace(d, vocabularies, counts->classes.items[i].id);
  }
  for (size_t i = 0; i < counts->properties.count; i++) {
    const bg_part *p = &counts->properties.items[i];
    bg_put part = put_blank(d, VOID_NS "propertyPartition");
    bg_put_id(&part, VOID_NS "property", copy_term(d, p->id));
    put_count(&part, VOID_NS "triples", p->triples);
    put_count(&part, VOID_NS "distinctSubjects", p->subjects);
    put_count(&part, VOID_NS "distinctObjects", p->objects);
    put_namespace(d, vocabularies, p->id);
  }
  for (size_t i = 0; i < 3; i++)
    if (counts->examples[i]) bg_put_id(&d->put, VOID_NS "exampleResource", copy_term(d, counts->examples[i]));
  bg_map_free(vocabularies);
}

/* Named graphs are subsets, each a data set of its own. */
static void put_graphs(describing *d, const bg_counts *counts) {
  for (size_t i = 0; i < counts->graphs.count; i++) {
    bg_term_id id = copy_term(d, counts->graphs.items[i].id);
    bg_put graph = d->put;
    graph.subject = id;
    bg_put_id(&d->put, VOID_NS "subset", id);
    bg_put_iri(&graph, RDF_TYPE, BG_STR(VOID_NS "Dataset"));
    put_count(&graph, VOID_NS "triples", counts->graphs.items[i].triples);
  }
}

static void put_prefixes(describing *d) {
  for (size_t i = 0; i < bg_dataset_prefix_count(d->data); i++) {
    bg_str prefix, iri;
    bg_dataset_prefix(d->data, i, &prefix, &iri);
    bg_put declared = put_blank(d, SH_NS "declare");
    bg_put_text(&declared, SH_NS "prefix", prefix, NULL);
    bg_put_typed(&declared, SH_NS "namespace", iri, XSD_NS "anyURI");
    bg_dataset_add_prefix(d->put.dataset, prefix, iri);
  }
  bg_dataset_add_prefix(d->put.dataset, BG_STR("void"), BG_STR(VOID_NS));
  bg_dataset_add_prefix(d->put.dataset, BG_STR("dcat"), BG_STR(DCAT_NS));
  bg_dataset_add_prefix(d->put.dataset, BG_STR("spdx"), BG_STR(SPDX_NS));
}

static void put_file(describing *d, const bg_described_file *file, const char *type) {
  const char *url = d->options->url;
  bg_str directory = url ? bg_str_from(url) : d->iri;
  const char *slash = bg_str_ends(directory, BG_STR("/")) ? "" : "/";
  bg_str name = bg_path_base(file->name), extension = bg_path_extension(file->name);
  bg_str iri = bg_arena_printf(d->arena, "%.*s%s%.*s", BG_FMT(directory), slash, BG_FMT(name));
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(file->bytes, hex);
  if (feature_of(extension)) {
    bg_put_iri(&d->put, VOID_NS "dataDump", iri);
    bg_put_iri(&d->put, VOID_NS "feature",
               bg_arena_printf(d->arena, "http://www.w3.org/ns/formats/%s", feature_of(extension)));
  }
  bg_put distribution = put_blank(d, DCAT_NS "distribution");
  bg_put outer = d->put;
  bg_put_iri(&distribution, RDF_TYPE, BG_STR(DCAT_NS "Distribution"));
  bg_put_text(&distribution, DCTERMS_NS "title", name, NULL);
  bg_put_iri(&distribution, DCAT_NS "accessURL", iri);
  bg_put_iri(&distribution, DCAT_NS "downloadURL", iri);
  bg_put_iri(&distribution, DCAT_NS "mediaType", bg_arena_printf(d->arena, MEDIA_TYPES "%s", type));
  bg_put_size(&distribution, DCAT_NS "byteSize", file->bytes.len, XSD_NS "nonNegativeInteger");
  d->put = distribution;
  bg_put sum = put_blank(d, SPDX_NS "checksum");
  d->put = outer;
  bg_put_iri(&sum, RDF_TYPE, BG_STR(SPDX_NS "Checksum"));
  bg_put_iri(&sum, SPDX_NS "algorithm", BG_STR(SPDX_NS "checksumAlgorithm_sha256"));
  bg_put_typed(&sum, SPDX_NS "checksumValue", bg_str_from(hex), XSD_NS "hexBinary");
}

static void put_all(describing *d) {
  bg_counts counts;
  bg_counts_take(d->data, &counts);
  bg_put_subject(&d->put, d->iri);
  bg_put_iri(&d->put, RDF_TYPE, BG_STR(VOID_NS "Dataset"));
  bg_put_iri(&d->put, RDF_TYPE, BG_STR(DCAT_NS "Dataset"));
  put_title(d);
  put_license(d);
  put_inherited(d);
  put_counts(d, &counts);
  put_graphs(d, &counts);
  for (size_t i = 0; i < d->options->file_count; i++) {
    const char *type = bg_data_media_type(bg_path_extension(d->options->files[i].name));
    if (type) put_file(d, &d->options->files[i], type);
  }
  put_prefixes(d);
  bg_counts_free(&counts);
}

void bg_describe(const bg_dataset *data, const bg_description_options *options, bg_dataset *out) {
  describing d = {
      .data = data, .options = options, .arena = bg_arena_new(), .put = {out, BG_DEFAULT_GRAPH, BG_NO_TERM}};
  find_documents(&d);
  find_iri(&d);
  copy_provenance(&d);
  put_all(&d);
  bg_id_set_free(&d.documents);
  bg_arena_free(d.arena);
}
