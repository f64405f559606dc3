/*
 * The regimes that a letter and each of its questions are answered under, by
 * weight, and the kinds of document that it is.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* What an instrument's name and a cited provision of it weigh. */
#define NAME_WEIGHT     1
#define CITATION_WEIGHT 2
/* Cues of no weight that it takes where nothing else speaks. */
#define HABIT_WEIGHT 2
/* What a ground that is relied on weighs. */
#define CLAIM_WEIGHT 4
/* An answer names its law early: so many blocks are looked at, lest one answer
 * to a thousand questions be read a thousand times. */
#define LOOK_IN 16
/* A kind of document needs so much. */
#define KIND_WEIGHT 2

static void weigh(fl_arena *arena, fl_weights *all, fl_atom value, int add)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].value == value) {
            all->items[i].weight += add;
            return;
        }
    *FL_PUSH(arena, all) = (fl_weight){ value, add };
}

static bool authors(fl_voice voice)
{
    return voice == FL_VOICE_AUTHOR || voice == FL_VOICE_EARLIER;
}

/* The regime that one of the lawful mentions speaks for, and what it adds; 0:
 * none. */
static fl_atom spoken_for(const fl_reading *r, uint32_t mention, int *add)
{
    const fl_concept *c = fl_concept_of(r, mention);
    if (c->as == FL_AS_CUE) {
        *add = c->weight;
        return c->weight > 0 ? c->value : 0;
    }
    *add = NAME_WEIGHT;
    return r->packs->instruments.items[fl_instrument_named(r, mention)].regime;
}

/* The first of the lawful mentions from `mention` on. */
static size_t lawful_from(const fl_reading *r, uint32_t mention)
{
    size_t low = 0;
    size_t high = r->lawful.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->lawful.items[mid] < mention)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Those of blocks [first, end) in the author's voice, or in that of others. */
static void weigh_mentions(fl_reading *r, fl_weights *all, uint32_t first,
                           uint32_t end, bool author)
{
    for (size_t k = lawful_from(r, r->mention_at[first]);
         k < r->lawful.count && r->lawful.items[k] < r->mention_at[end]; k++) {
        uint32_t i = r->lawful.items[k];
        int add = 0;
        fl_atom regime = spoken_for(r, i, &add);
        if (regime && authors(r->facts->voices[i]) == author)
            weigh(r->arena, all, regime, add);
    }
}

/* A number behind a lead word is a provision where some pack has it. */
static bool declared(const fl_reading *r, const fl_instrument *in,
                     const fl_token *t)
{
    fl_str canonical;
    return !in->own ||
           fl_section_cited(r, in, t->provision, &canonical) != FL_NONE;
}

/* Provisions introduced by a lead that only one instrument uses. Where the
 * letter names its laws, the lead alone brings in no other: it may be of
 * rules of the house. */
static void weigh_citations(fl_reading *r, fl_weights *all)
{
    size_t named = all->count;
    for (size_t i = 0; i < r->found->tokens.count; i++) {
        const fl_token *t = &r->found->tokens.items[i];
        if (t->type != FL_TOKEN_CITATION || t->instrument == UINT32_MAX ||
            r->facts->blocks[t->block].voice != FL_VOICE_AUTHOR)
            continue;
        const fl_instrument *in =
            &r->packs->instruments.items[r->meant[t->instrument]];
        bool spoken = named == 0;
        for (size_t k = 0; k < named; k++)
            spoken |= all->items[k].value == in->regime;
        if (in->regime && spoken && declared(r, in, t))
            weigh(r->arena, all, in->regime, CITATION_WEIGHT);
    }
}

/* Cues without weight: how letters under a law are worded, without its name. */
static void weigh_habits(fl_reading *r, fl_weights *all)
{
    fl_weights habits = { 0 };
    for (size_t k = 0; k < r->lawful.count; k++) {
        uint32_t i = r->lawful.items[k];
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_CUE && c->weight == 0 &&
            authors(r->facts->voices[i]))
            weigh(r->arena, &habits, c->value, 1);
    }
    for (size_t i = 0; i < habits.count; i++)
        if (habits.items[i].weight >= HABIT_WEIGHT)
            weigh(r->arena, all, habits.items[i].value, 1);
}

static int weight_of(const fl_weights *all, fl_atom value)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].value == value)
            return all->items[i].weight;
    return 0;
}

static fl_atom heaviest(const fl_weights *all)
{
    fl_atom best = 0;
    for (size_t i = 0; i < all->count; i++)
        if (weight_of(all, all->items[i].value) > weight_of(all, best))
            best = all->items[i].value;
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

static void weigh_letter(fl_reading *r, fl_weights *all)
{
    uint32_t end = (uint32_t)r->block_count;
    weigh_mentions(r, all, 0, end, true);
    weigh_citations(r, all);
    if (all->count == 0)
        weigh_mentions(r, all, 0, end, false); /* the request names it */
    if (all->count == 0 && !is_barred(r))
        weigh_habits(r, all);
}

void fl_read_regime(fl_reading *r)
{
    weigh_letter(r, &r->named);
    r->facts->regime = heaviest(&r->named);
}

/* ---- after the claims are known -------------------------------------------- */

/* The law of a claim; `over` gives the one to which its ground hands the
 * request over, 0 none. */
static fl_atom claim_regime(const fl_reading *r, const fl_claim *claim,
                            fl_atom *over)
{
    const fl_section *section = &r->packs->sections.items[claim->section];
    *over = section->regime;
    return r->packs->instruments.items[section->instrument].regime;
}

/* The questions that a mention speaks for a law of: those that its clause
 * names; a cue also those of its sentence, or of the answer it stands in. */
static void spoken_of(fl_reading *r, uint32_t mention, fl_question_set *out)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_sentence *s = fl_sentence_of(r, m->sentence);
    fl_questions_of_clause(r, m, out);
    if (out->count == 0 && fl_concept_of(r, mention)->as == FL_AS_CUE)
        fl_questions_of_place(r, m->block, s->start, s->end, out);
}

/* A question is answered under the law of its claims, else under the one that
 * is spoken of beside it. */
static void own_regimes(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (size_t q = 0; q < facts->questions.count; q++) {
        fl_question *question = &facts->questions.items[q];
        fl_atom over = 0;
        fl_atom own = 0;
        if (question->claims.count)
            own = claim_regime(
                r, &facts->claims.items[question->claims.items[0]], &over);
        question->regime = over ? over : own;
    }
    for (size_t l = 0; l < r->lawful.count; l++) {
        uint32_t i = r->lawful.items[l];
        int add = 0;
        fl_atom regime = spoken_for(r, i, &add);
        fl_question_set of = { 0 };
        if (!regime || r->facts->voices[i] != FL_VOICE_AUTHOR)
            continue;
        spoken_of(r, i, &of);
        for (size_t k = 0; k < of.count; k++)
            if (!facts->questions.items[of.items[k]].regime)
                facts->questions.items[of.items[k]].regime = regime;
    }
}

/* Of a letter under several laws, a question that says nothing itself: the
 * law that its answer names, else its parent's, else the letter's. */
static void other_regimes(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (size_t q = 0; q < facts->questions.count; q++) {
        fl_question *question = &facts->questions.items[q];
        fl_weights own = { 0 };
        if (question->answers.count && facts->regimes.count > 1) {
            const fl_block_range *at = &question->answers.items[0];
            uint32_t end = at->last - at->first < LOOK_IN ? at->last + 1
                                                          : at->first + LOOK_IN;
            weigh_mentions(r, &own, at->first, end, true);
        }
        for (size_t i = 0; i < own.count && !question->regime; i++)
            for (size_t k = 0; k < facts->regimes.count; k++)
                if (facts->regimes.items[k] == heaviest(&own))
                    question->regime = heaviest(&own);
        if (!question->regime && question->parent != FL_NONE)
            question->regime = facts->questions.items[question->parent].regime;
        if (!question->regime)
            question->regime = facts->regime;
    }
}

/* The laws of the claims, or the one that weighs most, and those of single
 * questions. */
void fl_settle_regimes(fl_reading *r)
{
    fl_facts *facts = r->facts;
    fl_weights all = { 0 };
    fl_weights under = { 0 };
    for (size_t i = 0; i < r->named.count; i++)
        *FL_PUSH(r->arena, &all) = r->named.items[i];
    for (size_t i = 0; i < facts->claims.count; i++) {
        fl_atom over = 0;
        fl_atom regime = claim_regime(r, &facts->claims.items[i], &over);
        weigh(r->arena, &all, regime, CLAIM_WEIGHT);
        weigh(r->arena, &under, regime, 1);
        if (over)
            weigh(r->arena, &under, over, 1);
    }
    own_regimes(r);
    if (under.count == 0 && heaviest(&all))
        weigh(r->arena, &under, heaviest(&all), 1);
    for (size_t q = 0; q < facts->questions.count; q++)
        if (facts->questions.items[q].regime)
            weigh(r->arena, &under, facts->questions.items[q].regime, 1);
    for (size_t i = 0; i < under.count; i++) {
        under.items[i].weight = weight_of(&all, under.items[i].value);
        *FL_PUSH(r->arena, &facts->regimes) = under.items[i].value;
    }
    facts->regime = heaviest(&under);
    for (size_t i = 1; i < facts->regimes.count; i++)
        if (facts->regimes.items[i] == facts->regime) {
            facts->regimes.items[i] = facts->regimes.items[0];
            facts->regimes.items[0] = facts->regime;
        }
    other_regimes(r);
}

fl_str fl_regime_name(const fl_facts *facts)
{
    if (facts->regimes.count > 1)
        return FL_STR("mixed");
    return fl_atom_name(facts->packs, facts->regime);
}

/* The pack of the letter's law, or of the first where it shows none. */
static const fl_pack *law_pack(const fl_reading *r)
{
    fl_atom regime =
        r->facts->regime ? r->facts->regime : fl_first_regime(r->packs);
    for (size_t p = 0; regime && p < r->packs->packs.count; p++) {
        const fl_pack *pack = &r->packs->packs.items[p];
        if (pack->regime == regime && pack->kinds.count > 0)
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
    for (size_t i = 0; i < facts->stances.count; i++) {
        const fl_stance *s = &facts->stances.items[i];
        /* where no law shows, only a refusal tells of a request under one */
        answers |= !s->implied && (facts->regime || s->mode);
    }
    if (answers && pack)
        *FL_PUSH(r->arena, &facts->kinds) = pack->kinds.items[0];
}

/* An answer that shows no law at all counts as under the first. */
static void assume_first(fl_reading *r)
{
    fl_facts *facts = r->facts;
    facts->regime = fl_first_regime(r->packs);
    if (facts->regime)
        *FL_PUSH(r->arena, &facts->regimes) = facts->regime;
    for (size_t q = 0; q < facts->questions.count; q++)
        facts->questions.items[q].regime = facts->regime;
}

void fl_read_kinds(fl_reading *r)
{
    fl_weights all = { 0 };
    if (r->doc->inventory) { /* it tells of a file, in no one's words */
        *FL_PUSH(r->arena, &r->facts->kinds) =
            fl_packs_atom(r->packs, FL_STR("attachment"));
        return;
    }
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
    if (r->facts->kinds.count > 0 && !r->facts->regime)
        assume_first(r);
}
