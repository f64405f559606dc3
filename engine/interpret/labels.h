/*
 * The label that a block begins with, parsed: which questions it names and
 * whether as a question or as an answer.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_INTERPRET_LABELS_H
#define FL_INTERPRET_LABELS_H

#include "interpret/reading.h"

typedef struct fl_label_key {
    FL_VEC(fl_str) ids;  /* "4", "3(b)", or "b" where no number is said */
    bool bullet;         /* a list mark without number or letter */
    bool question_word;  /* "Question 4", "Q4" */
    bool answer_word;    /* "Response 4", "A4", "Answer:" */
    uint32_t text_start; /* T offset behind the label */
} fl_label_key;

/* The first id of `key`; an empty slice when it has none. */
static inline fl_str fl_key_id(const fl_label_key *key)
{
    return key->ids.count ? key->ids.items[0] : (fl_str){ "", 0 };
}
static inline bool fl_id_is_letter(fl_str id)
{
    return id.len > 0 && fl_is_lower(id.ptr[0]);
}
/* "3" of "3(b)" and of "3"; empty for a letter. */
fl_str fl_id_number(fl_str id);
/* The letter of "b" and of "3(b)"; '\0' where there is none or several. */
char fl_id_letter(fl_str id);
/* "The port …", "We …": the block begins with one of the pack's words for
 * the author's body. */
bool fl_begins_as_author(const fl_reading *r, uint32_t block);
/* Parses number and letter out of a mark without its word: "3", "(a)",
 * "3 (a)", "3a.", "1.B". Returns "" when it is none. */
fl_str fl_label_id(fl_arena *arena, fl_str mark);
/* Length of the joining word ("and", "or", "to") that `text` begins with, 0 for
 * none. */
size_t fl_label_joiner(fl_str text);
/* Behind the marks and spaces that end a label at `at`. */
size_t fl_label_skip(fl_str text, size_t at);
/* labels_joined.c: the label that block `b` begins with, when it names several
 * questions. */
void fl_read_joined(fl_reading *r, uint32_t b, fl_label_key *key);
void fl_read_joined_letters(fl_reading *r, uint32_t b, fl_label_key *key);
/* True when the sentence or block holds a question's form: '?' or an ask. */
bool fl_looks_asked(const fl_reading *r, uint32_t block);

#endif
