/*
 * The grammar of one provision, which citations.c puts together to lists.
 * Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_CITATIONS_H
#define FL_RECOGNISE_CITATIONS_H

#include "recognise/tokens.h"

#define FL_CITE_DEPTH 5 /* "40(5B)(a)(i)" has three groups */

/* What a bracket holds decides how deep it stands: (1), (a), (i). */
typedef enum { FL_CITE_DIGIT, FL_CITE_LETTER, FL_CITE_ROMAN } fl_cite_class;

typedef struct {
    char text[6]; /* canonical: "3A", "a", "ii" */
    fl_cite_class kind;
    bool either; /* i, v, x: a letter or a roman number */
} fl_cite_group;

/* "31(1)(a)": a number and the groups below it. */
typedef struct {
    char base[6]; /* "31", "22A" */
    fl_cite_group groups[FL_CITE_DEPTH];
    int depth;
} fl_cite_path;

/* The number of a provision at `at`; its end, or 0. */
uint32_t fl_cite_base(const fl_lens *lens, uint32_t at, fl_cite_path *out);
/*
 * One bracket at `at`. A bracket left open before the next one, "(3A(a))",
 * counts as closed: *unclosed says how many closing ones may follow.
 */
uint32_t fl_cite_bracket(const fl_lens *lens, uint32_t at, int *unclosed,
                         fl_cite_group *out);
/*
 * Puts `group` below `path`, or beside its last group of the same depth.
 * `beside` true: after "and" it cannot be a child. Returns 1 for a child, 0
 * for a sibling, -1 where it fits nowhere.
 */
int fl_cite_place(fl_cite_path *path, fl_cite_group group, bool beside);
/* Value of a group for ranges: (c) 3, (iv) 4, (7) 7; 0 for (3A), (aa). */
int fl_cite_ordinal(const fl_cite_group *group);
/* The group of `kind` with that value. */
fl_cite_group fl_cite_nth(fl_cite_class kind, int value);
/* "31(1)(a)" in `arena`. */
fl_str fl_cite_canonical(fl_arena *arena, const fl_cite_path *path);

#endif
