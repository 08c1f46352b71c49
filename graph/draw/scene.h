/* What is shown, before anything is laid out: nodes, edges, words. A view makes a scene; render.c draws it. */
#ifndef BG_DRAW_SCENE_H
#define BG_DRAW_SCENE_H

#include "draw/theme.h"
#include "network/measures.h"

typedef enum { BG_LINE_SOLID, BG_LINE_DASHED, BG_LINE_DOTTED } bg_line;
typedef enum { BG_ARROW_FORWARD, BG_ARROW_BACK, BG_ARROW_BOTH, BG_ARROW_NONE } bg_arrow;

typedef struct {
  bg_str id;                  /* unique in the scene */
  bg_str html;                /* HTML-like label, escaped already */
  bg_str tooltip;             /* plain text */
  bg_str url;                 /* plain text, or empty */
  const bg_node_style *style; /* NULL: no box */
  double font_size;
  double pen_width;
  int cluster; /* 0: none; nodes of the same number stand in one frame */
  int column;  /* of its cluster, from 0 */
  bool in_legend;
} bg_scene_node;

typedef struct {
  size_t from; /* which end is written first decides the layout; the arrow says who acts */
  size_t to;
  int sign;
  bg_line line;
  bg_arrow arrow;
  bg_str label; /* plain text, may be empty */
  bg_str tooltip;
  double pen_width;
  bool quiet;  /* a thin connecting line: no sign, no arrow */
  bool level;  /* both ends stand in one column */
  bool hidden; /* only holds two nodes apart */
} bg_scene_edge;

typedef struct {
  bg_arena *arena;
  const char *name; /* of the view */
  bg_str title;
  bg_str subtitle;      /* what is shown, and what is not */
  bg_str source;        /* of which brief it tells */
  bg_str remark;        /* bold line below the legend, may be empty */
  bg_str line_names[3]; /* what the legend says of solid, dashed, dotted */
  bg_str sign_names[3]; /* of hostile, neutral, friendly (index sign + 1) */
  bg_str width_name;    /* what the width of a line means, or empty */
  bg_str quiet_name;    /* of lines without a sign, or empty */
  bg_str note;          /* of the legend: what else is drawn, may be empty */
  bg_str cluster_names[3];
  bg_scene_node *nodes;
  size_t node_count, node_capacity;
  bg_scene_edge *edges;
  size_t edge_count, edge_capacity;
  const char *engine; /* the layout that suits it */
  bool foldable;      /* `folded` would make another picture */
} bg_scene;

bg_scene *bg_scene_new(const char *name);
void bg_scene_free(bg_scene *scene); /* NULL is fine */
size_t bg_scene_add_node(bg_scene *scene, const bg_scene_node *node);
void bg_scene_add_edge(bg_scene *scene, const bg_scene_edge *edge);

/* ---- what the views share ---- */

typedef struct {
  const bg_dataset *dataset;
  const bg_ontology *ontology;
  const bg_network *network;
  const bg_measures *measures; /* NULL unless bg_view_needs_measures */
  const bg_theme *theme;
  bg_str center; /* of the ego view: id, IRI or label; empty: the most central actor */
  size_t depth;  /* of the ego view; 0: 1 */
  size_t top;    /* nodes at most; 0: 45; never more than BG_MOST_NODES */
  bool folded;   /* of the map of actors: in columns also what makes no long chain */
} bg_view_input;

bg_scene *bg_view_actors(const bg_view_input *in);
bg_scene *bg_view_ego(const bg_view_input *in, size_t center);
bg_scene *bg_view_recommendations(const bg_view_input *in);
bg_scene *bg_view_issues(const bg_view_input *in);
bg_scene *bg_view_balance(const bg_view_input *in);

/* A name as it stands in a sentence: not too long, and between isolates when it runs from right to left. */
bg_str bg_scene_name(bg_scene *scene, bg_str name);
/* Append the label of a node, in lines; what is too long for five loses its middle. */
void bg_scene_put_label(bg_buffer *html, bg_str label);
/* A node for an actor: name, owner in a second line; larger with more links (relative to `most`) from `hub_links` on.
 */
bg_scene_node bg_scene_actor(bg_scene *scene, const bg_view_input *in, size_t actor, size_t links, size_t most,
                             size_t hub_links);
/* A node for any entity of the dataset, by its class. `prefix` keeps ids of the same entity apart. */
bg_scene_node bg_scene_entity(bg_scene *scene, const bg_view_input *in, bg_term_id entity, const char *prefix);
/* Whether a claim or recommendation is accepted, or has no status and is taken as it stands. */
bool bg_scene_accepted(const bg_view_input *in, bg_term_id node);
/* "Title (publisher, date)" of the brief, or the number of triples when there is none. */
bg_str bg_scene_source(bg_scene *scene, const bg_view_input *in);
/* How far a link can be believed, as a line: stated as fact, recommended, or neither. */
bg_line bg_scene_line(const bg_link *link);
/* The same words in every legend. */
void bg_scene_name_lines(bg_scene *scene);
/* The looks of nodes that a legend has to tell, each once, in the order of the nodes; returns their number. */
enum { BG_MOST_LOOKS = 24 };
size_t bg_scene_looks(const bg_scene *scene, const bg_node_style *looks[BG_MOST_LOOKS]);

#endif
