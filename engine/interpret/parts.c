/*
 * Parts: runs of blocks with one role. A part cue opens its part; a request
 * ends where the author answers.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* The cue that opens a part here. A request cue in running text opens its
 * part only behind it: the sentence itself is the author's. */
static uint32_t opening_cue(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    uint32_t best = FL_NONE;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as != FL_AS_CUE || c->cue != FL_CUE_PART || !fl_is_plain(r, i))
            continue;
        /* in a long block only the first sentence speaks for the block */
        const fl_sentence *s =
            fl_sentence_of(r, r->found->mentions.items[i].sentence);
        if (c->part != FL_PART_REQUEST && s->start != block->start)
            continue;
        /* an item of a list is no heading of the letter's */
        if (r->packs->phrases.items[r->found->mentions.items[i].phrase]
                .heading &&
            block->kind == FL_BLOCK_ITEM)
            continue;
        best = i;
        break;
    }
    return best;
}

/* Where a quoted request ends: at a block that asks nothing, once something
 * was asked, or at a stance that only the author can take. A block led in by
 * an ask ("for these years:") still belongs to it. */
static bool request_ends(const fl_reading *r, uint32_t b, uint32_t asked)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const fl_block_facts *bf = &r->facts->blocks[b];
    fl_str text = fl_block_text(r, b);
    if (block->label.len > 0 || text.len == 0 ||
        fl_block_cue(r, b, FL_CUE_ASK) != FL_NONE ||
        memchr(text.ptr, '?', text.len))
        return false;
    bool led = bf->lead_in != FL_NONE &&
               r->facts->blocks[bf->lead_in].role == FL_PART_REQUEST &&
               bf->lead_in != b && asked > 0;
    if (asked > 0 && !led && block->kind != FL_BLOCK_RULE)
        return true;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++)
        if (fl_concept_of(r, i)->as == FL_AS_STANCE && fl_is_plain(r, i))
            return true;
    return false;
}

/* A request quoted in the running sentence ("…: 1. How many") stays the
 * author's block; only what follows a lead-in or heading is the request. */
static bool opens_behind(const fl_reading *r, uint32_t b)
{
    if (r->facts->blocks[b].is_heading)
        return true;
    fl_str text = fl_block_text(r, b);
    return text.len > 0 &&
           (text.ptr[text.len - 1] == ':' || text.ptr[text.len - 1] == '-');
}

static fl_part_role next_role(const fl_reading *r, uint32_t b,
                              fl_part_role role, uint32_t asked, bool *behind)
{
    uint32_t cue = opening_cue(r, b);
    if (cue != FL_NONE) {
        fl_part_role opened = fl_concept_of(r, cue)->part;
        /* what is asked about reviews or harm opens no part of the letter */
        if (role == FL_PART_REQUEST && opened != FL_PART_RESPONSE &&
            opened != FL_PART_SIGNATURE &&
            (r->doc->blocks.items[b].label.len > 0 ||
             fl_block_cue(r, b, FL_CUE_ASK) != FL_NONE))
            return role;
        if (opened != FL_PART_REQUEST)
            return opened;
        bool next_asks = b + 1 < r->block_count &&
                         (fl_block_cue(r, b + 1, FL_CUE_ASK) != FL_NONE ||
                          r->doc->blocks.items[b + 1].label.len > 0);
        if (opens_behind(r, b) || next_asks) {
            *behind = true;
            return role == FL_PART_LETTERHEAD ? FL_PART_RESPONSE : role;
        }
        return role == FL_PART_LETTERHEAD ? FL_PART_RESPONSE : role;
    }
    if (fl_block_cue(r, b, FL_CUE_SALUTATION) != FL_NONE)
        return FL_PART_RESPONSE;
    if (role == FL_PART_REQUEST && request_ends(r, b, asked))
        return FL_PART_RESPONSE;
    bool heading = r->facts->blocks[b].is_heading;
    if (heading && (role == FL_PART_RIGHTS))
        return FL_PART_RESPONSE;
    return role;
}

/* A letter without salutation: the first long block ends the letterhead. */
static bool long_block(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    return block->kind == FL_BLOCK_PARAGRAPH &&
           fl_count_words(fl_block_text(r, b)) >= 14;
}

static bool has_salutation(const fl_reading *r)
{
    for (uint32_t b = 0; b < r->block_count; b++)
        if (r->facts->blocks[b].message == 0 &&
            fl_block_cue(r, b, FL_CUE_SALUTATION) != FL_NONE)
            return true;
    return false;
}

static void list_parts(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &facts->blocks[b];
        bool same = facts->parts.count > 0 &&
                    facts->parts.items[facts->parts.count - 1].role == bf->role;
        if (!same)
            *FL_PUSH(r->arena, &facts->parts) = (fl_part){ bf->role, b, b };
        facts->parts.items[facts->parts.count - 1].last = b;
        bf->part = (uint32_t)(facts->parts.count - 1);
    }
}

void fl_read_parts(fl_reading *r)
{
    fl_part_role role = FL_PART_LETTERHEAD;
    bool greeted = !has_salutation(r);
    uint32_t asked = 0; /* labelled blocks of the request so far */
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        const fl_block *block = &r->doc->blocks.items[b];
        bool behind = false;
        if (block->kind == FL_BLOCK_FURNITURE || block->hidden) {
            bf->role = FL_PART_FURNITURE;
            continue;
        }
        if (bf->message > 0) {
            bf->role = bf->voice == FL_VOICE_REQUESTER ? FL_PART_REQUEST
                                                       : FL_PART_LETTERHEAD;
            continue;
        }
        if (block->kind == FL_BLOCK_MAIL && role == FL_PART_LETTERHEAD) {
            bf->role = role; /* its subject opens no part */
            continue;
        }
        greeted |= fl_block_cue(r, b, FL_CUE_SALUTATION) != FL_NONE;
        fl_part_role next = next_role(r, b, role, asked, &behind);
        if (role == FL_PART_LETTERHEAD && next == role && greeted &&
            long_block(r, b))
            next = FL_PART_RESPONSE;
        bf->role = next;
        role = behind ? FL_PART_REQUEST : next;
        if (next != FL_PART_REQUEST)
            asked = 0;
        else
            asked += block->label.len > 0;
        if (next == FL_PART_SIGNATURE && r->facts->sign_off == FL_NONE)
            r->facts->sign_off = b;
    }
    list_parts(r);
}
