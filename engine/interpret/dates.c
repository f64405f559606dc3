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
    if (facts->given[FL_GIVEN_RECEIVED] != FL_NO_DAY)
        facts->received = facts->given[FL_GIVEN_RECEIVED];
    if (facts->given[FL_GIVEN_SENT] != FL_NO_DAY)
        facts->response = facts->given[FL_GIVEN_SENT];
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
    facts->received =
        first_of(facts, fl_packs_atom(packs, FL_STR("received")), true);
    if (facts->received == FL_NO_DAY)
        facts->received =
            first_of(facts, fl_packs_atom(packs, FL_STR("requested")), true);
    take_given(r);
}
