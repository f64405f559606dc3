/*
 * Branches of a group that begin with the same word share it: "(if you are
 * unhappy|if you disagree)" is tried as "if you (are unhappy|disagree)". What
 * matches, and which branch is taken first, stays the same.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

static bool has_slot(const fl_node *n)
{
    for (size_t i = 0; i < n->children.count; i++)
        if (has_slot(n->children.items[i]))
            return true;
    return n->kind == FL_NODE_SLOT;
}

/* The text of a word that is nothing but letters and digits; else "". */
static fl_str plain_word(const fl_node *n)
{
    if (n->kind == FL_NODE_WORD && !n->star && n->children.count == 1)
        n = n->children.items[0];
    if (n->kind != FL_NODE_TEXT)
        return FL_STR("");
    for (size_t i = 0; i < n->text.len; i++)
        if (!fl_is_plain((unsigned char)n->text.ptr[i]))
            return FL_STR("");
    return n->text;
}

/* The plain word that a branch begins with, "" where it begins otherwise. */
static fl_str first_word(const fl_node *branch)
{
    if (branch->kind == FL_NODE_SEQ && branch->children.count)
        return plain_word(branch->children.items[0]);
    return plain_word(branch);
}

/* A space must follow the branch's first word. */
static bool is_spaced(const fl_node *branch)
{
    return branch->kind == FL_NODE_SEQ && branch->children.count > 1 &&
           branch->children.items[1]->kind != FL_NODE_OPTION;
}

/* Whether what stands behind the first word can stand by itself: a gap brings
 * spaces of its own. */
static bool can_be_parted(const fl_node *branch)
{
    return is_spaced(branch) && branch->children.items[1]->kind != FL_NODE_GAP;
}

/* The branch never matches where one does that begins with `word` and a
 * space. */
static bool excludes(const fl_node *branch, fl_str word)
{
    fl_str own = first_word(branch);
    if (own.len && is_spaced(branch))
        return !fl_str_eq(own, word);
    return own.len && !fl_str_starts(word, own);
}

static fl_node *new_node(fl_arena *arena, fl_node_kind kind)
{
    fl_node *n = FL_NEW(arena, fl_node);
    n->kind = kind;
    return n;
}

static fl_node *rest_of(fl_arena *arena, const fl_node *branch)
{
    if (branch->children.count == 2)
        return branch->children.items[1];
    fl_node *rest = new_node(arena, FL_NODE_SEQ);
    for (size_t i = 1; i < branch->children.count; i++)
        *FL_PUSH(arena, &rest->children) = branch->children.items[i];
    return rest;
}

/* Takes branch `at` and those behind it that can be moved to it into one, and
 * notes them in `taken`. */
static fl_node *share(fl_arena *arena, const fl_node *group, size_t at,
                      bool *taken)
{
    fl_node *first = group->children.items[at];
    fl_str word = first_word(first);
    if (!word.len || !can_be_parted(first))
        return first;
    fl_node *rests = new_node(arena, FL_NODE_GROUP);
    *FL_PUSH(arena, &rests->children) = rest_of(arena, first);
    for (size_t i = at + 1; i < group->children.count; i++) {
        const fl_node *other = group->children.items[i];
        if (taken[i])
            continue;
        if (fl_str_eq(first_word(other), word) && can_be_parted(other)) {
            taken[i] = true;
            *FL_PUSH(arena, &rests->children) = rest_of(arena, other);
        } else if (!excludes(other, word)) {
            break; /* nothing is moved across it */
        }
    }
    if (rests->children.count == 1)
        return first;
    fl_node *shared = new_node(arena, FL_NODE_SEQ);
    *FL_PUSH(arena, &shared->children) = first->children.items[0];
    *FL_PUSH(arena, &shared->children) = rests;
    return shared;
}

const fl_node *fl_phrase_share(fl_arena *arena, const fl_node *group)
{
    size_t count = group->children.count;
    if (count < 2 || has_slot(group))
        return group; /* slots are numbered in the order written */
    bool *taken = FL_NEW_ARRAY(arena, count, bool);
    fl_node *out = new_node(arena, group->kind);
    for (size_t i = 0; i < count; i++)
        if (!taken[i])
            *FL_PUSH(arena, &out->children) = share(arena, group, i, taken);
    return out;
}
