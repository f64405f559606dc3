/*
 * PCRE2 (10.42 for one) writes through NULL when an allocation fails in the
 * midst of making machine code. So it gets what it asks for, in the end from a
 * block set aside before, and the code that came of it is thrown away.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/regex_memory.h"

#include "base/alloc.h"

/* Room for a pattern: twice what it took in the worst of 1,800 phrases,
 * which was 42 bytes for a byte of pattern beside the first 40 KB. */
#define RESERVE_BASE     ((size_t)80 * 1024)
#define RESERVE_PER_BYTE ((size_t)84)

/* In front of every block. */
typedef union {
    bool reserved;
    max_align_t align;
} tag;

static void *take(PCRE2_SIZE size, void *data)
{
    fl_reserve *reserve = data;
    size_t align = sizeof(tag);
    if (size > SIZE_MAX - 2 * align)
        return NULL;
    tag *block = fl_malloc(align + size);
    if (block)
        return block + 1;
    size_t need = align + (size + align - 1) / align * align;
    if (need > reserve->size - reserve->used)
        return NULL;
    block = (tag *)(void *)(reserve->base + reserve->used);
    reserve->used += need;
    block->reserved = true;
    return block + 1;
}

/* `data` may be gone: a pattern outlives the matcher that compiled it. */
static void give(void *block, void *data)
{
    (void)data;
    if (block && !((tag *)block - 1)->reserved)
        fl_free((tag *)block - 1);
}

pcre2_general_context *fl_pcre_memory(fl_reserve *reserve)
{
    return pcre2_general_context_create(take, give, reserve);
}

bool fl_pcre_jit(fl_reserve *reserve, pcre2_code *code)
{
    size_t size = 0;
    pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
    size = RESERVE_BASE + RESERVE_PER_BYTE * size;
    *reserve = (fl_reserve){ .base = fl_malloc(size), .size = size };
    if (!reserve->base) {
        reserve->size = 0;
        return false;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return reserve->used == 0;
}
