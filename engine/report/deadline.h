/*
 * Deadlines worked out for one case, ready to be written in one of three
 * formats. Private to report/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_DEADLINE_H
#define FL_REPORT_DEADLINE_H

#include "judge/deadline.h"
#include "report/json_writer.h"

typedef enum { FL_KEPT_NOT_SAID, FL_KEPT, FL_KEPT_LATE, FL_KEPT_OPEN } fl_kept;

typedef struct {
    fl_deadline deadline;
    FL_VEC(fl_role_day) starts; /* given ones, in the order of the period */
    fl_atom start_role;         /* of the latest of them */
    fl_role_day kept_on;        /* role 0: not said */
    fl_kept kept;
    int late_by; /* days that count after the last one */
} fl_due;

typedef struct {
    fl_arena *arena;
    const fl_packs *packs;
    const fl_deadline_options *options;
    fl_pauses pauses;
    FL_VEC(fl_due) dues;
} fl_case;

/* One day after the start. */
typedef struct {
    fl_day day;
    fl_day_kind kind;
    int number; /* of a day that counts, from 1 */
    const fl_holiday *holiday;
    const fl_excluded *excluded;
} fl_counted_day;

/* Moves `at` (zeroed but for .day = start) to the next day; false behind the
 * last day of the deadline. */
bool fl_due_next_day(const fl_case *of, const fl_due *due, fl_counted_day *at);
/* The name of the day off, "spring bank holiday in Scotland"; "" for others. */
fl_str fl_due_day_name(fl_arena *arena, const fl_counted_day *at);
/* "Mon 16 Jun 2025". */
fl_str fl_due_date(fl_arena *arena, fl_day day);
/* "20 working days", "at most 60 days". */
fl_str fl_due_length(fl_arena *arena, const fl_due *due);
/* "Mon 16 Jun 2025", "no later than …", "between … and …". */
fl_str fl_due_when(fl_arena *arena, const fl_due *due);
/* Role for people: "review requested". */
fl_str fl_due_role(fl_arena *arena, const fl_packs *packs, fl_atom role);
/* The derivation, a sentence or a line each. */
typedef FL_VEC(fl_str) fl_lines;
void fl_due_derivation(const fl_case *of, const fl_due *due, fl_lines *out);

/* The three formats; each appends the whole report to w->out, which the caller
 * owns: the arena of the case may fail at any time. */
void fl_deadline_text(const fl_case *of, fl_json *w);
void fl_deadline_json(const fl_case *of, fl_json *w);
void fl_deadline_ics(const fl_case *of, fl_json *w);

#endif
