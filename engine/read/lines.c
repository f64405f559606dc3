/*
 * Splits plain text into lines and classifies each.
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

#include "base/eight.h"

/* Lines longer than this are paragraphs as they stand. */
#define LONG_LINE 200
/* Columns by which an even wrap may differ from line to line. */
#define EVEN 3
/* A gap of so many spaces separates columns. */
#define COLUMN_GAP 3
/* Where the columns of a line are no longer counted. */
#define MOST_COLUMNS 60000

/* A tab or COLUMN_GAP spaces stand in it. */
static bool may_have_gap(fl_str s)
{
    size_t at = 0;
    for (; s.len - at >= 8; at += 8 - (COLUMN_GAP - 1)) {
        uint64_t eight = fl_eight_at(s.ptr + at);
        uint64_t spaces = fl_eight_is(eight, ' ');
        if (fl_eight_is(eight, '\t') | (spaces & spaces >> 8 & spaces >> 16))
            return true;
    }
    for (; at < s.len; at++)
        if (s.ptr[at] == '\t' ||
            fl_str_starts(fl_str_slice(s, at, s.len), FL_STR("   ")))
            return true;
    return false;
}

static void measure(const fl_lines *all, fl_line *line)
{
    uint32_t col = 0;
    uint32_t spaces = 0;
    uint32_t gap_start = 0;
    fl_str s = fl_str_slice(all->source, line->start, line->end);
    line->gap = line->gaps = 0;
    if (s.len <= MOST_COLUMNS && !may_have_gap(s)) {
        line->width = (uint16_t)(line->indent + fl_str_points(s));
        return;
    }
    for (uint32_t i = line->start; i < line->end; i++) {
        unsigned char c = (unsigned char)all->source.ptr[i];
        if (c == ' ' || c == '\t') {
            if (spaces == 0)
                gap_start = i;
            spaces += c == '\t' ? COLUMN_GAP : 1;
        } else {
            bool apart = spaces >= COLUMN_GAP && gap_start >= line->text;
            if (apart && line->gaps < UINT16_MAX)
                line->gaps++;
            if (apart && !line->gap) {
                line->gap = gap_start;
                line->right = i;
                line->right_col = (uint16_t)(line->indent + col);
            }
            spaces = 0;
        }
        col += (c & 0xC0) != 0x80;
        if (col > MOST_COLUMNS)
            break;
    }
    line->width = (uint16_t)(line->indent + col);
}

static bool is_rule(fl_str s)
{
    if (s.len < 4 || strchr("-=_*#~", s.ptr[0]) == NULL)
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (s.ptr[i] != s.ptr[0])
            return false;
    return true;
}

/* Bytes of white space at `at`: a no-break space has two. */
static uint32_t space_at(const fl_lines *all, uint32_t at, uint32_t end)
{
    const char *t = all->source.ptr;
    if (at < end && fl_is_space(t[at]))
        return 1;
    return at + 1 < end && memcmp(t + at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* Sets the line's start, end and indent from the whole line's bytes. */
static void trim(const fl_lines *all, fl_line *line)
{
    const char *t = all->source.ptr;
    uint32_t indent = 0;
    uint32_t len;
    while ((len = space_at(all, line->start, line->end)) > 0) {
        indent += t[line->start] == '\t' ? 8 : 1;
        line->start += len;
    }
    while (line->end > line->start) {
        uint32_t end = line->end;
        if (fl_is_space(t[end - 1]))
            line->end--;
        else if (end - line->start >= 2 && space_at(all, end - 2, end) == 2)
            line->end -= 2;
        else
            break;
    }
    line->indent = (uint16_t)(indent < 1000 ? indent : 1000);
}

/* "-      -      4": a row of a table whose cells are empty. */
static bool is_dash_row(const fl_lines *all, const fl_line *line)
{
    char c = line->text < line->end ? all->source.ptr[line->text] : ' ';
    return line->bullet && line->gaps > 0 &&
           line->text >= line->mark_end + COLUMN_GAP &&
           (c == '-' || fl_is_digit(c));
}

void fl_line_begin(const fl_lines *all, fl_line *line, uint32_t at)
{
    line->start = at;
    line->text = line->mark_end = at;
    line->bullet = false;
    fl_str s = fl_str_slice(all->source, at, line->end);
    line->kind = s.len == 0   ? FL_LINE_BLANK
                 : is_rule(s) ? FL_LINE_RULE
                              : FL_LINE_TEXT;
    size_t mark =
        line->kind == FL_LINE_TEXT ? fl_list_mark(s, &line->bullet) : 0;
    if (mark > 0) {
        line->kind = FL_LINE_MARK;
        line->mark_end = at + (uint32_t)mark;
        line->text = line->mark_end;
        uint32_t len;
        while ((len = space_at(all, line->text, line->end)) > 0)
            line->text += len;
    }
    if (line->kind != FL_LINE_BLANK)
        measure(all, line);
    if (is_dash_row(all, line)) {
        line->kind = FL_LINE_TEXT;
        line->bullet = false;
        line->text = line->mark_end = at;
        measure(all, line);
    }
}

/* The line goes on, at `at`, with the mark of what an earlier message said: in
 * a mail any ">", in a text that was pasted "> " alone ("<5", ">10" are
 * figures). */
static bool is_quote_mark(const fl_lines *all, uint32_t at, uint32_t end)
{
    const char *t = all->source.ptr;
    return t[at] == '>' && (all->mail || at + 1 >= end || t[at + 1] == ' ' ||
                            t[at + 1] == '>' || t[at + 1] == '\r');
}

static fl_line read_line(fl_lines *all, uint32_t start, uint32_t end)
{
    fl_line line = { .start = start, .end = end };
    while (start < end && (is_quote_mark(all, start, end) ||
                           (line.quoted && all->source.ptr[start] == ' '))) {
        line.quoted = true;
        line.start = ++start;
    }
    trim(all, &line);
    fl_line_begin(all, &line, line.start);
    return line;
}

/* ---- mail headers ------------------------------------------------------------- */

static fl_str line_text(const fl_lines *all, size_t i)
{
    return fl_str_slice(all->source, all->lines.items[i].start,
                        all->lines.items[i].end);
}

static bool header_name(fl_str s, fl_str name)
{
    return fl_str_starts(s, name) && s.len > name.len && s.ptr[name.len] == ':';
}

bool fl_is_mail_field(fl_str s)
{
    static const char *const names[] = { "From",        "Sent",    "To",
                                         "Cc",          "CC",      "Bcc",
                                         "Subject",     "Date",    "Importance",
                                         "Attachments", "Reply-To" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (header_name(s, fl_str_from(names[i])))
            return true;
    return false;
}

static bool is_header(const fl_lines *all, const fl_line *line)
{
    return fl_is_mail_field(fl_str_slice(all->source, line->start, line->end));
}

/* A header's text goes on in lower case, or behind a dash. */
static bool is_wrapped(const fl_lines *all, size_t i)
{
    fl_str s = line_text(all, i);
    fl_str next = line_text(all, i + 1);
    return all->lines.items[i + 1].kind == FL_LINE_TEXT &&
           !is_header(all, &all->lines.items[i + 1]) &&
           (fl_is_lower(next.ptr[0]) || fl_str_ends(s, "-") ||
            fl_str_ends(s, "\xe2\x80\x93"));
}

/* The last line of the header run that begins at `from`, `from` itself when
 * there is no other header within three lines. */
static size_t last_header(const fl_lines *all, size_t from)
{
    size_t last = from;
    for (size_t k = from + 1; k < all->lines.count && k <= last + 3; k++) {
        if (all->lines.items[k].kind == FL_LINE_BLANK)
            break;
        if (is_header(all, &all->lines.items[k]))
            last = k;
    }
    return last;
}

/* A run holds "From:" and another header, before it or behind. */
static void mark_mail(fl_lines *all)
{
    for (size_t i = 0; i < all->lines.count; i++) {
        if (all->lines.items[i].kind != FL_LINE_TEXT ||
            !header_name(line_text(all, i), FL_STR("From")))
            continue;
        size_t last = last_header(all, i);
        size_t from = i;
        while (from > 0 && all->lines.items[from - 1].kind == FL_LINE_TEXT &&
               is_header(all, &all->lines.items[from - 1]))
            from--;
        if (last == from)
            continue;
        for (i = from; i < last; i++)
            all->lines.items[i].kind = FL_LINE_MAIL;
        all->lines.items[last].kind = FL_LINE_MAIL;
        for (; i + 1 < all->lines.count && is_wrapped(all, i); i++) {
            all->lines.items[i + 1].kind = FL_LINE_MAIL;
            all->lines.items[i + 1].joined = true;
        }
    }
}

static uint32_t skip_number(const fl_lines *all, uint32_t at, uint32_t end)
{
    uint32_t from = at;
    while (at < end && at < from + 3 && fl_is_digit(all->source.ptr[at]))
        at++;
    return at > from ? at : end + 1;
}

/* "Page 2", "Page 2 of 7". */
static void mark_page_numbers(fl_lines *all)
{
    for (size_t i = 0; i < all->lines.count; i++) {
        fl_line *line = &all->lines.items[i];
        fl_str s = line_text(all, i);
        if (line->kind != FL_LINE_TEXT || s.len > 15 ||
            !fl_str_starts(s, FL_STR("Page ")))
            continue;
        uint32_t at = skip_number(all, line->start + 5, line->end);
        if (at < line->end &&
            fl_str_starts(fl_str_slice(all->source, at, line->end),
                          FL_STR(" of ")))
            at = skip_number(all, at + 4, line->end);
        line->furniture = at == line->end;
    }
}

/* Rules that stand just below a line of about their own length. */
static void mark_underlines(fl_lines *all)
{
    for (size_t i = 1; i < all->lines.count; i++) {
        fl_line *rule = &all->lines.items[i];
        const fl_line *above = rule - 1;
        uint32_t text = above->end - above->start;
        uint32_t width = rule->end - rule->start;
        rule->under = rule->kind == FL_LINE_RULE && text > 0 &&
                      width <= text * 3 / 2 + 3 && text <= width * 2 + 3;
    }
}

/* "Question 1.    The number of": no columns where the lines beside it have
 * none, but a label and its text. */
static void mark_labels(fl_lines *all)
{
    for (size_t i = 0; i < all->lines.count; i++) {
        fl_line *line = &all->lines.items[i];
        uint32_t len = line->gap ? line->gap - line->text : 0;
        bool alone = (i == 0 || !line[-1].gap) &&
                     (i + 1 == all->lines.count || !line[1].gap);
        if (len > 1 && len <= 14 && alone && line->indent < 8 &&
            line->gaps == 1 && fl_is_upper(all->source.ptr[line->text]) &&
            strchr(".)", all->source.ptr[line->gap - 1]))
            line->gap = line->gaps = 0;
    }
}

/* The list of links that a text browser writes below a page. */
static void mark_link_list(fl_lines *all)
{
    for (size_t i = 0; i + 1 < all->lines.count; i++) {
        if (!fl_str_is(line_text(all, i), "References"))
            continue;
        size_t next = i + 1; /* blank lines come one at a time */
        if (all->lines.items[next].kind == FL_LINE_BLANK)
            next++;
        if (next >= all->lines.count ||
            !fl_str_starts(line_text(all, next), FL_STR("Visible links")))
            continue;
        for (size_t k = i; k < all->lines.count; k++)
            all->lines.items[k].furniture = true;
        return;
    }
}

/* ---- wrap width ------------------------------------------------------------------ */

/* The width that nine lines of ten don't go beyond; 0: not wrapped. The wrap
 * is even when hardly any line goes beyond it: a machine counted columns. */
static void measure_wrap(fl_lines *all)
{
    size_t widths[LONG_LINE + 1] = { 0 };
    size_t count = 0;
    size_t longer = 0;
    for (size_t i = 0; i < all->lines.count; i++) {
        const fl_line *line = &all->lines.items[i];
        if (line->kind == FL_LINE_BLANK || line->kind == FL_LINE_RULE ||
            line->furniture || line->gap)
            continue;
        count++;
        if (line->width > LONG_LINE)
            longer++;
        else
            widths[line->width]++;
    }
    all->wrap = 0;
    all->even = false;
    if (count == 0 || longer * 12 > count)
        return;
    size_t below = 0;
    for (uint16_t width = 0; width <= LONG_LINE; width++) {
        below += widths[width];
        if (all->wrap == 0 && below > count * 9 / 10)
            all->wrap = width;
        if (all->wrap > 0 && width == all->wrap + EVEN)
            all->even = (count - below) * 50 <= count;
    }
}

/* Blank lines in a row count as one. */
static void add_line(fl_lines *out, fl_line line)
{
    size_t count = out->lines.count;
    if (line.kind == FL_LINE_BLANK && count > 0 &&
        out->lines.items[count - 1].kind == FL_LINE_BLANK)
        return;
    *FL_PUSH(out->arena, &out->lines) = line;
}

static uint32_t line_end(const char *t, uint32_t at, uint32_t size)
{
    for (; size - at >= 8; at += 8) {
        uint64_t eight = fl_eight_at(t + at);
        uint64_t ends = fl_eight_is(eight, '\n') | fl_eight_is(eight, '\r');
        if (ends)
            return at + fl_eight_first(ends);
    }
    while (at < size && t[at] != '\n' && t[at] != '\r')
        at++;
    return at;
}

/* The lines of source[start..size); what stands before `from` is no text. */
static void read_lines(fl_lines *out, fl_document *doc, uint32_t start,
                       uint32_t from, uint32_t size)
{
    const char *t = doc->source.ptr;
    while (start < size) {
        uint32_t end = line_end(t, start, size);
        *FL_PUSH(out->arena, &doc->lines) = start;
        add_line(out, read_line(out, start < from ? from : start,
                                end < from ? from : end));
        start = end + 1;
        if (end + 1 < size && t[end] == '\r' && t[end + 1] == '\n')
            start++;
    }
    if (doc->lines.count == 0)
        *FL_PUSH(out->arena, &doc->lines) = 0;
    mark_mail(out);
    mark_underlines(out);
    mark_labels(out);
    mark_link_list(out);
    mark_page_numbers(out);
    measure_wrap(out);
}

void fl_lines_read(fl_lines *out, fl_document *doc, fl_arena *arena,
                   uint32_t from)
{
    *out = (fl_lines){ .arena = arena, .source = doc->source };
    read_lines(out, doc, 0, from, (uint32_t)doc->source.len);
}

void fl_lines_read_mail(fl_lines *out, fl_document *doc, fl_arena *arena,
                        uint32_t from, uint32_t end)
{
    *out = (fl_lines){ .arena = arena, .source = doc->source, .mail = true };
    read_lines(out, doc, from, from, end);
}
