/*
 * The text of an open document, and the names of files in URIs.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/document.h"

#include <stdlib.h>
#include <string.h>

void lsp_document_set(lsp_document *doc, const char *text, size_t len)
{
    doc->text.len = 0;
    lsp_text_add(&doc->text, text, len);
    lsp_lines_find(&doc->lines, &doc->text);
    doc->stale = true;
    doc->published = false;
}

void lsp_document_splice(lsp_document *doc, size_t from, size_t to,
                         const char *with, size_t len)
{
    lsp_text next = { 0 };
    if (to < from)
        to = from;
    lsp_text_add(&next, doc->text.ptr, from);
    lsp_text_add(&next, with, len);
    lsp_text_add(&next, doc->text.ptr + to, doc->text.len - to);
    free(doc->text.ptr);
    doc->text = next;
    lsp_lines_find(&doc->lines, &doc->text);
    doc->stale = true;
    doc->published = false;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *lsp_path_of(const char *uri)
{
    static const char scheme[] = "file://";
    if (strncmp(uri, scheme, sizeof(scheme) - 1) != 0)
        return lsp_copy(uri, strlen(uri));
    const char *at = strchr(uri + sizeof(scheme) - 1, '/'); /* behind a host */
    char *path = lsp_copy(at ? at : "", at ? strlen(at) : 0);
    char *to = path;
    for (const char *from = path; *from; from++) {
        int high = *from == '%' ? hex_value(from[1]) : -1;
        int low = high >= 0 ? hex_value(from[2]) : -1;
        bool coded = low >= 0 && (high || low);
        *to++ = coded ? (char)(high * 16 + low) : *from;
        from += coded ? 2 : 0;
    }
    *to = '\0';
    return path;
}

char *lsp_uri_of(const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    lsp_text uri = { 0 };
    lsp_text_puts(&uri, "file://");
    for (const char *c = path; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool plain = (byte >= 'a' && byte <= 'z') ||
                     (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9') || strchr("/-._~", byte);
        char coded[3] = { '%', hex[byte >> 4], hex[byte & 15] };
        lsp_text_add(&uri, plain ? c : coded, plain ? 1 : 3);
    }
    return uri.ptr;
}

void lsp_findings_free(lsp_document *doc)
{
    for (size_t i = 0; i < doc->finding_count; i++) {
        lsp_finding *f = &doc->findings[i];
        free(f->rule);
        free(f->severity);
        free(f->message);
        free(f->advice);
        free(f->quote);
    }
    free(doc->findings);
    doc->findings = NULL;
    doc->finding_count = 0;
}

void lsp_document_free(lsp_document *doc)
{
    lsp_findings_free(doc);
    cli_config_dispose(&doc->config);
    free(doc->uri);
    free(doc->path);
    free(doc->text.ptr);
    free(doc->lines.starts);
    free(doc);
}
