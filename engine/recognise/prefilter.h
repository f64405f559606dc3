/*
 * One Aho-Corasick automaton over the literals of all phrases.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_PREFILTER_H
#define FL_RECOGNISE_PREFILTER_H

#include "pack/pack.h"

/* A literal of set `bit` of a phrase. */
typedef struct {
    uint32_t phrase;
    uint8_t bit;
} fl_posting;

typedef struct {
    uint32_t first, count; /* in postings */
    uint32_t more;         /* list index + 1 of the same state, 0 none */
} fl_posting_list;

/* Token types that stand for a literal of the posting's set. */
typedef struct {
    uint64_t types;
    fl_posting posting;
} fl_type_posting;

typedef struct fl_prefilter {
    uint8_t classes[256]; /* byte to class; 0: in no literal */
    uint32_t width;       /* classes */
    uint32_t states;
    uint16_t *next;    /* states * width */
    uint32_t *literal; /* of a state: list index + 1, 0 none */
    uint16_t *suffix;  /* nearest shorter state with a literal, 0 none */
    FL_VEC(fl_posting_list) lists;
    fl_posting *postings;
    FL_VEC(fl_type_posting) by_type;
    uint8_t *needed; /* of a phrase: the bits that make a candidate */
} fl_prefilter;

#endif
