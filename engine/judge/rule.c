/*
 * One rule over its subjects, in document order: does it apply to the subject,
 * and if so, is it met.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

/* More places of one claim tell nobody more. */
#define MOST_TRIGGERS 8u
/* Candidates of one subject whose inner conditions `why` shows. */
#define MOST_SHOWN 12u

/* ---- one subject -------------------------------------------------------------------- */

static fl_verdict eval_part(fl_eval *eval, const char *name,
                            const fl_condition *cond, fl_evidence_role role)
{
    size_t line = eval->trace ? fl_trace_open(eval, fl_str_from(name)) : 0;
    eval->role = role;
    fl_verdict verdict = fl_eval_condition(eval, cond);
    fl_trace_close(eval, line, verdict);
    return verdict;
}

/* The subject's own places stand first; most subjects never need them. */
static size_t hold_triggers(fl_eval *eval, fl_ref subject)
{
    size_t count = subject.kind == FL_KIND_DOCUMENT ? 0 : 1;
    if (subject.kind == FL_KIND_CLAIM)
        count = fl_fact_spots(eval->facts, subject);
    if (count > MOST_TRIGGERS)
        count = MOST_TRIGGERS;
    for (size_t i = 0; i < count; i++)
        FL_PUSH(eval->arena, &eval->evidence)->role = FL_EVIDENCE_TRIGGER;
    return count;
}

static void fill_triggers(fl_eval *eval, fl_ref subject, size_t count)
{
    fl_str concept = fl_fact_concept(eval->facts, subject);
    for (size_t i = 0; i < count; i++) {
        fl_spot spot = subject.kind == FL_KIND_CLAIM
                           ? fl_fact_spot(eval->facts, subject, i)
                           : fl_subject_spot(eval->facts, subject);
        fl_evidence *e = &eval->evidence.items[i];
        e->start = spot.start;
        e->end = spot.end;
        e->concept = concept;
    }
}

/* where and not unless. */
static fl_verdict applies(fl_eval *eval)
{
    fl_verdict where = { .value = FL_TRUE };
    if (eval->rule->where)
        where =
            eval_part(eval, "where", eval->rule->where, FL_EVIDENCE_CONTEXT);
    if (where.value == FL_FALSE || !eval->rule->unless)
        return where;
    size_t evidence = eval->evidence.count;
    fl_verdict unless =
        eval_part(eval, "unless", eval->rule->unless, FL_EVIDENCE_CONTEXT);
    if (unless.value != FL_UNKNOWN)
        eval->evidence.count = evidence;
    if (!where.reason)
        where.reason = unless.reason;
    where.value = fl_truth_and(where.value, fl_truth_not(unless.value));
    return where;
}

/* What the facts found mean is known when the outcome is. */
static void name_evidence(fl_eval *eval, size_t from, fl_outcome_kind kind)
{
    fl_evidence_role role = kind == FL_MET       ? FL_EVIDENCE_MET_BY
                            : kind == FL_NOT_MET ? FL_EVIDENCE_CONFLICT
                                                 : FL_EVIDENCE_CONTEXT;
    for (size_t i = from; i < eval->evidence.count; i++)
        if (eval->evidence.items[i].role != FL_EVIDENCE_DERIVATION)
            eval->evidence.items[i].role = role;
}

static fl_verdict judge_body(fl_eval *eval, fl_outcome *outcome)
{
    const fl_rule *rule = eval->rule;
    size_t evidence = eval->evidence.count;
    const fl_condition *body = rule->require ? rule->require : rule->forbid;
    eval->places = true;
    fl_verdict verdict = eval_part(eval, rule->require ? "require" : "forbid",
                                   body, FL_EVIDENCE_MET_BY);
    eval->places = false;
    fl_truth good = rule->require ? verdict.value : fl_truth_not(verdict.value);
    outcome->kind = good == FL_TRUE    ? FL_MET
                    : good == FL_FALSE ? FL_NOT_MET
                                       : FL_CANNOT_TELL;
    name_evidence(eval, evidence, outcome->kind);
    if (outcome->kind == FL_NOT_MET &&
        (verdict.missing || rule->expected_in >= 0)) {
        static const fl_condition anywhere = { .kind = FL_COND_EXIST };
        outcome->has_expected = true;
        outcome->expected_at = verdict.missing
                                   ? verdict.missing - 1
                                   : fl_expected_at(eval, &anywhere);
    }
    return verdict;
}

static fl_severity severity_of(fl_eval *eval, const fl_rule_run *run)
{
    const fl_rule *rule = eval->rule;
    if (run->user_set)
        return run->severity;
    size_t evidence = eval->evidence.count;
    fl_severity severity = rule->severity;
    fl_trace *trace = eval->trace;
    eval->trace = NULL;
    for (size_t i = 0; i < rule->severity_when.count; i++) {
        eval->role = FL_EVIDENCE_CONTEXT;
        fl_verdict v =
            fl_eval_condition(eval, rule->severity_when.items[i].when);
        if (v.value == FL_TRUE) {
            severity = rule->severity_when.items[i].severity;
            break;
        }
    }
    eval->trace = trace;
    eval->evidence.count = evidence;
    return severity;
}

static void keep(fl_eval *eval, const fl_rule_run *run, fl_ref subject,
                 const fl_outcome *outcome, fl_raw_outcomes *out)
{
    fl_raw_outcome *raw = FL_PUSH(eval->arena, out);
    raw->outcome = *outcome;
    fl_outcome *o = &raw->outcome;
    o->rule = run->rule;
    o->subject_kind = subject.kind;
    o->subject = subject.index;
    o->subject_text = fl_fact_text(eval->arena, eval->facts, subject);
    o->severity = severity_of(eval, run);
    size_t count = eval->evidence.count;
    if (count) {
        o->evidence.items = FL_NEW_ARRAY(eval->arena, count, fl_evidence);
        memcpy(o->evidence.items, eval->evidence.items,
               count * sizeof(*o->evidence.items));
        o->evidence.count = o->evidence.cap = count;
    }
    count = eval->captures.count;
    if (count) {
        raw->captures.items = FL_NEW_ARRAY(eval->arena, count, fl_capture);
        memcpy(raw->captures.items, eval->captures.items,
               count * sizeof(*raw->captures.items));
        raw->captures.count = raw->captures.cap = count;
    }
    fl_place_outcome(eval, subject, o);
}

/* Of a rule that applies to the subject, or may: `verdict` says. */
static void judge_applied(fl_eval *eval, const fl_rule_run *run, fl_ref subject,
                          fl_verdict verdict, fl_raw_outcomes *out)
{
    fl_outcome outcome = { .kind = FL_CANNOT_TELL };
    if (run->undated)
        verdict.reason = "undated";
    else if (verdict.value == FL_TRUE)
        verdict = judge_body(eval, &outcome);
    if (outcome.kind == FL_CANNOT_TELL)
        outcome.reason = fl_str_from(
            verdict.reason ? verdict.reason : "a condition is not known");
    keep(eval, run, subject, &outcome, out);
}

/* True when the rule applied to the subject. */
static bool judge_subject(fl_eval *eval, const fl_rule_run *run, fl_ref subject,
                          fl_raw_outcomes *out)
{
    eval->evidence.count = 0;
    eval->captures.count = 0;
    eval->slots[0] = subject;
    eval->slots[1] = (fl_ref){ FL_KIND_DOCUMENT, 0 };
    eval->slot_count = 2;
    if (!eval->trace && eval->rule->where &&
        fl_attrs_fail(eval, eval->rule->where))
        return false;
    size_t triggers = hold_triggers(eval, subject);
    fl_verdict verdict = applies(eval);
    if (verdict.value == FL_FALSE)
        return false;
    fill_triggers(eval, subject, triggers);
    judge_applied(eval, run, subject, verdict, out);
    return true;
}

/* ---- all subjects ---------------------------------------------------------------------- */

static void trace_subject(fl_eval *eval, const fl_rule_run *run, fl_ref subject,
                          fl_raw_outcomes *out)
{
    fl_trace *trace = eval->trace;
    size_t line = fl_trace_open(
        eval, fl_arena_printf(
                  eval->arena, "%s %.*s", fl_kind_name(subject.kind),
                  FL_ARG(fl_fact_text(eval->arena, eval->facts, subject))));
    trace->candidates = MOST_SHOWN;
    bool applied = judge_subject(eval, run, subject, out);
    trace->depth = 0;
    bool many =
        subject.kind == FL_KIND_MENTION || subject.kind == FL_KIND_BLOCK ||
        subject.kind == FL_KIND_QUANTITY || subject.kind == FL_KIND_CITATION ||
        subject.kind == FL_KIND_MARK || subject.kind == FL_KIND_TRAIT ||
        subject.kind == FL_KIND_REDACTION || subject.kind == FL_KIND_SENTENCE;
    if (!applied && many)
        trace->lines.count = line; /* hundreds of them say nothing */
    else
        trace->lines.items[line].note = fl_str_from(
            fl_outcome_name(applied ? out->items[out->count - 1].outcome.kind
                                    : FL_NOT_APPLICABLE));
}

void fl_judge_rule(fl_eval *eval, const fl_rule_run *run, fl_raw_outcomes *out)
{
    const fl_rule *rule = &eval->packs->rules.items[run->rule];
    fl_walk walk;
    fl_walk_start(&walk, eval->facts, &eval->index, rule->for_each,
                  rule->subjects.items, rule->subjects.count);
    eval->rule = rule;
    eval->marks.of = NULL;
    for (uint32_t i = fl_walk_next(&walk); i != FL_NONE;
         i = fl_walk_next(&walk)) {
        fl_ref subject = { rule->for_each, i };
        if (!fl_fact_counts(eval->facts, subject, rule->any_status,
                            rule->any_voice) ||
            fl_fact_is_foreign(eval, subject))
            continue;
        if (eval->trace)
            trace_subject(eval, run, subject, out);
        else
            judge_subject(eval, run, subject, out);
    }
}
