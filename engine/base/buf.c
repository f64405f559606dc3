/*
 * Growth by doubling; a failed growth leaves the content as it was.
 * SPDX-License-Identifier: MIT
 */
#include "base/buf.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>

void fl_buf_dispose(fl_buf *buf)
{
    fl_free(buf->ptr);
    *buf = (fl_buf){ 0 };
}

void fl_buf_release(void *buf)
{
    fl_buf_dispose(buf);
}

void fl_buf_clear(fl_buf *buf)
{
    buf->len = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

static bool room(fl_buf *buf, size_t more)
{
    if (buf->failed || more > SIZE_MAX / 4 - buf->len) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return true;
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap < need)
        cap *= 2;
    char *grown = fl_realloc(buf->ptr, cap);
    if (!grown) {
        buf->failed = true;
        return false;
    }
    buf->ptr = grown;
    buf->cap = cap;
    return true;
}

void fl_buf_add(fl_buf *buf, fl_str s)
{
    if (!room(buf, s.len))
        return;
    if (s.len)
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
    buf->len += s.len;
    buf->ptr[buf->len] = '\0';
}

void fl_buf_puts(fl_buf *buf, const char *cstr)
{
    fl_buf_add(buf, fl_str_from(cstr));
}

void fl_buf_putc(fl_buf *buf, char c)
{
    fl_buf_add(buf, (fl_str){ &c, 1 });
}

void fl_buf_printf(fl_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t left = buf->ptr ? buf->cap - buf->len : 0;
    char *end = buf->ptr ? buf->ptr + buf->len : NULL;
    int len = vsnprintf(end, left, format, args);
    va_end(args);
    if (len >= 0 && (size_t)len < left) {
        buf->len += (size_t)len;
        return;
    }
    if (end)
        *end = '\0';
    if (len < 0 || !room(buf, (size_t)len))
        return;
    va_start(args, format);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

fl_str fl_buf_str(const fl_buf *buf)
{
    return buf->ptr ? (fl_str){ buf->ptr, buf->len } : (fl_str){ "", 0 };
}
