/*
 * The help: one source for what --help prints, for the manual pages and for
 * the shells' completions, which are made from its JSON.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_HELP_H
#define FL_CLI_HELP_H

#include "cli/cli.h"

/* A subcommand; strings are literals. */
typedef struct {
    const char *name;
    const char *usage; /* "check [OPTION]... FILE..." */
    const char *summary;
    int (*run)(const cli_options *options);
    const char *help; /* paragraphs of lines of at most 79 columns */
} cli_command;

/* Prints the help of `one` of the `count` commands, NULL: of the program, as
 * text (format NULL or "text"), or as JSON all there is. Returns the exit
 * code. */
int cli_help(const cli_command *commands, size_t count, const cli_command *one,
             const char *format);

#endif
