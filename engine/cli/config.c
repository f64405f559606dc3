/*
 * Reads, checks and applies a configuration. Every mistake is told, each at
 * its place.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

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

/* ---- owned strings -------------------------------------------------------------------- */

bool cli_texts_add(cli_texts *texts, char *text)
{
    if (text && texts->count == texts->cap) {
        size_t cap = texts->cap ? texts->cap * 2 : 8;
        char **grown = realloc(texts->items, cap * sizeof(*grown));
        if (!grown) {
            free(text);
            return false;
        }
        texts->items = grown;
        texts->cap = cap;
    }
    if (text)
        texts->items[texts->count++] = text;
    return text != NULL;
}

void cli_texts_take(cli_texts *to, cli_texts *from)
{
    for (size_t i = 0; i < from->count; i++)
        cli_texts_add(to, from->items[i]);
    free(from->items);
    *from = (cli_texts){ 0 };
}

void cli_texts_dispose(cli_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    free(texts->items);
    *texts = (cli_texts){ 0 };
}

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

static void dispose_severities(cli_severities *all)
{
    for (size_t i = 0; i < all->count; i++)
        free(all->items[i].pair);
    free(all->items);
    *all = (cli_severities){ 0 };
}

/* ---- reading ---------------------------------------------------------------------------- */

typedef struct {
    cli_config *config;
    char pointer[400]; /* of the value that is looked at */
    bool ok;
} reader;

static void complain(const char *path, size_t line, size_t col,
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
    complain(c->path, line, col, inside ? message : what);
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

static bool is_level(const cJSON *item, bool never)
{
    static const char *const levels[] = { "error", "warning", "note" };
    for (size_t i = 0; cJSON_IsString(item) && i < 3; i++)
        if (cli_same(item->valuestring, levels[i]))
            return true;
    return cJSON_IsString(item) &&
           cli_same(item->valuestring, never ? "never" : "off");
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
        if (!is_level(entry, false))
            wrong(r, false, "must be error, warning, note or off");
        else if (!add_severity(out, entry->string, entry->valuestring, line,
                               col))
            wrong(r, false, "out of memory");
        leave(r, len);
    }
}

/* Directories in a file are relative to that file; what is none may be the
 * name of a built-in pack. */
static char *beside(const reader *r, const char *given, bool may_be_name)
{
    const char *slash = strrchr(r->config->path, '/');
    if (given[0] == '/' || !slash)
        return strdup(given);
    char *dir = strndup(r->config->path, (size_t)(slash - r->config->path) + 1);
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
    *place = beside(r, item->valuestring, false);
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
        if (!is_level(item, true))
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

/* ---- the whole file ------------------------------------------------------------------- */

static bool read_text(cli_config *config)
{
    if (!cli_read_file(config->path, &config->text, &config->size) ||
        fl_json_verify(config->path, config->text, config->size,
                       &cli_stderr_sink) != FL_OK)
        return false;
    config->json = cJSON_ParseWithLength(config->text, config->size);
    if (!config->json)
        cli_complain("out of memory");
    return config->json != NULL;
}

void cli_config_stop(const cli_config *config, char **file)
{
    char *path =
        config->root && *file ? cli_relative(config->path, *file) : NULL;
    if (path && strncmp(path, "../", 3) == 0) {
        free(*file);
        *file = NULL;
    }
    free(path);
}

/* All of the authority but its kind, which has an option of its own. */
static bool take_profile(cli_config *config)
{
    const cJSON *item = NULL;
    const cJSON *authority = cJSON_GetObjectItemCaseSensitive(
        (const cJSON *)config->json, "authority");
    cJSON_ArrayForEach(item, authority)
    {
        const char *text = cJSON_GetStringValue(item);
        size_t len = strlen(item->string) + (text ? strlen(text) : 32) + 2;
        if (cli_same(item->string, "kind") || cli_same(item->string, "comment"))
            continue;
        char *pair = malloc(len);
        if (pair && text)
            snprintf(pair, len, "%s=%s", item->string, text);
        else if (pair)
            snprintf(pair, len, "%s=%.2f", item->string, item->valuedouble);
        if (!cli_texts_add(&config->profile, pair)) {
            cli_complain("out of memory");
            return false;
        }
    }
    return true;
}

bool cli_config_read(cli_config *config, cli_found *found)
{
    config->path = found->config;
    found->config = NULL;
    if (!config->path)
        return true;
    if (!read_text(config))
        return false;
    reader r = { .config = config, .ok = true };
    if (cJSON_IsObject((const cJSON *)config->json))
        read_members(&r, config->json, top, &config->severities);
    else
        wrong(&r, false, "must be an object");
    return r.ok && take_profile(config);
}

static const cJSON *get(const cli_config *config, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive((const cJSON *)config->json, key);
}

static void set_text(const cJSON *item, const char **place)
{
    if (item && !*place)
        *place = item->valuestring;
}

/* A list of the command line replaces that of the file. */
static bool set_directories(cli_config *config, const char *key, cli_list *list)
{
    const cJSON *entry = NULL;
    reader r = { .config = config };
    if (list->count > 0)
        return true;
    cJSON_ArrayForEach(entry, get(config, key))
    {
        if (!cli_texts_add(&config->paths,
                           beside(&r, entry->valuestring, true)))
            return false;
        list->items[list->count++] =
            config->paths.items[config->paths.count - 1];
    }
    return true;
}

bool cli_config_fill(cli_config *config, cli_options *options)
{
    if (!config->json)
        return true;
    set_text(get(config, "fail-on"), &options->fail_on);
    set_text(get(config, "as-of"), &options->as_of);
    set_text(cJSON_GetObjectItemCaseSensitive(get(config, "authority"), "kind"),
             &options->facts.authority);
    set_text(get(config, "authority-kind"), &options->facts.authority);
    if (set_directories(config, "packs", &options->packs) &&
        set_directories(config, "overlays", &options->overlays))
        return true;
    cli_complain("out of memory");
    return false;
}

bool cli_config_apply(cli_config *config, cli_options *options,
                      const char *draft)
{
    cli_found found;
    bool ok = cli_config_find(&found, options, draft) &&
              cli_config_read(config, &found) &&
              cli_config_fill(config, options);
    cli_found_dispose(&found);
    return ok;
}

/* ---- severities ------------------------------------------------------------------------ */

static bool rules_good(const cli_config *config, const cli_severities *all,
                       const fl_packs *packs)
{
    bool good = true;
    for (size_t i = 0; i < all->count; i++) {
        const cli_severity *s = &all->items[i];
        char rule[200];
        char what[260];
        snprintf(rule, sizeof(rule), "%.*s", (int)strcspn(s->pair, "="),
                 s->pair);
        bool known = fl_packs_find_rule(packs, rule) != SIZE_MAX;
        const char *notice = NULL;
        const char *own = strncmp(rule, "foilint/", 8) == 0 ? rule + 8 : rule;
        for (size_t k = 0; !known && (notice = fl_notice_name(k)); k++)
            known = cli_same(notice, own);
        if (known)
            continue;
        snprintf(what, sizeof(what), "\"%s\": the packs have no such rule",
                 rule);
        complain(config->path, s->line, s->col, what);
        good = false;
    }
    return good;
}

bool cli_config_rules_good(const cli_config *config, const fl_packs *packs)
{
    bool good = rules_good(config, &config->severities, packs);
    for (size_t i = 0; i < config->override_count; i++)
        good =
            rules_good(config, &config->overrides[i].severities, packs) && good;
    return good;
}

static bool applies(const cli_override *o, const char *path)
{
    for (size_t i = 0; i < o->files.count; i++)
        if (cli_path_matches(o->files.items[i], path))
            return true;
    return false;
}

static size_t put(const char **out, size_t at, const cli_severities *all)
{
    for (size_t i = 0; i < all->count; i++)
        out[at++] = all->items[i].pair;
    return at;
}

bool cli_config_severities(const cli_config *config, const cli_options *options,
                           const char *draft, const char ***out, size_t *count)
{
    size_t room = config->severities.count + options->severities.count + 1;
    for (size_t i = 0; i < config->override_count; i++)
        room += config->overrides[i].severities.count;
    if (cli_same(draft, "-"))
        draft = options->stdin_name ? options->stdin_name : "-";
    char *path =
        config->override_count ? cli_relative(config->path, draft) : NULL;
    const char **all = malloc(room * sizeof(*all));
    bool ok = all && (path || !config->override_count);
    *out = all;
    *count = ok ? put(all, 0, &config->severities) : 0;
    for (size_t i = 0; ok && i < config->override_count; i++)
        if (applies(&config->overrides[i], path))
            *count = put(all, *count, &config->overrides[i].severities);
    for (size_t i = 0; ok && i < options->severities.count; i++)
        all[(*count)++] = options->severities.items[i];
    free(path);
    return ok;
}

void cli_config_dispose(cli_config *config)
{
    cJSON_Delete(config->json);
    cli_texts_dispose(&config->paths);
    cli_texts_dispose(&config->profile);
    dispose_severities(&config->severities);
    for (size_t i = 0; i < config->override_count; i++) {
        cli_texts_dispose(&config->overrides[i].files);
        dispose_severities(&config->overrides[i].severities);
    }
    free(config->overrides);
    free(config->decisions);
    free(config->baseline);
    free(config->text);
    free(config->path);
    *config = (cli_config){ 0 };
}
