/*
 * Deadlines as JSON. The shape is frozen by schemas/deadline.schema.json.
 * SPDX-License-Identifier: MIT
 */
#include "report/deadline.h"
#include "report/report.h"

#define SCHEMA_VERSION 1

static void write_number(fl_json *w, const char *key, int number)
{
    fl_json_key(w, key);
    if (number)
        fl_json_int(w, number);
    else
        fl_json_null(w);
}

static void write_role_day(fl_json *w, const fl_packs *packs,
                           const fl_role_day *date)
{
    fl_json_open(w, '{');
    fl_json_member(w, "role", fl_atom_name(packs, date->role));
    fl_write_day(w, "date", date->day);
    fl_json_close(w, '}');
}

static void write_count(fl_json *w, const fl_case *of, const fl_due *due,
                        bool all)
{
    static const char *const kinds[] = { "counts", "weekend", "holiday",
                                         "excluded" };
    fl_counted_day at = { .day = due->deadline.start };
    fl_json_open(w, '[');
    while (fl_due_next_day(of, due, &at)) {
        bool off = at.kind == FL_DAY_HOLIDAY || at.kind == FL_DAY_EXCLUDED;
        if (!off && !all)
            continue;
        fl_json_open(w, '{');
        fl_write_day(w, "date", at.day);
        fl_json_member(w, "kind", fl_str_from(kinds[at.kind]));
        if (at.kind == FL_DAY_COUNTS)
            fl_json_member_int(w, "number", at.number);
        if (off)
            fl_json_member(w, "name", fl_due_day_name(of->arena, &at));
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

static void write_kept(fl_json *w, const fl_case *of, const fl_due *due)
{
    static const char *const verdicts[] = { "", "in-time", "late",
                                            "cannot-tell" };
    fl_json_key(w, "kept");
    if (due->kept == FL_KEPT_NOT_SAID) {
        fl_json_null(w);
        return;
    }
    fl_json_open(w, '{');
    fl_json_member(w, "role", fl_atom_name(of->packs, due->kept_on.role));
    fl_write_day(w, "date", due->kept_on.day);
    fl_json_member(w, "verdict", fl_str_from(verdicts[due->kept]));
    fl_json_member_int(w, "late_by", due->late_by);
    fl_json_close(w, '}');
}

static void write_law(fl_json *w, const fl_period *period)
{
    fl_json_member(w, "strength", period->strength);
    fl_write_basis(w, &period->basis);
    fl_json_member(w, "note", period->note);
}

static void write_derivation(fl_json *w, const fl_case *of, const fl_due *due)
{
    fl_lines lines = { 0 };
    fl_due_derivation(of, due, &lines);
    fl_json_key(w, "derivation");
    fl_json_open(w, '[');
    for (size_t i = 0; i < lines.count; i++)
        fl_json_str(w, lines.items[i]);
    fl_json_close(w, ']');
}

static void write_due(fl_json *w, const fl_case *of, const fl_due *due)
{
    const fl_deadline *d = &due->deadline;
    const fl_period *period = d->period;
    bool known = d->earliest == d->latest;
    fl_json_open(w, '{');
    fl_json_member(w, "period", fl_atom_name(of->packs, period->id));
    fl_json_member(w, "pack", of->packs->packs.items[period->pack].name);
    fl_json_member(w, "title", period->title);
    fl_write_day(w, "due", known ? d->latest : FL_NO_DAY);
    fl_write_day(w, "earliest", d->earliest);
    fl_write_day(w, "latest", d->latest);
    fl_json_member(w, "why_open", fl_str_from(d->why));
    fl_json_key(w, "expected_holidays");
    fl_json_bool(w, d->expected);
    fl_json_key(w, "starts");
    fl_json_open(w, '[');
    for (size_t i = 0; i < due->starts.count; i++)
        write_role_day(w, of->packs, &due->starts.items[i]);
    fl_json_close(w, ']');
    fl_write_day(w, "counted_after", d->start);
    write_number(w, "days", period->days);
    write_number(w, "at_most", period->at_most);
    fl_json_member(w, "calendar",
                   d->calendar ? fl_atom_name(of->packs, d->calendar->name)
                               : FL_STR("calendar-days"));
    write_kept(w, of, due);
    fl_json_key(w, "passed_over");
    write_count(w, of, due, false);
    if (of->options->days) {
        fl_json_key(w, "day_by_day");
        write_count(w, of, due, true);
    }
    write_derivation(w, of, due);
    write_law(w, period);
    fl_json_close(w, '}');
}

void fl_deadline_json(const fl_case *of, fl_json *w)
{
    w->pretty = true;
    fl_json_open(w, '{');
    fl_write_tool(w, SCHEMA_VERSION);
    fl_json_key(w, "authority");
    fl_json_cstr(w, of->options->authority);
    fl_json_key(w, "reference");
    fl_json_cstr(w, of->options->reference);
    fl_json_key(w, "deadlines");
    fl_json_open(w, '[');
    for (size_t i = 0; i < of->dues.count; i++)
        write_due(w, of, &of->dues.items[i]);
    fl_json_close(w, ']');
    fl_json_close(w, '}');
    fl_buf_putc(&w->out, '\n');
}
