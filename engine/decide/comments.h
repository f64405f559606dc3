/*
 * Private to decide/: comments in the draft that accept findings.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_DECIDE_COMMENTS_H
#define FL_DECIDE_COMMENTS_H

#include "result.h"

/* One rule that one comment names, and the lines it names it for. */
typedef struct {
    fl_str rule;      /* as written */
    fl_str why;       /* "" when no reason is given: covers nothing */
    size_t from, to;  /* lines, inclusive */
    size_t line, col; /* of the comment */
    size_t end_line, end_col;
    bool foreign; /* stands in words that are not the author's: not read */
    bool used;    /* covers a finding */
} fl_cover;

typedef struct {
    FL_VEC(fl_cover) covers;
    FL_VEC(fl_notice) notices; /* comments that cannot be understood */
} fl_comments;

/* Reads the comments of a Markdown or HTML draft; of other formats none. */
void fl_comments_read(fl_arena *arena, const fl_result *result,
                      fl_comments *out);

#endif
