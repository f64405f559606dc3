/*
 * An owned, growing, NUL-terminated byte buffer with a sticky out-of-memory
 * flag: append freely, check `failed` once at the end.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_BUF_H
#define FL_BASE_BUF_H

#include "base/str.h"

typedef struct {
    char *ptr; /* owned; NULL until the first append */
    size_t len, cap;
    bool failed;
} fl_buf;

void fl_buf_dispose(fl_buf *buf);
/* The same, for fl_arena_defer(). */
void fl_buf_release(void *buf);
/* Forgets the content, keeps the memory. */
void fl_buf_clear(fl_buf *buf);
void fl_buf_add(fl_buf *buf, fl_str s);
void fl_buf_puts(fl_buf *buf, const char *cstr);
void fl_buf_putc(fl_buf *buf, char c);
void fl_buf_printf(fl_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The content; valid until the next change. "" when empty. */
fl_str fl_buf_str(const fl_buf *buf);

#endif
