/*
 * A DOCX paragraph: its runs, fields and soft line breaks become one block or
 * more; what no reader sees goes to a hidden block behind them.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "read/lines.h"

typedef struct {
    fl_docx *d;
    fl_block like;               /* what the next block is to be */
    fl_docx_switch bold, vanish; /* of the paragraph's style */
    unsigned fields;             /* depth of complex fields */
    uint64_t results;            /* a bit for each: in its result */
    bool broken;                 /* a soft line break came last */
    bool any, all_bold;          /* of the open block */
    fl_docx_nodes *boxes;
} paragraph;

/* ---- blocks ---------------------------------------------------------------- */

/* A mark typed by hand ("1.", "(a)") becomes the label. */
static void take_typed_mark(paragraph *p)
{
    fl_builder *b = &p->d->builder;
    fl_str text = fl_builder_text(b);
    bool bullet = false;
    if (b->block.label.len || b->block.kind == FL_BLOCK_FURNITURE)
        return;
    size_t mark = fl_list_mark(text, &bullet);
    size_t rest = mark;
    while (rest < text.len && text.ptr[rest] == ' ')
        rest++;
    if (mark == 0 || rest == text.len)
        return;
    b->block.label = fl_arena_dup(p->d->arena, fl_str_slice(text, 0, mark));
    fl_builder_cut(b, rest);
    if (b->block.kind == FL_BLOCK_PARAGRAPH) {
        b->block.kind = FL_BLOCK_ITEM;
        b->block.level = 1;
    }
}

static void close_block(paragraph *p)
{
    fl_builder *b = &p->d->builder;
    take_typed_mark(p);
    fl_str text = fl_builder_text(b);
    if (p->any && p->all_bold && b->block.kind == FL_BLOCK_PARAGRAPH &&
        fl_may_be_heading(text)) {
        b->block.kind = FL_BLOCK_HEADING;
        b->block.level = fl_all_capitals(text) ? 1 : 2;
    }
    fl_builder_close(b);
}

static void open_block(paragraph *p)
{
    fl_builder_open(&p->d->builder, p->like);
    p->any = false;
    p->all_bold = true;
    p->broken = false;
    /* what follows a line break is no item and no new paragraph */
    p->like.label = (fl_str){ "", 0 };
    p->like.blank_before = false;
    if (p->like.kind == FL_BLOCK_ITEM)
        p->like.kind = p->d->table ? FL_BLOCK_CELL : FL_BLOCK_PARAGRAPH;
}

/* A soft break ends a block, unless a sentence goes on behind it. */
static void settle_break(paragraph *p, fl_str next)
{
    next = fl_str_trim(next);
    if (!p->broken || next.len == 0)
        return;
    fl_str text = fl_builder_text(&p->d->builder);
    p->broken = false;
    if (text.len == 0 || p->like.kind == FL_BLOCK_HEADING ||
        (fl_goes_on(next) && !fl_ends_sentence(text)))
        return;
    close_block(p);
    open_block(p);
}

static void keep_unseen(paragraph *p)
{
    fl_docx *d = p->d;
    if (d->unseen.failed)
        fl_arena_fail(d->arena);
    if (d->unseen.len == 0)
        return;
    fl_block block = p->like;
    block.hidden = true;
    if (block.kind == FL_BLOCK_HEADING)
        block.kind = FL_BLOCK_PARAGRAPH;
    block.level = 0;
    fl_builder_open(&d->builder, block);
    fl_builder_add(&d->builder, fl_buf_str(&d->unseen), 0);
    fl_builder_close(&d->builder);
}

/* ---- runs ------------------------------------------------------------------- */

static bool is_blank(fl_str s)
{
    return fl_str_trim(s).len == 0;
}

static void add_text(paragraph *p, const xmlNode *node, bool hidden, bool bold)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE)
            continue;
        fl_str text = fl_str_from((const char *)c->content);
        if (hidden) {
            fl_buf_add(&p->d->unseen, text);
            continue;
        }
        settle_break(p, text);
        fl_builder_add(&p->d->builder, text, 0);
        if (!is_blank(text)) {
            p->any = true;
            p->all_bold = p->all_bold && bold;
        }
    }
}

static void field_mark(paragraph *p, const xmlNode *node)
{
    fl_str type = fl_xml_attr(p->d->arena, node, "fldCharType");
    if (fl_str_is(type, "begin") && p->fields < 60) {
        p->fields++;
        p->results <<= 1;
    } else if (fl_str_is(type, "separate")) {
        p->results |= 1;
    } else if (fl_str_is(type, "end") && p->fields > 0) {
        p->fields--;
        p->results >>= 1;
    }
}

/* Outside of all fields, or in the result of each. */
static bool is_shown(const paragraph *p)
{
    uint64_t all = (UINT64_C(1) << p->fields) - 1;
    return (p->results & all) == all;
}

static fl_docx_switch either(fl_docx_switch own, fl_docx_switch inherited)
{
    return own == FL_DOCX_UNSET ? inherited : own;
}

static void space(paragraph *p, bool hidden)
{
    if (hidden)
        fl_buf_putc(&p->d->unseen, ' ');
    else
        fl_builder_space(&p->d->builder);
}

static void read_in_run(paragraph *p, const xmlNode *c, bool hidden, bool bold)
{
    static const char *const breaks[] = { "br", "cr", NULL };
    static const char *const spaces[] = { "tab", "ptab", "sym", NULL };
    static const char *const drawn[] = { "drawing", "pict", "object", NULL };
    if (fl_xml_is(c, "t")) {
        if (is_shown(p))
            add_text(p, c, hidden, bold);
    } else if (fl_xml_is(c, "delText")) {
        add_text(p, c, true, bold);
    } else if (fl_xml_is(c, "fldChar")) {
        field_mark(p, c);
    } else if (fl_xml_is_any(c, breaks)) {
        space(p, hidden);
        p->broken = p->broken || !hidden;
    } else if (fl_xml_is_any(c, spaces)) {
        space(p, hidden);
    } else if (fl_xml_is(c, "noBreakHyphen")) {
        if (is_shown(p) && !hidden)
            fl_builder_add(&p->d->builder, FL_STR("-"), 0);
    } else if (fl_xml_is_any(c, drawn) && !hidden) {
        *FL_PUSH(p->d->arena, p->boxes) = c;
    } else if (fl_xml_is(c, "AlternateContent")) {
        const xmlNode *one = fl_xml_alternative(c);
        for (c = one ? one->children : NULL; c; c = c->next)
            read_in_run(p, c, hidden, bold);
    }
}

static void read_run(paragraph *p, const xmlNode *run, bool deleted)
{
    fl_docx *d = p->d;
    const xmlNode *properties = fl_xml_child(run, "rPr");
    fl_str style = fl_xml_value(d->arena, properties, "rStyle");
    fl_docx_switch vanish =
        either(fl_xml_switch(d->arena, properties, "vanish"),
               either(fl_docx_hidden(d, style), p->vanish));
    fl_docx_switch bold = either(fl_xml_switch(d->arena, properties, "b"),
                                 either(fl_docx_bold(d, style), p->bold));
    bool hidden = deleted || d->hidden || vanish == FL_DOCX_ON;
    for (const xmlNode *c = run->children; c; c = c->next)
        read_in_run(p, c, hidden, bold == FL_DOCX_ON);
}

static void read_inline(paragraph *p, const xmlNode *node, bool deleted)
{
    static const char *const gone[] = { "del", "moveFrom", NULL };
    static const char *const within[] = {
        "ins",        "moveTo",    "hyperlink", "smartTag", "sdt",
        "sdtContent", "fldSimple", "customXml", "dir",      "bdo",
        "oMath",      "oMathPara", NULL
    };
    for (const xmlNode *c = node->children; c; c = c->next) {
        const xmlNode *one =
            fl_xml_is(c, "AlternateContent") ? fl_xml_alternative(c) : NULL;
        if (fl_xml_is(c, "r"))
            read_run(p, c, deleted);
        else if (fl_xml_is_any(c, gone))
            read_inline(p, c, true);
        else if (fl_xml_is_any(c, within))
            read_inline(p, c, deleted);
        else if (one)
            read_inline(p, one, deleted);
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
    block.paragraph = d->furniture || d->hidden ? 0 : d->paragraph;
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
    if (!d->furniture && !d->hidden)
        d->paragraph++;
    paragraph p = { .d = d,
                    .bold = fl_docx_bold(d, style),
                    .vanish = fl_docx_hidden(d, style),
                    .boxes = boxes };
    p.like = block_for(d, properties, style);
    fl_buf_clear(&d->unseen);
    open_block(&p);
    read_inline(&p, node, false);
    close_block(&p);
    keep_unseen(&p);
}
