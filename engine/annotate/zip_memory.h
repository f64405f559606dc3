/*
 * A zip archive in memory that libzip may change. Its own source for that
 * copies the unchanged beginning by sharing it, which libzip 1.7 frees twice;
 * this one can't share and is written anew.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_ZIP_MEMORY_H
#define FL_ANNOTATE_ZIP_MEMORY_H

#include "base/buf.h"

#include <zip.h>

typedef struct {
    fl_str bytes;   /* what is read: the caller's */
    fl_buf written; /* owned; the archive after zip_close() */
    zip_uint64_t read_at, write_at;
    zip_error_t error;
} fl_zip_memory;

/* A source for zip_open_from_source(); `memory` must outlive the archive. NULL
 * when memory is short. */
zip_source_t *fl_zip_memory_source(fl_zip_memory *memory, fl_str bytes);

#endif
