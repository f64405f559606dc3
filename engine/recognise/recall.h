/*
 * What was found in sentences met before, in this letter or another of the
 * same run: letters repeat their own words and one another's. Holds a bounded
 * number of bytes, whatever the number of letters, and forgets all when they
 * are full. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_RECALL_H
#define FL_RECOGNISE_RECALL_H

#include "base/buf.h"

/* Of one thread, for one set of packs; all zero at first. */
typedef struct {
    fl_buf entries;     /* one behind the other */
    uint32_t *slots;    /* hash table: place in entries + 1 */
    size_t count;       /* of entries */
    fl_buf key, record; /* written by who asks, and who keeps */
} fl_recall;

/* The record kept under recall->key, valid until the next fl_recall_keep();
 * false: there is none. */
bool fl_recall_find(const fl_recall *recall, fl_str *record);
/* Keeps a copy of recall->record under recall->key, for which none was found;
 * not where memory is short or they are very long. */
void fl_recall_keep(fl_recall *recall);
void fl_recall_dispose(fl_recall *recall);

#endif
