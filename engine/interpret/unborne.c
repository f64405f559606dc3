/*
 * Words of refusal in general ("is refused", "the ground that applies") beside
 * a refusal of another mode are about that one: where no claim bears the
 * general stance, it takes the name of the other.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* So many stances away the one that is meant is looked for. */
#define NEAR 16

static bool claimed(const fl_facts *facts, fl_atom mode)
{
    for (size_t i = 0; i < facts->claims.count; i++)
        if (facts->claims.items[i].mode == mode)
            return true;
    return false;
}

/* `other` says of the same questions, in a mode of its own, what `s` says in
 * general. */
static bool speaks_for(const fl_facts *facts, const fl_stance *other,
                       const fl_stance *s)
{
    if (!other->mode || other->mode == s->mode)
        return false;
    const fl_stance_label *label = fl_packs_stance(facts->packs, other->stance);
    bool borne = claimed(facts, other->mode) || (label && label->answers_all);
    return borne &&
           (s->questions.count == 0 || other->questions.count == 0 ||
            fl_same_question(facts, s->questions.items, s->questions.count,
                             other->questions.items, other->questions.count));
}

/* The stance nearest to stance `at` that it is about; FL_NONE: itself. */
static uint32_t meant(const fl_facts *facts, uint32_t at)
{
    const fl_stance *s = &facts->stances.items[at];
    for (uint32_t d = 1; d <= NEAR; d++) {
        if (at >= d && speaks_for(facts, &facts->stances.items[at - d], s))
            return at - d;
        if (at + d < facts->stances.count &&
            speaks_for(facts, &facts->stances.items[at + d], s))
            return at + d;
    }
    return FL_NONE;
}

void fl_name_unborne(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (uint32_t i = 0; i < facts->stances.count; i++) {
        fl_stance *s = &facts->stances.items[i];
        const fl_stance_label *label = fl_packs_stance(r->packs, s->stance);
        if (!label || !label->derived_from_claims || claimed(facts, s->mode))
            continue;
        uint32_t other = meant(facts, i);
        if (other == FL_NONE)
            continue;
        s->stance = facts->stances.items[other].stance;
        s->mode = facts->stances.items[other].mode;
    }
}
