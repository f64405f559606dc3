/*
 * What was understood of a draft, as JSON.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "pack/attributes.h"
#include "report/finding.h"
#include "report/report.h"

static fl_str name_of(const fl_facts *f, fl_atom atom)
{
    return fl_atom_name(f->packs, atom);
}

static void write_atom(fl_json *w, const fl_facts *f, const char *key,
                       fl_atom atom)
{
    fl_json_key(w, key);
    if (atom)
        fl_json_str(w, name_of(f, atom));
    else
        fl_json_null(w);
}

void fl_write_day(fl_json *w, const char *key, fl_day day)
{
    fl_json_key(w, key);
    if (day == FL_NO_DAY) {
        fl_json_null(w);
        return;
    }
    char iso[11];
    fl_day_format(day, iso);
    fl_json_cstr(w, iso);
}

void fl_write_place(fl_json *w, const fl_result *result, uint32_t start,
                    uint32_t end)
{
    fl_place p = fl_document_place(result->doc, start, end);
    fl_json_open(w, '{');
    fl_json_member_int(w, "line", (long long)p.line);
    fl_json_member_int(w, "col", (long long)p.col);
    fl_json_member_int(w, "end_line", (long long)p.end_line);
    fl_json_member_int(w, "end_col", (long long)p.end_col);
    if (p.page)
        fl_json_member_int(w, "page", (long long)p.page);
    if (p.end_page > p.page)
        fl_json_member_int(w, "end_page", (long long)p.end_page);
    if (p.paragraph)
        fl_json_member_int(w, "paragraph", (long long)p.paragraph);
    if (p.where.len)
        fl_json_member(w, "where", p.where);
    if (p.cell) {
        fl_json_key(w, "cell");
        fl_json_open(w, '{');
        fl_json_member_int(w, "table", (long long)p.table);
        fl_json_member_int(w, "row", (long long)p.row);
        fl_json_member_int(w, "cell", (long long)p.cell);
        fl_json_close(w, '}');
    }
    fl_json_member(w, "part",
                   fl_str_from(fl_part_words[fl_part_at(result, start)]));
    fl_json_key(w, "bytes");
    fl_json_open(w, '[');
    fl_json_int(w, start);
    fl_json_int(w, end);
    fl_json_close(w, ']');
    fl_json_close(w, '}');
}

static void write_question_ids(fl_json *w, const fl_facts *f,
                               const uint32_t *items, size_t count)
{
    fl_json_open(w, '[');
    for (size_t i = 0; i < count; i++)
        fl_json_str(w, f->questions.items[items[i]].id);
    fl_json_close(w, ']');
}

static void write_question(fl_json *w, const fl_result *r, const fl_question *q)
{
    const fl_facts *f = r->facts;
    fl_json_open(w, '{');
    fl_json_member(w, "id", q->id);
    fl_json_key(w, "parent");
    if (q->parent == FL_NONE)
        fl_json_null(w);
    else
        fl_json_str(w, f->questions.items[q->parent].id);
    fl_json_key(w, "implicit");
    fl_json_bool(w, q->implicit);
    fl_json_key(w, "told");
    fl_json_bool(w, q->told);
    fl_json_member(w, "text",
                   fl_document_text(r->doc, q->ask_start, q->ask_end));
    write_atom(w, f, "regime", q->regime);
    fl_json_key(w, "ask");
    if (q->ask_end > q->ask_start)
        fl_write_place(w, r, q->ask_start, q->ask_end);
    else
        fl_json_null(w);
    fl_json_key(w, "answers");
    fl_json_open(w, '[');
    for (size_t i = 0; i < q->answers.count; i++)
        fl_write_place(w, r,
                       r->doc->blocks.items[q->answers.items[i].first].start,
                       r->doc->blocks.items[q->answers.items[i].last].end);
    fl_json_close(w, ']');
    fl_json_key(w, "stances");
    fl_json_open(w, '[');
    for (size_t i = 0; i < q->stances.count; i++)
        fl_json_str(w,
                    name_of(f, f->stances.items[q->stances.items[i]].stance));
    fl_json_close(w, ']');
    fl_json_key(w, "claims");
    fl_json_open(w, '[');
    for (size_t i = 0; i < q->claims.count; i++)
        fl_json_str(w, f->claims.items[q->claims.items[i]].provision);
    fl_json_close(w, ']');
    fl_json_key(w, "answered");
    fl_json_bool(w, q->answered);
    fl_json_member(w, "outcome", fl_question_outcome(f, q));
    fl_json_close(w, '}');
}

static void write_stance(fl_json *w, const fl_result *r, const fl_stance *s)
{
    fl_json_open(w, '{');
    write_atom(w, r->facts, "stance", s->stance);
    fl_json_key(w, "questions");
    write_question_ids(w, r->facts, s->questions.items, s->questions.count);
    fl_json_key(w, "residual");
    fl_json_bool(w, s->residual);
    fl_json_member(w, "object", fl_str_from(s->whole ? "whole" : "part"));
    fl_json_key(w, "implied");
    fl_json_bool(w, s->implied);
    fl_json_key(w, "at");
    fl_write_place(w, r, s->start, s->end);
    fl_json_close(w, '}');
}

static void write_claim(fl_json *w, const fl_result *r, const fl_claim *c)
{
    const fl_facts *f = r->facts;
    fl_json_open(w, '{');
    fl_json_member(w, "provision", c->provision);
    write_atom(w, f, "mode", c->mode);
    write_atom(w, f, "limb_mode", c->limb_mode);
    write_atom(w, f, "tier", c->tier);
    fl_json_key(w, "uses");
    fl_json_open(w, '[');
    for (size_t i = 0; i < c->uses.count; i++) {
        const fl_use *use = &c->uses.items[i];
        fl_json_open(w, '{');
        fl_json_key(w, "question");
        if (use->questions.count)
            fl_json_str(w, f->questions.items[use->questions.items[0]].id);
        else
            fl_json_null(w);
        fl_json_key(w, "at");
        fl_write_place(w, r, use->start, use->end);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
    fl_json_close(w, '}');
}

static void write_element(fl_json *w, const fl_result *r, const fl_element *e)
{
    static const char *const sources[] = { "heading", "phrase", "derived" };
    fl_json_open(w, '{');
    write_atom(w, r->facts, "element", e->element);
    fl_json_key(w, "covers");
    fl_json_open(w, '[');
    for (size_t i = 0; i < e->covers.count; i++)
        fl_json_str(w, r->facts->claims.items[e->covers.items[i]].provision);
    fl_json_close(w, ']');
    fl_json_member(w, "source", fl_str_from(sources[e->source]));
    fl_json_key(w, "set");
    fl_json_open(w, '{');
    for (size_t i = 0; i < e->set.count; i++)
        fl_json_member(w, name_of(r->facts, e->set.items[i].id).ptr,
                       name_of(r->facts, e->set.items[i].value));
    fl_json_close(w, '}');
    fl_json_key(w, "at");
    fl_write_place(w, r, e->start, e->end);
    fl_json_close(w, '}');
}

static void write_heads(fl_json *w, const fl_facts *f)
{
    fl_json_key(w, "regime");
    if (f->regime)
        fl_json_str(w, fl_regime_name(f));
    else
        fl_json_null(w);
    fl_json_key(w, "document_kind");
    fl_json_open(w, '[');
    for (size_t i = 0; i < f->kinds.count; i++)
        fl_json_str(w, name_of(f, f->kinds.items[i]));
    fl_json_close(w, ']');
    fl_json_key(w, "as_of");
    fl_json_open(w, '{');
    fl_write_day(w, "date", f->as_of);
    fl_json_member(w, "from", fl_str_from(f->as_of_from));
    fl_json_close(w, '}');
    fl_json_key(w, "dates");
    fl_json_open(w, '{');
    fl_write_day(w, "response", f->response);
    fl_write_day(w, "received", f->received);
    fl_json_close(w, '}');
}

void fl_write_facts(fl_json *w, const fl_result *r)
{
    const fl_facts *f = r->facts;
    fl_json_open(w, '{');
    write_heads(w, f);
    fl_json_key(w, "questions");
    fl_json_open(w, '[');
    for (size_t i = 0; i < f->questions.count; i++)
        write_question(w, r, &f->questions.items[i]);
    fl_json_close(w, ']');
    fl_json_key(w, "stances");
    fl_json_open(w, '[');
    for (size_t i = 0; i < f->stances.count; i++)
        write_stance(w, r, &f->stances.items[i]);
    fl_json_close(w, ']');
    fl_json_key(w, "claims");
    fl_json_open(w, '[');
    for (size_t i = 0; i < f->claims.count; i++)
        write_claim(w, r, &f->claims.items[i]);
    fl_json_close(w, ']');
    fl_json_key(w, "elements");
    fl_json_open(w, '[');
    for (size_t i = 0; i < f->elements.count; i++)
        if (!f->elements.items[i].empty)
            write_element(w, r, &f->elements.items[i]);
    fl_json_close(w, ']');
    fl_write_file(w, r);
    fl_json_close(w, '}');
}
