/*
 * Whose words each mention is: the author's, the requester's, a quoted
 * text's, furniture, or the author's in an earlier message.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

#include <string.h>

/* Words that a quotation must have to be somebody else's words. */
#define QUOTED_WORDS 6

/* The block says that another's words follow; a guard of one side is about
 * something of its own sentence only. */
static bool quotes(const fl_reading *r, uint32_t b)
{
    if (!(r->holds[b].as & 1u << FL_AS_GUARD))
        return false;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_GUARD && c->status == FL_QUOTED &&
            c->guard_side == 0)
            return true;
    }
    return false;
}

static fl_voice voice_of_block(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    if (bf->role == FL_PART_FURNITURE)
        return FL_VOICE_FURNITURE;
    if (bf->message > 0)
        return bf->voice;
    if (bf->role == FL_PART_REQUEST)
        return FL_VOICE_REQUESTER;
    if (bf->asks && bf->ask == FL_NONE)
        return FL_VOICE_REQUESTER; /* a question repeated */
    if (bf->lead_in == b - 1 && b > 0 && quotes(r, bf->lead_in))
        return FL_VOICE_OTHER; /* "… replied to you stating that:" */
    return FL_VOICE_AUTHOR;
}

/* Inside the wording of a question that stands in this block. */
static bool in_ask(const fl_reading *r, uint32_t b, uint32_t at)
{
    const fl_block *block = &r->doc->blocks.items[b];
    for (uint32_t q = r->facts->blocks[b].ask; q < r->facts->questions.count;
         q++) {
        const fl_question *question = &r->facts->questions.items[q];
        if (question->implicit || question->ask_start < block->start ||
            question->ask_start >= block->end)
            return false;
        if (at >= question->ask_start && at < question->ask_end)
            return true;
    }
    return false;
}

/* Walks the double-quoted spans of a block in step with its mentions. */
typedef struct {
    uint32_t open, close; /* the current span; open FL_NONE: none left */
    uint32_t at;          /* where the search goes on */
} quotation;

/* The next mark in T[at, end), or FL_NONE. */
static uint32_t next_mark(const fl_reading *r, uint32_t at, uint32_t end)
{
    const char *t = r->doc->text.ptr;
    const char *mark = at < end ? memchr(t + at, '"', end - at) : NULL;
    return mark ? (uint32_t)(mark - t) : FL_NONE;
}

static void next_quotation(const fl_reading *r, uint32_t end, quotation *q)
{
    q->open = next_mark(r, q->at, end);
    q->close = q->open == FL_NONE ? FL_NONE : next_mark(r, q->open + 1, end);
    q->at = q->close + 1;
    if (q->close == FL_NONE)
        *q = (quotation){ FL_NONE, FL_NONE, end };
}

/* Inside double quotes that hold more than a term. */
static bool in_quotation(const fl_reading *r, uint32_t end, quotation *q,
                         uint32_t at)
{
    while (q->open != FL_NONE && q->close < at)
        next_quotation(r, end, q);
    return q->open != FL_NONE && at > q->open &&
           fl_has_words(fl_str_slice(r->doc->text, q->open, q->close),
                        QUOTED_WORDS);
}

void fl_read_voices(fl_reading *r)
{
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_voice voice = voice_of_block(r, b);
        const fl_block *block = &r->doc->blocks.items[b];
        quotation quoted = { .at = block->start };
        next_quotation(r, block->end, &quoted);
        r->facts->blocks[b].voice = voice;
        for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++) {
            uint32_t at = r->found->mentions.items[i].start;
            fl_voice own = voice;
            if (own == FL_VOICE_AUTHOR && in_ask(r, b, at))
                own = FL_VOICE_REQUESTER;
            else if (own == FL_VOICE_AUTHOR &&
                     in_quotation(r, block->end, &quoted, at))
                own = FL_VOICE_OTHER;
            r->facts->voices[i] = own;
        }
    }
}
