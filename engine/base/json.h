/*
 * Strict JSON, and places in it. The trees are cJSON's, which keeps no places:
 * they are found again along a JSON Pointer when there is something to say.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_JSON_H
#define FL_BASE_JSON_H

#include "base/arena.h"

typedef struct {
    size_t offset;
    const char *what;
} fl_json_error;

/* Strict check of a whole JSON text (bytes followed by a NUL not needed). */
bool fl_json_check(fl_arena *arena, fl_str text, fl_json_error *error);

/* Line and column (code points) of byte `offset`, from 1. */
void fl_text_place(fl_str text, size_t offset, size_t *line, size_t *col);
/*
 * Byte offset in the (valid) JSON `text` of the value, or with `key` of the
 * member's name, that `pointer` leads to; text.len when there is none.
 */
size_t fl_json_find(fl_str text, fl_str pointer, bool key);
/* Byte offset in `text` of decoded byte `inside` of the string literal whose
 * opening quote stands at `at`. */
size_t fl_json_inside(fl_str text, size_t at, size_t inside);

#endif
