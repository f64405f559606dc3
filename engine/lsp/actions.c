/*
 * Code actions: put in what is missing, or record the decision to leave a
 * finding as it is.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/server.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of an action's title that quote what it inserts. */
#define TITLE_BYTES 60

cJSON *lsp_insertion(const lsp_server *server, const char *uri,
                     const long *version, cJSON *range, const char *text,
                     bool create)
{
    cJSON *workspace = lsp_object();
    cJSON *edits = lsp_array();
    cJSON *edit = lsp_object();
    lsp_put(edit, "range", range);
    lsp_put_text(edit, "newText", text);
    cJSON_AddItemToArray(edits, edit);
    if (!server->document_changes) {
        cJSON *changes = lsp_object();
        lsp_put(changes, uri, edits);
        lsp_put(workspace, "changes", changes);
        return workspace;
    }
    cJSON *list = lsp_array();
    if (create && server->create_files) {
        cJSON *file = lsp_object();
        cJSON *options = lsp_object();
        lsp_put(options, "ignoreIfExists", cJSON_CreateTrue());
        lsp_put_text(file, "kind", "create");
        lsp_put_text(file, "uri", uri);
        lsp_put(file, "options", options);
        cJSON_AddItemToArray(list, file);
    }
    cJSON *change = lsp_object();
    cJSON *name = lsp_object();
    lsp_put_text(name, "uri", uri);
    lsp_put(name, "version",
            version ? cJSON_CreateNumber((double)*version)
                    : cJSON_CreateNull());
    lsp_put(change, "textDocument", name);
    lsp_put(change, "edits", edits);
    cJSON_AddItemToArray(list, change);
    lsp_put(workspace, "documentChanges", list);
    return workspace;
}

/* What the advice says to write: the words that it quotes, one passage after
 * the other, with "<what>" as the gap "<<what>>". False when it quotes none. */
static bool advised_words(const char *advice, lsp_text *out)
{
    const char *open = strchr(advice, '"');
    for (; open; open = strchr(open, '"')) {
        const char *close = strchr(open + 1, '"');
        if (!close)
            break;
        if (out->len)
            lsp_text_add(out, " ", 1);
        for (const char *c = open + 1; c < close; c++)
            lsp_text_add(out,
                         *c == '<'   ? "<<"
                         : *c == '>' ? ">>"
                                     : c,
                         *c == '<' || *c == '>' ? 2 : 1);
        open = close + 1;
    }
    return out->len > 0;
}

static cJSON *action(const char *title, cJSON *diagnostic, cJSON *edit)
{
    cJSON *json = lsp_object();
    cJSON *list = lsp_array();
    cJSON_AddItemToArray(list, diagnostic);
    lsp_put_text(json, "title", title);
    lsp_put_text(json, "kind", "quickfix");
    lsp_put(json, "diagnostics", list);
    lsp_put(json, "edit", edit);
    return json;
}

/* The beginning of `text`, whole code points of it, in an action's title. */
static char *title_with(const char *lead, const char *text)
{
    lsp_text title = { 0 };
    size_t len = strlen(text);
    bool cut = len > TITLE_BYTES;
    if (cut)
        len = TITLE_BYTES;
    while (cut && len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    lsp_text_puts(&title, lead);
    lsp_text_add(&title, text, len);
    lsp_text_puts(&title, cut ? "…" : "");
    return title.ptr;
}

/* A paragraph behind the line that holds the place where it belongs. */
static cJSON *insert_action(const lsp_server *server, const lsp_document *doc,
                            const lsp_finding *f)
{
    lsp_text words = { 0 };
    if (!advised_words(f->advice, &words))
        return NULL;
    lsp_position place =
        lsp_position_of(&doc->lines, &doc->text, f->expected, server->encoding);
    size_t at = lsp_line_end(&doc->lines, &doc->text, place.line);
    bool returns = at < doc->text.len && doc->text.ptr[at] == '\r' &&
                   doc->text.ptr[at + 1] == '\n';
    lsp_text text = { 0 };
    lsp_text_puts(&text, returns ? "\r\n\r\n" : "\n\n");
    lsp_text_add(&text, words.ptr, words.len);
    cJSON *edit =
        lsp_insertion(server, doc->uri, &doc->version,
                      lsp_range_json(server, doc, at, at), text.ptr, false);
    char *title = title_with("Insert: ", words.ptr);
    cJSON *json = action(title, lsp_diagnostic(server, doc, f), edit);
    lsp_put(json, "isPreferred", cJSON_CreateTrue());
    free(title);
    free(text.ptr);
    free(words.ptr);
    return json;
}

static cJSON *decision_action(const lsp_server *server, const lsp_document *doc,
                              const lsp_finding *f)
{
    cJSON *edit = lsp_decision_edit(server, doc, f);
    if (!edit)
        return NULL;
    const char *slash = strchr(f->rule, '/');
    char *title = title_with("Record a decision to accept: ",
                             slash ? slash + 1 : f->rule);
    cJSON *json = action(title, lsp_diagnostic(server, doc, f), edit);
    free(title);
    return json;
}

cJSON *lsp_code_actions(const lsp_server *server, const lsp_document *doc,
                        size_t start, size_t end)
{
    cJSON *list = lsp_array();
    if (!server->code_literals)
        return list;
    for (size_t i = 0; i < doc->finding_count; i++) {
        const lsp_finding *f = &doc->findings[i];
        if (f->end < start || f->start > end)
            continue;
        cJSON *insert = f->missing ? insert_action(server, doc, f) : NULL;
        cJSON *decide = decision_action(server, doc, f);
        if (insert)
            cJSON_AddItemToArray(list, insert);
        if (decide)
            cJSON_AddItemToArray(list, decide);
    }
    return list;
}
