/*
 * A question repeated above its answer is the requester's wording: found by
 * its likeness (shared runs of three words) to what was asked elsewhere.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

#include <string.h>

/* Share of a block's word runs that must be known for a repeat. */
#define LIKENESS 0.6

typedef struct {
    uint64_t *slots; /* open addressing; 0 is empty */
    size_t mask;
} run_set;

static void set_add(run_set *set, uint64_t hash)
{
    size_t at = hash & set->mask;
    while (set->slots[at] && set->slots[at] != hash)
        at = (at + 1) & set->mask;
    set->slots[at] = hash;
}

static bool set_has(const run_set *set, uint64_t hash)
{
    size_t at = hash & set->mask;
    while (set->slots[at] && set->slots[at] != hash)
        at = (at + 1) & set->mask;
    return set->slots[at] == hash;
}

/* What a text's words are, beside those that were asked. */
typedef struct {
    size_t runs;        /* runs of words */
    size_t known;       /* of these, the ones that the set holds */
    bool brings_figure; /* a number that the set does not hold */
} likeness;

/* Puts block B's runs and figures into SET. */
static void add_words(const fl_reading *r, uint32_t b, run_set *set)
{
    for (size_t i = r->word_at[b]; i < r->word_at[b + 1]; i++) {
        const fl_word *word = &r->words.items[i];
        if (word->figure)
            set_add(set, word->figure);
        if (word->run)
            set_add(set, word->run);
    }
}

/* Looks up block B's runs and figures in SET. The second word of a text is its
 * label's number ("Question 2"), no figure. */
static likeness compare(const fl_reading *r, uint32_t b, const run_set *set)
{
    likeness found = { 0 };
    size_t first = r->word_at[b];
    for (size_t i = first; i < r->word_at[b + 1]; i++) {
        const fl_word *word = &r->words.items[i];
        if (word->figure && i != first + 1 && !set_has(set, word->figure))
            found.brings_figure = true;
        if (!word->run)
            continue;
        found.runs++;
        found.known += set_has(set, word->run);
    }
    return found;
}

/* A block that asks nothing and brings a figure of its own is an answer in
 * the question's words ("14,302 permits were issued in 2024."). */
static bool is_repeat(const fl_reading *r, uint32_t b, const run_set *set)
{
    likeness like = compare(r, b, set);
    fl_str text = fl_block_folded(r, b);
    if (like.brings_figure && !memchr(text.ptr, '?', text.len))
        return false;
    return like.runs >= 2 && (double)like.known >= LIKENESS * (double)like.runs;
}

static bool is_source(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    return bf->role == FL_PART_REQUEST;
}

void fl_mark_repeats(fl_reading *r)
{
    size_t bytes = 0;
    for (uint32_t b = 0; b < r->block_count; b++)
        if (is_source(r, b))
            bytes += fl_block_text(r, b).len;
    if (bytes == 0)
        return;
    size_t size = 64;
    while (size <= bytes) /* runs and figures together are fewer than bytes */
        size *= 2;
    run_set set = { FL_NEW_ARRAY(r->arena, size, uint64_t), size - 1 };
    for (uint32_t b = 0; b < r->block_count; b++)
        if (is_source(r, b))
            add_words(r, b, &set);
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        if (is_source(r, b) || bf->message > 0 ||
            bf->role == FL_PART_FURNITURE || bf->role == FL_PART_LETTERHEAD ||
            r->doc->blocks.items[b].kind == FL_BLOCK_CELL)
            continue;
        if (is_repeat(r, b, &set))
            bf->asks = true;
    }
}
