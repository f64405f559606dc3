/*
 * One draft's result: what every report prints. Made by scan.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RESULT_H
#define FL_RESULT_H

#include "decide/notice.h"
#include "judge/judge.h"

/* What was decided about a finding: whoever reads decisions, comments in the
 * draft and baselines fills this in, reports print it. */
typedef enum {
    FL_NOT_SUPPRESSED,
    FL_SUPPRESSED_OUTSIDE, /* by a recorded decision */
    FL_SUPPRESSED_IN_DRAFT /* by a comment in the draft itself */
} fl_suppression;

typedef enum {
    FL_BASELINE_NONE, /* there is no baseline */
    FL_BASELINE_NEW,
    FL_BASELINE_UNCHANGED /* the baseline knows it */
} fl_baseline_state;

typedef struct {
    fl_suppression suppression;
    fl_baseline_state baseline;
    fl_str why; /* the reason given for the suppression; may be "" */
} fl_decision;

/* True when it counts: nothing suppresses it, and no baseline knows it. */
static inline bool fl_decision_live(fl_decision d)
{
    return d.suppression == FL_NOT_SUPPRESSED &&
           d.baseline != FL_BASELINE_UNCHANGED;
}

struct fl_result {
    const fl_packs *packs;
    const char *path;
    const char *format;     /* "" when unreadable */
    const char *status;     /* ok, partial, unreadable */
    fl_str error;           /* why unreadable or partial; else "" */
    fl_str bytes;           /* the input, borrowed from the caller */
    fl_str origin;          /* of what it was made, or the input */
    const fl_document *doc; /* NULL when unreadable */
    const fl_mentions *mentions;
    const fl_facts *facts;
    const fl_judgement *judgement;
    const fl_decision
        *decisions; /* one for each finding; NULL: nothing was decided */
    const fl_notice *notices; /* what is wrong with decisions; in order of
                               * comments, then entries */
    size_t notice_count;
    const char *baseline_path; /* the draft's name in a baseline; NULL: path */
    double ms_read, ms_recognise, ms_interpret, ms_judge; /* --timing */
    bool timed;
};

#endif
