/*
 * Sorted lists of names, and the walk through two of them.
 * SPDX-License-Identifier: MIT
 */
#include "cli/labels.h"

#include <stdlib.h>
#include <string.h>

bool cli_names_add(cli_names *names, const char *text, size_t len)
{
    return cli_texts_add(names, strndup(text, len));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void cli_names_sort(cli_names *names, bool once)
{
    if (names->count == 0)
        return;
    qsort(names->items, names->count, sizeof(*names->items), by_name);
    if (!once)
        return;
    size_t kept = 1;
    for (size_t i = 1; i < names->count; i++)
        if (cli_same(names->items[i], names->items[kept - 1]))
            free(names->items[i]);
        else
            names->items[kept++] = names->items[i];
    names->count = kept;
}

/* How many names from `from` on are the same as the one there. */
static size_t run_length(const cli_names *names, size_t from)
{
    size_t end = from + 1;
    while (end < names->count &&
           cli_same(names->items[end], names->items[from]))
        end++;
    return end - from;
}

size_t cli_names_times(const cli_names *names, const char *name)
{
    size_t low = 0;
    size_t high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->items[middle], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == names->count || !cli_same(names->items[low], name))
        return 0;
    return run_length(names, low);
}

bool cli_walk_next(cli_walk *walk, const cli_names *left,
                   const cli_names *right)
{
    bool in_left = walk->left < left->count;
    bool in_right = walk->right < right->count;
    if (!in_left && !in_right)
        return false;
    if (in_left && in_right) {
        int order = strcmp(left->items[walk->left], right->items[walk->right]);
        in_left = order <= 0;
        in_right = order >= 0;
    }
    walk->name = in_left ? left->items[walk->left] : right->items[walk->right];
    walk->left_times = in_left ? run_length(left, walk->left) : 0;
    walk->right_times = in_right ? run_length(right, walk->right) : 0;
    walk->left += walk->left_times;
    walk->right += walk->right_times;
    return true;
}

const char *cli_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
