/*
 * What holds for each draft of a run. Neighbours share it: only the first
 * draft of a folder is looked up.
 * SPDX-License-Identifier: MIT
 */
#include "cli/setting.h"

#include "cli/case.h"
#include "cli/paths.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *cli_today(void)
{
    static char day[16];
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long given = epoch ? strtoll(epoch, &end, 10) : 0;
    bool good = epoch && *epoch && !*end;
    time_t now = good ? (time_t)given : time(NULL);
    struct tm when;
    if (!(good ? gmtime_r(&now, &when) : localtime_r(&now, &when)) ||
        !strftime(day, sizeof(day), "%Y-%m-%d", &when))
        return NULL;
    return day;
}

int cli_settings_load(const cli_settings *all, fl_packs **packs)
{
    int code = cli_load_packs(&all->items[0]->options, false, packs);
    for (size_t i = 0; code == EXIT_CLEAN && i < all->count; i++) {
        const cli_setting *s = all->items[i];
        if (!cli_authority_good(s->options.facts.authority, *packs, NULL) ||
            !cli_config_rules_good(&s->config, *packs))
            code = EXIT_TROUBLE;
    }
    return code;
}

/* ---- one setting ---------------------------------------------------------------------- */

static void replace(char **place, char **with)
{
    if (!*with)
        return;
    free(*place);
    *place = *with;
    *with = NULL;
}

static bool read_decisions(cli_setting *s)
{
    char *bytes = NULL;
    size_t size = 0;
    const char *name = s->found.decisions;
    if (!name || s->options.no_decisions ||
        (!s->options.decisions && !cli_exists(name)))
        return true;
    bool ok = cli_read_file(name, &bytes, &size) &&
              fl_decisions_read(&s->decisions, name, bytes, size,
                                &cli_stderr_sink) == FL_OK;
    free(bytes);
    return ok;
}

static bool read_baseline(cli_setting *s)
{
    char *bytes = NULL;
    size_t size = 0;
    const char *name = s->found.baseline;
    if (!name || s->options.no_decisions || s->options.write_baseline)
        return true;
    bool ok = cli_read_file(name, &bytes, &size) &&
              fl_baseline_read(&s->baseline, name, bytes, size,
                               &cli_stderr_sink) == FL_OK;
    free(bytes);
    return ok;
}

static bool good_level(const cli_options *options)
{
    const char *at = options->fail_on;
    if (!at || cli_is_level(at, "never"))
        return true;
    cli_complain("--fail-on: \"%s\" is none of error, warning, note, never",
                 at);
    return false;
}

/* Takes over what was found. */
static bool read_all(cli_setting *s, const cli_options *options,
                     cli_found *found)
{
    s->options = *options;
    s->found = *found;
    *found = (cli_found){ 0 };
    if (!cli_config_read(&s->config, &s->found) ||
        !cli_config_fill(&s->config, &s->options))
        return false;
    /* what the file names goes before what was found, options before both */
    if (!options->decisions) {
        cli_config_stop(&s->config, &s->found.decisions);
        replace(&s->found.decisions, &s->config.decisions);
    }
    if (!options->baseline) {
        cli_config_stop(&s->config, &s->found.baseline);
        replace(&s->found.baseline, &s->config.baseline);
    }
    bool good = good_level(&s->options) && read_decisions(s);
    return read_baseline(s) && good;
}

/* ---- all of them ---------------------------------------------------------------------- */

static bool same_name(const char *a, const char *b)
{
    return a && b ? cli_same(a, b) : a == b;
}

static bool copy(char **out, const char *text)
{
    *out = text ? strdup(text) : NULL;
    return !text || *out;
}

static bool same_lists(const cli_list *a, const cli_list *b)
{
    for (size_t i = 0; i < a->count && a->count == b->count; i++)
        if (!cli_same(a->items[i], b->items[i]))
            return false;
    return a->count == b->count;
}

static bool same_packs(const cli_setting *a, const cli_setting *b)
{
    if (same_lists(&a->options.packs, &b->options.packs) &&
        same_lists(&a->options.overlays, &b->options.overlays))
        return true;
    cli_complain("%s and %s want different packs; check their drafts in two "
                 "runs",
                 a->config.path ? a->config.path : "the defaults",
                 b->config.path ? b->config.path : "the defaults");
    return false;
}

/* Makes room for one more and adds it, empty; NULL when memory is short. */
static cli_setting *new_setting(cli_settings *all)
{
    cli_setting *s = calloc(1, sizeof(*s));
    if (s && all->count == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 4;
        cli_setting **items = realloc(all->items, cap * sizeof(*items));
        if (!items) {
            free(s);
            return NULL;
        }
        all->items = items;
        all->cap = cap;
    }
    if (s)
        all->items[all->count++] = s;
    return s;
}

static bool add(cli_settings *all, const cli_options *options, cli_found *found)
{
    cli_setting *s = new_setting(all);
    if (!s || !copy(&s->looked_up.config, found->config) ||
        !copy(&s->looked_up.decisions, found->decisions) ||
        !copy(&s->looked_up.baseline, found->baseline)) {
        cli_complain("out of memory");
        return false;
    }
    return read_all(s, options, found) && same_packs(all->items[0], s);
}

/* Index of the setting for the draft; SIZE_MAX when it cannot be used. */
static size_t setting_of(cli_settings *all, const cli_options *options,
                         const char *draft)
{
    cli_found found;
    bool ok = cli_config_find(&found, options, draft);
    size_t i = 0;
    for (; ok && i < all->count; i++)
        if (same_name(all->items[i]->looked_up.config, found.config) &&
            same_name(all->items[i]->looked_up.decisions, found.decisions) &&
            same_name(all->items[i]->looked_up.baseline, found.baseline))
            break;
    if (!ok)
        cli_complain("out of memory");
    else if (i == all->count)
        ok = add(all, options, &found);
    cli_found_dispose(&found);
    return ok ? i : SIZE_MAX;
}

bool cli_settings_make(cli_settings *all, const cli_options *options,
                       const cli_inputs *inputs)
{
    bool ok = true;
    all->of = calloc(inputs->count + 1, sizeof(*all->of));
    if (!all->of)
        cli_complain("out of memory");
    ok = all->of != NULL;
    for (size_t i = 0; ok && (i < inputs->count || i == 0); i++) {
        const char *draft = inputs->count ? inputs->paths[i] : ".";
        if (i > 0 && cli_beside(inputs->paths[i - 1], draft)) {
            all->of[i] = all->of[i - 1];
            continue;
        }
        all->of[i] = setting_of(all, options, draft);
        ok = all->of[i] != SIZE_MAX;
    }
    return ok;
}

void cli_settings_dispose(cli_settings *all)
{
    for (size_t i = 0; i < all->count; i++) {
        cli_setting *s = all->items[i];
        fl_decisions_free(s->decisions);
        fl_baseline_free(s->baseline);
        cli_found_dispose(&s->looked_up);
        cli_found_dispose(&s->found);
        cli_config_dispose(&s->config);
        free(s);
    }
    free(all->items);
    free(all->of);
    *all = (cli_settings){ 0 };
}

/* ---- one draft ------------------------------------------------------------------------ */

bool cli_setting_apply(const cli_setting *s, const char *draft,
                       cli_scan_names *names, fl_scan_options *scan)
{
    const cli_options *o = &s->options;
    const char *baseline =
        o->write_baseline ? o->write_baseline : s->found.baseline;
    if (cli_same(draft, "-"))
        draft = o->stdin_name ? o->stdin_name : "-";
    scan->as_of = o->as_of;
    scan->no_decisions = o->no_decisions;
    scan->profile = (const char *const *)s->config.profile.items;
    scan->profile_count = s->config.profile.count;
    scan->decisions = s->decisions;
    scan->baseline = s->baseline;
    scan->stale_baseline_allowed = o->allow_stale || o->prune_baseline;
    if (!cli_config_severities(&s->config, o, draft, &names->severities,
                               &scan->severity_count))
        return false;
    scan->severities = names->severities;
    if (s->decisions)
        names->decisions_path = cli_relative(s->found.decisions, draft);
    if (s->baseline || o->write_baseline)
        names->baseline_path = cli_relative(baseline, draft);
    scan->decisions_path = names->decisions_path;
    scan->baseline_path = names->baseline_path;
    return (!s->decisions || names->decisions_path) &&
           ((!s->baseline && !o->write_baseline) || names->baseline_path);
}

void cli_scan_names_dispose(cli_scan_names *names)
{
    free(names->severities);
    free(names->decisions_path);
    free(names->baseline_path);
    *names = (cli_scan_names){ 0 };
}
