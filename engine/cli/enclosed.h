/*
 * What was taken out of the files that go with a letter, kept from one scan to
 * the next, which frees its results.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_ENCLOSED_H
#define FL_CLI_ENCLOSED_H

#include "cli/config.h"
#include "cli/inputs.h"

typedef struct {
    fl_redaction_info *items; /* owned */
    size_t count, cap;
    cli_texts strings; /* theirs */
    bool partial;      /* some file could not be looked into */
} cli_enclosed;

/* Copies what `result` tells; false when memory is short. */
bool cli_enclosed_take(cli_enclosed *all, const fl_result *result);
void cli_enclosed_dispose(cli_enclosed *all);
/* The names of what lies beside input `own`, which a directory brought and
 * which is the only one there that may be a letter; else *known is false, as
 * nobody can tell whose files these are. Caller frees *names, not its
 * strings; false when memory is short. */
bool cli_files_beside(const cli_inputs *inputs, const cli_operands *operands,
                      size_t own, const char ***names, size_t *count,
                      bool *known);

#endif
