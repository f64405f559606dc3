/*
 * Walks the calendar from the day after the start until so many days have
 * counted. Where the pack leaves something open, it walks twice: once with
 * every open day worked, once with none.
 * SPDX-License-Identifier: MIT
 */
#include "judge/deadline.h"

#include "base/calendar.h"

/* What an open question of the pack is taken for. */
typedef struct {
    bool unsettled_count; /* holidays of unsettled effect are worked */
    bool needed_count;    /* pauses for a needed reason are ignored */
} reading;

static const fl_holiday *holiday_at(const fl_calendar *calendar, fl_day day)
{
    size_t low = 0;
    size_t high = calendar->holidays.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->holidays.items[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < calendar->holidays.count &&
                 calendar->holidays.items[low].day == day;
    return found ? &calendar->holidays.items[low] : NULL;
}

static const fl_excluded *excluded_at(const fl_period *period,
                                      const fl_pauses *pauses, fl_day day)
{
    for (size_t i = 0; i < pauses->count; i++) {
        const fl_pause *pause = &pauses->items[i];
        if (day < pause->from || day > pause->to)
            continue;
        for (size_t e = 0; e < period->excludes.count; e++)
            if (period->excludes.items[e].reason == pause->reason)
                return &period->excludes.items[e];
    }
    return NULL;
}

fl_day_kind fl_deadline_day(const fl_deadline *deadline,
                            const fl_pauses *pauses, fl_day day,
                            const fl_holiday **holiday,
                            const fl_excluded **excluded)
{
    const fl_calendar *calendar = deadline->calendar;
    *holiday = NULL;
    *excluded = NULL;
    if (calendar && calendar->weekend >> fl_day_weekday(day) & 1)
        return FL_DAY_WEEKEND;
    *excluded = excluded_at(deadline->period, pauses, day);
    if (*excluded)
        return FL_DAY_EXCLUDED;
    *holiday = calendar ? holiday_at(calendar, day) : NULL;
    return *holiday ? FL_DAY_HOLIDAY : FL_DAY_COUNTS;
}

static bool counts(const fl_deadline *d, const fl_pauses *pauses, fl_day day,
                   reading how)
{
    const fl_holiday *holiday = NULL;
    const fl_excluded *excluded = NULL;
    fl_day_kind kind = fl_deadline_day(d, pauses, day, &holiday, &excluded);
    if (kind == FL_DAY_EXCLUDED && excluded->needed && how.needed_count) {
        fl_pauses none = { 0 };
        kind = fl_deadline_day(d, &none, day, &holiday, &excluded);
    }
    if (kind == FL_DAY_HOLIDAY && holiday->unsettled.len && how.unsettled_count)
        kind = FL_DAY_COUNTS;
    return kind == FL_DAY_COUNTS;
}

/* The `n`th day that counts; FL_NO_DAY when it lies beyond the calendar. */
static fl_day nth_day(const fl_deadline *d, const fl_pauses *pauses, int n,
                      reading how)
{
    fl_day day = d->start;
    fl_day last = INT32_MAX - 1;
    if (d->calendar && d->start < d->calendar->from)
        return FL_NO_DAY;
    if (d->calendar)
        last = d->calendar->to;
    while (n > 0) {
        if (day >= last)
            return FL_NO_DAY;
        day++;
        n -= counts(d, pauses, day, how);
    }
    return day;
}

static fl_day sooner(fl_day a, fl_day b)
{
    return a < b ? a : b;
}

/* The day by one reading; FL_NO_DAY with `outside` set beyond the calendar. */
static fl_day due_by(fl_deadline *d, const fl_pauses *pauses, int more,
                     bool unsettled_count)
{
    const fl_period *period = d->period;
    fl_day due = INT32_MAX;
    reading plain = { .unsettled_count = unsettled_count };
    reading whole = { .unsettled_count = unsettled_count,
                      .needed_count = true };
    bool none = true;
    if (period->at_most) {
        fl_day cap = nth_day(d, pauses, period->at_most + more, whole);
        due = cap == FL_NO_DAY ? due : cap;
        none = cap == FL_NO_DAY;
    }
    if (period->days) {
        fl_day last = nth_day(d, pauses, period->days + more, plain);
        due = last == FL_NO_DAY ? due : sooner(due, last);
        none = none && last == FL_NO_DAY;
    }
    d->outside = d->outside || none;
    return none ? FL_NO_DAY : due;
}

static bool pause_missing(const fl_period *period, const fl_pauses *pauses,
                          const fl_excluded **which)
{
    for (size_t e = 0; e < period->excludes.count; e++) {
        bool given = !period->excludes.items[e].needed;
        for (size_t i = 0; i < pauses->count; i++)
            given |=
                pauses->items[i].reason == period->excludes.items[e].reason;
        *which = &period->excludes.items[e];
        if (!given)
            return true;
    }
    return false;
}

/* What the pack, or the user, leaves open about the number of days. */
static void leave_open(fl_deadline *d, const fl_pauses *pauses, int more,
                       bool missing)
{
    const fl_period *period = d->period;
    reading late = { .needed_count = true };
    if (!missing && period->days)
        return;
    d->latest = period->at_most
                    ? nth_day(d, pauses, period->at_most + more, late)
                    : FL_NO_DAY;
    if (period->days == 0) {
        d->earliest = FL_NO_DAY;
        d->why = "the number of days is not known here, only the most that it "
                 "can be";
    } else {
        d->why = "the days that do not count are not known";
    }
}

void fl_deadline_find(const fl_packs *packs, const fl_period *period,
                      fl_day start, const fl_pauses *pauses, int more,
                      fl_deadline *out)
{
    static const fl_pauses no_pauses = { 0 };
    const fl_excluded *which = NULL;
    if (!pauses)
        pauses = &no_pauses;
    *out = (fl_deadline){ .period = period,
                          .start = start,
                          .earliest = FL_NO_DAY,
                          .latest = FL_NO_DAY,
                          .why = "" };
    if (period->calendar)
        out->calendar = fl_packs_calendar(packs, period->calendar);
    out->earliest = due_by(out, pauses, more, true);
    out->latest = due_by(out, pauses, more, false);
    if (out->outside) {
        out->earliest = out->latest = FL_NO_DAY;
        out->why = "the time lies outside the calendar";
        return;
    }
    if (out->earliest != out->latest)
        out->why = "a holiday within it is of unsettled effect";
    leave_open(out, pauses, more, pause_missing(period, pauses, &which));
    out->expected = out->calendar && out->latest != FL_NO_DAY &&
                    out->latest > out->calendar->settled_to;
}
