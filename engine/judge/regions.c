/*
 * Where something missing belongs: the end of the narrowest region that was
 * searched for it.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

static uint32_t end_of_block(const fl_facts *facts, uint32_t block)
{
    return facts->doc->blocks.items[block].end;
}

static bool blocks_end(const fl_facts *facts, uint32_t first, uint32_t last,
                       uint32_t *out)
{
    if (first >= facts->doc->blocks.count || last >= facts->doc->blocks.count)
        return false;
    *out = end_of_block(facts, last);
    return true;
}

/* End of the last part with one of `roles`. */
static bool part_end(const fl_facts *facts, uint32_t roles, uint32_t *out)
{
    for (size_t i = facts->parts.count; i > 0; i--) {
        const fl_part *part = &facts->parts.items[i - 1];
        if (roles >> part->role & 1)
            return blocks_end(facts, part->first, part->last, out);
    }
    return false;
}

static bool answer_end(const fl_facts *facts, uint32_t question, uint32_t *out)
{
    if (question >= facts->questions.count)
        return false;
    const fl_question *q = &facts->questions.items[question];
    if (!q->answers.count)
        return false;
    const fl_block_range *last = &q->answers.items[q->answers.count - 1];
    return blocks_end(facts, last->first, last->last, out);
}

/* Only a section that a heading opens is narrower than its part; one that
 * runs on into other parts ends with its last block of this part's role. */
static bool section_end(const fl_facts *facts, uint32_t block, uint32_t *out)
{
    if (block >= facts->doc->blocks.count ||
        facts->blocks[block].heading == FL_NONE)
        return false;
    uint32_t last = fl_section_of_block(facts, block).last;
    while (last > block && last < facts->doc->blocks.count &&
           facts->blocks[last].role != facts->blocks[block].role)
        last--;
    return blocks_end(facts, block, last, out);
}

static bool unit_end(const fl_eval *eval, const fl_relation *rel, uint32_t *out)
{
    const fl_facts *facts = eval->facts;
    fl_ref target = eval->slots[rel->slot];
    fl_spot spot = fl_fact_spot(facts, target, 0);
    uint32_t one = FL_NONE;
    size_t count = 0;
    const uint32_t *questions = NULL;
    switch (rel->unit) {
    case FL_UNIT_SENTENCE:
    case FL_UNIT_BLOCK:
        return blocks_end(facts, spot.first, spot.last, out);
    case FL_UNIT_SECTION:
        return section_end(facts, spot.first, out);
    case FL_UNIT_ANSWER:
    case FL_UNIT_QUESTION:
        questions = fl_fact_questions(facts, target, &one, &count);
        return count && answer_end(facts, questions[0], out);
    case FL_UNIT_PART:
        return spot.first < facts->doc->blocks.count &&
               part_end(facts, 1u << facts->blocks[spot.first].role, out);
    case FL_UNIT_DOCUMENT:
        break;
    }
    return false;
}

static bool relation_end(const fl_eval *eval, const fl_relation *rel,
                         uint32_t *out)
{
    const fl_facts *facts = eval->facts;
    uint32_t one = FL_NONE;
    size_t count = 0;
    if (rel->kind == FL_REL_SAME)
        return unit_end(eval, rel, out);
    if (rel->kind == FL_REL_IN)
        return part_end(facts, rel->roles, out);
    fl_ref target = eval->slots[rel->slot];
    if (rel->kind == FL_REL_COVERING)
        return section_end(facts, fl_fact_spot(facts, target, 0).first, out);
    if (rel->kind != FL_REL_OF)
        return false;
    const uint32_t *q = fl_fact_questions(facts, target, &one, &count);
    return count == 1 && answer_end(facts, q[0], out);
}

uint32_t fl_expected_at(const fl_eval *eval, const fl_condition *cond)
{
    const fl_facts *facts = eval->facts;
    uint32_t at = facts->insert_at;
    for (size_t i = 0; i < cond->relations.count; i++)
        if (relation_end(eval, &cond->relations.items[i], &at))
            return at;
    if (eval->rule->expected_in >= 0)
        part_end(facts, 1u << eval->rule->expected_in, &at);
    return at;
}
