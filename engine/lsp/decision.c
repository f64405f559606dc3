/*
 * The edit that adds an entry to foilint-decisions.json. Who decided and why
 * are left empty: without them the file is refused, so that nothing is
 * accepted by a click.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"
#include "cli/inputs.h"
#include "cli/paths.h"
#include "lsp/server.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LIST "decisions"

static char *join(const char *dir, size_t len, const char *name)
{
    lsp_text path = { 0 };
    lsp_text_add(&path, dir, len);
    lsp_text_puts(&path, "/");
    lsp_text_puts(&path, name);
    return path.ptr;
}

static bool exists(const char *dir, size_t len, const char *name)
{
    char *path = join(dir, len, name);
    bool found = access(path, F_OK) == 0;
    free(path);
    return found;
}

/* The file's path: the nearest from the draft upwards within its repository,
 * else beside the configuration, else beside the draft. */
static char *file_for(const lsp_document *doc)
{
    const char *slash = strrchr(doc->path, '/');
    if (doc->path[0] != '/')
        return NULL; /* no file: a document that was never saved */
    for (size_t len = (size_t)(slash - doc->path);;) {
        if (exists(doc->path, len, CLI_DECISIONS))
            return join(doc->path, len, CLI_DECISIONS);
        if (len == 0 || exists(doc->path, len, ".git"))
            break;
        do
            len--;
        while (len > 0 && doc->path[len] != '/');
    }
    const char *shown =
        doc->settings.count ? doc->settings.items[0]->config.path : NULL;
    char *config = shown ? cli_absolute(shown) : NULL;
    const char *end = config ? strrchr(config, '/') : NULL;
    char *beside = NULL;
    if (end && strncmp(config, doc->path, (size_t)(end - config) + 1) == 0)
        beside = join(config, (size_t)(end - config), CLI_DECISIONS);
    free(config);
    return beside ? beside
                  : join(doc->path, (size_t)(slash - doc->path), CLI_DECISIONS);
}

static void put_member(lsp_text *out, const char *key, const char *value,
                       const char *then)
{
    cJSON *string = lsp_need(cJSON_CreateString(value));
    char *text = lsp_need(cJSON_PrintUnformatted(string));
    lsp_text_puts(out, "\"");
    lsp_text_puts(out, key);
    lsp_text_puts(out, "\": ");
    lsp_text_puts(out, text);
    lsp_text_puts(out, then);
    free(text);
    cJSON_Delete(string);
}

static void put_entry(lsp_text *out, const char *file, const lsp_document *doc,
                      const lsp_finding *f)
{
    size_t folder = (size_t)(strrchr(file, '/') - file) + 1;
    lsp_text_puts(out, "    { ");
    put_member(out, "path", doc->path + folder, ",\n      ");
    put_member(out, "rule", f->rule, ",\n      ");
    put_member(out, "quote", f->quote, ",\n      ");
    put_member(out, "who", "", ", ");
    put_member(out, "why", "", " }");
}

/* Byte of the bracket that ends the list of valid JSON that has one; sets
 * *behind to the byte behind its last entry, or behind its open bracket. */
static size_t list_end(const lsp_text *text, size_t *behind)
{
    size_t depth = 0;
    bool in_list = false;
    size_t key = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->ptr[i];
        if (c == '"') {
            size_t start = i + 1;
            while (++i < text->len && text->ptr[i] != '"')
                i += text->ptr[i] == '\\';
            if (depth == 1 && i - start == sizeof(LIST) - 1 &&
                memcmp(text->ptr + start, LIST, sizeof(LIST) - 1) == 0)
                key = i;
            if (in_list)
                *behind = i + 1;
        } else if (c == '[' || c == '{') {
            depth++;
            if (c == '[' && depth == 2 && key) {
                in_list = true;
                *behind = i + 1;
            }
        } else if (c == ']' || c == '}') {
            depth--;
            if (in_list && depth == 1)
                return i;
            if (in_list)
                *behind = i + 1;
        } else if (depth == 1 && c == ',') {
            key = 0;
        }
    }
    return 0;
}

/* How many entries the list has; -1 when the text holds no list of them. */
static int entry_count(const lsp_text *text)
{
    cJSON *root =
        text->ptr
            ? cJSON_ParseWithLengthOpts(text->ptr, text->len + 1, NULL, true)
            : NULL;
    const cJSON *list = LSP_AT(root, LIST);
    int count = cJSON_IsArray(list) ? cJSON_GetArraySize(list) : -1;
    cJSON_Delete(root);
    return count;
}

/* A stand-in for the file: its text as the editor has it, else as on disk.
 * False when it is there and cannot be read. */
static bool open_file(const lsp_server *server, const char *uri,
                      const char *path, lsp_document *file, bool *there)
{
    const lsp_document *open = lsp_find(server, uri);
    char *bytes = NULL;
    size_t size = 0;
    *file = (lsp_document){ .version = open ? open->version : 0 };
    *there = open || access(path, F_OK) == 0;
    if (!*there)
        return true;
    if (!open && !cli_read_file(path, &bytes, &size))
        return false;
    lsp_document_set(file, open ? open->text.ptr : bytes,
                     open ? open->text.len : size);
    free(bytes);
    return true;
}

static cJSON *edit_of(const lsp_server *server, const char *uri,
                      const char *path, const lsp_document *file, bool there,
                      const lsp_document *doc, const lsp_finding *f)
{
    lsp_text text = { 0 };
    size_t at = 0;
    if (!there) {
        lsp_text_puts(&text, "{\n  \"" LIST "\": [\n");
        put_entry(&text, path, doc, f);
        lsp_text_puts(&text, "\n  ]\n}\n");
        lsp_document empty = { 0 };
        lsp_document_set(&empty, "", 0);
        cJSON *edit =
            lsp_insertion(server, uri, NULL,
                          lsp_range_json(server, &empty, 0, 0), text.ptr, true);
        free(empty.text.ptr);
        free(empty.lines.starts);
        free(text.ptr);
        return edit;
    }
    int count = entry_count(&file->text);
    if (count < 0)
        return NULL;
    list_end(&file->text, &at);
    lsp_text_puts(&text, count ? ",\n" : "\n");
    put_entry(&text, path, doc, f);
    if (!count)
        lsp_text_puts(&text, "\n  ");
    bool open = lsp_find(server, uri) != NULL;
    cJSON *edit =
        lsp_insertion(server, uri, open ? &file->version : NULL,
                      lsp_range_json(server, file, at, at), text.ptr, false);
    free(text.ptr);
    return edit;
}

cJSON *lsp_decision_edit(const lsp_server *server, const lsp_document *doc,
                         const lsp_finding *finding)
{
    char *path = file_for(doc);
    if (!path)
        return NULL;
    char *uri = lsp_uri_of(path);
    lsp_document file;
    bool there = false;
    cJSON *edit = NULL;
    if (open_file(server, uri, path, &file, &there)) {
        edit = edit_of(server, uri, path, &file, there, doc, finding);
        free(file.text.ptr);
        free(file.lines.starts);
    }
    free(uri);
    free(path);
    return edit;
}
