/*
 * .foilint.json: found from the draft upwards, applied beneath options and
 * environment.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CONFIG_H
#define FL_CLI_CONFIG_H

#include "cli/cli.h"

typedef struct {
    char *path;            /* owned; NULL: none applies */
    void *json;            /* owned tree; option strings borrow from it */
    char *paths[MAX_LIST]; /* owned: directories made relative to the file */
    size_t path_count;
} cli_config;

/* Finds the configuration for `draft` and fills what `options` leaves open.
 * False, with all mistakes told as file:line:col, when it cannot be used. */
bool cli_config_apply(cli_config *config, cli_options *options,
                      const char *draft);
void cli_config_dispose(cli_config *config);

#endif
