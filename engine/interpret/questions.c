/*
 * The asks of the request: quoted above the answer, interleaved with it, or
 * found in the requester's own message below.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

#include <stdio.h>

typedef struct {
    fl_reading *r;
    fl_str number;    /* number under which letters stand */
    uint32_t last;    /* last question added */
    uint32_t ordinal; /* of questions without label */
} asks;

static uint32_t add_question(asks *a, fl_str id, uint32_t block, uint32_t start,
                             uint32_t end)
{
    fl_facts *facts = a->r->facts;
    uint32_t parent = FL_NONE;
    fl_str number = fl_id_number(id);
    if (number.len < id.len && number.len > 0)
        parent = fl_find_question(a->r, number);
    fl_question *q = FL_PUSH(a->r->arena, &facts->questions);
    q->id = id;
    q->label = a->r->doc->blocks.items[block].label;
    q->parent = parent;
    q->ask_start = start;
    q->ask_end = end;
    a->last = (uint32_t)facts->questions.count - 1;
    fl_enter_question(a->r, a->last);
    fl_block_facts *bf = &facts->blocks[block];
    if (bf->ask == FL_NONE)
        bf->ask = a->last;
    return a->last;
}

/* The id of a key with the number that a lone letter stands under. */
static fl_str full_id(const asks *a, const fl_label_key *key)
{
    fl_str id = fl_key_id(key);
    if (!fl_id_is_letter(id) || a->number.len == 0)
        return id;
    return fl_arena_printf(a->r->arena, "%.*s(%.*s)", FL_ARG(a->number),
                           FL_ARG(id));
}

/* "(a) … (b) …" inside one ask: each a sub-question. */
static void add_inline_letters(asks *a, fl_str id, uint32_t block,
                               uint32_t start, uint32_t end)
{
    const char *t = a->r->doc->folded.ptr;
    uint32_t at[26];
    size_t count = 0;
    for (uint32_t i = start; i + 2 < end && count < 26; i++)
        if (t[i] == '(' && t[i + 1] == (char)('a' + (int)count) &&
            t[i + 2] == ')')
            at[count++] = i;
    if (count < 2)
        return;
    for (size_t i = 0; i < count; i++) {
        fl_str sub = fl_arena_printf(a->r->arena, "%.*s(%c)", FL_ARG(id),
                                     (char)('a' + (int)i));
        add_question(a, sub, block, at[i], i + 1 < count ? at[i + 1] : end);
    }
}

/* "1. … 2. …" inside one paragraph. Returns how many questions it gave. */
static size_t add_inline_numbers(asks *a, uint32_t block)
{
    const fl_block *b = &a->r->doc->blocks.items[block];
    const char *t = a->r->doc->folded.ptr;
    uint32_t at[40];
    size_t count = 0;
    for (uint32_t i = b->start; i + 3 < b->end && count < 40; i++) {
        if (i > b->start && t[i - 1] != ' ' && t[i - 1] != '(')
            continue;
        char mark[8];
        int len = snprintf(mark, sizeof(mark), "%zu", count + 1);
        if (i + (uint32_t)len + 1 >= b->end ||
            memcmp(t + i, mark, (size_t)len) != 0)
            continue;
        char next = t[i + (uint32_t)len];
        if ((next == '.' || next == ')') && t[i + (uint32_t)len + 1] == ' ')
            at[count++] = i;
    }
    if (count < 2)
        return 0;
    for (size_t i = 0; i < count; i++)
        add_question(a, fl_arena_printf(a->r->arena, "%zu", i + 1), block,
                     at[i], i + 1 < count ? at[i + 1] : b->end);
    return count;
}

static void add_labelled(asks *a, uint32_t b, uint32_t end)
{
    const fl_label_key *key = &a->r->keys[b];
    fl_str id = full_id(a, key);
    if (fl_find_question(a->r, id) != FL_NONE)
        return;
    if (!fl_id_is_letter(fl_key_id(key)))
        a->number = fl_id_number(id);
    uint32_t start = a->r->doc->blocks.items[b].start;
    add_question(a, id, b, start, end);
    add_inline_letters(a, id, b, start, end);
    a->r->facts->blocks[b].asks = true;
}

static bool in_message(const fl_reading *r, uint32_t b, uint32_t message)
{
    return r->facts->blocks[b].message == message;
}

/* A numbered section heading of the letter itself is no question. */
static bool section_heading(const fl_reading *r, uint32_t b)
{
    return r->facts->blocks[b].is_heading && !r->keys[b].question_word &&
           r->keys[b].ids.count > 0 && !fl_looks_asked(r, b) &&
           r->facts->blocks[b].role != FL_PART_REQUEST;
}

/* ---- the request quoted above the answer --------------------------------- */

/* Where the labels of the request start again, or an answer's label stands,
 * the answer has begun. */
static void end_request_at_recurrence(fl_reading *r)
{
    asks a = { .r = r, .last = FL_NONE };
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
            fl_str id = full_id(&a, key);
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
        if (in_message(r, b, 0) && r->facts->blocks[b].role == FL_PART_REQUEST)
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

/* Text between labelled asks that asks nothing is the answer to them. */
static void free_interleaved_answers(fl_reading *r)
{
    uint32_t labelled = 0;
    for (uint32_t b = 0; b < r->block_count; b++)
        labelled += in_message(r, b, 0) && r->keys[b].ids.count > 0 &&
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
            continue;
        }
        bool led = bf->lead_in != FL_NONE &&
                   r->facts->blocks[bf->lead_in].role == FL_PART_REQUEST;
        if (begun && !led && !fl_looks_asked(r, b) && !r->keys[b].bullet)
            bf->role = FL_PART_RESPONSE;
    }
}

/* Asks of one message's request part; labelled ones first. */
static void collect_request(asks *a, uint32_t message, bool requester)
{
    fl_reading *r = a->r;
    bool labelled = false;
    bool bullets = false;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->role != FL_PART_REQUEST ||
            (requester ? bf->message == 0 : bf->message != message))
            continue;
        labelled |= r->keys[b].ids.count > 0;
        bullets |= r->keys[b].bullet;
    }
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        const fl_block *block = &r->doc->blocks.items[b];
        if (bf->role != FL_PART_REQUEST ||
            (requester ? bf->message == 0 : bf->message != message))
            continue;
        bf->asks = true;
        if (labelled ? r->keys[b].ids.count > 0 : false)
            add_labelled(a, b, block->end);
        else if (!labelled && bullets && r->keys[b].bullet &&
                 (!requester || fl_looks_asked(r, b)))
            add_question(a, fl_arena_printf(r->arena, "%u", ++a->ordinal), b,
                         block->start, block->end);
        else if (!labelled && !bullets && add_inline_numbers(a, b) == 0 &&
                 (fl_looks_asked(r, b) || (!requester && a->ordinal == 0)) &&
                 block->end > block->start && !bf->is_heading)
            add_question(a, fl_arena_printf(r->arena, "%u", ++a->ordinal), b,
                         block->start, block->end);
    }
}

/* ---- asks interleaved with the answers ------------------------------------ */

/* Where the ask ends in a block that may hold the answer as well. */
static uint32_t ask_end(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const char *t = r->doc->text.ptr;
    for (uint32_t i = block->end; i > block->start; i--)
        if (t[i - 1] == '?')
            return i;
    bool more = b + 1 < r->block_count && r->keys[b + 1].ids.count == 0 &&
                !r->keys[b + 1].bullet &&
                r->facts->blocks[b + 1].role == FL_PART_RESPONSE;
    uint32_t s = r->found->sentence_of_block.items[b];
    if (!more && s < r->found->sentences.count &&
        r->found->sentences.items[s].block == b)
        return r->found->sentences.items[s].end;
    return block->end;
}

static bool may_ask(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    return bf->message == 0 && !section_heading(r, b) &&
           (bf->role == FL_PART_RESPONSE || bf->role == FL_PART_REASONING);
}

static uint32_t number_of(fl_str id)
{
    uint32_t n = 0;
    for (size_t i = 0; i < id.len && fl_is_digit(id.ptr[i]) && n < 1000; i++)
        n = n * 10 + (uint32_t)(id.ptr[i] - '0');
    return n;
}

static bool has_question_mark(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    return memchr(text.ptr, '?', text.len) != NULL;
}

static void collect_interleaved(asks *a)
{
    fl_reading *r = a->r;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_label_key *key = &r->keys[b];
        if (!may_ask(r, b) || key->ids.count == 0 || key->answer_word)
            continue;
        fl_str id = full_id(a, key);
        if (fl_find_question(r, id) != FL_NONE)
            continue;
        bool next = !fl_id_is_letter(fl_key_id(key)) && a->last != FL_NONE &&
                    a->number.len > 0 &&
                    number_of(id) == number_of(a->number) + 1;
        uint32_t start = r->doc->blocks.items[b].start;
        if (key->question_word && !has_question_mark(r, b) &&
            !r->facts->blocks[b].asks) {
            /* "Q4 (benchmarking). Not held.": an answer to what isn't quoted */
            add_labelled(a, b, start);
            r->facts->blocks[b].asks = false;
        } else if (fl_looks_asked(r, b) || r->facts->blocks[b].asks || next) {
            add_labelled(a, b, ask_end(r, b));
        }
    }
}

/* Bulleted or bare asks, where no label numbers them. */
static void collect_unlabelled(asks *a)
{
    fl_reading *r = a->r;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block *block = &r->doc->blocks.items[b];
        fl_str text = fl_block_text(r, b);
        if (!may_ask(r, b) || block->kind == FL_BLOCK_CELL || text.len == 0)
            continue;
        bool bullet = r->keys[b].bullet && fl_looks_asked(r, b);
        bool question = text.ptr[text.len - 1] == '?';
        uint32_t cue = fl_block_cue(r, b, FL_CUE_ASK);
        question |= cue != FL_NONE && r->keys[b].bullet &&
                    r->found->mentions.items[cue].start == block->start;
        if (!bullet && !question) {
            if (fl_looks_asked(r, b))
                add_inline_numbers(a, b);
            continue;
        }
        add_question(a, fl_arena_printf(r->arena, "%u", ++a->ordinal), b,
                     block->start, ask_end(r, b));
        r->facts->blocks[b].asks = true;
    }
}

void fl_read_questions(fl_reading *r)
{
    asks a = { .r = r, .last = FL_NONE };
    fl_read_labels(r);
    end_request_at_recurrence(r);
    free_interleaved_answers(r);
    collect_request(&a, 0, false);
    fl_mark_repeats(r);
    collect_interleaved(&a);
    if (r->facts->questions.count == 0)
        collect_unlabelled(&a);
    if (r->facts->questions.count == 0)
        collect_request(&a, 0, true);
    if (r->facts->questions.count == 0) {
        fl_question *q = FL_PUSH(r->arena, &r->facts->questions);
        q->id = FL_STR("implicit");
        q->parent = FL_NONE;
        q->implicit = true;
    }
    fl_read_answers(r);
}
