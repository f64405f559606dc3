/*
 * The fourth step: Facts to Outcomes. Evaluates each rule's conditions over
 * its subjects in Kleene's logic and keeps the evidence. Knows logic only.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_JUDGE_JUDGE_H
#define FL_JUDGE_JUDGE_H

#include "interpret/facts.h"
#include "pack/condition.h"

typedef enum {
    FL_MET,
    FL_NOT_MET,
    FL_NOT_APPLICABLE,
    FL_CANNOT_TELL
} fl_outcome_kind;
/* "met", "not-met", "not-applicable", "cannot-tell". */
const char *fl_outcome_name(fl_outcome_kind kind);

typedef enum {
    FL_EVIDENCE_TRIGGER,
    FL_EVIDENCE_CONFLICT,
    FL_EVIDENCE_MET_BY,
    FL_EVIDENCE_CONTEXT,
    FL_EVIDENCE_DERIVATION
} fl_evidence_role;
const char *fl_evidence_role_name(fl_evidence_role role);

typedef struct {
    fl_evidence_role role;
    uint32_t start, end; /* in T; equal for a derivation */
    fl_str concept;      /* label or kind of the fact; may be "" */
    fl_str text;         /* derivation as text; else "" */
} fl_evidence;

typedef struct {
    uint32_t rule; /* in packs->rules */
    fl_outcome_kind kind;
    fl_severity severity; /* after severity_when and the user's changes */
    fl_kind subject_kind;
    uint32_t subject;    /* index of the subject fact */
    fl_str subject_text; /* "40(2)", "question 3", "document" */
    uint32_t start, end; /* location in T */
    bool has_expected;   /* something is missing; it belongs at … */
    uint32_t expected_at;
    fl_str message, advice; /* with {…} filled in */
    fl_str reason;          /* cannot tell: why */
    FL_VEC(fl_evidence) evidence;
    FL_VEC(uint32_t)
    folded; /* a finding told once: the other subjects that it is of */
} fl_outcome;

typedef struct {
    FL_VEC(fl_outcome)
    outcomes;             /* not-met first in report order (start, rule
                                    id, subject), then the others likewise */
    size_t finding_count; /* how many of them are not met */
    size_t applied, met, not_met, cannot_tell;
    fl_str why; /* text of the condition tree asked for */
} fl_judgement;

/* Judges all rules whose gate and dates fit. `out` lives in `arena`. */
void fl_judge(fl_arena *arena, const fl_facts *facts,
              const fl_scan_options *options, fl_judgement *out);

/* Number `i` of the user's severities, "NAME=LEVEL"; false when it is none. */
bool fl_severity_option(const fl_scan_options *options, size_t i, fl_str *name,
                        fl_severity *out);
/* The user's severity for the rule; false when there is none. */
bool fl_user_severity(const fl_packs *packs, const fl_rule *rule,
                      const fl_scan_options *options, fl_severity *out);
/* `name` is the rule's "id" or "pack/id". */
bool fl_rule_is_named(const fl_packs *packs, const fl_rule *rule, fl_str name);

/*
 * Working days from the day after `from` up to and including `to` in
 * `calendar` (a letter received on `from` and answered on `to` took so many);
 * false when a side is unknown or outside the calendar's range.
 */
bool fl_calendar_days(const fl_packs *packs, fl_atom calendar, fl_day from,
                      fl_day to, int *out);

#endif
