/*
 * Small questions that every file of this folder asks of the mentions, and
 * the relations that judging asks of the facts.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

bool fl_is_said(const fl_reading *r, uint32_t mention)
{
    return fl_is_plain(r, mention) &&
           r->facts->voices[mention] == FL_VOICE_AUTHOR;
}

bool fl_place_fits(const fl_reading *r, uint32_t mention)
{
    const fl_concept *c = fl_concept_of(r, mention);
    const fl_mention *m = &r->found->mentions.items[mention];
    uint32_t role = 1u << r->facts->blocks[m->block].role;
    return c->parts == 0 || (c->parts & role);
}

/* A date in the header of an earlier message dates that message, not this
 * letter. */
static bool dates_its_message(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    if (r->doc->blocks.items[m->block].kind != FL_BLOCK_MAIL)
        return false;
    for (size_t i = 0; i < 4; i++) {
        uint32_t t = m->slot_tokens[i];
        if (m->slot_ids[i] && t != UINT32_MAX &&
            r->found->tokens.items[t].type == FL_TOKEN_DATE)
            return true;
    }
    return false;
}

fl_atom fl_first_regime(const fl_packs *packs)
{
    for (size_t i = 0; i < packs->packs.count; i++)
        if (packs->packs.items[i].regime)
            return packs->packs.items[i].regime;
    return 0;
}

/* What a law's own pack knows of how its letters speak is read only in letters
 * that show that law, or show none and count as under it. */
static bool law_fits(const fl_reading *r, const fl_concept *c)
{
    fl_atom regime = r->packs->packs.items[c->pack].regime;
    for (size_t i = 0; i < r->named.count; i++)
        if (r->named.items[i].value == regime)
            return true;
    return !regime ||
           (r->named.count == 0 && regime == fl_first_regime(r->packs));
}

bool fl_counts(const fl_reading *r, uint32_t mention)
{
    const fl_concept *c = fl_concept_of(r, mention);
    if (!fl_is_plain(r, mention) || !fl_place_fits(r, mention) ||
        !law_fits(r, c))
        return false;
    fl_voice voice = r->facts->voices[mention];
    return voice == FL_VOICE_AUTHOR || (voice == FL_VOICE_EARLIER && c->parts &&
                                        !dates_its_message(r, mention));
}

/* First index in [low, high) whose item starts at or after `start`. */
#define FIRST_FROM(items, low, high, at)              \
    while ((low) < (high)) {                          \
        uint32_t mid_ = (low) + ((high) - (low)) / 2; \
        if ((items)[mid_].start < (at))               \
            (low) = mid_ + 1;                         \
        else                                          \
            (high) = mid_;                            \
    }

uint32_t fl_mention_from(const fl_reading *r, uint32_t block, uint32_t start)
{
    uint32_t low = r->mention_at[block];
    uint32_t high = r->mention_at[block + 1];
    FIRST_FROM(r->found->mentions.items, low, high, start)
    return low;
}

uint32_t fl_citation_from(const fl_facts *facts, uint32_t start)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)facts->citations.count;
    FIRST_FROM(facts->citations.items, low, high, start)
    return low;
}

uint32_t fl_token_from(const fl_reading *r, uint32_t block, uint32_t start)
{
    uint32_t low = r->token_at[block];
    uint32_t high = r->token_at[block + 1];
    FIRST_FROM(r->found->tokens.items, low, high, start)
    return low;
}

uint32_t fl_find_cue(const fl_reading *r, uint32_t block, uint32_t start,
                     uint32_t end, fl_cue cue)
{
    if (!(r->holds[block].cues & 1u << cue))
        return FL_NONE;
    for (uint32_t i = fl_mention_from(r, block, start);
         i < r->mention_at[block + 1]; i++) {
        const fl_mention *m = &r->found->mentions.items[i];
        if (m->start >= end)
            break;
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_CUE && c->cue == cue && fl_is_plain(r, i))
            return i;
    }
    return FL_NONE;
}

uint32_t fl_block_cue(const fl_reading *r, uint32_t block, fl_cue cue)
{
    const fl_block *b = &r->doc->blocks.items[block];
    return fl_find_cue(r, block, b->start, b->end, cue);
}

static uint64_t hash_of(fl_str id)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < id.len; i++)
        hash = (hash ^ (unsigned char)id.ptr[i]) * 1099511628211u;
    return hash;
}

uint32_t fl_find_question(const fl_reading *r, fl_str id)
{
    if (!r->question_slots)
        return FL_NONE;
    for (size_t at = hash_of(id) & r->question_mask; r->question_slots[at];
         at = (at + 1) & r->question_mask) {
        uint32_t q = r->question_slots[at] - 1;
        if (fl_str_eq(r->facts->questions.items[q].id, id))
            return q;
    }
    return FL_NONE;
}

static void put_question(fl_reading *r, uint32_t question)
{
    size_t at =
        hash_of(r->facts->questions.items[question].id) & r->question_mask;
    while (r->question_slots[at])
        at = (at + 1) & r->question_mask;
    r->question_slots[at] = question + 1;
}

void fl_enter_question(fl_reading *r, uint32_t question)
{
    size_t size = r->question_slots ? r->question_mask + 1 : 0;
    if ((question + 1) * 2 >= size) {
        size = size ? size * 2 : 64;
        r->question_slots = FL_NEW_ARRAY(r->arena, size, uint32_t);
        r->question_mask = size - 1;
        for (uint32_t q = 0; q < question; q++)
            put_question(r, q);
    }
    put_question(r, question);
}

void fl_enter_questions(fl_reading *r)
{
    r->question_slots = NULL;
    r->question_mask = 0;
    for (uint32_t q = 0; q < r->facts->questions.count; q++)
        fl_enter_question(r, q);
}

const char *fl_citation_role_name(fl_citation_role role)
{
    static const char *const names[] = {
        [FL_CITE_CLAIM] = "claim",
        [FL_CITE_FOREIGN] = "foreign",
        [FL_CITE_RIGHTS] = "rights",
        [FL_CITE_DENIED] = "denied",
        [FL_CITE_QUOTED] = "quoted",
        [FL_CITE_ELABORATING] = "elaborating",
        [FL_CITE_EXPLAINED] = "explained",
        [FL_CITE_REASONING] = "reasoning",
        [FL_CITE_DUTY] = "duty",
    };
    return names[role];
}

static bool related(const fl_facts *facts, uint32_t a, uint32_t b)
{
    if (a == b)
        return true;
    const fl_question *qa = &facts->questions.items[a];
    const fl_question *qb = &facts->questions.items[b];
    return qa->parent == b || qb->parent == a;
}

bool fl_same_question(const fl_facts *facts, const uint32_t *a, size_t a_count,
                      const uint32_t *b, size_t b_count)
{
    for (size_t i = 0; i < a_count; i++)
        for (size_t j = 0; j < b_count; j++)
            if (related(facts, a[i], b[j]))
                return true;
    return false;
}

uint32_t fl_answer_of_block(const fl_facts *facts, uint32_t block)
{
    return facts->blocks[block].answer;
}

fl_block_range fl_section_of_block(const fl_facts *facts, uint32_t block)
{
    uint32_t heading =
        facts->blocks[block].is_heading ? block : facts->blocks[block].heading;
    if (heading == FL_NONE) {
        /* text above the first heading is a section of its own */
        uint32_t last = block;
        while (last + 1 < facts->doc->blocks.count &&
               facts->blocks[last + 1].heading == FL_NONE &&
               !facts->blocks[last + 1].is_heading)
            last++;
        uint32_t first = block;
        while (first > 0 && facts->blocks[first - 1].heading == FL_NONE &&
               !facts->blocks[first - 1].is_heading)
            first--;
        return (fl_block_range){ first, last };
    }
    uint32_t end = facts->blocks[heading].section_end;
    return (fl_block_range){ heading, end > heading ? end - 1 : heading };
}
