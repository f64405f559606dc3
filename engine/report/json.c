/*
 * The JSON report and its line-by-line sibling. The shape is frozen by
 * schemas/report.schema.json.
 * SPDX-License-Identifier: MIT
 */
#include "report/finding.h"
#include "report/report.h"

#include <sha2.h>

#define SCHEMA_VERSION 1

static void write_packs(fl_json *w, const fl_packs *packs)
{
    fl_json_key(w, "packs");
    fl_json_open(w, '[');
    for (size_t i = 0; i < packs->packs.count; i++) {
        const fl_pack *p = &packs->packs.items[i];
        fl_json_open(w, '{');
        fl_json_member(w, "name", p->name);
        fl_json_member(w, "version", p->version);
        fl_json_member_int(w, "format", p->format);
        fl_json_member(w, "sha256", p->sha256);
        fl_json_key(w, "overlays");
        fl_json_open(w, '[');
        for (size_t k = 0; k < p->overlays.count; k++)
            fl_json_str(w, packs->packs.items[p->overlays.items[k]].name);
        fl_json_close(w, ']');
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

void fl_write_basis(fl_json *w, const fl_basis_list *list)
{
    fl_json_key(w, "basis");
    fl_json_open(w, '[');
    for (size_t i = 0; i < list->count; i++) {
        fl_json_open(w, '{');
        fl_json_member(w, "source", list->items[i].source);
        fl_json_member(w, "at", list->items[i].at);
        fl_json_member(w, "url", list->items[i].url);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

void fl_write_tool(fl_json *w, int schema_version)
{
    fl_json_member_int(w, "schema_version", schema_version);
    fl_json_key(w, "tool");
    fl_json_open(w, '{');
    fl_json_member(w, "name", FL_STR("foilint"));
    fl_json_member(w, "version", fl_str_from(FL_VERSION));
    fl_json_close(w, '}');
}

static void write_evidence(fl_json *w, const fl_result *r, const fl_outcome *o)
{
    fl_json_key(w, "evidence");
    fl_json_open(w, '[');
    for (size_t i = 0; i < o->evidence.count; i++) {
        const fl_evidence *e = &o->evidence.items[i];
        fl_json_open(w, '{');
        fl_json_member(w, "role", fl_str_from(fl_evidence_role_name(e->role)));
        fl_json_member(w, "concept", e->concept);
        if (e->end > e->start) {
            fl_json_member(w, "quote",
                           fl_document_text(r->doc, e->start, e->end));
            fl_json_key(w, "at");
            fl_write_place(w, r, e->start, e->end);
        } else {
            fl_json_member(w, "quote", e->text);
            fl_json_key(w, "at");
            fl_json_null(w);
        }
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

static void write_outcome_head(fl_json *w, const fl_result *r,
                               const fl_outcome *o)
{
    const fl_rule *rule = &r->packs->rules.items[o->rule];
    fl_json_member(w, "rule", fl_atom_name(r->packs, rule->id));
    fl_json_member(w, "pack", r->packs->packs.items[rule->pack].name);
    fl_json_member(w, "severity", fl_str_from(fl_severity_words[o->severity]));
    fl_json_member(w, "strength", rule->strength);
    fl_json_member(w, "subject", o->subject_text);
}

static void write_decision(fl_json *w, fl_decision mark)
{
    static const char *const by[] = { "none", "decision", "comment" };
    static const char *const states[] = { "none", "new", "unchanged" };
    fl_json_key(w, "decision");
    fl_json_open(w, '{');
    fl_json_member(w, "suppression", fl_str_from(by[mark.suppression]));
    fl_json_member(w, "baseline", fl_str_from(states[mark.baseline]));
    fl_json_member(w, "why", mark.why);
    fl_json_close(w, '}');
}

static void write_notices(fl_json *w, const fl_result *r)
{
    fl_json_key(w, "notices");
    fl_json_open(w, '[');
    for (size_t i = 0; i < r->notice_count; i++) {
        const fl_notice *n = &r->notices[i];
        fl_json_open(w, '{');
        fl_json_member(w, "rule", fl_str_from(fl_notice_about(n->kind)->id));
        fl_json_member(w, "severity",
                       fl_str_from(fl_severity_words[n->severity]));
        fl_json_member(w, "file", fl_str_from(fl_notice_file(r, n)));
        fl_json_member_int(w, "line", (long long)n->line);
        fl_json_member_int(w, "col", (long long)n->col);
        fl_json_member_int(w, "end_line", (long long)n->end_line);
        fl_json_member_int(w, "end_col", (long long)n->end_col);
        fl_json_member(w, "message", n->message);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

static void write_finding(fl_json *w, const fl_result *r, size_t i)
{
    const fl_outcome *o = &r->judgement->outcomes.items[i];
    const fl_rule *rule = &r->packs->rules.items[o->rule];
    char print[17];
    fl_json_open(w, '{');
    write_outcome_head(w, r, o);
    fl_json_key(w, "location");
    fl_write_place(w, r, o->start, o->end);
    fl_json_key(w, "expected_in");
    if (o->has_expected)
        fl_write_place(w, r, o->expected_at, o->expected_at);
    else
        fl_json_null(w);
    fl_json_member(w, "message", o->message);
    fl_json_member(w, "advice", o->advice);
    fl_write_basis(w, &rule->basis);
    write_evidence(w, r, o);
    fl_json_member(w, "fingerprint", fl_fingerprint(r, o, print));
    if (r->decisions)
        write_decision(w, r->decisions[i]);
    fl_json_close(w, '}');
}

static void write_outcomes(fl_json *w, const fl_result *r)
{
    fl_json_key(w, "outcomes");
    fl_json_open(w, '[');
    for (size_t i = 0; i < r->judgement->outcomes.count; i++) {
        const fl_outcome *o = &r->judgement->outcomes.items[i];
        fl_json_open(w, '{');
        write_outcome_head(w, r, o);
        fl_json_member(w, "outcome", fl_str_from(fl_outcome_name(o->kind)));
        fl_json_member(w, "reason", o->reason);
        write_evidence(w, r, o);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

static void write_counts(fl_json *w, const fl_judgement *j)
{
    fl_json_key(w, "counts");
    fl_json_open(w, '{');
    fl_json_member_int(w, "applied", j ? (long long)j->applied : 0);
    fl_json_member_int(w, "met", j ? (long long)j->met : 0);
    fl_json_member_int(w, "not_met", j ? (long long)j->not_met : 0);
    fl_json_member_int(w, "cannot_tell", j ? (long long)j->cannot_tell : 0);
    fl_json_close(w, '}');
}

/* Of the draft as it came; worked out here, since no other format needs it. */
static void write_digest(fl_json *w, fl_str bytes)
{
    char hex[SHA256_DIGEST_STRING_LENGTH];
    if (!bytes.ptr) { /* it could not be had */
        fl_json_key(w, "sha256");
        fl_json_null(w);
        return;
    }
    SHA256Data((const uint8_t *)bytes.ptr, bytes.len, hex);
    fl_json_member(w, "sha256", fl_str_from(hex));
}

static void write_document(fl_json *w, const fl_result *r,
                           const fl_report_options *options)
{
    fl_json_open(w, '{');
    fl_json_member(w, "path", fl_str_from(r->path));
    fl_json_member(w, "status", fl_str_from(r->status));
    fl_json_key(w, "error");
    if (r->error.len)
        fl_json_str(w, r->error);
    else
        fl_json_null(w);
    fl_json_member(w, "format", fl_str_from(r->format));
    write_digest(w, r->origin);
    if (r->facts) {
        fl_json_key(w, "facts");
        fl_write_facts(w, r);
    }
    fl_json_key(w, "findings");
    fl_json_open(w, '[');
    for (size_t i = 0; r->judgement && i < r->judgement->finding_count; i++)
        write_finding(w, r, i);
    fl_json_close(w, ']');
    if (r->decisions)
        write_notices(w, r);
    if (options->all_outcomes && r->judgement)
        write_outcomes(w, r);
    write_counts(w, r->judgement);
    fl_json_close(w, '}');
}

static void write_head(fl_json *w, const fl_packs *packs)
{
    fl_write_tool(w, SCHEMA_VERSION);
    write_packs(w, packs);
}

static void begin(const fl_report *report, fl_buf *out)
{
    fl_json w = { 0 };
    fl_json_open(&w, '{');
    write_head(&w, report->packs);
    fl_json_key(&w, "documents");
    fl_json_append(out, &w);
    fl_buf_puts(out, "[\n");
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    fl_json w = { 0 };
    write_document(&w, result, &report->options);
    fl_json_append(&part->text, &w);
}

static void end(const fl_report *report, fl_buf *out)
{
    (void)report;
    fl_buf_puts(out, "\n]}\n");
}

/* Each line stands alone: it carries what the report's head carries. */
static void line(const fl_report *report, const fl_result *result,
                 fl_report_part *part)
{
    fl_json w = { 0 };
    fl_json_open(&w, '{');
    write_head(&w, result->packs);
    fl_json_key(&w, "document");
    write_document(&w, result, &report->options);
    fl_json_close(&w, '}');
    fl_json_append(&part->text, &w);
    fl_buf_putc(&part->text, '\n');
}

static void facts_document(const fl_report *report, const fl_result *result,
                           fl_report_part *part)
{
    fl_json w = { 0 };
    fl_json_open(&w, '{');
    fl_json_member(&w, "path", fl_str_from(result->path));
    fl_json_member(&w, "status", fl_str_from(result->status));
    if (result->facts) {
        fl_json_key(&w, "facts");
        fl_write_facts(&w, result);
        if (report->options.phrases)
            fl_write_mentions(&w, result);
    }
    fl_json_close(&w, '}');
    fl_json_append(&part->text, &w);
}

const fl_format fl_format_json = { .name = "json",
                                   .separator = ",\n",
                                   .begin = begin,
                                   .document = document,
                                   .end = end };
const fl_format fl_format_ndjson = { .name = "ndjson", .document = line };
const fl_format fl_format_facts_json = { .name = "facts-json",
                                         .separator = ",\n",
                                         .begin = begin,
                                         .document = facts_document,
                                         .end = end };
