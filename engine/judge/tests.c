/*
 * Values against values in Kleene's logic. A quantity is an interval, so that
 * "over 20" compared with 20 gives an answer and compared with 25 gives none.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

fl_truth fl_truth_not(fl_truth t)
{
    if (t == FL_UNKNOWN)
        return FL_UNKNOWN;
    return t == FL_TRUE ? FL_FALSE : FL_TRUE;
}

fl_truth fl_truth_and(fl_truth a, fl_truth b)
{
    if (a == FL_FALSE || b == FL_FALSE)
        return FL_FALSE;
    return a == FL_TRUE && b == FL_TRUE ? FL_TRUE : FL_UNKNOWN;
}

fl_truth fl_truth_or(fl_truth a, fl_truth b)
{
    if (a == FL_TRUE || b == FL_TRUE)
        return FL_TRUE;
    return a == FL_FALSE && b == FL_FALSE ? FL_FALSE : FL_UNKNOWN;
}

static fl_truth truth(bool value)
{
    return value ? FL_TRUE : FL_FALSE;
}

fl_val fl_val_of_value(const fl_value *value)
{
    fl_val val = { .kind = FL_VAL_TEXT, .text = value->text };
    if (value->is_bool) {
        val.kind = FL_VAL_BOOL;
        val.boolean = value->boolean;
    } else if (value->is_number) {
        val = (fl_val){ .kind = FL_VAL_QUANTITY,
                        .low = value->number,
                        .high = value->number,
                        .unit = value->unit,
                        .bare = value->unit == 0 };
    } else if (value->is_date) {
        val.kind = FL_VAL_DATE;
        val.day = value->day;
    }
    return val;
}

/* ---- quantities ------------------------------------------------------------------ */

static const fl_unit *unit_of(const fl_packs *packs, fl_atom name)
{
    for (size_t i = 0; name && i < packs->units.count; i++)
        if (packs->units.items[i].name == name)
            return &packs->units.items[i];
    return NULL;
}

static bool is_money(const fl_packs *packs, const fl_val *val)
{
    const fl_unit *unit = unit_of(packs, val->unit);
    if (!unit)
        return val->money && !val->unit;
    return unit->dimension &&
           fl_str_is(fl_atom_name(packs, unit->dimension), "money");
}

static void scale(fl_val *val, double size)
{
    val->low *= size;
    val->high *= size;
}

/* Brings both into one unit; false when they have none in common. */
static bool align(const fl_packs *packs, fl_val *a, fl_val *b)
{
    if (a->bare || b->bare)
        return true;
    const fl_unit *ua = unit_of(packs, a->unit);
    const fl_unit *ub = unit_of(packs, b->unit);
    if (a->unit == b->unit && a->money == b->money)
        return true;
    bool money = is_money(packs, a) && is_money(packs, b);
    if (!money &&
        (!ua || !ub || !ua->dimension || ua->dimension != ub->dimension))
        return false;
    scale(a, ua ? ua->size : 1);
    scale(b, ub ? ub->size : 1);
    return true;
}

static fl_truth less(const fl_val *a, const fl_val *b)
{
    if (a->high < b->low ||
        (a->high == b->low && (a->high_open || b->low_open)))
        return FL_TRUE;
    return a->low >= b->high ? FL_FALSE : FL_UNKNOWN;
}

static fl_truth less_equal(const fl_val *a, const fl_val *b)
{
    return fl_truth_not(less(b, a));
}

static fl_truth equal(const fl_val *a, const fl_val *b)
{
    if (less(a, b) == FL_TRUE || less(b, a) == FL_TRUE)
        return FL_FALSE;
    bool points = a->low == a->high && b->low == b->high;
    return points ? FL_TRUE : FL_UNKNOWN;
}

static fl_truth compare_quantities(const fl_packs *packs, fl_val a, fl_op op,
                                   fl_val b)
{
    if (!align(packs, &a, &b))
        return FL_UNKNOWN;
    switch (op) {
    case FL_OP_LT:
        return less(&a, &b);
    case FL_OP_LE:
        return less_equal(&a, &b);
    case FL_OP_GT:
        return less(&b, &a);
    case FL_OP_GE:
        return less_equal(&b, &a);
    case FL_OP_EQ:
        return equal(&a, &b);
    case FL_OP_NE:
        return fl_truth_not(equal(&a, &b));
    }
    return FL_UNKNOWN;
}

/* ---- all values -------------------------------------------------------------------- */

static fl_truth compare_days(fl_day a, fl_op op, fl_day b)
{
    switch (op) {
    case FL_OP_LT:
        return truth(a < b);
    case FL_OP_LE:
        return truth(a <= b);
    case FL_OP_GT:
        return truth(a > b);
    case FL_OP_GE:
        return truth(a >= b);
    case FL_OP_EQ:
        return truth(a == b);
    case FL_OP_NE:
        return truth(a != b);
    }
    return FL_UNKNOWN;
}

fl_truth fl_val_compare(const fl_packs *packs, const fl_val *a, fl_op op,
                        const fl_val *b)
{
    if (a->kind == FL_VAL_QUANTITY && b->kind == FL_VAL_QUANTITY)
        return compare_quantities(packs, *a, op, *b);
    if (a->kind == FL_VAL_DATE && b->kind == FL_VAL_DATE)
        return compare_days(a->day, op, b->day);
    if (op != FL_OP_EQ && op != FL_OP_NE)
        return FL_UNKNOWN;
    bool same = false;
    if (a->kind == FL_VAL_BOOL && b->kind == FL_VAL_BOOL)
        same = a->boolean == b->boolean;
    else if (a->text.len && b->text.len)
        same = fl_str_eq(a->text, b->text);
    return truth(same == (op == FL_OP_EQ));
}

/* ---- tests ------------------------------------------------------------------------- */

static bool is_mere_text(const fl_value *value)
{
    return !value->is_bool && !value->is_number && !value->is_date &&
           value->text.len > 0;
}

static fl_truth test_value(const fl_packs *packs, const fl_val *val,
                           const fl_test *test, fl_op op)
{
    fl_truth result = FL_FALSE;
    for (size_t v = 0; v < test->values.count; v++) {
        const fl_value *wanted = &test->values.items[v];
        fl_truth one = FL_FALSE;
        if (test->kind == FL_TEST_UNDER) {
            one = truth(fl_provision_under(val->text, wanted->text));
        } else if (op == FL_OP_EQ && val->kind == FL_VAL_TEXT &&
                   is_mere_text(wanted)) {
            one = truth(fl_str_eq(val->text, wanted->text)); /* most tests */
        } else {
            fl_val other = fl_val_of_value(wanted);
            one = fl_val_compare(packs, val, op, &other);
        }
        result = fl_truth_or(result, one);
        if (result == FL_TRUE)
            break;
    }
    return result;
}

static fl_truth test_name(const fl_attr *attr, const fl_test *test,
                          fl_atom name)
{
    if (!name)
        return fl_attr_unknown(attr) ? FL_UNKNOWN : FL_FALSE;
    for (size_t v = 0; v < test->values.count; v++)
        if (test->values.items[v].name == name)
            return FL_TRUE;
    return FL_FALSE;
}

fl_truth fl_test_attr(const fl_attr *attr, const fl_test *test)
{
    static const fl_op ops[] = {
        [FL_TEST_ONE_OF] = FL_OP_EQ, [FL_TEST_NOT] = FL_OP_EQ,
        [FL_TEST_EXISTS] = FL_OP_EQ, [FL_TEST_LT] = FL_OP_LT,
        [FL_TEST_LE] = FL_OP_LE,     [FL_TEST_GT] = FL_OP_GT,
        [FL_TEST_GE] = FL_OP_GE,     [FL_TEST_UNDER] = FL_OP_EQ,
    };
    fl_val val;
    fl_atom name;
    if (test->of_names && fl_attr_atom(attr, &name))
        return test_name(attr, test, name);
    if (test->kind == FL_TEST_NOT)
        return fl_truth_not(fl_test_attr(attr, test->inner));
    if (test->kind == FL_TEST_EXISTS)
        return truth(fl_attr_value(attr, 0, &val) == test->exists);
    if (!fl_attr_value(attr, 0, &val))
        return fl_attr_unknown(attr) ? FL_UNKNOWN : FL_FALSE;
    fl_truth result = FL_FALSE;
    size_t i = 0;
    do {
        result = fl_truth_or(result, test_value(attr->facts->packs, &val, test,
                                                ops[test->kind]));
    } while (result != FL_TRUE && fl_attr_value(attr, ++i, &val));
    return result;
}
