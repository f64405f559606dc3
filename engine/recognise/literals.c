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

/* ---- needs ---------------------------------------------------------------------- */

static uint32_t hash_of_need(const fl_need *need, const uint32_t *members)
{
    uint32_t hash = FL_HASH_START ^ (uint32_t)(need->types ^ need->types >> 32);
    for (uint32_t i = 0; i < need->count; i++)
        hash = (hash ^ members[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool has_members(const fl_literals *all, const fl_need *need,
                        const uint32_t *members)
{
    for (uint32_t i = 0; i < need->count; i++)
        if (all->members.items[need->first + i] != members[i])
            return false;
    return true;
}

/* Where in the table the need is, or may be put. */
static uint32_t *need_slot(const fl_literals *all, const fl_need *need,
                           const uint32_t *members)
{
    size_t at = hash_of_need(need, members) & (all->need_size - 1);
    for (; all->need_slots[at]; at = (at + 1) & (all->need_size - 1)) {
        const fl_need *n = &all->needs.items[all->need_slots[at] - 1];
        if (n->types == need->types && n->count == need->count &&
            has_members(all, n, members))
            break;
    }
    return &all->need_slots[at];
}

static void make_need_room(fl_arena *arena, fl_literals *all)
{
    if (all->needs.count * 2 < all->need_size)
        return;
    all->need_size = all->need_size ? all->need_size * 2 : FIRST_SIZE;
    all->need_slots = FL_NEW_ARRAY(arena, all->need_size, uint32_t);
    for (uint32_t i = 0; i < all->needs.count; i++) {
        const fl_need *n = &all->needs.items[i];
        *need_slot(all, n, all->members.items + n->first) = i + 1;
    }
}

uint32_t fl_need_add(fl_arena *arena, fl_literals *all, const uint32_t *members,
                     const fl_need *need)
{
    make_need_room(arena, all);
    uint32_t *slot = need_slot(all, need, members);
    if (*slot)
        return *slot - 1;
    fl_need *added = FL_PUSH(arena, &all->needs);
    *added = *need;
    added->first = (uint32_t)all->members.count;
    for (uint32_t i = 0; i < need->count; i++)
        *FL_PUSH(arena, &all->members) = members[i];
    *slot = (uint32_t)all->needs.count;
    return *slot - 1;
}

/* ---- weights -------------------------------------------------------------------- */

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
