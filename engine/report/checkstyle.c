/*
 * Checkstyle's XML: one <file> a draft, one <error> a finding. Read by
 * reviewdog, Jenkins, and many editors.
 * SPDX-License-Identifier: MIT
 */
#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

static const char *level(fl_severity severity)
{
    return severity == FL_SEVERITY_NOTE ? "info" : fl_severity_words[severity];
}

static void add_finding(fl_buf *out, const fl_result *r, const fl_outcome *o)
{
    const fl_rule *rule = fl_rule_of(r, o);
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_buf_printf(out, "<error line=\"%zu\" column=\"%zu\" severity=\"%s\"",
                  at.line, at.col, level(o->severity));
    fl_buf_puts(out, " message=\"");
    fl_add_lead(out, &at);
    fl_add_xml(out, o->message);
    fl_buf_puts(out, "\" source=\"foilint.");
    fl_add_xml(out, fl_rule_pack(r->packs, rule));
    fl_buf_putc(out, '.');
    fl_add_xml(out, fl_rule_id(r->packs, rule));
    fl_buf_puts(out, "\"/>\n");
}

static void add_trouble(fl_buf *out, const char *severity, const char *source,
                        fl_str why)
{
    fl_buf_printf(out, "<error line=\"1\" severity=\"%s\" message=\"",
                  severity);
    fl_add_xml(out, why);
    fl_buf_printf(out, "\" source=\"foilint.%s\"/>\n", source);
}

static void add_notice(fl_buf *out, const fl_notice *n)
{
    fl_buf_printf(out,
                  "<error line=\"%zu\" column=\"%zu\" severity=\"%s\" "
                  "message=\"",
                  n->line, n->col, level(n->severity));
    fl_add_xml(out, n->message);
    fl_buf_printf(out, "\" source=\"foilint.%s\"/>\n",
                  fl_notice_about(n->kind)->id);
}

/* Those of the draft, or those of other files, each under its own. */
static void add_notices(fl_buf *out, const fl_result *r, bool other_files)
{
    for (size_t i = 0; i < r->notice_count; i++) {
        const fl_notice *n = &r->notices[i];
        if ((n->file != NULL) != other_files)
            continue;
        if (other_files) {
            fl_buf_puts(out, "<file name=\"");
            fl_add_xml(out, fl_plain_path(n->file));
            fl_buf_puts(out, "\">\n");
        }
        add_notice(out, n);
        if (other_files)
            fl_buf_puts(out, "</file>\n");
    }
}

static void begin(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<checkstyle version=\"4.3\">\n");
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    (void)report;
    fl_buf *out = &part->text;
    fl_buf_puts(out, "<file name=\"");
    fl_add_xml(out, fl_plain_path(result->path));
    fl_buf_puts(out, "\">\n");
    if (!result->doc)
        add_trouble(out, "error", "unreadable", result->error);
    else if (result->doc->partial)
        add_trouble(out, "warning", "partial", result->error);
    for (size_t i = 0; i < fl_result_finding_count(result); i++)
        if (fl_finding_live(result, i))
            add_finding(out, result, &result->judgement->outcomes.items[i]);
    add_notices(out, result, false);
    fl_buf_puts(out, "</file>\n");
    add_notices(out, result, true);
}

static void end(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "</checkstyle>\n");
}

const fl_format fl_format_checkstyle = {
    .name = "checkstyle", .begin = begin, .document = document, .end = end
};
