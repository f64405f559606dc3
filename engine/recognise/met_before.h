/*
 * The tokens and mentions of a sentence, kept for the next time that it is
 * met. What is found in a sentence depends on nothing but its own text, its
 * tokens and how much of it is a heading. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_MET_BEFORE_H
#define FL_RECOGNISE_MET_BEFORE_H

#include "recognise/recall.h"
#include "recognise/settle.h"
#include "recognise/tokens.h"

typedef FL_VEC(fl_take_back) fl_take_backs;

/* The sentence at hand among those of a document. */
typedef struct {
    fl_arena *arena;
    const fl_document *doc;
    fl_mentions *out;
    uint32_t sentence;
    size_t first_token, tokens; /* in out->tokens */
    uint32_t heading_end;       /* in T */
} fl_place_of_sentence;

/* Pushes the tokens that the sentence under the lens had before; false: it is
 * not known. */
bool fl_recall_tokens(fl_recall *recall, const fl_lens *lens);
/* Keeps those from out->tokens[first] on, which are all that was found in it,
 * before they are settled. */
void fl_keep_tokens(fl_recall *recall, const fl_lens *lens, size_t first);

/* The same of mentions that are settled, and of what is taken back. */
bool fl_recall_mentions(fl_recall *recall, const fl_place_of_sentence *at,
                        fl_take_backs *taken_back);
void fl_keep_mentions(fl_recall *recall, const fl_place_of_sentence *at,
                      size_t first, const fl_take_backs *taken_back,
                      size_t first_back);

#endif
