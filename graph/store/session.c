#include "store/session.h"

#include <string.h>

#include "base/memory.h"
#include "store/response.h"

/* What is asked for. Blazegraph calls it text/plain, as all did before 2014. */
static const char *accepted(const store_session *s) {
  return s->options->preset->writes_only_post ? "text/plain" : "application/n-triples";
}

/* What is sent. N-Triples are Turtle too, and where they must be text/plain they must also be ASCII. */
static const char *sent(const store_session *s) {
  return s->options->preset->writes_only_post ? "text/turtle; charset=UTF-8" : "application/n-triples";
}

/* ---- sending ---- */

static void show(const store_session *s, const bg_http_request *request, bg_str text) {
  if (!s->options->show) return;
  s->options->show("%s %s\n", request->method, request->url);
  if (request->content_type) s->options->show("  %s, %zu bytes\n", request->content_type, request->body.size);
  if (text.len) s->options->show("  %.*s\n", BG_FMT(text));
}

/* Send and judge. `missing_is_fine`: 404 is an answer too. `text`: what a dry run shows of the body. */
static bg_status send(store_session *s, const bg_http_request *request, bg_str text, bool missing_is_fine,
                      bg_http_answer *answer) {
  s->lost = false;
  s->result->requests++;
  s->result->bytes += request->body.size;
  if (s->options->dry_run) {
    show(s, request, text);
    answer->status = 200;
    return BG_OK;
  }
  bg_status status = bg_http_send(s->http, request, answer, s->diagnostics);
  s->lost = answer->lost;
  if (status != BG_OK) return status;
  if (answer->status >= 200 && answer->status < 300) return BG_OK;
  if (missing_is_fine && answer->status == 404) return BG_OK;
  return bg_http_problem(s->http, request, answer, s->diagnostics);
}

static bg_status send_and_forget(store_session *s, const bg_http_request *request, bg_str text, bool missing_is_fine) {
  bg_http_answer answer = {0};
  bg_status status = send(s, request, text, missing_is_fine, &answer);
  bg_http_answer_free(&answer);
  return status;
}

bool session_updates(const store_session *s) {
  return s->endpoints.update && (s->options->sparql_update || !s->endpoints.graph);
}

static bg_status need_update(const store_session *s) {
  if (s->endpoints.update) return BG_OK;
  return bg_error(s->diagnostics, BG_ERROR_INVALID, NULL,
                  "the SPARQL Update endpoint of the store is not known; name it with --update-url, or the store with "
                  "--preset");
}

/* Blazegraph takes it for Latin-1 unless it is told. */
static const char *update_type(const store_session *s) {
  return s->options->preset->writes_only_post ? "application/sparql-update; charset=UTF-8"
                                              : "application/sparql-update";
}

bg_status session_update(store_session *s, const char *before, const bg_plan *plan, const bg_piece *piece,
                         const char *after) {
  BG_TRY(need_update(s));
  bg_piece_reader reader = {.plan = plan, .piece = piece, .before = bg_str_from(before), .after = bg_str_from(after)};
  bg_http_request request = {.method = "POST",
                             .url = s->endpoints.update,
                             .content_type = update_type(s),
                             .body = {bg_piece_size(&reader), bg_piece_read, bg_piece_rewind, &reader},
                             .once = piece && piece->blank};
  bg_status status = send_and_forget(s, &request, bg_str_trim(bg_str_from(before)), false);
  bg_buffer_free(&reader.line);
  return status;
}

bg_status session_write(store_session *s, const char *method, const char *graph, const bg_plan *plan,
                        const bg_piece *piece) {
  char *url = bg_store_graph_url(s->options->preset, &s->endpoints, graph);
  bg_buffer padding = {0};
  for (size_t i = 0; i < s->options->preset->padding; i++) bg_buffer_putc(&padding, '\n');
  bg_piece_reader reader = {.plan = plan, .piece = piece, .before = bg_buffer_str(&padding)};
  bg_http_request request = {.method = method,
                             .url = url,
                             .content_type = sent(s),
                             .body = {bg_piece_size(&reader), bg_piece_read, bg_piece_rewind, &reader},
                             .once = piece && piece->blank && strcmp(method, "POST") == 0};
  bg_status status = send_and_forget(s, &request, BG_STR_EMPTY, false);
  bg_buffer_free(&reader.line);
  bg_buffer_free(&padding);
  bg_free(url);
  return status;
}

bg_status session_add(store_session *s, const char *graph, const bg_plan *plan, const bg_piece *piece) {
  if (!session_updates(s)) return session_write(s, "POST", graph, plan, piece);
  bg_buffer before = {0};
  if (graph) bg_buffer_printf(&before, "INSERT DATA { GRAPH <%s> {\n", graph);
  else bg_buffer_puts(&before, "INSERT DATA {\n");
  bg_status status = session_update(s, before.data, plan, piece, graph ? "} }" : "}");
  bg_buffer_free(&before);
  return status;
}

char *session_graph_name(const char *graph) {
  bg_buffer name = {0};
  if (graph) bg_buffer_printf(&name, "GRAPH <%s>", graph);
  else bg_buffer_puts(&name, "DEFAULT");
  return bg_buffer_take(&name);
}

bg_status session_drop(store_session *s, const char *graph) {
  if (session_updates(s) || s->options->preset->writes_only_post) {
    char *name = session_graph_name(graph);
    bg_buffer text = {0};
    bg_buffer_printf(&text, "DROP SILENT %s", name);
    bg_status status = session_update(s, text.data, NULL, NULL, "");
    bg_buffer_free(&text);
    bg_free(name);
    return status;
  }
  char *url = bg_store_graph_url(s->options->preset, &s->endpoints, graph);
  bg_http_request request = {.method = "DELETE", .url = url};
  bg_status status = send_and_forget(s, &request, BG_STR_EMPTY, true);
  bg_free(url);
  return status;
}

/* ---- asking ---- */

typedef struct {
  bg_str text;
  size_t offset;
} text_body;

static size_t read_text(void *context, char *to, size_t room) {
  text_body *body = context;
  size_t left = body->text.len - body->offset, take = left < room ? left : room;
  if (take) memcpy(to, body->text.data + body->offset, take);
  body->offset += take;
  return take;
}

static void rewind_text(void *context) {
  ((text_body *)context)->offset = 0;
}

/* A query in a form: the one way that every store knows (Virtuoso 7.2 hangs on application/sparql-query). */
static bg_status ask(store_session *s, const char *query, const char *accept, const bg_http_receiver *receiver,
                     bg_http_answer *answer) {
  bg_buffer form = {0};
  bg_buffer_puts(&form, "query=");
  for (const char *c = query; *c; c++) {
    bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
    if (plain) bg_buffer_putc(&form, *c);
    else bg_buffer_printf(&form, "%%%02X", (unsigned char)*c);
  }
  text_body body = {.text = bg_buffer_str(&form)};
  bg_http_request request = {.method = "POST",
                             .url = s->endpoints.query,
                             .content_type = "application/x-www-form-urlencoded",
                             .accept = accept,
                             .body = {form.len, read_text, rewind_text, &body},
                             .receiver = receiver};
  bg_status status = send(s, &request, bg_str_from(query), false, answer);
  bg_buffer_free(&form);
  return status;
}

static char *pattern_of(const char *graph) {
  bg_buffer text = {0};
  if (graph) bg_buffer_printf(&text, "WHERE { GRAPH <%s> { ?s ?p ?o } }", graph);
  else bg_buffer_puts(&text, "WHERE { ?s ?p ?o }");
  return bg_buffer_take(&text);
}

static bg_status not_a_count(const store_session *s, const bg_http_answer *answer) {
  bg_buffer text = {0};
  bg_response_gist(bg_buffer_str(&answer->body), &text);
  bg_status status = bg_error(s->diagnostics, BG_ERROR_SYNTAX, NULL,
                              "%s: the answer to a count is not SPARQL Results in JSON with one number: %.*s",
                              s->endpoints.query, BG_FMT(bg_buffer_str(&text)));
  bg_buffer_free(&text);
  return status;
}

bool session_count(store_session *s, const char *graph, size_t *count, bg_status *status) {
  *status = BG_OK;
  if (!s->endpoints.query || (!graph && s->options->preset->default_is_union)) return false;
  char *pattern = pattern_of(graph);
  bg_buffer query = {0};
  bg_buffer_printf(&query, "SELECT (COUNT(*) AS ?n) %s", pattern);
  bg_http_answer answer = {0};
  *status = ask(s, query.data, "application/sparql-results+json", NULL, &answer);
  bool told = *status == BG_OK && !s->options->dry_run;
  if (told && !bg_response_count(bg_buffer_str(&answer.body), count)) {
    *status = not_a_count(s, &answer);
    told = false;
  }
  bg_http_answer_free(&answer);
  bg_buffer_free(&query);
  bg_free(pattern);
  return told;
}

static bg_status get_by_query(store_session *s, const char *graph, const bg_http_receiver *receiver) {
  char *pattern = pattern_of(graph);
  bg_buffer query = {0};
  bg_buffer_printf(&query, "CONSTRUCT { ?s ?p ?o } %s", pattern);
  bg_http_answer answer = {0};
  bg_status status = ask(s, query.data, accepted(s), receiver, &answer);
  bg_http_answer_free(&answer);
  bg_buffer_free(&query);
  bg_free(pattern);
  return status;
}

bg_status session_get(store_session *s, const char *graph, const bg_http_receiver *receiver, bool *told) {
  const bg_store_preset *preset = s->options->preset;
  *told = true;
  if (s->endpoints.graph && !preset->writes_only_post) {
    char *url = bg_store_graph_url(preset, &s->endpoints, graph);
    bg_http_request request = {.method = "GET", .url = url, .accept = accepted(s), .receiver = receiver};
    bg_status status = send_and_forget(s, &request, BG_STR_EMPTY, true);
    bg_free(url);
    return status;
  }
  *told = s->endpoints.query != NULL && (graph || !preset->default_is_union);
  return *told ? get_by_query(s, graph, receiver) : BG_OK;
}
