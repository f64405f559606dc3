/*
 * Builds T, its blocks and its source map piece by piece; what all readers
 * share.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_BUILDER_H
#define FL_READ_BUILDER_H

#include "read/document.h"

typedef struct fl_builder {
    fl_arena *arena;
    fl_document *doc;
    char *text;
    size_t len, cap;
    bool open;      /* a block is open */
    bool space;     /* a space is due before the next character */
    fl_block block; /* the open block */
} fl_builder;

void fl_builder_init(fl_builder *b, fl_arena *arena, fl_document *doc);
/* Closes the open block, if any, and opens one like `like` (its start and end
 * are set here). */
void fl_builder_open(fl_builder *b, fl_block like);
/* Closes the open block; an empty one is dropped unless it is a rule. */
void fl_builder_close(fl_builder *b);
/* Adds UTF-8 text that stands at `source` in the input, normalised. */
void fl_builder_add(fl_builder *b, fl_str raw, uint32_t source);
/* A space, unless one is due or the block is empty. */
void fl_builder_space(fl_builder *b);
/* Sets doc->text, doc->folded. */
void fl_builder_finish(fl_builder *b);

#endif
