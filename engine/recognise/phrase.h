/*
 * The phrase language (docs/pack-format.md): parsed when a pack is loaded, written as
 * a program by the build or on first use.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_PHRASE_H
#define FL_RECOGNISE_PHRASE_H

#include "pack/pack.h"

typedef struct fl_phrase_code fl_phrase_code;

typedef struct {
    size_t offset;   /* byte in the phrase's source */
    fl_str what;     /* "unknown list {x}", "gap at the end" */
    fl_str expected; /* "a word, a group or an option" */
} fl_phrase_error;

/*
 * Parses phrase->source, resolves lists in `packs` (wordlists and token_kinds
 * must be loaded), sets phrase->code. False with *error filled (texts in
 * packs->arena) when it breaks the grammar or a limit, or has neither literal
 * nor slot ("nothing to look for").
 */
bool fl_phrase_parse(fl_packs *packs, fl_phrase *phrase,
                     fl_phrase_error *error);

/* Checks one wordlist entry (a seq without lists) by itself. */
bool fl_phrase_check_seq(fl_packs *packs, fl_str seq, fl_phrase_error *error);

/* Builds packs->prefilter over all phrases' literals (in the arena). */
void fl_prefilter_build(fl_packs *packs);

/* A compiled regular expression of a pack; lives and is freed with `arena`. */
typedef struct fl_regex fl_regex;
/* NULL with *error filled (texts in `arena`) where it is none, holds a
 * back-reference or matches nothing at all. `source` is borrowed. */
fl_regex *fl_regex_new(fl_arena *arena, fl_str source, fl_phrase_error *error);

/* Gives up the expressions of a set: what was compiled of them is left to
 * the allocator, and they are compiled anew on first use. */
void fl_regexes_abandon(fl_packs *packs);
/* Makes the set's arena free what is compiled of such expressions. */
void fl_regexes_adopt(fl_packs *packs);

/* Frees the programs that were written; called when the set is freed. */
void fl_phrases_dispose(fl_packs *packs);

#endif
