/*
 * A workbook in the office format, in hand. Private to attach/xlsx*.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ATTACH_XLSX_H
#define FL_ATTACH_XLSX_H

#include "attach/inspect.h"

typedef struct {
    fl_str name; /* as the tab shows it */
    fl_str id;   /* of the relation that leads to its part */
    char *part;  /* "xl/worksheets/sheet1.xml"; NULL: not known */
    bool hidden, very;
} fl_sheet;

/* How a cell looks, as far as that says whether it is seen. */
typedef struct {
    fl_str code;      /* number format; "" General */
    bool white, tiny; /* its words can't be seen */
    bool masks_text;  /* its text isn't shown; of numbers it depends on them */
} fl_look;

typedef struct {
    fl_inspection *in;
    FL_VEC(fl_sheet) sheets;
    FL_VEC(fl_look) looks; /* by the number that cells give */
    FL_VEC(fl_str) strings;
    size_t string_bytes, cells;
    bool from_1904;
    bool too_many; /* cells: the rest was left alone, and that was said */
} fl_workbook;

/* xlsx_styles.c: fills the looks. */
void fl_xlsx_read_looks(fl_workbook *book);
/* xlsx_sheet.c: reads a sheet's cells and tells what is not seen of them. */
void fl_xlsx_read_sheet(fl_workbook *book, const fl_sheet *sheet);
/* xlsx_parts.c: comments of a sheet; pivot caches, links and the like. */
void fl_xlsx_read_comments(fl_workbook *book, const fl_sheet *sheet);
void fl_xlsx_read_parts(fl_workbook *book);

#endif
