#include "report/findings.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/html.h"

enum { MOST_NAMES = 3 };

typedef struct {
  const bg_page_data *data;
  const bg_network *network;
  bg_buffer *out;
} teller;

static const bg_page_entity *entity_of(const teller *t, size_t actor) {
  return &t->data->entities[bg_map_get(t->data->entity_by_iri, t->network->actors[actor].iri, 0)];
}

static bool is_plural(const teller *t, const bg_page_entity *e) {
  return bg_wording_is_plural(e->label, bg_page_name_kind(t->data, e));
}

/* With its article; `first`: a sentence begins with it. */
static void put_entity(const teller *t, const bg_page_entity *e, bool first) {
  if (bg_wording_takes_article(e->label, bg_page_name_kind(t->data, e)))
    bg_buffer_puts(t->out, first ? "The " : "the ");
  bg_html_put_name(t->out, e->label);
}

static void put_actor(const teller *t, size_t actor, bool first) {
  put_entity(t, entity_of(t, actor), first);
}

/* "A", "A and B", "A, B and C"; of more than that, "A, B and 4 more". */
static void put_actors(const teller *t, const size_t *actors, size_t count, bool first) {
  size_t named = count > MOST_NAMES ? MOST_NAMES - 1 : count;
  for (size_t i = 0; i < named; i++) {
    if (i) bg_buffer_puts(t->out, i + 1 == count ? " and " : ", ");
    put_actor(t, actors[i], first && !i);
  }
  if (named < count) bg_buffer_printf(t->out, " and %zu more", count - named);
}

static bg_str id_of(const teller *t, size_t actor) {
  return t->data->entities[bg_map_get(t->data->entity_by_iri, t->network->actors[actor].iri, 0)].id;
}

static void begin(const teller *t, const char *view, size_t actor) {
  bg_buffer_printf(t->out, "<li><a href=\"#view=%s", view);
  if (actor != SIZE_MAX) {
    bg_buffer_puts(t->out, "&amp;actor=");
    bg_html_put_address(t->out, id_of(t, actor));
  }
  bg_buffer_puts(t->out, "\">");
}

/* As tieOf in assets/data.js: two ids, each encoded, and the whole once more as a value of the address. */
static void begin_tie(const teller *t, const char *view, size_t a, size_t b) {
  bg_buffer tie = {0};
  bg_html_put_address(&tie, id_of(t, a));
  bg_buffer_putc(&tie, '|');
  bg_html_put_address(&tie, id_of(t, b));
  bg_buffer_printf(t->out, "<li><a href=\"#view=%s&amp;tie=", view);
  bg_html_put_address(t->out, bg_buffer_str(&tie));
  bg_buffer_puts(t->out, "\">");
  bg_buffer_free(&tie);
}

static void end(const teller *t) {
  bg_buffer_puts(t->out, "</a></li>\n");
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

/* Those that share the largest value, in order of index; owned by the caller. 0 when it is not above 0. */
static size_t *first_place(const double *values, size_t count, size_t *winners) {
  size_t *list = bg_calloc(count, sizeof *list);
  double best = 0;
  for (size_t i = 0; i < count; i++)
    if (values[i] > best) best = values[i];
  *winners = 0;
  for (size_t i = 0; best > 0 && i < count; i++)
    if (values[i] >= best - 1e-12) list[(*winners)++] = i;
  return list;
}

/* ---- ties ---- */

typedef struct {
  size_t a, b;
  int sign; /* of what the author states or implies; else 0 */
  bool tie; /* as the page counts them */
} pair;

static int by_pair(const void *x, const void *y) {
  const pair *p = x, *q = y;
  if (p->a != q->a) return p->a < q->a ? -1 : 1;
  if (p->b != q->b) return p->b < q->b ? -1 : 1;
  return 0;
}

/* Within a pair those that make a tie come first. */
static int by_pair_and_tie(const void *x, const void *y) {
  const pair *p = x, *q = y;
  int order = by_pair(p, q);
  return order ? order : (int)q->tie - (int)p->tie;
}

/* Links with the smaller index first, sorted; owned by the caller. */
static pair *sorted_pairs(const teller *t) {
  const bg_network *n = t->network;
  pair *pairs = bg_calloc(n->link_count, sizeof *pairs);
  for (size_t i = 0; i < n->link_count; i++) {
    const bg_link *l = &n->links[i];
    bool stated = l->own_voice && (l->modality == BG_ASSERTED || l->modality == BG_IMPLIED);
    pairs[i] = (pair){l->from < l->to ? l->from : l->to, l->from < l->to ? l->to : l->from, stated ? l->sign : 0,
                      bg_page_is_tie(t->data, l)};
  }
  if (n->link_count > 1) qsort(pairs, n->link_count, sizeof *pairs, by_pair_and_tie);
  return pairs;
}

/* Number of other actors that each has a tie with, and of the claims that make them; both owned by the caller. */
static void count_ties(const teller *t, const pair *pairs, double **neighbours, size_t **claims) {
  const bg_network *n = t->network;
  *neighbours = bg_calloc(n->actor_count, sizeof **neighbours);
  *claims = bg_calloc(n->actor_count, sizeof **claims);
  for (size_t i = 0; i < n->link_count; i++) {
    if (!pairs[i].tie) continue;
    bool again = i && pairs[i - 1].tie && by_pair(&pairs[i - 1], &pairs[i]) == 0;
    (*neighbours)[pairs[i].a] += !again;
    (*neighbours)[pairs[i].b] += !again;
    (*claims)[pairs[i].a]++;
    (*claims)[pairs[i].b]++;
  }
}

static void tell_most_ties(const teller *t, const pair *pairs) {
  const bg_page_counts *c = &t->data->counts;
  double *neighbours;
  size_t *claims, winners;
  count_ties(t, pairs, &neighbours, &claims);
  size_t *list = first_place(neighbours, t->network->actor_count, &winners);
  if (winners) {
    bool one = winners == 1 && !is_plural(t, entity_of(t, list[0]));
    begin(t, "actors", list[0]);
    put_actors(t, list, winners, true);
    bg_buffer_printf(t->out, " %s the most ties: %swith %zu of the %zu other actors that have any",
                     one ? "has" : "have", winners > 1 ? "each " : "", (size_t)neighbours[list[0]], c->tied - 1);
    if (winners == 1)
      bg_buffer_printf(t->out, ", in %zu of the %zu %s that make ties", claims[list[0]], c->tying,
                       t->network->from_claims ? "claims" : "links");
    bg_buffer_putc(t->out, '.');
    end(t);
  }
  bg_free(list);
  bg_free(claims);
  bg_free(neighbours);
}

static void tell_broker(const teller *t) {
  const double *values = t->data->in->measures->values[BG_BETWEENNESS];
  size_t count = t->network->actor_count, winners, *list = first_place(values, count, &winners);
  if (winners == 1) {
    size_t next = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
      if (i != list[0] && values[i] > 0 && (next == SIZE_MAX || values[i] > values[next])) next = i;
    begin(t, "actors", list[0]);
    put_actor(t, list[0], true);
    bg_buffer_printf(t->out, " %s the others most: betweenness %.3f",
                     is_plural(t, entity_of(t, list[0])) ? "connect" : "connects", values[list[0]]);
    if (next != SIZE_MAX) {
      bg_buffer_puts(t->out, ", ahead of ");
      put_actor(t, next, false);
      bg_buffer_printf(t->out, " with %.3f", values[next]);
    }
    bg_buffer_puts(t->out, " (the share of shortest paths between two others that run through it).");
    end(t);
  }
  bg_free(list);
}

static void tell_hostile(const teller *t, const pair *pairs) {
  size_t best = 0, where = SIZE_MAX, friendly = 0, shared = 0;
  for (size_t from = 0, to; from < t->network->link_count; from = to) {
    size_t hostile = 0, kind = 0;
    for (to = from; to < t->network->link_count && by_pair(&pairs[from], &pairs[to]) == 0; to++) {
      hostile += pairs[to].sign < 0;
      kind += pairs[to].sign > 0;
    }
    if (hostile > best) best = hostile, where = from, friendly = kind, shared = 1;
    else if (hostile == best) shared++;
  }
  if (best < 2 || shared != 1) return; /* one claim makes no quarrel */
  size_t ends[] = {pairs[where].a, pairs[where].b};
  begin_tie(t, "balance", ends[0], ends[1]);
  bg_buffer_puts(t->out, "Most at odds, by what the author states or implies, not what is recommended: ");
  put_actors(t, ends, 2, false);
  bg_buffer_printf(t->out, ", with %zu hostile claims and ", best);
  if (friendly) bg_buffer_printf(t->out, "%zu friendly one%s.", friendly, plural(friendly));
  else bg_buffer_puts(t->out, "no friendly one.");
  end(t);
}

static void tell_triads(const teller *t) {
  const bg_signed *s = t->data->in->measures->balance;
  size_t tense = s->triad_count - s->balanced_triads;
  if (!s->triad_count) return;
  const bg_triad *first = s->triads;
  while (tense && first->balanced) first++;
  if (tense) begin_tie(t, "balance", first->actors[0], first->actors[2]);
  else begin(t, "balance", SIZE_MAX);
  if (!tense) {
    bg_buffer_printf(t->out, "Every triangle of friendly and hostile ties is in balance: %zu of %zu.", s->triad_count,
                     s->triad_count);
  } else {
    size_t named = 0;
    bg_buffer_printf(t->out, "%zu of %zu triangle%s of friendly and hostile ties %s under tension: ", tense,
                     s->triad_count, plural(s->triad_count), tense == 1 ? "is" : "are");
    for (size_t i = 0; i < s->triad_count && named < MOST_NAMES; i++) {
      if (s->triads[i].balanced) continue;
      if (named++) bg_buffer_puts(t->out, "; ");
      for (int k = 0; k < 3; k++) {
        if (k) bg_buffer_puts(t->out, "–");
        bg_html_put_name(t->out, t->network->actors[s->triads[i].actors[k]].label);
      }
    }
    if (tense > named) bg_buffer_printf(t->out, "; and %zu more", tense - named);
    bg_buffer_putc(t->out, '.');
  }
  end(t);
}

/* ---- advice ---- */

static void count_list(const bg_page_data *data, bg_str_list ids, double *counts) {
  for (size_t i = 0; i < ids.count; i++) {
    size_t index = bg_map_get(data->entity_by_id, ids.items[i], SIZE_MAX);
    if (index != SIZE_MAX) counts[index]++;
  }
}

static bool is_addressee(const bg_recommendation *r, bg_str id) {
  for (size_t i = 0; i < r->addressee.count; i++)
    if (bg_str_equal(r->addressee.items[i], id)) return true;
  return false;
}

static void put_topic(const teller *t, bg_str addressee) {
  const bg_page_data *data = t->data;
  double *counts = bg_calloc(data->entity_count, sizeof *counts);
  for (size_t i = 0; i < data->recommendations; i++)
    if (is_addressee(&data->set->recommendations[i], addressee))
      count_list(data, data->set->recommendations[i].topics, counts);
  size_t winners, *list = first_place(counts, data->entity_count, &winners);
  if (winners == 1 && counts[list[0]] > 1) {
    bg_buffer_puts(t->out, ", most often about ");
    bg_html_put_name(t->out, data->entities[list[0]].label);
    bg_buffer_printf(t->out, " (%zu)", (size_t)counts[list[0]]);
  }
  bg_free(list);
  bg_free(counts);
}

static void tell_advice(const teller *t) {
  const bg_page_data *data = t->data;
  double *counts = bg_calloc(data->entity_count, sizeof *counts);
  for (size_t i = 0; i < data->recommendations; i++) count_list(data, data->set->recommendations[i].addressee, counts);
  size_t winners, *list = first_place(counts, data->entity_count, &winners);
  if (winners == 1 && counts[list[0]] > 1) {
    const bg_page_entity *e = &data->entities[list[0]];
    size_t count = (size_t)counts[list[0]];
    begin(t, "recommendations", e->actor);
    bg_buffer_puts(t->out, "Most is asked of ");
    put_entity(t, e, false);
    bg_buffer_printf(t->out, ": %zu of %zu recommendation%s", count, data->recommendations,
                     plural(data->recommendations));
    put_topic(t, e->id);
    bg_buffer_putc(t->out, '.');
    end(t);
  }
  bg_free(list);
  bg_free(counts);
}

void bg_findings(const bg_page_data *data, size_t disagreements, bg_buffer *html) {
  teller t = {data, data->in->network, html};
  pair *pairs = sorted_pairs(&t);
  size_t before = html->len;
  tell_most_ties(&t, pairs);
  tell_broker(&t);
  tell_hostile(&t, pairs);
  tell_triads(&t);
  tell_advice(&t);
  if (disagreements)
    bg_buffer_printf(html, "<li><a href=\"#disagreements\">The documents disagree on %zu point%s.</a></li>\n",
                     disagreements, plural(disagreements));
  if (html->len == before)
    bg_buffer_puts(html, "<li>Nothing that measures could tell: no claim ties two actors.</li>\n");
  bg_free(pairs);
}
