/*
 * What an inspector of spreadsheets, whatever their format, counts while the
 * cells of a sheet go by: those that are not seen, where they stand, and the
 * sheet as it is displayed. Private to attach/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ATTACH_TALLY_H
#define FL_ATTACH_TALLY_H

#include "attach/inspect.h"

#define FL_TALLY_COLUMNS 16384u /* a sheet has no more */

/* Cells of one sort: how many, and in which part of the sheet. */
typedef struct {
    size_t cells;
    uint32_t left, right, top, bottom; /* of all of them */
    fl_str sample;                     /* the first words, masked */
    size_t lines;                      /* rows or columns, where that counts */
    uint32_t last;                     /* the last of these */
} fl_patch;

typedef struct fl_tally {
    const fl_inspection *in;
    fl_str name, within;
    bool hidden, very, filtered;
    uint8_t columns[FL_TALLY_COLUMNS + 1]; /* 1 hidden, 2 of no width */
    uint8_t used[FL_TALLY_COLUMNS + 1];    /* hidden columns with content */
    uint32_t row;
    bool row_hidden, row_used;
    size_t rows; /* seen, with content */
    fl_patch all, in_rows, in_columns, in_narrow, white, tiny, masked, formulas;
    fl_buf csv;
    uint32_t csv_row, csv_column; /* written so far */
    uint32_t csv_passed;          /* hidden rows since csv_row */
    bool no_copy;                 /* it is one already */
    bool csv_open;                /* the row in hand has begun */
} fl_tally;

typedef struct {
    uint32_t column;
    fl_str value; /* as stored */
    fl_str shown; /* as displayed; of a masked one perhaps other words */
    bool number, formula;
    bool white, tiny, masked; /* its look hides it */
    fl_str veiled;            /* words of `value` that alone aren't seen … */
    bool veiled_white;        /* … for their colour, else for their size */
} fl_seen_cell;

/* The tally of the sheet before is gone then: there may be many sheets. */
fl_tally *fl_tally_new(fl_inspection *in, fl_str name, bool hidden, bool very);
/* Columns from 1, both ends included; `narrow`: by having no width. */
void fl_tally_hide_columns(fl_tally *t, uint32_t from, uint32_t to,
                           bool narrow);
void fl_tally_row(fl_tally *t, uint32_t row, bool hidden);
/* A cell with content; cells of a row come from left to right. */
void fl_tally_cell(fl_tally *t, const fl_seen_cell *cell);
void fl_tally_row_end(fl_tally *t);
/* Adds the traits; `whole`: all was read, and the clean sheet may be given. */
void fl_tally_finish(fl_tally *t, bool whole);

#endif
