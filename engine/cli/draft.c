/*
 * A draft and what is attached to it: read, scanned, counted and rendered.
 * SPDX-License-Identifier: MIT
 */
#include "cli/draft.h"

#include "cli/case.h"
#include "cli/convert.h"
#include "cli/enclosed.h"
#include "cli/paths.h"

#include <stdlib.h>
#include <string.h>

/* ---- one file ---------------------------------------------------------------- */

const char *cli_shown_name(const cli_options *options, const char *path)
{
    if (!cli_same(path, "-"))
        return path;
    return options->stdin_name ? options->stdin_name : "<stdin>";
}

static void count_one(cli_counts *t, const char *severity, const char *fail_on)
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
    char *way = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&way, &len);
    if (!to)
        return;
    fprintf(to, "foilint decide %s/%s ", f->pack, f->rule);
    cli_put_quoted(to, draft);
    fputs(" --why 'REASON'", to);
    if (fclose(to) != 0)
        return;
    for (size_t i = 0; i < ways->count; i++)
        if (cli_same(ways->items[i], way)) {
            free(way);
            return;
        }
    cli_texts_add(ways, way);
}

static void count(cli_counts *t, const fl_result *result, const char *fail_on,
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

static bool render(const cli_task *task, cli_drafted *s,
                   const fl_result *result, size_t number)
{
    for (size_t o = 0; o < task->outputs->count; o++) {
        fl_report_part *part = NULL;
        if (fl_report_part_new(&part, task->outputs->items[o].report, result,
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
    char *origin; /* NULL, or the file that was converted to `bytes` */
    size_t origin_size;
    int depth;
    size_t number;     /* in the report */
    const char *error; /* why there are no bytes */
    bool attachment;   /* to be looked into, not read as a letter */
    bool aside;        /* lies beside the draft, and has a turn of its own */
    bool recognised;   /* as a letter … */
    bool claims;       /* … that relies on some ground */
    cli_drafted of;
} draft;

typedef struct {
    draft items[MOST_ATTACHMENTS + 1];
    size_t count;
    size_t bytes;          /* of all that were attached so far */
    size_t missed;         /* could not be looked into for their number */
    cli_enclosed enclosed; /* what was taken out of the attachments */
} drafts;

/* It may be a letter by its name, or holds one. */
static bool is_draft(const cli_task *task, const fl_attachment_info *a)
{
    return cli_is_draft_name(a->name) ||
           (task->options->convert &&
            cli_convert_makes_letter(fl_needs_conversion(a->bytes, a->size))) ||
           cli_same(a->type, "message/rfc822");
}

/* Copies what is attached, since the next scan frees the result. */
static bool take_attachments(const cli_task *task, drafts *all,
                             const draft *from, const fl_result *result)
{
    fl_attachment_info a;
    for (size_t i = 0; fl_result_attachment(result, i, &a); i++) {
        bool letter = a.bytes && is_draft(task, &a) && !task->attachments;
        if (!a.bytes || (a.size == 0 && !task->attachments) ||
            (!letter && !task->can_judge))
            continue;
        bool fits = from->depth < DEEPEST && all->count <= MOST_ATTACHMENTS &&
                    all->bytes + a.size <= MOST_BYTES;
        if (!fits) {
            all->enclosed.partial = true;
            if (from->aside || (letter && !from->attachment))
                continue;
            cli_complain("%s/%s: not looked into: files lie too deep in one "
                         "another, or are too many",
                         from->name, a.name);
            all->missed++;
            continue;
        }
        draft *d = &all->items[all->count++];
        size_t len = strlen(from->name) + strlen(a.name) + 2;
        *d = (draft){ .name = malloc(len),
                      .bytes = malloc(a.size + 1),
                      .size = a.size,
                      .depth = from->depth + 1,
                      .attachment = !letter,
                      .aside = from->aside };
        /* drafts of the command line have the numbers below these */
        d->number = task->inputs->count + all->count - 2 +
                    all->items[0].number * MOST_ATTACHMENTS;
        if (!d->name || !d->bytes)
            return false;
        snprintf(d->name, len, "%s/%s", from->name, a.name);
        memcpy(d->bytes, a.bytes, a.size);
        all->bytes += a.size;
    }
    return true;
}

static bool convert(const cli_task *task, draft *d)
{
    const char *suffix = task->options->convert && !d->error
                             ? fl_needs_conversion(d->bytes, d->size)
                             : NULL;
    char *made = NULL;
    size_t size = 0;
    if (!suffix)
        return true;
    if (!cli_convert(d->name, suffix, d->bytes, d->size, &made, &size))
        return false;
    d->origin = d->bytes;
    d->origin_size = d->size;
    d->bytes = made;
    d->size = size;
    return true;
}

/* Scans a draft as a letter or as an attachment. What came with a letter and
 * turns out to be none is looked into as an attachment instead. */
static const fl_result *scan_bytes(const cli_task *task, fl_scanner *scanner,
                                   const fl_scan_options *options, draft *d,
                                   fl_status *status)
{
    fl_scan_options scan = *options;
    const fl_result *result = NULL;
    fl_input input = { .path = d->name,
                       .bytes = d->bytes,
                       .size = d->size,
                       .error = d->error,
                       .origin = d->origin,
                       .origin_size = d->origin_size };
    if (d->depth == 0)
        input.format = task->options->input_format;
    /* a scan that is named as a letter is a letter that cannot be read */
    bool may_be = d->depth > 0 || task->options->attachments ||
                  cli_is_attachment_name(d->name);
    d->attachment = d->attachment || task->attachments ||
                    (may_be && task->can_judge && !input.format &&
                     fl_is_attachment(&input));
    input.attachment = d->attachment && !d->error;
    if (d->aside) /* its clean copies are made in its turn */
        scan.clean = NULL;
    else if (task->clean)
        task->clean->draft = d->name;
    *status = fl_scan(scanner, &input, &scan, &result,
                      d->aside ? NULL : &cli_stderr_sink);
    if (*status != FL_OK || d->attachment || !task->can_judge ||
        (d->depth == 0 && !task->options->attachments) ||
        (fl_result_recognised(result) && !fl_result_marked_copy(result)))
        return result;
    d->attachment = input.attachment = true;
    *status = fl_scan(scanner, &input, &scan, &result,
                      d->aside ? NULL : &cli_stderr_sink);
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

/* Counts and renders what came of draft `i`, unless that has its own turn. */
static bool tell(const cli_task *task, const job *j, draft *d, bool first,
                 const fl_result *result, fl_status status)
{
    bool well = status == FL_OK && result && !is_partial(d, result);
    cli_drafted *s = &d->of;
    if (d->aside)
        return true;
    s->counts.checked += well;
    s->counts.unreadable += !well;
    if (!result) {
        cli_complain("%s: %s", d->name, fl_status_name(status));
        return status != FL_OK;
    }
    s->recognised = fl_result_recognised(result);
    count(&s->counts, result, j->setting->options.fail_on, d->name,
          task->inputs->say_how && d->depth == 0 ? &s->ways : NULL);
    if (task->options->timing && first)
        fl_result_timing(result, s->note, sizeof(s->note));
    return render(task, s, result, d->number) || status != FL_OK;
}

/* What the letters that go with it want to know of it. */
static bool learn(drafts *all, draft *d, const fl_result *result,
                  fl_status status)
{
    if (!result || status != FL_OK || is_partial(d, result))
        all->enclosed.partial = true;
    if (!result)
        return true;
    d->recognised = !d->attachment && fl_result_recognised(result);
    d->claims = d->recognised && fl_result_claims(result);
    return !d->attachment || cli_enclosed_take(&all->enclosed, result);
}

/* `again`: with what was learned of its attachments. */
static bool scan_draft(const cli_task *task, fl_scanner *scanner, const job *j,
                       drafts *all, size_t i, bool again)
{
    fl_status status = FL_OK;
    fl_scan_options scan = j->scan;
    char *names[2] = { 0 };
    draft *d = &all->items[i];
    const char *behind = d->name + strlen(all->items[0].name);
    if (!d->aside && !name_attachment(j, behind, names, &scan)) {
        free(names[0]);
        return false;
    }
    if (again) {
        scan.redactions = all->enclosed.items;
        scan.redaction_count = all->enclosed.count;
        scan.redactions_partial = all->enclosed.partial;
    } else if (!d->aside && !convert(task, d)) {
        d->error = "it could not be converted";
    }
    const char **beside = NULL;
    bool ok =
        i > 0 || !task->options->attachments ||
        cli_files_beside(task->inputs, &task->options->operands, d->number,
                         &beside, &scan.file_count, &scan.files_known);
    scan.files = beside;
    const fl_result *result = scan_bytes(task, scanner, &scan, d, &status);
    free(beside);
    ok = ok && tell(task, j, d, i == 0, result, status);
    if (!again) {
        ok = learn(all, d, result, status) && ok;
        if (result)
            ok = take_attachments(task, all, d, result) && ok;
    }
    free(names[0]);
    free(names[1]);
    return ok;
}

/* ---- the letter and what goes with it ------------------------------------------- */

/* How many of the group are letters that claim; *which is one of them, else
 * one that is a letter at all, where there is only one. */
static size_t find_letter(const drafts *all, size_t *which)
{
    size_t claiming = 0;
    size_t letters = 0;
    size_t letter = 0;
    for (size_t i = 0; i < all->count; i++) {
        const draft *d = &all->items[i];
        letters += d->recognised;
        claiming += d->claims;
        if (d->claims || (d->recognised && claiming == 0))
            letter = i;
    }
    *which = letter;
    return claiming ? claiming : letters;
}

/* Lists the inputs that lie beside the letter, to be looked into for its
 * sake; each has its own turn as well. */
static bool add_beside(const cli_task *task, drafts *all)
{
    const cli_inputs *inputs = task->inputs;
    size_t own = all->items[0].number;
    for (size_t i = 0; i < inputs->count; i++) {
        if (i == own || !cli_beside(inputs->paths[own], inputs->paths[i]))
            continue;
        if (all->count > MOST_ATTACHMENTS) {
            all->enclosed.partial = true;
            return true;
        }
        draft *d = &all->items[all->count++];
        *d = (draft){ .name = strdup(inputs->paths[i]), .aside = true };
        if (!d->name)
            return false;
        cli_input_read(inputs, inputs->paths[i], &d->bytes, &d->size,
                       &d->error);
    }
    return true;
}

static bool scan_from(const cli_task *task, fl_scanner *scanner, const job *j,
                      drafts *all, size_t from)
{
    bool ok = true;
    size_t which = 0;
    for (size_t i = from; ok && i < all->count; i++) {
        ok = scan_draft(task, scanner, j, all, i, false);
        if (all->items[i].recognised && !all->items[i].aside)
            continue;              /* it may be read once more */
        free(all->items[i].bytes); /* its files were copied */
        free(all->items[i].origin);
        all->items[i].bytes = all->items[i].origin = NULL;
        if (all->items[i].aside && find_letter(all, &which) > 1)
            return ok; /* nobody can tell whose these are */
    }
    return ok;
}

/* Reads the letter once more when something was taken out of what goes with
 * it, or may have been where nobody could look, and when there is no other
 * letter to which that may belong. */
static bool reconcile(const cli_task *task, fl_scanner *scanner, const job *j,
                      drafts *all)
{
    size_t which = 0;
    size_t own = all->count;
    bool ok = true;
    if (task->options->attachments && find_letter(all, &which) == 1)
        ok = add_beside(task, all) && scan_from(task, scanner, j, all, own);
    bool nothing = all->enclosed.count == 0 && !all->enclosed.partial;
    if (!ok || nothing || find_letter(all, &which) != 1 ||
        all->items[which].aside)
        return ok;
    cli_drafted_dispose(&all->items[which].of);
    return scan_draft(task, scanner, j, all, which, true);
}

void cli_counts_add(cli_counts *all, const cli_counts *one)
{
    all->errors += one->errors;
    all->warnings += one->warnings;
    all->notes += one->notes;
    all->decided += one->decided;
    all->failing += one->failing;
    all->checked += one->checked;
    all->unreadable += one->unreadable;
}

/* What came of all of them is one. */
static void join(cli_drafted *all, cli_drafted *one)
{
    for (size_t o = 0; o < CLI_OUTPUTS; o++)
        if (one->parts[o])
            fl_report_part_join(&all->parts[o], one->parts[o]);
    all->recognised = all->recognised || one->recognised;
    cli_counts_add(&all->counts, &one->counts);
    cli_texts_take(&all->ways, &one->ways);
    if (one->note[0])
        memcpy(all->note, one->note, sizeof(all->note));
    *one = (cli_drafted){ 0 };
}

void cli_drafted_dispose(cli_drafted *of)
{
    for (size_t o = 0; o < CLI_OUTPUTS; o++)
        fl_report_part_free(of->parts[o]);
    cli_texts_dispose(&of->ways);
    *of = (cli_drafted){ 0 };
}

/* What is known of the case goes for the draft and what is attached to it. */
bool cli_draft_scan(const cli_task *task, fl_scanner *scanner, size_t number,
                    cli_drafted *s)
{
    drafts *all = calloc(1, sizeof(*all));
    bool ok = all != NULL;
    const char *path = task->inputs->paths[number];
    job j = { .setting = task->settings->items[task->settings->of[number]],
              .scan = task->scan };
    cli_case facts = j.setting->options.facts;
    void *case_file = NULL;
    ok = ok && cli_setting_apply(j.setting, path, &j.names, &j.scan);
    if (ok) {
        draft *d = &all->items[all->count++];
        d->number = number;
        d->name = strdup(cli_shown_name(task->options, path));
        if (!cli_case_read(path, task->packs, &facts, &case_file)) {
            d->error = "its case file cannot be used";
        } else {
            cli_case_apply(&facts, &j.scan);
            cli_input_read(task->inputs, path, &d->bytes, &d->size, &d->error);
        }
        ok = d->name != NULL && scan_from(task, scanner, &j, all, 0) &&
             reconcile(task, scanner, &j, all);
    }
    cli_scan_names_dispose(&j.names);
    for (size_t i = 0; all && i < all->count; i++) {
        join(s, &all->items[i].of);
        free(all->items[i].name);
        free(all->items[i].bytes);
        free(all->items[i].origin);
    }
    if (all) {
        s->counts.unreadable += all->missed;
        cli_enclosed_dispose(&all->enclosed);
    }
    free(all);
    cli_case_dispose(case_file);
    return ok;
}
