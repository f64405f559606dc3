/*
 * A condition's node as compact JSON on one line, for `why`. cJSON's printer
 * allocates outside the arena and takes longer than loading may.
 * SPDX-License-Identifier: MIT
 */
#include "pack/conditions.h"

#include <stdio.h>

/* Counts when `at` is NULL, writes else. */
typedef struct {
    char *at;
    size_t len;
} writer;

static void put(writer *w, const char *bytes, size_t len)
{
    if (w->at)
        memcpy(w->at + w->len, bytes, len);
    w->len += len;
}

static void put_string(writer *w, const char *s)
{
    put(w, "\"", 1);
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            put(w, "\\", 1);
        put(w, (unsigned char)*s < ' ' ? " " : s, 1);
    }
    put(w, "\"", 1);
}

static void put_node(writer *w, const cJSON *node, unsigned depth);

static void put_members(writer *w, const cJSON *node, unsigned depth)
{
    bool object = cJSON_IsObject(node);
    bool first = true;
    put(w, object ? "{" : "[", 1);
    for (const cJSON *m = node->child; m; m = m->next) {
        if (object && strcmp(m->string, "comment") == 0)
            continue;
        if (!first)
            put(w, ", ", 2);
        first = false;
        if (object) {
            put_string(w, m->string);
            put(w, ": ", 2);
        }
        put_node(w, m, depth + 1);
    }
    put(w, object ? "}" : "]", 1);
}

static void put_node(writer *w, const cJSON *node, unsigned depth)
{
    char number[32];
    if (cJSON_IsString(node)) {
        put_string(w, node->valuestring);
    } else if (cJSON_IsNumber(node)) {
        int len = snprintf(number, sizeof(number), "%.15g", node->valuedouble);
        put(w, number, len > 0 ? (size_t)len : 0);
    } else if (cJSON_IsBool(node)) {
        bool yes = cJSON_IsTrue(node);
        put(w, yes ? "true" : "false", yes ? 4 : 5);
    } else if ((cJSON_IsObject(node) || cJSON_IsArray(node)) &&
               depth < 4 * FL_LIMIT_CONDITION_DEPTH) {
        put_members(w, node, depth);
    } else {
        put(w, "null", 4);
    }
}

fl_str fl_cond_text(fl_arena *arena, const cJSON *node)
{
    writer w = { 0 };
    put_node(&w, node, 0);
    w.at = fl_arena_alloc(arena, w.len + 1);
    w.len = 0;
    put_node(&w, node, 0);
    return (fl_str){ w.at, w.len };
}
