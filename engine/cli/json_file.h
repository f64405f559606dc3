/*
 * Writing JSON: the files that people keep under version control, and what a
 * command prints.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_JSON_FILE_H
#define FL_CLI_JSON_FILE_H

#include <stdbool.h>
#include <stdio.h>

/* Writes a cJSON tree with one member or item a line, so that changes are easy
 * to read. False when memory is short. */
bool cli_write_json(FILE *file, const void *tree);
/* Prints a cJSON tree to standard output and frees it. False, which is told,
 * when memory is short. */
bool cli_print_json(void *tree);

#endif
