/*
 * The members of a configuration, checked one by one. Private to config*.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CONFIG_MEMBERS_H
#define FL_CLI_CONFIG_MEMBERS_H

#include "cli/config.h"

/* Takes what config->json says; false when something is wrong with it, each
 * mistake told. */
bool cli_config_members(cli_config *config);
/* Tells of a mistake in the file at `path`. */
void cli_config_complain(const char *path, size_t line, size_t col,
                         const char *what);
/* Where `given` leads: directories in a file are relative to that file; what
 * is none may be the name of a built-in pack. Caller frees; NULL: no memory. */
char *cli_config_beside(const cli_config *config, const char *given,
                        bool may_be_name);

#endif
