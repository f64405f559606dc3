/*
 * The DOCX reader: paragraphs in reading order, tables cell by cell, then
 * notes; page headers and footers are furniture, comments are hidden.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "base/sink.h"
#include "read/formats.h"
#include "read/lines.h"
#include "read/trail.h"

#include <stdio.h>

#define MOST_SIDE_PARTS 100

/* ---- tables and text boxes ------------------------------------------------ */

static void read_blocks(fl_docx *d, const xmlNode *parent);

/* The outermost text boxes in what is drawn. */
static void read_boxes(fl_docx *d, const xmlNode *drawn)
{
    for (const xmlNode *c = drawn->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        const xmlNode *one =
            fl_xml_is(c, "AlternateContent") ? fl_xml_alternative(c) : c;
        if (one && fl_xml_is(one, "txbxContent"))
            read_blocks(d, one);
        else if (one)
            read_boxes(d, one);
    }
}

/* What may stand around rows, cells and paragraphs without a meaning here. */
static bool is_wrapping(const xmlNode *node)
{
    static const char *const names[] = { "sdt",      "sdtContent", "ins",
                                         "moveTo",   "customXml",  "smartTag",
                                         "moveFrom", "del",        NULL };
    return fl_xml_is_any(node, names);
}

static void read_cells(fl_docx *d, const xmlNode *row)
{
    for (const xmlNode *c = row->children; c; c = c->next) {
        if (fl_xml_is(c, "tc")) {
            d->cell++;
            read_blocks(d, c);
        } else if (is_wrapping(c)) {
            read_cells(d, c);
        }
    }
}

/* A tracked change that made or removed a row. */
static const xmlNode *row_change(const xmlNode *row)
{
    const xmlNode *properties = fl_xml_child(row, "trPr");
    const xmlNode *gone = fl_xml_child(properties, "del");
    return gone ? gone : fl_xml_child(properties, "ins");
}

static void read_rows(fl_docx *d, const xmlNode *table)
{
    for (const xmlNode *r = table->children; r; r = r->next) {
        if (fl_xml_is(r, "tr")) {
            fl_manner around = d->around;
            const xmlNode *change = row_change(r);
            if (change)
                d->around = fl_docx_within(d, around, change);
            d->row++;
            d->cell = 0;
            read_cells(d, r);
            d->around = around;
        } else if (is_wrapping(r)) {
            read_rows(d, r);
        }
    }
}

/* What stands in a table inside a table belongs to the outer one's cell. */
static void read_inner_table(fl_docx *d, const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (fl_xml_is(c, "tc"))
            read_blocks(d, c);
        else if (fl_xml_is(c, "tr") || is_wrapping(c))
            read_inner_table(d, c);
    }
}

static void read_table(fl_docx *d, const xmlNode *table)
{
    if (d->table) {
        read_inner_table(d, table);
        return;
    }
    d->table = ++d->tables;
    read_rows(d, table);
    d->table = d->row = d->cell = 0;
}

static void read_blocks(fl_docx *d, const xmlNode *parent)
{
    for (const xmlNode *c = parent->children; c; c = c->next) {
        if (fl_xml_is(c, "p")) {
            fl_docx_nodes boxes = { 0 };
            fl_docx_read_paragraph(d, c, &boxes);
            for (size_t i = 0; i < boxes.count; i++)
                read_boxes(d, boxes.items[i]);
        } else if (fl_xml_is(c, "tbl")) {
            read_table(d, c);
        } else if (is_wrapping(c)) {
            fl_manner around = d->around;
            d->around = fl_docx_within(d, around, c);
            read_blocks(d, c);
            d->around = around;
        } else if (fl_xml_is(c, "AlternateContent")) {
            if (fl_xml_alternative(c))
                read_blocks(d, fl_xml_alternative(c));
        } else if (fl_xml_is(c, "altChunk")) {
            d->doc->partial = true;
            d->doc->partial_why = "another file is embedded in its text";
        }
    }
}

/* ---- the package ------------------------------------------------------------ */

/* Some programs call the text word/document2.xml or the like; the package
 * says so. Its neighbours always have the names that they are looked up by. */
static const char *main_part(fl_docx *d, fl_status *status)
{
    const xmlNode *root = fl_package_part(&d->package, "_rels/.rels", status);
    for (const xmlNode *c = root ? root->children : NULL; c; c = c->next) {
        fl_str type = fl_xml_attr(d->arena, c, "Type");
        fl_str target = fl_xml_attr(d->arena, c, "Target");
        if (!fl_str_ends(type, "/officeDocument") || target.len < 2)
            continue;
        size_t slash = target.ptr[0] == '/'; /* copies end in NUL */
        return target.ptr + slash;
    }
    return "word/document.xml";
}

/* Parts of one kind: word/header.xml, word/header1.xml … */
static fl_status read_side_parts(fl_docx *d, const char *name, bool nested)
{
    uint32_t tables = d->tables;
    for (int i = 0; i < MOST_SIDE_PARTS; i++) {
        char path[48];
        fl_status status = FL_OK;
        if (i == 0)
            snprintf(path, sizeof(path), "word/%s.xml", name);
        else
            snprintf(path, sizeof(path), "word/%s%d.xml", name, i);
        const xmlNode *root = fl_package_part(&d->package, path, &status);
        if (status != FL_OK)
            return status;
        if (!root)
            continue;
        if (!nested)
            read_blocks(d, root);
        for (const xmlNode *c = root->children; c && nested; c = c->next)
            read_blocks(d, c);
    }
    if (d->furniture) /* tables are numbered in the body */
        d->tables = tables;
    return FL_OK;
}

/* Comments to which no paragraph refers. */
static void read_loose_comments(fl_docx *d)
{
    for (size_t i = 0; i < d->comments.count; i++)
        if (!d->comments.items[i].shown)
            fl_docx_unsee_comment(d, &d->comments.items[i]);
    fl_flow_keep_unseen(
        &d->flow, (fl_block){ .kind = FL_BLOCK_PARAGRAPH, .label = { "", 0 } });
}

/* Everything in reading order. */
static fl_status read_all(fl_docx *d, const xmlNode *body)
{
    d->furniture = true;
    fl_status status = read_side_parts(d, "header", false);
    d->furniture = false;
    if (status == FL_OK) {
        read_blocks(d, body);
        status = read_side_parts(d, "footnotes", true);
    }
    if (status == FL_OK)
        status = read_side_parts(d, "endnotes", true);
    read_loose_comments(d);
    d->furniture = true;
    if (status == FL_OK)
        status = read_side_parts(d, "footer", false);
    d->furniture = false;
    return status;
}

fl_status fl_read_docx(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink)
{
    (void)from;
    fl_docx *d = FL_NEW(arena, fl_docx);
    d->arena = arena;
    d->doc = doc;
    d->sink = sink;
    d->around.by = d->around.target = (fl_str){ "", 0 };
    doc->by_paragraph = true;
    fl_arena_defer(arena, fl_buf_release, &d->label);
    fl_status status =
        fl_package_open(&d->package, arena, doc, "Word document", sink);
    if (status != FL_OK)
        return status;
    const char *name = main_part(d, &status);
    const xmlNode *root =
        status == FL_OK ? fl_package_part(&d->package, name, &status) : NULL;
    if (status != FL_OK)
        return status;
    const xmlNode *body = root ? fl_xml_child(root, "body") : NULL;
    if (!body) {
        fl_sink_report(sink, FL_LEVEL_ERROR, doc->path, 0, 0, NULL,
                       "this package holds no Word document (%s)", name);
        return FL_FORMAT;
    }
    fl_trail_main(arena, doc, name);
    fl_builder_init(&d->builder, arena, doc);
    d->flow.b = &d->builder;
    status = fl_docx_read_styles(d);
    if (status == FL_OK)
        status = fl_docx_read_numbering(d);
    if (status == FL_OK)
        status = fl_docx_read_links(d);
    if (status == FL_OK)
        status = fl_docx_read_comments(d);
    if (status == FL_OK)
        status = fl_docx_read_properties(d);
    if (status == FL_OK)
        status = read_all(d, body);
    if (status != FL_OK)
        return status;
    fl_builder_finish(&d->builder);
    fl_settle_headings(doc);
    return FL_OK;
}
