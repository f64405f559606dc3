/*
 * Two indexes that spare rules a walk over all mentions: the mentions of each
 * concept and those whose slots a token fills, both in document order.
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

void fl_index_facts(fl_arena *arena, const fl_facts *facts,
                    fl_fact_index *index)
{
    const fl_mentions *mentions = facts->mentions;
    size_t count = mentions->mentions.count;
    index->by_concept = nones(arena, facts->packs->concepts.count);
    index->next_mention = nones(arena, count);
    index->by_token = nones(arena, mentions->tokens.count);
    for (size_t i = count; i > 0; i--) {
        uint32_t at = (uint32_t)i - 1;
        const fl_mention *m = &mentions->mentions.items[at];
        index->next_mention[at] = index->by_concept[m->concept];
        index->by_concept[m->concept] = at;
        for (size_t s = 0; s < 4; s++) {
            uint32_t token = m->slot_tokens[s];
            if (token >= mentions->tokens.count || m->cancelled)
                continue;
            fl_slot_link *link = FL_PUSH(arena, &index->links);
            link->mention = at;
            link->next = index->by_token[token];
            index->by_token[token] = (uint32_t)index->links.count - 1;
        }
    }
}
