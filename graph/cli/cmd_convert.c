#include <getopt.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/jsonld_options.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"
#include "rdf/reify.h"
#include "rdf/version.h"
#include "rdf/writer.h"

static const char help[] =
    "usage: briefgraph convert [OPTION...] [IN...]\n\n"
    "Read RDF in any syntax and write it in another. Without IN, or with '-', reads standard input.\n"
    "Several inputs are merged; their blank nodes stay apart.\n\n"
    "  -o, --output FILE    write here instead of standard output; replaced as a whole or not at all\n"
    "  -f, --from FORMAT    syntax of the input (else guessed from name and content)\n"
    "  -t, --to FORMAT      syntax of the output (else guessed from FILE; nquads on standard output)\n"
    "  -b, --base IRI       resolve relative IRIs against this one (else a relative IRI is an error)\n"
    "      --rdf-version V  write RDF 1.1 (default: data that needs 1.2 is an error) or 1.2: triple terms, base "
    "directions\n"
    "      --reifiers HOW   lift: rdf:Statement nodes, as claims are, become reifiers of RDF 1.2 (default with\n"
    "                       --rdf-version 1.2); lower: the other way; keep: as they are (default with 1.1)\n"
    "      --strict         stop at the first mistake and write nothing (default)\n"
    "      --lenient        skip bad lines of ntriples and nquads, with a warning each, and count them\n"
    "      --threads N      threads that read ntriples and nquads into memory (default: one for each processor, at\n"
    "                       most 8); the result does not depend on it\n"
    "      --jsonld FORM    compact (default), expanded, or stream: a node object a line, in constant memory\n"
    "      --context FILE   JSON-LD context to compact with (else ontology/context.jsonld); none: expanded values\n"
    "      --context-iri I  write this IRI in place of the context\n"
    "      --native-types   JSON-LD: booleans, integers and doubles as JSON has them; \"01\" becomes 1\n"
    "      --rdf-type       JSON-LD: rdf:type as any other property, not as @type\n"
    "      --typed-lists    JSON-LD: lists also where cells are typed rdf:List; the types are lost\n"
    "      --direction HOW  JSON-LD: read base directions from i18n datatypes, or compound literals\n"
    "  -q, --quiet          errors only\n"
    "  -h, --help           this text\n\n"
    "formats: ntriples (nt), nquads (nq), turtle (ttl), trig, rdfxml (rdf), jsonld (output only)\n\n"
    "From ntriples or nquads to ntriples or nquads memory stays constant, whatever the size; the other syntaxes "
    "stream\n"
    "into these two as well. Turtle, trig and rdfxml are written sorted and grouped, from memory.\n\n"
    "Input compressed with gzip or zstd is read as it is, whatever its name; output to a name that ends in .gz or\n"
    ".zst is compressed. Turtle, trig and rdfxml may decompress to at most 4 GiB.\n\n"
    "examples:\n"
    "  briefgraph convert brief.ttl -o brief.nt\n"
    "  briefgraph convert dump.nq.txt --from nq --to trig >dump.trig\n"
    "  briefgraph convert big.nt.gz -o big.nq.zst\n";

enum {
  OPT_STRICT = 256,
  OPT_LENIENT,
  OPT_VERSION,
  OPT_REIFIERS,
  OPT_THREADS,
  OPT_JSONLD,
  OPT_CONTEXT,
  OPT_CONTEXT_IRI,
  OPT_NATIVE,
  OPT_RDF_TYPE,
  OPT_TYPED_LISTS,
  OPT_DIRECTION
};

typedef enum { REIFIERS_DEFAULT, REIFIERS_KEEP, REIFIERS_LIFT, REIFIERS_LOWER } reifiers;

typedef struct {
  const char *output;
  bg_read_options read;
  bg_format to;
  bool rdf12;
  reifiers reifiers;
  cli_jsonld jsonld;
} options;

/* ---- progress ---- */

/* Passes statements on, and every so often says on a terminal how many there were. */
typedef struct {
  bg_sink next;
  bool terminal;
  size_t count;
  time_t said;
} progress;

static bg_status count_statement(void *context, const bg_statement *statement) {
  progress *p = context;
  if (++p->count % 65536 == 0 && p->terminal && time(NULL) != p->said) {
    p->said = time(NULL);
    cli_progress(p->count, "statements");
  }
  return p->next.statement(p->next.context, statement);
}

static bg_status pass_prefix(void *context, bg_str prefix, bg_str iri) {
  progress *p = context;
  return p->next.prefix ? p->next.prefix(p->next.context, prefix, iri) : BG_OK;
}

static void say_progress(void *context, size_t statements) {
  progress *p = context;
  p->count = statements;
  if (!p->terminal || time(NULL) == p->said) return;
  p->said = time(NULL);
  cli_progress(p->count, "statements");
}

static void end_progress(const progress *p) {
  if (p->terminal && p->said) cli_end_progress();
}

/* ---- the two ways ---- */

static bg_status read_all(const options *o, int argc, char **argv, bg_sink sink, bg_dataset *scopes,
                          bg_read_counts *counts, bg_diagnostics *diagnostics) {
  progress p = {.next = sink, .terminal = isatty(STDERR_FILENO) == 1};
  bg_sink counting = {&p, count_statement, pass_prefix};
  bg_status status = BG_OK;
  for (int i = 0; i < argc && status == BG_OK; i++) {
    if (scopes && i) bg_dataset_new_blank_scope(scopes);
    status = bg_rdf_read(argv[i], &o->read, counting, counts, diagnostics);
  }
  end_progress(&p);
  return status;
}

/* One input into lines: nothing is held in memory. */
static bg_status convert_stream(const options *o, int argc, char **argv, bg_output *output, bg_read_counts *counts,
                                bg_diagnostics *diagnostics) {
  bg_line_writer lines = {.output = output, .quads = o->to == BG_FORMAT_NQUADS};
  bg_version_gate gate = {.next = bg_line_writer_sink(&lines), .rdf12 = o->rdf12, .diagnostics = diagnostics};
  bg_status status = read_all(o, argc, argv, bg_version_gate_sink(&gate), NULL, counts, diagnostics);
  bg_version_gate_free(&gate);
  bg_buffer_free(&lines.line);
  return status;
}

/* All inputs into one dataset, by several threads where they are lines. */
static bg_status load_all(const options *o, int argc, char **argv, bg_dataset *dataset, bg_read_counts *counts,
                          bg_diagnostics *diagnostics) {
  progress p = {.terminal = isatty(STDERR_FILENO) == 1};
  bg_read_options read = o->read;
  read.progress = say_progress;
  read.progress_context = &p;
  bg_status status = BG_OK;
  for (int i = 0; i < argc && status == BG_OK; i++)
    status = bg_rdf_load_counted(argv[i], &read, dataset, counts, diagnostics);
  end_progress(&p);
  return status;
}

/* JSON-LD, a node object a line: nothing is held in memory either. */
static bg_status convert_jsonld_stream(const options *o, int argc, char **argv, bg_output *output,
                                       bg_read_counts *counts, bg_diagnostics *diagnostics) {
  bg_jsonld_stream *stream = bg_jsonld_stream_new(&o->jsonld.write, output, diagnostics);
  bg_status status = read_all(o, argc, argv, bg_jsonld_stream_sink(stream), NULL, counts, diagnostics);
  if (status == BG_OK) return bg_jsonld_stream_end(stream);
  bg_jsonld_stream_free(stream);
  return status;
}

static void rewrite(const options *o, bg_dataset **dataset) {
  if (o->reifiers == REIFIERS_KEEP) return;
  bg_dataset *other = o->reifiers == REIFIERS_LIFT ? bg_lift_statements(*dataset) : bg_lower_reifiers(*dataset);
  bg_dataset_free(*dataset);
  *dataset = other;
}

static bg_status convert_dataset(const options *o, int argc, char **argv, bg_output *output, bg_read_counts *counts,
                                 bg_diagnostics *diagnostics) {
  bg_dataset *dataset = bg_dataset_new();
  /* what cannot be written is found by the writer: some syntaxes can say more than others */
  bg_version_gate gate = {.next = bg_dataset_sink(dataset), .rdf12 = true, .diagnostics = diagnostics};
  bg_status status = o->rdf12 ? read_all(o, argc, argv, bg_version_gate_sink(&gate), dataset, counts, diagnostics)
                              : load_all(o, argc, argv, dataset, counts, diagnostics);
  bg_version_gate_free(&gate);
  if (status == BG_OK) {
    bg_dataset_index(dataset);
    rewrite(o, &dataset);
    bg_write_options write = {.format = o->to, .rdf12 = o->rdf12, .jsonld = &o->jsonld.write};
    status = bg_rdf_write_with(dataset, &write, output, diagnostics);
  }
  bg_dataset_free(dataset);
  return status;
}

static void say_counts(const bg_read_counts *counts) {
  cli_say("%zu statements", counts->statements);
  if (counts->skipped) cli_say(", %zu bad lines skipped", counts->skipped);
  cli_say("\n");
}

static int convert(options *o, int argc, char **argv) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_read_counts counts = {0};
  bg_output *output;
  bg_status status = o->to == BG_FORMAT_JSONLD ? cli_jsonld_prepare(&o->jsonld, diagnostics) : BG_OK;
  if (status == BG_OK) status = bg_output_open(o->output ? o->output : "-", diagnostics, &output);
  if (status != BG_OK) return cli_finish(status, diagnostics);
  bool lines = o->to == BG_FORMAT_NQUADS || o->to == BG_FORMAT_NTRIPLES;
  bool stream = o->to == BG_FORMAT_JSONLD && o->jsonld.form == CLI_JSONLD_STREAM;
  /* blank nodes of several inputs are kept apart in the dataset, and reifiers are put together in it */
  if (argc > 1 || o->reifiers != REIFIERS_KEEP) lines = stream = false;
  status = (lines    ? convert_stream
            : stream ? convert_jsonld_stream
                     : convert_dataset)(o, argc, argv, output, &counts, diagnostics);
  /* a full disk stops the writer before anything else is wrong: let commit say so */
  if (status == BG_OK || bg_output_failed(output)) status = bg_output_commit(output, diagnostics);
  else bg_output_free(output);
  if (status == BG_OK) say_counts(&counts);
  cli_jsonld_free(&o->jsonld);
  return cli_finish(status, diagnostics);
}

static bool parse_reifiers(const char *text, reifiers *how) {
  if (strcmp(text, "keep") == 0) *how = REIFIERS_KEEP;
  else if (strcmp(text, "lift") == 0) *how = REIFIERS_LIFT;
  else if (strcmp(text, "lower") == 0) *how = REIFIERS_LOWER;
  else return false;
  return true;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"from", required_argument, NULL, 'f'},
                                        {"to", required_argument, NULL, 't'},
                                        {"base", required_argument, NULL, 'b'},
                                        {"strict", no_argument, NULL, OPT_STRICT},
                                        {"lenient", no_argument, NULL, OPT_LENIENT},
                                        {"rdf-version", required_argument, NULL, OPT_VERSION},
                                        {"reifiers", required_argument, NULL, OPT_REIFIERS},
                                        {"threads", required_argument, NULL, OPT_THREADS},
                                        {"jsonld", required_argument, NULL, OPT_JSONLD},
                                        {"context", required_argument, NULL, OPT_CONTEXT},
                                        {"context-iri", required_argument, NULL, OPT_CONTEXT_IRI},
                                        {"native-types", no_argument, NULL, OPT_NATIVE},
                                        {"rdf-type", no_argument, NULL, OPT_RDF_TYPE},
                                        {"typed-lists", no_argument, NULL, OPT_TYPED_LISTS},
                                        {"direction", required_argument, NULL, OPT_DIRECTION},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  options o = {0};
  int c;
  while ((c = cli_next_option(&cmd_convert, argc, argv, ":o:f:t:b:", longs)) != -1) {
    switch (c) {
      case 'o': o.output = optarg; break;
      case 'b': o.read.base = optarg; break;
      case OPT_THREADS:
        if (!cli_parse_size(optarg, &o.read.threads) || !o.read.threads)
          return cli_usage(&cmd_convert, "--threads takes a number from 1 on, not '%s'", optarg);
        break;
      case OPT_VERSION:
        o.rdf12 = strcmp(optarg, "1.2") == 0;
        if (!o.rdf12 && strcmp(optarg, "1.1") != 0)
          return cli_usage(&cmd_convert, "unknown RDF version '%s'; known are 1.1 and 1.2", optarg);
        break;
      case OPT_REIFIERS:
        if (!parse_reifiers(optarg, &o.reifiers))
          return cli_usage(&cmd_convert, "unknown way '%s' with reifiers; known are lift, lower, keep", optarg);
        break;
      case OPT_JSONLD:
        if (!cli_jsonld_parse_form(optarg, &o.jsonld.form))
          return cli_usage(&cmd_convert, "unknown form '%s' of JSON-LD; known are compact, expanded, stream", optarg);
        break;
      case OPT_CONTEXT: o.jsonld.context = optarg; break;
      case OPT_CONTEXT_IRI: o.jsonld.write.reference = optarg; break;
      case OPT_NATIVE: o.jsonld.write.native_types = true; break;
      case OPT_RDF_TYPE: o.jsonld.write.rdf_type = true; break;
      case OPT_TYPED_LISTS: o.jsonld.write.typed_lists = true; break;
      case OPT_DIRECTION:
        if (!cli_jsonld_parse_direction(optarg, &o.jsonld.write.direction))
          return cli_usage(&cmd_convert, "unknown way '%s' to say directions; known are i18n and compound", optarg);
        break;
      case OPT_STRICT: o.read.lenient = false; break;
      case OPT_LENIENT: o.read.lenient = true; break;
      case 'f':
      case 't': {
        bg_format format = bg_format_by_name(bg_str_from(optarg));
        if (format == BG_FORMAT_UNKNOWN)
          return cli_usage(&cmd_convert, "unknown format '%s'; known are %s", optarg, bg_format_list());
        if (c == 'f') o.read.format = format;
        else o.to = format;
        break;
      }
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (o.to == BG_FORMAT_UNKNOWN) {
    o.to = o.output ? bg_format_by_name(bg_path_extension(o.output)) : BG_FORMAT_NQUADS;
    if (o.to == BG_FORMAT_UNKNOWN)
      return cli_usage(&cmd_convert, "cannot tell the format of '%s'; name it with --to, one of %s", o.output,
                       bg_format_list());
  }
  bool can_lift = o.rdf12 && o.to != BG_FORMAT_RDFXML && o.to != BG_FORMAT_JSONLD;
  if (o.reifiers == REIFIERS_DEFAULT) o.reifiers = can_lift ? REIFIERS_LIFT : REIFIERS_KEEP;
  if (o.reifiers == REIFIERS_LIFT && !can_lift)
    return cli_usage(&cmd_convert,
                     "--reifiers lift needs --rdf-version 1.2 and a syntax of RDF 1.2: ntriples, nquads, "
                     "turtle or trig");
  char standard_input[] = "-";
  char *only_standard_input[] = {standard_input};
  bool none = optind == argc;
  if (o.to == BG_FORMAT_JSONLD && o.jsonld.form == CLI_JSONLD_STREAM &&
      (argc - optind > 1 || o.reifiers == REIFIERS_LOWER))
    return cli_usage(&cmd_convert, "--jsonld stream takes one input, as it is; convert to nquads first");
  return convert(&o, none ? 1 : argc - optind, none ? only_standard_input : argv + optind);
}

const cli_command cmd_convert = {"convert", "read RDF in one syntax and write it in another", help, run};
