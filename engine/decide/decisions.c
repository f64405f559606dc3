/*
 * Files of recorded decisions.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "decide/entries.h"

#include <stdlib.h>

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

static void add(fl_entry_file *file, size_t index, const fl_str *values)
{
    fl_decisions *d = (fl_decisions *)file;
    fl_day expires = FL_NO_DAY;
    if (values[EXPIRES].len && !fl_day_parse(values[EXPIRES], &expires)) {
        fl_entry_problem(file, index, "expires", false,
                         "is no date, expected YYYY-MM-DD");
        return;
    }
    *FL_PUSH(file->arena, &d->entries) = (fl_decision_entry){
        .path = plain(values[PATH]),
        .rule = values[RULE],
        .words = fl_decide_words(file->arena, values[QUOTE]),
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

fl_status fl_decisions_read(fl_decisions **out, const char *name,
                            const char *bytes, size_t size, const fl_sink *sink)
{
    static const fl_entry_form form = { "decisions", fields, FIELD_COUNT,
                                        sizeof(fl_decisions), add };
    void *file = NULL;
    fl_status status =
        fl_entries_read(&file, &form, name, (fl_str){ bytes, size }, sink);
    fl_decisions *d = *out = file;
    if (d && d->entries.count > 1)
        qsort(d->entries.items, d->entries.count, sizeof(*d->entries.items),
              by_path);
    return status;
}

void fl_decisions_free(fl_decisions *decisions)
{
    if (decisions)
        fl_arena_free(decisions->file.arena);
}

size_t fl_decisions_count(const fl_decisions *decisions)
{
    return decisions ? decisions->entries.count : 0;
}
