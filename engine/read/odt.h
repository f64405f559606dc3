/*
 * What the files of the ODT reader share: the styles of the package, its lists
 * and their numbers, its paragraphs.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_ODT_H
#define FL_READ_ODT_H

#include "base/buf.h"
#include "read/flow.h"
#include "read/package.h"

#define FL_ODT_LEVELS 10

typedef enum { FL_ODT_UNSET, FL_ODT_OFF, FL_ODT_ON } fl_odt_switch;

typedef struct {
    fl_str id;
    fl_str parent;
    fl_str list; /* the list style that it brings */
    fl_odt_switch bold, hidden, highlighted;
    fl_str colour, fill, ground, size; /* of words, behind them, behind the
                                          paragraph or cell; "" not said */
} fl_odt_style;

/* Styles of paragraphs and of text, each sorted by id. */
typedef struct {
    FL_VEC(fl_odt_style) paragraphs;
    FL_VEC(fl_odt_style) texts;
    FL_VEC(fl_odt_style) cells; /* and of tables and rows */
} fl_odt_styles;

typedef struct {
    char format; /* '1', 'a' …; '*' bullet; '\0' no number */
    fl_str prefix, suffix;
    uint32_t start, shown; /* levels shown */
} fl_odt_level;

typedef struct {
    fl_str id;
    fl_odt_level levels[FL_ODT_LEVELS];
} fl_odt_list_style;

/* A list and how far it has counted. */
typedef struct {
    fl_str id;
    fl_str style;
    uint32_t counts[FL_ODT_LEVELS];
    bool begun[FL_ODT_LEVELS];
} fl_odt_list;

/* What a tracked change did. */
typedef struct {
    fl_str id;
    fl_str by;
    const xmlNode *deleted; /* NULL: it inserted */
} fl_odt_change;

typedef FL_VEC(const xmlNode *) fl_odt_nodes;

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    const fl_sink *sink;
    fl_package package;
    fl_builder builder;
    fl_flow flow;
    fl_buf label; /* a list number in the making */
    fl_odt_styles in_body, in_margin, *styles;
    FL_VEC(fl_odt_list_style) list_styles; /* sorted by id */
    FL_VEC(fl_odt_list) lists;             /* in the order met */
    fl_odt_list outline;                   /* of numbered headings */
    FL_VEC(fl_odt_change) changes;         /* sorted by id */
    fl_odt_nodes notes;
    fl_manner around; /* of the paragraph that comes next */
    uint32_t paragraph, tables, table, row, cell;
    bool furniture; /* in a header or footer */
} fl_odt;

/* ---- odt_styles.c --------------------------------------------------------- */

/* The styles below `node` (office:styles, office:automatic-styles). */
void fl_odt_add_styles(fl_odt *d, const xmlNode *node, fl_odt_styles *to);
void fl_odt_add_list_styles(fl_odt *d, const xmlNode *node);
void fl_odt_sort_styles(fl_odt *d);
/* What a paragraph's or a text's style says; what it leaves open stays. */
fl_manner fl_odt_paragraph_manner(const fl_odt *d, fl_str style,
                                  fl_manner around);
fl_manner fl_odt_text_manner(const fl_odt *d, fl_str style, fl_manner around);
/* The ground that a table, row or cell of this style gives. */
fl_shades fl_odt_cell_shades(const fl_odt *d, const xmlNode *node,
                             fl_shades around);
/* The list style that a paragraph style brings; "" none. */
fl_str fl_odt_list_of(const fl_odt *d, fl_str style);

/* ---- odt_lists.c ------------------------------------------------------------ */

/* The list that a text:list element outside of all lists begins or goes on;
 * an index of d->lists. */
size_t fl_odt_begin_list(fl_odt *d, const xmlNode *node);
/* The number of the next item at `level` (from 0) in that list with `style`,
 * which begins at `start` if that isn't 0; "" none. */
fl_str fl_odt_number(fl_odt *d, fl_odt_list *list, fl_str style, uint32_t level,
                     uint32_t start);

/* ---- odt_text.c ------------------------------------------------------------- */

/* Reads a paragraph or heading into blocks like `like`; text boxes in it go
 * to *boxes, notes to d->notes. */
void fl_odt_read_paragraph(fl_odt *d, const xmlNode *node, fl_block like,
                           fl_odt_nodes *boxes);

#endif
