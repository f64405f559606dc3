/*
 * Guards: what negates, explains, conditions or quotes a mention.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_GUARDS_H
#define FL_RECOGNISE_GUARDS_H

#include "recognise/mentions.h"

/* Gives each mention from `first` on the status of the nearest guard that
 * applies to its concept, stands in its sentence and reaches it. Mentions are
 * in order. */
void fl_apply_guards(fl_arena *arena, const fl_packs *packs,
                     const fl_document *doc, fl_mentions *out, size_t first);

#endif
