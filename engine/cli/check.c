/*
 * check, facts and why: scans the drafts in one or more threads and writes
 * their reports in input order.
 * SPDX-License-Identifier: MIT
 */
#include "cli/check.h"

#include "cli/case.h"
#include "cli/config.h"
#include "cli/convert.h"
#include "cli/output.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Drafts a thread may be ahead of the one written next. */
#define WINDOW    64
#define MOST_JOBS 256

typedef struct {
    fl_report_part *parts[CLI_OUTPUTS]; /* of each output; owned */
    bool done, recognised;
    size_t checked, unreadable; /* the draft and what is attached to it */
    size_t errors, warnings, notes;
    char note[128]; /* --timing */
} slot;

typedef struct {
    const cli_options *options;
    const fl_packs *packs;
    const cli_inputs *inputs;
    cli_outputs *outputs;
    fl_scan_options scan;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    slot slots[WINDOW];
    size_t next;    /* draft that a thread takes next */
    size_t written; /* drafts written so far */
    bool failed;    /* out of memory, or output cannot be written */
    size_t errors, warnings, notes, checked, unreadable;
    time_t started;
} run;

/* ---- one draft ---------------------------------------------------------------- */

static const char *shown_name(const cli_options *options, const char *path)
{
    if (!cli_same(path, "-"))
        return path;
    return options->stdin_name ? options->stdin_name : "<stdin>";
}

static void count(slot *s, const fl_result *result)
{
    fl_finding_info f;
    for (size_t i = 0; fl_result_finding(result, i, &f); i++) {
        s->errors += cli_same(f.severity, "error");
        s->warnings += cli_same(f.severity, "warning");
        s->notes += cli_same(f.severity, "note");
    }
}

static bool render(const run *r, slot *s, const fl_result *result,
                   size_t number)
{
    for (size_t o = 0; o < r->outputs->count; o++) {
        fl_report_part *part = NULL;
        if (fl_report_part_new(&part, r->outputs->items[o].report, result,
                               number) != FL_OK)
            return false;
        fl_report_part_join(&s->parts[o], part);
    }
    return true;
}

/* ---- a draft and what is attached to it ----------------------------------------- */

/* Mails in mails, and files in them. */
#define DEEPEST          3
#define MOST_ATTACHMENTS 100

typedef struct {
    char *name; /* "mail.eml/reply.docx" */
    char *bytes;
    size_t size;
    int depth;
    size_t number;     /* in the report */
    const char *error; /* why there are no bytes */
} draft;

typedef struct {
    draft items[MOST_ATTACHMENTS + 1];
    size_t count;
} drafts;

static bool is_readable(const run *r, const fl_attachment_info *a)
{
    return a->bytes && a->size > 0 &&
           (cli_is_draft_name(a->name) ||
            (r->options->convert && fl_needs_conversion(a->bytes, a->size)) ||
            cli_same(a->type, "message/rfc822"));
}

/* Copies what is attached, since the next scan frees the result. */
static bool take_attachments(const run *r, drafts *all, const draft *from,
                             const fl_result *result)
{
    fl_attachment_info a;
    for (size_t i = 0; fl_result_attachment(result, i, &a); i++) {
        if (!is_readable(r, &a) || from->depth == DEEPEST ||
            all->count > MOST_ATTACHMENTS)
            continue;
        draft *d = &all->items[all->count++];
        size_t len = strlen(from->name) + strlen(a.name) + 2;
        *d = (draft){ malloc(len), malloc(a.size), a.size, from->depth + 1, 0,
                      NULL };
        /* drafts of the command line have the numbers below these */
        d->number = r->inputs->count + all->count - 2 +
                    all->items[0].number * MOST_ATTACHMENTS;
        if (!d->name || !d->bytes)
            return false;
        snprintf(d->name, len, "%s/%s", from->name, a.name);
        memcpy(d->bytes, a.bytes, a.size);
    }
    return true;
}

static bool convert(const run *r, draft *d)
{
    const char *suffix = r->options->convert && !d->error
                             ? fl_needs_conversion(d->bytes, d->size)
                             : NULL;
    return !suffix || cli_convert(d->name, suffix, &d->bytes, &d->size);
}

static bool scan_draft(const run *r, fl_scanner *scanner,
                       const fl_scan_options *scan, drafts *all, size_t i,
                       slot *s)
{
    const fl_result *result = NULL;
    if (!convert(r, &all->items[i]))
        all->items[i].error = "LibreOffice could not convert it";
    const draft d = all->items[i];
    fl_input input = {
        .path = d.name, .bytes = d.bytes, .size = d.size, .error = d.error
    };
    if (d.depth == 0)
        input.format = r->options->input_format;
    fl_status status =
        fl_scan(scanner, &input, scan, &result, &cli_stderr_sink);
    s->checked += status == FL_OK;
    s->unreadable += status != FL_OK;
    if (!result) {
        cli_complain("%s: %s", d.name, fl_status_name(status));
        return status != FL_OK;
    }
    s->recognised = s->recognised || fl_result_recognised(result);
    count(s, result);
    if (r->options->timing && i == 0)
        fl_result_timing(result, s->note, sizeof(s->note));
    bool ok = render(r, s, result, d.number);
    return take_attachments(r, all, &d, result) && (ok || status != FL_OK);
}

/* What is known of the case goes for the draft and what is attached to it. */
static bool scan_one(const run *r, fl_scanner *scanner, size_t number, slot *s)
{
    drafts *all = calloc(1, sizeof(*all));
    bool ok = all != NULL;
    const char *path = r->inputs->paths[number];
    cli_case facts = r->options->facts;
    void *case_file = NULL;
    fl_scan_options scan = r->scan;
    if (ok) {
        draft *d = &all->items[all->count++];
        d->number = number;
        d->name = strdup(shown_name(r->options, path));
        if (cli_case_read(path, r->packs, &facts, &case_file)) {
            cli_case_apply(&facts, &scan);
            cli_read_draft(path, &d->bytes, &d->size, &d->error);
        } else {
            d->error = "its case file cannot be used";
        }
        ok = d->name != NULL;
        for (size_t i = 0; ok && i < all->count; i++)
            ok = scan_draft(r, scanner, &scan, all, i, s);
    }
    for (size_t i = 0; all && i < all->count; i++) {
        free(all->items[i].name);
        free(all->items[i].bytes);
    }
    free(all);
    cli_case_dispose(case_file);
    return ok;
}

/* ---- threads --------------------------------------------------------------------- */

static void show_progress(const run *r)
{
    if (!isatty(STDERR_FILENO) || time(NULL) - r->started < 2)
        return;
    fprintf(stderr, "\r%zu of %zu drafts", r->written, r->inputs->count);
    if (r->written == r->inputs->count)
        fputs("\r                              \r", stderr);
}

static void write_slot(run *r, slot *s)
{
    const char *name = shown_name(r->options, r->inputs->paths[r->written]);
    for (size_t o = 0; o < r->outputs->count; o++)
        if (s->parts[o] &&
            fl_report_add(r->outputs->items[o].report, s->parts[o]) != FL_OK)
            r->failed = true;
    r->errors += s->errors;
    r->warnings += s->warnings;
    r->notes += s->notes;
    r->checked += s->checked;
    r->unreadable += s->unreadable;
    if (s->checked && !s->recognised && cli_same(r->options->command, "check"))
        fprintf(stderr, "%s: not recognised as a response\n", name);
    if (r->options->timing && s->note[0])
        fprintf(stderr, "%s: %s\n", name, s->note);
    *s = (slot){ 0 };
    r->written++;
    show_progress(r);
}

/* Writes every finished draft that is next in line. */
static void write_ready(run *r)
{
    while (r->written < r->next && r->slots[r->written % WINDOW].done)
        write_slot(r, &r->slots[r->written % WINDOW]);
    pthread_cond_broadcast(&r->moved);
}

static void *work(void *data)
{
    run *r = data;
    fl_scanner *scanner = NULL;
    bool ok = fl_scanner_new(&scanner, r->packs) == FL_OK;
    pthread_mutex_lock(&r->lock);
    r->failed |= !ok;
    while (!r->failed && r->next < r->inputs->count) {
        if (r->next - r->written >= WINDOW) {
            pthread_cond_wait(&r->moved, &r->lock);
            continue;
        }
        size_t mine = r->next++;
        pthread_mutex_unlock(&r->lock);
        slot s = { 0 };
        ok = scan_one(r, scanner, mine, &s);
        s.done = true;
        pthread_mutex_lock(&r->lock);
        r->slots[mine % WINDOW] = s;
        r->failed |= !ok;
        write_ready(r);
    }
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
    fl_scanner_free(scanner);
    return NULL;
}

static void scan_all(run *r)
{
    pthread_t threads[MOST_JOBS];
    size_t jobs = (size_t)r->options->jobs;
    size_t started = 0;
    if (jobs > r->inputs->count)
        jobs = r->inputs->count ? r->inputs->count : 1;
    for (size_t i = 1; i < jobs; i++)
        if (pthread_create(&threads[started], NULL, work, r) == 0)
            started++;
    work(r);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

/* ---- the whole run ------------------------------------------------------------------ */

static void summarise(const run *r)
{
    fflush(stdout); /* the summary comes last, also in one stream */
    if (r->options->quiet)
        return;
    fprintf(stderr, "%zu error%s, %zu warning%s, %zu note%s in %zu file%s",
            r->errors, r->errors == 1 ? "" : "s", r->warnings,
            r->warnings == 1 ? "" : "s", r->notes, r->notes == 1 ? "" : "s",
            r->checked + r->unreadable,
            r->checked + r->unreadable == 1 ? "" : "s");
    if (r->unreadable)
        fprintf(stderr, " (%zu checked, %zu unreadable)", r->checked,
                r->unreadable);
    fputc('\n', stderr);
}

static int exit_code(const run *r)
{
    if (r->failed || r->unreadable || r->inputs->unreadable)
        return EXIT_TROUBLE;
    const char *at = r->options->fail_on ? r->options->fail_on : "error";
    size_t counted = 0;
    if (!cli_same(at, "never"))
        counted += r->errors;
    if (cli_same(at, "warning") || cli_same(at, "note"))
        counted += r->warnings;
    if (cli_same(at, "note"))
        counted += r->notes;
    return counted && !r->options->exit_zero ? EXIT_FINDINGS : EXIT_CLEAN;
}

static bool good_level(const cli_options *options)
{
    const char *at = options->fail_on;
    if (!at || cli_same(at, "error") || cli_same(at, "warning") ||
        cli_same(at, "note") || cli_same(at, "never"))
        return true;
    cli_complain("--fail-on: \"%s\" is none of error, warning, note, never",
                 at);
    return false;
}

int cli_scan_drafts(const cli_options *options, const fl_packs *packs,
                    const cli_inputs *inputs, const char *why_rule)
{
    cli_outputs outputs = { 0 };
    if (!good_level(options) || !cli_outputs_open(&outputs, options, packs))
        return EXIT_TROUBLE;
    run r = { .options = options,
              .packs = packs,
              .inputs = inputs,
              .outputs = &outputs,
              .scan = { .as_of = options->as_of,
                        .no_prefilter = options->no_prefilter,
                        .timing = options->timing,
                        .is_template = options->is_template,
                        .why_rule = why_rule,
                        .severities = options->severities.items,
                        .severity_count = options->severities.count },
              .started = time(NULL) };
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    scan_all(&r);
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    if (!cli_outputs_close(&outputs, !r.failed))
        r.failed = true;
    if (cli_same(options->command, "check")) {
        summarise(&r);
        return exit_code(&r);
    }
    return r.failed || r.unreadable ? EXIT_TROUBLE : EXIT_CLEAN;
}

static int with_inputs(const cli_options *given, const char *why_rule)
{
    cli_options options = *given;
    cli_inputs inputs = { 0 };
    fl_packs *packs = NULL;
    int code = EXIT_TROUBLE;
    cli_config config = { 0 };
    if (!cli_inputs_expand(&inputs, &options.operands)) {
        cli_complain("out of memory");
    } else if (!cli_config_apply(&config, &options,
                                 inputs.count ? inputs.paths[0] : ".")) {
        code = EXIT_TROUBLE; /* the reason is told */
    } else if (!cli_case_good(&options.facts, options.as_of, NULL)) {
        code = EXIT_TROUBLE;
    } else if (inputs.count == 0) {
        code = options.allow_empty && !inputs.unreadable ? EXIT_CLEAN
                                                         : EXIT_TROUBLE;
        if (!options.allow_empty)
            cli_complain(
                "no drafts found (.txt, .md, .docx, .odt, .pdf, .html, "
                ".eml); --allow-empty "
                "makes that no error");
    } else {
        code = cli_load_packs(&options, false, &packs);
        if (code == EXIT_CLEAN &&
            !cli_authority_good(options.facts.authority, packs, NULL))
            code = EXIT_TROUBLE;
        if (code == EXIT_CLEAN)
            code = cli_scan_drafts(&options, packs, &inputs, why_rule);
    }
    fl_packs_free(packs);
    cli_config_dispose(&config);
    cli_inputs_dispose(&inputs);
    return code;
}

int cli_check(const cli_options *options)
{
    if (options->operands.count == 0) {
        cli_complain("no drafts given; try --help");
        return EXIT_TROUBLE;
    }
    return with_inputs(options, NULL);
}

int cli_facts(const cli_options *options)
{
    cli_options own = *options;
    own.format = options->format && cli_same(options->format, "json")
                     ? "facts-json"
                     : "facts";
    if (options->format && !cli_same(options->format, "json") &&
        !cli_same(options->format, "text")) {
        cli_complain("facts: unknown format \"%s\"; known are text, json",
                     options->format);
        return EXIT_TROUBLE;
    }
    return cli_check(&own);
}

int cli_why(const cli_options *options)
{
    cli_options own = *options;
    if (own.operands.count < 2) {
        cli_complain("usage: foilint why RULE FILE...");
        return EXIT_TROUBLE;
    }
    const char *rule = own.operands.items[0];
    own.operands.items++;
    own.operands.count--;
    own.format = "why";
    return with_inputs(&own, rule);
}
