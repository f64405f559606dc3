/*
 * Normalisation to T and folding to F (document.h says what they are), with
 * the source map. ASCII is copied in spans; other code points go one by one.
 * SPDX-License-Identifier: MIT
 */
#include "read/builder.h"
#include "read/reader.h"

#include <stdlib.h>
#include <utf8proc.h>

void fl_builder_init(fl_builder *b, fl_arena *arena, fl_document *doc)
{
    *b = (fl_builder){ .arena = arena, .doc = doc };
    b->cap = doc->source.len + doc->source.len / 8 + 256;
    b->text = fl_arena_alloc(arena, b->cap);
}

static char *room(fl_builder *b, size_t more)
{
    if (b->len + more > b->cap) {
        size_t cap = (b->len + more) * 2;
        char *grown = fl_arena_alloc(b->arena, cap);
        memcpy(grown, b->text, b->len);
        b->text = grown;
        b->cap = cap;
    }
    return b->text + b->len;
}

/* Notes that T from here on comes from `source`. */
static void map(fl_builder *b, uint32_t source, uint32_t source_len, bool copy)
{
    fl_document *doc = b->doc;
    if (doc->runs.count) {
        const fl_run *last = &doc->runs.items[doc->runs.count - 1];
        if (copy && last->copy &&
            last->source + (b->len - last->start) == source)
            return; /* goes on byte for byte */
    }
    *FL_PUSH(b->arena, &doc->runs) =
        (fl_run){ (uint32_t)b->len, source, source_len, copy };
}

static void put(fl_builder *b, fl_str s, uint32_t source, uint32_t source_len,
                bool copy)
{
    if (b->space) {
        b->space = false;
        if (b->len > b->block.start) {
            *room(b, 1) = ' ';
            map(b, source, 0, false);
            b->len++;
        }
    }
    memcpy(room(b, s.len), s.ptr, s.len);
    map(b, source, source_len, copy);
    b->len += s.len;
}

void fl_builder_space(fl_builder *b)
{
    b->space = true;
}

/* What stands for a code point in T: NULL itself, "" nothing. */
static const char *replacement(int32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x0060:
        return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB:
        return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFF0D:
        return "-";
    case 0x2026:
        return "...";
    case 0xFB00:
        return "ff";
    case 0xFB01:
        return "fi";
    case 0xFB02:
        return "fl";
    case 0xFB03:
        return "ffi";
    case 0xFB04:
        return "ffl";
    case 0x00AD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
    case 0x200E:
    case 0x200F:
        return "";
    default:
        return NULL;
    }
}

static bool is_space(int32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Bytes of `raw` from `at` that belong to one composed character. */
static size_t sequence(fl_str raw, size_t at, int32_t *first)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)raw.ptr;
    size_t len = (size_t)utf8proc_iterate(
        bytes + at, (utf8proc_ssize_t)(raw.len - at), first);
    while (at + len < raw.len && (bytes[at + len] & 0x80)) {
        int32_t next = 0;
        utf8proc_ssize_t more = utf8proc_iterate(
            bytes + at + len, (utf8proc_ssize_t)(raw.len - at - len), &next);
        if (more <= 0 || utf8proc_get_property(next)->combining_class == 0)
            break;
        len += (size_t)more;
    }
    return len;
}

/* One character that isn't ASCII, with its combining marks. */
static size_t add_wide(fl_builder *b, fl_str raw, size_t at, uint32_t source)
{
    int32_t c = 0;
    size_t len = sequence(raw, at, &c);
    uint32_t from = source + (uint32_t)at;
    const char *other = replacement(c);
    if (is_space(c)) {
        b->space = true;
        return len;
    }
    if (other) {
        if (*other)
            put(b, fl_str_from(other), from, (uint32_t)len, false);
        return len;
    }
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)raw.ptr + at,
                                      (utf8proc_ssize_t)len, &composed,
                                      UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n > 0 && (size_t)n == len && memcmp(composed, raw.ptr + at, len) == 0)
        put(b, fl_str_slice(raw, at, at + len), from, (uint32_t)len, true);
    else if (n > 0)
        put(b, (fl_str){ (const char *)composed, (size_t)n }, from,
            (uint32_t)len, false);
    free(composed);
    return len;
}

static bool plain_ascii(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7F && c != '`';
}

void fl_builder_add(fl_builder *b, fl_str raw, uint32_t source)
{
    for (size_t at = 0; at < raw.len;) {
        size_t end = at;
        while (end < raw.len && plain_ascii(raw.ptr[end]))
            end++;
        if (end > at) {
            put(b, fl_str_slice(raw, at, end), source + (uint32_t)at,
                (uint32_t)(end - at), true);
            at = end;
            continue;
        }
        unsigned char c = (unsigned char)raw.ptr[at];
        if (c >= 0x80) {
            at += add_wide(b, raw, at, source);
        } else if (c == '`') {
            put(b, FL_STR("'"), source + (uint32_t)at, 1, false);
            at++;
        } else {
            b->space = true;
            at++;
        }
    }
}

void fl_builder_open(fl_builder *b, fl_block like)
{
    fl_builder_close(b);
    b->block = like;
    b->block.start = (uint32_t)b->len;
    b->open = true;
    b->space = false;
}

void fl_builder_close(fl_builder *b)
{
    if (!b->open)
        return;
    b->open = false;
    b->space = false;
    b->block.end = (uint32_t)b->len;
    if (b->block.end == b->block.start && b->block.kind != FL_BLOCK_RULE)
        return;
    *FL_PUSH(b->arena, &b->doc->blocks) = b->block;
    *room(b, 1) = '\n';
    map(b, 0, 0, false);
    /* the newline maps to where the block ended */
    fl_run *run = &b->doc->runs.items[b->doc->runs.count - 1];
    if (b->doc->runs.count > 1) {
        const fl_run *before = run - 1;
        run->source =
            before->source +
            (before->copy ? run->start - before->start : before->source_len);
    }
    b->len++;
}

fl_str fl_fold(fl_arena *arena, fl_str text)
{
    char *folded = fl_arena_alloc(arena, text.len + 1);
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.ptr;
    for (size_t at = 0; at < text.len;) {
        unsigned char c = bytes[at];
        if (c < 0x80) {
            folded[at++] = fl_is_upper((char)c) ? (char)(c + 32) : (char)c;
            continue;
        }
        int32_t code = 0;
        size_t len = (size_t)utf8proc_iterate(
            bytes + at, (utf8proc_ssize_t)(text.len - at), &code);
        utf8proc_uint8_t lower[4];
        size_t lower_len =
            (size_t)utf8proc_encode_char(utf8proc_tolower(code), lower);
        memcpy(folded + at, lower_len == len ? lower : bytes + at, len);
        at += len;
    }
    return (fl_str){ folded, text.len };
}

void fl_builder_finish(fl_builder *b)
{
    fl_builder_close(b);
    *room(b, 1) = '\0';
    b->doc->text = (fl_str){ b->text, b->len };
    b->doc->folded = fl_fold(b->arena, b->doc->text);
}

/* Words of packs mostly are as they would come out. */
static bool is_normal(fl_str raw)
{
    for (size_t i = 0; i < raw.len; i++)
        if (!plain_ascii(raw.ptr[i]) &&
            !(raw.ptr[i] == ' ' && i > 0 && i + 1 < raw.len &&
              raw.ptr[i - 1] != ' '))
            return false;
    return true;
}

fl_str fl_normalise(fl_arena *arena, fl_str raw)
{
    if (is_normal(raw))
        return fl_arena_dup(arena, raw);
    fl_document doc = { .source = raw };
    fl_builder b;
    fl_builder_init(&b, arena, &doc);
    fl_builder_open(&b, (fl_block){ .kind = FL_BLOCK_RULE });
    fl_builder_add(&b, raw, 0);
    *room(&b, 1) = '\0';
    return (fl_str){ b.text, b.len };
}

size_t fl_utf8_check(fl_str s)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.ptr;
    for (size_t at = 0; at < s.len;) {
        if (bytes[at] && bytes[at] < 0x80) {
            at++;
            continue;
        }
        int32_t c = 0;
        utf8proc_ssize_t len =
            utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(s.len - at), &c);
        if (len <= 0 || c == 0)
            return at;
        at += (size_t)len;
    }
    return s.len;
}
