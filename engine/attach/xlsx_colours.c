/*
 * Colours of a workbook: by their parts, of its theme and lighter or darker
 * than that, by number; and whether words stand out from their ground.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

#include "read/colour.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the theme ------------------------------------------------------------------ */

/* In the order in which cells number them. */
static const char *const places[FL_THEME_COLOURS] = {
    "lt1",     "dk1",     "lt2",     "dk2",     "accent1", "accent2",
    "accent3", "accent4", "accent5", "accent6", "hlink",   "folHlink"
};

typedef struct {
    fl_workbook *book;
    size_t place; /* whose colour is to come; FL_THEME_COLOURS: none */
} theme_reader;

static void theme_open(fl_stream *stream, void *data, const char *name,
                       const fl_attrs *attrs)
{
    theme_reader *r = data;
    (void)stream;
    for (size_t i = 0; i < FL_THEME_COLOURS; i++)
        if (strcmp(name, places[i]) == 0)
            r->place = i;
    bool own = strcmp(name, "srgbClr") == 0;
    if (r->place == FL_THEME_COLOURS || (!own && strcmp(name, "sysClr") != 0))
        return;
    fl_colour c = { .known = true };
    if (fl_colour_read(fl_attr_of(attrs, own ? "val" : "lastClr"), c.rgb))
        r->book->theme[r->place] = c;
    r->place = FL_THEME_COLOURS;
}

static void theme_close(fl_stream *stream, void *data, const char *name,
                        fl_str text)
{
    (void)data;
    (void)text;
    if (strcmp(name, "clrScheme") == 0)
        fl_stream_stop(stream);
}

/* ---- the palette ---------------------------------------------------------------- */

/* What a book has that brings none of its own. */
static const uint32_t usual[FL_PALETTE_COLOURS] = {
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF,
    0x00FFFF, 0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00,
    0xFF00FF, 0x00FFFF, 0x800000, 0x008000, 0x000080, 0x808000, 0x800080,
    0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00,
    0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF,
    0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF,
    0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696,
    0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399,
    0x333333,
};

typedef struct {
    fl_workbook *book;
    size_t count;
} palette_reader;

static void palette_open(fl_stream *stream, void *data, const char *name,
                         const fl_attrs *attrs)
{
    palette_reader *r = data;
    fl_str rgb = fl_attr_of(attrs, "rgb");
    fl_colour c = { .known = true };
    (void)stream;
    if (strcmp(name, "rgbColor") != 0 || r->count == FL_PALETTE_COLOURS)
        return;
    if (fl_colour_read(rgb.len == 8 ? fl_str_slice(rgb, 2, rgb.len) : rgb,
                       c.rgb))
        r->book->palette[r->count] = c;
    r->count++;
}

static void read_palette(fl_workbook *book)
{
    palette_reader *r = FL_NEW(book->in->arena, palette_reader);
    r->book = book;
    for (size_t i = 0; i < FL_PALETTE_COLOURS; i++)
        book->palette[i] = (fl_colour){ .known = true,
                                        .rgb = { (int)(usual[i] >> 16),
                                                 (int)(usual[i] >> 8 & 255),
                                                 (int)(usual[i] & 255) } };
    fl_stream_part(book->in, "xl/styles.xml",
                   &(fl_handler){ palette_open, NULL, r, NULL });
}

void fl_xlsx_read_colours(fl_workbook *book)
{
    read_palette(book);
    theme_reader *r = FL_NEW(book->in->arena, theme_reader);
    *r = (theme_reader){ book, FL_THEME_COLOURS };
    /* paper and text, where there is no theme */
    book->theme[0] = (fl_colour){ .known = true, .rgb = { 255, 255, 255 } };
    book->theme[1] = (fl_colour){ .known = true };
    fl_stream_part(book->in, "xl/theme/theme1.xml",
                   &(fl_handler){ theme_open, theme_close, r, NULL });
}

/* ---- lighter and darker --------------------------------------------------------- */

/* One channel of a hue at `turn` (from 0 to 1, as a wheel). */
static double channel(double low, double high, double turn)
{
    turn -= floor(turn);
    if (turn < 1.0 / 6)
        return low + (high - low) * 6 * turn;
    if (turn < 0.5)
        return high;
    if (turn < 2.0 / 3)
        return low + (high - low) * (4 - 6 * turn);
    return low;
}

/* Where on the wheel the hue is; `most` and `least` differ. */
static double hue_of(const double c[3], double most, double least)
{
    double spread = most - least;
    double hue = most > c[0] && most > c[1] ? 4 + (c[0] - c[1]) / spread
                 : most > c[0]              ? 2 + (c[2] - c[0]) / spread
                                            : (c[1] - c[2]) / spread;
    return hue / 6;
}

/* A tint moves the lightness toward paper (up to 1) or black (down to -1);
 * hue and saturation stay. */
static void add_tint(int rgb[3], double tint)
{
    double c[3] = { rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0 };
    double most = fmax(c[0], fmax(c[1], c[2]));
    double least = fmin(c[0], fmin(c[1], c[2]));
    double light = (most + least) / 2;
    double saturation =
        most - least > 0 ? (most - least) / (1 - fabs(2 * light - 1)) : 0;
    double hue = most - least > 0 ? hue_of(c, most, least) : 0;
    tint = tint < -1 ? -1 : tint > 1 ? 1 : tint;
    light = tint < 0 ? light * (1 + tint) : light + (1 - light) * tint;
    double half = saturation * (1 - fabs(2 * light - 1)) / 2;
    for (int i = 0; i < 3; i++)
        rgb[i] = (int)(255 * channel(light - half, light + half,
                                     hue + (1 - i) / 3.0) +
                       0.5);
}

fl_colour fl_xlsx_colour(const fl_workbook *book, const fl_attrs *attrs)
{
    fl_colour c = { .given = true };
    char tint[32];
    fl_str toward = fl_attr_of(attrs, "tint");
    uint32_t theme = fl_attr_number(attrs, "theme", FL_THEME_COLOURS);
    uint32_t indexed = fl_attr_number(attrs, "indexed", 99);
    fl_str rgb = fl_attr_of(attrs, "rgb"); /* perhaps with its alpha first */
    c.known = fl_colour_read(rgb.len == 8 ? fl_str_slice(rgb, 2, rgb.len) : rgb,
                             c.rgb);
    if (indexed == 65) /* paper, and text */
        theme = 0;
    else if (indexed == 64 || fl_attr_on(attrs, "auto"))
        theme = 1;
    if (!c.known && theme < FL_THEME_COLOURS)
        c = book->theme[theme];
    else if (!c.known && indexed < FL_PALETTE_COLOURS)
        c = book->palette[indexed];
    c.given = true;
    snprintf(tint, sizeof(tint), "%.*s", FL_ARG(toward));
    if (c.known && toward.len)
        add_tint(c.rgb, strtod(tint, NULL));
    return c;
}

/* ---- words and their ground ------------------------------------------------------ */

bool fl_colours_alike(const fl_colour *words, const fl_colour *ground)
{
    static const fl_colour black = { .known = true };
    static const fl_colour white = { .known = true, .rgb = { 255, 255, 255 } };
    words = words->given ? words : &black;
    ground = ground->given ? ground : &white;
    return words->known && ground->known &&
           fl_colour_is_like(words->rgb, ground->rgb);
}
