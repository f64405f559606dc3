/*
 * JUnit's XML: one test suite a draft, one test case for each rule that
 * applies to it, so that what is met counts as a test passed. What cannot be
 * told, and what a decision or a baseline covers, is skipped; an unreadable
 * draft is an error.
 * SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

/* What became of one rule. */
typedef struct {
    bool applied, failed;
    const char *skipped; /* why none of its outcomes is a pass or a failure */
    fl_buf body;         /* its <failure> elements; owned */
} test_case;

static void add_failure(fl_buf *out, const fl_result *r, const fl_outcome *o)
{
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_buf_printf(out, "<failure type=\"%s\" message=\"%zu:%zu: ",
                  fl_severity_words[o->severity], at.line, at.col);
    fl_add_lead(out, &at);
    fl_add_xml(out, o->message);
    fl_buf_puts(out, "\">");
    fl_add_xml(out, fl_plain_path(r->path));
    fl_buf_printf(out, ":%zu:%zu: ", at.line, at.col);
    fl_add_xml(out, o->message);
    if (o->advice.len) {
        fl_buf_puts(out, "\nwrite: ");
        fl_add_xml(out, o->advice);
    }
    fl_buf_puts(out, "</failure>");
}

static void sort_in(const fl_result *r, size_t i, test_case *cases)
{
    const fl_outcome *o = &r->judgement->outcomes.items[i];
    test_case *c = &cases[o->rule];
    if (o->kind == FL_NOT_APPLICABLE)
        return;
    c->applied = true;
    if (o->kind == FL_NOT_MET && fl_finding_live(r, i)) {
        c->failed = true;
        add_failure(&c->body, r, o);
    } else if (o->kind == FL_NOT_MET && !c->skipped) {
        c->skipped = "decided or in the baseline";
    } else if (o->kind == FL_CANNOT_TELL && !c->skipped) {
        c->skipped = o->reason.len ? o->reason.ptr : "cannot tell";
    }
}

static void add_case(fl_buf *out, const fl_packs *packs, const fl_rule *rule,
                     const test_case *c)
{
    fl_buf_puts(out, "<testcase name=\"");
    fl_add_xml(out, fl_rule_id(packs, rule));
    fl_buf_puts(out, "\" classname=\"");
    fl_add_xml(out, fl_rule_pack(packs, rule));
    fl_buf_puts(out, "\">");
    if (c->failed) {
        fl_buf_add(out, fl_buf_str(&c->body));
    } else if (c->skipped) {
        fl_buf_puts(out, "<skipped>");
        fl_add_xml(out, fl_str_from(c->skipped));
        fl_buf_puts(out, "</skipped>");
    }
    fl_buf_puts(out, "</testcase>\n");
}

/* One case for each notice: they are of no rule of a pack. */
static void add_notice(fl_buf *out, const fl_result *r, const fl_notice *n)
{
    fl_buf_printf(out,
                  "<testcase name=\"%s\" classname=\"foilint\"><failure "
                  "type=\"%s\" message=\"%zu:%zu: ",
                  fl_notice_about(n->kind)->id, fl_severity_words[n->severity],
                  n->line, n->col);
    fl_add_xml(out, n->message);
    fl_buf_puts(out, "\">");
    fl_add_xml(out, fl_plain_path(fl_notice_file(r, n)));
    fl_buf_printf(out, ":%zu:%zu: ", n->line, n->col);
    fl_add_xml(out, n->message);
    fl_buf_puts(out, "</failure></testcase>\n");
}

static void add_suite(fl_buf *out, const fl_result *r, size_t tests,
                      size_t failures, size_t errors, size_t skipped)
{
    fl_buf_puts(out, "<testsuite name=\"");
    fl_add_xml(out, fl_plain_path(r->path));
    fl_buf_printf(out,
                  "\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
                  "skipped=\"%zu\">\n",
                  tests, failures, errors, skipped);
}

static void add_unreadable(fl_buf *out, const fl_result *r)
{
    add_suite(out, r, 1, 0, 1, 0);
    fl_buf_puts(out, "<testcase name=\"readable\" classname=\"foilint\">"
                     "<error type=\"unreadable\" message=\"");
    fl_add_xml(out, r->error);
    fl_buf_puts(out, "\"/></testcase>\n</testsuite>\n");
}

static void add_cases(fl_buf *out, const fl_result *r, test_case *cases)
{
    size_t rules = r->packs->rules.count;
    size_t tests = 0;
    size_t failures = 0;
    size_t skipped = 0;
    for (size_t i = 0; i < r->judgement->outcomes.count; i++)
        sort_in(r, i, cases);
    for (size_t i = 0; i < rules; i++) {
        tests += cases[i].applied;
        failures += cases[i].failed;
        skipped += !cases[i].failed && cases[i].skipped != NULL;
    }
    add_suite(out, r, tests + r->notice_count, failures + r->notice_count, 0,
              skipped);
    for (size_t i = 0; i < rules; i++) {
        if (cases[i].applied)
            add_case(out, r->packs, &r->packs->rules.items[i], &cases[i]);
        out->failed |= cases[i].body.failed;
        fl_buf_dispose(&cases[i].body);
    }
    for (size_t i = 0; i < r->notice_count; i++)
        add_notice(out, r, &r->notices[i]);
    if (r->doc->partial) {
        fl_buf_puts(out, "<system-err>partly unreadable: ");
        fl_add_xml(out, r->error);
        fl_buf_puts(out, "</system-err>\n");
    }
    fl_buf_puts(out, "</testsuite>\n");
}

static void begin(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<testsuites name=\"foilint\">\n");
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    if (!result->doc) {
        add_unreadable(&part->text, result);
        return;
    }
    test_case *cases = fl_malloc(report->packs->rules.count * sizeof(*cases));
    if (cases)
        add_cases(&part->text, result, cases);
    else
        part->text.failed = true;
    fl_free(cases);
}

static void end(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "</testsuites>\n");
}

const fl_format fl_format_junit = {
    .name = "junit", .begin = begin, .document = document, .end = end
};
