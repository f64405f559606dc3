/*
 * Builds the automaton: a trie, then failure links breadth first, flattened
 * so that the scan is one look-up for each byte. Many phrases share literals,
 * so these are numbered first.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/prefilter.h"

#include "recognise/phrase_tree.h"

/* States are 16 bits wide; a literal that finds no room is left shorter,
 * which makes more candidates but loses none. The root always has room. */
#define MOST_STATES 65000u

/* A literal of a phrase, and the list of all phrases that share it. */
typedef struct {
    uint32_t list;
    fl_posting posting;
} use;

typedef struct {
    fl_arena *arena;
    fl_prefilter *f;
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

static void gather_set(builder *b, const fl_literal_set *set, fl_posting p)
{
    b->f->needed[p.phrase] |= p.bit;
    if (set->types)
        *FL_PUSH(b->arena, &b->f->by_type) = (fl_type_posting){ set->types, p };
    for (size_t k = 0; k < set->any.count; k++)
        *FL_PUSH(b->arena, &b->uses) =
            (use){ list_of(b, set->any.items[k]), p };
}

static void gather(builder *b, const fl_packs *packs)
{
    size_t literals = 0;
    for (uint32_t i = 0; i < packs->phrases.count; i++)
        for (uint32_t s = 0; s < packs->phrases.items[i].code->set_count; s++)
            literals += packs->phrases.items[i].code->sets[s].any.count;
    for (b->size = 64; b->size < literals * 2;)
        b->size *= 2;
    b->slots = FL_NEW_ARRAY(b->arena, b->size, uint32_t);
    b->texts = FL_NEW_ARRAY(b->arena, literals, fl_str);
    b->f->needed = FL_NEW_ARRAY(b->arena, packs->phrases.count + 1, uint8_t);
    for (uint32_t i = 0; i < packs->phrases.count; i++) {
        const fl_phrase_code *code = packs->phrases.items[i].code;
        for (uint32_t s = 0; s < code->set_count; s++)
            gather_set(b, &code->sets[s],
                       (fl_posting){ i, (uint8_t)(1u << s) });
    }
}

/* The uses, list by list. A literal may be there twice in one set. */
static void write_postings(builder *b)
{
    fl_prefilter *f = b->f;
    f->postings = FL_NEW_ARRAY(b->arena, b->uses.count + 1, fl_posting);
    for (size_t i = 0; i < b->uses.count; i++)
        f->lists.items[b->uses.items[i].list].count++;
    uint32_t first = 0;
    for (size_t i = 0; i < f->lists.count; i++) {
        f->lists.items[i].first = first;
        first += f->lists.items[i].count;
        f->lists.items[i].count = 0;
    }
    for (size_t i = 0; i < b->uses.count; i++) {
        fl_posting p = b->uses.items[i].posting;
        fl_posting_list *list = &f->lists.items[b->uses.items[i].list];
        const fl_posting *last =
            list->count ? &f->postings[list->first + list->count - 1] : NULL;
        if (!last || last->phrase != p.phrase || last->bit != p.bit)
            f->postings[list->first + list->count++] = p;
    }
}

/* Classes of bytes, and room for as many states as there can be. */
static void make_room(builder *b)
{
    fl_prefilter *f = b->f;
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

static uint32_t add_path(fl_prefilter *f, fl_str text)
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

static void link_failures(fl_arena *arena, fl_prefilter *f)
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

void fl_prefilter_build(fl_packs *packs)
{
    builder b = { .arena = packs->arena,
                  .f = FL_NEW(packs->arena, fl_prefilter) };
    gather(&b, packs);
    write_postings(&b);
    make_room(&b);
    add_literals(&b);
    link_failures(b.arena, b.f);
    packs->prefilter = b.f;
}
