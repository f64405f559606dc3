/*
 * The machine: runs a program by backtracking. A choice is a place to go back
 * to; since no instruction is run twice on one way through a program, the
 * stack needs no more room than the program has instructions, twice over.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/program.h"

#include "base/alloc.h"
#include "base/limits.h"

typedef enum {
    CHOICE_ELSE,    /* goes on at pc from pos */
    CHOICE_MARKS,   /* the same, from pos down to low */
    CHOICE_LETTERS, /* the same, letter by letter */
    CHOICE_GAP,     /* takes in one word more; low: words left */
    CHOICE_SLOT     /* takes a longer token; low: end of the last */
} choice_kind;

typedef struct fl_choice {
    choice_kind kind;
    uint32_t pc, pos, low;
    uint32_t slots[FL_PHRASE_SLOTS];
} fl_choice;

typedef struct {
    const fl_program *program;
    const fl_instruction *code;
    const unsigned char *text;
    uint32_t len;
    const fl_sentence_view *view;
    fl_choice *stack;
    uint32_t depth;
    uint32_t steps; /* choices gone back to */
    uint32_t pc, pos;
    uint32_t slots[FL_PHRASE_SLOTS];
} machine;

/* ---- characters ------------------------------------------------------------- */

/* A letter or digit; beyond ASCII the ranges of letters and their marks. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               (c >= 'A' && c <= 'Z');
    return c == 0xAA || c == 0xB5 || c == 0xBA ||
           (c >= 0xC0 && c <= 0x2C1 && c != 0xD7 && c != 0xF7) ||
           (c >= 0x300 && c <= 0x1FFF) || (c >= 0x2C00 && c <= 0x2DFF) ||
           (c >= 0x3041 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDFF);
}

/* The character at `at` of valid UTF-8, and its bytes. */
static uint32_t decode(const unsigned char *s, uint32_t at, uint32_t *bytes)
{
    unsigned char c = s[at];
    if (c < 0x80) {
        *bytes = 1;
        return c;
    }
    *bytes = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    uint32_t value = c & (0xFFu >> (*bytes + 1));
    for (uint32_t i = 1; i < *bytes; i++)
        value = value << 6 | (s[at + i] & 0x3Fu);
    return value;
}

static bool letter_at(const machine *m, uint32_t at)
{
    uint32_t bytes = 0;
    return at < m->len && is_letter(decode(m->text, at, &bytes));
}

static uint32_t back_one(const machine *m, uint32_t at)
{
    at--;
    while (at > 0 && (m->text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool letter_before(const machine *m, uint32_t at)
{
    uint32_t bytes = 0;
    return at > 0 && is_letter(decode(m->text, back_one(m, at), &bytes));
}

static bool is_mark(unsigned char c)
{
    return c == ',' || c == ';' || c == ':' || c == '\'' || c == '"' ||
           c == '(' || c == ')';
}

static bool is_joint(unsigned char c)
{
    return c == '\'' || c == '-';
}

/* ---- instructions ------------------------------------------------------------- */

static fl_choice *push(machine *m, choice_kind kind, uint32_t pc, uint32_t pos,
                       uint32_t low)
{
    fl_choice *c = &m->stack[m->depth++];
    c->kind = kind;
    c->pc = pc;
    c->pos = pos;
    c->low = low;
    if (m->program->has_slots)
        memcpy(c->slots, m->slots, sizeof(m->slots));
    return c;
}

/* Marks at the place, as many as there are; goes on at `pc` with fewer. */
static void take_marks(machine *m, uint32_t pc)
{
    uint32_t start = m->pos;
    while (m->pos < m->len && is_mark(m->text[m->pos]))
        m->pos++;
    if (m->pos > start)
        push(m, CHOICE_MARKS, pc, m->pos - 1, start);
    m->pc = pc;
}

static bool take_space(machine *m)
{
    while (m->pos < m->len && is_mark(m->text[m->pos]))
        m->pos++;
    if (m->pos == m->len || (m->text[m->pos] != ' ' && m->text[m->pos] != '-'))
        return false;
    m->pos++;
    take_marks(m, m->pc + 1);
    return true;
}

static void take_letters(machine *m)
{
    uint32_t start = m->pos;
    uint32_t bytes = 0;
    while (m->pos < m->len) {
        uint32_t at = m->pos + is_joint(m->text[m->pos]);
        if (at == m->len || !is_letter(decode(m->text, at, &bytes)))
            break;
        m->pos = at + bytes;
    }
    if (m->pos > start)
        push(m, CHOICE_LETTERS, m->pc + 1, m->pos, start);
    m->pc++;
}

static uint32_t one_letter_less(const machine *m, uint32_t pos, uint32_t low)
{
    pos = back_one(m, pos);
    return pos > low && is_joint(m->text[pos - 1]) ? pos - 1 : pos;
}

/* One of `bytes` at the place, or nothing. */
static void take_optional(machine *m, const char *bytes)
{
    if (m->pos < m->len && strchr(bytes, m->text[m->pos]) && m->text[m->pos]) {
        push(m, CHOICE_ELSE, m->pc + 1, m->pos, 0);
        m->pos++;
    }
    m->pc++;
}

/* The first token of the sentence that begins at T offset `start` or later. */
static uint32_t first_from(const fl_sentence_view *view, uint32_t start)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)view->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (view->tokens[mid].start < start)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The shortest token of the slot's type here that ends behind `last`. */
static bool take_token(machine *m, uint32_t last)
{
    const fl_sentence_view *view = m->view;
    uint32_t slot = m->code[m->pc].n;
    uint32_t from = view->base + m->pos;
    uint32_t best = UINT32_MAX;
    uint32_t end = 0;
    for (uint32_t i = first_from(view, from);
         i < view->count && view->tokens[i].start == from; i++) {
        uint32_t ends = view->tokens[i].end - view->base;
        if (view->tokens[i].type == view->code->types[slot] && ends > last &&
            ends <= m->len && (best == UINT32_MAX || ends < end)) {
            best = i;
            end = ends;
        }
    }
    if (best == UINT32_MAX)
        return false;
    push(m, CHOICE_SLOT, m->pc, m->pos, end);
    m->slots[slot] = best;
    m->pos = end;
    m->pc++;
    return true;
}

static bool at_edge(const machine *m, const fl_instruction *i)
{
    bool left = i->op == FL_OP_LEFT_EDGE;
    if (i->n == FL_EDGE_EITHER)
        return !letter_before(m, m->pos) || !letter_at(m, m->pos);
    return left ? !letter_before(m, m->pos) : !letter_at(m, m->pos);
}

static bool take_text(machine *m, const fl_instruction *i)
{
    const unsigned char *is = m->text + m->pos;
    const char *should = fl_program_text(m->program) + i->to;
    if (m->len - m->pos < i->n)
        return false;
    for (uint32_t k = 0; k < i->n; k++) /* mostly the first one differs */
        if (is[k] != (unsigned char)should[k])
            return false;
    m->pos += i->n;
    m->pc++;
    return true;
}

/* What follows, if it may begin here; what stands elsewhere is kept for
 * later. */
static void choose(machine *m, const fl_instruction *i)
{
    unsigned char here = m->pos < m->len ? m->text[m->pos] : 0;
    while (i->op == FL_OP_ELSE && i->first && i->first != here) {
        m->pc = i->to;
        i = &m->code[m->pc];
    }
    if (i->op != FL_OP_ELSE)
        return; /* the last branch */
    push(m, CHOICE_ELSE, i->to, m->pos, 0);
    m->pc++;
}

/* Runs one instruction; false when it does not fit. */
static bool step(machine *m)
{
    const fl_instruction *i = &m->code[m->pc];
    switch ((fl_op)i->op) {
    case FL_OP_TEXT:
        return take_text(m, i);
    case FL_OP_SPACE:
        return take_space(m);
    case FL_OP_ELSE:
        choose(m, i);
        return true;
    case FL_OP_JUMP:
        m->pc = i->to;
        return true;
    case FL_OP_HYPHEN:
        take_optional(m, " -");
        return true;
    case FL_OP_APOSTROPHE:
        take_optional(m, "'");
        return true;
    case FL_OP_GAP:
        if (i->n)
            push(m, CHOICE_GAP, m->pc, m->pos, i->n);
        take_marks(m, m->pc + 1);
        return true;
    case FL_OP_LETTERS:
        take_letters(m);
        return true;
    case FL_OP_SLOT:
        return take_token(m, m->pos);
    case FL_OP_LEFT_EDGE:
    case FL_OP_RIGHT_EDGE:
        if (!at_edge(m, i))
            return false;
        m->pc++;
        return true;
    case FL_OP_DONE:
        break;
    }
    return true;
}

/* ---- going back ----------------------------------------------------------------- */

/* One word more for a gap: up to the next space, which must be there. */
static bool widen_gap(machine *m, fl_choice *c)
{
    uint32_t at = c->pos;
    while (at < m->len && m->text[at] != ' ' && m->text[at] != '\n')
        at++;
    if (at == c->pos || at == m->len || m->text[at] != ' ') {
        m->depth--;
        return false;
    }
    uint32_t pc = c->pc;
    m->pos = at + 1;
    c->pos = m->pos;
    if (--c->low == 0)
        m->depth--;
    take_marks(m, pc + 1);
    return true;
}

/* Takes up the last choice in its next way; false when it has none. */
static bool resume(machine *m)
{
    fl_choice *c = &m->stack[m->depth - 1];
    if (m->program->has_slots)
        memcpy(m->slots, c->slots, sizeof(m->slots));
    m->pc = c->pc;
    m->pos = c->pos;
    switch (c->kind) {
    case CHOICE_ELSE:
        m->depth--;
        return true;
    case CHOICE_MARKS:
        if (c->pos-- == c->low)
            m->depth--;
        return true;
    case CHOICE_LETTERS:
        m->pos = one_letter_less(m, c->pos, c->low);
        c->pos = m->pos;
        if (m->pos == c->low)
            m->depth--;
        return true;
    case CHOICE_GAP:
        return widen_gap(m, c);
    case CHOICE_SLOT:
        m->depth--;
        return take_token(m, c->low);
    }
    return false;
}

/* A match that starts at `start`; its end is m->pos. */
static fl_match match_at(machine *m, uint32_t start)
{
    m->pc = 0;
    m->pos = start;
    m->depth = 0;
    for (;;) {
        bool fits = true;
        while (fits && m->code[m->pc].op != FL_OP_DONE)
            fits = step(m);
        if (fits)
            return FL_MATCH_FOUND;
        do {
            if (m->depth == 0)
                return FL_MATCH_NONE;
            if (++m->steps > FL_LIMIT_MATCH_STEPS)
                return FL_MATCH_LIMIT;
        } while (!resume(m));
    }
}

/* Whether a match may start with the bytes at `at`. */
static bool may_start(const machine *m, uint32_t at)
{
    unsigned char c = m->text[at];
    uint32_t seconds = m->program->starts[fl_byte_class(c)];
    if (!seconds || (c & 0xC0) == 0x80)
        return false;
    return at + 1 == m->len || (seconds >> fl_byte_class(m->text[at + 1]) & 1);
}

/* A match that starts at `at`; slots of an earlier try are forgotten. */
static fl_match try_at(machine *m, uint32_t at, fl_span *out)
{
    if (!may_start(m, at))
        return FL_MATCH_NONE;
    if (m->program->has_slots)
        memset(m->slots, 0xFF, sizeof(m->slots));
    fl_match result = match_at(m, at);
    if (result == FL_MATCH_FOUND) {
        out->start = at;
        out->end = m->pos;
        memcpy(out->slots, m->slots, sizeof(m->slots));
    }
    return result;
}

static size_t first_word(const fl_sentence_view *view, size_t from)
{
    size_t low = 0;
    size_t high = view->word_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (view->words[mid] < from)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The same where only words, or only tokens, can be a start; `last` is behind
 * the last place. */
static fl_match from_words(machine *m, size_t from, size_t last, fl_span *out)
{
    const fl_sentence_view *view = m->view;
    fl_match result = FL_MATCH_NONE;
    for (size_t i = first_word(view, from);
         result == FL_MATCH_NONE && i < view->word_count &&
         view->words[i] < last;
         i++)
        result = try_at(m, view->words[i], out);
    return result;
}

static fl_match from_tokens(machine *m, size_t from, size_t last, fl_span *out)
{
    const fl_sentence_view *view = m->view;
    fl_match result = FL_MATCH_NONE;
    uint32_t i = first_from(view, view->base + (uint32_t)from);
    for (; result == FL_MATCH_NONE && i < view->count; i++) {
        uint32_t at = view->tokens[i].start - view->base;
        if (at >= last)
            break;
        if (i == 0 || view->tokens[i - 1].start != view->tokens[i].start)
            result = try_at(m, at, out);
    }
    return result;
}

/* Room for two choices of each instruction. */
static bool make_room(fl_machine *room, const fl_program *program)
{
    size_t need = (size_t)program->count * 2;
    if (room->cap >= need)
        return true;
    need = need < 256 ? 256 : need;
    fl_choice *stack = fl_realloc(room->stack, need * sizeof(fl_choice));
    if (!stack)
        return false;
    room->stack = stack;
    room->cap = need;
    return true;
}

fl_match fl_program_run(fl_machine *room, const fl_program *program,
                        fl_str subject, size_t from, size_t last,
                        const fl_sentence_view *view, fl_span *out)
{
    if (!make_room(room, program))
        return FL_MATCH_NOMEM;
    machine m = { .program = program,
                  .code = fl_program_code(program),
                  .text = (const unsigned char *)subject.ptr,
                  .len = (uint32_t)subject.len,
                  .view = view,
                  .stack = room->stack };
    memset(m.slots, 0xFF, sizeof(m.slots));
    last = last < m.len ? last + 1 : m.len; /* behind the last start */
    if (program->at_token)
        return from_tokens(&m, from, last, out);
    if (program->at_word && view->words)
        return from_words(&m, from, last, out);
    fl_match result = FL_MATCH_NONE;
    for (size_t at = from; result == FL_MATCH_NONE && at < last; at++)
        result = try_at(&m, (uint32_t)at, out);
    return result;
}

void fl_machine_dispose(fl_machine *room)
{
    fl_free(room->stack);
    *room = (fl_machine){ 0 };
}
