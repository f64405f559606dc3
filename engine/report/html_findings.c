/*
 * The findings as cards, and the list of the law that was looked at.
 * SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "report/html.h"

static const char *severity_words(const char *kind)
{
    return strcmp(kind, "error") == 0     ? "Error"
           : strcmp(kind, "warning") == 0 ? "Warning"
           : strcmp(kind, "note") == 0    ? "Note"
                                          : "Decided";
}

static void add_where(const fl_page *p, const fl_outcome *o)
{
    const fl_document *doc = p->r->doc;
    fl_buf_puts(p->out, "<p class=\"where\"><span class=\"at\">");
    fl_page_place(p, o->start, o->end);
    fl_buf_puts(p->out, "</span> ");
    fl_page_quote(p, o->start, o->end);
    fl_buf_puts(p->out, "</p>\n");
    if (!o->has_expected)
        return;
    fl_buf_printf(p->out,
                  "<p class=\"where\"><span class=\"at\">Belongs</span> "
                  "<a href=\"#d%zu-b%zu\">after ",
                  p->draft, fl_document_block_at(doc, o->expected_at) + 1);
    fl_page_place(p, o->expected_at, o->expected_at);
    fl_buf_puts(p->out, "</a></p>\n");
}

static void add_why(const fl_page *p, const fl_outcome *o)
{
    for (size_t i = 0; i < o->evidence.count; i++) {
        const fl_evidence *e = &o->evidence.items[i];
        bool own = e->start == o->start && e->end == o->end;
        if (e->role == FL_EVIDENCE_DERIVATION && e->text.len) {
            fl_buf_puts(p->out, "<p class=\"where\"><span class=\"at\">Reckoned"
                                "</span> ");
            fl_add_xml(p->out, e->text);
            fl_buf_puts(p->out, "</p>\n");
        } else if (e->role == FL_EVIDENCE_CONFLICT && !own &&
                   e->end > e->start) {
            fl_buf_puts(p->out, "<p class=\"where\"><span class=\"at\">Against"
                                "</span> ");
            fl_page_quote(p, e->start, e->end);
            fl_buf_puts(p->out, "</p>\n");
        }
    }
}

static void add_law(fl_buf *out, const fl_rule *rule)
{
    fl_buf_puts(out, "<h5>The law</h5><ul class=\"law\">");
    for (size_t i = 0; i < rule->basis.count; i++) {
        fl_buf_puts(out, "<li>");
        fl_page_basis(out, &rule->basis.items[i]);
        fl_buf_puts(out, "</li>");
    }
    fl_buf_puts(out, "</ul>\n");
}

static void add_decision(const fl_page *p, size_t i)
{
    fl_decision mark = fl_finding_decision(p->r, i);
    fl_buf_puts(p->out,
                "<p class=\"where\"><span class=\"at\">Decided</span> ");
    fl_buf_puts(p->out, mark.suppression == FL_SUPPRESSED_OUTSIDE
                            ? "A recorded decision accepts it. "
                        : mark.suppression == FL_SUPPRESSED_IN_DRAFT
                            ? "A comment in the draft accepts it. "
                            : "The baseline knows it. ");
    fl_add_xml(p->out, mark.why);
    fl_buf_puts(p->out, "</p>\n");
}

static void add_card(const fl_page *p, size_t i)
{
    const fl_outcome *o = &p->r->judgement->outcomes.items[i];
    const fl_rule *rule = fl_rule_of(p->r, o);
    const char *kind = fl_page_kind(p->r, i);
    fl_buf *out = p->out;
    fl_buf_printf(out,
                  "<article class=\"card %s\" id=\"d%zu-f%zu\" "
                  "data-kind=\"%s\">\n<h4><span class=\"num\">%zu</span> ",
                  kind, p->draft, i + 1, kind, i + 1);
    fl_add_xml(out, rule->title);
    fl_buf_puts(out, "</h4>\n<p class=\"level\">");
    fl_page_sign(out, kind, severity_words(kind));
    fl_buf_puts(out, "</p>\n<p class=\"message\">");
    fl_add_xml_sentence(out, o->message);
    fl_buf_puts(out, "</p>\n");
    if (strcmp(kind, "decided") == 0)
        add_decision(p, i);
    add_where(p, o);
    add_why(p, o);
    if (o->advice.len) {
        fl_buf_puts(out, "<div class=\"write\"><h5>What to write</h5><p>");
        fl_page_advice(out, o->advice);
        fl_buf_puts(out, "</p></div>\n");
    }
    fl_buf_puts(out, "<div class=\"side\">");
    add_law(out, rule);
    fl_buf_puts(out, "<p class=\"rule\">Strength: ");
    fl_add_xml(out, rule->strength);
    fl_buf_puts(out, "</p><p class=\"rule\"><code>");
    fl_add_rule_name(out, p->r->packs, rule);
    fl_buf_puts(out, "</code></p></div>\n</article>\n");
}

static void add_cards(const fl_page *p, bool live)
{
    for (size_t i = 0; i < p->r->judgement->finding_count; i++)
        if (fl_finding_live(p->r, i) == live)
            add_card(p, i);
}

/* What is wrong with the decisions: about files, not about the letter. */
static void add_notice(const fl_page *p, const fl_notice *n)
{
    const fl_notice_info *info = fl_notice_about(n->kind);
    const char *kind = fl_severity_words[n->severity];
    fl_buf_printf(p->out, "<article class=\"card %s\" data-kind=\"%s\">\n<h4>",
                  kind, kind);
    fl_add_xml(p->out, fl_str_from(info->title));
    fl_buf_puts(p->out, "</h4>\n<p class=\"level\">");
    fl_page_sign(p->out, kind, severity_words(kind));
    fl_buf_puts(p->out, "</p>\n<p class=\"message\">");
    fl_add_xml_sentence(p->out, n->message);
    fl_buf_puts(p->out, "</p>\n<p class=\"where\"><span class=\"at\">");
    fl_add_xml(p->out, fl_str_from(fl_notice_file(p->r, n)));
    fl_buf_printf(p->out, ", line %zu</span></p>\n", n->line);
    fl_buf_puts(p->out, "<div class=\"write\"><h5>What to do</h5><p>");
    fl_add_xml(p->out, fl_str_from(info->help));
    fl_buf_printf(p->out,
                  "</p></div>\n<div class=\"side\"><p class=\"rule\"><code>"
                  "foilint/%s</code></p></div>\n</article>\n",
                  info->id);
}

void fl_page_findings(const fl_page *p)
{
    const fl_judgement *j = p->r->judgement;
    size_t live = 0;
    for (size_t i = 0; i < j->finding_count; i++)
        live += fl_finding_live(p->r, i);
    fl_buf_puts(p->out, "<section class=\"findings\">\n");
    fl_page_heading(p, "findings", "What to change");
    if (!live && !p->r->notice_count)
        fl_buf_printf(p->out,
                      "<p class=\"clean\">No finding. %zu requirement%s "
                      "applied: %zu met, %zu could not be told.</p>\n",
                      j->applied, j->applied == 1 ? "" : "s", j->met,
                      j->cannot_tell);
    add_cards(p, true);
    for (size_t i = 0; i < p->r->notice_count; i++)
        add_notice(p, &p->r->notices[i]);
    if (live < j->finding_count) {
        fl_page_heading(p, "decided", "Already decided");
        add_cards(p, false);
    }
    fl_buf_puts(p->out, "</section>\n");
}

/* ---- the law -------------------------------------------------------------------------- */

static bool told_before(const fl_packs *packs, const bool *applied, size_t rule,
                        size_t basis)
{
    const fl_basis *b = &packs->rules.items[rule].basis.items[basis];
    for (size_t r = 0; r <= rule; r++) {
        size_t count = r < rule ? packs->rules.items[r].basis.count : basis;
        for (size_t i = 0; applied[r] && i < count; i++) {
            const fl_basis *other = &packs->rules.items[r].basis.items[i];
            if (fl_str_eq(other->source, b->source) &&
                fl_str_eq(other->at, b->at))
                return true;
        }
    }
    return false;
}

void fl_page_law(const fl_page *p)
{
    const fl_packs *packs = p->r->packs;
    bool *applied = fl_malloc(packs->rules.count * sizeof(*applied));
    p->out->failed |= !applied;
    if (!applied)
        return;
    for (size_t i = 0; i < p->r->judgement->outcomes.count; i++) {
        const fl_outcome *o = &p->r->judgement->outcomes.items[i];
        applied[o->rule] |= o->kind != FL_NOT_APPLICABLE;
    }
    fl_buf_puts(p->out, "<section class=\"sources\">\n");
    fl_page_heading(p, "law", "The law looked at");
    fl_buf_puts(p->out, "<ul class=\"law\">\n");
    for (size_t r = 0; r < packs->rules.count; r++)
        for (size_t i = 0; applied[r] && i < packs->rules.items[r].basis.count;
             i++)
            if (!told_before(packs, applied, r, i)) {
                fl_buf_puts(p->out, "<li>");
                fl_page_basis(p->out, &packs->rules.items[r].basis.items[i]);
                fl_buf_puts(p->out, "</li>\n");
            }
    fl_buf_puts(p->out, "</ul>\n</section>\n");
    fl_free(applied);
}
