/*
 * The rarest literals of a phrase: up to two sets, such that every sentence
 * that matches holds a member of each; a slot counts as a literal, its token
 * as a member. Rarity is judged by letter frequency and length: long words of
 * rare letters are met seldom.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

#include "read/reader.h"

#define SHORTEST 3
/* Longer literals make the automaton larger and no more selective. */
#define LONGEST 8
/* A set of many alternatives is hit often; each costs so much rarity. */
#define ALTERNATIVE_COST 0.6
/* Most sentences with a number or a date are not meant: any word is better. */
#define SLOT_RARITY 1.0

/* -log2 of a letter's share of English text. */
static const double letter_rarity[26] = { 3.6, 6.1, 5.2, 4.6, 3.0, 5.5, 5.6,
                                          4.0, 3.8, 9.4, 7.0, 4.6, 5.4, 3.9,
                                          3.7, 5.7, 10., 4.1, 4.0, 3.5, 5.2,
                                          6.7, 5.4, 9.4, 5.7, 10. };

static double rarity_of(fl_str literal)
{
    double sum = 0;
    for (size_t i = 0; i < literal.len; i++) {
        char c = literal.ptr[i];
        sum += fl_is_lower(c) ? letter_rarity[c - 'a'] * 0.5 : 2.5;
    }
    return sum;
}

static bool breaks_literal(char c)
{
    return c == '-' || c == '\'' || c == ' ';
}

/* The rarest run of a text that the pattern matches byte for byte. */
static fl_str best_run(fl_str text)
{
    fl_str best = { "", 0 };
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && !breaks_literal(text.ptr[i]))
            continue;
        fl_str run = fl_str_slice(text, start, i);
        if (run.len > best.len)
            best = run;
        start = i + 1;
    }
    if (best.len > LONGEST) /* cut at a code point's edge */
        for (best.len = LONGEST; (best.ptr[best.len] & 0xC0) == 0x80;)
            best.len--;
    return best.len >= SHORTEST ? best : (fl_str){ "", 0 };
}

/* As F has it: phrases of exact case are looked for in F, too. */
static fl_str folded(fl_arena *arena, fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (fl_is_upper(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80)
            return fl_fold(arena, s);
    return s;
}

static bool best_set(fl_arena *arena, const fl_node *n, fl_literal_set *out);

/* All branches must give a literal, else the group gives none. */
static bool set_of_branches(fl_arena *arena, const fl_node *n,
                            fl_literal_set *out)
{
    fl_literal_set all = { .rarity = 1e9 };
    for (size_t i = 0; i < n->children.count; i++) {
        fl_literal_set one = { 0 };
        if (!best_set(arena, n->children.items[i], &one))
            return false;
        for (size_t k = 0; k < one.any.count; k++)
            *FL_PUSH(arena, &all.any) = one.any.items[k];
        all.types |= one.types;
        if (one.rarity < all.rarity)
            all.rarity = one.rarity;
    }
    if (all.any.count)
        all.rarity -= ALTERNATIVE_COST * (double)(all.any.count - 1);
    *out = all;
    return true;
}

static bool set_of_text(fl_arena *arena, fl_str text, fl_literal_set *out)
{
    fl_str run = best_run(text);
    if (!run.len)
        return false;
    *out = (fl_literal_set){ .rarity = rarity_of(run) };
    *FL_PUSH(arena, &out->any) = folded(arena, run);
    return true;
}

static bool best_set(fl_arena *arena, const fl_node *n, fl_literal_set *out)
{
    if (n->kind == FL_NODE_TEXT)
        return set_of_text(arena, n->text, out);
    if (n->kind == FL_NODE_GROUP && n->shared) {
        if (n->set)
            *out = *n->set;
        return n->set != NULL;
    }
    if (n->kind == FL_NODE_GROUP)
        return set_of_branches(arena, n, out);
    if (n->kind == FL_NODE_SLOT) {
        *out = (fl_literal_set){ .types = fl_type_bit(n->type),
                                 .rarity = SLOT_RARITY };
        return true;
    }
    if (n->kind != FL_NODE_SEQ && n->kind != FL_NODE_WORD)
        return false;
    bool found = false;
    for (size_t i = 0; i < n->children.count; i++) {
        fl_literal_set one = { 0 };
        if (!best_set(arena, n->children.items[i], &one))
            continue;
        if (!found || one.rarity > out->rarity)
            *out = one;
        found = true;
    }
    return found;
}

const fl_literal_set *fl_phrase_list_literals(fl_arena *arena,
                                              const fl_node *group)
{
    fl_literal_set *set = FL_NEW(arena, fl_literal_set);
    return set_of_branches(arena, group, set) ? set : NULL;
}

static void two_best(fl_arena *arena, fl_phrase_code *code)
{
    const fl_node *seq = code->tree;
    for (size_t i = 0; i < seq->children.count; i++) {
        fl_literal_set one = { 0 };
        if (!best_set(arena, seq->children.items[i], &one))
            continue;
        if (code->set_count < 2) {
            code->sets[code->set_count++] = one;
            continue;
        }
        int weaker = code->sets[0].rarity < code->sets[1].rarity ? 0 : 1;
        if (one.rarity > code->sets[weaker].rarity)
            code->sets[weaker] = one;
    }
}

bool fl_phrase_find_literals(fl_arena *arena, fl_phrase_code *code)
{
    two_best(arena, code);
    return code->set_count > 0;
}
