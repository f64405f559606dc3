/*
 * Strings of a workbook whose parts look different: each run of such a string
 * has a colour and a size of its own.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

fl_rich_reader *fl_rich_reader_new(const fl_workbook *book)
{
    fl_rich_reader *r = FL_NEW(book->in->arena, fl_rich_reader);
    r->book = book;
    fl_arena_defer(book->in->arena, fl_buf_release, &r->text);
    return r;
}

void fl_rich_begin(fl_rich_reader *r)
{
    fl_buf_clear(&r->text);
    r->runs.count = 0;
    r->phonetic = r->own = false;
}

void fl_rich_open(fl_rich_reader *r, const char *name, const fl_attrs *attrs)
{
    if (strcmp(name, "rPh") == 0) {
        r->phonetic = true;
    } else if (strcmp(name, "rPr") == 0) {
        r->own = true;
        r->look = (fl_words){ .colour = { .given = false } };
    } else if (r->own && strcmp(name, "color") == 0) {
        r->look.colour = fl_xlsx_colour(r->book, attrs);
    } else if (r->own && strcmp(name, "sz") == 0) {
        r->look.tiny = fl_xlsx_is_tiny(attrs);
    }
}

void fl_rich_close(fl_rich_reader *r, const char *name, fl_str text)
{
    if (strcmp(name, "t") == 0 && !r->phonetic) {
        size_t start = r->text.len;
        fl_buf_add(&r->text, text);
        if (r->text.failed)
            fl_arena_fail(r->book->in->arena);
        if (r->own && text.len)
            *FL_PUSH(r->book->in->arena, &r->runs) =
                (fl_rich_run){ start, r->text.len, r->look };
    } else if (strcmp(name, "rPh") == 0) {
        r->phonetic = false;
    } else if (strcmp(name, "r") == 0) {
        r->own = false;
    }
}

fl_rich fl_rich_end(const fl_rich_reader *r)
{
    fl_arena *arena = r->book->in->arena;
    fl_rich out = { .text = fl_arena_dup(arena, fl_buf_str(&r->text)) };
    if (r->runs.count == 0)
        return out;
    fl_rich_run *runs = FL_NEW_ARRAY(arena, r->runs.count, fl_rich_run);
    memcpy(runs, r->runs.items, r->runs.count * sizeof(*runs));
    out.runs = runs;
    out.count = r->runs.count;
    return out;
}

/* ---- what is seen of it ----------------------------------------------------------- */

typedef struct {
    const fl_look *cell;
    fl_veiled *out;
} splitter;

static bool is_blank(fl_str text)
{
    return fl_str_trim(text).len == 0;
}

static void split(const splitter *s, fl_str text, const fl_words *look)
{
    bool white = look ? fl_colours_alike(&look->colour, &s->cell->ground)
                      : s->cell->white;
    bool tiny = look ? look->tiny : s->cell->tiny;
    bool veiled = (white || tiny) && !is_blank(text);
    fl_buf *to = veiled ? &s->out->veiled : &s->out->seen;
    s->out->white = s->out->white || (veiled && white);
    s->out->words = s->out->words || (!veiled && !is_blank(text));
    if (veiled && to->len)
        fl_buf_putc(to, ' ');
    fl_buf_add(to, text);
}

void fl_rich_split(const fl_rich *rich, const fl_look *cell, fl_veiled *out)
{
    splitter s = { cell, out };
    size_t at = 0;
    fl_buf_clear(&out->seen);
    fl_buf_clear(&out->veiled);
    out->words = out->white = false;
    for (size_t i = 0; i < rich->count; i++) {
        const fl_rich_run *run = &rich->runs[i];
        if (run->start > at)
            split(&s, fl_str_slice(rich->text, at, run->start), NULL);
        split(&s, fl_str_slice(rich->text, run->start, run->end), &run->look);
        at = run->end;
    }
    if (rich->text.len > at)
        split(&s, fl_str_slice(rich->text, at, rich->text.len), NULL);
}

void fl_veiled_release(void *veiled)
{
    fl_veiled *v = veiled;
    fl_buf_dispose(&v->seen);
    fl_buf_dispose(&v->veiled);
}
