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

void fl_join_of(fl_join *join, const fl_eval *eval, const fl_condition *cond)
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
}

static fl_truth same(const fl_packs *packs, const fl_val *a, const fl_val *b)
{
    if (a->kind == FL_VAL_TEXT && b->kind == FL_VAL_TEXT && a->text.len &&
        a->text.len != b->text.len)
        return FL_FALSE; /* as most are */
    return fl_val_compare(packs, a, FL_OP_EQ, b);
}

bool fl_join_fails(const fl_eval *eval, const fl_join *join)
{
    fl_val value;
    fl_truth equal = FL_FALSE;
    if (!join->own)
        return false;
    fl_attr attr = fl_eval_attr(eval, &join->own->path);
    size_t i = 0;
    for (; equal != FL_TRUE && fl_attr_value(&attr, i, &value); i++)
        equal = fl_truth_or(equal, same(eval->packs, &value, &join->other));
    return i > 0 && equal == (join->equal ? FL_FALSE : FL_TRUE);
}
