/*
 * Headings by form: whole blocks, short lines, and run-in headings.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/heading.h"

#include "base/eight.h"

/* End of the first FL_HEADING_WORDS words and one more, for bounded looks. */
static uint32_t words_end(const fl_document *doc, const fl_block *b,
                          uint32_t *words)
{
    const char *t = doc->text.ptr;
    uint32_t at = b->start;
    uint32_t count = 0;
    uint64_t inside = 0; /* the first byte's bit: a word goes on */
    for (; b->end - at >= 8; at += 8) {
        uint64_t text = ~fl_eight_is(fl_eight_at(t + at), ' ') & FL_EIGHT_ALL;
        uint64_t last = inside;
        uint32_t more = fl_eight_begin(text, &last);
        if (count + more > FL_HEADING_WORDS)
            break;
        count += more;
        inside = last;
    }
    for (; at < b->end; at++) {
        if (t[at] == ' ' && count > FL_HEADING_WORDS)
            break;
        count += t[at] != ' ' && !inside;
        inside = t[at] != ' ' ? 0x80 : 0;
    }
    *words = count;
    return at;
}

/* Where from `at` on one of . : ? - stands, `limit` for none. */
static uint32_t next_sign(const char *t, uint32_t at, uint32_t limit)
{
    for (; limit - at >= 8; at += 8) {
        uint64_t eight = fl_eight_at(t + at);
        uint64_t signs = fl_eight_within(eight, '-', '.') |
                         fl_eight_is(eight, ':') | fl_eight_is(eight, '?');
        if (signs)
            return at + fl_eight_first(signs);
    }
    while (at < limit && t[at] != '-' && t[at] != '.' && t[at] != ':' &&
           t[at] != '?')
        at++;
    return at;
}

/* "Balance: the …" or "Balance - the …" within the first words. */
static bool run_in(const fl_document *doc, const fl_block *b, uint32_t limit,
                   uint32_t *end)
{
    const char *t = doc->text.ptr;
    for (uint32_t i = next_sign(t, b->start, limit); i < limit;
         i = next_sign(t, i + 1, limit)) {
        bool colon = t[i] == ':' && (i + 1 == b->end || t[i + 1] == ' ');
        bool dash = t[i] == '-' && i > b->start && t[i - 1] == ' ' &&
                    (i + 1 == b->end || t[i + 1] == ' ');
        if (colon || dash) {
            *end = i;
            return true;
        }
        if ((t[i] == '.' || t[i] == '?') && i + 1 < b->end && t[i + 1] == ' ')
            return false; /* a sentence ends first */
    }
    return false;
}

bool fl_heading_span(const fl_document *doc, uint32_t block, uint32_t *end)
{
    const fl_block *b = &doc->blocks.items[block];
    if (b->end == b->start || b->hidden)
        return false;
    uint32_t words = 0;
    uint32_t limit = words_end(doc, b, &words);
    if (words <= FL_HEADING_WORDS) {
        char last = doc->text.ptr[b->end - 1];
        bool followed = block + 1 < doc->blocks.count;
        if (b->kind == FL_BLOCK_HEADING ||
            (followed && last != '.' && last != ',' && last != ';' &&
             last != '?')) {
            *end = b->end;
            return true;
        }
    }
    return run_in(doc, b, limit, end);
}
