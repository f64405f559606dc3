/*
 * malloc with a countdown that tests set to make allocations fail.
 * SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

static atomic_long fail_after = -1;
static atomic_long asked;

static bool must_fail(void)
{
    long limit = atomic_load_explicit(&fail_after, memory_order_relaxed);
    if (limit < 0)
        return false;
    return atomic_fetch_add(&asked, 1) >= limit;
}

void *fl_malloc(size_t size)
{
    if (must_fail())
        return NULL;
    return calloc(1, size ? size : 1);
}

void *fl_realloc(void *ptr, size_t size)
{
    if (must_fail())
        return NULL;
    return realloc(ptr, size ? size : 1);
}

void fl_free(void *ptr)
{
    free(ptr);
}

void fl_alloc_fail_after(long n)
{
    atomic_store(&asked, 0);
    atomic_store(&fail_after, n);
}

long fl_alloc_count(void)
{
    return atomic_load(&asked);
}
