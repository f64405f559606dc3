/*
 * A paragraph that stands in the letter twice, word for word or nearly: found
 * by the runs of three words that it shares with an earlier one. Each block is
 * compared with at most a few others, whose smallest runs are the same, so
 * that the work grows with the length of the letter alone.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

#include <stdlib.h>

#define RUN 3
/* Shorter blocks ("Yours sincerely", "Not held.") say nothing when repeated. */
#define FEWEST_WORDS 12
/* Share of all runs of two blocks that both have. */
#define LIKENESS 0.8
/* Runs by which a block is looked for. */
#define SAMPLES 4

typedef struct {
    uint64_t *runs; /* ascending, each once */
    size_t count;
} run_list;

typedef struct {
    uint64_t run;   /* 0: empty */
    uint32_t block; /* the last one that was entered by it */
} slot;

typedef struct {
    slot *slots; /* open addressing */
    size_t mask;
} slot_table;

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static uint64_t next_word(fl_str text, size_t *at)
{
    uint64_t hash = 1469598103934665603u;
    for (; *at < text.len && fl_is_word(text.ptr[*at]); ++*at)
        hash = (hash ^ (unsigned char)text.ptr[*at]) * 1099511628211u;
    return hash;
}

static run_list runs_of(fl_arena *arena, fl_str text, size_t words)
{
    run_list list = { FL_NEW_ARRAY(arena, words, uint64_t), 0 };
    uint64_t last[RUN] = { 0 };
    size_t count = 0;
    for (size_t at = 0; at < text.len;) {
        if (!fl_is_word(text.ptr[at])) {
            at++;
            continue;
        }
        last[count++ % RUN] = next_word(text, &at);
        uint64_t run = 0;
        for (size_t i = 0; i < RUN; i++)
            run = (run ^ last[(count + i) % RUN]) * 1099511628211u;
        if (count >= RUN && list.count < words)
            list.runs[list.count++] = run | 1;
    }
    qsort(list.runs, list.count, sizeof(uint64_t), ascending);
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++)
        if (i == 0 || list.runs[i] != list.runs[i - 1])
            list.runs[kept++] = list.runs[i];
    list.count = kept;
    return list;
}

static bool alike(const run_list *a, const run_list *b)
{
    size_t shared = 0;
    size_t i = 0;
    size_t j = 0;
    while (i < a->count && j < b->count) {
        shared += a->runs[i] == b->runs[j];
        uint64_t least = a->runs[i] < b->runs[j] ? a->runs[i] : b->runs[j];
        i += a->runs[i] == least;
        j += b->runs[j] == least;
    }
    size_t all = a->count + b->count - shared;
    return (double)shared >= LIKENESS * (double)all;
}

static slot *slot_of(const slot_table *table, uint64_t run)
{
    size_t at = run & table->mask;
    while (table->slots[at].run && table->slots[at].run != run)
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

/* Looks for an earlier block like block `b`, and enters `b` for later ones. */
static uint32_t find_double(const slot_table *table, const run_list *lists,
                            uint32_t b)
{
    uint32_t found = FL_NONE;
    for (size_t i = 0; i < SAMPLES && i < lists[b].count; i++) {
        slot *s = slot_of(table, lists[b].runs[i]);
        if (s->run && found == FL_NONE && alike(&lists[s->block], &lists[b]))
            found = s->block;
        *s = (slot){ lists[b].runs[i], b };
    }
    return found;
}

void fl_read_doubles(fl_reading *r)
{
    size_t size = 64;
    while (size < 2 * SAMPLES * r->block_count)
        size *= 2;
    slot_table table = { FL_NEW_ARRAY(r->arena, size, slot), size - 1 };
    run_list *lists = FL_NEW_ARRAY(r->arena, r->block_count + 1, run_list);
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        fl_str text = fl_block_folded(r, b);
        size_t words = fl_count_words(text);
        if (words < FEWEST_WORDS || bf->voice != FL_VOICE_AUTHOR ||
            bf->message > 0 || bf->asks || bf->is_heading)
            continue;
        /* "and/or" is one word there and two here */
        lists[b] = runs_of(r->arena, text, text.len / 2 + 1);
        bf->repeats = find_double(&table, lists, b);
    }
}
