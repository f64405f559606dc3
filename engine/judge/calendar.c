/*
 * Counting working days in a pack's calendar.
 * SPDX-License-Identifier: MIT
 */
#include "judge/judge.h"

#include "base/calendar.h"

static bool off_duty(const fl_calendar *calendar, fl_day day)
{
    return calendar->weekend >> fl_day_weekday(day) & 1;
}

/* Days of [first, last] that are no weekend. */
static int weekdays(const fl_calendar *calendar, fl_day first, fl_day last)
{
    int a_week = 0;
    for (int d = 0; d < 7; d++)
        a_week += !(calendar->weekend >> d & 1);
    int count = (last - first + 1) / 7 * a_week;
    for (fl_day day = first + (last - first + 1) / 7 * 7; day <= last; day++)
        count += !off_duty(calendar, day);
    return count;
}

/* Days of [first, last] that are worked; 0 when it is empty. */
static int working_days(const fl_calendar *calendar, fl_day first, fl_day last)
{
    if (first > last)
        return 0;
    int count = weekdays(calendar, first, last);
    for (size_t i = 0; i < calendar->holidays.count; i++) {
        fl_day day = calendar->holidays.items[i].day;
        if (day >= first && day <= last && !off_duty(calendar, day))
            count--;
    }
    return count;
}

bool fl_calendar_days(const fl_packs *packs, fl_atom calendar, fl_day from,
                      fl_day to, int *out)
{
    *out = 0;
    if (from == FL_NO_DAY || to == FL_NO_DAY)
        return false;
    if (calendar == 0) {
        *out = to - from;
        return true;
    }
    const fl_calendar *found = fl_packs_calendar(packs, calendar);
    fl_day low = from < to ? from : to;
    fl_day high = from < to ? to : from;
    if (!found || (found->from != FL_NO_DAY && low < found->from) ||
        (found->to != FL_NO_DAY && high > found->to))
        return false;
    /* answered before it came: so many working days the other way */
    *out = from <= to ? working_days(found, from + 1, to)
                      : -working_days(found, to + 1, from);
    return true;
}
