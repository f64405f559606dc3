/*
 * explain and rules: what the loaded rules want, and by what law.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"

#include "cli/config.h"
#include "cli/json_file.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <string.h>

static int load(const cli_options *given, cli_config *config, bool strict,
                fl_packs **packs)
{
    cli_options options = *given;
    if (!cli_config_apply(config, &options, "."))
        return EXIT_TROUBLE;
    return cli_load_packs(&options, strict, packs);
}

/* A paragraph, wrapped at 78 columns. */
static void print_wrapped(const char *text)
{
    size_t col = 0;
    while (*text) {
        size_t len = strcspn(text, " ");
        if (col && col + 1 + len > 78) {
            putchar('\n');
            col = 0;
        } else if (col) {
            putchar(' ');
            col++;
        }
        printf("%.*s", (int)len, text);
        col += len;
        text += len;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void print_examples(const fl_packs *packs, size_t rule, bool bad,
                           size_t first, size_t count)
{
    fl_example_info e;
    for (size_t i = first; i < first + count; i++) {
        if (!fl_packs_rule_example(packs, rule, i, &e))
            continue;
        if (bad) {
            for (size_t q = 0; q < e.quote_count; q++)
                printf("  fires at \"%s\" (%s:%zu)\n", e.quotes[q], e.file,
                       e.line);
        } else {
            printf("  silent%s (%s:%zu)\n",
                   e.not_applicable ? ", not applicable" : "", e.file, e.line);
        }
    }
}

static void explain_rule(const fl_packs *packs, size_t rule)
{
    fl_rule_info info;
    if (!fl_packs_rule(packs, rule, &info))
        return;
    printf("%s/%s\n%s\n\nseverity %s, strength %s", info.pack, info.id,
           info.title, info.severity, info.strength);
    if (strcmp(info.origin, info.pack) != 0)
        printf(", last changed by %s", info.origin);
    puts("\n\nlaw");
    fl_basis_info basis;
    for (size_t i = 0; fl_packs_rule_basis(packs, rule, i, &basis); i++)
        printf("  %s %s%s%s\n", basis.source, basis.at,
               basis.url[0] ? "  " : "", basis.url);
    if (info.from[0])
        printf("  law from %s\n", info.from);
    if (info.to[0])
        printf("  law until %s\n", info.to);
    puts("\nmessage");
    print_wrapped(info.message);
    if (info.advice[0]) {
        puts("\nwhat to write");
        print_wrapped(info.advice);
    }
    puts("\nexamples");
    print_examples(packs, rule, true, 0, info.bad_count);
    print_examples(packs, rule, false, info.bad_count, info.good_count);
    printf(
        "\nto switch it off: --rule-severity %s/%s=off, or \"severities\" in "
        ".foilint.json\n",
        info.pack, info.id);
}

static cJSON *rule_json(const fl_packs *packs, size_t rule,
                        const fl_rule_info *info)
{
    cJSON *json = cJSON_CreateObject();
    const struct {
        const char *key, *value;
    } texts[] = {
        { "id", info->id },
        { "pack", info->pack },
        { "title", info->title },
        { "severity", info->severity },
        { "strength", info->strength },
        { "group", info->group },
        { "origin", info->origin },
        { "message", info->message },
        { "advice", info->advice },
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        cJSON_AddStringToObject(json, texts[i].key, texts[i].value);
    cJSON *list = cJSON_AddArrayToObject(json, "basis");
    fl_basis_info basis;
    for (size_t i = 0; fl_packs_rule_basis(packs, rule, i, &basis); i++) {
        cJSON *entry = cJSON_CreateObject();
        cJSON_AddStringToObject(entry, "source", basis.source);
        cJSON_AddStringToObject(entry, "at", basis.at);
        cJSON_AddStringToObject(entry, "url", basis.url);
        cJSON_AddItemToArray(list, entry);
    }
    if (info->from[0])
        cJSON_AddStringToObject(json, "from", info->from);
    if (info->to[0])
        cJSON_AddStringToObject(json, "to", info->to);
    return json;
}

static void add_examples(cJSON *json, const fl_packs *packs, size_t rule,
                         const fl_rule_info *info)
{
    cJSON *list = cJSON_AddArrayToObject(json, "examples");
    fl_example_info e;
    for (size_t i = 0; i < info->bad_count + info->good_count; i++) {
        if (!fl_packs_rule_example(packs, rule, i, &e))
            continue;
        cJSON *entry = cJSON_CreateObject();
        cJSON_AddStringToObject(entry, "kind",
                                e.bad              ? "bad"
                                : e.not_applicable ? "not-applicable"
                                                   : "good");
        cJSON_AddStringToObject(entry, "text", e.text);
        cJSON_AddStringToObject(entry, "frame_text", e.frame_text);
        cJSON *quotes = cJSON_AddArrayToObject(entry, "quotes");
        for (size_t q = 0; q < e.quote_count; q++)
            cJSON_AddItemToArray(quotes, cJSON_CreateString(e.quotes[q]));
        if (e.as_of[0])
            cJSON_AddStringToObject(entry, "as_of", e.as_of);
        cJSON_AddItemToArray(list, entry);
    }
}

/* Prints {"rules": list} and frees the list. */
static int print_json(cJSON *list)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddItemToObject(json, "rules", list);
    return cli_print_json(json) ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int list_json(const fl_packs *packs)
{
    cJSON *list = cJSON_CreateArray();
    fl_rule_info info;
    for (size_t i = 0; fl_packs_rule(packs, i, &info); i++)
        cJSON_AddItemToArray(list, rule_json(packs, i, &info));
    return print_json(list);
}

/* Prints the rules of that name, or adds them to `list` unless it is NULL.
 * Several packs may have a rule of one id. */
static int explain_one(const fl_packs *packs, const char *name, cJSON *list)
{
    fl_rule_info info;
    bool found = false;
    for (size_t i = 0; fl_packs_rule(packs, i, &info); i++) {
        if (!cli_is_rule(name, info.pack, info.id))
            continue;
        if (list) {
            cJSON *json = rule_json(packs, i, &info);
            add_examples(json, packs, i, &info);
            cJSON_AddItemToArray(list, json);
        } else {
            if (found)
                putchar('\n');
            explain_rule(packs, i);
        }
        found = true;
    }
    if (found)
        return EXIT_CLEAN;
    cli_complain("no rule named \"%s\"; `foilint rules` lists them", name);
    return EXIT_TROUBLE;
}

static int explain_all(const cli_options *options, const fl_packs *packs,
                       bool json)
{
    int code = EXIT_CLEAN;
    cJSON *list = json ? cJSON_CreateArray() : NULL;
    for (size_t i = 0; code == EXIT_CLEAN && i < options->operands.count; i++) {
        if (i && !json)
            putchar('\n');
        code = explain_one(packs, options->operands.items[i], list);
    }
    if (json && code == EXIT_CLEAN)
        return print_json(list);
    cJSON_Delete(list);
    return code;
}

int cli_explain(const cli_options *options)
{
    cli_config config = { 0 };
    fl_packs *packs = NULL;
    bool json = options->format && cli_same(options->format, "json");
    if (options->operands.count == 0) {
        cli_complain("usage: foilint explain RULE...");
        return EXIT_TROUBLE;
    }
    if (options->format && !json && !cli_same(options->format, "text")) {
        cli_complain("explain: unknown format \"%s\"; known are text, json",
                     options->format);
        return EXIT_TROUBLE;
    }
    int code = load(options, &config, true, &packs);
    if (code == EXIT_CLEAN)
        code = explain_all(options, packs, json);
    fl_packs_free(packs);
    cli_config_dispose(&config);
    return code;
}

static void print_row(const fl_rule_info *info)
{
    char name[160];
    snprintf(name, sizeof(name), "%s/%s", info->pack, info->id);
    printf("%-8s %-12s %-52s %s\n", info->severity, info->strength, name,
           info->title);
}

int cli_rules(const cli_options *options)
{
    cli_config config = { 0 };
    fl_packs *packs = NULL;
    const char *format = options->format ? options->format : "text";
    if (!cli_same(format, "text") && !cli_same(format, "json")) {
        cli_complain("rules: unknown format \"%s\"; known are text, json",
                     format);
        return EXIT_TROUBLE;
    }
    int code = load(options, &config, false, &packs);
    if (code == EXIT_CLEAN && cli_same(format, "json"))
        code = list_json(packs);
    else if (code == EXIT_CLEAN) {
        fl_rule_info info;
        for (size_t i = 0; fl_packs_rule(packs, i, &info); i++)
            print_row(&info);
    }
    fl_packs_free(packs);
    cli_config_dispose(&config);
    return code;
}
