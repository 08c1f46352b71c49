#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/visible.h"
#include "cli/cli.h"
#include "network/disagree.h"
#include "rdf/reader.h"

static const char help[] =
    "usage: briefgraph compare [OPTION...] GRAPH...\n\n"
    "List where documents disagree: the same tie with opposite sign, or the same statement affirmed in one and denied "
    "in\n"
    "another, each with its passages, by document and date. Only accepted claims count.\n\n"
    "  -f, --format FORMAT  text (default), csv, json\n"
    "      --modality LIST  which claims count (default: asserted,implied)\n"
    "      --ontology FILE  instead of the one that comes with the program\n"
    "  -q, -v, -h           quiet, verbose, this text\n\n"
    "exit codes: 0 no disagreement, 3 some, 1 failure, 2 wrong usage\n\n"
    "example:\n"
    "  briefgraph build report-a.pdf report-b.pdf -o both && briefgraph compare both/both.nq\n";

enum { OPT_MODALITY = 256, OPT_ONTOLOGY };
typedef enum { TEXT, CSV, JSON } output_format;

static const char *const kind_names[] = {"opposite signs", "affirmed and denied"};
static const char *const side_names[2][2] = {{"friendly", "hostile"}, {"affirmed", "denied"}};

static void put_visible_words(bg_buffer *out, const char *before, bg_str words, const char *after) {
  if (!words.len) return;
  bg_buffer_puts(out, before);
  bg_put_visible(out, words);
  bg_buffer_puts(out, after);
}

static void put_text(const bg_disagreement *d, bg_buffer *out) {
  put_visible_words(out, "", d->opinions[0].subject, " - ");
  put_visible_words(out, "", d->opinions[0].object, ": ");
  bg_buffer_printf(out, "%s\n", kind_names[d->kind]);
  for (size_t i = 0; i < d->count; i++) {
    const bg_opinion *o = &d->opinions[i];
    if (!i || o->side != o[-1].side) bg_buffer_printf(out, "  %s\n", side_names[d->kind][o->side]);
    put_visible_words(out, "    ", o->date.len ? o->date : BG_STR("undated"), "  ");
    put_visible_words(out, "", o->document, "");
    put_visible_words(out, ", ", o->locator, "");
    put_visible_words(out, ": ", o->subject, o->polarity == BG_NEGATED ? " not " : " ");
    put_visible_words(out, "", o->relation, " ");
    put_visible_words(out, "", o->object, "");
    bg_buffer_printf(out, " [%s", bg_modality_name(o->modality));
    put_visible_words(out, ", says ", o->voice, "");
    bg_buffer_puts(out, "]\n");
    put_visible_words(out, "      \"", o->quote, "\"\n");
  }
}

static void put_csv(const bg_disagreement *d, size_t number, bg_buffer *out) {
  char text[32];
  snprintf(text, sizeof text, "%zu", number);
  for (size_t i = 0; i < d->count; i++) {
    const bg_opinion *o = &d->opinions[i];
    bg_str row[] = {bg_str_from(text),
                    bg_str_from(kind_names[d->kind]),
                    bg_str_from(side_names[d->kind][o->side]),
                    o->document,
                    o->date,
                    o->id,
                    o->subject,
                    o->relation,
                    o->object,
                    bg_str_from(bg_modality_name(o->modality)),
                    bg_str_from(bg_polarity_name(o->polarity)),
                    o->voice,
                    o->locator,
                    o->quote};
    bg_csv_put_defused_row(out, row, sizeof row / sizeof *row);
  }
}

static void put_member(bg_buffer *out, const char *key, bg_str value) {
  bg_buffer_printf(out, "%s\"%s\":", out->data[out->len - 1] == '{' ? "" : ",", key);
  bg_json_put_string(out, value);
}

static void put_json(const bg_disagreement *d, bg_buffer *out) {
  bg_buffer_puts(out, "{");
  put_member(out, "kind", bg_str_from(kind_names[d->kind]));
  bg_buffer_puts(out, ",\"opinions\":[");
  for (size_t i = 0; i < d->count; i++) {
    const bg_opinion *o = &d->opinions[i];
    bg_buffer_puts(out, i ? ",{" : "{");
    put_member(out, "side", bg_str_from(side_names[d->kind][o->side]));
    put_member(out, "document", o->document);
    put_member(out, "iri", o->document_iri);
    put_member(out, "date", o->date);
    put_member(out, "claim", o->id);
    put_member(out, "subject", o->subject);
    put_member(out, "relation", o->relation);
    put_member(out, "object", o->object);
    put_member(out, "modality", bg_str_from(bg_modality_name(o->modality)));
    put_member(out, "polarity", bg_str_from(bg_polarity_name(o->polarity)));
    put_member(out, "voice", o->voice);
    put_member(out, "locator", o->locator);
    put_member(out, "quote", o->quote);
    bg_buffer_putc(out, '}');
  }
  bg_buffer_puts(out, "]}");
}

static void print(const bg_disagreements *d, output_format format) {
  bg_buffer out = {0};
  if (format == CSV)
    bg_buffer_puts(
        &out, "number,kind,side,document,date,claim,subject,relation,object,modality,polarity,voice,locator,quote\n");
  if (format == JSON) bg_buffer_puts(&out, "[");
  for (size_t i = 0; i < d->count; i++) {
    if (format == TEXT) put_text(&d->items[i], &out);
    else if (format == CSV) put_csv(&d->items[i], i + 1, &out);
    else {
      bg_buffer_puts(&out, i ? ",\n" : "");
      put_json(&d->items[i], &out);
    }
  }
  if (format == JSON) bg_buffer_puts(&out, "]\n");
  fwrite(out.data ? out.data : "", 1, out.len, stdout);
  bg_buffer_free(&out);
}

static bg_status load(char **paths, int count, bg_dataset *dataset, bg_diagnostics *diagnostics) {
  for (int i = 0; i < count; i++) BG_TRY(bg_rdf_load(paths[i], NULL, dataset, diagnostics));
  bg_dataset_index(dataset);
  return BG_OK;
}

static int compare(char **paths, int count, const char *ontology_path, unsigned modalities, output_format format) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_ontology *ontology;
  bg_dataset *dataset = bg_dataset_new();
  size_t found = 0;
  bg_status status = cli_load_ontology(ontology_path, diagnostics, &ontology);
  if (status == BG_OK) status = load(paths, count, dataset, diagnostics);
  if (status == BG_OK) {
    bg_disagreements *d = bg_disagreements_new(dataset, ontology, modalities);
    print(d, format);
    cli_say("%zu disagreements; %zu claims of %zu documents compared\n", d->count, d->claims, d->documents);
    found = d->count;
    bg_disagreements_free(d);
  }
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
  int code = cli_finish(status, diagnostics);
  return code == EXIT_DONE && found ? EXIT_FINDINGS : code;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"format", required_argument, NULL, 'f'},
                                        {"modality", required_argument, NULL, OPT_MODALITY},
                                        {"ontology", required_argument, NULL, OPT_ONTOLOGY},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  static const char *const formats[] = {"text", "csv", "json"};
  const char *ontology = NULL;
  unsigned modalities = 0;
  size_t format = TEXT;
  int c;
  while ((c = cli_next_option(&cmd_compare, argc, argv, ":f:", longs)) != -1) {
    switch (c) {
      case 'f':
        for (format = 0; format < 3 && strcmp(optarg, formats[format]) != 0;) format++;
        if (format == 3) return cli_usage(&cmd_compare, "unknown format '%s'; known are text, csv, json", optarg);
        break;
      case OPT_MODALITY:
        if (!cli_parse_modalities(optarg, &modalities))
          return cli_usage(&cmd_compare, "unknown modality in '%s'; use asserted, recommended, possible, implied",
                           optarg);
        break;
      case OPT_ONTOLOGY: ontology = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (optind == argc) return cli_usage(&cmd_compare, "name one or more graphs");
  return compare(argv + optind, argc - optind, ontology, modalities, (output_format)format);
}

const cli_command cmd_compare = {"compare", "list where documents disagree", help, run};
