/*
 * The parsed form of a phrase, between its parser, its literals and its
 * pattern.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_PHRASE_TREE_H
#define FL_RECOGNISE_PHRASE_TREE_H

#include <stdatomic.h>

#include "recognise/literals.h"
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
    bool list;      /* GROUP: a word list, kept for all phrases */
    bool leads;     /* of a list: its literals start its entries */
    uint32_t need;  /* of a list, once asked: need + 1; UINT32_MAX: none */
    fl_str text;    /* TEXT: normalised, folded unless exact */
    FL_VEC(struct fl_node *) children;
} fl_node;

#define FL_PHRASE_SLOTS 4

/* Types beyond the last bit share it: more candidates, none lost. */
static inline uint64_t fl_type_bit(uint32_t type)
{
    return (uint64_t)1 << (type < 63 ? type : 63);
}

struct fl_phrase_code {
    uint32_t *needs;     /* in literals->needs, in the phrase's order */
    uint32_t need_count; /* at least 1, but for a regular expression */
    uint32_t lead;       /* the rarest of needs, which makes a candidate */
    bool starts;         /* the first need's literals start the phrase */
    uint32_t slot_count;
    uint32_t types[FL_PHRASE_SLOTS];
    fl_atom ids[FL_PHRASE_SLOTS];
    _Atomic(struct fl_program *) program; /* written on first use */
    fl_regex *regex;                      /* of a regular expression */
};

/* What the parser works on. */
typedef struct {
    const fl_packs *packs;
    fl_packs *loading; /* packs, while they are loaded; else NULL */
    fl_str source;
    bool exact;
    bool in_list;           /* an entry of a word list */
    fl_phrase_code *code;   /* whose slots it notes; NULL: they are known */
    fl_phrase_error *error; /* filled, texts in `arena`, when it fails */
} fl_phrase_job;

/* Parses a phrase, the tree in `arena`; NULL when it breaks the grammar. */
fl_node *fl_phrase_grow(fl_arena *arena, const fl_phrase_job *job);
/* The tree of a phrase that was parsed before, in `arena`. Needs no lock. */
const fl_node *fl_phrase_tree(fl_arena *arena, const fl_packs *packs,
                              const fl_phrase *phrase);
/* The group, or option, with the first words that branches have in common
 * taken out of them; new nodes are in `arena`, the old ones stay as they are. */
const fl_node *fl_phrase_share(fl_arena *arena, const fl_node *group);
/* Whether there is something to look for: a literal or slot in each branch. */
bool fl_phrase_has_literal(const fl_node *n);
/* Fills the needs of `code` from the tree; `arena` is scratch. */
void fl_phrase_find_needs(fl_arena *arena, fl_packs *packs, fl_literals *all,
                          const fl_node *tree, fl_phrase_code *code);

#endif
