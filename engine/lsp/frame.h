/*
 * Frames of the protocol: a header with Content-Length, a blank line, and so
 * many bytes of JSON.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_LSP_FRAME_H
#define FL_LSP_FRAME_H

#include "lsp/memory.h"

#include <stdbool.h>
#include <stdio.h>

/* Bytes of one message; no letter is as large. */
#define LSP_MOST_BODY (128u * 1024 * 1024)

typedef struct {
    int fd;
    char *bytes; /* owned: read and not yet taken */
    size_t from, len, cap;
    size_t skip; /* bytes of a message that is too large, still to come */
    bool ended;
} lsp_reader;

typedef enum {
    LSP_FRAME,   /* *body is the message */
    LSP_NOTHING, /* no whole message has come yet (only without `wait`) */
    LSP_BROKEN,  /* *why says what is wrong; reading can go on */
    LSP_END      /* the input has ended */
} lsp_got;

/* The next message. `wait`: until there is one. Caller frees *body, which a
 * NUL follows, with free(). */
lsp_got lsp_read(lsp_reader *reader, bool wait, char **body, size_t *size,
                 const char **why);
void lsp_reader_dispose(lsp_reader *reader);

/* Writes one message and flushes; false when it cannot be written. */
bool lsp_write(FILE *to, const char *body, size_t size);

#endif
