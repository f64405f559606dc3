/*
 * A file that is written whole or not at all: beside its final name, and
 * renamed in the end.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_WHOLE_H
#define FL_CLI_WHOLE_H

#include "cli/cli.h"

typedef struct {
    char *name;      /* owned; NULL: nothing is open */
    char *temporary; /* owned */
    FILE *file;
} cli_whole;

/* False, with the reason told, when no file can be made there. */
bool cli_whole_open(cli_whole *whole, const char *name);
/* Gives the file its name if it is `complete`, else removes it; false when it
 * has not got its name, with the reason told. */
bool cli_whole_close(cli_whole *whole, bool complete);
/* Removes what was written; nothing happens to one that isn't open. */
void cli_whole_drop(cli_whole *whole);

#endif
