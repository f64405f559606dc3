/*
 * Deadlines as an iCalendar object (RFC 5545): an all-day event for each. The
 * same case gives the same bytes, and the same UIDs when it is worked out
 * again, so that a calendar replaces the old entry.
 * SPDX-License-Identifier: MIT
 */
#include "report/deadline.h"

#include "base/calendar.h"

#include <stdio.h>

/* Bytes of a line without its end (RFC 5545, 3.1). */
#define LINE_BYTES 75u

/* One content line, folded between code points, ended by CR LF. */
static void put_line(fl_buf *out, fl_str line)
{
    size_t room = LINE_BYTES;
    size_t start = 0;
    while (line.len - start > room) {
        size_t end = start + room;
        while (((unsigned char)line.ptr[end] & 0xC0) == 0x80)
            end--;
        fl_buf_add(out, fl_str_slice(line, start, end));
        fl_buf_puts(out, "\r\n ");
        start = end;
        room = LINE_BYTES - 1; /* the blank counts */
    }
    fl_buf_add(out, fl_str_slice(line, start, line.len));
    fl_buf_puts(out, "\r\n");
}

/* A TEXT value: backslash, semicolon, comma and newline are escaped, other
 * control characters dropped. */
static fl_str escaped(fl_arena *arena, fl_str text)
{
    char *to = fl_arena_alloc(arena, 2 * text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\' || c == ';' || c == ',')
            to[len++] = '\\';
        if (c == '\n') {
            to[len++] = '\\';
            c = 'n';
        }
        if ((unsigned char)c >= ' ' && c != 0x7F)
            to[len++] = c;
    }
    return (fl_str){ to, len };
}

static void put_text(const fl_case *of, fl_buf *out, const char *name,
                     fl_str text)
{
    put_line(out, fl_arena_printf(of->arena, "%s:%.*s", name,
                                  FL_ARG(escaped(of->arena, text))));
}

/* "20250616". */
static fl_str basic_date(fl_arena *arena, fl_day day)
{
    int y = 0;
    int m = 0;
    int d = 0;
    fl_day_to_civil(day, &y, &m, &d);
    return fl_arena_printf(arena, "%04d%02d%02d", y, m, d);
}

/* What tells cases apart: the reference, or the first day of the case. */
static fl_str case_mark(const fl_case *of, const fl_due *due)
{
    const char *reference = of->options->reference;
    char *mark = NULL;
    if (!reference)
        return basic_date(of->arena, due->starts.items[0].day);
    mark = fl_arena_alloc(of->arena, 2 * strlen(reference) + 1);
    size_t len = 0;
    for (const char *c = reference; *c; c++) {
        unsigned char b = (unsigned char)*c;
        if (fl_is_word(*c) && b < 0x80) {
            mark[len++] = *c;
        } else { /* no two references share a mark */
            snprintf(mark + len, 3, "%02X", b);
            len += 2;
        }
    }
    return (fl_str){ mark, len };
}

static fl_str description(const fl_case *of, const fl_due *due)
{
    const fl_period *period = due->deadline.period;
    fl_lines lines = { 0 };
    fl_str text = fl_due_when(of->arena, due);
    fl_due_derivation(of, due, &lines);
    for (size_t i = 0; i < lines.count; i++)
        text = fl_arena_printf(of->arena, "%.*s\n%.*s", FL_ARG(text),
                               FL_ARG(lines.items[i]));
    for (size_t i = 0; i < period->basis.count; i++)
        text = fl_arena_printf(of->arena, "%.*s\n%.*s %.*s", FL_ARG(text),
                               FL_ARG(period->basis.items[i].source),
                               FL_ARG(period->basis.items[i].at));
    return text;
}

static void put_event(const fl_case *of, const fl_due *due, fl_buf *out)
{
    fl_arena *arena = of->arena;
    const fl_deadline *d = &due->deadline;
    const fl_period *period = d->period;
    const char *reference = of->options->reference;
    /* where the day is open, the first that it can be warns in time */
    fl_day day = d->earliest != FL_NO_DAY ? d->earliest : d->latest;
    fl_str stamp = fl_str_from(of->options->stamp);
    if (!stamp.len)
        stamp = fl_arena_printf(
            arena, "%.*sT000000Z",
            FL_ARG(basic_date(arena, due->starts.items[0].day)));
    put_line(out, FL_STR("BEGIN:VEVENT"));
    put_line(out,
             fl_arena_printf(arena, "UID:%.*s-%.*s-%.*s@foilint",
                             FL_ARG(of->packs->packs.items[period->pack].name),
                             FL_ARG(fl_atom_name(of->packs, period->id)),
                             FL_ARG(case_mark(of, due))));
    put_line(out, fl_arena_printf(arena, "DTSTAMP:%.*s", FL_ARG(stamp)));
    put_line(out, fl_arena_printf(arena, "DTSTART;VALUE=DATE:%.*s",
                                  FL_ARG(basic_date(arena, day))));
    put_line(out, fl_arena_printf(arena, "DTEND;VALUE=DATE:%.*s",
                                  FL_ARG(basic_date(arena, day + 1))));
    put_text(of, out, "SUMMARY",
             fl_arena_printf(arena, "%s%sDue: %.*s", reference ? reference : "",
                             reference ? " " : "", FL_ARG(period->title)));
    put_text(of, out, "DESCRIPTION", description(of, due));
    put_line(out, FL_STR("TRANSP:TRANSPARENT"));
    put_line(out, FL_STR("END:VEVENT"));
}

void fl_deadline_ics(const fl_case *of, fl_json *w)
{
    fl_buf *out = &w->out;
    put_line(out, FL_STR("BEGIN:VCALENDAR"));
    put_line(out, FL_STR("VERSION:2.0"));
    put_line(out, FL_STR("PRODID:-//foilint//foilint " FL_VERSION "//EN"));
    put_line(out, FL_STR("CALSCALE:GREGORIAN"));
    for (size_t i = 0; i < of->dues.count; i++)
        put_event(of, &of->dues.items[i], out);
    put_line(out, FL_STR("END:VCALENDAR"));
}
