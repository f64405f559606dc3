/*
 * Re-flow of plain text: which line breaks are spaces. The rules, first that
 * applies, for line `a` followed by line `b`:
 *   1. a blank line, a list mark, a rule, a mail header, a quotation or a
 *      column layout before or at b: a break
 *   2. the text isn't wrapped (long lines): a break
 *   3. b goes on in lower case and a doesn't end a sentence: a space
 *   4. the first word of b would have fitted on a: a break
 *   5. else a space
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

/* A line this much shorter than the wrap width was ended on purpose. */
#define FIT 0.86
/* Columns by which b must be indented beyond a to be a thing of its own. */
#define INDENT_STEP 12

static fl_str text_of(const fl_lines *all, const fl_line *line)
{
    return fl_str_slice(all->source, line->text, line->end);
}

static size_t first_word(fl_str s)
{
    size_t len = 0;
    while (len < s.len && s.ptr[len] != ' ' && s.ptr[len] != '\t')
        len++;
    return len;
}

static bool ends_sentence(fl_str s)
{
    while (s.len > 0 && strchr("\"')]", s.ptr[s.len - 1]))
        s.len--;
    return s.len > 0 && strchr(".:?!;", s.ptr[s.len - 1]) != NULL;
}

static bool goes_on(fl_str next)
{
    return next.len > 0 && (fl_is_lower(next.ptr[0]) || next.ptr[0] == ',' ||
                            next.ptr[0] == ')');
}

/* "Question 4", "Response 1:", "Answer:" begin something. */
static bool starts_label(fl_str s)
{
    if (s.len < 2 || !fl_is_upper(s.ptr[0]) || !fl_is_lower(s.ptr[1]))
        return false;
    size_t word = 1;
    while (word < s.len && fl_is_lower(s.ptr[word]))
        word++;
    size_t at = word;
    if (at < s.len && s.ptr[at] == ':')
        at++;
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    size_t digits = 0;
    while (at < s.len && fl_is_digit(s.ptr[at]) && digits < 3) {
        at++;
        digits++;
    }
    if (digits == 0)
        return word < s.len && s.ptr[word] == ':' && word < 12;
    if (at < s.len && fl_is_lower(s.ptr[at]))
        at++;
    return at == s.len || s.ptr[at] == ':' || s.ptr[at] == '.';
}

bool fl_all_capitals(fl_str s)
{
    size_t upper = 0;
    size_t lower = 0;
    for (size_t i = 0; i < s.len; i++) {
        upper += fl_is_upper(s.ptr[i]);
        lower += fl_is_lower(s.ptr[i]);
    }
    return upper >= 4 && upper > lower * 4;
}

/* Columns of the document are shared by neighbouring lines. */
static bool shares_column(const fl_line *a, const fl_line *b)
{
    return a->gap && b->gap && a->right_col + 2 >= b->right_col &&
           b->right_col + 2 >= a->right_col;
}

static bool breaks_between(const fl_lines *all, const fl_line *a,
                           const fl_line *b, bool mark_expected)
{
    fl_str cur = text_of(all, a);
    fl_str next = text_of(all, b);
    if (b->kind == FL_LINE_MARK && mark_expected)
        return true;
    if (a->gap || b->gap)
        return true;
    if (all->wrap == 0) /* even there a line may have been broken by hand */
        return !goes_on(next) || ends_sentence(cur) || a->width < 40;
    if (fl_all_capitals(cur) != fl_all_capitals(next) &&
        (fl_all_capitals(cur) ? a->width < all->wrap * FIT
                              : fl_all_capitals(next) && ends_sentence(cur)))
        return true;
    if (starts_label(next) &&
        (ends_sentence(cur) || a->width < all->wrap * FIT))
        return true;
    if (goes_on(next) && !ends_sentence(cur))
        return false;
    if (b->indent > a->indent + INDENT_STEP && b->indent > all->wrap / 2)
        return true;
    size_t word = first_word(next);
    return (double)(a->width + 1 + word) <= all->wrap * FIT;
}

/* A mark in running text ("(b) of the Act") is none: it needs a line before
 * that is complete, or a list under way. */
static bool mark_fits(const fl_lines *all, const fl_line *before,
                      const fl_line *line, bool in_list)
{
    if (!before || before->kind == FL_LINE_BLANK ||
        before->kind == FL_LINE_RULE || before->kind == FL_LINE_MAIL)
        return true;
    fl_str cur = text_of(all, before);
    if (line->bullet)
        return true;
    if (ends_sentence(cur) || before->gap || line->indent > before->indent + 1)
        return true;
    if (all->wrap == 0 || before->width < all->wrap * FIT)
        return true;
    fl_str next = text_of(all, line);
    return in_list && next.len > 0 && !goes_on(next) &&
           line->end - line->start > 12;
}

/* "(c)" after "(b)", "3." after "2.": the next mark of the same form. */
static bool follows_mark(const fl_lines *all, const fl_line *of,
                         const fl_line *next)
{
    uint32_t len = of->mark_end - of->start;
    if (of->kind != FL_LINE_MARK || next->mark_end - next->start != len ||
        len < 2)
        return false;
    const char *a = all->source.ptr + of->start;
    const char *b = all->source.ptr + next->start;
    uint32_t differs = 0;
    bool successor = false;
    for (uint32_t i = 0; i < len; i++)
        if (a[i] != b[i]) {
            differs++;
            successor = b[i] == a[i] + 1;
        }
    return differs == 1 && successor;
}

/* ---- writing blocks ----------------------------------------------------------- */

static void drop_marks(fl_builder *b, const fl_lines *all, uint32_t from,
                       uint32_t to);

static fl_block block_for(const fl_lines *all, const fl_line *line, bool blank)
{
    fl_block block = { .kind = FL_BLOCK_PARAGRAPH,
                       .indent = line->indent,
                       .blank_before = blank };
    if (line->furniture)
        block.kind = FL_BLOCK_FURNITURE;
    else if (line->kind == FL_LINE_MAIL)
        block.kind = FL_BLOCK_MAIL;
    else if (line->kind == FL_LINE_RULE)
        block.kind = FL_BLOCK_RULE;
    else if (line->heading) {
        block.kind = FL_BLOCK_HEADING;
        block.level = line->heading;
    } else if (line->kind == FL_LINE_MARK) {
        block.kind = FL_BLOCK_ITEM;
        block.label = fl_str_slice(all->source, line->start, line->mark_end);
        block.label_source = line->start;
        block.level = (uint16_t)(1 + line->indent / 4);
    }
    return block;
}

/* Adds a piece of a line without link marks, carets and emphasis. */
static void drop_marks(fl_builder *b, const fl_lines *all, uint32_t from,
                       uint32_t to)
{
    const char *t = all->source.ptr;
    uint32_t start = from;
    for (uint32_t i = from; i < to; i++) {
        uint32_t skip = 0;
        if (t[i] == '[' && i + 2 < to && fl_is_digit(t[i + 1])) {
            uint32_t end = i + 1;
            while (end < to && fl_is_digit(t[end]))
                end++;
            bool glued = (end + 1 < to && t[end + 1] != ' ') || end + 1 == to;
            if (end < to && t[end] == ']' && end - i <= 4 && glued)
                skip = end + 1 - i;
        } else if (t[i] == '^' && i > from && fl_is_digit(t[i - 1])) {
            skip = 1;
        } else if (t[i] == '*') {
            bool left = i == from || t[i - 1] == ' ' || t[i - 1] == '(' ||
                        t[i - 1] == '"' || t[i - 1] == '*';
            bool right = i + 1 == to || !fl_is_word(t[i + 1]);
            if ((left && i + 1 < to && t[i + 1] != ' ') ||
                (!left && right && i > from && t[i - 1] != ' '))
                skip = 1;
        }
        if (skip) {
            fl_builder_add(b, fl_str_slice(all->source, start, i), start);
            i += skip - 1;
            start = i + 1;
        }
    }
    fl_builder_add(b, fl_str_slice(all->source, start, to), start);
}

static uint32_t gaps_in(const fl_lines *all, const fl_line *line)
{
    uint32_t gaps = 0;
    uint32_t spaces = 0;
    for (uint32_t i = line->text; i < line->end; i++) {
        char c = all->source.ptr[i];
        if (c == ' ' || c == '\t') {
            spaces += c == '\t' ? 3 : 1;
            continue;
        }
        gaps += spaces >= 3;
        spaces = 0;
    }
    return gaps;
}

/* One line of a table: each piece between gaps is a cell. */
static void write_row(fl_builder *b, const fl_lines *all, const fl_line *line,
                      fl_block like, uint32_t row)
{
    uint32_t start = line->text;
    uint32_t spaces = 0;
    uint32_t cell = 1;
    like.row = row;
    like.table = 1;
    for (uint32_t i = line->text; i <= line->end; i++) {
        bool at_end = i == line->end;
        char c = at_end ? '\0' : all->source.ptr[i];
        if (!at_end && (c == ' ' || c == '\t')) {
            spaces += c == '\t' ? 3 : 1;
            continue;
        }
        if (at_end || (spaces >= 3 && i > start)) {
            fl_block piece = like;
            piece.cell = cell++;
            if (piece.cell > 1 || like.kind != FL_BLOCK_ITEM) {
                if (like.kind != FL_BLOCK_FURNITURE)
                    piece.kind = FL_BLOCK_CELL;
                piece.label = (fl_str){ "", 0 };
            }
            fl_builder_open(b, piece);
            drop_marks(b, all, start, at_end ? line->end : i);
            fl_builder_close(b);
            start = i;
        }
        spaces = 0;
    }
}

/* Two columns whose cells wrap: the left pieces of a row are one cell, the
 * right ones another. Returns the line after the row. */
static size_t write_two_columns(fl_builder *b, const fl_lines *all, size_t i,
                                fl_block like, uint32_t row)
{
    const fl_line *first = &all->lines.items[i];
    size_t end = i + 1;
    while (end < all->lines.count) {
        const fl_line *line = &all->lines.items[end];
        fl_str left = fl_str_slice(all->source, line->text,
                                   line->gap ? line->gap : line->end);
        if (line->kind != FL_LINE_TEXT || !shares_column(first, line) ||
            line->indent <= first->indent || left.len == 0)
            break;
        end++;
    }
    like.table = 1;
    like.row = row;
    for (int side = 0; side < 2; side++) {
        fl_block piece = like;
        piece.cell = (uint32_t)side + 1;
        if (side == 1 || like.kind != FL_BLOCK_ITEM) {
            piece.kind = FL_BLOCK_CELL;
            piece.label = (fl_str){ "", 0 };
        }
        fl_builder_open(b, piece);
        for (size_t k = i; k < end; k++) {
            const fl_line *line = &all->lines.items[k];
            drop_marks(b, all, side ? line->right : line->text,
                       side ? line->end : line->gap);
            fl_builder_space(b);
        }
        fl_builder_close(b);
    }
    return end;
}

static uint32_t words_in(const fl_lines *all, uint32_t from, uint32_t to)
{
    uint32_t words = 0;
    for (uint32_t i = from; i < to; i++)
        words += all->source.ptr[i] != ' ' &&
                 (i == from || all->source.ptr[i - 1] == ' ');
    return words;
}

/* "Our Ref:   MC/1", "Your request dated   20 February 2026": one thing,
 * however wide its gap. */
static bool label_and_value(const fl_lines *all, const fl_line *line)
{
    if (line->gap <= line->text || gaps_in(all, line) != 1)
        return false;
    return all->source.ptr[line->gap - 1] == ':' ||
           (words_in(all, line->text, line->gap) <= 4 &&
            words_in(all, line->right, line->end) <= 4 &&
            fl_is_alpha(all->source.ptr[line->text]) && line->indent < 8);
}

static size_t write_columns(fl_builder *b, const fl_lines *all, size_t i,
                            fl_block like, uint32_t *row)
{
    const fl_line *line = &all->lines.items[i];
    const fl_line *next =
        i + 1 < all->lines.count ? &all->lines.items[i + 1] : NULL;
    (*row)++;
    if (next && shares_column(line, next) && gaps_in(all, line) == 1 &&
        next->indent > line->indent && next->kind == FL_LINE_TEXT &&
        !label_and_value(all, line))
        return write_two_columns(b, all, i, like, *row);
    write_row(b, all, line, like, *row);
    return i + 1;
}

/* A row of Markdown cells. */
static void write_piped_row(fl_builder *b, const fl_lines *all,
                            const fl_line *line, fl_block like, uint32_t row)
{
    const char *t = all->source.ptr;
    like.kind = FL_BLOCK_CELL;
    like.table = 1;
    like.row = row;
    uint32_t start = line->start;
    for (uint32_t i = line->start; i <= line->end; i++) {
        if (i < line->end && t[i] != '|')
            continue;
        if (i > start) {
            like.cell++;
            fl_builder_open(b, like);
            drop_marks(b, all, start, i);
            fl_builder_close(b);
        }
        start = i + 1;
    }
}

/* Writes the line that opens a block and all that flow into it. */
static size_t write_flow(fl_builder *b, const fl_lines *all, size_t i,
                         fl_block like, bool in_list)
{
    const fl_line *line = &all->lines.items[i];
    fl_builder_open(b, like);
    drop_marks(b, all, line->text, line->end);
    size_t next = i + 1;
    for (; next < all->lines.count; next++) {
        const fl_line *a = &all->lines.items[next - 1];
        const fl_line *n = &all->lines.items[next];
        if (line->heading || n->heading || n->table ||
            n->kind == FL_LINE_BLANK || n->kind == FL_LINE_RULE ||
            n->kind == FL_LINE_MAIL || n->furniture != line->furniture ||
            line->kind == FL_LINE_MAIL || line->kind == FL_LINE_RULE ||
            breaks_between(all, a, n,
                           mark_fits(all, a, n, in_list) ||
                               follows_mark(all, line, n)))
            break;
        fl_builder_space(b);
        uint32_t from = n->kind == FL_LINE_MARK ? n->start : n->text;
        drop_marks(b, all, from, n->end);
    }
    fl_builder_close(b);
    return next;
}

void fl_reflow(const fl_lines *all, fl_builder *b)
{
    bool blank = true;
    bool in_list = false;
    uint32_t row = 0;
    for (size_t i = 0; i < all->lines.count;) {
        const fl_line *line = &all->lines.items[i];
        if (line->kind == FL_LINE_BLANK) {
            blank = true;
            row = 0;
            i++;
            continue;
        }
        fl_block like = block_for(all, line, blank);
        if (line->table) {
            write_piped_row(b, all, line, like, ++row);
            i++;
        } else if (line->kind == FL_LINE_RULE) {
            fl_builder_open(b, like);
            fl_builder_close(b);
            i++;
        } else if (line->gap && line->kind != FL_LINE_MAIL &&
                   !label_and_value(all, line)) {
            i = write_columns(b, all, i, like, &row);
        } else {
            row = 0;
            in_list = line->kind == FL_LINE_MARK;
            i = write_flow(b, all, i, like, in_list);
        }
        blank = false;
    }
}
