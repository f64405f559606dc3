/*
 * The files that hold for a draft: its configuration, decisions and baseline,
 * each the nearest one from the draft's folder upwards.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

#include "cli/paths.h"

#include <stdlib.h>
#include <string.h>

static const char *const config_names[] = { ".foilint.json", "foilint.json",
                                            NULL };
static const char *const decisions_names[] = { CLI_DECISIONS, NULL };
static const char *const baseline_names[] = { "foilint-baseline.json", NULL };

/* Sets *out to the first of `names` in `dir`, unless it is set. */
static void look(char **out, const char *dir, const char *const *names)
{
    for (size_t i = 0; !*out && names[i]; i++) {
        char *path = cli_join(dir, names[i]);
        if (path && cli_exists(path))
            *out = cli_shown(path);
        free(path);
    }
}

/* From `dir` upwards to the repository's top, or the root. */
static void search_up(cli_found *found, char *dir, bool config, bool decisions)
{
    for (;;) {
        char *git = cli_join(dir, ".git");
        bool stop = git && cli_exists(git);
        free(git);
        if (config)
            look(&found->config, dir, config_names);
        if (decisions) {
            look(&found->decisions, dir, decisions_names);
            look(&found->baseline, dir, baseline_names);
        }
        char *slash = strrchr(dir, '/');
        if (stop || !slash || !dir[1])
            return;
        slash[slash == dir] = '\0';
    }
}

static bool replace(char **place, const char *value)
{
    free(*place);
    *place = strdup(value);
    return *place != NULL;
}

bool cli_config_find(cli_found *found, const cli_options *options,
                     const char *draft)
{
    const char *named =
        options->config ? options->config : getenv("FOILINT_CONFIG");
    bool search = !options->no_config && !(named && *named);
    if (cli_same(draft, "-"))
        draft = options->stdin_name ? options->stdin_name : ".";
    char *dir = cli_folder(draft);
    *found = (cli_found){ 0 };
    if (!dir)
        return false;
    search_up(found, dir, search, !options->no_decisions);
    free(dir);
    const char *base = getenv("XDG_CONFIG_HOME");
    if (search && !found->config && base && *base) {
        char *path = cli_join(base, "foilint/config.json");
        if (path && cli_exists(path))
            found->config = path;
        else
            free(path);
    }
    bool ok = true;
    if (!options->no_config && named && *named)
        ok = replace(&found->config, named);
    if (options->decisions)
        ok = ok && replace(&found->decisions, options->decisions);
    if (options->baseline)
        ok = ok && replace(&found->baseline, options->baseline);
    return ok;
}

void cli_found_dispose(cli_found *found)
{
    free(found->config);
    free(found->decisions);
    free(found->baseline);
    *found = (cli_found){ 0 };
}
