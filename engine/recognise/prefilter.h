/*
 * What decides, before any pattern runs, which phrases can match in a
 * sentence: the literals of phrases by a table of words, those of regular
 * expressions by an automaton, token types by a list.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_PREFILTER_H
#define FL_RECOGNISE_PREFILTER_H

#include "pack/pack.h"
#include "recognise/literals.h"

typedef struct {
    uint32_t first, count; /* in postings */
    uint32_t more;         /* list index + 1 of the same state, 0 none */
} fl_posting_list;

/* An Aho-Corasick automaton over the literals of regular expressions. */
typedef struct {
    uint8_t classes[256]; /* byte to class; 0: in no literal */
    uint32_t width;       /* classes */
    uint32_t states;
    uint16_t *next;    /* states * width */
    uint32_t *literal; /* of a state: list index + 1, 0 none */
    uint16_t *suffix;  /* nearest shorter state with a literal, 0 none */
    FL_VEC(fl_posting_list) lists;
    uint32_t *postings; /* phrases */
} fl_strings;

/* A need, as an index in needs; where the bit is not set, the index of a
 * single literal. */
#define FL_NEEDS_ONE_OF  0x80000000u
#define FL_NEEDS_NOTHING UINT32_MAX

/* What leads from a literal or token type to a phrase. */
typedef struct {
    uint32_t phrase;
    uint32_t second; /* what it needs besides, the rarest there is */
} fl_posting;

/* Token types any of which leads to a phrase. */
typedef struct {
    uint64_t types;
    fl_posting posting;
} fl_type_posting;

#define FL_BITS_A_WORD 32u

/* Literals of a need whose bits stand in one word of those of all literals. */
typedef struct {
    uint32_t word, bits;
} fl_need_part;

/* A need as it is looked for. */
typedef struct {
    uint32_t first, count; /* in need_parts */
    uint64_t types;        /* fl_type_bit() of tokens that do as well */
} fl_sought_need;

/* What a candidate is held against. */
typedef struct {
    uint32_t first; /* in gate_needs */
    uint16_t count;
    bool starts;     /* the first need's literals start the phrase */
    bool takes_back; /* an `unless` */
    bool alike;      /* an earlier phrase is run for it */
} fl_gate;

typedef struct fl_prefilter {
    fl_arena *scratch; /* for the trees of phrases while they are loaded */
    fl_literals literals;
    fl_posting *postings; /* literal by literal */
    fl_gate *gates;       /* of each phrase */
    uint32_t *gate_needs;
    fl_sought_need *needs; /* as many as literals.needs */
    FL_VEC(fl_need_part) need_parts;
    /* of each phrase: the next one of the same text, UINT32_MAX: none; the first
     * of them is run for all */
    uint32_t *next_alike;
    FL_VEC(fl_type_posting) by_type;
    fl_strings strings;
} fl_prefilter;

/* Fills packs->prefilter->strings. */
void fl_strings_build(fl_packs *packs);

#endif
