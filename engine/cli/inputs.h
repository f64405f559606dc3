/*
 * The drafts that operands name: files, directories walked, standard input.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_INPUTS_H
#define FL_CLI_INPUTS_H

#include "cli/cli.h"

typedef struct {
    char **paths; /* owned; "-" is standard input */
    size_t count, cap;
    size_t unreadable; /* operands that could not be listed */
} cli_inputs;

/* Expands the operands in the order given, directories sorted by name.
 * False when memory is short. */
bool cli_inputs_expand(cli_inputs *inputs, const cli_operands *operands);
void cli_inputs_dispose(cli_inputs *inputs);

/* The whole of a file ("-": standard input). Caller frees *bytes with free().
 * On failure prints the reason. */
/* The name is that of a draft, by its suffix. */
bool cli_is_draft_name(const char *name);
bool cli_read_file(const char *path, char **bytes, size_t *size);
/* The same; on failure *why is the reason (static, or until the thread's next
 * call), else NULL. */
bool cli_read_draft(const char *path, char **bytes, size_t *size,
                    const char **why);

#endif
