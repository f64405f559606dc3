/*
 * From the outcomes of all rules to those that are reported: one defect is
 * told by one rule, "once" rules tell it once, and the order is fixed.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

#include <stdlib.h>

/* Subjects, and pieces of evidence, that one folded finding names. */
#define MOST_FOLDED 32u

static fl_ref subject_of(const fl_outcome *o)
{
    return (fl_ref){ o->subject_kind, o->subject };
}

/* ---- supersedes ----------------------------------------------------------------------- */

static bool same_subject(const fl_facts *facts, fl_ref a, fl_ref b)
{
    if (a.kind == FL_KIND_DOCUMENT || b.kind == FL_KIND_DOCUMENT)
        return true;
    if (a.kind == b.kind && a.index == b.index)
        return true;
    uint32_t claim = fl_fact_claim(facts, a);
    return claim != FL_NONE && claim == fl_fact_claim(facts, b);
}

static void supersede(const fl_eval *eval, const fl_raw_outcome *by,
                      fl_raw_outcomes *raw)
{
    const fl_rule *rule = &eval->packs->rules.items[by->outcome.rule];
    for (size_t s = 0; s < rule->supersedes.count; s++)
        for (size_t i = 0; i < raw->count; i++) {
            fl_raw_outcome *other = &raw->items[i];
            if (other->outcome.rule == rule->supersedes.items[s] &&
                other->outcome.kind == FL_NOT_MET &&
                same_subject(eval->facts, subject_of(&by->outcome),
                             subject_of(&other->outcome)))
                other->dropped = true;
        }
}

/* ---- one defect under two laws --------------------------------------------------------- */

/* The laws' rules of one id found the same thing in the same subject: the one
 * whose law weighs more in the letter tells it. */
static void tell_once(const fl_eval *eval, fl_raw_outcome *a, fl_raw_outcome *b)
{
    const fl_packs *packs = eval->packs;
    uint32_t second = packs->rules.items[b->outcome.rule].pack;
    bool b_weighs = packs->packs.items[second].regime == eval->facts->regime;
    if (a->outcome.kind == FL_NOT_MET && b->outcome.kind == FL_NOT_MET)
        (b_weighs ? a : b)->dropped = true;
}

/* Both ranges are in the order of their subjects. */
static void match_ranges(const fl_eval *eval, fl_raw_outcomes *raw,
                         const size_t *first, uint32_t r, uint32_t s)
{
    size_t i = first[r];
    size_t k = first[s];
    while (i < first[r + 1] && k < first[s + 1]) {
        uint32_t x = raw->items[i].outcome.subject;
        uint32_t y = raw->items[k].outcome.subject;
        if (x == y)
            tell_once(eval, &raw->items[i], &raw->items[k]);
        i += x <= y;
        k += y <= x;
    }
}

/* Where the outcomes of each rule begin; those of one stand together. */
static size_t *firsts_of(const fl_eval *eval, const fl_raw_outcomes *raw)
{
    uint32_t count = (uint32_t)eval->packs->rules.count;
    size_t *first = FL_NEW_ARRAY(eval->arena, count + 1, size_t);
    size_t at = 0;
    for (uint32_t r = 0; r <= count; r++) {
        while (at < raw->count && raw->items[at].outcome.rule < r)
            at++;
        first[r] = at;
    }
    return first;
}

static bool has_finding(const fl_raw_outcomes *raw, const size_t *first,
                        uint32_t r)
{
    for (size_t i = first[r]; i < first[r + 1]; i++)
        if (raw->items[i].outcome.kind == FL_NOT_MET)
            return true;
    return false;
}

static void drop_shared(const fl_eval *eval, fl_raw_outcomes *raw)
{
    const fl_rule *rules = eval->packs->rules.items;
    uint32_t count = (uint32_t)eval->packs->rules.count;
    size_t *first = firsts_of(eval, raw);
    for (uint32_t r = 0; r < count; r++) {
        if (!has_finding(raw, first, r))
            continue;
        for (uint32_t s = r + 1; s < count; s++)
            if (rules[r].id == rules[s].id &&
                rules[r].for_each == rules[s].for_each)
                match_ranges(eval, raw, first, r, s);
    }
}

/* ---- once ------------------------------------------------------------------------------ */

static void fold_into(const fl_eval *eval, fl_outcome *first,
                      const fl_outcome *more)
{
    if (more->severity > first->severity)
        first->severity = more->severity;
    for (size_t i = 0; i < more->evidence.count; i++)
        if (more->evidence.items[i].role == FL_EVIDENCE_TRIGGER &&
            first->evidence.count < MOST_FOLDED)
            *FL_PUSH(eval->arena, &first->evidence) = more->evidence.items[i];
}

/* "4(1), 7(1)", and of many only the first. */
static fl_str subjects_text(const fl_eval *eval, const fl_ref *refs,
                            size_t count)
{
    fl_str text = fl_fact_text(eval->arena, eval->facts, refs[0]);
    for (size_t i = 1; i < count && i < MOST_FOLDED; i++) {
        fl_str more = fl_fact_text(eval->arena, eval->facts, refs[i]);
        text = fl_arena_printf(eval->arena, "%.*s, %.*s", FL_ARG(text),
                               FL_ARG(more));
    }
    if (count > MOST_FOLDED)
        text = fl_arena_printf(eval->arena, "%.*s and %zu more", FL_ARG(text),
                               count - MOST_FOLDED);
    return text;
}

/* Fills the messages of items[at]; a rule that reports once takes in its other
 * not-met subjects first. */
static void finish(fl_eval *eval, fl_raw_outcomes *raw, size_t at)
{
    fl_raw_outcome *first = &raw->items[at];
    fl_outcome *o = &first->outcome;
    const fl_rule *rule = &eval->packs->rules.items[o->rule];
    FL_VEC(fl_ref) refs = { 0 };
    *FL_PUSH(eval->arena, &refs) = subject_of(o);
    for (size_t i = at + 1; rule->once && i < raw->count; i++) {
        if (raw->items[i].outcome.rule != o->rule)
            break; /* the outcomes of a rule stand together */
        if (raw->items[i].dropped || raw->items[i].outcome.kind != FL_NOT_MET)
            continue;
        fold_into(eval, o, &raw->items[i].outcome);
        *FL_PUSH(eval->arena, &refs) = subject_of(&raw->items[i].outcome);
        *FL_PUSH(eval->arena, &o->folded) = raw->items[i].outcome.subject;
        raw->items[i].dropped = true;
    }
    eval->rule = rule;
    eval->slots[0] = subject_of(o);
    eval->captures.items = first->captures.items;
    eval->captures.count = first->captures.count;
    eval->captures.cap = first->captures.cap;
    fl_str claims = fl_claims_text(eval, refs.items, refs.count);
    o->subject_text = subjects_text(eval, refs.items, refs.count);
    o->message = fl_fill_message(eval, rule->message, o, claims);
    o->advice = fl_fill_message(eval, rule->advice, o, claims);
}

/* ---- order ------------------------------------------------------------------------------- */

typedef struct {
    const fl_outcome *outcome;
    uint64_t place; /* the findings first, then by start in T */
    uint64_t rule;  /* its rank, then the subject */
} sort_item;

static sort_item sort_item_of(const fl_eval *eval, const fl_outcome *o)
{
    uint64_t rank = eval->packs->rules.items[o->rule].rank;
    uint64_t found = o->kind == FL_NOT_MET;
    return (sort_item){ o, (1 - found) << 32 | o->start,
                        rank << 32 | o->subject };
}

static int by_report_order(const void *left, const void *right)
{
    const sort_item *a = left;
    const sort_item *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

/* Those that are told, in order. */
static sort_item *sorted(fl_eval *eval, const fl_raw_outcomes *raw,
                         size_t *count)
{
    sort_item *items = FL_NEW_ARRAY(eval->arena, raw->count, sort_item);
    *count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        const fl_outcome *o = &raw->items[i].outcome;
        if (!raw->items[i].dropped)
            items[(*count)++] = sort_item_of(eval, o);
    }
    qsort(items, *count, sizeof(*items), by_report_order);
    return items;
}

/* The rules that did not apply, in order; most do not, so that they are kept
 * apart and never sorted. */
static uint32_t *idle_rules(const fl_eval *eval, size_t *count)
{
    const fl_packs *packs = eval->packs;
    uint32_t *rules = FL_NEW_ARRAY(eval->arena, packs->rules.count, uint32_t);
    uint32_t *ranked = FL_NEW_ARRAY(eval->arena, packs->rules.count, uint32_t);
    *count = 0;
    for (uint32_t r = 0; r < packs->rules.count; r++)
        ranked[packs->rules.items[r].rank] = r;
    for (size_t i = 0; i < packs->rules.count; i++)
        if (eval->idle[ranked[i]])
            rules[(*count)++] = ranked[i];
    return rules;
}

static void fill_idle(const fl_eval *eval, uint32_t rule, fl_outcome *out)
{
    out->rule = rule;
    out->kind = FL_NOT_APPLICABLE;
    out->severity = eval->packs->rules.items[rule].severity;
    out->subject_kind = FL_KIND_DOCUMENT;
    out->subject_text = FL_STR("document");
    out->reason = fl_str_from(eval->idle[rule]);
}

static void put_in_order(fl_eval *eval, const fl_raw_outcomes *raw,
                         fl_judgement *out)
{
    size_t count = 0;
    size_t idle = 0;
    const sort_item *items = sorted(eval, raw, &count);
    const uint32_t *rules = idle_rules(eval, &idle);
    size_t total = count + idle;
    fl_outcome *to = FL_NEW_ARRAY(eval->arena, total, fl_outcome);
    size_t i = 0;
    size_t k = 0;
    while (i + k < total) {
        fl_outcome *next = &to[i + k];
        if (k < idle)
            fill_idle(eval, rules[k], next);
        sort_item other = sort_item_of(eval, next);
        if (k < idle && (i == count || by_report_order(&other, &items[i]) < 0))
            k++;
        else
            *next = *items[i++].outcome;
    }
    out->outcomes.items = to;
    out->outcomes.count = out->outcomes.cap = total;
}

static void count_outcomes(fl_judgement *out)
{
    for (size_t i = 0; i < out->outcomes.count; i++) {
        fl_outcome_kind kind = out->outcomes.items[i].kind;
        out->met += kind == FL_MET;
        out->not_met += kind == FL_NOT_MET;
        out->cannot_tell += kind == FL_CANNOT_TELL;
    }
    out->finding_count = out->not_met;
    out->applied = out->met + out->not_met + out->cannot_tell;
}

/* A rule that has nothing left to say did not apply. */
static void note_dropped_rules(fl_eval *eval, const fl_raw_outcomes *raw)
{
    for (size_t i = 0; i < raw->count; i++)
        if (raw->items[i].dropped)
            eval->idle[raw->items[i].outcome.rule] =
                "another rule tells of this defect";
    for (size_t i = 0; i < raw->count; i++)
        if (!raw->items[i].dropped)
            eval->idle[raw->items[i].outcome.rule] = NULL;
}

void fl_fold_outcomes(fl_eval *eval, fl_raw_outcomes *raw, fl_judgement *out)
{
    for (size_t i = 0; i < raw->count; i++)
        if (raw->items[i].outcome.kind == FL_NOT_MET)
            supersede(eval, &raw->items[i], raw);
    if (eval->facts->regimes.count > 1)
        drop_shared(eval, raw);
    note_dropped_rules(eval, raw);
    for (size_t i = 0; i < raw->count; i++)
        if (!raw->items[i].dropped && raw->items[i].outcome.kind == FL_NOT_MET)
            finish(eval, raw, i);
    put_in_order(eval, raw, out);
    count_outcomes(out);
}
