/*
 * What a phrase means, said a second time: as a pattern for PCRE2, by the
 * text of docs/pack-format.md. Tests hold the machine to it.
 * SPDX-License-Identifier: MIT
 */
#ifndef PHRASE_ORACLE_H
#define PHRASE_ORACLE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buf.h"
#include "recognise/program.h"

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

static unsigned edge_of_text(fl_str text, bool left)
{
    unsigned edge = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[left ? i : text.len - 1 - i];
        if (c == '-' || c == '\'') {
            edge |= FL_EDGE_MARK; /* or the next one: it may be missing */
            continue;
        }
        if ((unsigned char)c >= 0x80)
            return FL_EDGE_EITHER;
        return edge | (fl_is_word(c) ? FL_EDGE_LETTER : FL_EDGE_MARK);
    }
    return FL_EDGE_EITHER;
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
            edge = FL_EDGE_LETTER;
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
    return FL_EDGE_MARK; /* a token has edges of its own */
}

/* A letter at the edge has no letter beside it. */
static void write_edge(writer *w, unsigned edge, bool left)
{
    const char *outside = left ? NONE_BEFORE : NONE_AFTER;
    const char *inside = left ? NONE_AFTER : NONE_BEFORE;
    if (edge == FL_EDGE_LETTER)
        fl_buf_puts(&w->out, outside);
    else if (edge == FL_EDGE_EITHER)
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
    fl_buf_printf(&w->out, "(?C%u)((?:[^\\n])+?)(?C%u)", 2 * w->slots + 1,
                  2 * w->slots + 2);
    w->slots++;
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

/* ---- running it ------------------------------------------------------------- */

typedef struct {
    const fl_sentence_view *view;
    size_t opened[FL_PHRASE_SLOTS];
} oracle_slots;

static uint32_t oracle_token(const fl_sentence_view *view, uint32_t type,
                             size_t start, size_t end)
{
    for (uint32_t i = 0; i < view->count; i++)
        if (view->tokens[i].type == type &&
            view->tokens[i].start == view->base + start &&
            (end == SIZE_MAX || view->tokens[i].end == view->base + end))
            return i;
    return UINT32_MAX;
}

/* A slot opens where a token begins and closes where that one ends. */
static int oracle_callout(pcre2_callout_block *block, void *data)
{
    oracle_slots *s = data;
    uint32_t slot = (block->callout_number - 1) / 2;
    uint32_t type = s->view->code->types[slot];
    size_t at = block->current_position;
    if (block->callout_number % 2) {
        s->opened[slot] = at;
        return oracle_token(s->view, type, at, SIZE_MAX) == UINT32_MAX;
    }
    return oracle_token(s->view, type, s->opened[slot], at) == UINT32_MAX;
}

/* The next match by PCRE2, as fl_program_run() gives it. */
static fl_match oracle_run(const fl_node *tree, fl_str subject, size_t from,
                           const fl_sentence_view *view, fl_span *out)
{
    writer w = { .slots = 0 };
    int error = 0;
    PCRE2_SIZE at = 0;
    write_edge(&w, edge_of(tree, true), true);
    write_node(&w, tree);
    write_edge(&w, edge_of(tree, false), false);
    fl_str pattern = fl_buf_str(&w.out);
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
                                     PCRE2_UTF, &error, &at, NULL);
    assert_non_null(code);
    fl_buf_dispose(&w.out);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_match_data *match = pcre2_match_data_create(8, NULL);
    oracle_slots slots = { .view = view };
    pcre2_set_callout(context, oracle_callout, &slots);
    int found = pcre2_match(code, (PCRE2_SPTR)subject.ptr, subject.len, from, 0,
                            match, context);
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(match);
    memset(out->slots, 0xFF, sizeof(out->slots));
    if (found > 0) {
        out->start = span[0];
        out->end = span[1];
    }
    for (uint32_t s = 0; found > 0 && s < view->code->slot_count; s++)
        if ((int)s + 1 < found && span[2 * (s + 1)] != PCRE2_UNSET)
            out->slots[s] = oracle_token(view, view->code->types[s],
                                         span[2 * (s + 1)], span[2 * s + 3]);
    pcre2_match_data_free(match);
    pcre2_match_context_free(context);
    pcre2_code_free(code);
    return found > 0                      ? FL_MATCH_FOUND
           : found == PCRE2_ERROR_NOMATCH ? FL_MATCH_NONE
                                          : FL_MATCH_LIMIT;
}

#endif
