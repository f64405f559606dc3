/*
 * Builds the automaton for the literals of regular expressions, which may
 * stand anywhere in a word: a trie, then failure links breadth first,
 * flattened so that the scan is one look-up for each byte. Literals may be
 * shared, so these are numbered first.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/prefilter.h"

/* States are 16 bits wide; a literal that finds no room is left shorter,
 * which makes more candidates but loses none. The root always has room. */
#define MOST_STATES 65000u

/* A literal of a phrase, and the list of all phrases that share it. */
typedef struct {
    uint32_t list, phrase;
} use;

typedef struct {
    fl_arena *arena;
    fl_strings *f;
    fl_str *texts;    /* of each list */
    FL_VEC(use) uses; /* in the order of phrases */
    uint32_t *slots;  /* hash table: list + 1 */
    size_t size;      /* a power of two */
} builder;

static uint32_t hash_of(fl_str s)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The list of `text`, a new one when it is met first. */
static uint32_t list_of(builder *b, fl_str text)
{
    size_t at = hash_of(text) & (b->size - 1);
    for (; b->slots[at]; at = (at + 1) & (b->size - 1))
        if (fl_str_eq(b->texts[b->slots[at] - 1], text))
            return b->slots[at] - 1;
    b->texts[b->f->lists.count] = text;
    FL_PUSH(b->arena, &b->f->lists)->count = 0;
    b->slots[at] = (uint32_t)b->f->lists.count;
    return b->slots[at] - 1;
}

static void gather(builder *b, const fl_packs *packs)
{
    size_t literals = 0;
    for (uint32_t i = 0; i < packs->phrases.count; i++)
        literals += packs->phrases.items[i].literals.count;
    for (b->size = 64; b->size < literals * 2;)
        b->size *= 2;
    b->slots = FL_NEW_ARRAY(b->arena, b->size, uint32_t);
    b->texts = FL_NEW_ARRAY(b->arena, literals, fl_str);
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_phrase *phrase = &packs->phrases.items[i];
        for (size_t k = 0; k < phrase->literals.count; k++)
            *FL_PUSH(b->arena, &b->uses) =
                (use){ list_of(b, phrase->literals.items[k]), i };
    }
}

/* The uses, list by list. A literal may be there twice in one phrase. */
static void write_postings(builder *b)
{
    fl_strings *f = b->f;
    f->postings = FL_NEW_ARRAY(b->arena, b->uses.count + 1, uint32_t);
    for (size_t i = 0; i < b->uses.count; i++)
        f->lists.items[b->uses.items[i].list].count++;
    uint32_t first = 0;
    for (size_t i = 0; i < f->lists.count; i++) {
        f->lists.items[i].first = first;
        first += f->lists.items[i].count;
        f->lists.items[i].count = 0;
    }
    for (size_t i = 0; i < b->uses.count; i++) {
        uint32_t phrase = b->uses.items[i].phrase;
        fl_posting_list *list = &f->lists.items[b->uses.items[i].list];
        if (!list->count ||
            f->postings[list->first + list->count - 1] != phrase)
            f->postings[list->first + list->count++] = phrase;
    }
}

/* Classes of bytes, and room for as many states as there can be. */
static void make_room(builder *b)
{
    fl_strings *f = b->f;
    size_t states = 2;
    f->width = 1;
    for (size_t i = 0; i < b->f->lists.count; i++) {
        fl_str text = b->texts[i];
        states += text.len;
        for (size_t k = 0; k < text.len; k++)
            if (!f->classes[(unsigned char)text.ptr[k]])
                f->classes[(unsigned char)text.ptr[k]] = (uint8_t)f->width++;
    }
    if (states > MOST_STATES + f->width)
        states = MOST_STATES + f->width;
    f->next = FL_NEW_ARRAY(b->arena, states * f->width, uint16_t);
    f->literal = FL_NEW_ARRAY(b->arena, states, uint32_t);
    f->suffix = FL_NEW_ARRAY(b->arena, states, uint16_t);
    f->states = 1;
}

static uint32_t add_path(fl_strings *f, fl_str text)
{
    uint32_t state = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint16_t *slot =
            &f->next[state * f->width + f->classes[(unsigned char)text.ptr[i]]];
        if (!*slot && f->states >= MOST_STATES && state)
            return state;
        if (!*slot)
            *slot = (uint16_t)f->states++;
        state = *slot;
    }
    return state;
}

static void add_literals(builder *b)
{
    for (uint32_t i = 0; i < b->f->lists.count; i++) {
        uint32_t state = add_path(b->f, b->texts[i]);
        /* a shortened literal may end where another one does */
        b->f->lists.items[i].more = b->f->literal[state];
        b->f->literal[state] = i + 1;
    }
}

static void link_failures(fl_arena *arena, fl_strings *f)
{
    uint32_t *fail = FL_NEW_ARRAY(arena, f->states, uint32_t);
    uint32_t *queue = FL_NEW_ARRAY(arena, f->states, uint32_t);
    size_t head = 0;
    size_t tail = 0;
    for (uint32_t c = 1; c < f->width; c++)
        if (f->next[c])
            queue[tail++] = f->next[c];
    while (head < tail) {
        uint32_t state = queue[head++];
        uint32_t back = fail[state];
        f->suffix[state] = f->literal[back] ? (uint16_t)back : f->suffix[back];
        uint16_t *row = &f->next[state * f->width];
        const uint16_t *other = &f->next[back * f->width];
        for (uint32_t c = 1; c < f->width; c++) {
            if (row[c]) {
                fail[row[c]] = other[c];
                queue[tail++] = row[c];
            } else {
                row[c] = other[c];
            }
        }
    }
}

void fl_strings_build(fl_packs *packs)
{
    builder b = { .arena = packs->arena, .f = &packs->prefilter->strings };
    gather(&b, packs);
    write_postings(&b);
    make_room(&b);
    add_literals(&b);
    link_failures(b.arena, b.f);
}
