/*
 * Places in JSON text. cJSON keeps none, so when there is something to report
 * the text is walked again along the JSON Pointer. Works on text that
 * fl_json_check() has passed.
 * SPDX-License-Identifier: MIT
 */
#include "base/json.h"

#include "foilint.h"

void fl_text_place(fl_str text, size_t offset, size_t *line, size_t *col)
{
    *line = 1;
    *col = 1;
    for (size_t i = 0; i < offset && i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            (*line)++;
            *col = 1;
        } else if (((unsigned char)text.ptr[i] & 0xC0) != 0x80) {
            (*col)++;
        }
    }
}

static size_t skip_space(fl_str text, size_t at)
{
    while (at < text.len && fl_is_space(text.ptr[at]))
        at++;
    return at;
}

/* Behind the string whose opening quote stands at `at`. */
static size_t skip_string(fl_str text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++) {
        if (text.ptr[at] == '\\')
            at++;
    }
    return at < text.len ? at + 1 : text.len;
}

/* Behind the value that starts at `at`. */
static size_t skip_value(fl_str text, size_t at)
{
    size_t depth = 0;
    while (at < text.len) {
        char b = text.ptr[at];
        if (b == '"') {
            at = skip_string(text, at);
        } else if (b == '{' || b == '[') {
            depth++;
            at++;
        } else if (depth > 0 && (b == '}' || b == ']')) {
            depth--;
            at++;
        } else if (depth == 0) {
            while (at < text.len && !strchr(",]} \t\r\n", text.ptr[at]))
                at++;
            return at;
        } else {
            at++;
        }
        if (depth == 0)
            return at;
    }
    return text.len;
}

/* True when the name at `at` (its quote) is the pointer token, in which ~1
 * stands for '/' and ~0 for '~'. Names have no escapes. */
static bool name_is(fl_str text, size_t at, fl_str token)
{
    at++;
    for (size_t i = 0; i < token.len; i++, at++) {
        char want = token.ptr[i];
        if (want == '~' && i + 1 < token.len)
            want = token.ptr[++i] == '1' ? '/' : '~';
        if (at >= text.len || text.ptr[at] != want)
            return false;
    }
    return at < text.len && text.ptr[at] == '"';
}

/* Start of the child of the container at `at` that `token` names; *key is the
 * place of its name (of its value in an array). text.len: none. */
static size_t child_of(fl_str text, size_t at, fl_str token, size_t *key)
{
    bool object = text.ptr[at] == '{';
    size_t wanted = 0;
    for (size_t i = 0; !object && i < token.len; i++)
        wanted = wanted * 10 + (size_t)(token.ptr[i] - '0');
    at = skip_space(text, at + 1);
    for (size_t index = 0; at < text.len; index++) {
        if (text.ptr[at] == '}' || text.ptr[at] == ']')
            break;
        *key = at;
        bool found = object ? name_is(text, at, token) : index == wanted;
        if (object) {
            at = skip_space(text, skip_string(text, at));
            at = skip_space(text, at + 1);
        }
        if (found)
            return at;
        at = skip_space(text, skip_value(text, at));
        if (at < text.len && text.ptr[at] == ',')
            at = skip_space(text, at + 1);
    }
    return text.len;
}

size_t fl_json_find(fl_str text, fl_str pointer, bool key)
{
    size_t at = skip_space(text, 0);
    size_t name = at;
    size_t next = 0;
    while (next < pointer.len && at < text.len) {
        size_t start = next + 1;
        next = start;
        while (next < pointer.len && pointer.ptr[next] != '/')
            next++;
        if (text.ptr[at] != '{' && text.ptr[at] != '[')
            return text.len;
        at = child_of(text, at, fl_str_slice(pointer, start, next), &name);
    }
    return key && at < text.len ? name : at;
}

/* Bytes of UTF-8 that the escape at `at` stands for; *len is its length. */
static size_t escape_bytes(fl_str text, size_t at, size_t *len)
{
    *len = 2;
    if (at + 5 >= text.len || text.ptr[at + 1] != 'u')
        return 1;
    unsigned unit = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        char b = text.ptr[i];
        unsigned digit = fl_is_digit(b) ? (unsigned)(b - '0')
                                        : (unsigned)((b | 0x20) - 'a') + 10;
        unit = unit * 16 + (digit & 15);
    }
    *len = 6;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        *len = 12;
        return 4;
    }
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

size_t fl_json_inside(fl_str text, size_t at, size_t inside)
{
    at++;
    size_t passed = 0;
    while (at < text.len && text.ptr[at] != '"' && passed < inside) {
        size_t len = 1;
        passed += text.ptr[at] == '\\' ? escape_bytes(text, at, &len) : 1;
        at += len;
    }
    return at;
}

void fl_json_place(const char *bytes, size_t size, const char *pointer,
                   bool key, size_t *line, size_t *col)
{
    fl_str text = { bytes, size };
    fl_text_place(text, fl_json_find(text, fl_str_from(pointer), key), line,
                  col);
}
