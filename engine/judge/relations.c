/*
 * The relations between a candidate and a bound fact. Places are compared
 * pairwise: a claim stands in the same sentence as a stance when one of its
 * uses does. Relations are known: true or false, never unknown.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

typedef bool (*spot_test)(const fl_facts *facts, const fl_spot *candidate,
                          const fl_spot *target);

static bool any_spots(const fl_facts *facts, fl_ref candidate, fl_ref target,
                      spot_test test)
{
    for (size_t i = 0; i < fl_fact_spots(facts, candidate); i++) {
        fl_spot a = fl_fact_spot(facts, candidate, i);
        for (size_t j = 0; j < fl_fact_spots(facts, target); j++) {
            fl_spot b = fl_fact_spot(facts, target, j);
            if (test(facts, &a, &b))
                return true;
        }
    }
    return false;
}

static bool blocks_known(const fl_facts *facts, const fl_spot *spot)
{
    return spot->first < facts->doc->blocks.count &&
           spot->last < facts->doc->blocks.count;
}

static bool same_sentence(const fl_facts *facts, const fl_spot *a,
                          const fl_spot *b)
{
    (void)facts;
    if (a->sentence != FL_NONE && b->sentence != FL_NONE)
        return a->sentence == b->sentence;
    return a->start < b->end && b->start < a->end;
}

static bool same_block(const fl_facts *facts, const fl_spot *a,
                       const fl_spot *b)
{
    return blocks_known(facts, a) && blocks_known(facts, b) &&
           a->first <= b->last && b->first <= a->last;
}

/* The candidate may stand in a section below the target's. */
static bool same_section(const fl_facts *facts, const fl_spot *a,
                         const fl_spot *b)
{
    if (!blocks_known(facts, a) || !blocks_known(facts, b))
        return false;
    fl_block_range range = fl_section_of_block(facts, b->first);
    return a->first <= range.last && range.first <= a->last;
}

static bool same_part(const fl_facts *facts, const fl_spot *a, const fl_spot *b)
{
    return blocks_known(facts, a) && blocks_known(facts, b) &&
           facts->blocks[a->first].part == facts->blocks[b->first].part;
}

static bool same_answer(const fl_facts *facts, const fl_spot *a,
                        const fl_spot *b)
{
    if (!blocks_known(facts, a) || !blocks_known(facts, b))
        return false;
    uint32_t answer = fl_answer_of_block(facts, a->first);
    return answer != FL_NONE && answer == fl_answer_of_block(facts, b->first);
}

/* Strict: a question in common, and neither speaks of "anything else". */
static bool same_question(const fl_facts *facts, fl_ref candidate,
                          fl_ref target)
{
    uint32_t one_a = FL_NONE;
    uint32_t one_b = FL_NONE;
    size_t count_a = 0;
    size_t count_b = 0;
    const uint32_t *a = fl_fact_questions(facts, candidate, &one_a, &count_a);
    const uint32_t *b = fl_fact_questions(facts, target, &one_b, &count_b);
    if (fl_fact_residual(facts, candidate) || fl_fact_residual(facts, target))
        return false;
    return count_a && count_b &&
           fl_same_question(facts, a, count_a, b, count_b);
}

static bool same_unit(const fl_facts *facts, const fl_relation *rel,
                      fl_ref candidate, fl_ref target)
{
    switch (rel->unit) {
    case FL_UNIT_SENTENCE:
        return any_spots(facts, candidate, target, same_sentence);
    case FL_UNIT_BLOCK:
        return any_spots(facts, candidate, target, same_block);
    case FL_UNIT_SECTION:
        return any_spots(facts, candidate, target, same_section);
    case FL_UNIT_ANSWER:
        return any_spots(facts, candidate, target, same_answer);
    case FL_UNIT_QUESTION:
        return same_question(facts, candidate, target);
    case FL_UNIT_PART:
        return any_spots(facts, candidate, target, same_part);
    case FL_UNIT_DOCUMENT:
        return true;
    }
    return false;
}

static bool is_covering(const fl_facts *facts, fl_ref candidate, fl_ref target)
{
    uint32_t claim = fl_fact_claim(facts, target);
    if (claim == FL_NONE)
        return false;
    if (candidate.kind == FL_KIND_ELEMENT) {
        const fl_element *e = &facts->elements.items[candidate.index];
        for (size_t i = 0; i < e->covers.count; i++)
            if (e->covers.items[i] == claim)
                return true;
        return false;
    }
    if (candidate.kind == FL_KIND_STANCE &&
        facts->claims.items[claim].stance == candidate.index)
        return true;
    return any_spots(facts, candidate, target, same_sentence);
}

/* One of the two provisions is the other or lies under it. */
static bool akin(fl_str a, fl_str b)
{
    return fl_provision_under(a, b) || fl_provision_under(b, a);
}

/* The claim relies on what the mark names, or the mark names what folds into
 * such a claim. */
static bool names_claim(const fl_facts *facts, const fl_cited *cited,
                        const fl_claim *claim)
{
    for (size_t u = 0; u < claim->uses.count; u++) {
        const fl_citation *c =
            &facts->citations.items[claim->uses.items[u].citation];
        const fl_token *t = &facts->mentions->tokens.items[c->token];
        if ((cited->instrument == FL_NONE || c->instrument == FL_NONE ||
             cited->instrument == c->instrument) &&
            akin(cited->provision, t->provision))
            return true;
    }
    if (claim->section == FL_NONE)
        return false;
    const fl_section *s = &facts->packs->sections.items[claim->section];
    for (size_t k = 0; k < s->companions.count; k++)
        if (akin(cited->provision, s->companions.items[k].provision) &&
            akin(claim->provision, s->companions.items[k].into))
            return true;
    return false;
}

bool fl_redaction_names(const fl_facts *facts, uint32_t redaction,
                        uint32_t claim)
{
    const fl_redaction *r = &facts->mentions->redactions.items[redaction];
    for (size_t i = 0; i < r->provisions.count; i++)
        if (names_claim(facts, &r->provisions.items[i],
                        &facts->claims.items[claim]))
            return true;
    return false;
}

/* Generous: what is said without a question is said of every question. */
static bool is_of(const fl_facts *facts, fl_ref candidate, fl_ref target)
{
    uint32_t one_a = FL_NONE;
    uint32_t one_b = FL_NONE;
    size_t count_a = 0;
    size_t count_b = 0;
    uint32_t claim = fl_fact_claim(facts, target);
    if (claim != FL_NONE && fl_fact_claim(facts, candidate) != FL_NONE)
        return fl_fact_claim(facts, candidate) == claim;
    if (claim != FL_NONE && candidate.kind == FL_KIND_REDACTION)
        return fl_redaction_names(facts, candidate.index, claim);
    if (target.kind == FL_KIND_REDACTION &&
        fl_fact_claim(facts, candidate) != FL_NONE)
        return fl_redaction_names(facts, target.index,
                                  fl_fact_claim(facts, candidate));
    if (target.kind == FL_KIND_PART)
        return any_spots(facts, candidate, target, same_part);
    const uint32_t *a = fl_fact_questions(facts, candidate, &one_a, &count_a);
    const uint32_t *b = fl_fact_questions(facts, target, &one_b, &count_b);
    if (!count_a || !count_b)
        return true;
    return fl_same_question(facts, a, count_a, b, count_b);
}

static bool in_roles(const fl_facts *facts, fl_ref candidate, uint32_t roles)
{
    for (size_t i = 0; i < fl_fact_spots(facts, candidate); i++) {
        fl_spot spot = fl_fact_spot(facts, candidate, i);
        if (blocks_known(facts, &spot) &&
            (roles >> facts->blocks[spot.first].role & 1))
            return true;
    }
    return false;
}

/* At most `limit` words stand between the two. */
static bool is_near(const fl_facts *facts, const fl_spot *a, const fl_spot *b,
                    int limit)
{
    uint32_t from = a->end < b->end ? a->end : b->end;
    uint32_t to = a->start > b->start ? a->start : b->start;
    fl_str text = facts->doc->text;
    int words = 0;
    for (uint32_t i = from; i < to && i < text.len && words <= limit; i++)
        words += fl_is_word(text.ptr[i]) &&
                 (i == from || !fl_is_word(text.ptr[i - 1]));
    return words <= limit;
}

static bool near(const fl_facts *facts, fl_ref candidate, fl_ref target,
                 int limit)
{
    for (size_t i = 0; i < fl_fact_spots(facts, candidate); i++) {
        fl_spot a = fl_fact_spot(facts, candidate, i);
        for (size_t j = 0; j < fl_fact_spots(facts, target); j++) {
            fl_spot b = fl_fact_spot(facts, target, j);
            if (is_near(facts, &a, &b, limit))
                return true;
        }
    }
    return false;
}

static bool is_other(const fl_eval *eval, fl_ref candidate)
{
    for (unsigned s = 0; s < eval->slot_count; s++)
        if (eval->slots[s].kind == candidate.kind &&
            eval->slots[s].index == candidate.index)
            return false;
    return true;
}

bool fl_eval_relation(const fl_eval *eval, const fl_relation *rel,
                      fl_ref candidate)
{
    const fl_facts *facts = eval->facts;
    fl_ref target = eval->slots[rel->slot];
    bool holds = false;
    switch (rel->kind) {
    case FL_REL_COVERING:
        holds = is_covering(facts, candidate, target);
        break;
    case FL_REL_OF:
        holds = is_of(facts, candidate, target);
        break;
    case FL_REL_IN:
        holds = in_roles(facts, candidate, rel->roles);
        break;
    case FL_REL_SAME:
        holds = same_unit(facts, rel, candidate, target);
        break;
    case FL_REL_BEFORE:
        holds = fl_fact_spot(facts, candidate, 0).end <=
                fl_fact_spot(facts, target, 0).start;
        break;
    case FL_REL_AFTER:
        holds = fl_fact_spot(facts, candidate, 0).start >=
                fl_fact_spot(facts, target, 0).end;
        break;
    case FL_REL_NEAR:
        holds = near(facts, candidate, target, rel->words);
        break;
    case FL_REL_OTHER:
        holds = is_other(eval, candidate);
        break;
    }
    return holds;
}
