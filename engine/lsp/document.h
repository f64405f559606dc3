/*
 * An open document: its text as the editor has it, the configuration that
 * holds for it, and what the rules find in it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_LSP_DOCUMENT_H
#define FL_LSP_DOCUMENT_H

#include "cli/setting.h"
#include "lsp/position.h"

/* Packs that several documents share, with their scanner. */
typedef struct {
    char *key; /* owned: which packs and overlays */
    fl_packs *packs;
    fl_scanner *scanner;
} lsp_set;

typedef struct {
    lsp_set **items; /* owned, each owned */
    size_t count;
} lsp_sets;

/* A finding; texts are owned, offsets are bytes of the document's text. */
typedef struct {
    char *rule; /* "pack/rule" */
    char *severity, *message, *advice, *quote;
    size_t start, end;
    size_t expected; /* behind which it belongs, if `missing` */
    bool missing;
} lsp_finding;

typedef struct {
    char *uri;
    char *path;         /* of the file; the URI where it is none */
    const char *format; /* text, markdown; NULL: by the name */
    long version;
    lsp_text text;
    lsp_lines lines;
    bool stale;            /* the text has changed since `findings` */
    bool published;        /* the editor has been told of `findings` */
    cli_settings settings; /* the server's options over the configuration's */
    const lsp_set *set;    /* NULL: the packs cannot be loaded */
    lsp_finding *findings;
    size_t finding_count;
} lsp_document;

/* Takes the whole of the new text. */
void lsp_document_set(lsp_document *doc, const char *text, size_t len);
/* Puts `with` in the place of bytes [from, to). */
void lsp_document_splice(lsp_document *doc, size_t from, size_t to,
                         const char *with, size_t len);
void lsp_document_free(lsp_document *doc);

/* Forgets the findings. */
void lsp_findings_free(lsp_document *doc);

/* The path that a URI of a file names; the URI itself for others. Owned by the
 * caller. */
char *lsp_path_of(const char *uri);
char *lsp_uri_of(const char *path);

/* Reads the configuration that holds for the document, and loads the packs
 * that it names unless `sets` has them. False when either cannot be used; the
 * reasons went to standard error. */
bool lsp_document_configure(lsp_document *doc, const cli_options *given,
                            lsp_sets *sets);
void lsp_sets_dispose(lsp_sets *sets);

/* Judges the text as it stands, if it changed. */
void lsp_document_lint(lsp_document *doc);

#endif
