/*
 * A paragraph that stands in the letter twice, word for word or nearly: found
 * by the runs of three words that it shares with an earlier one. Each block is
 * compared with at most a few others, whose smallest runs are the same, so
 * that the work grows with the length of the letter alone.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* Shorter blocks ("Yours sincerely", "Not held.") say nothing when repeated. */
#define FEWEST_WORDS 12
/* Share of all runs of two blocks that both have. */
#define LIKENESS 0.8
/* Runs by which a block is looked for. */
#define SAMPLES 4

typedef struct {
    uint64_t least[SAMPLES]; /* its smallest runs, ascending */
    size_t samples;
    size_t runs; /* how many different ones; 0: not counted yet */
} run_list;

typedef struct {
    uint64_t run;   /* 0: empty */
    uint32_t block; /* the last one that was entered by it */
} slot;

typedef struct {
    slot *slots; /* open addressing */
    size_t mask;
} slot_table;

/* Where a run was met while two blocks are compared. */
typedef enum { IN_FIRST, IN_SECOND, IN_BOTH, PLACES } place;

typedef struct {
    uint64_t run;
    uint64_t mark; /* PLACES times the comparison, and the place in it */
} met;

/* The runs of the two blocks that are compared; of earlier comparisons there
 * is what counts as empty. */
typedef struct {
    met *slots; /* open addressing; NULL: nothing was compared yet */
    size_t mask;
    uint64_t comparison; /* from 1 */
} run_table;

/* What looking for doubles works on. */
typedef struct {
    fl_reading *r;
    slot_table table;
    run_list *lists; /* of each block */
    run_table met;
} search;

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

static void sample(const fl_reading *r, run_list *list, uint32_t b)
{
    for (size_t i = r->word_at[b]; i < r->word_at[b + 1]; i++) {
        uint64_t run = r->words.items[i].run;
        if (run && (list->samples < SAMPLES || run < list->least[SAMPLES - 1]))
            take_sample(list, run);
    }
}

/* Room for the runs of any two blocks, with some to spare. */
static void make_room(const fl_reading *r, run_table *table)
{
    size_t longest = 0;
    size_t size = 64;
    for (uint32_t b = 0; b < r->block_count; b++)
        if (r->word_at[b + 1] - r->word_at[b] > longest)
            longest = r->word_at[b + 1] - r->word_at[b];
    while (size < 3 * longest)
        size *= 2;
    table->slots = FL_NEW_ARRAY(r->arena, size, met);
    table->mask = size - 1;
}

/* The slot of a run in the comparison at hand, or a free one. */
static met *met_at(const run_table *table, uint64_t run)
{
    uint64_t least = PLACES * table->comparison;
    size_t at = run & table->mask;
    while (table->slots[at].mark >= least && table->slots[at].run != run)
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

/* Counts what the two blocks share, and the runs of each. */
static size_t count_shared(search *s, uint32_t a, uint32_t b)
{
    const fl_reading *r = s->r;
    size_t shared = 0;
    size_t in_second = 0;
    size_t in_first = 0;
    if (!s->met.slots)
        make_room(r, &s->met);
    uint64_t mark = PLACES * ++s->met.comparison;
    for (size_t i = r->word_at[a]; i < r->word_at[a + 1]; i++) {
        uint64_t run = r->words.items[i].run;
        met *m = run ? met_at(&s->met, run) : NULL;
        if (!m || m->mark >= mark)
            continue;
        *m = (met){ run, mark + IN_FIRST };
        in_first++;
    }
    for (size_t i = r->word_at[b]; i < r->word_at[b + 1]; i++) {
        uint64_t run = r->words.items[i].run;
        met *m = run ? met_at(&s->met, run) : NULL;
        if (!m || m->mark > mark + IN_FIRST)
            continue;
        bool both = m->mark == mark + IN_FIRST;
        *m = (met){ run, mark + (both ? IN_BOTH : IN_SECOND) };
        in_second++;
        shared += both;
    }
    s->lists[a].runs = in_first;
    s->lists[b].runs = in_second;
    return shared;
}

static bool alike(search *s, uint32_t a, uint32_t b)
{
    const run_list *x = &s->lists[a];
    const run_list *y = &s->lists[b];
    size_t least = x->runs < y->runs ? x->runs : y->runs;
    size_t most = x->runs < y->runs ? y->runs : x->runs;
    if (least > 0 && (double)least < LIKENESS * (double)most)
        return false; /* were all that the shorter has in the longer */
    size_t shared = count_shared(s, a, b);
    size_t all = x->runs + y->runs - shared;
    return (double)shared >= LIKENESS * (double)all;
}

static slot *slot_of(const slot_table *table, uint64_t run)
{
    size_t at = run & table->mask;
    while (table->slots[at].run && table->slots[at].run != run)
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

static bool compare(search *s, uint32_t a, uint32_t b)
{
    return fl_str_eq(fl_block_folded(s->r, a), fl_block_folded(s->r, b)) ||
           alike(s, a, b);
}

/* Looks for an earlier block like block `b`, and enters `b` for later ones. */
static uint32_t find_double(search *s, uint32_t b)
{
    uint32_t found = FL_NONE;
    const run_list *list = &s->lists[b];
    for (size_t i = 0; i < list->samples; i++) {
        slot *at = slot_of(&s->table, list->least[i]);
        if (at->run && found == FL_NONE && compare(s, at->block, b))
            found = at->block;
        *at = (slot){ list->least[i], b };
    }
    return found;
}

void fl_read_doubles(fl_reading *r)
{
    size_t size = 64;
    while (size < 2 * SAMPLES * r->block_count)
        size *= 2;
    search s = { .r = r,
                 .table = { FL_NEW_ARRAY(r->arena, size, slot), size - 1 } };
    s.lists = FL_NEW_ARRAY(r->arena, r->block_count + 1, run_list);
    for (uint32_t b = 0; b < r->block_count; b++) {
        fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->voice != FL_VOICE_AUTHOR || bf->message > 0 || bf->asks ||
            bf->is_heading ||
            !fl_has_words(fl_block_folded(r, b), FEWEST_WORDS))
            continue;
        sample(r, &s.lists[b], b);
        bf->repeats = find_double(&s, b);
    }
}
