/*
 * Builds T and the source map. ASCII is copied in spans, words and single
 * spaces alike; other characters go one by one.
 * SPDX-License-Identifier: MIT
 */
#include "read/builder.h"

#include "base/eight.h"
#include "read/reader.h"

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

/* ---- source map ---------------------------------------------------------- */

/* Source offset behind all that T holds so far. */
static uint32_t mapped_to(const fl_builder *b)
{
    const fl_document *doc = b->doc;
    if (doc->runs.count == 0)
        return 0;
    const fl_run *last = &doc->runs.items[doc->runs.count - 1];
    return last->copy ? last->source + ((uint32_t)b->len - last->start)
                      : last->source + last->source_len;
}

/* Notes that T from here on comes from `source`. */
static void map(fl_builder *b, uint32_t source, uint32_t source_len, bool copy)
{
    fl_document *doc = b->doc;
    if (doc->runs.count) {
        const fl_run *last = &doc->runs.items[doc->runs.count - 1];
        if ((doc->by_paragraph && !doc->trail) ||
            (copy && last->copy && mapped_to(b) == source))
            return; /* goes on byte for byte */
    }
    *FL_PUSH(b->arena, &doc->runs) =
        (fl_run){ (uint32_t)b->len, source, source_len, copy };
}

/* The space that is due before what stands at `source`. One byte of white
 * space in a run of copied text goes on byte for byte. */
static void put_space(fl_builder *b, uint32_t source)
{
    b->space = false;
    if (b->len == b->block.start)
        return;
    uint32_t from = mapped_to(b);
    if (source != from + 1)
        map(b, from, source > from ? source - from : 0, false);
    else
        map(b, from, 1, true);
    *room(b, 1) = ' ';
    b->len++;
}

static void put(fl_builder *b, fl_str s, uint32_t source, uint32_t source_len,
                bool copy)
{
    if (b->whole) {
        source = b->whole_source;
        source_len = b->whole_len;
        copy = false;
    }
    if (b->space)
        put_space(b, source);
    memcpy(room(b, s.len), s.ptr, s.len);
    map(b, source, source_len, copy);
    b->len += s.len;
}

/* ---- text ----------------------------------------------------------------- */

/* Printable ASCII that T holds as it is; no space. */
static bool is_verbatim(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7F && c != '`';
}

void fl_builder_space(fl_builder *b)
{
    b->space = true;
}

/* One character that isn't plain, with its combining marks. */
static size_t add_wide(fl_builder *b, fl_str raw, size_t at, uint32_t source)
{
    int32_t c = 0;
    size_t len = fl_character_len(raw, at, &c);
    uint32_t from = source + (uint32_t)at;
    if (fl_is_wide_space(c)) {
        b->space = true;
        return len;
    }
    const char *other = fl_replacement(c);
    if (other) {
        if (*other)
            put(b, fl_str_from(other), from, (uint32_t)len, false);
        return len;
    }
    char composed[FL_COMPOSED_BYTES];
    fl_str character = fl_str_slice(raw, at, at + len);
    fl_str nfc = { composed, fl_compose(character, composed) };
    put(b, nfc, from, (uint32_t)len, fl_str_eq(nfc, character));
    return len;
}

/* Where bytes no longer come in eights that T takes as they are, `at` or behind
 * it; the byte before it is no space. */
static size_t skip_eights(fl_str raw, size_t at)
{
    size_t end = at;
    while (raw.len - end >= 8) {
        uint64_t eight = fl_eight_at(raw.ptr + end);
        uint64_t spaces = fl_eight_is(eight, ' ');
        uint64_t odd = ~fl_eight_within(eight, ' ', '~') |
                       fl_eight_is(eight, '`') | (spaces & spaces << 8);
        if ((odd & FL_EIGHT_ALL) || (end == at && raw.ptr[at] == ' '))
            break;
        end += raw.ptr[end + 7] == ' ' ? 7 : 8;
    }
    return end;
}

/* End of the span from `at` that T takes as it is: words, and single spaces
 * between them. A letter that the next mark combines with stays out. */
static size_t plain_span(fl_str raw, size_t at)
{
    size_t end = skip_eights(raw, at);
    while (end < raw.len &&
           (is_verbatim(raw.ptr[end]) ||
            (raw.ptr[end] == ' ' && end > at && end + 1 < raw.len &&
             is_verbatim(raw.ptr[end + 1]))))
        end++;
    if (end > at && end < raw.len && (unsigned char)raw.ptr[end] >= 0xCC) {
        int32_t first = 0;
        if (fl_character_len(raw, end - 1, &first) > 1) {
            end--;
            if (end > at && raw.ptr[end - 1] == ' ')
                end--;
        }
    }
    return end;
}

void fl_builder_add(fl_builder *b, fl_str raw, uint32_t source)
{
    for (size_t at = 0; at < raw.len;) {
        size_t end = plain_span(raw, at);
        if (end > at) {
            put(b, fl_str_slice(raw, at, end), source + (uint32_t)at,
                (uint32_t)(end - at), true);
            at = end;
        } else if ((unsigned char)raw.ptr[at] >= 0x80 ||
                   is_verbatim(raw.ptr[at])) {
            at += add_wide(b, raw, at, source);
        } else if (raw.ptr[at] == '`') {
            put(b, FL_STR("'"), source + (uint32_t)at, 1, false);
            at++;
        } else {
            b->space = true;
            at++;
        }
    }
}

/* ---- blocks ---------------------------------------------------------------- */

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
    *room(b, 1) = '\n'; /* maps to where the block ended */
    map(b, mapped_to(b), 0, false);
    b->len++;
}

fl_str fl_builder_text(const fl_builder *b)
{
    return (fl_str){ b->text + b->block.start, b->len - b->block.start };
}

/* ---- marks ------------------------------------------------------------------ */

const char *const fl_mark_words[] = { "inserted",    "deleted",   "comment",
                                      "hidden",      "highlight", "field",
                                      "placeholder", "link",      "property",
                                      "faint",       "recipient", NULL };

uint32_t fl_builder_at(const fl_builder *b)
{
    return (uint32_t)b->len;
}

/* Runs may bear several marks at once, which then alternate. */
#define MARKS_AT_ONCE 4

static bool joins(const fl_builder *b, const fl_mark *last, const fl_mark *mark)
{
    return last->kind == mark->kind && fl_str_eq(last->by, mark->by) &&
           fl_str_eq(last->name, mark->name) && last->end >= b->block.start &&
           last->end > last->start && last->end + 1 >= mark->start;
}

void fl_builder_mark(fl_builder *b, fl_mark like, uint32_t start)
{
    fl_document *doc = b->doc;
    like.start = start;
    like.end = (uint32_t)b->len;
    bool empty = like.kind != FL_MARK_FIELD && like.kind != FL_MARK_PROPERTY;
    if (like.end == like.start && empty)
        return;
    for (size_t i = 1; i <= MARKS_AT_ONCE && i <= doc->marks.count; i++) {
        fl_mark *last = &doc->marks.items[doc->marks.count - i];
        if (joins(b, last, &like)) {
            last->end = like.end;
            return;
        }
    }
    *FL_PUSH(b->arena, &doc->marks) = like;
}

void fl_builder_property(fl_builder *b, const char *name, fl_str value)
{
    value = fl_normalise(b->arena, fl_str_trim(value));
    if (value.len)
        *FL_PUSH(b->arena, &b->doc->marks) =
            (fl_mark){ .kind = FL_MARK_PROPERTY,
                       .by = { "", 0 },
                       .name = fl_str_from(name),
                       .text = value };
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\n';
}

/* Marks hold no space at their ends. */
static void trim_marks(fl_builder *b)
{
    for (size_t i = 0; i < b->doc->marks.count; i++) {
        fl_mark *m = &b->doc->marks.items[i];
        while (m->start < m->end && is_gap(b->text[m->start]))
            m->start++;
        while (m->end > m->start && is_gap(b->text[m->end - 1]))
            m->end--;
    }
}

static void shift_marks(fl_builder *b, uint32_t len)
{
    uint32_t from = b->block.start;
    for (size_t i = b->doc->marks.count; i > 0; i--) {
        fl_mark *m = &b->doc->marks.items[i - 1];
        if (m->kind == FL_MARK_PROPERTY)
            continue;
        if (m->end < from)
            return;
        m->end = m->end > from + len ? m->end - len : from;
        if (m->start > from)
            m->start = m->start > from + len ? m->start - len : from;
    }
}

/* The source map without the `len` bytes of T from the block's start on. */
static void shift_runs(fl_builder *b, uint32_t len)
{
    fl_document *doc = b->doc;
    uint32_t from = b->block.start;
    size_t at = doc->runs.count; /* the run that holds the first byte kept */
    while (at > 0 && doc->runs.items[at - 1].start > from + len)
        doc->runs.items[--at].start -= len;
    if (at-- == 0)
        return;
    fl_run kept = doc->runs.items[at];
    size_t first = at; /* the first run that begins in the block */
    while (first > 0 && doc->runs.items[first].start > from)
        first--;
    b->block.label_source = doc->runs.items[first].source;
    if (doc->runs.items[first].start < from) {
        if (doc->runs.items[first].copy)
            b->block.label_source += from - doc->runs.items[first].start;
        first++;
    }
    if (kept.copy)
        kept.source += from + len - kept.start;
    kept.start = from;
    size_t gone = at + 1 - first; /* runs that the kept one stands for */
    if (gone == 0)
        return;
    doc->runs.items[first] = kept;
    memmove(&doc->runs.items[first + 1], &doc->runs.items[at + 1],
            (doc->runs.count - at - 1) * sizeof(fl_run));
    doc->runs.count -= gone - 1;
}

void fl_builder_cut(fl_builder *b, size_t len)
{
    char *start = b->text + b->block.start;
    shift_marks(b, (uint32_t)len);
    if (!b->doc->by_paragraph || b->doc->trail)
        shift_runs(b, (uint32_t)len);
    memmove(start, start + len, b->len - b->block.start - len);
    b->len -= len;
}

void fl_builder_finish(fl_builder *b)
{
    fl_builder_close(b);
    trim_marks(b);
    *room(b, 1) = '\0';
    b->doc->text = (fl_str){ b->text, b->len };
    b->doc->folded = fl_fold(b->arena, b->doc->text);
    fl_document_count(b->doc, b->arena);
}

fl_document *fl_document_of(fl_arena *arena, const fl_str *words, size_t count)
{
    fl_document *doc = FL_NEW(arena, fl_document);
    fl_builder b;
    doc->path = "";
    doc->format = "";
    doc->source = FL_STR("");
    fl_builder_init(&b, arena, doc);
    for (size_t i = 0; i < count; i++) {
        fl_builder_open(&b, (fl_block){ .kind = FL_BLOCK_PARAGRAPH });
        fl_builder_add(&b, FL_STR(". "), 0);
        fl_builder_add(&b, words[i], 0);
        fl_builder_close(&b);
    }
    fl_builder_finish(&b);
    return doc;
}

/* Words of packs mostly are as they would come out. */
static bool is_normal(fl_str raw)
{
    for (size_t i = 0; i < raw.len; i++)
        if (!is_verbatim(raw.ptr[i]) &&
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
