/*
 * Work in a process of its own: for libraries that abort when memory is short
 * or a file is damaged. The child writes records into a pipe; its death is an
 * error of that one file. It has bounds of memory and time, no network, and
 * no way back but the pipe.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_WORKER_H
#define FL_READ_WORKER_H

#include "base/arena.h"
#include "foilint.h"

typedef struct fl_worker fl_worker;
/* Runs in the child: may put records, must not touch any arena or sink. */
typedef void (*fl_worker_job)(fl_worker *worker, void *data);

/* ---- in the child ----------------------------------------------------------- */

/* A record: a tag from 'a' to 'z' and bytes (copied). */
void fl_worker_put(fl_worker *worker, char tag, const void *bytes, size_t size);
void fl_worker_text(fl_worker *worker, char tag, const char *text);
void fl_worker_number(fl_worker *worker, char tag, uint64_t value);

/* ---- in the parent ---------------------------------------------------------- */

/*
 * Runs `job` in a child and gathers its records in *out, which lives in the
 * arena. FL_FORMAT, with a message that names `path` and `what` ("PDF"), when
 * the child died or took too long; FL_LIMIT when it wrote too much.
 */
fl_status fl_worker_run(fl_arena *arena, fl_worker_job job, void *data,
                        const char *path, const char *what, fl_str *out,
                        const fl_sink *sink);
/* Takes the next record off *records; false at the end. */
bool fl_worker_next(fl_str *records, char *tag, fl_str *bytes);
uint64_t fl_worker_value(fl_str bytes);

#endif
