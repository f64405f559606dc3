/*
 * The tokenizer of HTML; see html.h.
 * SPDX-License-Identifier: MIT
 */
#include "read/html.h"

#include "base/buf.h"

#include <libxml/HTMLparser.h>

void fl_html_begin(fl_html *html, fl_str source, uint32_t from, uint32_t end)
{
    *html = (fl_html){ source, from, end };
}

static char lower(char c)
{
    return fl_is_upper(c) ? (char)(c | 0x20) : c;
}

static bool matches(const fl_html *h, uint32_t at, const char *what)
{
    for (; *what; what++, at++)
        if (at >= h->end || lower(h->source.ptr[at]) != *what)
            return false;
    return true;
}

static uint32_t find(const fl_html *h, uint32_t at, const char *what)
{
    while (at < h->end && !matches(h, at, what))
        at++;
    return at;
}

bool fl_html_holds(fl_str s, const char *what)
{
    fl_html h = { s, 0, (uint32_t)s.len };
    return find(&h, 0, what) < h.end;
}

/* ---- character references ----------------------------------------------------- */

static size_t put_utf8(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = { 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = more; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(lead[more] | c);
    return more + 1;
}

/* The standard reads the numbers 128 to 159 as Windows' characters. */
static uint32_t repaired(uint32_t c)
{
    static const uint16_t windows[32] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
        0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178
    };
    if (c >= 0x80 && c < 0xA0)
        return windows[c - 0x80];
    bool wrong = c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
    return wrong ? 0xFFFD : c;
}

static uint32_t number_at(fl_str s, size_t *at)
{
    bool hex = *at < s.len && lower(s.ptr[*at]) == 'x';
    uint32_t value = 0;
    for (*at += hex; *at < s.len; (*at)++) {
        int digit = fl_hex_value(s.ptr[*at]);
        if (digit < 0 || (digit > 9 && !hex))
            break;
        if (value < 0x200000)
            value = value * (hex ? 16 : 10) + (uint32_t)digit;
    }
    return repaired(value);
}

static uint32_t named(fl_str name)
{
    char text[16];
    if (name.len == 0 || name.len >= sizeof(text))
        return 0;
    memcpy(text, name.ptr, name.len);
    text[name.len] = '\0';
    if (fl_str_is(name, "apos"))
        return '\'';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)text);
    return entity ? entity->value : 0;
}

/* Length of the reference at s[at], 0 for a mere "&"; *c what it stands for. */
static size_t reference_at(fl_str s, size_t at, uint32_t *c)
{
    size_t end = at + 1;
    if (end < s.len && s.ptr[end] == '#') {
        size_t digits = ++end;
        *c = number_at(s, &end);
        bool none =
            end == digits || (end == digits + 1 && lower(s.ptr[digits]) == 'x');
        if (none)
            return 0;
    } else {
        while (end < s.len && end < at + 16 &&
               (fl_is_alpha(s.ptr[end]) || fl_is_digit(s.ptr[end])))
            end++;
        *c = named(fl_str_slice(s, at + 1, end));
        if (*c == 0)
            return 0;
    }
    return end - at + (end < s.len && s.ptr[end] == ';');
}

fl_str fl_html_decode(fl_arena *arena, fl_str s)
{
    char *out = fl_arena_alloc(arena, s.len * 2 + 8);
    size_t len = 0;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = 0;
        size_t used = s.ptr[i] == '&' ? reference_at(s, i, &c) : 0;
        if (used)
            len += put_utf8(out + len, c);
        else
            out[len++] = s.ptr[i];
        i += used ? used : 1;
    }
    return (fl_str){ out, len };
}

/* ---- attributes --------------------------------------------------------------- */

/* Steps over one attribute of `s`; false at the end. */
static bool next_attribute(fl_str s, size_t *at, fl_str *name, fl_str *value)
{
    size_t i = *at;
    while (i < s.len && (fl_is_space(s.ptr[i]) || s.ptr[i] == '/'))
        i++;
    size_t start = i;
    while (i < s.len && !fl_is_space(s.ptr[i]) && s.ptr[i] != '/' &&
           (s.ptr[i] != '=' || i == start))
        i++;
    if (i == start)
        return false;
    *name = fl_str_slice(s, start, i);
    *value = (fl_str){ "", 0 };
    size_t sign = i;
    while (sign < s.len && fl_is_space(s.ptr[sign]))
        sign++;
    if (sign < s.len && s.ptr[sign] == '=') {
        for (i = sign + 1; i < s.len && fl_is_space(s.ptr[i]);)
            i++;
        char quote = i < s.len ? s.ptr[i] : ' ';
        bool quoted = quote == '"' || quote == '\'';
        size_t from = i + quoted;
        for (i = from; i < s.len &&
                       (quoted ? s.ptr[i] != quote : !fl_is_space(s.ptr[i]));)
            i++;
        *value = fl_str_slice(s, from < s.len ? from : s.len, i);
        i += quoted && i < s.len;
    }
    *at = i;
    return true;
}

bool fl_html_attribute(const fl_html_token *tag, const char *name,
                       fl_str *value)
{
    size_t at = 0;
    fl_str own = { "", 0 };
    while (next_attribute(tag->attributes, &at, &own, value))
        if (own.len == strlen(name) && fl_html_holds(own, name))
            return true;
    *value = (fl_str){ "", 0 };
    return false;
}

/* ---- tags ---------------------------------------------------------------------- */

/* End of a tag whose name ends at `at`: behind its '>', quotes respected. */
static uint32_t tag_end(const fl_html *h, uint32_t at)
{
    const char *s = h->source.ptr;
    char quote = '\0';
    bool value = false; /* an equals sign came last */
    for (; at < h->end; at++) {
        if (quote) {
            quote = s[at] == quote ? '\0' : quote;
        } else if (value && (s[at] == '"' || s[at] == '\'')) {
            quote = s[at];
            value = false;
        } else if (s[at] == '>') {
            return at + 1;
        } else if (!fl_is_space(s[at])) {
            value = s[at] == '=';
        }
    }
    return h->end;
}

static void read_tag(fl_html *h, fl_html_token *t, bool close)
{
    const char *s = h->source.ptr;
    uint32_t at = h->at + 1 + close;
    size_t len = 0;
    for (; at < h->end && !fl_is_space(s[at]) && s[at] != '>' && s[at] != '/';
         at++)
        if (len + 1 < sizeof(t->name))
            t->name[len++] = lower(s[at]);
    t->name[len] = '\0';
    t->kind = close ? FL_HTML_CLOSE : FL_HTML_OPEN;
    t->start = h->at;
    t->end = h->at = tag_end(h, at);
    uint32_t last = t->end > at && s[t->end - 1] == '>' ? t->end - 1 : t->end;
    t->attributes = fl_str_slice(h->source, at, last);
}

/* Behind a comment, declaration or processing instruction. */
static uint32_t behind_comment(const fl_html *h)
{
    if (!matches(h, h->at, "<!--")) {
        uint32_t end = find(h, h->at, ">");
        return end < h->end ? end + 1 : h->end;
    }
    uint32_t at = h->at + 4;
    if (matches(h, at, ">") || matches(h, at, "->"))
        return find(h, at, ">") + 1;
    at = find(h, at, "-->");
    return at < h->end ? at + 3 : h->end;
}

static void read_text(fl_html *h, fl_html_token *t)
{
    const char *s = h->source.ptr;
    uint32_t at = h->at + 1; /* a lone '<' or '&' is text */
    while (at < h->end && s[at] != '<' && s[at] != '&')
        at++;
    t->kind = FL_HTML_TEXT;
    t->start = h->at;
    t->end = h->at = at;
    t->text = fl_str_slice(h->source, t->start, at);
}

static bool read_entity(fl_html *h, fl_html_token *t)
{
    uint32_t c = 0;
    fl_str rest = { h->source.ptr, h->end };
    size_t len = reference_at(rest, h->at, &c);
    if (len == 0)
        return false;
    t->kind = FL_HTML_ENTITY;
    t->start = h->at;
    t->end = h->at += (uint32_t)len;
    t->text = (fl_str){ t->decoded, put_utf8(t->decoded, c) };
    return true;
}

void fl_html_next(fl_html *h, fl_html_token *t)
{
    const char *s = h->source.ptr;
    while (h->at < h->end && s[h->at] == '<' && h->at + 1 < h->end &&
           (s[h->at + 1] == '!' || s[h->at + 1] == '?' ||
            (s[h->at + 1] == '/' && h->at + 2 < h->end &&
             !fl_is_alpha(s[h->at + 2]))))
        h->at = behind_comment(h);
    t->start = t->end = h->at;
    t->kind = FL_HTML_END;
    if (h->at >= h->end)
        return;
    char next = h->at + 1 < h->end ? s[h->at + 1] : ' ';
    if (s[h->at] == '<' && (fl_is_alpha(next) || next == '/')) {
        read_tag(h, t, next == '/');
        return;
    }
    if (s[h->at] != '&' || !read_entity(h, t))
        read_text(h, t);
}

void fl_html_skip_raw(fl_html *h, const char *name)
{
    char close[20] = "</";
    strncat(close, name, sizeof(close) - 3);
    h->at = find(h, h->at, close);
    if (h->at < h->end)
        h->at = tag_end(h, h->at + (uint32_t)strlen(close));
}

/* ---- the declared charset ------------------------------------------------------- */

#define DECLARED_WITHIN 4096

fl_str fl_html_charset(fl_str source)
{
    fl_html h = { source, 0, 0 };
    h.end =
        source.len < DECLARED_WITHIN ? (uint32_t)source.len : DECLARED_WITHIN;
    uint32_t at = find(&h, 0, "charset");
    if (at >= h.end)
        return (fl_str){ "", 0 };
    for (at += 7; at < h.end && strchr(" =\"'", source.ptr[at]) != NULL;)
        at++;
    uint32_t end = at;
    while (end < h.end &&
           (fl_is_alpha(source.ptr[end]) || fl_is_digit(source.ptr[end]) ||
            strchr("-_:", source.ptr[end]) != NULL))
        end++;
    return fl_str_slice(source, at, end);
}
