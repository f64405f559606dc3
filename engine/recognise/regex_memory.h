/*
 * The memory that PCRE2 takes: fl_malloc(), so that tests can make
 * each allocation fail, and a reserve for machine code.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_REGEX_MEMORY_H
#define FL_RECOGNISE_REGEX_MEMORY_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A context whose allocations are the engine's; NULL when there is no
 * memory. */
pcre2_general_context *fl_pcre_memory(void);

/*
 * A copy of `code`, which was compiled with such a context, with machine code.
 * NULL when memory ran out. Where there is no machine code to be had it has
 * none: the interpreter does the same.
 */
pcre2_code *fl_pcre_jit(const pcre2_code *code);

#endif
