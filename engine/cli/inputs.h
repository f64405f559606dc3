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
    size_t passed;     /* workbooks, pictures and the like in a walked directory
                        * that are no drafts, so that they were not taken */
    /* Gets a draft's bytes, as cli_input_read() tells; NULL: from its file. */
    bool (*read)(const char *path, char **bytes, size_t *size,
                 const char **why);
    bool say_how; /* end with the commands that accept each finding */
} cli_inputs;

/* Expands the operands in the order given, directories sorted by name; of
 * these the drafts, or with `every` all files. False when memory is short. */
bool cli_inputs_expand(cli_inputs *inputs, const cli_operands *operands,
                       bool every);
/* Adds one path as it is; false when memory is short. */
bool cli_inputs_add(cli_inputs *inputs, const char *path);
void cli_inputs_dispose(cli_inputs *inputs);

/* The name is that of a draft, by its suffix. */
bool cli_is_draft_name(const char *name);
/* It is that of a workbook, a table or an archive. */
bool cli_is_attachment_name(const char *name);
/* The whole of a file ("-": standard input). Caller frees *bytes with free().
 * On failure prints the reason. */
bool cli_read_file(const char *path, char **bytes, size_t *size);
/* The same of one of the inputs; on failure *why is the reason (static, or
 * until the thread's next call), else NULL. */
bool cli_input_read(const cli_inputs *inputs, const char *path, char **bytes,
                    size_t *size, const char **why);

#endif
