/*
 * The fifth step: what was decided about each finding, by comments in the
 * draft, by recorded decisions and by a baseline; and what is wrong with
 * those. Judges nothing and changes no finding.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_DECIDE_DECIDE_H
#define FL_DECIDE_DECIDE_H

#include "decide/notice.h"
#include "judge/judge.h"

/* Fills result->decisions and result->notices. */
void fl_decide(fl_arena *arena, const fl_scan_options *options,
               fl_result *result);

/*
 * What a baseline remembers of a finding, as one line of it: the draft, the
 * rule, and the part with a hash of the words; where something is missing,
 * what it is missing for. Never line numbers, which every edit moves.
 */
fl_str fl_baseline_key(fl_arena *arena, const fl_result *result,
                       const fl_outcome *outcome, const char *path);

/* One entry of a baseline in the order of the file; `line` as above. */
typedef struct {
    fl_str path, rule, line;
    size_t index; /* in the file */
} fl_baseline_entry;

/* Entries by path, then line. */
const fl_baseline_entry *fl_baseline_entries(const fl_baseline *baseline,
                                             size_t *count);

#endif
