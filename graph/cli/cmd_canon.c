#include <getopt.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "cli/cli.h"
#include "rdf/canon.h"
#include "rdf/reader.h"

static const char help[] =
    "usage: briefgraph canon [OPTION...] [IN...]\n\n"
    "Write RDF in its canonical form (RDFC-1.0): sorted N-Quads, the same bytes for graphs that differ in nothing but\n"
    "the labels of their blank nodes. Without IN, or with '-', reads standard input; several inputs are merged.\n\n"
    "      --hash             print the digest of the canonical form instead\n"
    "      --map              print the canonical label of each blank node instead, as JSON\n"
    "  -a, --algorithm NAME   sha256 (default) or sha384, for labels and for --hash\n"
    "      --max-work N       stop when telling blank nodes apart takes more than N steps; 'none': never\n"
    "                         (default: 10,000,000 and 32 for each blank node; some seconds)\n"
    "  -f, --from FORMAT      syntax of the input (else guessed from name and content)\n"
    "  -b, --base IRI         resolve relative IRIs against this one\n"
    "  -o, --output FILE      write here instead of standard output\n"
    "  -q, -v, -h             quiet, verbose, this text\n\n"
    "Graphs can be made so that labelling takes longer than anybody can wait; the limit ends that with exit code 1. A\n"
    "graph without blank nodes costs no more than sorting.\n\n"
    "examples:\n"
    "  briefgraph canon brief.ttl -o brief.canonical.nq\n"
    "  briefgraph canon brief.trig --hash\n"
    "  [ \"$(briefgraph canon --hash a.ttl)\" = \"$(briefgraph canon --hash b.rdf)\" ] && echo same\n";

enum { OPT_HASH = 256, OPT_MAP, OPT_WORK };

typedef struct {
  bg_read_options read;
  bg_canon_options canon;
  const char *output;
  bool hash, map;
} options;

static void put_map(const bg_dataset *dataset, const bg_canon *canon, bg_output *output) {
  bg_buffer text = {0};
  bg_buffer_puts(&text, "{");
  for (size_t i = 0; i < bg_canon_blank_count(canon); i++) {
    bg_buffer_puts(&text, i ? ",\n  " : "\n  ");
    bg_json_put_string(&text, bg_dataset_term(dataset, bg_canon_blank(canon, i)).value);
    bg_buffer_printf(&text, ": \"c14n%zu\"", i);
  }
  bg_buffer_puts(&text, bg_canon_blank_count(canon) ? "\n}\n" : "}\n");
  bg_output_write(output, bg_buffer_str(&text));
  bg_buffer_free(&text);
}

static void put(const options *o, const bg_dataset *dataset, const bg_canon *canon, bg_output *output) {
  char hex[BG_DIGEST_MOST_HEX + 1];
  if (o->map) {
    put_map(dataset, canon, output);
  } else if (o->hash) {
    bg_canon_hash(canon, o->canon.algorithm, hex);
    bg_output_printf(output, "%s\n", hex);
  } else {
    bg_canon_write(canon, output);
  }
}

static bg_status load(const options *o, int count, char **paths, bg_dataset *dataset, bg_diagnostics *diagnostics) {
  for (int i = 0; i < count; i++) BG_TRY(bg_rdf_load(paths[i], &o->read, dataset, diagnostics));
  bg_dataset_index(dataset);
  return BG_OK;
}

static int canonicalise(const options *o, int count, char **paths) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  bg_canon *canon = NULL;
  bg_output *output;
  bg_status status = load(o, count, paths, dataset, diagnostics);
  if (status == BG_OK) status = bg_canon_new(dataset, &o->canon, diagnostics, &canon);
  if (status == BG_OK) status = bg_output_open(o->output ? o->output : "-", diagnostics, &output);
  if (status == BG_OK) {
    put(o, dataset, canon, output);
    if (cli_verbosity > 0)
      cli_say("%zu quads, %zu blank nodes, %zu steps\n", bg_canon_size(canon), bg_canon_blank_count(canon),
              bg_canon_work(canon));
    status = bg_output_commit(output, diagnostics);
  }
  bg_canon_free(canon);
  bg_dataset_free(dataset);
  return cli_finish(status, diagnostics);
}

bool cli_parse_work(const char *text, size_t *work) {
  if (strcmp(text, "none") == 0) {
    *work = BG_CANON_UNLIMITED;
    return true;
  }
  return cli_parse_size(text, work) && *work > 0;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"hash", no_argument, NULL, OPT_HASH},
                                        {"map", no_argument, NULL, OPT_MAP},
                                        {"algorithm", required_argument, NULL, 'a'},
                                        {"max-work", required_argument, NULL, OPT_WORK},
                                        {"from", required_argument, NULL, 'f'},
                                        {"base", required_argument, NULL, 'b'},
                                        {"output", required_argument, NULL, 'o'},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {0};
  int c;
  while ((c = cli_next_option(&cmd_canon, argc, argv, ":a:f:b:o:", longs)) != -1) {
    switch (c) {
      case OPT_HASH: o.hash = true; break;
      case OPT_MAP: o.map = true; break;
      case 'a':
        if (!bg_digest_parse(bg_str_from(optarg), &o.canon.algorithm))
          return cli_usage(&cmd_canon, "unknown algorithm '%s'; known are sha256, sha384", optarg);
        break;
      case OPT_WORK:
        if (!cli_parse_work(optarg, &o.canon.most_work))
          return cli_usage(&cmd_canon, "'%s' is no number of steps; use one above 0, or 'none'", optarg);
        break;
      case 'f':
        o.read.format = bg_format_by_name(bg_str_from(optarg));
        if (o.read.format == BG_FORMAT_UNKNOWN)
          return cli_usage(&cmd_canon, "unknown format '%s'; known are %s", optarg, bg_format_list());
        break;
      case 'b': o.read.base = optarg; break;
      case 'o': o.output = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (o.hash && o.map) return cli_usage(&cmd_canon, "--hash and --map exclude each other");
  char standard_input[] = "-";
  char *only_standard_input[] = {standard_input};
  bool none = optind == argc;
  return canonicalise(&o, none ? 1 : argc - optind, none ? only_standard_input : argv + optind);
}

const cli_command cmd_canon = {"canon", "write a graph in its canonical form, or its hash", help, run};
