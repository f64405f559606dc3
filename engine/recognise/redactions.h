/*
 * What was taken out of the draft, or of the files that go with it: marks that
 * packs describe, and the provisions that they name.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_REDACTIONS_H
#define FL_RECOGNISE_REDACTIONS_H

#include "recognise/mentions.h"

/* Fills `out->redactions`: first those in `doc`, whose tokens are in `out`,
 * then those of the files that `options` tells of. */
void fl_find_redactions(fl_arena *arena, fl_matcher *matcher,
                        const fl_packs *packs, const fl_document *doc,
                        const fl_scan_options *options, fl_mentions *out);

#endif
