/*
 * Lists of owned strings, which grow by doubling.
 * SPDX-License-Identifier: MIT
 */
#include "cli/texts.h"

#include <stdlib.h>

bool cli_texts_add(cli_texts *texts, char *text)
{
    if (text && texts->count == texts->cap) {
        size_t cap = texts->cap ? texts->cap * 2 : 8;
        char **grown = realloc(texts->items, cap * sizeof(*grown));
        if (!grown) {
            free(text);
            return false;
        }
        texts->items = grown;
        texts->cap = cap;
    }
    if (text)
        texts->items[texts->count++] = text;
    return text != NULL;
}

void cli_texts_take(cli_texts *to, cli_texts *from)
{
    for (size_t i = 0; i < from->count; i++)
        cli_texts_add(to, from->items[i]);
    free(from->items);
    *from = (cli_texts){ 0 };
}

void cli_texts_dispose(cli_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    free(texts->items);
    *texts = (cli_texts){ 0 };
}
