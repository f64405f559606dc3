/*
 * The options of all subcommands, as one table.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef enum { FLAG, TEXT, LIST, NUMBER, COLOUR } option_kind;

typedef struct {
    const char *name;
    char letter; /* 0: none */
    option_kind kind;
    size_t at; /* offset in cli_options */
    const char *value;
    const char *help;
} option;

#define AT(member) offsetof(cli_options, member)

/* A help text that begins with names of commands and a colon ("check, why: ")
 * is of an option for these alone. One that begins with a list ("auto, always
 * or never") lists what the value can be; the shells complete by it. */
static const option table[] = {
    { "format", 'f', TEXT, AT(format), "NAME",
      "text (default), json, ndjson, sarif, junit, checkstyle,\n"
      "github, gitlab, rdjsonl, html, quiet; deadline: ics;\n"
      "scaffold: txt, md" },
    { "output", 'o', LIST, AT(outputs), "FORMAT=FILE",
      "check, attachments, annotate, template, scaffold: also write this "
      "format to a file;\n"
      "may be repeated; annotate and scaffold: FILE alone, to write to" },
    { "fail-on", 0, TEXT, AT(fail_on), "LEVEL",
      "check, attachments, template: error (default), warning, note or never: "
      "exit 1 at this or\nabove" },
    { "exit-zero", 0, FLAG, AT(exit_zero), NULL,
      "check, attachments, template, test: exit 0 in spite of findings" },
    { "pack", 0, LIST, AT(packs), "DIR",
      "use the rule pack in DIR, or the built-in one of that name" },
    { "overlay", 0, LIST, AT(overlays), "DIR",
      "apply an overlay, a directory or a name; may be repeated" },
    { "rule-severity", 0, LIST, AT(severities), "RULE=LEVEL",
      "check, attachments, annotate, facts, why, template, test: error, "
      "warning, note or off for one rule" },
    { "as-of", 0, TEXT, AT(as_of), "DATE",
      "check, attachments, annotate, facts, why, template, test: judge by the "
      "law of YYYY-MM-DD" },
    { "received", 0, TEXT, AT(facts.received), "DATE",
      "check, annotate, facts, why, template, deadline: the request was "
      "received on YYYY-MM-DD" },
    { "sent", 0, TEXT, AT(facts.sent), "DATE",
      "check, annotate, facts, why, template, deadline: the letter goes out on "
      "YYYY-MM-DD" },
    { "clarified", 0, TEXT, AT(facts.clarified), "DATE",
      "check, annotate, facts, why, template, deadline: what was unclear was "
      "made clear on YYYY-MM-DD" },
    { "extended", 0, TEXT, AT(facts.extended), "DATE",
      "check, annotate, facts, why, template, deadline: the time was extended "
      "to YYYY-MM-DD" },
    { "authority-kind", 0, TEXT, AT(facts.authority), "KIND",
      "check, annotate, facts, why, template, deadline: kind of authority, "
      "where the law gives some more time" },
    { "requester", 0, TEXT, AT(facts.requester), "NAMES",
      "check, attachments: name and addresses of who asked, with ; between "
      "them, which what is to be published must not hold" },
    { "authority-name", 0, TEXT, AT(authority_name), "NAME",
      "init: name of the authority" },
    { "review-address", 0, TEXT, AT(review_address), "TEXT",
      "init: address for requests for a review" },
    { "review-requested", 0, TEXT, AT(facts.review_requested), "DATE",
      "deadline: a review was asked for on YYYY-MM-DD" },
    { "disregard", 0, LIST, AT(disregards), "WHY=FROM..TO",
      "deadline: these days do not count; may be repeated" },
    { "regime", 0, TEXT, AT(regime), "NAME",
      "deadline: the regime of the law that is meant (default: that of the law "
      "loaded first)" },
    { "reference", 0, TEXT, AT(facts.reference), "TEXT",
      "deadline: reference of the case, for calendar entries" },
    { "days", 0, FLAG, AT(days), NULL, "deadline: show every day" },
    { "jobs", 'j', NUMBER, AT(jobs), "N",
      "check, attachments, facts, why, template: work in N threads (default "
      "1)" },
    { "config", 0, TEXT, AT(config), "FILE", "use this configuration file" },
    { "no-config", 0, FLAG, AT(no_config), NULL, "ignore configuration files" },
    { "show", 0, FLAG, AT(show), NULL, "config: print what applies to a path" },
    { "decisions", 0, TEXT, AT(decisions), "FILE",
      "check, annotate, template, lsp: use these recorded decisions" },
    { "no-decisions", 0, FLAG, AT(no_decisions), NULL,
      "check, annotate, template, lsp: ignore decisions, comments in drafts "
      "and baselines" },
    { "baseline", 0, TEXT, AT(baseline), "FILE",
      "check, annotate, template, lsp: findings that this baseline knows do "
      "not count" },
    { "write-baseline", 0, TEXT, AT(write_baseline), "FILE",
      "check: write a baseline of all findings" },
    { "prune-baseline", 0, FLAG, AT(prune_baseline), NULL,
      "check: take out of the baseline what is no longer found" },
    { "allow-stale-baseline", 0, FLAG, AT(allow_stale), NULL,
      "check: what the baseline knows and is gone is a mere note" },
    { "why", 0, TEXT, AT(why), "REASON", "decide: why it is accepted" },
    { "who", 0, TEXT, AT(who), "NAME",
      "decide: who accepts it (default: git's user.name)" },
    { "quote", 0, TEXT, AT(quote), "WORDS",
      "decide: the words, where a rule finds several" },
    { "by-authority", 0, TEXT, AT(by_authority), "TEXT",
      "decide: under what authority" },
    { "expires", 0, TEXT, AT(expires), "DATE",
      "decide: the last day on which it holds" },
    { "stdin-filename", 0, TEXT, AT(stdin_name), "PATH",
      "check, attachments, facts, why, template: name to show for standard "
      "input (-)" },
    { "input-format", 0, TEXT, AT(input_format), "NAME",
      "check, annotate, facts, why, template, test: text, markdown, html, "
      "docx, odt, pdf or eml,\nwhatever the name says" },
    { "convert", 0, FLAG, AT(convert), NULL,
      "check, attachments, annotate, facts, why, template: have .doc, .rtf and "
      ".xls converted\nby LibreOffice, .msg by msgconvert" },
    { "attachments", 0, FLAG, AT(attachments), NULL,
      "check: also look into the other files of a directory" },
    { "write-clean", 0, TEXT, AT(write_clean), "DIR",
      "attachments: write what is seen of each sheet of a workbook as CSV to "
      "DIR" },
    { "all-outcomes", 0, FLAG, AT(all_outcomes), NULL,
      "check, attachments, template: also show what is met, not applicable or "
      "cannot be told" },
    { "sarif-all", 0, FLAG, AT(sarif_all), NULL,
      "check, attachments, template: in sarif, also what is met (pass) or "
      "cannot be told\n(review)" },
    { "allow-empty", 0, FLAG, AT(allow_empty), NULL,
      "check, attachments, facts, why, template: finding no drafts is no "
      "error" },
    { "no-prefilter", 0, FLAG, AT(no_prefilter), NULL,
      "check, annotate, facts, why, template: try every phrase on every "
      "sentence; same findings, slower" },
    { "phrases", 0, FLAG, AT(phrases), NULL,
      "facts: in json, also which phrase of which pack stands where" },
    { "timing", 0, FLAG, AT(timing), NULL,
      "check, attachments, facts, why, template: print the milliseconds of "
      "each step to stderr" },
    { "coverage", 0, FLAG, AT(coverage), NULL,
      "test: print the number of examples of each rule" },
    { "diff", 0, TEXT, AT(diff), "REPORT",
      "test: compare letters with an earlier JSON report" },
    { "rules", 0, TEXT, AT(rules), "FILE",
      "score: count only the rules in FILE, one a line" },
    { "by-letter", 0, FLAG, AT(by_letter), NULL,
      "score: print each difference from the labels" },
    { "min", 0, LIST, AT(minima), "NAME=SHARE",
      "score: exit 1 below this F1 or share; may be repeated" },
    { "claim", 0, LIST, AT(claims), "PROVISION[:MODE]",
      "scaffold: what the letter relies on; may be repeated" },
    { "list", 0, FLAG, AT(list), NULL, "scaffold: list what can be claimed" },
    { "color", 0, COLOUR, AT(colour), "WHEN", "auto, always or never" },
    { "quiet", 'q', FLAG, AT(quiet), NULL,
      "check, template: one line a finding, no summary" },
    { "help", 'h', FLAG, AT(help), NULL, "show help" },
};
#define OPTION_COUNT (sizeof(table) / sizeof(table[0]))

bool cli_option(size_t i, cli_option_info *out)
{
    if (i >= OPTION_COUNT)
        return false;
    *out = (cli_option_info){ table[i].name, table[i].value, table[i].help,
                              table[i].letter };
    return true;
}

static bool store_number(long *place, const char *value)
{
    char *end = NULL;
    *place = strtol(value, &end, 10);
    return end != value && *end == '\0' && *place >= 1 && *place <= 256;
}

static bool store_colour(cli_colour *place, const char *value)
{
    if (cli_same(value, "auto"))
        *place = COLOUR_AUTO;
    else if (cli_same(value, "always"))
        *place = COLOUR_ALWAYS;
    else if (cli_same(value, "never"))
        *place = COLOUR_NEVER;
    else
        return false;
    return true;
}

static bool store(cli_options *out, const option *o, const char *value)
{
    void *place = (char *)out + o->at;
    bool ok = true;
    switch (o->kind) {
    case FLAG:
        *(bool *)place = true;
        break;
    case TEXT:
        *(const char **)place = value;
        break;
    case LIST: {
        cli_list *list = place;
        ok = list->count < MAX_LIST;
        if (ok)
            list->items[list->count++] = value;
        break;
    }
    case NUMBER:
        ok = store_number(place, value);
        break;
    case COLOUR:
        ok = store_colour(place, value);
        break;
    }
    if (!ok)
        cli_complain("--%s: \"%s\" is not possible (%s); try --help", o->name,
                     value, o->help);
    return ok;
}

static const option *find(const char *arg, const char **value)
{
    *value = NULL;
    if (arg[1] != '-') {
        for (size_t i = 0; i < OPTION_COUNT; i++)
            if (table[i].letter && table[i].letter == arg[1]) {
                if (arg[2])
                    *value = arg + 2;
                return &table[i];
            }
        return NULL;
    }
    size_t len = strcspn(arg + 2, "=");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (strlen(table[i].name) == len &&
            strncmp(table[i].name, arg + 2, len) == 0) {
            if (arg[2 + len] == '=')
                *value = arg + 3 + len;
            return &table[i];
        }
    return NULL;
}

bool cli_parse(int argc, char **argv, cli_options *out)
{
    bool plain = false;
    out->operands.items = argv;
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        if (plain || arg[0] != '-' || arg[1] == '\0') {
            /* operands are moved to the front of argv: there may be many */
            argv[out->operands.count++] = argv[i];
            continue;
        }
        if (cli_same(arg, "--")) {
            plain = true;
            continue;
        }
        const char *value = NULL;
        const option *o = find(arg, &value);
        if (!o) {
            cli_complain("unknown option %s; try --help", arg);
            return false;
        }
        if (o->kind == FLAG && value) {
            cli_complain("--%s takes no value; try --help", o->name);
            return false;
        }
        if (o->kind != FLAG && !value) {
            if (++i == argc) {
                cli_complain("--%s needs a value (%s); try --help", o->name,
                             o->value);
                return false;
            }
            value = argv[i];
        }
        if (!store(out, o, value))
            return false;
    }
    return true;
}
