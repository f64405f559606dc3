/*
 * Every heap allocation of the engine goes through here, so that a test can
 * make each one fail in turn.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_ALLOC_H
#define FL_BASE_ALLOC_H

#include <stddef.h>

/* As malloc, calloc-like zeroing included; NULL when there is no memory. */
void *fl_malloc(size_t size);
/* As realloc; the old block stays valid when NULL comes back. */
void *fl_realloc(void *ptr, size_t size);
void fl_free(void *ptr);

/*
 * For tests: the allocation after `n` more successful ones fails, and every
 * one after it; n < 0 switches that off.
 */
void fl_alloc_fail_after(long n);
/* Allocations asked for since the last fl_alloc_fail_after(). */
long fl_alloc_count(void);

#endif
