/*
 * Memory of the server. A server that has none left cannot even say so: it
 * ends, and the editor starts another.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_LSP_MEMORY_H
#define FL_LSP_MEMORY_H

#include <stddef.h>

/* As realloc(), but never NULL. Freed with free(). */
void *lsp_resize(void *memory, size_t size);
/* `len` bytes of `text` and a NUL. */
char *lsp_copy(const char *text, size_t len);
/* `ptr`, which was allocated elsewhere; ends the server when it is NULL. */
void *lsp_need(void *ptr);

/* A text that grows; all zero is empty. */
typedef struct {
    char *ptr; /* owned; NULL until the first byte, then NUL-terminated */
    size_t len, cap;
} lsp_text;

void lsp_text_add(lsp_text *text, const char *bytes, size_t size);
void lsp_text_puts(lsp_text *text, const char *cstr);

#endif
