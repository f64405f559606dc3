/*
 * The scratch of one thread, and how it matches one phrase in one sentence.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_MATCHER_H
#define FL_RECOGNISE_MATCHER_H

#include "recognise/candidates.h"
#include "recognise/mentions.h"
#include "recognise/program.h"
#include "recognise/recall.h"
#include "recognise/regex.h"

struct fl_matcher {
    fl_regex_runner regex;
    fl_machine machine;
    fl_candidates candidates;
    fl_recall recall;
    fl_arena *scratch; /* for programs while they are written */
};

/*
 * Finds the next match of `phrase` in the subject that starts from `from` to
 * `last`. Writes the phrase's program on first use where the build has not.
 */
fl_match fl_matcher_next(fl_matcher *matcher, const fl_packs *packs,
                         const fl_phrase *phrase, fl_str subject, size_t from,
                         size_t last, fl_sentence_view *view, fl_span *out);

#endif
