/*
 * Overlaps are settled sentence by sentence, since no mention reaches beyond
 * its own: so the list is in order without ever being sorted as a whole.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/settle.h"

#include <stdlib.h>

/* Up to here an insertion sort is faster. */
#define FEW 24

typedef int order(const void *a, const void *b);

/* By concept, then place, longer first, then as written. */
static int by_concept(const void *a, const void *b)
{
    const fl_mention *x = a;
    const fl_mention *y = b;
    if (x->concept != y->concept)
        return x->concept < y->concept ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    if (x->variant != y->variant)
        return x->variant < y->variant ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

static int by_place(const void *a, const void *b)
{
    const fl_mention *x = a;
    const fl_mention *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->concept > y->concept) - (x->concept < y->concept);
}

static uint32_t length_of(const fl_mention *m)
{
    return m->end - m->start;
}

/* Longer first, then as written. */
static int by_length(const void *a, const void *b)
{
    const fl_mention *x = a;
    const fl_mention *y = b;
    if (length_of(x) != length_of(y))
        return length_of(x) > length_of(y) ? -1 : 1;
    if (x->variant != y->variant)
        return x->variant < y->variant ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

static void sort(fl_mention *m, size_t count, order *compare)
{
    if (count > FEW) {
        qsort(m, count, sizeof(*m), compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        if (compare(&m[i - 1], &m[i]) <= 0)
            continue;
        fl_mention one = m[i];
        size_t at = i;
        for (; at > 0 && compare(&m[at - 1], &one) > 0; at--)
            m[at] = m[at - 1];
        m[at] = one;
    }
}

/* Keeps the longest of m[0..count), which overlap in a chain, then the longest
 * that it leaves room for, and so on; gives their number. Since those taken
 * are longer, they hold an end of each mention that they overlap. */
static size_t settle_cluster(fl_arena *arena, fl_mention *m, size_t count)
{
    uint32_t base = m[0].start;
    uint32_t end = m[0].end;
    size_t kept = 0;
    for (size_t i = 1; i < count; i++)
        end = m[i].end > end ? m[i].end : end;
    uint8_t *covered = FL_NEW_ARRAY(arena, end - base, uint8_t);
    sort(m, count, by_length);
    for (size_t i = 0; i < count; i++) {
        if (covered[m[i].start - base] || covered[m[i].end - 1 - base])
            continue;
        memset(covered + (m[i].start - base), 1, length_of(&m[i]));
        m[kept++] = m[i];
    }
    return kept;
}

void fl_settle_sentence(fl_arena *arena, fl_mentions *out, size_t first)
{
    fl_mention *m = out->mentions.items;
    size_t count = out->mentions.count;
    size_t kept = first;
    if (count - first < 2)
        return;
    sort(m + first, count - first, by_concept);
    for (size_t i = first; i < count;) {
        size_t next = i + 1;
        uint32_t end = m[i].end;
        for (; next < count && m[next].concept == m[i].concept &&
               m[next].start < end;
             next++)
            end = m[next].end > end ? m[next].end : end;
        size_t stay =
            next - i == 1 ? 1 : settle_cluster(arena, m + i, next - i);
        if (kept != i)
            memmove(m + kept, m + i, stay * sizeof(*m));
        kept += stay;
        i = next;
    }
    out->mentions.count = kept;
    sort(m + first, kept - first, by_place);
}

/* ---- taking back ------------------------------------------------------------- */

static int by_reach(const void *a, const void *b)
{
    const fl_take_back *x = a;
    const fl_take_back *y = b;
    if (x->concept != y->concept)
        return x->concept < y->concept ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

/* Whether one of the items, which are in order, reaches the mention. */
static bool reaches(const fl_take_backs *items, bool whole_block,
                    const fl_mention *m)
{
    fl_take_back wanted = { m->concept, whole_block ? 0 : m->sentence };
    size_t low = 0;
    size_t high = items->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (by_reach(&items->items[mid], &wanted) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < items->count && items->items[low].concept == m->concept &&
           (whole_block || items->items[low].sentence == m->sentence);
}

void fl_apply_take_backs(const fl_packs *packs, fl_take_backs *items,
                         fl_mentions *out, size_t first)
{
    if (items->count == 0)
        return;
    qsort(items->items, items->count, sizeof(*items->items), by_reach);
    for (size_t i = first; i < out->mentions.count; i++) {
        fl_mention *m = &out->mentions.items[i];
        m->cancelled = reaches(
            items, packs->concepts.items[m->concept].unless_in_block, m);
    }
}
