/*
 * The phrases that can match in a sentence, found by one pass over its words.
 * Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_CANDIDATES_H
#define FL_RECOGNISE_CANDIDATES_H

#include "recognise/mentions.h"
#include "recognise/prefilter.h"

/* Where a literal or one of a need's starts in a sentence. */
typedef struct {
    uint32_t first, last; /* first > last: nowhere */
} fl_seen;

/* The same of a need, of the sentence with this stamp; of others nothing is
 * known. */
typedef struct {
    uint32_t stamp;
    fl_seen seen;
} fl_sighting;

/* Of one thread, for one set of packs; what it knows is of one sentence. */
typedef struct {
    const fl_packs *packs;
    fl_sighting *needs;
    fl_seen *literals;     /* of those that stand there */
    uint32_t *standing;    /* a bit of each literal: it stands there */
    uint32_t *phrases;     /* a bit of each phrase: it is among those below */
    uint32_t stamp;        /* of the sentence at hand */
    uint64_t types;        /* fl_type_bit() of its tokens */
    uint32_t *met;         /* literals that stand there */
    uint32_t *found;       /* phrases but those that take back */
    uint32_t *taking_back; /* phrases that do */
    uint32_t *words;       /* where they begin, in the sentence */
    size_t met_count, found_count, taking_back_count, word_count;
    void *memory; /* of all these */
} fl_candidates;

/* Makes *c, all zero at first, fit for `packs`; false: no memory. */
bool fl_candidates_open(fl_candidates *c, const fl_packs *packs);
void fl_candidates_dispose(fl_candidates *c);
/* Looks at the next sentence, folded; fills found, taking_back and words. */
void fl_candidates_find(fl_candidates *c, fl_str sentence, uint64_t types);
/* Every phrase is found, for runs without the prefilter. */
void fl_candidates_all(fl_candidates *c);
/*
 * False only where the phrase cannot match in the sentence looked at last:
 * one of its words is missing, or they stand in another order. Matches start
 * from *where's first to its last byte.
 */
bool fl_candidate_passes(fl_candidates *c, uint32_t phrase, fl_seen *where);

#endif
