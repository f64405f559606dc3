/*
 * The regime that a letter answers under, by weight, and the kinds of
 * document that it is.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* What an instrument's name and a cited provision of it weigh. */
#define NAME_WEIGHT     1
#define CITATION_WEIGHT 2
/* Cues of no weight that it takes where nothing else speaks. */
#define HABIT_WEIGHT 2
/* A kind of document needs so much. */
#define KIND_WEIGHT 2

typedef struct {
    fl_atom value;
    int weight;
} weight;
typedef FL_VEC(weight) weights;

static void weigh(fl_arena *arena, weights *all, fl_atom value, int add)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].value == value) {
            all->items[i].weight += add;
            return;
        }
    *FL_PUSH(arena, all) = (weight){ value, add };
}

static bool authors(fl_voice voice)
{
    return voice == FL_VOICE_AUTHOR || voice == FL_VOICE_EARLIER;
}

static void weigh_mentions(fl_reading *r, weights *all, bool author)
{
    for (uint32_t i = 0; i < r->found->mentions.count; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (!fl_is_plain(r, i) || authors(r->facts->voices[i]) != author)
            continue;
        if (c->as == FL_AS_CUE && c->cue == FL_CUE_REGIME && c->weight > 0)
            weigh(r->arena, all, c->value, c->weight);
        else if (c->as == FL_AS_INSTRUMENT) {
            const fl_instrument *in =
                &r->packs->instruments.items[fl_instrument_named(r, i)];
            if (in->regime)
                weigh(r->arena, all, in->regime, NAME_WEIGHT);
        }
    }
}

/* Provisions introduced by a lead that only one instrument uses. */
static void weigh_citations(fl_reading *r, weights *all)
{
    for (size_t i = 0; i < r->found->tokens.count; i++) {
        const fl_token *t = &r->found->tokens.items[i];
        if (t->type != FL_TOKEN_CITATION || t->instrument == UINT32_MAX ||
            r->facts->blocks[t->block].voice != FL_VOICE_AUTHOR)
            continue;
        const fl_instrument *in =
            &r->packs->instruments.items[r->meant[t->instrument]];
        if (in->regime)
            weigh(r->arena, all, in->regime, CITATION_WEIGHT);
    }
}

/* Cues without weight: how letters under a law are worded, without its name. */
static void weigh_habits(fl_reading *r, weights *all)
{
    for (uint32_t i = 0; i < r->found->mentions.count; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_CUE && c->cue == FL_CUE_REGIME && c->weight == 0 &&
            fl_is_plain(r, i) && authors(r->facts->voices[i]))
            weigh(r->arena, all, c->value, 1);
    }
}

/* The value that weighs most and at least `least`; 0 when there is none. */
static fl_atom heaviest(const weights *all, int least)
{
    fl_atom best = 0;
    int most = least - 1;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].weight > most) {
            most = all->items[i].weight;
            best = all->items[i].value;
        }
    return best;
}

/* A cue of negative weight says that the paper is none of the kinds, such as
 * an answer under a law that no pack knows. */
static bool is_barred(const fl_reading *r)
{
    for (uint32_t i = 0; i < r->found->mentions.count; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_CUE && c->cue == FL_CUE_KIND && c->weight < 0 &&
            fl_is_said(r, i))
            return true;
    }
    return false;
}

void fl_read_regime(fl_reading *r)
{
    weights all = { 0 };
    weigh_mentions(r, &all, true);
    weigh_citations(r, &all);
    if (all.count == 0)
        weigh_mentions(r, &all, false); /* the request at least names it */
    r->facts->regime = heaviest(&all, 1);
    if (r->facts->regime == 0 && !is_barred(r)) {
        weights habits = { 0 };
        weigh_habits(r, &habits);
        r->facts->regime = heaviest(&habits, HABIT_WEIGHT);
    }
}

static const fl_pack *law_pack(const fl_reading *r)
{
    for (size_t p = 0; r->facts->regime && p < r->packs->packs.count; p++) {
        const fl_pack *pack = &r->packs->packs.items[p];
        if (pack->regime == r->facts->regime && pack->kinds.count > 0)
            return pack;
    }
    return NULL;
}

/* Some kind was found; one that the law judges if there are claims: whoever
 * relies on a ground does more than to acknowledge. */
static bool judged(const fl_reading *r)
{
    const fl_facts *facts = r->facts;
    const fl_pack *pack = law_pack(r);
    if (facts->claims.count == 0 || !pack)
        return facts->kinds.count > 0;
    for (size_t i = 0; i < facts->kinds.count; i++)
        for (size_t k = 0; k < pack->kinds.count; k++)
            if (facts->kinds.items[i] == pack->kinds.items[k])
                return true;
    return false;
}

/* A letter that answers without saying what it is: the first kind that the
 * law pack of its regime judges. */
static void fall_back(fl_reading *r)
{
    fl_facts *facts = r->facts;
    const fl_pack *pack = law_pack(r);
    bool answers = facts->claims.count > 0;
    for (size_t i = 0; i < facts->stances.count; i++)
        answers |= !facts->stances.items[i].implied;
    if (answers && pack)
        *FL_PUSH(r->arena, &facts->kinds) = pack->kinds.items[0];
}

void fl_read_kinds(fl_reading *r)
{
    weights all = { 0 };
    if (r->facts->regime == 0 && is_barred(r))
        return;
    for (uint32_t i = 0; i < r->found->mentions.count; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_CUE && c->cue == FL_CUE_KIND && c->weight > 0 &&
            fl_is_said(r, i))
            weigh(r->arena, &all, c->value, c->weight);
    }
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].weight >= KIND_WEIGHT)
            *FL_PUSH(r->arena, &r->facts->kinds) = all.items[i].value;
    if (!judged(r))
        fall_back(r);
}
