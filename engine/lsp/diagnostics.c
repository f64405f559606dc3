/*
 * Findings as the editor's diagnostics, and the law behind them on hover.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/server.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Of the protocol: 1 error, 2 warning, 3 information. */
static int severity_number(const char *severity)
{
    if (cli_same(severity, "error"))
        return 1;
    return cli_same(severity, "warning") ? 2 : 3;
}

/* The first address in the rule's basis; "" when none has one. */
static const char *law_address(const fl_packs *packs, size_t rule)
{
    fl_basis_info basis;
    for (size_t i = 0; fl_packs_rule_basis(packs, rule, i, &basis); i++)
        if (basis.url[0])
            return basis.url;
    return "";
}

static void add_related(const lsp_server *server, const lsp_document *doc,
                        const lsp_finding *f, cJSON *diagnostic)
{
    cJSON *list = lsp_array();
    cJSON *related = lsp_object();
    cJSON *location = lsp_object();
    lsp_put_text(location, "uri", doc->uri);
    lsp_put(location, "range",
            lsp_range_json(server, doc, f->expected, f->expected));
    lsp_put(related, "location", location);
    lsp_put_text(related, "message", "it belongs behind this");
    cJSON_AddItemToArray(list, related);
    lsp_put(diagnostic, "relatedInformation", list);
}

cJSON *lsp_diagnostic(const lsp_server *server, const lsp_document *doc,
                      const lsp_finding *f)
{
    cJSON *diagnostic = lsp_object();
    lsp_put(diagnostic, "range", lsp_range_json(server, doc, f->start, f->end));
    lsp_put_number(diagnostic, "severity", severity_number(f->severity));
    const char *slash = strchr(f->rule, '/');
    lsp_put_text(diagnostic, "code", slash ? slash + 1 : f->rule);
    size_t rule = fl_packs_find_rule(doc->set->packs, f->rule);
    const char *address = law_address(doc->set->packs, rule);
    if (address[0]) {
        cJSON *description = lsp_object();
        lsp_put_text(description, "href", address);
        lsp_put(diagnostic, "codeDescription", description);
    }
    lsp_put_text(diagnostic, "source", "foilint");
    lsp_put_text(diagnostic, "message", f->message);
    if (f->missing && server->related_information)
        add_related(server, doc, f, diagnostic);
    return diagnostic;
}

void lsp_publish(lsp_server *server, lsp_document *doc)
{
    lsp_document_lint(doc);
    cJSON *params = lsp_object();
    cJSON *list = lsp_array();
    for (size_t i = 0; i < doc->finding_count; i++)
        cJSON_AddItemToArray(list,
                             lsp_diagnostic(server, doc, &doc->findings[i]));
    lsp_put_text(params, "uri", doc->uri);
    lsp_put_number(params, "version", (double)doc->version);
    lsp_put(params, "diagnostics", list);
    lsp_notify(server, "textDocument/publishDiagnostics", params);
    doc->published = true;
}

/* ---- hover ------------------------------------------------------------------ */

/* Text in which nothing is a mark of Markdown. */
static void add_plain(lsp_text *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (strchr("\\`*_{}[]<>()#+!|~&", *c))
            lsp_text_add(out, "\\", 1);
        lsp_text_add(out, *c == '\n' ? " " : c, 1);
    }
}

static void add_law(lsp_text *out, const fl_packs *packs, size_t rule)
{
    fl_basis_info basis;
    for (size_t i = 0; fl_packs_rule_basis(packs, rule, i, &basis); i++) {
        lsp_text_puts(out, basis.url[0] ? "- [" : "- ");
        add_plain(out, basis.source);
        lsp_text_puts(out, " ");
        add_plain(out, basis.at);
        if (basis.url[0]) {
            lsp_text_puts(out, "](<");
            lsp_text_puts(out, basis.url);
            lsp_text_puts(out, ">)");
        }
        lsp_text_puts(out, "\n");
    }
}

static void add_finding(lsp_text *out, const fl_packs *packs,
                        const lsp_finding *f)
{
    fl_rule_info rule = { .title = "", .strength = "" };
    size_t at = fl_packs_find_rule(packs, f->rule);
    fl_packs_rule(packs, at, &rule);
    lsp_text_puts(out, "**");
    add_plain(out, rule.title);
    lsp_text_puts(out, "**\n\n");
    add_plain(out, f->message);
    lsp_text_puts(out, "\n\nLaw, strength ");
    add_plain(out, rule.strength);
    lsp_text_puts(out, ":\n\n");
    add_law(out, packs, at);
    lsp_text_puts(out, "\nWhat to write: ");
    add_plain(out, f->advice);
    lsp_text_puts(out, "\n\n`");
    lsp_text_puts(out, f->rule);
    lsp_text_puts(out, "`, ");
    lsp_text_puts(out, f->severity);
    lsp_text_puts(out, "\n");
}

cJSON *lsp_hover(const lsp_server *server, const lsp_document *doc,
                 size_t offset)
{
    lsp_text text = { 0 };
    size_t start = 0;
    size_t end = SIZE_MAX;
    for (size_t i = 0; i < doc->finding_count; i++) {
        const lsp_finding *f = &doc->findings[i];
        if (offset < f->start || offset > f->end)
            continue;
        if (text.len)
            lsp_text_puts(&text, "\n---\n\n");
        add_finding(&text, doc->set->packs, f);
        start = f->start > start ? f->start : start;
        end = f->end < end ? f->end : end;
    }
    if (!text.len)
        return lsp_need(cJSON_CreateNull());
    cJSON *contents = lsp_object();
    lsp_put_text(contents, "kind", "markdown");
    lsp_put_text(contents, "value", text.ptr);
    free(text.ptr);
    cJSON *hover = lsp_object();
    lsp_put(hover, "contents", contents);
    lsp_put(hover, "range", lsp_range_json(server, doc, start, end));
    return hover;
}
