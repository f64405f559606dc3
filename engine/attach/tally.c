/*
 * Counting the cells of a sheet as they go by.
 * SPDX-License-Identifier: MIT
 */
#include "attach/tally.h"

#include "base/limits.h"

fl_tally *fl_tally_new(fl_inspection *in, fl_str name, bool hidden, bool very)
{
    fl_tally *t = in->tally;
    if (t) {
        fl_buf csv = t->csv;
        memset(t, 0, sizeof(*t));
        t->csv = csv;
        fl_buf_clear(&t->csv);
    } else {
        t = in->tally = FL_NEW(in->arena, fl_tally);
        fl_arena_defer(in->arena, fl_buf_release, &t->csv);
    }
    t->in = in;
    t->name = name;
    t->within = fl_inspect_sheet_name(in, name);
    t->hidden = hidden;
    t->very = very;
    return t;
}

void fl_tally_hide_columns(fl_tally *t, uint32_t from, uint32_t to, bool narrow)
{
    for (uint32_t c = from; c > 0 && c <= to && c <= FL_TALLY_COLUMNS; c++)
        t->columns[c] = narrow ? 2 : 1;
}

void fl_tally_row(fl_tally *t, uint32_t row, bool hidden)
{
    t->row = row;
    t->row_hidden = hidden;
    t->row_used = false;
    t->csv_passed += hidden;
    t->csv_open = false;
}

static void grow(const fl_tally *t, fl_patch *p, uint32_t column, fl_str value,
                 bool number)
{
    if (p->cells == 0) {
        p->left = p->right = column;
        p->top = t->row;
    }
    if ((p->sample.len == 0 && !number) || p->cells == 0)
        p->sample = fl_mask_text(t->in->arena, value);
    p->cells++;
    p->left = column < p->left ? column : p->left;
    p->right = column > p->right ? column : p->right;
    p->bottom = t->row;
}

/* Rows without content that are seen stay as empty lines, within reason. */
#define MOST_EMPTY 1000u

/* Adds the cell to the sheet as it is displayed; what isn't seen is blank. */
static void write_cell(fl_tally *t, const fl_seen_cell *cell, bool seen)
{
    if (t->csv.len > FL_LIMIT_CLEAN_BYTES)
        return;
    if (!t->csv_open) {
        uint32_t gap = t->row > t->csv_row + t->csv_passed
                           ? t->row - t->csv_row - t->csv_passed - 1
                           : 0;
        for (uint32_t i = 0; i < gap && i < MOST_EMPTY; i++)
            fl_buf_putc(&t->csv, '\n');
        t->csv_row = t->row;
        t->csv_passed = 0;
        t->csv_column = 0;
    }
    for (uint32_t c = t->csv_column + 1; c <= cell->column; c++) {
        if (t->columns[c])
            continue;
        bool own = c == cell->column && seen;
        fl_csv_field(&t->csv, own ? cell->shown : FL_STR(""), cell->number,
                     !t->csv_open);
        t->csv_open = true;
    }
    if (cell->column > t->csv_column)
        t->csv_column = cell->column;
}

/* Something of the cell is seen, for all that its row, column and look do. */
static bool is_in_sight(const fl_tally *t, const fl_seen_cell *cell)
{
    return !t->hidden && !t->row_hidden && !t->columns[cell->column] &&
           !cell->white && !cell->tiny && cell->shown.len;
}

static void hand_on(const fl_tally *t, const fl_seen_cell *cell, fl_str text,
                    bool hidden)
{
    fl_inspect_piece(t->in, &(fl_text_piece){ .text = text,
                                              .within = t->within,
                                              .column = cell->column,
                                              .row = t->row,
                                              .hidden = hidden });
}

static void count_unseen(fl_tally *t, const fl_seen_cell *cell)
{
    uint32_t column = cell->column;
    if (t->row_hidden) {
        grow(t, &t->in_rows, column, cell->value, cell->number);
        t->in_rows.lines += t->in_rows.last != t->row;
        t->in_rows.last = t->row;
    }
    if (t->columns[column]) {
        fl_patch *p = t->columns[column] == 2 ? &t->in_narrow : &t->in_columns;
        grow(t, p, column, cell->value, cell->number);
        p->lines += !t->used[column];
        t->used[column] = 1;
    }
    if (cell->white)
        grow(t, &t->white, column, cell->value, cell->number);
    else if (cell->tiny)
        grow(t, &t->tiny, column, cell->value, cell->number);
    if (cell->masked)
        grow(t, &t->masked, column, cell->value, cell->number);
    if (cell->veiled.len)
        grow(t, cell->veiled_white ? &t->white : &t->tiny, column, cell->veiled,
             false);
}

void fl_tally_cell(fl_tally *t, const fl_seen_cell *cell)
{
    if (cell->column == 0 || cell->column > FL_TALLY_COLUMNS)
        return;
    grow(t, &t->all, cell->column, cell->value, cell->number);
    if (!t->hidden)
        count_unseen(t, cell);
    if (cell->formula)
        grow(t, &t->formulas, cell->column, cell->value, cell->number);
    bool sight = is_in_sight(t, cell);
    t->row_used = t->row_used || sight;
    if (sight)
        hand_on(t, cell, cell->shown, false);
    if (!sight || cell->masked)
        hand_on(t, cell, cell->value, true);
    else if (cell->veiled.len)
        hand_on(t, cell, cell->veiled, true);
    if (t->in->wants->clean && !t->no_copy && !t->hidden && !t->row_hidden &&
        !t->columns[cell->column]) {
        write_cell(t, cell, sight);
    }
}

void fl_tally_row_end(fl_tally *t)
{
    t->rows += t->row_used && !t->row_hidden && !t->hidden;
    if (t->csv_open)
        fl_buf_putc(&t->csv, '\n');
}

/* ---- what comes of it ----------------------------------------------------------- */

/* sheet "Staff", B2:C9; rows or columns alone where the patch is of these. */
static fl_str where(const fl_tally *t, const fl_patch *p, char by)
{
    fl_arena *arena = t->in->arena;
    fl_str from = fl_cell_name(arena, p->left, p->top);
    fl_str to = fl_cell_name(arena, p->right, p->bottom);
    if (by == 'r' && p->top == p->bottom)
        return fl_arena_printf(arena, "%.*s, row %u", FL_ARG(t->within),
                               p->top);
    if (by == 'r')
        return fl_arena_printf(arena, "%.*s, rows %u to %u", FL_ARG(t->within),
                               p->top, p->bottom);
    if (by == 'c') {
        from = fl_cell_name(arena, p->left, 0);
        to = fl_cell_name(arena, p->right, 0);
    }
    bool one = fl_str_eq(from, to);
    return fl_arena_printf(arena, "%.*s, %s%.*s%s%.*s", FL_ARG(t->within),
                           by != 'c' ? ""
                           : one     ? "column "
                                     : "columns ",
                           FL_ARG(from),
                           one         ? ""
                           : by == 'c' ? " to "
                                       : ":",
                           FL_ARG(one ? FL_STR("") : to));
}

static void tell(const fl_tally *t, fl_trait_kind kind, const char *name,
                 const fl_patch *p, char by)
{
    const char *line = by == 'r' ? "row" : "column";
    fl_str what = { "", 0 };
    if (p->cells == 0)
        return;
    if (p->lines)
        what = fl_arena_printf(t->in->arena, "%zu %s%s with %zu cell%s",
                               p->lines, line, p->lines == 1 ? "" : "s",
                               p->cells, p->cells == 1 ? "" : "s");
    else
        what = fl_arena_printf(t->in->arena, "%zu cell%s", p->cells,
                               p->cells == 1 ? "" : "s");
    fl_inventory_add(t->in->inv, (fl_trait){ .kind = kind,
                                             .where = where(t, p, by),
                                             .name = fl_str_from(name),
                                             .what = what,
                                             .text = p->sample,
                                             .count = (double)p->cells,
                                             .hidden = true });
}

static void tell_sheet(const fl_tally *t)
{
    if (t->hidden) {
        fl_trait hidden = { .kind = FL_TRAIT_HIDDEN_SHEET,
                            .where = t->within,
                            .name = t->very ? FL_STR("very hidden")
                                            : FL_STR("hidden"),
                            .what = FL_STR("0 cells"),
                            .count = (double)t->all.cells,
                            .hidden = true };
        if (t->all.cells) {
            hidden.where = where(t, &t->all, ' ');
            hidden.text = t->all.sample;
            hidden.what =
                fl_arena_printf(t->in->arena, "%zu cell%s", t->all.cells,
                                t->all.cells == 1 ? "" : "s");
        }
        fl_inventory_add(t->in->inv, hidden);
        return;
    }
    fl_inspect_add(t->in, FL_TRAIT_SHEET, t->within, FL_STR(""), t->rows, "row",
                   FL_STR(""));
}

void fl_tally_finish(fl_tally *t, bool whole)
{
    tell_sheet(t);
    tell(t, t->filtered ? FL_TRAIT_FILTERED_ROWS : FL_TRAIT_HIDDEN_ROWS, "",
         &t->in_rows, 'r');
    tell(t, FL_TRAIT_HIDDEN_COLUMNS, "hidden", &t->in_columns, 'c');
    tell(t, FL_TRAIT_HIDDEN_COLUMNS, "of no width", &t->in_narrow, 'c');
    tell(t, FL_TRAIT_INVISIBLE_TEXT, "in the colour of its background",
         &t->white, ' ');
    tell(t, FL_TRAIT_INVISIBLE_TEXT, "too small to read", &t->tiny, ' ');
    tell(t, FL_TRAIT_MASKED_CELLS, "", &t->masked, ' ');
    tell(t, FL_TRAIT_FORMULA, "", &t->formulas, ' ');
    if (t->csv.failed)
        fl_arena_fail(t->in->arena);
    if (t->csv.len > FL_LIMIT_CLEAN_BYTES)
        fl_inventory_missed(t->in->inv, t->within,
                            "it is too large for a clean copy");
    else if (whole && !t->no_copy && !t->hidden && t->in->wants->clean)
        t->in->wants->clean(t->in->wants->clean_data,
                            fl_arena_dup(t->in->arena, t->name).ptr,
                            fl_buf_str(&t->csv).ptr, t->csv.len);
}
