/*
 * The scratch of one thread: match data, JIT stack, stamps of candidates.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_MATCHER_H
#define FL_RECOGNISE_MATCHER_H

#include "recognise/mentions.h"
#include "recognise/phrase_memory.h"
#include "recognise/phrase_tree.h"

struct fl_matcher {
    fl_reserve reserve;
    pcre2_general_context *memory;
    pcre2_match_context *context;
    pcre2_match_data *match;
    pcre2_jit_stack *stack;
    fl_arena *scratch; /* for patterns while they are compiled */
};

/* Where callouts find the tokens of the sentence at hand. */
typedef struct {
    const fl_token *tokens; /* those of the sentence, ascending */
    size_t count;
    uint32_t base; /* T offset of the subject's first byte */
    const fl_phrase_code *code;
    /* of each slot's last opening, in the subject; set by callouts */
    size_t start[FL_PHRASE_SLOTS], end[FL_PHRASE_SLOTS];
} fl_slot_check;

typedef enum {
    FL_MATCH_NONE,
    FL_MATCH_FOUND,
    FL_MATCH_LIMIT,
    FL_MATCH_NOMEM /* the pattern could not be compiled */
} fl_match;

/* Tries to compile a regular expression; NULL when it is good and may be used
 * (no back-reference, no empty match), else a message, perhaps in `arena`, and
 * the offset of the mistake. */
const char *fl_regex_check(fl_arena *arena, fl_str regex, size_t *offset);

/*
 * Finds the next match of `phrase` in subject[from..): start and end offsets
 * in the subject go to span, the token index (in check->tokens) of each slot
 * to slots (UINT32_MAX: not set). Compiles the pattern on first use.
 */
fl_match fl_matcher_next(fl_matcher *matcher, const fl_packs *packs,
                         const fl_phrase *phrase, fl_str subject, size_t from,
                         fl_slot_check *check, size_t span[2],
                         uint32_t slots[FL_PHRASE_SLOTS]);

#endif
