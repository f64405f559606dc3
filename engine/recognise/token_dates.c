/*
 * Dates, the day before the month: 27/03/2025, 27.3.25, 2025-03-27, 27th
 * March 2025, March 27, 2025, Tuesday 3 June. A date without its year has the
 * year 2000 and inferred_year until fl_infer_years() has seen the others.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "recognise/tokens.h"

#define NO_YEAR 2000 /* a leap year: 29 February is a day of it */

static bool accept(fl_token *out, int year, int month, int day)
{
    if (!fl_day_valid(year, month, day))
        return false;
    out->day = fl_day_from_civil(year, month, day);
    return true;
}

/* A year of four digits, or of two behind an apostrophe, at `at`. */
static uint32_t read_year(const fl_lens *lens, uint32_t at, bool two, int *year)
{
    bool quoted = fl_lens_at(lens, at) == '\'';
    at += quoted;
    uint32_t value = 0;
    uint32_t end = fl_lens_digits(lens, at, &value);
    if (fl_is_word(fl_lens_at(lens, end)))
        return 0;
    if (end - at == 4 && value >= 1000) {
        *year = (int)value;
        return end;
    }
    if (end - at == 2 && (quoted || two)) {
        *year = 2000 + (int)value;
        return end;
    }
    return 0;
}

/* 27/03/2025, 27.3.25, 27-03-2025. */
static uint32_t numeric(const fl_lens *lens, uint32_t at, fl_token *out)
{
    uint32_t day = 0;
    uint32_t month = 0;
    uint32_t end = fl_lens_digits(lens, at, &day);
    char sep = fl_lens_at(lens, end);
    if (end - at > 2 || end == at || (sep != '/' && sep != '.' && sep != '-'))
        return 0;
    uint32_t second = end + 1;
    end = fl_lens_digits(lens, second, &month);
    if (end - second > 2 || end == second || fl_lens_at(lens, end) != sep)
        return 0;
    int year = 0;
    end = read_year(lens, end + 1, sep != '-', &year);
    char next = fl_lens_at(lens, end);
    if (!end || ((next == sep || next == '.') &&
                 fl_is_digit(fl_lens_at(lens, end + 1))))
        return 0;
    return accept(out, year, (int)month, (int)day) ? end : 0;
}

/* 2025-03-27, 2025/03/27. */
static uint32_t iso(const fl_lens *lens, uint32_t at, fl_token *out)
{
    uint32_t year = 0;
    uint32_t month = 0;
    uint32_t day = 0;
    uint32_t end = fl_lens_digits(lens, at, &year);
    char sep = fl_lens_at(lens, end);
    if (end - at != 4 || (sep != '-' && sep != '/'))
        return 0;
    uint32_t second = end + 1;
    end = fl_lens_digits(lens, second, &month);
    if (end - second != 2 || fl_lens_at(lens, end) != sep)
        return 0;
    uint32_t third = end + 1;
    end = fl_lens_digits(lens, third, &day);
    char next = fl_lens_at(lens, end);
    if (end - third != 2 || next == sep || (fl_is_word(next) && next != 't'))
        return 0;
    return accept(out, (int)year, (int)month, (int)day) ? end : 0;
}

/* "st", "nd", "rd", "th" behind a day, perhaps after a space. */
static uint32_t ordinal(const fl_lens *lens, uint32_t at)
{
    static const fl_str marks[] = { FL_LIT("st"), FL_LIT("nd"), FL_LIT("rd"),
                                    FL_LIT("th") };
    uint32_t from = fl_lens_skip(lens, at, '^');
    for (int spaced = 0; spaced < 2; spaced++)
        for (int i = 0; i < 4; i++) {
            if (spaced && fl_lens_at(lens, from) != ' ')
                continue;
            uint32_t end =
                fl_lens_word(lens, from + (uint32_t)spaced, marks[i]);
            if (end)
                return end;
        }
    return at;
}

/* The year behind day and month: " 2025", ", 2025", "-25"; 0 when none. */
static uint32_t year_behind(const fl_lens *lens, uint32_t at, int *year)
{
    at = fl_lens_skip(lens, at, '.');
    char c = fl_lens_at(lens, at);
    if (c == '-' || c == '/')
        return read_year(lens, at + 1, true, year);
    at = fl_lens_skip(lens, at, ',');
    while (fl_lens_at(lens, at) == ' ')
        at++;
    uint32_t of = fl_lens_word(lens, at, FL_STR("of"));
    return read_year(lens, of ? of + 1 : at, false, year);
}

/* "may" the verb: a month has a capital, or a year behind it. */
static bool month_written(const fl_lens *lens, uint32_t at, int month)
{
    return month != 5 || fl_is_upper(lens->text[at]);
}

/* The day behind " and ", " to ", "-" at `at`: 0 when none is there. */
static uint32_t second_day(const fl_lens *lens, uint32_t at)
{
    static const fl_str joints[] = { FL_LIT(" and "), FL_LIT(" to "),
                                     FL_LIT(" or "),  FL_LIT(" & "),
                                     FL_LIT(" - "),   FL_LIT("-") };
    for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++) {
        uint32_t end = at + (uint32_t)joints[i].len;
        if (end < lens->end &&
            memcmp(lens->folded + at, joints[i].ptr, joints[i].len) == 0)
            return fl_is_digit(lens->folded[end]) ? end : 0;
    }
    return 0;
}

static uint32_t day_month(const fl_lens *lens, uint32_t at, fl_token *out);

/* "8" of "8 and 11 August 2023": `end` is where the day ends. */
static uint32_t first_of_two(const fl_lens *lens, uint32_t end, int day,
                             fl_token *out)
{
    uint32_t second = second_day(lens, end);
    fl_token other = { .day = FL_NO_DAY };
    uint32_t other_day = 0;
    if (!second || fl_lens_digits(lens, second, &other_day) - second > 2 ||
        other_day <= (uint32_t)day || !day_month(lens, second, &other))
        return 0;
    int year = 0;
    int month = 0;
    int unused = 0;
    fl_day_to_civil(other.day, &year, &month, &unused);
    out->inferred_year = other.inferred_year;
    return accept(out, year, month, day) ? end : 0;
}

/* 27th March 2025, 27 of March, 27-Mar-25. */
static uint32_t day_month(const fl_lens *lens, uint32_t at, fl_token *out)
{
    uint32_t day = 0;
    uint32_t end = fl_lens_digits(lens, at, &day);
    if (end == at || end - at > 2 || day == 0)
        return 0;
    end = ordinal(lens, end);
    uint32_t alone = end;
    char sep = fl_lens_at(lens, end);
    if (sep == ' ' || sep == '-' || sep == '/' || sep == ',')
        end += sep == ',' && fl_lens_at(lens, end + 1) == ' ' ? 2 : 1;
    static const fl_str fillers[] = { FL_LIT("day"), FL_LIT("of") };
    for (int i = 0; i < 2; i++) {
        uint32_t filler = fl_lens_word(lens, end, fillers[i]);
        if (filler && fl_lens_at(lens, filler) == ' ')
            end = filler + 1;
    }
    uint32_t name = end;
    int month = fl_lens_month(lens, name, &end);
    if (!month)
        return first_of_two(lens, alone, (int)day, out);
    int year = NO_YEAR;
    uint32_t year_end = year_behind(lens, end, &year);
    if (!year_end && !month_written(lens, name, month))
        return 0;
    out->inferred_year = !year_end;
    return accept(out, year, month, (int)day) ? (year_end ? year_end : end) : 0;
}

/* March 27, 2025; March 27th. */
static uint32_t month_day(const fl_lens *lens, uint32_t at, fl_token *out)
{
    uint32_t end = 0;
    int month = fl_lens_month(lens, at, &end);
    if (!month)
        return 0;
    end = fl_lens_skip(lens, end, '.');
    if (fl_lens_at(lens, end) != ' ')
        return 0;
    uint32_t first = end + 1;
    uint32_t the = fl_lens_word(lens, first, FL_STR("the"));
    first = the ? the + 1 : first;
    uint32_t day = 0;
    end = fl_lens_digits(lens, first, &day);
    if (end == first || end - first > 2)
        return 0;
    uint32_t marked = ordinal(lens, end);
    if (fl_is_word(fl_lens_at(lens, marked)))
        return 0;
    int year = NO_YEAR;
    uint32_t year_end = year_behind(lens, marked, &year);
    if (!year_end && (marked == end || !month_written(lens, at, month)))
        return 0;
    out->inferred_year = !year_end;
    return accept(out, year, month, (int)day) ? (year_end ? year_end : marked)
                                              : 0;
}

/* The start of the date behind a weekday's name at `at`; 0: no weekday. */
static uint32_t behind_weekday(const fl_lens *lens, uint32_t at)
{
    uint32_t end = fl_lens_weekday(lens, at);
    if (!end)
        return 0;
    end = fl_lens_skip(lens, fl_lens_skip(lens, end, '.'), ',');
    while (fl_lens_at(lens, end) == ' ')
        end++;
    uint32_t the = fl_lens_word(lens, end, FL_STR("the"));
    return the ? the + 1 : end;
}

uint32_t fl_token_date(const fl_lens *lens, uint32_t at, fl_token *out)
{
    char c = fl_lens_at(lens, at);
    char before = at > lens->start ? lens->folded[at - 1] : ' ';
    bool glued = before == '/' || before == '.' || before == '-';
    if (fl_is_digit(c)) {
        /* the rest of a longer number or of a reference */
        if (glued && at - 1 > lens->start && fl_is_word(lens->folded[at - 2]))
            return 0;
        uint32_t end = numeric(lens, at, out);
        end = end ? end : iso(lens, at, out);
        return end ? end : day_month(lens, at, out);
    }
    if (!fl_is_lower(c))
        return 0;
    uint32_t date = behind_weekday(lens, at);
    if (date && date > at)
        return fl_is_digit(fl_lens_at(lens, date))
                   ? fl_token_date(lens, date, out)
                   : month_day(lens, date, out);
    return month_day(lens, at, out);
}
