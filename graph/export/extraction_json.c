#include "export/extraction_json.h"

#include "base/json.h"

static const char *const kind_names[BG_KIND_COUNT] = {[BG_KIND_PERSON] = "person",
                                                      [BG_KIND_ORGANIZATION] = "organization",
                                                      [BG_KIND_PLACE] = "place",
                                                      [BG_KIND_EVENT] = "event",
                                                      [BG_KIND_INITIATIVE] = "initiative",
                                                      [BG_KIND_GROUP] = "group",
                                                      [BG_KIND_ISSUE] = "issue",
                                                      [BG_KIND_OFFICE] = "office",
                                                      [BG_KIND_OTHER] = "other"};
static const char *const fine_names[] = {"", "politician", "party", "country", "election"};
static const char *const form_names[] = {"name", "abbreviation", "adjective", "metonym", "nominal", "pronoun"};

/* Members and elements get a comma in front unless they come first behind '{' or '['. */
static void separate(bg_buffer *out) {
  char last = out->len ? out->data[out->len - 1] : '\0';
  if (last != '{' && last != '[') bg_buffer_putc(out, ',');
}

static void put_key(bg_buffer *out, const char *key) {
  separate(out);
  bg_json_put_string(out, bg_str_from(key));
  bg_buffer_putc(out, ':');
}

static void put_text(bg_buffer *out, const char *key, bg_str value) {
  if (!value.len) return;
  put_key(out, key);
  bg_json_put_string(out, value);
}

static void put_name(bg_buffer *out, const char *key, const char *value) {
  put_text(out, key, bg_str_from(value));
}

static void put_number(bg_buffer *out, const char *key, double value) {
  put_key(out, key);
  bg_json_put_number(out, value);
}

static void put_list(bg_buffer *out, const char *key, const bg_str_list *list) {
  if (!list->count) return;
  put_key(out, key);
  bg_buffer_putc(out, '[');
  for (size_t i = 0; i < list->count; i++) {
    separate(out);
    bg_json_put_string(out, list->items[i]);
  }
  bg_buffer_putc(out, ']');
}

static void open_list(bg_buffer *out, const char *key) {
  put_key(out, key);
  bg_buffer_putc(out, '[');
}

static void open_object(bg_buffer *out) {
  separate(out);
  bg_buffer_putc(out, '{');
}

static void put_evidence(bg_buffer *out, const bg_evidence_list *evidence) {
  open_list(out, "evidence");
  for (size_t i = 0; i < evidence->count; i++) {
    const bg_evidence *e = &evidence->items[i];
    open_object(out);
    put_number(out, "start", (double)e->start);
    put_number(out, "end", (double)e->end);
    put_text(out, "quote", e->quote);
    put_text(out, "locator", e->locator);
    bg_buffer_putc(out, '}');
  }
  bg_buffer_putc(out, ']');
}

static void put_entity(bg_buffer *out, const bg_found_entity *found) {
  const bg_entity *e = &found->entity;
  open_object(out);
  put_text(out, "id", e->id);
  put_text(out, "type", e->type);
  put_text(out, "label", e->label);
  put_list(out, "aliases", &e->aliases);
  put_list(out, "partOf", &e->part_of);
  put_text(out, "concept", found->concept);
  put_text(out, "iso3", found->iso3);
  put_number(out, "confidence", e->confidence);
  bg_buffer_putc(out, '}');
}

static void put_mention(bg_buffer *out, const bg_reading *reading, const bg_mention *m) {
  const bg_brief *brief = reading->brief;
  open_object(out);
  put_number(out, "start", (double)bg_brief_code_points(brief, m->start));
  put_number(out, "end", (double)bg_brief_code_points(brief, m->end));
  put_text(out, "text", bg_str_slice(bg_brief_text(brief), m->start, m->end));
  put_name(out, "kind", kind_names[m->kind]);
  put_name(out, "fine", fine_names[m->fine]);
  put_name(out, "form", form_names[m->form]);
  if (m->entity != BG_NO_ENTITY) put_text(out, "entity", reading->entities[m->entity].entity.id);
  if (m->nested) {
    put_key(out, "nested");
    bg_buffer_puts(out, "true");
  }
  put_number(out, "confidence", m->confidence);
  bg_buffer_putc(out, '}');
}

static void put_claim(bg_buffer *out, const bg_ontology *ontology, const bg_claim *c) {
  const bg_relation *relation = bg_ontology_relation(ontology, c->relation);
  open_object(out);
  put_text(out, "id", c->id);
  put_text(out, "subject", c->subject);
  put_text(out, "relation", c->relation);
  put_text(out, "object", c->object);
  if (relation) put_number(out, "sign", relation->sign);
  if (relation) put_text(out, "plover", relation->plover);
  put_name(out, "modality", bg_modality_name(c->modality));
  put_name(out, "polarity", bg_polarity_name(c->polarity));
  put_text(out, "voice", c->voice);
  put_name(out, "strength", bg_strength_name(c->strength));
  put_text(out, "time", c->time);
  put_list(out, "topics", &c->topics);
  put_list(out, "instrument", &c->instrument);
  put_number(out, "confidence", c->confidence);
  put_text(out, "rule", c->origin);
  put_text(out, "trigger", c->trigger);
  put_evidence(out, &c->evidence);
  bg_buffer_putc(out, '}');
}

static void put_event(bg_buffer *out, const bg_extraction *x, const bg_event *e) {
  open_object(out);
  if (e->subject != BG_NO_ENTITY) put_number(out, "subject", (double)e->subject);
  if (e->object != BG_NO_ENTITY) put_number(out, "object", (double)e->object);
  if (e->relation) put_text(out, "relation", e->relation->name);
  if (e->relation) put_number(out, "sign", e->relation->sign);
  put_text(out, "plover", e->plover);
  put_text(out, "trigger", x->analysis->words[e->trigger].form);
  if (e->claim != SIZE_MAX) {
    const bg_claim *c = &x->claims->claims[e->claim];
    put_text(out, "claim", c->id);
    put_name(out, "modality", bg_modality_name(c->modality));
    put_name(out, "polarity", bg_polarity_name(c->polarity));
  }
  put_number(out, "confidence", e->confidence);
  put_text(out, "features", e->features);
  bg_buffer_putc(out, '}');
}

static void put_recommendation(bg_buffer *out, const bg_recommendation *r) {
  open_object(out);
  put_text(out, "id", r->id);
  put_list(out, "addressee", &r->addressee);
  put_text(out, "action", r->action);
  put_list(out, "target", &r->target);
  put_list(out, "partner", &r->partner);
  put_list(out, "topics", &r->topics);
  put_list(out, "instrument", &r->instrument);
  put_name(out, "strength", bg_strength_name(r->strength));
  put_name(out, "polarity", bg_polarity_name(r->polarity));
  put_number(out, "confidence", r->confidence);
  put_text(out, "rule", r->origin);
  put_text(out, "trigger", r->trigger);
  put_evidence(out, &r->evidence);
  bg_buffer_putc(out, '}');
}

static void put_sentence(bg_buffer *out, const bg_brief *brief, const bg_sentence *sentence) {
  size_t start, end;
  bg_brief_source(brief, sentence->start, sentence->end, &start, &end);
  size_t page = bg_brief_page(brief, start);
  open_object(out);
  put_number(out, "start", (double)bg_brief_code_points(brief, sentence->start));
  put_number(out, "end", (double)bg_brief_code_points(brief, sentence->end));
  put_number(out, "sourceStart", (double)start);
  put_number(out, "sourceEnd", (double)end);
  if (page) put_number(out, "page", (double)page);
  bg_buffer_putc(out, '}');
}

void bg_extraction_json(const bg_extraction *x, bg_str id, const bg_ontology *ontology, bg_buffer *out) {
  const bg_reading *reading = x->reading;
  const bg_claim_set *set = x->claims;
  bg_buffer_putc(out, '{');
  put_text(out, "id", id);
  put_text(out, "title", bg_brief_meta(reading->brief, "title"));
  put_text(out, "date", bg_brief_meta(reading->brief, "date"));
  put_name(out, "sha256", bg_brief_sha256(reading->brief));
  put_text(out, "text", bg_brief_text(reading->brief));
  open_list(out, "sentences");
  for (size_t i = 0; i < x->analysis->sentence_count; i++)
    put_sentence(out, reading->brief, &x->analysis->sentences[i]);
  bg_buffer_putc(out, ']');
  open_list(out, "entities");
  for (size_t i = 0; i < reading->entity_count; i++) put_entity(out, &reading->entities[i]);
  bg_buffer_putc(out, ']');
  open_list(out, "mentions");
  for (size_t i = 0; i < reading->mention_count; i++) put_mention(out, reading, &reading->mentions[i]);
  bg_buffer_putc(out, ']');
  open_list(out, "claims");
  for (size_t i = 0; i < set->claim_count; i++) put_claim(out, ontology, &set->claims[i]);
  bg_buffer_putc(out, ']');
  open_list(out, "recommendations");
  for (size_t i = 0; i < set->recommendation_count; i++) put_recommendation(out, &set->recommendations[i]);
  bg_buffer_putc(out, ']');
  open_list(out, "events");
  for (size_t i = 0; i < x->events.count; i++) put_event(out, x, &x->events.items[i]);
  bg_buffer_puts(out, "]}\n");
}
