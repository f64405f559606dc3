/*
 * What was asked and what became of it; for each claim what is required and
 * which words meet it; what applies to the letter as a whole.
 * SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "report/html.h"

/* Passages that one line of a list quotes. */
#define MOST_QUOTES 4
#define MOST_ASK    400u

/* ---- questions -------------------------------------------------------------------- */

static void add_ask(const fl_page *p, const fl_question *q)
{
    fl_buf *out = p->out;
    fl_buf_puts(out, "<td role=\"cell\" data-label=\"Asked\">");
    if (q->implicit || q->ask_end <= q->ask_start) {
        fl_buf_puts(out, "The request as a whole: no separate questions were "
                         "found.</td>");
        return;
    }
    uint32_t end = q->ask_end;
    const fl_document *doc = p->r->doc;
    if (end - q->ask_start > MOST_ASK)
        for (end = q->ask_start + MOST_ASK;
             ((unsigned char)doc->text.ptr[end] & 0xC0) == 0x80;)
            end++;
    fl_buf_printf(out, "<a class=\"plain\" href=\"#d%zu-b%zu\">", p->draft,
                  fl_document_block_at(doc, q->ask_start) + 1);
    fl_page_written(p, q->ask_start, end);
    fl_buf_puts(out, end < q->ask_end ? "&hellip;</a></td>" : "</a></td>");
}

static void open_cell(fl_buf *out, const char *label, bool full)
{
    fl_buf_printf(out, "<td role=\"cell\" data-label=\"%s\"%s>", label,
                  full ? "" : " class=\"empty\"");
}

static bool said_before(const fl_facts *f, const fl_question *q, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (f->stances.items[q->stances.items[i]].stance ==
            f->stances.items[q->stances.items[k]].stance)
            return true;
    return false;
}

static void add_said(const fl_page *p, const fl_question *q)
{
    const fl_facts *f = p->r->facts;
    fl_buf *out = p->out;
    bool any = false;
    open_cell(out, "The letter", q->stances.count > 0);
    for (size_t k = 0; k < q->stances.count; k++) {
        const fl_stance *s = &f->stances.items[q->stances.items[k]];
        const fl_stance_label *label = fl_packs_stance(p->r->packs, s->stance);
        if (said_before(f, q, k))
            continue;
        fl_buf_printf(out, "%s<a class=\"plain\" href=\"#d%zu-b%u\">",
                      any ? "; " : "", p->draft, s->block + 1);
        fl_add_xml(out,
                   label ? label->title : fl_atom_name(p->r->packs, s->stance));
        fl_buf_puts(out, "</a>");
        any = true;
    }
    fl_buf_puts(out, any ? "</td>" : "&ndash;</td>");
}

static void add_grounds(const fl_page *p, const fl_question *q)
{
    fl_buf *out = p->out;
    open_cell(out, "Grounds", q->claims.count > 0);
    for (size_t k = 0; k < q->claims.count; k++) {
        uint32_t claim = q->claims.items[k];
        fl_buf_printf(out, "%s<a href=\"#d%zu-c%u\">", k ? ", " : "", p->draft,
                      claim + 1);
        fl_add_xml(out, p->r->facts->claims.items[claim].provision);
        fl_buf_puts(out, "</a>");
    }
    fl_buf_puts(out, q->claims.count ? "</td>" : "&ndash;</td>");
}

static void add_question(const fl_page *p, const fl_question *q)
{
    fl_buf *out = p->out;
    fl_buf_printf(out,
                  "<tr role=\"row\"%s><th scope=\"row\" role=\"rowheader\" "
                  "data-label=\"Question\">",
                  q->parent == FL_NONE ? "" : " class=\"sub\"");
    fl_add_xml(out, q->implicit ? FL_STR("All") : q->id);
    fl_buf_puts(out, "</th>");
    add_ask(p, q);
    add_said(p, q);
    add_grounds(p, q);
    fl_buf_puts(out, "<td role=\"cell\" data-label=\"Result\" "
                     "class=\"result\">");
    if (q->answered)
        fl_page_sign(out, "met", "answered");
    else
        fl_page_sign(out, "error", "no answer found");
    fl_buf_puts(out, "</td></tr>\n");
}

void fl_page_questions(const fl_page *p)
{
    static const char *const heads[] = { "Question", "Asked", "The letter",
                                         "Grounds", "Result" };
    const fl_facts *f = p->r->facts;
    fl_buf *out = p->out;
    fl_buf_puts(out, "<section class=\"questions\">\n");
    fl_page_heading(p, "questions", "What was asked");
    if (!f->questions.count) {
        fl_buf_puts(out, "<p>No questions were found.</p>\n</section>\n");
        return;
    }
    fl_buf_printf(out,
                  "<table role=\"table\" aria-labelledby=\"d%zu-questions\">\n"
                  "<thead role=\"rowgroup\"><tr role=\"row\">",
                  p->draft);
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        fl_buf_printf(out, "<th scope=\"col\" role=\"columnheader\">%s</th>",
                      heads[i]);
    fl_buf_puts(out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < f->questions.count; i++)
        add_question(p, &f->questions.items[i]);
    fl_buf_puts(out, "</tbody></table>\n</section>\n");
}

/* ---- one requirement ----------------------------------------------------------------- */

static bool quoted_before(const fl_outcome *o, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (o->evidence.items[i].role == FL_EVIDENCE_MET_BY &&
            o->evidence.items[i].start == o->evidence.items[k].start)
            return true;
    return false;
}

/* The words that meet it, each under what they are taken for. */
static void add_met_by(const fl_page *p, const fl_outcome *o)
{
    int told = 0;
    fl_str last = FL_STR("");
    for (size_t i = 0; i < o->evidence.count && told < MOST_QUOTES; i++) {
        const fl_evidence *e = &o->evidence.items[i];
        if (e->role != FL_EVIDENCE_MET_BY || e->end <= e->start ||
            quoted_before(o, i))
            continue;
        fl_str title = fl_title_of(p->r->packs, e->concept);
        title = title.len ? title : e->concept;
        if (!told || !fl_str_eq(title, last)) {
            fl_buf_puts(p->out, "<p class=\"what\">");
            fl_add_xml_sentence(p->out, title);
            fl_buf_puts(p->out, "</p>");
        }
        fl_page_quote(p, e->start, e->end);
        last = title;
        told++;
    }
}

static void add_missing(const fl_page *p, size_t i)
{
    const fl_outcome *o = &p->r->judgement->outcomes.items[i];
    fl_buf *out = p->out;
    fl_buf_puts(out, "<p class=\"what\">");
    fl_add_xml(out, fl_rule_of(p->r, o)->title);
    fl_buf_printf(out, " <a href=\"#d%zu-f%zu\">finding&nbsp;%zu</a></p>",
                  p->draft, i + 1, i + 1);
    if (o->advice.len) {
        fl_buf_puts(out,
                    "<p class=\"todo\"><span class=\"at\">To write</span> ");
        fl_page_advice(out, o->advice);
        fl_buf_puts(out, "</p>");
    }
}

static void add_basis_line(const fl_page *p, const fl_rule *rule)
{
    fl_buf_puts(p->out, "<p class=\"basis\">");
    for (size_t i = 0; i < rule->basis.count; i++) {
        fl_buf_puts(p->out, i ? "; " : "");
        fl_page_basis(p->out, &rule->basis.items[i]);
    }
    fl_buf_puts(p->out, "</p>");
}

/* Words of the letter meet it; else it is met because nothing was found. */
static bool met_by_words(const fl_result *r, const fl_outcome *o)
{
    if (o->kind != FL_MET || !fl_rule_of(r, o)->require)
        return false;
    for (size_t i = 0; i < o->evidence.count; i++)
        if (o->evidence.items[i].role == FL_EVIDENCE_MET_BY &&
            o->evidence.items[i].end > o->evidence.items[i].start)
            return true;
    return false;
}

static void open_item(fl_buf *out, const char *kind, const char *words)
{
    fl_buf_printf(out, "<li class=\"req %s\"><div class=\"state\">", kind);
    fl_page_sign(out, kind, words);
    fl_buf_puts(out, "</div><div class=\"body\">");
}

static void add_requirement(const fl_page *p, size_t i)
{
    const fl_outcome *o = &p->r->judgement->outcomes.items[i];
    const fl_rule *rule = fl_rule_of(p->r, o);
    fl_buf *out = p->out;
    if (o->kind == FL_NOT_MET) {
        open_item(out, fl_page_kind(p->r, i), "not met");
        add_missing(p, i);
    } else if (o->kind == FL_MET) {
        open_item(out, "met", "met");
        add_met_by(p, o);
    } else {
        open_item(out, "unknown", "cannot be told");
        fl_buf_puts(out, "<p class=\"what\">");
        fl_add_xml(out, rule->title);
        fl_buf_puts(out, "</p><p class=\"todo\"><span class=\"at\">Because"
                         "</span> ");
        fl_add_xml(out, fl_str_is(o->reason, "undated")
                            ? FL_STR("the letter bears no date")
                            : o->reason);
        fl_buf_puts(out, "</p>");
    }
    add_basis_line(p, rule);
    fl_buf_puts(out, "</div></li>\n");
}

/* What was looked for and not found, in one item; each rule once. */
static void add_not_found(const fl_page *p, const uint32_t *outcomes,
                          size_t count)
{
    const fl_packs *packs = p->r->packs;
    bool *told = fl_malloc(packs->rules.count * sizeof(*told));
    bool any = false;
    p->out->failed |= !told;
    for (size_t i = 0; told && i < count; i++) {
        const fl_outcome *o = &p->r->judgement->outcomes.items[outcomes[i]];
        if (o->kind != FL_MET || met_by_words(p->r, o) || told[o->rule])
            continue;
        if (!any) {
            open_item(p->out, "met", "met");
            fl_buf_puts(p->out, "<p class=\"what\">Looked for and not found"
                                "</p><ul class=\"clear\">");
        }
        any = told[o->rule] = true;
        fl_buf_puts(p->out, "<li>");
        fl_add_xml(p->out, fl_rule_of(p->r, o)->title);
        fl_buf_puts(p->out, "</li>");
    }
    if (any)
        fl_buf_puts(p->out, "</ul></div></li>\n");
    fl_free(told);
}

/* What is not met first, then what cannot be told, then what is met. */
static void add_requirements(const fl_page *p, const uint32_t *outcomes,
                             size_t count)
{
    static const fl_outcome_kind order[] = { FL_NOT_MET, FL_CANNOT_TELL,
                                             FL_MET };
    if (!count) {
        fl_buf_puts(p->out, "<p class=\"meta\">No requirement applied.</p>\n");
        return;
    }
    fl_buf_puts(p->out, "<ul class=\"reqs\">\n");
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < count; i++) {
            const fl_outcome *o = &p->r->judgement->outcomes.items[outcomes[i]];
            if (o->kind == order[k] &&
                (o->kind != FL_MET || met_by_words(p->r, o)))
                add_requirement(p, outcomes[i]);
        }
    add_not_found(p, outcomes, count);
    fl_buf_puts(p->out, "</ul>\n");
}

/* ---- claims -------------------------------------------------------------------------- */

static bool of_claim(const fl_outcome *o)
{
    return o->kind != FL_NOT_APPLICABLE && o->subject_kind == FL_KIND_CLAIM;
}

/* The outcomes of each claim, one claim after the other: those of claim c are
 * outcomes[starts[c]] to outcomes[starts[c + 1] - 1]. */
typedef struct {
    uint32_t *starts, *outcomes; /* owned */
} claim_index;

/* Counts the outcomes of each claim, or enters them when `outcomes` is set;
 * starts[c + 1] is counted up, or is claim c's next free place. */
static void visit(const fl_judgement *j, uint32_t *starts, uint32_t *outcomes)
{
    for (uint32_t i = 0; i < j->outcomes.count; i++) {
        const fl_outcome *o = &j->outcomes.items[i];
        for (size_t k = 0; of_claim(o) && k <= o->folded.count; k++) {
            uint32_t claim = k ? o->folded.items[k - 1] : o->subject;
            uint32_t place = starts[claim + 1]++;
            if (outcomes)
                outcomes[place] = i;
        }
    }
}

static bool index_claims(const fl_result *r, claim_index *out)
{
    size_t claims = r->facts->claims.count;
    size_t total = 0;
    uint32_t *counts = fl_malloc((claims + 2) * sizeof(*counts));
    *out = (claim_index){ .starts = counts };
    if (!counts)
        return false;
    visit(r->judgement, counts, NULL);
    for (size_t c = 1; c <= claims; c++) {
        uint32_t count = counts[c];
        counts[c] = (uint32_t)total; /* where claim c - 1 begins */
        total += count;
    }
    out->outcomes = fl_malloc(total * sizeof(*out->outcomes));
    if (out->outcomes)
        visit(r->judgement, counts, out->outcomes);
    return out->outcomes != NULL;
}

static void add_claim_head(const fl_page *p, uint32_t i)
{
    const fl_packs *packs = p->r->packs;
    const fl_claim *c = &p->r->facts->claims.items[i];
    const fl_mode *mode = c->mode ? fl_packs_mode(packs, c->mode) : NULL;
    fl_buf *out = p->out;
    fl_buf_printf(out, "<article class=\"claim\" id=\"d%zu-c%u\">\n<h4>",
                  p->draft, i + 1);
    fl_add_xml(out, c->provision);
    if (c->section != FL_NONE) {
        fl_buf_puts(out, " <span class=\"title\">");
        fl_add_xml_sentence(out, packs->sections.items[c->section].title);
        fl_buf_puts(out, "</span>");
    }
    fl_buf_puts(out, "</h4>\n<p class=\"meta\">");
    if (mode)
        fl_add_xml_sentence(out, mode->title);
    if (c->tier) {
        fl_buf_puts(out, mode ? " &middot; " : "");
        fl_add_xml(out, fl_atom_name(packs, c->tier));
    }
    fl_buf_puts(out, "</p>\n<p class=\"where\">");
    fl_page_quote(p, c->uses.items[0].start, c->uses.items[0].end);
    fl_buf_puts(out, "</p>\n");
}

void fl_page_claims(const fl_page *p)
{
    claim_index index = { 0 };
    size_t claims = p->r->facts->claims.count;
    if (!claims)
        return;
    if (!index_claims(p->r, &index)) {
        p->out->failed = true;
        fl_free(index.starts);
        return;
    }
    fl_buf_puts(p->out, "<section class=\"claims\">\n");
    fl_page_heading(p, "claims", "Grounds relied on");
    for (uint32_t i = 0; i < claims; i++) {
        uint32_t first = index.starts[i];
        add_claim_head(p, i);
        add_requirements(p, index.outcomes + first,
                         index.starts[i + 1] - first);
        fl_buf_puts(p->out, "</article>\n");
    }
    fl_buf_puts(p->out, "</section>\n");
    fl_free(index.starts);
    fl_free(index.outcomes);
}

/* ---- the rest ---------------------------------------------------------------------------- */

static bool of_whole(const fl_outcome *o)
{
    return o->kind != FL_NOT_APPLICABLE && !of_claim(o);
}

static bool untold(const fl_outcome *o)
{
    return o->kind == FL_CANNOT_TELL;
}

static void add_those(const fl_page *p, bool (*wanted)(const fl_outcome *o))
{
    const fl_judgement *j = p->r->judgement;
    uint32_t *chosen = fl_malloc(j->outcomes.count * sizeof(*chosen));
    size_t count = 0;
    p->out->failed |= !chosen;
    for (uint32_t i = 0; chosen && i < j->outcomes.count; i++)
        if (wanted(&j->outcomes.items[i]))
            chosen[count++] = i;
    if (chosen)
        add_requirements(p, chosen, count);
    fl_free(chosen);
}

void fl_page_rest(const fl_page *p)
{
    fl_buf_puts(p->out, "<section class=\"whole\">\n");
    fl_page_heading(p, "whole", "The letter as a whole");
    add_those(p, of_whole);
    fl_buf_puts(p->out, "</section>\n<section class=\"untold\">\n");
    fl_page_heading(p, "unknown", "What could not be told");
    if (p->r->judgement->cannot_tell)
        add_those(p, untold);
    else
        fl_buf_puts(p->out, "<p>Nothing: every requirement that applied could "
                            "be judged.</p>\n");
    fl_buf_puts(p->out, "</section>\n");
}
