/*
 * config --show: what applies to a draft, and from where.
 * SPDX-License-Identifier: MIT
 */
#include "cli/paths.h"
#include "cli/setting.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static void print(const char *name, const char *value, const char *from)
{
    if (*from)
        printf("%-16s %-30s %s\n", name, value, from);
    else
        printf("%-16s %s\n", name, value);
}

/* Where the configuration gives `key`; "" when it does not. */
static const char *place_of(const cli_config *c, const char *key, char *out,
                            size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < c->given_count; i++)
        if (cli_same(c->given[i].key, key))
            snprintf(out, size, "%s:%zu:%zu", c->path, c->given[i].line,
                     c->given[i].col);
    return out;
}

/* An option goes before the file, which goes before the default. */
static void print_setting(const cli_setting *s, const char *name,
                          const char *key, const char *option,
                          const char *value, const char *preset)
{
    char place[700];
    const char *from = place_of(&s->config, key, place, sizeof(place));
    if (option)
        print(name, option, "option");
    else if (value)
        print(name, value, from);
    else if (preset)
        print(name, preset, "default");
}

static void print_list(const cli_setting *s, const char *key,
                       const cli_list *options, const cli_list *list,
                       const char *preset)
{
    for (size_t i = 0; i < list->count; i++)
        print_setting(s, key, key, options->count ? list->items[i] : NULL,
                      list->items[i], NULL);
    if (!list->count && preset)
        print(key, preset, "default");
}

static void print_severities(const cli_config *c, const cli_severities *all,
                             const char *why)
{
    for (size_t i = 0; i < all->count; i++) {
        char from[800];
        const cli_severity *one = &all->items[i];
        snprintf(from, sizeof(from), "%s:%zu:%zu%s", c->path, one->line,
                 one->col, why);
        print("severity", one->pair, from);
    }
}

static void print_overrides(const cli_config *c, const char *draft)
{
    char *path = c->override_count ? cli_relative(c->path, draft) : strdup("");
    for (size_t i = 0; path && i < c->override_count; i++) {
        const cli_override *o = &c->overrides[i];
        for (size_t k = 0; k < o->files.count; k++) {
            char why[300];
            if (!cli_path_matches(o->files.items[k], path))
                continue;
            snprintf(why, sizeof(why), " (%s)", o->files.items[k]);
            print_severities(c, &o->severities, why);
            break;
        }
    }
    free(path);
}

static void print_authority(const cli_setting *s, const cli_options *options)
{
    static const char *const keys[] = { "name", "cost-limit", "review-address",
                                        "regulator" };
    const cJSON *authority =
        cJSON_GetObjectItemCaseSensitive(s->config.json, "authority");
    const cJSON *kind = cJSON_GetObjectItemCaseSensitive(authority, "kind");
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const cJSON *item =
            cJSON_GetObjectItemCaseSensitive(authority, keys[i]);
        char number[32];
        const char *value = cJSON_GetStringValue(item);
        if (cJSON_IsNumber(item)) {
            snprintf(number, sizeof(number), "%.15g", item->valuedouble);
            value = number;
        }
        print_setting(s, keys[i], keys[i], NULL, value, NULL);
    }
    print_setting(s, "authority-kind", kind ? "kind" : "authority-kind",
                  options->facts.authority, s->options.facts.authority, NULL);
}

static void print_file(const char *name, const char *path, size_t entries,
                       bool read)
{
    char from[64];
    snprintf(from, sizeof(from), "%zu %s", entries,
             entries == 1 ? "entry" : "entries");
    print(name, path && read ? path : "none", path && read ? from : "");
}

static void show(const cli_setting *s, const cli_options *options,
                 const char *draft)
{
    print("draft", draft, "");
    print("configuration", s->config.path ? s->config.path : "none", "");
    const char *packs = getenv("FOILINT_PACKS");
    if (!s->options.packs.count && packs && *packs)
        print("packs", packs, "FOILINT_PACKS");
    else
        print_list(s, "packs", &options->packs, &s->options.packs, "built-in");
    print_list(s, "overlays", &options->overlays, &s->options.overlays, NULL);
    print_setting(s, "fail-on", "fail-on", options->fail_on, s->options.fail_on,
                  "error");
    print_setting(s, "as-of", "as-of", options->as_of, s->options.as_of, NULL);
    print_authority(s, options);
    print_severities(&s->config, &s->config.severities, "");
    print_overrides(&s->config, draft);
    for (size_t i = 0; i < options->severities.count; i++)
        print("severity", options->severities.items[i], "option");
    print_file("decisions", s->found.decisions,
               fl_decisions_count(s->decisions), s->decisions != NULL);
    print_file("baseline", s->found.baseline, fl_baseline_count(s->baseline),
               s->baseline != NULL);
}

int cli_config_command(const cli_options *options)
{
    if (!options->show || options->operands.count != 1) {
        cli_complain("usage: foilint config --show PATH");
        return EXIT_TROUBLE;
    }
    cli_inputs inputs = { .paths = options->operands.items, .count = 1 };
    cli_settings settings = { 0 };
    fl_packs *packs = NULL;
    int code = EXIT_TROUBLE;
    if (cli_settings_make(&settings, options, &inputs)) {
        show(settings.items[0], options, inputs.paths[0]);
        code = cli_settings_load(&settings, &packs);
    }
    fl_packs_free(packs);
    cli_settings_dispose(&settings);
    return code;
}
