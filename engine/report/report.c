/*
 * The table of output formats and the calls of the public API: a report is
 * opened, takes a part for each draft in order, and is closed.
 * SPDX-License-Identifier: MIT
 */
#include "report/report.h"

#include "base/alloc.h"
#include "report/finding.h"

static const fl_format *const formats[] = {
    &fl_format_text,       &fl_format_json,   &fl_format_ndjson,
    &fl_format_sarif,      &fl_format_junit,  &fl_format_checkstyle,
    &fl_format_github,     &fl_format_gitlab, &fl_format_rdjsonl,
    &fl_format_html,       &fl_format_quiet,  &fl_format_facts,
    &fl_format_facts_json, &fl_format_why,    &fl_format_baseline,
};
#define FORMAT_COUNT (sizeof(formats) / sizeof(formats[0]))

/* Those that a user asks for by --format. */
static const char *const public_names[] = { "text",   "json",   "ndjson",
                                            "sarif",  "junit",  "checkstyle",
                                            "github", "gitlab", "rdjsonl",
                                            "html",   "quiet",  NULL };

const char *const *fl_report_formats(void)
{
    return public_names;
}

static const fl_format *find(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

/* ---- counts ----------------------------------------------------------------------- */

static void count(const fl_result *result, fl_tally *t)
{
    const fl_judgement *j = result->judgement;
    *t = (fl_tally){ .drafts = 1,
                     .unreadable = result->doc == NULL,
                     .partial = result->doc && result->doc->partial,
                     .unrecognised =
                         result->doc && !fl_result_recognised(result) };
    if (!j)
        return;
    t->applied = j->applied;
    t->met = j->met;
    t->not_met = j->not_met;
    t->cannot_tell = j->cannot_tell;
    for (size_t i = 0; i < result->notice_count; i++) {
        fl_severity severity = result->notices[i].severity;
        t->errors += severity == FL_SEVERITY_ERROR;
        t->warnings += severity == FL_SEVERITY_WARNING;
        t->notes += severity == FL_SEVERITY_NOTE;
    }
    for (size_t i = 0; i < j->finding_count; i++) {
        fl_severity severity = j->outcomes.items[i].severity;
        bool live = fl_finding_live(result, i);
        t->decided += !live;
        t->errors += live && severity == FL_SEVERITY_ERROR;
        t->warnings += live && severity == FL_SEVERITY_WARNING;
        t->notes += live && severity == FL_SEVERITY_NOTE;
    }
}

static void add_tally(fl_tally *to, const fl_tally *t)
{
    to->drafts += t->drafts;
    to->unreadable += t->unreadable;
    to->partial += t->partial;
    to->unrecognised += t->unrecognised;
    to->errors += t->errors;
    to->warnings += t->warnings;
    to->notes += t->notes;
    to->decided += t->decided;
    to->applied += t->applied;
    to->met += t->met;
    to->not_met += t->not_met;
    to->cannot_tell += t->cannot_tell;
}

/* ---- the report -------------------------------------------------------------------- */

static fl_status flush(const fl_report *report, const fl_buf *out)
{
    if (out->failed)
        return FL_NOMEM;
    if (out->len && !report->write(report->data, out->ptr, out->len))
        return FL_IO;
    return FL_OK;
}

fl_status fl_report_open(fl_report **out, const fl_packs *packs,
                         const fl_report_options *options, fl_write_fn write,
                         void *data)
{
    *out = NULL;
    const fl_format *format = find(options->format ? options->format : "text");
    if (!format)
        return FL_USAGE;
    fl_report *report = fl_malloc(sizeof(*report));
    if (!report)
        return FL_NOMEM;
    *report = (fl_report){ .format = format,
                           .packs = packs,
                           .options = *options,
                           .write = write,
                           .data = data };
    fl_buf head = { 0 };
    if (format->begin)
        format->begin(report, &head);
    fl_status status = flush(report, &head);
    fl_buf_dispose(&head);
    if (status == FL_OK)
        *out = report;
    else
        fl_report_free(report);
    return status;
}

fl_status fl_report_part_new(fl_report_part **out, const fl_report *report,
                             const fl_result *result, size_t number)
{
    *out = NULL;
    fl_report_part *part = fl_malloc(sizeof(*part));
    if (!part)
        return FL_NOMEM;
    *part = (fl_report_part){ .number = number };
    count(result, &part->tally);
    if (report->format->document)
        report->format->document(report, result, part);
    if (part->text.failed || part->note.failed) {
        fl_report_part_free(part);
        return FL_NOMEM;
    }
    *out = part;
    return FL_OK;
}

void fl_report_part_free(fl_report_part *part)
{
    while (part) {
        fl_report_part *next = part->next;
        fl_buf_dispose(&part->text);
        fl_buf_dispose(&part->note);
        fl_free(part);
        part = next;
    }
}

void fl_report_part_join(fl_report_part **chain, fl_report_part *more)
{
    while (*chain)
        chain = &(*chain)->next;
    *chain = more;
}

static fl_status write_part(fl_report *report, const fl_buf *text)
{
    fl_str separator = fl_str_from(report->format->separator);
    if (!text->len)
        return FL_OK;
    if (report->started && separator.len &&
        !report->write(report->data, separator.ptr, separator.len))
        return FL_IO;
    report->started = true;
    return flush(report, text);
}

static fl_status add_part(fl_report *report, const fl_report_part *part)
{
    fl_status status = FL_OK;
    add_tally(&report->tally, &part->tally);
    fl_buf_add(&report->notes, fl_buf_str(&part->note));
    if (report->format->holds)
        fl_buf_add(&report->held, fl_buf_str(&part->text));
    else
        status = write_part(report, &part->text);
    return report->notes.failed || report->held.failed ? FL_NOMEM : status;
}

fl_status fl_report_add(fl_report *report, fl_report_part *part)
{
    fl_status status = FL_OK;
    for (const fl_report_part *p = part; p && status == FL_OK; p = p->next)
        status = add_part(report, p);
    fl_report_part_free(part);
    return status;
}

fl_status fl_report_close(fl_report *report)
{
    fl_buf out = { 0 };
    if (report->format->end)
        report->format->end(report, &out);
    fl_status status = flush(report, &out);
    fl_buf_dispose(&out);
    fl_report_free(report);
    return status;
}

void fl_report_free(fl_report *report)
{
    if (!report)
        return;
    fl_buf_dispose(&report->held);
    fl_buf_dispose(&report->notes);
    fl_free(report);
}

/* ---- what is no report of drafts ------------------------------------------------ */

/* Apart, so that the longjmp of a full arena finds `w` whole. */
static fl_status run_in(fl_arena *arena, fl_alone_fn run, void *of, fl_json *w)
{
    volatile fl_status status = FL_NOMEM;
    if (FL_ARENA_TRY(arena))
        status = run(arena, of, w);
    fl_arena_untry(arena);
    return status;
}

fl_status fl_write_alone(fl_alone_fn run, void *of, fl_write_fn write,
                         void *data)
{
    fl_json w = { .comma = false };
    fl_arena *arena = fl_arena_new();
    if (!arena)
        return FL_NOMEM;
    fl_status status = run_in(arena, run, of, &w);
    fl_arena_free(arena);
    if (w.out.failed)
        status = FL_NOMEM;
    if (status == FL_OK && w.out.len && !write(data, w.out.ptr, w.out.len))
        status = FL_IO;
    fl_buf_dispose(&w.out);
    return status;
}
