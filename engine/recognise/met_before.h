/*
 * What was found in a block or a sentence, kept for the next time that it is
 * met: a block's sentences, tokens and mentions, a sentence's tokens and
 * mentions. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_MET_BEFORE_H
#define FL_RECOGNISE_MET_BEFORE_H

#include "recognise/recall.h"
#include "recognise/settle.h"

/* A block or a sentence, and how much had been found when it was begun. */
typedef struct {
    fl_recall_key key;
    uint32_t start; /* in T */
    uint32_t block;
    uint32_t sentence; /* from which the sentences of items count */
    size_t sentences, tokens, mentions, taken_back;
} fl_part;

fl_part fl_part_of_block(const fl_document *doc, uint32_t block,
                         const fl_mentions *out);
/* One of out->sentences, before its tokens are found; it is a heading up to
 * `heading_end`. */
fl_part fl_part_of_sentence(const fl_document *doc, uint32_t sentence,
                            uint32_t heading_end, const fl_mentions *out,
                            const fl_take_backs *taken_back);

/* Pushes all that was found in the part before; false: it is not known. */
bool fl_recall_part(const fl_recall *recall, const fl_part *part,
                    fl_arena *arena, fl_mentions *out,
                    fl_take_backs *taken_back);
/* Keeps all that was found since the part was begun. */
void fl_keep_part(fl_recall *recall, const fl_part *part,
                  const fl_mentions *out, const fl_take_backs *taken_back);

#endif
