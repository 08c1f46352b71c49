/* build/train COMMAND ...: see 'make train' for the order in which the commands make the shipped model. */
#include <stdio.h>
#include <string.h>

#include "train/train.h"

static const struct {
  const char *name;
  bg_train_command *run;
} commands[] = {
    {"put", bg_train_put},
    {"network", bg_train_network},
    {"eval", bg_train_eval},
    {"lemmas", bg_train_lemmas},
    {"eval-lemmas", bg_train_eval_lemmas},
    {"eval-segment", bg_train_eval_segment},
    {"names-classes", bg_train_names_classes},
    {"names", bg_train_names},
    {"confidence", bg_train_confidence},
};

static void print(const bg_diagnostics *diagnostics) {
  bg_buffer text = {0};
  for (size_t i = 0; i < bg_diagnostics_count(diagnostics); i++)
    bg_diagnostic_format(bg_diagnostics_get(diagnostics, i), &text);
  fputs(text.len ? text.data : "", stderr);
  bg_buffer_free(&text);
}

int main(int argc, char **argv) {
  for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(argv[1], commands[i].name) != 0) continue;
    bg_diagnostics *diagnostics = bg_diagnostics_new();
    bg_status status = commands[i].run((size_t)argc - 2, argv + 2, diagnostics);
    print(diagnostics);
    bg_diagnostics_free(diagnostics);
    return status == BG_OK ? 0 : 1;
  }
  fputs("usage: train COMMAND ...; commands:", stderr);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) fprintf(stderr, " %s", commands[i].name);
  fputs("\n", stderr);
  return 2;
}
