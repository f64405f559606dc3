/*
 * Sentences of each block: cut after . ? ! where a new one begins. What an
 * abbreviation, an initial, a list number or a decimal ends is no sentence.
 * SPDX-License-Identifier: MIT
 */
#include "base/eight.h"
#include "base/limits.h"
#include "recognise/steps.h"

typedef struct {
    fl_arena *arena;
    const fl_packs *packs;
    const char *text, *folded;
    uint32_t start, end; /* the rest of the block */
    uint32_t block;
    fl_words before_number;
    fl_mentions *out;
} splitter;

static bool closes(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}';
}

/* True when a sentence can begin with the byte at `at`. */
static bool opens(const splitter *s, uint32_t at)
{
    char c = s->text[at];
    return fl_is_upper(c) || fl_is_digit(c) || c == '"' || c == '\'' ||
           c == '(' || c == '[' || c == '*' || c == '-' ||
           (unsigned char)c >= 0x80;
}

/* True when `words` (without their stop) end at the stop at `stop`. */
static bool word_ends(const splitter *s, uint32_t stop, fl_str word)
{
    uint32_t room = stop - s->start;
    if (word.len == 0 || word.len > room)
        return false;
    uint32_t at = stop - (uint32_t)word.len;
    if (s->folded[at] != word.ptr[0])
        return false; /* most words */
    return memcmp(s->folded + at, word.ptr, word.len) == 0 &&
           (at == s->start || !fl_is_word(s->folded[at - 1]));
}

static bool abbreviation(const splitter *s, uint32_t stop)
{
    for (size_t i = 0; i < s->packs->abbreviations.count; i++)
        if (word_ends(s, stop + 1, s->packs->abbreviations.items[i]))
            return true;
    return false;
}

/* True when a list mark ("3. ") stands at `at`. */
static bool mark_at(const splitter *s, uint32_t at)
{
    uint32_t end = at;
    while (end < s->end && fl_is_digit(s->text[end]))
        end++;
    return end > at && end + 1 < s->end && s->text[end] == '.' &&
           s->text[end + 1] == ' ' && end + 2 < s->end && opens(s, end + 2);
}

/* "no. 5", "s. 31": a stop after such a word goes with the number. */
static bool introduces_number(const splitter *s, uint32_t stop, uint32_t next)
{
    char c = s->text[next];
    if ((!fl_is_digit(c) && c != '(') || mark_at(s, next))
        return false;
    for (size_t i = 0; i < s->before_number.count; i++)
        if (word_ends(s, stop, s->before_number.items[i]))
            return true;
    for (size_t i = 0; i < s->packs->instruments.count; i++) {
        const fl_instrument *in = &s->packs->instruments.items[i];
        for (size_t l = 0; l < in->leads.count; l++)
            if (word_ends(s, stop, in->leads.items[l]))
                return true;
    }
    return false;
}

/* "J. Smith": one capital letter by itself, and not at a sentence's start. */
static bool initial(const splitter *s, uint32_t stop)
{
    if (stop <= s->start || !fl_is_upper(s->text[stop - 1]))
        return false;
    if (stop - 1 == s->start)
        return true;
    char before = s->text[stop - 2];
    return before == ' ' || before == '.' || before == '(' || before == '"';
}

/* "1." or "(a)." or "2.1." with nothing before it is a mark. */
static bool list_mark(const splitter *s, uint32_t stop)
{
    if (stop - s->start > 6)
        return false;
    uint32_t letters = 0;
    for (uint32_t i = s->start; i < stop; i++) {
        char c = s->folded[i];
        if (fl_is_lower(c))
            letters++;
        else if (!fl_is_digit(c) && c != '.' && c != '(' && c != ')')
            return false;
    }
    return letters <= 1;
}

/* Where the sentence that has a stop at `at` ends; 0 when it goes on. */
static uint32_t ends_at(const splitter *s, uint32_t at)
{
    uint32_t after = at + 1;
    while (after < s->end && (s->text[after] == '.' || s->text[after] == '?' ||
                              s->text[after] == '!'))
        after++;
    bool plain = after == at + 1 && s->text[at] == '.';
    uint32_t close = after;
    while (close < s->end && closes(s->text[close]))
        close++;
    if (close >= s->end)
        return s->end;
    if (s->text[close] != ' ' || close + 1 >= s->end || !opens(s, close + 1))
        return 0;
    if (plain && close == after &&
        (abbreviation(s, at) || initial(s, at) || list_mark(s, at) ||
         introduces_number(s, at, close + 1)))
        return 0;
    return close;
}

static void push(const splitter *s, uint32_t end, bool cut)
{
    while (end > s->start && s->text[end - 1] == ' ')
        end--;
    if (end == s->start)
        return;
    fl_sentence *out = FL_PUSH(s->arena, &s->out->sentences);
    out->start = s->start;
    out->end = end;
    out->block = s->block;
    out->cut = cut;
}

/* Where to cut a sentence of more than the limit: at a space, else between
 * two code points. */
static uint32_t cut_at(const splitter *s)
{
    uint32_t limit = s->start + FL_LIMIT_SENTENCE_BYTES;
    for (uint32_t at = limit; at > s->start + 1; at--)
        if (s->text[at] == ' ')
            return at;
    while (((unsigned char)s->text[limit] & 0xC0) == 0x80 &&
           limit > s->start + 1)
        limit--;
    return limit;
}

static void skip_spaces(splitter *s)
{
    while (s->start < s->end && s->text[s->start] == ' ')
        s->start++;
}

static bool is_stop(char c)
{
    return c <= '?' && (c == '.' || c == '?' || c == '!');
}

/* Where from `at` on one of . ? ! stands, or the sentence is too long. */
static uint32_t next_stop(const splitter *s, uint32_t at)
{
    const char *t = s->text;
    uint32_t end = s->end - s->start > FL_LIMIT_SENTENCE_BYTES
                       ? s->start + FL_LIMIT_SENTENCE_BYTES
                       : s->end;
    for (; at + 8 <= end; at += 8) {
        uint64_t eight = fl_eight_at(t + at);
        uint64_t stops = fl_eight_is(eight, '.') | fl_eight_is(eight, '?') |
                         fl_eight_is(eight, '!');
        if (stops)
            return at + fl_eight_first(stops);
    }
    while (at < end && !is_stop(t[at]))
        at++;
    return at;
}

static void split(splitter *s)
{
    skip_spaces(s);
    uint32_t at = next_stop(s, s->start);
    while (at < s->end) {
        uint32_t end = is_stop(s->text[at]) ? ends_at(s, at) : 0;
        bool cut = !end && at - s->start >= FL_LIMIT_SENTENCE_BYTES;
        if (cut)
            end = cut_at(s);
        if (end) {
            push(s, end, cut);
            s->start = end;
            skip_spaces(s);
        }
        at = next_stop(s, end ? s->start : at + 1);
    }
    push(s, s->end, false);
}

void fl_split_block(const fl_lens *lens, const fl_block *block, uint32_t index)
{
    splitter s = { .arena = lens->arena,
                   .packs = lens->packs,
                   .text = lens->text,
                   .folded = lens->folded,
                   .start = block->start,
                   .end = block->end,
                   .block = index,
                   .before_number = lens->words->before_number,
                   .out = lens->out };
    if (s.start < s.end)
        split(&s);
}
