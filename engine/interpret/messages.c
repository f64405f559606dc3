/*
 * A chain of mail is split into messages at header runs and at a salutation
 * below a separating line; each later message gets a side. Message 0 is the
 * answer itself.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

typedef struct {
    uint32_t first;      /* block */
    uint32_t salutation; /* block or FL_NONE */
} message;

typedef FL_VEC(message) messages;

/* Lines of so many words say something. */
#define SAYS 7

/* True when nothing is said before `b`: furniture, rules, mail lines, names. */
static bool at_top(const fl_reading *r, uint32_t b)
{
    for (uint32_t i = 0; i < b; i++) {
        fl_block_kind kind = r->doc->blocks.items[i].kind;
        if (kind != FL_BLOCK_FURNITURE && kind != FL_BLOCK_RULE &&
            kind != FL_BLOCK_MAIL &&
            (fl_block_cue(r, i, FL_CUE_SALUTATION) != FL_NONE ||
             fl_has_words(fl_block_text(r, i), SAYS)))
            return false;
    }
    return true;
}

/* A run of at least two header lines starts a message. */
static bool header_run(const fl_reading *r, uint32_t b)
{
    const fl_block *blocks = r->doc->blocks.items;
    if (blocks[b].kind != FL_BLOCK_MAIL)
        return false;
    if (b > 0 && blocks[b - 1].kind == FL_BLOCK_MAIL)
        return false;
    return b + 1 < r->block_count && blocks[b + 1].kind == FL_BLOCK_MAIL;
}

static void split(fl_reading *r, messages *out)
{
    *FL_PUSH(r->arena, out) = (message){ 0, FL_NONE };
    bool signed_off = false;
    bool ruled = false;
    for (uint32_t b = 0; b < r->block_count; b++) {
        message *current = &out->items[out->count - 1];
        const fl_block *block = &r->doc->blocks.items[b];
        bool salutation = fl_block_cue(r, b, FL_CUE_SALUTATION) != FL_NONE;
        bool starts = header_run(r, b) && !at_top(r, b);
        starts |=
            fl_block_cue(r, b, FL_CUE_MESSAGE) != FL_NONE && !at_top(r, b);
        starts |=
            salutation && ruled && signed_off && current->salutation != FL_NONE;
        if (starts) {
            *FL_PUSH(r->arena, out) = (message){ b, FL_NONE };
            current = &out->items[out->count - 1];
            signed_off = false;
        }
        ruled = block->kind == FL_BLOCK_RULE ? true : ruled && !starts;
        if (salutation && current->salutation == FL_NONE)
            current->salutation = b;
        uint32_t part = fl_block_cue(r, b, FL_CUE_PART);
        if (part != FL_NONE &&
            fl_concept_of(r, part)->part == FL_PART_SIGNATURE)
            signed_off = true;
        r->facts->blocks[b].message = (uint32_t)(out->count - 1);
    }
}

/* A later message is the author's own when it greets as the answer does, or
 * speaks as the author's letters do (a document-kind cue). */
static fl_voice side_of(const fl_reading *r, const messages *all, size_t i)
{
    const message *first = &all->items[0];
    const message *m = &all->items[i];
    if (m->salutation != FL_NONE && first->salutation != FL_NONE)
        return fl_str_eq(fl_block_folded(r, m->salutation),
                         fl_block_folded(r, first->salutation))
                   ? FL_VOICE_EARLIER
                   : FL_VOICE_REQUESTER;
    uint32_t end =
        i + 1 < all->count ? all->items[i + 1].first : (uint32_t)r->block_count;
    for (uint32_t b = m->first; b < end; b++)
        if (fl_block_cue(r, b, FL_CUE_KIND) != FL_NONE)
            return FL_VOICE_EARLIER;
    return FL_VOICE_REQUESTER;
}

/* Quoted lines in the answer itself are what it answers to. */
static void settle_quoted(fl_reading *r)
{
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *facts = &r->facts->blocks[b];
        if (!r->doc->blocks.items[b].quoted || facts->message > 0)
            continue;
        bool own = fl_block_cue(r, b, FL_CUE_KIND) != FL_NONE;
        facts->voice = own ? FL_VOICE_EARLIER : FL_VOICE_REQUESTER;
    }
}

void fl_read_messages(fl_reading *r)
{
    messages all = { 0 };
    split(r, &all);
    for (size_t i = 1; i < all.count; i++) {
        fl_voice voice = side_of(r, &all, i);
        for (uint32_t b = all.items[i].first; b < r->block_count; b++)
            if (r->facts->blocks[b].message == i)
                r->facts->blocks[b].voice = voice;
            else
                break;
    }
    settle_quoted(r);
}
