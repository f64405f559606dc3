/*
 * One pass over the words of a sentence marks the literals that stand there;
 * the rarest need of a phrase makes it a candidate, and the order of all its
 * needs may rule it out again.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/candidates.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "recognise/phrase_tree.h"

/* A sentence has no more words: one byte each, one between. */
#define MOST_WORDS (FL_LIMIT_SENTENCE_BYTES / 2 + 1)

static size_t words_of(size_t bits)
{
    return (bits + FL_BITS_A_WORD - 1) / FL_BITS_A_WORD;
}

bool fl_candidates_open(fl_candidates *c, const fl_packs *packs)
{
    if (c->packs == packs && c->stamp < UINT32_MAX / 2)
        return true;
    fl_candidates_dispose(c);
    const fl_literals *all = &packs->prefilter->literals;
    size_t literals = all->items.count;
    size_t needs = all->needs.count;
    size_t phrases = packs->phrases.count;
    size_t numbers = words_of(literals) + words_of(phrases) + literals +
                     2 * phrases + MOST_WORDS;
    c->memory =
        fl_malloc(needs * sizeof(fl_sighting) + literals * sizeof(fl_seen) +
                  numbers * sizeof(uint32_t));
    if (!c->memory)
        return false;
    c->needs = c->memory;
    c->literals = (fl_seen *)(c->needs + needs);
    c->standing = (uint32_t *)(c->literals + literals);
    c->phrases = c->standing + words_of(literals);
    c->met = c->phrases + words_of(phrases);
    c->found = c->met + literals;
    c->taking_back = c->found + phrases;
    c->words = c->taking_back + phrases;
    c->packs = packs;
    return true;
}

void fl_candidates_dispose(fl_candidates *c)
{
    fl_free(c->memory);
    *c = (fl_candidates){ 0 };
}

/* ---- needs ---------------------------------------------------------------------- */

static bool has_bit(const uint32_t *bits, uint32_t index)
{
    return bits[index / FL_BITS_A_WORD] >> index % FL_BITS_A_WORD & 1;
}

/* False: it was set before. */
static bool set_bit(uint32_t *bits, uint32_t index)
{
    uint32_t bit = (uint32_t)1 << index % FL_BITS_A_WORD;
    uint32_t *word = &bits[index / FL_BITS_A_WORD];
    bool fresh = !(*word & bit);
    *word |= bit;
    return fresh;
}

static const fl_need_part *parts_of(const fl_candidates *c,
                                    const fl_sought_need *need)
{
    return c->packs->prefilter->need_parts.items + need->first;
}

/* Whether it stands anywhere. */
static bool stands(const fl_candidates *c, uint32_t entry)
{
    if (!(entry & FL_NEEDS_ONE_OF))
        return has_bit(c->standing, entry);
    const fl_sought_need *need =
        &c->packs->prefilter->needs[entry & ~FL_NEEDS_ONE_OF];
    const fl_need_part *parts = parts_of(c, need);
    bool found = need->types & c->types;
    for (uint32_t i = 0; !found && i < need->count; i++)
        found = c->standing[parts[i].word] & parts[i].bits;
    return found;
}

static fl_seen look(const fl_candidates *c, const fl_sought_need *need)
{
    const fl_need_part *parts = parts_of(c, need);
    if (need->types & c->types)
        return (fl_seen){ 0, UINT32_MAX }; /* a token may be anywhere */
    fl_seen all = { UINT32_MAX, 0 };
    for (uint32_t i = 0; i < need->count; i++) {
        uint32_t bits = c->standing[parts[i].word] & parts[i].bits;
        for (; bits; bits &= bits - 1) {
            uint32_t bit = (uint32_t)__builtin_ctz(bits);
            fl_seen one = c->literals[parts[i].word * FL_BITS_A_WORD + bit];
            all.first = one.first < all.first ? one.first : all.first;
            all.last = one.last > all.last ? one.last : all.last;
        }
    }
    return all;
}

/* Where it stands; NULL: nowhere. */
static const fl_seen *find_need(fl_candidates *c, uint32_t entry)
{
    if (!(entry & FL_NEEDS_ONE_OF))
        return has_bit(c->standing, entry) ? &c->literals[entry] : NULL;
    uint32_t index = entry & ~FL_NEEDS_ONE_OF;
    fl_sighting *any = &c->needs[index];
    if (any->stamp != c->stamp) {
        any->stamp = c->stamp;
        any->seen = look(c, &c->packs->prefilter->needs[index]);
    }
    return any->seen.first <= any->seen.last ? &any->seen : NULL;
}

bool fl_candidate_passes(fl_candidates *c, uint32_t phrase, fl_seen *where)
{
    const fl_gate *gate = &c->packs->prefilter->gates[phrase];
    const uint32_t *needs = c->packs->prefilter->gate_needs + gate->first;
    uint32_t from = 0; /* where the next need may stand at the earliest */
    *where = (fl_seen){ .last = UINT32_MAX };
    for (uint32_t i = 0; i < gate->count; i++) {
        const fl_seen *seen = find_need(c, needs[i]);
        if (!seen || seen->last < from)
            return false;
        from = (seen->first > from ? seen->first : from) + 1;
        if (i == 0 && gate->starts)
            where->first = seen->first;
        if (seen->last < where->last)
            where->last = seen->last; /* no match starts behind its words */
    }
    return true;
}

/* ---- the pass over the text ------------------------------------------------- */

static void meet(fl_candidates *c, fl_str text, uint32_t hash, bool whole,
                 uint32_t start)
{
    uint32_t index =
        fl_literal_find(&c->packs->prefilter->literals, text, hash, whole);
    if (index == UINT32_MAX)
        return;
    if (set_bit(c->standing, index)) {
        c->literals[index].first = start;
        c->met[c->met_count++] = index;
    }
    c->literals[index].last = start;
}

static void scan_words(fl_candidates *c, fl_str sentence)
{
    const fl_literals *all = &c->packs->prefilter->literals;
    const unsigned char *text = (const unsigned char *)sentence.ptr;
    uint32_t len = (uint32_t)sentence.len;
    for (uint32_t i = 0; i < len; i++) {
        if (!fl_is_plain(text[i]))
            continue;
        uint32_t start = i;
        uint32_t hash = FL_HASH_START;
        if (c->word_count < MOST_WORDS)
            c->words[c->word_count++] = start;
        for (; i < len && fl_is_plain(text[i]); i++) {
            hash = fl_hash_byte(hash, text[i]);
            if (i + 1 - start >= FL_SHORTEST_HEAD &&
                fl_hash_may_be(all->heads, hash))
                meet(c, fl_str_slice(sentence, start, i + 1), hash, false,
                     start);
        }
        hash = fl_hash_whole(hash);
        if (fl_hash_may_be(all->wholes, hash))
            meet(c, fl_str_slice(sentence, start, i), hash, true, start);
    }
}

/* ---- from what stands there to phrases ---------------------------------------- */

static void add(fl_candidates *c, uint32_t phrase)
{
    if (!set_bit(c->phrases, phrase))
        return;
    if (c->packs->prefilter->gates[phrase].takes_back)
        c->taking_back[c->taking_back_count++] = phrase;
    else
        c->found[c->found_count++] = phrase;
}

static void follow(fl_candidates *c, const fl_posting *posting)
{
    if (posting->second == FL_NEEDS_NOTHING || stands(c, posting->second))
        add(c, posting->phrase);
}

static void follow_literals(fl_candidates *c)
{
    const fl_prefilter *f = c->packs->prefilter;
    for (size_t i = 0; i < c->met_count; i++) {
        const fl_literal *l = &f->literals.items.items[c->met[i]];
        for (uint32_t k = 0; k < l->posting_count; k++)
            follow(c, &f->postings[l->first_posting + k]);
    }
}

static void follow_types(fl_candidates *c)
{
    const fl_prefilter *f = c->packs->prefilter;
    for (size_t i = 0; c->types && i < f->by_type.count; i++)
        if (f->by_type.items[i].types & c->types)
            follow(c, &f->by_type.items[i].posting);
}

static void meet_strings(fl_candidates *c, uint32_t list)
{
    const fl_strings *f = &c->packs->prefilter->strings;
    for (; list; list = f->lists.items[list - 1].more) {
        fl_posting_list l = f->lists.items[list - 1];
        for (uint32_t i = 0; i < l.count; i++)
            add(c, f->postings[l.first + i]);
    }
}

static void scan_strings(fl_candidates *c, fl_str sentence)
{
    const fl_strings *f = &c->packs->prefilter->strings;
    const unsigned char *text = (const unsigned char *)sentence.ptr;
    uint32_t state = 0;
    for (size_t i = 0; i < sentence.len; i++) {
        state = f->next[state * f->width + f->classes[text[i]]];
        for (uint32_t at = f->literal[state] ? state : f->suffix[state]; at;
             at = f->suffix[at])
            meet_strings(c, f->literal[at]);
    }
}

void fl_candidates_find(fl_candidates *c, fl_str sentence, uint64_t types)
{
    c->stamp++;
    c->types = types;
    memset(c->standing, 0, (size_t)((char *)c->met - (char *)c->standing));
    c->met_count = c->found_count = c->taking_back_count = c->word_count = 0;
    scan_words(c, sentence);
    follow_literals(c);
    scan_strings(c, sentence);
    follow_types(c);
}

void fl_candidates_all(fl_candidates *c)
{
    for (uint32_t p = 0; p < c->packs->phrases.count; p++)
        if (!c->packs->prefilter->gates[p].alike)
            add(c, p);
}
