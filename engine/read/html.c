/*
 * The HTML reader: what a browser shows, block by block. Scripts and styles
 * are no text; navigation, page footers and cookie banners are furniture;
 * hidden and deleted text is kept apart.
 * SPDX-License-Identifier: MIT
 */
#include "read/html_elements.h"

#include "base/limits.h"
#include "base/sink.h"
#include "read/numbers.h"

typedef struct {
    fl_arena *arena;
    fl_builder *b;
    fl_html html;
    fl_flow flow;
    bool flowing; /* a block is open */
    FL_VEC(fl_html_element) open;
    FL_VEC(fl_html_table) tables; /* the outermost first */
    uint32_t table_count;
    fl_buf label; /* in the making */
} reader;

static fl_html_element *top(reader *r)
{
    return &r->open.items[r->open.count - 1];
}

/* ---- blocks ----------------------------------------------------------------------- */

static void end_block(reader *r)
{
    if (r->flowing)
        fl_flow_end(&r->flow);
    r->flowing = false;
}

/* The label that waits for the first block of an item. */
static fl_str take_label(reader *r, uint16_t *depth)
{
    for (size_t i = r->open.count; i > 0; i--) {
        fl_html_element *e = &r->open.items[i - 1];
        if (e->traits & FL_EL_ITEM) {
            fl_str label = e->label;
            e->label = (fl_str){ "", 0 };
            *depth = e->depth;
            return label;
        }
    }
    return (fl_str){ "", 0 };
}

static void begin_block(reader *r)
{
    const fl_html_element *e = top(r);
    fl_block block = { .kind = FL_BLOCK_PARAGRAPH,
                       .label = { "", 0 },
                       .label_source = r->html.at,
                       .quoted = e->quoted,
                       .blank_before = true };
    if (r->tables.count) {
        const fl_html_table *t = &r->tables.items[r->tables.count - 1];
        block.table = t->cell ? 1 : 0;
        block.row = t->cell ? t->row : 0;
        block.cell = t->cell;
        block.kind = t->cell ? FL_BLOCK_CELL : FL_BLOCK_PARAGRAPH;
    }
    if (e->chrome) {
        block.kind = FL_BLOCK_FURNITURE;
    } else if (e->heading) {
        block.kind = FL_BLOCK_HEADING;
        block.level = e->heading;
    } else {
        uint16_t depth = 0;
        block.label = take_label(r, &depth);
        if (block.label.len) {
            block.kind = FL_BLOCK_ITEM;
            block.level = depth;
        }
    }
    fl_flow_begin(&r->flow, r->b, block);
    r->flowing = true;
}

/* ---- text -------------------------------------------------------------------------- */

static void add_piece(reader *r, fl_str text, uint32_t source, uint32_t len)
{
    const fl_html_element *e = top(r);
    if (e->skipped)
        return;
    if (!r->flowing) {
        if (fl_str_trim(text).len == 0)
            return;
        begin_block(r);
    }
    if (len == text.len) {
        fl_flow_text(&r->flow, text, source, &e->manner);
        return;
    }
    text = fl_arena_dup(r->arena, text); /* it may be kept for later */
    r->b->whole = true;
    r->b->whole_source = source;
    r->b->whole_len = len;
    fl_flow_text(&r->flow, text, source, &e->manner);
    r->b->whole = false;
}

/* Line breaks of preformatted text count. */
static void add_text(reader *r, const fl_html_token *t)
{
    if (!top(r)->preformatted) {
        add_piece(r, t->text, t->start, t->end - t->start);
        return;
    }
    for (size_t at = 0; at < t->text.len;) {
        const char *line = t->text.ptr + at;
        const char *stop = memchr(line, '\n', t->text.len - at);
        size_t len = stop ? (size_t)(stop - line) : t->text.len - at;
        add_piece(r, (fl_str){ line, len }, t->start + (uint32_t)at,
                  (uint32_t)len);
        if (stop && r->flowing)
            fl_flow_break(&r->flow, &top(r)->manner);
        at += len + 1;
    }
}

/* ---- tables ------------------------------------------------------------------------ */

/* What was read since `first` is no table. */
static void make_plain(const reader *r, size_t first)
{
    for (size_t i = first; i < r->b->doc->blocks.count; i++) {
        fl_block *block = &r->b->doc->blocks.items[i];
        block->table = block->row = block->cell = 0;
        if (block->kind == FL_BLOCK_CELL)
            block->kind = FL_BLOCK_PARAGRAPH;
    }
}

/* A table with another one in it only arranges. */
static void only_arranges(const reader *r, fl_html_table *t)
{
    if (t->nested)
        return;
    t->nested = true;
    t->cell = 0;
    make_plain(r, t->first_block);
}

static void open_table(reader *r)
{
    if (r->tables.count)
        only_arranges(r, &r->tables.items[r->tables.count - 1]);
    *FL_PUSH(r->arena, &r->tables) =
        (fl_html_table){ .first_block = r->b->doc->blocks.count };
}

/* A table with columns and none in it gets its number; of others the blocks
 * are ordinary ones. */
static void close_table(reader *r)
{
    if (r->tables.count == 0)
        return;
    const fl_html_table *t = &r->tables.items[--r->tables.count];
    if (t->nested)
        return;
    if (t->most_cells <= 1) {
        make_plain(r, t->first_block);
        return;
    }
    r->table_count++;
    for (size_t i = t->first_block; i < r->b->doc->blocks.count; i++)
        if (r->b->doc->blocks.items[i].table)
            r->b->doc->blocks.items[i].table = r->table_count;
}

static void open_in_table(reader *r, const char *name, unsigned traits)
{
    if (strcmp(name, "table") == 0) {
        open_table(r);
        return;
    }
    if (r->tables.count == 0)
        return;
    fl_html_table *t = &r->tables.items[r->tables.count - 1];
    if (strcmp(name, "tr") == 0) {
        t->row++;
        t->cell = 0;
    } else if ((traits & FL_EL_CELL) && !t->nested) {
        t->row += t->row == 0;
        t->cell++;
        t->most_cells = t->cell > t->most_cells ? t->cell : t->most_cells;
    }
}

/* ---- elements ---------------------------------------------------------------------- */

static void pop(reader *r)
{
    const fl_html_element *e = top(r);
    if (e->traits & FL_EL_BLOCK)
        end_block(r);
    if (strcmp(e->name, "table") == 0)
        close_table(r);
    r->open.count--;
}

/* Index of the innermost open element `name`, not looking beyond `border` or
 * (for all but tables' own) beyond a table; 0 when there is none. */
static size_t find_open(const reader *r, const char *name, const char *border)
{
    for (size_t i = r->open.count; i > 1; i--) {
        const fl_html_element *e = &r->open.items[i - 1];
        if (strcmp(e->name, name) == 0)
            return i - 1;
        if ((border && strcmp(e->name, border) == 0) ||
            strcmp(e->name, "table") == 0)
            return 0;
    }
    return 0;
}

static void close_from(reader *r, size_t index)
{
    while (index && r->open.count > index)
        pop(r);
}

/* End tags that may be left out. */
static void close_implied(reader *r, const char *name, unsigned traits)
{
    if (traits & FL_EL_BLOCK)
        close_from(r, find_open(r, "p", "div"));
    if (strcmp(name, "li") == 0) {
        size_t li = find_open(r, "li", NULL);
        size_t list = 0;
        for (size_t i = li; i < r->open.count && !list; i++)
            list = r->open.items[i].traits & FL_EL_LIST ? i : 0;
        if (!list)
            close_from(r, li);
    } else if (strcmp(name, "dt") == 0 || strcmp(name, "dd") == 0) {
        close_from(r, find_open(r, "dt", "dl"));
        close_from(r, find_open(r, "dd", "dl"));
    } else if (traits & FL_EL_CELL) {
        close_from(r, find_open(r, "td", "tr"));
        close_from(r, find_open(r, "th", "tr"));
    } else if (strcmp(name, "tr") == 0) {
        close_from(r, find_open(r, "tr", NULL));
    } else if (strcmp(name, "body") == 0) {
        close_from(r, find_open(r, "head", NULL));
    }
}

static fl_str attribute(reader *r, const fl_html_token *t, const char *name)
{
    fl_str value;
    fl_html_attribute(t, name, &value);
    return value.len ? fl_html_decode(r->arena, value) : (fl_str){ "", 0 };
}

static void begin_list(reader *r, const fl_html_token *t, fl_html_element *e)
{
    fl_str type = attribute(r, t, "type");
    e->depth++;
    e->style = strcmp(e->name, "ol") != 0 ? '*'
               : type.len == 1            ? type.ptr[0]
                                          : '1';
    uint32_t start = fl_str_number(attribute(r, t, "start"), 6, 1);
    e->number = start ? start - 1 : 0;
}

/* "3.", "(c)" is not for HTML to say: a browser shows "c.". */
static void begin_item(reader *r, const fl_html_token *t, fl_html_element *e)
{
    fl_html_element *list = NULL;
    for (size_t i = r->open.count; i > 0 && !list; i--)
        if (r->open.items[i - 1].traits & FL_EL_LIST)
            list = &r->open.items[i - 1];
    if (strcmp(e->name, "li") != 0)
        return;
    e->depth = list ? list->depth : 1;
    if (!list || list->style == '*') {
        e->label = FL_STR("\xe2\x80\xa2");
        return;
    }
    uint32_t before = list->number;
    list->number = fl_str_number(attribute(r, t, "value"), 6, before + 1);
    fl_buf *label = &r->label;
    fl_buf_clear(label);
    fl_put_number(label, list->style, list->number);
    fl_buf_putc(label, '.');
    if (label->failed)
        fl_arena_fail(r->arena);
    e->label = fl_arena_dup(r->arena, fl_buf_str(label));
}

/* Who made a change: "mailto:Ann" in Word's HTML. */
static fl_str changed_by(reader *r, const fl_html_token *t)
{
    fl_str who = attribute(r, t, "cite");
    if (fl_str_starts(who, FL_STR("mailto:")))
        return fl_str_slice(who, 7, who.len);
    return (fl_str){ "", 0 };
}

static void set_manner(reader *r, const fl_html_token *t, fl_html_element *e)
{
    fl_manner *m = &e->manner;
    const char *name = e->name;
    fl_html_look look = fl_html_look_of(t);
    if (look.hidden || look.comment) {
        m->unseen = true;
        m->as = look.comment ? FL_MARK_COMMENT : FL_MARK_HIDDEN;
    }
    m->highlighted = m->highlighted || strcmp(name, "mark") == 0 ||
                     (look.highlighted && !(e->traits & FL_EL_BLOCK));
    m->bold = m->bold || strcmp(name, "b") == 0 || strcmp(name, "strong") == 0;
    if (strcmp(name, "ins") == 0) {
        m->inserted = true;
        m->by = changed_by(r, t);
    } else if (strcmp(name, "del") == 0 && !m->unseen) {
        m->unseen = true;
        m->as = FL_MARK_DELETED;
        m->by = changed_by(r, t);
    } else if (strcmp(name, "a") == 0) {
        fl_str target = attribute(r, t, "href");
        m->target =
            target.len && target.ptr[0] != '#' ? target : (fl_str){ "", 0 };
    }
    e->quoted = e->quoted || look.quoted;
    e->chrome = e->chrome || (e->traits & FL_EL_CHROME) || look.chrome;
    e->skipped = e->skipped || (e->traits & FL_EL_SKIP);
    e->preformatted = e->preformatted || strcmp(name, "pre") == 0;
}

static void read_meta(reader *r, const fl_html_token *t)
{
    fl_str name;
    if (fl_html_attribute(t, "name", &name) && fl_str_is(name, "author"))
        fl_builder_property(r->b, "author", attribute(r, t, "content"));
}

/* A form's field shows what it asks for until it has a value. */
static void read_input(reader *r, const fl_html_token *t)
{
    fl_str value;
    fl_html_element *e = top(r);
    fl_str asks = attribute(r, t, "placeholder");
    if (asks.len == 0 || (fl_html_attribute(t, "value", &value) && value.len))
        return;
    e->manner.placeholder = true;
    add_piece(r, asks, t->start, t->end - t->start);
    e->manner.placeholder = false;
}

static void read_empty(reader *r, const fl_html_token *t)
{
    if (strcmp(t->name, "meta") == 0)
        read_meta(r, t);
    if (strcmp(t->name, "br") == 0 && r->flowing)
        fl_flow_break(&r->flow, &top(r)->manner);
    if (strcmp(t->name, "input") == 0)
        read_input(r, t);
    if (strcmp(t->name, "hr") != 0 || top(r)->skipped)
        return;
    end_block(r);
    fl_builder_open(r->b, (fl_block){ .kind = FL_BLOCK_RULE });
    fl_builder_close(r->b);
}

/* False when elements nest too deeply. */
static bool open_element(reader *r, const fl_html_token *t)
{
    unsigned traits = fl_html_traits(t->name);
    if (traits & FL_EL_BLOCK)
        end_block(r);
    close_implied(r, t->name, traits);
    if (traits & FL_EL_VOID) {
        read_empty(r, t);
        return true;
    }
    if (traits & FL_EL_RAW) {
        fl_html_skip_raw(&r->html, t->name);
        return true;
    }
    if (r->open.count >= FL_LIMIT_NESTING)
        return false;
    fl_html_element e = *top(r);
    memcpy(e.name, t->name, sizeof(e.name));
    e.traits = traits;
    e.label = (fl_str){ "", 0 };
    if (traits & FL_EL_HEADING)
        e.heading = (uint16_t)(t->name[1] - '0');
    set_manner(r, t, &e);
    if (traits & FL_EL_LIST)
        begin_list(r, t, &e);
    if (traits & FL_EL_ITEM)
        begin_item(r, t, &e);
    open_in_table(r, t->name, traits);
    *FL_PUSH(r->arena, &r->open) = e;
    return true;
}

static void close_element(reader *r, const fl_html_token *t)
{
    bool in_table = fl_html_traits(t->name) & FL_EL_CELL;
    if (strcmp(t->name, "br") == 0 || strcmp(t->name, "p") == 0) {
        /* the standard takes </br> for <br>; an idle </p> is an empty one */
        close_from(r, find_open(r, "p", NULL));
        return;
    }
    close_from(r, find_open(r, t->name, in_table ? "tr" : NULL));
}

/* ---- the document --------------------------------------------------------------------- */

/* <title> stands in the head, which is no text of the letter. */
static void read_title(reader *r)
{
    fl_html_token t;
    uint32_t start = r->html.at;
    fl_html_skip_raw(&r->html, "title");
    fl_html inner;
    fl_html_begin(&inner, r->html.source, start, r->html.at);
    fl_html_next(&inner, &t);
    if (t.kind == FL_HTML_TEXT)
        fl_builder_property(r->b, "title", t.text);
}

static bool read_token(reader *r, const fl_html_token *t)
{
    switch (t->kind) {
    case FL_HTML_TEXT:
        add_text(r, t);
        break;
    case FL_HTML_ENTITY:
        add_piece(r, t->text, t->start, t->end - t->start);
        break;
    case FL_HTML_OPEN:
        if (strcmp(t->name, "title") == 0) {
            read_title(r);
            break;
        }
        return open_element(r, t);
    case FL_HTML_CLOSE:
        close_element(r, t);
        break;
    case FL_HTML_END:
        break;
    }
    return true;
}

static void release_label(void *label)
{
    fl_buf_dispose(label);
}

fl_status fl_html_read(fl_builder *b, uint32_t from, uint32_t end,
                       const fl_sink *sink)
{
    reader *r = FL_NEW(b->arena, reader);
    r->arena = b->arena;
    r->b = b;
    fl_arena_defer(b->arena, release_label, &r->label);
    fl_html_begin(&r->html, b->doc->source, from, end);
    fl_manner plain = { .by = { "", 0 }, .target = { "", 0 } };
    *FL_PUSH(r->arena, &r->open) =
        (fl_html_element){ .manner = plain, .label = { "", 0 } };
    fl_html_token t;
    do {
        fl_html_next(&r->html, &t);
        if (!read_token(r, &t)) {
            fl_sink_report(sink, FL_LEVEL_ERROR, b->doc->path, 0, 0, NULL,
                           "its elements nest more than %u deep",
                           FL_LIMIT_NESTING);
            return FL_LIMIT;
        }
    } while (t.kind != FL_HTML_END);
    while (r->open.count > 1)
        pop(r);
    end_block(r);
    return FL_OK;
}
