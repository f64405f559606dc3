/*
 * decide: records why a finding is accepted, in foilint-decisions.json.
 * SPDX-License-Identifier: MIT
 */
#include "cli/case.h"
#include "cli/git.h"
#include "cli/json_file.h"
#include "cli/paths.h"
#include "cli/setting.h"
#include "cli/whole.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* What one rule finds in the draft. */
typedef struct {
    cli_texts quotes; /* each once, of findings that count */
    char *rule;       /* pack/id; owned */
} sought;

/* ---- what is found ------------------------------------------------------------------------ */

static bool add_quote(sought *s, const fl_finding_info *f)
{
    if (f->quote_len == 0)
        return true; /* nothing to tell it by */
    for (size_t i = 0; i < s->quotes.count; i++)
        if (strlen(s->quotes.items[i]) == f->quote_len &&
            memcmp(s->quotes.items[i], f->quote, f->quote_len) == 0)
            return true;
    if (!s->rule) {
        size_t len = strlen(f->pack) + strlen(f->rule) + 2;
        s->rule = malloc(len);
        if (!s->rule)
            return false;
        snprintf(s->rule, len, "%s/%s", f->pack, f->rule);
    }
    return cli_texts_add(&s->quotes, strndup(f->quote, f->quote_len));
}

static bool find_in(const cli_setting *setting, const fl_packs *packs,
                    const char *rule, const char *draft, sought *out)
{
    char *bytes = NULL;
    size_t size = 0;
    fl_scanner *scanner = NULL;
    const fl_result *result = NULL;
    fl_finding_info f;
    cli_scan_names names = { 0 };
    fl_scan_options scan = { .today = cli_today() };
    cli_case facts = setting->options.facts;
    void *case_file = NULL;
    bool ok = cli_setting_apply(setting, draft, &names, &scan) &&
              cli_case_read(draft, packs, &facts, &case_file) &&
              cli_read_file(draft, &bytes, &size) &&
              fl_scanner_new(&scanner, packs) == FL_OK;
    fl_input input = { .path = draft,
                       .bytes = bytes,
                       .size = size,
                       .format = setting->options.input_format };
    cli_case_apply(&facts, &scan);
    ok = ok &&
         fl_scan(scanner, &input, &scan, &result, &cli_stderr_sink) == FL_OK;
    for (size_t i = 0; ok && fl_result_finding(result, i, &f); i++)
        if (f.live && cli_is_rule(rule, f.pack, f.rule))
            ok = add_quote(out, &f);
    fl_scanner_free(scanner);
    cli_case_dispose(case_file);
    cli_scan_names_dispose(&names);
    free(bytes);
    return ok;
}

/* ---- the file ----------------------------------------------------------------------------- */

/* The file in `dir`, which is freed; NULL unless the draft lies beneath, where
 * alone it is looked for. Caller frees. */
static char *file_in(char *dir, const char *draft)
{
    char *path = dir ? cli_join(dir, CLI_DECISIONS) : NULL;
    char *seen = path ? cli_relative(path, draft) : NULL;
    bool beneath = seen && strncmp(seen, "../", 3) != 0;
    char *shown = beneath ? cli_shown(path) : NULL;
    free(dir);
    free(path);
    free(seen);
    return shown;
}

/* Beside the configuration, else at the repository's top, else beside the
 * draft. Caller frees. */
static char *new_file(const cli_setting *setting, const char *draft)
{
    static const char *const top[] = { "rev-parse", "--show-toplevel", NULL };
    const char *config = setting->config.path;
    char *file = config ? file_in(cli_folder(config), draft) : NULL;
    if (!file)
        file = file_in(cli_git_line(top), draft);
    return file ? file : file_in(cli_folder(draft), draft);
}

static cJSON *read_list(const char *path, cJSON **list)
{
    char *bytes = NULL;
    size_t size = 0;
    cJSON *root = NULL;
    if (!cli_exists(path)) {
        root = cJSON_CreateObject();
    } else if (cli_read_file(path, &bytes, &size)) {
        root = cJSON_ParseWithLength(bytes, size);
    }
    free(bytes);
    *list = cJSON_GetObjectItemCaseSensitive(root, "decisions");
    if (root && !*list)
        *list = cJSON_AddArrayToObject(root, "decisions");
    return root;
}

static bool add_text(cJSON *entry, const char *key, const char *value)
{
    return !value || cJSON_AddStringToObject(entry, key, value);
}

static bool add_entry(cJSON *list, const cli_options *o, const char *path,
                      const char *rule, const char *quote, const char *who)
{
    cJSON *entry = cJSON_CreateObject();
    if (!entry || !cJSON_AddItemToArray(list, entry))
        return false;
    return add_text(entry, "path", path) && add_text(entry, "rule", rule) &&
           add_text(entry, "quote", quote) && add_text(entry, "who", who) &&
           add_text(entry, "why", o->why) &&
           add_text(entry, "authority", o->by_authority) &&
           add_text(entry, "expires", o->expires);
}

static bool write_file(const char *path, const cJSON *root)
{
    cli_whole whole;
    FILE *file = cli_whole_open(&whole, path);
    return file && cli_whole_close(&whole, cli_write_json(file, root));
}

static bool record(const cli_options *o, const char *file, const char *draft,
                   const sought *s, const char *who)
{
    cJSON *list = NULL;
    cJSON *root = read_list(file, &list);
    char *path = cli_relative(file, draft);
    bool ok = list && path;
    for (size_t i = 0; ok && i < s->quotes.count; i++)
        ok = add_entry(list, o, path, s->rule, s->quotes.items[i], who);
    ok = ok && write_file(file, root);
    for (size_t i = 0; ok && i < s->quotes.count; i++)
        printf("%s: %s at \"%s\" in %s is accepted\n", file, s->rule,
               s->quotes.items[i], path);
    cJSON_Delete(root);
    free(path);
    return ok;
}

/* ---- the command --------------------------------------------------------------------------- */

/* Keeps the quotes that --quote names, or complains of more than one. */
static bool choose(const cli_options *o, const char *draft, sought *s)
{
    if (!s->quotes.count) {
        cli_complain("%s: %s finds nothing there that still counts", draft,
                     o->operands.items[0]);
        return false;
    }
    for (size_t i = 0; o->quote && i < s->quotes.count; i++)
        if (cli_same(s->quotes.items[i], o->quote)) {
            char *kept = s->quotes.items[i];
            s->quotes.items[i] = s->quotes.items[0];
            s->quotes.items[0] = kept;
            while (s->quotes.count > 1)
                free(s->quotes.items[--s->quotes.count]);
            return true;
        }
    if (s->quotes.count == 1 && !o->quote)
        return true;
    cli_complain(o->quote ? "%s finds nothing at these words; say --quote with "
                            "one of"
                          : "%s finds several; say --quote with one of",
                 o->operands.items[0]);
    for (size_t i = 0; i < s->quotes.count; i++)
        fprintf(stderr, "  \"%s\"\n", s->quotes.items[i]);
    return false;
}

static int decide(const cli_options *o, const cli_settings *settings,
                  const char *draft, const char *who)
{
    const cli_setting *setting = settings->items[0];
    fl_packs *packs = NULL;
    sought s = { 0 };
    int code = cli_settings_load(settings, &packs);
    char *file = setting->found.decisions ? strdup(setting->found.decisions)
                                          : new_file(setting, draft);
    if (code == EXIT_CLEAN &&
        !(file && find_in(setting, packs, o->operands.items[0], draft, &s) &&
          choose(o, draft, &s) && record(o, file, draft, &s, who)))
        code = EXIT_TROUBLE;
    free(s.rule);
    free(file);
    cli_texts_dispose(&s.quotes);
    fl_packs_free(packs);
    return code;
}

static bool usable(const cli_options *o)
{
    const char *why = o->why;
    while (why && *why == ' ')
        why++;
    if (o->operands.count != 2 || !why || !*why) {
        cli_complain("usage: foilint decide RULE DRAFT --why REASON [--who "
                     "NAME] [--quote WORDS] [--by-authority TEXT] [--expires "
                     "DATE]");
        return false;
    }
    if (o->expires && !fl_date_valid(o->expires)) {
        cli_complain("--expires: \"%s\" is no date, expected YYYY-MM-DD",
                     o->expires);
        return false;
    }
    return true;
}

int cli_decide(const cli_options *options)
{
    static const char *const name[] = { "config", "user.name", NULL };
    if (!usable(options))
        return EXIT_TROUBLE;
    const char *draft = options->operands.items[1];
    char *known = options->who ? NULL : cli_git_line(name);
    const char *who = options->who ? options->who : known;
    char *paths[] = { options->operands.items[1] };
    cli_inputs inputs = { .paths = paths, .count = 1 };
    cli_settings settings = { 0 };
    int code = EXIT_TROUBLE;
    if (!who || !*who)
        cli_complain("--who is needed: git knows no user.name");
    else if (cli_settings_make(&settings, options, &inputs))
        code = decide(options, &settings, draft, who);
    cli_settings_dispose(&settings);
    free(known);
    return code;
}
