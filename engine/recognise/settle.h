/*
 * Which of the mentions found stay. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_SETTLE_H
#define FL_RECOGNISE_SETTLE_H

#include "recognise/mentions.h"

/* An `unless` phrase that was found. */
typedef struct {
    uint32_t concept, sentence;
} fl_take_back;
typedef FL_VEC(fl_take_back) fl_take_backs;

/*
 * Of overlapping mentions of one concept the longest stays, the variant
 * written first where lengths are equal. `first` is the first mention of the
 * last sentence; those from there on are put in order of place, then concept.
 */
void fl_settle_sentence(fl_arena *arena, fl_mentions *out, size_t first);

/* Marks the mentions from `first` on, all of one block, that one of the items,
 * of that block too, takes back. Orders the items. */
void fl_apply_take_backs(const fl_packs *packs, fl_take_backs *items,
                         fl_mentions *out, size_t first);

#endif
