/*
 * What was found in texts met before, in this letter or another of the same
 * run: letters repeat their own words and one another's. Holds a bounded
 * number of bytes, whatever the number of letters, and forgets all when they
 * are full. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_RECALL_H
#define FL_RECOGNISE_RECALL_H

#include "base/buf.h"

#define FL_RECALL_BYTES   ((size_t)4 * 1024 * 1024 - 1) /* and a NUL */
#define FL_RECALL_LONGEST (FL_RECALL_BYTES / 64) /* of a text and its record */

/* Of one thread, for one set of packs; all zero at first. */
typedef struct {
    fl_buf entries;  /* one behind the other */
    uint32_t *slots; /* hash table: place in entries + 1 */
    size_t count;    /* of entries */
    fl_buf record;   /* written by who keeps */
} fl_recall;

/* A text, and a number for whatever else it depends on what is found there. */
typedef struct {
    uint32_t how;
    fl_str text;
} fl_recall_key;

/* The record kept under the key, valid until the next fl_recall_keep();
 * false: there is none. */
bool fl_recall_find(const fl_recall *recall, fl_recall_key key, fl_str *record);
/* Keeps a copy of recall->record under the key, for which none was found; not
 * where memory is short or they are very long. */
void fl_recall_keep(fl_recall *recall, fl_recall_key key);
void fl_recall_dispose(fl_recall *recall);

#endif
