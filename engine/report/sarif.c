/*
 * SARIF 2.1.0, with what GitHub's code scanning asks for. One run; results
 * stream, the invocation stands at the end since it names what could not be
 * read.
 * SPDX-License-Identifier: MIT
 */
#include "report/sarif.h"

#include "pack/attributes.h"
#include "report/escape.h"
#include "report/finding.h"

/* Related places of one result that readers can take in. */
#define MOST_RELATED 8

/* ---- places ------------------------------------------------------------------------ */

static void write_artifact(fl_json *w, const char *path)
{
    fl_buf uri = { 0 };
    fl_add_uri(&uri, fl_plain_path(path));
    fl_json_key(w, "artifactLocation");
    fl_json_open(w, '{');
    fl_json_member(w, "uri", fl_buf_str(&uri));
    if (path[0] != '/')
        fl_json_member(w, "uriBaseId", FL_STR("%SRCROOT%"));
    fl_json_close(w, '}');
    w->out.failed |= uri.failed;
    fl_buf_dispose(&uri);
}

static void write_region(fl_json *w, const fl_place *at)
{
    fl_json_key(w, "region");
    fl_json_open(w, '{');
    fl_json_member_int(w, "startLine", (long long)at->line);
    fl_json_member_int(w, "startColumn", (long long)at->col);
    fl_json_member_int(w, "endLine", (long long)at->end_line);
    fl_json_member_int(w, "endColumn", (long long)at->end_col);
    fl_json_close(w, '}');
}

/* The part of the letter, and the paragraph or cell where lines mean little. */
static void write_logical(fl_json *w, const fl_result *r, const fl_place *at)
{
    fl_buf name = { 0 };
    fl_buf_puts(&name, fl_part_words[fl_part_at(r, at->bytes[0])]);
    if (at->where.len) {
        fl_buf_putc(&name, '/');
        fl_buf_add(&name, at->where);
    } else if (at->cell)
        fl_buf_printf(&name, "/table %zu/row %zu/cell %zu", at->table, at->row,
                      at->cell);
    else if (at->paragraph)
        fl_buf_printf(&name, "/paragraph %zu", at->paragraph);
    fl_json_key(w, "logicalLocations");
    fl_json_open(w, '[');
    fl_json_open(w, '{');
    fl_json_member(w, "fullyQualifiedName", fl_buf_str(&name));
    fl_json_close(w, '}');
    fl_json_close(w, ']');
    w->out.failed |= name.failed;
    fl_buf_dispose(&name);
}

static void write_physical(fl_json *w, const fl_result *r, uint32_t start,
                           uint32_t end)
{
    fl_place at = fl_document_place(r->doc, start, end);
    fl_json_key(w, "physicalLocation");
    fl_json_open(w, '{');
    write_artifact(w, r->path);
    write_region(w, &at);
    fl_json_close(w, '}');
    write_logical(w, r, &at);
}

static void write_related(fl_json *w, const fl_result *r, int id,
                          uint32_t start, uint32_t end, const char *why)
{
    fl_json_open(w, '{');
    fl_json_member_int(w, "id", id);
    write_physical(w, r, start, end);
    fl_sarif_message(w, "message", fl_str_from(why));
    fl_json_close(w, '}');
}

/* Where what is missing belongs, then what else the outcome rests on. */
static void write_relateds(fl_json *w, const fl_result *r, const fl_outcome *o)
{
    int id = 0;
    fl_json_key(w, "relatedLocations");
    fl_json_open(w, '[');
    if (o->has_expected)
        write_related(w, r, ++id, o->expected_at, o->expected_at,
                      "What is missing belongs here.");
    for (size_t i = 0; i < o->evidence.count && id < MOST_RELATED; i++) {
        const fl_evidence *e = &o->evidence.items[i];
        bool own = e->start == o->start && e->end == o->end;
        if (e->end > e->start && !own)
            write_related(w, r, ++id, e->start, e->end,
                          e->role == FL_EVIDENCE_MET_BY     ? "Met by this."
                          : e->role == FL_EVIDENCE_CONFLICT ? "Against this."
                                                            : "See this.");
    }
    fl_json_close(w, ']');
}

/* ---- results ------------------------------------------------------------------------ */

static void write_prints(fl_json *w, const fl_result *r, const fl_outcome *o,
                         fl_twins *twins)
{
    char print[17];
    fl_buf line = { 0 };
    uint64_t block = fl_block_hash(r, o->start);
    uint32_t twin = fl_twins_seen(twins, block ^ (uint64_t)o->rule << 40);
    fl_buf_printf(&line, "%016llx:%u", (unsigned long long)block, twin + 1);
    fl_json_key(w, "partialFingerprints");
    fl_json_open(w, '{');
    fl_json_member(w, "primaryLocationLineHash", fl_buf_str(&line));
    fl_json_member(w, "foilint/v1", fl_fingerprint(r, o, print));
    fl_json_close(w, '}');
    w->out.failed |= line.failed;
    fl_buf_dispose(&line);
}

/* An empty list says that decisions were looked for and none was found. */
static void write_suppressions(fl_json *w, const fl_result *r, size_t i)
{
    static const char *const states[] = { "none", "new", "unchanged" };
    if (!r->decisions)
        return;
    fl_decision mark = fl_finding_decision(r, i);
    fl_json_key(w, "suppressions");
    fl_json_open(w, '[');
    if (mark.suppression != FL_NOT_SUPPRESSED) {
        fl_json_open(w, '{');
        fl_json_member(w, "kind",
                       mark.suppression == FL_SUPPRESSED_IN_DRAFT
                           ? FL_STR("inSource")
                           : FL_STR("external"));
        fl_json_member(w, "status", FL_STR("accepted"));
        if (mark.why.len)
            fl_json_member(w, "justification", mark.why);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
    if (mark.baseline != FL_BASELINE_NONE)
        fl_json_member(w, "baselineState", fl_str_from(states[mark.baseline]));
}

static void write_message(fl_json *w, const fl_result *r, const fl_outcome *o)
{
    fl_buf text = { 0 };
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_add_lead(&text, &at);
    if (o->kind == FL_NOT_MET) {
        fl_buf_add(&text, o->message);
        if (o->advice.len) {
            fl_buf_puts(&text, "\nWhat to write: ");
            fl_buf_add(&text, o->advice);
        }
    } else {
        fl_buf_add(&text, fl_rule_of(r, o)->title);
        fl_buf_puts(&text,
                    o->kind == FL_MET ? ": met for " : ": cannot be told for ");
        fl_buf_add(&text, o->subject_text);
        if (o->reason.len)
            fl_buf_printf(&text, " (%.*s)", FL_ARG(o->reason));
        fl_buf_putc(&text, '.');
    }
    fl_sarif_message(w, "message", fl_buf_str(&text));
    w->out.failed |= text.failed;
    fl_buf_dispose(&text);
}

static void write_result(fl_json *w, const fl_result *r, size_t i,
                         fl_twins *twins)
{
    const fl_outcome *o = &r->judgement->outcomes.items[i];
    const fl_rule *rule = fl_rule_of(r, o);
    fl_buf id = { 0 };
    fl_add_rule_name(&id, r->packs, rule);
    fl_json_open(w, '{');
    fl_json_member(w, "ruleId", fl_buf_str(&id));
    fl_json_member_int(w, "ruleIndex", o->rule);
    if (o->kind == FL_MET)
        fl_json_member(w, "kind", FL_STR("pass"));
    else if (o->kind == FL_CANNOT_TELL)
        fl_json_member(w, "kind", FL_STR("review"));
    fl_json_member(w, "level",
                   o->kind == FL_NOT_MET
                       ? fl_str_from(fl_severity_words[o->severity])
                       : FL_STR("none"));
    write_message(w, r, o);
    fl_json_key(w, "locations");
    fl_json_open(w, '[');
    fl_json_open(w, '{');
    write_physical(w, r, o->start, o->end);
    fl_json_close(w, '}');
    fl_json_close(w, ']');
    write_relateds(w, r, o);
    write_prints(w, r, o, twins);
    if (o->kind == FL_NOT_MET)
        write_suppressions(w, r, i);
    fl_json_key(w, "properties");
    fl_json_open(w, '{');
    fl_json_member(w, "subject", o->subject_text);
    fl_json_member(w, "strength", rule->strength);
    fl_json_close(w, '}');
    fl_json_close(w, '}');
    w->out.failed |= id.failed;
    fl_buf_dispose(&id);
}

static void write_notice(fl_json *w, const fl_result *r, const fl_notice *n,
                         fl_twins *twins)
{
    fl_place at = fl_notice_place(n);
    uint64_t key = fl_notice_key(r, n);
    fl_buf text = { 0 };
    fl_add_notice_name(&text, n);
    fl_json_open(w, '{');
    fl_json_member(w, "ruleId", fl_buf_str(&text));
    fl_json_member_int(w, "ruleIndex",
                       (long long)r->packs->rules.count + n->kind);
    fl_json_member(w, "level", fl_str_from(fl_severity_words[n->severity]));
    fl_sarif_message(w, "message", n->message);
    fl_json_key(w, "locations");
    fl_json_open(w, '[');
    fl_json_open(w, '{');
    fl_json_key(w, "physicalLocation");
    fl_json_open(w, '{');
    write_artifact(w, fl_notice_file(r, n));
    write_region(w, &at);
    fl_json_close(w, '}');
    fl_json_close(w, '}');
    fl_json_close(w, ']');
    fl_buf_clear(&text);
    fl_buf_printf(&text, "%016llx:%u", (unsigned long long)key,
                  fl_twins_seen(twins, key) + 1);
    fl_json_key(w, "partialFingerprints");
    fl_json_open(w, '{');
    fl_json_member(w, "primaryLocationLineHash", fl_buf_str(&text));
    fl_json_close(w, '}');
    fl_json_close(w, '}');
    w->out.failed |= text.failed;
    fl_buf_dispose(&text);
}

/* ---- notifications -------------------------------------------------------------------- */

static void write_notification(fl_json *w, const fl_result *r,
                               const char *level, const char *id, fl_str text)
{
    fl_json_open(w, '{');
    fl_json_key(w, "descriptor");
    fl_json_open(w, '{');
    fl_json_member(w, "id", fl_str_from(id));
    fl_json_close(w, '}');
    fl_json_member(w, "level", fl_str_from(level));
    fl_sarif_message(w, "message", text);
    fl_json_key(w, "locations");
    fl_json_open(w, '[');
    fl_json_open(w, '{');
    fl_json_key(w, "physicalLocation");
    fl_json_open(w, '{');
    write_artifact(w, r->path);
    fl_json_close(w, '}');
    fl_json_close(w, '}');
    fl_json_close(w, ']');
    fl_json_close(w, '}');
}

/* Each note is ",\n" and a notification: the end drops the first comma. */
static void note_trouble(const fl_result *r, fl_buf *note)
{
    fl_json w = { 0 };
    if (!r->doc)
        write_notification(&w, r, "error", "unreadable", r->error);
    else if (r->doc->partial)
        write_notification(&w, r, "warning", "partial", r->error);
    else if (!fl_result_recognised(r))
        write_notification(&w, r, "note", "not-recognised",
                           FL_STR("Not recognised as a response, so nothing "
                                  "was judged."));
    else
        return;
    fl_buf_puts(note, ",\n");
    fl_json_append(note, &w);
}

/* ---- the log ---------------------------------------------------------------------------- */

/* foilint/PACK/, so that runs with other packs do not overwrite each other. */
static void write_category(fl_json *w, const fl_packs *packs)
{
    fl_buf id = { 0 };
    fl_buf_puts(&id, "foilint/");
    size_t laws = 0;
    for (size_t i = 0; i < packs->packs.count; i++) {
        if (!packs->packs.items[i].is_law)
            continue;
        fl_buf_puts(&id, laws++ ? "+" : "");
        fl_buf_add(&id, packs->packs.items[i].name);
    }
    fl_buf_putc(&id, '/');
    fl_json_key(w, "automationDetails");
    fl_json_open(w, '{');
    fl_json_member(w, "id", fl_buf_str(&id));
    fl_json_close(w, '}');
    w->out.failed |= id.failed;
    fl_buf_dispose(&id);
}

static void begin(const fl_report *report, fl_buf *out)
{
    fl_json w = { 0 };
    fl_json_open(&w, '{');
    fl_json_member(&w, "$schema",
                   FL_STR("https://json.schemastore.org/sarif-2.1.0.json"));
    fl_json_member(&w, "version", FL_STR("2.1.0"));
    fl_json_key(&w, "runs");
    fl_json_open(&w, '[');
    fl_json_open(&w, '{');
    fl_sarif_tool(&w, report->packs);
    fl_json_member(&w, "columnKind", FL_STR("unicodeCodePoints"));
    write_category(&w, report->packs);
    fl_json_key(&w, "results");
    fl_json_append(out, &w);
    fl_buf_puts(out, "[\n");
}

static bool wanted(const fl_report *report, const fl_outcome *o)
{
    return o->kind == FL_NOT_MET ||
           (report->options.sarif_all && o->kind != FL_NOT_APPLICABLE);
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    fl_json w = { 0 };
    fl_twins twins = { 0 };
    const fl_judgement *j = result->judgement;
    note_trouble(result, &part->note);
    if (!j)
        return;
    if (!fl_twins_open(&twins, j->outcomes.count + result->notice_count)) {
        part->text.failed = true;
        return;
    }
    for (size_t i = 0; i < j->outcomes.count; i++) {
        if (!wanted(report, &j->outcomes.items[i]))
            continue;
        if (part->text.len)
            fl_buf_puts(&part->text, ",\n");
        write_result(&w, result, i, &twins);
        fl_json_append(&part->text, &w);
    }
    for (size_t i = 0; i < result->notice_count; i++) {
        if (part->text.len)
            fl_buf_puts(&part->text, ",\n");
        write_notice(&w, result, &result->notices[i], &twins);
        fl_json_append(&part->text, &w);
    }
    fl_twins_close(&twins);
}

static void end(const fl_report *report, fl_buf *out)
{
    fl_str notes = fl_buf_str(&report->notes);
    fl_buf_puts(out, "\n], \"invocations\": [{\"executionSuccessful\": ");
    fl_buf_puts(out, report->tally.unreadable ? "false" : "true");
    fl_buf_puts(out, ", \"toolExecutionNotifications\": [");
    if (notes.len)
        fl_buf_add(out, fl_str_slice(notes, 1, notes.len));
    fl_buf_puts(out, "]}]}]}\n");
}

const fl_format fl_format_sarif = { .name = "sarif",
                                    .separator = ",\n",
                                    .begin = begin,
                                    .document = document,
                                    .end = end };
