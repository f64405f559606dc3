/*
 * A phrase's tree as a PCRE2 pattern. A space matches one space or hyphen
 * with marks beside it; a slot is a capture group that callouts hold to the
 * tokens found before.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

#include "base/buf.h"

#define SPACE      "[,;:'\"()]*[ -][,;:'\"()]*"
#define LETTER     "0-9A-Za-z\\x{C0}-\\x{24F}"
#define LEFT_EDGE  "(?<![" LETTER "])"
#define RIGHT_EDGE "(?![" LETTER "])"

typedef struct {
    fl_buf out;
    unsigned slots;
} writer;

static void write_node(writer *w, const fl_node *n, bool in_word);

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

static bool starts_with_letter(const fl_node *n)
{
    if (n->kind == FL_NODE_TEXT)
        return n->text.len > 0 && fl_is_word(n->text.ptr[0]) &&
               (unsigned char)n->text.ptr[0] != 0xC2;
    return n->children.count > 0 && starts_with_letter(n->children.items[0]);
}

static bool ends_with_letter(const fl_node *n)
{
    if (n->kind == FL_NODE_TEXT)
        return n->text.len > 0 && fl_is_word(n->text.ptr[n->text.len - 1]);
    if (n->kind == FL_NODE_WORD && n->star)
        return true;
    if (n->kind == FL_NODE_GROUP || n->kind == FL_NODE_OPTION)
        return n->children.count > 0 && ends_with_letter(n->children.items[0]);
    return n->children.count > 0 &&
           ends_with_letter(n->children.items[n->children.count - 1]);
}

static void write_branches(writer *w, const fl_node *n, bool in_word)
{
    fl_buf_puts(&w->out, "(?:");
    for (size_t i = 0; i < n->children.count; i++) {
        if (i)
            fl_buf_putc(&w->out, '|');
        write_node(w, n->children.items[i], in_word);
    }
    fl_buf_putc(&w->out, ')');
}

static void write_word(writer *w, const fl_node *n)
{
    for (size_t i = 0; i < n->children.count; i++)
        write_node(w, n->children.items[i], true);
    if (n->star)
        fl_buf_puts(&w->out, "[" LETTER "'-]*");
}

static void write_slot(writer *w)
{
    unsigned number = w->slots++ * 2;
    fl_buf_printf(&w->out, "(?C%u)([^\\n]{1,400}?)(?C%u)", number + 1,
                  number + 2);
}

/* Items with their spaces: a gap and an option bring their own. */
static void write_seq(writer *w, const fl_node *n, bool in_word)
{
    bool need_space = false;
    for (size_t i = 0; i < n->children.count; i++) {
        const fl_node *item = n->children.items[i];
        if (item->kind == FL_NODE_GAP) {
            fl_buf_puts(&w->out, SPACE);
            fl_buf_printf(&w->out, "(?:[^ \\n]+ ){0,%u}?[,;:'\"()]*",
                          item->words);
            need_space = false;
            continue;
        }
        if (item->kind == FL_NODE_OPTION) {
            /* before the first item the space follows, else it precedes */
            bool first = !need_space && i == 0;
            fl_buf_puts(&w->out, "(?:");
            if (need_space)
                fl_buf_puts(&w->out, SPACE);
            write_branches(w, item, in_word);
            if (first || !need_space)
                fl_buf_puts(&w->out, SPACE);
            fl_buf_puts(&w->out, ")?");
            continue;
        }
        if (need_space)
            fl_buf_puts(&w->out, SPACE);
        write_node(w, item, in_word);
        need_space = true;
    }
}

static void write_node(writer *w, const fl_node *n, bool in_word)
{
    switch (n->kind) {
    case FL_NODE_SEQ:
        write_seq(w, n, in_word);
        break;
    case FL_NODE_WORD:
        if (in_word)
            for (size_t i = 0; i < n->children.count; i++)
                write_node(w, n->children.items[i], true);
        else
            write_word(w, n);
        break;
    case FL_NODE_TEXT:
        write_text(w, n->text);
        break;
    case FL_NODE_GROUP:
        write_branches(w, n, in_word);
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
    (void)packs;
    if (phrase->regex)
        return phrase->source;
    /* inside, spaces hold words apart; only the ends need an edge */
    writer *w = FL_NEW(arena, writer);
    const fl_node *tree = phrase->code->tree;
    fl_arena_defer(arena, release, w);
    if (starts_with_letter(tree))
        fl_buf_puts(&w->out, LEFT_EDGE);
    write_node(w, tree, false);
    if (ends_with_letter(tree))
        fl_buf_puts(&w->out, RIGHT_EDGE);
    if (w->out.failed)
        fl_arena_fail(arena);
    return fl_buf_str(&w->out); /* as long-lived as the arena */
}
