/*
 * Spreadsheets of OpenDocument (.ods).
 * SPDX-License-Identifier: MIT
 */
#include "attach/ods.h"
#include "attach/tally.h"
#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>

#define SPANS 8 /* that are open in one another; deeper ones are as the last */

typedef struct {
    uint32_t column, count; /* the first of so many that are alike */
    fl_str text, shown;     /* all words; those that are seen */
    fl_str veiled;          /* those that alone aren't */
    bool number, formula;
    bool white, tiny, masked;
    bool veiled_white;
} cell;

typedef struct {
    fl_inspection *in;
    FL_VEC(fl_str) hidden_styles; /* of tables that are not shown */
    fl_str style;                 /* whose definition is open */
    fl_ods_styles styles;
    fl_ods_parts *parts;
    fl_str *column_styles; /* of cells that give none, from 1; arena */
    fl_str row_style;
    fl_shades shades[SPANS + 1]; /* of the cell, and of spans in it */
    size_t spans;                /* that are open */
    char value[40];              /* of a number, as it is stored */
    fl_tally *tally;             /* NULL: no table is open */
    uint32_t row, rows, column, columns;
    bool row_hidden;
    FL_VEC(cell) row_cells;
    fl_buf text, note;   /* of the cell, of its comment */
    fl_buf seen, veiled; /* those words of the cell that are, or aren't */
    bool in_note, in_words, words_seen;
    cell cell;
    size_t comments, cells;
    fl_str first_comment, comment_at;
    bool too_many;
} ods_reader;

/* ---- tables ------------------------------------------------------------------- */

static bool is_hidden_style(const ods_reader *r, fl_str name)
{
    for (size_t i = 0; i < r->hidden_styles.count; i++)
        if (fl_str_eq(r->hidden_styles.items[i], name))
            return true;
    return false;
}

static void open_table(ods_reader *r, const fl_attrs *attrs)
{
    fl_arena *arena = r->in->arena;
    bool hidden = is_hidden_style(r, fl_attr_of(attrs, "style-name"));
    r->tally = fl_tally_new(
        r->in, fl_arena_dup(arena, fl_attr_of(attrs, "name")), hidden, false);
    for (uint32_t c = 0; c <= r->columns && c <= FL_TALLY_COLUMNS; c++)
        r->column_styles[c] = FL_STR(""); /* those of the sheet before */
    r->row = r->rows = r->column = r->columns = 0;
    r->comments = 0;
    if (hidden && r->parts->hidden.count < FL_LIMIT_HIDDEN_SHEETS)
        *FL_PUSH(arena, &r->parts->hidden) = r->tally->name;
}

static void close_table(ods_reader *r)
{
    if (!r->tally)
        return;
    if (r->comments)
        fl_inspect_add(r->in, FL_TRAIT_COMMENT,
                       fl_arena_printf(r->in->arena, "%.*s, %s%.*s",
                                       FL_ARG(r->tally->within),
                                       r->comments == 1 ? "" : "from ",
                                       FL_ARG(r->comment_at)),
                       FL_STR(""), r->comments, "comment", r->first_comment);
    fl_tally_finish(r->tally, !r->too_many);
    fl_ods_part_tell(r->parts, r->tally->within);
    r->tally = NULL;
}

static void read_columns(ods_reader *r, const fl_attrs *attrs)
{
    uint32_t count = fl_attr_number(attrs, "number-columns-repeated", 1);
    fl_str seen = fl_attr_of(attrs, "visibility");
    if (r->columns >= FL_TALLY_COLUMNS)
        return;
    if (fl_str_is(seen, "collapse") || fl_str_is(seen, "filter"))
        fl_tally_hide_columns(r->tally, r->columns + 1, r->columns + count,
                              false);
    fl_str style = fl_arena_dup(r->in->arena,
                                fl_attr_of(attrs, "default-cell-style-name"));
    for (uint32_t c = 1; c <= count && r->columns + c <= FL_TALLY_COLUMNS; c++)
        r->column_styles[r->columns + c] = style;
    r->columns += count < FL_TALLY_COLUMNS ? count : FL_TALLY_COLUMNS;
}

static void open_row(ods_reader *r, const fl_attrs *attrs)
{
    fl_str seen = fl_attr_of(attrs, "visibility");
    r->rows = fl_attr_number(attrs, "number-rows-repeated", 1);
    r->row_hidden = fl_str_is(seen, "collapse") || fl_str_is(seen, "filter");
    r->tally->filtered = r->tally->filtered || fl_str_is(seen, "filter");
    r->row_cells.count = 0;
    r->column = 0;
    fl_str style = fl_attr_of(attrs, "default-cell-style-name");
    r->row_style = style.len ? fl_arena_dup(r->in->arena, style) : style;
}

static void put_cell(ods_reader *r, const cell *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        if (++r->cells > FL_LIMIT_CELLS) {
            r->too_many = true;
            return;
        }
        fl_tally_cell(r->tally,
                      &(fl_seen_cell){ .column = c->column + i,
                                       .value = c->text,
                                       .shown = c->shown,
                                       .number = c->number,
                                       .formula = c->formula,
                                       .white = c->white,
                                       .tiny = c->tiny,
                                       .masked = c->masked,
                                       .veiled = c->veiled,
                                       .veiled_white = c->veiled_white });
    }
}

/* A row may stand for many that are alike. */
static void close_row(ods_reader *r)
{
    for (uint32_t i = 0; i < r->rows; i++) {
        fl_tally_row(r->tally, r->row + 1 + i, r->row_hidden);
        for (size_t c = 0; c < r->row_cells.count && !r->too_many; c++)
            put_cell(r, &r->row_cells.items[c]);
        fl_tally_row_end(r->tally);
        if (r->row_cells.count == 0 || r->too_many)
            break;
    }
    r->row += r->rows;
}

/* ---- cells --------------------------------------------------------------------- */

/* Its own, else that of its row or its column. */
static fl_str style_of_cell(const ods_reader *r, const fl_attrs *attrs)
{
    fl_str own = fl_attr_of(attrs, "style-name");
    uint32_t column = r->column + 1;
    return own.len                      ? own
           : r->row_style.len           ? r->row_style
           : column <= FL_TALLY_COLUMNS ? r->column_styles[column]
                                        : FL_STR("");
}

static void open_cell(ods_reader *r, const fl_attrs *attrs)
{
    fl_str type = fl_attr_of(attrs, "value-type");
    r->cell = (cell){ .column = r->column + 1 };
    r->cell.count = fl_attr_number(attrs, "number-columns-repeated", 1);
    r->cell.number = type.len > 0 && !fl_str_is(type, "string");
    r->cell.formula = fl_attr_of(attrs, "formula").len > 0;
    bool amount = fl_str_is(type, "float") || fl_str_is(type, "currency") ||
                  fl_str_is(type, "percentage");
    snprintf(r->value, sizeof(r->value), "%.*s",
             FL_ARG(amount ? fl_attr_of(attrs, "value") : FL_STR("")));
    fl_buf_clear(&r->text);
    fl_buf_clear(&r->seen);
    fl_buf_clear(&r->veiled);
    r->spans = 0;
    r->words_seen = false;
    r->shades[0] = fl_ods_cell_shades(&r->styles, style_of_cell(r, attrs),
                                      (fl_shades){ 0 });
}

/* Of the number nothing is shown, or words that stand for others as well. */
static bool is_masked(const ods_reader *r, fl_str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.len; i++)
        digit = digit || fl_is_digit(text.ptr[i]);
    return r->value[0] && strtod(r->value, NULL) != 0 &&
           (!digit || fl_str_starts(text, FL_STR("<")));
}

static void close_cell(ods_reader *r)
{
    fl_arena *arena = r->in->arena;
    cell *c = &r->cell;
    fl_str text = fl_buf_str(&r->text);
    c->masked = is_masked(r, text);
    if ((text.len || c->masked) && c->count <= FL_TALLY_COLUMNS) {
        bool none = r->veiled.len && !r->words_seen;
        bool some = r->veiled.len && r->words_seen;
        c->shown = fl_arena_dup(arena, some ? fl_buf_str(&r->seen) : text);
        c->text = c->masked ? fl_arena_dup(arena, fl_str_from(r->value))
                  : some    ? fl_arena_dup(arena, text)
                            : c->shown;
        c->veiled =
            some ? fl_arena_dup(arena, fl_buf_str(&r->veiled)) : FL_STR("");
        c->white = none && c->veiled_white;
        c->tiny = none && !c->veiled_white;
        *FL_PUSH(arena, &r->row_cells) = *c;
    }
    r->column +=
        r->cell.count < FL_TALLY_COLUMNS ? r->cell.count : FL_TALLY_COLUMNS;
}

static void close_note(ods_reader *r)
{
    fl_str words = fl_buf_str(&r->note);
    if (r->comments++ == 0) {
        r->first_comment = fl_mask_text(r->in->arena, words);
        r->comment_at = fl_cell_name(r->in->arena, r->cell.column, r->row + 1);
    }
    fl_inspect_piece(r->in, &(fl_text_piece){ .text = words,
                                              .within = FL_STR("comments"),
                                              .hidden = true });
    r->in_note = false;
}

static void open_span(ods_reader *r, fl_str style)
{
    size_t outer = r->spans < SPANS ? r->spans : SPANS;
    r->spans++;
    if (outer < SPANS)
        r->shades[outer + 1] =
            fl_ods_word_shades(&r->styles, style, r->shades[outer]);
}

/* Words of the cell go where they are seen, or to those that aren't. */
static void add_words(ods_reader *r, fl_str text)
{
    size_t inner = r->spans < SPANS ? r->spans : SPANS;
    const char *why = fl_shades_hide(&r->shades[inner]);
    bool blank = fl_str_trim(text).len == 0;
    fl_buf_add(&r->text, text);
    fl_buf_add(why && !blank ? &r->veiled : &r->seen, text);
    if (blank)
        return;
    r->words_seen = r->words_seen || !why;
    if (why)
        r->cell.veiled_white =
            r->cell.veiled_white || strcmp(why, "colour") == 0;
}

/* ---- events ----------------------------------------------------------------------- */

static void ods_open(fl_stream *stream, void *data, const char *name,
                     const fl_attrs *attrs)
{
    ods_reader *r = data;
    fl_arena *arena = r->in->arena;
    if (r->too_many) {
        fl_stream_stop(stream);
        return;
    }
    if (!r->tally)
        fl_ods_style_open(&r->styles, name, attrs);
    if (fl_ods_part_open(r->parts, name, attrs))
        return;
    if (strcmp(name, "style") == 0)
        r->style = fl_arena_dup(arena, fl_attr_of(attrs, "name"));
    else if (strcmp(name, "spreadsheet") == 0)
        fl_ods_styles_sort(&r->styles);
    else if (strcmp(name, "table-properties") == 0 &&
             fl_str_is(fl_attr_of(attrs, "display"), "false"))
        *FL_PUSH(arena, &r->hidden_styles) = r->style;
    else if (strcmp(name, "table") == 0 && !r->tally)
        open_table(r, attrs);
    else if (!r->tally)
        return;
    else if (strcmp(name, "table-column") == 0)
        read_columns(r, attrs);
    else if (strcmp(name, "table-row") == 0)
        open_row(r, attrs);
    else if (strcmp(name, "table-cell") == 0 ||
             strcmp(name, "covered-table-cell") == 0)
        open_cell(r, attrs);
    else if (strcmp(name, "annotation") == 0) {
        r->in_note = true;
        fl_buf_clear(&r->note);
    } else if (strcmp(name, "span") == 0) {
        open_span(r, fl_attr_of(attrs, "style-name"));
    } else if (strcmp(name, "p") == 0) {
        fl_buf *to = r->in_note ? &r->note : &r->text;
        r->in_words = true;
        if (to->len)
            fl_buf_putc(to, ' ');
        if (!r->in_note && r->seen.len)
            fl_buf_putc(&r->seen, ' ');
    }
}

static void ods_close(fl_stream *stream, void *data, const char *name,
                      fl_str text)
{
    ods_reader *r = data;
    (void)stream;
    (void)text;
    if (fl_ods_part_close(r->parts, name) || !r->tally)
        return;
    if (strcmp(name, "p") == 0)
        r->in_words = false;
    else if (strcmp(name, "span") == 0)
        r->spans -= r->spans > 0;
    else if (strcmp(name, "annotation") == 0)
        close_note(r);
    else if (strcmp(name, "table-cell") == 0 ||
             strcmp(name, "covered-table-cell") == 0)
        close_cell(r);
    else if (strcmp(name, "table-row") == 0)
        close_row(r);
    else if (strcmp(name, "table") == 0)
        close_table(r);
    if (r->text.failed || r->note.failed || r->seen.failed || r->veiled.failed)
        fl_arena_fail(r->in->arena);
}

static void ods_said(void *data, fl_str text)
{
    ods_reader *r = data;
    if (fl_ods_part_said(r->parts, text) || !r->tally || !r->in_words)
        return;
    if (r->in_note)
        fl_buf_add(&r->note, text);
    else
        add_words(r, text);
}

fl_status fl_inspect_ods(fl_inspection *in)
{
    fl_status status = fl_package_open(&in->package, in->arena, in->doc,
                                       "spreadsheet", in->sink);
    if (status != FL_OK)
        return status;
    ods_reader *r = FL_NEW(in->arena, ods_reader);
    r->in = in;
    fl_arena_defer(in->arena, fl_buf_release, &r->text);
    fl_arena_defer(in->arena, fl_buf_release, &r->note);
    fl_arena_defer(in->arena, fl_buf_release, &r->seen);
    fl_arena_defer(in->arena, fl_buf_release, &r->veiled);
    r->styles.arena = in->arena;
    r->parts = fl_ods_parts_new(in, &r->styles);
    r->column_styles = FL_NEW_ARRAY(in->arena, FL_TALLY_COLUMNS + 1, fl_str);
    fl_ods_read_styles(in, &r->styles);
    fl_stream_part(in, "content.xml",
                   &(fl_handler){ ods_open, ods_close, r, ods_said });
    if (r->too_many)
        fl_inventory_missed(in->inv, FL_STR("content.xml"),
                            "there are more cells than are looked at");
    close_table(r);
    fl_inspect_properties(in, false);
    fl_inspect_parts(in);
    return FL_OK;
}
