/*
 * The two slice functions that are too long to inline.
 * SPDX-License-Identifier: MIT
 */
#include "base/str.h"

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
