/*
 * A baseline as a report: one line for each finding that it shall remember,
 * in order, so that two of them differ only where findings do.
 * SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "base/arena.h"
#include "decide/decide.h"
#include "report/finding.h"
#include "report/report.h"

#include <stdlib.h>

/* The name that the draft has in the baseline. */
static const char *name_of(const fl_result *r)
{
    return r->baseline_path ? r->baseline_path : r->path;
}

/* A baseline that exists keeps what is still found of it; a new one takes all
 * that no decision covers. */
static bool wanted(const fl_report *report, const fl_result *r, size_t i)
{
    fl_decision mark = fl_finding_decision(r, i);
    if (report->options.baseline)
        return mark.baseline == FL_BASELINE_UNCHANGED;
    return mark.suppression == FL_NOT_SUPPRESSED;
}

static bool add_lines(const fl_report *report, const fl_result *r, fl_buf *out)
{
    fl_arena *arena = fl_arena_new();
    if (!arena)
        return false;
    bool ok = true;
    if (FL_ARENA_TRY(arena)) {
        for (size_t i = 0; i < fl_result_finding_count(r); i++) {
            if (!wanted(report, r, i))
                continue;
            fl_buf_add(out, fl_baseline_key(arena, r,
                                            &r->judgement->outcomes.items[i],
                                            name_of(r)));
            fl_buf_putc(out, '\n');
        }
    } else {
        ok = false;
    }
    fl_arena_untry(arena);
    fl_arena_free(arena);
    return ok;
}

/* The note is the draft's name, and a NUL: only a draft that could be read
 * says anything of the baseline's entries. */
static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    if (!result->judgement)
        return;
    if (!add_lines(report, result, &part->text))
        part->text.failed = true;
    fl_buf_puts(&part->note, name_of(result));
    fl_buf_putc(&part->note, '\0');
}

static int by_text(const void *a, const void *b)
{
    return fl_str_cmp(*(const fl_str *)a, *(const fl_str *)b);
}

static bool listed(const fl_str *names, size_t count, fl_str name)
{
    return count && bsearch(&name, names, count, sizeof(*names), by_text);
}

/* Pieces of `text` that end with `end`, sorted. In `arena`. */
static fl_str *pieces(fl_arena *arena, fl_str text, char end, size_t room,
                      size_t *count)
{
    for (size_t i = 0; i < text.len; i++)
        room += text.ptr[i] == end;
    fl_str *all = FL_NEW_ARRAY(arena, room, fl_str);
    *count = 0;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        while (at < text.len && text.ptr[at] != end)
            at++;
        all[(*count)++] = fl_str_slice(text, start, at++);
    }
    if (*count > 1)
        qsort(all, *count, sizeof(*all), by_text);
    return all;
}

static void add_all(const fl_report *report, fl_arena *arena, fl_buf *out)
{
    size_t drafts = 0;
    size_t count = 0;
    size_t old_count = 0;
    const fl_baseline_entry *old =
        report->options.baseline
            ? fl_baseline_entries(report->options.baseline, &old_count)
            : NULL;
    fl_str *names = pieces(arena, fl_buf_str(&report->notes), '\0', 0, &drafts);
    fl_str *lines =
        pieces(arena, fl_buf_str(&report->held), '\n', old_count, &count);
    for (size_t i = 0; i < old_count; i++) {
        const fl_report_options *o = &report->options;
        if (!listed(names, drafts, old[i].path) &&
            (!o->keep ||
             o->keep(o->keep_data, fl_arena_dup(arena, old[i].path).ptr)))
            lines[count++] = old[i].line;
    }
    if (count > 1)
        qsort(lines, count, sizeof(*lines), by_text);
    fl_buf_puts(out, "{\"entries\": [");
    for (size_t i = 0; i < count; i++) {
        fl_buf_puts(out, i ? ",\n" : "\n");
        fl_buf_add(out, lines[i]);
    }
    fl_buf_puts(out, "\n]}\n");
}

static void end(const fl_report *report, fl_buf *out)
{
    fl_arena *arena = fl_arena_new();
    if (!arena) {
        out->failed = true;
        return;
    }
    if (FL_ARENA_TRY(arena))
        add_all(report, arena, out);
    else
        out->failed = true;
    fl_arena_untry(arena);
    fl_arena_free(arena);
}

const fl_format fl_format_baseline = {
    .name = "baseline", .holds = true, .document = document, .end = end
};
