/*
 * What was understood of a draft, for people: each question with what is
 * said of it, each claim with what covers it.
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

static void add_questions(fl_buf *out, const fl_result *r)
{
    const fl_facts *f = r->facts;
    fl_buf_puts(out, "questions\n");
    for (size_t i = 0; i < f->questions.count; i++) {
        const fl_question *q = &f->questions.items[i];
        fl_buf_printf(out, "  %.*s: %s", FL_ARG(q->id),
                      q->answered ? "answered" : "no answer found");
        for (size_t k = 0; k < q->stances.count; k++) {
            fl_buf_puts(out, k ? ", " : "; ");
            add_atom(out, f, f->stances.items[q->stances.items[k]].stance);
        }
        for (size_t k = 0; k < q->claims.count; k++)
            fl_buf_printf(
                out, "%s%.*s", k ? ", " : "; relies on ",
                FL_ARG(f->claims.items[q->claims.items[k]].provision));
        fl_buf_putc(out, '\n');
    }
}

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
    add_atom(out, f, f->regime);
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
