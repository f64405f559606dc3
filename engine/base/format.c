/*
 * Writes the plain conversions; a format with any other is left to the C
 * library.
 * SPDX-License-Identifier: MIT
 */
#include "base/format.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    char *out;
    size_t size, len; /* len: of the whole text, also where that has no room */
    va_list args;
} writer;

static void put(writer *w, const char *bytes, size_t len)
{
    size_t room = w->len < w->size ? w->size - w->len : 0;
    if (room > 0)
        memcpy(w->out + w->len, bytes, len < room ? len : room);
    w->len += len;
}

static void put_number(writer *w, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(w, digits + at, sizeof(digits) - at);
}

static bool put_text(writer *w, size_t most)
{
    const char *text = va_arg(w->args, const char *);
    if (text)
        put(w, text, strnlen(text, most));
    return text != NULL;
}

/* The conversion at `at`, behind its '%'; its length, 0: not a plain one. */
static size_t put_next(writer *w, const char *at)
{
    if (*at == 's')
        return put_text(w, SIZE_MAX);
    if (strncmp(at, ".*s", 3) == 0) {
        int most = va_arg(w->args, int);
        return most >= 0 && put_text(w, (size_t)most) ? 3 : 0;
    }
    if (*at == 'u') {
        put_number(w, va_arg(w->args, unsigned));
        return 1;
    }
    if (*at == 'd') {
        int number = va_arg(w->args, int);
        if (number < 0)
            put(w, "-", 1);
        put_number(w, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
        return 1;
    }
    if (strncmp(at, "zu", 2) == 0) {
        put_number(w, va_arg(w->args, size_t));
        return 2;
    }
    return 0;
}

/* False: the format has another conversion. */
static bool put_all(writer *w, const char *format)
{
    while (*format) {
        size_t plain = 0;
        while (format[plain] && format[plain] != '%')
            plain++;
        put(w, format, plain);
        format += plain;
        if (*format == '\0')
            return true;
        size_t len = put_next(w, format + 1);
        if (len == 0)
            return false;
        format += 1 + len;
    }
    return true;
}

int fl_format(char *out, size_t size, const char *format, va_list args)
{
    writer w = { .out = out, .size = size };
    va_copy(w.args, args);
    bool done = put_all(&w, format) && w.len <= INT_MAX;
    va_end(w.args);
    if (!done)
        return vsnprintf(out, size, format, args);
    if (size > 0)
        out[w.len < size ? w.len : size - 1] = '\0';
    return (int)w.len;
}
