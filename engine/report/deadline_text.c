/*
 * Deadlines as text for people.
 * SPDX-License-Identifier: MIT
 */
#include "report/deadline.h"

static void write_days(const fl_case *of, const fl_due *due, fl_buf *out)
{
    fl_counted_day at = { .day = due->deadline.start };
    while (fl_due_next_day(of, due, &at)) {
        fl_str day = fl_due_date(of->arena, at.day);
        fl_str name = fl_due_day_name(of->arena, &at);
        fl_buf_printf(out, "    %-16.*s", FL_ARG(day));
        if (at.kind == FL_DAY_COUNTS)
            fl_buf_printf(out, "%3d\n", at.number);
        else if (at.kind == FL_DAY_WEEKEND)
            fl_buf_puts(out, "  - weekend\n");
        else
            fl_buf_printf(out, "  - %.*s\n", FL_ARG(name));
    }
}

static void write_due(const fl_case *of, const fl_due *due, fl_buf *out)
{
    const fl_period *period = due->deadline.period;
    fl_lines lines = { 0 };
    fl_buf_printf(out, "%.*s: %.*s\n", FL_ARG(period->title),
                  FL_ARG(fl_due_when(of->arena, due)));
    fl_due_derivation(of, due, &lines);
    for (size_t i = 0; i < lines.count; i++)
        fl_buf_printf(out, "    %.*s\n", FL_ARG(lines.items[i]));
    if (of->options->days)
        write_days(of, due, out);
    for (size_t i = 0; i < period->basis.count; i++) {
        const fl_basis *b = &period->basis.items[i];
        fl_buf_printf(out, "    law: %.*s %.*s%s%.*s\n", FL_ARG(b->source),
                      FL_ARG(b->at), b->url.len ? " " : "", FL_ARG(b->url));
    }
    fl_buf_printf(out, "    strength: %.*s\n", FL_ARG(period->strength));
    if (period->note.len)
        fl_buf_printf(out, "    note: %.*s\n", FL_ARG(period->note));
}

void fl_deadline_text(const fl_case *of, fl_json *w)
{
    fl_buf *out = &w->out;
    for (size_t i = 0; i < of->dues.count; i++) {
        if (i)
            fl_buf_putc(out, '\n');
        write_due(of, &of->dues.items[i], out);
    }
}
