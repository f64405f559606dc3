/*
 * Builds the prefilter once all phrases are loaded: from each literal to the
 * phrases whose rarest need it meets, with the next rarest one.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/prefilter.h"

#include "recognise/phrase_tree.h"

/* ---- phrases alike --------------------------------------------------------------- */

static uint32_t hash_of(fl_str text)
{
    uint32_t hash = FL_HASH_START;
    for (size_t i = 0; i < text.len; i++)
        hash = fl_hash_byte(hash, (unsigned char)text.ptr[i]);
    return hash ^ hash >> 15;
}

static bool are_alike(const fl_phrase *a, const fl_phrase *b)
{
    return a->role == b->role && a->heading == b->heading &&
           a->exact == b->exact && !a->regex && !b->regex &&
           fl_str_eq(a->source, b->source);
}

/* Chains those alike, in the order of phrases. */
static void chain_alike(fl_packs *packs, fl_prefilter *f)
{
    size_t count = packs->phrases.count;
    const fl_phrase *phrases = packs->phrases.items;
    size_t size = 64;
    while (size < count * 2)
        size *= 2;
    /* open addressing: the last phrase of a chain + 1 */
    uint32_t *slots = FL_NEW_ARRAY(packs->arena, size, uint32_t);
    f->next_alike = FL_NEW_ARRAY(packs->arena, count + 1, uint32_t);
    for (uint32_t i = 0; i < count; i++) {
        size_t at = hash_of(phrases[i].source) & (size - 1);
        while (slots[at] && !are_alike(&phrases[slots[at] - 1], &phrases[i]))
            at = (at + 1) & (size - 1);
        if (slots[at]) {
            f->next_alike[slots[at] - 1] = i;
            f->gates[i].alike = true;
        }
        f->next_alike[i] = UINT32_MAX;
        slots[at] = i + 1;
    }
}

/* ---- from literals to phrases ------------------------------------------------------ */

/* The need that makes a candidate of the phrase; NULL where something else
 * does. */
static const fl_need *lead_of(const fl_packs *packs, uint32_t phrase)
{
    const fl_phrase_code *code = packs->phrases.items[phrase].code;
    if (code->need_count == 0 || packs->prefilter->gates[phrase].alike)
        return NULL;
    return &packs->prefilter->literals.needs.items[code->needs[code->lead]];
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

/* The literals of a list have numbers near each other, as they were met. */
static void add_member(fl_packs *packs, fl_prefilter *f, fl_sought_need *need,
                       uint32_t literal)
{
    uint32_t bit = (uint32_t)1 << literal % FL_BITS_A_WORD;
    for (uint32_t i = 0; i < need->count; i++) {
        fl_need_part *part = &f->need_parts.items[need->first + i];
        if (part->word == literal / FL_BITS_A_WORD) {
            part->bits |= bit;
            return;
        }
    }
    need->count++;
    *FL_PUSH(packs->arena, &f->need_parts) =
        (fl_need_part){ literal / FL_BITS_A_WORD, bit };
}

static void write_needs(fl_packs *packs, fl_prefilter *f)
{
    const fl_literals *all = &f->literals;
    f->needs = FL_NEW_ARRAY(packs->arena, all->needs.count + 1, fl_sought_need);
    f->need_parts.count = 0;
    for (size_t i = 0; i < all->needs.count; i++) {
        const fl_need *need = &all->needs.items[i];
        f->needs[i].first = (uint32_t)f->need_parts.count;
        f->needs[i].types = need->types;
        for (uint32_t k = 0; k < need->count; k++)
            add_member(packs, f, &f->needs[i],
                       all->members.items[need->first + k]);
    }
}

static void write_gates(fl_packs *packs, fl_prefilter *f)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < packs->phrases.count; i++)
        total += packs->phrases.items[i].code->need_count;
    f->gate_needs = FL_NEW_ARRAY(packs->arena, total + 1, uint32_t);
    total = 0;
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_phrase *phrase = &packs->phrases.items[i];
        const fl_phrase_code *code = phrase->code;
        fl_gate *gate = &f->gates[i];
        gate->first = total;
        gate->count = (uint16_t)code->need_count;
        gate->starts = code->starts;
        gate->takes_back = phrase->role == FL_PHRASE_UNLESS;
        for (uint32_t k = 0; k < code->need_count; k++)
            f->gate_needs[total++] = entry_of(&f->literals, code->needs[k]);
    }
}

void fl_prefilter_build(fl_packs *packs)
{
    if (!packs->prefilter)
        packs->prefilter = FL_NEW(packs->arena, fl_prefilter);
    fl_prefilter *f = packs->prefilter;
    f->gates = FL_NEW_ARRAY(packs->arena, packs->phrases.count + 1, fl_gate);
    chain_alike(packs, f);
    count_postings(packs, &f->literals);
    uint32_t total = place_postings(&f->literals);
    f->postings = FL_NEW_ARRAY(packs->arena, total + 1, fl_posting);
    write_postings(packs, f);
    write_gates(packs, f);
    write_needs(packs, f);
    fl_strings_build(packs);
}
