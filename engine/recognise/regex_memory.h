/*
 * The memory that PCRE2 takes: fl_malloc(), so that tests can make
 * each allocation fail, and a reserve for machine code.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_REGEX_MEMORY_H
#define FL_RECOGNISE_REGEX_MEMORY_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stddef.h>

/* Empty but while machine code is made. */
typedef struct {
    char *base;
    size_t size, used;
} fl_reserve;

/* A context whose allocations fall back on `reserve` while that holds
 * anything; NULL when there is no memory. */
pcre2_general_context *fl_pcre_memory(fl_reserve *reserve);

/*
 * Makes machine code for `code`, compiled with that context. False when memory
 * ran out: `code` must be freed then. True where there is no machine code to
 * be had, too: the interpreter does the same.
 */
bool fl_pcre_jit(fl_reserve *reserve, pcre2_code *code);

#endif
