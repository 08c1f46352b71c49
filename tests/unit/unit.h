/* What every unit test includes: cmocka and its prerequisites. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the above */
#include <cmocka.h>

#include "base/str.h"

#define assert_str(actual, expected)        \
  do {                                      \
    char *actual_ = bg_str_dup(actual);     \
    assert_string_equal(actual_, expected); \
    free(actual_);                          \
  } while (0)

#endif
