/*
 * A search over candidates that are compared with one bound fact: "a citation
 * whose section is the claim's". The bound side is worked out once, and who
 * differs is passed over before anything else is asked of it.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

static bool is_of_slot(const fl_operand *operand, unsigned slot)
{
    return operand->is_path && !operand->factors && operand->path.slot == slot;
}

/* Knows without the candidate what its value is, and it is one. */
static bool is_bound(const fl_eval *eval, const fl_operand *operand,
                     unsigned slot, fl_val *value)
{
    fl_val second;
    return !operand->factors &&
           !(operand->is_path && operand->path.slot >= slot) &&
           fl_operand_value(eval, operand, 0, value) &&
           !fl_operand_value(eval, operand, 1, &second);
}

/* The comparison that decides first; NULL: something else does. */
static const fl_condition *first_compare(const fl_condition *where)
{
    if (where && where->kind == FL_COND_ALL && where->children.count)
        where = where->children.items[0];
    bool compares = where && where->kind == FL_COND_COMPARE &&
                    (where->op == FL_OP_EQ || where->op == FL_OP_NE);
    return compares ? where : NULL;
}

/* From its length and both its ends; never 0. */
static uint64_t mark_of(fl_str text)
{
    uint64_t first = 0;
    uint64_t last = 0;
    size_t len = text.len < sizeof(first) ? text.len : sizeof(first);
    memcpy(&first, text.ptr, len);
    memcpy(&last, text.ptr + text.len - len, len);
    return ((first * 3 ^ last) * 31 + text.len) | 1;
}

/* The first search of a rule that compares with one text has the marks. */
static void use_marks(fl_join *join, fl_eval *eval, const fl_condition *cond)
{
    fl_marks *marks = &eval->marks;
    join->marks = NULL;
    if (join->other.kind != FL_VAL_TEXT || !join->other.text.len)
        return;
    if (!marks->of) {
        size_t count = fl_fact_count(eval->facts, cond->what);
        marks->of = cond;
        marks->marks = FL_NEW_ARRAY(eval->arena, count + 1, uint64_t);
    }
    if (marks->of != cond)
        return;
    join->marks = marks->marks;
    join->mark = mark_of(join->other.text);
}

void fl_join_of(fl_join *join, fl_eval *eval, const fl_condition *cond)
{
    const fl_condition *compare = first_compare(cond->where);
    join->own = NULL;
    if (!compare || eval->trace) /* who asks why wants to see them all */
        return;
    join->equal = compare->op == FL_OP_EQ;
    if (is_of_slot(&compare->left, cond->slot) &&
        is_bound(eval, &compare->right, cond->slot, &join->other))
        join->own = &compare->left;
    else if (is_of_slot(&compare->right, cond->slot) &&
             is_bound(eval, &compare->left, cond->slot, &join->other))
        join->own = &compare->right;
    if (join->own)
        use_marks(join, eval, cond);
}

/* 0 when it has no text, or more than one. */
static uint64_t mark_candidate(const fl_attr *attr)
{
    fl_val value;
    fl_val second;
    bool one = fl_attr_value(attr, 0, &value) && value.kind == FL_VAL_TEXT &&
               value.text.len && !fl_attr_value(attr, 1, &second);
    return one ? mark_of(value.text) : 0;
}

static bool marks_differ(const fl_eval *eval, const fl_join *join)
{
    const fl_path *path = &join->own->path;
    uint64_t *mark = &join->marks[eval->slots[path->slot].index];
    if (!*mark) {
        fl_attr attr = fl_eval_attr(eval, path);
        *mark = mark_candidate(&attr);
    }
    return *mark && *mark != join->mark;
}

bool fl_join_fails(const fl_eval *eval, const fl_join *join)
{
    fl_val value;
    fl_truth equal = FL_FALSE;
    if (!join->own)
        return false;
    if (join->marks && marks_differ(eval, join))
        return join->equal;
    fl_attr attr = fl_eval_attr(eval, &join->own->path);
    size_t i = 0;
    for (; equal != FL_TRUE && fl_attr_value(&attr, i, &value); i++)
        equal = fl_truth_or(
            equal, fl_val_compare(eval->packs, &value, FL_OP_EQ, &join->other));
    return i > 0 && equal == (join->equal ? FL_FALSE : FL_TRUE);
}
