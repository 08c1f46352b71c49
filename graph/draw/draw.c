#include "draw/draw.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "draw/fonts.h"
#include "draw/graph_ids.h"
#include "draw/heading.h"
#include "draw/label.h"
#include "draw/settle.h"
#include "draw/svg.h"

enum { LONGEST_TOOLTIP = 3000, LONGEST_URL = 2000, MOST_CURVES = 400 };

struct bg_canvas {
  GVC_t *gvc;
  bool warned[BG_FONT_PACKAGES]; /* of letters without a font */
};

struct bg_picture {
  bg_canvas *canvas;
  Agraph_t *graph;
  bg_scene *scene;
  bg_buffer node_ids; /* those of the scene's nodes, each ended by a NUL */
  bool laid_out;
};

static const char *const view_names[BG_VIEWS] = {"actors", "ego", "recommendations", "issues", "balance"};
static const char *const format_names[BG_PICTURE_FORMATS] = {"svg", "png", "pdf", "dot"};
static const char *const engines[] = {"dot", "neato", "sfdp", "fdp", "circo", "twopi"};
enum { ENGINES = sizeof engines / sizeof engines[0] };

static int find(bg_str text, const char *const *names, int count) {
  for (int i = 0; i < count; i++)
    if (bg_str_is(text, names[i])) return i;
  return -1;
}

const char *bg_view_name(bg_view view) {
  return view_names[view];
}

bool bg_view_parse(bg_str text, bg_view *view) {
  int index = find(text, view_names, BG_VIEWS);
  if (index >= 0) *view = (bg_view)index;
  return index >= 0;
}

const char *bg_picture_format_name(bg_picture_format format) {
  return format_names[format];
}

bool bg_picture_format_parse(bg_str text, bg_picture_format *format) {
  int index = find(text, format_names, BG_PICTURE_FORMATS);
  if (bg_str_is(text, "gv")) index = BG_PICTURE_DOT;
  if (index >= 0) *format = (bg_picture_format)index;
  return index >= 0;
}

/* ---- Graphviz's messages ---- */

/* Where the messages of the layout that is running go; Graphviz's handler has no context of its own. */
static _Thread_local bg_buffer *messages;

static int keep_message(char *text) {
  if (messages && messages->len < 2000) bg_buffer_puts(messages, text);
  return 0;
}

/* One for the whole process, never freed: Graphviz's pango plugin keeps a pointer to the name of the last font, which
 * belongs to the context, and compares it with the next one. */
static GVC_t *shared_context(void) {
  static GVC_t *context;
  if (!context) context = gvContext();
  return context;
}

bg_status bg_canvas_new(bg_diagnostics *diagnostics, bg_canvas **canvas) {
  GVC_t *gvc = shared_context();
  *canvas = NULL;
  if (!gvc) return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "Graphviz did not start");
  *canvas = BG_NEW(bg_canvas);
  (*canvas)->gvc = gvc;
  return BG_OK;
}

void bg_canvas_free(bg_canvas *canvas) {
  bg_free(canvas);
}

/* ---- scene to cgraph ---- */

typedef struct {
  Agraph_t *graph;
  const bg_scene *scene;
  const bg_theme *theme;
  const bg_colours *colours;
  Agnode_t **nodes;
  bg_map *ids; /* of nodes, to see when two actors have the same */
  bg_buffer *node_ids;
  bool bare;
} builder;

static void set(void *object, const char *name, const char *value) {
  agsafeset(object, (char *)(uintptr_t)name, (char *)(uintptr_t)value, "");
}

static void set_double(void *object, const char *name, double value) {
  char text[32];
  snprintf(text, sizeof text, "%.4g", value);
  for (char *c = text; *c; c++)
    if (*c == ',') *c = '.';
  set(object, name, text);
}

static void set_html(builder *b, void *object, const char *name, bg_str html) {
  char *text = bg_str_dup(html.len ? html : BG_STR(" "));
  char *shared = agstrdup_html(b->graph, text);
  set(object, name, shared);
  agstrfree(b->graph, shared);
  bg_free(text);
}

static void set_text(void *object, const char *name, bg_str text, size_t most) {
  bg_buffer escaped = {0};
  bg_label_escstring(&escaped, text, most);
  set(object, name, escaped.data ? escaped.data : "");
  bg_buffer_free(&escaped);
}

static void set_address(void *object, bg_str address) {
  bg_buffer escaped = {0};
  bg_label_address(&escaped, address);
  set(object, "URL", escaped.data);
  bg_buffer_free(&escaped);
}

/* "actors-n-us": the view's name comes first, so that several pictures can stand in one page. The second node of a name
 * takes its number too, after an underscore that no name holds before an 'n'. `ids` gets the id too, unless NULL. */
static void set_id(const builder *b, void *object, const char *kind, bg_str id, size_t again, bg_buffer *ids) {
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%s-%s-", b->scene->name, kind);
  bg_label_id(&text, id);
  if (again) bg_buffer_printf(&text, "_n%zu", again);
  set(object, "id", text.data);
  if (ids) bg_buffer_add(ids, (bg_str){text.data, text.len + 1});
  bg_buffer_free(&text);
}

static void set_defaults(builder *b) {
  static const char *const node[][2] = {{"fontname", "Arial"}, {"height", "0.3"}, {"width", "0.5"}, {"target", "_top"}};
  static const char *const edge[][2] = {{"fontname", "Arial"}, {"fontsize", "10"}, {"arrowsize", "0.8"}};
  for (size_t i = 0; i < sizeof node / sizeof node[0]; i++)
    agattr(b->graph, AGNODE, (char *)(uintptr_t)node[i][0], (char *)(uintptr_t)node[i][1]);
  for (size_t i = 0; i < sizeof edge / sizeof edge[0]; i++)
    agattr(b->graph, AGEDGE, (char *)(uintptr_t)edge[i][0], (char *)(uintptr_t)edge[i][1]);
}

static void set_graph(builder *b) {
  bool columns = b->scene->cluster_names[1].len > 0;
  bool large = b->scene->edge_count > 150; /* crossings cost time; there they are past saving */
  const char *const values[][2] = {{"bgcolor", b->colours->background},
                                   {"fontname", "Arial"},
                                   {"labelloc", "t"},
                                   {"labeljust", "l"},
                                   {"pad", "0.35"},
                                   {"outputorder", "edgesfirst"},
                                   {"tooltip", " "},
                                   {"rankdir", "LR"},
                                   {"newrank", "true"},
                                   {"nodesep", columns ? "0.25" : "0.13"},
                                   {"ranksep", columns ? "1.3" : "1.1"},
                                   {"splines", "true"},
                                   {"mclimit", large ? "1" : "10"},
                                   {"nslimit", "100"},
                                   {"searchsize", large ? "30" : "200"},
                                   {"start", "1"},
                                   {"overlap", "prism"},
                                   {"overlap_scaling", "-5"},
                                   {"sep", "+12"},
                                   {"esep", "+5"},
                                   {"mode", "major"}};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) set(b->graph, values[i][0], values[i][1]);
  set_id(b, b->graph, "picture", BG_STR("all"), 0, NULL);
  if (b->bare) return;
  bg_buffer heading = {0};
  bg_heading(b->scene, b->theme, &heading);
  set_html(b, b->graph, "label", bg_buffer_str(&heading));
  bg_buffer_free(&heading);
}

static void add_node(builder *b, size_t index) {
  const bg_scene_node *node = &b->scene->nodes[index];
  char name[32];
  snprintf(name, sizeof name, "n%zu", index);
  Agnode_t *n = b->nodes[index] = agnode(b->graph, name, 1);
  set_html(b, n, "label", node->html);
  set_text(n, "tooltip", bg_label_is_blank(node->tooltip) ? BG_STR(" ") : node->tooltip, LONGEST_TOOLTIP);
  if (bg_label_is_address(node->url) && node->url.len <= LONGEST_URL) set_address(n, node->url);
  set_id(b, n, "n", node->id, bg_map_has(b->ids, node->id) ? index : 0, b->node_ids);
  bg_map_set(b->ids, node->id, index);
  set_double(n, "fontsize", node->font_size);
  set(n, "fontcolor", b->colours->text);
  if (!node->style) {
    set(n, "shape", "plain");
    return;
  }
  bg_buffer look = {0};
  bg_buffer_printf(&look, "filled%s%s", *node->style->look ? "," : "", node->style->look);
  set(n, "style", look.data);
  bg_buffer_free(&look);
  set(n, "shape", node->style->shape);
  set(n, "fillcolor", node->style->fill);
  set(n, "color", node->style->line);
  set_double(n, "penwidth", node->pen_width);
  bool cornered = strstr(node->style->look, "diagonals") || strcmp(node->style->shape, "note") == 0;
  set(n, "margin", strcmp(node->style->shape, "ellipse") == 0 ? "0.03,0.02" : cornered ? "0.16,0.06" : "0.10,0.05");
}

/* Between the ends of one column the label is an xlabel: dot 2.42 moves its ranks for a label there and then frees an
 * address that it never got (valgrind: invalid free in gvFreeLayout). */
static void put_edge_label(builder *b, Agedge_t *e, bg_str label, const char *colour, bool level) {
  bg_buffer html = {0};
  bg_buffer_printf(
      &html,
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" BGCOLOR=\"%s\"><TR><TD><FONT "
      "COLOR=\"%s\">",
      b->colours->background, colour);
  bg_label_wrapped(&html, label, 26, 2, NULL);
  bg_buffer_puts(&html, "</FONT></TD></TR></TABLE>");
  set_html(b, e, level ? "xlabel" : "label", bg_buffer_str(&html));
  bg_buffer_free(&html);
}

static void add_edge(builder *b, size_t index) {
  static const char *const lines[] = {"solid", "dashed", "dotted"};
  static const char *const heads[] = {"tee", "vee", "normal"};
  static const char *const directions[] = {"forward", "back", "both", "none"};
  const bg_scene_edge *edge = &b->scene->edges[index];
  const char *const colours[] = {b->colours->hostile, b->colours->neutral, b->colours->friendly};
  char name[32];
  snprintf(name, sizeof name, "e%zu", index);
  Agedge_t *e = agedge(b->graph, b->nodes[edge->from], b->nodes[edge->to], name, 1);
  const char *colour = edge->quiet ? b->colours->faint : colours[edge->sign + 1];
  set(e, "color", colour);
  set(e, "style", edge->hidden ? "invis" : edge->quiet ? "solid" : lines[edge->line]);
  if (edge->level) set(e, "constraint", "false");
  bool between = edge->hidden && b->scene->nodes[edge->from].cluster != b->scene->nodes[edge->to].cluster;
  if (between) set(e, "minlen", "2");
  set(e, "dir", edge->quiet ? "none" : directions[edge->arrow]);
  set(e, "arrowhead", heads[edge->sign + 1]);
  set(e, "arrowtail", heads[edge->sign + 1]);
  set_double(e, "penwidth", edge->pen_width);
  bg_str tooltip = bg_label_is_blank(edge->tooltip) ? BG_STR(" ") : edge->tooltip;
  set_text(e, "tooltip", tooltip, LONGEST_TOOLTIP);
  set_text(e, "edgetooltip", tooltip, LONGEST_TOOLTIP);
  set_text(e, "labeltooltip", tooltip, LONGEST_TOOLTIP);
  set_id(b, e, "t", bg_str_from(name), 0, NULL);
  if (edge->label.len) put_edge_label(b, e, edge->label, colour, edge->level);
}

/* Nodes of one column of a frame stand below each other. Whether there are any is returned. */
static bool add_column(builder *b, Agraph_t *cluster, int number, int column) {
  Agraph_t *rank = NULL;
  char name[48];
  snprintf(name, sizeof name, "rank%d_%d", number, column);
  for (size_t i = 0; i < b->scene->node_count; i++) {
    if (b->scene->nodes[i].cluster != number || b->scene->nodes[i].column != column) continue;
    if (!rank) rank = agsubg(cluster, name, 1);
    agsubnode(rank, b->nodes[i], 1);
  }
  if (rank) set(rank, "rank", "same");
  return rank;
}

static void add_clusters(builder *b) {
  for (int c = 1; c <= 2; c++) {
    Agraph_t *cluster = NULL;
    char name[32];
    snprintf(name, sizeof name, "cluster%d", c);
    for (size_t i = 0; i < b->scene->node_count; i++) {
      if (b->scene->nodes[i].cluster != c) continue;
      if (!cluster) cluster = agsubg(b->graph, name, 1);
      agsubnode(cluster, b->nodes[i], 1);
    }
    if (!cluster) continue;
    set_id(b, cluster, "bloc", bg_str_from(name), 0, NULL);
    bg_buffer html = {0};
    bg_buffer_printf(&html, "<FONT POINT-SIZE=\"13\" COLOR=\"%s\">", b->colours->muted);
    bg_label_html(&html, b->scene->cluster_names[c]);
    bg_buffer_puts(&html, "</FONT>");
    set_html(b, cluster, "label", bg_buffer_str(&html));
    bg_buffer_free(&html);
    set(cluster, "style", "filled,rounded");
    set(cluster, "fillcolor", b->colours->panel);
    set(cluster, "color", b->colours->faint);
    set(cluster, "tooltip", " ");
    set(cluster, "margin", "16");
    for (int column = 0; add_column(b, cluster, c, column);) column++;
  }
}

static Agraph_t *build(const bg_scene *scene, const bg_theme *theme, bool bare, bg_buffer *node_ids) {
  Agraph_t *graph = agopen((char *)(uintptr_t)scene->name, Agdirected, bg_graph_ids());
  builder b = {graph,        scene,    theme, bg_theme_colours(theme), bg_calloc(scene->node_count, sizeof(Agnode_t *)),
               bg_map_new(), node_ids, bare};
  set_defaults(&b);
  set_graph(&b);
  for (size_t i = 0; i < scene->node_count; i++) add_node(&b, i);
  for (size_t i = 0; i < scene->edge_count; i++) add_edge(&b, i);
  add_clusters(&b);
  bg_map_free(b.ids);
  bg_free(b.nodes);
  return graph;
}

/* ---- pictures ---- */

/* dot fails on some graphs with curved lines ("triangulation failed"), and then either says so or leaves lines out with
 * no more than a message. Simpler lines always work; should they not, so does another engine. */
static bg_status lay_out(bg_picture *picture, const char *engine, bg_diagnostics *diagnostics) {
  const char *const attempts[][2] = {{engine, "true"}, {engine, "polyline"}, {engine, "line"}, {"neato", "line"}};
  enum { ATTEMPTS = sizeof attempts / sizeof attempts[0] };
  GVC_t *gvc = picture->canvas->gvc;
  bg_buffer text = {0};
  agusererrf before = agseterrf(keep_message);
  messages = &text;
  size_t first = picture->scene->edge_count > MOST_CURVES ? 2 : 0;
  for (size_t i = first; i < ATTEMPTS && !picture->laid_out; i++) {
    if (i) set(picture->graph, "splines", attempts[i][1]);
    (void)agreseterrors();
    int failed = gvLayout(gvc, picture->graph, attempts[i][0]);
    picture->laid_out = !failed && (i + 1 == ATTEMPTS || agerrors() < AGERR);
    if (!picture->laid_out) gvFreeLayout(gvc, picture->graph);
  }
  messages = NULL;
  agseterrf(before);
  if (picture->laid_out) bg_settle(picture->graph);
  bg_str reason = bg_str_trim(bg_buffer_str(&text));
  bg_status status = BG_OK;
  if (!picture->laid_out)
    status = bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "Graphviz could not lay the picture out: %.*s",
                      BG_FMT(reason.len ? reason : BG_STR("no reason given")));
  bg_buffer_free(&text);
  return status;
}

static size_t most_central(const bg_view_input *in) {
  size_t *order = bg_measures_rank(in->measures, in->network, BG_BETWEENNESS);
  size_t center = order[0];
  bg_free(order);
  return center;
}

bool bg_view_needs_measures(bg_view view, bool has_center) {
  return view == BG_VIEW_BALANCE || (view == BG_VIEW_EGO && !has_center);
}

static bg_status make_scene(const bg_view_input *in, const bg_draw_options *options, bg_diagnostics *diagnostics,
                            bg_scene **scene) {
  switch (options->view) {
    case BG_VIEW_RECOMMENDATIONS: *scene = bg_view_recommendations(in); return BG_OK;
    case BG_VIEW_ISSUES: *scene = bg_view_issues(in); return BG_OK;
    case BG_VIEW_BALANCE: *scene = bg_view_balance(in); return BG_OK;
    case BG_VIEW_EGO: break;
    case BG_VIEW_ACTORS:
    case BG_VIEWS: *scene = bg_view_actors(in); return BG_OK;
  }
  if (!in->center.len && !in->network->actor_count) { /* nobody to stand in the center: the map says so */
    *scene = bg_view_actors(in);
    return BG_OK;
  }
  size_t center = in->center.len ? bg_network_find(in->network, in->center) : most_central(in);
  if (center == SIZE_MAX) {
    bg_str closest = bg_network_closest(in->network, in->center);
    return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "no actor '%.*s' in this graph%s%.*s%s", BG_FMT(in->center),
                    closest.len ? "; did you mean '" : "", BG_FMT(closest), closest.len ? "'?" : "");
  }
  *scene = bg_view_ego(in, center);
  return BG_OK;
}

/* A picture of nothing says so. */
static void add_placeholder(bg_scene *scene) {
  if (scene->node_count) return;
  bg_scene_add_node(scene, &(bg_scene_node){.id = BG_STR("empty"),
                                            .html = BG_STR("There is nothing to draw in this view."),
                                            .tooltip = BG_STR("empty"),
                                            .font_size = 14,
                                            .pen_width = 1});
}

static bg_status make_picture(bg_canvas *canvas, const bg_view_input *input, const bg_draw_options *options,
                              bg_diagnostics *diagnostics, bg_picture **result) {
  bg_scene *scene = NULL;
  BG_TRY(make_scene(input, options, diagnostics, &scene));
  add_placeholder(scene);
  if (options->title) scene->title = bg_arena_str(scene->arena, bg_str_from(options->title));
  bg_picture *picture = BG_NEW(bg_picture);
  picture->canvas = canvas;
  picture->scene = scene;
  picture->graph = build(scene, input->theme, options->bare, &picture->node_ids);
  bg_status status = lay_out(picture, options->engine ? options->engine : scene->engine, diagnostics);
  if (status != BG_OK) {
    bg_picture_free(picture);
    return status;
  }
  *result = picture;
  return BG_OK;
}

static double area(const bg_picture *picture) {
  boxf box = GD_bb(picture->graph);
  return (box.UR.x - box.LL.x) * (box.UR.y - box.LL.y);
}

/* Where a view could be arranged in two ways, the smaller picture is the better one: lines are shorter and cross less.
 * Graphviz draws no other graph than the one that it laid out last, so that the first may have to be made again. */
static bg_status choose_picture(bg_canvas *canvas, bg_view_input *input, const bg_draw_options *options,
                                bg_diagnostics *diagnostics, bg_picture **picture) {
  BG_TRY(make_picture(canvas, input, options, diagnostics, picture));
  if (options->engine || !(*picture)->scene->foldable) return BG_OK;
  double unfolded = area(*picture);
  bg_picture_free(*picture);
  input->folded = true;
  BG_TRY(make_picture(canvas, input, options, diagnostics, picture));
  if (area(*picture) < unfolded) return BG_OK;
  bg_picture_free(*picture);
  input->folded = false;
  return make_picture(canvas, input, options, diagnostics, picture);
}

bg_status bg_picture_new(bg_canvas *canvas, const bg_view_input *input, const bg_draw_options *options,
                         bg_diagnostics *diagnostics, bg_picture **result) {
  *result = NULL;
  if (options->engine && find(bg_str_from(options->engine), engines, ENGINES) < 0)
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                    "unknown layout '%s'; known are dot, neato, sfdp, fdp, circo, twopi", options->engine);
  bg_view_input bounded = *input;
  bg_picture *picture;
  if (bounded.top > BG_MOST_NODES) bounded.top = BG_MOST_NODES;
  BG_TRY(choose_picture(canvas, &bounded, options, diagnostics, &picture));
  *result = picture;
  return BG_OK;
}

void bg_picture_free(bg_picture *picture) {
  if (!picture) return;
  if (picture->laid_out) gvFreeLayout(picture->canvas->gvc, picture->graph);
  agclose(picture->graph);
  bg_scene_free(picture->scene);
  bg_buffer_free(&picture->node_ids);
  bg_free(picture);
}

const bg_scene *bg_picture_scene(const bg_picture *picture) {
  return picture->scene;
}

void bg_picture_put_node_id(const bg_picture *picture, size_t node, bg_buffer *out) {
  const char *id = picture->node_ids.data;
  while (node--) id += strlen(id) + 1;
  bg_buffer_puts(out, id);
}

/* cairo writes the time into a PDF; blanks of the same length leave all its offsets as they are. */
static void add_bytes(bg_buffer *out, bg_str bytes, bg_picture_format format) {
  size_t start = out->len;
  bg_buffer_add(out, bytes);
  if (format != BG_PICTURE_PDF) return;
  size_t date = bg_str_find(bg_buffer_str(out), BG_STR("/CreationDate ("), start);
  size_t end = date == SIZE_MAX ? SIZE_MAX : bg_str_find(bg_buffer_str(out), BG_STR(")"), date);
  if (end != SIZE_MAX) memset(out->data + date, ' ', end + 1 - date);
}

bg_status bg_picture_render(const bg_picture *picture, bg_picture_format format, bg_buffer *out,
                            bg_diagnostics *diagnostics) {
  char *data = NULL;
  unsigned length = 0;
  agusererrf before = agseterrf(keep_message);
  int failed = gvRenderData(picture->canvas->gvc, picture->graph, format_names[format], &data, &length);
  agseterrf(before);
  if (failed || !data)
    return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL,
                    "Graphviz cannot write %s; is its plugin installed (Debian package libgvc6)?",
                    format_names[format]);
  if (format == BG_PICTURE_PNG || format == BG_PICTURE_PDF)
    bg_fonts_warn(picture->scene, picture->canvas->warned, diagnostics);
  bg_status status = BG_OK;
  bg_str bytes = {data, length};
  if (format == BG_PICTURE_PDF && bg_str_find(bytes, BG_STR("/Contents"), 0) == SIZE_MAX)
    status = bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "cairo wrote a PDF without a page; take another format");
  else if (format == BG_PICTURE_SVG) status = bg_svg_clean(bytes, picture->scene->title, diagnostics, out);
  else add_bytes(out, bytes, format);
  gvFreeRenderData(data);
  return status;
}
