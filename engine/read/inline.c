/*
 * What in a line is no text: link marks, carets, emphasis, and in Markdown
 * also links' brackets, escapes and comments. They stay out of T.
 * SPDX-License-Identifier: MIT
 */
#include "base/eight.h"
#include "read/lines.h"

/* A link's text is no longer than this. */
#define LONGEST_LINK 300

typedef struct {
    const char *t;
    uint32_t from, to;
    bool markdown;
} span;

static bool is_space_at(const span *s, uint32_t at)
{
    return at < s->from || at >= s->to || fl_is_space(s->t[at]);
}

static bool is_word_at(const span *s, uint32_t at)
{
    return at >= s->from && at < s->to && fl_is_word(s->t[at]);
}

/* "[4]" glued to what follows, or at the end. */
static uint32_t link_mark(const span *s, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < s->to && end < i + 5 && fl_is_digit(s->t[end]))
        end++;
    if (end == i + 1 || end >= s->to || s->t[end] != ']')
        return 0;
    bool glued = end + 1 == s->to || s->t[end + 1] != ' ';
    return glued && end - i <= 4 ? end + 1 - i : 0;
}

/* "[" of "[the page](http://…)". */
static uint32_t opens_link(const span *s, uint32_t i)
{
    for (uint32_t k = i + 1; k + 1 < s->to && k < i + LONGEST_LINK; k++)
        if (s->t[k] == ']' || s->t[k] == '[')
            return s->t[k] == ']' && s->t[k + 1] == '(';
    return 0;
}

/* "*", "**" and "***" around words, in Markdown "_" as well. */
static uint32_t emphasis(const span *s, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < s->to && s->t[end] == s->t[i])
        end++;
    if (end - i > 3 || (i > s->from && s->t[i - 1] == s->t[i]))
        return 0;
    bool before = i > s->from && is_word_at(s, i - 1);
    bool space_before = i == s->from || is_space_at(s, i - 1);
    bool opens = !before && !is_space_at(s, end);
    bool closes = !space_before && !is_word_at(s, end);
    return opens || closes ? end - i : 0;
}

static uint32_t comment(const span *s, uint32_t i)
{
    fl_str rest = { s->t + i, s->to - i };
    if (!fl_str_starts(rest, FL_STR("<!--")))
        return 0;
    const char *end = memmem(rest.ptr + 4, rest.len - 4, "-->", 3);
    return end ? (uint32_t)(end + 3 - rest.ptr) : 0;
}

/* Bytes at `i` that are no text. */
static uint32_t mark_at(const span *s, uint32_t i)
{
    switch (s->t[i]) {
    case '[': {
        uint32_t mark = link_mark(s, i);
        return mark || !s->markdown ? mark : opens_link(s, i);
    }
    case ']':
        return s->markdown && i + 1 < s->to && s->t[i + 1] == '(';
    case '^':
        return i > s->from && fl_is_digit(s->t[i - 1]);
    case '*':
        return emphasis(s, i);
    case '_':
        return s->markdown ? emphasis(s, i) : 0;
    case '<':
        return s->markdown ? comment(s, i) : 0;
    default:
        return 0;
    }
}

static bool is_escape(const span *s, uint32_t i)
{
    return s->markdown && s->t[i] == '\\' && i + 1 < s->to &&
           (unsigned char)s->t[i + 1] < 0x80 && !fl_is_word(s->t[i + 1]) &&
           !fl_is_space(s->t[i + 1]);
}

/* Where from `i` on a byte stands that mark_at() or is_escape() looks at. */
static uint32_t next_mark(const span *s, uint32_t i)
{
    for (; s->to - i >= 8; i += 8) {
        uint64_t eight = fl_eight_at(s->t + i);
        uint64_t marks = fl_eight_within(eight, '[', '_') |
                         fl_eight_is(eight, '*') | fl_eight_is(eight, '<');
        if (marks)
            return i + fl_eight_first(marks);
    }
    while (i < s->to && (s->t[i] < '[' || s->t[i] > '_') && s->t[i] != '*' &&
           s->t[i] != '<')
        i++;
    return i;
}

void fl_add_inline(fl_builder *b, const fl_lines *all, uint32_t from,
                   uint32_t to)
{
    span s = { all->source.ptr, from, to, all->markdown };
    uint32_t start = from;
    for (uint32_t i = next_mark(&s, from); i < to; i = next_mark(&s, i)) {
        bool escape = is_escape(&s, i);
        uint32_t skip = escape ? 1 : mark_at(&s, i);
        if (skip == 0) {
            i++;
            continue;
        }
        fl_builder_add(b, fl_str_slice(all->source, start, i), start);
        start = i + skip;
        i = start + escape; /* what is escaped is no mark */
    }
    fl_builder_add(b, fl_str_slice(all->source, start, to), start);
}
