/*
 * The state of the server, and what its files share: one file for reading and
 * writing messages, one for each feature.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_LSP_SERVER_H
#define FL_LSP_SERVER_H

#include "lsp/document.h"
#include "lsp/frame.h"

#include <cjson/cJSON.h>

typedef struct {
    const cli_options *options;
    FILE *out;
    lsp_encoding encoding;
    lsp_document **documents; /* owned, each owned */
    size_t document_count;
    lsp_sets sets;
    /* what the editor can do */
    bool related_information, document_changes, create_files, code_literals;
    bool initialized, shut_down, failed; /* failed: nobody reads any more */
} lsp_server;

/* Codes of JSON-RPC and of the protocol. */
enum {
    LSP_PARSE_ERROR = -32700,
    LSP_INVALID_REQUEST = -32600,
    LSP_METHOD_NOT_FOUND = -32601,
    LSP_INVALID_PARAMS = -32602,
    LSP_NOT_INITIALIZED = -32002,
    LSP_CANCELLED = -32800
};

/* ---- rpc.c ---- */

/* The message in `body` (which a NUL follows and which it may change), or NULL
 * when it is no JSON. Caller deletes it. */
cJSON *lsp_parse(char *body, size_t size);
/* Each takes over `result` or `params`. `id` NULL: null. */
void lsp_reply(lsp_server *server, const cJSON *id, cJSON *result);
void lsp_refuse(lsp_server *server, const cJSON *id, int code,
                const char *message);
void lsp_notify(lsp_server *server, const char *method, cJSON *params);
/* Objects that are never NULL. */
cJSON *lsp_object(void);
cJSON *lsp_array(void);
/* Adds to an object; takes over `item`. */
void lsp_put(cJSON *object, const char *key, cJSON *item);
void lsp_put_text(cJSON *object, const char *key, const char *text);
void lsp_put_number(cJSON *object, const char *key, double value);
/* The member at the end of the path, NULL when there is none. */
const cJSON *lsp_at(const cJSON *node, const char *const *path);
#define LSP_AT(node, ...) \
    lsp_at(node, (const char *const[]){ __VA_ARGS__, NULL })
/* Text of a string member; NULL when it is none. */
const char *lsp_text_of(const cJSON *object, const char *key);

cJSON *lsp_range_json(const lsp_server *server, const lsp_document *doc,
                      size_t start, size_t end);
/* False when the node is no position. */
bool lsp_read_position(const cJSON *node, lsp_position *out);

/* ---- the features ---- */

void lsp_publish(lsp_server *server, lsp_document *doc);
/* The result of hover at `offset`: what the law says of the words there. */
cJSON *lsp_hover(const lsp_server *server, const lsp_document *doc,
                 size_t offset);
/* The code actions for bytes [start, end). */
cJSON *lsp_code_actions(const lsp_server *server, const lsp_document *doc,
                        size_t start, size_t end);
/* One diagnostic of the document. */
cJSON *lsp_diagnostic(const lsp_server *server, const lsp_document *doc,
                      const lsp_finding *finding);
/* Open document with that URI; NULL when there is none. */
lsp_document *lsp_find(const lsp_server *server, const char *uri);
/* An edit that records the decision to accept the finding; NULL when the file
 * of decisions cannot be added to. */
cJSON *lsp_decision_edit(const lsp_server *server, const lsp_document *doc,
                         const lsp_finding *finding);
/* A workspace edit that puts `text` at bytes [at, at) of a document. */
cJSON *lsp_insertion(const lsp_server *server, const char *uri,
                     const long *version, cJSON *range, const char *text,
                     bool create);

#endif
