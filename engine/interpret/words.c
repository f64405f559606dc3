/*
 * The words of the letter, hashed once, for whatever compares texts by the
 * runs of words that they share.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

#define PRIME 1099511628211u

/* Letters to a word, and the space behind it: what a letter has on average. */
#define BYTES_OF_WORD 6

static uint64_t run_of(const uint64_t words[FL_RUN], size_t oldest)
{
    uint64_t run = 0;
    for (size_t i = 0; i < FL_RUN; i++)
        run = (run ^ words[(oldest + i) % FL_RUN]) * PRIME;
    return run | 1;
}

static void read_block(fl_reading *r, const bool is_word[256], fl_str text)
{
    uint64_t last[FL_RUN] = { 0 };
    size_t count = 0;
    for (size_t at = 0; at < text.len;) {
        char first = text.ptr[at];
        if (!is_word[(unsigned char)first]) {
            at++;
            continue;
        }
        uint64_t hash = 1469598103934665603u;
        for (; at < text.len && is_word[(unsigned char)text.ptr[at]]; at++)
            hash = (hash ^ (unsigned char)text.ptr[at]) * PRIME;
        last[count++ % FL_RUN] = hash;
        *FL_PUSH(r->arena, &r->words) =
            (fl_word){ .run = count < FL_RUN ? 0 : run_of(last, count),
                       .figure = fl_is_digit(first) ? hash | 1 : 0 };
    }
}

void fl_read_words(fl_reading *r)
{
    bool is_word[256];
    for (size_t c = 0; c < 256; c++)
        is_word[c] = fl_is_word((char)c);
    r->words.cap = r->doc->folded.len / BYTES_OF_WORD + 1;
    r->words.items = FL_NEW_ARRAY(r->arena, r->words.cap, fl_word);
    r->word_at = FL_NEW_ARRAY(r->arena, r->block_count + 1, size_t);
    for (uint32_t b = 0; b < r->block_count; b++) {
        read_block(r, is_word, fl_block_folded(r, b));
        r->word_at[b + 1] = r->words.count;
    }
}
