/*
 * A hash table over entries that are only ever added: when there is no more
 * room it is emptied, so that nothing need be moved or dropped one by one.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/recall.h"

#include "base/alloc.h"

#define SLOTS 16384u /* at most half of them are used */

#define HASH_FACTOR  UINT64_C(0x9E3779B97F4A7C15)
#define BYTES_A_STEP sizeof(uint64_t)

typedef struct {
    uint32_t hash, how, text_len, record_len;
} entry;

static uint32_t hash_of(fl_recall_key key)
{
    fl_str text = key.text;
    uint64_t hash = ((uint64_t)key.how << 32 ^ text.len) * HASH_FACTOR;
    size_t at = 0;
    for (; at + BYTES_A_STEP <= text.len; at += BYTES_A_STEP) {
        uint64_t some;
        memcpy(&some, text.ptr + at, sizeof(some));
        hash = (hash ^ some) * HASH_FACTOR;
        hash ^= hash >> 32;
    }
    for (; at < text.len; at++)
        hash = (hash ^ (unsigned char)text.ptr[at]) * HASH_FACTOR;
    return (uint32_t)(hash ^ hash >> 32);
}

/* The entry at a slot's place, and its text and record. */
static entry entry_at(const fl_recall *recall, uint32_t place, fl_str *text,
                      fl_str *record)
{
    entry e;
    const char *at = recall->entries.ptr + place;
    memcpy(&e, at, sizeof(e));
    *text = (fl_str){ at + sizeof(e), e.text_len };
    *record = (fl_str){ at + sizeof(e) + e.text_len, e.record_len };
    return e;
}

bool fl_recall_find(const fl_recall *recall, fl_recall_key key, fl_str *record)
{
    if (recall->count == 0 || key.text.len > FL_RECALL_LONGEST)
        return false;
    uint32_t hash = hash_of(key);
    for (size_t at = hash % SLOTS; recall->slots[at]; at = (at + 1) % SLOTS) {
        fl_str text;
        entry e = entry_at(recall, recall->slots[at] - 1, &text, record);
        if (e.hash == hash && e.how == key.how && fl_str_eq(text, key.text))
            return true;
    }
    return false;
}

static void forget(fl_recall *recall)
{
    recall->count = 0;
    fl_buf_clear(&recall->entries);
    memset(recall->slots, 0, SLOTS * sizeof(*recall->slots));
}

void fl_recall_keep(fl_recall *recall, fl_recall_key key)
{
    fl_str record = fl_buf_str(&recall->record);
    bool failed = recall->record.failed || recall->entries.failed;
    size_t need = sizeof(entry) + key.text.len + record.len;
    if (failed || need > FL_RECALL_LONGEST)
        return;
    entry e = { hash_of(key), key.how, (uint32_t)key.text.len,
                (uint32_t)record.len };
    if (!recall->slots)
        recall->slots = fl_malloc(SLOTS * sizeof(*recall->slots));
    if (!recall->slots)
        return;
    if (recall->count == SLOTS / 2 ||
        recall->entries.len + need > FL_RECALL_BYTES)
        forget(recall);
    uint32_t place = (uint32_t)recall->entries.len;
    fl_buf_add(&recall->entries, (fl_str){ (const char *)&e, sizeof(e) });
    fl_buf_add(&recall->entries, key.text);
    fl_buf_add(&recall->entries, record);
    if (recall->entries.failed)
        return;
    size_t at = e.hash % SLOTS;
    while (recall->slots[at])
        at = (at + 1) % SLOTS;
    recall->slots[at] = place + 1;
    recall->count++;
}

void fl_recall_dispose(fl_recall *recall)
{
    fl_buf_dispose(&recall->entries);
    fl_buf_dispose(&recall->record);
    fl_free(recall->slots);
    *recall = (fl_recall){ 0 };
}
