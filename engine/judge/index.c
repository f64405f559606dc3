/*
 * Indexes that spare rules a walk over all facts of a kind: those of each
 * label, and the mentions whose slots a token fills, all in document order;
 * and the walk over the facts of some labels.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

static uint32_t *nones(fl_arena *arena, size_t count)
{
    uint32_t *items = FL_NEW_ARRAY(arena, count ? count : 1, uint32_t);
    for (size_t i = 0; i < count; i++)
        items[i] = FL_NONE;
    return items;
}

/* `labels`: of each of `count` facts. */
static fl_label_index index_labels(fl_arena *arena, const uint32_t *labels,
                                   size_t count)
{
    fl_label_index index = { .labels = 0 };
    for (size_t i = 0; i < count; i++)
        if (labels[i] >= index.labels)
            index.labels = labels[i] + 1;
    index.starts = FL_NEW_ARRAY(arena, index.labels + 2, uint32_t);
    index.facts = FL_NEW_ARRAY(arena, count + 1, uint32_t);
    /* first each start stands one place too far, and moves as it is filled */
    for (size_t i = 0; i < count; i++)
        index.starts[labels[i] + 2]++;
    for (uint32_t l = 2; l < index.labels + 2; l++)
        index.starts[l] += index.starts[l - 1];
    for (uint32_t i = 0; i < count; i++)
        index.facts[index.starts[labels[i] + 1]++] = i;
    return index;
}

static void index_slots(fl_arena *arena, const fl_mentions *mentions,
                        fl_fact_index *index)
{
    index->by_token = nones(arena, mentions->tokens.count);
    for (size_t i = mentions->mentions.count; i > 0; i--) {
        const fl_mention *m = &mentions->mentions.items[i - 1];
        const uint32_t *slots = m->slot_tokens;
        if ((slots[0] & slots[1] & slots[2] & slots[3]) == FL_NONE ||
            m->cancelled)
            continue; /* most have none */
        for (size_t s = 0; s < 4; s++) {
            uint32_t token = slots[s];
            if (token >= mentions->tokens.count)
                continue;
            fl_slot_link *link = FL_PUSH(arena, &index->links);
            link->mention = (uint32_t)i - 1;
            link->next = index->by_token[token];
            index->by_token[token] = (uint32_t)index->links.count - 1;
        }
    }
}

void fl_index_facts(fl_arena *arena, const fl_facts *facts,
                    fl_fact_index *index)
{
    const fl_mentions *mentions = facts->mentions;
    size_t most = mentions->mentions.count + facts->elements.count +
                  facts->stances.count + 1;
    uint32_t *labels = FL_NEW_ARRAY(arena, most, uint32_t);
    for (size_t i = 0; i < mentions->mentions.count; i++)
        labels[i] = mentions->mentions.items[i].concept;
    index->mentions = index_labels(arena, labels, mentions->mentions.count);
    for (size_t i = 0; i < facts->elements.count; i++)
        labels[i] = facts->elements.items[i].element;
    index->elements = index_labels(arena, labels, facts->elements.count);
    for (size_t i = 0; i < facts->stances.count; i++)
        labels[i] = facts->stances.items[i].stance;
    index->stances = index_labels(arena, labels, facts->stances.count);
    index_slots(arena, mentions, index);
}

/* ---- walking ----------------------------------------------------------------------- */

static const fl_label_index *index_of(const fl_fact_index *index, fl_kind kind)
{
    if (kind == FL_KIND_MENTION)
        return &index->mentions;
    if (kind == FL_KIND_ELEMENT)
        return &index->elements;
    return kind == FL_KIND_STANCE ? &index->stances : NULL;
}

void fl_walk_start(fl_walk *walk, const fl_facts *facts,
                   const fl_fact_index *index, fl_kind kind,
                   const uint32_t *labels, size_t count)
{
    const fl_label_index *of_kind = index_of(index, kind);
    walk->index = NULL;
    walk->count = 0;
    walk->next = 0;
    walk->end = fl_fact_count(facts, kind);
    if (!of_kind || count == 0 || count > FL_WALK_LABELS)
        return;
    walk->index = of_kind;
    for (size_t i = 0; i < count; i++) {
        if (labels[i] >= of_kind->labels)
            continue;
        uint32_t at = of_kind->starts[labels[i]];
        uint32_t end = of_kind->starts[labels[i] + 1];
        if (at == end)
            continue;
        walk->cursors[walk->count].at = at;
        walk->cursors[walk->count++].end = end;
    }
}

bool fl_walk_is_over(const fl_walk *walk)
{
    return walk->index ? walk->count == 0 : walk->next >= walk->end;
}

/* The first place in [low, high) of facts that are `least` or later. */
static uint32_t place_of(const uint32_t *facts, uint32_t low, uint32_t high,
                         uint32_t least)
{
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (facts[mid] < least)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void fl_walk_limit(fl_walk *walk, uint32_t first, uint32_t end)
{
    walk->next = first;
    walk->end = end;
    for (size_t i = 0; first > 0 && i < walk->count; i++)
        walk->cursors[i].at = place_of(walk->index->facts, walk->cursors[i].at,
                                       walk->cursors[i].end, first);
}

/* The fact that a cursor stands at; FL_NONE behind the last one. */
static uint32_t fact_at(const fl_walk *walk, size_t cursor)
{
    uint32_t at = walk->cursors[cursor].at;
    return at < walk->cursors[cursor].end ? walk->index->facts[at] : FL_NONE;
}

uint32_t fl_walk_next(fl_walk *walk)
{
    uint32_t next = FL_NONE;
    if (!walk->index)
        return walk->next < walk->end ? walk->next++ : FL_NONE;
    if (walk->count == 1) { /* as most have */
        next = fact_at(walk, 0);
        if (next >= walk->end)
            return FL_NONE;
        walk->cursors[0].at++;
        return next;
    }
    for (size_t i = 0; i < walk->count; i++) {
        uint32_t fact = fact_at(walk, i);
        next = fact < next ? fact : next;
    }
    if (next >= walk->end)
        return FL_NONE;
    for (size_t i = 0; i < walk->count; i++)
        walk->cursors[i].at += fact_at(walk, i) == next;
    return next;
}
