/*
 * Parts: runs of blocks with one role. A part cue opens its part; a request
 * ends where the author answers.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

static bool ends_in_colon(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    return text.len > 0 && text.ptr[text.len - 1] == ':';
}

/* The mention is all that its block says. */
static bool is_whole(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_block *block = &r->doc->blocks.items[m->block];
    return m->start == block->start && m->end == block->end;
}

/* A stance is taken in the block. */
static bool takes_stance(const fl_reading *r, uint32_t b)
{
    if (!(r->holds[b].as & 1u << FL_AS_STANCE))
        return false;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++)
        if (fl_concept_of(r, i)->as == FL_AS_STANCE && fl_is_plain(r, i))
            return true;
    return false;
}

/* The mention stands in the last sentence of a block that a colon ends, and
 * that sentence isn't the first; the block takes no stance. */
static bool leads_in(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_block *block = &r->doc->blocks.items[m->block];
    const fl_sentence *s = fl_sentence_of(r, m->sentence);
    return ends_in_colon(r, m->block) && s->start > block->start &&
           s->end == block->end && !takes_stance(r, m->block);
}

/* The cue that opens a part here. A request cue in running text opens its
 * part only behind it: the sentence itself is the author's. */
static uint32_t opening_cue(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    uint32_t best = FL_NONE;
    if (!(r->holds[b].cues & 1u << FL_CUE_PART))
        return best;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as != FL_AS_CUE || c->cue != FL_CUE_PART || !fl_is_plain(r, i))
            continue;
        /* in a long block only the first sentence speaks for the block */
        const fl_sentence *s =
            fl_sentence_of(r, r->found->mentions.items[i].sentence);
        if (c->part != FL_PART_REQUEST && s->start != block->start)
            continue;
        /* an item of a list is no heading of the letter's, and what it says
         * of asking introduces nothing unless a colon ends it; but "2. Our
         * response" is one */
        bool heading =
            r->packs->phrases.items[r->found->mentions.items[i].phrase].heading;
        if (block->kind == FL_BLOCK_ITEM && !is_whole(r, i) &&
            (heading || (c->part == FL_PART_REQUEST && !ends_in_colon(r, b))))
            continue;
        /* "Thank you for your request. You asked:" leads in the request */
        if (best != FL_NONE && !(c->part == FL_PART_REQUEST && leads_in(r, i)))
            continue;
        best = i;
        if (fl_concept_of(r, i)->part != FL_PART_RESPONSE)
            break;
    }
    return best;
}

/* The block begins as an ask does, or demands something further on. "We hold
 * both. A copy of the first is enclosed." does neither. */
static bool still_asks(const fl_reading *r, uint32_t b)
{
    uint32_t cue = fl_block_cue(r, b, FL_CUE_ASK);
    return (cue != FL_NONE && r->found->mentions.items[cue].sentence ==
                                  r->found->sentence_of_block.items[b]) ||
           fl_block_cue(r, b, FL_CUE_DEMAND) != FL_NONE;
}

static bool has_digit(fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (fl_is_digit(s.ptr[i]))
            return true;
    return false;
}

/* A list of bullets goes over to numbers at the margin: the request's list is
 * followed by the answer's. */
static bool list_changes(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const fl_block *before = block - 1;
    return b > 0 && r->facts->blocks[b - 1].role == FL_PART_REQUEST &&
           before->label.len > 0 && !has_digit(before->label) &&
           has_digit(block->label) && block->indent <= before->indent &&
           memchr(before->label.ptr, ')', before->label.len) == NULL;
}

/* Words that a quotation must have to be somebody's request. */
#define QUOTED_WORDS 6

/* The block is one quotation from its first character to its last. */
static bool is_quotation(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    return text.len > 2 && text.ptr[0] == '"' &&
           memchr(text.ptr + 1, '"', text.len - 1) == text.ptr + text.len - 1 &&
           fl_has_words(text, QUOTED_WORDS);
}

/* The first quotation of a letter, right below words that speak of the request
 * ("Your request of 3 May", "I write about …, which was for:"), quotes it. */
static bool quotes_request(const fl_reading *r, uint32_t b)
{
    return b > 0 && r->facts->blocks[b - 1].message == 0 &&
           fl_block_cue(r, b - 1, FL_CUE_KIND) != FL_NONE &&
           !takes_stance(r, b - 1) && is_quotation(r, b);
}

/* The block above ends a quotation and this one begins none. */
static bool quotation_closed(const fl_reading *r, uint32_t b)
{
    fl_str above = fl_block_text(r, b - 1);
    fl_str text = fl_block_text(r, b);
    return above.len > 1 && above.ptr[above.len - 1] == '"' &&
           text.ptr[0] != '"';
}

/* Where a quoted request ends: at a block that asks nothing, once something
 * was asked, or at a stance that only the author can take. A block led in by
 * an ask ("for these years:") still belongs to it. */
static bool request_ends(const fl_reading *r, uint32_t b, uint32_t asked)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const fl_block_facts *bf = &r->facts->blocks[b];
    fl_str text = fl_block_text(r, b);
    if (text.len == 0 || still_asks(r, b) || memchr(text.ptr, '?', text.len))
        return false;
    if (block->label.len > 0)
        return list_changes(r, b) || fl_begins_as_author(r, b);
    bool led = bf->lead_in != FL_NONE &&
               r->facts->blocks[bf->lead_in].role == FL_PART_REQUEST &&
               bf->lead_in != b && asked > 0;
    if (asked > 0 && !led && block->kind != FL_BLOCK_RULE)
        return true;
    if (b > 0 && r->facts->blocks[b - 1].role == FL_PART_REQUEST &&
        (quotation_closed(r, b) || fl_begins_as_author(r, b)))
        return true;
    /* only the author says what kind of letter this is, in the request or
     * right below its heading */
    if (b > 0 &&
        (r->facts->blocks[b - 1].role == FL_PART_REQUEST ||
         r->facts->blocks[b - 1].is_heading) &&
        fl_block_cue(r, b, FL_CUE_KIND) != FL_NONE)
        return true;
    return takes_stance(r, b);
}

/* A request quoted in the running sentence ("…: 1. How many") stays the
 * author's block; only what follows a lead-in or heading is the request. */
static bool opens_behind(const fl_reading *r, uint32_t b)
{
    if (r->facts->blocks[b].is_heading)
        return true;
    fl_str text = fl_block_text(r, b);
    return ends_in_colon(r, b) ||
           (text.len > 0 && text.ptr[text.len - 1] == '-');
}

/* The way through the blocks. */
typedef struct {
    fl_reading *r;
    fl_part_role role;
    uint32_t asked;   /* labelled blocks of the request so far */
    uint32_t section; /* number of the item that headed it; 0: none */
    bool behind;      /* the request begins behind this block */
    bool seen;        /* some block of the request has been */
    bool greeted;     /* the salutation has been */
    bool said;        /* a paragraph of the letter has been */
} walk;

/* "3." of a numbered section; 0 for another label. */
static uint32_t section_number(const fl_reading *r, uint32_t b)
{
    fl_str label = r->doc->blocks.items[b].label;
    uint32_t n = 0;
    size_t i = 0;
    for (; i < label.len && i < 3 && fl_is_digit(label.ptr[i]); i++)
        n = n * 10 + (uint32_t)(label.ptr[i] - '0');
    return i == label.len || label.ptr[i] == '.' ? n : 0;
}

/* "1. You asked:" over "(i) how many", in a letter of numbered paragraphs. */
static bool heads_other_labels(const fl_reading *r, uint32_t b)
{
    return ends_in_colon(r, b) && b + 1 < r->block_count &&
           r->doc->blocks.items[b + 1].label.len > 0 &&
           section_number(r, b + 1) == 0;
}

/* "You asked three things. The answers are:" */
static bool leads_in_answers(const fl_reading *r, uint32_t b, uint32_t cue)
{
    const fl_mention *first = &r->found->mentions.items[cue];
    for (uint32_t i = cue + 1; i < r->mention_at[b + 1]; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as == FL_AS_CUE && c->cue == FL_CUE_PART &&
            c->part == FL_PART_RESPONSE && fl_is_plain(r, i) &&
            r->found->mentions.items[i].sentence > first->sentence)
            return ends_in_colon(r, b);
    }
    return false;
}

/* A cue of the request: whether it begins behind this block, which is the
 * author's still. */
static fl_part_role open_request(walk *w, uint32_t b, uint32_t cue)
{
    const fl_reading *r = w->r;
    if (leads_in_answers(r, b, cue))
        return FL_PART_RESPONSE;
    /* who takes a stance has no request to follow, but for what a colon
     * leads in; nor is "We need to know what you mean. Could you …" one */
    bool next_asks =
        b + 1 < r->block_count && !fl_has_inline_list(r, b) &&
        !takes_stance(r, b) &&
        !(fl_begins_as_author(r, b + 1) && takes_stance(r, b + 1)) &&
        (fl_block_cue(r, b + 1, FL_CUE_ASK) != FL_NONE ||
         r->doc->blocks.items[b + 1].label.len > 0);
    bool whole = is_whole(r, cue);
    w->behind =
        (opens_behind(r, b) || next_asks || whole) && !fl_author_asks(r, b);
    w->section = whole || heads_other_labels(r, b) ? section_number(r, b) : 0;
    w->r->numbered_sections |= w->section > 0;
    /* under a heading "Your request" the author may still say how it came
     * before it is quoted */
    bool authors = w->behind && w->role == FL_PART_REQUEST &&
                   ends_in_colon(r, b) && !r->facts->blocks[b].is_heading;
    return authors || w->role == FL_PART_LETTERHEAD ? FL_PART_RESPONSE
                                                    : w->role;
}

static fl_part_role next_role(walk *w, uint32_t b)
{
    const fl_reading *r = w->r;
    fl_part_role role = w->role;
    uint32_t cue = opening_cue(r, b);
    if (cue != FL_NONE) {
        fl_part_role opened = fl_concept_of(r, cue)->part;
        /* what is asked about reviews or harm opens no part of the letter */
        if (role == FL_PART_REQUEST && opened != FL_PART_RESPONSE &&
            opened != FL_PART_SIGNATURE &&
            (r->doc->blocks.items[b].label.len > 0 ||
             fl_block_cue(r, b, FL_CUE_ASK) != FL_NONE))
            return role;
        /* the headings of an enactment's sections open nothing */
        if (role == FL_PART_FURNITURE && !is_whole(r, cue))
            return role;
        /* rights come at the end: above the first paragraph stands the letter's
         * subject, which may have the words of one */
        if (opened == FL_PART_RIGHTS && !w->said && w->greeted)
            return FL_PART_RESPONSE;
        /* "… whether it holds what you have requested" ends the request */
        if (role == FL_PART_REQUEST && opened == role && b > 0 &&
            r->facts->blocks[b - 1].role == role && !opens_behind(r, b) &&
            takes_stance(r, b) && request_ends(r, b, w->asked))
            return FL_PART_RESPONSE;
        return opened == FL_PART_REQUEST ? open_request(w, b, cue) : opened;
    }
    if (fl_block_cue(r, b, FL_CUE_SALUTATION) != FL_NONE)
        return FL_PART_RESPONSE;
    if (role != FL_PART_REQUEST && !w->seen && quotes_request(r, b))
        return FL_PART_REQUEST;
    /* "3. Your request" ends at "4. Why …" */
    bool section = w->section && section_number(r, b) == w->section + 1;
    if (role == FL_PART_REQUEST && (section || request_ends(r, b, w->asked)))
        return FL_PART_RESPONSE;
    if (r->facts->blocks[b].is_heading && role == FL_PART_RIGHTS)
        return FL_PART_RESPONSE;
    return role;
}

/* A letter without salutation: the first long block ends the letterhead. */
static bool long_block(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    return block->kind == FL_BLOCK_PARAGRAPH &&
           fl_has_words(fl_block_text(r, b), 14);
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

static bool signs_off(const fl_reading *r, uint32_t b)
{
    uint32_t cue = fl_block_cue(r, b, FL_CUE_PART);
    return cue != FL_NONE && fl_concept_of(r, cue)->part == FL_PART_SIGNATURE;
}

/* A block of a message below the answer: its writer's up to the signature;
 * what stands below that is the mail system's. */
static void read_message(fl_reading *r, uint32_t b, uint32_t *signed_off)
{
    fl_block_facts *bf = &r->facts->blocks[b];
    bool below = *signed_off == bf->message;
    bf->role = bf->voice != FL_VOICE_REQUESTER ? FL_PART_LETTERHEAD
               : below                         ? FL_PART_FURNITURE
                                               : FL_PART_REQUEST;
    if (signs_off(r, b))
        *signed_off = bf->message;
}

void fl_read_parts(fl_reading *r)
{
    walk w = { .r = r, .role = FL_PART_LETTERHEAD };
    uint32_t signed_off = 0; /* message whose signature has been seen */
    bool salutation = has_salutation(r);
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        const fl_block *block = &r->doc->blocks.items[b];
        if (block->kind == FL_BLOCK_FURNITURE || block->hidden) {
            bf->role = FL_PART_FURNITURE;
            continue;
        }
        if (bf->message > 0) {
            read_message(r, b, &signed_off);
            continue;
        }
        if (block->kind == FL_BLOCK_MAIL && w.role == FL_PART_LETTERHEAD) {
            bf->role = w.role; /* its subject opens no part */
            continue;
        }
        w.greeted |= fl_block_cue(r, b, FL_CUE_SALUTATION) != FL_NONE;
        w.behind = false;
        fl_part_role next = next_role(&w, b);
        if (w.role == FL_PART_LETTERHEAD && next == w.role &&
            (w.greeted || !salutation) && long_block(r, b))
            next = FL_PART_RESPONSE;
        bf->role = next;
        w.seen |= next == FL_PART_REQUEST;
        w.said |= next != FL_PART_LETTERHEAD && long_block(r, b);
        w.role = w.behind ? FL_PART_REQUEST : next;
        w.asked =
            next == FL_PART_REQUEST ? w.asked + (block->label.len > 0) : 0;
        if (next == FL_PART_SIGNATURE && r->facts->sign_off == FL_NONE)
            r->facts->sign_off = b;
    }
    list_parts(r);
}
