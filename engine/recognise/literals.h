/*
 * The literals of phrases: words, and beginnings of words, that stand in a
 * sentence where a phrase matches. Filled while phrases are parsed.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_LITERALS_H
#define FL_RECOGNISE_LITERALS_H

#include "base/arena.h"

/* A word of F is a run of ASCII letters and digits: any other byte parts. */
typedef struct {
    fl_str text;
    uint32_t hash;
    bool whole; /* a whole word; else a word begins with it */
    uint32_t first_posting, posting_count; /* phrases that it leads to */
} fl_literal;

/* What an item of a phrase needs: one of the literals, or a token. */
typedef struct {
    uint32_t first, count; /* in members */
    uint32_t weight;       /* how often it is met, in a million characters */
    uint64_t types;        /* fl_type_bit() of tokens that do as well */
} fl_need;

#define FL_LITERAL_BITS 32768u
/* A beginning of fewer letters is met in too many words. */
#define FL_SHORTEST_HEAD 3u

typedef struct {
    FL_VEC(fl_literal) items;
    FL_VEC(fl_need) needs;
    FL_VEC(uint32_t) members; /* literals of needs */
    uint32_t *slots;          /* hash table: literal + 1 */
    size_t size;              /* of it, a power of two */
    uint32_t *need_slots;     /* the same of needs */
    size_t need_size;
    /* bit of a hash: there may be such a word, or beginning of one */
    uint64_t wholes[FL_LITERAL_BITS / 64], heads[FL_LITERAL_BITS / 64];
} fl_literals;

#define FL_HASH_START 2166136261u
static inline uint32_t fl_hash_byte(uint32_t hash, unsigned char byte)
{
    return (hash ^ byte) * 16777619u;
}
/* The hash of a whole word whose bytes gave `hash`. */
static inline uint32_t fl_hash_whole(uint32_t hash)
{
    return fl_hash_byte(hash, 0xFF);
}
static inline uint32_t fl_hash_bit(uint32_t hash)
{
    return (hash ^ hash >> 16) & (FL_LITERAL_BITS - 1);
}
static inline bool fl_hash_may_be(const uint64_t *bits, uint32_t hash)
{
    uint32_t bit = fl_hash_bit(hash);
    return bits[bit / 64] >> (bit % 64) & 1;
}
/* A byte of a word. */
static inline bool fl_is_plain(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* How often three classes of characters follow one another, in a million;
 * generated from the fixtures. */
extern const uint16_t fl_trigrams[28 * 28 * 28];

/* The index of the literal, added if it is new. The text is copied. */
uint32_t fl_literal_add(fl_arena *arena, fl_literals *all, fl_str text,
                        bool whole);
/* The index of the need, added unless there is one of the same literals and
 * types. */
uint32_t fl_need_add(fl_arena *arena, fl_literals *all, const uint32_t *members,
                     const fl_need *need);
/* The index of the literal with this text and hash; UINT32_MAX: none. */
uint32_t fl_literal_find(const fl_literals *all, fl_str text, uint32_t hash,
                         bool whole);
/* An upper bound of how often it is met, in a million characters. */
uint32_t fl_literal_weight(fl_str text, bool whole);

#endif
