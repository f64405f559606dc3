/*
 * One provision: its number, its brackets, and where a further bracket
 * belongs: "(b)" behind "(a)" stands beside it, "(i)" below it.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/citations.h"

static const char *const romans[] = { "i",  "ii",  "iii",  "iv", "v",
                                      "vi", "vii", "viii", "ix", "x",
                                      "xi", "xii", "xiii" };
#define ROMANS ((int)(sizeof(romans) / sizeof(romans[0])))

static int roman_value(const char *text)
{
    for (int i = 0; i < ROMANS; i++)
        if (strcmp(text, romans[i]) == 0)
            return i + 1;
    return 0;
}

static char upper(char c)
{
    return fl_is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

uint32_t fl_cite_base(const fl_lens *lens, uint32_t at, fl_cite_path *out)
{
    uint32_t end = at;
    size_t len = 0;
    while (fl_is_digit(fl_lens_at(lens, end)) && len < 4)
        out->base[len++] = lens->folded[end++];
    if (len == 0 || len > 3 || out->base[0] == '0')
        return 0;
    for (int i = 0; i < 2 && fl_is_lower(fl_lens_at(lens, end)); i++)
        out->base[len++] = upper(lens->folded[end++]);
    out->base[len] = '\0';
    char next = fl_lens_at(lens, end);
    if (fl_is_word(next) || next == '%' ||
        ((next == '.' || next == ',' || next == '/') &&
         fl_is_digit(fl_lens_at(lens, end + 1)) && next != '/'))
        return 0;
    return end;
}

/* Decides what `len` bytes at `at` can be as a group. */
static bool classify(const fl_lens *lens, uint32_t at, size_t len,
                     fl_cite_group *out)
{
    size_t digits = 0;
    *out = (fl_cite_group){ .kind = FL_CITE_DIGIT };
    while (digits < len && fl_is_digit(lens->folded[at + digits]))
        digits++;
    for (size_t i = 0; i < len; i++) {
        char c = lens->folded[at + i];
        if (i >= digits && !fl_is_lower(c))
            return false;
        out->text[i] = digits ? upper(c) : c;
    }
    if (digits)
        return digits <= 2 && len - digits <= 2 && out->text[0] != '0';
    int roman = roman_value(out->text);
    bool small = fl_is_lower(lens->text[at + len - 1]);
    out->kind = FL_CITE_LETTER;
    out->either = len == 1 && roman;
    if (len == 1)
        return true;
    if (roman) {
        out->kind = FL_CITE_ROMAN;
        return small;
    }
    /* "(aa)", "(ad)", "(za)": two small letters, the first of a series */
    return len == 2 && small &&
           (out->text[0] == out->text[1] || strchr("abz", out->text[0])) &&
           out->text[1] <= 'k';
}

uint32_t fl_cite_bracket(const fl_lens *lens, uint32_t at, int *unclosed,
                         fl_cite_group *out)
{
    if (fl_lens_at(lens, at) != '(')
        return 0;
    uint32_t start = fl_lens_skip(lens, at + 1, ' ');
    uint32_t end = start;
    while (end - start < 5 && fl_is_word(fl_lens_at(lens, end)))
        end++;
    if (end == start || end - start > 4 ||
        !classify(lens, start, end - start, out))
        return 0;
    uint32_t close = fl_lens_skip(lens, end, ' ');
    char c = fl_lens_at(lens, close);
    if (c == '(' && out->kind == FL_CITE_DIGIT && *unclosed == 0) {
        int inner = 1; /* one level is the typing error that occurs */
        fl_cite_group below = { 0 };
        if (!fl_cite_bracket(lens, close, &inner, &below))
            return 0;
        ++*unclosed;
        return end;
    }
    if (c != ')')
        return 0;
    close++;
    if (*unclosed > 0 && fl_lens_at(lens, close) == ')') {
        --*unclosed;
        close++;
    }
    return close;
}

/* True when the letter `group` can only go on the letters of `last`. */
static bool next_letter(const fl_cite_group *last, const fl_cite_group *group)
{
    return last->kind == FL_CITE_LETTER && !last->text[1] && !group->text[1] &&
           group->text[0] == last->text[0] + 1;
}

/* How deep `group` belongs, seen from the last group of `path`. */
static fl_cite_class class_after(const fl_cite_path *path,
                                 const fl_cite_group *group, bool beside)
{
    if (!group->either)
        return group->kind;
    const fl_cite_group *last =
        path->depth ? &path->groups[path->depth - 1] : NULL;
    if (!last || last->kind == FL_CITE_DIGIT)
        return FL_CITE_LETTER;
    if (last->kind == FL_CITE_ROMAN)
        return FL_CITE_ROMAN;
    return beside || next_letter(last, group) ? FL_CITE_LETTER : FL_CITE_ROMAN;
}

int fl_cite_place(fl_cite_path *path, fl_cite_group group, bool beside)
{
    group.kind = class_after(path, &group, beside);
    for (int d = path->depth; d > 0; d--)
        if (path->groups[d - 1].kind == group.kind) {
            path->groups[d - 1] = group;
            path->depth = d;
            return 0;
        }
    bool deeper =
        path->depth == 0 || path->groups[path->depth - 1].kind < group.kind;
    if (beside || !deeper || path->depth >= FL_CITE_DEPTH)
        return -1;
    path->groups[path->depth++] = group;
    return 1;
}

int fl_cite_ordinal(const fl_cite_group *group)
{
    if (group->kind == FL_CITE_ROMAN)
        return roman_value(group->text);
    if (group->kind == FL_CITE_LETTER)
        return group->text[1] ? 0 : group->text[0] - 'a' + 1;
    int value = 0;
    for (const char *c = group->text; *c; c++) {
        if (!fl_is_digit(*c))
            return 0;
        value = value * 10 + (*c - '0');
    }
    return value;
}

fl_cite_group fl_cite_nth(fl_cite_class kind, int value)
{
    fl_cite_group group = { .kind = kind };
    if (kind == FL_CITE_ROMAN && value <= ROMANS) {
        memcpy(group.text, romans[value - 1], strlen(romans[value - 1]) + 1);
    } else if (kind == FL_CITE_LETTER) {
        group.text[0] = (char)('a' + value - 1);
    } else if (value < 100) {
        size_t len = 0;
        if (value >= 10)
            group.text[len++] = (char)('0' + value / 10);
        group.text[len] = (char)('0' + value % 10);
    }
    return group;
}

fl_str fl_cite_canonical(fl_arena *arena, const fl_cite_path *path)
{
    char text[8 + FL_CITE_DEPTH * 8];
    size_t len = strlen(path->base);
    memcpy(text, path->base, len);
    for (int d = 0; d < path->depth; d++) {
        size_t n = strlen(path->groups[d].text);
        text[len++] = '(';
        memcpy(text + len, path->groups[d].text, n);
        len += n;
        text[len++] = ')';
    }
    return fl_arena_dup(arena, (fl_str){ text, len });
}
