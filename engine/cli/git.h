/*
 * Asking git.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_GIT_H
#define FL_CLI_GIT_H

#include "cli/cli.h"

/* Runs git with the arguments (NULL-terminated, without "git"). What it prints
 * comes back in *out, NUL-terminated, which the caller frees; its messages go
 * to standard error unless `silent`. False when it fails or is missing. */
bool cli_git(const char *const *args, bool silent, char **out, size_t *size);
/* One line that git prints, without its end; NULL when it fails. Caller
 * frees. */
char *cli_git_line(const char *const *args);
/* The staged bytes of a file, named from the top of the working tree; as
 * cli_input_read(). */
bool cli_git_staged(const char *path, char **bytes, size_t *size,
                    const char **why);

#endif
