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

/* A colour; how much of it is see-through never counts. */
typedef struct {
    bool given, known;
    int rgb[3];
} fl_colour;

/* How words look. */
typedef struct {
    fl_colour colour;
    bool tiny;
} fl_words;

/* How a cell looks, as far as that says whether it is seen. */
typedef struct {
    fl_str code; /* number format; "" General */
    fl_colour ground;
    bool white, tiny; /* its words can't be seen */
    bool masks_text;  /* its text isn't shown; of numbers it depends on them */
} fl_look;

/* A string, and those of its runs that look otherwise than its cell. */
typedef struct {
    size_t start, end; /* bytes of the string */
    fl_words look;
} fl_rich_run;
typedef struct {
    fl_str text;
    const fl_rich_run *runs; /* ascending */
    size_t count;
} fl_rich;

#define FL_THEME_COLOURS   12
#define FL_PALETTE_COLOURS 64

/* A look that cells take where a condition holds. */
typedef struct {
    fl_colour words, ground;
    bool masks; /* its number format shows no number */
    enum { FL_DXF_ELSEWHERE, FL_DXF_FONT, FL_DXF_FILL } in; /* while read */
} fl_dxf;

typedef struct {
    fl_inspection *in;
    FL_VEC(fl_sheet) sheets;
    FL_VEC(fl_look) looks; /* by the number that cells give */
    FL_VEC(fl_dxf) dxfs;   /* by the number that conditions give */
    FL_VEC(fl_rich) strings;
    fl_colour theme[FL_THEME_COLOURS];     /* by the number that cells give */
    fl_colour palette[FL_PALETTE_COLOURS]; /* so is this */
    size_t string_bytes, cells;
    bool from_1904;
    bool too_many; /* cells: the rest was left alone, and that was said */
} fl_workbook;

/* xlsx_styles.c: fills the looks. */
void fl_xlsx_read_looks(fl_workbook *book);
/* The size in an attribute `val` is one that nobody reads. */
bool fl_xlsx_is_tiny(const fl_attrs *attrs);

/* xlsx_colours.c: fills theme and palette, which the rest needs. */
void fl_xlsx_read_colours(fl_workbook *book);
fl_colour fl_xlsx_colour(const fl_workbook *book, const fl_attrs *attrs);
/* Words of the first colour on a ground of the second are not seen. Where
 * nothing is said, words are black and the ground is white; of a colour that
 * isn't known nothing is said. */
bool fl_colours_alike(const fl_colour *words, const fl_colour *ground);

/* xlsx_rich.c: a string is read from fl_rich_begin() to fl_rich_end(), which
 * copies it, by what opens and closes between these. In the arena. */
typedef struct {
    const fl_workbook *book;
    fl_buf text;
    FL_VEC(fl_rich_run) runs;
    bool phonetic, own;
    fl_words look; /* of the run in hand, where that has its own */
} fl_rich_reader;
fl_rich_reader *fl_rich_reader_new(const fl_workbook *book);
void fl_rich_begin(fl_rich_reader *r);
void fl_rich_open(fl_rich_reader *r, const char *name, const fl_attrs *attrs);
void fl_rich_close(fl_rich_reader *r, const char *name, fl_str text);
fl_rich fl_rich_end(const fl_rich_reader *r);

/* What is seen of a string in a cell of that look, and what isn't; all zero
 * at first, and used again for the next one. */
typedef struct {
    fl_buf seen, veiled; /* check .failed */
    bool words;          /* some are seen */
    bool white;          /* some aren't for their colour; else for their size */
} fl_veiled;
void fl_rich_split(const fl_rich *rich, const fl_look *cell, fl_veiled *out);
/* For fl_arena_defer(). */
void fl_veiled_release(void *veiled);
/* xlsx_conditions.c: which conditional formats of a sheet would hide what a
 * cell holds. An element between these two is of one where they say so. */
void fl_dxf_open(const fl_workbook *book, fl_dxf *dxf, const char *name,
                 const fl_attrs *attrs);
enum {
    FL_CONDITION_WHITE, /* in the colour of the background */
    FL_CONDITION_MASK,  /* by a number format */
    FL_CONDITION_BARE,  /* a bar or an icon without its number */
    FL_CONDITIONS
};
typedef struct {
    char at[64]; /* the first cells of those in hand */
    bool open, in_dxf;
    fl_dxf dxf;
    size_t here[FL_CONDITIONS], all[FL_CONDITIONS];
    fl_str first[FL_CONDITIONS]; /* the cells of the first ones */
} fl_conditions;
bool fl_conditions_open(fl_conditions *c, const fl_workbook *book,
                        const char *name, const fl_attrs *attrs);
bool fl_conditions_close(fl_conditions *c, const fl_workbook *book,
                         const char *name, fl_str text);
void fl_conditions_tell(const fl_conditions *c, const fl_inspection *in,
                        fl_str within);

/* xlsx_sheet.c: reads a sheet's cells and tells what is not seen of them. */
void fl_xlsx_read_sheet(fl_workbook *book, const fl_sheet *sheet);
/* xlsx_parts.c: comments of a sheet; pivot caches, links and the like. */
void fl_xlsx_read_comments(fl_workbook *book, const fl_sheet *sheet);
void fl_xlsx_read_parts(fl_workbook *book);

#endif
