/*
 * check, facts and why: scans the drafts in one or more threads and writes
 * their reports in input order.
 * SPDX-License-Identifier: MIT
 */
#include "cli/check.h"

#include "cli/case.h"
#include "cli/clean.h"
#include "cli/convert.h"
#include "cli/output.h"
#include "cli/setting.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Drafts a thread may be ahead of the one written next. */
#define WINDOW    64
#define MOST_JOBS 256

typedef struct {
    size_t errors, warnings, notes;
    size_t decided; /* findings that a decision covers, or a baseline knows */
    size_t failing; /* findings at or above the draft's --fail-on */
} tally;

typedef struct {
    fl_report_part *parts[CLI_OUTPUTS]; /* of each output; owned */
    bool done, recognised;
    size_t checked, unreadable; /* the draft and what is attached to it */
    tally counts;
    cli_texts ways; /* commands that accept findings */
    char note[128]; /* --timing */
} slot;

typedef struct {
    const cli_options *options;
    const fl_packs *packs;
    const cli_inputs *inputs;
    const cli_settings *settings;
    cli_outputs *outputs;
    cli_clean *clean; /* NULL: no clean copies are wanted */
    bool attachments; /* all files are attachments, whatever they are */
    bool can_judge;   /* some rule is for attachments */
    fl_scan_options scan;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    slot slots[WINDOW];
    size_t next;    /* draft that a thread takes next */
    size_t written; /* drafts written so far */
    bool failed;    /* out of memory, or output cannot be written */
    tally counts;
    cli_texts ways; /* of all slots */
    size_t checked, unreadable;
    time_t started;
} run;

/* ---- one draft ---------------------------------------------------------------- */

static const char *shown_name(const cli_options *options, const char *path)
{
    if (!cli_same(path, "-"))
        return path;
    return options->stdin_name ? options->stdin_name : "<stdin>";
}

static void count_one(tally *t, const char *severity, const char *fail_on)
{
    static const char *const levels[] = { "note", "warning", "error", "never" };
    size_t *const places[] = { &t->notes, &t->warnings, &t->errors };
    size_t least = 2;
    size_t level = 0;
    for (size_t i = 0; i < 4; i++)
        if (fail_on && cli_same(levels[i], fail_on))
            least = i;
    for (size_t i = 0; i < 3; i++)
        if (cli_same(levels[i], severity))
            level = i;
    ++*places[level];
    t->failing += level >= least;
}

/* Appends the command that accepts the finding, unless it stands there. */
static void say_how(cli_texts *ways, const fl_finding_info *f,
                    const char *draft)
{
    size_t len = strlen(f->pack) + strlen(f->rule) + strlen(draft) + 60;
    char *way = malloc(len);
    if (!way)
        return;
    snprintf(way, len, "foilint decide %s/%s '%s' --why 'REASON'", f->pack,
             f->rule, draft);
    for (size_t i = 0; i < ways->count; i++)
        if (cli_same(ways->items[i], way)) {
            free(way);
            return;
        }
    cli_texts_add(ways, way);
}

static void count(tally *t, const fl_result *result, const char *fail_on,
                  const char *draft, cli_texts *ways)
{
    fl_finding_info f;
    fl_notice_told n;
    for (size_t i = 0; fl_result_finding(result, i, &f); i++) {
        size_t before = t->failing;
        if (f.live)
            count_one(t, f.severity, fail_on);
        else
            t->decided++;
        if (ways && t->failing > before)
            say_how(ways, &f, draft);
    }
    for (size_t i = 0; fl_result_notice(result, i, &n); i++)
        count_one(t, n.severity, fail_on);
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
#define MOST_BYTES       ((size_t)256 * 1024 * 1024) /* of all of them */

typedef struct {
    char *name; /* "mail.eml/reply.docx" */
    char *bytes;
    size_t size;
    int depth;
    size_t number;     /* in the report */
    const char *error; /* why there are no bytes */
    bool attachment;   /* to be looked into, not read as a letter */
} draft;

typedef struct {
    draft items[MOST_ATTACHMENTS + 1];
    size_t count;
    size_t bytes; /* of all that were attached so far */
} drafts;

/* It may be a letter by its name, or holds one. */
static bool is_draft(const run *r, const fl_attachment_info *a)
{
    return cli_is_draft_name(a->name) ||
           (r->options->convert && fl_needs_conversion(a->bytes, a->size)) ||
           cli_same(a->type, "message/rfc822");
}

/* Copies what is attached, since the next scan frees the result. */
static bool take_attachments(const run *r, drafts *all, const draft *from,
                             const fl_result *result, slot *s)
{
    fl_attachment_info a;
    for (size_t i = 0; fl_result_attachment(result, i, &a); i++) {
        bool letter = a.bytes && is_draft(r, &a) && !r->attachments;
        if (!a.bytes || (a.size == 0 && !r->attachments) ||
            (!letter && !r->can_judge))
            continue;
        bool fits = from->depth < DEEPEST && all->count <= MOST_ATTACHMENTS &&
                    all->bytes + a.size <= MOST_BYTES;
        if (!fits) {
            if (letter && !from->attachment)
                continue;
            cli_complain("%s/%s: not looked into: files lie too deep in one "
                         "another, or are too many",
                         from->name, a.name);
            s->unreadable++;
            continue;
        }
        draft *d = &all->items[all->count++];
        size_t len = strlen(from->name) + strlen(a.name) + 2;
        *d = (draft){ .name = malloc(len),
                      .bytes = malloc(a.size + 1),
                      .size = a.size,
                      .depth = from->depth + 1,
                      .attachment = !letter };
        /* drafts of the command line have the numbers below these */
        d->number = r->inputs->count + all->count - 2 +
                    all->items[0].number * MOST_ATTACHMENTS;
        if (!d->name || !d->bytes)
            return false;
        snprintf(d->name, len, "%s/%s", from->name, a.name);
        memcpy(d->bytes, a.bytes, a.size);
        all->bytes += a.size;
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

/* Scans a draft as a letter or as an attachment. What came with a letter and
 * turns out to be none is looked into as an attachment instead. */
static const fl_result *scan_bytes(const run *r, fl_scanner *scanner,
                                   const fl_scan_options *scan, draft *d,
                                   fl_status *status)
{
    const fl_result *result = NULL;
    fl_input input = {
        .path = d->name, .bytes = d->bytes, .size = d->size, .error = d->error
    };
    if (d->depth == 0)
        input.format = r->options->input_format;
    /* a scan that is named as a letter is a letter that cannot be read */
    bool may_be = d->depth > 0 || r->options->attachments ||
                  cli_is_attachment_name(d->name);
    d->attachment =
        d->attachment || r->attachments ||
        (may_be && r->can_judge && !input.format && fl_is_attachment(&input));
    input.attachment = d->attachment && !d->error;
    if (r->clean)
        r->clean->draft = d->name;
    *status = fl_scan(scanner, &input, scan, &result, &cli_stderr_sink);
    if (*status != FL_OK || d->attachment || !r->can_judge ||
        (d->depth == 0 && !r->options->attachments) ||
        fl_result_recognised(result))
        return result;
    d->attachment = input.attachment = true;
    *status = fl_scan(scanner, &input, scan, &result, &cli_stderr_sink);
    return result;
}

/* Only a part of an attachment could be looked into. */
static bool is_partial(const draft *d, const fl_result *result)
{
    return d->attachment && cli_same(fl_result_status(result), "partial");
}

/* A draft and how it is to be scanned. */
typedef struct {
    const cli_setting *setting;
    cli_scan_names names;
    fl_scan_options scan;
} job;

/* What is attached has a name of its own in decisions and baselines: that of
 * its mail, and its own behind it. */
static bool name_attachment(const job *j, const char *behind, char *names[2],
                            fl_scan_options *scan)
{
    const char *of[2] = { j->names.decisions_path, j->names.baseline_path };
    const char **places[2] = { &scan->decisions_path, &scan->baseline_path };
    for (size_t i = 0; i < 2; i++) {
        size_t len = of[i] ? strlen(of[i]) + strlen(behind) + 1 : 0;
        names[i] = len ? malloc(len) : NULL;
        if (len && !names[i])
            return false;
        if (len)
            snprintf(names[i], len, "%s%s", of[i], behind);
        *places[i] = names[i];
    }
    return true;
}

static bool scan_draft(const run *r, fl_scanner *scanner, const job *j,
                       drafts *all, size_t i, slot *s)
{
    fl_status status = FL_OK;
    fl_scan_options scan = j->scan;
    char *names[2] = { 0 };
    if (!name_attachment(j, all->items[i].name + strlen(all->items[0].name),
                         names, &scan)) {
        free(names[0]);
        return false;
    }
    if (!convert(r, &all->items[i]))
        all->items[i].error = "LibreOffice could not convert it";
    const fl_result *result =
        scan_bytes(r, scanner, &scan, &all->items[i], &status);
    const draft d = all->items[i];
    bool ok = true;
    if (!result) {
        cli_complain("%s: %s", d.name, fl_status_name(status));
        ok = status != FL_OK;
    } else {
        s->recognised = s->recognised || fl_result_recognised(result);
        count(&s->counts, result, j->setting->options.fail_on, d.name,
              r->inputs->say_how ? &s->ways : NULL);
        if (r->options->timing && i == 0)
            fl_result_timing(result, s->note, sizeof(s->note));
        ok = render(r, s, result, d.number) || status != FL_OK;
        ok = take_attachments(r, all, &d, result, s) && ok;
    }
    bool well = status == FL_OK && result && !is_partial(&d, result);
    s->checked += well;
    s->unreadable += !well;
    free(names[0]);
    free(names[1]);
    return ok;
}

/* What is known of the case goes for the draft and what is attached to it. */
static bool scan_one(const run *r, fl_scanner *scanner, size_t number, slot *s)
{
    drafts *all = calloc(1, sizeof(*all));
    bool ok = all != NULL;
    const char *path = r->inputs->paths[number];
    job j = { .setting = r->settings->items[r->settings->of[number]],
              .scan = r->scan };
    cli_case facts = j.setting->options.facts;
    void *case_file = NULL;
    ok = ok && cli_setting_apply(j.setting, path, &j.names, &j.scan);
    if (ok) {
        draft *d = &all->items[all->count++];
        d->number = number;
        d->name = strdup(shown_name(r->options, path));
        if (!cli_case_read(path, r->packs, &facts, &case_file)) {
            d->error = "its case file cannot be used";
        } else {
            cli_case_apply(&facts, &j.scan);
            cli_input_read(r->inputs, path, &d->bytes, &d->size, &d->error);
        }
        ok = d->name != NULL;
        for (size_t i = 0; ok && i < all->count; i++) {
            ok = scan_draft(r, scanner, &j, all, i, s);
            free(all->items[i].bytes); /* its files were copied */
            all->items[i].bytes = NULL;
        }
    }
    cli_scan_names_dispose(&j.names);
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
    r->counts.errors += s->counts.errors;
    r->counts.warnings += s->counts.warnings;
    r->counts.notes += s->counts.notes;
    r->counts.decided += s->counts.decided;
    r->counts.failing += s->counts.failing;
    for (size_t i = 0; i < s->ways.count; i++)
        cli_texts_add(&r->ways, s->ways.items[i]);
    free(s->ways.items);
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
    const tally *t = &r->counts;
    fprintf(stderr, "%zu error%s, %zu warning%s, %zu note%s in %zu file%s",
            t->errors, t->errors == 1 ? "" : "s", t->warnings,
            t->warnings == 1 ? "" : "s", t->notes, t->notes == 1 ? "" : "s",
            r->checked + r->unreadable,
            r->checked + r->unreadable == 1 ? "" : "s");
    if (t->decided)
        fprintf(stderr, ", %zu already decided", t->decided);
    if (r->unreadable)
        fprintf(stderr, " (%zu checked, %zu unreadable)", r->checked,
                r->unreadable);
    fputc('\n', stderr);
}

static int exit_code(const run *r)
{
    if (r->failed || r->unreadable || r->inputs->unreadable)
        return EXIT_TROUBLE;
    return r->counts.failing && !r->options->exit_zero &&
                   !r->options->write_baseline
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

int cli_scan_drafts(const cli_options *options, const fl_packs *packs,
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
    run r = { .options = options,
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
                        .clean_data = &clean },
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
    if (cli_same(options->command, "check") || attachments) {
        int code = exit_code(&r);
        summarise(&r);
        if (code == EXIT_FINDINGS && r.ways.count) {
            fputs("To accept one of them on record, and stage that:\n", stderr);
            for (size_t i = 0; i < r.ways.count; i++)
                fprintf(stderr, "  %s\n", r.ways.items[i]);
        }
        cli_texts_dispose(&r.ways);
        return code;
    }
    return r.failed || r.unreadable ? EXIT_TROUBLE : EXIT_CLEAN;
}

/* Loads what all settings share, and holds each against it. */
static int load(const cli_settings *settings, fl_packs **packs)
{
    int code = cli_load_packs(&settings->items[0]->options, false, packs);
    for (size_t i = 0; code == EXIT_CLEAN && i < settings->count; i++) {
        const cli_setting *s = settings->items[i];
        if (!cli_authority_good(s->options.facts.authority, *packs, NULL) ||
            !cli_config_rules_good(&s->config, *packs))
            code = EXIT_TROUBLE;
    }
    return code;
}

int cli_check_inputs(const cli_options *options, const cli_inputs *inputs,
                     const char *why_rule)
{
    fl_packs *packs = NULL;
    cli_settings settings = { 0 };
    int code = EXIT_TROUBLE;
    if (cli_case_good(&options->facts, options->as_of, NULL) &&
        cli_settings_make(&settings, options, inputs))
        code = load(&settings, &packs);
    if (code == EXIT_CLEAN)
        code = cli_scan_drafts(options, packs, inputs, &settings, why_rule);
    fl_packs_free(packs);
    cli_settings_dispose(&settings);
    return code;
}

static int with_inputs(const cli_options *options, const char *why_rule)
{
    cli_inputs inputs = { 0 };
    int code = EXIT_TROUBLE;
    bool every =
        options->attachments || cli_same(options->command, "attachments");
    if (!cli_inputs_expand(&inputs, &options->operands, every)) {
        cli_complain("out of memory");
    } else if (inputs.count > 0) {
        code = cli_check_inputs(options, &inputs, why_rule);
    } else {
        code = options->allow_empty && !inputs.unreadable ? EXIT_CLEAN
                                                          : EXIT_TROUBLE;
        if (!options->allow_empty)
            cli_complain("no drafts found (.txt, .md, .docx, .odt, .pdf, "
                         ".html, .eml); --allow-empty makes that no error");
    }
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

int cli_attachments(const cli_options *options)
{
    cli_options own = *options;
    if (own.packs.count == 0)
        own.packs = (cli_list){ .items = { "disclosure" }, .count = 1 };
    return cli_check(&own);
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
