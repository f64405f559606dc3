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
    fl_str instruction;          /* of the innermost field */
    uint32_t shown;              /* where in T its result begins */
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

/* ---- text ------------------------------------------------------------------- */

static bool is_blank(fl_str s)
{
    return fl_str_trim(s).len == 0;
}

/* How a run's text is to be taken. */
typedef struct {
    fl_docx_context in;
    bool unseen, bold, highlighted;
    fl_docx_unseen as; /* when unseen */
} manner;

static void mark_as(paragraph *p, fl_mark_kind kind, fl_str by, fl_str name,
                    uint32_t start)
{
    fl_mark mark = { .kind = kind, .by = by, .name = name, .text = { "", 0 } };
    fl_builder_mark(&p->d->builder, mark, start);
}

static void mark_text(paragraph *p, const manner *how, uint32_t start)
{
    const fl_str none = { "", 0 };
    if (how->in.inserted)
        mark_as(p, FL_MARK_INSERTED, how->in.by, none, start);
    if (how->highlighted)
        mark_as(p, FL_MARK_HIGHLIGHT, none, none, start);
    if (how->in.placeholder)
        mark_as(p, FL_MARK_PLACEHOLDER, none, none, start);
    if (how->in.target.len)
        mark_as(p, FL_MARK_LINK, none, how->in.target, start);
}

static void add_piece(paragraph *p, fl_str text, const manner *how)
{
    if (how->unseen) {
        fl_docx_unsee(p->d, how->as.kind, how->as.by, text);
        return;
    }
    settle_break(p, text);
    uint32_t start = fl_builder_at(&p->d->builder);
    fl_builder_add(&p->d->builder, text, 0);
    if (is_blank(text))
        return;
    mark_text(p, how, start);
    p->any = true;
    p->all_bold = p->all_bold && how->bold;
}

static void add_text(paragraph *p, const xmlNode *node, const manner *how)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE)
            add_piece(p, fl_str_from((const char *)c->content), how);
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

/* A field that asks for something shows it between guillemets, or nothing. */
static bool is_unfilled(fl_str kind, fl_str shown)
{
    static const char *const asking[] = { "MERGEFIELD", "FILLIN", "FORMTEXT",
                                          "ASK", NULL };
    bool asks = false;
    for (size_t i = 0; asking[i]; i++)
        asks = asks || fl_str_is(kind, asking[i]);
    shown = fl_str_trim(shown);
    return asks && (shown.len == 0 || fl_str_starts(shown, FL_STR("<<")) ||
                    fl_str_starts(shown, FL_STR("\xc2\xab")));
}

/* What a field with this instruction shows stands in T from `start` on. */
static void settle_field(paragraph *p, fl_str instruction, uint32_t start)
{
    fl_builder *b = &p->d->builder;
    size_t at = 0;
    fl_str kind = field_word(instruction, &at);
    fl_str name = fl_arena_dup(p->d->arena, field_word(instruction, &at));
    fl_str shown = { b->text + start, fl_builder_at(b) - start };
    const fl_str none = { "", 0 };
    if (fl_str_is(kind, "MACROBUTTON")) {
        /* it shows the rest of its instruction, for somebody to click on */
        fl_builder_add(b, fl_str_slice(instruction, at, instruction.len), 0);
        mark_as(p, FL_MARK_PLACEHOLDER, none, none, start);
    } else if (fl_str_is(kind, "HYPERLINK") && name.len &&
               name.ptr[0] != '\\') {
        mark_as(p, FL_MARK_LINK, none, name, start);
    } else if (is_unfilled(kind, shown)) {
        mark_as(p, FL_MARK_FIELD, none, name, start);
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

static void space(paragraph *p, const manner *how)
{
    if (how->unseen)
        fl_docx_unsee(p->d, how->as.kind, how->as.by, FL_STR(" "));
    else
        fl_builder_space(&p->d->builder);
}

static void refer_to_comment(paragraph *p, const xmlNode *node)
{
    fl_docx *d = p->d;
    fl_docx_comment *comment =
        fl_docx_find(fl_xml_attr(d->arena, node, "id"), d->comments.items,
                     d->comments.count, sizeof(fl_docx_comment));
    if (comment && !comment->shown)
        fl_docx_unsee_comment(d, comment);
}

static void read_in_run(paragraph *p, const xmlNode *c, const manner *how)
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
        space(p, how);
        p->broken = p->broken || !how->unseen;
    } else if (fl_xml_is_any(c, spaces)) {
        space(p, how);
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

static void read_run(paragraph *p, const xmlNode *run, fl_docx_context in)
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
    manner how = { .in = in, .bold = bold == FL_DOCX_ON };
    how.highlighted = pen && !fl_xml_attr_is(pen, "val", "none");
    how.unseen = in.deleted || vanish == FL_DOCX_ON;
    how.as = (fl_docx_unseen){ FL_MARK_HIDDEN, { "", 0 }, 0 };
    if (in.deleted)
        how.as = (fl_docx_unseen){ FL_MARK_DELETED, in.by, 0 };
    for (const xmlNode *c = run->children; c; c = c->next)
        read_in_run(p, c, &how);
}

fl_docx_context fl_docx_within(const fl_docx *d, fl_docx_context around,
                               const xmlNode *node)
{
    static const char *const gone[] = { "del", "moveFrom", NULL };
    static const char *const come[] = { "ins", "moveTo", NULL };
    if (fl_xml_is_any(node, gone) || fl_xml_is_any(node, come)) {
        around.deleted = around.deleted || fl_xml_is_any(node, gone);
        around.inserted = fl_xml_is_any(node, come);
        around.by = fl_xml_attr(d->arena, node, "author");
    } else if (fl_xml_is(node, "sdt")) {
        around.placeholder =
            fl_xml_switch(d->arena, fl_xml_child(node, "sdtPr"),
                          "showingPlcHdr") == FL_DOCX_ON;
    } else if (fl_xml_is(node, "hyperlink") && d->links.count) {
        const fl_docx_ref *link =
            fl_docx_find(fl_xml_attr(d->arena, node, "id"), d->links.items,
                         d->links.count, sizeof(fl_docx_ref));
        around.target = link ? link->text : around.target;
    }
    return around;
}

static void read_inline(paragraph *p, const xmlNode *node, fl_docx_context in)
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
    paragraph p = { .d = d,
                    .bold = fl_docx_bold(d, style),
                    .vanish = fl_docx_hidden(d, style),
                    .instruction = { "", 0 },
                    .boxes = boxes };
    p.like = block_for(d, properties, style);
    open_block(&p);
    read_inline(&p, node, d->around);
    close_block(&p);
    fl_docx_keep_unseen(d, p.like);
}
