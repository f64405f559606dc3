/*
 * Names of files: relative to one another, and patterns for them.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_PATHS_H
#define FL_CLI_PATHS_H

#include "cli/cli.h"

/* The absolute name of `path`, whose last component need not exist and is not
 * followed. Caller frees; NULL when memory is short. */
char *cli_absolute(const char *path);
/* The folder that `path` names or, when it names none, lies in; absolute.
 * Caller frees; NULL when memory is short. */
char *cli_folder(const char *path);
/* `path` as seen from the folder of `file`: "letters/a.txt", "../b.txt".
 * Caller frees; NULL when memory is short. */
char *cli_relative(const char *file, const char *path);
/* As short as it can be said from here: without the working directory. Caller
 * frees; NULL when memory is short. */
char *cli_shown(const char *absolute);
/* "dir/name". Caller frees; NULL when memory is short. */
char *cli_join(const char *dir, const char *name);
bool cli_exists(const char *path);
/* Both lie in one folder, by their names alone; "-" lies in none. */
bool cli_beside(const char *path, const char *other);
/* Writes `text` in single quotes for the shell. */
void cli_put_quoted(FILE *file, const char *text);

/* Patterns: * and ? match within one folder, ** also across folders; one
 * without a slash matches the file's own name in any folder. */
bool cli_path_matches(const char *pattern, const char *path);

#endif
