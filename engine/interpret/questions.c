/*
 * The asks of the request, wherever the letter shows them: the order in which
 * they are looked for, and what is settled when all are known.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

/* Takes question `drop` out; its parts become asks of their own. */
static void drop_question(fl_reading *r, uint32_t drop)
{
    fl_facts *facts = r->facts;
    for (uint32_t q = drop; q + 1 < facts->questions.count; q++)
        facts->questions.items[q] = facts->questions.items[q + 1];
    facts->questions.count--;
    for (uint32_t q = 0; q < facts->questions.count; q++) {
        fl_question *one = &facts->questions.items[q];
        if (one->parent == drop)
            one->parent = FL_NONE;
        else if (one->parent != FL_NONE && one->parent > drop)
            one->parent--;
    }
    for (uint32_t b = 0; b < r->block_count; b++) {
        uint32_t *ask = &facts->blocks[b].ask;
        if (*ask != FL_NONE && *ask > drop)
            --*ask;
        else if (*ask == drop)
            *ask = drop < facts->questions.count &&
                           facts->questions.items[drop].block == b
                       ? drop
                       : FL_NONE;
    }
    fl_enter_questions(r);
}

/* Notes in `labelled` which questions are labels of the answer's blocks. */
static void note_labels(const fl_reading *r, bool *labelled)
{
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->message > 0 || bf->role == FL_PART_REQUEST ||
            bf->ask != FL_NONE)
            continue;
        for (size_t i = 0; i < r->keys[b].ids.count; i++) {
            uint32_t q = fl_find_question(r, r->keys[b].ids.items[i]);
            if (q != FL_NONE)
                labelled[q] = true;
        }
    }
}

/* "1. … (a) … (b) …", no other number, and the answer goes by "1(a)", "1(b)":
 * one number is no numbering, so the parts are the asks. */
static void free_parts_of_sole_number(fl_reading *r)
{
    const fl_facts *facts = r->facts;
    size_t count = facts->questions.count;
    for (uint32_t q = 1; q < count; q++)
        if (facts->questions.items[q].parent != 0)
            return;
    bool *labelled = FL_NEW_ARRAY(r->arena, count, bool);
    note_labels(r, labelled);
    bool parts = count > 2 && !labelled[0];
    for (uint32_t q = 1; q < count; q++)
        parts &= labelled[q];
    if (parts)
        drop_question(r, 0);
}

void fl_read_questions(fl_reading *r)
{
    fl_asks a = { .r = r, .last = FL_NONE };
    fl_read_labels(r);
    fl_end_request(r);
    fl_collect_tables(&a);
    fl_collect_request(&a, false);
    fl_split_sole(&a);
    fl_mark_repeats(r);
    fl_collect_interleaved(&a);
    if (r->facts->questions.count == 1 &&
        r->keys[r->facts->questions.items[0].block].question_word)
        fl_split_sole(&a); /* "Request: …", whose words are all the request's */
    if (r->facts->questions.count == 0)
        fl_collect_request(&a, true), fl_split_sole(&a);
    if (r->facts->questions.count == 0)
        fl_collect_told(&a);
    if (r->facts->questions.count == 0) {
        fl_question *q = FL_PUSH(r->arena, &r->facts->questions);
        q->id = FL_STR("implicit");
        q->parent = FL_NONE;
        q->block = FL_NONE;
        q->implicit = true;
    }
    free_parts_of_sole_number(r);
    fl_read_answers(r);
}
