/*
 * Files of recorded decisions.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "decide/entries.h"

#include <stdlib.h>

#define LIST "decisions"

enum { PATH, RULE, QUOTE, WHO, WHY, AUTHORITY, EXPIRES, FIELD_COUNT };
static const fl_entry_field fields[FIELD_COUNT] = {
    { "path", true },     { "rule", true }, { "quote", true },
    { "who", true },      { "why", true },  { "authority", false },
    { "expires", false },
};

static fl_str plain(fl_str path)
{
    while (fl_str_starts(path, FL_STR("./")))
        path = fl_str_slice(path, 2, path.len);
    return path;
}

static void add(fl_entry_file *file, fl_decisions *d, size_t index,
                const cJSON *node)
{
    fl_str values[FIELD_COUNT] = { 0 };
    fl_day expires = FL_NO_DAY;
    if (!fl_entry_read(file, LIST, index, node, fields, FIELD_COUNT, values))
        return;
    if (values[EXPIRES].len && !fl_day_parse(values[EXPIRES], &expires)) {
        fl_entry_problem(file, LIST, index, "expires", false,
                         "is no date, expected YYYY-MM-DD");
        return;
    }
    *FL_PUSH(d->arena, &d->entries) = (fl_decision_entry){
        .path = plain(values[PATH]),
        .rule = values[RULE],
        .words = fl_decide_words(d->arena, values[QUOTE]),
        .quote = values[QUOTE],
        .who = values[WHO],
        .why = values[WHY],
        .expires = expires,
        .index = index,
    };
}

static int by_path(const void *a, const void *b)
{
    const fl_decision_entry *x = a;
    const fl_decision_entry *y = b;
    int order = fl_str_cmp(x->path, y->path);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static bool read_all(fl_decisions *d, const fl_sink *sink)
{
    fl_entry_file file = { d->arena, d->name, d->text, sink, true };
    const cJSON *entries = fl_entry_file_open(&file, LIST);
    const cJSON *node = NULL;
    size_t index = 0;
    cJSON_ArrayForEach(node, entries) add(&file, d, index++, node);
    if (d->entries.count > 1)
        qsort(d->entries.items, d->entries.count, sizeof(*d->entries.items),
              by_path);
    return entries && file.ok;
}

fl_status fl_decisions_read(fl_decisions **out, const char *name,
                            const char *bytes, size_t size, const fl_sink *sink)
{
    *out = NULL;
    fl_status status = FL_NOMEM;
    fl_arena *arena = fl_arena_new();
    if (!arena)
        return FL_NOMEM;
    if (FL_ARENA_TRY(arena)) {
        fl_decisions *d = FL_NEW(arena, fl_decisions);
        d->arena = arena;
        d->name = fl_arena_dup(arena, fl_str_from(name)).ptr;
        d->text = fl_arena_dup(arena, (fl_str){ bytes, size });
        status = read_all(d, sink) ? FL_OK : FL_FORMAT;
        *out = d;
    } else {
        status = FL_NOMEM;
    }
    fl_arena_untry(arena);
    if (status != FL_OK) {
        *out = NULL;
        fl_arena_free(arena);
    }
    return status;
}

void fl_decisions_free(fl_decisions *decisions)
{
    if (decisions)
        fl_arena_free(decisions->arena);
}

size_t fl_decisions_count(const fl_decisions *decisions)
{
    return decisions ? decisions->entries.count : 0;
}
