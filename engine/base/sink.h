/*
 * Emitting a problem to the caller's sink from inside the engine.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_SINK_H
#define FL_BASE_SINK_H

#include "foilint.h"

/* Formats the text (cut at 1,000 bytes) and emits; a NULL sink swallows it. */
void fl_sink_report(const fl_sink *sink, fl_level level, const char *file,
                    size_t line, size_t col, const char *pointer,
                    const char *format, ...)
    __attribute__((format(printf, 7, 8)));

#endif
