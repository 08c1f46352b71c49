#include "draw/settle.h"

#include <graphviz/gvc.h>
#include <math.h>

/* Finer than anything that is written, and exact in binary. */
static const double grain = 1.0 / 256;

static void round_point(pointf *p) {
  p->x = round(p->x / grain) * grain;
  p->y = round(p->y / grain) * grain;
}

static void round_label(textlabel_t *label) {
  if (label) round_point(&label->pos);
}

static void round_box(boxf *box) {
  round_point(&box->LL);
  round_point(&box->UR);
}

static void round_curves(splines *curves) {
  if (!curves) return;
  round_box(&curves->bb);
  for (size_t i = 0; i < (size_t)curves->size; i++) {
    bezier *b = &curves->list[i];
    for (size_t k = 0; k < (size_t)b->size; k++) round_point(&b->list[k]);
    if (b->sflag) round_point(&b->sp);
    if (b->eflag) round_point(&b->ep);
  }
}

void bg_settle(Agraph_t *graph) {
  round_box(&GD_bb(graph));
  round_label(GD_label(graph));
  for (Agnode_t *n = agfstnode(graph); n; n = agnxtnode(graph, n)) {
    round_point(&ND_coord(n));
    round_label(ND_xlabel(n));
    for (Agedge_t *e = agfstout(graph, n); e; e = agnxtout(graph, e)) {
      round_curves(ED_spl(e));
      round_label(ED_label(e));
      round_label(ED_xlabel(e));
    }
  }
  for (Agraph_t *g = agfstsubg(graph); g; g = agnxtsubg(g)) {
    round_box(&GD_bb(g));
    round_label(GD_label(g));
  }
}
