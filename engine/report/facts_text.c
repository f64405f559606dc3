/*
 * What was understood of a draft, for people: a table of the questions and
 * what became of them, each claim with what covers it.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "report/report.h"

static void add_atom(fl_buf *out, const fl_facts *f, fl_atom atom)
{
    if (atom)
        fl_buf_add(out, fl_atom_name(f->packs, atom));
    else
        fl_buf_puts(out, "unknown");
}

static void add_day(fl_buf *out, const char *label, fl_day day)
{
    char iso[11] = "not said";
    if (day != FL_NO_DAY)
        fl_day_format(day, iso);
    fl_buf_printf(out, "  %-10s %s\n", label, iso);
}

static void add_quote(fl_buf *out, const fl_result *r, uint32_t start,
                      uint32_t end)
{
    fl_place at = fl_document_place(r->doc, start, end);
    fl_str quote = fl_document_text(r->doc, start, end);
    bool cut = quote.len > 70;
    if (cut)
        for (quote.len = 67;
             ((unsigned char)quote.ptr[quote.len] & 0xC0) == 0x80;)
            quote.len--;
    fl_buf_puts(out, "  ");
    fl_put_place(out, &at);
    fl_buf_printf(out, ": \"%.*s%s\"\n", FL_ARG(quote), cut ? "..." : "");
}

/* ---- the table of questions and answers ----------------------------------- */

/* Columns of the table, in code points. */
#define ID_WIDTH      9
#define ASK_WIDTH     46
#define VERDICT_WIDTH 9
#define ASKED_WIDTH   6
#define ANSWER_WIDTH  14

/* The first `width` code points of `text`, cut short with dots; padded. */
static void add_cell(fl_buf *out, fl_str text, size_t width)
{
    size_t points = 0;
    size_t cut = text.len; /* where width - 3 code points end */
    for (size_t i = 0; i < text.len; i++) {
        if (((unsigned char)text.ptr[i] & 0xC0) == 0x80)
            continue;
        if (points == width - 3)
            cut = i;
        points++;
    }
    bool shorten = points > width;
    fl_buf_add(out, fl_str_slice(text, 0, shorten ? cut : text.len));
    fl_buf_puts(out, shorten ? "..." : "");
    for (size_t i = shorten ? width : points; i < width + 2; i++)
        fl_buf_putc(out, ' ');
}

/* "12" or "12-15": the lines of T[start, end). */
static void add_lines(fl_buf *out, const fl_result *r, uint32_t start,
                      uint32_t end)
{
    size_t first = fl_document_place(r->doc, start, start).line;
    size_t last = fl_document_place(r->doc, end > start ? end - 1 : end,
                                    end > start ? end - 1 : end)
                      .line;
    fl_buf_printf(out, last > first ? "%zu-%zu" : "%zu", first, last);
}

static void add_answered_at(fl_buf *out, const fl_result *r,
                            const fl_question *q)
{
    for (size_t i = 0; i < q->answers.count; i++) {
        const fl_block_range *range = &q->answers.items[i];
        fl_buf_puts(out, i ? ", " : "");
        add_lines(out, r, r->doc->blocks.items[range->first].start,
                  r->doc->blocks.items[range->last].end);
    }
}

/* True when stance `k` of the question is named by an earlier one. */
static bool named_before(const fl_facts *f, const fl_question *q, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (f->stances.items[q->stances.items[i]].stance ==
            f->stances.items[q->stances.items[k]].stance)
            return true;
    return false;
}

static void add_said(fl_buf *out, const fl_facts *f, const fl_question *q)
{
    for (size_t k = 0; k < q->stances.count; k++) {
        if (named_before(f, q, k))
            continue;
        fl_buf_puts(out, k ? ", " : "");
        add_atom(out, f, f->stances.items[q->stances.items[k]].stance);
    }
    for (size_t k = 0; k < q->claims.count; k++) {
        fl_buf_puts(out, k ? ", " : q->stances.count ? "; under " : "under ");
        fl_buf_add(out, f->claims.items[q->claims.items[k]].provision);
    }
}

static void end_row(fl_buf *out)
{
    while (out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;
    fl_buf_putc(out, '\n');
}

/* What stands for the words of a question that has none of its own. */
static fl_str stand_in(const fl_facts *f, const fl_question *q)
{
    const fl_question *next = q + 1;
    bool parts = next < f->questions.items + f->questions.count &&
                 next->parent != FL_NONE &&
                 &f->questions.items[next->parent] == q;
    return parts ? FL_STR("(in parts)") : FL_STR("(not quoted)");
}

static void add_question(fl_buf *out, fl_buf *cell, const fl_result *r,
                         const fl_question *q)
{
    const fl_facts *f = r->facts;
    fl_str ask = fl_document_text(r->doc, q->ask_start, q->ask_end);
    fl_buf_puts(out, q->parent == FL_NONE ? "  " : "    ");
    add_cell(out, q->id, q->parent == FL_NONE ? ID_WIDTH : ID_WIDTH - 2);
    add_cell(out, ask.len ? ask : stand_in(f, q), ASK_WIDTH);
    add_cell(out, fl_question_outcome(f, q), VERDICT_WIDTH);
    fl_buf_clear(cell);
    if (q->block != FL_NONE)
        add_lines(cell, r, q->ask_start, q->ask_start);
    add_cell(out, fl_buf_str(cell), ASKED_WIDTH);
    fl_buf_clear(cell);
    if (q->as_a_whole)
        fl_buf_puts(cell, "as a whole");
    else
        add_answered_at(cell, r, q);
    add_cell(out, fl_buf_str(cell), ANSWER_WIDTH);
    add_said(out, f, q);
    end_row(out);
}

static void add_questions(fl_buf *out, const fl_result *r)
{
    fl_buf cell = { 0 };
    const char *unit = r->doc->by_paragraph ? "paragraph" : "line";
    fl_buf_printf(out, "questions (asked and answered at the %s)\n  ", unit);
    add_cell(out, FL_STR("no."), ID_WIDTH);
    add_cell(out, FL_STR("question"), ASK_WIDTH);
    add_cell(out, FL_STR("verdict"), VERDICT_WIDTH);
    add_cell(out, FL_STR("asked"), ASKED_WIDTH);
    add_cell(out, FL_STR("answered"), ANSWER_WIDTH);
    fl_buf_puts(out, "said of it\n");
    for (size_t i = 0; i < r->facts->questions.count; i++)
        add_question(out, &cell, r, &r->facts->questions.items[i]);
    fl_buf_dispose(&cell);
}

/* ---- the rest --------------------------------------------------------------- */

static void add_stances(fl_buf *out, const fl_result *r)
{
    fl_buf_puts(out, "stances\n");
    for (size_t i = 0; i < r->facts->stances.count; i++) {
        const fl_stance *s = &r->facts->stances.items[i];
        fl_buf_puts(out, "  ");
        add_atom(out, r->facts, s->stance);
        fl_buf_puts(out, s->implied ? " (implied)" : "");
        fl_buf_puts(out, s->residual ? " (of the rest)" : "");
        add_quote(out, r, s->start, s->end);
    }
}

static bool covers(const fl_element *e, uint32_t claim)
{
    for (size_t i = 0; i < e->covers.count; i++)
        if (e->covers.items[i] == claim)
            return true;
    return false;
}

static void add_claims(fl_buf *out, const fl_result *r)
{
    const fl_facts *f = r->facts;
    fl_buf_puts(out, "claims\n");
    for (uint32_t i = 0; i < f->claims.count; i++) {
        const fl_claim *c = &f->claims.items[i];
        fl_buf_printf(out, "  %.*s, ", FL_ARG(c->provision));
        add_atom(out, f, c->mode);
        fl_buf_puts(out, ", ");
        add_atom(out, f, c->tier);
        add_quote(out, r, c->uses.items[0].start, c->uses.items[0].end);
        for (size_t k = 0; k < f->elements.count; k++) {
            const fl_element *e = &f->elements.items[k];
            if (e->empty || !covers(e, i))
                continue;
            fl_buf_puts(out, "    ");
            add_atom(out, f, e->element);
            add_quote(out, r, e->start, e->end);
        }
    }
}

static void add_elements(fl_buf *out, const fl_result *r)
{
    fl_buf_puts(out, "elements\n");
    for (size_t i = 0; i < r->facts->elements.count; i++) {
        const fl_element *e = &r->facts->elements.items[i];
        if (e->empty)
            continue;
        fl_buf_puts(out, "  ");
        add_atom(out, r->facts, e->element);
        add_quote(out, r, e->start, e->end);
    }
}

/* The state that the file is in; links and properties go without saying. */
static void add_marks(fl_buf *out, const fl_result *r)
{
    bool any = false;
    for (size_t i = 0; i < r->doc->marks.count; i++) {
        const fl_mark *m = &r->doc->marks.items[i];
        if (m->kind == FL_MARK_LINK || m->kind == FL_MARK_PROPERTY)
            continue;
        if (!any)
            fl_buf_puts(out, "marks\n");
        any = true;
        fl_buf_printf(out, "  %s", fl_mark_words[m->kind]);
        if (m->name.len)
            fl_buf_printf(out, " %.*s", FL_ARG(m->name));
        if (m->by.len)
            fl_buf_printf(out, " by %.*s", FL_ARG(m->by));
        add_quote(out, r, m->start, m->end);
    }
}

static void add_attachments(fl_buf *out, const fl_result *r)
{
    if (r->doc->attachments.count)
        fl_buf_puts(out, "attachments\n");
    for (size_t i = 0; i < r->doc->attachments.count; i++) {
        const fl_attachment *a = &r->doc->attachments.items[i];
        fl_buf_printf(out, "  %.*s, %.*s, %zu bytes\n", FL_ARG(a->name),
                      FL_ARG(a->type), a->size);
    }
}

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    (void)report;
    fl_buf *out = &part->text;
    const fl_facts *f = result->facts;
    fl_buf_printf(out, "%s\n", result->path);
    if (!f)
        return;
    fl_buf_puts(out, "  regime     ");
    fl_buf_add(out, fl_regime_name(f));
    fl_buf_puts(out, "\n  kind       ");
    for (size_t i = 0; i < f->kinds.count; i++) {
        fl_buf_puts(out, i ? ", " : "");
        add_atom(out, f, f->kinds.items[i]);
    }
    fl_buf_puts(out, f->kinds.count ? "\n" : "not recognised as a response\n");
    add_day(out, "received", f->received);
    add_day(out, "response", f->response);
    add_questions(out, result);
    add_stances(out, result);
    add_claims(out, result);
    add_elements(out, result);
    add_marks(out, result);
    add_attachments(out, result);
}

const fl_format fl_format_facts = { .name = "facts",
                                    .separator = "\n",
                                    .document = document };
