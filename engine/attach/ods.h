/*
 * A spreadsheet of OpenDocument, in hand. Private to attach/ods*.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ATTACH_ODS_H
#define FL_ATTACH_ODS_H

#include "attach/inspect.h"
#include "read/flow.h"

/* As the file writes it; "" not said. */
typedef struct {
    fl_str id, parent;
    fl_str colour, ground, size;
} fl_ods_style;

/* Styles of cells and of words in them, each sorted by id once all are read. */
typedef struct {
    fl_arena *arena;
    FL_VEC(fl_ods_style) cells;
    FL_VEC(fl_ods_style) words;
    fl_ods_style *open; /* whose properties come next; NULL none */
} fl_ods_styles;

/* ods_styles.c */
void fl_ods_style_open(fl_ods_styles *s, const char *name,
                       const fl_attrs *attrs);
void fl_ods_styles_sort(fl_ods_styles *s);
/* What the style says goes before what stands around. */
fl_shades fl_ods_cell_shades(const fl_ods_styles *s, fl_str style,
                             fl_shades around);
fl_shades fl_ods_word_shades(const fl_ods_styles *s, fl_str style,
                             fl_shades around);
/* The styles of styles.xml, and its headers and footers, which are handed on. */
void fl_ods_read_styles(fl_inspection *in, fl_ods_styles *s);

/* ods_parts.c: what stands beside the cells: the choices that they offer,
 * conditional formats, names. An element is one of these where they say so. */
typedef struct {
    fl_inspection *in;
    const fl_ods_styles *styles;
    FL_VEC(fl_str) hidden; /* names of sheets that are not seen */
    size_t names;          /* that the book defines */
    bool in_choices;
    fl_buf words;      /* of the choices in hand */
    char at[64];       /* the first cells of the condition in hand */
    size_t conditions; /* of the sheet, that would hide their cells */
    fl_str first;      /* the cells of the first one */
} fl_ods_parts;
fl_ods_parts *fl_ods_parts_new(fl_inspection *in, const fl_ods_styles *styles);
bool fl_ods_part_open(fl_ods_parts *p, const char *name, const fl_attrs *attrs);
bool fl_ods_part_close(fl_ods_parts *p, const char *name);
/* Text as it comes, inside of one. */
bool fl_ods_part_said(fl_ods_parts *p, fl_str text);
/* A sheet is over: tells of its conditional formats. */
void fl_ods_part_tell(fl_ods_parts *p, fl_str within);

#endif
