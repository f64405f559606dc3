/*
 * A file that is written whole or not at all: beside its final name, and
 * renamed in the end.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_WHOLE_H
#define FL_CLI_WHOLE_H

#include "cli/cli.h"

typedef struct {
    FILE *file;      /* NULL: not open */
    char *name;      /* owned */
    char *temporary; /* owned */
} cli_whole;

/* The stream to write to, or NULL after a complaint. */
FILE *cli_whole_open(cli_whole *whole, const char *name);
/* If `complete`, gives the file its name, else removes it; false, after a
 * complaint, when a complete one could not be written or `complete` is false.
 * No effect on one that is not open. */
bool cli_whole_close(cli_whole *whole, bool complete);

#endif
