/*
 * Writes a phrase's tree as a program. Both ends of a phrase have word edges;
 * inside, spaces hold the words apart.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/program.h"

#include "base/alloc.h"

typedef struct {
    fl_arena *arena;
    FL_VEC(fl_instruction) code;
    FL_VEC(fl_str) text; /* runs of it, one behind the other */
    uint32_t text_bytes;
    uint16_t slots;
} writer;

static void write_node(writer *w, const fl_node *n);

static uint32_t put(writer *w, fl_op op, uint16_t n)
{
    *FL_PUSH(w->arena, &w->code) =
        (fl_instruction){ .op = (uint8_t)op, .n = n };
    return (uint32_t)w->code.count - 1;
}

static uint32_t here(const writer *w)
{
    return (uint32_t)w->code.count;
}

/* Bytes that the text must hold as they are; a run is one instruction. */
static void write_text(writer *w, fl_str text)
{
    size_t end;
    for (size_t i = 0; i < text.len; i = end) {
        char c = text.ptr[i];
        end = i + 1;
        if (c == '-' || c == '\'') {
            put(w, c == '-' ? FL_OP_HYPHEN : FL_OP_APOSTROPHE, 0);
            continue;
        }
        while (end < text.len && text.ptr[end] != '-' && text.ptr[end] != '\'')
            end++;
        uint32_t at = put(w, FL_OP_TEXT, (uint16_t)(end - i));
        w->code.items[at].to = w->text_bytes;
        w->text_bytes += (uint32_t)(end - i);
        *FL_PUSH(w->arena, &w->text) = fl_str_slice(text, i, end);
    }
}

static void write_branches(writer *w, const fl_node *n)
{
    FL_VEC(uint32_t) ends = { 0 };
    for (size_t i = 0; i < n->children.count; i++) {
        if (i + 1 == n->children.count) {
            write_node(w, n->children.items[i]);
            break;
        }
        uint32_t other = put(w, FL_OP_ELSE, 0);
        write_node(w, n->children.items[i]);
        *FL_PUSH(w->arena, &ends) = put(w, FL_OP_JUMP, 0);
        w->code.items[other].to = here(w);
    }
    for (size_t i = 0; i < ends.count; i++)
        w->code.items[ends.items[i]].to = here(w);
}

/* The space of an option stands before it, but at the start and behind a gap
 * after it. */
static void write_option(writer *w, const fl_node *option, bool space_before)
{
    uint32_t without = put(w, FL_OP_ELSE, 0);
    if (space_before)
        put(w, FL_OP_SPACE, 0);
    write_branches(w, option);
    if (!space_before)
        put(w, FL_OP_SPACE, 0);
    w->code.items[without].to = here(w);
}

/* Items with their spaces. A gap brings those around it. */
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
            put(w, FL_OP_SPACE, 0);
            put(w, FL_OP_GAP, (uint16_t)item->words);
            need_space = false;
            continue;
        }
        if (need_space)
            put(w, FL_OP_SPACE, 0);
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
        for (size_t i = 0; i < n->children.count; i++)
            write_node(w, n->children.items[i]);
        if (n->star)
            put(w, FL_OP_LETTERS, 0);
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
        put(w, FL_OP_SLOT, w->slots++);
        break;
    }
}

/* ---- edges ------------------------------------------------------------------ */

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

static void write_edge(writer *w, fl_op op, unsigned edge)
{
    if (edge == FL_EDGE_LETTER || edge == FL_EDGE_EITHER)
        put(w, op, (uint16_t)edge);
}

/* ---- what a match may begin with ------------------------------------------------ */

static void may_begin(fl_program *p, unsigned char byte, uint32_t seconds)
{
    p->starts[fl_byte_class(byte)] |= seconds;
}

static void find_starts(fl_program *p, uint32_t at)
{
    for (;; at++) {
        const fl_instruction *i = &p->code[at];
        switch ((fl_op)i->op) {
        case FL_OP_TEXT: {
            const char *text = &p->text[i->to];
            uint32_t seconds = UINT32_MAX;
            if (i->n > 1)
                seconds = (uint32_t)1 << fl_byte_class((unsigned char)text[1]);
            may_begin(p, (unsigned char)text[0], seconds);
            return;
        }
        case FL_OP_HYPHEN:
            may_begin(p, ' ', UINT32_MAX);
            may_begin(p, '-', UINT32_MAX);
            break;
        case FL_OP_APOSTROPHE:
            may_begin(p, '\'', UINT32_MAX);
            break;
        case FL_OP_ELSE:
            find_starts(p, i->to);
            break;
        case FL_OP_JUMP:
            at = i->to - 1;
            break;
        case FL_OP_LEFT_EDGE:
        case FL_OP_RIGHT_EDGE:
            break;
        case FL_OP_SPACE:
        case FL_OP_GAP:
        case FL_OP_LETTERS:
        case FL_OP_SLOT:
        case FL_OP_DONE:
            memset(p->starts, 0xFF, sizeof(p->starts));
            return;
        }
    }
}

/* What follows an ELSE is passed over where its first byte is not there. */
static void note_first_bytes(fl_instruction *code, size_t count,
                             const char *text)
{
    for (size_t at = 0; at + 1 < count; at++)
        if (code[at].op == FL_OP_ELSE && code[at + 1].op == FL_OP_TEXT)
            code[at].first = (uint8_t)text[code[at + 1].to];
}

fl_program *fl_program_write(fl_arena *scratch, const fl_node *tree)
{
    writer w = { .arena = scratch };
    write_edge(&w, FL_OP_LEFT_EDGE, edge_of(tree, true));
    write_node(&w, tree);
    write_edge(&w, FL_OP_RIGHT_EDGE, edge_of(tree, false));
    put(&w, FL_OP_DONE, 0);
    size_t code_bytes = w.code.count * sizeof(fl_instruction);
    fl_program *p = fl_malloc(sizeof(*p) + code_bytes + w.text_bytes);
    if (!p)
        return NULL;
    fl_instruction *code = (fl_instruction *)(p + 1);
    memcpy(code, w.code.items, code_bytes);
    char *text = (char *)code + code_bytes;
    p->code = code;
    p->text = text;
    for (size_t i = 0; i < w.text.count; i++) {
        memcpy(text, w.text.items[i].ptr, w.text.items[i].len);
        text += w.text.items[i].len;
    }
    note_first_bytes(code, w.code.count, p->text);
    p->count = (uint32_t)w.code.count;
    p->has_slots = w.slots > 0;
    p->at_token = p->code[0].op == FL_OP_SLOT;
    p->at_word =
        p->code[0].op == FL_OP_LEFT_EDGE && p->code[0].n == FL_EDGE_LETTER;
    find_starts(p, 0);
    return p;
}
