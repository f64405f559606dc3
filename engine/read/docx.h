/*
 * What the files of the DOCX reader share: the parts of the package, its
 * styles, its list numbering and its paragraphs.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_DOCX_H
#define FL_READ_DOCX_H

#include "base/buf.h"
#include "read/flow.h"
#include "read/package.h"

#define FL_DOCX_LEVELS 9

typedef enum { FL_DOCX_UNSET, FL_DOCX_OFF, FL_DOCX_ON } fl_docx_switch;

/* As the file writes it; "" not said. */
typedef struct {
    fl_str colour, fill, size; /* of words, of their ground; half points */
} fl_docx_ink;

typedef struct {
    fl_str id;
    fl_str based_on;
    fl_str num_id, num_level; /* numbering that the style brings */
    uint16_t heading;         /* 0: no heading */
    fl_docx_switch bold, hidden;
    fl_docx_ink ink;
} fl_docx_style;

typedef struct {
    fl_str format; /* decimal, lowerLetter, bullet … */
    fl_str text;   /* "%1.%2" */
    fl_str style;  /* paragraph style that stands for this level */
    uint32_t start;
    uint32_t restart; /* begins anew behind an item of a level below this */
    bool legal;       /* all numbers in digits */
} fl_docx_level;

/* Paragraphs of one list count on, by whichever numbering they use it. */
typedef struct {
    fl_str id; /* of the abstract numbering */
    fl_str link;
    fl_docx_level levels[FL_DOCX_LEVELS];
    uint32_t counts[FL_DOCX_LEVELS];
    bool begun[FL_DOCX_LEVELS];
} fl_docx_list;

typedef struct {
    fl_str id;
    fl_docx_list *list;              /* whose counts go on */
    const fl_docx_level *levels;     /* the list's, or changed ones */
    uint32_t starts[FL_DOCX_LEVELS]; /* where this use begins anew */
    bool begins[FL_DOCX_LEVELS];     /* … and has yet to */
} fl_docx_num;

typedef struct {
    fl_str id;
    fl_docx_list *list;
} fl_docx_list_ref;

typedef struct {
    fl_str id;
    fl_str text;
} fl_docx_ref;

typedef struct {
    fl_str id;
    fl_str by;
    const xmlNode *node;
    bool shown; /* its paragraph has been met */
} fl_docx_comment;

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    const fl_sink *sink;
    fl_package package;
    fl_builder builder;
    fl_flow flow;
    fl_manner around;                 /* of the paragraph that comes next */
    FL_VEC(fl_docx_ref) links;        /* by id, sorted; text is the target */
    FL_VEC(fl_docx_comment) comments; /* by id, sorted */
    fl_buf label;                     /* a list number in the making */
    FL_VEC(fl_docx_style) styles;
    FL_VEC(fl_docx_list_ref) lists;
    FL_VEC(fl_docx_num) nums;
    uint32_t paragraph, tables, table, row, cell;
    bool furniture; /* in a header or footer */
} fl_docx;

/* ---- docx_parts.c ------------------------------------------------------- */

/* The "val" of a child. */
fl_str fl_xml_value(fl_arena *arena, const xmlNode *node, const char *child);
/* A child that is on by being there: <w:b/>, <w:b w:val="0"/>. */
fl_docx_switch fl_xml_switch(fl_arena *arena, const xmlNode *node,
                             const char *child);
/* Of the ways in which the same thing is given, the one to read. */
const xmlNode *fl_xml_alternative(const xmlNode *node);

/* ---- docx_styles.c, docx_numbers.c --------------------------------------- */

/* Both parts may be missing. Styles come first. */
fl_status fl_docx_read_styles(fl_docx *d);
fl_status fl_docx_read_numbering(fl_docx *d);
/* By their id, through the styles that one is based on. */
uint16_t fl_docx_heading(const fl_docx *d, fl_str style);
fl_docx_switch fl_docx_bold(const fl_docx *d, fl_str style);
fl_docx_switch fl_docx_hidden(const fl_docx *d, fl_str style);
/* The shading that properties of text, a paragraph or a cell give. */
fl_str fl_docx_fill(const fl_docx *d, const xmlNode *properties);
/* Fills in what `ink` leaves open. */
void fl_docx_add_ink(const fl_docx *d, fl_str style, fl_docx_ink *ink);
/* The ground that a cell has, or a table gives to its cells. */
fl_shades fl_docx_cell_shades(const fl_docx *d, const xmlNode *cell,
                              fl_shades around);
fl_shades fl_docx_table_shades(const fl_docx *d, const xmlNode *table,
                               fl_shades around);
const fl_docx_style *fl_docx_numbered_style(const fl_docx *d, fl_str style);
/* The number of the next paragraph with these properties as it is shown, ""
 * for none, and its depth from 1. */
fl_str fl_docx_number(fl_docx *d, const xmlNode *properties, fl_str style,
                      uint16_t *depth);

/* ---- docx_marks.c --------------------------------------------------------- */

/* Link targets, comments, and the file's own properties. */
fl_status fl_docx_read_links(fl_docx *d);
fl_status fl_docx_read_comments(fl_docx *d);
fl_status fl_docx_read_properties(fl_docx *d);
/* The comment goes to the paragraph that refers to it. */
void fl_docx_unsee_comment(fl_docx *d, fl_docx_comment *comment);

/* ---- docx_text.c ---------------------------------------------------------- */

/* Reads one paragraph into blocks; text boxes in it go to *boxes. */
typedef FL_VEC(const xmlNode *) fl_docx_nodes;
/* What `node` (ins, del, sdt, hyperlink …) says of the text in it. */
fl_manner fl_docx_within(const fl_docx *d, fl_manner around,
                         const xmlNode *node);
void fl_docx_read_paragraph(fl_docx *d, const xmlNode *node,
                            fl_docx_nodes *boxes);

#endif
