#include "store/preset.h"

#include <curl/curl.h>
#include <string.h>

#include "base/memory.h"

enum { MEGABYTE = 1000000 };

/* The REST interface of RDF4J, which GraphDB took over. The URL is that of a repository. */
#define RDF4J_REST                                                                                           \
  .graph_path = "/rdf-graphs/service", .update_path = "/statements", .query_path = "", .graph_key = "graph", \
  .default_key = "default", .default_is_union = true, .put_is_atomic = true, .moves = true, .update_is_atomic = true

static const bg_store_preset presets[] = {
    {.name = "virtuoso",
     .title = "Virtuoso",
     .graph_path = "/sparql-graph-crud",
     .graph_path_user = "/sparql-graph-crud-auth",
     .update_path = "/sparql",
     .update_path_user = "/sparql-auth",
     .query_path = "/sparql",
     .query_path_user = "/sparql-auth",
     .graph_key = "graph-uri",
     .moves = true,
     .padding = 10000,
     .chunk = 4 * MEGABYTE,
     .update_chunk = MEGABYTE / 10},
    {.name = "fuseki",
     .title = "Apache Jena Fuseki",
     .graph_path = "/data",
     .update_path = "/update",
     .query_path = "/query",
     .graph_key = "graph",
     .default_key = "default",
     .put_is_atomic = true,
     .update_is_atomic = true},
    {.name = "oxigraph",
     .title = "Oxigraph",
     .graph_path = "/store",
     .update_path = "/update",
     .query_path = "/query",
     .graph_key = "graph",
     .default_key = "default",
     .put_is_atomic = true,
     .moves = true,
     .update_is_atomic = true},
    {.name = "qlever",
     .title = "QLever",
     .graph_path = "",
     .update_path = "",
     .query_path = "",
     .graph_key = "graph",
     .default_key = "default",
     .default_is_union = true,
     .chunk = 16 * MEGABYTE},
    {.name = "rdf4j", .title = "RDF4J Server", RDF4J_REST},
    {.name = "graphdb", .title = "GraphDB", RDF4J_REST},
    {.name = "blazegraph",
     .title = "Blazegraph",
     .graph_path = "/sparql",
     .update_path = "/sparql",
     .query_path = "/sparql",
     .graph_key = "context-uri",
     .writes_only_post = true,
     .moves = true,
     .update_is_atomic = true},
    {.name = "neptune",
     .title = "Amazon Neptune",
     .graph_path = "/sparql/gsp/",
     .update_path = "/sparql",
     .query_path = "/sparql",
     .graph_key = "graph",
     .default_key = "default",
     .default_is_union = true,
     .put_is_atomic = true,
     .update_is_atomic = true,
     .chunk = 100 * MEGABYTE},
};

enum { PRESETS = sizeof presets / sizeof *presets };

static const bg_store_preset standard = {
    .name = "standard", .title = "the store", .graph_path = "", .graph_key = "graph", .default_key = "default"};

const bg_store_preset *bg_store_preset_find(const char *name) {
  for (size_t i = 0; i < PRESETS; i++)
    if (strcmp(presets[i].name, name) == 0) return &presets[i];
  return NULL;
}

const bg_store_preset *bg_store_preset_standard(void) {
  return &standard;
}

const char *bg_store_preset_list(void) {
  return "virtuoso, fuseki, oxigraph, qlever, rdf4j, graphdb, blazegraph, neptune";
}

/* ---- URLs ---- */

static const char *wrong_part(CURLU *url) {
  static const struct {
    CURLUPart part;
    const char *problem;
  } unwanted[] = {{CURLUPART_USER, "holds a user; give --user and a password file instead"},
                  {CURLUPART_PASSWORD, "holds a password; give --password-file instead"},
                  {CURLUPART_FRAGMENT, "ends in a fragment ('#...'), which is no part of an endpoint"}};
  const char *problem = NULL;
  for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted && !problem; i++) {
    char *text = NULL;
    if (curl_url_get(url, unwanted[i].part, &text, 0) == CURLUE_OK) problem = unwanted[i].problem;
    curl_free(text);
  }
  return problem;
}

/* The URL is not shown when it holds a password. */
static bg_status check_url(const char *text, bg_diagnostics *diagnostics) {
  for (const char *c = text; *c; c++)
    if ((unsigned char)*c <= ' ' || *c == 0x7f)
      return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "the URL of the store holds a space or control character");
  if (strncmp(text, "http://", 7) != 0 && strncmp(text, "https://", 8) != 0)
    return bg_error(diagnostics, BG_ERROR_INVALID, NULL,
                    "the URL of the store must begin with http:// or https://, and is '%.60s'",
                    strchr(text, '@') ? "..." : text);
  CURLU *url = curl_url();
  CURLUcode code = url ? curl_url_set(url, CURLUPART_URL, text, 0) : CURLUE_OUT_OF_MEMORY;
  const char *problem = code == CURLUE_OK ? wrong_part(url) : curl_url_strerror(code);
  curl_url_cleanup(url);
  return problem ? bg_error(diagnostics, BG_ERROR_INVALID, NULL, "the URL of the store is wrong: it %s%s",
                            code == CURLUE_OK ? "" : "is not understood: ", problem)
                 : BG_OK;
}

/* The URL of the store without the endpoint that people paste along with it, and without a slash at the end. */
static bg_str root(const bg_store_preset *preset, const char *url) {
  bg_str rest = bg_str_from(url);
  const char *paths[] = {preset->graph_path_user, preset->graph_path,      preset->update_path_user,
                         preset->update_path,     preset->query_path_user, preset->query_path};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    bg_str path = bg_str_from(paths[i]);
    if (path.len < 2 || !bg_str_ends(rest, path)) continue;
    rest.len -= path.len;
    break;
  }
  while (rest.len && rest.data[rest.len - 1] == '/') rest.len--;
  return rest;
}

static char *join(bg_str base, const char *path) {
  if (!path) return NULL;
  bg_buffer url = {0};
  bg_buffer_add(&url, base);
  bg_buffer_puts(&url, path);
  return bg_buffer_take(&url);
}

bg_status bg_store_endpoints_make(const bg_store_preset *preset, const bg_store_place *place,
                                  bg_diagnostics *diagnostics, bg_store_endpoints *endpoints) {
  *endpoints = (bg_store_endpoints){0};
  BG_TRY(check_url(place->store, diagnostics));
  if (place->update) BG_TRY(check_url(place->update, diagnostics));
  if (place->query) BG_TRY(check_url(place->query, diagnostics));
  bool user = place->user;
  if (preset == &standard) {
    *(place->only_update ? &endpoints->update : &endpoints->graph) = bg_strdup(place->store);
  } else {
    bg_str base = root(preset, place->store);
    endpoints->graph = join(base, user && preset->graph_path_user ? preset->graph_path_user : preset->graph_path);
    endpoints->update = join(base, user && preset->update_path_user ? preset->update_path_user : preset->update_path);
    endpoints->query = join(base, user && preset->query_path_user ? preset->query_path_user : preset->query_path);
  }
  char **given[] = {&endpoints->update, &endpoints->query};
  const char *with[] = {place->update, place->query};
  for (size_t i = 0; i < 2; i++) {
    if (!with[i]) continue;
    bg_free(*given[i]);
    *given[i] = bg_strdup(with[i]);
  }
  return BG_OK;
}

void bg_store_endpoints_free(bg_store_endpoints *endpoints) {
  bg_free(endpoints->graph);
  bg_free(endpoints->update);
  bg_free(endpoints->query);
  *endpoints = (bg_store_endpoints){0};
}

static void put_encoded(bg_buffer *out, const char *text) {
  for (const char *c = text; *c; c++) {
    bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || strchr("-._~", *c);
    if (plain) bg_buffer_putc(out, *c);
    else bg_buffer_printf(out, "%%%02X", (unsigned char)*c);
  }
}

char *bg_store_graph_url(const bg_store_preset *preset, const bg_store_endpoints *endpoints, const char *graph) {
  bg_buffer url = {0};
  bg_buffer_puts(&url, endpoints->graph);
  if (graph || preset->default_key) bg_buffer_putc(&url, strchr(endpoints->graph, '?') ? '&' : '?');
  if (graph) {
    bg_buffer_printf(&url, "%s=", preset->graph_key);
    put_encoded(&url, graph);
  } else if (preset->default_key) {
    bg_buffer_puts(&url, preset->default_key);
  }
  return bg_buffer_take(&url);
}
