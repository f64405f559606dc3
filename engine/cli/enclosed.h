/*
 * What was taken out of the files that go with a letter, kept from one scan to
 * the next, which frees its results.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_ENCLOSED_H
#define FL_CLI_ENCLOSED_H

#include "cli/config.h"

typedef struct {
    fl_redaction_info *items; /* owned */
    size_t count, cap;
    cli_texts strings; /* theirs */
    bool partial;      /* some file could not be looked into */
} cli_enclosed;

/* Copies what `result` tells; false when memory is short. */
bool cli_enclosed_take(cli_enclosed *all, const fl_result *result);
void cli_enclosed_dispose(cli_enclosed *all);
/* Both paths lie in the same directory. */
bool cli_beside(const char *path, const char *other);

#endif
