/*
 * What holds for a document and what the rules find in it: its folder's
 * configuration, the packs, one scan.
 * SPDX-License-Identifier: MIT
 */
#include "cli/case.h"
#include "lsp/document.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_names(lsp_text *key, const cli_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        lsp_text_puts(key, list->items[i]);
        lsp_text_add(key, "\n", 1);
    }
    lsp_text_add(key, "\f", 1);
}

/* The set with the packs of `options`, loaded if it is new; NULL when they
 * cannot be. */
static const lsp_set *set_of(lsp_sets *sets, const cli_options *options)
{
    lsp_text key = { 0 };
    add_names(&key, &options->packs);
    add_names(&key, &options->overlays);
    for (size_t i = 0; i < sets->count; i++)
        if (strcmp(sets->items[i]->key, key.ptr) == 0) {
            free(key.ptr);
            return sets->items[i];
        }
    lsp_set *set = lsp_resize(NULL, sizeof(*set));
    *set = (lsp_set){ .key = key.ptr };
    if (cli_load_packs(options, false, &set->packs) != EXIT_CLEAN ||
        fl_scanner_new(&set->scanner, set->packs) != FL_OK) {
        fl_packs_free(set->packs);
        free(set->key);
        free(set);
        return NULL;
    }
    sets->items =
        lsp_resize(sets->items, (sets->count + 1) * sizeof(*sets->items));
    sets->items[sets->count++] = set;
    return set;
}

void lsp_sets_dispose(lsp_sets *sets)
{
    for (size_t i = 0; i < sets->count; i++) {
        fl_scanner_free(sets->items[i]->scanner);
        fl_packs_free(sets->items[i]->packs);
        free(sets->items[i]->key);
        free(sets->items[i]);
    }
    free(sets->items);
    *sets = (lsp_sets){ 0 };
}

/* The file, or where it isn't saved yet the nearest folder that there is. */
static char *place_of(const char *path)
{
    char *place = lsp_copy(path, strlen(path));
    while (access(place, F_OK) != 0) {
        char *slash = strrchr(place, '/');
        if (!slash || slash == place) {
            free(place);
            return lsp_copy(".", 1);
        }
        *slash = '\0';
    }
    return place;
}

bool lsp_document_configure(lsp_document *doc, const cli_options *given,
                            lsp_sets *sets)
{
    char *place = place_of(doc->path);
    char *paths[] = { place };
    cli_inputs inputs = { .paths = paths, .count = 1 };
    cli_settings_dispose(&doc->settings);
    bool ok = cli_settings_make(&doc->settings, given, &inputs);
    free(place);
    doc->set = ok ? set_of(sets, &doc->settings.items[0]->options) : NULL;
    doc->stale = true;
    doc->published = false;
    return doc->set != NULL;
}

static void keep(lsp_document *doc, const fl_finding_info *f)
{
    const lsp_lines *lines = &doc->lines;
    lsp_text rule = { 0 };
    lsp_text_puts(&rule, f->pack);
    lsp_text_add(&rule, "/", 1);
    lsp_text_puts(&rule, f->rule);
    lsp_finding found = {
        .rule = rule.ptr,
        .severity = lsp_copy(f->severity, strlen(f->severity)),
        .message = lsp_copy(f->message, strlen(f->message)),
        .advice = lsp_copy(f->advice, strlen(f->advice)),
        .quote = lsp_copy(f->quote, f->quote_len),
        .start = lsp_offset_of_point(lines, &doc->text, f->line, f->col),
        .end = lsp_offset_of_point(lines, &doc->text, f->end_line, f->end_col),
        .missing = f->expected_line > 0,
    };
    if (found.missing)
        found.expected = lsp_offset_of_point(lines, &doc->text,
                                             f->expected_line, f->expected_col);
    doc->findings = lsp_resize(doc->findings, (doc->finding_count + 1) *
                                                  sizeof(*doc->findings));
    doc->findings[doc->finding_count++] = found;
}

static void scan(lsp_document *doc)
{
    const fl_result *result = NULL;
    cli_case facts = doc->settings.items[0]->options.facts;
    void *file = NULL;
    cli_scan_names names = { 0 };
    fl_scan_options options = { .today = cli_today() };
    if (!cli_setting_apply(doc->settings.items[0], doc->path, &names, &options))
        cli_complain("out of memory");
    if (cli_case_read(doc->path, doc->set->packs, &facts, &file))
        cli_case_apply(&facts, &options);
    fl_input input = { .path = doc->path,
                       .bytes = doc->text.ptr,
                       .size = doc->text.len,
                       .format = doc->format };
    fl_status status =
        fl_scan(doc->set->scanner, &input, &options, &result, &cli_stderr_sink);
    fl_finding_info f;
    for (size_t i = 0; status == FL_OK && fl_result_finding(result, i, &f); i++)
        if (f.live)
            keep(doc, &f);
    cli_scan_names_dispose(&names);
    cli_case_dispose(file);
}

void lsp_document_lint(lsp_document *doc)
{
    if (!doc->stale)
        return;
    lsp_findings_free(doc);
    if (doc->set)
        scan(doc);
    doc->stale = false;
}
