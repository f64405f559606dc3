/*
 * The files that go with the draft, by what came with it or what the caller
 * tells of them: their names, and which concepts stand in these.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_FILES_H
#define FL_RECOGNISE_FILES_H

#include "recognise/mentions.h"

/* Fills `out->files`, and `out->files_unknown` where neither the draft's
 * format nor `options` tells what goes with it, or where that is too much. */
void fl_find_files(fl_arena *arena, fl_matcher *matcher, const fl_packs *packs,
                   const fl_document *doc, const fl_scan_options *options,
                   fl_mentions *out);

#endif
