/*
 * Lists of owned strings.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_TEXTS_H
#define FL_CLI_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char **items;
    size_t count, cap;
} cli_texts;
/* Takes over `text`; false (and `text` freed) when memory is short, also when
 * `text` is NULL for that reason. */
bool cli_texts_add(cli_texts *texts, char *text);
/* Moves all of `from` behind those of `to`; `from` is empty afterwards. */
void cli_texts_take(cli_texts *to, cli_texts *from);
void cli_texts_dispose(cli_texts *texts);

#endif
