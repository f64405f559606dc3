/*
 * The report for people: one line a finding, then its words with a caret,
 * the law, where it belongs, and what to write.
 * SPDX-License-Identifier: MIT
 */
#include "report/finding.h"
#include "report/report.h"

/* The offending line is cut to so many columns around the place. */
#define LINE_COLUMNS   100
#define ADVICE_COLUMNS 88

typedef struct {
    fl_buf *out;
    bool colour;
    bool bytes; /* the source is no UTF-8: each byte is a column */
} painter;

/* For what isn't of the source: T and messages are UTF-8. */
static const painter of_text = { NULL, false, false };

static void paint(const painter *p, const char *code)
{
    if (p->colour)
        fl_buf_printf(p->out, "\033[%sm", code);
}

static const char *colour_of(fl_severity severity)
{
    switch (severity) {
    case FL_SEVERITY_ERROR:
        return "1;31";
    case FL_SEVERITY_WARNING:
        return "1;33";
    case FL_SEVERITY_NOTE:
    case FL_SEVERITY_OFF:
        break;
    }
    return "1;36";
}

static bool starts_column(const painter *p, char c)
{
    return p->bytes || ((unsigned char)c & 0xC0) != 0x80;
}

/* Byte offset of column `col` (from 1) in `s`. */
static size_t offset_of(const painter *p, fl_str s, size_t col)
{
    size_t at = 0;
    for (size_t seen = 0; at < s.len; at++)
        if (starts_column(p, s.ptr[at]) && ++seen == col)
            return at;
    return s.len;
}

static size_t columns_of(const painter *p, fl_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += starts_column(p, s.ptr[i]);
    return count;
}

static void add_visible(const painter *p, fl_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool foreign = p->bytes && (unsigned char)s.ptr[i] >= 0x80;
        bool control = (unsigned char)s.ptr[i] < ' ';
        fl_buf_putc(p->out, foreign ? '?' : control ? ' ' : s.ptr[i]);
    }
}

/* Hidden text is in no paragraph's own, and coded lines say nothing: there
 * the words are shown in their block. */
static bool needs_block(const fl_document *doc, const fl_place *at)
{
    size_t block = fl_document_block_at(doc, at->bytes[0]);
    return doc->coded || (doc->by_paragraph && doc->blocks.count &&
                          doc->blocks.items[block].hidden);
}

/* The text of the place's block; *in has columns in it. */
static fl_str show_block(const fl_document *doc, const fl_place *at,
                         fl_place *in)
{
    const fl_block *b =
        &doc->blocks.items[fl_document_block_at(doc, at->bytes[0])];
    uint32_t end = at->bytes[1] < b->end ? at->bytes[1] : b->end;
    *in = *at;
    in->col =
        1 + columns_of(&of_text, fl_document_text(doc, b->start, at->bytes[0]));
    in->end_col =
        1 + columns_of(&of_text, fl_document_text(doc, b->start, end));
    in->end_line = in->line;
    return fl_document_text(doc, b->start, b->end);
}

/* The line of the place, with the words underlined. */
static void show_line(const painter *p, const fl_result *r, const fl_place *at)
{
    fl_str line = fl_document_line(r->doc, at->source_line);
    fl_place in_block;
    if (needs_block(r->doc, at)) {
        line = show_block(r->doc, at, &in_block);
        at = &in_block;
    }
    size_t width = columns_of(p, line);
    size_t end_col = at->end_line == at->line ? at->end_col : width + 1;
    if (end_col <= at->col)
        end_col = at->col + 1;
    size_t from = 1;
    if (width > LINE_COLUMNS && at->col > LINE_COLUMNS / 3)
        from = at->col - LINE_COLUMNS / 3;
    size_t to = from + LINE_COLUMNS;
    fl_buf_printf(p->out, "  %6zu | ", at->line);
    if (from > 1)
        fl_buf_puts(p->out, "...");
    size_t start = offset_of(p, line, from);
    size_t end = offset_of(p, line, to);
    add_visible(p, fl_str_slice(line, start, end));
    if (end < line.len)
        fl_buf_puts(p->out, "...");
    fl_buf_puts(p->out, "\n         | ");
    for (size_t i = from; i < at->col; i++)
        fl_buf_putc(p->out, ' ');
    if (from > 1)
        fl_buf_puts(p->out, "   ");
    paint(p, "1;32");
    fl_buf_putc(p->out, '^');
    for (size_t i = at->col + 1; i < end_col && i < to; i++)
        fl_buf_putc(p->out, '~');
    paint(p, "0");
    fl_buf_putc(p->out, '\n');
}

/* A labelled paragraph, wrapped and indented. */
static void show_wrapped(const painter *p, const char *label, fl_str text)
{
    fl_buf_printf(p->out, "    %s ", label);
    size_t indent = 5 + strlen(label);
    size_t col = indent;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != ' ')
            end++;
        fl_str word = fl_str_slice(text, at, end);
        size_t width = columns_of(&of_text, word);
        if (col > indent && col + 1 + width > ADVICE_COLUMNS) {
            fl_buf_putc(p->out, '\n');
            for (size_t i = 0; i < indent; i++)
                fl_buf_putc(p->out, ' ');
            col = indent;
        } else if (col > indent) {
            fl_buf_putc(p->out, ' ');
            col++;
        }
        fl_buf_add(p->out, word);
        col += width;
        at = end + (end < text.len);
    }
    fl_buf_putc(p->out, '\n');
}

static void show_law(const painter *p, const fl_rule *rule)
{
    for (size_t i = 0; i < rule->basis.count; i++) {
        const fl_basis *b = &rule->basis.items[i];
        fl_buf_printf(p->out, "    law: %.*s %.*s", FL_ARG(b->source),
                      FL_ARG(b->at));
        if (b->url.len)
            fl_buf_printf(p->out, " %.*s", FL_ARG(b->url));
        fl_buf_putc(p->out, '\n');
    }
    fl_buf_printf(p->out, "    strength: %.*s\n", FL_ARG(rule->strength));
}

static void show_because(const painter *p, const fl_result *r,
                         const fl_outcome *o)
{
    for (size_t i = 0; i < o->evidence.count; i++) {
        const fl_evidence *e = &o->evidence.items[i];
        bool own = e->start == o->start && e->end == o->end;
        if (e->role == FL_EVIDENCE_DERIVATION && e->text.len)
            show_wrapped(p, "why:", e->text);
        else if (e->end > e->start && !own && e->role != FL_EVIDENCE_MET_BY) {
            fl_place at = fl_document_place(r->doc, e->start, e->end);
            fl_str quote = fl_document_text(r->doc, e->start, e->end);
            if (quote.len > 90)
                quote.len = offset_of(&of_text, quote, 90);
            fl_buf_puts(p->out, "    see: ");
            fl_put_place(p->out, &at);
            fl_buf_printf(p->out, ": \"%.*s\"\n", FL_ARG(quote));
        }
    }
}

static void show_place(const painter *p, const fl_result *r,
                       const fl_outcome *o, const fl_place *at)
{
    fl_buf_puts(p->out, r->path);
    fl_buf_printf(p->out, ":%zu:%zu: ", at->line, at->col);
    paint(p, colour_of(o->severity));
    fl_buf_puts(p->out, fl_severity_words[o->severity]);
    paint(p, "0");
    fl_buf_puts(p->out, ": ");
    fl_add_lead(p->out, at);
}

static void show_notice(const painter *p, const fl_result *r,
                        const fl_notice *n, bool brief)
{
    fl_buf_printf(p->out, "%s:%zu:%zu: ", fl_notice_file(r, n), n->line,
                  n->col);
    paint(p, colour_of(n->severity));
    fl_buf_puts(p->out, fl_severity_words[n->severity]);
    paint(p, "0");
    fl_buf_printf(p->out, ": %.*s [", FL_ARG(n->message));
    fl_add_notice_name(p->out, n);
    fl_buf_puts(p->out, "]\n");
    if (brief)
        return;
    show_wrapped(p, "do:", fl_str_from(fl_notice_about(n->kind)->help));
    fl_buf_putc(p->out, '\n');
}

/* A finding that no longer counts, told with all other outcomes. */
static void show_decided(const painter *p, const fl_result *r, size_t i)
{
    const fl_outcome *o = &r->judgement->outcomes.items[i];
    fl_decision mark = fl_finding_decision(r, i);
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    fl_buf_printf(p->out, "%s:%zu:%zu: %s: %.*s", r->path, at.line, at.col,
                  mark.suppression ? "decided" : "in the baseline",
                  FL_ARG(o->message));
    if (mark.why.len)
        fl_buf_printf(p->out, " (%.*s)", FL_ARG(mark.why));
    fl_buf_puts(p->out, " [");
    fl_add_rule_name(p->out, r->packs, fl_rule_of(r, o));
    fl_buf_puts(p->out, "]\n");
}

static void show_finding(const painter *p, const fl_result *r,
                         const fl_outcome *o, bool brief)
{
    const fl_rule *rule = &r->packs->rules.items[o->rule];
    fl_place at = fl_document_place(r->doc, o->start, o->end);
    show_place(p, r, o, &at);
    fl_buf_printf(p->out, "%.*s [%.*s/%.*s]\n", FL_ARG(o->message),
                  FL_ARG(r->packs->packs.items[rule->pack].name),
                  FL_ARG(fl_atom_name(r->packs, rule->id)));
    if (brief)
        return;
    show_line(p, r, &at);
    show_because(p, r, o);
    show_law(p, rule);
    if (o->has_expected) {
        fl_place there =
            fl_document_place(r->doc, o->expected_at, o->expected_at);
        fl_buf_puts(p->out, "    belongs: after ");
        fl_put_place(p->out, &there);
        fl_buf_putc(p->out, '\n');
    }
    if (o->advice.len)
        show_wrapped(p, "write:", o->advice);
    fl_buf_putc(p->out, '\n');
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    const fl_report_options *options = &report->options;
    fl_buf *out = &part->text;
    if (!result->judgement)
        return;
    painter p = { out, options->colour, result->doc->single_bytes };
    for (size_t i = 0; i < result->judgement->finding_count; i++)
        if (fl_finding_live(result, i))
            show_finding(&p, result, &result->judgement->outcomes.items[i],
                         options->brief);
    for (size_t i = 0; i < result->notice_count; i++)
        show_notice(&p, result, &result->notices[i], options->brief);
    for (size_t i = 0;
         options->all_outcomes && i < result->judgement->finding_count; i++)
        if (!fl_finding_live(result, i))
            show_decided(&p, result, i);
    for (size_t i = result->judgement->finding_count;
         options->all_outcomes && i < result->judgement->outcomes.count; i++) {
        const fl_outcome *o = &result->judgement->outcomes.items[i];
        const fl_rule *rule = &result->packs->rules.items[o->rule];
        fl_buf_printf(out, "%s: %s: %.*s", result->path,
                      fl_outcome_name(o->kind), FL_ARG(o->subject_text));
        if (o->reason.len)
            fl_buf_printf(out, ": %.*s", FL_ARG(o->reason));
        fl_buf_printf(out, " [%.*s/%.*s]\n",
                      FL_ARG(result->packs->packs.items[rule->pack].name),
                      FL_ARG(fl_atom_name(result->packs, rule->id)));
    }
}

static void why(const fl_report *report, const fl_result *result,
                fl_report_part *part)
{
    (void)report;
    if (result->judgement)
        fl_buf_add(&part->text, result->judgement->why);
}

const fl_format fl_format_text = { .name = "text", .document = document };
const fl_format fl_format_quiet = { .name = "quiet" };
const fl_format fl_format_why = { .name = "why", .document = why };
