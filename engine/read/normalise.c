/*
 * Single characters of T and F (document.h says what these are): what stands
 * for a code point, NFC, lower case, and whether bytes are UTF-8 at all.
 * SPDX-License-Identifier: MIT
 */
#include "base/eight.h"
#include "read/builder.h"
#include "read/reader.h"

#include <utf8proc.h>

/* Code points of one character at most; beyond it marks stand alone, so that
 * a pile of them costs no more than other text (Unicode's stream-safe form
 * has 30). */
#define MOST_MARKS 32
/* Of which each decomposes to at most four. */
#define MOST_DECOMPOSED (MOST_MARKS * 4 + 8)

typedef struct {
    int32_t first, last;
    const char *text;
} stand_in;

/* Ascending. */
static const stand_in stand_ins[] = {
    { 0x0060, 0x0060, "'" },   { 0x00AB, 0x00AB, "\"" },
    { 0x00AD, 0x00AD, "" },    { 0x00B4, 0x00B4, "'" },
    { 0x00BB, 0x00BB, "\"" },  { 0x02BC, 0x02BC, "'" },
    { 0x061C, 0x061C, "" },    { 0x180E, 0x180E, "" },
    { 0x200B, 0x200F, "" },    { 0x2010, 0x2015, "-" },
    { 0x2018, 0x201B, "'" },   { 0x201C, 0x201F, "\"" },
    { 0x2026, 0x2026, "..." }, { 0x202A, 0x202E, "" },
    { 0x2032, 0x2032, "'" },   { 0x2033, 0x2033, "\"" },
    { 0x2039, 0x203A, "'" },   { 0x2060, 0x2064, "" },
    { 0x2066, 0x2069, "" },    { 0x2212, 0x2212, "-" },
    { 0x2E3A, 0x2E3B, "-" },   { 0xFB00, 0xFB00, "ff" },
    { 0xFB01, 0xFB01, "fi" },  { 0xFB02, 0xFB02, "fl" },
    { 0xFB03, 0xFB03, "ffi" }, { 0xFB04, 0xFB04, "ffl" },
    { 0xFB05, 0xFB06, "st" },  { 0xFE58, 0xFE58, "-" },
    { 0xFE63, 0xFE63, "-" },   { 0xFEFF, 0xFEFF, "" },
    { 0xFF02, 0xFF02, "\"" },  { 0xFF07, 0xFF07, "'" },
    { 0xFF0D, 0xFF0D, "-" },
};

const char *fl_replacement(int32_t c)
{
    size_t low = 0;
    size_t high = sizeof(stand_ins) / sizeof(stand_ins[0]);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (stand_ins[mid].last < c)
            low = mid + 1;
        else if (stand_ins[mid].first > c)
            high = mid;
        else
            return stand_ins[mid].text;
    }
    return NULL;
}

bool fl_is_wide_space(int32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static size_t decode(fl_str raw, size_t at, int32_t *c)
{
    utf8proc_ssize_t len =
        utf8proc_iterate((const utf8proc_uint8_t *)raw.ptr + at,
                         (utf8proc_ssize_t)(raw.len - at), c);
    return len > 0 ? (size_t)len : 0;
}

size_t fl_character_len(fl_str raw, size_t at, int32_t *first)
{
    size_t len = decode(raw, at, first);
    if (len == 0)
        return 1; /* cannot be: the text was checked */
    if (fl_is_wide_space(*first) || fl_replacement(*first))
        return len;
    int32_t before = *first;
    for (int marks = 1; marks < MOST_MARKS && at + len < raw.len; marks++) {
        int32_t next = 0;
        if ((unsigned char)raw.ptr[at + len] < 0xCC)
            break; /* below U+0300 nothing combines */
        size_t more = decode(raw, at + len, &next);
        if (more == 0 || fl_replacement(next) || fl_is_wide_space(next) ||
            utf8proc_grapheme_break(before, next))
            break;
        len += more;
        before = next;
    }
    return len;
}

/* Most characters are one code point that nothing decomposes. */
static bool is_composed(fl_str character)
{
    int32_t c = 0;
    if (decode(character, 0, &c) != character.len)
        return false;
    return c < 0x300 ||
           (utf8proc_get_property(c)->decomp_seqindex == UINT16_MAX &&
            utf8proc_get_property(c)->combining_class == 0);
}

size_t fl_compose(fl_str character, char out[FL_COMPOSED_BYTES])
{
    utf8proc_int32_t points[MOST_DECOMPOSED];
    size_t len = 0;
    utf8proc_ssize_t count = -1;
    if (!is_composed(character))
        count = utf8proc_decompose((const utf8proc_uint8_t *)character.ptr,
                                   (utf8proc_ssize_t)character.len, points,
                                   MOST_DECOMPOSED,
                                   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count >= 0 && count <= MOST_DECOMPOSED)
        count = utf8proc_normalize_utf32(points, count,
                                         UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    else
        count = -1;
    if (count < 0) {
        memcpy(out, character.ptr, character.len);
        return character.len;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        len += (size_t)utf8proc_encode_char(points[i],
                                            (utf8proc_uint8_t *)out + len);
    return len;
}

/* Eight bytes in lower case; false: they are not all ASCII. */
static bool fold_eight(const char *from, char *to)
{
    uint64_t eight;
    memcpy(&eight, from, sizeof(eight));
    if (eight & FL_EIGHT_ALL)
        return false;
    eight |= fl_eight_within(eight, 'A', 'Z') >> 2; /* 0x20 */
    memcpy(to, &eight, sizeof(eight));
    return true;
}

fl_str fl_fold(fl_arena *arena, fl_str text)
{
    char *folded = fl_arena_alloc(arena, text.len + 1);
    for (size_t at = 0; at < text.len;) {
        if (text.len - at >= 8 && fold_eight(text.ptr + at, folded + at)) {
            at += 8;
            continue;
        }
        char c = text.ptr[at];
        if ((unsigned char)c < 0x80) {
            folded[at++] = fl_is_upper(c) ? (char)(c + 32) : c;
            continue;
        }
        int32_t code = 0;
        size_t len = decode(text, at, &code);
        utf8proc_uint8_t lower[4];
        size_t lower_len =
            (size_t)utf8proc_encode_char(utf8proc_tolower(code), lower);
        bool keeps = len > 0 && lower_len == len;
        len = len ? len : 1;
        memcpy(folded + at, keeps ? (const char *)lower : text.ptr + at, len);
        at += len;
    }
    return (fl_str){ folded, text.len };
}

/* Eight bytes, of which none is NUL or beyond ASCII. */
static bool eight_ascii(const char *bytes)
{
    uint64_t eight = fl_eight_at(bytes);
    return ((eight | (eight - FL_EIGHT_ONES)) & FL_EIGHT_ALL) == 0;
}

size_t fl_utf8_check(fl_str s)
{
    for (size_t at = 0; at < s.len;) {
        if (s.len - at >= 8 && eight_ascii(s.ptr + at)) {
            at += 8;
            continue;
        }
        unsigned char byte = (unsigned char)s.ptr[at];
        if (byte && byte < 0x80) {
            at++;
            continue;
        }
        int32_t c = 0;
        size_t len = byte ? decode(s, at, &c) : 0;
        if (len == 0)
            return at;
        at += len;
    }
    return s.len;
}
