#include "network/measures_out.h"

#include <math.h>
#include <stdint.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/memory.h"
#include "rdf/put.h"
#include "rdf/vocab.h"

void bg_measures_csv(const bg_measures *measures, const bg_network *network, bg_measure sort, bg_buffer *out) {
  size_t *order = bg_measures_rank(measures, network, sort);
  bg_buffer_puts(out, "id,label,type,owner");
  for (size_t k = 0; k < BG_MEASURES; k++) bg_buffer_printf(out, ",%s", bg_measure_name((bg_measure)k));
  bg_buffer_putc(out, '\n');
  for (size_t i = 0; i < measures->actor_count; i++) {
    const bg_actor *actor = &network->actors[order[i]];
    const bg_str cells[] = {actor->id, actor->label, actor->class_label, actor->owner};
    bg_csv_put_defused_row(out, cells, 4);
    out->len--; /* the row goes on */
    for (size_t k = 0; k < BG_MEASURES; k++) {
      bg_buffer_putc(out, ',');
      double value = measures->values[k][order[i]];
      if (!isnan(value)) bg_buffer_put_double(out, value);
    }
    bg_buffer_putc(out, '\n');
  }
  bg_free(order);
}

/* ---- JSON ---- */

static void put_name(bg_buffer *out, const char *name, bool first) {
  bg_buffer_printf(out, "%s\"%s\":", first ? "" : ",", name);
}

static void put_number(bg_buffer *out, const char *name, double value, bool first) {
  put_name(out, name, first);
  bg_json_put_number(out, value);
}

static void put_text(bg_buffer *out, const char *name, bg_str text, bool first) {
  put_name(out, name, first);
  bg_json_put_string(out, text);
}

static void put_whole(const bg_measures *m, const bg_network *network, bg_buffer *out) {
  bg_buffer_puts(out, "{\"network\":{");
  put_number(out, "actors", (double)m->actor_count, true);
  put_number(out, "links", (double)network->link_count, false);
  put_number(out, "ties", (double)m->ties, false);
  put_number(out, "density", m->density, false);
  put_number(out, "reciprocity", m->reciprocity, false);
  put_number(out, "diameter", m->diameter, false);
  put_number(out, "meanDistance", m->mean_distance, false);
  put_number(out, "degreeAssortativity", m->degree_assortativity, false);
  put_number(out, "typeAssortativity", m->type_assortativity, false);
  put_number(out, "weakComponents", (double)m->weak_components, false);
  put_number(out, "strongComponents", (double)m->strong_components, false);
  put_number(out, "communities", (double)m->communities, false);
  put_number(out, "modularity", m->modularity, false);
  put_name(out, "bridges", false);
  for (size_t i = 0; i < m->bridge_count; i++) {
    bg_buffer_puts(out, i ? ",[" : "[[");
    bg_json_put_string(out, network->actors[m->bridges[i].a].id);
    bg_buffer_putc(out, ',');
    bg_json_put_string(out, network->actors[m->bridges[i].b].id);
    bg_buffer_putc(out, ']');
  }
  bg_buffer_puts(out, m->bridge_count ? "]" : "[]");
}

static void put_balance(const bg_signed *s, const bg_network *network, bg_buffer *out) {
  put_name(out, "balance", false);
  bg_buffer_putc(out, '{');
  put_number(out, "positive", (double)s->positive, true);
  put_number(out, "negative", (double)s->negative, false);
  put_number(out, "cancelled", (double)s->cancelled, false);
  put_number(out, "frustration", (double)s->frustration, false);
  bg_buffer_printf(out, ",\"exact\":%s", s->exact ? "true" : "false");
  put_number(out, "triads", (double)s->triad_count, false);
  put_number(out, "balancedTriads", (double)s->balanced_triads, false);
  put_number(out, "triangleBalance", s->triad_count ? (double)s->balanced_triads / (double)s->triad_count : NAN, false);
  put_name(out, "unbalanced", false);
  bg_buffer_putc(out, '[');
  bool first = true;
  for (size_t i = 0; i < s->triad_count; i++) {
    if (s->triads[i].balanced) continue;
    bg_buffer_puts(out, first ? "[" : ",[");
    first = false;
    for (size_t k = 0; k < 3; k++) {
      if (k) bg_buffer_putc(out, ',');
      bg_json_put_string(out, network->actors[s->triads[i].actors[k]].id);
    }
    bg_buffer_putc(out, ']');
  }
  bg_buffer_puts(out, "]}}");
}

static const char *weights_name(bg_weights weights) {
  return weights == BG_WEIGHT_CLAIMS ? "claims" : weights == BG_WEIGHT_CONFIDENCE ? "confidence" : "none";
}

static const char *grouping_name(bg_grouping grouping) {
  static const char *const grouping_names[] = {"type", "community", "bloc", "owner"};
  return grouping_names[grouping];
}

void bg_measures_json(const bg_measures *measures, const bg_network *network, const bg_measure_options *options,
                      bg_measure sort, bg_buffer *out) {
  put_whole(measures, network, out);
  put_balance(measures->balance, network, out);
  bg_buffer_puts(out, ",\n\"parameters\":{");
  put_text(out, "direction", options->undirected ? BG_STR("undirected") : BG_STR("directed"), true);
  put_text(out, "weights", bg_str_from(weights_name(options->weights)), false);
  put_text(out, "grouping", bg_str_from(grouping_name(options->grouping)), false);
  put_number(out, "resolution", options->resolution > 0 ? options->resolution : 1, false);
  put_number(out, "seed", options->seed ? (double)options->seed : 42, false);
  bg_buffer_puts(out, "},\n\"actors\":[");
  size_t *order = bg_measures_rank(measures, network, sort);
  for (size_t i = 0; i < measures->actor_count; i++) {
    const bg_actor *actor = &network->actors[order[i]];
    bg_buffer_puts(out, i ? ",\n{" : "\n{");
    put_text(out, "id", actor->id, true);
    put_text(out, "iri", actor->iri, false);
    put_text(out, "label", actor->label, false);
    put_text(out, "type", actor->class_label, false);
    for (size_t k = 0; k < BG_MEASURES; k++)
      put_number(out, bg_measure_name((bg_measure)k), measures->values[k][order[i]], false);
    bg_buffer_putc(out, '}');
  }
  bg_buffer_puts(out, "]}\n");
  bg_free(order);
}

/* ---- RDF ---- */

static void put_measure(bg_put *put, const char *name, double value) {
  bg_buffer property = {0}, number = {0};
  bg_buffer_printf(&property, BG_NS "%s", name);
  bg_buffer_put_double(&number, value);
  if (isfinite(value) && bg_str_find(bg_buffer_str(&number), BG_STR("e"), 0) == SIZE_MAX)
    bg_buffer_puts(&number, "e0"); /* reads as a double in Turtle */
  bg_put_typed(put, property.data, bg_buffer_str(&number), XSD_NS "double");
  bg_buffer_free(&property);
  bg_buffer_free(&number);
}

static void encode_actor(bg_put *put, const bg_measures *measures, const bg_network *network, size_t index,
                         const char *run_iri) {
  const bg_actor *actor = &network->actors[index];
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, "%s/%.*s", run_iri, BG_FMT(actor->id));
  bg_put_subject(put, actor->iri);
  bg_put_iri(put, BG_NS "measurement", bg_buffer_str(&iri));
  bg_put_subject(put, bg_buffer_str(&iri));
  bg_put_name(put, RDF_TYPE, "Measurement");
  bg_put_iri(put, BG_NS "run", bg_str_from(run_iri));
  for (size_t k = 0; k < BG_MEASURES; k++)
    if (!isnan(measures->values[k][index]))
      put_measure(put, bg_measure_name((bg_measure)k), measures->values[k][index]);
  bg_buffer_free(&iri);
}

void bg_measures_encode(const bg_measures *measures, const bg_network *network, const bg_measure_options *options,
                        const char *graph_iri, const char *run_iri, bg_dataset *dataset) {
  bg_put put = {dataset, bg_dataset_intern_iri(dataset, graph_iri), BG_NO_TERM};
  bg_buffer parameters = {0};
  bg_buffer_printf(&parameters,
                   "direction=%s weights=%s grouping=%s resolution=", options->undirected ? "undirected" : "directed",
                   weights_name(options->weights), grouping_name(options->grouping));
  bg_buffer_put_double(&parameters, options->resolution > 0 ? options->resolution : 1);
  bg_buffer_printf(&parameters, " seed=%zu", options->seed ? options->seed : 42);
  bg_put_subject(&put, bg_str_from(run_iri));
  bg_put_iri(&put, RDF_TYPE, BG_STR(PROV_NS "Activity"));
  bg_put_text(&put, BG_NS "parameters", bg_buffer_str(&parameters), NULL);
  bg_buffer_free(&parameters);
  for (size_t i = 0; i < measures->actor_count; i++) encode_actor(&put, measures, network, i, run_iri);
}
