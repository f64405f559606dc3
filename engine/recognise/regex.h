/*
 * Regular expressions, the escape hatch of packs: compiled by PCRE2 when a
 * pack is loaded, and to machine code once that pays. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_REGEX_H
#define FL_RECOGNISE_REGEX_H

#include "recognise/phrase.h"
#include "recognise/program.h"
#include "recognise/regex_memory.h"

/* What a thread needs to run expressions. */
typedef struct {
    pcre2_general_context *memory;
    pcre2_match_context *context;
    pcre2_match_data *match;
    pcre2_jit_stack *stack;
} fl_regex_runner;

/* False when there is no memory; fl_regex_runner_dispose() is due all the
 * same. */
bool fl_regex_runner_init(fl_regex_runner *runner);
void fl_regex_runner_dispose(fl_regex_runner *runner);

/* The next match in subject[from..], valid UTF-8; sets out->start and end. */
fl_match fl_regex_run(fl_regex_runner *runner, fl_regex *regex, fl_str subject,
                      size_t from, fl_span *out);

#endif
