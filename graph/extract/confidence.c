#include "extract/confidence.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put(bg_features *out, const char *name, double value) {
  if (out->count == BG_MOST_FEATURES || value == 0) return;
  bg_feature *f = &out->items[out->count++];
  snprintf(f->name, sizeof f->name, "%s", name);
  f->value = value;
}

/* A feature that is there: "prefix:name". */
static void put_named(bg_features *out, const char *prefix, bg_str name) {
  char text[BG_LONGEST_FEATURE];
  snprintf(text, sizeof text, "%s:%.*s", prefix, BG_FMT(name));
  put(out, text, 1);
}

static void put_actor(bg_features *out, const bg_tree *tree, const bg_actor *actor, const char *role) {
  static const char *const vias[BG_VIA_COUNT] = {"self", "modifier", "example", "chain", "pronoun", "doer"};
  static const char *const forms[] = {"name", "abbreviation", "adjective", "metonym", "nominal", "pronoun"};
  const bg_mention *m = &tree->reading->mentions[actor->mention];
  char name[BG_LONGEST_FEATURE];
  bool adjective = m->form == BG_FORM_ADJECTIVE || actor->via == BG_VIA_MODIFIER;
  snprintf(name, sizeof name, "%s:%s%s", role, vias[actor->via], adjective && actor->people ? "-people" : "");
  put(out, name, 1);
  if (actor->hops > 1) {
    snprintf(name, sizeof name, "%s:hops", role);
    put(out, name, (double)actor->hops - 1);
  }
  if (m->kind == BG_KIND_ISSUE || m->kind == BG_KIND_EVENT) {
    snprintf(name, sizeof name, "%s:deed", role);
    put(out, name, 1);
  }
  if (m->form >= BG_FORM_METONYM) {
    snprintf(name, sizeof name, "%s:%s", role, forms[m->form]);
    put(out, name, 1);
  }
}

static double distance(const bg_proposal *p) {
  double from = p->has_subject ? (double)p->subject.word - (double)p->trigger : 0;
  double to = p->has_object ? (double)p->object.word - (double)p->trigger : 0;
  return fabs(from) + fabs(to);
}

static double sureness(const bg_tree *tree, bool there, const bg_actor *actor) {
  if (!there) return 1;
  double confidence = tree->reading->mentions[actor->mention].confidence;
  return confidence > 0.05 ? confidence : 0.05;
}

void bg_features_of(const bg_tree *tree, const bg_proposal *p, const bg_scope *scope, bg_features *out) {
  out->count = 0;
  put(out, "bias", 1);
  put_named(out, "rule", bg_str_from(p->rule));
  put_named(out, "by", bg_str_from(bg_by_name(p->by)));
  put_named(out, "relation", p->relation->name);
  put_named(out, "class", p->relation->plover);
  if (p->has_subject) put_actor(out, tree, &p->subject, "subject");
  if (p->has_object) put_actor(out, tree, &p->object, "object");
  put(out, "open", !p->has_subject || !p->has_object);
  put(out, "mutual", p->mutual);
  put(out, "weak", p->frame && p->frame->weak);
  put(out, "demanding", p->frame && p->frame->rank >= 5);
  put(out, "broader", p->frame && p->relation != p->frame->relation);
  put(out, "distance", log(1 + distance(p)));
  put(out, "length", tree->count > 45);
  put(out, "names", log(sureness(tree, p->has_subject, &p->subject) * sureness(tree, p->has_object, &p->object)));
  put(out, "scope", scope->confidence > 0.05 ? log(scope->confidence) : -3);
  put(out, "voiced", scope->voice != BG_NO_ENTITY || scope->voice_unnamed);
  put(out, "possible", scope->modality == BG_POSSIBLE);
  put(out, "recommended", scope->modality == BG_RECOMMENDED);
  put(out, "negated", scope->polarity == BG_NEGATED);
}

double bg_confidence_of(const bg_relation_lexicon *lexicon, const bg_features *features) {
  double sum = 0;
  for (size_t i = 0; i < features->count; i++)
    sum += features->items[i].value * bg_lexicon_weight(lexicon, features->items[i].name);
  double p = 1 / (1 + exp(-sum));
  return floor(p * 100 + 0.5) / 100;
}
