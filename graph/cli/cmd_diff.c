#include <getopt.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/visible.h"
#include "cli/cli.h"
#include "export/changes.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"

static const char help[] =
    "usage: briefgraph diff [OPTION...] BEFORE AFTER\n\n"
    "Say what was added, removed and changed between two graphs, in any syntax ('-' is standard input): for people in "
    "terms\n"
    "of claims, recommendations and entities, or for machines as a patch that turns BEFORE into AFTER.\n\n"
    "  -f, --format FORMAT    text (default), json, patch (RDF Patch), sparql (SPARQL 1.1 Update)\n"
    "      --from FORMAT      syntax of both inputs (else guessed from name and content)\n"
    "  -b, --base IRI         resolve relative IRIs against this one\n"
    "      --max-work N       see 'briefgraph canon --help'\n"
    "  -o, --output FILE      write here instead of standard output\n"
    "  -q, -v, -h             quiet (no counts), verbose, this text\n\n"
    "A claim whose modality changed is one claim that changed. Passages of the text and measures are counted only; "
    "json and\n"
    "the patches have everything.\n\n"
    "Blank nodes are matched through the canonical form: graphs that differ in nothing but labels are the same, for\n"
    "certain. In graphs that differ, blank nodes are matched by what surrounds them; the patch is right in any case, "
    "if\n"
    "not always the shortest. Its labels are those of 'briefgraph canon BEFORE': apply it to that. SPARQL Update "
    "cannot\n"
    "name blank nodes: a difference that removes or changes some is an error there.\n\n"
    "exit codes: 0 the same, 3 differences, 1 failure, 2 wrong usage\n\n"
    "examples:\n"
    "  briefgraph diff old.trig new.trig\n"
    "  briefgraph diff old.nq new.nq --format sparql -o update.ru\n";

enum { OPT_FROM = 256, OPT_WORK };
typedef enum { TEXT, JSON, PATCH, SPARQL, FORMATS } output_format;

typedef struct {
  bg_read_options read;
  bg_canon_options canon;
  const char *output;
  output_format format;
} options;

/* ---- text ---- */

static const char *const plurals[] = {"claims", "recommendations", "entities and others", "passages", "measurements"};
static const char signs[] = "+-~=>";

static bool is_listed(const bg_change *change) {
  return change->kind <= BG_CHANGED_ENTITY && change->sign != BG_CHANGE_RENAMED;
}

static void put_values(const bg_property_change *p, int side, bg_buffer *out) {
  for (size_t i = 0; i < p->counts[side]; i++) {
    if (i) bg_buffer_puts(out, ", ");
    bg_put_visible(out, p->values[side][i]);
  }
}

static void put_property(const bg_property_change *p, bg_buffer *out) {
  bg_buffer_puts(out, "      ");
  bg_put_visible(out, p->name);
  bg_buffer_puts(out, ": ");
  bool both = p->counts[BG_BEFORE] && p->counts[BG_AFTER];
  if (!both) bg_buffer_puts(out, p->counts[BG_AFTER] ? "+ " : "- ");
  put_values(p, BG_BEFORE, out);
  if (both) bg_buffer_puts(out, " -> ");
  put_values(p, BG_AFTER, out);
  bg_buffer_putc(out, '\n');
}

static void put_heading(const bg_changes *changes, bg_change_kind kind, bg_buffer *out) {
  bool any = false;
  for (bg_change_sign sign = 0; sign < BG_CHANGE_SIGNS; sign++) {
    size_t total = bg_changes_total(changes, kind, sign);
    if (!total) continue;
    if (!any) bg_buffer_puts(out, plurals[kind]);
    bg_buffer_printf(out, "%s%zu %s", any ? ", " : ": ", total, bg_change_sign_name(sign));
    any = true;
  }
  if (any) bg_buffer_putc(out, '\n');
}

static void put_text(const bg_changes *changes, bg_buffer *out) {
  size_t at = 0;
  for (bg_change_kind kind = 0; kind < BG_CHANGE_KINDS; kind++) {
    put_heading(changes, kind, out);
    for (; at < bg_changes_count(changes) && bg_changes_get(changes, at)->kind == kind; at++) {
      const bg_change *change = bg_changes_get(changes, at);
      if (!is_listed(change)) continue;
      bg_buffer_printf(out, "  %c ", signs[change->sign]);
      bg_put_visible(out, change->title);
      bg_buffer_puts(out, change->sign == BG_CHANGE_MOVED ? ": the same in other graphs\n" : "\n");
      for (size_t i = 0; i < change->property_count; i++) put_property(&change->properties[i], out);
    }
  }
}

/* ---- JSON ---- */

static void put_strings(const char *key, const bg_str *values, size_t count, bg_buffer *out) {
  bg_buffer_printf(out, ",\"%s\":[", key);
  for (size_t i = 0; i < count; i++) {
    if (i) bg_buffer_putc(out, ',');
    bg_json_put_string(out, values[i]);
  }
  bg_buffer_putc(out, ']');
}

static void put_change(const bg_change *change, bg_buffer *out) {
  bg_buffer_printf(out, "{\"kind\":\"%s\",\"change\":\"%s\",\"title\":", bg_change_kind_name(change->kind),
                   bg_change_sign_name(change->sign));
  bg_json_put_string(out, change->title);
  static const char *const keys[] = {"before", "after"};
  for (int side = 0; side < 2; side++) {
    if (!change->iris[side].len) continue;
    bg_buffer_printf(out, ",\"%s\":", keys[side]);
    bg_json_put_string(out, change->iris[side]);
  }
  bg_buffer_puts(out, ",\"properties\":[");
  for (size_t i = 0; i < change->property_count; i++) {
    const bg_property_change *p = &change->properties[i];
    bg_buffer_puts(out, i ? ",{\"predicate\":" : "{\"predicate\":");
    bg_json_put_string(out, p->predicate);
    bg_buffer_puts(out, ",\"name\":");
    bg_json_put_string(out, p->name);
    put_strings("removed", p->values[BG_BEFORE], p->counts[BG_BEFORE], out);
    put_strings("added", p->values[BG_AFTER], p->counts[BG_AFTER], out);
    bg_buffer_putc(out, '}');
  }
  bg_buffer_puts(out, "]}");
}

static void put_quads(const bg_diff *diff, int side, bg_buffer *out) {
  bg_buffer line = {0};
  bg_buffer_printf(out, ",\n\"%sQuads\":[", side == BG_BEFORE ? "removed" : "added");
  for (size_t i = 0; i < diff->counts[side]; i++) {
    const bg_quad *q = &diff->quads[side][i];
    bg_statement s = {bg_dataset_term(diff->terms, q->s), bg_dataset_term(diff->terms, q->p),
                      bg_dataset_term(diff->terms, q->o), bg_dataset_term(diff->terms, q->g)};
    bg_buffer_clear(&line);
    bg_put_statement(&line, &s, true);
    bg_buffer_puts(out, i ? ",\n" : "\n");
    bg_json_put_string(out, bg_str_trim(bg_buffer_str(&line)));
  }
  bg_buffer_puts(out, "]");
  bg_buffer_free(&line);
}

static void put_json(const bg_diff *diff, const bg_changes *changes, bg_buffer *out) {
  bg_buffer_printf(out,
                   "{\"quads\":{\"added\":%zu,\"removed\":%zu,\"same\":%zu},\n"
                   "\"blankNodes\":{\"added\":%zu,\"removed\":%zu,\"matched\":%zu},\n\"changes\":[",
                   diff->counts[BG_AFTER], diff->counts[BG_BEFORE], diff->same, diff->unmatched[BG_AFTER],
                   diff->unmatched[BG_BEFORE], diff->matched);
  for (size_t i = 0; i < bg_changes_count(changes); i++) {
    bg_buffer_puts(out, i ? ",\n" : "\n");
    put_change(bg_changes_get(changes, i), out);
  }
  bg_buffer_puts(out, "]");
  put_quads(diff, BG_BEFORE, out);
  put_quads(diff, BG_AFTER, out);
  bg_buffer_puts(out, "}\n");
}

/* ---- all ---- */

static bg_status put(const options *o, const bg_diff *diff, bg_output *output, bg_diagnostics *diagnostics) {
  if (o->format == SPARQL) return bg_diff_write_sparql(diff, output, diagnostics);
  if (o->format == PATCH) {
    bg_diff_write_patch(diff, output);
    return BG_OK;
  }
  bg_changes *changes = bg_changes_new(diff);
  bg_buffer out = {0};
  if (o->format == JSON) put_json(diff, changes, &out);
  else put_text(changes, &out);
  bg_output_write(output, bg_buffer_str(&out));
  bg_buffer_free(&out);
  bg_changes_free(changes);
  return BG_OK;
}

static void say_counts(const bg_diff *diff) {
  if (!diff->counts[BG_BEFORE] && !diff->counts[BG_AFTER]) {
    cli_say("the same: %zu quads\n", diff->same);
    return;
  }
  cli_say("%zu quads added, %zu removed, %zu the same", diff->counts[BG_AFTER], diff->counts[BG_BEFORE], diff->same);
  if (diff->matched || diff->unmatched[BG_BEFORE] || diff->unmatched[BG_AFTER])
    cli_say("; blank nodes: %zu added, %zu removed, %zu matched", diff->unmatched[BG_AFTER], diff->unmatched[BG_BEFORE],
            diff->matched);
  cli_say("\n");
}

static bg_status write_diff(const options *o, const bg_diff *diff, bg_diagnostics *diagnostics) {
  bg_output *output;
  BG_TRY(bg_output_open(o->output ? o->output : "-", diagnostics, &output));
  bg_status status = put(o, diff, output, diagnostics);
  if (status == BG_OK) return bg_output_commit(output, diagnostics);
  bg_output_free(output);
  return status;
}

static int compare(const options *o, char **paths) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *sides[2] = {bg_dataset_new(), bg_dataset_new()};
  bg_diff *diff = NULL;
  bg_status status = BG_OK;
  for (int side = 0; side < 2 && status == BG_OK; side++) {
    status = bg_rdf_load(paths[side], &o->read, sides[side], diagnostics);
    if (status == BG_OK) bg_dataset_index(sides[side]);
  }
  if (status == BG_OK) status = bg_diff_new(sides[BG_BEFORE], sides[BG_AFTER], &o->canon, diagnostics, &diff);
  if (status == BG_OK) status = write_diff(o, diff, diagnostics);
  bool differ = diff && (diff->counts[BG_BEFORE] || diff->counts[BG_AFTER]);
  if (status == BG_OK) say_counts(diff);
  bg_diff_free(diff);
  bg_dataset_free(sides[BG_BEFORE]);
  bg_dataset_free(sides[BG_AFTER]);
  int code = cli_finish(status, diagnostics);
  return code == EXIT_DONE && differ ? EXIT_FINDINGS : code;
}

static int run(int argc, char **argv) {
  static const struct option longs[] = {{"format", required_argument, NULL, 'f'},
                                        {"from", required_argument, NULL, OPT_FROM},
                                        {"base", required_argument, NULL, 'b'},
                                        {"max-work", required_argument, NULL, OPT_WORK},
                                        {"output", required_argument, NULL, 'o'},
                                        CLI_COMMON_OPTIONS,
                                        {0}};
  static const char *const formats[] = {"text", "json", "patch", "sparql"};
  options o = {0};
  int c;
  while ((c = cli_next_option(&cmd_diff, argc, argv, ":f:b:o:", longs)) != -1) {
    switch (c) {
      case 'f':
        for (o.format = TEXT; o.format < FORMATS && strcmp(optarg, formats[o.format]) != 0;) o.format++;
        if (o.format == FORMATS)
          return cli_usage(&cmd_diff, "unknown format '%s'; known are text, json, patch, sparql", optarg);
        break;
      case OPT_FROM:
        o.read.format = bg_format_by_name(bg_str_from(optarg));
        if (o.read.format == BG_FORMAT_UNKNOWN)
          return cli_usage(&cmd_diff, "unknown format '%s'; known are %s", optarg, bg_format_list());
        break;
      case 'b': o.read.base = optarg; break;
      case OPT_WORK:
        if (!cli_parse_work(optarg, &o.canon.most_work))
          return cli_usage(&cmd_diff, "'%s' is no number of steps; use one above 0, or 'none'", optarg);
        break;
      case 'o': o.output = optarg; break;
      case CLI_HELP: return EXIT_DONE;
      default: return EXIT_USAGE;
    }
  }
  if (argc - optind != 2) return cli_usage(&cmd_diff, "name two graphs, before and after");
  if (strcmp(argv[optind], "-") == 0 && strcmp(argv[optind + 1], "-") == 0)
    return cli_usage(&cmd_diff, "only one of the two can be standard input");
  return compare(&o, argv + optind);
}

const cli_command cmd_diff = {"diff", "say what changed between two graphs", help, run};
