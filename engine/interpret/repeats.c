/*
 * A question repeated above its answer is the requester's wording: found by
 * its likeness (shared runs of three words) to what was asked elsewhere.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

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

/* Calls back with the hash of each run of RUN words; returns their number. */
static size_t runs_of(fl_str text, run_set *set, bool add, size_t *known)
{
    uint64_t words[RUN] = { 0 };
    size_t count = 0;
    size_t runs = 0;
    for (size_t at = 0; at < text.len;) {
        while (at < text.len && !fl_is_word(text.ptr[at]))
            at++;
        if (at == text.len)
            break;
        uint64_t hash = 1469598103934665603u;
        for (; at < text.len && fl_is_word(text.ptr[at]); at++)
            hash = (hash ^ (unsigned char)text.ptr[at]) * 1099511628211u;
        words[count++ % RUN] = hash;
        if (count < RUN)
            continue;
        uint64_t run = 0;
        for (size_t i = 0; i < RUN; i++)
            run = (run ^ words[(count + i) % RUN]) * 1099511628211u;
        run |= 1;
        runs++;
        if (add)
            set_add(set, run);
        else
            *known += set_has(set, run);
    }
    return runs;
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
    while (size < bytes / 2)
        size *= 2;
    run_set set = { FL_NEW_ARRAY(r->arena, size, uint64_t), size - 1 };
    for (uint32_t b = 0; b < r->block_count; b++)
        if (is_source(r, b))
            runs_of(fl_block_folded(r, b), &set, true, NULL);
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        if (is_source(r, b) || bf->message > 0 ||
            bf->role == FL_PART_FURNITURE || bf->role == FL_PART_LETTERHEAD ||
            r->doc->blocks.items[b].kind == FL_BLOCK_CELL)
            continue;
        size_t known = 0;
        size_t runs = runs_of(fl_block_folded(r, b), &set, false, &known);
        if (runs >= 2 && (double)known >= LIKENESS * (double)runs)
            bf->asks = true;
    }
}
