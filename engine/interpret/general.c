/*
 * Words of refusal that serve any mode ("rule 7 applies", "is refused", "this
 * is a notice of refusal"): which of the letter's stances they speak of.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* So many stances away the one that is meant is looked for. */
#define NEAR      16
#define MAX_MODES 8

/* The stances that say their mode themselves, by mode. */
typedef struct {
    fl_atom mode;
    uint32_t first, latest; /* of the letter; up to the place being read */
    bool rest;              /* only "as to anything else" */
    bool cited;             /* a limb for it is */
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

static fl_atom limb_mode(const fl_reading *r, const fl_citation *c)
{
    if (c->section == FL_NONE || c->voice != FL_VOICE_AUTHOR)
        return 0;
    const fl_limb *limb =
        fl_section_limb(&r->packs->sections.items[c->section], c->provision);
    return limb ? limb->mode : 0;
}

static void list_modes(letter_modes *l)
{
    const fl_facts *facts = l->r->facts;
    for (uint32_t i = 0; i < facts->stances.count; i++) {
        const fl_stance *s = &facts->stances.items[i];
        l->others |= !s->mode;
        if (!says_mode(s))
            continue;
        taken *t = of_mode(l, s->mode);
        if (t)
            t->rest &= s->residual;
        else if (l->count < MAX_MODES)
            l->modes[l->count++] = (taken){
                .mode = s->mode, .first = i, .latest = i, .rest = s->residual
            };
    }
    for (size_t i = 0; i < facts->citations.count; i++) {
        taken *t = of_mode(l, limb_mode(l->r, &facts->citations.items[i]));
        if (t)
            t->cited = true;
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
    for (uint32_t i = at + 1;
         i < facts->stances.count && in_sentence(&facts->stances.items[i], of);
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
    return x->heading != FL_NONE &&
           (x->heading == y->heading || x->heading == b);
}

/* The last stance before `at` in the scope; FL_NONE: there is none. */
static uint32_t earlier(const fl_facts *facts, uint32_t at, scope within)
{
    uint32_t block = facts->stances.items[at].block;
    for (uint32_t d = 1; d <= NEAR && d <= at; d++) {
        const fl_stance *s = &facts->stances.items[at - d];
        if (!within(facts, block, s->block))
            return FL_NONE;
        if (!s->general)
            return at - d;
    }
    return FL_NONE;
}

/* The mode of the first limb cited in the sentence of `s`; 0: none. */
static fl_atom limb_beside(const fl_reading *r, const fl_stance *s)
{
    const fl_facts *facts = r->facts;
    const fl_sentence *sentence = fl_sentence_of(r, s->sentence);
    fl_atom mode = 0;
    for (uint32_t i = fl_citation_from(facts, sentence->start);
         !mode && i < facts->citations.count &&
         facts->citations.items[i].start < sentence->end;
         i++)
        mode = limb_mode(r, &facts->citations.items[i]);
    return mode;
}

/* What the letter says farther off: the same section's last stance, else the
 * only mode that it takes. A limb of the words' own mode beside them is enough
 * for them to stand alone in a letter that knows the limbs of the other. */
static uint32_t farther(const letter_modes *l, uint32_t at, fl_atom limb)
{
    const fl_facts *facts = l->r->facts;
    uint32_t found = earlier(facts, at, same_section);
    if (found == FL_NONE && l->count == 1 && !l->others && !l->modes[0].rest)
        found = l->modes[0].first;
    if (found == FL_NONE || limb != facts->stances.items[at].mode)
        return found;
    for (size_t i = 0; i < l->count; i++)
        if (l->modes[i].mode == facts->stances.items[found].mode &&
            l->modes[i].cited)
            return FL_NONE;
    return found;
}

/* The stance that stance `at` speaks of; one without a mode ("we have it"),
 * or FL_NONE: it stands for itself. */
static uint32_t meant(letter_modes *l, uint32_t at)
{
    const fl_facts *facts = l->r->facts;
    const fl_stance *s = &facts->stances.items[at];
    uint32_t found = beside(facts, at);
    if (found == FL_NONE)
        found = earlier(facts, at, same_block);
    if (found != FL_NONE)
        return found;
    fl_atom limb = limb_beside(l->r, s);
    taken *other = limb && limb != s->mode ? of_mode(l, limb) : NULL;
    return other ? other->latest : farther(l, at, limb);
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
        if (other == FL_NONE || !facts->stances.items[other].mode)
            continue;
        s->stance = facts->stances.items[other].stance;
        s->mode = facts->stances.items[other].mode;
    }
}
