/*
 * The server: takes messages as they come, keeps the documents, and answers.
 * What is in the input is read before anything is worked on, so that a
 * request can be cancelled and a burst of changes is judged once.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/lsp.h"

#include "lsp/server.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Messages that are read ahead. */
#define MOST_QUEUED 256

typedef struct {
    cJSON *items[MOST_QUEUED]; /* owned */
    size_t count;
} queue;

lsp_document *lsp_find(const lsp_server *server, const char *uri)
{
    for (size_t i = 0; uri && i < server->document_count; i++)
        if (strcmp(server->documents[i]->uri, uri) == 0)
            return server->documents[i];
    return NULL;
}

/* ---- documents ----------------------------------------------------------------- */

static void configure(lsp_server *server, lsp_document *doc)
{
    if (lsp_document_configure(doc, server->options, &server->sets))
        return;
    cJSON *params = lsp_object();
    lsp_put_number(params, "type", 1);
    lsp_put_text(params, "message",
                 "foilint: the configuration or the rule packs cannot be "
                 "used; the server's log says why");
    lsp_notify(server, "window/showMessage", params);
}

static const char *format_of(const char *language)
{
    if (language && strcmp(language, "markdown") == 0)
        return "markdown";
    bool text = language && (strcmp(language, "plaintext") == 0 ||
                             strcmp(language, "text") == 0);
    return text ? "text" : NULL;
}

static void forget(lsp_server *server, lsp_document *doc)
{
    size_t i = 0;
    while (server->documents[i] != doc)
        i++;
    lsp_document_free(doc);
    server->documents[i] = server->documents[--server->document_count];
}

static void did_open(lsp_server *server, const cJSON *params)
{
    const cJSON *given = LSP_AT(params, "textDocument");
    const char *uri = lsp_text_of(given, "uri");
    const char *text = lsp_text_of(given, "text");
    const cJSON *version = LSP_AT(given, "version");
    if (!uri || !text)
        return;
    lsp_document *doc = lsp_find(server, uri);
    if (doc)
        forget(server, doc);
    doc = lsp_resize(NULL, sizeof(*doc));
    *doc =
        (lsp_document){ .uri = lsp_copy(uri, strlen(uri)),
                        .path = lsp_path_of(uri),
                        .format = format_of(lsp_text_of(given, "languageId")),
                        .version = version ? version->valueint : 0 };
    lsp_document_set(doc, text, strlen(text));
    server->documents =
        lsp_resize(server->documents,
                   (server->document_count + 1) * sizeof(*server->documents));
    server->documents[server->document_count++] = doc;
    configure(server, doc);
}

static void apply_change(const lsp_server *server, lsp_document *doc,
                         const cJSON *change)
{
    const char *text = lsp_text_of(change, "text");
    const cJSON *range = LSP_AT(change, "range");
    lsp_position start = { 0 };
    lsp_position end = { 0 };
    if (!text)
        return;
    if (!range) {
        lsp_document_set(doc, text, strlen(text));
        return;
    }
    if (!lsp_read_position(LSP_AT(range, "start"), &start) ||
        !lsp_read_position(LSP_AT(range, "end"), &end))
        return;
    lsp_document_splice(
        doc, lsp_offset(&doc->lines, &doc->text, start, server->encoding),
        lsp_offset(&doc->lines, &doc->text, end, server->encoding), text,
        strlen(text));
}

static void did_change(lsp_server *server, const cJSON *params)
{
    lsp_document *doc =
        lsp_find(server, lsp_text_of(LSP_AT(params, "textDocument"), "uri"));
    if (!doc)
        return;
    const cJSON *version = LSP_AT(params, "textDocument", "version");
    const cJSON *change = NULL;
    if (cJSON_IsNumber(version))
        doc->version = version->valueint;
    cJSON_ArrayForEach(change, LSP_AT(params, "contentChanges"))
        apply_change(server, doc, change);
}

static void did_save(lsp_server *server, const cJSON *params)
{
    (void)params; /* the saved file may be a configuration: all may change */
    for (size_t i = 0; i < server->document_count; i++)
        configure(server, server->documents[i]);
}

static void did_close(lsp_server *server, const cJSON *params)
{
    lsp_document *doc =
        lsp_find(server, lsp_text_of(LSP_AT(params, "textDocument"), "uri"));
    if (!doc)
        return;
    cJSON *nothing = lsp_object();
    lsp_put_text(nothing, "uri", doc->uri);
    lsp_put(nothing, "diagnostics", lsp_array());
    lsp_notify(server, "textDocument/publishDiagnostics", nothing);
    forget(server, doc);
}

/* ---- requests -------------------------------------------------------------------- */

static void choose_encoding(lsp_server *server, const cJSON *capabilities)
{
    const cJSON *offered = LSP_AT(capabilities, "general", "positionEncodings");
    const cJSON *item = NULL;
    cJSON_ArrayForEach(
        item, offered) if (cJSON_IsString(item) &&
                           lsp_encoding_parse(item->valuestring,
                                              &server->encoding)) return;
}

static bool lists(const cJSON *list, const char *text)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list) if (cJSON_IsString(item) &&
                                       strcmp(item->valuestring, text) ==
                                           0) return true;
    return false;
}

static cJSON *capabilities_json(const lsp_server *server)
{
    cJSON *can = lsp_object();
    cJSON *sync = lsp_object();
    cJSON *actions = lsp_object();
    cJSON *kinds = lsp_array();
    lsp_put(sync, "openClose", cJSON_CreateTrue());
    lsp_put_number(sync, "change", 2); /* incremental */
    lsp_put(sync, "save", cJSON_CreateTrue());
    cJSON_AddItemToArray(kinds, lsp_need(cJSON_CreateString("quickfix")));
    lsp_put(actions, "codeActionKinds", kinds);
    lsp_put_text(can, "positionEncoding", lsp_encoding_name(server->encoding));
    lsp_put(can, "textDocumentSync", sync);
    lsp_put(can, "hoverProvider", cJSON_CreateTrue());
    lsp_put(can, "codeActionProvider", actions);
    return can;
}

static void initialize(lsp_server *server, const cJSON *id, const cJSON *params)
{
    const cJSON *can = LSP_AT(params, "capabilities");
    const cJSON *text = LSP_AT(can, "textDocument");
    const cJSON *edit = LSP_AT(can, "workspace", "workspaceEdit");
    choose_encoding(server, can);
    server->related_information =
        cJSON_IsTrue(LSP_AT(text, "publishDiagnostics", "relatedInformation"));
    server->code_literals =
        LSP_AT(text, "codeAction", "codeActionLiteralSupport") != NULL;
    server->document_changes = cJSON_IsTrue(LSP_AT(edit, "documentChanges"));
    server->create_files = lists(LSP_AT(edit, "resourceOperations"), "create");
    server->initialized = true;
    cJSON *info = lsp_object();
    cJSON *result = lsp_object();
    lsp_put_text(info, "name", "foilint");
    lsp_put_text(info, "version", fl_version());
    lsp_put(result, "capabilities", capabilities_json(server));
    lsp_put(result, "serverInfo", info);
    lsp_reply(server, id, result);
}

static void shutdown_server(lsp_server *server, const cJSON *id,
                            const cJSON *params)
{
    (void)params;
    server->shut_down = true;
    lsp_reply(server, id, cJSON_CreateNull());
}

/* The document that the request names, judged as it stands; refuses the
 * request and gives NULL when there is none. */
static lsp_document *named(lsp_server *server, const cJSON *id,
                           const cJSON *params)
{
    lsp_document *doc =
        lsp_find(server, lsp_text_of(LSP_AT(params, "textDocument"), "uri"));
    if (doc)
        lsp_document_lint(doc);
    else
        lsp_refuse(server, id, LSP_INVALID_PARAMS, "no such open document");
    return doc;
}

static void hover(lsp_server *server, const cJSON *id, const cJSON *params)
{
    lsp_position at = { 0 };
    lsp_document *doc = named(server, id, params);
    if (!doc)
        return;
    if (!lsp_read_position(LSP_AT(params, "position"), &at)) {
        lsp_refuse(server, id, LSP_INVALID_PARAMS, "no position");
        return;
    }
    lsp_reply(
        server, id,
        lsp_hover(server, doc,
                  lsp_offset(&doc->lines, &doc->text, at, server->encoding)));
}

static void code_action(lsp_server *server, const cJSON *id,
                        const cJSON *params)
{
    lsp_position start = { 0 };
    lsp_position end = { 0 };
    lsp_document *doc = named(server, id, params);
    if (!doc)
        return;
    if (!lsp_read_position(LSP_AT(params, "range", "start"), &start) ||
        !lsp_read_position(LSP_AT(params, "range", "end"), &end)) {
        lsp_refuse(server, id, LSP_INVALID_PARAMS, "no range");
        return;
    }
    lsp_reply(server, id,
              lsp_code_actions(
                  server, doc,
                  lsp_offset(&doc->lines, &doc->text, start, server->encoding),
                  lsp_offset(&doc->lines, &doc->text, end, server->encoding)));
}

/* ---- dispatch ---------------------------------------------------------------------- */

static const struct {
    const char *method;
    void (*run)(lsp_server *server, const cJSON *id, const cJSON *params);
} requests[] = {
    { "initialize", initialize },
    { "shutdown", shutdown_server },
    { "textDocument/hover", hover },
    { "textDocument/codeAction", code_action },
};

static const struct {
    const char *method;
    void (*run)(lsp_server *server, const cJSON *params);
} notifications[] = {
    { "textDocument/didOpen", did_open },
    { "textDocument/didChange", did_change },
    { "textDocument/didSave", did_save },
    { "textDocument/didClose", did_close },
};

static void run_request(lsp_server *server, const char *method, const cJSON *id,
                        const cJSON *params)
{
    bool first = strcmp(method, "initialize") == 0;
    if (server->shut_down) {
        lsp_refuse(server, id, LSP_INVALID_REQUEST, "the server is shut down");
        return;
    }
    if (!server->initialized && !first) {
        lsp_refuse(server, id, LSP_NOT_INITIALIZED, "not initialized");
        return;
    }
    if (server->initialized && first) {
        lsp_refuse(server, id, LSP_INVALID_REQUEST, "initialized before");
        return;
    }
    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
        if (strcmp(requests[i].method, method) == 0) {
            requests[i].run(server, id, params);
            return;
        }
    lsp_refuse(server, id, LSP_METHOD_NOT_FOUND, method);
}

/* False for "exit". What has a method and no id is a notification, and those
 * get no answer; what has an id and no method is an answer to us. */
static bool run_message(lsp_server *server, const cJSON *message)
{
    const char *method = lsp_text_of(message, "method");
    const cJSON *id = LSP_AT(message, "id");
    const cJSON *params = LSP_AT(message, "params");
    if (!method) {
        if (!LSP_AT(message, "result") && !LSP_AT(message, "error"))
            lsp_refuse(server, id, LSP_INVALID_REQUEST, "no method");
        return true;
    }
    if (id) {
        run_request(server, method, id, params);
        return true;
    }
    if (strcmp(method, "exit") == 0)
        return false;
    for (size_t i = 0; server->initialized && !server->shut_down &&
                       i < sizeof(notifications) / sizeof(notifications[0]);
         i++)
        if (strcmp(notifications[i].method, method) == 0)
            notifications[i].run(server, params);
    return true;
}

/* Takes the request that is cancelled out of the queue, and says so. */
static void cancel(lsp_server *server, queue *q, const cJSON *id)
{
    for (size_t i = 0; id && i < q->count; i++) {
        const cJSON *own = LSP_AT(q->items[i], "id");
        if (!own || !LSP_AT(q->items[i], "method") ||
            !cJSON_Compare(own, id, true))
            continue;
        lsp_refuse(server, own, LSP_CANCELLED, "cancelled");
        cJSON_Delete(q->items[i]);
        memmove(&q->items[i], &q->items[i + 1],
                (--q->count - i) * sizeof(q->items[0]));
        return;
    }
}

static void enqueue(lsp_server *server, queue *q, char *body, size_t size)
{
    cJSON *message = lsp_parse(body, size);
    if (!message) {
        lsp_refuse(server, NULL, LSP_PARSE_ERROR, "not valid JSON");
        return;
    }
    const char *method = lsp_text_of(message, "method");
    if (!cJSON_IsObject(message)) {
        lsp_refuse(server, NULL, LSP_INVALID_REQUEST, "no message");
        cJSON_Delete(message);
    } else if (method && strcmp(method, "$/cancelRequest") == 0) {
        cancel(server, q, LSP_AT(message, "params", "id"));
        cJSON_Delete(message);
    } else {
        q->items[q->count++] = message;
    }
}

/* Reads all that has come; waits for something if `wait`. False at the end. */
static bool read_ahead(lsp_server *server, lsp_reader *reader, queue *q,
                       bool wait)
{
    while (q->count < MOST_QUEUED) {
        char *body = NULL;
        size_t size = 0;
        const char *why = NULL;
        switch (lsp_read(reader, wait && q->count == 0, &body, &size, &why)) {
        case LSP_FRAME:
            enqueue(server, q, body, size);
            free(body);
            break;
        case LSP_BROKEN:
            lsp_refuse(server, NULL, LSP_PARSE_ERROR, why);
            break;
        case LSP_NOTHING:
            return true;
        case LSP_END:
            return false;
        }
        if (server->failed)
            return false;
    }
    return true;
}

/* Tells the editor of every document that has changed; false when all were
 * told before. */
static bool publish_changed(lsp_server *server)
{
    bool any = false;
    for (size_t i = 0; i < server->document_count; i++)
        if (!server->documents[i]->published) {
            lsp_publish(server, server->documents[i]);
            any = true;
        }
    return any;
}

static void serve(lsp_server *server, lsp_reader *reader)
{
    queue q = { .count = 0 };
    bool more = true;
    bool running = true;
    while (running && !server->failed && (more || q.count > 0)) {
        if (more)
            more = read_ahead(server, reader, &q, false);
        if (q.count == 0) {
            if (more && !publish_changed(server))
                more = read_ahead(server, reader, &q, true);
            continue;
        }
        cJSON *message = q.items[0];
        memmove(&q.items[0], &q.items[1], --q.count * sizeof(q.items[0]));
        running = run_message(server, message);
        cJSON_Delete(message);
    }
    for (size_t i = 0; i < q.count; i++)
        cJSON_Delete(q.items[i]);
}

int lsp_serve(const cli_options *options)
{
    if (options->operands.count > 0) {
        cli_complain("lsp: unexpected \"%s\"; it speaks on standard input",
                     options->operands.items[0]);
        return EXIT_TROUBLE;
    }
    lsp_server server = { .options = options, .out = stdout };
    lsp_reader reader = { .fd = STDIN_FILENO };
    serve(&server, &reader);
    lsp_reader_dispose(&reader);
    while (server.document_count > 0)
        forget(&server, server.documents[0]);
    free(server.documents);
    lsp_sets_dispose(&server.sets);
    return server.shut_down && !server.failed ? EXIT_CLEAN : EXIT_FINDINGS;
}
