/*
 * SARIF's description of the tool: rules with their help, packs as
 * extensions.
 * SPDX-License-Identifier: MIT
 */
#include "report/sarif.h"

#include "report/escape.h"
#include "report/finding.h"

#include <stdio.h>

/* GitHub's limits, in characters; ours are in bytes, which is never longer. */
#define MOST_NAME 255u
#define MOST_TEXT 1024u

void fl_sarif_message(fl_json *w, const char *key, fl_str text)
{
    fl_buf doubled = { 0 };
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '{' || text.ptr[i] == '}')
            fl_buf_putc(&doubled, text.ptr[i]);
        /* "[words](1)" would be a link to a related location */
        if (text.ptr[i] == ']' && i + 1 < text.len && text.ptr[i + 1] == '(')
            fl_buf_putc(&doubled, '\\');
        fl_buf_putc(&doubled, text.ptr[i]);
    }
    fl_json_key(w, key);
    fl_json_open(w, '{');
    fl_json_member(w, "text", fl_buf_str(&doubled));
    fl_json_close(w, '}');
    w->out.failed |= doubled.failed;
    fl_buf_dispose(&doubled);
}

/* Cuts at a code point's start. */
static fl_str cut(fl_str s, size_t most)
{
    if (s.len <= most)
        return s;
    while (most && ((unsigned char)s.ptr[most] & 0xC0) == 0x80)
        most--;
    return fl_str_slice(s, 0, most);
}

/* "some-rule" as "SomeRule". */
static void write_name(fl_json *w, fl_str id)
{
    fl_buf name = { 0 };
    bool start = true;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        if (!fl_is_word(c)) {
            start = true;
            continue;
        }
        fl_buf_putc(&name, start && fl_is_lower(c) ? (char)(c - 'a' + 'A') : c);
        start = false;
    }
    fl_json_member(w, "name", cut(fl_buf_str(&name), MOST_NAME));
    w->out.failed |= name.failed;
    fl_buf_dispose(&name);
}

static void write_full(fl_json *w, const fl_rule *rule)
{
    fl_buf text = { 0 };
    fl_buf_add(&text, rule->title);
    fl_buf_puts(&text, ". Required by");
    for (size_t i = 0; i < rule->basis.count; i++) {
        fl_buf_puts(&text, i ? "; " : " ");
        fl_add_basis(&text, &rule->basis.items[i]);
    }
    fl_buf_putc(&text, '.');
    fl_json_key(w, "fullDescription");
    fl_json_open(w, '{');
    fl_json_member(w, "text", cut(fl_buf_str(&text), MOST_TEXT));
    fl_json_close(w, '}');
    w->out.failed |= text.failed;
    fl_buf_dispose(&text);
}

static void add_plain_help(fl_buf *out, const fl_packs *packs,
                           const fl_rule *rule)
{
    fl_buf_add(out, rule->title);
    fl_buf_puts(out, ".\n\nLaw:\n");
    for (size_t i = 0; i < rule->basis.count; i++) {
        fl_buf_puts(out, "- ");
        fl_add_basis(out, &rule->basis.items[i]);
        fl_buf_printf(out, " %.*s\n", FL_ARG(rule->basis.items[i].url));
    }
    fl_buf_puts(out, "Strength: ");
    fl_buf_add(out, rule->strength);
    fl_buf_puts(out, "\n\nWhat to write: ");
    fl_buf_add(out, rule->advice);
    fl_buf_puts(out, "\n\nExamples: foilint explain ");
    fl_add_rule_name(out, packs, rule);
    fl_buf_putc(out, '\n');
}

static void add_markdown_law(fl_buf *out, const fl_basis *basis)
{
    fl_buf law = { 0 };
    fl_add_basis(&law, basis);
    fl_buf_puts(out, "- ");
    if (fl_is_web_address(basis->url)) {
        fl_buf_putc(out, '[');
        fl_add_markdown(out, fl_buf_str(&law));
        fl_buf_puts(out, "](<");
        fl_add_link(out, basis->url);
        fl_buf_puts(out, ">)");
    } else {
        fl_add_markdown(out, fl_buf_str(&law));
    }
    fl_buf_putc(out, '\n');
    out->failed |= law.failed;
    fl_buf_dispose(&law);
}

static void add_markdown_help(fl_buf *out, const fl_packs *packs,
                              const fl_rule *rule)
{
    fl_buf_puts(out, "**");
    fl_add_markdown(out, rule->title);
    fl_buf_puts(out, "**\n\n### Law\n\n");
    for (size_t i = 0; i < rule->basis.count; i++)
        add_markdown_law(out, &rule->basis.items[i]);
    fl_buf_puts(out, "\nStrength: ");
    fl_add_markdown(out, rule->strength);
    fl_buf_puts(out, "\n\n### What to write\n\n");
    fl_add_markdown(out, rule->advice);
    fl_buf_puts(out, "\n\nExamples: `foilint explain ");
    fl_add_rule_name(out, packs, rule);
    fl_buf_puts(out, "`\n");
}

static void write_help(fl_json *w, const fl_packs *packs, const fl_rule *rule)
{
    fl_buf text = { 0 };
    fl_buf markdown = { 0 };
    add_plain_help(&text, packs, rule);
    add_markdown_help(&markdown, packs, rule);
    fl_json_key(w, "help");
    fl_json_open(w, '{');
    fl_json_member(w, "text", fl_buf_str(&text));
    fl_json_member(w, "markdown", fl_buf_str(&markdown));
    fl_json_close(w, '}');
    w->out.failed |= text.failed || markdown.failed;
    fl_buf_dispose(&text);
    fl_buf_dispose(&markdown);
    for (size_t i = 0; i < rule->basis.count; i++)
        if (fl_is_web_address(rule->basis.items[i].url)) {
            fl_json_member(w, "helpUri", rule->basis.items[i].url);
            return;
        }
}

static void write_configuration(fl_json *w, const fl_rule *rule)
{
    fl_json_key(w, "defaultConfiguration");
    fl_json_open(w, '{');
    if (rule->severity == FL_SEVERITY_OFF) {
        fl_json_key(w, "enabled");
        fl_json_bool(w, false);
    } else {
        fl_json_member(w, "level",
                       fl_str_from(fl_severity_words[rule->severity]));
    }
    fl_json_close(w, '}');
}

static void write_tags(fl_json *w, const fl_packs *packs, const fl_rule *rule)
{
    static const char *const problems[] = { "recommendation", "recommendation",
                                            "warning", "error" };
    fl_json_key(w, "properties");
    fl_json_open(w, '{');
    fl_json_key(w, "tags");
    fl_json_open(w, '[');
    fl_json_str(w, fl_rule_pack(packs, rule));
    if (rule->group.len)
        fl_json_str(w, rule->group);
    fl_json_str(w, rule->strength);
    fl_json_close(w, ']');
    fl_json_member(w, "problem.severity",
                   fl_str_from(problems[rule->severity]));
    fl_json_close(w, '}');
}

static void write_rule(fl_json *w, const fl_packs *packs, const fl_rule *rule)
{
    fl_buf id = { 0 };
    fl_add_rule_name(&id, packs, rule);
    fl_json_open(w, '{');
    fl_json_member(w, "id", fl_buf_str(&id));
    write_name(w, fl_rule_id(packs, rule));
    fl_json_key(w, "shortDescription");
    fl_json_open(w, '{');
    fl_json_member(w, "text", cut(rule->title, MOST_TEXT));
    fl_json_close(w, '}');
    write_full(w, rule);
    write_help(w, packs, rule);
    write_configuration(w, rule);
    write_tags(w, packs, rule);
    fl_json_close(w, '}');
    w->out.failed |= id.failed;
    fl_buf_dispose(&id);
}

static void write_notice_rule(fl_json *w, const fl_notice_info *info)
{
    char id[80];
    fl_str title = fl_str_from(info->title);
    snprintf(id, sizeof(id), "foilint/%s", info->id);
    fl_json_open(w, '{');
    fl_json_member(w, "id", fl_str_from(id));
    write_name(w, fl_str_from(info->id));
    fl_sarif_message(w, "shortDescription", title);
    fl_sarif_message(w, "fullDescription", title);
    fl_json_key(w, "help");
    fl_json_open(w, '{');
    fl_json_member(w, "text", fl_str_from(info->help));
    fl_json_member(w, "markdown", fl_str_from(info->help));
    fl_json_close(w, '}');
    fl_json_key(w, "properties");
    fl_json_open(w, '{');
    fl_json_key(w, "tags");
    fl_json_open(w, '[');
    fl_json_str(w, FL_STR("foilint"));
    fl_json_close(w, ']');
    fl_json_member(w, "problem.severity",
                   fl_str_from(fl_severity_words[info->severity]));
    fl_json_close(w, '}');
    fl_json_key(w, "defaultConfiguration");
    fl_json_open(w, '{');
    fl_json_member(w, "level", fl_str_from(fl_severity_words[info->severity]));
    fl_json_close(w, '}');
    fl_json_close(w, '}');
}

static void write_notifications(fl_json *w)
{
    static const char *const all[][3] = {
        { "unreadable", "UnreadableDraft", "The draft could not be read." },
        { "partial", "PartlyReadDraft",
          "Some of the draft could not be read." },
        { "not-recognised", "UnrecognisedDraft",
          "The draft was not recognised as a response, so nothing was "
          "judged." },
    };
    fl_json_key(w, "notifications");
    fl_json_open(w, '[');
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        fl_str text = fl_str_from(all[i][2]);
        fl_json_open(w, '{');
        fl_json_member(w, "id", fl_str_from(all[i][0]));
        fl_json_member(w, "name", fl_str_from(all[i][1]));
        fl_sarif_message(w, "shortDescription", text);
        fl_sarif_message(w, "fullDescription", text);
        fl_sarif_message(w, "help", text);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}

static void write_extension(fl_json *w, const fl_pack *pack)
{
    fl_json_open(w, '{');
    fl_json_member(w, "name", pack->name);
    fl_json_member(w, "semanticVersion", pack->version);
    if (pack->title.len)
        fl_sarif_message(w, "shortDescription", pack->title);
    fl_json_key(w, "properties");
    fl_json_open(w, '{');
    fl_json_member(w, "kind", pack->kind);
    fl_json_member(w, "sha256", pack->sha256);
    if (pack->law_as_at.len)
        fl_json_member(w, "lawAsAt", pack->law_as_at);
    fl_json_close(w, '}');
    fl_json_close(w, '}');
}

void fl_sarif_tool(fl_json *w, const fl_packs *packs)
{
    fl_json_key(w, "tool");
    fl_json_open(w, '{');
    fl_json_key(w, "driver");
    fl_json_open(w, '{');
    fl_json_member(w, "name", FL_STR("foilint"));
    fl_json_member(w, "semanticVersion", fl_str_from(FL_VERSION));
    fl_json_member(w, "language", FL_STR("en-GB"));
    write_notifications(w);
    fl_json_key(w, "rules");
    fl_json_open(w, '[');
    for (size_t i = 0; i < packs->rules.count; i++) {
        if (w->comma)
            fl_buf_puts(&w->out, "\n"); /* one rule a line */
        write_rule(w, packs, &packs->rules.items[i]);
    }
    for (int k = 0; k < FL_NOTICE_COUNT; k++) {
        if (w->comma)
            fl_buf_puts(&w->out, "\n");
        write_notice_rule(w, fl_notice_about((fl_notice_kind)k));
    }
    fl_json_close(w, ']');
    fl_json_close(w, '}');
    fl_json_key(w, "extensions");
    fl_json_open(w, '[');
    for (size_t i = 0; i < packs->packs.count; i++)
        write_extension(w, &packs->packs.items[i]);
    fl_json_close(w, ']');
    fl_json_close(w, '}');
}
