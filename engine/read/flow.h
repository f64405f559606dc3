/*
 * What the readers of marked-up formats share: a paragraph in the making,
 * with soft line breaks, marks typed by hand, headings that only their bold
 * type shows, and what no reader sees, which goes to hidden blocks behind it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_FLOW_H
#define FL_READ_FLOW_H

#include "read/builder.h"

/* A piece of what no reader sees. `text` must live as long as the flow. */
typedef struct {
    fl_mark_kind kind; /* deleted, comment or hidden */
    fl_str by;
    fl_str text;
    uint32_t source;
} fl_unseen;

/* What is known of the colour and size of words, and of their ground, which is
 * white where nothing says otherwise. */
typedef struct {
    bool words_given, ground_given;
    bool unsure; /* something that isn't read may colour the ground */
    bool tiny;
    int words[3], ground[3];
} fl_shades;

/* `around` with what a style says; "" where it says nothing. */
fl_shades fl_shades_with(fl_shades around, fl_str colour, fl_str ground,
                         fl_str size);
/* Why nobody reads words that look so, "size" or "colour"; NULL when they may
 * be read. */
const char *fl_shades_hide(const fl_shades *shades);

/* What is said of a piece of text. All strings live in the arena. */
typedef struct {
    bool bold;
    bool unseen; /* … as `as` says, by `by` */
    fl_mark_kind as;
    bool inserted, highlighted, placeholder;
    bool black; /* highlighted so that its words are not seen */
    fl_shades shades;
    fl_str by;     /* who inserted or deleted; "" unknown */
    fl_str target; /* of a link; "" none */
} fl_manner;

typedef struct {
    fl_builder *b;
    fl_block like; /* what the next block is to be */
    bool broken;   /* a soft line break came last */
    bool any, all_bold;
    FL_VEC(fl_unseen) unseen;
} fl_flow;

/* Opens a block like `like`. The flow may be used again after its end. */
void fl_flow_begin(fl_flow *f, fl_builder *b, fl_block like);
/* Adds text that stands at `source`. */
void fl_flow_text(fl_flow *f, fl_str text, uint32_t source,
                  const fl_manner *how);
void fl_flow_space(fl_flow *f, const fl_manner *how);
/* A soft break ends a block, unless a sentence goes on behind it. */
void fl_flow_break(fl_flow *f, const fl_manner *how);
/* Keeps a piece for the hidden blocks. */
void fl_flow_unsee(fl_flow *f, fl_unseen piece);
/* Closes the block and writes the hidden ones. */
void fl_flow_end(fl_flow *f);
/* Writes the hidden blocks alone, like `like`. */
void fl_flow_keep_unseen(fl_flow *f, fl_block like);
/* What a field shows (in T) is nothing, or its own name. */
bool fl_is_unfilled(fl_str shown, fl_str name);
/* A mark without words of its own kind's. */
fl_mark fl_mark_of(fl_mark_kind kind);

#endif
