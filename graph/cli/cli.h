/* What the subcommands share. Only this directory prints and decides on exit codes. */
#ifndef BG_CLI_CLI_H
#define BG_CLI_CLI_H

#include "base/diagnostics.h"
#include "network/network.h"

/* Exit codes, as documented in the manual. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_FINDINGS = 3, EXIT_INTERRUPTED = 130 };

typedef struct {
  const char *name;
  const char *summary; /* one line for the list of commands */
  const char *help;    /* the whole help text, with examples, ends in a newline */
  int (*run)(int argc, char **argv);
} cli_command;

/* Every subcommand, one in each file cmd_NAME.c. */
extern const cli_command cmd_convert;
extern const cli_command cmd_check;
extern const cli_command cmd_analyze;
extern const cli_command cmd_draw;
extern const cli_command cmd_report;
extern const cli_command cmd_build;
extern const cli_command cmd_export;
extern const cli_command cmd_extract;
extern const cli_command cmd_eval;
extern const cli_command cmd_compare;
extern const cli_command cmd_push;
extern const cli_command cmd_count;
extern const cli_command cmd_canon;
extern const cli_command cmd_query;
extern const cli_command cmd_describe;
extern const cli_command cmd_diff;

/* Verbosity: -1 quiet, 0 normal, 1 or more verbose. */
extern int cli_verbosity;

/* Print everything that was collected on stderr (warnings not when quiet). */
void cli_print_diagnostics(const bg_diagnostics *diagnostics);
/* EXIT_DONE, EXIT_FAILED or EXIT_INTERRUPTED. */
int cli_exit_code(bg_status status);
/* Print the diagnostics, free them and give the exit code. */
int cli_finish(bg_status status, bg_diagnostics *diagnostics);
/* "briefgraph CMD: error: ...; try briefgraph CMD --help" on stderr; gives EXIT_USAGE. */
int cli_usage(const cli_command *command, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Words for people on stderr, unless quiet; and on stdout. Data may be among them: what could drive a terminal is
 * written out, but for line feeds. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void cli_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A line on a terminal that counts, and its end. */
void cli_progress(size_t count, const char *what);
void cli_end_progress(void);
/* getopt_long with "-h/--help", "-q/--quiet" and "-v/--verbose" handled: gives -1 at the end, '?' after a message about
 * wrong usage, CLI_HELP when help was printed. `longs` must end with CLI_COMMON_OPTIONS and {0}. `shorts` starts with
 * ":" and need not name h, q, v. */
enum { CLI_HELP = 0x7f000000 };
struct option;
int cli_next_option(const cli_command *command, int argc, char **argv, const char *shorts, const struct option *longs);
/* The long name of an option that cli_next_option returned. */
const char *cli_option_name(const struct option *longs, int option);
#define CLI_COMMON_OPTIONS                                               \
  {"help", no_argument, NULL, 'h'}, {"quiet", no_argument, NULL, 'q'}, { \
    "verbose", no_argument, NULL, 'v'                                    \
  }
/* Full-range parsing of numbers in option values; false when it is not one. */
bool cli_parse_size(const char *text, size_t *value);
bool cli_parse_double(const char *text, double *value);
bool cli_parse_share(const char *text, double *value); /* from 0 to 1 */
/* Steps of canonicalisation: a number above 0, or "none". */
bool cli_parse_work(const char *text, size_t *work);
/* The path of a file of the ontology directory ("briefgraph.ttl"): $BRIEFGRAPH_ONTOLOGY, else beside the program's
 * sources, else under its share directory; owned by the caller; NULL when there is none. */
char *cli_ontology_file(const char *name);
/* The same for models: $BRIEFGRAPH_MODELS, else data/models beside the sources, else under the share directory. */
char *cli_model_file(const char *name);
/* Load an RDF graph into an indexed dataset, and the ontology ($BRIEFGRAPH_ONTOLOGY and so on when `ontology_path` is
 * NULL). On failure both are NULL. */
bg_status cli_load_ontology(const char *ontology_path, bg_diagnostics *diagnostics, bg_ontology **ontology);
bg_status cli_load(const char *graph_path, const char *ontology_path, bg_diagnostics *diagnostics, bg_dataset **dataset,
                   bg_ontology **ontology);
/* Parse "asserted,possible" into bits; false when a word is unknown. */
bool cli_parse_modalities(const char *text, unsigned *bits);
/* Parse "IRI[=+1|=-1|=0],prefix:name,..." for plain RDF. The result is owned by the caller; its strings live in
 * `arena`. NULL and a message when it is wrong. */
bg_link_predicate *cli_parse_predicates(const cli_command *command, const char *text, bg_arena *arena, size_t *count);
/* Columns of the terminal on that stream, or COLUMNS, or 80. */
size_t cli_columns(int fd);
/* True when colour may be used on that stream: a terminal, no NO_COLOR, TERM is not dumb. */
bool cli_colour(int fd);

#endif
