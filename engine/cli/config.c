/*
 * Reads and applies a configuration, and says which severities it gives to a
 * draft.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config_members.h"

#include "cli/inputs.h"
#include "cli/paths.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    return cli_config_members(config) && take_profile(config);
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
    if (list->count > 0)
        return true;
    cJSON_ArrayForEach(entry, get(config, key))
    {
        if (!cli_texts_add(&config->paths,
                           cli_config_beside(config, entry->valuestring, true)))
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
        cli_config_complain(config->path, s->line, s->col, what);
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

static void dispose_severities(cli_severities *all)
{
    for (size_t i = 0; i < all->count; i++)
        free(all->items[i].pair);
    free(all->items);
    *all = (cli_severities){ 0 };
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
