/*
 * An ODT paragraph: its spans, fields, links and notes become one block or
 * more; what no reader sees goes to hidden blocks behind them.
 * SPDX-License-Identifier: MIT
 */
#include "read/odt.h"
#include "read/trail.h"

typedef struct {
    fl_odt *d;
    fl_odt_nodes *boxes;
} paragraph;

static void read_inline(paragraph *p, const xmlNode *node, fl_manner how);

/* What is said in a note or a deletion, without its author and date. */
static void unsee_all(fl_odt *d, const xmlNode *node, fl_mark_kind kind,
                      fl_str by)
{
    static const char *const about[] = { "creator",          "date",
                                         "creator-initials", "date-string",
                                         "change-info",      NULL };
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE || fl_xml_is_any(c, about))
            continue;
        fl_unseen piece = { kind, by, fl_xml_text(d->arena, c), 0 };
        fl_flow_unsee(&d->flow, piece);
        piece.text = FL_STR(" ");
        fl_flow_unsee(&d->flow, piece);
    }
}

static const fl_odt_change *change_of(const fl_odt *d, const xmlNode *node)
{
    return fl_find_by_id(fl_xml_attr(d->arena, node, "change-id"),
                         d->changes.items, d->changes.count,
                         sizeof(fl_odt_change));
}

/* Insertions may begin in one paragraph and end in another: d->around keeps
 * what is open. */
static void read_change(fl_odt *d, const xmlNode *node)
{
    const fl_odt_change *change = change_of(d, node);
    if (!change)
        return;
    if (fl_xml_is(node, "change") && change->deleted) {
        unsee_all(d, change->deleted, FL_MARK_DELETED, change->by);
    } else if (!change->deleted) {
        d->around.inserted = fl_xml_is(node, "change-start");
        d->around.by = d->around.inserted ? change->by : (fl_str){ "", 0 };
    }
}

/* The text of a field, which is a finding when it still asks for one. */
static void read_field(paragraph *p, const xmlNode *node, fl_manner how)
{
    fl_builder *b = &p->d->builder;
    uint32_t start = fl_builder_at(b);
    read_inline(p, node, how);
    fl_str shown = { b->text + start, fl_builder_at(b) - start };
    fl_mark mark = fl_mark_of(FL_MARK_FIELD);
    mark.name = fl_xml_attr(p->d->arena, node, "column-name");
    if (!how.unseen && fl_is_unfilled(shown, mark.name))
        fl_builder_mark(b, mark, start);
}

static void read_element(paragraph *p, const xmlNode *c, fl_manner how)
{
    static const char *const changes[] = { "change", "change-start",
                                           "change-end", NULL };
    static const char *const no_text[] = { "note-citation",   "annotation-end",
                                           "label",           "ruby-text",
                                           "title",           "event-listeners",
                                           "tracked-changes", NULL };
    static const char *const drawn[] = { "frame",   "custom-shape", "g",
                                         "a-frame", "rect",         "text-box",
                                         NULL };
    fl_odt *d = p->d;
    if (fl_xml_is(c, "s") || fl_xml_is(c, "tab")) {
        fl_flow_space(&d->flow, &how);
    } else if (fl_xml_is(c, "line-break")) {
        fl_flow_break(&d->flow, &how);
    } else if (fl_xml_is(c, "note")) {
        *FL_PUSH(d->arena, &d->notes) = fl_xml_child(c, "note-body");
    } else if (fl_xml_is(c, "annotation")) {
        unsee_all(d, c, FL_MARK_COMMENT,
                  fl_xml_text(d->arena, fl_xml_child(c, "creator")));
    } else if (fl_xml_is_any(c, changes)) {
        read_change(d, c);
    } else if (fl_xml_is_any(c, drawn)) {
        if (!how.unseen)
            *FL_PUSH(d->arena, p->boxes) = c;
    } else if (fl_xml_is(c, "database-display")) {
        read_field(p, c, how);
    } else if (!fl_xml_is_any(c, no_text)) {
        read_inline(p, c, how);
    }
}

/* What an element says of the text in it. */
static fl_manner within(const fl_odt *d, const xmlNode *c, fl_manner how)
{
    if (fl_xml_is(c, "span"))
        return fl_odt_text_manner(d, fl_xml_attr(d->arena, c, "style-name"),
                                  how);
    if (fl_xml_is(c, "a"))
        how.target = fl_xml_attr(d->arena, c, "href");
    if (fl_xml_is(c, "placeholder") ||
        (fl_xml_is(c, "content-control") &&
         fl_xml_attr_is(c, "showing-place-holder", "true")))
        how.placeholder = true;
    if (fl_xml_is(c, "hidden-text") && fl_xml_attr_is(c, "is-hidden", "true")) {
        how.unseen = true;
        how.as = FL_MARK_HIDDEN;
    }
    return how;
}

static void read_inline(paragraph *p, const xmlNode *node, fl_manner how)
{
    fl_odt *d = p->d;
    for (const xmlNode *c = node->children; c; c = c->next) {
        fl_manner now = how;
        now.inserted = d->around.inserted;
        now.by = d->around.by;
        if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)
            fl_flow_text(&d->flow, fl_str_from((const char *)c->content),
                         fl_trail_text(d->arena, d->doc, c), &now);
        else if (c->type == XML_ELEMENT_NODE)
            read_element(p, c, within(d, c, now));
    }
}

/* A field in it may hide the whole paragraph. */
static bool hides_itself(const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (fl_xml_is(c, "hidden-paragraph") &&
            fl_xml_attr_is(c, "is-hidden", "true"))
            return true;
    return false;
}

void fl_odt_read_paragraph(fl_odt *d, const xmlNode *node, fl_block like,
                           fl_odt_nodes *boxes)
{
    fl_manner how = fl_odt_paragraph_manner(
        d, fl_xml_attr(d->arena, node, "style-name"), d->around);
    how.shades.unsure = how.shades.unsure || d->furniture;
    paragraph p = { .d = d, .boxes = boxes };
    if (hides_itself(node)) {
        how.unseen = true;
        how.as = FL_MARK_HIDDEN;
    }
    fl_flow_begin(&d->flow, &d->builder, like);
    read_inline(&p, node, how);
    fl_flow_end(&d->flow);
}
