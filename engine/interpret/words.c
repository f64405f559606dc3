/*
 * Words: those of the letter, hashed once, for whatever compares texts by the
 * runs of words that they share; and how many a text has.
 * SPDX-License-Identifier: MIT
 */
#include "base/eight.h"
#include "interpret/reading.h"

#include <string.h>

#define PRIME 1099511628211u

/* Letters to a word, and the space behind it: most letters have longer ones. */
#define BYTES_OF_WORD 5

static void put_word(fl_reading *r, fl_word word)
{
    if (r->words.count == r->words.cap)
        r->words.items = fl_vec_room(r->arena, r->words.items, r->words.count,
                                     &r->words.cap, sizeof(fl_word));
    r->words.items[r->words.count++] = word;
}

static uint64_t run_of(uint64_t first, uint64_t second, uint64_t third)
{
    return (((first * PRIME ^ second) * PRIME ^ third) * PRIME) | 1;
}

static void read_block(fl_reading *r, const bool is_word[256], fl_str text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    const unsigned char *end = at + text.len;
    uint64_t first = 0;
    uint64_t second = 0; /* of the run that a word ends */
    for (size_t count = 0;; count++) {
        while (at < end && !is_word[*at])
            at++;
        if (at == end)
            return;
        bool figure = fl_is_digit((char)*at);
        uint64_t hash = 1469598103934665603u;
        do
            hash = (hash ^ *at++) * PRIME;
        while (at < end && is_word[*at]);
        put_word(r, (fl_word){ count < 2 ? 0 : run_of(first, second, hash),
                               figure ? hash | 1 : 0 });
        first = second;
        second = hash;
    }
}

void fl_read_words(fl_reading *r)
{
    bool is_word[256];
    for (size_t c = 0; c < 256; c++)
        is_word[c] = fl_is_word((char)c);
    FL_RESERVE(r->arena, &r->words, r->doc->folded.len / BYTES_OF_WORD + 1);
    r->word_at = FL_NEW_ARRAY(r->arena, r->block_count + 1, size_t);
    for (uint32_t b = 0; b < r->block_count; b++) {
        read_block(r, is_word, fl_block_folded(r, b));
        r->word_at[b + 1] = r->words.count;
    }
}

/* ---- how many ------------------------------------------------------------- */

/* The last bytes of a text, fewer than eight, and spaces. */
static uint64_t eight_at_end(const char *text, size_t len)
{
    char bytes[8];
    memset(bytes, ' ', sizeof(bytes));
    memcpy(bytes, text, len);
    return fl_eight_at(bytes);
}

/* Counts where a word begins, until there are `most`. */
static size_t words_up_to(fl_str text, size_t most)
{
    size_t words = 0;
    uint64_t before = 0; /* not 0: the byte before is of a word */
    for (size_t at = 0; at < text.len && words < most; at += 8) {
        uint64_t eight = text.len - at >= 8
                             ? fl_eight_at(text.ptr + at)
                             : eight_at_end(text.ptr + at, text.len - at);
        uint64_t in_word =
            ~(fl_eight_is(eight, ' ') | fl_eight_is(eight, '\n')) &
            FL_EIGHT_ALL;
        words += fl_eight_begin(in_word, &before);
    }
    return words;
}

uint32_t fl_count_words(fl_str text)
{
    return (uint32_t)words_up_to(text, SIZE_MAX);
}

bool fl_has_words(fl_str text, uint32_t count)
{
    return words_up_to(text, count) >= count;
}
