/*
 * How cells of an OpenDocument spreadsheet look, and what is printed above and
 * below them.
 * SPDX-License-Identifier: MIT
 */
#include "attach/ods.h"

/* Styles may name one another as parent in a circle. */
#define DEEPEST 12

void fl_ods_style_open(fl_ods_styles *s, const char *name,
                       const fl_attrs *attrs)
{
    fl_arena *arena = s->arena;
    if (strcmp(name, "style") == 0) {
        fl_str family = fl_attr_of(attrs, "family");
        s->open = fl_str_is(family, "table-cell") ? FL_PUSH(arena, &s->cells)
                  : fl_str_is(family, "text")     ? FL_PUSH(arena, &s->words)
                                                  : NULL;
        if (!s->open)
            return;
        s->open->id = fl_arena_dup(arena, fl_attr_of(attrs, "name"));
        s->open->parent =
            fl_arena_dup(arena, fl_attr_of(attrs, "parent-style-name"));
    } else if (s->open && strcmp(name, "text-properties") == 0) {
        s->open->colour = fl_attr_on(attrs, "use-window-font-color")
                              ? FL_STR("auto")
                              : fl_arena_dup(arena, fl_attr_of(attrs, "color"));
        s->open->size = fl_arena_dup(arena, fl_attr_of(attrs, "font-size"));
    } else if (s->open && strcmp(name, "table-cell-properties") == 0) {
        s->open->ground =
            fl_arena_dup(arena, fl_attr_of(attrs, "background-color"));
    }
}

void fl_ods_styles_sort(fl_ods_styles *s)
{
    s->open = NULL;
    fl_sort_by_id(s->cells.items, s->cells.count, sizeof(fl_ods_style));
    fl_sort_by_id(s->words.items, s->words.count, sizeof(fl_ods_style));
}

static fl_shades shades_of(fl_ods_style *items, size_t count, fl_str id,
                           fl_shades around)
{
    fl_str colour = { "", 0 };
    fl_str ground = { "", 0 };
    fl_str size = { "", 0 };
    for (int i = 0; i < DEEPEST && id.len; i++) {
        const fl_ods_style *s =
            fl_find_by_id(id, items, count, sizeof(fl_ods_style));
        if (!s)
            break;
        colour = colour.len ? colour : s->colour;
        ground = ground.len ? ground : s->ground;
        size = size.len ? size : s->size;
        id = s->parent;
    }
    return fl_shades_with(around, colour, ground, size);
}

fl_shades fl_ods_cell_shades(const fl_ods_styles *s, fl_str style,
                             fl_shades around)
{
    return shades_of(s->cells.items, s->cells.count, style, around);
}

fl_shades fl_ods_word_shades(const fl_ods_styles *s, fl_str style,
                             fl_shades around)
{
    return shades_of(s->words.items, s->words.count, style, around);
}

/* ---- styles.xml ----------------------------------------------------------------- */

typedef struct {
    fl_inspection *in;
    fl_ods_styles *styles;
    fl_str within; /* header or footer of page style "Default" */
    fl_buf text;
    bool inside;
} page_reader;

/* header, footer-left, header-first and the like, but not header-style */
static bool is_furniture(const char *name)
{
    return (strncmp(name, "header", 6) == 0 ||
            strncmp(name, "footer", 6) == 0) &&
           (name[6] == '\0' || strcmp(name + 6, "-left") == 0 ||
            strcmp(name + 6, "-first") == 0);
}

static void page_open(fl_stream *stream, void *data, const char *name,
                      const fl_attrs *attrs)
{
    page_reader *r = data;
    (void)stream;
    if (strcmp(name, "master-page") == 0) {
        fl_str shown = fl_attr_of(attrs, "display-name");
        shown = shown.len ? shown : fl_attr_of(attrs, "name");
        r->within = fl_arena_printf(r->in->arena,
                                    "header or footer of page style \"%.*s\"",
                                    FL_ARG(shown));
    } else if (is_furniture(name)) {
        fl_buf_clear(&r->text);
        r->inside = true;
    } else if (r->inside && (strcmp(name, "p") == 0 || strcmp(name, "s") == 0 ||
                             strcmp(name, "tab") == 0)) {
        fl_buf_putc(&r->text, ' ');
    } else {
        fl_ods_style_open(r->styles, name, attrs);
    }
}

static void page_close(fl_stream *stream, void *data, const char *name,
                       fl_str text)
{
    page_reader *r = data;
    (void)stream;
    (void)text;
    if (r->text.failed)
        fl_arena_fail(r->in->arena);
    if (!r->inside || !is_furniture(name))
        return;
    r->inside = false;
    fl_inspect_piece(r->in, &(fl_text_piece){ .text = fl_buf_str(&r->text),
                                              .within = r->within,
                                              .hidden = true });
}

static void page_said(void *data, fl_str text)
{
    page_reader *r = data;
    if (r->inside)
        fl_buf_add(&r->text, text);
}

void fl_ods_read_styles(fl_inspection *in, fl_ods_styles *s)
{
    page_reader *r = FL_NEW(in->arena, page_reader);
    r->in = in;
    r->styles = s;
    r->within = FL_STR("header or footer");
    fl_arena_defer(in->arena, fl_buf_release, &r->text);
    fl_stream_part(in, "styles.xml",
                   &(fl_handler){ page_open, page_close, r, page_said });
}
