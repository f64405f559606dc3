/*
 * Eight bytes of text at a time. A mask has the highest bit of each byte that
 * it tells of, the first byte's lowest; all are exact for any bytes.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_EIGHT_H
#define FL_BASE_EIGHT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define FL_EIGHT_ONES UINT64_C(0x0101010101010101)
#define FL_EIGHT_ALL  UINT64_C(0x8080808080808080)

static inline uint64_t fl_eight_at(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof(eight));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* Those from `first` to `last`, both ASCII. */
static inline uint64_t fl_eight_within(uint64_t eight, char first, char last)
{
    uint64_t low = eight & ~FL_EIGHT_ALL;
    uint64_t from = low + FL_EIGHT_ONES * (uint64_t)(0x80 - first);
    uint64_t behind = low + FL_EIGHT_ONES * (uint64_t)(0x7F - last);
    return from & ~behind & ~eight & FL_EIGHT_ALL;
}

/* Those that are `c`, which is ASCII. */
static inline uint64_t fl_eight_is(uint64_t eight, char c)
{
    uint64_t other = eight ^ FL_EIGHT_ONES * (uint64_t)c;
    return ~(((other & ~FL_EIGHT_ALL) + ~FL_EIGHT_ALL) | other) & FL_EIGHT_ALL;
}

/* Index of the first byte of a mask that is not 0. */
static inline uint32_t fl_eight_first(uint64_t mask)
{
    return (uint32_t)__builtin_ctzll(mask) / 8;
}

static inline uint32_t fl_eight_count(uint64_t mask)
{
    return (uint32_t)((mask >> 7) * FL_EIGHT_ONES >> 56);
}

/* How many runs of bytes begin in a mask; *before: the byte before is of one,
 * if not 0. Then of the last of these. */
static inline uint32_t fl_eight_begin(uint64_t mask, uint64_t *before)
{
    uint64_t begin = mask & ~(mask << 8 | *before);
    *before = mask >> 56;
    return fl_eight_count(begin);
}

#endif
