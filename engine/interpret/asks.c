/*
 * Adds asks to the list, and splits a text that holds several: letters and
 * numbers in the line, or one sentence after the other.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

#include <stdio.h>

uint32_t fl_add_ask(fl_asks *a, fl_str id, uint32_t block, uint32_t start,
                    uint32_t end)
{
    fl_facts *facts = a->r->facts;
    const char *t = a->r->doc->text.ptr;
    while (end > start && t[end - 1] == ' ')
        end--;
    uint32_t parent = FL_NONE;
    fl_str number = fl_id_number(id);
    if (number.len < id.len && number.len > 0)
        parent = fl_find_question(a->r, number);
    fl_question *q = FL_PUSH(a->r->arena, &facts->questions);
    q->id = id;
    q->label = a->r->doc->blocks.items[block].label;
    q->parent = parent;
    q->block = block;
    q->ask_start = start;
    q->ask_end = end;
    a->last = (uint32_t)facts->questions.count - 1;
    fl_enter_question(a->r, a->last);
    fl_block_facts *bf = &facts->blocks[block];
    if (bf->ask == FL_NONE)
        bf->ask = a->last;
    return a->last;
}

uint32_t fl_add_unlabelled(fl_asks *a, uint32_t block, uint32_t start,
                           uint32_t end)
{
    fl_str id;
    do
        id = fl_arena_printf(a->r->arena, "%s%u", a->beside ? "u" : "",
                             ++a->ordinal);
    while (fl_find_question(a->r, id) != FL_NONE);
    uint32_t added = fl_add_ask(a, id, block, start, end);
    a->r->facts->questions.items[added].ordinal = true;
    return added;
}

fl_str fl_full_id(const fl_asks *a, const fl_label_key *key)
{
    fl_str id = fl_key_id(key);
    if (!fl_id_is_letter(id) || a->number.len == 0)
        return id;
    return fl_arena_printf(a->r->arena, "%.*s(%.*s)", FL_ARG(a->number),
                           FL_ARG(id));
}

/* ---- lists in the line ------------------------------------------------------- */

#define MOST_MARKS 26

/* The marks of a list in their order: letters, or numbers of Rome. */
static const char *const letters[MOST_MARKS + 1] = {
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n",
    "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", NULL
};
static const char *const romans[] = { "i",    "ii",   "iii", "iv", "v",  "vi",
                                      "vii",  "viii", "ix",  "x",  "xi", "xii",
                                      "xiii", "xiv",  "xv",  NULL };

/* Where "(a)", "(b)" … stand in T[start, end), none of them right behind other
 * characters; how many. The text itself is the first where `begun`. */
static size_t inline_marks(const fl_reading *r, uint32_t start, uint32_t end,
                           const char *const *marks, bool begun,
                           uint32_t at[MOST_MARKS])
{
    const char *t = r->doc->folded.ptr;
    size_t count = begun;
    at[0] = start;
    for (uint32_t i = start; i + 2 < end && marks[count]; i++) {
        const char *open = memchr(t + i, '(', end - 2 - i);
        if (!open)
            break;
        i = (uint32_t)(open - t);
        uint32_t len = (uint32_t)strlen(marks[count]);
        if ((i == start || t[i - 1] == ' ') && i + len + 1 < end &&
            memcmp(t + i + 1, marks[count], len) == 0 && t[i + len + 1] == ')')
            at[count++] = i;
    }
    return count < 2 ? 0 : count;
}

/* "(a) … (b) …" inside one ask: each a part of it. `first` is the letter that
 * the text begins with, where the label says it ("Q3. (a)"): the ask added last
 * is that part, and ends where the next begins. */
static void add_inline_parts(fl_asks *a, fl_str number, char first,
                             uint32_t block, uint32_t start, uint32_t end)
{
    uint32_t at[MOST_MARKS];
    size_t count = inline_marks(a->r, start, end, letters, first == 'a', at);
    fl_question *part = &a->r->facts->questions.items[a->last];
    if (first == 'a' && count > 1)
        part->ask_end = at[1] > start ? at[1] - 1 : start;
    for (size_t i = first == 'a'; i < count; i++) {
        fl_str sub = fl_arena_printf(a->r->arena, "%.*s(%s)", FL_ARG(number),
                                     letters[i]);
        if (fl_find_question(a->r, sub) == FL_NONE)
            fl_add_ask(a, sub, block, at[i], i + 1 < count ? at[i + 1] : end);
    }
}

size_t fl_add_inline_letters(fl_asks *a, uint32_t block)
{
    const fl_block *b = &a->r->doc->blocks.items[block];
    uint32_t at[MOST_MARKS];
    const char *const *marks = letters;
    size_t count = inline_marks(a->r, b->start, b->end, marks, false, at);
    if (count == 0) {
        marks = romans;
        count = inline_marks(a->r, b->start, b->end, marks, false, at);
    }
    for (size_t i = 0; i < count; i++)
        fl_add_ask(a, fl_str_from(marks[i]), block, at[i],
                   i + 1 < count ? at[i + 1] : b->end);
    return count;
}

static char first_digit(uint32_t number)
{
    while (number >= 10)
        number /= 10;
    return (char)('0' + number);
}

/* Where "2." or "2)" stands for each number from `first`; how many. */
static size_t inline_numbers(const fl_reading *r, uint32_t block,
                             uint32_t first, uint32_t at[40])
{
    const fl_block *b = &r->doc->blocks.items[block];
    const char *t = r->doc->folded.ptr;
    size_t count = 0;
    for (uint32_t i = b->start; i + 3 < b->end && count < 40; i++) {
        if (!fl_is_digit(t[i]) ||
            (i > b->start && t[i - 1] != ' ' && t[i - 1] != '(') ||
            t[i] != first_digit(first + (uint32_t)count))
            continue;
        char mark[12];
        int len = snprintf(mark, sizeof(mark), "%u", first + (uint32_t)count);
        if (i + (uint32_t)len + 1 >= b->end ||
            memcmp(t + i, mark, (size_t)len) != 0)
            continue;
        char next = t[i + (uint32_t)len];
        if ((next == '.' || next == ')') && t[i + (uint32_t)len + 1] == ' ')
            at[count++] = i;
    }
    return count;
}

bool fl_has_inline_numbers(const fl_reading *r, uint32_t block)
{
    uint32_t at[40];
    return inline_numbers(r, block, 1, at) >= 2;
}

bool fl_has_inline_list(const fl_reading *r, uint32_t block)
{
    const fl_block *b = &r->doc->blocks.items[block];
    uint32_t at[MOST_MARKS];
    return fl_has_inline_numbers(r, block) ||
           inline_marks(r, b->start, b->end, letters, false, at) > 0 ||
           inline_marks(r, b->start, b->end, romans, false, at) > 0;
}

/* "1. …" is a paragraph of its own and "2. …" the next. */
static bool goes_on_below(const fl_reading *r, uint32_t block)
{
    uint32_t at[40];
    return block + 1 < r->block_count &&
           inline_numbers(r, block + 1, 2, at) > 0 &&
           at[0] == r->doc->blocks.items[block + 1].start;
}

size_t fl_add_inline_numbers(fl_asks *a, uint32_t block)
{
    uint32_t at[40];
    const fl_block *b = &a->r->doc->blocks.items[block];
    uint32_t first = 1;
    size_t count = inline_numbers(a->r, block, first, at);
    if (count == 1 && a->inline_last == 0) {
        if (at[0] != b->start || !goes_on_below(a->r, block))
            return 0;
    } else if (count < 2 && a->inline_last > 0) {
        first = a->inline_last + 1;
        count = inline_numbers(a->r, block, first, at);
        count = count > 0 && at[0] == b->start ? count : 0;
    } else if (count < 2) {
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        if (at[i] > b->start && a->r->doc->text.ptr[at[i] - 1] == '(')
            at[i]--; /* "(2)": its bracket is not of the ask before */
    for (size_t i = 0; i < count; i++) {
        a->inline_last = first + (uint32_t)i;
        fl_add_ask(a, fl_arena_printf(a->r->arena, "%u", a->inline_last), block,
                   at[i], i + 1 < count ? at[i + 1] : b->end);
    }
    return count;
}

void fl_add_labelled(fl_asks *a, uint32_t b, uint32_t end)
{
    const fl_label_key *key = &a->r->keys[b];
    fl_str id = fl_full_id(a, key);
    if (fl_find_question(a->r, id) != FL_NONE)
        return;
    fl_str number = fl_id_number(id);
    if (!fl_id_is_letter(fl_key_id(key)))
        a->number = number;
    uint32_t start = a->r->doc->blocks.items[b].start;
    char letter = number.len ? fl_id_letter(id) : '\0';
    /* "Q3. (a) …": the number is an ask too, with parts */
    if (letter == 'a' && !a->one_number &&
        fl_find_question(a->r, number) == FL_NONE)
        fl_add_ask(a, number, b, start, start);
    fl_add_ask(a, id, b, start, end);
    if (letter == 'a' || letter == '\0')
        add_inline_parts(a, letter ? number : id, letter, b, start, end);
    a->r->facts->blocks[b].asks = true;
}

void fl_add_further(fl_asks *a, uint32_t b)
{
    const fl_label_key *key = &a->r->keys[b];
    uint32_t start = a->r->doc->blocks.items[b].start;
    for (size_t i = 1; i < key->ids.count; i++) {
        fl_label_key one = { 0 };
        *FL_PUSH(a->r->arena, &one.ids) = key->ids.items[i];
        fl_str id = fl_full_id(a, &one);
        if (fl_find_question(a->r, id) == FL_NONE)
            fl_add_ask(a, id, b, start, start);
    }
}

/* ---- what the form of a text says ------------------------------------------ */

/* Between the beginning of a sentence and the words of a demand: quotes. */
#define LEAD 2

bool fl_sentence_demands(const fl_reading *r, uint32_t sentence)
{
    const fl_sentence *s = fl_sentence_of(r, sentence);
    if (fl_find_cue(r, s->block, s->start, s->end, FL_CUE_NO_ASK) != FL_NONE)
        return false;
    if (memchr(r->doc->text.ptr + s->start, '?', s->end - s->start))
        return true;
    return fl_find_cue(r, s->block, s->start, s->start + LEAD + 1,
                       FL_CUE_DEMAND) != FL_NONE;
}

bool fl_block_demands(const fl_reading *r, uint32_t block)
{
    uint32_t s = r->found->sentence_of_block.items[block];
    return s < r->found->sentences.count &&
           fl_sentence_of(r, s)->block == block && fl_sentence_demands(r, s);
}

bool fl_may_be_ask(const fl_reading *r, uint32_t block)
{
    uint32_t s = r->found->sentence_of_block.items[block];
    for (; s < r->found->sentences.count; s++) {
        const fl_sentence *sentence = fl_sentence_of(r, s);
        if (sentence->block != block)
            return false;
        if (fl_sentence_demands(r, s) ||
            (fl_find_cue(r, block, sentence->start, sentence->end,
                         FL_CUE_ASK) != FL_NONE &&
             fl_find_cue(r, block, sentence->start, sentence->end,
                         FL_CUE_NO_ASK) == FL_NONE))
            return true;
    }
    return false;
}

bool fl_author_asks(const fl_reading *r, uint32_t block)
{
    uint32_t end = r->doc->blocks.items[block].end;
    uint32_t at = r->doc->blocks.items[block].start;
    uint32_t cue;
    while ((cue = fl_find_cue(r, block, at, end, FL_CUE_NO_ASK)) != FL_NONE) {
        at = r->found->mentions.items[cue].end;
        if (at == end)
            return true;
    }
    return false;
}

size_t fl_add_sentences(fl_asks *a, uint32_t block, uint32_t end)
{
    const fl_reading *r = a->r;
    size_t count = 0;
    uint32_t start = 0;
    for (uint32_t s = r->found->sentence_of_block.items[block];
         s < r->found->sentences.count && fl_sentence_of(r, s)->block == block;
         s++) {
        const fl_sentence *sentence = fl_sentence_of(r, s);
        if (sentence->start >= end)
            break;
        if (!fl_sentence_demands(r, s))
            continue;
        if (count++)
            fl_add_unlabelled(a, block, start, sentence->start);
        start = sentence->start;
    }
    if (count)
        fl_add_unlabelled(a, block, start, end);
    return count;
}
