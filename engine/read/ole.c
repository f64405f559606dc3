/*
 * Entries of an OLE directory: 128 bytes each, at places that 128 divides.
 * Following the chain of sectors would find the same ones in a sound file,
 * and none in a damaged one.
 * SPDX-License-Identifier: MIT
 */
#include "read/ole.h"

#define ENTRY      128u
#define NAME_BYTES 64u

static uint32_t number_at(fl_str s, size_t at, size_t bytes)
{
    uint32_t value = 0;
    for (size_t i = bytes; i > 0 && at + bytes <= s.len; i--)
        value = value << 8 | (unsigned char)s.ptr[at + i - 1];
    return value;
}

/* The root entry is the first of the first sector of the directory. */
uint32_t fl_ole_class(fl_str file)
{
    uint32_t shift = number_at(file, 30, 2);
    uint64_t sector = number_at(file, 48, 4);
    if (!fl_str_starts(file, FL_STR(FL_OLE_MAGIC)) ||
        (shift != 9 && shift != 12))
        return 0;
    uint64_t at = ((sector + 1) << shift) + 80;
    return at < file.len ? number_at(file, (size_t)at, 4) : 0;
}

static bool is_entry(fl_str file, size_t at)
{
    uint32_t bytes = number_at(file, at + NAME_BYTES, 2);
    unsigned type = (unsigned char)file.ptr[at + NAME_BYTES + 2];
    return bytes >= 2 && bytes <= NAME_BYTES && bytes % 2 == 0 &&
           (type == 1 || type == 2 || type == 5);
}

bool fl_ole_has(fl_str file, const char *start)
{
    size_t len = strlen(start);
    for (size_t at = 4 * ENTRY; at + ENTRY <= file.len; at += ENTRY) {
        if (!is_entry(file, at) ||
            number_at(file, at + NAME_BYTES, 2) < 2 * len + 2)
            continue;
        size_t i = 0;
        while (i < len &&
               number_at(file, at + 2 * i, 2) == (unsigned char)start[i])
            i++;
        if (i == len)
            return true;
    }
    return false;
}
