/*
 * GitLab's code quality report, a subset of Code Climate's: one JSON list of
 * all findings. GitLab takes two with one fingerprint for one, so a
 * fingerprint holds the file and the finding's number among its twins.
 * SPDX-License-Identifier: MIT
 */
#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

#include <sha2.h>
#include <stdio.h>

static const char *level(fl_severity severity)
{
    switch (severity) {
    case FL_SEVERITY_ERROR:
        return "critical";
    case FL_SEVERITY_WARNING:
        return "major";
    case FL_SEVERITY_NOTE:
    case FL_SEVERITY_OFF:
        break;
    }
    return "minor";
}

static void write_position(fl_json *w, const char *key, size_t line, size_t col)
{
    fl_json_key(w, key);
    fl_json_open(w, '{');
    fl_json_member_int(w, "line", (long long)line);
    fl_json_member_int(w, "column", (long long)col);
    fl_json_close(w, '}');
}

/* GitLab reads lines.begin, or positions.begin.line where there are no lines;
 * both are written, for the other readers of the format. */
static void write_location(fl_json *w, const char *path, const fl_place *at)
{
    fl_json_key(w, "location");
    fl_json_open(w, '{');
    fl_json_member(w, "path", fl_plain_path(path));
    fl_json_key(w, "lines");
    fl_json_open(w, '{');
    fl_json_member_int(w, "begin", (long long)at->line);
    fl_json_member_int(w, "end", (long long)at->end_line);
    fl_json_close(w, '}');
    fl_json_key(w, "positions");
    fl_json_open(w, '{');
    write_position(w, "begin", at->line, at->col);
    write_position(w, "end", at->end_line, at->end_col);
    fl_json_close(w, '}');
    fl_json_close(w, '}');
}

static void write_print(fl_json *w, const char *path, const char *print,
                        unsigned twin)
{
    char hex[SHA256_DIGEST_STRING_LENGTH];
    fl_buf text = { 0 };
    fl_buf_add(&text, fl_plain_path(path));
    fl_buf_printf(&text, "\n%s\n%u", print, twin);
    fl_str key = fl_buf_str(&text);
    SHA256Data((const uint8_t *)key.ptr, key.len, hex);
    fl_json_member(w, "fingerprint", (fl_str){ hex, 40 });
    w->out.failed |= text.failed;
    fl_buf_dispose(&text);
}

static void write_head(fl_json *w, const char *severity, fl_str lead,
                       fl_str text, fl_str name)
{
    fl_buf description = { 0 };
    fl_buf_add(&description, lead);
    fl_buf_add(&description, text);
    fl_json_open(w, '{');
    fl_json_member(w, "type", FL_STR("issue"));
    fl_json_member(w, "description", fl_buf_str(&description));
    fl_json_member(w, "check_name", name);
    fl_json_key(w, "categories");
    fl_json_open(w, '[');
    fl_json_str(w, FL_STR("Compatibility"));
    fl_json_close(w, ']');
    fl_json_member(w, "severity", fl_str_from(severity));
    w->out.failed |= description.failed;
    fl_buf_dispose(&description);
}

static void write_finding(fl_json *w, const fl_result *r, const fl_outcome *o,
                          fl_twins *twins)
{
    char print[17];
    fl_buf name = { 0 };
    fl_buf lead = { 0 };
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_add_rule_name(&name, r->packs, fl_rule_of(r, o));
    fl_add_lead(&lead, &at);
    write_head(w, level(o->severity), fl_buf_str(&lead), o->message,
               fl_buf_str(&name));
    fl_fingerprint(r, o, print);
    write_print(w, r->path, print,
                fl_twins_seen(twins, fl_fingerprint_key(r, o)));
    write_location(w, r->path, &at);
    fl_json_close(w, '}');
    w->out.failed |= name.failed || lead.failed;
    fl_buf_dispose(&name);
    fl_buf_dispose(&lead);
}

static void write_notice(fl_json *w, const fl_result *r, const fl_notice *n,
                         fl_twins *twins)
{
    char print[17];
    fl_buf name = { 0 };
    fl_place at = fl_notice_place(n);
    uint64_t key = fl_notice_key(r, n);
    fl_add_notice_name(&name, n);
    snprintf(print, sizeof(print), "%016llx", (unsigned long long)key);
    write_head(w, level(n->severity), FL_STR(""), n->message,
               fl_buf_str(&name));
    write_print(w, fl_notice_file(r, n), print, fl_twins_seen(twins, key));
    write_location(w, fl_notice_file(r, n), &at);
    fl_json_close(w, '}');
    w->out.failed |= name.failed;
    fl_buf_dispose(&name);
}

static void write_trouble(fl_json *w, const fl_result *r, const char *severity,
                          const char *name)
{
    static const fl_place first = {
        .line = 1, .col = 1, .end_line = 1, .end_col = 1
    };
    write_head(w, severity, FL_STR(""), r->error, fl_str_from(name));
    write_print(w, r->path, name, 0);
    write_location(w, r->path, &first);
    fl_json_close(w, '}');
}

static void begin(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "[\n");
}

static void next(fl_buf *out, fl_json *w)
{
    if (out->len)
        fl_buf_puts(out, ",\n");
    fl_json_append(out, w);
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    (void)report;
    fl_json w = { 0 };
    fl_twins twins = { 0 };
    size_t count = fl_result_finding_count(result);
    if (!fl_twins_open(&twins, count + result->notice_count)) {
        part->text.failed = true;
        return;
    }
    if (!result->doc || result->doc->partial) {
        write_trouble(&w, result, result->doc ? "major" : "blocker",
                      result->doc ? "foilint/partial" : "foilint/unreadable");
        next(&part->text, &w);
    }
    for (size_t i = 0; i < count; i++) {
        if (!fl_finding_live(result, i))
            continue;
        write_finding(&w, result, &result->judgement->outcomes.items[i],
                      &twins);
        next(&part->text, &w);
    }
    for (size_t i = 0; i < result->notice_count; i++) {
        write_notice(&w, result, &result->notices[i], &twins);
        next(&part->text, &w);
    }
    fl_twins_close(&twins);
}

static void end(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "\n]\n");
}

const fl_format fl_format_gitlab = { .name = "gitlab",
                                     .separator = ",\n",
                                     .begin = begin,
                                     .document = document,
                                     .end = end };
