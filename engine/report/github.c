/*
 * Workflow commands of GitHub Actions: one ::error, ::warning or ::notice
 * line a finding. Only the first ten of each level are shown for one step, so
 * the worst come first.
 * SPDX-License-Identifier: MIT
 */
#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

static const char *command(fl_severity severity)
{
    return severity == FL_SEVERITY_NOTE ? "notice"
                                        : fl_severity_words[severity];
}

/* Columns make sense to GitHub only within one line. */
static void add_place(fl_buf *out, const fl_place *at)
{
    fl_buf_printf(out, ",line=%zu,endLine=%zu", at->line, at->end_line);
    if (at->line == at->end_line)
        fl_buf_printf(out, ",col=%zu,endColumn=%zu", at->col, at->end_col);
}

static void add_finding(fl_buf *out, const fl_result *r, const fl_outcome *o)
{
    const fl_rule *rule = fl_rule_of(r, o);
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_buf_printf(out, "::%s file=", command(o->severity));
    fl_add_command_value(out, fl_plain_path(r->path));
    add_place(out, &at);
    fl_buf_puts(out, ",title=");
    fl_add_command_value(out, fl_rule_id(r->packs, rule));
    fl_buf_puts(out, "::");
    fl_add_lead(out, &at);
    fl_add_command_text(out, o->message);
    if (o->advice.len) {
        fl_buf_puts(out, "%0Awrite: ");
        fl_add_command_text(out, o->advice);
    }
    for (size_t i = 0; i < rule->basis.count; i++) {
        fl_buf law = { 0 };
        fl_add_basis(&law, &rule->basis.items[i]);
        fl_buf_puts(out, i ? "; " : "%0Alaw: ");
        fl_add_command_text(out, fl_buf_str(&law));
        out->failed |= law.failed;
        fl_buf_dispose(&law);
    }
    fl_buf_putc(out, '\n');
}

static void add_notice(fl_buf *out, const fl_result *r, const fl_notice *n)
{
    fl_place at = fl_notice_place(n);
    fl_buf_printf(out, "::%s file=", command(n->severity));
    fl_add_command_value(out, fl_plain_path(fl_notice_file(r, n)));
    add_place(out, &at);
    fl_buf_printf(out, ",title=%s::", fl_notice_about(n->kind)->id);
    fl_add_command_text(out, n->message);
    fl_buf_putc(out, '\n');
}

static void add_trouble(fl_buf *out, const char *level, const fl_result *r,
                        const char *title)
{
    fl_buf_printf(out, "::%s file=", level);
    fl_add_command_value(out, fl_plain_path(r->path));
    fl_buf_printf(out, ",title=%s::", title);
    fl_add_command_text(out, r->error);
    fl_buf_putc(out, '\n');
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    (void)report;
    if (!result->doc)
        add_trouble(&part->text, "error", result, "unreadable");
    else if (result->doc->partial)
        add_trouble(&part->text, "warning", result, "partly unreadable");
    for (int s = FL_SEVERITY_ERROR; s >= FL_SEVERITY_NOTE; s--) {
        for (size_t i = 0; i < fl_result_finding_count(result); i++) {
            const fl_outcome *o = &result->judgement->outcomes.items[i];
            if ((int)o->severity == s && fl_finding_live(result, i))
                add_finding(&part->text, result, o);
        }
        for (size_t i = 0; i < result->notice_count; i++)
            if ((int)result->notices[i].severity == s)
                add_notice(&part->text, result, &result->notices[i]);
    }
}

const fl_format fl_format_github = { .name = "github", .document = document };
