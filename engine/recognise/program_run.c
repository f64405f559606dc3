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
    CHOICE_ELSE,    /* goes on at next from pos */
    CHOICE_MARKS,   /* the same, from pos down to low */
    CHOICE_LETTERS, /* the same, letter by letter */
    CHOICE_GAP,     /* takes in one word more; low: words left */
    CHOICE_SLOT     /* takes a longer token; low: end of the last */
} choice_kind;

typedef struct fl_choice {
    choice_kind kind;
    uint32_t pos, low;
    const fl_instruction *next;
    uint32_t slots[FL_PHRASE_SLOTS];
} fl_choice;

typedef struct {
    const fl_program *program;
    const fl_instruction *code;
    const char *texts; /* of the program */
    bool has_slots;
    const unsigned char *text;
    uint32_t len;
    const fl_sentence_view *view;
    fl_choice *stack;
    uint32_t depth;
    uint32_t steps; /* choices gone back to */
    uint32_t end;   /* of the match */
    uint32_t slots[FL_PHRASE_SLOTS];
} machine;

/* A place in the text that is none: what was tried does not fit. */
#define NOWHERE UINT32_MAX

/* ---- characters ------------------------------------------------------------- */

/* A letter or digit; beyond ASCII the ranges of letters and their marks. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return fl_bytes[c] & FL_BYTE_WORD;
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
    if (at >= m->len)
        return false;
    unsigned char c = m->text[at];
    if (c < 0x80)
        return fl_bytes[c] & FL_BYTE_WORD;
    return is_letter(decode(m->text, at, &bytes));
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
    if (at == 0)
        return false;
    unsigned char c = m->text[at - 1];
    if (c < 0x80)
        return fl_bytes[c] & FL_BYTE_WORD;
    return is_letter(decode(m->text, back_one(m, at), &bytes));
}

static bool is_mark(unsigned char c)
{
    return fl_bytes[c] & FL_BYTE_MARK;
}

static bool is_joint(unsigned char c)
{
    return c == '\'' || c == '-';
}

/* ---- instructions ------------------------------------------------------------- */

static void push(machine *m, choice_kind kind, const fl_instruction *next,
                 uint32_t pos, uint32_t low)
{
    fl_choice *c = &m->stack[m->depth++];
    c->kind = kind;
    c->pos = pos;
    c->low = low;
    c->next = next;
    if (m->has_slots)
        memcpy(c->slots, m->slots, sizeof(m->slots));
}

/* Those below take what stands at `pos` and give the place behind it; what may
 * be taken in another way goes on at `next` then. */

/* Marks, as many as there are; or fewer. */
static uint32_t take_marks(machine *m, const fl_instruction *next, uint32_t pos)
{
    uint32_t start = pos;
    while (pos < m->len && is_mark(m->text[pos]))
        pos++;
    if (pos > start)
        push(m, CHOICE_MARKS, next, pos - 1, start);
    return pos;
}

static uint32_t take_space(machine *m, const fl_instruction *next, uint32_t pos)
{
    while (pos < m->len && is_mark(m->text[pos]))
        pos++;
    if (pos == m->len || (m->text[pos] != ' ' && m->text[pos] != '-'))
        return NOWHERE;
    pos++;
    return pos < m->len && is_mark(m->text[pos]) ? take_marks(m, next, pos)
                                                 : pos;
}

static uint32_t take_letters(machine *m, const fl_instruction *next,
                             uint32_t pos)
{
    uint32_t start = pos;
    uint32_t bytes = 0;
    while (pos < m->len) {
        uint32_t at = pos + is_joint(m->text[pos]);
        if (at == m->len || !is_letter(decode(m->text, at, &bytes)))
            break;
        pos = at + bytes;
    }
    if (pos > start)
        push(m, CHOICE_LETTERS, next, pos, start);
    return pos;
}

static uint32_t one_letter_less(const machine *m, uint32_t pos, uint32_t low)
{
    pos = back_one(m, pos);
    return pos > low && is_joint(m->text[pos - 1]) ? pos - 1 : pos;
}

/* One of `bytes`, or nothing. */
static uint32_t take_optional(machine *m, const char *bytes,
                              const fl_instruction *next, uint32_t pos)
{
    if (pos == m->len || !m->text[pos] || !strchr(bytes, m->text[pos]))
        return pos;
    push(m, CHOICE_ELSE, next, pos, 0);
    return pos + 1;
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

/* The shortest token of the type of the slot that ends behind `last`. */
static uint32_t take_token(machine *m, const fl_instruction *instruction,
                           uint32_t pos, uint32_t last)
{
    const fl_sentence_view *view = m->view;
    uint32_t slot = instruction->n;
    uint32_t from = view->base + pos;
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
        return NOWHERE;
    push(m, CHOICE_SLOT, instruction, pos, end);
    m->slots[slot] = best;
    return end;
}

static bool at_edge(const machine *m, const fl_instruction *i, uint32_t pos)
{
    if (i->n == FL_EDGE_EITHER)
        return !letter_before(m, pos) || !letter_at(m, pos);
    return i->op == FL_OP_LEFT_EDGE ? !letter_before(m, pos)
                                    : !letter_at(m, pos);
}

static uint32_t take_text(const machine *m, const fl_instruction *i,
                          uint32_t pos)
{
    const unsigned char *is = m->text + pos;
    if (m->len - pos < i->n || is[0] != i->first) /* mostly that one differs */
        return NOWHERE;
    const char *should = m->texts + i->to;
    for (uint32_t k = 1; k < i->n; k++)
        if (is[k] != (unsigned char)should[k])
            return NOWHERE;
    return pos + i->n;
}

/* Behind the next space, which must be there. */
static uint32_t next_word(const machine *m, uint32_t pos)
{
    uint32_t at = pos;
    while (at < m->len && m->text[at] != ' ' && m->text[at] != '\n')
        at++;
    return at == pos || at == m->len || m->text[at] != ' ' ? NOWHERE : at + 1;
}

/* Whether what follows the gap may begin here, behind marks. */
static bool may_follow(const machine *m, const fl_instruction *gap,
                       uint32_t pos)
{
    if (gap->to == UINT32_MAX)
        return true;
    return pos < m->len && (gap->to >> fl_byte_class(m->text[pos]) & 1 ||
                            is_mark(m->text[pos]));
}

/* As few words of at most `left` as will do. */
static uint32_t take_gap(machine *m, const fl_instruction *gap, uint32_t pos,
                         uint32_t left)
{
    while (!may_follow(m, gap, pos)) {
        if (left-- == 0)
            return NOWHERE;
        pos = next_word(m, pos);
        if (pos == NOWHERE)
            return NOWHERE;
    }
    if (left)
        push(m, CHOICE_GAP, gap, pos, left);
    return take_marks(m, gap + 1, pos);
}

/* The list of the branches that may begin here; NULL: none. */
static const fl_instruction *pick_list(const machine *m,
                                       const fl_instruction *i, uint32_t pos)
{
    const char *lists = m->texts + i->to;
    if (pos == m->len)
        return NULL;
    uint8_t list = (uint8_t)lists[fl_byte_class(m->text[pos])];
    return list == FL_NO_BRANCH ? NULL : i + 1 + list;
}

/* The next of the branches listed at `i` that may begin here; NULL: none. */
static const fl_instruction *choose(machine *m, const fl_instruction *i,
                                    uint32_t pos)
{
    unsigned char here = pos < m->len ? m->text[pos] : 0;
    while (i->op == FL_OP_EITHER && i->first && i->first != here)
        i++;
    if (i->first && i->first != here)
        return NULL;
    if (i->op == FL_OP_EITHER)
        push(m, CHOICE_ELSE, i + 1, pos, 0);
    return m->code + i->to;
}

/* Goes on at `i` from `pos` until the program is done or what it asks for is
 * missing. */
static uint32_t go_on(machine *m, const fl_instruction *i, uint32_t pos)
{
    for (; pos != NOWHERE; i++) {
        switch ((fl_op)i->op) {
        case FL_OP_DONE:
            return pos;
        case FL_OP_SWITCH:
            i = pick_list(m, i, pos);
            if (!i)
                return NOWHERE;
            /* fall through */
        case FL_OP_EITHER:
        case FL_OP_JUMP:
            i = choose(m, i, pos);
            if (!i)
                return NOWHERE;
            i--;
            break;
        case FL_OP_TEXT:
            pos = take_text(m, i, pos);
            break;
        case FL_OP_SPACE:
            pos = take_space(m, i + 1, pos);
            break;
        case FL_OP_HYPHEN:
            pos = take_optional(m, " -", i + 1, pos);
            break;
        case FL_OP_APOSTROPHE:
            pos = take_optional(m, "'", i + 1, pos);
            break;
        case FL_OP_GAP:
            pos = take_gap(m, i, pos, i->n);
            break;
        case FL_OP_LETTERS:
            pos = take_letters(m, i + 1, pos);
            break;
        case FL_OP_SLOT:
            pos = take_token(m, i, pos, pos);
            break;
        case FL_OP_LEFT_EDGE:
        case FL_OP_RIGHT_EDGE:
            pos = at_edge(m, i, pos) ? pos : NOWHERE;
            break;
        }
    }
    return NOWHERE;
}

/* ---- going back ----------------------------------------------------------------- */

/* Takes up the last choice in its next way. */
static uint32_t resume(machine *m, const fl_instruction **next)
{
    fl_choice *c = &m->stack[m->depth - 1];
    uint32_t pos = c->pos;
    if (m->has_slots)
        memcpy(m->slots, c->slots, sizeof(m->slots));
    *next = c->next;
    switch (c->kind) {
    case CHOICE_ELSE:
        m->depth--;
        return pos;
    case CHOICE_MARKS:
        if (c->pos-- == c->low)
            m->depth--;
        return pos;
    case CHOICE_LETTERS:
        c->pos = one_letter_less(m, pos, c->low);
        if (c->pos == c->low)
            m->depth--;
        return c->pos;
    case CHOICE_GAP:
        m->depth--;
        pos = next_word(m, pos);
        return pos == NOWHERE ? NOWHERE
                              : take_gap(m, (*next)++, pos, c->low - 1);
    case CHOICE_SLOT:
        m->depth--;
        return take_token(m, (*next)++, pos, c->low);
    }
    return NOWHERE;
}

/* A match that starts at `start`. */
static fl_match match_at(machine *m, uint32_t start)
{
    const fl_instruction *next = m->code;
    uint32_t pos = start;
    m->depth = 0;
    for (;;) {
        m->end = go_on(m, next, pos);
        if (m->end != NOWHERE)
            return FL_MATCH_FOUND;
        do {
            if (m->depth == 0)
                return FL_MATCH_NONE;
            if (++m->steps > FL_LIMIT_MATCH_STEPS)
                return FL_MATCH_LIMIT;
            pos = resume(m, &next);
        } while (pos == NOWHERE);
    }
}

/* Whether a match may start with the bytes at `at`. */
static inline bool may_start(const machine *m, uint32_t at)
{
    unsigned char c = m->text[at];
    uint32_t seconds = m->program->starts[fl_byte_class(c)];
    if (!seconds || (c & 0xC0) == 0x80)
        return false;
    return at + 1 == m->len || (seconds >> fl_byte_class(m->text[at + 1]) & 1);
}

/* A match that starts at `at`, where one may; slots of an earlier try are
 * forgotten. */
static fl_match try_at(machine *m, uint32_t at, fl_span *out)
{
    if (m->has_slots)
        memset(m->slots, 0xFF, sizeof(m->slots));
    fl_match result = match_at(m, at);
    if (result == FL_MATCH_FOUND) {
        out->start = at;
        out->end = m->end;
        if (m->has_slots)
            memcpy(out->slots, m->slots, sizeof(m->slots));
        else
            memset(out->slots, 0xFF, sizeof(out->slots));
    }
    return result;
}

static size_t first_word(const fl_sentence_view *view, size_t from)
{
    size_t low = 0;
    for (size_t count = view->word_count; count > 0; count /= 2) {
        size_t half = count - count / 2;
        low += view->words[low + half - 1] < from ? half : 0;
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
        if (may_start(m, view->words[i]))
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
        bool again =
            i > 0 && view->tokens[i - 1].start == view->tokens[i].start;
        if (!again && may_start(m, at))
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
                  .texts = fl_program_text(program),
                  .has_slots = program->has_slots,
                  .text = (const unsigned char *)subject.ptr,
                  .len = (uint32_t)subject.len,
                  .view = view,
                  .stack = room->stack };
    last = last < m.len ? last + 1 : m.len; /* behind the last start */
    if (program->at_token)
        return from_tokens(&m, from, last, out);
    if (program->at_word && view->words)
        return from_words(&m, from, last, out);
    fl_match result = FL_MATCH_NONE;
    for (size_t at = from; result == FL_MATCH_NONE && at < last; at++)
        if (may_start(&m, (uint32_t)at))
            result = try_at(&m, (uint32_t)at, out);
    return result;
}

void fl_machine_dispose(fl_machine *room)
{
    fl_free(room->stack);
    *room = (fl_machine){ 0 };
}
