/*
 * Re-flow of plain text: which line breaks are spaces. The rules, first that
 * applies, for line `a` followed by line `b`:
 *   1. a blank line, a list mark, a rule, a mail header, a quotation or a
 *      column layout before or at b, or a is a label ("Question 4"): a break;
 *      but a mark alone on its line takes what follows
 *   2. the text isn't wrapped (long lines): a break
 *   3. b goes on in lower case and a doesn't end a sentence: a space
 *   4. a ends in a colon and b begins with a capital: a break
 *   5. the first word of b would have fitted on a: a break. It takes some room
 *      to say so, less where a machine counted the columns and a ends a
 *      sentence or looks like a title
 *   6. else a space
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

/* A line this much shorter than the wrap width was ended on purpose. */
#define FIT 0.86
/* Words; with fewer it may be a name at the start of a line. */
#define LEAST_TITLE 5
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

bool fl_ends_sentence(fl_str s)
{
    while (s.len > 0 && strchr("\"')]", s.ptr[s.len - 1]))
        s.len--;
    return s.len > 0 && strchr(".:?!;", s.ptr[s.len - 1]) != NULL;
}

bool fl_goes_on(fl_str next)
{
    return next.len > 0 && (fl_is_lower(next.ptr[0]) || next.ptr[0] == ',' ||
                            next.ptr[0] == ')');
}

/* "Question 4", "Answer:", "s24:", "A2. As" begin something. */
static bool starts_label(fl_str s)
{
    size_t len = 0;
    bool digit = false;
    while (len < s.len && len < 8 && fl_is_word(s.ptr[len]))
        digit = fl_is_digit(s.ptr[len++]);
    bool citation = digit && fl_is_alpha(s.ptr[0]) && len + 1 < s.len &&
                    s.ptr[len] == ':' && s.ptr[len + 1] == ' ';
    bool answer = digit && len <= 3 && fl_is_upper(s.ptr[0]) &&
                  fl_is_digit(s.ptr[1]) && len + 2 < s.len &&
                  s.ptr[len] == '.' && s.ptr[len + 1] == ' ' &&
                  fl_is_upper(s.ptr[len + 2]);
    return citation || answer || fl_label_len(s) > 0;
}

bool fl_all_capitals(fl_str s)
{
    size_t upper = 0;
    size_t lower = 0; /* one of five bytes is too many */
    for (size_t i = 0; i < s.len && lower * 5 < s.len; i++) {
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

/* A lead-in above what begins with a capital; and, where columns can be
 * counted on, a sentence behind which the next word would have fitted. */
static bool ends_on_purpose(const fl_lines *all, const fl_line *a,
                            const fl_line *b)
{
    fl_str cur = text_of(all, a);
    fl_str next = text_of(all, b);
    if (cur.len == 0 || next.len == 0 || !fl_is_upper(next.ptr[0]))
        return false;
    if (cur.ptr[cur.len - 1] == ':')
        return true;
    return all->even && fl_ends_sentence(cur) &&
           a->width + 1 + first_word(next) + 1 <= all->wrap;
}

/* The number of "2 How many …", which no mark sets off; 0: none. */
static unsigned bare_number(fl_str s)
{
    unsigned n = 0;
    size_t i = 0;
    for (; i < s.len && i < 2 && fl_is_digit(s.ptr[i]); i++)
        n = n * 10 + (unsigned)(s.ptr[i] - '0');
    return i + 1 < s.len && s.ptr[i] == ' ' && fl_is_upper(s.ptr[i + 1]) ? n
                                                                         : 0;
}

static bool breaks_between(const fl_lines *all, const fl_line *a,
                           const fl_line *b, bool mark_expected)
{
    fl_str cur = text_of(all, a);
    fl_str next = text_of(all, b);
    if (bare_number(cur) > 0 && bare_number(next) == bare_number(cur) + 1)
        return true;
    if (b->kind == FL_LINE_MARK && mark_expected)
        return true;
    if (a->gap || b->gap)
        return true;
    if (fl_is_label(cur) && (fl_ends_sentence(cur) || !fl_goes_on(next)))
        return true;
    if (all->wrap == 0) /* even there a line may have been broken by hand */
        return !fl_goes_on(next) || fl_ends_sentence(cur) || a->width < 40;
    if (fl_all_capitals(cur) != fl_all_capitals(next) &&
        (fl_all_capitals(cur) ? a->width < all->wrap * FIT
                              : fl_all_capitals(next) && fl_ends_sentence(cur)))
        return true;
    if (starts_label(next) &&
        (fl_ends_sentence(cur) || a->width < all->wrap * FIT))
        return true;
    if (fl_goes_on(next) && !fl_ends_sentence(cur))
        return false;
    if (ends_on_purpose(all, a, b))
        return true;
    if (b->indent > a->indent + INDENT_STEP && b->indent > all->wrap / 2)
        return true;
    size_t word = first_word(next);
    return (double)(a->width + 1 + word) <= all->wrap * FIT;
}

/* "of the", "to": more must follow. */
static bool ends_in_short_word(fl_str s)
{
    size_t len = 0;
    while (len < s.len && fl_is_lower(s.ptr[s.len - 1 - len]))
        len++;
    return len > 0 && len <= 3 &&
           (len == s.len || s.ptr[s.len - 1 - len] == ' ');
}

/* A title that only its line break sets off from the text below: the first
 * word of a full line would have fitted on it. */
static bool is_title_line(const fl_lines *all, const fl_line *line)
{
    const fl_line *next = line + 1;
    if (!all->even || next >= all->lines.items + all->lines.count ||
        line->kind != FL_LINE_TEXT || next->kind != FL_LINE_TEXT || line->gap ||
        next->gap || next->width < all->wrap * FIT)
        return false;
    fl_str s = text_of(all, line);
    fl_str below = text_of(all, next);
    return line->width + 1 + first_word(below) + 1 <= all->wrap &&
           fl_is_upper(below.ptr[0]) && !fl_all_capitals(below) &&
           fl_words(s) >= LEAST_TITLE && !ends_in_short_word(s) &&
           fl_may_be_heading(s);
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
    if (fl_ends_sentence(cur) || before->gap ||
        line->indent > before->indent + 1)
        return true;
    if (all->wrap == 0 || before->width < all->wrap * FIT)
        return true;
    fl_str next = text_of(all, line);
    return in_list && next.len > 0 && !fl_goes_on(next) &&
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

static fl_block block_for(const fl_lines *all, const fl_line *line, bool blank)
{
    fl_block block = { .kind = FL_BLOCK_PARAGRAPH,
                       .indent = line->indent,
                       .quoted = line->quoted,
                       .blank_before = blank };
    if (line->furniture)
        block.kind = FL_BLOCK_FURNITURE;
    else if (line->kind == FL_LINE_MAIL)
        block.kind = FL_BLOCK_MAIL;
    else if (line->kind == FL_LINE_RULE) {
        block.kind = FL_BLOCK_RULE;
        block.level = line->under; /* for fl_settle_headings() */
    } else if (line->heading) {
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

/* One line of a table: each piece between gaps is a cell. */
static void write_row(fl_builder *b, const fl_lines *all, const fl_line *line,
                      fl_block like)
{
    uint32_t start = line->text;
    uint32_t spaces = 0;
    uint32_t cell = 1;
    for (uint32_t i = line->text; i <= line->end; i++) {
        bool at_end = i == line->end;
        char c = at_end ? '\0' : all->source.ptr[i];
        if (!at_end && (c == ' ' || c == '\t')) {
            spaces += c == '\t' ? 3 : 1;
            continue;
        }
        if (at_end || (spaces >= 3 && i > start)) {
            fl_block piece = like;
            if (cell > 1 || like.kind != FL_BLOCK_ITEM) {
                if (like.kind != FL_BLOCK_FURNITURE)
                    piece.kind =
                        like.table ? FL_BLOCK_CELL : FL_BLOCK_PARAGRAPH;
                piece.label = (fl_str){ "", 0 };
            }
            piece.cell = like.table ? cell : 0;
            cell++;
            fl_builder_open(b, piece);
            fl_add_inline(b, all, start, at_end ? line->end : i);
            fl_builder_close(b);
            start = i;
        }
        spaces = 0;
    }
}

/* The rest of a left cell when the right one takes fewer lines. */
static bool is_left_rest(const fl_line *first, const fl_line *line)
{
    return !line->gap && line->width + 1 < first->right_col;
}

/* Without indentation: below an item the left cell goes on in lower case, and
 * then in whatever is as narrow. */
static bool is_hanging_rest(const fl_lines *all, const fl_line *first,
                            const fl_line *line, bool begun)
{
    fl_str left = fl_str_slice(all->source, line->text,
                               line->gap ? line->gap : line->end);
    if (first->kind != FL_LINE_MARK || first->gaps != 1 ||
        line->kind != FL_LINE_TEXT ||
        !(shares_column(first, line) || is_left_rest(first, line)))
        return false;
    return fl_goes_on(left) || (begun && !line->gap);
}

/* Two columns whose cells wrap: the left pieces of a row are one cell, the
 * right ones another. Returns the line after the row. */
static size_t write_two_columns(fl_builder *b, const fl_lines *all, size_t i,
                                fl_block like)
{
    const fl_line *first = &all->lines.items[i];
    size_t end = i + 1;
    while (end < all->lines.count) {
        const fl_line *line = &all->lines.items[end];
        bool indented =
            line->kind == FL_LINE_TEXT && line->indent > first->indent &&
            (shares_column(first, line) || is_left_rest(first, line));
        if (!indented && !is_hanging_rest(all, first, line, end > i + 1))
            break;
        end++;
    }
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
            if (side == 0)
                fl_add_inline(b, all, line->text,
                              line->gap ? line->gap : line->end);
            else if (line->gap)
                fl_add_inline(b, all, line->right, line->end);
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
 * however wide its gap. Above an item in the same columns it is a table's
 * head. */
static bool label_and_value(const fl_lines *all, const fl_line *line)
{
    if (line->gap <= line->text || line->gaps != 1)
        return false;
    if (all->source.ptr[line->gap - 1] == ':')
        return true;
    if (memchr(all->source.ptr + line->text, ':', line->gap - line->text))
        return false; /* it has its value: what follows is another column */
    const fl_line *end = all->lines.items + all->lines.count;
    return words_in(all, line->text, line->gap) <= 4 &&
           words_in(all, line->right, line->end) <= 4 &&
           fl_is_alpha(all->source.ptr[line->text]) && line->indent < 8 &&
           !(line + 1 < end && line[1].kind == FL_LINE_MARK &&
             shares_column(line, line + 1));
}

static bool has_columns(const fl_lines *all, const fl_line *line)
{
    return line->gap && line->kind != FL_LINE_MAIL &&
           !label_and_value(all, line);
}

/* A line with columns: a row of a table, unless it stands alone. */
static size_t write_columns(fl_builder *b, const fl_lines *all, size_t i,
                            fl_block like)
{
    const fl_line *line = &all->lines.items[i];
    const fl_line *next =
        i + 1 < all->lines.count ? &all->lines.items[i + 1] : NULL;
    bool in_table = like.row > 1;
    if (next && next->indent > line->indent && next->kind == FL_LINE_TEXT &&
        line->gaps == 1 &&
        (shares_column(line, next) || (in_table && is_left_rest(line, next))))
        return write_two_columns(b, all, i, like);
    if (next && is_hanging_rest(all, line, next, false))
        return write_two_columns(b, all, i, like);
    if (!in_table && line->gaps == 1 && !(next && has_columns(all, next)))
        like.table = like.row = 0;
    write_row(b, all, line, like);
    return i + 1;
}

/* A row of Markdown cells. */
static void write_piped_row(fl_builder *b, const fl_lines *all,
                            const fl_line *line, fl_block like)
{
    const char *t = all->source.ptr;
    like.kind = FL_BLOCK_CELL;
    uint32_t start = line->start;
    for (uint32_t i = line->start; i <= line->end; i++) {
        bool escaped = i > line->start && t[i - 1] == '\\';
        if (i < line->end && (t[i] != '|' || escaped))
            continue;
        if (i > start) {
            like.cell++;
            fl_builder_open(b, like);
            fl_add_inline(b, all, start, i);
            fl_builder_close(b);
        }
        start = i + 1;
    }
}

/* A title line opens the block at `first`, or comes behind what is complete:
 * a sentence, or an item of a list without stops. */
static bool parts_title(const fl_lines *all, const fl_line *first,
                        const fl_line *a)
{
    if (a == first)
        return is_title_line(all, a);
    bool complete =
        first->kind == FL_LINE_MARK || fl_ends_sentence(text_of(all, a));
    return complete && is_title_line(all, a + 1);
}

/* A mark that stands alone on its line. */
static bool is_lone_mark(const fl_line *line)
{
    return line->kind == FL_LINE_MARK && line->text == line->end;
}

/* The number that a mark begins with; 0 for none. */
static uint32_t mark_number(const fl_lines *all, const fl_line *line)
{
    uint32_t n = 0;
    for (uint32_t at = line->start;
         at < line->mark_end && n < 1000 && fl_is_digit(all->source.ptr[at]);
         at++)
        n = n * 10 + (uint32_t)(all->source.ptr[at] - '0');
    return n;
}

/* "3." with nothing behind it or in the next line, that doesn't go on a list
 * whose last number was `last`: the text is the number. */
static bool is_bare_number(const fl_lines *all, size_t i, uint32_t last)
{
    const fl_line *line = &all->lines.items[i];
    if (!is_lone_mark(line) || line->bullet ||
        (last > 0 && mark_number(all, line) == last + 1))
        return false;
    const fl_line *next =
        i + 1 < all->lines.count ? &all->lines.items[i + 1] : NULL;
    return !next || next->kind != FL_LINE_TEXT || next->gap;
}

/* Writes the line that opens a block and all that flow into it; `number`: the
 * line is a bare number. */
static size_t write_flow(fl_builder *b, const fl_lines *all, size_t i,
                         fl_block like, bool in_list, bool number)
{
    const fl_line *line = &all->lines.items[i];
    if (number) {
        like.kind = FL_BLOCK_PARAGRAPH;
        like.label = (fl_str){ "", 0 };
    }
    fl_builder_open(b, like);
    fl_add_inline(b, all, number ? line->start : line->text, line->end);
    size_t next = i + 1;
    for (; next < all->lines.count; next++) {
        const fl_line *a = &all->lines.items[next - 1];
        const fl_line *n = &all->lines.items[next];
        bool apart = line->heading || n->heading || n->table ||
                     n->kind == FL_LINE_BLANK || n->kind == FL_LINE_RULE ||
                     n->kind == FL_LINE_MAIL ||
                     n->furniture != line->furniture ||
                     n->quoted != line->quoted || line->kind == FL_LINE_MAIL ||
                     breaks_between(all, a, n,
                                    mark_fits(all, a, n, in_list) ||
                                        follows_mark(all, line, n)) ||
                     parts_title(all, line, a);
        bool marked = is_lone_mark(a) && n->kind == FL_LINE_TEXT && !n->gap;
        if (apart && !n->joined && !marked)
            break;
        if (!a->glued)
            fl_builder_space(b);
        uint32_t from = n->kind == FL_LINE_MARK ? n->start : n->text;
        fl_add_inline(b, all, from, n->end);
    }
    fl_builder_close(b);
    return next;
}

void fl_reflow(const fl_lines *all, fl_builder *b)
{
    bool blank = true;
    bool in_list = false;
    uint32_t table = 0;
    uint32_t row = 0;
    uint32_t last = 0; /* number of the last item of a list */
    for (size_t i = 0; i < all->lines.count;) {
        const fl_line *line = &all->lines.items[i];
        if (line->kind == FL_LINE_BLANK) {
            blank = blank || !line->table; /* the ruler below a table's head */
            row = line->table ? row : 0;
            i++;
            continue;
        }
        fl_block like = block_for(all, line, blank);
        if (line->table || has_columns(all, line)) {
            table += row == 0;
            like.table = table;
            like.row = ++row;
            if (line->table)
                write_piped_row(b, all, line, like);
            i = line->table ? i + 1 : write_columns(b, all, i, like);
        } else if (line->kind == FL_LINE_RULE) {
            fl_builder_open(b, like);
            fl_builder_close(b);
            i++;
        } else {
            row = 0;
            in_list = line->kind == FL_LINE_MARK;
            bool number = is_bare_number(all, i, last);
            if (in_list && !line->bullet && !number)
                last = mark_number(all, line);
            i = write_flow(b, all, i, like, in_list, number);
        }
        blank = false;
    }
}
