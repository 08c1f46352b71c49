#include <getopt.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "export/description.h"
#include "rdf/check_term.h"
#include "rdf/reader.h"
#include "rdf/writer.h"

static const char help[] =
    "usage: briefgraph describe [OPTION...] GRAPH [FILE...]\n\n"
    "Describe a data set in the vocabularies for that: VoID (counts, classes, properties, vocabularies), DCAT (the "
    "GRAPH\n"
    "and each further FILE as a distribution, with size and SHA-256) and PROV-O (documents, program, options).\n\n"
    "  -o, --output FILE     write here instead of standard output\n"
    "  -f, --format FORMAT   turtle (default), ntriples, rdfxml ...\n"
    "      --iri IRI         of the data set (default: the one that the graph names, else one below its document)\n"
    "  -b, --base URL        where the files will stand (default: below the IRI of the data set)\n"
    "      --title TEXT      (default: made of the titles of its documents)\n"
    "      --license IRI     (default: that of its documents)\n"
    "  -q, --quiet           errors only\n"
    "  -h, --help            this text\n\n"
    "'briefgraph build' writes such a description beside its files, as void.ttl: put it where the data stand, and at\n"
    "/.well-known/void of the host.\n\n"
    "examples:\n"
    "  briefgraph describe brief.nq --base https://example.org/data/ >void.ttl\n"
    "  briefgraph describe other.ttl.gz --iri https://example.org/other --license "
    "https://creativecommons.org/licenses/by/4.0/\n";

enum { OPT_IRI = 256, OPT_TITLE, OPT_LICENSE };

static bg_status describe(const bg_description_options *options, const bg_dataset *data, bg_format format,
                          const char *path, bg_diagnostics *diagnostics) {
  bg_dataset *out = bg_dataset_new();
  bg_output *output;
  bg_status status = bg_output_open(path, diagnostics, &output);
  if (status == BG_OK) {
    bg_describe(data, options, out);
    bg_dataset_index(out);
    status = bg_rdf_write(out, format, NULL, 0, output, diagnostics);
    if (status == BG_OK) status = bg_output_commit(output, diagnostics);
    else bg_output_free(output);
  }
  bg_dataset_free(out);
  return status;
}

static int describe_files(bg_description_options *options, int argc, char **argv, bg_format format, const char *path) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *data = bg_dataset_new();
  bg_described_file *files = bg_calloc((size_t)argc, sizeof *files);
  bg_input **inputs = bg_calloc((size_t)argc, sizeof *inputs);
  bg_status status = bg_rdf_load(argv[0], NULL, data, diagnostics);
  for (int i = 0; i < argc && status == BG_OK; i++) {
    status = bg_input_open(argv[i], diagnostics, &inputs[i]);
    if (status == BG_OK) files[i] = (bg_described_file){argv[i], bg_input_bytes(inputs[i])};
  }
  options->files = files;
  options->file_count = (size_t)argc;
  if (status == BG_OK) {
    bg_dataset_index(data);
    status = describe(options, data, format, path, diagnostics);
  }
  for (int i = 0; i < argc; i++) bg_input_close(inputs[i]);
  bg_free(inputs);
  bg_free(files);
  bg_dataset_free(data);
  return cli_finish(status, diagnostics);
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"output", required_argument, NULL, 'o'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"iri", required_argument, NULL, OPT_IRI},
                                        {"base", required_argument, NULL, 'b'},
                                        {"title", required_argument, NULL, OPT_TITLE},
                                        {"license", required_argument, NULL, OPT_LICENSE},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  bg_description_options o = {0};
  bg_format format = BG_FORMAT_TURTLE;
  const char *output = "-";
  int c;
  while ((c = cli_next_option(&cmd_describe, argc, argv, ":o:f:b:", longs)) != -1) {
    switch (c) {
      case 'o': output = optarg; break;
      case 'f':
        format = bg_format_by_name(bg_str_from(optarg));
        if (format == BG_FORMAT_UNKNOWN)
          return cli_usage(&cmd_describe, "unknown format '%s'; known: %s", optarg, bg_format_list());
        break;
      case OPT_IRI: o.iri = optarg; break;
      case 'b': o.url = optarg; break;
      case OPT_TITLE: o.title = optarg; break;
      case OPT_LICENSE: o.license = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (optind == argc) return cli_usage(&cmd_describe, "name the graph to describe, such as brief.nq");
  const char *iris[] = {o.iri, o.url, o.license};
  for (size_t i = 0; i < sizeof iris / sizeof *iris; i++) {
    const char *problem = iris[i] ? bg_iri_problem(bg_str_from(iris[i])) : NULL;
    if (problem) return cli_usage(&cmd_describe, "'%s': %s", iris[i], problem);
  }
  return describe_files(&o, argc - optind, argv + optind, format, output);
}

const cli_command cmd_describe = {"describe", "describe a data set: VoID, DCAT, PROV-O", help, run};
