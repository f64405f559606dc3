/*
 * One pass over the words of a sentence marks the literals that stand there;
 * the rarest need of a phrase makes it a candidate, and the order of all its
 * needs may rule it out again.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/candidates.h"

#include "recognise/phrase_tree.h"

void fl_candidates_open(fl_candidates *c, fl_arena *arena,
                        const fl_packs *packs)
{
    const fl_literals *all = &packs->prefilter->literals;
    *c = (fl_candidates){ .arena = arena, .packs = packs };
    c->literals = FL_NEW_ARRAY(arena, all->items.count + 1, fl_seen);
    c->memos = FL_NEW_ARRAY(arena, all->memos + 1, fl_seen);
    c->phrases = FL_NEW_ARRAY(arena, packs->phrases.count + 1, uint32_t);
}

static void add(fl_candidates *c, uint32_t phrase)
{
    if (c->phrases[phrase] == c->stamp)
        return;
    c->phrases[phrase] = c->stamp;
    *FL_PUSH(c->arena, &c->found) = phrase;
}

/* ---- the pass over the text ------------------------------------------------- */

static void meet(fl_candidates *c, fl_str text, uint32_t hash, bool whole,
                 uint32_t start)
{
    const fl_prefilter *f = c->packs->prefilter;
    uint32_t index = fl_literal_find(&f->literals, text, hash, whole);
    if (index == UINT32_MAX)
        return;
    fl_seen *seen = &c->literals[index];
    if (seen->stamp == c->stamp) {
        seen->last = start;
        return;
    }
    *seen = (fl_seen){ c->stamp, start, start };
    const fl_literal *l = &f->literals.items.items[index];
    for (uint32_t i = 0; i < l->posting_count; i++)
        add(c, f->postings[l->first_posting + i]);
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
        *FL_PUSH(c->arena, &c->words) = start;
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
    const fl_prefilter *f = c->packs->prefilter;
    c->stamp++;
    c->types = types;
    c->found.count = 0;
    c->words.count = 0;
    scan_words(c, sentence);
    scan_strings(c, sentence);
    for (size_t i = 0; types && i < f->by_type.count; i++)
        if (f->by_type.items[i].types & types)
            add(c, f->by_type.items[i].phrase);
}

void fl_candidates_all(fl_candidates *c)
{
    c->found.count = 0;
    for (uint32_t p = 0; p < c->packs->phrases.count; p++)
        *FL_PUSH(c->arena, &c->found) = p;
}

/* ---- the order of needs -------------------------------------------------------- */

static fl_seen look(const fl_candidates *c, const fl_need *need)
{
    const uint32_t *members =
        c->packs->prefilter->literals.members.items + need->first;
    fl_seen all = { c->stamp, UINT32_MAX, 0 };
    for (uint32_t i = 0; i < need->count; i++) {
        const fl_seen *one = &c->literals[members[i]];
        if (one->stamp != c->stamp)
            continue;
        all.first = one->first < all.first ? one->first : all.first;
        all.last = one->last > all.last ? one->last : all.last;
    }
    return all;
}

static fl_seen seen_of(fl_candidates *c, const fl_need *need)
{
    if (!need->memo)
        return look(c, need);
    fl_seen *memo = &c->memos[need->memo];
    if (memo->stamp != c->stamp)
        *memo = look(c, need);
    return *memo;
}

bool fl_candidate_passes(fl_candidates *c, uint32_t phrase, fl_seen *where)
{
    const fl_phrase_code *code = c->packs->phrases.items[phrase].code;
    const fl_need *needs = c->packs->prefilter->literals.needs.items;
    uint32_t from = 0; /* where the next need may stand at the earliest */
    *where = (fl_seen){ .last = UINT32_MAX };
    for (uint32_t i = 0; i < code->need_count; i++) {
        const fl_need *need = &needs[code->needs[i]];
        if (need->types & c->types)
            continue; /* a token may stand anywhere */
        fl_seen seen = seen_of(c, need);
        if (seen.first > seen.last || seen.last < from)
            return false;
        from = (seen.first > from ? seen.first : from) + 1;
        if (i == 0 && code->starts)
            *where = seen;
    }
    return true;
}
