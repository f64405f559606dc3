/*
 * Names: interned as atoms in one table of the set, and declared before any
 * entry is loaded, so that the order of files never matters.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

/* Names to atoms by open addressing; lives with the set. */
struct fl_atom_table {
    fl_atom *slots; /* 0: free */
    uint32_t *hashes;
    size_t size;
};

static uint32_t hash_of(fl_str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 16777619u;
    return h ^ (h >> 15);
}

static size_t slot_of(const fl_packs *packs, fl_str name, uint32_t hash)
{
    const struct fl_atom_table *table = packs->atom_table;
    size_t at = hash & (table->size - 1);
    while (table->slots[at]) {
        if (table->hashes[at] == hash &&
            fl_str_eq(packs->atom_names.items[table->slots[at]], name))
            return at;
        at = (at + 1) & (table->size - 1);
    }
    return at;
}

fl_atom fl_packs_atom(const fl_packs *packs, fl_str name)
{
    if (!packs->atom_table) { /* a set that a test built by hand */
        for (size_t i = 1; i < packs->atom_names.count; i++)
            if (fl_str_eq(packs->atom_names.items[i], name))
                return (fl_atom)i;
        return 0;
    }
    if (name.len == 0)
        return 0;
    return packs->atom_table->slots[slot_of(packs, name, hash_of(name))];
}

static void grow_atoms(fl_loader *loader)
{
    struct fl_atom_table *table = loader->packs->atom_table;
    fl_atom *old = table->slots;
    uint32_t *old_hashes = table->hashes;
    size_t old_size = table->size;
    size_t size = old_size ? old_size * 2 : 2048;
    fl_atom *slots = FL_NEW_ARRAY(loader->arena, size, fl_atom);
    table->hashes = FL_NEW_ARRAY(loader->arena, size, uint32_t);
    table->slots = slots;
    table->size = size;
    for (size_t i = 0; i < old_size; i++) {
        if (!old[i])
            continue;
        size_t at = old_hashes[i] & (size - 1);
        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = old[i];
        table->hashes[at] = old_hashes[i];
    }
}

void fl_names_init(fl_loader *loader)
{
    fl_packs *packs = loader->packs;
    packs->atom_table = FL_NEW(loader->arena, struct fl_atom_table);
    grow_atoms(loader);
    *FL_PUSH(loader->arena, &packs->atom_names) = FL_STR("");
    *FL_PUSH(loader->arena, &loader->kinds) = 0;
}

fl_packs *fl_loader_packs(fl_loader *loader)
{
    return loader->packs;
}

fl_arena *fl_loader_arena(fl_loader *loader)
{
    return loader->arena;
}

fl_atom fl_loader_atom(fl_loader *loader, fl_str name)
{
    if (name.len == 0)
        return 0;
    fl_packs *packs = loader->packs;
    uint32_t hash = hash_of(name);
    size_t at = slot_of(packs, name, hash);
    if (packs->atom_table->slots[at])
        return packs->atom_table->slots[at];
    if (packs->atom_names.count * 2 >= packs->atom_table->size) {
        grow_atoms(loader);
        at = slot_of(packs, name, hash);
    }
    fl_atom atom = (fl_atom)packs->atom_names.count;
    *FL_PUSH(loader->arena, &packs->atom_names) =
        fl_arena_dup(loader->arena, name);
    *FL_PUSH(loader->arena, &loader->kinds) = 0;
    packs->atom_table->slots[at] = atom;
    packs->atom_table->hashes[at] = hash;
    return atom;
}

void fl_names_declare(fl_loader *loader, uint32_t kinds, fl_atom atom)
{
    if (atom)
        loader->kinds.items[atom] |= kinds;
}

bool fl_loader_knows(const fl_loader *loader, uint32_t kinds, fl_atom atom)
{
    return atom != 0 && atom < loader->kinds.count &&
           (loader->kinds.items[atom] & kinds) != 0;
}

/* ---- the index of numbers ----------------------------------------------- */

static size_t index_slot(const fl_index *index, uint64_t key)
{
    uint64_t mixed = key * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(mixed >> 32) & (index->size - 1);
    while (index->slots[at].key != 0 && index->slots[at].key != key)
        at = (at + 1) & (index->size - 1);
    return at;
}

/* Value of `key` (not 0), or UINT32_MAX. */
static uint32_t index_get(const fl_index *index, uint64_t key)
{
    if (index->size == 0)
        return UINT32_MAX;
    const fl_slot *slot = &index->slots[index_slot(index, key)];
    return slot->key ? slot->value : UINT32_MAX;
}

static void index_put(fl_arena *arena, fl_index *index, uint64_t key,
                      uint32_t value)
{
    if (index->count * 2 >= index->size) {
        fl_index grown = { NULL, index->size ? index->size * 2 : 1024,
                           index->count };
        grown.slots = FL_NEW_ARRAY(arena, grown.size, fl_slot);
        for (size_t i = 0; i < index->size; i++) {
            if (index->slots[i].key)
                grown.slots[index_slot(&grown, index->slots[i].key)] =
                    index->slots[i];
        }
        *index = grown;
    }
    fl_slot *slot = &index->slots[index_slot(index, key)];
    if (slot->key == 0)
        index->count++;
    slot->key = key;
    slot->value = value;
}

static uint64_t entry_key(fl_entry_kind kind, uint32_t pack, fl_atom id)
{
    return ((uint64_t)kind + 1) << 56 | (uint64_t)(pack & 0xffffff) << 32 | id;
}

uint32_t fl_entry_find(const fl_loader *loader, fl_entry_kind kind,
                       uint32_t pack, fl_atom id)
{
    return index_get(&loader->entry_index, entry_key(kind, pack, id));
}

void fl_entry_put(fl_loader *loader, fl_entry_kind kind, uint32_t pack,
                  fl_atom id, uint32_t entry)
{
    index_put(loader->arena, &loader->entry_index, entry_key(kind, pack, id),
              entry);
}

static uint32_t own_concept(const fl_loader *loader, uint32_t pack, fl_atom id)
{
    uint32_t at = fl_entry_find(loader, FL_ENTRY_CONCEPT, pack, id);
    if (at == UINT32_MAX)
        return UINT32_MAX;
    return loader->sources.items[pack].first_concept + at;
}

uint32_t fl_concept_find(const fl_loader *loader, uint32_t pack, fl_atom id)
{
    uint32_t at = own_concept(loader, pack, id);
    const fl_pack *info = &loader->packs->packs.items[pack];
    for (size_t i = 0; at == UINT32_MAX && i < info->uses.count; i++)
        at = own_concept(loader, info->uses.items[i], id);
    return at;
}
