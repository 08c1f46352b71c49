#include "report/page.h"

#include <stdint.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/memory.h"
#include "network/disagree.h"
#include "report/assets.h"
#include "report/findings.h"
#include "report/html.h"
#include "report/legend.h"
#include "report/map.h"

/* Lists of documents and of disagreements that are longer open on demand. */
enum { MOST_OPEN = 8 };

/* What is put into page.html. */
typedef enum { CSP, TITLE, STYLE, HEADER, FINDINGS, MAPS, DISAGREEMENTS, METHODS, DOWNLOADS, DATA, SCRIPT, PARTS } part;
static const char *const part_names[PARTS] = {"csp",           "title",   "style",     "header", "findings", "maps",
                                              "disagreements", "methods", "downloads", "data",   "script"};

typedef struct {
  const bg_page_input *in;
  const bg_page_data *data;
  const bg_theme *light, *dark;
  bg_diagnostics *diagnostics;
  bg_buffer parts[PARTS];
} page;

/* ---- the head ---- */

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void put_title(page *p) {
  if (p->data->document_count == 1) bg_html_put(&p->parts[TITLE], p->data->documents[0].title);
  else if (p->data->document_count)
    bg_buffer_printf(&p->parts[TITLE], "%zu documents as a graph", p->data->document_count);
  else bg_buffer_puts(&p->parts[TITLE], "A graph");
}

static void put_item(bg_buffer *out, const char *name, bg_str value) {
  if (!value.len) return;
  bg_buffer_printf(out, "%s%s", name, *name ? " " : "");
  bg_html_put_name(out, value);
  bg_buffer_puts(out, ". ");
}

static void put_documents(page *p) {
  bg_buffer *out = &p->parts[HEADER];
  bool several = p->data->document_count > 1, many = p->data->document_count > MOST_OPEN;
  if (many) bg_buffer_printf(out, "<details><summary>%zu documents</summary>\n", p->data->document_count);
  if (several) bg_buffer_puts(out, "<ul class=\"documents\">\n");
  for (size_t i = 0; i < p->data->document_count; i++) {
    const bg_page_document *d = &p->data->documents[i];
    bg_buffer_puts(out, several ? "<li>" : "<p class=\"documents\">");
    if (several) put_item(out, "", d->title);
    put_item(out, "Published by", d->publisher);
    put_item(out, "", d->date);
    put_item(out, "Source:", d->source);
    put_item(out, "Licence:", d->rights);
    bg_buffer_puts(out, several ? "</li>\n" : "</p>\n");
  }
  if (several) bg_buffer_puts(out, "</ul>\n");
  if (many) bg_buffer_puts(out, "</details>\n");
}

static void put_number(bg_buffer *out, size_t count, const char *noun) {
  bg_buffer_printf(out, "<strong>%zu %s%s</strong>", count, noun, plural(count));
}

static void put_actor_counts(const bg_page_data *data, bg_buffer *out) {
  const bg_page_counts *c = &data->counts;
  size_t others = c->sources + c->named;
  bg_buffer_puts(out, "<li>");
  if (data->in->network->from_claims) {
    put_number(out, data->recommendations, "recommendation");
    bg_buffer_puts(out, ", ");
  }
  put_number(out, c->actors, "actor");
  bg_buffer_printf(out, ", %zu of these with a tie to another.", c->tied);
  if (others)
    bg_buffer_printf(out,
                     " Beside them %zu only named: %zu as a source (who wrote, published or says it), %zu otherwise.",
                     others, c->sources, c->named);
  bg_buffer_puts(out, "</li>\n");
}

/* "79 asserted, 53 recommended, 27 possible, 16 implied" */
static void put_modalities(const bg_page_data *data, bg_buffer *out) {
  size_t by[4] = {0};
  bool first = true;
  for (size_t i = 0; i < data->claims; i++) by[data->set->claims[i].modality]++;
  for (int m = 0; m < 4; m++) {
    if (!by[m]) continue;
    bg_buffer_printf(out, "%s%zu %s", first ? "" : ", ", by[m], bg_modality_name((bg_modality)m));
    first = false;
  }
}

static void put_claim_counts(const bg_page_data *data, bg_buffer *out) {
  const bg_page_counts *c = &data->counts;
  size_t attributed = 0, negated = 0;
  for (size_t i = 0; i < data->claims; i++) {
    attributed += !bg_str_is(data->set->claims[i].voice, "author");
    negated += data->set->claims[i].polarity == BG_NEGATED;
  }
  bg_buffer_puts(out, "<li>");
  put_number(out, data->claims, "claim");
  if (data->claims) bg_buffer_puts(out, ": ");
  put_modalities(data, out);
  if (negated || attributed)
    bg_buffer_printf(out, ". Of all these, %zu are negated, and %zu are what somebody else than the author says",
                     negated, attributed);
  bg_buffer_puts(out, ".</li>\n<li>");
  put_number(out, c->between, "claim");
  bg_buffer_printf(out, " of them between two actors: %zu make ties", c->tying);
  if (c->negated) bg_buffer_printf(out, ", %zu are negated", c->negated);
  if (c->belonging) bg_buffer_printf(out, ", %zu only say who belongs to whom", c->belonging);
  bg_buffer_printf(out, ". The other %zu tell of an actor and an issue, event, place, document or source.</li>\n",
                   data->claims - c->between);
}

static void put_counts(page *p) {
  bg_buffer *out = &p->parts[HEADER];
  const bg_page_data *data = p->data;
  bg_buffer_puts(out, "<ul class=\"counts\">\n");
  put_actor_counts(data, out);
  if (data->in->network->from_claims) {
    put_claim_counts(data, out);
  } else {
    bg_buffer_puts(out, "<li>");
    put_number(out, data->claims, "link");
    bg_buffer_puts(out, " between them.</li>\n");
  }
  bg_buffer_puts(out, "</ul>\n");
}

/* ---- maps ---- */

/* Half of a screen shows no more of them with names that can be read. */
enum { MAP_ACTORS = 25 };

/* What a reader must know before taking a map at its face, beyond what it says itself. */
static const char *caption_of(bg_view view) {
  return view == BG_VIEW_BALANCE ? "Those who stand on one side need not be friends." : "";
}

/* The same words as the filters have, where the lines mean what those ask for. */
static void put_legend(const bg_scene *scene, bg_view view, const bg_theme *theme, bg_map_styles *styles,
                       bg_buffer *out) {
  bg_scene named = *scene;
  if (view == BG_VIEW_ACTORS) {
    named.sign_names[0] = BG_STR("hostile (conflict) ⊣");
    named.sign_names[1] = BG_STR("neither");
    named.sign_names[2] = BG_STR("friendly (cooperation) ▶");
    named.line_names[BG_LINE_DOTTED] = BG_STR("possible, implied or reported");
  }
  bg_legend(&named, theme, styles, out);
}

static void put_caption(bg_buffer *out, const char *words, bg_str remark) {
  if (!*words && !remark.len) return;
  bg_buffer_printf(out, "<p class=\"caption\">%s%s", words, *words && remark.len ? " " : "");
  bg_html_put(out, remark);
  bg_buffer_puts(out, "</p>\n");
}

static bg_status put_map(page *p, bg_canvas *canvas, const bg_view_input *input, bg_view view, bg_map_styles *styles,
                         bg_buffer *json) {
  bg_draw_options options = {.view = view, .bare = true};
  bg_picture *picture;
  bg_buffer *out = &p->parts[MAPS];
  bg_view_input bounded = *input;
  if (view == BG_VIEW_ACTORS) bounded.top = MAP_ACTORS;
  BG_TRY(bg_picture_new(canvas, &bounded, &options, p->diagnostics, &picture));
  const bg_scene *scene = bg_picture_scene(picture);
  bg_buffer_printf(out, "<section class=\"view\" id=\"view-%s\" aria-label=\"", bg_view_name(view));
  bg_html_put(out, scene->title);
  bg_buffer_puts(out, "\">\n<h2>");
  bg_html_put(out, scene->title);
  bg_buffer_printf(out, "</h2>\n<p class=\"shown\" id=\"shown-%s\">", bg_view_name(view));
  bg_html_put(out, scene->subtitle);
  bg_buffer_puts(out, "</p>\n");
  put_caption(out, caption_of(view), scene->remark);
  put_legend(scene, view, p->light, styles, out);
  bg_status status = bg_map_svg(picture, styles, p->diagnostics, out);
  bg_buffer_puts(out, "\n</section>\n");
  bg_buffer_printf(json, "%s\"%s\":", json->len ? ",\n" : "", bg_view_name(view));
  bg_map_json(picture, p->data->entity_by_iri, p->data->recommendation_by_iri, json);
  bg_picture_free(picture);
  return status;
}

static bg_status put_maps(page *p, bg_buffer *json) {
  static const bg_view views[] = {BG_VIEW_ACTORS, BG_VIEW_RECOMMENDATIONS, BG_VIEW_ISSUES, BG_VIEW_BALANCE};
  bg_view_input input = {.dataset = p->in->dataset,
                         .ontology = p->in->ontology,
                         .network = p->in->network,
                         .measures = p->in->measures,
                         .theme = p->light};
  bg_canvas *canvas;
  BG_TRY(bg_canvas_new(p->diagnostics, &canvas));
  bg_map_styles *styles = bg_map_styles_new(p->light, p->dark);
  bg_status status = BG_OK;
  for (size_t i = 0; status == BG_OK && i < sizeof views / sizeof *views; i++) {
    bool useful = p->in->network->from_claims || views[i] == BG_VIEW_ACTORS || views[i] == BG_VIEW_BALANCE;
    if (useful) status = put_map(p, canvas, &input, views[i], styles, json);
  }
  bg_map_styles_put(styles, &p->parts[STYLE]);
  bg_map_styles_free(styles);
  bg_canvas_free(canvas);
  return status;
}

/* ---- where documents disagree ---- */

static void put_opinion(bg_buffer *out, const bg_opinion *o) {
  bg_buffer_puts(out, "<li>");
  bg_html_put_name(out, o->subject);
  bg_buffer_putc(out, ' ');
  if (o->polarity == BG_NEGATED) bg_buffer_puts(out, "<em>not:</em> ");
  bg_html_put(out, o->relation);
  bg_buffer_putc(out, ' ');
  bg_html_put_name(out, o->object);
  bg_buffer_puts(out, " — <cite>");
  bg_html_put_name(out, o->document);
  bg_buffer_puts(out, "</cite>");
  if (o->date.len) bg_buffer_puts(out, ", ");
  bg_html_put(out, o->date);
  if (o->voice.len) {
    bg_buffer_puts(out, ", says ");
    bg_html_put_name(out, o->voice);
  }
  bg_buffer_puts(out, "</li>\n");
}

static void put_disagreements(page *p, const bg_disagreements *d) {
  bg_buffer *out = &p->parts[DISAGREEMENTS];
  if (d->documents < 2) return;
  bg_buffer_puts(out, "<section id=\"disagreements\">\n<h2>Where the documents disagree</h2>\n");
  if (!d->count) bg_buffer_puts(out, "<p>On no tie: no two of them take opposite sides.</p>\n");
  if (d->count > MOST_OPEN) bg_buffer_printf(out, "<details><summary>%zu points</summary>\n", d->count);
  for (size_t i = 0; i < d->count; i++) {
    const bg_disagreement *item = &d->items[i];
    bg_buffer_printf(
        out, "<h3>%s</h3>\n<ul>\n",
        item->kind == BG_OPPOSITE_SIGNS ? "Friendly in one, hostile in another" : "Stated in one, denied in another");
    for (size_t k = 0; k < item->count; k++) put_opinion(out, &item->opinions[k]);
    bg_buffer_puts(out, "</ul>\n");
  }
  if (d->count > MOST_OPEN) bg_buffer_puts(out, "</details>\n");
  bg_buffer_puts(out, "</section>\n");
}

/* ---- methods, downloads ---- */

static void put_methods(page *p) {
  bg_buffer *out = &p->parts[METHODS];
  const bg_page_data *data = p->data;
  size_t curated = 0;
  for (size_t i = 0; data->in->network->from_claims && i < data->claims; i++)
    curated += bg_str_is(data->set->claims[i].origin, "curated");
  if (data->in->network->from_claims) {
    bg_buffer_printf(out, "<p>%zu of the %zu claims were typed or confirmed by a person", curated, data->claims);
    if (curated < data->claims)
      bg_buffer_printf(out, "; %zu were proposed by the program (each says by which rule) and then accepted",
                       data->claims - curated);
    bg_buffer_printf(out, ". %zu proposed or rejected claims and recommendations are not on this page.</p>\n",
                     data->not_accepted);
  } else {
    bg_buffer_puts(out, "<p>The graph holds no claims: each tie is a plain triple.</p>\n");
  }
  const bg_measures *m = p->in->measures;
  bg_buffer_printf(
      out,
      "<p>Programmes, agreements and other initiatives count as actors. A tie is what one or more claims say of two "
      "actors; negated claims make none, nor do those that only say who belongs to whom. The measures know these too: "
      "they are those of the network of all %zu that are named, sources among them, and of the %zu affirmed claims "
      "between two of them, each way counted on its own: %zu. Communities are found by the Leiden method (resolution "
      "1, seed 42, best of 10 runs); the two blocs by the least number of ties against the grain, %s here.</p>\n",
      p->in->network->actor_count, p->in->network->link_count, m->ties,
      m->balance->exact ? "exactly" : "an upper bound");
  for (size_t i = 0; i < data->document_count; i++) {
    const bg_page_document *d = &data->documents[i];
    bg_buffer_puts(out, "<p>");
    bg_html_put_name(out, d->title);
    bg_buffer_puts(out, ": SHA-256 of the normalised text <code>");
    bg_html_put(out, d->sha256);
    bg_buffer_puts(
        out, d->closed ? "</code>. Its text may not be passed on: quotes are cut short.</p>\n" : "</code>.</p>\n");
  }
  bg_buffer_printf(out, "<p>Made by briefgraph %s.</p>\n", BG_VERSION);
}

static void put_downloads(page *p) {
  bg_buffer *out = &p->parts[DOWNLOADS];
  if (!p->in->file_count) return;
  bg_buffer_puts(out,
                 "<p class=\"files-note\">Files that were made together with this page, and lie beside it where it was "
                 "made:</p>\n<ul "
                 "class=\"files\">\n");
  for (size_t i = 0; i < p->in->file_count; i++) {
    bg_str name = bg_str_from(p->in->files[i]);
    bg_buffer_puts(out, "<li><a download href=\"");
    bg_html_put_address(out, name);
    bg_buffer_puts(out, "\">");
    bg_html_put(out, name);
    bg_buffer_puts(out, "</a></li>\n");
  }
  bg_buffer_puts(out, "</ul>\n");
}

/* ---- all ---- */

/* Hashes of the one style and the one script: nothing else runs. */
static void put_policy(page *p) {
  char script[BG_SHA256_BASE64 + 1], style[BG_SHA256_BASE64 + 1];
  bg_sha256_base64(bg_buffer_str(&p->parts[SCRIPT]), script);
  bg_sha256_base64(bg_buffer_str(&p->parts[STYLE]), style);
  bg_buffer_printf(&p->parts[CSP],
                   "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; "
                   "form-action 'none'",
                   script, style);
}

static void fill_template(page *p, bg_buffer *html) {
  bg_str rest = bg_asset_html();
  for (;;) {
    size_t open = bg_str_find(rest, BG_STR("{{"), 0);
    size_t close = open == SIZE_MAX ? SIZE_MAX : bg_str_find(rest, BG_STR("}}"), open);
    bg_buffer_add(html, close == SIZE_MAX ? rest : bg_str_slice(rest, 0, open));
    if (close == SIZE_MAX) return;
    bg_str name = bg_str_slice(rest, open + 2, close);
    for (int i = 0; i < PARTS; i++)
      if (bg_str_is(name, part_names[i])) bg_buffer_add(html, bg_buffer_str(&p->parts[i]));
    rest = bg_str_slice(rest, close + 2, rest.len);
  }
}

static bg_status make(page *p) {
  bg_buffer maps = {0};
  bg_disagreements *d = bg_disagreements_new(p->in->dataset, p->in->ontology, 0);
  bg_buffer_add(&p->parts[STYLE], bg_asset_style());
  bg_buffer_add(&p->parts[SCRIPT], bg_asset_script());
  put_title(p);
  put_documents(p);
  put_counts(p);
  bg_findings(p->data, d->count, &p->parts[FINDINGS]);
  put_disagreements(p, d);
  put_methods(p);
  put_downloads(p);
  bg_disagreements_free(d);
  bg_status status = put_maps(p, &maps);
  put_policy(p);
  bg_buffer_putc(&p->parts[DATA], '{');
  bg_page_data_json(p->data, &p->parts[DATA]);
  bg_buffer_printf(&p->parts[DATA], ",\"maps\":{%.*s}}", BG_FMT(bg_buffer_str(&maps)));
  bg_buffer_free(&maps);
  return status;
}

static bg_status make_page(page *p, bg_buffer *html) {
  bg_page_data *data;
  BG_TRY(bg_page_data_new(p->in, p->light, p->diagnostics, &data));
  p->data = data;
  bg_status status = make(p);
  if (status == BG_OK) fill_template(p, html);
  for (int i = 0; i < PARTS; i++) bg_buffer_free(&p->parts[i]);
  bg_page_data_free(data);
  return status;
}

bg_status bg_page(const bg_page_input *input, bg_diagnostics *diagnostics, bg_buffer *html) {
  bg_theme *light = NULL, *dark = NULL;
  bg_status status = bg_theme_load(input->style, false, input->ontology, diagnostics, &light);
  if (status == BG_OK) status = bg_theme_load(input->style, true, input->ontology, diagnostics, &dark);
  page p = {.in = input, .light = light, .dark = dark, .diagnostics = diagnostics};
  if (status == BG_OK) status = make_page(&p, html);
  bg_theme_free(light);
  bg_theme_free(dark);
  return status;
}
