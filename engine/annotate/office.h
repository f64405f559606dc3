/*
 * The package of a draft with some of its parts changed: all other members
 * are copied as they are, packed bytes included.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_OFFICE_H
#define FL_ANNOTATE_OFFICE_H

#include "annotate/zip_memory.h"
#include "base/arena.h"
#include "foilint.h"

#include <zip.h>

typedef struct {
    fl_arena *arena;
    zip_t *zip;
    fl_zip_memory memory;
    const char *path; /* for messages */
    const fl_sink *sink;
} fl_office;

/* Opens the package `bytes`, borrowed. Closed with the arena. */
fl_status fl_office_open(fl_office *o, fl_arena *arena, const char *path,
                         fl_str bytes, const fl_sink *sink);
/* A part's bytes, NUL-terminated in the arena; ptr NULL: there is none, or it
 * can't be read (*status says so). */
fl_str fl_office_part(fl_office *o, const char *name, fl_status *status);
/* Adds or replaces a part; `bytes` must live until the end. */
fl_status fl_office_put(fl_office *o, const char *name, fl_str bytes);
/* The whole package; lives as long as the arena. */
fl_status fl_office_finish(fl_office *o, fl_str *out);

#endif
