/*
 * The parsed form of a phrase, between its parser, its literals and its
 * pattern.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_PHRASE_TREE_H
#define FL_RECOGNISE_PHRASE_TREE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdatomic.h>

#include "recognise/phrase.h"

typedef enum {
    FL_NODE_SEQ,    /* items in order, a space between */
    FL_NODE_WORD,   /* parts without space: texts and groups */
    FL_NODE_TEXT,   /* literal characters */
    FL_NODE_GROUP,  /* exactly one of the children */
    FL_NODE_OPTION, /* one of the children or nothing; no other node may be
                       empty */
    FL_NODE_GAP,    /* 0..words words */
    FL_NODE_SLOT    /* one token */
} fl_node_kind;

typedef struct fl_node {
    fl_node_kind kind;
    uint32_t words; /* GAP */
    uint32_t at;    /* GAP: its byte in the phrase's source */
    uint32_t type;  /* SLOT: token kind */
    fl_atom id;     /* SLOT: attribute, 0 none */
    bool star;      /* WORD: more letters may follow */
    bool shared;    /* GROUP: a word list, whose literals are in `set` */
    fl_str text;    /* TEXT: normalised, folded unless exact */
    const struct fl_literal_set *set;
    FL_VEC(struct fl_node *) children;
} fl_node;

#define FL_PHRASE_SLOTS 4

/* Callouts of one slot: before it, behind each character, at its end. */
enum {
    FL_SLOT_OPENS = 1,
    FL_SLOT_GOES_ON,
    FL_SLOT_CLOSES,
    FL_SLOT_CALLOUTS = FL_SLOT_CLOSES
};

/* One of up to two sets of literals and token types: a sentence that matches
 * holds at least one of each set. */
typedef struct fl_literal_set {
    FL_VEC(fl_str) any; /* folded */
    uint64_t types;     /* fl_type_bit() of slots that stand for a literal */
    double rarity;
} fl_literal_set;

/* Types beyond the last bit share it: more candidates, none lost. */
static inline uint64_t fl_type_bit(uint32_t type)
{
    return (uint64_t)1 << (type < 63 ? type : 63);
}

struct fl_phrase_code {
    const fl_node *tree; /* NULL for a regular expression */
    fl_literal_set sets[2];
    uint32_t set_count; /* at least 1 */
    uint32_t slot_count;
    uint64_t required; /* bit of each token type that must be there */
    uint32_t types[FL_PHRASE_SLOTS];
    fl_atom ids[FL_PHRASE_SLOTS];
    _Atomic(pcre2_code *) compiled; /* interpreted: cheap to make */
    _Atomic(pcre2_code *) jitted;   /* machine code, once it pays */
    atomic_uint uses;
};

/* The literals of a word list's group, found once; NULL when it has none. */
const fl_literal_set *fl_phrase_list_literals(fl_arena *arena,
                                              const fl_node *group);
/* False only where the phrase cannot match in `subject` (T or F, as it is
 * matched on). */
bool fl_phrase_may_match(const fl_phrase_code *code, fl_str subject);
/* True where the prefilter must let the phrase through: each of its sets has a
 * literal in `folded` or a token type among `types`. */
bool fl_phrase_is_candidate(const fl_phrase_code *code, fl_str folded,
                            uint64_t types);
/* Fills code->sets from the tree; false when there is nothing to look for. */
bool fl_phrase_find_literals(fl_arena *arena, fl_phrase_code *code);

#endif
