#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "claims/accept.h"
#include "claims/claims_csv.h"
#include "claims/merge.h"
#include "cli/cli_extract.h"
#include "cli/extract_brat.h"
#include "cli/extract_text.h"
#include "export/corpus.h"
#include "export/extraction_json.h"
#include "language/conllu.h"
#include "rdf/encode.h"
#include "rdf/writer.h"
#include "text/json_lines.h"

static const char help[] =
    "usage: briefgraph extract [OPTION...] FILE...\n"
    "       briefgraph extract [OPTION...] FILE -o DIRECTORY\n"
    "       briefgraph extract [OPTION...] DIRECTORY\n\n"
    "Read documents (text, Markdown, HTML, PDF) and propose entities, claims and recommendations, each with its "
    "passage.\n\n"
    "With a directory, the document goes there as brief.EXT, and what is proposed into entities.csv, claims.csv and\n"
    "recommendations.csv with status 'proposed': change that to accepted or rejected, mend what is wrong, then run\n"
    "'briefgraph build DIRECTORY'. Extracting again never changes a decision; it tells what is new, changed and "
    "gone.\n\n"
    "  -o, --output PATH      a directory for csv, else a file (default: standard output)\n"
    "  -f, --format FORMAT    csv (with a directory), text (default), jsonl, nq, conllu, brat (a directory)\n"
    "      --from FORMAT      text, markdown, html, pdf, jsonl (default: by name and content)\n"
    "      --from-conllu FILE words, tags and dependencies by another parser, in place of ours\n"
    "      --given-entities   jsonl: take the \"entities\" of each line, [{\"start\", \"end\", \"type\"}], for what it "
    "mentions\n"
    "      --min-confidence X leave out proposals below X\n"
    "      --accept X         nq: proposals from X up count as accepted (default 0.5)\n"
    "      --explain          text: which rule proposed each claim, and from which words; jsonl: the features behind "
    "its\n"
    "                         confidence\n"
    "      --any-language     do not refuse texts that are not English\n"
    "      --lenient          jsonl: skip documents that cannot be read, and count them\n"
    "      --base IRI         nq: what the IRIs of the data start with\n"
    "      --ontology FILE    instead of the one that comes with the program\n"
    "  -q, -v, -h             quiet, verbose, this text\n\n"
    "JSON Lines in: {\"id\", \"title\", \"date\", \"text\"} a line, read one document at a time.\n\n"
    "examples:\n"
    "  briefgraph extract brief.pdf --explain\n"
    "  briefgraph extract brief.pdf -o work && briefgraph build work\n"
    "  briefgraph extract news.jsonl --format nq >news.nq\n";

enum {
  OPT_FROM = 256,
  OPT_CONLLU,
  OPT_LEAST,
  OPT_ACCEPT,
  OPT_EXPLAIN,
  OPT_LANGUAGE,
  OPT_LENIENT,
  OPT_GIVEN,
  OPT_BASE,
  OPT_ONTOLOGY,
  PROGRESS_STEP = 100
};

typedef enum { FORMAT_NONE, FORMAT_CSV, FORMAT_TEXT, FORMAT_JSONL, FORMAT_NQ, FORMAT_CONLLU, FORMAT_BRAT } format;
static const char *const format_names[] = {"", "csv", "text", "jsonl", "nq", "conllu", "brat"};

typedef struct {
  const char *output;
  format format;
  bool from_jsonl;
  bg_brief_options brief;
  bg_extract_options extract;
  double accept;
  bool explain, lenient, given;
  const char *base;
  const char *ontology_path;
  /* set up for the run */
  bg_ontology *ontology;
  bg_extractor *extractor;
  bg_output *out;
  bg_diagnostics *diagnostics;
  size_t documents, skipped, entities, claims, recommendations;
} extract_run;

/* ---- one document to a stream ---- */

static void put_conllu(extract_run *r, bg_str id, const bg_brief *brief, const bg_analysis *analysis) {
  bg_output_printf(r->out, "# newdoc id = %.*s\n", BG_FMT(id));
  bg_conllu_write(analysis, bg_brief_text(brief), brief, r->out);
}

static bg_status put_quads(extract_run *r, bg_str id, const bg_brief *brief, bg_claim_set *claims) {
  char *path = bg_str_dup(id), *name = bg_document_name(path);
  bg_encode_options options = {r->base, name, NULL};
  bg_dataset *dataset = bg_dataset_new();
  bg_claims_accept(claims, r->accept, true);
  bg_status status = bg_encode(claims, brief, r->ontology, &options, dataset, r->diagnostics);
  if (status == BG_OK) {
    bg_dataset_index(dataset);
    status = bg_rdf_write(dataset, BG_FORMAT_NQUADS, NULL, 0, r->out, r->diagnostics);
  }
  bg_dataset_free(dataset);
  bg_free(name);
  bg_free(path);
  return status;
}

static bg_status put_brat(extract_run *r, bg_str id, const bg_extraction *x) {
  char *path = bg_str_dup(id), *name = bg_document_name(path);
  bg_status status = cli_extract_brat(x, bg_str_from(name), r->output, r->diagnostics);
  bg_free(name);
  bg_free(path);
  return status;
}

static bg_status put_words(extract_run *r, bg_str id, const bg_brief *brief) {
  bg_analysis *analysis = bg_analysis_new();
  bg_status status = bg_extract_words(r->extractor, brief, &r->extract, r->diagnostics, analysis);
  if (status == BG_OK) put_conllu(r, id, brief, analysis);
  bg_analysis_free(analysis);
  return status;
}

static bg_status put_document(extract_run *r, bg_str id, const bg_brief *brief, const bg_extract_options *options) {
  if (r->format == FORMAT_CONLLU) return put_words(r, id, brief);
  bg_extraction x;
  BG_TRY(bg_extract(r->extractor, brief, options, r->diagnostics, &x));
  bg_buffer text = {0};
  bg_status status = BG_OK;
  r->entities += x.claims->entity_count;
  r->claims += x.claims->claim_count;
  r->recommendations += x.claims->recommendation_count;
  if (r->format == FORMAT_TEXT) cli_extract_text(&x, r->ontology, cli_columns(STDOUT_FILENO), r->explain, &text);
  else if (r->format == FORMAT_JSONL) bg_extraction_json(&x, id, r->ontology, &text);
  else if (r->format == FORMAT_BRAT) status = put_brat(r, id, &x);
  else status = put_quads(r, id, brief, x.claims);
  bg_output_write(r->out, bg_buffer_str(&text));
  bg_buffer_free(&text);
  bg_extraction_free(&x);
  return status;
}

static void progress(const extract_run *r) {
  if (isatty(STDERR_FILENO) && r->documents % PROGRESS_STEP == 0) cli_progress(r->documents, "documents");
}

static bg_status stream_lines(extract_run *r, const char *path) {
  bg_json_lines *lines;
  BG_TRY(bg_json_lines_open(path, r->diagnostics, &lines));
  bg_status status = BG_OK;
  bg_brief *brief = NULL;
  do {
    bg_diagnostics *quiet = bg_diagnostics_new();
    status = bg_json_lines_next(lines, &r->brief, r->lenient ? quiet : r->diagnostics, &brief);
    bool bad = status == BG_ERROR_SYNTAX || status == BG_ERROR_INVALID || status == BG_ERROR_UNSUPPORTED;
    bool skip = r->lenient && bad;
    if (skip) r->skipped++, status = BG_OK;
    bg_diagnostics_free(quiet);
    if (brief && status == BG_OK) {
      bg_extract_options options = r->extract;
      if (r->given) options.mentions = bg_json_lines_mentions(lines, &options.mention_count);
      status = put_document(r, bg_json_lines_id(lines), brief, &options);
      r->documents++;
      progress(r);
    }
    bool more = brief || skip;
    bg_brief_free(brief);
    brief = NULL;
    if (!more || bg_output_failed(r->out)) break;
  } while (status == BG_OK);
  bg_json_lines_close(lines);
  return status;
}

static bool is_json_lines(const extract_run *r, const char *path) {
  bg_str extension = bg_path_extension(path);
  return r->from_jsonl || bg_str_is(extension, "jsonl") || bg_str_is(extension, "ndjson");
}

static bg_status stream_file(extract_run *r, const char *path) {
  if (is_json_lines(r, path)) return stream_lines(r, path);
  bg_brief *brief;
  BG_TRY(bg_brief_load_with(path, &r->brief, r->diagnostics, &brief));
  bg_status status = put_document(r, bg_path_base(path), brief, &r->extract);
  r->documents++;
  bg_brief_free(brief);
  return status;
}

static bg_status stream(extract_run *r, int count, char **paths) {
  bool brat = r->format == FORMAT_BRAT; /* files of its own for each document */
  if (brat) BG_TRY(bg_make_directory(r->output, r->diagnostics));
  BG_TRY(bg_output_open(r->output && !brat ? r->output : "-", r->diagnostics, &r->out));
  bg_status status = brat ? cli_brat_configuration(r->ontology, r->output, r->diagnostics) : BG_OK;
  for (int i = 0; i < count && status == BG_OK; i++) status = stream_file(r, paths[i]);
  if (status == BG_OK) status = bg_output_commit(r->out, r->diagnostics);
  else bg_output_free(r->out);
  if (status == BG_OK && (r->format != FORMAT_TEXT || cli_verbosity > 0))
    cli_say("%zu documents, %zu entities, %zu claims, %zu recommendations%s", r->documents, r->entities, r->claims,
            r->recommendations, r->skipped ? "; " : "\n");
  if (status == BG_OK && r->skipped) cli_say("%zu documents skipped\n", r->skipped);
  return status;
}

/* ---- a directory that a person works in ---- */

static const char *brief_name(const char *path) {
  static const char *const extensions[] = {"md", "markdown", "html", "htm", "pdf"};
  static const char *const names[] = {"brief.md", "brief.md", "brief.html", "brief.html", "brief.pdf"};
  bg_str extension = bg_path_extension(path);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bg_str_is(extension, extensions[i])) return names[i];
  return "brief.txt";
}

/* Put the document into the directory, unless it is there already; another one there is an error. */
static bg_status place_document(extract_run *r, const char *file, const char *directory) {
  BG_TRY(bg_make_directory(directory, r->diagnostics));
  char *place = bg_path_join(directory, brief_name(file));
  bg_input *from, *to = NULL;
  bg_status status = bg_input_open(file, r->diagnostics, &from);
  if (status == BG_OK && bg_is_file(place)) {
    status = bg_input_open(place, r->diagnostics, &to);
    if (status == BG_OK && !bg_str_equal(bg_input_bytes(from), bg_input_bytes(to)))
      status = bg_error(r->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = place},
                        "is another document than %s; name another directory, or replace it yourself and run "
                        "'briefgraph extract %s'",
                        file, directory);
  } else if (status == BG_OK) {
    status = bg_write_file(place, bg_input_bytes(from), r->diagnostics);
  }
  bg_input_close(to);
  bg_input_close(from);
  bg_free(place);
  return status;
}

static void say_merge(const char *what, const bg_merge_count *c) {
  cli_say("%s: %zu new, %zu changed, %zu as before, %zu gone; %zu decided by a person, left alone", what, c->added,
          c->changed, c->unchanged, c->gone, c->decided);
  cli_say(c->kept ? ", %zu of them no longer proposed\n" : "\n", c->kept);
}

static bg_status merge_into(extract_run *r, const char *directory, const bg_brief *brief, bg_claim_set *proposed) {
  char *path = bg_path_join(directory, "entities.csv");
  bool first = !bg_is_file(path);
  bg_free(path);
  bg_claim_set *set = NULL;
  char *name = bg_document_name(directory);
  bg_status replayed = bg_decisions_replay(directory, bg_str_from(name), r->diagnostics, proposed);
  bg_free(name);
  BG_TRY(replayed);
  if (first) set = bg_claim_set_new();
  else BG_TRY(bg_claims_read_csv(directory, brief, r->diagnostics, &set));
  bg_merge_report report;
  bg_claims_merge(set, proposed, &report);
  bg_status status = bg_claims_write_csv(set, directory, r->diagnostics);
  bg_claim_set_free(set);
  if (status == BG_OK) {
    say_merge("entities", &report.entities);
    say_merge("claims", &report.claims);
    say_merge("recommendations", &report.recommendations);
    cli_say("written to %s; accept, reject and mend there, then run 'briefgraph build %s'\n", directory, directory);
  }
  return status;
}

static bg_status extract_directory(extract_run *r, const char *directory) {
  char *file = bg_document_file(directory, r->diagnostics);
  if (!file) return BG_ERROR_IO;
  bg_brief *brief;
  bg_status status = bg_brief_load_with(file, &r->brief, r->diagnostics, &brief);
  bg_free(file);
  BG_TRY(status);
  bg_extraction x;
  status = bg_extract(r->extractor, brief, &r->extract, r->diagnostics, &x);
  if (status == BG_OK) {
    status = merge_into(r, directory, brief, x.claims);
    bg_extraction_free(&x);
  }
  bg_brief_free(brief);
  return status;
}

/* ---- the command ---- */

static bg_status run_all(extract_run *r, int count, char **paths) {
  BG_TRY(cli_load_ontology(r->ontology_path, r->diagnostics, &r->ontology));
  BG_TRY(cli_load_extractor(r->ontology, r->diagnostics, &r->extractor));
  if (r->format != FORMAT_CSV) return stream(r, count, paths);
  if (bg_is_directory(paths[0])) return extract_directory(r, paths[0]);
  BG_TRY(place_document(r, paths[0], r->output));
  return extract_directory(r, r->output);
}

static bool parse_format(const char *text, format *value) {
  for (size_t i = 1; i < sizeof format_names / sizeof *format_names; i++)
    if (strcmp(text, format_names[i]) == 0) {
      *value = (format)i;
      return true;
    }
  return false;
}

/* EXIT_DONE when the options fit together. */
static int check_usage(extract_run *r, int count, char **paths) {
  bool directory = count == 1 && bg_is_directory(paths[0]);
  if (r->format == FORMAT_NONE) {
    bg_str extension = r->output ? bg_path_extension(r->output) : BG_STR_EMPTY;
    char *name = bg_str_dup(extension);
    if (directory || (r->output && !extension.len) || (r->output && bg_is_directory(r->output))) r->format = FORMAT_CSV;
    else if (!extension.len || !parse_format(name, &r->format)) r->format = FORMAT_TEXT;
    bg_free(name);
  }
  if (r->format == FORMAT_BRAT && !r->output)
    return cli_usage(&cmd_extract, "brat is two files for each document: name a directory with --output");
  if (count < 1) return cli_usage(&cmd_extract, "name one or more files, or one directory");
  if (r->format == FORMAT_CSV && count != 1)
    return cli_usage(&cmd_extract, "csv takes one document; 'briefgraph build FILE...' takes many");
  if (r->format == FORMAT_CSV && !directory && !r->output)
    return cli_usage(&cmd_extract, "csv is three files: name a directory with --output");
  if (r->format == FORMAT_CSV && directory && r->output)
    return cli_usage(&cmd_extract, "a directory is worked on in place; leave --output out");
  if (r->format == FORMAT_CSV && (r->from_jsonl || is_json_lines(r, paths[0])))
    return cli_usage(&cmd_extract, "JSON Lines go to jsonl, nq or conllu");
  if (directory && r->format != FORMAT_CSV) return cli_usage(&cmd_extract, "a directory goes with csv; name files");
  if (r->extract.conllu && count != 1) return cli_usage(&cmd_extract, "--from-conllu goes with one document");
  return EXIT_DONE;
}

static bool take_option(extract_run *r, int c) {
  switch (c) {
    case 'o': r->output = optarg; return true;
    case 'f': return parse_format(optarg, &r->format);
    case OPT_FROM:
      r->from_jsonl = strcmp(optarg, "jsonl") == 0;
      return r->from_jsonl || bg_brief_format_parse(bg_str_from(optarg), &r->brief.format);
    case OPT_CONLLU: r->extract.conllu = optarg; return true;
    case OPT_LEAST: return cli_parse_share(optarg, &r->extract.min_confidence);
    case OPT_ACCEPT: return cli_parse_share(optarg, &r->accept);
    case OPT_EXPLAIN: r->explain = r->extract.features = true; return true;
    case OPT_LANGUAGE: r->brief.any_language = true; return true;
    case OPT_LENIENT: r->lenient = true; return true;
    case OPT_GIVEN: r->given = true; return true;
    case OPT_BASE: r->base = optarg; return true;
    default: r->ontology_path = optarg; return true;
  }
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"from", required_argument, NULL, OPT_FROM},
                                        {"from-conllu", required_argument, NULL, OPT_CONLLU},
                                        {"min-confidence", required_argument, NULL, OPT_LEAST},
                                        {"accept", required_argument, NULL, OPT_ACCEPT},
                                        {"explain", no_argument, NULL, OPT_EXPLAIN},
                                        {"any-language", no_argument, NULL, OPT_LANGUAGE},
                                        {"lenient", no_argument, NULL, OPT_LENIENT},
                                        {"given-entities", no_argument, NULL, OPT_GIVEN},
                                        {"base", required_argument, NULL, OPT_BASE},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  extract_run r = {.accept = BG_DEFAULT_ACCEPT};
  int c;
  while ((c = cli_next_option(&cmd_extract, argc, argv, ":o:f:", longs)) != -1) {
    if (c == CLI_HELP) return EXIT_DONE;
    if (c == '?') return EXIT_USAGE;
    if (!take_option(&r, c))
      return cli_usage(&cmd_extract, "'%s' is no value for %s; see briefgraph extract --help", optarg,
                       argv[optind - 2]);
  }
  int wrong = check_usage(&r, argc - optind, argv + optind);
  if (wrong) return wrong;
  r.diagnostics = bg_diagnostics_new();
  bg_status status = run_all(&r, argc - optind, argv + optind);
  bg_extractor_free(r.extractor);
  bg_ontology_free(r.ontology);
  return cli_finish(status, r.diagnostics);
}

const cli_command cmd_extract = {"extract", "propose entities, claims and recommendations from prose", help, run};
