/*
 * Strict JSON. cJSON accepts what no file of ours may hold (duplicate names,
 * leading zeros, bad UTF-8, \u0000, raw control characters): one pass over
 * the bytes refuses it first, with its exact place; cJSON then builds the tree.
 * SPDX-License-Identifier: MIT
 */
#include "base/json.h"

#include "base/sink.h"

#include <math.h>
#include <stdlib.h>

/* Conditions nest FL_LIMIT_CONDITION_DEPTH deep at two levels each. */
#define DEPTH_LIMIT 100
/* cJSON reads at most 63 bytes of a number. */
#define NUMBER_LIMIT 40
/* Names of an object that are compared one by one before sorting pays. */
#define FEW_NAMES 24

typedef struct {
    uint32_t hash, start, len;
} name_seen;

typedef struct {
    fl_arena *arena;
    fl_str text;
    size_t at;
    const char *what; /* NULL: no error so far */
    size_t wrong_at;
    char closers[DEPTH_LIMIT];
    uint32_t first_name[DEPTH_LIMIT]; /* in names, by depth */
    size_t depth;
    FL_VEC(name_seen) names; /* of all open objects */
} checker;

static bool fail(checker *c, size_t at, const char *what)
{
    if (!c->what) {
        c->what = what;
        c->wrong_at = at;
    }
    return false;
}

static int peek(const checker *c)
{
    return c->at < c->text.len ? (unsigned char)c->text.ptr[c->at] : -1;
}

static void skip_space(checker *c)
{
    while (c->at < c->text.len) {
        char b = c->text.ptr[c->at];
        if (b != ' ' && b != '\n' && b != '\t' && b != '\r')
            return;
        c->at++;
    }
}

/* Length of the valid UTF-8 sequence at `s`, 0 when there is none. */
static size_t sequence(const unsigned char *s, size_t left)
{
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    size_t len = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (left < len)
        return 0;
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    }
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return len;
}

static bool hex4(const checker *c, size_t at, unsigned *out)
{
    *out = 0;
    if (c->text.len - at < 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        int digit = fl_hex_value(c->text.ptr[at + i]);
        if (digit < 0)
            return false;
        *out = *out * 16 + (unsigned)digit;
    }
    return true;
}

/* At a backslash; moves behind the escape. */
static bool escape(checker *c)
{
    size_t start = c->at++;
    int b = peek(c);
    if (b < 0 || (b != 'u' && !strchr("\"\\/bfnrt", b)))
        return fail(c, start,
                    "unknown escape, expected one of \\\" \\\\ \\/ "
                    "\\b \\f \\n \\r \\t \\u");
    c->at++;
    if (b != 'u')
        return true;
    unsigned unit = 0;
    unsigned low = 0;
    if (!hex4(c, c->at, &unit))
        return fail(c, start, "bad \\u escape, expected four hex digits");
    c->at += 4;
    if (unit == 0)
        return fail(c, start, "\\u0000 is not allowed in a string");
    if (unit < 0xD800 || unit > 0xDFFF)
        return true;
    if (unit > 0xDBFF || c->text.len - c->at < 6 ||
        c->text.ptr[c->at] != '\\' || c->text.ptr[c->at + 1] != 'u' ||
        !hex4(c, c->at + 2, &low) || low < 0xDC00 || low > 0xDFFF)
        return fail(c, start, "half of a surrogate pair, expected both");
    c->at += 6;
    return true;
}

/* At the opening quote; moves behind the closing one. */
static bool string(checker *c)
{
    size_t start = c->at++;
    while (c->at < c->text.len) {
        unsigned char b = (unsigned char)c->text.ptr[c->at];
        if (b == '"') {
            c->at++;
            return true;
        }
        if (b == '\\') {
            if (!escape(c))
                return false;
        } else if (b < 0x20) {
            return fail(c, c->at,
                        "raw control character in a string, "
                        "expected an escape such as \\n");
        } else if (b < 0x80) {
            c->at++;
        } else {
            size_t len = sequence((const unsigned char *)c->text.ptr + c->at,
                                  c->text.len - c->at);
            if (len == 0)
                return fail(c, c->at, "invalid UTF-8");
            c->at += len;
        }
    }
    return fail(c, start, "string without an end, expected '\"'");
}

static bool digit_here(const checker *c)
{
    return c->at < c->text.len && fl_is_digit(c->text.ptr[c->at]);
}

static void digits(checker *c)
{
    while (digit_here(c))
        c->at++;
}

static bool number(checker *c)
{
    size_t start = c->at;
    if (peek(c) == '-')
        c->at++;
    if (!digit_here(c))
        return fail(c, start, "bad number, expected a digit");
    if (peek(c) == '0' && c->at + 1 < c->text.len &&
        fl_is_digit(c->text.ptr[c->at + 1]))
        return fail(c, start, "number with a leading zero");
    digits(c);
    if (peek(c) == '.') {
        c->at++;
        if (!digit_here(c))
            return fail(c, start, "bad number, expected a digit after '.'");
        digits(c);
    }
    if (peek(c) == 'e' || peek(c) == 'E') {
        c->at++;
        if (peek(c) == '+' || peek(c) == '-')
            c->at++;
        if (!digit_here(c))
            return fail(c, start, "bad number, expected an exponent");
        digits(c);
    }
    char copy[NUMBER_LIMIT + 1] = { 0 };
    if (c->at - start > NUMBER_LIMIT)
        return fail(c, start, "number with more than 40 characters");
    memcpy(copy, c->text.ptr + start, c->at - start);
    if (!isfinite(strtod(copy, NULL)))
        return fail(c, start, "number too large");
    return true;
}

static bool literal(checker *c, const char *word)
{
    size_t len = strlen(word);
    if (c->text.len - c->at < len ||
        memcmp(c->text.ptr + c->at, word, len) != 0)
        return fail(c, c->at,
                    "expected a value: an object, array, string, "
                    "number, true, false or null");
    c->at += len;
    return true;
}

static bool same_name(const checker *c, const name_seen *a, const name_seen *b)
{
    return a->hash == b->hash && a->len == b->len &&
           memcmp(c->text.ptr + a->start, c->text.ptr + b->start, a->len) == 0;
}

/* A name of the innermost object and its colon. */
static bool name(checker *c)
{
    size_t start = c->at;
    if (peek(c) != '"')
        return fail(c, start, "expected a name in double quotes");
    if (!string(c))
        return false;
    name_seen seen = { 2166136261u, (uint32_t)start + 1,
                       (uint32_t)(c->at - start - 2) };
    for (uint32_t i = 0; i < seen.len; i++) {
        unsigned char b = (unsigned char)c->text.ptr[seen.start + i];
        if (b == '\\')
            return fail(c, start, "escape in a name, expected plain text");
        seen.hash = (seen.hash ^ b) * 16777619u;
    }
    size_t first = c->first_name[c->depth - 1];
    size_t count = c->names.count - first;
    for (size_t i = 0; i < count && count <= FEW_NAMES; i++) {
        if (same_name(c, &c->names.items[first + i], &seen))
            return fail(c, start, "this name stands twice in one object");
    }
    *FL_PUSH(c->arena, &c->names) = seen;
    skip_space(c);
    if (peek(c) != ':')
        return fail(c, c->at, "expected ':' after the name");
    c->at++;
    return true;
}

static int by_hash(const void *a, const void *b)
{
    const name_seen *x = a;
    const name_seen *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* Forgets the names of the object that closes; a large one is checked now.
 * Names of one hash and length are few, unless they are equal. */
static bool close_object(checker *c)
{
    size_t first = c->first_name[c->depth - 1];
    size_t count = c->names.count - first;
    if (count > FEW_NAMES) {
        name_seen *names = c->names.items + first;
        qsort(names, count, sizeof(*names), by_hash);
        for (size_t i = 1; i < count; i++) {
            if (same_name(c, &names[i - 1], &names[i]))
                return fail(c, names[i].start - 1,
                            "this name stands twice in one object");
        }
    }
    c->names.count = first;
    return true;
}

static bool open(checker *c, char closer)
{
    if (c->depth == DEPTH_LIMIT)
        return fail(c, c->at, "nested more than 100 deep");
    c->at++;
    c->closers[c->depth] = closer;
    c->first_name[c->depth] = (uint32_t)c->names.count;
    c->depth++;
    return true;
}

/* After a value: commas and closers up to where the next value starts.
 * *done is set when the outermost value has ended. */
static bool after_value(checker *c, bool *done)
{
    while (c->depth > 0) {
        skip_space(c);
        char closer = c->closers[c->depth - 1];
        int b = peek(c);
        if (b == ',') {
            c->at++;
            skip_space(c);
            return closer == '}' ? name(c) : true;
        }
        if (b != closer)
            return fail(c, c->at,
                        closer == '}' ? "expected ',' or '}' in an object"
                                      : "expected ',' or ']' in an array");
        if (closer == '}' && !close_object(c))
            return false;
        c->at++;
        c->depth--;
    }
    *done = true;
    return true;
}

/* One value, or the start of one: *inside says that a container was opened
 * whose first value comes next. */
static bool value(checker *c, bool *inside)
{
    skip_space(c);
    *inside = false;
    int b = peek(c);
    if (b == '{' || b == '[') {
        if (!open(c, b == '{' ? '}' : ']'))
            return false;
        skip_space(c);
        *inside = peek(c) != c->closers[c->depth - 1];
        return !*inside || b == '[' || name(c);
    }
    if (b == '"')
        return string(c);
    if (b == '-' || (b >= '0' && b <= '9'))
        return number(c);
    if (b == -1)
        return fail(c, c->at, "the text ends where a value was expected");
    return literal(c, b == 't' ? "true" : b == 'f' ? "false" : "null");
}

bool fl_json_check(fl_arena *arena, fl_str text, fl_json_error *error)
{
    checker c = { .arena = arena, .text = text };
    bool done = false;
    bool ok = true;
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0)
        ok = fail(&c, 0, "byte order mark, expected plain UTF-8");
    while (ok && !done) {
        bool inside = false;
        ok = value(&c, &inside) && (inside || after_value(&c, &done));
    }
    if (ok) {
        skip_space(&c);
        if (c.at < text.len)
            ok = fail(&c, c.at, "text after the end of the JSON value");
    }
    if (!ok)
        *error = (fl_json_error){ c.wrong_at, c.what };
    return ok;
}

fl_status fl_json_verify(const char *name, const char *bytes, size_t size,
                         const fl_sink *sink)
{
    fl_json_error error = { 0, NULL };
    fl_arena *arena = fl_arena_new();
    fl_status status = FL_NOMEM;
    if (!arena)
        return FL_NOMEM;
    if (FL_ARENA_TRY(arena)) {
        fl_str text = { bytes, size };
        status = FL_OK;
        if (!fl_json_check(arena, text, &error)) {
            size_t line = 0;
            size_t col = 0;
            fl_text_place(text, error.offset, &line, &col);
            fl_sink_report(sink, FL_LEVEL_ERROR, name, line, col, NULL,
                           "not valid JSON: %s", error.what);
            status = FL_FORMAT;
        }
    } else {
        status = FL_NOMEM;
    }
    fl_arena_untry(arena);
    fl_arena_free(arena);
    return status;
}
