/*
 * One pass: the guards of each sentence are gathered, then its mentions are
 * held against them.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/guards.h"

typedef FL_VEC(uint32_t) index_list;

static bool listens_to(const fl_concept *c, uint32_t guard)
{
    for (size_t i = 0; i < c->guards.count; i++)
        if (c->guards.items[i] == guard)
            return true;
    return false;
}

static int words_between(const fl_document *doc, uint32_t from, uint32_t to)
{
    int words = 0;
    for (uint32_t i = from; i < to; i++)
        words += doc->text.ptr[i] != ' ' &&
                 (i == from || doc->text.ptr[i - 1] == ' ');
    return words;
}

/* Distance in bytes from guard to mention; UINT32_MAX: it doesn't reach. */
static uint32_t reach(const fl_document *doc, const fl_concept *guard,
                      const fl_mention *g, const fl_mention *m)
{
    if (g->start >= m->start && g->end <= m->end)
        return UINT32_MAX; /* the mention's own words */
    bool before = g->start < m->start;
    if ((guard->guard_side < 0 && !before) || (guard->guard_side > 0 && before))
        return UINT32_MAX;
    uint32_t from = before ? g->end : m->end;
    uint32_t to = before ? m->start : g->start;
    if (to <= from)
        return 0;
    if (guard->guard_words > 0 &&
        words_between(doc, from, to) > guard->guard_words)
        return UINT32_MAX;
    return to - from;
}

static void guard_mention(const fl_packs *packs, const fl_document *doc,
                          fl_mentions *out, const index_list *guards,
                          fl_mention *m)
{
    const fl_concept *c = &packs->concepts.items[m->concept];
    uint32_t nearest = UINT32_MAX;
    for (size_t i = 0; i < guards->count; i++) {
        const fl_mention *g = &out->mentions.items[guards->items[i]];
        if (!listens_to(c, g->concept))
            continue;
        const fl_concept *guard = &packs->concepts.items[g->concept];
        uint32_t gap = reach(doc, guard, g, m);
        if (gap >= nearest)
            continue;
        nearest = gap;
        m->status = guard->status;
        m->guard = g->concept;
    }
}

void fl_apply_guards(fl_arena *arena, const fl_packs *packs,
                     const fl_document *doc, fl_mentions *out, size_t first)
{
    index_list guards = { 0 };
    for (size_t i = first; i < out->mentions.count;) {
        uint32_t sentence = out->mentions.items[i].sentence;
        size_t end = i;
        guards.count = 0;
        for (; end < out->mentions.count &&
               out->mentions.items[end].sentence == sentence;
             end++) {
            const fl_mention *m = &out->mentions.items[end];
            if (packs->concepts.items[m->concept].as == FL_AS_GUARD &&
                !m->cancelled)
                *FL_PUSH(arena, &guards) = (uint32_t)end;
        }
        for (; guards.count && i < end; i++)
            guard_mention(packs, doc, out, &guards, &out->mentions.items[i]);
        i = end;
    }
}
