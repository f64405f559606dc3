/*
 * reviewdog's diagnostics, one JSON object a line. Its columns count the
 * bytes of UTF-8, not code points as all our other formats do.
 * SPDX-License-Identifier: MIT
 */
#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

static const char *level(fl_severity severity)
{
    switch (severity) {
    case FL_SEVERITY_ERROR:
        return "ERROR";
    case FL_SEVERITY_WARNING:
        return "WARNING";
    case FL_SEVERITY_NOTE:
    case FL_SEVERITY_OFF:
        break;
    }
    return "INFO";
}

/* Byte column, from 1, of code point column `col` in `line`. */
static size_t byte_column(fl_str line, size_t col)
{
    size_t at = 0;
    for (size_t seen = 1; at < line.len && seen < col; seen++) {
        size_t width = fl_utf8_width(line, at);
        at += width ? width : 1;
    }
    return at + 1;
}

static void write_position(fl_json *w, const char *key, const fl_result *r,
                           size_t line, size_t col)
{
    fl_json_key(w, key);
    fl_json_open(w, '{');
    fl_json_member_int(w, "line", (long long)line);
    fl_json_member_int(
        w, "column",
        (long long)byte_column(fl_document_line(r->doc, line), col));
    fl_json_close(w, '}');
}

static void write_location(fl_json *w, const fl_result *r, const fl_place *at)
{
    fl_json_key(w, "location");
    fl_json_open(w, '{');
    fl_json_member(w, "path", fl_plain_path(r->path));
    if (at) {
        fl_json_key(w, "range");
        fl_json_open(w, '{');
        write_position(w, "start", r, at->line, at->col);
        write_position(w, "end", r, at->end_line, at->end_col);
        fl_json_close(w, '}');
    }
    fl_json_close(w, '}');
}

static void write_head(fl_json *w, const fl_result *r, fl_str lead,
                       const fl_outcome *o)
{
    fl_buf text = { 0 };
    fl_buf_add(&text, lead);
    fl_buf_add(&text, o->message);
    if (o->has_expected) {
        fl_place there =
            fl_document_place(r->doc, o->expected_at, o->expected_at);
        fl_buf_printf(&text, "\nbelongs: after line %zu", there.line);
    }
    if (o->advice.len) {
        fl_buf_puts(&text, "\nwrite: ");
        fl_buf_add(&text, o->advice);
    }
    fl_json_open(w, '{');
    fl_json_member(w, "message", fl_buf_str(&text));
    w->out.failed |= text.failed;
    fl_buf_dispose(&text);
}

static void write_tail(fl_json *w, const char *severity, fl_str code,
                       fl_str url)
{
    fl_json_member(w, "severity", fl_str_from(severity));
    fl_json_key(w, "source");
    fl_json_open(w, '{');
    fl_json_member(w, "name", FL_STR("foilint"));
    fl_json_close(w, '}');
    fl_json_key(w, "code");
    fl_json_open(w, '{');
    fl_json_member(w, "value", code);
    if (fl_is_web_address(url))
        fl_json_member(w, "url", url);
    fl_json_close(w, '}');
    fl_json_close(w, '}');
}

static void write_finding(fl_json *w, const fl_result *r, const fl_outcome *o)
{
    const fl_rule *rule = fl_rule_of(r, o);
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_buf lead = { 0 };
    fl_buf code = { 0 };
    fl_add_lead(&lead, &at);
    fl_add_rule_name(&code, r->packs, rule);
    write_head(w, r, fl_buf_str(&lead), o);
    write_location(w, r, &at);
    write_tail(w, level(o->severity), fl_buf_str(&code),
               rule->basis.count ? rule->basis.items[0].url : FL_STR(""));
    w->out.failed |= lead.failed || code.failed;
    fl_buf_dispose(&lead);
    fl_buf_dispose(&code);
}

/* Only the line of another file: its columns cannot be told in bytes. */
static void write_notice(fl_json *w, const fl_result *r, const fl_notice *n)
{
    fl_buf code = { 0 };
    fl_add_notice_name(&code, n);
    fl_json_open(w, '{');
    fl_json_member(w, "message", n->message);
    fl_json_key(w, "location");
    fl_json_open(w, '{');
    fl_json_member(w, "path", fl_plain_path(fl_notice_file(r, n)));
    fl_json_key(w, "range");
    fl_json_open(w, '{');
    if (n->file) {
        fl_json_key(w, "start");
        fl_json_open(w, '{');
        fl_json_member_int(w, "line", (long long)n->line);
        fl_json_close(w, '}');
    } else {
        write_position(w, "start", r, n->line, n->col);
        write_position(w, "end", r, n->end_line, n->end_col);
    }
    fl_json_close(w, '}');
    fl_json_close(w, '}');
    write_tail(w, level(n->severity), fl_buf_str(&code), FL_STR(""));
    w->out.failed |= code.failed;
    fl_buf_dispose(&code);
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    (void)report;
    fl_json w = { 0 };
    if (!result->doc || result->doc->partial) {
        fl_json_open(&w, '{');
        fl_json_member(&w, "message", result->error);
        write_location(&w, result, NULL);
        write_tail(&w, result->doc ? "WARNING" : "ERROR",
                   result->doc ? FL_STR("foilint/partial")
                               : FL_STR("foilint/unreadable"),
                   FL_STR(""));
        fl_json_append(&part->text, &w);
        fl_buf_putc(&part->text, '\n');
    }
    for (size_t i = 0; i < fl_result_finding_count(result); i++) {
        if (!fl_finding_live(result, i))
            continue;
        write_finding(&w, result, &result->judgement->outcomes.items[i]);
        fl_json_append(&part->text, &w);
        fl_buf_putc(&part->text, '\n');
    }
    for (size_t i = 0; i < result->notice_count; i++) {
        write_notice(&w, result, &result->notices[i]);
        fl_json_append(&part->text, &w);
        fl_buf_putc(&part->text, '\n');
    }
}

const fl_format fl_format_rdjsonl = { .name = "rdjsonl", .document = document };
