/*
 * The DOCX reader: paragraphs in reading order, tables cell by cell, computed
 * list numbers; what no reader sees (deleted, hidden) is kept apart.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "base/buf.h"
#include "base/sink.h"
#include "read/formats.h"
#include "read/lines.h"

#include <stdio.h>

#define DEEPEST 64 /* nesting of elements */

static void close_zip(void *zip)
{
    zip_discard(zip);
}

/* ---- runs of text ---------------------------------------------------------------- */

typedef struct {
    fl_docx *d;
    int fields;    /* depth of complex fields */
    bool result;   /* in the result of the innermost field */
    bool all_bold; /* no run so far that isn't bold */
    bool any;      /* some text was seen */
    fl_buf hidden; /* text that no reader sees */
} paragraph;

static void read_inline(paragraph *p, const xmlNode *node, int depth,
                        bool deleted);

static bool is_on(fl_arena *arena, const xmlNode *properties, const char *name)
{
    const xmlNode *n = fl_xml_child(properties, name);
    if (!n)
        return false;
    fl_str value = fl_xml_attr(arena, n, "val");
    return !fl_str_is(value, "0") && !fl_str_is(value, "false");
}

static void add_text(paragraph *p, const xmlNode *node, bool hidden)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE)
            continue;
        fl_str text = fl_str_from((const char *)c->content);
        if (hidden) {
            fl_buf_add(&p->hidden, text);
            continue;
        }
        fl_builder_add(&p->d->builder, text, 0);
        p->any = p->any || text.len > 0;
    }
}

static void field_mark(paragraph *p, const xmlNode *node)
{
    fl_str type = fl_xml_attr(p->d->arena, node, "fldCharType");
    if (fl_str_is(type, "begin")) {
        p->fields++;
        p->result = false;
    } else if (fl_str_is(type, "separate")) {
        p->result = true;
    } else if (fl_str_is(type, "end") && p->fields > 0) {
        p->fields--;
        p->result = p->fields > 0;
    }
}

static void read_run(paragraph *p, const xmlNode *run, bool deleted)
{
    const xmlNode *properties = fl_xml_child(run, "rPr");
    bool hidden = deleted || is_on(p->d->arena, properties, "vanish");
    for (const xmlNode *c = run->children; c; c = c->next) {
        bool shown = p->fields == 0 || p->result;
        if (fl_xml_is(c, "fldChar"))
            field_mark(p, c);
        else if (fl_xml_is(c, "t") && shown) {
            add_text(p, c, hidden);
            if (!hidden && !is_on(p->d->arena, properties, "b"))
                p->all_bold = false;
        } else if (fl_xml_is(c, "delText"))
            add_text(p, c, true);
        else if (fl_xml_is(c, "tab") || fl_xml_is(c, "br") ||
                 fl_xml_is(c, "cr"))
            fl_builder_space(&p->d->builder);
        else if (fl_xml_is(c, "noBreakHyphen") && shown && !hidden)
            fl_builder_add(&p->d->builder, FL_STR("-"), 0);
    }
}

static void read_inline(paragraph *p, const xmlNode *node, int depth,
                        bool deleted)
{
    if (depth > DEEPEST)
        return;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (fl_xml_is(c, "r"))
            read_run(p, c, deleted);
        else if (fl_xml_is(c, "del") || fl_xml_is(c, "moveFrom"))
            read_inline(p, c, depth + 1, true);
        else if (fl_xml_is(c, "ins") || fl_xml_is(c, "moveTo") ||
                 fl_xml_is(c, "hyperlink") || fl_xml_is(c, "smartTag") ||
                 fl_xml_is(c, "sdt") || fl_xml_is(c, "sdtContent") ||
                 fl_xml_is(c, "fldSimple"))
            read_inline(p, c, depth + 1, deleted);
    }
}

/* ---- paragraphs and tables ----------------------------------------------------------- */

static fl_str list_number(fl_docx *d, const xmlNode *properties, fl_str style,
                          uint16_t *level)
{
    const xmlNode *list = fl_xml_child(properties, "numPr");
    fl_str id = fl_xml_attr(d->arena, fl_xml_child(list, "numId"), "val");
    fl_str at = fl_xml_attr(d->arena, fl_xml_child(list, "ilvl"), "val");
    if (!id.len)
        id = fl_docx_style_list(d, style);
    uint32_t depth =
        at.len == 1 && fl_is_digit(at.ptr[0]) ? (uint32_t)(at.ptr[0] - '0') : 0;
    *level = (uint16_t)(depth + 1);
    if (!id.len || fl_str_is(id, "0"))
        return (fl_str){ "", 0 };
    return fl_docx_number(d, id, depth);
}

static fl_block block_for(fl_docx *d, const xmlNode *properties)
{
    fl_str style =
        fl_xml_attr(d->arena, fl_xml_child(properties, "pStyle"), "val");
    uint16_t level = 0;
    fl_block block = { .kind = FL_BLOCK_PARAGRAPH, .blank_before = true };
    uint16_t heading = fl_docx_heading(d, style);
    block.label = list_number(d, properties, style, &level);
    if (d->furniture) {
        block.kind = FL_BLOCK_FURNITURE;
    } else if (heading) {
        block.kind = FL_BLOCK_HEADING;
        block.level = heading;
    } else if (block.label.len) {
        block.kind = FL_BLOCK_ITEM;
        block.level = level;
    } else if (d->table) {
        block.kind = FL_BLOCK_CELL;
    }
    block.paragraph = d->furniture ? 0 : d->paragraph;
    block.table = d->table;
    block.row = d->row;
    block.cell = d->cell;
    return block;
}

/* A mark typed by hand ("1.", "(a)") becomes the label. */
static void take_typed_mark(fl_docx *d, size_t index)
{
    fl_block *b = &d->doc->blocks.items[index];
    fl_str text = { d->builder.text + b->start, b->end - b->start };
    bool bullet = false;
    size_t mark = b->label.len ? 0 : fl_list_mark(text, &bullet);
    size_t rest = mark;
    while (rest < text.len && text.ptr[rest] == ' ')
        rest++;
    if (!mark || rest == text.len || b->kind == FL_BLOCK_FURNITURE)
        return;
    b->label = fl_arena_dup(d->arena, fl_str_slice(text, 0, mark));
    b->start += (uint32_t)rest;
    if (b->kind == FL_BLOCK_PARAGRAPH) {
        b->kind = FL_BLOCK_ITEM;
        b->level = 1;
    }
}

static void keep_hidden(fl_docx *d, paragraph *p, fl_block block)
{
    if (p->hidden.failed)
        fl_arena_fail(d->arena);
    if (p->hidden.len == 0)
        return;
    fl_str text = fl_arena_dup(d->arena, fl_buf_str(&p->hidden));
    block.hidden = true;
    block.kind = FL_BLOCK_PARAGRAPH;
    block.label = (fl_str){ "", 0 };
    fl_builder_open(&d->builder, block);
    fl_builder_add(&d->builder, text, 0);
    fl_builder_close(&d->builder);
}

static void release_buf(void *buf)
{
    fl_buf_dispose(buf);
}

static void read_paragraph(fl_docx *d, const xmlNode *node)
{
    const xmlNode *properties = fl_xml_child(node, "pPr");
    paragraph *p = FL_NEW(d->arena, paragraph);
    p->d = d;
    p->all_bold = true;
    fl_arena_defer(d->arena, release_buf, &p->hidden);
    if (!d->furniture)
        d->paragraph++;
    fl_block block = block_for(d, properties);
    size_t before = d->doc->blocks.count;
    fl_builder_open(&d->builder, block);
    read_inline(p, node, 0, false);
    fl_builder_close(&d->builder);
    if (d->doc->blocks.count > before) {
        fl_block *made = &d->doc->blocks.items[before];
        bool small = made->end - made->start < 120;
        if (p->all_bold && p->any && small &&
            made->kind == FL_BLOCK_PARAGRAPH) {
            made->kind = FL_BLOCK_HEADING;
            made->level = 3;
        }
        take_typed_mark(d, before);
    }
    keep_hidden(d, p, block);
    fl_buf_dispose(&p->hidden);
}

static void read_blocks(fl_docx *d, const xmlNode *parent, int depth);

static void read_table(fl_docx *d, const xmlNode *table, int depth)
{
    uint32_t outer[3] = { d->table, d->row, d->cell };
    if (!outer[0]) /* cells of inner tables belong to the outer one's cell */
        d->table = ++d->tables;
    d->row = 0;
    for (const xmlNode *r = table->children; r; r = r->next) {
        if (!fl_xml_is(r, "tr"))
            continue;
        d->row++;
        d->cell = 0;
        for (const xmlNode *c = r->children; c; c = c->next) {
            if (!fl_xml_is(c, "tc"))
                continue;
            d->cell++;
            read_blocks(d, c, depth + 1);
        }
    }
    d->table = outer[0];
    d->row = outer[1];
    d->cell = outer[2];
}

static void read_blocks(fl_docx *d, const xmlNode *parent, int depth)
{
    if (depth > DEEPEST)
        return;
    for (const xmlNode *c = parent->children; c; c = c->next) {
        if (fl_xml_is(c, "p"))
            read_paragraph(d, c);
        else if (fl_xml_is(c, "tbl"))
            read_table(d, c, depth);
        else if (fl_xml_is(c, "sdt") || fl_xml_is(c, "sdtContent") ||
                 fl_xml_is(c, "ins"))
            read_blocks(d, c, depth + 1);
    }
}

/* ---- the package ------------------------------------------------------------------------ */

static fl_status open_zip(fl_docx *d)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(
        d->doc->source.ptr, d->doc->source.len, 0, &error);
    d->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!d->zip) {
        fl_sink_report(d->sink, FL_LEVEL_ERROR, d->doc->path, 0, 0, NULL,
                       "this is no readable Word document: %s",
                       zip_error_strerror(&error));
        if (source)
            zip_source_free(source);
        zip_error_fini(&error);
        return FL_FORMAT;
    }
    zip_error_fini(&error);
    fl_arena_defer(d->arena, close_zip, d->zip);
    return FL_OK;
}

/* Headers, footers and notes: word/header1.xml … by number. */
static fl_status read_side_parts(fl_docx *d, const char *name, bool furniture)
{
    d->furniture = furniture;
    for (int i = 0; i < 10; i++) {
        char path[48];
        fl_status status = FL_OK;
        if (i == 0)
            snprintf(path, sizeof(path), "word/%s.xml", name);
        else
            snprintf(path, sizeof(path), "word/%s%d.xml", name, i);
        const xmlNode *root = fl_docx_part(d, path, &status);
        if (status != FL_OK)
            return status;
        if (!root)
            continue;
        if (furniture)
            read_blocks(d, root, 0);
        for (const xmlNode *c = root->children; c && !furniture; c = c->next)
            read_blocks(d, c, 0);
    }
    d->furniture = false;
    return FL_OK;
}

fl_status fl_read_docx(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink)
{
    (void)from;
    fl_docx *d = FL_NEW(arena, fl_docx);
    d->arena = arena;
    d->doc = doc;
    d->sink = sink;
    doc->by_paragraph = true;
    fl_status status = open_zip(d);
    if (status != FL_OK)
        return status;
    fl_builder_init(&d->builder, arena, doc);
    const xmlNode *root = fl_docx_part(d, "word/document.xml", &status);
    if (status != FL_OK)
        return status;
    if (!root) {
        fl_sink_report(sink, FL_LEVEL_ERROR, doc->path, 0, 0, NULL,
                       "this package holds no Word document "
                       "(word/document.xml)");
        return FL_FORMAT;
    }
    status = fl_docx_read_styles(d);
    if (status == FL_OK)
        status = read_side_parts(d, "header", true);
    const xmlNode *body = fl_xml_child(root, "body");
    if (status == FL_OK && body)
        read_blocks(d, body, 0);
    if (status == FL_OK)
        status = read_side_parts(d, "footnotes", false);
    if (status == FL_OK)
        status = read_side_parts(d, "footer", true);
    fl_builder_finish(&d->builder);
    fl_settle_headings(doc);
    return status;
}
