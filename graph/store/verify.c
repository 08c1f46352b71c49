#include "store/verify.h"

#include "base/memory.h"
#include "store/compare.h"

/* An answer with escapes is at most three times as long as ours in UTF-8; headroom for a header or so. */
enum { ANSWER_GROWTH = 4, ANSWER_EXTRA = 1000000 };

bg_status verify_before(store_session *s, const char *graph, store_verdict *verdict) {
  bg_status status;
  verdict->knows_before = session_count(s, graph, &verdict->before, &status);
  return status;
}

static void differ(store_session *s, const char *graph, store_verdict *verdict, const char *what) {
  verdict->different = true;
  bg_error(s->diagnostics, BG_ERROR_INVALID, NULL, "%s: %s", graph ? graph : "default graph", what);
}

static bg_status verify_count(store_session *s, const char *graph, const bg_plan *plan, store_verdict *verdict) {
  size_t count;
  bg_status status;
  if (!session_count(s, graph, &count, &status)) return status;
  bg_push_mode mode = s->options->mode;
  size_t least = mode == BG_PUSH_DELETE ? 0 : plan->count, most = least;
  if (mode == BG_PUSH_ADD && verdict->knows_before) {
    least = verdict->before > least ? verdict->before : least;
    most = verdict->before + plan->count;
  } else if (mode == BG_PUSH_ADD) {
    most = SIZE_MAX;
  }
  bg_buffer_printf(&verdict->text, "the store counts %zu", count);
  if (count >= least && count <= most) return BG_OK;
  bg_buffer problem = {0};
  bg_buffer_printf(&problem, "the store said that all went well, but counts %zu triples where there should be %zu",
                   count, least);
  if (least != most) bg_buffer_printf(&problem, " to %zu", most);
  differ(s, graph, verdict, problem.data);
  bg_buffer_free(&problem);
  return BG_OK;
}

static void judge(store_session *s, const char *graph, const bg_plan *plan, const bg_comparison_result *r,
                  store_verdict *verdict) {
  bool adding = s->options->mode == BG_PUSH_ADD;
  size_t extra = adding ? 0 : r->extra;
  if (r->missing || extra) {
    bg_buffer problem = {0};
    bg_buffer_printf(&problem,
                     "the store gives back something else: %zu triples of %zu are missing, %zu are not ours; one is %s",
                     r->missing, plan->count, extra, r->example ? r->example : "one with blank nodes");
    if (problem.len && problem.data[problem.len - 1] == '\n') problem.data[--problem.len] = '\0';
    differ(s, graph, verdict, problem.data);
    bg_buffer_free(&problem);
  } else if (r->blanks_compared && r->blanks_differ) {
    differ(s, graph, verdict, "the store gives back other blank nodes: the canonical forms differ");
  }
  bool blanks = plan->first_blank < plan->count;
  verdict->compared = !blanks || r->blanks_compared;
  bg_buffer_puts(&verdict->text, verdict->different   ? " and gives back others"
                                 : !verdict->compared ? " and gives back the same but for blank nodes, not compared"
                                 : r->respelled       ? " and gives back the same"
                                                      : " and gives back exactly these");
  if (r->respelled) bg_buffer_printf(&verdict->text, ", %zu of them with values spelled otherwise", r->respelled);
  if (r->rounded) bg_buffer_printf(&verdict->text, ", %zu floating-point numbers with fewer digits", r->rounded);
}

static bg_status verify_triples(store_session *s, const char *graph, const bg_plan *plan, store_verdict *verdict) {
  bg_comparison *comparison = bg_comparison_new(plan, "the store's answer", s->diagnostics);
  bg_http_receiver receiver = {.begin = bg_comparison_begin,
                               .take = bg_comparison_take,
                               .context = comparison,
                               .limit = ANSWER_GROWTH * plan->bytes + ANSWER_EXTRA};
  bool told;
  bg_comparison_result r = {0};
  /* of a graph to which we add we know only our part: its size is not known to us */
  if (s->options->mode == BG_PUSH_ADD) receiver.limit = SIZE_MAX;
  bg_status status = session_get(s, graph, &receiver, &told);
  if (status == BG_OK && told) status = bg_comparison_end(comparison, &r);
  if (status == BG_OK && told) judge(s, graph, plan, &r, verdict);
  bg_comparison_result_free(&r);
  bg_comparison_free(comparison);
  return status;
}

bg_status verify_after(store_session *s, const char *graph, const bg_plan *plan, store_verdict *verdict) {
  BG_TRY(verify_count(s, graph, plan, verdict));
  if (s->options->mode == BG_PUSH_DELETE || verdict->different || plan->count == 0) {
    verdict->compared = true;
    return BG_OK;
  }
  return verify_triples(s, graph, plan, verdict);
}
