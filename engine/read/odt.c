/*
 * The ODT reader: paragraphs in reading order, lists with their numbers,
 * tables cell by cell, then notes; page headers and footers are furniture.
 * SPDX-License-Identifier: MIT
 */
#include "read/odt.h"

#include "base/sink.h"
#include "read/formats.h"
#include "read/lines.h"
#include "read/trail.h"

/* The item of a list in which a paragraph stands; NULL list: none. */
typedef struct {
    size_t list; /* in d->lists */
    bool in_list;
    fl_str style;
    uint32_t level; /* from 0 */
    uint32_t start; /* the number that the item begins anew with; 0 none */
    bool first;     /* the item's number is still to be shown */
} item;

static void read_blocks(fl_odt *d, const xmlNode *parent, item *in);

/* ---- paragraphs ----------------------------------------------------------------- */

static fl_str label_of(fl_odt *d, const xmlNode *node, item *in)
{
    if (in->in_list && in->first) {
        fl_str style = in->style;
        if (!style.len)
            style =
                fl_odt_list_of(d, fl_xml_attr(d->arena, node, "style-name"));
        in->first = false;
        return fl_odt_number(d, &d->lists.items[in->list], style, in->level,
                             in->start);
    }
    if (in->in_list || !fl_xml_is(node, "h") ||
        fl_xml_attr_is(node, "is-list-header", "true"))
        return (fl_str){ "", 0 };
    uint32_t level =
        fl_xml_number(fl_xml_attr(d->arena, node, "outline-level"), 1);
    return fl_odt_number(d, &d->outline, FL_STR("\x01outline"),
                         level ? level - 1 : 0, 0);
}

static fl_block block_for(fl_odt *d, const xmlNode *node, item *in)
{
    fl_block block = { .kind = FL_BLOCK_PARAGRAPH,
                       .blank_before = true,
                       .table = d->table,
                       .row = d->row,
                       .cell = d->cell };
    block.label = label_of(d, node, in);
    block.paragraph = d->furniture ? 0 : d->paragraph;
    if (d->furniture) {
        block.kind = FL_BLOCK_FURNITURE;
    } else if (fl_xml_is(node, "h")) {
        block.kind = FL_BLOCK_HEADING;
        block.level = (uint16_t)fl_xml_number(
            fl_xml_attr(d->arena, node, "outline-level"), 1);
    } else if (block.label.len) {
        block.kind = FL_BLOCK_ITEM;
        block.level = (uint16_t)(in->level + 1);
    } else if (d->table) {
        block.kind = FL_BLOCK_CELL;
    }
    return block;
}

/* The outermost text boxes in what is drawn; shapes hold paragraphs too. */
static void read_boxes(fl_odt *d, const xmlNode *drawn)
{
    item none = { .style = { "", 0 } };
    if (fl_xml_is(drawn, "text-box") || fl_xml_is(drawn, "custom-shape") ||
        fl_xml_is(drawn, "rect")) {
        read_blocks(d, drawn, &none);
        return;
    }
    for (const xmlNode *c = drawn->children; c; c = c->next)
        if (c->type == XML_ELEMENT_NODE)
            read_boxes(d, c);
}

static void read_paragraph(fl_odt *d, const xmlNode *node, item *in)
{
    fl_odt_nodes boxes = { 0 };
    if (!d->furniture)
        d->paragraph++;
    fl_odt_read_paragraph(d, node, block_for(d, node, in), &boxes);
    for (size_t i = 0; i < boxes.count; i++)
        read_boxes(d, boxes.items[i]);
}

/* ---- lists ------------------------------------------------------------------------ */

static void read_list(fl_odt *d, const xmlNode *list, const item *around)
{
    item in = *around;
    fl_str style = fl_xml_attr(d->arena, list, "style-name");
    if (!around->in_list) {
        in.list = fl_odt_begin_list(d, list);
        in.in_list = true;
        in.level = 0;
        in.style = style;
    } else {
        in.level++;
        in.style = style.len ? style : in.style;
    }
    for (const xmlNode *c = list->children; c; c = c->next) {
        if (!fl_xml_is(c, "list-item") && !fl_xml_is(c, "list-header"))
            continue;
        fl_str own = fl_xml_attr(d->arena, c, "style-override");
        item one = in;
        one.first = fl_xml_is(c, "list-item");
        one.start = fl_xml_number(fl_xml_attr(d->arena, c, "start-value"), 0);
        one.style = own.len ? own : in.style;
        read_blocks(d, c, &one);
    }
}

/* ---- tables ------------------------------------------------------------------------ */

/* What stands in a table inside a table belongs to the outer one's cell. */
static void read_rows(fl_odt *d, const xmlNode *node, bool inner)
{
    item none = { .style = { "", 0 } };
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (fl_xml_is(c, "table-cell") || fl_xml_is(c, "covered-table-cell")) {
            d->cell += !inner;
            read_blocks(d, c, &none);
        } else if (fl_xml_is(c, "table-row")) {
            d->row += !inner;
            d->cell = inner ? d->cell : 0;
            read_rows(d, c, inner);
        } else if (fl_xml_is(c, "table-rows") ||
                   fl_xml_is(c, "table-header-rows") ||
                   fl_xml_is(c, "table-row-group")) {
            read_rows(d, c, inner);
        }
    }
}

static void read_table(fl_odt *d, const xmlNode *table)
{
    if (d->table) {
        read_rows(d, table, true);
        return;
    }
    d->table = ++d->tables;
    read_rows(d, table, false);
    d->table = d->row = d->cell = 0;
}

/* ---- blocks ------------------------------------------------------------------------- */

static void read_section(fl_odt *d, const xmlNode *section, item *in)
{
    fl_manner around = d->around;
    if (fl_xml_attr_is(section, "display", "none") ||
        fl_xml_attr_is(section, "is-hidden", "true")) {
        d->around.unseen = true;
        d->around.as = FL_MARK_HIDDEN;
    }
    read_blocks(d, section, in);
    around.inserted = d->around.inserted;
    around.by = d->around.by;
    d->around = around;
}

static void read_blocks(fl_odt *d, const xmlNode *parent, item *in)
{
    static const char *const wrapping[] = {
        "table-of-content", "index-body",         "index-title", "bibliography",
        "user-index",       "numbered-paragraph", NULL
    };
    static const char *const drawn[] = { "frame", "custom-shape", "g", "rect",
                                         NULL };
    for (const xmlNode *c = parent->children; c; c = c->next) {
        if (fl_xml_is(c, "p") || fl_xml_is(c, "h"))
            read_paragraph(d, c, in);
        else if (fl_xml_is(c, "list"))
            read_list(d, c, in);
        else if (fl_xml_is(c, "table"))
            read_table(d, c);
        else if (fl_xml_is(c, "section"))
            read_section(d, c, in);
        else if (fl_xml_is_any(c, wrapping))
            read_blocks(d, c, in);
        else if (fl_xml_is_any(c, drawn))
            read_boxes(d, c);
    }
}

/* ---- the package --------------------------------------------------------------------- */

static void read_changes(fl_odt *d, const xmlNode *text)
{
    const xmlNode *all = fl_xml_child(text, "tracked-changes");
    for (const xmlNode *c = all ? all->children : NULL; c; c = c->next) {
        const xmlNode *gone = fl_xml_child(c, "deletion");
        const xmlNode *come = fl_xml_child(c, "insertion");
        if (!gone && !come)
            continue;
        const xmlNode *info = fl_xml_child(gone ? gone : come, "change-info");
        *FL_PUSH(d->arena, &d->changes) = (fl_odt_change){
            .id = fl_xml_attr(d->arena, c, "id"),
            .by = fl_xml_text(d->arena, fl_xml_child(info, "creator")),
            .deleted = gone,
        };
    }
    fl_sort_by_id(d->changes.items, d->changes.count, sizeof(fl_odt_change));
}

static void read_margins(fl_odt *d, const xmlNode *styles, const char *prefix)
{
    item none = { .style = { "", 0 } };
    const xmlNode *pages = fl_xml_child(styles, "master-styles");
    uint32_t tables = d->tables;
    d->furniture = true;
    d->styles = &d->in_margin;
    for (const xmlNode *p = pages ? pages->children : NULL; p; p = p->next) {
        for (const xmlNode *c = p->children; c; c = c->next)
            if (c->type == XML_ELEMENT_NODE &&
                strncmp((const char *)c->name, prefix, strlen(prefix)) == 0)
                read_blocks(d, c, &none);
    }
    d->styles = &d->in_body;
    d->furniture = false;
    d->tables = tables; /* tables are numbered in the body */
}

static void read_properties(fl_odt *d, const xmlNode *meta)
{
    static const char *const names[][2] = { { "initial-creator", "author" },
                                            { "creator", "last-author" },
                                            { "title", "title" } };
    const xmlNode *all = fl_xml_child(meta, "meta");
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        fl_builder_property(
            &d->builder, names[i][1],
            fl_xml_text(d->arena, fl_xml_child(all, names[i][0])));
    fl_builder_property(
        &d->builder, "template",
        fl_xml_attr(d->arena, fl_xml_child(all, "template"), "title"));
}

/* An encrypted part says so in the manifest alone. */
static bool is_encrypted(const xmlNode *manifest)
{
    for (const xmlNode *c = manifest ? manifest->children : NULL; c;
         c = c->next)
        if (fl_xml_child(c, "encryption-data"))
            return true;
    return false;
}

static fl_status refuse(const fl_odt *d, const char *why)
{
    fl_sink_report(d->sink, FL_LEVEL_ERROR, d->doc->path, 0, 0, NULL, "%s",
                   why);
    return FL_FORMAT;
}

/* Everything in reading order. */
static void read_all(fl_odt *d, const xmlNode *text, const xmlNode *content,
                     const xmlNode *styles)
{
    item none = { .style = { "", 0 } };
    const xmlNode *common = fl_xml_child(styles, "styles");
    const xmlNode *margin = fl_xml_child(styles, "automatic-styles");
    const xmlNode *body = fl_xml_child(content, "automatic-styles");
    fl_odt_add_styles(d, common, &d->in_body);
    fl_odt_add_styles(d, body, &d->in_body);
    fl_odt_add_styles(d, common, &d->in_margin);
    fl_odt_add_styles(d, margin, &d->in_margin);
    fl_odt_add_list_styles(d, common);
    fl_odt_add_list_styles(d, body);
    fl_odt_sort_styles(d);
    read_changes(d, text);
    read_margins(d, styles, "header");
    read_blocks(d, text, &none);
    for (size_t i = 0; i < d->notes.count; i++)
        if (d->notes.items[i])
            read_blocks(d, d->notes.items[i], &none);
    read_margins(d, styles, "footer");
}

static fl_status read_package(fl_odt *d)
{
    fl_status status = FL_OK;
    const xmlNode *manifest =
        fl_package_part(&d->package, "META-INF/manifest.xml", &status);
    if (status == FL_OK && is_encrypted(manifest))
        return refuse(d, "it is encrypted; save it without a password");
    const xmlNode *content =
        status == FL_OK ? fl_package_part(&d->package, "content.xml", &status)
                        : NULL;
    const xmlNode *styles =
        status == FL_OK ? fl_package_part(&d->package, "styles.xml", &status)
                        : NULL;
    const xmlNode *meta =
        status == FL_OK ? fl_package_part(&d->package, "meta.xml", &status)
                        : NULL;
    if (status != FL_OK)
        return status;
    const xmlNode *text = fl_xml_child(fl_xml_child(content, "body"), "text");
    if (!text)
        return refuse(d, "this package holds no OpenDocument text");
    read_properties(d, meta);
    read_all(d, text, content, styles);
    return FL_OK;
}

fl_status fl_read_odt(fl_arena *arena, fl_document *doc, uint32_t from,
                      const fl_sink *sink)
{
    (void)from;
    fl_odt *d = FL_NEW(arena, fl_odt);
    d->arena = arena;
    d->doc = doc;
    d->sink = sink;
    d->styles = &d->in_body;
    d->around.by = d->around.target = (fl_str){ "", 0 };
    doc->by_paragraph = true;
    fl_arena_defer(arena, fl_buf_release, &d->label);
    fl_status status =
        fl_package_open(&d->package, arena, doc, "OpenDocument text", sink);
    if (status != FL_OK)
        return status;
    fl_trail_main(arena, doc, "content.xml");
    fl_builder_init(&d->builder, arena, doc);
    d->flow.b = &d->builder;
    status = read_package(d);
    if (status != FL_OK)
        return status;
    fl_builder_finish(&d->builder);
    fl_settle_headings(doc);
    return FL_OK;
}
