/*
 * The counts of score: how far a report agrees with labels.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_SCORE_H
#define FL_CLI_SCORE_H

#include "cli/labels.h"

typedef struct {
    size_t right, extra, missed;
} cli_tally;

typedef struct {
    char *rule; /* owned */
    cli_tally tally;
} cli_rule_tally;

typedef struct {
    size_t letters;    /* labelled, no mutants, with a report */
    size_t clean;      /* of these: no error or warning beyond the labels */
    size_t mutants;    /* labelled with a target */
    size_t caught;     /* of these: target found here and not in the base */
    size_t unreported; /* labelled letters of which no report tells */
    cli_tally kinds[KIND_COUNT];
    size_t plain_right[PLAIN_COUNT];
    size_t plain_all[PLAIN_COUNT];
    cli_rule_tally *rules; /* by name; owned */
    size_t rule_count, rule_cap;
    bool nomem;
} cli_score;

/* Compares. `scored`: only these rules count as findings; NULL: all.
 * `told`: where each difference is told, a line each; NULL: nowhere. */
void cli_score_count(cli_score *score, const cli_letters *labels,
                     const cli_letters *reports, const cli_names *scored,
                     FILE *told);
void cli_score_dispose(cli_score *score);

/* right / all; 1 where there is nothing to be right about. */
double cli_share(size_t right, size_t all);
/* The harmonic mean of precision, right / (right + extra), and recall,
 * right / (right + missed); 1 where there is nothing to find. */
double cli_f1(const cli_tally *tally);
/* Wilson's interval at 95 % for `right` of `all`; 0 to 1 for 0 of 0. */
typedef struct {
    double low, high;
} cli_interval;
cli_interval cli_wilson(size_t right, size_t all);

#endif
