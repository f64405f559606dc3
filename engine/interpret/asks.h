/*
 * The list of asks while it is made: adding one, and splitting a text that
 * holds several. Shared by the files that find asks in a quoted request, among
 * the answers, and in the author's words.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_INTERPRET_ASKS_H
#define FL_INTERPRET_ASKS_H

#include "interpret/labels.h"

typedef struct {
    fl_reading *r;
    fl_str number;        /* number under which letters stand */
    uint32_t last;        /* last question added, or FL_NONE */
    uint32_t ordinal;     /* of questions without label */
    uint32_t inline_last; /* number of the last ask numbered in the line */
    bool beside;          /* numbered asks stand beside those without label */
    bool one_number;      /* all labels are letters under one number */
} fl_asks;

/* Adds the ask T[start, end) of `block`; returns its index. */
uint32_t fl_add_ask(fl_asks *a, fl_str id, uint32_t block, uint32_t start,
                    uint32_t end);
/* The same without a label: the next free ordinal, "u2" beside numbers. */
uint32_t fl_add_unlabelled(fl_asks *a, uint32_t block, uint32_t start,
                           uint32_t end);
/* The id of a key with the number that a lone letter stands under. */
fl_str fl_full_id(const fl_asks *a, const fl_label_key *key);
/* The ask of a labelled block, with its number and its lettered parts; nothing
 * where its id is taken. The block's text up to `end` is the ask. */
void fl_add_labelled(fl_asks *a, uint32_t block, uint32_t end);
/* The further ids of a label ("Parts (a) and (b)"), not quoted: empty asks. */
void fl_add_further(fl_asks *a, uint32_t block);
/* "1. … 2. …" inside a paragraph, or "3. …" in the next one; returns how many
 * asks it gave. */
size_t fl_add_inline_numbers(fl_asks *a, uint32_t block);
/* "(a) … (b) …" inside a paragraph; returns how many asks it gave. */
size_t fl_add_inline_letters(fl_asks *a, uint32_t block);
/* The paragraph numbers at least two asks in the line, from 1. */
bool fl_has_inline_numbers(const fl_reading *r, uint32_t block);
/* The same, or letters from "(a)". */
bool fl_has_inline_list(const fl_reading *r, uint32_t block);
/*
 * The sentences of T[start of block, end) that can only ask, each an ask of
 * its own with what follows it; returns how many.
 */
size_t fl_add_sentences(fl_asks *a, uint32_t block, uint32_t end);

/* The sentence asks beyond doubt: '?' or the beginning of a demand, and no
 * mere courtesy. */
bool fl_sentence_demands(const fl_reading *r, uint32_t sentence);
/* The first sentence of the block does. */
bool fl_block_demands(const fl_reading *r, uint32_t block);
/* The block may be an ask: any form of a question that is no courtesy. */
bool fl_may_be_ask(const fl_reading *r, uint32_t block);

/* The block ends in what asks nothing of the authority ("Could you please let
 * us know:"): the author asks what follows. */
bool fl_author_asks(const fl_reading *r, uint32_t block);

/* Asks of the quoted request of message 0, or (`requester`) of the messages
 * below it (request.c). */
void fl_collect_request(fl_asks *a, bool requester);
/* The one ask of a request without labels: each further thing that its words
 * ask for is an ask of its own (told.c). */
void fl_split_sole(fl_asks *a);
/* Where the answer begins inside what was taken for the request. */
void fl_end_request(fl_reading *r);
/* Asks in a column of a table, answered beside them (tables.c). */
void fl_collect_tables(fl_asks *a);
/* Asks that stand among the answers: labelled; then without label; then the
 * labels of answers whose question isn't quoted (interleaved.c). */
void fl_collect_interleaved(fl_asks *a);
/* Asks that only the author's words tell: listed, counted or named (told.c). */
void fl_collect_told(fl_asks *a);

#endif
