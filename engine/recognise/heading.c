/*
 * Headings by form: whole blocks, short lines, and run-in headings.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/heading.h"

/* End of the first FL_HEADING_WORDS words, for bounded looks. */
static uint32_t words_end(const fl_document *doc, const fl_block *b,
                          uint32_t *words)
{
    uint32_t at = b->start;
    *words = 0;
    while (at < b->end && *words <= FL_HEADING_WORDS) {
        while (at < b->end && doc->text.ptr[at] == ' ')
            at++;
        if (at == b->end)
            break;
        (*words)++;
        while (at < b->end && doc->text.ptr[at] != ' ')
            at++;
    }
    return at;
}

/* "Balance: the …" or "Balance - the …" within the first words. */
static bool run_in(const fl_document *doc, const fl_block *b, uint32_t limit,
                   uint32_t *end)
{
    const char *t = doc->text.ptr;
    for (uint32_t i = b->start; i < limit; i++) {
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
