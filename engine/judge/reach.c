/*
 * Where in the letter the candidates of a search can stand: "in the sentence
 * of the claim", "behind the element". Of the kinds that stand in the order of
 * the text, each in one sentence, the others need not be looked at.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

/* Where a candidate starts, in T. */
typedef struct {
    uint32_t from, to;
} reach;

static bool is_ordered(fl_kind kind)
{
    return kind == FL_KIND_ELEMENT || kind == FL_KIND_CITATION ||
           kind == FL_KIND_MENTION || kind == FL_KIND_QUANTITY ||
           kind == FL_KIND_SENTENCE;
}

static void narrow(reach *r, uint32_t from, uint32_t to)
{
    r->from = from > r->from ? from : r->from;
    r->to = to < r->to ? to : r->to;
}

static void narrow_to_blocks(const fl_facts *facts, reach *r, uint32_t first,
                             uint32_t last)
{
    size_t count = facts->doc->blocks.count;
    if (first < count && last < count)
        narrow(r, facts->doc->blocks.items[first].start,
               facts->doc->blocks.items[last].end);
}

static void narrow_to_unit(const fl_facts *facts, fl_unit_kind unit,
                           const fl_spot *target, reach *r)
{
    if (unit == FL_UNIT_SENTENCE && target->sentence != FL_NONE) {
        const fl_sentence *s =
            &facts->mentions->sentences.items[target->sentence];
        narrow(r, s->start, s->end);
    } else if (unit == FL_UNIT_BLOCK) {
        narrow_to_blocks(facts, r, target->first, target->last);
    } else if (unit == FL_UNIT_SECTION &&
               target->first < facts->doc->blocks.count) {
        fl_block_range range = fl_section_of_block(facts, target->first);
        narrow_to_blocks(facts, r, range.first, range.last);
    }
}

static reach reach_of(const fl_eval *eval, const fl_condition *cond)
{
    reach r = { 0, UINT32_MAX };
    for (size_t i = 0; i < cond->relations.count; i++) {
        const fl_relation *rel = &cond->relations.items[i];
        fl_ref target = eval->slots[rel->slot];
        if (fl_fact_spots(eval->facts, target) != 1)
            continue; /* one of several places will do */
        fl_spot spot = fl_fact_spot(eval->facts, target, 0);
        if (rel->kind == FL_REL_SAME)
            narrow_to_unit(eval->facts, rel->unit, &spot, &r);
        else if (rel->kind == FL_REL_AFTER)
            narrow(&r, spot.end, UINT32_MAX);
        else if (rel->kind == FL_REL_BEFORE)
            narrow(&r, 0, spot.start + 1);
    }
    return r;
}

/* Where a fact of such a kind starts. */
static uint32_t start_of(const fl_facts *facts, fl_kind kind, uint32_t index)
{
    if (kind == FL_KIND_ELEMENT)
        return facts->elements.items[index].start;
    if (kind == FL_KIND_MENTION)
        return facts->mentions->mentions.items[index].start;
    if (kind == FL_KIND_CITATION)
        return facts->citations.items[index].start;
    if (kind == FL_KIND_SENTENCE)
        return facts->mentions->sentences.items[index].start;
    return facts->mentions->tokens.items[index].start;
}

/* The first of the facts of a kind that starts at `place` or behind it. */
static uint32_t first_from(const fl_facts *facts, fl_kind kind, uint32_t place)
{
    uint32_t low = 0;
    uint32_t high = fl_fact_count(facts, kind);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (start_of(facts, kind, mid) < place)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void fl_reach_of(const fl_eval *eval, const fl_condition *cond, uint32_t *first,
                 uint32_t *end)
{
    *first = 0;
    *end = fl_fact_count(eval->facts, cond->what);
    if (!is_ordered(cond->what) || eval->trace) /* `why` counts them all */
        return;
    reach r = reach_of(eval, cond);
    if (r.from > 0)
        *first = first_from(eval->facts, cond->what, r.from);
    if (r.to < UINT32_MAX)
        *end = first_from(eval->facts, cond->what, r.to);
}
