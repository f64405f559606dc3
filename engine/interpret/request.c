/*
 * The asks of a request that is quoted above the answer, or that stands in
 * the requester's own message below it.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

/* ---- where the answer begins ------------------------------------------------ */

/* Where the labels of the request start again, or an answer's label stands,
 * the answer has begun. */
static void end_at_recurrence(fl_reading *r)
{
    fl_asks a = { .r = r, .last = FL_NONE };
    FL_VEC(fl_str) seen = { 0 };
    bool answering = false;
    bool recurred = false;
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        const fl_label_key *key = &r->keys[b];
        if (bf->message > 0 || bf->role != FL_PART_REQUEST)
            continue;
        if (key->answer_word)
            answering = true;
        else if (key->ids.count > 0) {
            answering = false;
            fl_str id = fl_full_id(&a, key);
            for (size_t i = 0; i < seen.count && !recurred; i++)
                recurred = fl_str_eq(seen.items[i], id);
            *FL_PUSH(r->arena, &seen) = id;
            if (!fl_id_is_letter(fl_key_id(key)))
                a.number = fl_id_number(id);
        }
        if (answering || recurred)
            bf->role = FL_PART_RESPONSE;
    }
}

/* True when the answer to the request stands below it, not inside it. */
static bool answered_below(const fl_reading *r)
{
    uint32_t last = FL_NONE;
    for (uint32_t b = 0; b < r->block_count; b++)
        if (r->facts->blocks[b].message == 0 &&
            r->facts->blocks[b].role == FL_PART_REQUEST)
            last = b;
    for (uint32_t b = last + 1; last != FL_NONE && b < r->block_count; b++) {
        const fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->message > 0 ||
            (bf->role != FL_PART_RESPONSE && bf->role != FL_PART_REASONING))
            continue;
        if (r->keys[b].ids.count > 0 || bf->is_heading)
            return true;
        for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++)
            if (fl_concept_of(r, i)->as == FL_AS_STANCE && fl_is_plain(r, i))
                return true;
    }
    return false;
}

/* "2. How many dogs? None.": the words behind the '?' ask nothing. */
static bool holds_its_answer(const fl_reading *r, uint32_t b)
{
    bool asked = false;
    for (uint32_t s = r->found->sentence_of_block.items[b];
         s < r->found->sentences.count && fl_sentence_of(r, s)->block == b;
         s++) {
        const fl_sentence *sentence = fl_sentence_of(r, s);
        if (memchr(r->doc->text.ptr + sentence->start, '?',
                   sentence->end - sentence->start))
            asked = true;
        else if (asked)
            return fl_find_cue(r, b, sentence->start, sentence->end,
                               FL_CUE_ASK) == FL_NONE &&
                   fl_find_cue(r, b, sentence->start, sentence->end,
                               FL_CUE_NO_ASK) == FL_NONE;
    }
    return false;
}

/* Text between labelled asks that asks nothing is the answer to them. */
static void free_interleaved_answers(fl_reading *r)
{
    uint32_t labelled = 0;
    for (uint32_t b = 0; b < r->block_count; b++)
        labelled += r->facts->blocks[b].message == 0 &&
                    r->keys[b].ids.count > 0 &&
                    r->facts->blocks[b].role == FL_PART_REQUEST;
    if (labelled == 0 || answered_below(r))
        return;
    bool begun = false;
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->message > 0 || bf->role != FL_PART_REQUEST)
            continue;
        if (r->keys[b].ids.count > 0) {
            begun = true;
            if (holds_its_answer(r, b))
                bf->role = FL_PART_RESPONSE;
            continue;
        }
        bool led = bf->lead_in != FL_NONE &&
                   r->facts->blocks[bf->lead_in].role == FL_PART_REQUEST;
        if (begun && !led && !fl_looks_asked(r, b) && !r->keys[b].bullet)
            bf->role = FL_PART_RESPONSE;
    }
}

void fl_end_request(fl_reading *r)
{
    end_at_recurrence(r);
    free_interleaved_answers(r);
}

/* ---- the asks ----------------------------------------------------------------- */

/* The form of a request's list. */
typedef enum { PLAIN, BULLETS, LABELS } layout;

static bool belongs(const fl_reading *r, uint32_t b, bool requester)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    return bf->role == FL_PART_REQUEST &&
           (requester ? bf->message > 0 : bf->message == 0);
}

static layout layout_of(fl_asks *a, bool requester)
{
    fl_reading *r = a->r;
    layout found = PLAIN;
    for (uint32_t b = 0; b < r->block_count; b++) {
        if (!belongs(r, b, requester))
            continue;
        if (r->keys[b].ids.count > 0)
            found = LABELS;
        else if (r->keys[b].bullet && found == PLAIN)
            found = BULLETS;
        else if (fl_has_inline_numbers(r, b))
            a->beside = true;
    }
    return found;
}

/* The next block of the request with words, or FL_NONE. */
static uint32_t next_in_request(const fl_reading *r, uint32_t b, bool requester)
{
    for (uint32_t i = b + 1; i < r->block_count; i++) {
        if (!belongs(r, i, requester))
            return FL_NONE;
        if (fl_block_text(r, i).len > 0)
            return i;
    }
    return FL_NONE;
}

/* "Please provide the following:" leaves the asking to what follows. */
static bool leads_in(const fl_reading *r, uint32_t b, bool requester)
{
    fl_str text = fl_block_text(r, b);
    return text.len > 0 && text.ptr[text.len - 1] == ':' &&
           next_in_request(r, b, requester) != FL_NONE;
}

/* One paragraph of a request without labels or bullets. */
static void collect_paragraph(fl_asks *a, uint32_t b, bool requester, bool led)
{
    fl_reading *r = a->r;
    const fl_block *block = &r->doc->blocks.items[b];
    if (block->end == block->start ||
        (r->facts->blocks[b].is_heading && !fl_may_be_ask(r, b)) ||
        block->kind == FL_BLOCK_MAIL || leads_in(r, b, requester) ||
        fl_add_inline_numbers(a, b) > 0 || fl_add_inline_letters(a, b) > 0)
        return;
    if (fl_add_sentences(a, b, block->end) > 0)
        return;
    bool first = !requester && a->ordinal == 0;
    if (first || led || fl_may_be_ask(r, b))
        fl_add_unlabelled(a, b, block->start, block->end);
}

void fl_collect_request(fl_asks *a, bool requester)
{
    fl_reading *r = a->r;
    layout form = layout_of(a, requester);
    bool led = false;
    for (uint32_t b = 0; b < r->block_count; b++) {
        if (!belongs(r, b, requester))
            continue;
        const fl_block *block = &r->doc->blocks.items[b];
        r->facts->blocks[b].asks = true;
        if (form == LABELS && r->keys[b].ids.count > 0)
            fl_add_labelled(a, b, block->end);
        else if (form == BULLETS && r->keys[b].bullet &&
                 (!requester || led || fl_may_be_ask(r, b)))
            fl_add_unlabelled(a, b, block->start, block->end);
        else if (form == PLAIN)
            collect_paragraph(a, b, requester, led);
        /* an ask that ends in a colon leads in the whole list of bullets */
        if (form == PLAIN || !r->keys[b].bullet)
            led = leads_in(r, b, requester) && fl_may_be_ask(r, b);
    }
}
