/*
 * One function for each syntax that reports are written in.
 * SPDX-License-Identifier: MIT
 */
#include "report/escape.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static bool is_tail(fl_str s, size_t at)
{
    return at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80;
}

size_t fl_utf8_width(fl_str s, size_t at)
{
    unsigned char a = (unsigned char)s.ptr[at];
    unsigned char b = at + 1 < s.len ? (unsigned char)s.ptr[at + 1] : 0;
    size_t width = a < 0x80                 ? 1
                   : a >= 0xC2 && a <= 0xDF ? 2
                   : a >= 0xE0 && a <= 0xEF ? 3
                   : a >= 0xF0 && a <= 0xF4 ? 4
                                            : 0;
    for (size_t i = 1; i < width; i++)
        if (!is_tail(s, at + i))
            return 0;
    /* over-long forms, surrogates, past U+10FFFF */
    if ((a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F) ||
        (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F))
        return 0;
    return width;
}

void fl_add_utf8(fl_buf *out, fl_str s)
{
    size_t start = 0;
    for (size_t i = 0; i < s.len;) {
        size_t width = fl_utf8_width(s, i);
        if (width) {
            i += width;
            continue;
        }
        fl_buf_add(out, fl_str_slice(s, start, i));
        fl_buf_puts(out, REPLACEMENT);
        start = ++i;
    }
    fl_buf_add(out, fl_str_slice(s, start, s.len));
}

/* ---- XML and HTML ------------------------------------------------------------------ */

/* What stands for the code point at `at`; NULL: it stands for itself. */
static const char *xml_form(fl_str s, size_t at, size_t width)
{
    unsigned char c = (unsigned char)s.ptr[at];
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case 0xEF: /* U+FFFE and U+FFFF are EF BF BE and EF BF BF */
        return width == 3 && (unsigned char)s.ptr[at + 1] == 0xBF &&
                       (unsigned char)s.ptr[at + 2] >= 0xBE
                   ? REPLACEMENT
                   : NULL;
    case 0xC2: /* U+0080 to U+009F: legal in XML, an error in HTML */
        return (unsigned char)s.ptr[at + 1] < 0xA0 ? REPLACEMENT : NULL;
    default:
        return c < 0x20 || c == 0x7F ? REPLACEMENT : NULL;
    }
}

void fl_add_xml(fl_buf *out, fl_str s)
{
    size_t start = 0;
    for (size_t i = 0; i < s.len;) {
        size_t width = fl_utf8_width(s, i);
        const char *form = width ? xml_form(s, i, width) : REPLACEMENT;
        width += width == 0;
        if (form) {
            fl_buf_add(out, fl_str_slice(s, start, i));
            fl_buf_puts(out, form);
            start = i + width;
        }
        i += width;
    }
    fl_buf_add(out, fl_str_slice(s, start, s.len));
}

void fl_add_xml_sentence(fl_buf *out, fl_str s)
{
    if (s.len && fl_is_lower(s.ptr[0])) {
        fl_buf_putc(out, (char)(s.ptr[0] - 'a' + 'A'));
        s = fl_str_slice(s, 1, s.len);
    }
    fl_add_xml(out, s);
}

bool fl_is_web_address(fl_str url)
{
    return fl_str_starts(url, FL_STR("https://")) ||
           fl_str_starts(url, FL_STR("http://"));
}

/* ---- file names --------------------------------------------------------------------- */

fl_str fl_plain_path(const char *path)
{
    fl_str s = fl_str_from(path);
    while (fl_str_starts(s, FL_STR("./")) && s.len > 2) {
        s = fl_str_slice(s, 2, s.len);
        while (s.len > 1 && s.ptr[0] == '/')
            s = fl_str_slice(s, 1, s.len);
    }
    return s;
}

void fl_add_uri(fl_buf *out, fl_str path)
{
    if (path.len && path.ptr[0] == '/')
        fl_buf_puts(out, "file://");
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (fl_is_alpha(c) || fl_is_digit(c) || (c && strchr("-._~/", c)))
            fl_buf_putc(out, c);
        else
            fl_buf_printf(out, "%%%02X", (unsigned char)c);
    }
}

/* ---- workflow commands and Markdown ---------------------------------------------------- */

static void add_command(fl_buf *out, fl_str s, const char *special)
{
    for (size_t i = 0; i < s.len;) {
        size_t width = fl_utf8_width(s, i);
        char c = s.ptr[i];
        if (!width)
            fl_buf_puts(out, REPLACEMENT);
        else if (c && strchr(special, c))
            fl_buf_printf(out, "%%%02X", (unsigned char)c);
        else
            fl_buf_add(out, fl_str_slice(s, i, i + width));
        i += width ? width : 1;
    }
}

void fl_add_command_text(fl_buf *out, fl_str s)
{
    add_command(out, s, "%\r\n");
}

void fl_add_command_value(fl_buf *out, fl_str s)
{
    add_command(out, s, "%\r\n:,");
}

void fl_add_markdown(fl_buf *out, fl_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c && strchr("\\`*_[]<>#|~&", c))
            fl_buf_putc(out, '\\');
        fl_buf_putc(out, c);
    }
}

void fl_add_link(fl_buf *out, fl_str url)
{
    for (size_t i = 0; i < url.len; i++) {
        char c = url.ptr[i];
        if ((unsigned char)c <= ' ' || c == '<' || c == '>' || c == '\\')
            fl_buf_printf(out, "%%%02X", (unsigned char)c);
        else
            fl_buf_putc(out, c);
    }
}
