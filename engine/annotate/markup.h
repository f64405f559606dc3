/*
 * A part's XML as its bytes stand, so that something can be put between them
 * and all else stays as it is. It looks at no more than tags: what it is given
 * was well-formed to a parser, or it says that it can't follow.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_MARKUP_H
#define FL_ANNOTATE_MARKUP_H

#include "base/arena.h"

#define FL_NO_ELEMENT UINT32_MAX

/* Offsets are bytes of the part. */
typedef struct {
    fl_str name;           /* with its prefix; borrowed from the part */
    fl_str local;          /* without it */
    uint32_t parent;       /* in elements, FL_NO_ELEMENT: the root */
    uint32_t start, inner; /* its start tag, end exclusive */
    uint32_t close, end;   /* its end tag; of <a/> both are `inner` */
} fl_xml_element;

typedef struct {
    uint32_t start, end;
    uint32_t element;
    bool opens;
} fl_xml_tag;

typedef struct {
    fl_str bytes;
    FL_VEC(fl_xml_element) elements; /* by start; the root comes first */
    FL_VEC(fl_xml_tag) tags;         /* <a/> counts twice */
} fl_markup;

/* False when `bytes` (borrowed) are no UTF-8 or their tags don't match. */
bool fl_markup_scan(fl_arena *arena, fl_str bytes, fl_markup *out);

bool fl_markup_is(const fl_markup *x, uint32_t element, const char *local);
/* The value of an attribute by its local name, as it stands; "" none. */
fl_str fl_markup_attr(const fl_markup *x, uint32_t element, const char *local);
/* The prefix that the root gives to a namespace; ptr NULL: none. */
fl_str fl_markup_prefix(const fl_markup *x, fl_str uri);
/* The element in which the text behind `tags` tags stands. */
uint32_t fl_markup_around(const fl_markup *x, uint32_t tags);
/* Where the text byte `offset` (decoded) behind `tags` tags stands. False when
 * something but text and references stands before it. */
bool fl_markup_at(const fl_markup *x, uint32_t tags, uint32_t offset,
                  uint32_t *at);

/* ---- putting something in between -------------------------------------------- */

typedef struct {
    uint32_t at;
    size_t number; /* keeps the order of what stands at one place */
    fl_str text;   /* borrowed */
} fl_insertion;

typedef FL_VEC(fl_insertion) fl_insertions;

void fl_insert(fl_arena *arena, fl_insertions *to, uint32_t at, fl_str text);
/* `bytes` with all of it, in the arena; sorts the list. */
fl_str fl_insert_all(fl_arena *arena, fl_str bytes, fl_insertions *list);

#endif
