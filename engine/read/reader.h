/*
 * Bytes to Document: finds the format by content, then by name, and calls
 * its reader. One file a format; adding one adds a row to the table in
 * reader.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_READER_H
#define FL_READ_READER_H

#include "read/document.h"

/*
 * Reads `input` into a document owned by `arena` (set up with FL_ARENA_TRY by
 * the caller). Returns FL_OK; FL_FORMAT, FL_LIMIT with a message in the sink
 * that names the file, the place and the reason (empty file, NUL byte, invalid
 * UTF-8 with its byte offset, no text, encrypted, truncated, unknown format).
 */
fl_status fl_read_document(fl_arena *arena, const fl_input *input,
                           fl_document **out, const fl_sink *sink);

/* The same with doc->trail (trail.h), for packages; others have none. */
fl_status fl_read_with_trail(fl_arena *arena, const fl_input *input,
                             fl_document **out, const fl_sink *sink);

/* The shared parts that readers use. */

/* Normalises UTF-8 `raw` (checked) as document.h says, without a source map:
 * for pack phrases and names. Result in `arena`. */
fl_str fl_normalise(fl_arena *arena, fl_str raw);
/* F of a T: same length. */
fl_str fl_fold(fl_arena *arena, fl_str text);
/* Offset of the first byte that is not valid UTF-8 (or is NUL), or s.len. */
size_t fl_utf8_check(fl_str s);

#endif
