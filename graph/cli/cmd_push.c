#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/visible.h"
#include "cli/cli.h"
#include "rdf/reader.h"
#include "store/push.h"

static const char help[] =
    "usage: briefgraph push [OPTION...] --store URL GRAPH...\n\n"
    "Bring graphs into a triple store over HTTP, and look whether they are there: by number, and triple by triple\n"
    "where the store gives the graph back. Each named graph goes to its own name.\n\n"
    "  -s, --store URL      the store; with --preset its root, else its graph store (SPARQL 1.1 Graph Store Protocol)\n"
    "  -p, --preset STORE   virtuoso, fuseki, oxigraph, qlever, rdf4j, graphdb, blazegraph or neptune: where its\n"
    "                       endpoints are\n"
    "  -g, --graph IRI      everything into this one graph; 'default': into the default graph\n"
    "      --all-graphs     each named graph to its own name (default)\n"
    "      --replace        make the graph in the store the same as this one (default)\n"
    "      --add            add to what is there\n"
    "      --delete         remove the graphs; with --graph no GRAPH need be given\n"
    "      --sparql-update  use nothing but SPARQL Update; without --preset URL is that endpoint\n"
    "      --update-url URL, --query-url URL\n"
    "                       the SPARQL endpoints, where no preset tells them\n"
    "  -u, --user NAME      log in (Basic or Digest, as the store asks); else BRIEFGRAPH_STORE_USER\n"
    "      --password-file FILE\n"
    "                       first line is the password; else BRIEFGRAPH_STORE_PASSWORD. BRIEFGRAPH_STORE_TOKEN is a "
    "bearer\n"
    "                       token. Secrets are never taken from arguments, and never shown\n"
    "      --ca-file FILE   trust these certificates (PEM) instead of the system's\n"
    "      --blank-nodes W  keep, or skolemize: make IRIs of them, the same for the same file. --add needs one of "
    "both\n"
    "      --chunk BYTES    at most so many bytes of triples in a request (0: any; else as the preset knows). Triples\n"
    "                       that share a blank node stay together. A graph that needs several requests is loaded "
    "beside\n"
    "                       the old one and then moved into its place\n"
    "      --timeout S      give up after S seconds without progress (default 300)\n"
    "      --retries N      try again so often when the store is busy or the connection breaks (default 5)\n"
    "      --no-check       believe the store\n"
    "  -n, --dry-run        print the requests, send nothing\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "exit codes: 0 stored and checked, 1 failure, 2 wrong usage, 3 the store does not hold what it should. After a "
    "failure\n"
    "run the same command again.\n\n"
    "examples:\n"
    "  briefgraph push brief.nq --store http://localhost:7878 --preset oxigraph\n"
    "  briefgraph push brief.ttl --store http://localhost:3030/ds --preset fuseki --graph urn:brief --user me \\\n"
    "    --password-file secret\n"
    "  briefgraph push --delete --graph urn:brief --store http://localhost:7878 --preset oxigraph\n";

enum {
  OPT_ALL = 256,
  OPT_REPLACE,
  OPT_ADD,
  OPT_DELETE,
  OPT_UPDATE,
  OPT_UPDATE_URL,
  OPT_QUERY_URL,
  OPT_PASSWORD_FILE,
  OPT_CA_FILE,
  OPT_BLANKS,
  OPT_CHUNK,
  OPT_TIMEOUT,
  OPT_RETRIES,
  OPT_NO_CHECK,
  DEFAULT_TIMEOUT = 300,
  DEFAULT_RETRIES = 5
};

typedef struct {
  bg_push_options push;
  const char *password_file;
  bool chunk_given;
  bool mode_given;
} options;

static void print_request(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void print_request(const char *format, ...) {
  va_list args;
  bg_buffer text = {0}, visible = {0};
  va_start(args, format);
  bg_buffer_vprintf(&text, format, args);
  va_end(args);
  bg_str rest = bg_buffer_str(&text), line;
  while (bg_str_split(&rest, '\n', &line)) {
    bg_put_visible(&visible, line);
    bg_buffer_putc(&visible, '\n');
  }
  fwrite(visible.data, 1, visible.len, stdout);
  bg_buffer_free(&text);
  bg_buffer_free(&visible);
}

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...) {
  va_list args;
  bg_buffer text = {0}, visible = {0};
  va_start(args, format);
  bg_buffer_vprintf(&text, format, args);
  va_end(args);
  bg_put_visible(&visible, bg_str_trim(bg_buffer_str(&text)));
  cli_say("%.*s\n", BG_FMT(bg_buffer_str(&visible)));
  bg_buffer_free(&text);
  bg_buffer_free(&visible);
}

static const char *environment(const char *name) {
  const char *value = getenv(name);
  return value && *value ? value : NULL;
}

/* The first line of the file, owned. */
static bg_status read_password(const char *path, bg_diagnostics *diagnostics, char **password) {
  bg_input *input;
  BG_TRY(bg_input_open(path, diagnostics, &input));
  bg_str rest = bg_input_bytes(input), line;
  if (!bg_str_split(&rest, '\n', &line)) line = BG_STR_EMPTY;
  if (line.len && line.data[line.len - 1] == '\r') line.len--;
  *password = bg_str_dup(line);
  bg_input_close(input);
  return line.len ? BG_OK
                  : bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = path},
                             "the first line must be the password, and is empty");
}

static bg_status load(int count, char **paths, bg_dataset *dataset, bg_diagnostics *diagnostics) {
  for (int i = 0; i < count; i++) BG_TRY(bg_rdf_load(paths[i], NULL, dataset, diagnostics));
  bg_dataset_index(dataset);
  return BG_OK;
}

static int push(options *o, int count, char **paths) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  char *password = NULL;
  bg_push_result result = {0};
  bg_status status = o->password_file ? read_password(o->password_file, diagnostics, &password) : BG_OK;
  if (password) o->push.http.password = password;
  if (status == BG_OK) status = load(count, paths, dataset, diagnostics);
  if (status == BG_OK) status = bg_push(dataset, &o->push, diagnostics, &result);
  if (password) explicit_bzero(password, strlen(password));
  bg_free(password);
  bg_dataset_free(dataset);
  if (status == BG_OK)
    cli_say("%zu graphs, %zu triples, %zu requests with %zu bytes%s\n", result.graphs, result.triples, result.requests,
            result.bytes, o->push.dry_run ? "; nothing was sent" : "");
  int code = cli_finish(status, diagnostics);
  return code == EXIT_DONE && result.different ? EXIT_FINDINGS : code;
}

static int complete(options *o, int count) {
  bg_push_options *p = &o->push;
  if (!p->place.store) return cli_usage(&cmd_push, "name the store with --store URL");
  if (count == 0 && !(p->mode == BG_PUSH_DELETE && (p->graph || p->default_graph)))
    return cli_usage(&cmd_push, p->mode == BG_PUSH_DELETE
                                    ? "name what to delete: with --graph, or by a file with its graphs"
                                    : "name a graph to push");
  if (p->blanks == BG_BLANKS_SKOLEMIZE && p->mode == BG_PUSH_DELETE) p->blanks = BG_BLANKS_USUAL;
  if (!o->chunk_given)
    p->chunk = p->sparql_update && p->preset->update_chunk ? p->preset->update_chunk : p->preset->chunk;
  if (!p->http.user) p->http.user = environment("BRIEFGRAPH_STORE_USER");
  p->http.password = environment("BRIEFGRAPH_STORE_PASSWORD");
  if (!p->http.user) p->http.token = environment("BRIEFGRAPH_STORE_TOKEN");
  if (p->http.user && !p->http.password && !o->password_file && !p->dry_run)
    return cli_usage(&cmd_push, "a user needs a password: give --password-file or BRIEFGRAPH_STORE_PASSWORD");
  p->place.user = p->http.user || p->http.token;
  p->place.only_update = p->sparql_update;
  return EXIT_DONE;
}

static bool set_graph(bg_push_options *p, const char *graph) {
  p->default_graph = strcmp(graph, "default") == 0;
  p->graph = p->default_graph ? NULL : graph;
  if (p->default_graph) return true;
  for (const char *c = graph; *c; c++)
    if ((unsigned char)*c <= ' ' || strchr("<>\"{}|^`\\", *c)) return false;
  return strchr(graph, ':') != NULL;
}

/* One of replace, add and delete: which of two is meant, nobody should have to guess. */
static bool set_mode(options *o, bg_push_mode mode) {
  bool first = !o->mode_given || o->push.mode == mode;
  o->mode_given = true;
  o->push.mode = mode;
  return first;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"store", required_argument, NULL, 's'},
                                        {"preset", required_argument, NULL, 'p'},
                                        {"graph", required_argument, NULL, 'g'},
                                        {"all-graphs", no_argument, NULL, OPT_ALL},
                                        {"replace", no_argument, NULL, OPT_REPLACE},
                                        {"add", no_argument, NULL, OPT_ADD},
                                        {"delete", no_argument, NULL, OPT_DELETE},
                                        {"sparql-update", no_argument, NULL, OPT_UPDATE},
                                        {"update-url", required_argument, NULL, OPT_UPDATE_URL},
                                        {"query-url", required_argument, NULL, OPT_QUERY_URL},
                                        {"user", required_argument, NULL, 'u'},
                                        {"password-file", required_argument, NULL, OPT_PASSWORD_FILE},
                                        {"ca-file", required_argument, NULL, OPT_CA_FILE},
                                        {"blank-nodes", required_argument, NULL, OPT_BLANKS},
                                        {"chunk", required_argument, NULL, OPT_CHUNK},
                                        {"timeout", required_argument, NULL, OPT_TIMEOUT},
                                        {"retries", required_argument, NULL, OPT_RETRIES},
                                        {"no-check", no_argument, NULL, OPT_NO_CHECK},
                                        {"dry-run", no_argument, NULL, 'n'},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {.push = {.preset = bg_store_preset_standard(),
                        .http = {.timeout = DEFAULT_TIMEOUT, .retries = DEFAULT_RETRIES, .say = say},
                        .check = true,
                        .say = say,
                        .show = print_request}};
  bg_push_options *p = &o.push;
  int c;
  while ((c = cli_next_option(&cmd_push, argc, argv, ":s:p:g:u:n", longs)) != -1) {
    switch (c) {
      case 's': p->place.store = optarg; break;
      case 'p':
        p->preset = bg_store_preset_find(optarg);
        if (!p->preset)
          return cli_usage(&cmd_push, "unknown preset '%s'; known are %s", optarg, bg_store_preset_list());
        break;
      case 'g':
        if (!set_graph(p, optarg)) return cli_usage(&cmd_push, "'%s' is no IRI to name a graph", optarg);
        break;
      case OPT_ALL:
        p->graph = NULL;
        p->default_graph = false;
        break;
      case OPT_REPLACE:
      case OPT_ADD:
      case OPT_DELETE:
        if (!set_mode(&o, c == OPT_ADD ? BG_PUSH_ADD : c == OPT_DELETE ? BG_PUSH_DELETE : BG_PUSH_REPLACE))
          return cli_usage(&cmd_push, "--replace, --add and --delete exclude one another");
        break;
      case OPT_UPDATE: p->sparql_update = true; break;
      case OPT_UPDATE_URL: p->place.update = optarg; break;
      case OPT_QUERY_URL: p->place.query = optarg; break;
      case 'u': p->http.user = optarg; break;
      case OPT_PASSWORD_FILE: o.password_file = optarg; break;
      case OPT_CA_FILE: p->http.ca_file = optarg; break;
      case OPT_BLANKS:
        if (strcmp(optarg, "keep") == 0) p->blanks = BG_BLANKS_KEEP;
        else if (strcmp(optarg, "skolemize") == 0) p->blanks = BG_BLANKS_SKOLEMIZE;
        else return cli_usage(&cmd_push, "--blank-nodes is keep or skolemize, not '%s'", optarg);
        break;
      case OPT_CHUNK:
        if (!cli_parse_size(optarg, &p->chunk)) return cli_usage(&cmd_push, "--chunk is a number of bytes");
        o.chunk_given = true;
        break;
      case OPT_TIMEOUT:
        if (!cli_parse_size(optarg, &p->http.timeout) || !p->http.timeout)
          return cli_usage(&cmd_push, "--timeout is a number of seconds above 0");
        break;
      case OPT_RETRIES:
        if (!cli_parse_size(optarg, &p->http.retries)) return cli_usage(&cmd_push, "--retries is a number");
        break;
      case OPT_NO_CHECK: p->check = false; break;
      case 'n': p->dry_run = true; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  int code = complete(&o, argc - optind);
  return code == EXIT_DONE ? push(&o, argc - optind, argv + optind) : code;
}

const cli_command cmd_push = {"push", "bring graphs into a triple store, and check that they are there", help, run};
