/*
 * From an offset in T to a place for people, and back to its line.
 * SPDX-License-Identifier: MIT
 */
#include "read/builder.h"

/* Bytes between two entries of doc->columns. */
#define COLUMN_STEP 4096u

size_t fl_last_at(const void *keys, size_t count, size_t size, uint32_t at)
{
    size_t low = 0;
    size_t high = count;
    while (high - low > 1) {
        size_t mid = (low + high) / 2;
        uint32_t key;
        memcpy(&key, (const char *)keys + mid * size, sizeof(key));
        if (key <= at)
            low = mid;
        else
            high = mid;
    }
    return low;
}

/* Last run that starts at or before `at`. */
static const fl_run *run_at(const fl_document *doc, uint32_t at)
{
    const fl_run *runs = doc->runs.items;
    if (doc->runs.count == 0)
        return NULL;
    return &runs[fl_last_at(&runs->start, doc->runs.count, sizeof(*runs), at)];
}

uint32_t fl_source_at(const fl_document *doc, uint32_t at)
{
    const fl_run *run = run_at(doc, at);
    if (!run)
        return 0;
    return run->copy ? run->source + (at - run->start) : run->source;
}

uint32_t fl_source_behind(const fl_document *doc, uint32_t at)
{
    const fl_run *run = run_at(doc, at ? at - 1 : 0);
    if (!run)
        return 0;
    return run->copy ? run->source + (at - run->start)
                     : run->source + run->source_len;
}

static size_t line_of(const fl_document *doc, uint32_t source)
{
    return 1 + fl_last_at(doc->lines.items, doc->lines.count, sizeof(uint32_t),
                          source);
}

static size_t count_points(const fl_document *doc, fl_str s)
{
    return doc->single_bytes ? s.len : fl_str_points(s);
}

void fl_document_count(fl_document *doc, fl_arena *arena)
{
    fl_str s = doc->by_paragraph ? doc->text : doc->source;
    uint32_t count = 0;
    for (size_t at = 0; at < s.len; at += COLUMN_STEP) {
        *FL_PUSH(arena, &doc->columns) = count;
        size_t end = at + COLUMN_STEP < s.len ? at + COLUMN_STEP : s.len;
        count += (uint32_t)count_points(doc, fl_str_slice(s, at, end));
    }
}

void fl_document_split(fl_document *doc, fl_arena *arena)
{
    fl_str s = doc->source;
    doc->lines.count = 0;
    *FL_PUSH(arena, &doc->lines) = 0;
    for (size_t i = 0; i + 1 < s.len; i++)
        if (s.ptr[i] == '\n' || (s.ptr[i] == '\r' && s.ptr[i + 1] != '\n'))
            *FL_PUSH(arena, &doc->lines) = (uint32_t)i + 1;
}

/* Code points before offset `at`, from the nearest count kept. */
static size_t points_before(const fl_document *doc, fl_str s, size_t at)
{
    size_t step = at / COLUMN_STEP;
    if (step >= doc->columns.count)
        step = doc->columns.count - 1;
    return doc->columns.items[step] +
           count_points(doc, fl_str_slice(s, step * COLUMN_STEP, at));
}

/* A line may be the whole file: a far place isn't counted from its start. */
static size_t code_points(const fl_document *doc, fl_str s, size_t start,
                          size_t end)
{
    if (end - start <= 2 * COLUMN_STEP || doc->columns.count == 0)
        return count_points(doc, fl_str_slice(s, start, end));
    return points_before(doc, s, end) - points_before(doc, s, start);
}

size_t fl_document_block_at(const fl_document *doc, uint32_t at)
{
    const fl_block *blocks = doc->blocks.items;
    if (doc->blocks.count == 0)
        return 0;
    return fl_last_at(&blocks->start, doc->blocks.count, sizeof(*blocks), at);
}

/* First of the `count` blocks that stands in paragraph `number` or behind it.
 * Numbers ascend; what has none (page headers, comments) stands at both ends,
 * and the blocks given hold none of the latter. */
static size_t first_in_paragraph(const fl_document *doc, size_t count,
                                 size_t number)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (doc->blocks.items[mid].paragraph < number)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Where the paragraph of block `at` begins in T. */
static uint32_t paragraph_start(const fl_document *doc, size_t at)
{
    size_t number = doc->blocks.items[at].paragraph;
    size_t first = number ? first_in_paragraph(doc, at + 1, number) : at;
    return doc->blocks.items[first].start;
}

static fl_place paragraph_place(const fl_document *doc, uint32_t start,
                                uint32_t end)
{
    fl_place place = { .line = 1, .col = 1, .end_line = 1, .end_col = 1 };
    if (doc->blocks.count == 0)
        return place;
    size_t first = fl_document_block_at(doc, start);
    size_t last = end > start ? fl_document_block_at(doc, end - 1) : first;
    const fl_block *from = &doc->blocks.items[first];
    const fl_block *to = &doc->blocks.items[last];
    /* what no reader sees has columns of its own */
    uint32_t origin = from->hidden ? from->start : paragraph_start(doc, first);
    uint32_t end_origin = to->hidden ? to->start : paragraph_start(doc, last);
    if (end < start)
        end = start;
    place.line = from->paragraph ? from->paragraph : 1;
    place.end_line = to->paragraph ? to->paragraph : 1;
    place.col = 1 + code_points(doc, doc->text, origin, start);
    place.end_col = 1 + code_points(doc, doc->text, end_origin, end);
    place.paragraph = from->paragraph;
    place.table = from->table;
    place.row = from->row;
    place.cell = from->cell;
    return place;
}

/* The page of a line (from 1, in the document), and its first line. */
static size_t page_of(const fl_document *doc, size_t line, size_t *first)
{
    size_t page = doc->pages.count;
    while (page > 1 && doc->pages.items[page - 1] + 1 > line)
        page--;
    *first = page ? doc->pages.items[page - 1] + 1 : 1;
    return page;
}

/* Lines count in their page where there are pages. */
static void by_page(const fl_document *doc, fl_place *place)
{
    size_t first = 1;
    place->page = page_of(doc, place->line, &first);
    place->line -= first - 1;
    place->end_page = page_of(doc, place->end_line, &first);
    place->end_line -= first - 1;
}

/* Traits and their blocks are in the same order. */
static fl_str trait_place(const fl_document *doc, uint32_t start)
{
    size_t block = fl_document_block_at(doc, start);
    for (size_t i = 0; i < doc->traits.count; i++)
        if (doc->traits.items[i].block == block)
            return doc->traits.items[i].where;
    return (fl_str){ "", 0 };
}

fl_place fl_document_place(const fl_document *doc, uint32_t start, uint32_t end)
{
    fl_place place;
    if (doc->by_paragraph) {
        place = paragraph_place(doc, start, end);
    } else {
        uint32_t from = fl_source_at(doc, start);
        uint32_t to = end > start ? fl_source_behind(doc, end) : from;
        place = (fl_place){ .line = line_of(doc, from) };
        place.end_line = line_of(doc, to > from ? to - 1 : to);
        uint32_t line = doc->lines.items[place.line - 1];
        uint32_t end_line = doc->lines.items[place.end_line - 1];
        place.col = 1 + code_points(doc, doc->source, line, from);
        place.end_col = 1 + code_points(doc, doc->source, end_line, to);
        if (doc->blocks.count) {
            const fl_block *b =
                &doc->blocks.items[fl_document_block_at(doc, start)];
            place.table = b->table;
            place.row = b->row;
            place.cell = b->cell;
        }
    }
    place.source_line = place.line;
    place.inventory = doc->inventory;
    if (doc->traits.count)
        place.where = trait_place(doc, start);
    if (doc->pages.count)
        by_page(doc, &place);
    place.bytes[0] = start;
    place.bytes[1] = end;
    return place;
}

static fl_str paragraph_text(const fl_document *doc, size_t number)
{
    size_t count = doc->blocks.count;
    while (count > 0 && doc->blocks.items[count - 1].paragraph == 0)
        count--;
    size_t first = number ? first_in_paragraph(doc, count, number) : count;
    size_t last = first;
    while (last < count && doc->blocks.items[last].paragraph == number &&
           (last == first || !doc->blocks.items[last].hidden))
        last++;
    if (last == first)
        return (fl_str){ "", 0 };
    return fl_str_slice(doc->text, doc->blocks.items[first].start,
                        doc->blocks.items[last - 1].end);
}

fl_str fl_document_line(const fl_document *doc, size_t line)
{
    if (doc->by_paragraph)
        return paragraph_text(doc, line);
    if (line == 0 || line > doc->lines.count)
        return (fl_str){ "", 0 };
    size_t start = doc->lines.items[line - 1];
    size_t end =
        line < doc->lines.count ? doc->lines.items[line] : doc->source.len;
    while (end > start && (doc->source.ptr[end - 1] == '\n' ||
                           doc->source.ptr[end - 1] == '\r'))
        end--;
    return fl_str_slice(doc->source, start, end);
}
