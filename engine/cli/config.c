/*
 * Reads and applies a configuration file. It is small: its places are found
 * by searching for the key's text when there is a mistake.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

#include "cli/inputs.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[] = { ".foilint.json", "foilint.json" };

static char *join(const char *dir, size_t dir_len, const char *name)
{
    size_t len = dir_len + strlen(name) + 2;
    char *path = malloc(len);
    if (path)
        snprintf(path, len, "%.*s/%s", (int)dir_len, dir, name);
    return path;
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* The nearest configuration from `dir` upwards; stops at a repository. */
static char *search_up(const char *draft)
{
    char full[PATH_MAX];
    if (!realpath(draft, full) && !realpath(".", full))
        return NULL;
    size_t len = strlen(full);
    for (;;) {
        for (size_t i = 0; i < 2; i++) {
            char *path = join(full, len, names[i]);
            if (path && exists(path))
                return path;
            free(path);
        }
        char *git = join(full, len, ".git");
        bool stop = git && exists(git);
        free(git);
        while (len > 0 && full[len - 1] != '/')
            len--;
        if (stop || len == 0)
            return NULL;
        len--; /* without the slash; 0 is the root */
    }
}

static char *find_config(const cli_options *options, const char *draft)
{
    const char *named =
        options->config ? options->config : getenv("FOILINT_CONFIG");
    if (options->no_config)
        return NULL;
    if (named && *named)
        return strdup(named);
    char *path = search_up(
        cli_same(draft, "-") ? (options->stdin_name ? options->stdin_name : ".")
                             : draft);
    if (path)
        return path;
    const char *base = getenv("XDG_CONFIG_HOME");
    path =
        base && *base ? join(base, strlen(base), "foilint/config.json") : NULL;
    if (path && !exists(path)) {
        free(path);
        path = NULL;
    }
    return path;
}

/* Line and column of a byte, and of the first `"key"` in the text. */
static void complain_at(const char *path, const char *text, const char *at,
                        const char *what)
{
    size_t line = 1;
    size_t col = 1;
    for (const char *c = text; at && c < at; c++) {
        bool newline = *c == '\n';
        line += newline;
        col = newline ? 1 : col + 1;
    }
    fprintf(stderr, "%s:%zu:%zu: error: %s\n", path, line, col, what);
}

static const char *find_key(const char *text, const char *key)
{
    char quoted[128];
    snprintf(quoted, sizeof(quoted), "\"%s\"", key);
    return strstr(text, quoted);
}

/* ---- applying ------------------------------------------------------------------ */

typedef struct {
    cli_config *config;
    cli_options *options;
    const char *text;
    bool ok;
} applier;

static void wrong(applier *a, const char *key, const char *what)
{
    char message[256];
    snprintf(message, sizeof(message), "\"%s\": %s", key, what);
    complain_at(a->config->path, a->text, find_key(a->text, key), message);
    a->ok = false;
}

/* Directories in a file are relative to that file; what is none may be the
 * name of a built-in pack. */
static char *pack_of(const applier *a, const char *given)
{
    const char *slash = strrchr(a->config->path, '/');
    size_t len = slash ? (size_t)(slash - a->config->path) : 0;
    if (given[0] == '/' || len == 0)
        return strdup(given);
    char *path = join(a->config->path, len, given);
    if (path && !strchr(given, '/') && !exists(path)) {
        free(path);
        path = strdup(given);
    }
    return path;
}

static void add_directories(applier *a, const cJSON *item, cli_list *list)
{
    if (!cJSON_IsArray(item)) {
        wrong(a, item->string, "must be a list of directories");
        return;
    }
    bool given = list->count > 0;
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, item)
    {
        if (!cJSON_IsString(entry)) {
            wrong(a, item->string, "must be a list of directories");
            return;
        }
        char *path = pack_of(a, entry->valuestring);
        if (!path || a->config->path_count == MAX_LIST ||
            list->count == MAX_LIST) {
            free(path);
            wrong(a, item->string, "too many entries");
            return;
        }
        a->config->paths[a->config->path_count++] = path;
        if (!given)
            list->items[list->count++] = path;
    }
}

static void add_severities(applier *a, const cJSON *item)
{
    const cJSON *entry = NULL;
    if (!cJSON_IsObject(item)) {
        wrong(a, item->string, "must be an object of rule: level");
        return;
    }
    cli_list given = a->options->severities;
    a->options->severities.count = 0;
    cJSON_ArrayForEach(entry, item)
    {
        static const char *const levels[] = { "error", "warning", "note",
                                              "off" };
        bool good = false;
        for (size_t i = 0; i < 4 && cJSON_IsString(entry); i++)
            good |= cli_same(entry->valuestring, levels[i]);
        size_t len = strlen(entry->string) + 16;
        char *pair = malloc(len);
        if (!good || !pair || a->config->path_count == MAX_LIST) {
            free(pair);
            wrong(a, entry->string, "must be error, warning, note or off");
            continue;
        }
        snprintf(pair, len, "%s=%s", entry->string, entry->valuestring);
        a->config->paths[a->config->path_count++] = pair;
        a->options->severities.items[a->options->severities.count++] = pair;
    }
    /* what stands on the command line comes later and wins */
    for (size_t i = 0;
         i < given.count && a->options->severities.count < MAX_LIST; i++)
        a->options->severities.items[a->options->severities.count++] =
            given.items[i];
}

static void set_text(applier *a, const cJSON *item, const char **place)
{
    if (!cJSON_IsString(item))
        wrong(a, item->string, "must be a string");
    else if (!*place)
        *place = item->valuestring;
}

static void apply_member(applier *a, const cJSON *item)
{
    if (cli_same(item->string, "packs"))
        add_directories(a, item, &a->options->packs);
    else if (cli_same(item->string, "overlays"))
        add_directories(a, item, &a->options->overlays);
    else if (cli_same(item->string, "severities"))
        add_severities(a, item);
    else if (cli_same(item->string, "fail-on"))
        set_text(a, item, &a->options->fail_on);
    else if (cli_same(item->string, "as-of"))
        set_text(a, item, &a->options->as_of);
    else if (cli_same(item->string, "authority-kind"))
        set_text(a, item, &a->options->facts.authority);
    else if (!cli_same(item->string, "root") &&
             !cli_same(item->string, "$schema") &&
             !cli_same(item->string, "comment"))
        wrong(a, item->string,
              "unknown key; known are root, packs, overlays, severities, "
              "fail-on, as-of, authority-kind");
}

bool cli_config_apply(cli_config *config, cli_options *options,
                      const char *draft)
{
    config->path = find_config(options, draft);
    if (!config->path)
        return true;
    char *text = NULL;
    size_t size = 0;
    if (!cli_read_file(config->path, &text, &size))
        return false;
    char *ended = realloc(text, size + 1);
    if (!ended) {
        free(text);
        return false;
    }
    ended[size] = '\0';
    const char *stop = NULL;
    cJSON *json = cJSON_ParseWithLengthOpts(ended, size + 1, &stop, true);
    config->json = json;
    applier a = { config, options, ended, json != NULL };
    if (!json) {
        complain_at(config->path, ended, stop, "this is not valid JSON");
    } else if (!cJSON_IsObject(json)) {
        complain_at(config->path, ended, ended, "must be an object");
        a.ok = false;
    } else {
        const cJSON *item = NULL;
        cJSON_ArrayForEach(item, json) apply_member(&a, item);
    }
    free(ended);
    return a.ok;
}

void cli_config_dispose(cli_config *config)
{
    cJSON_Delete(config->json);
    for (size_t i = 0; i < config->path_count; i++)
        free(config->paths[i]);
    free(config->path);
    *config = (cli_config){ 0 };
}
