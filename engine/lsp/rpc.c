/*
 * JSON-RPC: parsing what comes, sending what goes.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/server.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The parser cuts a string at an escaped NUL. Another control character of
 * the same width in every encoding stands in for it. */
static void replace_nuls(char *body, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++) {
        if (body[i] != '\\')
            continue;
        if (i + 5 < size && memcmp(body + i, "\\u0000", 6) == 0)
            body[i + 5] = '1';
        i++; /* what is escaped begins no escape */
    }
}

/* Length of the well-formed code point at `at`, 0 when there is none. */
static size_t utf8_length(const unsigned char *s, size_t left)
{
    static const struct {
        unsigned char from, to, second_from, second_to;
        size_t length;
    } forms[] = {
        { 0x01, 0x7F, 0, 0, 1 },       { 0xC2, 0xDF, 0x80, 0xBF, 2 },
        { 0xE0, 0xE0, 0xA0, 0xBF, 3 }, { 0xE1, 0xEC, 0x80, 0xBF, 3 },
        { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
        { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 },
        { 0xF4, 0xF4, 0x80, 0x8F, 4 },
    };
    for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
        if (s[0] < forms[f].from || s[0] > forms[f].to)
            continue;
        if (forms[f].length > left)
            return 0;
        if (forms[f].length > 1 &&
            (s[1] < forms[f].second_from || s[1] > forms[f].second_to))
            return 0;
        for (size_t i = 2; i < forms[f].length; i++)
            if ((s[i] & 0xC0) != 0x80)
                return 0;
        return forms[f].length;
    }
    return 0;
}

static bool is_utf8(const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t length =
            utf8_length((const unsigned char *)text + at, size - at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

cJSON *lsp_parse(char *body, size_t size)
{
    if (!is_utf8(body, size))
        return NULL;
    replace_nuls(body, size);
    return cJSON_ParseWithLengthOpts(body, size + 1, NULL, true);
}

static void send(lsp_server *server, cJSON *message)
{
    lsp_put_text(message, "jsonrpc", "2.0");
    char *text = lsp_need(cJSON_PrintUnformatted(message));
    if (!lsp_write(server->out, text, strlen(text)))
        server->failed = true;
    free(text);
    cJSON_Delete(message);
}

static cJSON *answer_to(const cJSON *id)
{
    cJSON *message = lsp_object();
    lsp_put(message, "id",
            lsp_need(id ? cJSON_Duplicate(id, true) : cJSON_CreateNull()));
    return message;
}

void lsp_reply(lsp_server *server, const cJSON *id, cJSON *result)
{
    cJSON *message = answer_to(id);
    lsp_put(message, "result", result);
    send(server, message);
}

void lsp_refuse(lsp_server *server, const cJSON *id, int code,
                const char *message)
{
    cJSON *answer = answer_to(id);
    cJSON *error = lsp_object();
    lsp_put_number(error, "code", code);
    lsp_put_text(error, "message", message);
    lsp_put(answer, "error", error);
    send(server, answer);
}

void lsp_notify(lsp_server *server, const char *method, cJSON *params)
{
    cJSON *message = lsp_object();
    lsp_put_text(message, "method", method);
    lsp_put(message, "params", params);
    send(server, message);
}

cJSON *lsp_object(void)
{
    return lsp_need(cJSON_CreateObject());
}

cJSON *lsp_array(void)
{
    return lsp_need(cJSON_CreateArray());
}

void lsp_put(cJSON *object, const char *key, cJSON *item)
{
    if (!cJSON_AddItemToObject(object, key, lsp_need(item)))
        lsp_need(NULL);
}

void lsp_put_text(cJSON *object, const char *key, const char *text)
{
    lsp_put(object, key, cJSON_CreateString(text));
}

void lsp_put_number(cJSON *object, const char *key, double value)
{
    lsp_put(object, key, cJSON_CreateNumber(value));
}

const cJSON *lsp_at(const cJSON *node, const char *const *path)
{
    for (; node && *path; path++)
        node = cJSON_IsObject(node)
                   ? cJSON_GetObjectItemCaseSensitive(node, *path)
                   : NULL;
    return node;
}

const char *lsp_text_of(const cJSON *object, const char *key)
{
    const cJSON *member = LSP_AT(object, key);
    return cJSON_IsString(member) ? member->valuestring : NULL;
}

static cJSON *position_json(lsp_position position)
{
    cJSON *json = lsp_object();
    lsp_put_number(json, "line", (double)position.line);
    lsp_put_number(json, "character", (double)position.character);
    return json;
}

cJSON *lsp_range_json(const lsp_server *server, const lsp_document *doc,
                      size_t start, size_t end)
{
    cJSON *range = lsp_object();
    lsp_put(range, "start",
            position_json(lsp_position_of(&doc->lines, &doc->text, start,
                                          server->encoding)));
    lsp_put(range, "end",
            position_json(lsp_position_of(&doc->lines, &doc->text, end,
                                          server->encoding)));
    return range;
}

/* An unsigned 31-bit integer, as the protocol has them. */
static bool read_count(const cJSON *node, size_t *out)
{
    if (!cJSON_IsNumber(node) || !(node->valuedouble >= 0) ||
        node->valuedouble > 2147483647.0 ||
        floor(node->valuedouble) < node->valuedouble)
        return false;
    *out = (size_t)node->valuedouble;
    return true;
}

bool lsp_read_position(const cJSON *node, lsp_position *out)
{
    return read_count(LSP_AT(node, "line"), &out->line) &&
           read_count(LSP_AT(node, "character"), &out->character);
}
