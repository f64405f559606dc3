/*
 * Where the lines of a PDF end in the middle of a word or a citation.
 * SPDX-License-Identifier: MIT
 */
#include "read/pdf.h"

/* Hyphens at line ends that show that the text is hyphenated. */
#define HYPHENATED 3

/* Bytes of the hyphen that `s` ends with, behind a letter; else 0. */
static size_t hyphen_len(fl_str s)
{
    static const char *const hyphens[] = { "-", "\xc2\xad", "\xe2\x80\x90" };
    for (size_t i = 0; i < sizeof(hyphens) / sizeof(hyphens[0]); i++) {
        size_t len = strlen(hyphens[i]);
        if (s.len > len + 1 && fl_str_ends(s, hyphens[i]) &&
            fl_is_lower(s.ptr[s.len - len - 1]))
            return len;
    }
    return 0;
}

static bool is_hyphenated(const fl_lines *all, size_t i)
{
    const fl_line *a = &all->lines.items[i];
    const fl_line *b = a + 1;
    return i + 1 < all->lines.count && a->kind != FL_LINE_BLANK &&
           b->kind == FL_LINE_TEXT && b->end > b->start &&
           fl_is_lower(all->source.ptr[b->start]) &&
           hyphen_len(fl_str_slice(all->source, a->start, a->end)) > 0;
}

/* The word that the hyphen parts occurs elsewhere in one piece. */
static bool occurs_whole(const fl_lines *all, const fl_line *a, size_t hyphen)
{
    char word[64];
    size_t len = 0;
    const char *t = all->source.ptr;
    uint32_t end = a->end - (uint32_t)hyphen;
    uint32_t start = end;
    while (start > a->start && fl_is_lower(t[start - 1]))
        start--;
    for (uint32_t i = start; i < end && len < sizeof(word); i++)
        word[len++] = t[i];
    for (uint32_t i = a[1].start;
         i < a[1].end && fl_is_lower(t[i]) && len < sizeof(word); i++)
        word[len++] = t[i];
    return memmem(t, all->source.len, word, len) != NULL;
}

/* "40(3A)" and "(a)": typesetters break lines there. */
static bool splits_brackets(const fl_lines *all, size_t i)
{
    const fl_line *a = &all->lines.items[i];
    if (i + 1 >= all->lines.count || a->end == a->start ||
        all->source.ptr[a->end - 1] != ')')
        return false;
    fl_str next = fl_str_slice(all->source, a[1].start, a[1].end);
    size_t len = 1;
    while (len < next.len && len < 5 &&
           (fl_is_alpha(next.ptr[len]) || fl_is_digit(next.ptr[len])))
        len++;
    return next.len > 2 && next.ptr[0] == '(' && len > 1 && len < next.len &&
           next.ptr[len] == ')' && a->kind != FL_LINE_BLANK &&
           a[1].kind != FL_LINE_BLANK;
}

/* A hyphen that only the line's end needs goes away; one of a compound word
 * stays. A text with many of them is hyphenated by a machine. */
void fl_pdf_settle_line_ends(fl_lines *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->lines.count; i++)
        if (splits_brackets(all, i)) {
            all->lines.items[i].glued = true;
            all->lines.items[i + 1].joined = true;
        }
    for (size_t i = 0; i < all->lines.count; i++)
        count += is_hyphenated(all, i);
    for (size_t i = 0; count > 0 && i < all->lines.count; i++) {
        fl_line *a = &all->lines.items[i];
        if (!is_hyphenated(all, i))
            continue;
        size_t len = hyphen_len(fl_str_slice(all->source, a->start, a->end));
        a->glued = true;
        a[1].joined = true;
        if (len > 1 || count >= HYPHENATED ||
            (count < 100 && occurs_whole(all, a, len)))
            a->end -= (uint32_t)len;
    }
}
