/*
 * Positions: line and character of the protocol, in the encoding agreed with
 * the editor, against bytes of UTF-8.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_LSP_POSITION_H
#define FL_LSP_POSITION_H

#include "lsp/memory.h"

#include <stdbool.h>

typedef enum { LSP_UTF16, LSP_UTF8, LSP_UTF32 } lsp_encoding;

/* By its name in the protocol; false when there is none such. */
bool lsp_encoding_parse(const char *name, lsp_encoding *out);
const char *lsp_encoding_name(lsp_encoding encoding);

/* From 0; `character` counts code units of the encoding. */
typedef struct {
    size_t line, character;
} lsp_position;

/* Where the lines of a text begin; a line ends in \n, \r\n or \r. */
typedef struct {
    size_t *starts; /* owned; [0] is 0 */
    size_t count, cap;
} lsp_lines;

void lsp_lines_find(lsp_lines *lines, const lsp_text *text);
/* Byte behind the last one of line `line` (from 0) before its end. */
size_t lsp_line_end(const lsp_lines *lines, const lsp_text *text, size_t line);

/* The byte at a position; behind a line's end it is the line's end, behind
 * the text's the text's, and inside a code point its beginning. */
size_t lsp_offset(const lsp_lines *lines, const lsp_text *text,
                  lsp_position position, lsp_encoding encoding);
lsp_position lsp_position_of(const lsp_lines *lines, const lsp_text *text,
                             size_t offset, lsp_encoding encoding);
/* The byte at line and column from 1, columns in code points. */
size_t lsp_offset_of_point(const lsp_lines *lines, const lsp_text *text,
                           size_t line, size_t col);

#endif
