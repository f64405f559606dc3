/*
 * Where the clean copies of sheets go.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CLEAN_H
#define FL_CLI_CLEAN_H

#include "cli/config.h"
#include "cli/inputs.h"

typedef struct {
    const char *dir;          /* --write-clean */
    const cli_inputs *inputs; /* which are never written to */
    const char *draft;        /* the file in hand, as it is shown */
    cli_texts written;        /* their names */
    bool failed;
} cli_clean;

/* An fl_clean_fn; `data` is a cli_clean. Each file is whole or not there. */
void cli_clean_write(void *data, const char *sheet, const char *csv,
                     size_t size);
void cli_clean_dispose(cli_clean *clean);

#endif
