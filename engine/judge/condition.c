/*
 * Evaluates a condition tree in Kleene's logic, children in the order written.
 * A node keeps the evidence of what made it so: all of them for a conjunction
 * that holds, the one that failed for one that does not, and so for any.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

fl_attr fl_eval_attr(const fl_eval *eval, const fl_path *path)
{
    fl_attr attr = { .facts = eval->facts,
                     .index = &eval->index,
                     .ref = eval->slots[path->slot],
                     .path = path };
    uint32_t nth = 0;
    if (path->of_claim)
        attr.ref = (fl_ref){ FL_KIND_CLAIM,
                             fl_use_claim(eval->facts, attr.ref.index, &nth) };
    return attr;
}

const char *fl_attr_reason(const fl_eval *eval, const fl_path *path)
{
    fl_attr attr = fl_eval_attr(eval, path);
    fl_str name = path->binding.len ? path->binding
                                    : fl_str_from(fl_kind_name(path->kind));
    fl_str text = fl_attr_text(eval->arena, &attr);
    fl_str reason;
    if (text.len)
        reason = fl_arena_printf(
            eval->arena, "%.*s.%.*s is \"%.*s\", which decides nothing",
            FL_ARG(name), FL_ARG(path->attribute), FL_ARG(text));
    else
        reason = fl_arena_printf(eval->arena, "%.*s.%.*s is not known",
                                 FL_ARG(name), FL_ARG(path->attribute));
    return reason.ptr;
}

void fl_eval_evidence(fl_eval *eval, fl_evidence_role role, uint32_t start,
                      uint32_t end, fl_str concept)
{
    fl_evidence *e = FL_PUSH(eval->arena, &eval->evidence);
    e->role = role;
    e->start = start;
    e->end = end;
    e->concept = concept;
}

void fl_eval_derivation(fl_eval *eval, fl_str text)
{
    fl_spot spot = fl_fact_spot(eval->facts, eval->slots[0], 0);
    fl_eval_evidence(eval, FL_EVIDENCE_DERIVATION, spot.start, spot.start,
                     FL_STR(""));
    eval->evidence.items[eval->evidence.count - 1].text = text;
}

/* Drops the evidence in [from, to) and closes the gap. */
static void drop_evidence(fl_eval *eval, size_t from, size_t to)
{
    size_t rest = eval->evidence.count - to;
    if (from < to && rest)
        memmove(&eval->evidence.items[from], &eval->evidence.items[to],
                rest * sizeof(*eval->evidence.items));
    eval->evidence.count -= to - from;
}

static void take_over(fl_verdict *into, const fl_verdict *child)
{
    if (!into->reason)
        into->reason = child->reason;
    if (!into->missing)
        into->missing = child->missing;
}

/* `decides` ends it: false for all, true for any. */
static fl_verdict eval_children(fl_eval *eval, const fl_condition *cond,
                                fl_truth decides)
{
    fl_verdict result = { .value = fl_truth_not(decides) };
    size_t start = eval->evidence.count;
    for (size_t i = 0; i < cond->children.count; i++) {
        size_t own = eval->evidence.count;
        fl_verdict child = fl_eval_condition(eval, cond->children.items[i]);
        if (child.value == decides) {
            drop_evidence(eval, start, own);
            return child;
        }
        if (child.value == FL_UNKNOWN)
            result.value = FL_UNKNOWN;
        take_over(&result, &child);
    }
    return result;
}

static fl_str attrs_note(const fl_eval *eval, const fl_condition *cond)
{
    fl_str note = FL_STR("");
    for (size_t i = 0; i < cond->attrs.count; i++) {
        const fl_path *path = &cond->attrs.items[i].path;
        fl_attr attr = fl_eval_attr(eval, path);
        fl_str text = fl_attr_text(eval->arena, &attr);
        note =
            fl_arena_printf(eval->arena, "%.*s%s%.*s.%.*s = \"%.*s\"",
                            FL_ARG(note), i ? ", " : "", FL_ARG(path->binding),
                            FL_ARG(path->attribute), FL_ARG(text));
    }
    return note;
}

static fl_verdict eval_attrs(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict result = { .value = FL_TRUE };
    if (eval->trace)
        fl_trace_note(eval, attrs_note(eval, cond));
    for (size_t i = 0; i < cond->attrs.count; i++) {
        const fl_attr_test *at = &cond->attrs.items[i];
        fl_attr attr = fl_eval_attr(eval, &at->path);
        fl_truth t = fl_test_attr(&attr, at->test);
        if (t == FL_FALSE)
            return (fl_verdict){ .value = FL_FALSE };
        if (t == FL_UNKNOWN && !result.reason)
            result.reason = fl_attr_reason(eval, &at->path);
        result.value = fl_truth_and(result.value, t);
    }
    return result;
}

bool fl_attrs_fail(fl_eval *eval, const fl_condition *cond)
{
    bool behind = false; /* what stands before is tested first anyway */
    for (size_t i = 0; cond->kind == FL_COND_ALL && i < cond->children.count;
         i++) {
        const fl_condition *child = cond->children.items[i];
        if (child->kind != FL_COND_ATTRS)
            behind = true;
        else if (behind && eval_attrs(eval, child).value == FL_FALSE)
            return true;
    }
    return false;
}

/* What holds here may be what is asked for, in words that no pack knows. */
static fl_verdict eval_perhaps(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict result = fl_eval_condition(eval, cond->children.items[0]);
    if (result.value == FL_FALSE)
        return (fl_verdict){ .value = FL_FALSE };
    if (result.value == FL_TRUE)
        result.reason = "it may be said in other words";
    result.value = FL_UNKNOWN;
    return result;
}

static fl_verdict eval_node(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict result = { .value = FL_UNKNOWN };
    switch (cond->kind) {
    case FL_COND_ALL:
        return eval_children(eval, cond, FL_FALSE);
    case FL_COND_ANY:
        return eval_children(eval, cond, FL_TRUE);
    case FL_COND_NOT:
        result = fl_eval_condition(eval, cond->children.items[0]);
        result.value = fl_truth_not(result.value);
        return result;
    case FL_COND_PERHAPS:
        return eval_perhaps(eval, cond);
    case FL_COND_ATTRS:
        return eval_attrs(eval, cond);
    case FL_COND_EXIST:
        return fl_eval_exist(eval, cond);
    case FL_COND_DAYS:
        return fl_eval_days(eval, cond);
    case FL_COND_LATE:
        return fl_eval_late(eval, cond);
    case FL_COND_COMPARE:
        return fl_eval_compare(eval, cond);
    case FL_COND_TUPLE:
        return fl_eval_tuple(eval, cond);
    }
    return result;
}

fl_verdict fl_eval_condition(fl_eval *eval, const fl_condition *cond)
{
    static const char *const forms[] = { "all", "any", "not", "perhaps" };
    if (!eval->trace)
        return eval_node(eval, cond);
    fl_str text = cond->kind <= FL_COND_PERHAPS ? fl_str_from(forms[cond->kind])
                                                : cond->json;
    size_t line = fl_trace_open(eval, text);
    fl_verdict result = eval_node(eval, cond);
    fl_trace_close(eval, line, result);
    return result;
}
