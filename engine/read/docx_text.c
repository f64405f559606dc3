/*
 * A DOCX paragraph: its runs, fields and soft line breaks become one block or
 * more; what no reader sees goes to a hidden block behind them.
 * SPDX-License-Identifier: MIT
 */
#include "read/colour.h"
#include "read/docx.h"
#include "read/trail.h"

typedef struct {
    fl_docx *d;
    fl_flow *flow;
    fl_docx_switch bold, vanish; /* of the paragraph's style */
    fl_docx_ink ink;             /* of the paragraph, and its style */
    unsigned fields;             /* depth of complex fields */
    uint64_t results;            /* a bit for each: in its result */
    fl_str instruction;          /* of the innermost field */
    uint32_t shown;              /* where in T its result begins */
    fl_docx_nodes *boxes;
} paragraph;

static void add_text(paragraph *p, const xmlNode *node, const fl_manner *how)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)
            fl_flow_text(p->flow, fl_str_from((const char *)c->content),
                         fl_trail_text(p->d->arena, p->d->doc, c), how);
}

/* ---- fields ----------------------------------------------------------------- */

/* The word of `s` from *at on, behind spaces and without its quotes. */
static fl_str field_word(fl_str s, size_t *at)
{
    size_t start = *at;
    while (start < s.len && fl_is_space(s.ptr[start]))
        start++;
    bool quoted = start < s.len && s.ptr[start] == '"';
    start += quoted;
    size_t end = start;
    while (end < s.len &&
           (quoted ? s.ptr[end] != '"' : !fl_is_space(s.ptr[end])))
        end++;
    *at = end < s.len ? end + 1 : end;
    return fl_str_slice(s, start, end);
}

/* A field that asks for something shows its own name, or nothing. */
static bool is_unfilled(fl_str kind, fl_str name, fl_str shown)
{
    static const char *const asking[] = { "MERGEFIELD", "FILLIN", "FORMTEXT",
                                          "ASK", NULL };
    bool asks = false;
    for (size_t i = 0; asking[i]; i++)
        asks = asks || fl_str_is(kind, asking[i]);
    return asks && fl_is_unfilled(shown, name);
}

/* What a field with this instruction shows stands in T from `start` on. */
static void settle_field(paragraph *p, fl_str instruction, uint32_t start)
{
    fl_builder *b = &p->d->builder;
    size_t at = 0;
    fl_str kind = field_word(instruction, &at);
    fl_str name = fl_arena_dup(p->d->arena, field_word(instruction, &at));
    fl_str shown = { b->text + start, fl_builder_at(b) - start };
    fl_mark mark = fl_mark_of(FL_MARK_FIELD);
    mark.name = name;
    if (fl_str_is(kind, "MACROBUTTON")) {
        /* it shows the rest of its instruction, for somebody to click on */
        fl_builder_add(b, fl_str_slice(instruction, at, instruction.len), 0);
        fl_builder_mark(b, fl_mark_of(FL_MARK_PLACEHOLDER), start);
    } else if (fl_str_is(kind, "HYPERLINK") && name.len &&
               name.ptr[0] != '\\') {
        mark.kind = FL_MARK_LINK;
        fl_builder_mark(b, mark, start);
    } else if (is_unfilled(kind, name, shown)) {
        fl_builder_mark(b, mark, start);
    }
}

static void field_mark(paragraph *p, const xmlNode *node)
{
    if (fl_xml_attr_is(node, "fldCharType", "begin") && p->fields < 60) {
        p->fields++;
        p->results <<= 1;
        p->instruction = (fl_str){ "", 0 };
        p->shown = fl_builder_at(&p->d->builder);
    } else if (fl_xml_attr_is(node, "fldCharType", "separate")) {
        p->results |= 1;
        p->shown = fl_builder_at(&p->d->builder);
    } else if (fl_xml_attr_is(node, "fldCharType", "end") && p->fields > 0) {
        p->fields--;
        p->results >>= 1;
        settle_field(p, p->instruction, p->shown);
        p->instruction = (fl_str){ "", 0 };
    }
}

/* Only the innermost field's instruction is kept. */
static void field_instruction(paragraph *p, const xmlNode *node)
{
    if (p->fields > 0 && !(p->results & 1))
        p->instruction =
            fl_arena_printf(p->d->arena, "%.*s%.*s", FL_ARG(p->instruction),
                            FL_ARG(fl_xml_text(p->d->arena, node)));
}

/* Outside of all fields, or in the result of each. */
static bool is_shown(const paragraph *p)
{
    uint64_t all = (UINT64_C(1) << p->fields) - 1;
    return (p->results & all) == all;
}

/* ---- runs ------------------------------------------------------------------- */

static fl_docx_switch either(fl_docx_switch own, fl_docx_switch inherited)
{
    return own == FL_DOCX_UNSET ? inherited : own;
}

static void refer_to_comment(paragraph *p, const xmlNode *node)
{
    fl_docx *d = p->d;
    fl_docx_comment *comment =
        fl_find_by_id(fl_xml_attr(d->arena, node, "id"), d->comments.items,
                      d->comments.count, sizeof(fl_docx_comment));
    if (comment && !comment->shown)
        fl_docx_unsee_comment(d, comment);
}

static void read_in_run(paragraph *p, const xmlNode *c, const fl_manner *how)
{
    static const char *const breaks[] = { "br", "cr", NULL };
    static const char *const spaces[] = { "tab", "ptab", "sym", NULL };
    static const char *const drawn[] = { "drawing", "pict", "object", NULL };
    if (fl_xml_is(c, "t") || fl_xml_is(c, "delText")) {
        if (is_shown(p))
            add_text(p, c, how);
    } else if (fl_xml_is(c, "fldChar")) {
        field_mark(p, c);
    } else if (fl_xml_is(c, "instrText")) {
        field_instruction(p, c);
    } else if (fl_xml_is_any(c, breaks)) {
        fl_flow_break(p->flow, how);
    } else if (fl_xml_is_any(c, spaces)) {
        fl_flow_space(p->flow, how);
    } else if (fl_xml_is(c, "noBreakHyphen")) {
        if (is_shown(p) && !how->unseen)
            fl_builder_add(&p->d->builder, FL_STR("-"), 0);
    } else if (fl_xml_is(c, "commentReference")) {
        refer_to_comment(p, c);
    } else if (fl_xml_is_any(c, drawn) && !how->unseen) {
        *FL_PUSH(p->d->arena, p->boxes) = c;
    } else if (fl_xml_is(c, "AlternateContent")) {
        const xmlNode *one = fl_xml_alternative(c);
        for (c = one ? one->children : NULL; c; c = c->next)
            read_in_run(p, c, how);
    }
}

/* Black behind words that are not white: nobody sees them. */
static bool is_blacked(const xmlNode *properties)
{
    const xmlNode *pen = fl_xml_child(properties, "highlight");
    const xmlNode *shade = fl_xml_child(properties, "shd");
    const xmlNode *colour = fl_xml_child(properties, "color");
    bool black = (pen && fl_xml_attr_is(pen, "val", "black")) ||
                 (shade && fl_xml_attr_is(shade, "fill", "000000"));
    return black && !(colour && fl_xml_attr_is(colour, "val", "FFFFFF"));
}

/* Shading in the colour of a marker pen is one. */
static bool is_penned(fl_arena *arena, const xmlNode *properties)
{
    const xmlNode *shade = fl_xml_child(properties, "shd");
    int rgb[3];
    return shade && fl_colour_read(fl_xml_attr(arena, shade, "fill"), rgb) &&
           fl_colour_is_pen(rgb);
}

static fl_shades shades_of(const paragraph *p, const xmlNode *properties,
                           fl_str style, fl_shades around)
{
    const fl_docx *d = p->d;
    const xmlNode *pen = fl_xml_child(properties, "highlight");
    fl_docx_ink ink = { fl_xml_value(d->arena, properties, "color"),
                        fl_xml_attr(d->arena, fl_xml_child(properties, "shd"),
                                    "fill"),
                        fl_xml_value(d->arena, properties, "sz") };
    fl_docx_add_ink(d, style, &ink);
    fl_str fill = ink.fill.len ? ink.fill : p->ink.fill;
    fl_str size = ink.size.len ? ink.size : p->ink.size;
    around.words_given = fl_colour_read(
        ink.colour.len ? ink.colour : p->ink.colour, around.words);
    around.tiny = fl_xml_number(size, UINT32_MAX) < 2 * FL_READABLE_POINTS;
    around.unsure = around.unsure || d->furniture;
    if (pen && !fl_xml_attr_is(pen, "val", "none")) {
        around.unsure = true;
        around.ground_given = false;
    } else if (fl_colour_read(fill, around.ground)) {
        around.ground_given = true;
    }
    return around;
}

static void read_run(paragraph *p, const xmlNode *run, fl_manner in)
{
    fl_docx *d = p->d;
    const xmlNode *properties = fl_xml_child(run, "rPr");
    const xmlNode *pen = fl_xml_child(properties, "highlight");
    fl_str style = fl_xml_value(d->arena, properties, "rStyle");
    fl_docx_switch vanish =
        either(fl_xml_switch(d->arena, properties, "vanish"),
               either(fl_docx_hidden(d, style), p->vanish));
    fl_docx_switch bold = either(fl_xml_switch(d->arena, properties, "b"),
                                 either(fl_docx_bold(d, style), p->bold));
    fl_manner how = in;
    how.shades = shades_of(p, properties, style, in.shades);
    how.bold = bold == FL_DOCX_ON;
    how.black = is_blacked(properties);
    how.highlighted = how.black ||
                      (pen && !fl_xml_attr_is(pen, "val", "none")) ||
                      is_penned(d->arena, properties);
    if (vanish == FL_DOCX_ON && !in.unseen) {
        how.unseen = true;
        how.as = FL_MARK_HIDDEN;
    }
    for (const xmlNode *c = run->children; c; c = c->next)
        read_in_run(p, c, &how);
}

fl_manner fl_docx_within(const fl_docx *d, fl_manner around,
                         const xmlNode *node)
{
    static const char *const gone[] = { "del", "moveFrom", NULL };
    static const char *const come[] = { "ins", "moveTo", NULL };
    if (fl_xml_is_any(node, gone) || fl_xml_is_any(node, come)) {
        around.unseen = around.unseen || fl_xml_is_any(node, gone);
        around.as = FL_MARK_DELETED;
        around.inserted = fl_xml_is_any(node, come);
        around.by = fl_xml_attr(d->arena, node, "author");
    } else if (fl_xml_is(node, "sdt")) {
        around.placeholder =
            fl_xml_switch(d->arena, fl_xml_child(node, "sdtPr"),
                          "showingPlcHdr") == FL_DOCX_ON;
    } else if (fl_xml_is(node, "hyperlink") && d->links.count) {
        const fl_docx_ref *link =
            fl_find_by_id(fl_xml_attr(d->arena, node, "id"), d->links.items,
                          d->links.count, sizeof(fl_docx_ref));
        around.target = link ? link->text : around.target;
    }
    return around;
}

static void read_inline(paragraph *p, const xmlNode *node, fl_manner in)
{
    static const char *const within[] = {
        "ins",        "moveTo",    "hyperlink", "smartTag", "sdt",
        "sdtContent", "fldSimple", "customXml", "dir",      "bdo",
        "oMath",      "oMathPara", "del",       "moveFrom", NULL
    };
    for (const xmlNode *c = node->children; c; c = c->next) {
        const xmlNode *one =
            fl_xml_is(c, "AlternateContent") ? fl_xml_alternative(c) : NULL;
        uint32_t start = fl_builder_at(&p->d->builder);
        if (fl_xml_is(c, "r"))
            read_run(p, c, in);
        else if (fl_xml_is_any(c, within))
            read_inline(p, c, fl_docx_within(p->d, in, c));
        else if (one)
            read_inline(p, one, in);
        if (fl_xml_is(c, "fldSimple"))
            settle_field(p, fl_xml_attr(p->d->arena, c, "instr"), start);
    }
}

/* ---- paragraphs ---------------------------------------------------------------- */

static fl_block block_for(fl_docx *d, const xmlNode *properties, fl_str style)
{
    fl_block block = { .kind = FL_BLOCK_PARAGRAPH,
                       .blank_before = true,
                       .table = d->table,
                       .row = d->row,
                       .cell = d->cell };
    uint16_t depth = 0;
    uint32_t outline = fl_xml_number(
        fl_xml_value(d->arena, properties, "outlineLvl"), FL_DOCX_LEVELS + 1);
    uint16_t heading = outline < FL_DOCX_LEVELS    ? (uint16_t)(outline + 1)
                       : outline == FL_DOCX_LEVELS ? 0
                                                   : fl_docx_heading(d, style);
    block.label = fl_docx_number(d, properties, style, &depth);
    block.paragraph = d->furniture ? 0 : d->paragraph;
    if (d->furniture) {
        block.kind = FL_BLOCK_FURNITURE;
    } else if (heading) {
        block.kind = FL_BLOCK_HEADING;
        block.level = heading;
    } else if (block.label.len) {
        block.kind = FL_BLOCK_ITEM;
        block.level = depth;
    } else if (d->table) {
        block.kind = FL_BLOCK_CELL;
    }
    return block;
}

void fl_docx_read_paragraph(fl_docx *d, const xmlNode *node,
                            fl_docx_nodes *boxes)
{
    const xmlNode *properties = fl_xml_child(node, "pPr");
    fl_str style = fl_xml_value(d->arena, properties, "pStyle");
    if (!d->furniture)
        d->paragraph++;
    paragraph p = {
        .d = d,
        .bold = fl_docx_bold(d, style),
        .vanish = fl_docx_hidden(d, style),
        .ink = { { "", 0 }, fl_docx_fill(d, properties), { "", 0 } },
        .instruction = { "", 0 },
        .flow = &d->flow,
        .boxes = boxes
    };
    fl_docx_add_ink(d, style, &p.ink);
    fl_flow_begin(&d->flow, &d->builder, block_for(d, properties, style));
    read_inline(&p, node, d->around);
    fl_flow_end(&d->flow);
}
