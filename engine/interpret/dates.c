/*
 * Dates with a role: the letter's own, the request's or its receipt's.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "interpret/reading.h"

static uint32_t date_token(const fl_reading *r, const fl_mention *m)
{
    for (size_t s = 0; s < 4; s++) {
        uint32_t t = m->slot_tokens[s];
        if (m->slot_ids[s] && t != UINT32_MAX &&
            r->found->tokens.items[t].type == FL_TOKEN_DATE)
            return t;
    }
    return FL_NONE;
}

/* First date of `role` in the author's voice, else in an earlier message of
 * the author's side. */
static fl_day first_of(const fl_facts *facts, fl_atom role, bool earlier_too)
{
    for (int pass = 0; pass < (earlier_too ? 2 : 1); pass++)
        for (size_t i = 0; i < facts->dates.count; i++) {
            const fl_date_fact *d = &facts->dates.items[i];
            fl_voice wanted = pass ? FL_VOICE_EARLIER : FL_VOICE_AUTHOR;
            if (d->role == role && d->voice == wanted)
                return d->day;
        }
    return FL_NO_DAY;
}

/* What the user says of the case goes before what the letter says. */
static void take_given(fl_reading *r)
{
    const fl_scan_options *o = r->options;
    fl_facts *facts = r->facts;
    const char *const dates[FL_GIVEN_COUNT] = { o->received, o->sent,
                                                o->clarified, o->extended };
    for (size_t i = 0; i < FL_GIVEN_COUNT; i++) {
        facts->given[i] = FL_NO_DAY;
        if (dates[i])
            fl_day_parse(fl_str_from(dates[i]), &facts->given[i]);
    }
    if (o->authority)
        facts->authority = fl_packs_atom(r->packs, fl_str_from(o->authority));
    facts->profile = o->profile;
    facts->profile_count = o->profile_count;
    if (facts->given[FL_GIVEN_RECEIVED] != FL_NO_DAY)
        facts->received = facts->given[FL_GIVEN_RECEIVED];
    if (facts->given[FL_GIVEN_SENT] != FL_NO_DAY)
        facts->response = facts->given[FL_GIVEN_SENT];
}

/* So many blocks are a letter's end, where no signature is seen. */
#define LAST_BLOCKS 4

/* A date that stands alone in a block below the signature, or at the end,
 * dates the letter. */
static fl_day below_signature(const fl_reading *r)
{
    uint32_t end = 0; /* of the letter itself */
    while (end < r->block_count && r->facts->blocks[end].message == 0)
        end++;
    for (uint32_t b = 0; b < end; b++) {
        const fl_block *block = &r->doc->blocks.items[b];
        fl_part_role role = r->facts->blocks[b].role;
        if (role != FL_PART_SIGNATURE &&
            (role != FL_PART_RIGHTS || b + LAST_BLOCKS < end))
            continue;
        for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++) {
            const fl_token *token = &r->found->tokens.items[t];
            if (token->type == FL_TOKEN_DATE && token->start == block->start &&
                token->end + 1 >= block->end)
                return token->day;
        }
    }
    return FL_NO_DAY;
}

void fl_read_dates(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (uint32_t i = 0; i < r->found->mentions.count; i++) {
        const fl_mention *m = &r->found->mentions.items[i];
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as != FL_AS_DATE || !fl_is_plain(r, i) || !fl_place_fits(r, i))
            continue;
        uint32_t t = date_token(r, m);
        fl_voice voice = facts->voices[i];
        if (t == FL_NONE || voice == FL_VOICE_REQUESTER ||
            voice == FL_VOICE_OTHER)
            continue;
        const fl_token *token = &r->found->tokens.items[t];
        *FL_PUSH(r->arena, &facts->dates) = (fl_date_fact){
            .role = c->label,
            .day = token->day,
            .token = t,
            .start = token->start,
            .end = token->end,
            .sentence = m->sentence,
            .block = m->block,
            .inferred = token->inferred_year,
            .voice = voice,
        };
    }
    const fl_packs *packs = r->packs;
    facts->response =
        first_of(facts, fl_packs_atom(packs, FL_STR("response")), false);
    if (facts->response == FL_NO_DAY)
        facts->response = below_signature(r);
    facts->received =
        first_of(facts, fl_packs_atom(packs, FL_STR("received")), true);
    if (facts->received == FL_NO_DAY)
        facts->received =
            first_of(facts, fl_packs_atom(packs, FL_STR("requested")), true);
    take_given(r);
}
