/*
 * How the cells of a workbook look: number formats, and words in the colour
 * of their background or too small to be read.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

#include "read/colour.h"

#include <math.h>
#include <stdlib.h>

/* Points below which nobody reads a word. */
#define READABLE 4.0

typedef struct {
    uint32_t id;
    fl_str code;
} number_format;

/* Below this contrast of their lightness, and with no channel of their
 * colours further apart than that, words are not told from their ground. */
#define SEEN_CONTRAST 1.15
#define SEEN_DISTANCE 32

/* A colour. Of themes those of text and paper are known, of numbered ones
 * black and white; how much of it is see-through never counts. */
typedef struct {
    bool given, known;
    int rgb[3];
} colour;

typedef struct {
    colour colour;
    bool tiny;
} font;

typedef struct {
    fl_workbook *book;
    FL_VEC(number_format) formats;
    FL_VEC(font) fonts;
    FL_VEC(colour) fills;
    bool no_fill; /* the fill in hand is not drawn, whatever its colour */
    enum { ELSEWHERE, FONTS, FILLS, CELLS } in;
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

/* Sets a grey: paper is 1, text 0; a tint leads from there to the other. */
static void set_grey(colour *c, double light, double tint)
{
    if (tint > 0)
        light += (1 - light) * tint;
    else
        light *= 1 + tint;
    for (size_t i = 0; i < 3; i++)
        c->rgb[i] = (int)(255 * (light < 0 ? 0 : light > 1 ? 1 : light));
    c->known = true;
}

static colour colour_of(const style_reader *r, const fl_attrs *attrs)
{
    colour c = { .given = true };
    fl_str tint = fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "tint"));
    double toward = strtod(tint.ptr, NULL);
    uint32_t theme = fl_attr_number(attrs, "theme", 99);
    uint32_t indexed = fl_attr_number(attrs, "indexed", 99);
    fl_str rgb = fl_attr_of(attrs, "rgb"); /* perhaps with its alpha first */
    c.known = fl_colour_read(rgb.len == 8 ? fl_str_slice(rgb, 2, rgb.len) : rgb,
                             c.rgb);
    if (c.known)
        return c;
    if (theme == 0 || indexed == 1 || indexed == 9 || indexed == 65)
        set_grey(&c, 1, toward);
    else if (theme == 1 || indexed == 0 || indexed == 8 || indexed == 64 ||
             fl_attr_on(attrs, "auto"))
        set_grey(&c, 0, toward);
    return c;
}

/* How light it is, from 0 to 1, as the eye weighs the three colours. */
static double lightness(const colour *c)
{
    static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double part = c->rgb[i] / 255.0;
        sum +=
            weights[i] *
            (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* Words of the first colour on a ground of the second are not seen. Where
 * nothing is said, words are black and the ground is white. */
static bool alike(const colour *words, const colour *ground)
{
    static const colour black = { .known = true };
    static const colour white = { .known = true, .rgb = { 255, 255, 255 } };
    words = words->given ? words : &black;
    ground = ground->given ? ground : &white;
    if (!words->known || !ground->known)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (abs(words->rgb[i] - ground->rgb[i]) > SEEN_DISTANCE)
            return false;
    double a = lightness(words) + 0.05;
    double b = lightness(ground) + 0.05;
    return (a > b ? a / b : b / a) < SEEN_CONTRAST;
}

static void add_look(style_reader *r, const fl_attrs *attrs)
{
    static const font plain;
    static const colour none;
    uint32_t f = fl_attr_number(attrs, "fontId", 0);
    uint32_t g = fl_attr_number(attrs, "fillId", 0);
    const font *words = f < r->fonts.count ? &r->fonts.items[f] : &plain;
    const colour *ground = g < r->fills.count ? &r->fills.items[g] : &none;
    fl_look *look = FL_PUSH(r->book->in->arena, &r->book->looks);
    look->code = code_of(r, fl_attr_number(attrs, "numFmtId", 0));
    look->white = alike(&words->colour, ground);
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

static void in_fonts(style_reader *r, const char *name, const fl_attrs *attrs)
{
    font *last = r->fonts.count ? &r->fonts.items[r->fonts.count - 1] : NULL;
    if (strcmp(name, "font") == 0) {
        FL_PUSH(r->book->in->arena, &r->fonts);
    } else if (last && strcmp(name, "color") == 0) {
        last->colour = colour_of(r, attrs);
    } else if (last && strcmp(name, "sz") == 0) {
        fl_str size =
            fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "val"));
        last->tiny = strtod(size.ptr, NULL) < READABLE;
    }
}

static void in_fills(style_reader *r, const char *name, const fl_attrs *attrs)
{
    colour *last = r->fills.count ? &r->fills.items[r->fills.count - 1] : NULL;
    if (strcmp(name, "fill") == 0)
        FL_PUSH(r->book->in->arena, &r->fills);
    else if (strcmp(name, "patternFill") == 0)
        r->no_fill = fl_attr_of(attrs, "patternType").len == 0 ||
                     fl_str_is(fl_attr_of(attrs, "patternType"), "none");
    else if (last && !r->no_fill && strcmp(name, "fgColor") == 0)
        *last = colour_of(r, attrs);
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
        strcmp(name, "cellXfs") == 0)
        r->in = ELSEWHERE;
}

void fl_xlsx_read_looks(fl_workbook *book)
{
    style_reader *r = FL_NEW(book->in->arena, style_reader);
    r->book = book;
    fl_stream_part(book->in, "xl/styles.xml",
                   &(fl_handler){ style_open, style_close, r, NULL });
}
