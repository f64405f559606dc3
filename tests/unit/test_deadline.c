/*
 * Deadlines by the shipped packs: the calendar's days and what is counted
 * with them.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "judge/deadline.h"

static fl_packs *packs;

static int load(void **state)
{
    (void)state;
    return fl_packs_load(&packs, &(fl_load_options){ 0 }, NULL) == FL_OK ? 0
                                                                         : -1;
}

static int unload(void **state)
{
    (void)state;
    fl_packs_free(packs);
    return 0;
}

static fl_day day(const char *iso)
{
    fl_day out = FL_NO_DAY;
    assert_true(fl_day_parse(fl_str_from(iso), &out));
    return out;
}

static fl_atom atom(const char *name)
{
    return name ? fl_packs_atom(packs, fl_str_from(name)) : 0;
}

static const fl_period *period_for(const char *id, const char *authority)
{
    for (uint32_t p = 0; p < packs->packs.count; p++) {
        if (!fl_str_is(packs->packs.items[p].name, "foia-2000"))
            continue;
        const fl_period *found =
            fl_packs_period(packs, p, atom(id), atom(authority));
        assert_non_null(found);
        return found;
    }
    fail_msg("the pack is not loaded");
    return NULL;
}

static const fl_holiday *holiday(const char *iso)
{
    const fl_calendar *calendar =
        fl_packs_calendar(packs, atom("uk-working-days"));
    assert_non_null(calendar);
    for (size_t i = 0; i < calendar->holidays.count; i++)
        if (calendar->holidays.items[i].day == day(iso))
            return &calendar->holidays.items[i];
    return NULL;
}

/* ---- the calendar ---------------------------------------------------------------- */

static void calendar__has_every_good_friday_and_easter_monday(void **state)
{
    (void)state;
    static const char *const sundays[] = {
        "2005-03-27", "2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12",
        "2010-04-04", "2011-04-24", "2012-04-08", "2013-03-31", "2014-04-20",
        "2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21",
        "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
        "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
        "2030-04-21"
    };
    for (size_t i = 0; i < sizeof(sundays) / sizeof(sundays[0]); i++) {
        char iso[11];
        fl_day_format(day(sundays[i]) - 2, iso);
        const fl_holiday *friday = holiday(iso);
        fl_day_format(day(sundays[i]) + 1, iso);
        const fl_holiday *monday = holiday(iso);
        if (!friday || !monday)
            fail_msg("Easter %s", sundays[i]);
        assert_true(fl_str_is(friday->name, "Good Friday"));
        assert_true(fl_str_is(friday->where, ""));
        assert_true(
            fl_str_is(monday->where, "England and Wales and Northern Ireland"));
    }
}

static void calendar__knows_the_days_of_each_part(void **state)
{
    (void)state;
    static const struct {
        const char *day, *where; /* NULL: a working day */
    } rows[] = {
        /* 2 January is Scotland's, and moves when it is a weekend */
        { "2025-01-02", "Scotland" },
        { "2021-01-04", "Scotland" },
        { "2022-01-04", "Scotland" },
        { "2023-01-02", "" },
        { "2023-01-03", "Scotland" },
        { "2022-01-03", "" },
        { "2021-01-01", "" },
        { "2021-01-05", NULL },
        /* Northern Ireland's own, and their Mondays */
        { "2022-07-12", "Northern Ireland" },
        { "2025-07-14", "Northern Ireland" },
        { "2026-07-13", "Northern Ireland" },
        { "2025-07-11", NULL },
        { "2018-03-19", "Northern Ireland" },
        { "2024-03-18", "Northern Ireland" },
        { "2030-03-18", "Northern Ireland" },
        /* Scotland's own */
        { "2024-08-05", "Scotland" },
        { "2024-12-02", "Scotland" },
        { "2019-12-02", "Scotland" },
        { "2006-11-30", NULL }, /* not yet a holiday */
        { "2007-11-30", "Scotland" },
        { "2024-11-29", NULL },
        { "2026-06-15", "Scotland" },
        /* Christmas on each kind of day */
        { "2020-12-25", "" },
        { "2020-12-28", "" },
        { "2020-12-29", NULL },
        { "2021-12-27", "" },
        { "2021-12-28", "" },
        { "2022-12-26", "" },
        { "2022-12-27", "" },
        { "2022-12-28", NULL },
        { "2018-12-27", NULL },
        /* moved, and for one year only */
        { "2020-05-04", NULL },
        { "2020-05-08", "" },
        { "2022-05-30", NULL },
        { "2022-06-02", "" },
        { "2022-06-03", "" },
        { "2022-09-19", "" },
        { "2023-05-08", "" },
        { "2012-05-28", NULL },
        { "2012-06-04", "" },
        { "2012-06-05", "" },
        { "2011-04-29", "" },
        /* no bank holiday: the 29th of a leap year, Easter Saturday's eve */
        { "2028-02-29", NULL },
        { "2025-04-17", NULL },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const fl_holiday *h = holiday(rows[i].day);
        if (!h != !rows[i].where || (h && !fl_str_is(h->where, rows[i].where)))
            fail_msg("%s: %.*s", rows[i].day, h ? (int)h->where.len : 4,
                     h ? h->where.ptr : "none");
    }
}

static void calendar__marks_what_is_unsettled(void **state)
{
    (void)state;
    const fl_calendar *calendar =
        fl_packs_calendar(packs, atom("uk-working-days"));
    size_t unsettled = 0;
    for (size_t i = 0; i < calendar->holidays.count; i++)
        unsettled += calendar->holidays.items[i].unsettled.len > 0;
    assert_int_equal(unsettled, 1);
    assert_true(holiday("2022-09-19")->unsettled.len > 0);
    assert_int_equal(calendar->from, day("2005-01-01"));
    assert_int_equal(calendar->to, day("2030-12-31"));
}

/* ---- deadlines -------------------------------------------------------------------- */

static void deadline__of_an_answer(void **state)
{
    (void)state;
    static const struct {
        const char *start, *due;
    } rows[] = {
        { "2017-11-20", "2017-12-19" }, /* 30 November counts out */
        { "2025-05-16", "2025-06-16" },
        { "2025-05-17", "2025-06-16" }, /* received on a Saturday */
        { "2025-05-18", "2025-06-16" },
        { "2025-05-19", "2025-06-17" },
        { "2025-04-18", "2025-05-20" }, /* received on Good Friday */
        { "2024-02-01", "2024-02-29" }, /* leap day is the last day */
        { "2024-02-29", "2024-04-02" },
        { "2023-02-01", "2023-03-01" },
        { "2028-02-29", "2028-03-29" },
        { "2024-12-24", "2025-01-27" }, /* Christmas, 1 and 2 January */
        { "2020-12-04", "2021-01-07" },
        { "2021-12-01", "2021-12-31" },
        { "2025-06-30", "2025-07-29" }, /* 14 July */
        { "2025-07-01", "2025-07-30" },
        { "2022-05-02", "2022-05-30" }, /* 30 May 2022 is worked */
        { "2022-05-03", "2022-05-31" },
        { "2022-05-05", "2022-06-06" }, /* 2 and 3 June are not */
        { "2020-04-06", "2020-05-06" }, /* 4 May 2020 is worked */
        { "2020-04-08", "2020-05-11" }, /* 8 May 2020 is not */
        { "2026-06-01", "2026-06-30" }, /* Scotland alone on the 15th */
        { "2005-01-04", "2005-02-01" },
        { "2030-11-27", "2030-12-30" },
    };
    const fl_period *answer = period_for("answer", NULL);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fl_deadline d;
        char due[11] = "none";
        fl_deadline_find(packs, answer, day(rows[i].start), NULL, 0, &d);
        assert_int_equal(d.earliest, d.latest);
        if (d.latest != FL_NO_DAY)
            fl_day_format(d.latest, due);
        if (strcmp(due, rows[i].due) != 0)
            fail_msg("received on %s: due on %s, expected %s", rows[i].start,
                     due, rows[i].due);
    }
}

/* What was clear only on the last day has all of the time again. */
static void deadline__starts_again_on_its_last_day(void **state)
{
    (void)state;
    const fl_period *answer = period_for("answer", NULL);
    fl_deadline first;
    fl_deadline second;
    fl_deadline_find(packs, answer, day("2025-05-16"), NULL, 0, &first);
    fl_deadline_find(packs, answer, first.latest, NULL, 0, &second);
    assert_int_equal(second.latest, day("2025-07-15"));
    assert_string_equal(second.why, "");
}

static void deadline__stays_open_where_a_holiday_is_unsettled(void **state)
{
    (void)state;
    fl_deadline d;
    const fl_period *answer = period_for("answer", NULL);
    fl_deadline_find(packs, answer, day("2022-09-05"), NULL, 0, &d);
    assert_int_equal(d.earliest, day("2022-10-03"));
    assert_int_equal(d.latest, day("2022-10-04"));
    assert_true(d.why[0]);
    fl_deadline_find(packs, answer, day("2022-09-19"), NULL, 0, &d);
    assert_int_equal(d.earliest, d.latest);
}

static void deadline__is_none_outside_the_calendar(void **state)
{
    (void)state;
    static const char *const starts[] = { "2004-12-31", "2030-12-31",
                                          "2030-12-03", "2040-01-01" };
    const fl_period *answer = period_for("answer", NULL);
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        fl_deadline d;
        fl_deadline_find(packs, answer, day(starts[i]), NULL, 0, &d);
        assert_true(d.outside);
        assert_int_equal(d.earliest, FL_NO_DAY);
        assert_int_equal(d.latest, FL_NO_DAY);
    }
}

static void deadline__says_when_holidays_are_only_expected(void **state)
{
    (void)state;
    fl_deadline d;
    const fl_period *answer = period_for("answer", NULL);
    fl_deadline_find(packs, answer, day("2026-11-30"), NULL, 0, &d);
    assert_int_equal(d.latest, day("2026-12-30"));
    assert_false(d.expected);
    fl_deadline_find(packs, answer, day("2026-12-02"), NULL, 0, &d);
    assert_true(d.expected);
}

static void deadline__of_a_school_needs_its_holidays(void **state)
{
    (void)state;
    fl_deadline d;
    fl_pause closed = { atom("closed"), day("2025-07-22"), day("2025-09-02") };
    fl_pauses pauses = { .items = &closed, .count = 1, .cap = 1 };
    const fl_period *school = period_for("answer", "school");
    fl_deadline_find(packs, school, day("2025-07-01"), NULL, 0, &d);
    assert_int_equal(d.earliest, day("2025-07-30"));
    assert_int_equal(d.latest, day("2025-09-26"));
    assert_true(d.why[0]);
    fl_deadline_find(packs, school, day("2025-07-01"), &pauses, 0, &d);
    assert_int_equal(d.earliest, day("2025-09-11"));
    assert_int_equal(d.latest, d.earliest);
    assert_string_equal(d.why, "");
    closed.to = day("2025-12-31"); /* shut for good: sixty working days */
    fl_deadline_find(packs, school, day("2025-07-01"), &pauses, 0, &d);
    assert_int_equal(d.latest, day("2025-09-26"));
    assert_int_equal(d.earliest, d.latest);
}

static void deadline__leaves_out_the_days_of_a_fee(void **state)
{
    (void)state;
    fl_deadline d;
    fl_pause fee = { atom("fee"), day("2025-05-20"), day("2025-05-30") };
    fl_pauses pauses = { .items = &fee, .count = 1, .cap = 1 };
    fl_deadline_find(packs, period_for("answer", NULL), day("2025-05-16"),
                     &pauses, 0, &d);
    assert_int_equal(d.latest, day("2025-06-26")); /* eight days more */
    fee.reason = atom("closed"); /* of no concern to this period */
    fl_deadline_find(packs, period_for("answer", NULL), day("2025-05-16"),
                     &pauses, 0, &d);
    assert_int_equal(d.latest, day("2025-06-16"));
}

static void deadline__of_the_special_kinds_is_known_at_most(void **state)
{
    (void)state;
    static const char *const kinds[] = { "archive", "armed-forces",
                                         "overseas" };
    for (size_t i = 0; i < 3; i++) {
        fl_deadline d;
        fl_deadline_find(packs, period_for("answer", kinds[i]),
                         day("2025-07-01"), NULL, 0, &d);
        assert_int_equal(d.earliest, FL_NO_DAY);
        assert_int_equal(d.latest, day("2025-09-26"));
    }
    assert_ptr_equal(period_for("answer", "other"), period_for("answer", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar__has_every_good_friday_and_easter_monday),
        cmocka_unit_test(calendar__knows_the_days_of_each_part),
        cmocka_unit_test(calendar__marks_what_is_unsettled),
        cmocka_unit_test(deadline__of_an_answer),
        cmocka_unit_test(deadline__starts_again_on_its_last_day),
        cmocka_unit_test(deadline__stays_open_where_a_holiday_is_unsettled),
        cmocka_unit_test(deadline__is_none_outside_the_calendar),
        cmocka_unit_test(deadline__says_when_holidays_are_only_expected),
        cmocka_unit_test(deadline__of_a_school_needs_its_holidays),
        cmocka_unit_test(deadline__leaves_out_the_days_of_a_fee),
        cmocka_unit_test(deadline__of_the_special_kinds_is_known_at_most),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
