/*
 * List marks: bullets, "1.", "1)", "(a)", "a)", "(iv)", "Q3.", "Q3 (a)",
 * "1(a)", "1.A".
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

static const char *const bullets[] = {
    "\xe2\x80\xa2",
    "\xc2\xb7",
    "\xe2\x96\xaa",
    "\xe2\x97\xa6",
    "\xe2\x97\x8b",
    "\xe2\x97\x8f",
    "\xe2\x80\xa3",
    "\xef\x82\xb7",
    "\xe2\x96\xba",
    "\xe2\x96\xa0",
    "*",
    "-",
    "\xe2\x80\x93",
    "+",
    "o",
};

static bool space_at(fl_str s, size_t at)
{
    return at >= s.len || s.ptr[at] == ' ' || s.ptr[at] == '\t' ||
           fl_str_starts(fl_str_slice(s, at, s.len), FL_STR("\xc2\xa0"));
}

static size_t bullet_len(fl_str s)
{
    if (s.len == 0 || (fl_is_word(s.ptr[0]) && s.ptr[0] != 'o' &&
                       (unsigned char)s.ptr[0] < 0x80))
        return 0; /* most lines */
    for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++) {
        fl_str mark = fl_str_from(bullets[i]);
        if (!fl_str_starts(s, mark))
            continue;
        bool wide = (unsigned char)mark.ptr[0] >= 0x80 && mark.len > 2;
        if (space_at(s, mark.len) ? s.len > mark.len || wide : wide)
            return mark.len;
    }
    return 0;
}

static size_t digits(fl_str s, size_t at)
{
    size_t end = at;
    while (end < s.len && fl_is_digit(s.ptr[end]))
        end++;
    return end - at;
}

/* "(a)", "(iv)", "(2)" at `at`; 0 for none. */
static size_t bracketed(fl_str s, size_t at)
{
    if (at >= s.len || s.ptr[at] != '(')
        return 0;
    size_t end = at + 1;
    if (digits(s, end) > 0 && digits(s, end) <= 2)
        end += digits(s, end);
    else
        while (end < s.len && end < at + 5 && fl_is_lower(s.ptr[end]))
            end++;
    if (end == at + 1 || end >= s.len || s.ptr[end] != ')')
        return 0;
    return end + 1 - at;
}

static size_t skip_spaces(fl_str s, size_t at)
{
    while (at < s.len && space_at(s, at))
        at += (unsigned char)s.ptr[at] == 0xC2 ? 2 : 1;
    return at;
}

/* A letter behind a number: "1a.", "1.A", "3(b)", "Q3 (a)". */
static size_t letter_behind(fl_str s, size_t at)
{
    size_t group = bracketed(s, skip_spaces(s, at));
    if (group)
        return skip_spaces(s, at) + group;
    size_t i = at < s.len && s.ptr[at] == '.' ? at + 1 : at;
    if (i < s.len && fl_is_alpha(s.ptr[i]) &&
        (space_at(s, i + 1) || s.ptr[i + 1] == '.' || s.ptr[i + 1] == ')'))
        return i + 1;
    return at;
}

static size_t close_mark(fl_str s, size_t at)
{
    if (at < s.len &&
        (s.ptr[at] == '.' || s.ptr[at] == ')' || s.ptr[at] == ':'))
        return at + 1;
    return at;
}

static size_t number_mark(fl_str s)
{
    size_t count = digits(s, 0);
    if (count == 0 || count > 2)
        return 0;
    size_t letter = letter_behind(s, count);
    size_t end = close_mark(s, letter > count ? letter : count);
    if (letter > count)
        return space_at(s, end) && end < s.len ? end : 0;
    if (end == count && count < s.len && s.ptr[count] == ' ') {
        /* "1 - Nine" */
        size_t dash = count + 1;
        fl_str rest = fl_str_slice(s, dash, s.len);
        if (fl_str_starts(rest, FL_STR("- ")))
            return dash + 1;
        if (fl_str_starts(rest, FL_STR("\xe2\x80\x93 ")))
            return dash + 3;
    }
    if (end == count) /* "3     Title" */
        return space_at(s, count) && space_at(s, count + 1) &&
                       skip_spaces(s, count) < s.len
                   ? count
                   : 0;
    if (space_at(s, end))
        return end;
    return s.ptr[count] != ':' && fl_is_upper(s.ptr[end]) ? end : 0;
}

static size_t question_mark(fl_str s)
{
    if (s.len < 2 || s.ptr[0] != 'Q')
        return 0;
    size_t from = s.ptr[1] == '.' ? 2 : 1;
    size_t count = digits(s, from);
    if (count == 0 || count > 2)
        return 0;
    size_t end = close_mark(s, letter_behind(s, from + count));
    end = close_mark(s, letter_behind(s, end));
    return space_at(s, end) ? end : 0;
}

static size_t letter_mark(fl_str s)
{
    size_t group = bracketed(s, 0);
    if (group)
        return space_at(s, group) && group < s.len ? group : 0;
    size_t roman = 0;
    while (roman < s.len && roman < 4 && strchr("ivx", s.ptr[roman]))
        roman++;
    if (roman > 1 && roman + 1 < s.len &&
        (s.ptr[roman] == '.' || s.ptr[roman] == ')') && space_at(s, roman + 1))
        return roman + 1;
    if (s.len > 3 && fl_is_lower(s.ptr[0]) &&
        (s.ptr[1] == ')' || s.ptr[1] == '.') && space_at(s, 2))
        return 2;
    if (s.len > 4 && s.ptr[0] >= 'A' && s.ptr[0] <= 'H' &&
        (s.ptr[1] == '.' || s.ptr[1] == ')') && space_at(s, 2) &&
        fl_is_alpha(s.ptr[skip_spaces(s, 2)]))
        return 2;
    return 0;
}

/* Length of the quotation mark that `s` begins with, 0 for none. */
static size_t opening_quote(fl_str s)
{
    static const char *const quotes[] = { "\"", "'", "\xe2\x80\x9c",
                                          "\xe2\x80\x98" };
    if (s.len == 0 || fl_is_alpha(s.ptr[0]))
        return 0;
    for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
        if (fl_str_starts(s, fl_str_from(quotes[i])))
            return strlen(quotes[i]);
    return 0;
}

static size_t ordered_mark(fl_str s)
{
    size_t len = number_mark(s);
    if (!len)
        len = question_mark(s);
    return len ? len : letter_mark(s);
}

size_t fl_list_mark(fl_str s, bool *bullet)
{
    *bullet = false;
    size_t quote = opening_quote(s); /* "1. …" may open a quoted list */
    size_t len = ordered_mark(fl_str_slice(s, quote, s.len));
    len += len ? quote : 0;
    if (!len) {
        len = bullet_len(s);
        *bullet = len > 0;
    }
    return len;
}
