/*
 * Howard Hinnant's days-from-civil algorithms.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"

int32_t fl_day_from_civil(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int yoe = year - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void fl_day_to_civil(int32_t when, int *year, int *month, int *day)
{
    int32_t z = when + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t doe = z - era * 146097;
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int fl_day_weekday(int32_t when)
{
    int32_t r = (when + 3) % 7; /* 1970-01-01 was a Thursday */
    return r < 0 ? r + 7 : r;
}

bool fl_day_valid(int year, int month, int day)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31 };
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[month - 1] + (month == 2 && leap);
}

static bool digits(const char *at, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (!fl_is_digit(at[i]))
            return false;
        *out = *out * 10 + (at[i] - '0');
    }
    return true;
}

bool fl_day_parse(fl_str iso, int32_t *out)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (iso.len != 10 || iso.ptr[4] != '-' || iso.ptr[7] != '-' ||
        !digits(iso.ptr, 4, &year) || !digits(iso.ptr + 5, 2, &month) ||
        !digits(iso.ptr + 8, 2, &day) || !fl_day_valid(year, month, day))
        return false;
    *out = fl_day_from_civil(year, month, day);
    return true;
}

void fl_day_format(int32_t when, char out[11])
{
    int year = 0;
    int month = 0;
    int day = 0;
    fl_day_to_civil(when, &year, &month, &day);
    const int parts[] = { year, month, day };
    static const int places[] = { 4, 2, 2 };
    for (int p = 0, at = 0; p < 3; p++) {
        for (int i = places[p] - 1, rest = parts[p]; i >= 0; i--, rest /= 10)
            out[at + i] = (char)('0' + rest % 10);
        at += places[p];
        out[at++] = p < 2 ? '-' : '\0';
    }
}
