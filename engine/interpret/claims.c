/*
 * From citations to claims, in this order: companions fold,
 * explained citations that are relied on after all become claims, bare
 * sections merge into exact ones; modes.c gives each claim its mode.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* A letter relies on a handful; more are not told apart. */
#define MAX_CLAIMS 512

static const fl_section *section_of(const fl_reading *r, const fl_citation *c)
{
    return &r->packs->sections.items[c->section];
}

/* ---- companions and explained citations ---------------------------------- */

static bool cited_as_claim(const fl_reading *r, fl_str provision)
{
    for (size_t i = 0; i < r->facts->citations.count; i++) {
        const fl_citation *c = &r->facts->citations.items[i];
        if (c->role == FL_CITE_CLAIM &&
            fl_provision_under(c->provision, provision))
            return true;
    }
    return false;
}

/* Cited by the author at all, be it only to say what it says. */
static bool cited_in_words(const fl_reading *r, fl_str provision)
{
    for (size_t i = 0; i < r->facts->citations.count; i++) {
        const fl_citation *c = &r->facts->citations.items[i];
        if ((c->role == FL_CITE_CLAIM || c->role == FL_CITE_EXPLAINED) &&
            fl_str_eq(c->provision, provision))
            return true;
    }
    return false;
}

/* The claim into which a companion folds; the provision itself when it is
 * none; "" when it stands without its principal and may not stand alone. */
static fl_str folded(const fl_reading *r, const fl_citation *c)
{
    const fl_section *section = section_of(r, c);
    for (size_t i = 0; i < section->companions.count; i++) {
        const fl_companion *k = &section->companions.items[i];
        if (!fl_provision_under(c->provision, k->provision))
            continue;
        return k->alone || cited_in_words(r, k->into) ? k->into
                                                      : (fl_str){ "", 0 };
    }
    return c->provision;
}

static bool supported_here(const fl_reading *r, const fl_citation *c)
{
    fl_atom supports = section_of(r, c)->supports;
    const fl_block_facts *at = &r->facts->blocks[c->block];
    for (size_t i = 0; i < r->facts->stances.count; i++) {
        const fl_stance *s = &r->facts->stances.items[i];
        const fl_block_facts *bf = &r->facts->blocks[s->block];
        if (s->stance == supports &&
            ((at->answer != FL_NONE && bf->answer == at->answer) ||
             bf->part == at->part || bf->role == at->role))
            return true;
    }
    return false;
}

/* A provision that "allows an authority to …", in a letter that takes the
 * stance it supports and cites it nowhere else, is relied on. */
static void promote_explained(fl_reading *r)
{
    for (size_t i = 0; i < r->facts->citations.count; i++) {
        fl_citation *c = &r->facts->citations.items[i];
        if (c->role == FL_CITE_EXPLAINED &&
            !cited_as_claim(r, section_of(r, c)->number) &&
            supported_here(r, c))
            c->role = FL_CITE_CLAIM;
    }
}

/* ---- claims and uses --------------------------------------------------------- */

static uint32_t claim_of(fl_reading *r, fl_str provision, uint32_t section)
{
    fl_facts *facts = r->facts;
    for (uint32_t i = 0; i < facts->claims.count; i++)
        if (fl_str_eq(facts->claims.items[i].provision, provision))
            return i;
    if (facts->claims.count >= MAX_CLAIMS)
        return FL_NONE;
    fl_claim *claim = FL_PUSH(r->arena, &facts->claims);
    claim->provision = provision;
    claim->section = section;
    claim->stance = FL_NONE;
    return (uint32_t)facts->claims.count - 1;
}

static void add_use(fl_reading *r, fl_claim *claim, uint32_t citation)
{
    const fl_citation *c = &r->facts->citations.items[citation];
    const fl_sentence *s = fl_sentence_of(r, c->sentence);
    fl_question_set questions = { 0 };
    fl_questions_of_place(r, c->block, s->start, s->end, &questions);
    fl_use *use = FL_PUSH(r->arena, &claim->uses);
    *use = (fl_use){ .citation = citation,
                     .start = c->start,
                     .end = c->end,
                     .sentence = c->sentence,
                     .block = c->block };
    use->questions.items = questions.items;
    use->questions.count = questions.count;
    use->questions.cap = questions.cap;
    claim->residual |=
        fl_find_cue(r, c->block, s->start, s->end, FL_CUE_RESIDUAL) != FL_NONE;
}

/* Whether a more precise claim stands under `provision`. */
static bool has_exact(const fl_facts *facts, fl_str provision)
{
    for (size_t i = 0; i < facts->claims.count; i++) {
        fl_str other = facts->claims.items[i].provision;
        if (other.len > provision.len && fl_provision_under(other, provision))
            return true;
    }
    return false;
}

static void collect_claims(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (size_t i = 0; i < facts->citations.count; i++) {
        fl_citation *c = &facts->citations.items[i];
        if (c->role != FL_CITE_CLAIM)
            continue;
        fl_str provision = folded(r, c);
        if (provision.len == 0) {
            c->role = FL_CITE_REASONING;
            continue;
        }
        claim_of(r, provision, c->section);
    }
    /* a less precise citation is a use of every claim under it */
    size_t kept = 0;
    for (size_t i = 0; i < facts->claims.count; i++)
        if (!has_exact(facts, facts->claims.items[i].provision))
            facts->claims.items[kept++] = facts->claims.items[i];
    facts->claims.count = kept;
    for (uint32_t i = 0; i < facts->citations.count; i++) {
        fl_citation *c = &facts->citations.items[i];
        if (c->role != FL_CITE_CLAIM)
            continue;
        fl_str provision = folded(r, c);
        for (uint32_t k = 0; k < facts->claims.count; k++) {
            fl_claim *claim = &facts->claims.items[k];
            if (!fl_provision_under(claim->provision, provision))
                continue;
            add_use(r, claim, i);
            if (c->claim == FL_NONE)
                c->claim = k;
        }
    }
}

/* ---- what the provision is --------------------------------------------------- */

/* The value that all limbs under the provision share, for a bare citation;
 * those that were no law on the day of judging are passed over. */
static void classify_bare(const fl_section *section, fl_day as_of,
                          fl_claim *claim)
{
    bool first = true;
    for (size_t i = 0; i < section->limbs.count; i++) {
        const fl_limb *limb = &section->limbs.items[i];
        if (!fl_provision_under(limb->provision, claim->provision) ||
            (limb->mode != claim->mode && claim->mode) ||
            fl_in_force(limb->from, limb->to, as_of) == FL_FALSE)
            continue;
        if (first) {
            claim->tier = limb->tier;
            claim->test = limb->test;
            claim->likelihood = limb->likelihood;
            first = false;
            continue;
        }
        if (claim->tier != limb->tier)
            claim->tier = 0;
        if (claim->test != limb->test)
            claim->test = 0;
        if (claim->likelihood != limb->likelihood)
            claim->likelihood = FL_UNKNOWN;
    }
    if (first)
        claim->likelihood = FL_UNKNOWN;
}

static bool cited_anywhere(const fl_reading *r, fl_str provision)
{
    for (size_t i = 0; i < r->facts->citations.count; i++) {
        const fl_citation *c = &r->facts->citations.items[i];
        if (c->voice == FL_VOICE_AUTHOR &&
            fl_provision_under(c->provision, provision))
            return true;
    }
    return false;
}

/* An undated letter leaves open which of two tiers a claim has. */
static void apply_tier(const fl_reading *r, const fl_tier_when *when,
                       fl_claim *claim)
{
    fl_truth law = fl_in_force(when->from, when->to, r->facts->as_of);
    if (law == FL_FALSE || (when->cited.len && !cited_anywhere(r, when->cited)))
        return;
    if (when->tier != claim->tier)
        claim->tier = law == FL_TRUE ? when->tier : 0;
}

static void classify(const fl_reading *r, fl_claim *claim)
{
    const fl_section *section = &r->packs->sections.items[claim->section];
    claim->bare = fl_str_eq(claim->provision, section->number);
    claim->limb = fl_section_limb(section, claim->provision);
    if (claim->limb) {
        claim->limb_mode = claim->limb->mode;
        claim->tier = claim->limb->tier;
        claim->test = claim->limb->test;
        claim->likelihood = claim->limb->likelihood;
        for (size_t i = 0; i < claim->limb->tier_when.count; i++)
            apply_tier(r, &claim->limb->tier_when.items[i], claim);
    }
    fl_settle_mode(r, claim);
    if (!claim->limb)
        classify_bare(section, r->facts->as_of, claim);
}

static void attach(fl_reading *r, uint32_t index)
{
    fl_claim *claim = &r->facts->claims.items[index];
    for (size_t u = 0; u < claim->uses.count; u++)
        for (size_t q = 0; q < claim->uses.items[u].questions.count; q++) {
            uint32_t question = claim->uses.items[u].questions.items[q];
            FL_ADD_ONCE(r->arena, &claim->questions, question);
            FL_ADD_ONCE(r->arena, &r->facts->questions.items[question].claims,
                        index);
        }
}

void fl_read_claims(fl_reading *r)
{
    promote_explained(r);
    collect_claims(r);
    fl_split_by_mode(r);
    for (uint32_t i = 0; i < r->facts->claims.count; i++) {
        classify(r, &r->facts->claims.items[i]);
        attach(r, i);
    }
}

/* A limb named only for the interest that another limb of its section, which
 * is relied on in its own mode, protects: no stance of its own mode governs
 * it ("4(3), since to say so would harm what 4(1) is there for"). */
static bool serves_another(const fl_reading *r, const fl_claim *claim)
{
    if (!claim->limb)
        return false;
    bool served = false;
    for (size_t i = 0; i < r->facts->claims.count && !served; i++) {
        const fl_claim *other = &r->facts->claims.items[i];
        served = other->section == claim->section &&
                 other->limb_mode != claim->limb_mode &&
                 fl_limb_stands_out(r, other) &&
                 other->mode == other->limb_mode;
    }
    for (size_t i = 0; i < claim->uses.count && served; i++)
        served =
            fl_mode_over(r, claim, &claim->uses.items[i]) != claim->limb_mode;
    return served;
}

static void mark_elaborating(fl_reading *r, const fl_claim *claim)
{
    for (size_t u = 0; u < claim->uses.count; u++) {
        fl_citation *c =
            &r->facts->citations.items[claim->uses.items[u].citation];
        if (c->provision.len >= claim->provision.len)
            c->role = FL_CITE_ELABORATING;
    }
}

/* A ground considered and given up in the very block that names it. */
static bool given_up(const fl_reading *r, const fl_claim *claim)
{
    for (size_t i = 0; i < claim->uses.count; i++)
        if (fl_block_cue(r, claim->uses.items[i].block, FL_CUE_GIVE_UP) ==
            FL_NONE)
            return false;
    return claim->uses.count > 0;
}

void fl_drop_unclaimed(fl_reading *r)
{
    fl_facts *facts = r->facts;
    uint32_t *moved = FL_NEW_ARRAY(r->arena, facts->claims.count + 1, uint32_t);
    size_t kept = 0;
    for (size_t i = 0; i < facts->claims.count; i++) {
        const fl_claim *claim = &facts->claims.items[i];
        bool serves = serves_another(r, claim);
        if (serves)
            mark_elaborating(r, claim);
        bool drop = serves || given_up(r, claim);
        moved[i] = drop ? FL_NONE : (uint32_t)kept++;
    }
    for (size_t i = 0; i < facts->claims.count; i++)
        if (moved[i] != FL_NONE)
            facts->claims.items[moved[i]] = facts->claims.items[i];
    if (kept == facts->claims.count)
        return;
    facts->claims.count = kept;
    for (size_t i = 0; i < facts->citations.count; i++) {
        fl_citation *c = &facts->citations.items[i];
        if (c->claim != FL_NONE)
            c->claim = moved[c->claim];
    }
    for (size_t q = 0; q < facts->questions.count; q++) {
        fl_question *question = &facts->questions.items[q];
        size_t left = 0;
        for (size_t i = 0; i < question->claims.count; i++)
            if (moved[question->claims.items[i]] != FL_NONE)
                question->claims.items[left++] =
                    moved[question->claims.items[i]];
        question->claims.count = left;
    }
}
