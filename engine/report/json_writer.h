/*
 * Writes JSON piece by piece, with commas and escapes in the right places.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_JSON_WRITER_H
#define FL_REPORT_JSON_WRITER_H

#include "base/buf.h"

typedef struct {
    fl_buf out;  /* owned: fl_buf_dispose(&w.out) */
    bool comma;  /* a comma is due before the next value */
    bool pretty; /* one member a line */
    int depth;
} fl_json;

void fl_json_open(fl_json *w, char bracket);  /* '{' or '[' */
void fl_json_close(fl_json *w, char bracket); /* '}' or ']' */
void fl_json_key(fl_json *w, const char *key);
void fl_json_str(fl_json *w, fl_str value);
void fl_json_cstr(fl_json *w, const char *value); /* NULL: null */
void fl_json_int(fl_json *w, long long value);
void fl_json_bool(fl_json *w, bool value);
void fl_json_null(fl_json *w);
/* key and value in one */
void fl_json_member(fl_json *w, const char *key, fl_str value);
void fl_json_member_int(fl_json *w, const char *key, long long value);
/* Moves what was written to the end of `out` and starts `w` afresh. */
void fl_json_append(fl_buf *out, fl_json *w);

#endif
