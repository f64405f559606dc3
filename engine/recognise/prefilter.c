/*
 * Builds the automaton: a trie, then failure links breadth first, flattened
 * so that the scan is one look-up for each byte.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/prefilter.h"

#include "recognise/phrase_tree.h"

#include <stdlib.h>

typedef struct {
    fl_str text;
    fl_posting posting;
} entry;

typedef FL_VEC(entry) entries;

static int by_text(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    int order = fl_str_cmp(x->text, y->text);
    if (order)
        return order;
    if (x->posting.phrase != y->posting.phrase)
        return x->posting.phrase < y->posting.phrase ? -1 : 1;
    return x->posting.bit - y->posting.bit;
}

static void gather(fl_packs *packs, fl_prefilter *f, entries *all)
{
    f->needed = FL_NEW_ARRAY(packs->arena, packs->phrases.count + 1, uint8_t);
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_phrase_code *code = packs->phrases.items[i].code;
        for (uint32_t s = 0; s < code->set_count; s++) {
            f->needed[i] |= (uint8_t)(1u << s);
            for (size_t k = 0; k < code->sets[s].any.count; k++)
                *FL_PUSH(packs->arena, all) =
                    (entry){ code->sets[s].any.items[k],
                             { i, (uint8_t)(1u << s) } };
        }
        if (code->set_count == 0)
            *FL_PUSH(packs->arena, &f->by_slot) = i;
    }
    if (all->count)
        qsort(all->items, all->count, sizeof(entry), by_text);
}

static void number_classes(fl_prefilter *f, const entries *all, size_t *bytes)
{
    f->width = 1;
    for (size_t i = 0; i < all->count; i++) {
        *bytes += all->items[i].text.len;
        for (size_t k = 0; k < all->items[i].text.len; k++) {
            unsigned char c = (unsigned char)all->items[i].text.ptr[k];
            if (!f->classes[c])
                f->classes[c] = (uint8_t)f->width++;
        }
    }
}

/* States are 16 bits wide; a literal that finds no room is left shorter,
 * which makes more candidates but loses none. */
#define MOST_STATES 65000u

static uint32_t add_path(fl_prefilter *f, fl_str text)
{
    uint32_t state = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint16_t *slot =
            &f->next[state * f->width + f->classes[(unsigned char)text.ptr[i]]];
        if (!*slot && f->states >= MOST_STATES && state)
            return state;
        if (!*slot)
            *slot = (uint16_t)f->states++;
        state = *slot;
    }
    return state;
}

static void add_literals(fl_arena *arena, fl_prefilter *f, const entries *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const entry *e = &all->items[i];
        if (i == 0 || !fl_str_eq(e->text, all->items[i - 1].text)) {
            uint32_t state = add_path(f, e->text);
            *FL_PUSH(arena, &f->lists) =
                (fl_posting_list){ (uint32_t)f->postings.count, 0 };
            f->literal[state] = (uint16_t)f->lists.count;
        }
        *FL_PUSH(arena, &f->postings) = e->posting;
        f->lists.items[f->lists.count - 1].count++;
    }
}

static void link_failures(fl_arena *arena, fl_prefilter *f)
{
    uint32_t *fail = FL_NEW_ARRAY(arena, f->states, uint32_t);
    uint32_t *queue = FL_NEW_ARRAY(arena, f->states, uint32_t);
    size_t head = 0;
    size_t tail = 0;
    for (uint32_t c = 1; c < f->width; c++)
        if (f->next[c])
            queue[tail++] = f->next[c];
    while (head < tail) {
        uint32_t state = queue[head++];
        uint32_t back = fail[state];
        f->suffix[state] = f->literal[back] ? (uint16_t)back : f->suffix[back];
        for (uint32_t c = 1; c < f->width; c++) {
            uint16_t *slot = &f->next[state * f->width + c];
            uint16_t other = f->next[back * f->width + c];
            if (*slot) {
                fail[*slot] = other;
                queue[tail++] = *slot;
            } else {
                *slot = other;
            }
        }
    }
}

void fl_prefilter_build(fl_packs *packs)
{
    fl_arena *arena = packs->arena;
    fl_prefilter *f = FL_NEW(arena, fl_prefilter);
    entries all = { 0 };
    gather(packs, f, &all);
    size_t bytes = 1;
    number_classes(f, &all, &bytes);
    /* literals are sorted: shared prefixes are counted once */
    size_t states = 2;
    for (size_t i = 0; i < all.count; i++) {
        size_t shared = 0;
        if (i > 0)
            while (shared < all.items[i].text.len &&
                   shared < all.items[i - 1].text.len &&
                   all.items[i].text.ptr[shared] ==
                       all.items[i - 1].text.ptr[shared])
                shared++;
        states += all.items[i].text.len - shared;
    }
    f->next = FL_NEW_ARRAY(arena, states * f->width, uint16_t);
    f->literal = FL_NEW_ARRAY(arena, states, uint16_t);
    f->suffix = FL_NEW_ARRAY(arena, states, uint16_t);
    f->states = 1;
    add_literals(arena, f, &all);
    link_failures(arena, f);
    packs->prefilter = f;
}
