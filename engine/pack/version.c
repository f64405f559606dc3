/*
 * Versions MAJOR.MINOR.PATCH and ranges of them: ">=1.2 <2".
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

/* Largest number in a version; more digits are no version. */
#define PART_LIMIT 999999

/* Reads up to three numbers with dots; the count of them, 0: malformed. */
static int parse(fl_str s, int parts[3])
{
    int count = 0;
    size_t at = 0;
    parts[0] = parts[1] = parts[2] = 0;
    while (count < 3) {
        size_t start = at;
        while (at < s.len && fl_is_digit(s.ptr[at])) {
            parts[count] = parts[count] * 10 + (s.ptr[at] - '0');
            if (parts[count] > PART_LIMIT)
                return 0;
            at++;
        }
        if (at == start || (s.ptr[start] == '0' && at - start > 1))
            return 0;
        count++;
        if (at == s.len)
            return count;
        if (s.ptr[at++] != '.')
            return 0;
    }
    return 0;
}

bool fl_version_valid(fl_str version)
{
    int parts[3];
    return parse(version, parts) == 3;
}

static int compare(const int a[3], const int b[3], int count)
{
    for (int i = 0; i < count; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

/* One comparator, ">=1.0"; -1 when malformed. */
static int fits_one(const int version[3], fl_str s)
{
    int wanted[3];
    fl_str rest = s;
    while (rest.len > 0 && strchr("<>=", rest.ptr[0]))
        rest = fl_str_slice(rest, 1, rest.len);
    fl_str op = { s.ptr, s.len - rest.len };
    int count = parse(rest, wanted);
    if (count == 0)
        return -1;
    int order = compare(version, wanted, 3);
    if (op.len == 0 || fl_str_is(op, "="))
        return compare(version, wanted, count) == 0;
    if (fl_str_is(op, ">="))
        return order >= 0;
    if (fl_str_is(op, ">"))
        return order > 0;
    if (fl_str_is(op, "<="))
        return order <= 0;
    if (fl_str_is(op, "<"))
        return order < 0;
    return -1;
}

int fl_version_fits(fl_str version, fl_str range)
{
    int parts[3];
    int fits = 1;
    size_t at = 0;
    bool any = false;
    if (parse(version, parts) != 3)
        return -1;
    while (at < range.len) {
        size_t end = at;
        while (end < range.len && range.ptr[end] != ' ')
            end++;
        if (end > at) {
            int one = fits_one(parts, fl_str_slice(range, at, end));
            if (one < 0)
                return -1;
            any = true;
            fits = fits && one;
        }
        at = end + 1;
    }
    return any ? fits : -1;
}
