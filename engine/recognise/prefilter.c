/*
 * Builds the prefilter once all phrases are loaded: from each literal to the
 * phrases whose rarest need it meets, with the next rarest one.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/prefilter.h"

#include "recognise/phrase_tree.h"

/* The need that makes a candidate of the phrase; NULL for an expression. */
static const fl_need *lead_of(const fl_packs *packs, uint32_t phrase)
{
    const fl_phrase_code *code = packs->phrases.items[phrase].code;
    return code->need_count ? &packs->prefilter->literals.needs
                                   .items[code->needs[code->lead]]
                            : NULL;
}

static void count_postings(const fl_packs *packs, fl_literals *all)
{
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_need *lead = lead_of(packs, i);
        for (uint32_t k = 0; lead && k < lead->count; k++)
            all->items.items[all->members.items[lead->first + k]]
                .posting_count++;
    }
}

static uint32_t place_postings(fl_literals *all)
{
    uint32_t total = 0;
    for (size_t i = 0; i < all->items.count; i++) {
        fl_literal *l = &all->items.items[i];
        l->first_posting = total;
        total += l->posting_count;
        l->posting_count = 0;
    }
    return total;
}

/* A need as gates and postings tell it. */
static uint32_t entry_of(const fl_literals *all, uint32_t index)
{
    const fl_need *need = &all->needs.items[index];
    return need->count == 1 && !need->types ? all->members.items[need->first]
                                            : index | FL_NEEDS_ONE_OF;
}

/* The rarest of a phrase's needs but its lead. */
static uint32_t second_of(const fl_literals *all, const fl_phrase_code *code)
{
    uint32_t second = FL_NEEDS_NOTHING;
    uint32_t lightest = UINT32_MAX;
    for (uint32_t k = 0; k < code->need_count; k++) {
        uint32_t weight = all->needs.items[code->needs[k]].weight;
        if (k == code->lead || weight >= lightest)
            continue;
        lightest = weight;
        second = entry_of(all, code->needs[k]);
    }
    return second;
}

static void write_postings(fl_packs *packs, fl_prefilter *f)
{
    fl_literals *all = &f->literals;
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_need *lead = lead_of(packs, i);
        fl_posting posting = { i,
                               second_of(all, packs->phrases.items[i].code) };
        for (uint32_t k = 0; lead && k < lead->count; k++) {
            fl_literal *l =
                &all->items.items[all->members.items[lead->first + k]];
            f->postings[l->first_posting + l->posting_count++] = posting;
        }
        if (lead && lead->types)
            *FL_PUSH(packs->arena, &f->by_type) =
                (fl_type_posting){ lead->types, posting };
    }
}

static void write_gates(fl_packs *packs, fl_prefilter *f)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < packs->phrases.count; i++)
        total += packs->phrases.items[i].code->need_count;
    f->gates = FL_NEW_ARRAY(packs->arena, packs->phrases.count + 1, fl_gate);
    f->gate_needs = FL_NEW_ARRAY(packs->arena, total + 1, uint32_t);
    total = 0;
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_phrase *phrase = &packs->phrases.items[i];
        const fl_phrase_code *code = phrase->code;
        f->gates[i] =
            (fl_gate){ .first = total,
                       .count = (uint16_t)code->need_count,
                       .starts = code->starts,
                       .takes_back = phrase->role == FL_PHRASE_UNLESS };
        for (uint32_t k = 0; k < code->need_count; k++)
            f->gate_needs[total++] = entry_of(&f->literals, code->needs[k]);
    }
}

void fl_prefilter_build(fl_packs *packs)
{
    if (!packs->prefilter)
        packs->prefilter = FL_NEW(packs->arena, fl_prefilter);
    fl_prefilter *f = packs->prefilter;
    count_postings(packs, &f->literals);
    uint32_t total = place_postings(&f->literals);
    f->postings = FL_NEW_ARRAY(packs->arena, total + 1, fl_posting);
    write_postings(packs, f);
    write_gates(packs, f);
    fl_strings_build(packs);
}
