/*
 * The order in which the facts of a letter are found. Each step reads what
 * the earlier ones wrote; none runs twice.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

#include "base/calendar.h"

_Static_assert(FL_CUE_COUNT <= 32, "fl_block_holds has a bit for each");

static void note_held(fl_reading *r, uint32_t mention)
{
    const fl_concept *c = fl_concept_of(r, mention);
    fl_block_holds *holds = &r->holds[r->found->mentions.items[mention].block];
    bool cue = c->as == FL_AS_CUE;
    holds->as |= 1u << c->as;
    if ((!cue && c->as != FL_AS_INSTRUMENT) || !fl_is_plain(r, mention))
        return;
    if (cue)
        holds->cues |= 1u << c->cue;
    if (!cue || c->cue == FL_CUE_REGIME)
        *FL_PUSH(r->arena, &r->lawful) = mention;
}

static void note_token(fl_reading *r, const fl_token *token)
{
    r->holds[token->block].questions |= token->type == FL_TOKEN_QUESTION;
}

static void index_blocks(fl_reading *r)
{
    const fl_mentions *found = r->found;
    size_t n = r->block_count;
    r->mention_at = FL_NEW_ARRAY(r->arena, n + 1, uint32_t);
    r->token_at = FL_NEW_ARRAY(r->arena, n + 1, uint32_t);
    r->holds = FL_NEW_ARRAY(r->arena, n + 1, fl_block_holds);
    for (uint32_t i = 0; i < found->mentions.count; i++)
        note_held(r, i);
    for (size_t i = 0; i < found->tokens.count; i++)
        note_token(r, &found->tokens.items[i]);
    size_t m = 0;
    size_t t = 0;
    for (size_t b = 0; b < n; b++) {
        while (m < found->mentions.count && found->mentions.items[m].block < b)
            m++;
        while (t < found->tokens.count && found->tokens.items[t].block < b)
            t++;
        r->mention_at[b] = (uint32_t)m;
        r->token_at[b] = (uint32_t)t;
    }
    r->mention_at[n] = (uint32_t)found->mentions.count;
    r->token_at[n] = (uint32_t)found->tokens.count;
}

static void init_blocks(fl_reading *r)
{
    r->facts->blocks =
        FL_NEW_ARRAY(r->arena, r->block_count + 1, fl_block_facts);
    for (size_t b = 0; b < r->block_count; b++)
        r->facts->blocks[b] = (fl_block_facts){
            .role = FL_PART_RESPONSE,
            .voice = FL_VOICE_AUTHOR,
            .heading = FL_NONE,
            .lead_in = FL_NONE,
            .answer = FL_NONE,
            .ask = FL_NONE,
            .repeats = FL_NONE,
        };
}

/* The date to judge by, and where it came from. */
static void settle_as_of(fl_reading *r)
{
    fl_facts *facts = r->facts;
    const fl_scan_options *options = r->options;
    fl_day day = FL_NO_DAY;
    facts->as_of = FL_NO_DAY;
    facts->as_of_from = "";
    if (options->as_of && fl_day_parse(fl_str_from(options->as_of), &day)) {
        facts->as_of = day;
        facts->as_of_from = "option";
    } else if (facts->response != FL_NO_DAY) {
        facts->as_of = facts->response;
        facts->as_of_from = "letter";
    } else if (options->sent &&
               fl_day_parse(fl_str_from(options->sent), &day)) {
        facts->as_of = day;
        facts->as_of_from = "sent";
    } else {
        /* the letter was written after the latest day it speaks of as past */
        for (size_t i = 0; i < facts->dates.count; i++) {
            const fl_date_fact *d = &facts->dates.items[i];
            if (d->day != FL_NO_DAY && d->day > facts->as_of)
                facts->as_of = d->day;
        }
        if (facts->as_of != FL_NO_DAY)
            facts->as_of_from = "bound";
    }
}

void fl_interpret(fl_arena *arena, const fl_packs *packs,
                  const fl_document *doc, const fl_mentions *mentions,
                  const fl_scan_options *options, fl_facts *facts)
{
    *facts = (fl_facts){ .packs = packs, .doc = doc, .mentions = mentions };
    facts->response = FL_NO_DAY;
    facts->received = FL_NO_DAY;
    facts->sign_off = FL_NONE;
    facts->voices = FL_NEW_ARRAY(arena, mentions->mentions.count + 1, fl_voice);
    fl_reading reading = { .arena = arena,
                           .packs = packs,
                           .doc = doc,
                           .found = mentions,
                           .options = options,
                           .facts = facts,
                           .body_words = fl_packs_words(packs, FL_STR("body")),
                           .question_words =
                               fl_packs_words(packs, FL_STR("question-word")),
                           .answer_words =
                               fl_packs_words(packs, FL_STR("answer-word")),
                           .block_count = doc->blocks.count };
    fl_reading *r = &reading;
    reading.known = FL_NEW_ARRAY(arena, FL_KNOWN_SECTIONS, fl_known_section);
    index_blocks(r);
    init_blocks(r);
    fl_read_words(r);
    fl_read_headings(r);
    fl_read_messages(r);
    fl_read_parts(r);
    fl_read_questions(r);
    fl_read_voices(r);
    fl_read_dates(r);
    settle_as_of(r);
    fl_read_instruments(r);
    fl_read_regime(r);
    fl_read_stances(r);
    fl_read_citations(r);
    fl_settle_general(r);
    fl_read_claims(r);
    fl_drop_unclaimed(r);
    fl_name_unborne(r);
    fl_settle_regimes(r);
    fl_read_elements(r);
    fl_derive_stances(r);
    fl_close_questions(r);
    fl_read_kinds(r);
    fl_read_doubles(r);
}
