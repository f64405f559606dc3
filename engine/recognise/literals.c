/*
 * The table of literals: open addressing over the hash that a scan computes
 * byte by byte.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/literals.h"

#define FIRST_SIZE 4096u
#define CLASSES    28u

static uint32_t hash_of(fl_str text, bool whole)
{
    uint32_t hash = FL_HASH_START;
    for (size_t i = 0; i < text.len; i++)
        hash = fl_hash_byte(hash, (unsigned char)text.ptr[i]);
    return whole ? fl_hash_whole(hash) : hash;
}

static size_t slot_of(const fl_literals *all, uint32_t hash)
{
    return (hash ^ hash >> 15) & (all->size - 1);
}

uint32_t fl_literal_find(const fl_literals *all, fl_str text, uint32_t hash,
                         bool whole)
{
    if (all->size == 0)
        return UINT32_MAX;
    for (size_t at = slot_of(all, hash); all->slots[at];
         at = (at + 1) & (all->size - 1)) {
        const fl_literal *l = &all->items.items[all->slots[at] - 1];
        if (l->hash == hash && l->whole == whole && fl_str_eq(l->text, text))
            return all->slots[at] - 1;
    }
    return UINT32_MAX;
}

static void put(fl_literals *all, uint32_t literal)
{
    size_t at = slot_of(all, all->items.items[literal].hash);
    while (all->slots[at])
        at = (at + 1) & (all->size - 1);
    all->slots[at] = literal + 1;
}

/* The table is at most half full. */
static void make_room(fl_arena *arena, fl_literals *all)
{
    if (all->items.count * 2 < all->size)
        return;
    all->size = all->size ? all->size * 2 : FIRST_SIZE;
    all->slots = FL_NEW_ARRAY(arena, all->size, uint32_t);
    for (uint32_t i = 0; i < all->items.count; i++)
        put(all, i);
}

uint32_t fl_literal_add(fl_arena *arena, fl_literals *all, fl_str text,
                        bool whole)
{
    uint32_t hash = hash_of(text, whole);
    uint32_t index = fl_literal_find(all, text, hash, whole);
    if (index != UINT32_MAX)
        return index;
    make_room(arena, all);
    index = (uint32_t)all->items.count;
    *FL_PUSH(arena, &all->items) = (fl_literal){
        .text = fl_arena_dup(arena, text), .hash = hash, .whole = whole
    };
    put(all, index);
    uint64_t *bits = whole ? all->wholes : all->heads;
    uint32_t bit = fl_hash_bit(hash);
    bits[bit / 64] |= (uint64_t)1 << (bit % 64);
    return index;
}

static uint32_t class_of(char c)
{
    return fl_is_lower(c) ? (uint32_t)(c - 'a') + 1 : 27;
}

/* It is met no more often than any three characters of it. */
uint32_t fl_literal_weight(fl_str text, bool whole)
{
    uint32_t least = UINT32_MAX;
    uint32_t a = 0;
    uint32_t b = class_of(text.ptr[0]);
    for (size_t i = 1; i < text.len + whole; i++) {
        uint32_t c = i < text.len ? class_of(text.ptr[i]) : 0;
        uint32_t count = fl_trigrams[(a * CLASSES + b) * CLASSES + c];
        least = count < least ? count : least;
        a = b;
        b = c;
    }
    return least;
}
