/*
 * How the cells of a workbook look: number formats, and words in the colour
 * of their background or too small to be read.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

#include "read/colour.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    uint32_t id;
    fl_str code;
} number_format;

typedef struct {
    fl_workbook *book;
    FL_VEC(number_format) formats;
    FL_VEC(fl_words) fonts;
    FL_VEC(fl_colour) fills;
    bool no_fill; /* the fill in hand is not drawn, whatever its colour */
    enum { ELSEWHERE, FONTS, FILLS, CELLS, CONDITIONS } in;
} style_reader;

static const struct {
    uint32_t id;
    const char *code;
} builtin[] = { { 1, "0" },
                { 2, "0.00" },
                { 3, "#,##0" },
                { 4, "#,##0.00" },
                { 9, "0%" },
                { 10, "0.00%" },
                { 11, "0.00E+00" },
                { 12, "# ?/?" },
                { 13, "# ?\?/?\?" },
                { 14, "dd/mm/yyyy" },
                { 15, "d-mmm-yy" },
                { 16, "d-mmm" },
                { 17, "mmm-yy" },
                { 18, "h:mm AM/PM" },
                { 19, "h:mm:ss AM/PM" },
                { 20, "h:mm" },
                { 21, "h:mm:ss" },
                { 22, "dd/mm/yyyy h:mm" },
                { 37, "#,##0;-#,##0" },
                { 38, "#,##0;-#,##0" },
                { 39, "#,##0.00;-#,##0.00" },
                { 40, "#,##0.00;-#,##0.00" },
                { 45, "mm:ss" },
                { 46, "[h]:mm:ss" },
                { 47, "mm:ss" },
                { 48, "##0.0E+0" },
                { 49, "@" } };

static fl_str code_of(const style_reader *r, uint32_t id)
{
    for (size_t i = 0; i < r->formats.count; i++)
        if (r->formats.items[i].id == id)
            return r->formats.items[i].code;
    for (size_t i = 0; i < sizeof(builtin) / sizeof(builtin[0]); i++)
        if (builtin[i].id == id)
            return fl_str_from(builtin[i].code);
    return FL_STR("");
}

static void add_look(style_reader *r, const fl_attrs *attrs)
{
    static const fl_words plain;
    static const fl_colour none;
    uint32_t f = fl_attr_number(attrs, "fontId", 0);
    uint32_t g = fl_attr_number(attrs, "fillId", 0);
    const fl_words *words = f < r->fonts.count ? &r->fonts.items[f] : &plain;
    const fl_colour *ground = g < r->fills.count ? &r->fills.items[g] : &none;
    fl_look *look = FL_PUSH(r->book->in->arena, &r->book->looks);
    look->code = code_of(r, fl_attr_number(attrs, "numFmtId", 0));
    look->ground = *ground;
    look->white = fl_colours_alike(&words->colour, ground);
    look->tiny = words->tiny;
    look->masks_text = fl_code_masks_text(look->code);
}

static void add_format(style_reader *r, const fl_attrs *attrs)
{
    fl_arena *arena = r->book->in->arena;
    number_format *f = FL_PUSH(arena, &r->formats);
    f->id = fl_attr_number(attrs, "numFmtId", 0);
    f->code = fl_arena_dup(arena, fl_attr_of(attrs, "formatCode"));
}

bool fl_xlsx_is_tiny(const fl_attrs *attrs)
{
    char size[32];
    snprintf(size, sizeof(size), "%.*s", FL_ARG(fl_attr_of(attrs, "val")));
    return strtod(size, NULL) < FL_READABLE_POINTS;
}

static void in_fonts(style_reader *r, const char *name, const fl_attrs *attrs)
{
    fl_words *last =
        r->fonts.count ? &r->fonts.items[r->fonts.count - 1] : NULL;
    if (strcmp(name, "font") == 0) {
        FL_PUSH(r->book->in->arena, &r->fonts);
    } else if (last && strcmp(name, "color") == 0) {
        last->colour = fl_xlsx_colour(r->book, attrs);
    } else if (last && strcmp(name, "sz") == 0) {
        last->tiny = fl_xlsx_is_tiny(attrs);
    }
}

static void in_fills(style_reader *r, const char *name, const fl_attrs *attrs)
{
    fl_colour *last =
        r->fills.count ? &r->fills.items[r->fills.count - 1] : NULL;
    if (strcmp(name, "fill") == 0)
        FL_PUSH(r->book->in->arena, &r->fills);
    else if (strcmp(name, "patternFill") == 0)
        r->no_fill = fl_attr_of(attrs, "patternType").len == 0 ||
                     fl_str_is(fl_attr_of(attrs, "patternType"), "none");
    else if (last && !r->no_fill && strcmp(name, "fgColor") == 0)
        *last = fl_xlsx_colour(r->book, attrs);
}

static void in_conditions(style_reader *r, const char *name,
                          const fl_attrs *attrs)
{
    if (strcmp(name, "dxf") == 0)
        FL_PUSH(r->book->in->arena, &r->book->dxfs);
    else if (r->book->dxfs.count)
        fl_dxf_open(r->book, &r->book->dxfs.items[r->book->dxfs.count - 1],
                    name, attrs);
}

static void style_open(fl_stream *stream, void *data, const char *name,
                       const fl_attrs *attrs)
{
    style_reader *r = data;
    (void)stream;
    if (strcmp(name, "fonts") == 0)
        r->in = FONTS;
    else if (strcmp(name, "fills") == 0)
        r->in = FILLS;
    else if (strcmp(name, "cellXfs") == 0)
        r->in = CELLS;
    else if (strcmp(name, "dxfs") == 0)
        r->in = CONDITIONS;
    else if (r->in == CONDITIONS)
        in_conditions(r, name, attrs);
    else if (strcmp(name, "numFmt") == 0 && r->in == ELSEWHERE)
        add_format(r, attrs);
    else if (r->in == FONTS)
        in_fonts(r, name, attrs);
    else if (r->in == FILLS)
        in_fills(r, name, attrs);
    else if (r->in == CELLS && strcmp(name, "xf") == 0)
        add_look(r, attrs);
}

static void style_close(fl_stream *stream, void *data, const char *name,
                        fl_str text)
{
    style_reader *r = data;
    (void)stream;
    (void)text;
    if (strcmp(name, "fonts") == 0 || strcmp(name, "fills") == 0 ||
        strcmp(name, "cellXfs") == 0 || strcmp(name, "dxfs") == 0)
        r->in = ELSEWHERE;
}

void fl_xlsx_read_looks(fl_workbook *book)
{
    style_reader *r = FL_NEW(book->in->arena, style_reader);
    r->book = book;
    fl_stream_part(book->in, "xl/styles.xml",
                   &(fl_handler){ style_open, style_close, r, NULL });
}
