#include <cmark.h>
#include <errno.h>
#include <igraph.h>
#include <libxml/xmlversion.h>
#include <raptor2.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/visible.h"
#include "cli/cli.h"

#ifndef BG_VERSION
#define BG_VERSION "unknown"
#endif

static const cli_command *const commands[] = {
    &cmd_build, &cmd_extract, &cmd_check, &cmd_convert, &cmd_analyze, &cmd_draw,     &cmd_compare, &cmd_export,
    &cmd_push,  &cmd_canon,   &cmd_diff,  &cmd_count,   &cmd_query,   &cmd_describe, &cmd_eval,    &cmd_report,
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static const cli_command *find_command(const char *name) {
  for (size_t i = 0; i < COMMANDS; i++)
    if (strcmp(commands[i]->name, name) == 0) return commands[i];
  return NULL;
}

static void print_help(FILE *out) {
  fputs(
      "briefgraph: a knowledge graph from a policy brief, with the passage behind every claim\n\n"
      "usage: briefgraph COMMAND [OPTION...] [ARGUMENT...]\n\ncommands:\n",
      out);
  for (size_t i = 0; i < COMMANDS; i++) fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
  fputs(
      "\n  -h, --help     this text; 'briefgraph COMMAND --help' for one command\n"
      "  -V, --version  version of the program and of its libraries\n\n"
      "exit codes: 0 done, 1 failure, 2 wrong usage, 3 findings (check, compare, diff), 130 interrupted\n",
      out);
}

static void print_version(void) {
  const char *igraph = NULL;
  igraph_version(&igraph, NULL, NULL, NULL);
  printf("briefgraph %s\nraptor2 %s, igraph %s, libxml2 %s, cmark %s\n", BG_VERSION, raptor_version_string, igraph,
         LIBXML_DOTTED_VERSION, cmark_version_string());
}

/* Async-signal-safe: remove what is half-written and end with the code that shells expect. */
static void on_signal(int number) {
  bg_output_remove_temporary();
  _exit(128 + number);
}

static void catch_signals(void) {
  struct sigaction action = {.sa_handler = on_signal};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error like any other, */
  signal(SIGXFSZ, SIG_IGN); /* and so is a limit on the size of files */
}

int main(int argc, char **argv) {
  catch_signals();
  if (argc < 2) {
    print_help(stderr);
    return EXIT_USAGE;
  }
  const char *name = argv[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || (strcmp(name, "help") == 0 && argc == 2)) {
    print_help(stdout);
    return EXIT_DONE;
  }
  if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
    print_version();
    return EXIT_DONE;
  }
  bool help = strcmp(name, "help") == 0;
  const cli_command *command = find_command(help ? argv[2] : name);
  if (!command) {
    bg_buffer shown = {0};
    bg_put_spelled(&shown, bg_str_from(help ? argv[2] : name), false);
    fprintf(stderr, "briefgraph: error: unknown command '%s'; try 'briefgraph --help'\n", shown.len ? shown.data : "");
    bg_buffer_free(&shown);
    return EXIT_USAGE;
  }
  if (help) {
    fputs(command->help, stdout);
    return EXIT_DONE;
  }
  int code = command->run(argc - 1, argv + 1);
  if (fflush(stdout) != 0 && code == EXIT_DONE) {
    if (errno != EPIPE) perror("briefgraph: error: <stdout>"); /* 'head' has seen enough */
    return EXIT_FAILED;
  }
  return code;
}
