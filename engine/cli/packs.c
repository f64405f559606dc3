/*
 * Loading rule packs for the command, and the subcommand that checks them.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

/* FOILINT_PACKS: directories with ':' between. Splits in place. */
static void from_environment(char *value, cli_list *list)
{
    char *rest = NULL;
    for (char *dir = strtok_r(value, ":", &rest); dir && list->count < MAX_LIST;
         dir = strtok_r(NULL, ":", &rest))
        list->items[list->count++] = dir;
}

int cli_load_packs(const cli_options *options, bool strict, fl_packs **out)
{
    cli_list dirs = options->packs;
    const char *value = getenv("FOILINT_PACKS");
    char *copy = NULL;
    if (dirs.count == 0 && value && *value) {
        copy = strdup(value);
        if (copy)
            from_environment(copy, &dirs);
    }
    fl_load_options load = { .directories = dirs.items,
                             .directory_count = dirs.count,
                             .overlays = options->overlays.items,
                             .overlay_count = options->overlays.count,
                             .strict = strict };
    fl_status status = fl_packs_load(out, &load, &cli_stderr_sink);
    free(copy);
    if (status == FL_NOMEM)
        cli_complain("out of memory");
    return status == FL_OK ? EXIT_CLEAN : EXIT_TROUBLE;
}

int cli_pack(const cli_options *options)
{
    if (options->operands.count < 2 ||
        !cli_same(options->operands.items[0], "check")) {
        cli_complain("usage: foilint pack check DIR...");
        return EXIT_TROUBLE;
    }
    int code = EXIT_CLEAN;
    for (size_t i = 1; i < options->operands.count; i++) {
        const char *dir = options->operands.items[i];
        cli_options own = *options;
        own.packs = (cli_list){ .items = { dir }, .count = 1 };
        fl_packs *packs = NULL;
        if (cli_load_packs(&own, true, &packs) != EXIT_CLEAN) {
            code = EXIT_TROUBLE;
            continue;
        }
        printf("%s: no mistakes; %zu rules\n", dir, fl_packs_rule_count(packs));
        fl_packs_free(packs);
    }
    return code;
}
