/*
 * The slice functions that are too long to inline.
 * SPDX-License-Identifier: MIT
 */
#include "base/str.h"

#include "base/eight.h"

bool fl_str_ends(fl_str s, const char *suffix)
{
    size_t len = strlen(suffix);
    return s.len >= len && memcmp(s.ptr + s.len - len, suffix, len) == 0;
}

bool fl_str_holds(fl_str s, const char *what)
{
    return memmem(s.ptr, s.len, what, strlen(what)) != NULL;
}

uint32_t fl_str_number(fl_str s, size_t most, uint32_t other)
{
    uint32_t n = 0;
    if (s.len == 0 || s.len > most)
        return other;
    for (size_t i = 0; i < s.len; i++) {
        if (!fl_is_digit(s.ptr[i]))
            return other;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return n;
}

int fl_str_cmp(fl_str a, fl_str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

fl_str fl_str_trim(fl_str s)
{
    while (s.len > 0 && fl_is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && fl_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

size_t fl_str_points(fl_str s)
{
    size_t inner = 0; /* bytes 10xxxxxx go on */
    size_t at = 0;
    for (; s.len - at >= 8; at += 8) {
        uint64_t eight = fl_eight_at(s.ptr + at);
        inner += fl_eight_count(eight & ~(eight << 1) & FL_EIGHT_ALL);
    }
    for (; at < s.len; at++)
        inner += ((unsigned char)s.ptr[at] & 0xC0) == 0x80;
    return s.len - inner;
}
