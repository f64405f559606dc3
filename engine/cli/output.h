/*
 * Where reports go: standard output and files, each file whole or not at all.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_OUTPUT_H
#define FL_CLI_OUTPUT_H

#include "cli/whole.h"

#define CLI_OUTPUTS 16 /* one for each format, and some to spare */

typedef struct {
    fl_report *report; /* owned */
    cli_whole whole;   /* not open: standard output */
    FILE *file;        /* of `whole`, or standard output */
    char format[32];
} cli_output;

typedef struct {
    cli_output items[CLI_OUTPUTS];
    size_t count;
} cli_outputs;

/* Opens --format and every --output and writes their heads. */
bool cli_outputs_open(cli_outputs *outputs, const cli_options *options,
                      const fl_packs *packs);
/* Writes the ends; files take their names only if `complete`. */
bool cli_outputs_close(cli_outputs *outputs, bool complete);

#endif
