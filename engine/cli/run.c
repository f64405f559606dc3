/*
 * A run over all drafts: threads, the reports in input order, the summary.
 * SPDX-License-Identifier: MIT
 */
#include "cli/run.h"

#include "cli/draft.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Drafts a thread may be ahead of the one written next. */
#define WINDOW    64
#define MOST_JOBS 256

typedef struct {
    cli_drafted of;
    bool done;
} slot;

typedef struct {
    cli_task task;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    slot slots[WINDOW];
    size_t next;    /* draft that a thread takes next */
    size_t written; /* drafts written so far */
    bool failed;    /* out of memory, or output cannot be written */
    cli_counts counts;
    cli_texts ways; /* of all slots */
    time_t started;
} run;

/* ---- threads ------------------------------------------------------------------ */

static void show_progress(const run *r)
{
    if (!isatty(STDERR_FILENO) || time(NULL) - r->started < 2)
        return;
    fprintf(stderr, "\r%zu of %zu drafts", r->written, r->task.inputs->count);
    if (r->written == r->task.inputs->count)
        fputs("\r                              \r", stderr);
}

static void write_slot(run *r, slot *s)
{
    const char *name =
        cli_shown_name(r->task.options, r->task.inputs->paths[r->written]);
    for (size_t o = 0; o < r->task.outputs->count; o++)
        if (s->of.parts[o] && fl_report_add(r->task.outputs->items[o].report,
                                            s->of.parts[o]) != FL_OK)
            r->failed = true;
    cli_counts_add(&r->counts, &s->of.counts);
    cli_texts_take(&r->ways, &s->of.ways);
    if (s->of.counts.checked && !s->of.recognised &&
        cli_same(r->task.options->command, "check"))
        fprintf(stderr, "%s: not recognised as a response\n", name);
    if (r->task.options->timing && s->of.note[0])
        fprintf(stderr, "%s: %s\n", name, s->of.note);
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
    bool ok = fl_scanner_new(&scanner, r->task.packs) == FL_OK;
    pthread_mutex_lock(&r->lock);
    r->failed |= !ok;
    while (!r->failed && r->next < r->task.inputs->count) {
        if (r->next - r->written >= WINDOW) {
            pthread_cond_wait(&r->moved, &r->lock);
            continue;
        }
        size_t mine = r->next++;
        pthread_mutex_unlock(&r->lock);
        slot s = { 0 };
        ok = cli_draft_scan(&r->task, scanner, mine, &s.of);
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
    size_t jobs = (size_t)r->task.options->jobs;
    size_t started = 0;
    if (jobs > r->task.inputs->count)
        jobs = r->task.inputs->count ? r->task.inputs->count : 1;
    for (size_t i = 1; i < jobs; i++)
        if (pthread_create(&threads[started], NULL, work, r) == 0)
            started++;
    work(r);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

/* ---- the whole run ------------------------------------------------------------ */

static void summarise(const run *r)
{
    fflush(stdout); /* the summary comes last, also in one stream */
    if (r->task.options->quiet)
        return;
    const cli_counts *t = &r->counts;
    fprintf(stderr, "%zu error%s, %zu warning%s, %zu note%s in %zu file%s",
            t->errors, t->errors == 1 ? "" : "s", t->warnings,
            t->warnings == 1 ? "" : "s", t->notes, t->notes == 1 ? "" : "s",
            t->checked + t->unreadable,
            t->checked + t->unreadable == 1 ? "" : "s");
    if (t->decided)
        fprintf(stderr, ", %zu already decided", t->decided);
    if (t->unreadable)
        fprintf(stderr, " (%zu checked, %zu unreadable)", t->checked,
                t->unreadable);
    fputc('\n', stderr);
}

static int exit_code(const run *r, bool judges)
{
    if (r->failed || r->counts.unreadable || r->task.inputs->unreadable)
        return EXIT_TROUBLE;
    return judges && r->counts.failing && !r->task.options->exit_zero &&
                   !r->task.options->write_baseline
               ? EXIT_FINDINGS
               : EXIT_CLEAN;
}

/* The baseline that is to be written, if one is. */
static bool open_baseline(cli_outputs *outputs, const cli_options *options,
                          const fl_packs *packs, const cli_settings *settings)
{
    const cli_setting *first = settings->items[0];
    if (options->write_baseline)
        return cli_outputs_baseline(outputs, packs, options->write_baseline,
                                    NULL);
    if (!options->prune_baseline)
        return true;
    for (size_t i = 0; i < settings->count; i++)
        if (!settings->items[i]->baseline ||
            !cli_same(settings->items[i]->found.baseline,
                      first->found.baseline)) {
            cli_complain(
                "--prune-baseline: the drafts need one baseline, which "
                "exists");
            return false;
        }
    return cli_outputs_baseline(outputs, packs, first->found.baseline,
                                first->baseline);
}

int cli_run(const cli_options *options, const fl_packs *packs,
            const cli_inputs *inputs, const cli_settings *settings,
            const char *why_rule)
{
    cli_outputs outputs = { 0 };
    if (!cli_outputs_open(&outputs, options, packs))
        return EXIT_TROUBLE;
    if (!open_baseline(&outputs, options, packs, settings)) {
        cli_outputs_close(&outputs, false);
        return EXIT_TROUBLE;
    }
    cli_clean clean = { .dir = options->write_clean, .inputs = inputs };
    cli_options single = *options;
    if (clean.dir) {
        single.jobs = 1; /* the names of copies follow the order of drafts */
        options = &single;
    }
    bool attachments = cli_same(options->command, "attachments");
    run r = { .task = { .options = options,
                        .packs = packs,
                        .inputs = inputs,
                        .settings = settings,
                        .outputs = &outputs,
                        .clean = clean.dir ? &clean : NULL,
                        .attachments = attachments,
                        .can_judge = fl_packs_judge_attachments(packs),
                        .scan = { .no_prefilter = options->no_prefilter,
                                  .timing = options->timing,
                                  .is_template = options->is_template,
                                  .why_rule = why_rule,
                                  .today = cli_today(),
                                  .clean = clean.dir ? cli_clean_write : NULL,
                                  .clean_data = &clean } },
              .started = time(NULL) };
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    scan_all(&r);
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    r.failed = r.failed || clean.failed;
    cli_clean_dispose(&clean);
    if (!cli_outputs_close(&outputs, !r.failed))
        r.failed = true;
    bool judges = attachments || cli_same(options->command, "check");
    int code = exit_code(&r, judges);
    if (judges)
        summarise(&r);
    if (code == EXIT_FINDINGS && r.ways.count) {
        fputs("To accept one of them on record, and stage that:\n", stderr);
        for (size_t i = 0; i < r.ways.count; i++)
            fprintf(stderr, "  %s\n", r.ways.items[i]);
    }
    cli_texts_dispose(&r.ways);
    return code;
}
