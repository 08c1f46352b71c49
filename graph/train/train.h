/* The program build/train: makes the sections of data/models/english.model and measures them. Not part of the library.
 */
#ifndef BG_TRAIN_TRAIN_H
#define BG_TRAIN_TRAIN_H

#include "base/diagnostics.h"

/* A command gets its arguments behind its own name. Details of a failure go to the diagnostics; main prints them. */
typedef bg_status bg_train_command(size_t count, char **arguments, bg_diagnostics *diagnostics);

bg_train_command bg_train_put;
bg_train_command bg_train_network;
bg_train_command bg_train_eval;
bg_train_command bg_train_eval_segment;
bg_train_command bg_train_names_classes;
bg_train_command bg_train_names;
bg_train_command bg_train_lemmas;
bg_train_command bg_train_eval_lemmas;
bg_train_command bg_train_confidence;

/* For commands: wrong arguments. */
bg_status bg_train_usage(const char *usage, bg_diagnostics *diagnostics);

#endif
