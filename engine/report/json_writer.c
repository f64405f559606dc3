/*
 * Escapes are those of RFC 8259; letters are UTF-8 already, file names need
 * not be.
 * SPDX-License-Identifier: MIT
 */
#include "report/json_writer.h"

#include "report/escape.h"

static void before_value(fl_json *w)
{
    if (w->comma)
        fl_buf_putc(&w->out, ',');
    if (w->pretty && w->depth > 0 && w->comma)
        fl_buf_putc(&w->out, ' ');
    w->comma = false;
}

static void escape(fl_json *w, unsigned char c)
{
    if (c == '"' || c == '\\')
        fl_buf_printf(&w->out, "\\%c", c);
    else if (c == '\n')
        fl_buf_puts(&w->out, "\\n");
    else if (c == '\t')
        fl_buf_puts(&w->out, "\\t");
    else if (c >= 0x80)
        fl_buf_puts(&w->out, "\\ufffd"); /* a byte that is no UTF-8 */
    else
        fl_buf_printf(&w->out, "\\u%04x", c);
}

static void escaped(fl_json *w, fl_str s)
{
    fl_buf_putc(&w->out, '"');
    size_t start = 0;
    for (size_t i = 0; i < s.len;) {
        unsigned char c = (unsigned char)s.ptr[i];
        size_t width = c < 0x80 ? 1 : fl_utf8_width(s, i);
        if (width && c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
            i += width;
            continue;
        }
        fl_buf_add(&w->out, fl_str_slice(s, start, i));
        start = ++i;
        escape(w, c);
    }
    fl_buf_add(&w->out, fl_str_slice(s, start, s.len));
    fl_buf_putc(&w->out, '"');
}

void fl_json_open(fl_json *w, char bracket)
{
    before_value(w);
    fl_buf_putc(&w->out, bracket);
    w->depth++;
}

void fl_json_close(fl_json *w, char bracket)
{
    fl_buf_putc(&w->out, bracket);
    w->depth--;
    w->comma = true;
}

void fl_json_key(fl_json *w, const char *key)
{
    before_value(w);
    escaped(w, fl_str_from(key));
    fl_buf_puts(&w->out, ": ");
}

void fl_json_str(fl_json *w, fl_str value)
{
    before_value(w);
    escaped(w, value);
    w->comma = true;
}

void fl_json_cstr(fl_json *w, const char *value)
{
    if (value)
        fl_json_str(w, fl_str_from(value));
    else
        fl_json_null(w);
}

void fl_json_int(fl_json *w, long long value)
{
    before_value(w);
    fl_buf_printf(&w->out, "%lld", value);
    w->comma = true;
}

void fl_json_bool(fl_json *w, bool value)
{
    before_value(w);
    fl_buf_puts(&w->out, value ? "true" : "false");
    w->comma = true;
}

void fl_json_null(fl_json *w)
{
    before_value(w);
    fl_buf_puts(&w->out, "null");
    w->comma = true;
}

void fl_json_member(fl_json *w, const char *key, fl_str value)
{
    fl_json_key(w, key);
    fl_json_str(w, value);
}

void fl_json_member_int(fl_json *w, const char *key, long long value)
{
    fl_json_key(w, key);
    fl_json_int(w, value);
}

void fl_json_append(fl_buf *out, fl_json *w)
{
    fl_buf_add(out, fl_buf_str(&w->out));
    out->failed |= w->out.failed;
    fl_buf_dispose(&w->out);
    *w = (fl_json){ 0 };
}
