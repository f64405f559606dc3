/*
 * The parts of the step, in this order, each in a file of its own. What they
 * find in a block or a sentence depends on nothing but that block or sentence,
 * so that it can be kept (met_before.h). Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_STEPS_H
#define FL_RECOGNISE_STEPS_H

#include "recognise/settle.h"
#include "recognise/tokens.h"

/* ---- looked up once for a document -------------------------------------------- */

struct fl_token_words fl_token_words_all(fl_arena *arena,
                                         const fl_packs *packs);
/* Words that introduce provisions (citations.c). */
const struct fl_leads *fl_leads_of(fl_arena *arena, const fl_packs *packs);

/* ---- the parts ------------------------------------------------------------------ */

/* Pushes the sentences of the block, which is the document's `index`-th. */
void fl_split_block(const fl_lens *lens, const fl_block *block, uint32_t index);
/* Pushes the tokens of the sentence under the lens, settled. */
void fl_find_tokens(const fl_lens *lens, fl_matcher *matcher);
/* Adds its citations to its tokens, which are those from `first` on. */
void fl_find_citations(const fl_lens *lens, size_t first);

/* Runs the phrases of the packs. */
typedef struct {
    fl_matcher *matcher;
    bool prefilter;  /* off when every phrase has to be tried */
    uint32_t *found; /* of a concept: sentence + 1 it was last found in */
    fl_take_backs taken_back; /* grows with each sentence */
    bool limited; /* set when something is not known of a sentence */
} fl_finder;

fl_finder fl_finder_open(fl_arena *arena, fl_matcher *matcher,
                         const fl_packs *packs, bool prefilter);
/* Pushes the mentions in the sentence under the lens, settled. Its tokens are
 * those from `first_token` on; it is a heading up to `heading_end`. */
void fl_find_mentions(fl_finder *finder, const fl_lens *lens,
                      size_t first_token, uint32_t heading_end);

/* ---- of a whole document ---------------------------------------------------------- */

/* Gives the dates without a year one. */
void fl_infer_years(fl_arena *arena, fl_mentions *out);

#endif
