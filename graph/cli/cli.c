#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/visible.h"

int cli_verbosity = 0;

void cli_print_diagnostics(const bg_diagnostics *diagnostics) {
  bg_buffer text = {0};
  for (size_t i = 0; i < bg_diagnostics_count(diagnostics); i++) {
    const bg_diagnostic *d = bg_diagnostics_get(diagnostics, i);
    if (d->severity != BG_SEVERITY_ERROR && cli_verbosity < 0) continue;
    bg_diagnostic_format(d, &text);
  }
  size_t all = bg_diagnostics_errors(diagnostics) + bg_diagnostics_warnings(diagnostics);
  size_t kept = bg_diagnostics_count(diagnostics);
  if (all > kept) bg_buffer_printf(&text, "briefgraph: note: %zu more messages are not shown\n", all - kept);
  if (text.len) fwrite(text.data, 1, text.len, stderr);
  bg_buffer_free(&text);
}

int cli_exit_code(bg_status status) {
  if (status == BG_OK) return EXIT_DONE;
  return status == BG_ERROR_INTERRUPTED ? EXIT_INTERRUPTED : EXIT_FAILED;
}

int cli_finish(bg_status status, bg_diagnostics *diagnostics) {
  cli_print_diagnostics(diagnostics);
  bg_diagnostics_free(diagnostics);
  return cli_exit_code(status);
}

/* Options, file names and words from data may be in it. */
static void show(FILE *stream, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
static void show(FILE *stream, const char *format, va_list args) {
  bg_buffer text = {0}, shown = {0};
  bg_buffer_vprintf(&text, format, args);
  bg_put_spelled(&shown, bg_buffer_str(&text), true);
  if (shown.len) fwrite(shown.data, 1, shown.len, stream);
  bg_buffer_free(&shown);
  bg_buffer_free(&text);
}

int cli_usage(const cli_command *command, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "briefgraph %s: error: ", command->name);
  show(stderr, format, args);
  fprintf(stderr, "; try 'briefgraph %s --help'\n", command->name);
  va_end(args);
  return EXIT_USAGE;
}

void cli_say(const char *format, ...) {
  if (cli_verbosity < 0) return;
  va_list args;
  va_start(args, format);
  show(stderr, format, args);
  va_end(args);
}

void cli_print(const char *format, ...) {
  va_list args;
  va_start(args, format);
  show(stdout, format, args);
  va_end(args);
}

void cli_progress(size_t count, const char *what) {
  if (cli_verbosity >= 0) fprintf(stderr, "\r%zu %s", count, what);
}

void cli_end_progress(void) {
  if (cli_verbosity >= 0) fputs("\r\033[K", stderr);
}

int cli_next_option(const cli_command *command, int argc, char **argv, const char *shorts, const struct option *longs) {
  char with_common[64];
  snprintf(with_common, sizeof with_common, "%shqv", shorts);
  for (;;) {
    opterr = 0;
    int c = getopt_long(argc, argv, with_common, longs, NULL);
    switch (c) {
      case 'h': fputs(command->help, stdout); return CLI_HELP;
      case 'q':
        if (optarg) return c; /* a command whose -q takes a value */
        cli_verbosity = -1;
        break;
      case 'v': cli_verbosity++; break;
      case ':': cli_usage(command, "option '%s' needs a value", argv[optind - 1]); return '?';
      case '?': cli_usage(command, "unknown or ambiguous option '%s'", argv[optind - 1]); return '?';
      default: return c;
    }
  }
}

const char *cli_option_name(const struct option *longs, int option) {
  while (longs->name && longs->val != option) longs++;
  return longs->name;
}

bool cli_parse_size(const char *text, size_t *value) {
  if (*text < '0' || *text > '9') return false;
  char *end;
  errno = 0;
  unsigned long long n = strtoull(text, &end, 10);
  if (errno || *end || n > SIZE_MAX) return false;
  *value = (size_t)n;
  return true;
}

bool cli_parse_double(const char *text, double *value) {
  char *end;
  errno = 0;
  *value = strtod(text, &end);
  return end != text && *end == '\0' && !errno && isfinite(*value);
}

bool cli_parse_share(const char *text, double *value) {
  return cli_parse_double(text, value) && *value >= 0 && *value <= 1;
}

static char *existing(char *path) {
  if (bg_is_file(path)) return path;
  bg_free(path);
  return NULL;
}

/* A file in the directory that a variable names, else in one of the places beside the program. */
static char *find_file(const char *variable, const char *const *places, const char *name) {
  const char *named = getenv(variable);
  if (named && *named) return existing(bg_path_join(named, name));
  char self[4096];
  ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
  if (len <= 0) return NULL;
  self[len] = '\0';
  bg_str base = bg_path_base(self);
  self[base.data - self] = '\0'; /* the directory of the program, with its slash */
  for (; *places; places++) {
    bg_buffer path = {0};
    bg_buffer_printf(&path, "%s%s%s", self, *places, name);
    char *found = existing(bg_buffer_take(&path));
    if (found) return found;
  }
  return NULL;
}

char *cli_ontology_file(const char *name) {
  static const char *const places[] = {"../ontology/", "../../ontology/", "../share/briefgraph/ontology/", NULL};
  return find_file("BRIEFGRAPH_ONTOLOGY", places, name);
}

char *cli_model_file(const char *name) {
  static const char *const places[] = {"../data/models/", "../../data/models/", "../share/briefgraph/models/", NULL};
  return find_file("BRIEFGRAPH_MODELS", places, name);
}

bool cli_colour(int fd) {
  const char *off = getenv("NO_COLOR");
  const char *term = getenv("TERM");
  return !(off && *off) && term && strcmp(term, "dumb") != 0 && isatty(fd);
}
