/*
 * Deadlines in words: dates, lengths, and the derivation line by line.
 * SPDX-License-Identifier: MIT
 */
#include "report/deadline.h"

#include "base/calendar.h"

fl_str fl_due_date(fl_arena *arena, fl_day day)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu",
                                        "Fri", "Sat", "Sun" };
    return fl_arena_printf(arena, "%s %.*s", days[fl_day_weekday(day)],
                           FL_ARG(fl_day_text(arena, day, true)));
}

fl_str fl_due_role(fl_arena *arena, const fl_packs *packs, fl_atom role)
{
    fl_str name = fl_arena_dup(arena, fl_atom_name(packs, role));
    char *text = fl_arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        text[i] = name.ptr[i];
    for (size_t i = 0; i < name.len; i++)
        if (text[i] == '-')
            text[i] = ' ';
    return (fl_str){ text, name.len };
}

static fl_str count_text(fl_arena *arena, const fl_due *due, int days)
{
    return fl_arena_printf(arena, "%d %sday%s", days,
                           due->deadline.calendar ? "working " : "",
                           days == 1 ? "" : "s");
}

fl_str fl_due_length(fl_arena *arena, const fl_due *due)
{
    const fl_period *period = due->deadline.period;
    if (!period->days)
        return fl_arena_printf(arena, "at most %.*s",
                               FL_ARG(count_text(arena, due, period->at_most)));
    if (!period->at_most)
        return count_text(arena, due, period->days);
    return fl_arena_printf(arena, "%.*s, at most %d",
                           FL_ARG(count_text(arena, due, period->days)),
                           period->at_most);
}

fl_str fl_due_when(fl_arena *arena, const fl_due *due)
{
    const fl_deadline *d = &due->deadline;
    bool from = d->earliest != FL_NO_DAY;
    bool to = d->latest != FL_NO_DAY;
    fl_str first = from ? fl_due_date(arena, d->earliest) : FL_STR("");
    fl_str last = to ? fl_due_date(arena, d->latest) : FL_STR("");
    if (from && to && d->earliest == d->latest)
        return last;
    if (from && to)
        return fl_arena_printf(arena,
                               "cannot tell: not before %.*s, not after %.*s",
                               FL_ARG(first), FL_ARG(last));
    return fl_arena_printf(arena, "cannot tell: not %s %.*s",
                           to ? "after" : "before", FL_ARG(to ? last : first));
}

bool fl_due_next_day(const fl_case *of, const fl_due *due, fl_counted_day *at)
{
    const fl_deadline *d = &due->deadline;
    fl_day last = d->latest != FL_NO_DAY ? d->latest : d->earliest;
    if (at->day >= last)
        return false;
    at->day++;
    at->kind =
        fl_deadline_day(d, &of->pauses, at->day, &at->holiday, &at->excluded);
    at->number += at->kind == FL_DAY_COUNTS;
    return true;
}

fl_str fl_due_day_name(fl_arena *arena, const fl_counted_day *at)
{
    if (at->excluded)
        return at->excluded->title;
    if (!at->holiday)
        return FL_STR("");
    const fl_holiday *h = at->holiday;
    fl_str name = h->name.len ? h->name : FL_STR("holiday");
    if (h->where.len)
        name = fl_arena_printf(arena, "%.*s in %.*s", FL_ARG(name),
                               FL_ARG(h->where));
    if (h->unsettled.len)
        name = fl_arena_printf(arena, "%.*s; %.*s", FL_ARG(name),
                               FL_ARG(h->unsettled));
    return name;
}

/* ---- the derivation ------------------------------------------------------------------ */

static void say_starts(const fl_case *of, const fl_due *due, fl_lines *out)
{
    for (size_t i = 0; i < due->starts.count; i++) {
        const fl_role_day *start = &due->starts.items[i];
        fl_str role = fl_due_role(of->arena, of->packs, start->role);
        fl_str day = fl_due_date(of->arena, start->day);
        bool again = i > 0 && start->role == due->start_role;
        *FL_PUSH(of->arena, out) = fl_arena_printf(
            of->arena, "%.*s on %.*s%s", FL_ARG(role), FL_ARG(day),
            again ? ": the time starts again" : "");
    }
}

static void add_run(fl_arena *arena, fl_str *passed, fl_day first, fl_day last,
                    fl_str name)
{
    fl_str from = fl_due_date(arena, first);
    fl_str to = fl_due_date(arena, last);
    *passed = fl_arena_printf(
        arena, "%.*s%s%.*s%s%.*s (%.*s)", FL_ARG(*passed),
        passed->len ? ", " : "", FL_ARG(from), first < last ? " to " : "",
        first < last ? (int)to.len : 0, to.ptr, FL_ARG(name));
}

/* The days passed over: holidays each, days of a pause as runs. */
static void say_passed(const fl_case *of, const fl_due *due, fl_lines *out)
{
    fl_str passed = FL_STR("");
    fl_counted_day at = { .day = due->deadline.start };
    fl_counted_day run = { 0 }; /* first day of the open one */
    fl_day last = FL_NO_DAY;
    while (fl_due_next_day(of, due, &at)) {
        if (run.excluded && at.excluded == run.excluded)
            last = at.day;
        if (run.excluded && at.kind != FL_DAY_WEEKEND &&
            at.excluded != run.excluded) {
            add_run(of->arena, &passed, run.day, last,
                    fl_due_day_name(of->arena, &run));
            run.excluded = NULL;
        }
        if (at.kind == FL_DAY_HOLIDAY)
            add_run(of->arena, &passed, at.day, at.day,
                    fl_due_day_name(of->arena, &at));
        if (at.kind == FL_DAY_EXCLUDED && !run.excluded) {
            run = at;
            last = at.day;
        }
    }
    if (passed.len)
        *FL_PUSH(of->arena, out) =
            fl_arena_printf(of->arena, "passed over: %.*s", FL_ARG(passed));
}

static void say_first(const fl_case *of, const fl_due *due, fl_lines *out)
{
    fl_counted_day at = { .day = due->deadline.start };
    while (at.number == 0 && fl_due_next_day(of, due, &at))
        continue;
    fl_str day = fl_due_date(of->arena, at.day);
    *FL_PUSH(of->arena, out) =
        fl_arena_printf(of->arena, "counting starts on %.*s, the next %sday",
                        FL_ARG(day), due->deadline.calendar ? "working " : "");
}

static void say_kept(const fl_case *of, const fl_due *due, fl_lines *out)
{
    fl_arena *arena = of->arena;
    if (due->kept == FL_KEPT_NOT_SAID)
        return;
    fl_str role = fl_due_role(arena, of->packs, due->kept_on.role);
    fl_str day = fl_due_date(arena, due->kept_on.day);
    const char *link = due->deadline.period->announced ? "to" : "on";
    fl_str verdict = FL_STR("in time");
    if (due->kept == FL_KEPT_LATE)
        verdict = fl_arena_printf(arena, "%.*s too late",
                                  FL_ARG(count_text(arena, due, due->late_by)));
    else if (due->kept == FL_KEPT_OPEN)
        verdict = FL_STR("cannot tell whether in time");
    *FL_PUSH(arena, out) =
        fl_arena_printf(arena, "%.*s %s %.*s: %.*s", FL_ARG(role), link,
                        FL_ARG(day), FL_ARG(verdict));
}

void fl_due_derivation(const fl_case *of, const fl_due *due, fl_lines *out)
{
    fl_arena *arena = of->arena;
    const fl_deadline *d = &due->deadline;
    say_starts(of, due, out);
    say_first(of, due, out);
    say_passed(of, due, out);
    fl_str length = fl_due_length(arena, due);
    if (d->why[0]) {
        *FL_PUSH(arena, out) =
            fl_arena_printf(arena, "%.*s: %s", FL_ARG(length), d->why);
    } else {
        fl_str last = fl_due_date(arena, d->latest);
        *FL_PUSH(arena, out) = fl_arena_printf(arena, "%.*s: the last is %.*s",
                                               FL_ARG(length), FL_ARG(last));
    }
    say_kept(of, due, out);
    if (d->expected) {
        fl_str to = fl_due_date(arena, d->calendar->settled_to);
        *FL_PUSH(arena, out) = fl_arena_printf(
            arena,
            "holidays after %.*s are those to be expected; one may be added",
            FL_ARG(to));
    }
}
