/*
 * Undoing transfer encodings and character sets while every byte keeps its
 * place in the source.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_DECODE_H
#define FL_READ_DECODE_H

#include "read/document.h"

typedef struct {
    fl_str text;
    uint32_t *origin; /* for each byte of text and for its end: the source
                         offset that it comes from; ascending */
} fl_decoded;

typedef enum {
    FL_TRANSFER_NONE,
    FL_TRANSFER_QUOTED, /* quoted-printable */
    FL_TRANSFER_BASE64
} fl_transfer;

/* Decodes source[from..end). What is no proper code stays as it is. */
fl_decoded fl_decode_transfer(fl_arena *arena, fl_str source, uint32_t from,
                              uint32_t end, fl_transfer transfer);
/* The same without places, for what is no text. */
fl_str fl_decode_bytes(fl_arena *arena, fl_str source, uint32_t from,
                       uint32_t end, fl_transfer transfer);
/* Makes UTF-8 without NUL of it. A charset that isn't known, or that the text
 * isn't in, is taken for Windows-1252, as browsers do. */
fl_decoded fl_decode_charset(fl_arena *arena, fl_decoded in, fl_str charset);
/* A document was read from `from.text`: its map now leads to what `from` was
 * decoded from. */
void fl_document_remap(fl_document *doc, fl_arena *arena, fl_decoded from);

#endif
