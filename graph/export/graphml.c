#include "export/graphml.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "base/utf8.h"

static void put_escaped(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (c == '&') bg_buffer_puts(out, "&amp;");
    else if (c == '<') bg_buffer_puts(out, "&lt;");
    else if (c == '>') bg_buffer_puts(out, "&gt;");
    else if (c == '"') bg_buffer_puts(out, "&quot;");
    else if (c == '\r') bg_buffer_puts(out, "&#xD;");
    else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff) bg_utf8_append(out, 0xfffd);
    else bg_utf8_append(out, c);
  }
}

static void put_text(bg_buffer *out, const char *key, bg_str text) {
  if (!text.len) return;
  bg_buffer_printf(out, "      <data key=\"%s\">", key);
  put_escaped(out, text);
  bg_buffer_puts(out, "</data>\n");
}

static void put_number(bg_buffer *out, const char *key, double value) {
  if (isnan(value)) return;
  bg_buffer_printf(out, "      <data key=\"%s\">", key);
  bg_buffer_put_double(out, value);
  bg_buffer_puts(out, "</data>\n");
}

static void declare(bg_buffer *out, const char *kind, const char *key, const char *type) {
  bg_buffer_printf(out, "  <key id=\"%c_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", kind[0], key, kind, key,
                   type);
}

static void declare_all(bg_buffer *out, bool measures) {
  static const char *const node[] = {"label", "id", "iri", "type", "owner"};
  static const char *const edge[] = {"label",    "claim", "relation", "modality", "polarity",
                                     "strength", "voice", "quote",    "locator"};
  for (size_t i = 0; i < sizeof node / sizeof *node; i++) declare(out, "node", node[i], "string");
  for (size_t i = 0; measures && i < BG_MEASURES; i++) declare(out, "node", bg_measure_name((bg_measure)i), "double");
  for (size_t i = 0; i < sizeof edge / sizeof *edge; i++) declare(out, "edge", edge[i], "string");
  declare(out, "edge", "sign", "int");
  declare(out, "edge", "confidence", "double");
  declare(out, "edge", "symmetric", "boolean");
}

static void put_node(bg_buffer *out, const bg_actor *actor, size_t index, const bg_measures *measures) {
  bg_buffer_printf(out, "    <node id=\"n%zu\">\n", index);
  put_text(out, "n_label", actor->label);
  put_text(out, "n_id", actor->id);
  put_text(out, "n_iri", actor->iri);
  put_text(out, "n_type", actor->class_label);
  put_text(out, "n_owner", actor->owner);
  for (size_t k = 0; measures && k < BG_MEASURES; k++) {
    char key[64];
    snprintf(key, sizeof key, "n_%s", bg_measure_name((bg_measure)k));
    put_number(out, key, measures->values[k][index]);
  }
  bg_buffer_puts(out, "    </node>\n");
}

static void put_edge(bg_buffer *out, const bg_link *link, size_t index) {
  bg_buffer_printf(out, "    <edge id=\"e%zu\" source=\"n%zu\" target=\"n%zu\">\n", index, link->from, link->to);
  put_text(out, "e_label", link->label);
  put_text(out, "e_claim", link->claim);
  put_text(out, "e_relation", link->relation);
  put_text(out, "e_modality", bg_str_from(bg_modality_name(link->modality)));
  put_text(out, "e_polarity", bg_str_from(bg_polarity_name(link->polarity)));
  put_text(out, "e_strength", bg_str_from(bg_strength_name(link->strength)));
  put_text(out, "e_voice", link->own_voice ? BG_STR("author") : link->voice);
  put_text(out, "e_quote", link->quote);
  put_text(out, "e_locator", link->locator);
  put_number(out, "e_sign", link->sign);
  put_number(out, "e_confidence", link->confidence);
  put_text(out, "e_symmetric", link->symmetric ? BG_STR("true") : BG_STR("false"));
  bg_buffer_puts(out, "    </edge>\n");
}

void bg_graphml(const bg_network *network, const bg_measures *measures, bg_buffer *out) {
  bg_buffer_puts(out,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
                 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                 "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                 "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
  declare_all(out, measures != NULL);
  bg_buffer_puts(out, "  <graph id=\"G\" edgedefault=\"directed\">\n");
  for (size_t i = 0; i < network->actor_count; i++) put_node(out, &network->actors[i], i, measures);
  for (size_t i = 0; i < network->link_count; i++) put_edge(out, &network->links[i], i);
  bg_buffer_puts(out, "  </graph>\n</graphml>\n");
}
