/*
 * Allocation that ends the server when there is no memory.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/memory.h"

#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

void *lsp_need(void *ptr)
{
    if (ptr)
        return ptr;
    cli_complain("out of memory");
    exit(EXIT_TROUBLE);
}

void *lsp_resize(void *memory, size_t size)
{
    return lsp_need(realloc(memory, size ? size : 1));
}

char *lsp_copy(const char *text, size_t len)
{
    char *copy = lsp_resize(NULL, len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

void lsp_text_add(lsp_text *text, const char *bytes, size_t size)
{
    size_t need = text->len + size + 1;
    if (need > text->cap) {
        text->cap = need > 2 * text->cap ? need + 64 : 2 * text->cap;
        text->ptr = lsp_resize(text->ptr, text->cap);
    }
    if (size)
        memcpy(text->ptr + text->len, bytes, size);
    text->len += size;
    text->ptr[text->len] = '\0';
}

void lsp_text_puts(lsp_text *text, const char *cstr)
{
    lsp_text_add(text, cstr, strlen(cstr));
}
