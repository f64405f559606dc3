/*
 * Words of refusal that serve any mode ("rule 7 applies", "is refused", "this
 * is a notice of refusal"): which of the letter's stances they speak of.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* So many stances away the one that is meant is looked for. */
#define NEAR 16
#define MAX_MODES 8

/* The stances that say their mode themselves, by mode. */
typedef struct {
    fl_atom mode;
    uint32_t first, latest; /* of the letter; up to the place being read */
} taken;

typedef struct {
    fl_reading *r;
    taken modes[MAX_MODES];
    size_t count;
    bool others; /* something else is said of the duties, too */
} letter_modes;

static bool says_mode(const fl_stance *s)
{
    return s->mode && !s->general;
}

static taken *of_mode(letter_modes *l, fl_atom mode)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->modes[i].mode == mode)
            return &l->modes[i];
    return NULL;
}

static void list_modes(letter_modes *l)
{
    const fl_facts *facts = l->r->facts;
    for (uint32_t i = 0; i < facts->stances.count; i++) {
        const fl_stance *s = &facts->stances.items[i];
        l->others |= !s->mode;
        if (says_mode(s) && !of_mode(l, s->mode) && l->count < MAX_MODES)
            l->modes[l->count++] = (taken){ s->mode, i, i };
    }
}

static bool in_sentence(const fl_stance *s, const fl_stance *of)
{
    return s->sentence == of->sentence;
}

static uint32_t beside(const fl_facts *facts, uint32_t at)
{
    const fl_stance *of = &facts->stances.items[at];
    for (uint32_t i = at; i-- > 0 && in_sentence(&facts->stances.items[i], of);)
        if (says_mode(&facts->stances.items[i]))
            return i;
    for (uint32_t i = at + 1; i < facts->stances.count &&
                              in_sentence(&facts->stances.items[i], of);
         i++)
        if (says_mode(&facts->stances.items[i]))
            return i;
    return FL_NONE;
}

typedef bool (*scope)(const fl_facts *facts, uint32_t a, uint32_t b);

static bool same_block(const fl_facts *facts, uint32_t a, uint32_t b)
{
    (void)facts;
    return a == b;
}

/* The same answer; outside answers, the same section. */
static bool same_section(const fl_facts *facts, uint32_t a, uint32_t b)
{
    const fl_block_facts *x = &facts->blocks[a];
    const fl_block_facts *y = &facts->blocks[b];
    if (x->answer != FL_NONE || y->answer != FL_NONE)
        return x->answer == y->answer;
    return x->heading != FL_NONE && (x->heading == y->heading || x->heading == b);
}

/* The last stance before `at` in the scope. One without a mode ("we have it")
 * opens another matter: FL_NONE. */
static uint32_t earlier(const fl_facts *facts, uint32_t at, scope within)
{
    uint32_t block = facts->stances.items[at].block;
    for (uint32_t d = 1; d <= NEAR && d <= at; d++) {
        const fl_stance *s = &facts->stances.items[at - d];
        if (!within(facts, block, s->block))
            return FL_NONE;
        if (!s->general)
            return s->mode ? at - d : FL_NONE;
    }
    return FL_NONE;
}

/* The mode of the first limb cited in the sentence of `s`; 0: none. */
static fl_atom limb_cited(const fl_reading *r, const fl_stance *s)
{
    const fl_facts *facts = r->facts;
    const fl_sentence *sentence = fl_sentence_of(r, s->sentence);
    for (uint32_t i = fl_citation_from(facts, sentence->start);
         i < facts->citations.count &&
         facts->citations.items[i].start < sentence->end;
         i++) {
        const fl_citation *c = &facts->citations.items[i];
        if (c->section == FL_NONE)
            continue;
        const fl_limb *limb = fl_section_limb(
            &r->packs->sections.items[c->section], c->provision);
        if (limb)
            return limb->mode;
    }
    return 0;
}

/* The stance that stance `at` speaks of; FL_NONE: it stands for itself. */
static uint32_t meant(letter_modes *l, uint32_t at)
{
    const fl_facts *facts = l->r->facts;
    const fl_stance *s = &facts->stances.items[at];
    uint32_t found = beside(facts, at);
    if (found == FL_NONE)
        found = earlier(facts, at, same_block);
    fl_atom limb = limb_cited(l->r, s);
    taken *other = limb && limb != s->mode ? of_mode(l, limb) : NULL;
    if (found == FL_NONE && other)
        found = other->latest;
    if (found == FL_NONE)
        found = earlier(facts, at, same_section);
    if (found == FL_NONE && l->count == 1 && !l->others)
        found = l->modes[0].first; /* the letter says nothing else */
    return found;
}

void fl_settle_general(fl_reading *r)
{
    fl_facts *facts = r->facts;
    letter_modes l = { .r = r };
    list_modes(&l);
    for (uint32_t i = 0; i < facts->stances.count; i++) {
        fl_stance *s = &facts->stances.items[i];
        taken *own = says_mode(s) ? of_mode(&l, s->mode) : NULL;
        if (own)
            own->latest = i;
        if (!s->general)
            continue;
        uint32_t other = meant(&l, i);
        if (other == FL_NONE)
            continue;
        s->stance = facts->stances.items[other].stance;
        s->mode = facts->stances.items[other].mode;
    }
}
