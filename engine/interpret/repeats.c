/*
 * A question repeated above its answer is the requester's wording: found by
 * its likeness (shared runs of three words) to what was asked elsewhere.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

#include <string.h>

#define RUN 3
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
    size_t runs;        /* runs of RUN words */
    size_t known;       /* of these, the ones that the set holds */
    bool brings_figure; /* a number that the set does not hold */
} likeness;

static uint64_t run_hash(const uint64_t words[RUN], size_t count)
{
    uint64_t run = 0;
    for (size_t i = 0; i < RUN; i++)
        run = (run ^ words[(count + i) % RUN]) * 1099511628211u;
    return run | 1;
}

/* The hash of the word at *AT, which moves past it. */
static uint64_t word_hash(fl_str text, size_t *at)
{
    uint64_t hash = 1469598103934665603u;
    for (; *at < text.len && fl_is_word(text.ptr[*at]); ++*at)
        hash = (hash ^ (unsigned char)text.ptr[*at]) * 1099511628211u;
    return hash | 1;
}

/* Puts TEXT's runs and figures into SET (ADD), or looks them up in it. The
 * second word of a text is its label's number ("Question 2"), no figure. */
static likeness compare(fl_str text, run_set *set, bool add)
{
    likeness found = { 0 };
    uint64_t words[RUN] = { 0 };
    size_t count = 0;
    for (size_t at = 0;;) {
        while (at < text.len && !fl_is_word(text.ptr[at]))
            at++;
        if (at == text.len)
            return found;
        bool figure = text.ptr[at] >= '0' && text.ptr[at] <= '9';
        uint64_t word = word_hash(text, &at);
        if (figure && add)
            set_add(set, word);
        else if (figure && count != 1 && !set_has(set, word))
            found.brings_figure = true;
        words[count++ % RUN] = word;
        if (count < RUN)
            continue;
        uint64_t run = run_hash(words, count);
        found.runs++;
        if (add)
            set_add(set, run);
        else
            found.known += set_has(set, run);
    }
}

/* A block that asks nothing and brings a figure of its own is an answer in
 * the question's words ("14,302 permits were issued in 2024."). */
static bool is_repeat(fl_str text, run_set *set)
{
    likeness like = compare(text, set, false);
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
            compare(fl_block_folded(r, b), &set, true);
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        if (is_source(r, b) || bf->message > 0 ||
            bf->role == FL_PART_FURNITURE || bf->role == FL_PART_LETTERHEAD ||
            r->doc->blocks.items[b].kind == FL_BLOCK_CELL)
            continue;
        if (is_repeat(fl_block_folded(r, b), &set))
            bf->asks = true;
    }
}
