/*
 * PCRE2 (10.42 for one) writes through NULL when an allocation fails in the
 * midst of making machine code. So it gets what it asks for, in the end from a
 * block set aside before, and the code that came of it is thrown away.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/regex_memory.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stddef.h>

/* Room for a pattern: twice what it took in the worst of 1,800 phrases,
 * which was 42 bytes for a byte of pattern beside the first 40 KB. */
#define RESERVE_BASE     ((size_t)80 * 1024)
#define RESERVE_PER_BYTE ((size_t)84)

typedef struct {
    char *base;
    size_t size, used;
} reserve;

/* In front of every block. */
typedef union {
    bool reserved;
    max_align_t align;
} tag;

/* Of the thread, while it makes machine code. */
static _Thread_local reserve *at_hand;

static void *take(PCRE2_SIZE size, void *data)
{
    (void)data;
    size_t align = sizeof(tag);
    if (size > SIZE_MAX - 2 * align)
        return NULL;
    tag *block = fl_malloc(align + size);
    if (block)
        return block + 1;
    size_t need = align + (size + align - 1) / align * align;
    if (!at_hand || need > at_hand->size - at_hand->used)
        return NULL;
    block = (tag *)(void *)(at_hand->base + at_hand->used);
    at_hand->used += need;
    block->reserved = true;
    return block + 1;
}

static void give(void *block, void *data)
{
    (void)data;
    if (block && !((tag *)block - 1)->reserved)
        fl_free((tag *)block - 1);
}

pcre2_general_context *fl_pcre_memory(void)
{
    return pcre2_general_context_create(take, give, NULL);
}

/* False: memory ran out, and the code may hold some of the reserve. */
static bool add_machine_code(pcre2_code *code, reserve *own)
{
    at_hand = own;
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    at_hand = NULL;
    return own->used == 0;
}

pcre2_code *fl_pcre_jit(const pcre2_code *code)
{
    size_t size = 0;
    pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
    size = RESERVE_BASE + RESERVE_PER_BYTE * size;
    reserve own = { .base = fl_malloc(size), .size = size };
    pcre2_code *copy = own.base ? pcre2_code_copy(code) : NULL;
    if (copy && !add_machine_code(copy, &own)) {
        pcre2_code_free(copy); /* before the reserve that it may hold */
        copy = NULL;
    }
    fl_free(own.base);
    return copy;
}
