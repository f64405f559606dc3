/*
 * A phrase's tree as a PCRE2 pattern. A space matches one space or hyphen
 * with marks beside it; a slot is a capture group that callouts hold to the
 * tokens found before.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

#include "base/buf.h"

#define MARKS "[,;:'\"()]*"
#define SPACE MARKS "[ -]" MARKS
/* Letters and digits; beyond ASCII the ranges of letters and their marks. */
#define LETTER                                              \
    "0-9A-Za-z\\x{AA}\\x{B5}\\x{BA}\\x{C0}-\\x{D6}\\x{D8}-" \
    "\\x{F6}\\x{F8}-\\x{2C1}\\x{300}-\\x{1FFF}\\x{2C00}-"   \
    "\\x{2DFF}\\x{3041}-\\x{D7FF}\\x{F900}-\\x{FDFF}"
#define NONE_BEFORE "(?<![" LETTER "])"
#define NONE_AFTER  "(?![" LETTER "])"

typedef struct {
    fl_buf out;
    unsigned slots;
} writer;

static void write_node(writer *w, const fl_node *n);

static void write_text(writer *w, fl_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '-')
            fl_buf_puts(&w->out, "[ -]?");
        else if (c == '\'')
            fl_buf_puts(&w->out, "'?");
        else if (fl_is_word(c) || c == ' ' || c == '_')
            fl_buf_putc(&w->out, c);
        else
            fl_buf_printf(&w->out, "\\x{%x}", (unsigned)(unsigned char)c);
    }
}

/* What a phrase may begin or end with. */
enum { EDGE_LETTER = 1, EDGE_MARK = 2, EDGE_EITHER = 3 };

static unsigned edge_of_text(fl_str text, bool left)
{
    unsigned edge = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[left ? i : text.len - 1 - i];
        if (c == '-' || c == '\'') {
            edge |= EDGE_MARK; /* or the next one: it may be missing */
            continue;
        }
        if ((unsigned char)c >= 0x80)
            return EDGE_EITHER;
        return edge | (fl_is_word(c) ? EDGE_LETTER : EDGE_MARK);
    }
    return EDGE_EITHER;
}

static unsigned edge_of(const fl_node *n, bool left)
{
    unsigned edge = 0;
    size_t count = n->children.count;
    switch (n->kind) {
    case FL_NODE_TEXT:
        return edge_of_text(n->text, left);
    case FL_NODE_GROUP:
    case FL_NODE_OPTION:
        for (size_t i = 0; i < count; i++)
            edge |= edge_of(n->children.items[i], left);
        return edge;
    case FL_NODE_SEQ:
    case FL_NODE_WORD:
        if (n->star && !left)
            edge = EDGE_LETTER;
        for (size_t i = 0; i < count; i++) {
            const fl_node *item = n->children.items[left ? i : count - 1 - i];
            edge |= edge_of(item, left);
            if (item->kind != FL_NODE_OPTION)
                break; /* what must be there is the edge */
        }
        return edge;
    case FL_NODE_GAP:
    case FL_NODE_SLOT:
        break;
    }
    return EDGE_MARK; /* a token has edges of its own */
}

/* A letter at the edge has no letter beside it. */
static void write_edge(writer *w, unsigned edge, bool left)
{
    const char *outside = left ? NONE_BEFORE : NONE_AFTER;
    const char *inside = left ? NONE_AFTER : NONE_BEFORE;
    if (edge == EDGE_LETTER)
        fl_buf_puts(&w->out, outside);
    else if (edge == EDGE_EITHER)
        fl_buf_printf(&w->out, "(?:%s|%s)", outside, inside);
}

static void write_branches(writer *w, const fl_node *n)
{
    fl_buf_puts(&w->out, "(?:");
    for (size_t i = 0; i < n->children.count; i++) {
        if (i)
            fl_buf_putc(&w->out, '|');
        write_node(w, n->children.items[i]);
    }
    fl_buf_putc(&w->out, ')');
}

static void write_word(writer *w, const fl_node *n)
{
    for (size_t i = 0; i < n->children.count; i++)
        write_node(w, n->children.items[i]);
    if (n->star)
        fl_buf_puts(&w->out, "(?:['-]?[" LETTER "])*");
}

static void write_slot(writer *w)
{
    unsigned number = w->slots++ * FL_SLOT_CALLOUTS;
    fl_buf_printf(&w->out, "(?C%u)((?:[^\\n](?C%u))+?)(?C%u)",
                  number + FL_SLOT_OPENS, number + FL_SLOT_GOES_ON,
                  number + FL_SLOT_CLOSES);
}

static void write_gap(writer *w, const fl_node *gap)
{
    fl_buf_printf(&w->out, SPACE "(?:[^ \\n]+ ){0,%u}?" MARKS, gap->words);
}

static void write_option(writer *w, const fl_node *option, bool space_before)
{
    fl_buf_puts(&w->out, space_before ? "(?:" SPACE : "(?:");
    write_branches(w, option);
    fl_buf_puts(&w->out, space_before ? ")?" : SPACE ")?");
}

/* Items with their spaces. A gap brings those around it; the space of an
 * option stands before it, but at the start and behind a gap after it. */
static void write_seq(writer *w, const fl_node *n)
{
    bool need_space = false;
    for (size_t i = 0; i < n->children.count; i++) {
        const fl_node *item = n->children.items[i];
        if (item->kind == FL_NODE_OPTION) {
            write_option(w, item, need_space);
            continue;
        }
        if (item->kind == FL_NODE_GAP) {
            write_gap(w, item);
            need_space = false;
            continue;
        }
        if (need_space)
            fl_buf_puts(&w->out, SPACE);
        write_node(w, item);
        need_space = true;
    }
}

static void write_node(writer *w, const fl_node *n)
{
    switch (n->kind) {
    case FL_NODE_SEQ:
        write_seq(w, n);
        break;
    case FL_NODE_WORD:
        write_word(w, n);
        break;
    case FL_NODE_TEXT:
        write_text(w, n->text);
        break;
    case FL_NODE_GROUP:
        write_branches(w, n);
        break;
    case FL_NODE_OPTION:
    case FL_NODE_GAP:
        break; /* written by their sequence */
    case FL_NODE_SLOT:
        write_slot(w);
        break;
    }
}

static void release(void *object)
{
    writer *w = object;
    fl_buf_dispose(&w->out);
}

fl_str fl_phrase_pattern(fl_arena *arena, const fl_packs *packs,
                         const fl_phrase *phrase)
{
    if (phrase->regex)
        return phrase->source;
    /* inside, spaces hold words apart; only the ends need an edge */
    writer *w = FL_NEW(arena, writer);
    const fl_node *tree = fl_phrase_tree(arena, packs, phrase);
    fl_arena_defer(arena, release, w);
    write_edge(w, edge_of(tree, true), true);
    write_node(w, tree);
    write_edge(w, edge_of(tree, false), false);
    if (w->out.failed)
        fl_arena_fail(arena);
    return fl_buf_str(&w->out); /* as long-lived as the arena */
}
