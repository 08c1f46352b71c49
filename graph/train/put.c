/* Sections of a model file are trained one by one: put one, from a file of its own, into the model. */
#include <string.h>

#include "base/memory.h"
#include "language/model_file.h"
#include "train/train.h"

/* In the order in which they are stored. */
static const char *const names[] = {"tags", "words", "network", "lemmas"};
enum { NAMES = sizeof names / sizeof *names };

static bool is_known(const char *name) {
  for (size_t i = 0; i < NAMES; i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

static bg_status write_with(const char *path, const bg_model_file *old, const char *name, bg_str bytes,
                            bg_diagnostics *diagnostics) {
  bg_model_section sections[NAMES];
  size_t count = 0;
  for (size_t i = 0; i < NAMES; i++) {
    bg_str section = strcmp(name, names[i]) == 0 ? bytes : old ? bg_model_file_section(old, names[i]) : BG_STR_EMPTY;
    if (section.len) sections[count++] = (bg_model_section){names[i], section};
  }
  return bg_model_file_write(path, sections, count, diagnostics);
}

bg_status bg_train_put(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count != 3 || !is_known(arguments[1]))
    return bg_train_usage("put MODEL SECTION FILE (an empty file takes the section out)", diagnostics);
  bg_input *input;
  bg_model_file *old = NULL;
  BG_TRY(bg_input_open(arguments[2], diagnostics, &input));
  bg_status status = bg_is_file(arguments[0]) ? bg_model_file_open(arguments[0], diagnostics, &old) : BG_OK;
  if (status == BG_OK) status = write_with(arguments[0], old, arguments[1], bg_input_bytes(input), diagnostics);
  bg_model_file_close(old);
  bg_input_close(input);
  return status;
}
