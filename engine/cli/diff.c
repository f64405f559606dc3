/*
 * test --diff: which findings of an earlier report are gone, and which are
 * new, letter by letter and rule by rule.
 * SPDX-License-Identifier: MIT
 */
#include "cli/diff.h"

#include "cli/case.h"
#include "cli/labels.h"
#include "cli/setting.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const cli_options *options;
    const fl_packs *packs;
    cli_letters before;
    cli_names gained, lost; /* the rule of each finding, repeated */
    size_t compared, changed, unreadable, unknown;
    bool failed; /* out of memory; told */
} differ;

static bool add_times(cli_names *names, const char *rule, size_t times)
{
    for (size_t i = 0; i < times; i++)
        if (!cli_names_add(names, rule, strlen(rule)))
            return false;
    return true;
}

/* The rules of a draft's findings, each as often as it is found; false: out of
 * memory. */
static bool list_findings(fl_scanner *scanner, const fl_input *input,
                          const fl_scan_options *scan, cli_names *now,
                          bool *readable)
{
    const fl_result *result = NULL;
    fl_finding_info f;
    bool ok = true;
    fl_status status = fl_scan(scanner, input, scan, &result, &cli_stderr_sink);
    *readable = status == FL_OK;
    if (!result)
        cli_complain("%s: %s", input->path, fl_status_name(status));
    for (size_t i = 0; ok && result && fl_result_finding(result, i, &f); i++)
        ok = cli_names_add(now, f.rule, strlen(f.rule));
    cli_names_sort(now, false);
    return ok;
}

static bool find_now(const differ *d, const cli_setting *setting,
                     fl_scanner *scanner, const char *path, cli_names *now,
                     bool *readable)
{
    char *bytes = NULL;
    size_t size = 0;
    bool ok = true;
    *readable = false;
    cli_case facts = setting->options.facts;
    void *case_file = NULL;
    if (cli_case_read(path, d->packs, &facts, &case_file) &&
        cli_read_file(path, &bytes, &size)) {
        cli_scan_names names = { 0 };
        fl_scan_options scan = { 0 };
        fl_input input = { .path = path,
                           .bytes = bytes,
                           .size = size,
                           .format = d->options->input_format };
        ok = cli_setting_apply(setting, path, &names, &scan);
        cli_case_apply(&facts, &scan);
        ok = ok && list_findings(scanner, &input, &scan, now, readable);
        cli_scan_names_dispose(&names);
    }
    free(bytes);
    cli_case_dispose(case_file);
    return ok;
}

/* Prints what differs in one letter. */
static void compare(differ *d, const char *path, const cli_names *before,
                    const cli_names *now)
{
    cli_walk walk = { 0 };
    bool same = true;
    while (cli_walk_next(&walk, before, now)) {
        size_t was = walk.left_times;
        size_t is = walk.right_times;
        if (was == is)
            continue;
        same = false;
        printf("%s: %c %s", path, is > was ? '+' : '-', walk.name);
        if (was && is)
            printf(" (%zu, was %zu)", is, was);
        putchar('\n');
        if (is > was ? !add_times(&d->gained, walk.name, is - was)
                     : !add_times(&d->lost, walk.name, was - is))
            d->failed = true;
    }
    d->compared++;
    d->changed += !same;
}

static void diff_one(differ *d, const cli_setting *setting, fl_scanner *scanner,
                     const char *path)
{
    cli_names now = { 0 };
    bool readable = false;
    const cli_letter *before = cli_letters_find(&d->before, path);
    if (!before) {
        printf("%s: not in the earlier report\n", path);
        d->unknown++;
        return;
    }
    if (!find_now(d, setting, scanner, path, &now, &readable))
        d->failed = true;
    else if (readable)
        compare(d, path, &before->every, &now);
    else
        d->unreadable++;
    cli_texts_dispose(&now);
}

static void summarise(differ *d)
{
    cli_names_sort(&d->gained, false);
    cli_names_sort(&d->lost, false);
    if (d->changed)
        printf("\n%-44s gained  lost\n", "rule");
    cli_walk walk = { 0 };
    while (cli_walk_next(&walk, &d->gained, &d->lost))
        printf("%-44s %6zu %5zu\n", walk.name, walk.left_times,
               walk.right_times);
    printf("%s%zu gained, %zu lost; %zu of %zu letters changed\n",
           d->changed ? "\n" : "", d->gained.count, d->lost.count, d->changed,
           d->compared);
}

static int diff_all(differ *d, const cli_settings *settings,
                    const cli_inputs *inputs, const fl_packs *packs)
{
    fl_scanner *scanner = NULL;
    d->packs = packs;
    d->failed = fl_scanner_new(&scanner, packs) != FL_OK;
    for (size_t i = 0; !d->failed && i < inputs->count; i++)
        diff_one(d, settings->items[settings->of[i]], scanner,
                 inputs->paths[i]);
    fl_scanner_free(scanner);
    if (d->failed) {
        cli_complain("out of memory");
        return EXIT_TROUBLE;
    }
    summarise(d);
    if (d->unreadable || d->unknown || inputs->unreadable)
        return EXIT_TROUBLE;
    return d->changed && !d->options->exit_zero ? EXIT_FINDINGS : EXIT_CLEAN;
}

int cli_diff(const cli_options *options)
{
    cli_options own = *options;
    cli_settings settings = { 0 };
    differ d = { .options = &own };
    cli_inputs inputs = { 0 };
    fl_packs *packs = NULL;
    int code = EXIT_TROUBLE;
    own.no_decisions = true; /* a change is one, whoever has accepted it */
    if (!cli_inputs_expand(&inputs, &own.operands, false)) {
        cli_complain("out of memory");
    } else if (inputs.count == 0) {
        cli_complain("usage: foilint test --diff=REPORT.json LETTER...");
    } else if (cli_settings_make(&settings, &own, &inputs) &&
               cli_letters_add_report(&d.before, own.diff)) {
        cli_letters_sort(&d.before);
        code = d.before.nomem ? EXIT_TROUBLE
                              : cli_settings_load(&settings, &packs);
        if (code == EXIT_CLEAN)
            code = diff_all(&d, &settings, &inputs, packs);
        else if (d.before.nomem)
            cli_complain("out of memory");
    }
    fl_packs_free(packs);
    cli_settings_dispose(&settings);
    cli_inputs_dispose(&inputs);
    cli_letters_dispose(&d.before);
    cli_texts_dispose(&d.gained);
    cli_texts_dispose(&d.lost);
    return code;
}
