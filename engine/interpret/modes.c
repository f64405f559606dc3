/*
 * The mode of a claim: a vote of the stances that govern its uses, by
 * nearness, and of what its limb is for.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* How strongly a stance governs a use, by nearness. */
enum {
    LATER = 1,
    EARLIER = 2,
    HEADING = 5,
    ANSWER = 7,
    BLOCK = 9,
    SENTENCE = 16
};
/* What the limb itself is for weighs against mere nearness in the letter; a
 * limb for another mode than its section's usual one weighs more where the
 * letter takes that mode somewhere: nobody names it by chance. */
#define LIMB_WEIGHT     4
#define LIMB_STANDS_OUT 8
/* Stances looked at on each side of a use. */
#define WINDOW 12

static int governs(const fl_reading *r, const fl_use *use, const fl_stance *s)
{
    if (s->sentence == use->sentence)
        return SENTENCE;
    if (s->block == use->block)
        return BLOCK;
    /* "as to anything else" looks past what stands before it */
    if (s->residual && s->start > use->start)
        return LATER;
    const fl_block_facts *u = &r->facts->blocks[use->block];
    const fl_block_facts *b = &r->facts->blocks[s->block];
    if (u->answer != FL_NONE && u->answer == b->answer)
        return ANSWER;
    if (u->lead_in == s->block && u->lead_in != FL_NONE)
        return ANSWER;
    if (fl_same_question(r->facts, use->questions.items, use->questions.count,
                         s->questions.items, s->questions.count))
        return ANSWER;
    if (u->heading != FL_NONE &&
        (u->heading == b->heading || u->heading == s->block))
        return HEADING;
    return s->start < use->start ? EARLIER : LATER;
}

static size_t first_stance_after(const fl_facts *facts, uint32_t at)
{
    size_t low = 0;
    size_t high = facts->stances.count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (facts->stances.items[mid].start < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool section_knows(const fl_section *section, fl_atom mode)
{
    for (size_t i = 0; i < section->limbs.count; i++)
        if (section->limbs.items[i].mode == mode)
            return true;
    for (size_t i = 0; i < section->modes.count; i++)
        if (section->modes.items[i] == mode)
            return true;
    return section->limbs.count == 0;
}

/* The stance that governs a use most strongly, and how strongly. */
static int strongest(const fl_reading *r, const fl_section *section,
                     const fl_use *use, uint32_t *stance)
{
    const fl_facts *facts = r->facts;
    size_t at = first_stance_after(facts, use->start);
    size_t from = at > WINDOW ? at - WINDOW : 0;
    int best = 0;
    for (size_t i = from; i < facts->stances.count && i < at + WINDOW; i++) {
        const fl_stance *s = &facts->stances.items[i];
        if (!s->mode || !section_knows(section, s->mode))
            continue;
        int weight = governs(r, use, s);
        /* of equals the nearest earlier one governs */
        if (weight > best || (weight == best && s->start < use->start)) {
            best = weight;
            *stance = (uint32_t)i;
        }
    }
    return best;
}

typedef struct {
    fl_atom mode;
    int weight;
    uint32_t stance;
} vote;

static void cast(vote votes[4], fl_atom mode, int weight, uint32_t stance)
{
    for (int i = 0; i < 4; i++) {
        if (votes[i].mode != 0 && votes[i].mode != mode)
            continue;
        if (weight > votes[i].weight) {
            votes[i].weight = weight;
            votes[i].stance = stance;
        }
        votes[i].mode = mode;
        return;
    }
}

bool fl_limb_stands_out(const fl_reading *r, const fl_claim *claim)
{
    return claim->limb_mode &&
           claim->limb_mode !=
               r->packs->sections.items[claim->section].default_mode;
}

static bool mode_is_taken(const fl_reading *r, fl_atom mode)
{
    for (size_t i = 0; i < r->facts->stances.count; i++)
        if (r->facts->stances.items[i].mode == mode)
            return true;
    return false;
}

/* A use of the whole section says less than one of the claim itself. */
static bool is_exact(const fl_reading *r, const fl_claim *claim,
                     const fl_use *use)
{
    return r->facts->citations.items[use->citation].provision.len >=
           claim->provision.len;
}

fl_atom fl_mode_over(const fl_reading *r, const fl_claim *claim,
                     const fl_use *use)
{
    uint32_t stance = FL_NONE;
    const fl_section *section = &r->packs->sections.items[claim->section];
    return strongest(r, section, use, &stance) > 0
               ? r->facts->stances.items[stance].mode
               : 0;
}

void fl_settle_mode(const fl_reading *r, fl_claim *claim)
{
    const fl_section *section = &r->packs->sections.items[claim->section];
    vote votes[4] = { { 0, 0, FL_NONE } };
    for (size_t i = 0; i < claim->uses.count; i++) {
        const fl_use *use = &claim->uses.items[i];
        uint32_t stance = FL_NONE;
        int weight = strongest(r, section, use, &stance);
        if (weight > HEADING && !is_exact(r, claim, use))
            weight = HEADING;
        if (weight > 0)
            cast(votes, r->facts->stances.items[stance].mode, weight, stance);
    }
    if (claim->limb_mode) {
        bool strong =
            fl_limb_stands_out(r, claim) && mode_is_taken(r, claim->limb_mode);
        cast(votes, claim->limb_mode, strong ? LIMB_STANDS_OUT : LIMB_WEIGHT,
             FL_NONE);
    }
    vote best = { section->default_mode, 0, FL_NONE };
    for (int i = 0; i < 4; i++)
        if (votes[i].mode && votes[i].weight > best.weight)
            best = votes[i];
    claim->mode = best.mode;
    claim->stance = best.stance;
}

/* ---- one provision in two modes ------------------------------------------------ */

/* The mode that a use of the exact provision has by its own answer; 0: none. */
static fl_atom own_mode(const fl_reading *r, const fl_claim *claim,
                        const fl_use *use)
{
    uint32_t stance = FL_NONE;
    const fl_section *section = &r->packs->sections.items[claim->section];
    if (use->questions.count == 0 || !is_exact(r, claim, use) ||
        strongest(r, section, use, &stance) < ANSWER)
        return 0;
    return r->facts->stances.items[stance].mode;
}

/* Moves the uses of `claim` whose own mode is `mode` to a claim of their own. */
static void split_off(fl_reading *r, uint32_t index, fl_atom mode)
{
    fl_facts *facts = r->facts;
    uint32_t fresh = (uint32_t)facts->claims.count;
    fl_claim *second = FL_PUSH(r->arena, &facts->claims);
    fl_claim *first = &facts->claims.items[index];
    second->provision = first->provision;
    second->section = first->section;
    second->stance = FL_NONE;
    size_t kept = 0;
    for (size_t i = 0; i < first->uses.count; i++) {
        fl_use use = first->uses.items[i];
        if (own_mode(r, first, &use) != mode) {
            first->uses.items[kept++] = use;
            continue;
        }
        facts->citations.items[use.citation].claim = fresh;
        *FL_PUSH(r->arena, &second->uses) = use;
    }
    first->uses.count = kept;
}

/* The same provision relied on in another mode in the answer to another
 * question is another claim. */
void fl_split_by_mode(fl_reading *r)
{
    fl_facts *facts = r->facts;
    size_t count = facts->claims.count;
    for (uint32_t i = 0; i < count; i++) {
        const fl_claim *claim = &facts->claims.items[i];
        const fl_use *first = NULL;
        fl_atom mode = 0;
        fl_atom other = 0;
        for (size_t u = 0; u < claim->uses.count && !other; u++) {
            const fl_use *use = &claim->uses.items[u];
            fl_atom own = own_mode(r, claim, use);
            if (own && !first) {
                first = use;
                mode = own;
            } else if (own && own != mode &&
                       !fl_same_question(
                           facts, use->questions.items, use->questions.count,
                           first->questions.items, first->questions.count)) {
                other = own;
            }
        }
        if (other)
            split_off(r, i, other);
    }
}
