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
    uint64_t *runs; /* ascending, each once; NULL: not worked out yet */
    size_t count;
    uint64_t least[SAMPLES]; /* the smallest of them, ascending */
    size_t samples;
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

/* Walks over the runs of a text. */
typedef struct {
    fl_str text;
    size_t at, words;
    uint64_t last[RUN];
} runner;

/* The next run, never 0; 0 at the end. */
static uint64_t next_run(runner *r)
{
    while (r->at < r->text.len) {
        if (!fl_is_word(r->text.ptr[r->at])) {
            r->at++;
            continue;
        }
        r->last[r->words++ % RUN] = next_word(r->text, &r->at);
        if (r->words < RUN)
            continue;
        uint64_t run = 0;
        for (size_t i = 0; i < RUN; i++)
            run = (run ^ r->last[(r->words + i) % RUN]) * 1099511628211u;
        return run | 1;
    }
    return 0;
}

static void take_sample(run_list *list, uint64_t run)
{
    size_t at = list->samples;
    while (at > 0 && list->least[at - 1] > run)
        at--;
    if ((at > 0 && list->least[at - 1] == run) || at == SAMPLES)
        return;
    if (list->samples < SAMPLES)
        list->samples++;
    for (size_t i = list->samples - 1; i > at; i--)
        list->least[i] = list->least[i - 1];
    list->least[at] = run;
}

static void sample(run_list *list, fl_str text)
{
    runner r = { .text = text };
    for (uint64_t run = next_run(&r); run; run = next_run(&r))
        take_sample(list, run);
}

/* All runs of a block that is compared. */
static void work_out(fl_arena *arena, run_list *list, fl_str text)
{
    runner r = { .text = text };
    size_t kept = 0;
    if (list->runs)
        return;
    list->runs = FL_NEW_ARRAY(arena, text.len / 2 + 1, uint64_t);
    for (uint64_t run = next_run(&r); run; run = next_run(&r))
        list->runs[list->count++] = run;
    qsort(list->runs, list->count, sizeof(uint64_t), ascending);
    for (size_t i = 0; i < list->count; i++)
        if (i == 0 || list->runs[i] != list->runs[i - 1])
            list->runs[kept++] = list->runs[i];
    list->count = kept;
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

static bool compare(fl_reading *r, run_list *lists, uint32_t a, uint32_t b)
{
    if (fl_str_eq(fl_block_folded(r, a), fl_block_folded(r, b)))
        return true;
    work_out(r->arena, &lists[a], fl_block_folded(r, a));
    work_out(r->arena, &lists[b], fl_block_folded(r, b));
    return alike(&lists[a], &lists[b]);
}

/* Looks for an earlier block like block `b`, and enters `b` for later ones. */
static uint32_t find_double(fl_reading *r, const slot_table *table,
                            run_list *lists, uint32_t b)
{
    uint32_t found = FL_NONE;
    for (size_t i = 0; i < lists[b].samples; i++) {
        slot *s = slot_of(table, lists[b].least[i]);
        if (s->run && found == FL_NONE && compare(r, lists, s->block, b))
            found = s->block;
        *s = (slot){ lists[b].least[i], b };
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
        if (bf->voice != FL_VOICE_AUTHOR || bf->message > 0 || bf->asks ||
            bf->is_heading || !fl_has_words(text, FEWEST_WORDS))
            continue;
        sample(&lists[b], text);
        bf->repeats = find_double(r, &table, lists, b);
    }
}
