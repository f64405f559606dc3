/*
 * Paragraphs in the making; see flow.h.
 * SPDX-License-Identifier: MIT
 */
#include "read/flow.h"

#include "read/colour.h"
#include "read/lines.h"

fl_mark fl_mark_of(fl_mark_kind kind)
{
    return (fl_mark){
        .kind = kind, .by = { "", 0 }, .name = { "", 0 }, .text = { "", 0 }
    };
}

/* Without what stands around a field's name: guillemets, quotes in T. */
static fl_str bare(fl_str shown)
{
    shown = fl_str_trim(shown);
    while (shown.len > 0 && strchr("\"<", shown.ptr[0]))
        shown = fl_str_slice(shown, 1, shown.len);
    while (shown.len > 0 && strchr("\">", shown.ptr[shown.len - 1]))
        shown.len--;
    return shown;
}

bool fl_is_unfilled(fl_str shown, fl_str name)
{
    shown = bare(shown);
    return shown.len == 0 || fl_str_eq(shown, name);
}

/* ---- blocks ------------------------------------------------------------------ */

/* A mark typed by hand ("1.", "(a)") becomes the label. */
static void take_typed_mark(fl_flow *f)
{
    fl_builder *b = f->b;
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
    b->block.label = fl_arena_dup(b->arena, fl_str_slice(text, 0, mark));
    fl_builder_cut(b, rest);
    if (b->block.kind == FL_BLOCK_PARAGRAPH) {
        b->block.kind = FL_BLOCK_ITEM;
        b->block.level = 1;
    }
}

static void close_block(fl_flow *f)
{
    fl_builder *b = f->b;
    take_typed_mark(f);
    fl_str text = fl_builder_text(b);
    if (f->any && f->all_bold && b->block.kind == FL_BLOCK_PARAGRAPH &&
        fl_may_be_heading(text)) {
        b->block.kind = FL_BLOCK_HEADING;
        b->block.level = fl_all_capitals(text) ? 1 : 2;
    }
    fl_builder_close(b);
}

static void open_block(fl_flow *f)
{
    fl_builder_open(f->b, f->like);
    f->any = false;
    f->all_bold = true;
    f->broken = false;
    /* what follows a line break is no item and no new paragraph */
    f->like.label = (fl_str){ "", 0 };
    f->like.blank_before = false;
    if (f->like.kind == FL_BLOCK_ITEM)
        f->like.kind = f->like.table ? FL_BLOCK_CELL : FL_BLOCK_PARAGRAPH;
}

void fl_flow_begin(fl_flow *f, fl_builder *b, fl_block like)
{
    f->b = b;
    f->like = like;
    f->unseen.count = 0;
    open_block(f);
}

static void settle_break(fl_flow *f, fl_str next)
{
    next = fl_str_trim(next);
    if (!f->broken || next.len == 0)
        return;
    fl_str text = fl_builder_text(f->b);
    f->broken = false;
    if (text.len == 0 || f->like.kind == FL_BLOCK_HEADING ||
        (fl_goes_on(next) && !fl_ends_sentence(text)))
        return;
    close_block(f);
    open_block(f);
}

/* ---- text --------------------------------------------------------------------- */

fl_shades fl_shades_with(fl_shades around, fl_str colour, fl_str ground,
                         fl_str size)
{
    if (colour.len)
        around.words_given = fl_colour_read(colour, around.words);
    if (fl_colour_read(ground, around.ground))
        around.ground_given = true;
    if (size.len)
        around.tiny = fl_size_is_tiny(size);
    return around;
}

const char *fl_shades_hide(const fl_shades *s)
{
    static const int white[3] = { 255, 255, 255 };
    if (s->tiny)
        return "size";
    if (!s->words_given || (s->unsure && !s->ground_given))
        return NULL;
    return fl_colour_is_like(s->words, s->ground_given ? s->ground : white)
               ? "colour"
               : NULL;
}

static void mark_text(fl_flow *f, const fl_manner *how, uint32_t start)
{
    fl_mark mark = fl_mark_of(FL_MARK_INSERTED);
    mark.by = how->by;
    if (how->inserted)
        fl_builder_mark(f->b, mark, start);
    fl_mark pen = fl_mark_of(FL_MARK_HIGHLIGHT);
    if (how->black)
        pen.name = FL_STR("black");
    if (how->highlighted)
        fl_builder_mark(f->b, pen, start);
    if (how->placeholder)
        fl_builder_mark(f->b, fl_mark_of(FL_MARK_PLACEHOLDER), start);
    mark = fl_mark_of(FL_MARK_FAINT);
    mark.name = fl_str_from(fl_shades_hide(&how->shades));
    if (mark.name.len && !how->black)
        fl_builder_mark(f->b, mark, start);
    mark = fl_mark_of(FL_MARK_LINK);
    mark.name = how->target;
    if (how->target.len)
        fl_builder_mark(f->b, mark, start);
}

void fl_flow_text(fl_flow *f, fl_str text, uint32_t source,
                  const fl_manner *how)
{
    if (how->unseen) {
        fl_flow_unsee(f, (fl_unseen){ how->as, how->by, text, source });
        return;
    }
    settle_break(f, text);
    uint32_t start = fl_builder_at(f->b);
    fl_builder_add(f->b, text, source);
    if (fl_str_trim(text).len == 0)
        return;
    mark_text(f, how, start);
    f->any = true;
    f->all_bold = f->all_bold && how->bold;
}

void fl_flow_space(fl_flow *f, const fl_manner *how)
{
    if (how->unseen)
        fl_flow_unsee(f, (fl_unseen){ how->as, how->by, FL_STR(" "), 0 });
    else
        fl_builder_space(f->b);
}

void fl_flow_break(fl_flow *f, const fl_manner *how)
{
    fl_flow_space(f, how);
    f->broken = f->broken || !how->unseen;
}

void fl_flow_end(fl_flow *f)
{
    close_block(f);
    fl_flow_keep_unseen(f, f->like);
}

/* ---- what no reader sees ------------------------------------------------------- */

void fl_flow_unsee(fl_flow *f, fl_unseen piece)
{
    *FL_PUSH(f->b->arena, &f->unseen) = piece;
}

static bool same_hand(const fl_unseen *a, const fl_unseen *b)
{
    return a->kind == b->kind && fl_str_eq(a->by, b->by);
}

void fl_flow_keep_unseen(fl_flow *f, fl_block like)
{
    like.hidden = true;
    if (like.kind == FL_BLOCK_HEADING)
        like.kind = FL_BLOCK_PARAGRAPH;
    like.level = 0;
    for (size_t i = 0; i < f->unseen.count;) {
        const fl_unseen *first = &f->unseen.items[i];
        fl_builder_open(f->b, like);
        uint32_t start = fl_builder_at(f->b);
        for (; i < f->unseen.count && same_hand(first, &f->unseen.items[i]);
             i++)
            fl_builder_add(f->b, f->unseen.items[i].text,
                           f->unseen.items[i].source);
        fl_mark mark = fl_mark_of(first->kind);
        mark.by = first->by;
        fl_builder_mark(f->b, mark, start);
        fl_builder_close(f->b);
    }
    f->unseen.count = 0;
}
