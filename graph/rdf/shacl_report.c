/* What was found, in words and as a standard report (SHACL, section 3.6). */
#include "base/memory.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "rdf/graph.h"
#include "rdf/line_writer.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"
#include "rdf/writer.h"

enum { LITERAL_SHOWN = 60 }; /* code points of a literal that is shown briefly */

size_t bg_report_count(const bg_report *report) {
  return report->count;
}

const bg_finding *bg_report_get(const bg_report *report, size_t index) {
  return &report->findings[index];
}

size_t bg_report_level_count(const bg_report *report, bg_finding_level level) {
  size_t count = 0;
  for (size_t i = 0; i < report->count; i++)
    if (report->findings[i].level == level) count++;
  return count;
}

size_t bg_report_focus_count(const bg_report *report) {
  return report->focus_count;
}

const char *bg_finding_level_name(bg_finding_level level) {
  static const char *const names[] = {"violation", "warning", "info", "other"};
  return names[level];
}

const char *bg_finding_component(const bg_finding *finding) {
  return shacl_components[finding->component].component;
}

/* ---- words ---- */

static void put_short_literal(bg_str text, bg_buffer *out) {
  size_t at = 0;
  bg_buffer_putc(out, '"');
  for (size_t count = 0; at < text.len && count < LITERAL_SHOWN; count++) {
    size_t from = at;
    uint32_t c = bg_utf8_next(text, &at);
    if (bg_is_control(c)) bg_buffer_putc(out, ' ');
    else bg_buffer_add(out, bg_str_slice(text, from, at));
  }
  bg_buffer_puts(out, at < text.len ? "…\"" : "\"");
}

void shacl_put_term(const bg_dataset *dataset, bg_term_id id, bg_prefixes *prefixes, bg_buffer *out) {
  bg_term term = bg_dataset_term(dataset, id);
  bg_str local, prefix, ns;
  bool used;
  if (prefixes && term.kind == BG_TERM_LITERAL) {
    put_short_literal(term.value, out);
    if (term.language.len) bg_buffer_printf(out, "@%.*s", BG_FMT(term.language));
    return;
  }
  size_t index = prefixes && term.kind == BG_TERM_IRI ? bg_prefixes_shorten(prefixes, term.value, &local) : SIZE_MAX;
  if (index == SIZE_MAX) {
    bg_put_term(out, &term);
    return;
  }
  bg_prefixes_get(prefixes, index, &prefix, &ns, &used);
  bg_buffer_printf(out, "%.*s:%.*s", BG_FMT(prefix), BG_FMT(local));
}

void shacl_put_path(const bg_dataset *data, const bg_path *path, bg_prefixes *prefixes, bg_buffer *out) {
  static const char *const suffixes[] = {[PATH_ZERO_OR_MORE] = "*", [PATH_ONE_OR_MORE] = "+", [PATH_ZERO_OR_ONE] = "?"};
  if (path->kind == PATH_PREDICATE) {
    shacl_put_term(data, path->predicate, prefixes, out);
    return;
  }
  if (path->kind == PATH_INVERSE) bg_buffer_putc(out, '^');
  bool group = path->count > 1 || path->parts[0]->kind != PATH_PREDICATE;
  if (group) bg_buffer_putc(out, '(');
  for (size_t i = 0; i < path->count; i++) {
    if (i) bg_buffer_putc(out, path->kind == PATH_SEQUENCE ? '/' : '|');
    shacl_put_path(data, path->parts[i], prefixes, out);
  }
  if (group) bg_buffer_putc(out, ')');
  if (path->kind >= PATH_ZERO_OR_MORE) bg_buffer_puts(out, suffixes[path->kind]);
}

static bg_prefixes *names(const bg_report *report, bool brief) {
  return brief ? report->shapes->prefixes : NULL;
}

void bg_report_put_term(const bg_report *report, bg_term_id term, bool brief, bg_buffer *out) {
  shacl_put_term(report->data, term, names(report, brief), out);
}

void bg_report_put_path(const bg_report *report, const bg_finding *finding, bool brief, bg_buffer *out) {
  if (finding->path) shacl_put_path(report->data, finding->path, names(report, brief), out);
}

void bg_report_put_shape(const bg_report *report, const bg_finding *finding, bool brief, bg_buffer *out) {
  shacl_put_shape_name(report->shapes, finding->source, brief, out);
}

void bg_report_put_name(const bg_report *report, bg_term_id node, bg_buffer *out) {
  static const char *const parts[] = {RDF_NS "subject", RDF_NS "predicate", RDF_NS "object"};
  const bg_dataset *data = report->data;
  bg_term_id ids[3];
  for (int i = 0; i < 3; i++) ids[i] = bg_graph_object(data, node, shacl_find(data, parts[i]));
  bg_str name = bg_graph_value(data, node, shacl_find(data, DCTERMS_NS "identifier"));
  if (ids[0] && ids[1] && ids[2]) {
    for (int i = 0; i < 3; i++) {
      if (i) bg_buffer_putc(out, ' ');
      bg_buffer_add(out, bg_graph_label(data, ids[i]));
    }
    if (name.len) bg_buffer_printf(out, " (%.*s)", BG_FMT(name));
  } else {
    bg_str label = bg_graph_label(data, node);
    bool plain = bg_dataset_term(data, node).kind == BG_TERM_IRI;
    bool unlabelled = plain && bg_str_ends(bg_dataset_term(data, node).value, label);
    bg_buffer_add(out, unlabelled && name.len ? name : label);
  }
}

/* ---- the standard report ---- */

typedef struct {
  const bg_report *report;
  bg_dataset *out;
  size_t blanks;
} writer;

static bg_term_id new_blank(writer *w) {
  bg_buffer label = {0};
  bg_buffer_printf(&label, "r%zu", ++w->blanks);
  bg_term_id id = bg_dataset_intern(w->out, &(bg_term){.kind = BG_TERM_BLANK, .value = bg_buffer_str(&label)});
  bg_buffer_free(&label);
  return id;
}

/* Blank nodes of data, shapes and report keep apart by the first letter of their labels. */
static bg_term_id copy(writer *w, const bg_dataset *from, bg_term_id id) {
  bg_term term = bg_dataset_term(from, id);
  if (term.kind != BG_TERM_BLANK) return bg_dataset_intern(w->out, &term);
  bg_buffer label = {0};
  bg_buffer_printf(&label, "%c%.*s", from == w->report->data ? 'd' : 's', BG_FMT(term.value));
  term.value = bg_buffer_str(&label);
  bg_term_id copied = bg_dataset_intern(w->out, &term);
  bg_buffer_free(&label);
  return copied;
}

static void add(writer *w, bg_term_id s, const char *p, bg_term_id o) {
  bg_dataset_add(w->out, (bg_quad){s, bg_dataset_intern_iri(w->out, p), o, BG_DEFAULT_GRAPH});
}

static bg_term_id put_path(writer *w, const bg_path *path) {
  static const char *const properties[] = {[PATH_INVERSE] = SH_NS "inversePath",
                                           [PATH_ALTERNATIVE] = SH_NS "alternativePath",
                                           [PATH_ZERO_OR_MORE] = SH_NS "zeroOrMorePath",
                                           [PATH_ONE_OR_MORE] = SH_NS "oneOrMorePath",
                                           [PATH_ZERO_OR_ONE] = SH_NS "zeroOrOnePath"};
  if (path->kind == PATH_PREDICATE) return copy(w, w->report->data, path->predicate);
  bg_term_id inner = BG_NO_TERM;
  if (path->kind == PATH_SEQUENCE || path->kind == PATH_ALTERNATIVE) {
    bg_term_id rest = bg_dataset_intern_iri(w->out, RDF_NS "nil");
    for (size_t i = path->count; i-- > 0;) {
      inner = new_blank(w);
      add(w, inner, RDF_NS "first", put_path(w, path->parts[i]));
      add(w, inner, RDF_NS "rest", rest);
      rest = inner;
    }
    if (path->kind == PATH_SEQUENCE) return inner;
  } else {
    inner = put_path(w, path->parts[0]);
  }
  bg_term_id node = new_blank(w);
  add(w, node, properties[path->kind], inner);
  return node;
}

/* "sh:X" or "bgs:X" in full. */
static bg_term_id component_iri(writer *w, const char *name) {
  bg_str text = bg_str_from(name);
  bool standard = bg_str_starts(text, BG_STR("sh:"));
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, "%s%.*s", standard ? SH_NS : BG_SHAPES_NS,
                   BG_FMT(bg_str_slice(text, standard ? 3 : 4, text.len)));
  bg_term_id id = bg_dataset_intern_iri(w->out, iri.data);
  bg_buffer_free(&iri);
  return id;
}

static void put_finding(writer *w, bg_term_id report, const bg_finding *finding) {
  const bg_dataset *data = w->report->data, *graph = w->report->shapes->graph;
  const bg_shape *shape = finding->source;
  bg_term_id node = new_blank(w);
  add(w, report, SH_NS "result", node);
  add(w, node, RDF_TYPE, bg_dataset_intern_iri(w->out, SH_NS "ValidationResult"));
  add(w, node, SH_NS "focusNode", copy(w, data, finding->focus));
  if (finding->path) add(w, node, SH_NS "resultPath", put_path(w, finding->path));
  if (finding->value) add(w, node, SH_NS "value", copy(w, data, finding->value));
  add(w, node, SH_NS "resultSeverity",
      shape->severity ? copy(w, graph, shape->severity) : bg_dataset_intern_iri(w->out, SH_NS "Violation"));
  add(w, node, SH_NS "sourceShape", copy(w, graph, shape->node));
  add(w, node, SH_NS "sourceConstraintComponent", component_iri(w, bg_finding_component(finding)));
  for (size_t i = 0; i < shape->message_count; i++)
    add(w, node, SH_NS "resultMessage", copy(w, graph, shape->messages[i]));
  if (shape->message_count == 0)
    add(w, node, SH_NS "resultMessage",
        bg_dataset_intern(w->out, &(bg_term){.kind = BG_TERM_LITERAL, .value = finding->message}));
}

bg_status bg_report_write(const bg_report *report, bg_format format, bg_output *output, bg_diagnostics *diagnostics) {
  writer w = {.report = report, .out = bg_dataset_new()};
  bg_str prefix, iri;
  for (size_t i = 0; i < bg_dataset_prefix_count(report->shapes->graph); i++) {
    bg_dataset_prefix(report->shapes->graph, i, &prefix, &iri);
    bg_dataset_add_prefix(w.out, prefix, iri);
  }
  bg_term_id node = new_blank(&w);
  add(&w, node, RDF_TYPE, bg_dataset_intern_iri(w.out, SH_NS "ValidationReport"));
  bg_term conforms = {.kind = BG_TERM_LITERAL,
                      .value = report->count ? BG_STR("false") : BG_STR("true"),
                      .datatype = BG_STR(XSD_NS "boolean")};
  add(&w, node, SH_NS "conforms", bg_dataset_intern(w.out, &conforms));
  for (size_t i = 0; i < report->count; i++) put_finding(&w, node, &report->findings[i]);
  bg_dataset_index(w.out);
  bg_status status = bg_rdf_write(w.out, format, NULL, 0, output, diagnostics);
  bg_dataset_free(w.out);
  return status;
}
