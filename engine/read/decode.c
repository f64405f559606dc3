/*
 * Transfer encodings, character sets and the way back; see decode.h.
 * SPDX-License-Identifier: MIT
 */
#include "read/decode.h"

#include "read/reader.h"

#include <iconv.h>
#include <strings.h>

/* ---- transfer encodings ----------------------------------------------------------- */

static void put(fl_decoded *out, char *text, char c, size_t from)
{
    if (out->origin)
        out->origin[out->text.len] = (uint32_t)from;
    text[out->text.len++] = c;
}

/* Bytes of a soft line break at s[at], which is '='; 0 when it is none. */
static size_t soft_break(fl_str s, size_t at)
{
    size_t end = at + 1;
    while (end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\t'))
        end++;
    if (end == s.len)
        return end - at;
    if (s.ptr[end] == '\r' && end + 1 < s.len && s.ptr[end + 1] == '\n')
        return end + 2 - at;
    return s.ptr[end] == '\n' ? end + 1 - at : 0;
}

static void decode_quoted(fl_decoded *out, char *text, fl_str s, uint32_t from)
{
    for (size_t i = 0; i < s.len;) {
        int high =
            i + 2 < s.len && s.ptr[i] == '=' ? fl_hex_value(s.ptr[i + 1]) : -1;
        int low = high >= 0 ? fl_hex_value(s.ptr[i + 2]) : -1;
        size_t soft = s.ptr[i] == '=' ? soft_break(s, i) : 0;
        if (low >= 0) {
            put(out, text, (char)(high * 16 + low), from + i);
            i += 3;
        } else if (soft) {
            i += soft;
        } else {
            put(out, text, s.ptr[i], from + i);
            i++;
        }
    }
}

static int digit64(char c)
{
    if (fl_is_upper(c))
        return c - 'A';
    if (fl_is_lower(c))
        return c - 'a' + 26;
    if (fl_is_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static void decode_base64(fl_decoded *out, char *text, fl_str s, uint32_t from)
{
    uint32_t bits = 0;
    int count = 0;
    size_t start = 0; /* of the digits that the next byte comes from */
    for (size_t i = 0; i < s.len && s.ptr[i] != '='; i++) {
        int digit = digit64(s.ptr[i]);
        if (digit < 0)
            continue;
        if (count == 0)
            start = i;
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            put(out, text, (char)(bits >> count & 0xFF), from + start);
            start = i;
        }
    }
}

static void decode(fl_decoded *out, fl_arena *arena, fl_str s, uint32_t from,
                   fl_transfer transfer)
{
    char *text = fl_arena_alloc(arena, s.len + 1);
    out->text = (fl_str){ text, 0 };
    if (transfer == FL_TRANSFER_QUOTED)
        decode_quoted(out, text, s, from);
    else if (transfer == FL_TRANSFER_BASE64)
        decode_base64(out, text, s, from);
    for (size_t i = 0; transfer == FL_TRANSFER_NONE && i < s.len; i++)
        put(out, text, s.ptr[i], from + i);
}

fl_decoded fl_decode_transfer(fl_arena *arena, fl_str source, uint32_t from,
                              uint32_t end, fl_transfer transfer)
{
    fl_str s = fl_str_slice(source, from, end);
    fl_decoded out = { .origin = FL_NEW_ARRAY(arena, s.len + 1, uint32_t) };
    decode(&out, arena, s, from, transfer);
    out.origin[out.text.len] = end;
    return out;
}

fl_str fl_decode_bytes(fl_arena *arena, fl_str source, uint32_t from,
                       uint32_t end, fl_transfer transfer)
{
    fl_decoded out = { .origin = NULL };
    decode(&out, arena, fl_str_slice(source, from, end), from, transfer);
    return out.text;
}

/* ---- character sets ----------------------------------------------------------------- */

/* Bytes of the next character that `set` makes of s[at..), at most four of
 * UTF-8 in `out`; 0 when there is none. */
static size_t convert_one(iconv_t set, fl_str s, size_t at, char out[4],
                          size_t *len)
{
    for (size_t room_for = 1; room_for <= 4; room_for++) {
        char *in = (char *)(uintptr_t)(s.ptr + at);
        size_t in_left = s.len - at;
        char *to = out;
        size_t to_left = room_for;
        iconv(set, &in, &in_left, &to, &to_left);
        if (to_left < room_for || s.len - at > in_left) {
            *len = room_for - to_left;
            return s.len - at - in_left;
        }
    }
    return 0;
}

static fl_decoded convert(fl_arena *arena, fl_decoded in, iconv_t set)
{
    size_t most = in.text.len * 3 + 8;
    char *text = fl_arena_alloc(arena, most + 1);
    fl_decoded out = { .text = { text, 0 },
                       .origin = FL_NEW_ARRAY(arena, most + 1, uint32_t) };
    for (size_t i = 0; i < in.text.len;) {
        char c[4] = { (char)0xEF, (char)0xBF, (char)0xBD }; /* U+FFFD */
        size_t len = 3;
        size_t used = convert_one(set, in.text, i, c, &len);
        for (size_t k = 0; k < len && out.text.len < most; k++)
            put(&out, text, c[k], in.origin[i]);
        i += used ? used : 1;
    }
    out.origin[out.text.len] = in.origin[in.text.len];
    return out;
}

static void close_set(void *set)
{
    iconv_close(*(iconv_t *)set);
}

static bool is_any(fl_str name, const char *const *names)
{
    for (; *names; names++)
        if (name.len == strlen(*names) &&
            strncasecmp(name.ptr, *names, name.len) == 0)
            return true;
    return false;
}

static fl_decoded without_nul(fl_decoded d)
{
    char *text = (char *)(uintptr_t)d.text.ptr; /* this file allocated it */
    for (size_t i = 0; i < d.text.len; i++)
        if (text[i] == '\0')
            text[i] = ' ';
    return d;
}

fl_decoded fl_decode_charset(fl_arena *arena, fl_decoded in, fl_str charset)
{
    static const char *const utf8[] = { "utf-8", "utf8", "us-ascii",
                                        "ascii", "",     NULL };
    static const char *const latin[] = { "iso-8859-1", "latin1", "iso8859-1",
                                         NULL };
    fl_str name = charset;
    if (is_any(name, utf8)) {
        in = without_nul(in);
        if (fl_utf8_check(in.text) == in.text.len)
            return in;
        name = FL_STR("windows-1252");
    } else if (is_any(name, latin) || name.len > 40) {
        name = FL_STR("windows-1252");
    }
    iconv_t *set = FL_NEW(arena, iconv_t);
    *set = iconv_open("UTF-8", fl_arena_dup(arena, name).ptr);
    if (*set == (iconv_t)-1)
        *set = iconv_open("UTF-8", "windows-1252");
    if (*set == (iconv_t)-1)
        fl_arena_fail(arena); /* the C library always has this one */
    fl_arena_defer(arena, close_set, set);
    return without_nul(convert(arena, in, *set));
}

/* ---- the way back ------------------------------------------------------------------- */

typedef FL_VEC(fl_run) runs;

/* Header fields may stand in another order than they are read in. */
static uint32_t apart(const uint32_t *origin)
{
    return origin[1] > origin[0] ? origin[1] - origin[0] : 0;
}

/* The pieces of one copied run of `len` bytes that still are copies. */
static void split(fl_arena *arena, runs *out, fl_run run, uint32_t len,
                  fl_decoded from)
{
    const uint32_t *origin = from.origin + run.source;
    for (uint32_t i = 0; i < len;) {
        uint32_t n = 1;
        while (i + n < len && origin[i + n] == origin[i] + n)
            n++;
        bool copy = n > 1 || origin[i + 1] == origin[i] + 1;
        *FL_PUSH(arena, out) = (fl_run){ run.start + i, origin[i],
                                         copy ? n : apart(origin + i), copy };
        i += n;
    }
}

void fl_document_remap(fl_document *doc, fl_arena *arena, fl_decoded from)
{
    runs out = { 0 };
    for (size_t i = 0; i < doc->runs.count; i++) {
        fl_run run = doc->runs.items[i];
        uint32_t end = i + 1 < doc->runs.count ? doc->runs.items[i + 1].start
                                               : (uint32_t)doc->text.len;
        if (run.copy) {
            split(arena, &out, run, end - run.start, from);
            continue;
        }
        uint32_t source = from.origin[run.source];
        uint32_t behind = from.origin[run.source + run.source_len];
        *FL_PUSH(arena, &out) =
            (fl_run){ run.start, source, behind > source ? behind - source : 0,
                      false };
    }
    doc->runs.items = out.items;
    doc->runs.count = out.count;
    doc->runs.cap = out.cap;
    for (size_t i = 0; i < doc->blocks.count; i++)
        doc->blocks.items[i].label_source =
            from.origin[doc->blocks.items[i].label_source];
}
