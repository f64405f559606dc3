/*
 * Between bytes and the positions of editors.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/position.h"

#include <string.h>

static const char *const names[] = { "utf-16", "utf-8", "utf-32" };

bool lsp_encoding_parse(const char *name, lsp_encoding *out)
{
    for (size_t i = 0; i < 3; i++)
        if (strcmp(names[i], name) == 0) {
            *out = (lsp_encoding)i;
            return true;
        }
    return false;
}

const char *lsp_encoding_name(lsp_encoding encoding)
{
    return names[encoding];
}

static void add_line(lsp_lines *lines, size_t start)
{
    if (lines->count == lines->cap) {
        lines->cap = lines->cap ? 2 * lines->cap : 64;
        lines->starts =
            lsp_resize(lines->starts, lines->cap * sizeof(*lines->starts));
    }
    lines->starts[lines->count++] = start;
}

void lsp_lines_find(lsp_lines *lines, const lsp_text *text)
{
    lines->count = 0;
    add_line(lines, 0);
    for (size_t i = 0; i < text->len; i++) {
        char c = text->ptr[i];
        bool two = c == '\r' && i + 1 < text->len && text->ptr[i + 1] == '\n';
        if (c == '\n' || (c == '\r' && !two))
            add_line(lines, i + 1);
    }
}

size_t lsp_line_end(const lsp_lines *lines, const lsp_text *text, size_t line)
{
    if (line + 1 >= lines->count)
        return text->len;
    size_t end = lines->starts[line + 1];
    size_t start = lines->starts[line];
    if (end > start && text->ptr[end - 1] == '\n')
        end--;
    if (end > start && text->ptr[end - 1] == '\r')
        end--;
    return end;
}

/* Bytes of the code point at `at`, before `end`. */
static size_t point_bytes(const char *text, size_t at, size_t end)
{
    size_t next = at + 1;
    while (next < end && ((unsigned char)text[next] & 0xC0) == 0x80)
        next++;
    return next - at;
}

static size_t units(size_t bytes, lsp_encoding encoding)
{
    switch (encoding) {
    case LSP_UTF8:
        return bytes;
    case LSP_UTF16:
        return bytes == 4 ? 2 : 1;
    case LSP_UTF32:
        break;
    }
    return 1;
}

size_t lsp_offset(const lsp_lines *lines, const lsp_text *text,
                  lsp_position position, lsp_encoding encoding)
{
    if (position.line >= lines->count)
        return text->len;
    size_t at = lines->starts[position.line];
    size_t end = lsp_line_end(lines, text, position.line);
    size_t left = position.character;
    while (at < end && left > 0) {
        size_t bytes = point_bytes(text->ptr, at, end);
        size_t need = units(bytes, encoding);
        if (need > left)
            break;
        left -= need;
        at += bytes;
    }
    return at;
}

lsp_position lsp_position_of(const lsp_lines *lines, const lsp_text *text,
                             size_t offset, lsp_encoding encoding)
{
    size_t low = 0;
    size_t high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    lsp_position position = { .line = low };
    for (size_t at = lines->starts[low]; at < offset && at < text->len;) {
        size_t bytes = point_bytes(text->ptr, at, text->len);
        position.character += units(bytes, encoding);
        at += bytes;
    }
    return position;
}

size_t lsp_offset_of_point(const lsp_lines *lines, const lsp_text *text,
                           size_t line, size_t col)
{
    return lsp_offset(lines, text,
                      (lsp_position){ line ? line - 1 : 0, col ? col - 1 : 0 },
                      LSP_UTF32);
}
