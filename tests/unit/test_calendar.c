/*
 * Counting working days.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "judge/judge.h"

static fl_day day(const char *iso)
{
    fl_day out = FL_NO_DAY;
    assert_true(fl_day_parse(fl_str_from(iso), &out));
    return out;
}

/* Weekends, and the holidays of a December and January; atom 1. */
static void make(fl_arena *arena, fl_packs *packs)
{
    static const char *const holidays[] = { "2017-11-30", "2017-12-25",
                                            "2017-12-26", "2018-01-01",
                                            "2018-01-02", "2018-01-06" };
    fl_calendar *calendar = FL_PUSH(arena, &packs->calendars);
    calendar->name = 1;
    calendar->weekend = 1 << 5 | 1 << 6;
    calendar->from = day("2017-01-01");
    calendar->to = day("2018-12-31");
    for (size_t i = 0; i < 6; i++)
        FL_PUSH(arena, &calendar->holidays)->day = day(holidays[i]);
}

static void calendar_days__counts_from_the_next_day(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        int days;
    } rows[] = {
        { "2017-11-20", "2017-11-20", 0 },  { "2017-11-20", "2017-11-21", 1 },
        { "2017-11-20", "2017-12-18", 19 }, { "2017-11-20", "2017-12-19", 20 },
        { "2017-11-20", "2017-12-21", 22 }, { "2017-11-24", "2017-11-26", 0 },
        { "2017-11-25", "2017-11-27", 1 },  { "2017-12-22", "2018-01-03", 4 },
        { "2018-01-05", "2018-01-08", 1 },  { "2017-12-24", "2017-12-27", 1 },
        { "2017-11-21", "2017-11-20", -1 }, { "2018-01-03", "2017-12-22", -4 },
        { "2018-03-05", "2018-03-12", 5 },
    };
    fl_arena *arena = fl_arena_new();
    fl_packs packs = { .arena = arena };
    make(arena, &packs);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int got = 0;
        assert_true(fl_calendar_days(&packs, 1, day(rows[i].from),
                                     day(rows[i].to), &got));
        assert_int_equal(rows[i].days, got);
    }
    fl_arena_free(arena);
}

static void calendar_days__counts_all_days_without_a_calendar(void **state)
{
    (void)state;
    fl_packs packs = { 0 };
    int got = 0;
    assert_true(fl_calendar_days(&packs, 0, day("2000-01-01"),
                                 day("2000-03-01"), &got));
    assert_int_equal(60, got);
}

static void calendar_days__cannot_tell_what_it_does_not_know(void **state)
{
    (void)state;
    static const struct {
        fl_atom calendar;
        const char *from, *to;
    } rows[] = {
        { 2, "2017-11-20", "2017-11-21" },
        { 1, "2016-12-31", "2017-01-03" },
        { 1, "2018-12-31", "2019-01-01" },
        { 1, "2019-01-03", "2018-12-31" },
    };
    fl_arena *arena = fl_arena_new();
    fl_packs packs = { .arena = arena };
    make(arena, &packs);
    int got = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_false(fl_calendar_days(&packs, rows[i].calendar,
                                      day(rows[i].from), day(rows[i].to),
                                      &got));
    assert_false(
        fl_calendar_days(&packs, 1, FL_NO_DAY, day("2018-01-01"), &got));
    assert_false(
        fl_calendar_days(&packs, 0, day("2018-01-01"), FL_NO_DAY, &got));
    fl_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_days__counts_from_the_next_day),
        cmocka_unit_test(calendar_days__counts_all_days_without_a_calendar),
        cmocka_unit_test(calendar_days__cannot_tell_what_it_does_not_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
