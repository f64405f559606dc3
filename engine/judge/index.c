/*
 * Indexes that spare rules a walk over all facts of a kind: those of each
 * label, and the mentions whose slots a token fills, all in document order.
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
    index.first = nones(arena, index.labels);
    index.next = nones(arena, count);
    for (size_t i = count; i > 0; i--) {
        index.next[i - 1] = index.first[labels[i - 1]];
        index.first[labels[i - 1]] = (uint32_t)i - 1;
    }
    return index;
}

static void index_slots(fl_arena *arena, const fl_mentions *mentions,
                        fl_fact_index *index)
{
    index->by_token = nones(arena, mentions->tokens.count);
    for (size_t i = mentions->mentions.count; i > 0; i--) {
        const fl_mention *m = &mentions->mentions.items[i - 1];
        for (size_t s = 0; s < 4; s++) {
            uint32_t token = m->slot_tokens[s];
            if (token >= mentions->tokens.count || m->cancelled)
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
