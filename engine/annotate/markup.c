/*
 * Tags and their places; see markup.h.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/markup.h"

#include <stdlib.h>
#include <strings.h>

typedef struct {
    fl_arena *arena;
    fl_markup *x;
    size_t at;
    uint32_t open; /* the innermost element */
} scanner;

static fl_str rest(const scanner *s)
{
    return fl_str_slice(s->x->bytes, s->at, s->x->bytes.len);
}

/* ---- tags ----------------------------------------------------------------------- */

/* Moves behind the next `mark`. */
static bool skip_to(scanner *s, const char *mark)
{
    fl_str left = rest(s);
    const char *found = memmem(left.ptr, left.len, mark, strlen(mark));
    if (!found)
        return false;
    s->at += (size_t)(found - left.ptr) + strlen(mark);
    return true;
}

static bool ends_name(char c)
{
    return fl_is_space(c) || c == '/' || c == '>' || c == '=';
}

static fl_str name_at(fl_str bytes, size_t at)
{
    size_t end = at;
    while (end < bytes.len && !ends_name(bytes.ptr[end]))
        end++;
    return fl_str_slice(bytes, at, end);
}

static fl_str without_prefix(fl_str name)
{
    const char *colon = memchr(name.ptr, ':', name.len);
    size_t from = colon ? (size_t)(colon - name.ptr) + 1 : 0;
    return fl_str_slice(name, from, name.len);
}

/* The end of the tag from s->at on; attributes may hold ">". */
static size_t tag_end(const scanner *s)
{
    char quote = '\0';
    fl_str bytes = s->x->bytes;
    for (size_t i = s->at; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return 0;
}

static void add_tag(const scanner *s, size_t start, size_t end,
                    uint32_t element, bool opens)
{
    *FL_PUSH(s->arena, &s->x->tags) =
        (fl_xml_tag){ (uint32_t)start, (uint32_t)end, element, opens };
}

static void open_element(scanner *s, size_t end)
{
    fl_markup *x = s->x;
    uint32_t index = (uint32_t)x->elements.count;
    fl_str name = name_at(x->bytes, s->at + 1);
    bool empty = x->bytes.ptr[end - 2] == '/';
    *FL_PUSH(s->arena, &x->elements) =
        (fl_xml_element){ .name = name,
                          .local = without_prefix(name),
                          .parent = s->open,
                          .start = (uint32_t)s->at,
                          .inner = (uint32_t)end,
                          .close = (uint32_t)end,
                          .end = (uint32_t)end };
    add_tag(s, s->at, end, index, true);
    if (empty)
        add_tag(s, end, end, index, false);
    else
        s->open = index;
}

static bool close_element(scanner *s, size_t end)
{
    fl_markup *x = s->x;
    if (s->open == FL_NO_ELEMENT)
        return false;
    fl_xml_element *e = &x->elements.items[s->open];
    if (!fl_str_eq(name_at(x->bytes, s->at + 2), e->name))
        return false;
    e->close = (uint32_t)s->at;
    e->end = (uint32_t)end;
    add_tag(s, s->at, end, s->open, false);
    s->open = e->parent;
    return true;
}

static bool read_tag(scanner *s)
{
    size_t end = tag_end(s);
    if (end < s->at + 3)
        return false;
    bool closes = s->x->bytes.ptr[s->at + 1] == '/';
    if (closes && !close_element(s, end))
        return false;
    if (!closes)
        open_element(s, end);
    s->at = end;
    return true;
}

/* Other encodings than UTF-8 are declared, or begin with a mark. */
static bool is_utf8(fl_str bytes)
{
    if (bytes.len < 4 || bytes.ptr[0] == '\0' || bytes.ptr[1] == '\0' ||
        (unsigned char)bytes.ptr[0] >= 0xFE)
        return false;
    const char *end = memmem(bytes.ptr, bytes.len, "?>", 2);
    if (!fl_str_starts(bytes, FL_STR("<?xml ")) || !end)
        return true;
    size_t len = (size_t)(end - bytes.ptr);
    const char *said = memmem(bytes.ptr, len, "encoding", 8);
    if (!said)
        return true;
    while (said < end && *said != '"' && *said != '\'')
        said++;
    return end - said > 6 && strncasecmp(said + 1, "utf-8", 5) == 0;
}

bool fl_markup_scan(fl_arena *arena, fl_str bytes, fl_markup *out)
{
    *out = (fl_markup){ .bytes = bytes };
    scanner s = { .arena = arena, .x = out, .open = FL_NO_ELEMENT };
    if (!is_utf8(bytes))
        return false;
    while (s.at < bytes.len) {
        const char *next = memchr(bytes.ptr + s.at, '<', bytes.len - s.at);
        if (!next)
            break;
        s.at = (size_t)(next - bytes.ptr);
        bool ok;
        if (fl_str_starts(rest(&s), FL_STR("<!--")))
            ok = skip_to(&s, "-->");
        else if (fl_str_starts(rest(&s), FL_STR("<![CDATA[")))
            ok = skip_to(&s, "]]>");
        else if (fl_str_starts(rest(&s), FL_STR("<?")))
            ok = skip_to(&s, "?>");
        else
            ok = !fl_str_starts(rest(&s), FL_STR("<!")) && read_tag(&s);
        if (!ok)
            return false;
    }
    return s.open == FL_NO_ELEMENT && out->elements.count > 0;
}

/* ---- looking ---------------------------------------------------------------------- */

bool fl_markup_is(const fl_markup *x, uint32_t element, const char *local)
{
    return element != FL_NO_ELEMENT &&
           fl_str_is(x->elements.items[element].local, local);
}

/* The attributes of a start tag one by one; false at the end. */
static bool next_attribute(fl_str tag, size_t *at, fl_str *name, fl_str *value)
{
    size_t i = *at;
    while (i < tag.len && (fl_is_space(tag.ptr[i]) || tag.ptr[i] == '/'))
        i++;
    *name = name_at(tag, i);
    i += name->len;
    while (i < tag.len && tag.ptr[i] != '"' && tag.ptr[i] != '\'')
        i++;
    if (name->len == 0 || i >= tag.len)
        return false;
    const char *end = memchr(tag.ptr + i + 1, tag.ptr[i], tag.len - i - 1);
    if (!end)
        return false;
    *value = fl_str_slice(tag, i + 1, (size_t)(end - tag.ptr));
    *at = (size_t)(end - tag.ptr) + 1;
    return true;
}

static fl_str start_tag(const fl_markup *x, uint32_t element)
{
    const fl_xml_element *e = &x->elements.items[element];
    return fl_str_slice(x->bytes, e->start + 1 + e->name.len, e->inner - 1);
}

fl_str fl_markup_attr(const fl_markup *x, uint32_t element, const char *local)
{
    fl_str tag = start_tag(x, element);
    fl_str name;
    fl_str value;
    for (size_t at = 0; next_attribute(tag, &at, &name, &value);)
        if (fl_str_is(without_prefix(name), local))
            return value;
    return (fl_str){ "", 0 };
}

fl_str fl_markup_prefix(const fl_markup *x, fl_str uri)
{
    fl_str tag = start_tag(x, 0);
    fl_str name;
    fl_str value;
    for (size_t at = 0; next_attribute(tag, &at, &name, &value);)
        if (fl_str_starts(name, FL_STR("xmlns:")) && fl_str_eq(value, uri))
            return without_prefix(name);
    return (fl_str){ NULL, 0 };
}

uint32_t fl_markup_around(const fl_markup *x, uint32_t tags)
{
    if (tags == 0 || tags > x->tags.count)
        return FL_NO_ELEMENT;
    const fl_xml_tag *t = &x->tags.items[tags - 1];
    return t->opens ? t->element : x->elements.items[t->element].parent;
}

static uint32_t utf8_bytes(unsigned long code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/* The bytes that the reference at `at` stands for; *end is behind it. */
static uint32_t reference(fl_str bytes, size_t at, size_t *end)
{
    const char *semicolon = memchr(bytes.ptr + at, ';', bytes.len - at);
    if (!semicolon)
        return 0;
    *end = (size_t)(semicolon - bytes.ptr) + 1;
    if (bytes.ptr[at + 1] != '#')
        return 1; /* no others but the five of XML: none can be declared */
    bool hex = bytes.ptr[at + 2] == 'x';
    return utf8_bytes(
        strtoul(bytes.ptr + at + (hex ? 3 : 2), NULL, hex ? 16 : 10));
}

bool fl_markup_at(const fl_markup *x, uint32_t tags, uint32_t offset,
                  uint32_t *at)
{
    fl_str bytes = x->bytes;
    if (tags == 0 || tags >= x->tags.count)
        return false;
    size_t i = x->tags.items[tags - 1].end;
    size_t last = x->tags.items[tags].start;
    while (offset > 0) {
        uint32_t stands_for = 1;
        size_t end = i + 1;
        if (i >= last || bytes.ptr[i] == '<')
            return false;
        if (bytes.ptr[i] == '&')
            stands_for = reference(bytes, i, &end);
        else if (bytes.ptr[i] == '\r' && bytes.ptr[i + 1] == '\n')
            end++; /* a parser makes one of the two */
        if (stands_for == 0 || stands_for > offset)
            return false;
        offset -= stands_for;
        i = end;
    }
    *at = (uint32_t)i;
    return i <= last;
}

/* ---- putting something in between --------------------------------------------------- */

void fl_insert(fl_arena *arena, fl_insertions *to, uint32_t at, fl_str text)
{
    size_t number = to->count;
    *FL_PUSH(arena, to) = (fl_insertion){ at, number, text };
}

static int by_place(const void *a, const void *b)
{
    const fl_insertion *one = a;
    const fl_insertion *two = b;
    if (one->at != two->at)
        return one->at < two->at ? -1 : 1;
    return one->number < two->number ? -1 : 1;
}

fl_str fl_insert_all(fl_arena *arena, fl_str bytes, fl_insertions *list)
{
    size_t len = bytes.len;
    for (size_t i = 0; i < list->count; i++)
        len += list->items[i].text.len;
    if (list->count > 1)
        qsort(list->items, list->count, sizeof(*list->items), by_place);
    char *out = fl_arena_alloc(arena, len + 1);
    size_t to = 0;
    size_t from = 0;
    for (size_t i = 0; i < list->count; i++) {
        const fl_insertion *one = &list->items[i];
        memcpy(out + to, bytes.ptr + from, one->at - from);
        to += one->at - from;
        from = one->at;
        memcpy(out + to, one->text.ptr, one->text.len);
        to += one->text.len;
    }
    memcpy(out + to, bytes.ptr + from, bytes.len - from);
    return (fl_str){ out, len };
}
