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
    FL_VEC(char) text;
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
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '-' || c == '\'') {
            put(w, c == '-' ? FL_OP_HYPHEN : FL_OP_APOSTROPHE, 0);
            continue;
        }
        if (i == 0 || w->code.items[w->code.count - 1].op != FL_OP_TEXT) {
            uint32_t at = put(w, FL_OP_TEXT, 0);
            w->code.items[at].to = (uint32_t)w->text.count;
        }
        w->code.items[w->code.count - 1].n++;
        *FL_PUSH(w->arena, &w->text) = c;
    }
}

/* ---- branches ------------------------------------------------------------------- */

#define FEW_BRANCHES  3  /* are tried one by one */
#define MOST_BRANCHES 96 /* of all classes together */
#define ALL_CLASSES   UINT32_MAX

static uint32_t classes_of_text(fl_str text)
{
    uint32_t classes = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c != '-' && c != '\'')
            return classes | (uint32_t)1 << fl_byte_class((unsigned char)c);
        /* it may be another one, or missing */
        classes |= (uint32_t)1 << FL_CLASS_OTHER | (uint32_t)1
                                                       << FL_CLASS_SPACE;
    }
    return ALL_CLASSES;
}

/* Of the bytes that a node may begin with. */
static uint32_t classes_of(const fl_node *n)
{
    uint32_t classes = 0;
    switch (n->kind) {
    case FL_NODE_TEXT:
        return classes_of_text(n->text);
    case FL_NODE_GROUP:
    case FL_NODE_OPTION:
        for (size_t i = 0; i < n->children.count; i++)
            classes |= classes_of(n->children.items[i]);
        return classes;
    case FL_NODE_SEQ:
    case FL_NODE_WORD:
        for (size_t i = 0; i < n->children.count; i++) {
            classes |= classes_of(n->children.items[i]);
            if (n->children.items[i]->kind != FL_NODE_OPTION)
                return classes;
        }
        break;
    case FL_NODE_GAP:
    case FL_NODE_SLOT:
        break;
    }
    return ALL_CLASSES;
}

/* A list of branches: one instruction each, the last one without another. */
static void list_branches(writer *w, const uint32_t *branches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t at = put(w, i + 1 < count ? FL_OP_EITHER : FL_OP_JUMP, 0);
        w->code.items[at].to = branches[i];
    }
}

/* A list for each class; false, and nothing written, if that is too much. */
static bool list_by_class(writer *w, const uint32_t *classes, size_t count)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += (size_t)__builtin_popcount(classes[i]);
    if (count <= FEW_BRANCHES || total > MOST_BRANCHES)
        return false;
    uint32_t at = put(w, FL_OP_SWITCH, 0);
    w->code.items[at].to = (uint32_t)w->text.count;
    uint32_t *branches = FL_NEW_ARRAY(w->arena, count, uint32_t);
    for (uint32_t c = 0; c < FL_BYTE_CLASSES; c++) {
        uint32_t some = 0;
        for (uint32_t i = 0; i < count; i++)
            if (classes[i] >> c & 1)
                branches[some++] = i;
        *FL_PUSH(w->arena, &w->text) =
            (char)(some ? here(w) - at - 1 : FL_NO_BRANCH);
        list_branches(w, branches, some);
    }
    return true;
}

/* First which branches there are, then what they are. */
static void write_branches(writer *w, const fl_node *group)
{
    const fl_node *n = fl_phrase_share(w->arena, group);
    size_t count = n->children.count;
    if (count == 1) {
        write_node(w, n->children.items[0]);
        return;
    }
    uint32_t first = here(w);
    uint32_t *ids = FL_NEW_ARRAY(w->arena, count, uint32_t);
    for (uint32_t i = 0; i < count; i++)
        ids[i] = classes_of(n->children.items[i]);
    if (!list_by_class(w, ids, count)) {
        for (uint32_t i = 0; i < count; i++)
            ids[i] = i;
        list_branches(w, ids, count);
    }
    uint32_t lists_end = here(w);
    uint32_t *starts = FL_NEW_ARRAY(w->arena, count, uint32_t);
    for (size_t i = 0; i < count; i++) {
        starts[i] = here(w);
        write_node(w, n->children.items[i]);
        ids[i] = i + 1 < count ? put(w, FL_OP_JUMP, 0) : 0;
    }
    for (size_t i = 0; i + 1 < count; i++)
        w->code.items[ids[i]].to = here(w);
    for (uint32_t at = first; at < lists_end; at++)
        if (w->code.items[at].op != FL_OP_SWITCH)
            w->code.items[at].to = starts[w->code.items[at].to];
}

/* The space of an option stands before it, but at the start and behind a gap
 * after it. */
static void write_option(writer *w, const fl_node *option, bool space_before)
{
    uint32_t with = put(w, FL_OP_EITHER, 0);
    uint32_t without = put(w, FL_OP_JUMP, 0);
    w->code.items[with].to = here(w);
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

/* Of the class of the first byte, the classes of the second. */
static void may_begin(uint32_t *starts, unsigned char byte, uint32_t seconds)
{
    starts[fl_byte_class(byte)] |= seconds;
}

static void find_starts(const writer *w, uint32_t at, uint32_t *starts)
{
    for (;; at++) {
        const fl_instruction *i = &w->code.items[at];
        switch ((fl_op)i->op) {
        case FL_OP_TEXT: {
            const char *text = &w->text.items[i->to];
            uint32_t seconds = UINT32_MAX;
            if (i->n > 1)
                seconds = (uint32_t)1 << fl_byte_class((unsigned char)text[1]);
            may_begin(starts, (unsigned char)text[0], seconds);
            return;
        }
        case FL_OP_HYPHEN:
            may_begin(starts, ' ', UINT32_MAX);
            may_begin(starts, '-', UINT32_MAX);
            break;
        case FL_OP_APOSTROPHE:
            may_begin(starts, '\'', UINT32_MAX);
            break;
        case FL_OP_SWITCH:
            for (uint32_t c = 0; c < FL_BYTE_CLASSES; c++) {
                uint8_t branch = (uint8_t)w->text.items[i->to + c];
                if (branch != FL_NO_BRANCH)
                    find_starts(w, at + 1 + branch, starts);
            }
            return;
        case FL_OP_EITHER:
            find_starts(w, i->to, starts);
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
            memset(starts, 0xFF, FL_BYTE_CLASSES * sizeof(*starts));
            return;
        }
    }
}

static uint32_t first_classes(const writer *w, uint32_t at)
{
    uint32_t starts[FL_BYTE_CLASSES] = { 0 };
    uint32_t classes = 0;
    find_starts(w, at, starts);
    for (uint32_t i = 0; i < FL_BYTE_CLASSES; i++)
        classes |= (uint32_t)(starts[i] != 0) << i;
    return classes;
}

/* What cannot begin at a place need not be tried there. */
static void note_first_bytes(writer *w)
{
    for (uint32_t at = 0; at < w->code.count; at++) {
        fl_instruction *i = &w->code.items[at];
        if (i->op == FL_OP_GAP)
            i->to = first_classes(w, at + 1);
        if (i->op == FL_OP_TEXT)
            i->first = (uint8_t)w->text.items[i->to];
        if ((i->op == FL_OP_EITHER || i->op == FL_OP_JUMP) &&
            w->code.items[i->to].op == FL_OP_TEXT)
            i->first = (uint8_t)w->text.items[w->code.items[i->to].to];
    }
}

/* What stands at `at` takes a token, whichever way is taken. */
static bool takes_token(const writer *w, uint32_t at)
{
    for (;; at++) {
        const fl_instruction *i = &w->code.items[at];
        if (i->op == FL_OP_JUMP)
            return takes_token(w, i->to);
        if (i->op != FL_OP_EITHER)
            return i->op == FL_OP_SLOT;
        if (!takes_token(w, i->to))
            return false;
    }
}

fl_program *fl_program_write(fl_arena *scratch, const fl_node *tree)
{
    writer w = { .arena = scratch };
    write_edge(&w, FL_OP_LEFT_EDGE, edge_of(tree, true));
    write_node(&w, tree);
    write_edge(&w, FL_OP_RIGHT_EDGE, edge_of(tree, false));
    put(&w, FL_OP_DONE, 0);
    note_first_bytes(&w);
    const fl_instruction *code = w.code.items;
    size_t code_bytes = w.code.count * sizeof(*code);
    size_t size = sizeof(fl_program) + code_bytes + w.text.count;
    fl_program *p = fl_malloc(size);
    if (!p)
        return NULL;
    memcpy(p + 1, code, code_bytes);
    if (w.text.count)
        memcpy((char *)(p + 1) + code_bytes, w.text.items, w.text.count);
    p->count = (uint32_t)w.code.count;
    p->size = (uint32_t)size;
    p->has_slots = w.slots > 0;
    p->at_token = takes_token(&w, 0);
    p->at_word = code[0].op == FL_OP_LEFT_EDGE && code[0].n == FL_EDGE_LETTER;
    find_starts(&w, 0, p->starts);
    return p;
}
