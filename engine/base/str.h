/*
 * Borrowed byte slices. An fl_str never owns its bytes: the comment at each
 * field says what it borrows from. All text in the engine is UTF-8.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_STR_H
#define FL_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *ptr;
    size_t len; /* bytes */
} fl_str;

#define FL_STR(lit) ((fl_str){ (lit), sizeof(lit) - 1 })
/* For printf("%.*s", FL_ARG(s)). */
#define FL_ARG(s) (int)(s).len, (s).ptr

static inline fl_str fl_str_from(const char *cstr)
{
    return (fl_str){ cstr, cstr ? strlen(cstr) : 0 };
}

static inline fl_str fl_str_slice(fl_str s, size_t start, size_t end)
{
    return (fl_str){ s.ptr + start, end - start };
}

/* Most that differ do so in the last of `len` bytes: that one is looked at
 * before the rest. */
static inline bool fl_same_bytes(const char *a, const char *b, size_t len)
{
    return len == 0 || (a[len - 1] == b[len - 1] && memcmp(a, b, len) == 0);
}

static inline bool fl_str_eq(fl_str a, fl_str b)
{
    return a.len == b.len && fl_same_bytes(a.ptr, b.ptr, a.len);
}

static inline bool fl_str_is(fl_str a, const char *cstr)
{
    return fl_str_eq(a, fl_str_from(cstr));
}

static inline bool fl_str_starts(fl_str s, fl_str prefix)
{
    return s.len >= prefix.len && fl_same_bytes(s.ptr, prefix.ptr, prefix.len);
}

bool fl_str_ends(fl_str s, const char *suffix);
/* `what` stands somewhere in `s`. */
bool fl_str_holds(fl_str s, const char *what);
/* A whole number of at most `most` digits (nine or fewer), else `other`. */
uint32_t fl_str_number(fl_str s, size_t most, uint32_t other);
/* Orders bytewise, shorter first on a tie; for qsort and sorted output. */
int fl_str_cmp(fl_str a, fl_str b);
/* Strips ASCII white space from both ends. */
fl_str fl_str_trim(fl_str s);
/* How many code points of UTF-8 begin in `s`. */
size_t fl_str_points(fl_str s);

/* ASCII predicates that no locale changes. */
static inline bool fl_is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}
static inline bool fl_is_upper(char c)
{
    return (unsigned char)(c - 'A') < 26;
}
static inline bool fl_is_lower(char c)
{
    return (unsigned char)(c - 'a') < 26;
}
static inline bool fl_is_alpha(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}
static inline bool fl_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
/* The value of a hexadecimal digit, -1 when it is none. */
static inline int fl_hex_value(char c)
{
    char small = (char)(c | 0x20);
    return fl_is_digit(c)                 ? c - '0'
           : small >= 'a' && small <= 'f' ? small - 'a' + 10
                                          : -1;
}
/* Letter, digit or any byte of a multi-byte code point. */
static inline bool fl_is_word(char c)
{
    return fl_is_alpha(c) || fl_is_digit(c) || (unsigned char)c >= 0x80;
}

#endif
