/*
 * One sheet of a workbook, read as it comes: what stands in rows and columns
 * that are not seen, in words that are not seen, and how many rows there are.
 * SPDX-License-Identifier: MIT
 */
#include "attach/tally.h"
#include "attach/xlsx.h"
#include "base/limits.h"

#include <stdlib.h>

/* Columns narrower than this show nothing. */
#define WIDE_ENOUGH 0.2

typedef struct {
    fl_workbook *book;
    fl_tally *tally;
    bool rows_hidden; /* all that don't say otherwise */
    uint32_t row, column;
    char type; /* of the cell in hand: s, t (text), n, b, e */
    uint32_t style;
    fl_rich_reader *rich; /* of a cell that holds its own string */
    bool in_string;
    fl_conditions conditions;
    bool formula;
    fl_buf shown;     /* the value in hand */
    fl_buf formatted; /* and as its number format shows it */
    fl_veiled parts;  /* of a string in several looks */
} sheet_reader;

static void read_column(sheet_reader *r, const fl_attrs *attrs)
{
    fl_str width = fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "width"));
    uint32_t from = fl_attr_number(attrs, "min", 0);
    uint32_t to = fl_attr_number(attrs, "max", 0);
    bool narrow = width.len && strtod(width.ptr, NULL) < WIDE_ENOUGH;
    if (fl_attr_on(attrs, "hidden"))
        fl_tally_hide_columns(r->tally, from, to, false);
    else if (narrow)
        fl_tally_hide_columns(r->tally, from, to, true);
}

static void read_row(sheet_reader *r, const fl_attrs *attrs)
{
    fl_str height = fl_attr_of(attrs, "ht");
    r->row = fl_attr_number(attrs, "r", r->row + 1);
    r->column = 0;
    bool flat = height.len && height.ptr[0] == '0' &&
                strtod(fl_arena_dup(r->book->in->arena, height).ptr, NULL) <
                    WIDE_ENOUGH;
    bool hidden = fl_attr_of(attrs, "hidden").len
                      ? fl_attr_on(attrs, "hidden")
                      : r->rows_hidden && height.len == 0;
    fl_tally_row(r->tally, r->row, hidden || flat);
}

/* "B12" says the column; without it the cell follows the last one. */
static void read_cell(sheet_reader *r, const fl_attrs *attrs)
{
    fl_str ref = fl_attr_of(attrs, "r");
    fl_str type = fl_attr_of(attrs, "t");
    uint32_t column = 0;
    for (size_t i = 0; i < ref.len && i < 3 && fl_is_alpha(ref.ptr[i]); i++)
        column = column * 26 + (uint32_t)((ref.ptr[i] | 0x20) - 'a' + 1);
    r->column = column ? column : r->column + 1;
    r->style = fl_attr_number(attrs, "s", 0);
    r->type = type.len ? type.ptr[0] : 'n';
    if (fl_str_is(type, "str") || fl_str_is(type, "inlineStr"))
        r->type = 't';
    r->formula = false;
    fl_buf_clear(&r->shown);
    fl_rich_begin(r->rich);
    if (++r->book->cells > FL_LIMIT_CELLS)
        r->book->too_many = true;
}

/* A header or footer of the printed sheet, without its codes: &L, &"Arial",
 * &12, &K00FF00, and && for the sign itself. */
static void read_furniture(const sheet_reader *r, fl_str text)
{
    fl_buf out = { 0 };
    for (size_t i = 0; i < text.len; i++) {
        char c = i + 1 < text.len && text.ptr[i] == '&' ? text.ptr[i + 1] : 0;
        if (!c || c == '&') {
            fl_buf_putc(&out, text.ptr[i]);
            i += c == '&';
            continue;
        }
        fl_buf_putc(&out, ' ');
        i++;
        if (c == '"')
            while (i + 1 < text.len && text.ptr[++i] != '"')
                ;
        else if (c == 'K')
            i += text.len - i > 6 ? 6 : text.len - i;
        else
            while (fl_is_digit(c) && i + 1 < text.len &&
                   fl_is_digit(text.ptr[i + 1]))
                i++;
    }
    fl_str within =
        fl_arena_printf(r->book->in->arena, "header or footer of %.*s",
                        FL_ARG(r->tally->within));
    if (!out.failed)
        fl_inspect_piece(r->book->in,
                         &(fl_text_piece){ .text = fl_buf_str(&out),
                                           .within = within,
                                           .hidden = true });
    bool failed = out.failed;
    fl_buf_dispose(&out);
    if (failed)
        fl_arena_fail(r->book->in->arena);
}

/* What a cell may hold, "Oakley,Marsh" in quotes, or says when it is chosen. */
static void read_choices(const sheet_reader *r, fl_str text)
{
    fl_str within =
        fl_arena_printf(r->book->in->arena, "choices of cells of %.*s",
                        FL_ARG(r->tally->within));
    if (text.len)
        fl_inspect_piece(
            r->book->in,
            &(fl_text_piece){ .text = text, .within = within, .hidden = true });
}

static void sheet_open(fl_stream *stream, void *data, const char *name,
                       const fl_attrs *attrs)
{
    sheet_reader *r = data;
    if (r->in_string) {
        fl_rich_open(r->rich, name, attrs);
    } else if (fl_conditions_open(&r->conditions, r->book, name, attrs)) {
        return;
    } else if (strcmp(name, "is") == 0) {
        r->in_string = true;
    } else if (strcmp(name, "c") == 0) {
        read_cell(r, attrs);
        if (r->book->too_many)
            fl_stream_stop(stream);
    } else if (strcmp(name, "row") == 0) {
        read_row(r, attrs);
    } else if (strcmp(name, "col") == 0) {
        read_column(r, attrs);
    } else if (strcmp(name, "sheetFormatPr") == 0) {
        r->rows_hidden = fl_attr_on(attrs, "zeroHeight");
    } else if (strcmp(name, "filterColumn") == 0) {
        r->tally->filtered = true;
    } else if (strcmp(name, "f") == 0) {
        r->formula = true;
    } else if (strcmp(name, "dataValidation") == 0) {
        read_choices(r, fl_attr_of(attrs, "prompt"));
        read_choices(r, fl_attr_of(attrs, "error"));
    }
}

/* What the cell says, before any format; to be used at once. */
static fl_rich value_of(const sheet_reader *r)
{
    fl_str raw = fl_buf_str(&r->shown);
    if (r->type == 't' && r->rich->text.len)
        return (fl_rich){ fl_buf_str(&r->rich->text), r->rich->runs.items,
                          r->rich->runs.count };
    if (r->type != 's')
        return (fl_rich){ .text = raw };
    size_t at = 0;
    for (size_t i = 0; i < raw.len && i < 9 && fl_is_digit(raw.ptr[i]); i++)
        at = at * 10 + (size_t)(raw.ptr[i] - '0');
    return at < r->book->strings.count ? r->book->strings.items[at]
                                       : (fl_rich){ .text = FL_STR("") };
}

static const fl_look *look_of(const sheet_reader *r)
{
    static const fl_look plain = { .code = { "", 0 } };
    return r->style < r->book->looks.count ? &r->book->looks.items[r->style]
                                           : &plain;
}

/* A cell in whose string some words look otherwise than the rest. */
static void close_rich_cell(sheet_reader *r, const fl_rich *rich)
{
    const fl_look *look = look_of(r);
    fl_veiled *parts = &r->parts;
    fl_rich_split(rich, look, parts);
    /* as if the cell itself had that look */
    bool none = !parts->words && parts->veiled.len;
    fl_seen_cell cell = { .column = r->column,
                          .value = rich->text,
                          .shown = look->masks_text ? FL_STR("")
                                   : none           ? rich->text
                                                    : fl_buf_str(&parts->seen),
                          .formula = r->formula,
                          .white = none && parts->white,
                          .tiny = none && !parts->white,
                          .masked = look->masks_text,
                          .veiled =
                              none ? FL_STR("") : fl_buf_str(&parts->veiled),
                          .veiled_white = parts->white };
    if (parts->seen.failed || parts->veiled.failed)
        fl_arena_fail(r->book->in->arena);
    fl_tally_cell(r->tally, &cell);
}

static void close_cell(sheet_reader *r)
{
    const fl_look *look = look_of(r);
    bool number = r->type == 'n';
    fl_rich rich = value_of(r);
    fl_str value = rich.text;
    fl_buf_clear(&r->formatted);
    if (rich.count) {
        close_rich_cell(r, &rich);
        return;
    }
    if (value.len == 0 && !r->formula)
        return;
    bool masked = !number && look->masks_text;
    if (number && value.len && look->code.len) {
        fl_str copy = fl_arena_dup(r->book->in->arena, value);
        double amount = strtod(copy.ptr, NULL);
        masked = fl_code_masks(look->code, amount);
        fl_show_number(&r->formatted, amount, look->code, r->book->from_1904);
    } else if (r->type == 'b' && value.len) {
        value = value.ptr[0] == '1' ? FL_STR("TRUE") : FL_STR("FALSE");
    }
    fl_seen_cell cell = { .column = r->column,
                          .value = value,
                          .shown = r->formatted.len || masked
                                       ? fl_buf_str(&r->formatted)
                                       : value,
                          .number = number,
                          .formula = r->formula,
                          .white = look->white,
                          .tiny = look->tiny,
                          .masked = masked };
    if (r->formatted.failed)
        fl_arena_fail(r->book->in->arena);
    fl_tally_cell(r->tally, &cell);
}

/* oddHeader, firstFooter and the like. */
static bool is_furniture(const char *name)
{
    size_t len = strlen(name);
    return len > 6 && (strcmp(name + len - 6, "Header") == 0 ||
                       strcmp(name + len - 6, "Footer") == 0);
}

static void sheet_close(fl_stream *stream, void *data, const char *name,
                        fl_str text)
{
    sheet_reader *r = data;
    (void)stream;
    if (strcmp(name, "is") == 0)
        r->in_string = false;
    else if (r->in_string)
        fl_rich_close(r->rich, name, text);
    else if (fl_conditions_close(&r->conditions, r->book, name, text))
        return;
    else if (strcmp(name, "v") == 0)
        fl_buf_add(&r->shown, text);
    else if (strcmp(name, "c") == 0)
        close_cell(r);
    else if (strcmp(name, "row") == 0)
        fl_tally_row_end(r->tally);
    else if (is_furniture(name))
        read_furniture(r, text);
    else if (strncmp(name, "formula", 7) == 0 &&
             fl_str_starts(text, FL_STR("\"")))
        read_choices(r, text);
    if (r->shown.failed)
        fl_arena_fail(r->book->in->arena);
}

/* Nothing of it is read any more; but that it is hidden is known. */
static void skip_sheet(const fl_workbook *book, const fl_sheet *sheet)
{
    fl_str within = fl_inspect_sheet_name(book->in, sheet->name);
    fl_inventory_missed(book->in->inv, within,
                        "the workbook has more cells than are looked at");
    if (sheet->hidden)
        fl_inventory_add(book->in->inv,
                         (fl_trait){ .kind = FL_TRAIT_HIDDEN_SHEET,
                                     .where = within,
                                     .name = sheet->very ? FL_STR("very hidden")
                                                         : FL_STR("hidden"),
                                     .what = FL_STR("cells not counted"),
                                     .count = 1,
                                     .hidden = true });
}

void fl_xlsx_read_sheet(fl_workbook *book, const fl_sheet *sheet)
{
    fl_inspection *in = book->in;
    if (!sheet->part)
        return;
    if (book->too_many) {
        skip_sheet(book, sheet);
        return;
    }
    sheet_reader *r = FL_NEW(in->arena, sheet_reader);
    r->book = book;
    r->tally = fl_tally_new(in, sheet->name, sheet->hidden, sheet->very);
    fl_arena_defer(in->arena, fl_buf_release, &r->shown);
    fl_arena_defer(in->arena, fl_buf_release, &r->formatted);
    fl_arena_defer(in->arena, fl_veiled_release, &r->parts);
    r->rich = fl_rich_reader_new(book);
    bool whole = fl_stream_part(
        in, sheet->part, &(fl_handler){ sheet_open, sheet_close, r, NULL });
    if (book->too_many)
        fl_inventory_missed(in->inv, fl_inspect_sheet_name(in, sheet->name),
                            "the workbook has more cells than are looked at");
    fl_tally_finish(r->tally, whole && !book->too_many);
    if (!sheet->hidden)
        fl_conditions_tell(&r->conditions, in, r->tally->within);
}
