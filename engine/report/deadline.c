/*
 * The deadlines of a case: what the user gave, the periods that it starts,
 * and what comes of each.
 * SPDX-License-Identifier: MIT
 */
#include "report/deadline.h"

#include "base/calendar.h"
#include "base/sink.h"
#include "report/report.h"

static const struct {
    const char *name;
    void (*write)(const fl_case *of, fl_json *w);
} formats[] = { { "text", fl_deadline_text },
                { "json", fl_deadline_json },
                { "ics", fl_deadline_ics } };

/* ---- what the user gave ---------------------------------------------------------- */

typedef struct {
    fl_case *of;
    const fl_sink *sink;
    FL_VEC(fl_role_day) dates;
    fl_atom authority;
    uint32_t law; /* the pack whose periods count beside those of base packs */
    bool bad;
} taker;

static void wrong(taker *t, fl_str text)
{
    t->bad = true;
    fl_sink_report(t->sink, FL_LEVEL_ERROR, NULL, 0, 0, NULL, "%.*s",
                   FL_ARG(text));
}

static bool take_day(taker *t, const char *what, const char *text, fl_day *out)
{
    if (fl_day_parse(fl_str_from(text), out))
        return true;
    wrong(t, fl_arena_printf(t->of->arena,
                             "%s: \"%s\" is no date, expected YYYY-MM-DD", what,
                             text));
    return false;
}

static void take_dates(taker *t)
{
    const fl_deadline_options *o = t->of->options;
    for (size_t i = 0; i < o->date_count; i++) {
        fl_role_day date = {
            fl_packs_atom(t->of->packs, fl_str_from(o->dates[i].role)), 0
        };
        if (take_day(t, o->dates[i].role, o->dates[i].date, &date.day) &&
            date.role)
            *FL_PUSH(t->of->arena, &t->dates) = date;
    }
}

/* True when a period of the packs leaves out days for that reason. */
static bool known_reason(const fl_packs *packs, fl_atom reason)
{
    for (size_t p = 0; reason && p < packs->periods.count; p++) {
        const fl_period *period = &packs->periods.items[p];
        for (size_t e = 0; e < period->excludes.count; e++)
            if (period->excludes.items[e].reason == reason)
                return true;
    }
    return false;
}

static void take_pauses(taker *t)
{
    const fl_deadline_options *o = t->of->options;
    for (size_t i = 0; i < o->pause_count; i++) {
        const fl_case_pause *given = &o->pauses[i];
        fl_pause pause = { .reason = fl_packs_atom(
                               t->of->packs, fl_str_from(given->reason)) };
        if (!known_reason(t->of->packs, pause.reason))
            wrong(t, fl_arena_printf(t->of->arena,
                                     "no period leaves out days for \"%s\"",
                                     given->reason));
        bool dates = take_day(t, given->reason, given->from, &pause.from);
        dates = take_day(t, given->reason, given->to, &pause.to) && dates;
        if (dates && pause.from > pause.to)
            wrong(t, fl_arena_printf(t->of->arena, "%s: %s is after %s",
                                     given->reason, given->from, given->to));
        *FL_PUSH(t->of->arena, &t->of->pauses) = pause;
    }
}

/* True when the kind stands before place (`p`, `a`) in the periods. */
static bool stands_before(const fl_packs *packs, fl_atom kind, size_t p,
                          size_t a)
{
    for (size_t q = 0; q <= p; q++) {
        const fl_period *period = &packs->periods.items[q];
        size_t end = q == p ? a : period->authorities.count;
        for (size_t b = 0; b < end; b++)
            if (period->authorities.items[b] == kind)
                return true;
    }
    return false;
}

const char *fl_packs_authority(const fl_packs *packs, size_t i)
{
    for (size_t p = 0; p < packs->periods.count; p++) {
        const fl_period *period = &packs->periods.items[p];
        for (size_t a = 0; a < period->authorities.count; a++) {
            fl_atom kind = period->authorities.items[a];
            if (!stands_before(packs, kind, p, a) && i-- == 0)
                return fl_atom_name(packs, kind).ptr;
        }
    }
    return NULL;
}

static void take_authority(taker *t)
{
    const char *given = t->of->options->authority;
    fl_str known = FL_STR("");
    const char *name = NULL;
    if (!given)
        return;
    for (size_t i = 0; (name = fl_packs_authority(t->of->packs, i)); i++) {
        if (strcmp(name, given) == 0) {
            t->authority = fl_packs_atom(t->of->packs, fl_str_from(given));
            return;
        }
        known = fl_arena_printf(t->of->arena, "%.*s%s%s", FL_ARG(known),
                                i ? ", " : "", name);
    }
    wrong(t, fl_arena_printf(t->of->arena,
                             "unknown kind of authority \"%s\"; known are %.*s",
                             given, FL_ARG(known)));
}

static bool is_law(const fl_packs *packs, uint32_t pack)
{
    return packs->packs.items[pack].is_law;
}

/* Of several laws that give times one is meant: that of the regime given, else
 * the one loaded first. Two laws' days for one letter would only confuse. */
static void take_law(taker *t)
{
    const fl_packs *packs = t->of->packs;
    const char *given = t->of->options->regime;
    fl_str known = FL_STR("");
    uint32_t last = UINT32_MAX;
    t->law = UINT32_MAX;
    for (size_t p = 0; p < packs->periods.count; p++) {
        uint32_t pack = packs->periods.items[p].pack;
        fl_str regime = fl_atom_name(packs, packs->packs.items[pack].regime);
        if (!is_law(packs, pack) || pack == last)
            continue;
        last = pack;
        known = fl_arena_printf(t->of->arena, "%.*s%s%.*s", FL_ARG(known),
                                known.len ? ", " : "", FL_ARG(regime));
        if (t->law == UINT32_MAX && (!given || fl_str_is(regime, given)))
            t->law = pack;
    }
    if (given && t->law == UINT32_MAX)
        wrong(t, fl_arena_printf(t->of->arena,
                                 "no law loaded gives times for the regime "
                                 "\"%s\"; known are %.*s",
                                 given, FL_ARG(known)));
}

/* ---- the periods that start -------------------------------------------------------- */

static const fl_role_day *date_of(const taker *t, fl_atom role)
{
    for (size_t i = 0; role && i < t->dates.count; i++)
        if (t->dates.items[i].role == role)
            return &t->dates.items[i];
    return NULL;
}

/* The later starts of a period never lie before the first. */
static void check_order(taker *t, const fl_due *due)
{
    const fl_role_day *first = &due->starts.items[0];
    for (size_t i = 1; i < due->starts.count; i++) {
        const fl_role_day *next = &due->starts.items[i];
        fl_arena *arena = t->of->arena;
        if (next->day >= first->day || t->bad)
            continue;
        fl_str a = fl_due_role(arena, t->of->packs, next->role);
        fl_str b = fl_due_role(arena, t->of->packs, first->role);
        fl_str at = fl_due_date(arena, next->day);
        fl_str after = fl_due_date(arena, first->day);
        wrong(t,
              fl_arena_printf(arena, "%.*s on %.*s, before %.*s on %.*s",
                              FL_ARG(a), FL_ARG(at), FL_ARG(b), FL_ARG(after)));
    }
}

static void judge_kept(const fl_case *of, fl_due *due)
{
    const fl_deadline *d = &due->deadline;
    fl_day on = due->kept_on.day;
    if (!due->kept_on.role)
        return;
    due->kept = FL_KEPT_OPEN;
    if (d->earliest != FL_NO_DAY && on <= d->earliest)
        due->kept = FL_KEPT;
    else if (d->latest != FL_NO_DAY && on > d->latest)
        due->kept = FL_KEPT_LATE;
    for (fl_day day = d->latest + 1; due->kept == FL_KEPT_LATE && day <= on;
         day++) {
        const fl_holiday *holiday = NULL;
        const fl_excluded *excluded = NULL;
        due->late_by += fl_deadline_day(d, &of->pauses, day, &holiday,
                                        &excluded) == FL_DAY_COUNTS;
    }
}

static bool kept_outside(const fl_due *due)
{
    const fl_calendar *calendar = due->deadline.calendar;
    return calendar && due->kept_on.role &&
           (due->kept_on.day < calendar->from ||
            due->kept_on.day > calendar->to);
}

static void tell_outside(taker *t, const fl_due *due)
{
    const fl_calendar *calendar = due->deadline.calendar;
    char from[11] = "";
    char to[11] = "";
    fl_day_format(calendar->from, from);
    fl_day_format(calendar->to, to);
    fl_str start = fl_due_date(t->of->arena, due->deadline.start);
    if (!due->deadline.outside) {
        fl_str on = fl_due_date(t->of->arena, due->kept_on.day);
        wrong(t, fl_arena_printf(
                     t->of->arena,
                     "the calendar \"%.*s\" knows %s to %s; %.*s lies "
                     "outside it",
                     FL_ARG(fl_atom_name(t->of->packs, calendar->name)), from,
                     to, FL_ARG(on)));
        return;
    }
    wrong(t, fl_arena_printf(
                 t->of->arena,
                 "the calendar \"%.*s\" knows %s to %s; the %.*s from %.*s "
                 "lie outside it",
                 FL_ARG(fl_atom_name(t->of->packs, calendar->name)), from, to,
                 FL_ARG(fl_due_length(t->of->arena, due)), FL_ARG(start)));
}

static void add_due(taker *t, const fl_period *period)
{
    fl_due due = { .start_role = 0 };
    fl_day start = FL_NO_DAY;
    for (size_t i = 0; i < period->starts.count; i++) {
        const fl_role_day *date = date_of(t, period->starts.items[i]);
        if (!date)
            continue;
        *FL_PUSH(t->of->arena, &due.starts) = *date;
        if (date->day > start) {
            start = date->day;
            due.start_role = date->role;
        }
    }
    const fl_role_day *announced = date_of(t, period->announced);
    if (!due.starts.count || (period->announced && !announced))
        return;
    const fl_role_day *kept =
        announced ? announced : date_of(t, period->met_by);
    check_order(t, &due);
    if (kept)
        due.kept_on = *kept;
    fl_deadline_find(t->of->packs, period, start, &t->of->pauses, 0,
                     &due.deadline);
    if (due.deadline.outside || kept_outside(&due))
        tell_outside(t, &due);
    else
        judge_kept(t->of, &due);
    *FL_PUSH(t->of->arena, &t->of->dues) = due;
}

/* Special periods wait for their kind of authority; the one that they stand
 * for gives way. */
static void find_dues(taker *t)
{
    const fl_packs *packs = t->of->packs;
    for (size_t p = 0; p < packs->periods.count; p++) {
        const fl_period *period = &packs->periods.items[p];
        fl_atom id = period->replaces ? period->replaces : period->id;
        if (is_law(packs, period->pack) && period->pack != t->law)
            continue;
        if (fl_packs_period(packs, period->pack, id, t->authority) == period)
            add_due(t, period);
    }
    if (!t->of->dues.count && !t->bad)
        wrong(t, FL_STR("no period starts on the days given"));
}

/* ---- the call ----------------------------------------------------------------------- */

static fl_status run(fl_arena *arena, void *data, fl_json *w)
{
    taker *t = data;
    t->of->arena = arena;
    const char *name = t->of->options->format;
    size_t format = 0;
    size_t count = sizeof(formats) / sizeof(formats[0]);
    while (name && format < count && strcmp(formats[format].name, name) != 0)
        format++;
    if (format == count)
        wrong(t, fl_arena_printf(t->of->arena,
                                 "unknown format \"%s\"; known are text, "
                                 "json, ics",
                                 name));
    take_dates(t);
    take_pauses(t);
    take_authority(t);
    take_law(t);
    if (!t->bad)
        find_dues(t);
    if (t->bad)
        return FL_USAGE;
    formats[format].write(t->of, w);
    return FL_OK;
}

fl_status fl_deadline_report(const fl_packs *packs,
                             const fl_deadline_options *options,
                             fl_write_fn write, void *data, const fl_sink *sink)
{
    fl_case of = { .packs = packs, .options = options };
    taker t = { .of = &of, .sink = sink };
    return fl_write_alone(run, &t, write, data);
}

bool fl_date_valid(const char *date)
{
    fl_day day = FL_NO_DAY;
    return date && fl_day_parse(fl_str_from(date), &day);
}
