/*
 * What is wrong with the decisions themselves: a comment without a reason, an
 * entry whose words are gone. Reported beside the findings, since a decision
 * that nobody looks after hides what it was not meant to hide.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_DECIDE_NOTICE_H
#define FL_DECIDE_NOTICE_H

#include "base/str.h"
#include "pack/pack.h"

typedef enum {
    FL_NOTICE_NO_REASON,
    FL_NOTICE_NOT_UNDERSTOOD,
    FL_NOTICE_UNUSED,
    FL_NOTICE_STALE_DECISION,
    FL_NOTICE_EXPIRED,
    FL_NOTICE_STALE_BASELINE,
    FL_NOTICE_COUNT
} fl_notice_kind;

typedef struct {
    const char *id, *title;
    const char *help; /* what to do */
    fl_severity severity;
} fl_notice_info;

/* Never NULL. */
const fl_notice_info *fl_notice_about(fl_notice_kind kind);

typedef struct {
    fl_notice_kind kind;
    fl_severity severity;                /* after the user's changes */
    const char *file;                    /* NULL: the draft */
    size_t line, col, end_line, end_col; /* from 1; end exclusive */
    fl_str message;
} fl_notice;

#endif
