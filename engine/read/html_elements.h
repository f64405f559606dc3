/*
 * The open elements of an HTML document: which are open, what each says of
 * the text in it, and the tables among them.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_HTML_ELEMENTS_H
#define FL_READ_HTML_ELEMENTS_H

#include "read/flow.h"
#include "read/html.h"

/* What an element is to a reader of letters; bits. */
enum {
    FL_EL_BLOCK = 1,    /* begins and ends a block */
    FL_EL_VOID = 2,     /* has no end tag */
    FL_EL_RAW = 4,      /* its content is no markup, and no text */
    FL_EL_SKIP = 8,     /* what stands in it is no text of the letter */
    FL_EL_CHROME = 16,  /* page furniture */
    FL_EL_ITEM = 32,    /* li, dt, dd */
    FL_EL_LIST = 64,    /* ul, ol */
    FL_EL_CELL = 128,   /* td, th */
    FL_EL_HEADING = 256 /* h1 to h6 */
};

/* The bits of an element by its name. */
unsigned fl_html_traits(const char *name);

/* What its attributes say. */
typedef struct {
    bool hidden, chrome, highlighted, comment, quoted;
} fl_html_look;
fl_html_look fl_html_look_of(const fl_html_token *tag);

typedef struct {
    char name[16];
    unsigned traits;
    fl_manner manner; /* of the text in it */
    bool chrome, skipped, preformatted, quoted;
    uint16_t heading; /* level, 0 none */
    uint32_t number;  /* of a list: the last item's */
    char style;       /* of a list: '1', 'a', 'A', 'i', 'I'; '*' bullets */
    fl_str label;     /* of an item whose first block is still to come */
    uint16_t depth;   /* of lists */
} fl_html_element;

/* A table that is being read. Only one that turns out to have columns and no
 * table in it counts as one; the others just arrange the page. */
typedef struct {
    size_t first_block;
    uint32_t row, cell, most_cells;
    bool nested; /* one stands in it */
} fl_html_table;

#endif
