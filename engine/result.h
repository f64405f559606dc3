/*
 * One draft's result: what every report prints. Made by scan.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RESULT_H
#define FL_RESULT_H

#include "judge/judge.h"

struct fl_result {
    const fl_packs *packs;
    const char *path;
    const char *format;     /* "" when unreadable */
    const char *status;     /* ok, partial, unreadable */
    fl_str error;           /* why unreadable or partial; else "" */
    fl_str bytes;           /* the input, borrowed from the caller */
    const fl_document *doc; /* NULL when unreadable */
    const fl_mentions *mentions;
    const fl_facts *facts;
    const fl_judgement *judgement;
    double ms_read, ms_recognise, ms_interpret, ms_judge; /* --timing */
    bool timed;
};

#endif
