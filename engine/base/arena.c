/*
 * Two chains of blocks: objects are zeroed before a block is used again, lists
 * item by item as they grow. With FL_ARENA_DEBUG each allocation is a block of
 * its own, so that a sanitizer sees overruns inside the arena.
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_BLOCK   ((size_t)32 * 1024)
#define LARGEST_BLOCK ((size_t)1024 * 1024)
#define MOST_KEPT     ((size_t)8 * 1024 * 1024)
/* A longer list grows in a block of its own, and gives the old one up; with
 * FL_ARENA_DEBUG every list does, so that a sanitizer sees who still looks at
 * what was given up. */
#ifdef FL_ARENA_DEBUG
#define LARGEST_LIST ((size_t)0)
#else
#define LARGEST_LIST LARGEST_BLOCK
#endif
#define ALIGN(n) (((n) + 15) & ~(size_t)15)

typedef struct block {
    struct block *next;
    size_t size, used;
    /* 16-byte aligned: the header is padded to a multiple of 16 below */
} block;

#define HEADER FL_ARENA_HEADER
_Static_assert(sizeof(block) <= HEADER, "a block's header has its room");

typedef struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *object;
} deferred;

typedef struct {
    block *blocks; /* the first is the one in use */
    block *spare;  /* empty */
    size_t next_size;
} chain;

struct fl_arena {
    chain objects; /* its spare blocks are zeroed */
    chain lists;   /* are zeroed item by item: see FL_PUSH */
    deferred *deferred;
    bool guarded;
    jmp_buf handler;
};

fl_arena *fl_arena_new(void)
{
    fl_arena *arena = fl_malloc(sizeof(*arena));
    if (arena)
        arena->objects.next_size = arena->lists.next_size = FIRST_BLOCK;
    return arena;
}

static void run_deferred(fl_arena *arena)
{
    while (arena->deferred) {
        deferred *d = arena->deferred;
        arena->deferred = d->next;
        d->release(d->object);
        fl_free(d);
    }
}

static void free_blocks(block *b)
{
    while (b) {
        block *next = b->next;
        fl_free(b);
        b = next;
    }
}

void fl_arena_free(fl_arena *arena)
{
    if (!arena)
        return;
    run_deferred(arena);
    free_blocks(arena->objects.blocks);
    free_blocks(arena->objects.spare);
    free_blocks(arena->lists.blocks);
    free_blocks(arena->lists.spare);
    fl_free(arena);
}

/* Blocks are kept for reuse up to this sum, the largest ones first, since the
 * newest are the largest. */
static bool is_kept(const block *b, size_t kept)
{
#ifdef FL_ARENA_DEBUG
    (void)b;
    (void)kept;
    return false;
#else
    return b->size <= MOST_KEPT - kept;
#endif
}

static void reset(chain *c, bool zero)
{
    block *used = c->blocks;
    size_t kept = 0;
    c->blocks = NULL;
    for (block *b = c->spare; b; b = b->next)
        kept += b->size;
    while (used) {
        block *b = used;
        used = b->next;
        if (!is_kept(b, kept)) {
            fl_free(b);
            continue;
        }
        if (zero)
            memset((char *)b + HEADER, 0, b->used);
        kept += b->size;
        b->used = 0;
        b->next = c->spare;
        c->spare = b;
    }
}

void fl_arena_reset(fl_arena *arena)
{
    run_deferred(arena);
    reset(&arena->objects, true);
    reset(&arena->lists, false);
}

jmp_buf *fl_arena_handler(fl_arena *arena)
{
    arena->guarded = true;
    return &arena->handler;
}

void fl_arena_untry(fl_arena *arena)
{
    arena->guarded = false;
}

_Noreturn void fl_arena_fail(fl_arena *arena)
{
    if (!arena->guarded)
        abort(); /* a programming error: no lifetime owner set a handler */
    arena->guarded = false;
    longjmp(arena->handler, 1);
}

static void *use_block(chain *c, block *b, size_t need)
{
    b->used = need;
    b->next = c->blocks;
    c->blocks = b;
    return (char *)b + HEADER;
}

static void *take_block(fl_arena *arena, chain *c, size_t need)
{
    for (block **at = &c->spare; *at; at = &(*at)->next)
        if ((*at)->size >= need) {
            block *b = *at;
            *at = b->next;
            return use_block(c, b, need);
        }
    size_t size = c->next_size;
#ifdef FL_ARENA_DEBUG
    size = need;
#else
    if (c->next_size < LARGEST_BLOCK)
        c->next_size *= 2;
#endif
    if (size < need)
        size = need;
    block *b = fl_malloc(HEADER + size);
    if (!b)
        fl_arena_fail(arena);
    b->size = size;
    return use_block(c, b, need);
}

static void *take(fl_arena *arena, chain *c, size_t size)
{
    if (size > SIZE_MAX / 2)
        fl_arena_fail(arena);
    size_t need = ALIGN(size ? size : 1);
    block *b = c->blocks;
#ifndef FL_ARENA_DEBUG
    if (b && b->size - b->used >= need) {
        void *at = (char *)b + HEADER + b->used;
        b->used += need;
        return at;
    }
#else
    (void)b;
#endif
    return take_block(arena, c, need);
}

void *fl_arena_alloc(fl_arena *arena, size_t size)
{
    return take(arena, &arena->objects, size);
}

void *fl_arena_array(fl_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        fl_arena_fail(arena);
    return fl_arena_alloc(arena, count * size);
}

fl_str fl_arena_dup(fl_arena *arena, fl_str s)
{
    char *copy = fl_arena_alloc(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (fl_str){ copy, s.len };
}

fl_str fl_arena_printf(fl_arena *arena, const char *format, ...)
{
    char most[256]; /* are no longer */
    va_list args;
    va_start(args, format);
    int len = vsnprintf(most, sizeof(most), format, args);
    va_end(args);
    if (len < 0)
        return (fl_str){ "", 0 };
    char *text = fl_arena_alloc(arena, (size_t)len + 1);
    if ((size_t)len < sizeof(most)) {
        memcpy(text, most, (size_t)len + 1);
    } else {
        va_start(args, format);
        vsnprintf(text, (size_t)len + 1, format, args);
        va_end(args);
    }
    return (fl_str){ text, (size_t)len };
}

void fl_arena_defer(fl_arena *arena, void (*release)(void *), void *object)
{
    deferred *d = fl_malloc(sizeof(*d));
    if (!d) {
        release(object);
        fl_arena_fail(arena);
    }
    d->release = release;
    d->object = object;
    d->next = arena->deferred;
    arena->deferred = d;
}

/* The list grows where it stands: it is what the arena gave last. */
static bool grow_in_place(fl_arena *arena, const void *items, size_t old,
                          size_t wanted)
{
    block *b = arena->lists.blocks;
    if (!b || (const char *)items + old != (char *)b + HEADER + b->used ||
        b->size - b->used < wanted - old)
        return false;
    b->used += wanted - old;
    return true;
}

/* The list has a block of its own, which grows: a long list is not there
 * twice. NULL: it has none. */
static void *grow_block(fl_arena *arena, void *items, size_t old, size_t wanted)
{
    block **at = &arena->lists.blocks;
    while (*at && (char *)*at + HEADER != (char *)items)
        at = &(*at)->next;
    if (!*at || (*at)->used != old)
        return NULL;
    block *grown = fl_realloc(*at, HEADER + wanted);
    if (!grown)
        fl_arena_fail(arena);
    *at = grown;
    grown->size = grown->used = wanted;
    return (char *)grown + HEADER;
}

void *fl_vec_reserve(fl_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        fl_arena_fail(arena);
    return take(arena, &arena->lists, count * size);
}

void *fl_vec_room(fl_arena *arena, void *items, size_t count, size_t *cap,
                  size_t size)
{
    if (count < *cap)
        return items;
    /* most lists of large items hold one or two */
    size_t first = size > 128 ? 1 : size > 32 ? 2 : 8;
    size_t wanted = *cap ? *cap * 2 : first;
    size_t old = ALIGN(*cap * size);
    size_t need = ALIGN(wanted * size);
    void *grown = NULL;
    if (wanted > SIZE_MAX / 4 / size)
        fl_arena_fail(arena);
    if (*cap && grow_in_place(arena, items, old, need))
        grown = items;
    else if (old > LARGEST_LIST)
        grown = grow_block(arena, items, old, need);
    if (!grown) {
        grown = take(arena, &arena->lists, need);
        if (items)
            memcpy(grown, items, count * size);
    }
    *cap = wanted;
    return grown;
}
