/*
 * The inventory of a file that goes out with a letter: what it is and what it
 * holds beside what a reader sees, as a plain list of traits. Whoever inspects
 * a file fills one; the document made of it has a block for each trait, so that
 * all that judges and reports letters does the same for files.
 *
 * It can be written down, which rules need for their examples:
 *
 *     foilint inventory
 *     hidden-sheet | where: sheet "Staff" | what: 24 cells | count: 24 | hidden
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_INVENTORY_H
#define FL_READ_INVENTORY_H

#include "read/document.h"

#define FL_INVENTORY_HEAD "foilint inventory\n"

typedef struct {
    fl_arena *arena;
    fl_document *doc; /* path, format and source are set */
    size_t left_out;  /* traits beyond the limit */
} fl_inventory;

/* A piece of text as an inspector comes by it. */
typedef struct {
    fl_str text;
    fl_str within;        /* sheet "Staff"; page 3; comments */
    fl_str at;            /* "paragraph 7"; NULL: no more than `within` */
    uint32_t column, row; /* of a cell, from 1; else 0 */
    bool hidden;          /* no reader sees it */
} fl_text_piece;

/* Whoever looks through the text of a file as it is read; may be NULL in an
 * inspector's hands. The strings are valid during the call alone. */
typedef struct {
    void (*piece)(void *data, const fl_text_piece *piece);
    void *data;
} fl_listener;

void fl_inventory_init(fl_inventory *inv, fl_arena *arena, fl_document *doc);
/* Copies the strings. Beyond a limit traits are only counted. */
void fl_inventory_add(fl_inventory *inv, fl_trait trait);
/* Notes that something could not be scanned: `where` and why. The document is
 * partial then. */
void fl_inventory_missed(fl_inventory *inv, fl_str where, const char *why);
/* Makes T and its blocks. */
void fl_inventory_finish(fl_inventory *inv);

/* The text with most of its letters and digits as bullets: "Su•••y". */
fl_str fl_mask_text(fl_arena *arena, fl_str text);
/* "B2" of column 2 and row 2; just "B" or "2" when the other is 0. */
fl_str fl_cell_name(fl_arena *arena, uint32_t column, uint32_t row);

#endif
