/*
 * Reads and checks the members of a configuration. Every mistake is told, each
 * at its place.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config_members.h"

#include "cli/inputs.h"
#include "cli/paths.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef enum {
    IGNORED,
    FLAG,
    TEXT,
    DATE,
    LEVEL,
    MONEY,
    DIRECTORIES,
    FILE_NAME,
    SEVERITIES,
    OVERRIDES,
    AUTHORITY
} kind;

typedef struct {
    const char *key;
    kind kind;
} member;

static const member top[] = {
    { "$schema", IGNORED },
    { "comment", IGNORED },
    { "root", FLAG },
    { "packs", DIRECTORIES },
    { "overlays", DIRECTORIES },
    { "severities", SEVERITIES },
    { "overrides", OVERRIDES },
    { "fail-on", LEVEL },
    { "as-of", DATE },
    { "authority", AUTHORITY },
    { "authority-kind", TEXT },
    { "decisions", FILE_NAME },
    { "baseline", FILE_NAME },
    { NULL, IGNORED },
};
static const member of_authority[] = {
    { "comment", IGNORED },  { "name", TEXT },           { "kind", TEXT },
    { "cost-limit", MONEY }, { "review-address", TEXT }, { "regulator", TEXT },
    { NULL, IGNORED },
};
static const member of_override[] = {
    { "comment", IGNORED },
    { "files", IGNORED },
    { "rules", SEVERITIES },
    { NULL, IGNORED },
};

static bool add_severity(cli_severities *all, const char *rule,
                         const char *level, size_t line, size_t col)
{
    if (all->count == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 8;
        cli_severity *grown = realloc(all->items, cap * sizeof(*grown));
        if (!grown)
            return false;
        all->items = grown;
        all->cap = cap;
    }
    size_t len = strlen(rule) + strlen(level) + 2;
    char *pair = malloc(len);
    if (!pair)
        return false;
    snprintf(pair, len, "%s=%s", rule, level);
    all->items[all->count++] = (cli_severity){ pair, line, col };
    return true;
}

typedef struct {
    cli_config *config;
    char pointer[400]; /* of the value that is looked at */
    bool ok;
} reader;

void cli_config_complain(const char *path, size_t line, size_t col,
                         const char *what)
{
    fprintf(stderr, "%s:%zu:%zu: error: %s\n", path, line, col, what);
}

/* At the value, or with `key` at the name, that the pointer leads to. */
static void wrong(reader *r, bool key, const char *what)
{
    const cli_config *c = r->config;
    char message[600];
    size_t line = 1;
    size_t col = 1;
    fl_json_place(c->text, c->size, r->pointer, key, &line, &col);
    bool inside = r->pointer[0] != '\0';
    snprintf(message, sizeof(message), "\"%s\": %s", r->pointer + inside, what);
    cli_config_complain(c->path, line, col, inside ? message : what);
    r->ok = false;
}

/* Goes down to a member or an item; returns what cli_leave() takes. */
static size_t enter(reader *r, const char *name)
{
    size_t len = strlen(r->pointer);
    size_t at = len;
    if (at + 1 < sizeof(r->pointer))
        r->pointer[at++] = '/';
    for (; *name && at + 3 < sizeof(r->pointer); name++) {
        if (*name == '~' || *name == '/') {
            r->pointer[at++] = '~';
            r->pointer[at++] = *name == '~' ? '0' : '1';
        } else {
            r->pointer[at++] = *name;
        }
    }
    r->pointer[at] = '\0';
    return len;
}

static size_t enter_item(reader *r, size_t index)
{
    char number[24];
    snprintf(number, sizeof(number), "%zu", index);
    return enter(r, number);
}

static void leave(reader *r, size_t len)
{
    r->pointer[len] = '\0';
}

static bool is_text(const cJSON *item)
{
    return cJSON_IsString(item) && item->valuestring[0];
}

static void read_severities(reader *r, const cJSON *item, cli_severities *out)
{
    const cJSON *entry = NULL;
    if (!cJSON_IsObject(item)) {
        wrong(r, false, "must be an object of rule: level");
        return;
    }
    cJSON_ArrayForEach(entry, item)
    {
        size_t line = 0;
        size_t col = 0;
        size_t len = enter(r, entry->string);
        fl_json_place(r->config->text, r->config->size, r->pointer, true, &line,
                      &col);
        if (!cJSON_IsString(entry) || !cli_is_level(entry->valuestring, "off"))
            wrong(r, false, "must be error, warning, note or off");
        else if (!add_severity(out, entry->string, entry->valuestring, line,
                               col))
            wrong(r, false, "out of memory");
        leave(r, len);
    }
}

char *cli_config_beside(const cli_config *config, const char *given,
                        bool may_be_name)
{
    const char *slash = strrchr(config->path, '/');
    if (given[0] == '/' || !slash)
        return strdup(given);
    char *dir = strndup(config->path, (size_t)(slash - config->path) + 1);
    char *path = dir ? cli_join(dir, given) : NULL;
    free(dir);
    if (path && may_be_name && !strchr(given, '/') && !cli_exists(path)) {
        free(path);
        path = strdup(given);
    }
    return path;
}

static void read_directories(reader *r, const cJSON *item)
{
    const cJSON *entry = NULL;
    size_t index = 0;
    if (!cJSON_IsArray(item)) {
        wrong(r, false, "must be a list of directories");
        return;
    }
    if (cJSON_GetArraySize(item) > MAX_LIST)
        wrong(r, false, "too many entries");
    cJSON_ArrayForEach(entry, item)
    {
        size_t len = enter_item(r, index++);
        if (!is_text(entry))
            wrong(r, false, "must be a directory, or the name of a pack");
        leave(r, len);
    }
}

static void read_file_name(reader *r, const cJSON *item)
{
    char **place = cli_same(item->string, "decisions") ? &r->config->decisions
                                                       : &r->config->baseline;
    if (!is_text(item)) {
        wrong(r, false, "must be a file's name");
        return;
    }
    *place = cli_config_beside(r->config, item->valuestring, false);
    if (!*place)
        wrong(r, false, "out of memory");
    else if (place == &r->config->baseline && !cli_exists(*place))
        wrong(r, false, "there is no such file");
}

static void read_members(reader *r, const cJSON *object, const member *known,
                         cli_severities *severities);

static void read_files(reader *r, const cJSON *item, cli_texts *files)
{
    const cJSON *entry = NULL;
    size_t index = 0;
    size_t len = enter(r, "files");
    if (is_text(item)) {
        if (!cli_texts_add(files, strdup(item->valuestring)))
            wrong(r, false, "out of memory");
    } else if (!cJSON_IsArray(item) || !item->child) {
        wrong(r, false, "must be a pattern or a list of patterns");
    } else {
        cJSON_ArrayForEach(entry, item)
        {
            size_t inner = enter_item(r, index++);
            if (!is_text(entry))
                wrong(r, false, "must be a pattern");
            else if (!cli_texts_add(files, strdup(entry->valuestring)))
                wrong(r, false, "out of memory");
            leave(r, inner);
        }
    }
    leave(r, len);
}

static void read_override(reader *r, const cJSON *entry, cli_override *out)
{
    static const char *const needed[] = { "files", "rules" };
    if (!cJSON_IsObject(entry)) {
        wrong(r, false, "must be an object with \"files\" and \"rules\"");
        return;
    }
    read_members(r, entry, of_override, &out->severities);
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(entry, "files");
    if (files)
        read_files(r, files, &out->files);
    for (size_t i = 0; i < 2; i++) {
        char what[40];
        snprintf(what, sizeof(what), "needs \"%s\"", needed[i]);
        if (!cJSON_GetObjectItemCaseSensitive(entry, needed[i]))
            wrong(r, false, what);
    }
}

static void read_overrides(reader *r, const cJSON *item)
{
    const cJSON *entry = NULL;
    cli_config *c = r->config;
    int count = cJSON_IsArray(item) ? cJSON_GetArraySize(item) : -1;
    if (count < 0) {
        wrong(r, false, "must be a list");
        return;
    }
    c->overrides = calloc((size_t)count + 1, sizeof(*c->overrides));
    if (!c->overrides) {
        wrong(r, false, "out of memory");
        return;
    }
    cJSON_ArrayForEach(entry, item)
    {
        size_t len = enter_item(r, c->override_count);
        read_override(r, entry, &c->overrides[c->override_count++]);
        leave(r, len);
    }
}

static void read_value(reader *r, const cJSON *item, kind k,
                       cli_severities *severities)
{
    switch (k) {
    case IGNORED:
        break;
    case FLAG:
        if (!cJSON_IsBool(item))
            wrong(r, false, "must be true or false");
        r->config->root = cJSON_IsTrue(item);
        break;
    case TEXT:
        if (!is_text(item))
            wrong(r, false, "must be a string that is not empty");
        break;
    case DATE:
        if (!cJSON_IsString(item) || !fl_date_valid(item->valuestring))
            wrong(r, false, "must be a date, YYYY-MM-DD");
        break;
    case LEVEL:
        if (!(cJSON_IsString(item) && cli_is_level(item->valuestring, "never")))
            wrong(r, false, "must be error, warning, note or never");
        break;
    case MONEY:
        if (!cJSON_IsNumber(item) || !(item->valuedouble > 0))
            wrong(r, false, "must be a number of pounds");
        break;
    case DIRECTORIES:
        read_directories(r, item);
        break;
    case FILE_NAME:
        read_file_name(r, item);
        break;
    case SEVERITIES:
        read_severities(r, item, severities);
        break;
    case OVERRIDES:
        read_overrides(r, item);
        break;
    case AUTHORITY:
        if (cJSON_IsObject(item))
            read_members(r, item, of_authority, NULL);
        else
            wrong(r, false, "must be an object");
        break;
    }
}

static void remember(reader *r, const char *key)
{
    cli_config *c = r->config;
    if (c->given_count == CLI_MOST_GIVEN)
        return;
    cli_given *g = &c->given[c->given_count++];
    g->key = key;
    fl_json_place(c->text, c->size, r->pointer, true, &g->line, &g->col);
}

static void read_members(reader *r, const cJSON *object, const member *known,
                         cli_severities *severities)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, object)
    {
        size_t len = enter(r, item->string);
        size_t i = 0;
        while (known[i].key && !cli_same(known[i].key, item->string))
            i++;
        if (known[i].key) {
            if (known != of_override)
                remember(r, known[i].key);
            read_value(r, item, known[i].kind, severities);
        } else {
            char what[400] = "unknown key; known are";
            for (size_t k = 0; known[k].key; k++) {
                size_t at = strlen(what);
                snprintf(what + at, sizeof(what) - at, "%s %s", k ? "," : "",
                         known[k].key);
            }
            wrong(r, true, what);
        }
        leave(r, len);
    }
}

bool cli_config_members(cli_config *config)
{
    reader r = { .config = config, .ok = true };
    if (cJSON_IsObject((const cJSON *)config->json))
        read_members(&r, config->json, top, &config->severities);
    else
        wrong(&r, false, "must be an object");
    return r.ok;
}
