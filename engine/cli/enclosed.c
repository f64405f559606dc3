/*
 * Copies of redactions, and what lies beside a letter.
 * SPDX-License-Identifier: MIT
 */
#include "cli/enclosed.h"

#include "cli/paths.h"

#include <stdlib.h>
#include <string.h>

/* A copy that `all` owns; NULL when memory is short. */
static const char *keep(cli_enclosed *all, const char *text)
{
    char *copy = strdup(text);
    return copy && cli_texts_add(&all->strings, copy) ? copy : NULL;
}

bool cli_enclosed_take(cli_enclosed *all, const fl_result *result)
{
    fl_redaction_info found;
    for (size_t i = 0; fl_result_redaction(result, i, &found); i++) {
        if (all->count == all->cap) {
            size_t cap = all->cap ? all->cap * 2 : 16;
            fl_redaction_info *grown =
                realloc(all->items, cap * sizeof(*grown));
            if (!grown)
                return false;
            all->items = grown;
            all->cap = cap;
        }
        const char *kind = cli_same(found.kind, "suppressed") ? "suppressed"
                           : cli_same(found.kind, "box")      ? "box"
                                                              : "mark";
        fl_redaction_info *r = &all->items[all->count++];
        *r = (fl_redaction_info){ .kind = kind,
                                  .file = keep(all, found.file),
                                  .place = keep(all, found.place),
                                  .text = keep(all, found.text),
                                  .count = found.count };
        if (!r->file || !r->place || !r->text)
            return false;
    }
    return true;
}

void cli_enclosed_dispose(cli_enclosed *all)
{
    cli_texts_dispose(&all->strings);
    free(all->items);
    *all = (cli_enclosed){ 0 };
}

static bool is_operand(const cli_operands *operands, const char *path)
{
    for (size_t i = 0; i < operands->count; i++)
        if (cli_same(operands->items[i], path))
            return true;
    return false;
}

bool cli_files_beside(const cli_inputs *inputs, const cli_operands *operands,
                      size_t own, const char ***names, size_t *count,
                      bool *known)
{
    const char *path = inputs->paths[own];
    *names = NULL;
    *count = 0;
    *known = !is_operand(operands, path);
    if (!*known)
        return true;
    *names = malloc(inputs->count * sizeof(**names));
    for (size_t i = 0; *names && *known && i < inputs->count; i++) {
        const char *other = inputs->paths[i];
        const char *slash = strrchr(other, '/');
        if (i == own || !cli_beside(path, other))
            continue;
        *known = !cli_is_draft_name(other);
        (*names)[(*count)++] = slash ? slash + 1 : other;
    }
    return *names != NULL;
}
