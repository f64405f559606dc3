/*
 * The Markdown reader: plain text in which '#' marks headings, '>' quotes,
 * '|' table rows, and HTML comments are not shown.
 * SPDX-License-Identifier: MIT
 */
#include "read/formats.h"

#include "read/lines.h"

static bool starts(const fl_lines *all, const fl_line *line, const char *with)
{
    return fl_str_starts(fl_str_slice(all->source, line->start, line->end),
                         fl_str_from(with));
}

static void skip_to(fl_lines *all, fl_line *line, uint32_t text)
{
    while (text < line->end && all->source.ptr[text] == ' ')
        text++;
    line->text = text;
}

/* "## Title ##": its level, and the text between the marks. */
static bool heading(fl_lines *all, fl_line *line)
{
    const char *t = all->source.ptr;
    uint32_t at = line->start;
    while (at < line->end && t[at] == '#')
        at++;
    uint32_t level = at - line->start;
    if (level == 0 || level > 6 || (at < line->end && t[at] != ' '))
        return false;
    line->kind = FL_LINE_TEXT;
    line->heading = (uint8_t)level;
    line->gap = line->gaps = 0;
    skip_to(all, line, at);
    while (line->end > line->text &&
           (t[line->end - 1] == '#' || t[line->end - 1] == ' '))
        line->end--;
    return true;
}

static void quotation(const fl_lines *all, fl_line *line)
{
    uint32_t at = line->start;
    while (at < line->end &&
           (all->source.ptr[at] == '>' || all->source.ptr[at] == ' '))
        at++;
    fl_line_begin(all, line, at);
}

/* Offset behind `what` in the line, 0 when it isn't there. */
static uint32_t behind(const fl_lines *all, const fl_line *line, uint32_t from,
                       const char *what)
{
    size_t len = strlen(what);
    const char *at =
        memmem(all->source.ptr + from, line->end - from, what, len);
    return at ? (uint32_t)(at - all->source.ptr + (ptrdiff_t)len) : 0;
}

/* Takes off the line what belongs to a comment of more than one line. A
 * comment inside a line is left to fl_add_inline(). */
static void cut_comment(const fl_lines *all, fl_line *line, bool *comment)
{
    uint32_t from = line->start;
    if (*comment) {
        uint32_t end = behind(all, line, from, "-->");
        *comment = end == 0;
        from = end ? end : line->end;
        while (from < line->end && all->source.ptr[from] == ' ')
            from++;
        fl_line_begin(all, line, from);
    }
    uint32_t open;
    while (!*comment && (open = behind(all, line, from, "<!--")) > 0) {
        from = behind(all, line, open, "-->");
        if (from)
            continue;
        *comment = true;
        line->end = open - 4;
        while (line->end > line->start && all->source.ptr[line->end - 1] == ' ')
            line->end--;
        fl_line_begin(all, line, line->start);
    }
}

/* "|---|:--|" under a table's head. */
static bool is_ruler(const fl_lines *all, const fl_line *line)
{
    for (uint32_t i = line->start; i < line->end; i++)
        if (strchr("|-: ", all->source.ptr[i]) == NULL)
            return false;
    return true;
}

static void read_line(fl_lines *all, fl_line *line, bool *comment)
{
    if (line->kind == FL_LINE_BLANK)
        return;
    cut_comment(all, line, comment);
    if (line->kind == FL_LINE_BLANK || heading(all, line))
        return;
    if (starts(all, line, ">"))
        quotation(all, line);
    else if (starts(all, line, "|")) {
        line->kind = is_ruler(all, line) ? FL_LINE_BLANK : FL_LINE_TEXT;
        line->table = true;
    } else if (starts(all, line, "```"))
        line->kind = FL_LINE_BLANK;
}

fl_status fl_read_markdown(fl_arena *arena, fl_document *doc, uint32_t from,
                           const fl_sink *sink)
{
    (void)sink;
    fl_lines lines;
    fl_builder builder;
    bool comment = false;
    fl_lines_read(&lines, doc, arena, from);
    lines.markdown = true;
    for (size_t i = 0; i < lines.lines.count; i++)
        read_line(&lines, &lines.lines.items[i], &comment);
    fl_builder_init(&builder, arena, doc);
    fl_reflow(&lines, &builder);
    fl_builder_finish(&builder);
    fl_settle_headings(doc);
    return FL_OK;
}
