/*
 * init: writes a configuration to begin with, and the schema by which editors
 * check it.
 * SPDX-License-Identifier: MIT
 */
#include "cli/json_file.h"
#include "cli/paths.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONFIG ".foilint.json"
#define SCHEMA ".foilint.schema.json"

/* schemas/config.schema.json; generated. */
extern const char cli_config_schema[];

/* What the user answers; each "" when nothing. */
typedef struct {
    char name[200], kind[80], address[200], overlay[200], fail_on[16];
} answers;

static void ask(const char *question, const char *given, char *out, size_t size,
                bool asking)
{
    out[0] = '\0';
    if (given) {
        snprintf(out, size, "%s", given);
        return;
    }
    if (!asking)
        return;
    fprintf(stderr, "%s: ", question);
    fflush(stderr);
    if (!fgets(out, (int)size, stdin))
        out[0] = '\0';
    out[strcspn(out, "\r\n")] = '\0';
}

static void ask_all(const cli_options *o, answers *a)
{
    bool asking = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    if (asking)
        fputs("An empty answer leaves a setting out.\n", stderr);
    ask("Name of the authority", o->authority_name, a->name, sizeof(a->name),
        asking);
    ask("Its kind, where the law gives some more time (foilint deadline "
        "--help)",
        o->facts.authority, a->kind, sizeof(a->kind), asking);
    ask("Address for requests for a review", o->review_address, a->address,
        sizeof(a->address), asking);
    ask("An overlay: a directory, or the name of a built-in one",
        o->overlays.count ? o->overlays.items[0] : NULL, a->overlay,
        sizeof(a->overlay), asking);
    ask("The least severity that fails a run (error, warning, note)",
        o->fail_on, a->fail_on, sizeof(a->fail_on), asking);
}

static bool add_text(cJSON *object, const char *key, const char *value)
{
    return !*value || cJSON_AddStringToObject(object, key, value);
}

static cJSON *make(const cli_options *o, const answers *a)
{
    cJSON *root = cJSON_CreateObject();
    bool ok = root && cJSON_AddStringToObject(root, "$schema", "./" SCHEMA);
    ok = ok && add_text(root, "fail-on", *a->fail_on ? a->fail_on : "error");
    cJSON *list =
        ok && *a->overlay ? cJSON_AddArrayToObject(root, "overlays") : NULL;
    ok = ok && (!*a->overlay || list);
    if (list)
        ok = cJSON_AddItemToArray(list, cJSON_CreateString(a->overlay));
    for (size_t i = 1; ok && list && i < o->overlays.count; i++)
        ok = cJSON_AddItemToArray(list,
                                  cJSON_CreateString(o->overlays.items[i]));
    if (ok && (*a->name || *a->kind || *a->address)) {
        cJSON *authority = cJSON_AddObjectToObject(root, "authority");
        ok = authority && add_text(authority, "name", a->name) &&
             add_text(authority, "kind", a->kind) &&
             add_text(authority, "review-address", a->address);
    }
    ok = ok && cJSON_AddObjectToObject(root, "severities") &&
         cJSON_AddArrayToObject(root, "overrides");
    if (ok)
        return root;
    cJSON_Delete(root);
    return NULL;
}

/* Makes a file of the tree, or of the text. */
static bool write_new(const char *path, const cJSON *tree, const char *text)
{
    FILE *file = fopen(path, "wbx");
    bool ok =
        file && (tree ? cli_write_json(file, tree) : fputs(text, file) >= 0);
    if (file && fclose(file) != 0)
        ok = false;
    if (ok)
        printf("wrote %s\n", path);
    else
        cli_complain("%s: cannot be written: %s", path, strerror(errno));
    return ok;
}

static bool known_level(const char *level)
{
    if (!*level || cli_is_level(level, "never"))
        return true;
    cli_complain("\"%s\" is none of error, warning, note, never", level);
    return false;
}

/* What was answered can be used: packs load with the overlay, and they know
 * the kind of authority. What cannot is told. An overlay of another folder than
 * this one (`elsewhere`) is looked for from there, by the first check. */
static bool usable(const cli_options *options, const answers *a, bool elsewhere)
{
    cli_options own = *options;
    fl_packs *packs = NULL;
    own.overlays.items[0] = a->overlay;
    if (elsewhere)
        own.overlays.count = 0;
    else if (own.overlays.count == 0)
        own.overlays.count = *a->overlay != '\0';
    bool ok = known_level(a->fail_on) &&
              cli_load_packs(&own, false, &packs) == EXIT_CLEAN &&
              cli_authority_good(*a->kind ? a->kind : NULL, packs, NULL);
    fl_packs_free(packs);
    return ok;
}

int cli_init(const cli_options *options)
{
    bool given = options->operands.count > 0;
    const char *dir = given ? options->operands.items[0] : NULL;
    char *config = given ? cli_join(dir, CONFIG) : strdup(CONFIG);
    char *schema = given ? cli_join(dir, SCHEMA) : strdup(SCHEMA);
    answers a;
    int code = EXIT_TROUBLE;
    cJSON *root = NULL;
    if (options->operands.count > 1 || !config || !schema) {
        cli_complain("usage: foilint init [OPTION]... [DIR]");
    } else if (cli_exists(config)) {
        cli_complain("%s exists already", config);
    } else {
        ask_all(options, &a);
        root = usable(options, &a, given) ? make(options, &a) : NULL;
        if (root && write_new(config, root, NULL) &&
            (cli_exists(schema) || write_new(schema, NULL, cli_config_schema)))
            code = EXIT_CLEAN;
    }
    cJSON_Delete(root);
    free(config);
    free(schema);
    return code;
}
