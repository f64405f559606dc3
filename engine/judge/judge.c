/*
 * Judging one draft: every rule of the set in turn, then what of their
 * outcomes is told.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

const char *fl_outcome_name(fl_outcome_kind kind)
{
    static const char *const names[] = { "met", "not-met", "not-applicable",
                                         "cannot-tell" };
    return names[kind];
}

const char *fl_evidence_role_name(fl_evidence_role role)
{
    static const char *const names[] = { "trigger", "conflict", "met-by",
                                         "context", "derivation" };
    return names[role];
}

/* What severity_when switched off for its subject is no finding. */
static void drop_off(fl_raw_outcomes *raw, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < raw->count; i++)
        if (raw->items[i].outcome.severity != FL_SEVERITY_OFF)
            raw->items[kept++] = raw->items[i];
    raw->count = kept;
}

/* A line below the rule's heading. */
static void trace_line(fl_eval *eval, const char *text)
{
    eval->trace->depth = 1;
    fl_trace_open(eval, fl_str_from(text));
    eval->trace->depth = 0;
}

static void judge_one(fl_eval *eval, const fl_rule_run *run,
                      fl_raw_outcomes *raw)
{
    size_t before = raw->count;
    fl_rule_run own = *run;
    const char *closed = fl_rule_gate(
        eval->facts, &eval->packs->rules.items[run->rule], &own.undated);
    if (!closed) {
        fl_judge_rule(eval, &own, raw);
        drop_off(raw, before);
    } else if (eval->trace) {
        trace_line(eval, closed);
    }
    if (raw->count == before && run->severity != FL_SEVERITY_OFF)
        eval->idle[run->rule] = closed ? closed : "nothing calls for it";
}

static void trace_heading(fl_eval *eval, const fl_rule *rule)
{
    fl_str id = fl_atom_name(eval->packs, rule->id);
    fl_str pack = eval->packs->packs.items[rule->pack].name;
    fl_trace_open(eval, fl_arena_printf(eval->arena, "%.*s/%.*s for each %s",
                                        FL_ARG(pack), FL_ARG(id),
                                        fl_kind_name(rule->for_each)));
    eval->trace->depth = 0;
}

void fl_judge(fl_arena *arena, const fl_facts *facts,
              const fl_scan_options *options, fl_judgement *out)
{
    fl_trace trace = { 0 };
    fl_raw_outcomes raw = { 0 };
    fl_eval *eval = FL_NEW(arena, fl_eval);
    fl_str why = fl_str_from(options->why_rule);
    *out = (fl_judgement){ 0 };
    eval->arena = arena;
    eval->packs = facts->packs;
    eval->facts = facts;
    eval->idle =
        FL_NEW_ARRAY(arena, facts->packs->rules.count + 1, const char *);
    eval->only_law = fl_only_law(facts);
    fl_index_facts(arena, facts, &eval->index);
    for (uint32_t r = 0; r < eval->packs->rules.count; r++) {
        const fl_rule *rule = &eval->packs->rules.items[r];
        fl_rule_run run = { .rule = r, .severity = rule->severity };
        bool traced = why.len && fl_rule_is_named(eval->packs, rule, why);
        run.user_set =
            fl_user_severity(eval->packs, rule, options, &run.severity);
        eval->trace = traced ? &trace : NULL;
        if (traced)
            trace_heading(eval, rule);
        bool left = options->is_template && rule->not_in_template;
        bool may_be_on = !run.user_set && rule->severity_when.count > 0;
        if (left && traced)
            trace_line(eval, "not judged in templates");
        else if (!left && (run.severity != FL_SEVERITY_OFF || may_be_on))
            judge_one(eval, &run, &raw);
        else if (traced)
            trace_line(eval, "switched off");
    }
    eval->trace = NULL;
    fl_fold_outcomes(eval, &raw, out);
    out->why = fl_trace_text(arena, &trace);
}
