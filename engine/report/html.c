/*
 * The HTML report: one page that needs nothing else, for people who don't run
 * programs. Head, index of the drafts when there are several, one article a
 * draft. It works without its script, which only filters.
 * SPDX-License-Identifier: MIT
 */
#include "report/html.h"

#include "base/calendar.h"

/* The signs differ in shape, not in colour alone: an octagon, a triangle, a
 * square, a disc with a tick, a broken ring with a question mark, a flag. */
static const char signs[] =
    "<svg class=\"signs\" aria-hidden=\"true\" focusable=\"false\" "
    "width=\"0\" height=\"0\">"
    "<symbol id=\"s-error\" viewBox=\"0 0 20 20\">"
    "<path d=\"M6 1h8l5 5v8l-5 5H6l-5-5V6z\" fill=\"currentColor\"/>"
    "<path d=\"M10 5v6M10 13.6v1.4\" stroke=\"#fff\" stroke-width=\"2.2\" "
    "fill=\"none\"/></symbol>"
    "<symbol id=\"s-warning\" viewBox=\"0 0 20 20\">"
    "<path d=\"M10 1.5 19.3 18H.7z\" fill=\"currentColor\"/>"
    "<path d=\"M10 7v5M10 14v1.6\" stroke=\"#fff\" stroke-width=\"2\" "
    "fill=\"none\"/></symbol>"
    "<symbol id=\"s-note\" viewBox=\"0 0 20 20\">"
    "<rect x=\"2\" y=\"2\" width=\"16\" height=\"16\" rx=\"2\" "
    "fill=\"currentColor\"/>"
    "<path d=\"M10 9v6M10 5v1.8\" stroke=\"#fff\" stroke-width=\"2.2\" "
    "fill=\"none\"/></symbol>"
    "<symbol id=\"s-met\" viewBox=\"0 0 20 20\">"
    "<circle cx=\"10\" cy=\"10\" r=\"9\" fill=\"currentColor\"/>"
    "<path d=\"m5.5 10.3 3 3 6-6.3\" stroke=\"#fff\" stroke-width=\"2.2\" "
    "fill=\"none\"/></symbol>"
    "<symbol id=\"s-unknown\" viewBox=\"0 0 20 20\">"
    "<circle cx=\"10\" cy=\"10\" r=\"8\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"4 2.3\"/>"
    "<path d=\"M7.6 8a2.5 2.5 0 1 1 3.5 2.4c-.8.4-1.1.8-1.1 1.7M10 "
    "13.6v1.4\" stroke=\"currentColor\" stroke-width=\"1.8\" fill=\"none\"/>"
    "</symbol>"
    "<symbol id=\"s-decided\" viewBox=\"0 0 20 20\">"
    "<path d=\"M4 1.5v17M5 3h11l-3 4 3 4H5\" stroke=\"currentColor\" "
    "stroke-width=\"2\" fill=\"none\"/></symbol>"
    "</svg>\n";

/* ---- head of one draft ---------------------------------------------------------------- */

static void add_fact(fl_buf *out, const char *label, fl_str value)
{
    if (!value.len)
        return;
    fl_buf_printf(out, "<div><dt>%s</dt><dd>", label);
    fl_add_xml(out, value);
    fl_buf_puts(out, "</dd></div>\n");
}

/* "12 June 2025". */
static void write_day(fl_buf *out, fl_day day)
{
    static const char *const months[] = { "January", "February", "March",
                                          "April",   "May",      "June",
                                          "July",    "August",   "September",
                                          "October", "November", "December" };
    int year = 0;
    int month = 1;
    int date = 0;
    fl_day_to_civil(day, &year, &month, &date);
    fl_buf_printf(out, "%d %s %d", date, months[month - 1], year);
}

static void add_day(fl_buf *out, const char *label, fl_day day)
{
    fl_buf words = { 0 };
    if (day == FL_NO_DAY)
        fl_buf_puts(&words, "not said");
    else
        write_day(&words, day);
    add_fact(out, label, fl_buf_str(&words));
    out->failed |= words.failed;
    fl_buf_dispose(&words);
}

/* The title of the pack that judges by `regime`, else the label itself. */
static fl_str regime_title(const fl_packs *packs, fl_atom regime)
{
    for (size_t i = 0; i < packs->packs.count; i++)
        if (packs->packs.items[i].regime == regime)
            return packs->packs.items[i].title;
    return fl_atom_name(packs, regime);
}

static void add_facts(const fl_page *p)
{
    static const char *const froms[][2] = {
        { "option", " (as asked for)" },
        { "letter", " (the letter's date)" },
        { "sent", " (the day of sending)" },
        { "bound", " (the latest its words allow)" },
    };
    const fl_facts *f = p->r->facts;
    const fl_packs *packs = p->r->packs;
    fl_buf line = { 0 };
    fl_buf_puts(p->out, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < f->kinds.count; i++) {
        fl_buf_puts(&line, i ? ", " : "");
        fl_buf_add(&line, fl_atom_name(packs, f->kinds.items[i]));
    }
    add_fact(p->out, "Kind", fl_buf_str(&line));
    if (f->regime)
        add_fact(p->out, "Answered under", regime_title(packs, f->regime));
    add_day(p->out, "Request received", f->received);
    add_day(p->out, "Letter dated", f->response);
    fl_buf_clear(&line);
    if (f->as_of != FL_NO_DAY) {
        write_day(&line, f->as_of);
        for (size_t i = 0; i < sizeof(froms) / sizeof(froms[0]); i++)
            if (strcmp(froms[i][0], f->as_of_from) == 0)
                fl_buf_puts(&line, froms[i][1]);
    }
    add_fact(p->out, "Judged by the law of", fl_buf_str(&line));
    fl_buf_puts(p->out, "</dl>\n");
    p->out->failed |= line.failed;
    fl_buf_dispose(&line);
}

static void add_count(fl_buf *out, const char *kind, size_t count,
                      const char *one, const char *many)
{
    fl_buf_printf(out, "<li class=\"%s%s\">", kind, count ? "" : " none");
    fl_page_sign(out, kind, "");
    fl_buf_printf(out, "<b>%zu</b> %s</li>\n", count, count == 1 ? one : many);
}

static void add_totals(fl_buf *out, const fl_tally *t)
{
    fl_buf_puts(out, "<ul class=\"totals\">\n");
    add_count(out, "error", t->errors, "error", "errors");
    add_count(out, "warning", t->warnings, "warning", "warnings");
    add_count(out, "note", t->notes, "note", "notes");
    if (t->decided)
        add_count(out, "decided", t->decided, "decided", "decided");
    add_count(out, "met", t->met, "requirement met", "requirements met");
    add_count(out, "unknown", t->cannot_tell, "cannot be told",
              "cannot be told");
    fl_buf_puts(out, "</ul>\n");
}

static void add_jumps(const fl_page *p)
{
    static const char *const all[][2] = {
        { "findings", "What to change" },
        { "letter", "The letter" },
        { "questions", "What was asked" },
        { "claims", "Grounds relied on" },
        { "whole", "As a whole" },
        { "unknown", "Could not be told" },
        { "law", "The law" },
    };
    fl_buf_puts(p->out, "<nav class=\"jumps\" aria-label=\"Sections of ");
    fl_add_xml(p->out, fl_str_from(p->r->path));
    fl_buf_puts(p->out, "\"><ul>\n");
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        if (strcmp(all[i][0], "claims") != 0 || p->r->facts->claims.count)
            fl_buf_printf(p->out, "<li><a href=\"#d%zu-%s\">%s</a></li>\n",
                          p->draft, all[i][0], all[i][1]);
    fl_buf_puts(p->out, "</ul></nav>\n");
}

static void add_body(const fl_page *p, const fl_tally *tally)
{
    add_totals(p->out, tally);
    add_facts(p);
    if (!fl_result_recognised(p->r)) {
        fl_buf_puts(p->out, "<p class=\"partial\">Not recognised as a "
                            "response, so nothing was judged.</p>\n");
        return;
    }
    add_jumps(p);
    fl_page_findings(p);
    fl_page_letter(p);
    fl_page_questions(p);
    fl_page_claims(p);
    fl_page_rest(p);
    fl_page_law(p);
}

/* ---- the index ----------------------------------------------------------------------------- */

static void add_cell(fl_buf *out, const char *label, size_t count)
{
    fl_buf_printf(out,
                  "<td role=\"cell\" data-label=\"%s\" class=\"n%s\">%zu</td>",
                  label, count ? "" : " zero", count);
}

static void add_numbers(fl_buf *out, const fl_tally *t)
{
    add_cell(out, "Errors", t->errors);
    add_cell(out, "Warnings", t->warnings);
    add_cell(out, "Notes", t->notes);
    add_cell(out, "Met", t->met);
    add_cell(out, "Cannot be told", t->cannot_tell);
    fl_buf_puts(out, "</tr>\n");
}

static void add_row(const fl_result *r, const fl_report_part *part, fl_buf *out)
{
    const fl_tally *t = &part->tally;
    fl_buf_puts(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    fl_buf_printf(out, "<a href=\"#d%zu\">", part->number + 1);
    fl_add_xml(out, fl_str_from(r->path));
    fl_buf_puts(out, "</a>");
    fl_buf_puts(out, t->unreadable ? " <span class=\"tag\">unreadable</span>"
                     : t->unrecognised ? " <span class=\"tag\">not recognised"
                                         "</span>"
                     : t->partial      ? " <span class=\"tag\">partly "
                                         "unreadable</span>"
                                       : "");
    fl_buf_puts(out, "</th>");
    add_numbers(out, t);
}

static void add_index(const fl_report *report, fl_buf *out)
{
    static const char *const heads[] = { "Draft", "Errors", "Warnings",
                                         "Notes", "Met",    "Cannot be told" };
    fl_buf_puts(out, "<section class=\"index\">\n<h2 id=\"index\">Drafts</h2>\n"
                     "<table role=\"table\" aria-labelledby=\"index\">\n"
                     "<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        fl_buf_printf(out, "<th scope=\"col\" role=\"columnheader\"%s>%s</th>",
                      i ? " class=\"n\"" : "", heads[i]);
    fl_buf_puts(out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    fl_buf_add(out, fl_buf_str(&report->notes));
    fl_buf_puts(out, "</tbody>\n<tfoot role=\"rowgroup\"><tr role=\"row\">"
                     "<th scope=\"row\" role=\"rowheader\">All drafts</th>");
    add_numbers(out, &report->tally);
    fl_buf_puts(out, "</tfoot></table>\n</section>\n");
}

/* ---- the page -------------------------------------------------------------------------------- */

static void document(const fl_report *report, const fl_result *result,
                     fl_report_part *part)
{
    (void)report;
    fl_buf *out = &part->text;
    fl_page page = { out, result, part->number + 1 };
    fl_buf_printf(out, "<article class=\"draft\" id=\"d%zu\">\n<h2>",
                  page.draft);
    fl_add_xml(out, fl_str_from(result->path));
    fl_buf_puts(out, "</h2>\n");
    if (result->doc) {
        add_body(&page, &part->tally);
    } else {
        fl_buf_puts(out, "<p class=\"partial\">");
        fl_page_sign(out, "error", "Could not be read:");
        fl_buf_putc(out, ' ');
        fl_add_xml(out, result->error);
        fl_buf_puts(out, "</p>\n");
    }
    fl_buf_puts(out, "</article>\n");
    add_row(result, part, &part->note);
}

/* Only our own style and script run, whatever a letter holds. */
static void add_head(const fl_report *report, fl_buf *out)
{
    size_t drafts = report->tally.drafts;
    fl_buf_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n"
        "<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri "
        "'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<meta name=\"generator\" content=\"foilint %s\">\n"
        "<title>foilint report: %zu draft%s, %zu error%s</title>\n<style>%s"
        "</style>\n</head>\n<body>\n",
        fl_page_style_sha256, fl_page_script_sha256, FL_VERSION, drafts,
        drafts == 1 ? "" : "s", report->tally.errors,
        report->tally.errors == 1 ? "" : "s", fl_page_style);
}

static void add_banner(const fl_report *report, fl_buf *out)
{
    const fl_packs *packs = report->packs;
    size_t laws = 0;
    fl_buf_puts(out, "<header class=\"page\">\n<p class=\"eyebrow\">foilint "
                     "report</p>\n<h1>");
    fl_buf_puts(out, report->tally.drafts == 1 ? "A draft answer read against "
                                               : "Draft answers read against ");
    for (size_t i = 0; i < packs->packs.count; i++) {
        if (!packs->packs.items[i].is_law)
            continue;
        fl_buf_puts(out, laws++ ? ", " : "the ");
        fl_add_xml(out, packs->packs.items[i].title);
    }
    fl_buf_puts(out, laws ? "</h1>\n" : "rules</h1>\n");
    if (report->tally.drafts > 1)
        add_totals(out, &report->tally);
    fl_buf_puts(out, "<div id=\"filter\" hidden></div>\n</header>\n");
}

static void add_foot(const fl_report *report, fl_buf *out)
{
    const fl_packs *packs = report->packs;
    fl_buf_puts(out, "<footer class=\"page\">\n<p>Made by foilint " FL_VERSION
                     ". It says what its rules found; it is not legal advice, "
                     "and a letter without findings may still be wrong.</p>\n"
                     "<ul>\n");
    for (size_t i = 0; i < packs->packs.count; i++) {
        const fl_pack *pack = &packs->packs.items[i];
        fl_buf_puts(out, "<li>");
        fl_add_xml(out, pack->title.len ? pack->title : pack->name);
        fl_buf_puts(out, " (");
        fl_add_xml(out, pack->name);
        fl_buf_putc(out, ' ');
        fl_add_xml(out, pack->version);
        if (pack->law_as_at.len) {
            fl_buf_puts(out, ", law as at ");
            fl_add_xml(out, pack->law_as_at);
        }
        fl_buf_puts(out, ") <code class=\"digest\">");
        fl_add_xml(out, pack->sha256);
        fl_buf_puts(out, "</code></li>\n");
    }
    fl_buf_puts(out, "</ul>\n</footer>\n");
}

static void end(const fl_report *report, fl_buf *out)
{
    add_head(report, out);
    fl_buf_puts(out, signs);
    add_banner(report, out);
    fl_buf_puts(out, "<main>\n");
    if (report->tally.drafts > 1)
        add_index(report, out);
    fl_buf_add(out, fl_buf_str(&report->held));
    fl_buf_puts(out, "</main>\n");
    add_foot(report, out);
    fl_buf_printf(out, "<script>%s</script>\n</body>\n</html>\n",
                  fl_page_script);
}

const fl_format fl_format_html = {
    .name = "html", .holds = true, .document = document, .end = end
};
