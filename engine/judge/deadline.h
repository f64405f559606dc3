/*
 * By when something is due: a period of a pack, a day on which it starts, and
 * the days that do not count. Rules and the deadline report both ask here.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_JUDGE_DEADLINE_H
#define FL_JUDGE_DEADLINE_H

#include "pack/pack.h"

/* Days that do not count, both ends included, for a reason of the pack. */
typedef struct {
    fl_atom reason;
    fl_day from, to;
} fl_pause;

typedef FL_VEC(fl_pause) fl_pauses;

/* Day of receipt and the like, by its role. */
typedef struct {
    fl_atom role;
    fl_day day;
} fl_role_day;

typedef struct {
    const fl_period *period;
    const fl_calendar *calendar; /* NULL: calendar days */
    fl_day start;                /* the first day that counts comes after it */
    /* The last day of the time allowed; FL_NO_DAY: not known. They differ
     * where the pack leaves it open, and `why` then says so. */
    fl_day earliest, latest;
    const char *why; /* "" when the day is known */
    bool outside;    /* the time runs beyond the calendar */
    bool expected;   /* it runs beyond the days that are settled */
} fl_deadline;

/*
 * The time allowed by `period` from `start`. `more`: further days of the same
 * kind. Pauses for a reason that the period does not name are ignored.
 */
void fl_deadline_find(const fl_packs *packs, const fl_period *period,
                      fl_day start, const fl_pauses *pauses, int more,
                      fl_deadline *out);

typedef enum {
    FL_DAY_COUNTS,
    FL_DAY_WEEKEND,
    FL_DAY_HOLIDAY,
    FL_DAY_EXCLUDED
} fl_day_kind;

/* What a day is in the deadline's count: *holiday is set for a holiday,
 * *excluded for a day of a pause. A pause goes before a holiday. */
fl_day_kind fl_deadline_day(const fl_deadline *deadline,
                            const fl_pauses *pauses, fl_day day,
                            const fl_holiday **holiday,
                            const fl_excluded **excluded);

/* values_text.c: "20 Nov 2017"; "20 Nov" without its year. */
fl_str fl_day_text(fl_arena *arena, fl_day day, bool year);

#endif
