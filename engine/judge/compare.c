/*
 * days, late, compare and tuple. Each leaves its operands' places and what was
 * worked out from them as evidence, whatever comes of it.
 * SPDX-License-Identifier: MIT
 */
#include "judge/deadline.h"
#include "judge/eval.h"

static bool plain_value(const fl_eval *eval, const fl_operand *operand,
                        size_t i, fl_val *out)
{
    if (operand->is_path) {
        fl_attr attr = fl_eval_attr(eval, &operand->path);
        return fl_attr_value(&attr, i, out);
    }
    *out = fl_val_of_value(&operand->value);
    return i == 0;
}

static double times(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b; /* 0 x infinity too */
}

/* Of the factors' first values; one of them at most may have a unit. */
static bool product_value(const fl_eval *eval, const fl_operand *operand,
                          fl_val *out)
{
    *out =
        (fl_val){ .kind = FL_VAL_QUANTITY, .low = 1, .high = 1, .bare = true };
    for (size_t f = 0; f < operand->factor_count; f++) {
        fl_val val;
        if (!plain_value(eval, &operand->factors[f], 0, &val) ||
            val.kind != FL_VAL_QUANTITY ||
            ((val.unit || val.money) && (out->unit || out->money)))
            return false;
        out->low = times(out->low, val.low);
        out->high = times(out->high, val.high);
        out->low_open |= val.low_open;
        out->high_open |= val.high_open;
        out->unit = val.unit ? val.unit : out->unit;
        out->money |= val.money;
        out->bare &= val.bare;
    }
    return true;
}

bool fl_operand_value(const fl_eval *eval, const fl_operand *operand, size_t i,
                      fl_val *out)
{
    return operand->factors ? i == 0 && product_value(eval, operand, out)
                            : plain_value(eval, operand, i, out);
}

/* The letter's date that an attribute of the document was read from. */
static void document_date_evidence(fl_eval *eval, const fl_path *path)
{
    fl_attr attr = fl_eval_attr(eval, path);
    fl_val val;
    if (path->code != FL_ATTR_DATES || !fl_attr_value(&attr, 0, &val))
        return;
    for (size_t d = 0; d < eval->facts->dates.count; d++) {
        const fl_date_fact *date = &eval->facts->dates.items[d];
        if (date->role != path->name || date->day != val.day)
            continue;
        fl_eval_evidence(eval, eval->role, date->start, date->end,
                         fl_atom_name(eval->packs, date->role));
        return;
    }
}

/* The subject is evidence already, and so are the facts that were found. */
static void operand_evidence(fl_eval *eval, const fl_operand *operand)
{
    for (size_t f = 0; f < operand->factor_count; f++)
        operand_evidence(eval, &operand->factors[f]);
    if (operand->is_path &&
        eval->slots[operand->path.slot].kind == FL_KIND_DOCUMENT)
        document_date_evidence(eval, &operand->path);
}

static fl_str operand_text(const fl_eval *eval, const fl_operand *operand)
{
    fl_val val;
    fl_str text = FL_STR("");
    for (size_t f = 0; f < operand->factor_count; f++) {
        fl_str one = operand_text(eval, &operand->factors[f]);
        text = fl_arena_printf(eval->arena, "%.*s%s%.*s", FL_ARG(text),
                               f ? " x " : "", FL_ARG(one));
    }
    if (operand->factors)
        return text;
    if (!fl_operand_value(eval, operand, 0, &val))
        return FL_STR("unknown");
    return fl_val_text(eval->arena, eval->packs, &val);
}

/* A path inside it that has no value; else any path; NULL for literals. */
static const fl_operand *path_of(const fl_eval *eval, const fl_operand *operand)
{
    const fl_operand *any = operand->is_path ? operand : NULL;
    fl_val val;
    for (size_t f = 0; f < operand->factor_count; f++) {
        const fl_operand *factor = &operand->factors[f];
        if (!factor->is_path)
            continue;
        any = factor;
        if (!plain_value(eval, factor, 0, &val))
            return factor;
    }
    return any;
}

static const char *operand_reason(const fl_eval *eval, const fl_operand *a,
                                  const fl_operand *b)
{
    fl_val val;
    const fl_operand *missing =
        path_of(eval, fl_operand_value(eval, a, 0, &val) ? b : a);
    if (!missing)
        missing = path_of(eval, a);
    if (!missing)
        return "the values cannot be compared";
    return fl_attr_reason(eval, &missing->path);
}

static void derive(fl_eval *eval, fl_str text)
{
    fl_eval_derivation(eval, text);
    if (eval->trace)
        fl_trace_note(eval, text);
}

/* ---- days ------------------------------------------------------------------------- */

/* "20 Nov to 21 Dec 2017": the year once when it is the same. */
static fl_str span_text(const fl_eval *eval, fl_day first, fl_day last)
{
    fl_str from = fl_day_text(eval->arena, first, true);
    fl_str to = fl_day_text(eval->arena, last, true);
    if (from.len > 4 && to.len > 4 &&
        memcmp(from.ptr + from.len - 4, to.ptr + to.len - 4, 4) == 0)
        from = fl_day_text(eval->arena, first, false);
    return fl_arena_printf(eval->arena, "%.*s to %.*s", FL_ARG(from),
                           FL_ARG(to));
}

static fl_str days_text(const fl_eval *eval, fl_atom calendar,
                        const fl_day *sides, int days)
{
    fl_str span = span_text(eval, sides[0], sides[1]);
    return fl_arena_printf(eval->arena, "%.*s: %d %s%s", FL_ARG(span), days,
                           calendar ? "working " : "",
                           days == 1 ? "day" : "days");
}

/* Both operands of days and late; false with the reason in *unknown. */
static bool two_days(fl_eval *eval, const fl_condition *cond, fl_day *sides,
                     fl_verdict *unknown)
{
    fl_val from;
    fl_val to;
    *unknown = (fl_verdict){ .value = FL_UNKNOWN };
    operand_evidence(eval, &cond->left);
    operand_evidence(eval, &cond->right);
    if (!fl_operand_value(eval, &cond->left, 0, &from) ||
        !fl_operand_value(eval, &cond->right, 0, &to) ||
        from.kind != FL_VAL_DATE || to.kind != FL_VAL_DATE) {
        unknown->reason = operand_reason(eval, &cond->left, &cond->right);
        return false;
    }
    sides[0] = from.day;
    sides[1] = to.day;
    return true;
}

fl_verdict fl_eval_days(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict unknown;
    fl_day sides[2];
    if (!two_days(eval, cond, sides, &unknown))
        return unknown;
    int days = (int)((int64_t)sides[1] - sides[0]);
    if (cond->calendar && !fl_calendar_days(eval->packs, cond->calendar,
                                            sides[0], sides[1], &days)) {
        unknown.reason = "a date lies outside the calendar";
        return unknown;
    }
    derive(eval, days_text(eval, cond->calendar, sides, days));
    fl_val taken = { .kind = FL_VAL_QUANTITY, .low = days, .high = days };
    fl_val limit = { .kind = FL_VAL_QUANTITY,
                     .low = cond->days,
                     .high = cond->days };
    return (fl_verdict){ .value = fl_val_compare(eval->packs, &taken, cond->op,
                                                 &limit) };
}

/* ---- late -------------------------------------------------------------------------- */

/* "20 Nov to 21 Dec 2017: 22 working days; due by 18 Dec 2017". */
static fl_str late_text(const fl_eval *eval, const fl_deadline *deadline,
                        const fl_day *sides)
{
    int days = (int)((int64_t)sides[1] - sides[0]);
    fl_str text = span_text(eval, sides[0], sides[1]);
    fl_atom calendar = deadline->period->calendar;
    fl_day due = deadline->latest;
    if (!calendar ||
        fl_calendar_days(eval->packs, calendar, sides[0], sides[1], &days))
        text = days_text(eval, calendar, sides, days);
    if (due == FL_NO_DAY)
        return text;
    fl_str by = fl_day_text(eval->arena, due, true);
    return fl_arena_printf(eval->arena, "%.*s; due by %.*s%s", FL_ARG(text),
                           FL_ARG(by),
                           deadline->earliest != due ? " at the latest" : "");
}

fl_verdict fl_eval_late(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict verdict;
    fl_day sides[2];
    fl_deadline deadline;
    if (!two_days(eval, cond, sides, &verdict))
        return verdict;
    const fl_period *period = fl_packs_period(
        eval->packs, eval->rule->pack, cond->period, eval->facts->authority);
    if (!period) {
        verdict.reason = "the pack of the rule has no such period";
        return verdict;
    }
    fl_deadline_find(eval->packs, period, sides[0], NULL, (int)cond->days,
                     &deadline);
    fl_deadline told = deadline; /* people are told the day without grace */
    if (cond->days > 0)
        fl_deadline_find(eval->packs, period, sides[0], NULL, 0, &told);
    derive(eval, late_text(eval, &told, sides));
    if (deadline.latest != FL_NO_DAY && sides[1] > deadline.latest)
        verdict.value = FL_TRUE;
    else if (deadline.earliest != FL_NO_DAY && sides[1] <= deadline.earliest)
        verdict.value = FL_FALSE;
    else
        verdict.reason = deadline.why;
    return verdict;
}

/* ---- compare and tuple ------------------------------------------------------------- */

/* Any value of one side with any of the other; unknown where a side has none. */
static fl_truth compare_any(const fl_eval *eval, const fl_operand *left,
                            fl_op op, const fl_operand *right)
{
    fl_val a;
    fl_val b;
    fl_truth result = FL_FALSE;
    size_t i = 0;
    for (; result != FL_TRUE && fl_operand_value(eval, left, i, &a); i++) {
        size_t j = 0;
        for (; fl_operand_value(eval, right, j, &b); j++)
            result =
                fl_truth_or(result, fl_val_compare(eval->packs, &a, op, &b));
        if (j == 0)
            return FL_UNKNOWN;
    }
    return i > 0 ? result : FL_UNKNOWN;
}

/* != is the opposite of =. */
static fl_truth compare_sides(const fl_eval *eval, const fl_operand *left,
                              fl_op op, const fl_operand *right)
{
    if (op == FL_OP_NE)
        return fl_truth_not(compare_any(eval, left, FL_OP_EQ, right));
    return compare_any(eval, left, op, right);
}

/* "left < right"; without printf, since the sides may be whole paragraphs. */
static fl_str compared_text(fl_arena *arena, fl_str left, const char *op,
                            fl_str right)
{
    fl_str parts[] = { left, FL_STR(" "), fl_str_from(op), FL_STR(" "), right };
    size_t count = sizeof(parts) / sizeof(parts[0]);
    fl_str text = { "", 0 };
    for (size_t i = 0; i < count; i++)
        text.len += parts[i].len;
    char *at = fl_arena_alloc(arena, text.len + 1);
    text.ptr = at;
    for (size_t i = 0; i < count; i++) {
        memcpy(at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    *at = '\0';
    return text;
}

fl_verdict fl_eval_compare(fl_eval *eval, const fl_condition *cond)
{
    static const char *const ops[] = { "<", "<=", ">", ">=", "=", "!=" };
    fl_verdict result = { .value = compare_sides(eval, &cond->left, cond->op,
                                                 &cond->right) };
    /* of the candidates of a search most do not fit: they leave no trace */
    if (result.value == FL_FALSE && eval->slot_count > 2 && !eval->trace)
        return result;
    operand_evidence(eval, &cond->left);
    operand_evidence(eval, &cond->right);
    fl_str left = operand_text(eval, &cond->left);
    fl_str right = operand_text(eval, &cond->right);
    derive(eval, compared_text(eval->arena, left, ops[cond->op], right));
    if (result.value == FL_UNKNOWN)
        result.reason = operand_reason(eval, &cond->left, &cond->right);
    return result;
}

static fl_truth row_fits(const fl_eval *eval, const fl_condition *cond,
                         size_t row)
{
    fl_truth result = FL_TRUE;
    for (size_t i = 0; i < cond->operands.count; i++) {
        fl_operand cell = {
            .value = cond->rows.items[row * cond->operands.count + i]
        };
        fl_truth t =
            compare_sides(eval, &cond->operands.items[i], FL_OP_EQ, &cell);
        result = fl_truth_and(result, t);
    }
    return result;
}

fl_verdict fl_eval_tuple(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict result = { .value = FL_FALSE };
    fl_str text = FL_STR("");
    size_t width = cond->operands.count;
    for (size_t row = 0; width && row < cond->rows.count / width; row++)
        result.value = fl_truth_or(result.value, row_fits(eval, cond, row));
    for (size_t i = 0; i < width; i++) {
        const fl_operand *operand = &cond->operands.items[i];
        fl_str one = operand_text(eval, operand);
        operand_evidence(eval, operand);
        text = fl_arena_printf(eval->arena, "%.*s%s%.*s", FL_ARG(text),
                               i ? ", " : "", FL_ARG(one));
        fl_val val;
        if (result.value == FL_UNKNOWN && !result.reason &&
            !fl_operand_value(eval, operand, 0, &val) && operand->is_path)
            result.reason = fl_attr_reason(eval, &operand->path);
    }
    derive(eval, text);
    if (result.value == FL_UNKNOWN && !result.reason)
        result.reason = "a value is not exact";
    return result;
}
