/*
 * Days as numbers: civil calendar arithmetic without any holiday.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_CALENDAR_H
#define FL_BASE_CALENDAR_H

#include "base/str.h"

/* Days since 1970-01-01 of a Gregorian date (month and day from 1). */
int32_t fl_day_from_civil(int year, int month, int day);
void fl_day_to_civil(int32_t when, int *year, int *month, int *day);
/* 0 = Monday … 6 = Sunday. */
int fl_day_weekday(int32_t when);
/* Parses "YYYY-MM-DD"; false when it is no date. */
bool fl_day_parse(fl_str iso, int32_t *out);
bool fl_day_valid(int year, int month, int day);
/* Writes "YYYY-MM-DD" and a NUL. */
void fl_day_format(int32_t when, char out[11]);

#endif
