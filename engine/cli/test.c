/*
 * test: runs the examples of a pack. A rule fires on its bad examples, at the
 * quoted words, and on nothing else; it stays silent on the good ones.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"

#include "cli/diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FINDINGS 128

typedef struct {
    const fl_packs *packs;
    fl_scanner *scanner;
    size_t passed, failed;
    bool law_only; /* pass over what rules find that an overlay added */
} tester;

/* Names and words of a scan's findings, kept beyond the scan. */
typedef struct {
    char rule[MOST_FINDINGS][64];
    char quote[MOST_FINDINGS][160];
    size_t line[MOST_FINDINGS];
    size_t count;
    char outcome[24]; /* of the rule asked for */
} findings;

static void fail(tester *t, const fl_example_info *e, const char *rule,
                 const char *what, const char *more)
{
    printf("%s:%zu: %s: %s%s\n", e->file, e->line, rule, what, more);
    t->failed++;
}

/* The examples of the law's rules don't follow the rules of a house. */
static bool passed_over(const tester *t, const char *rule)
{
    fl_rule_info info;
    return t->law_only &&
           fl_packs_rule(t->packs, fl_packs_find_rule(t->packs, rule), &info) &&
           info.added;
}

/* A rule that its pack switches off is switched on for its own examples. */
static bool scan(tester *t, const fl_example_info *e, const char *text,
                 const fl_rule_info *info, findings *out)
{
    const char *rule = info->id;
    char on[80];
    const char *severities[] = { on };
    fl_scan_options options = { .as_of = e->as_of[0] ? e->as_of : NULL,
                                .redactions = e->redactions,
                                .redaction_count = e->redaction_count,
                                .files = e->files,
                                .file_count = e->file_count,
                                .files_known = e->files_known };
    if (cli_same(info->severity, "off")) {
        snprintf(on, sizeof(on), "%s=warning", rule);
        options.severities = severities;
        options.severity_count = 1;
    }
    const fl_result *result = NULL;
    fl_input input = { .path = "example.txt",
                       .bytes = text,
                       .size = strlen(text) };
    fl_finding_info f;
    out->count = 0;
    snprintf(out->outcome, sizeof(out->outcome), "none");
    if (fl_scan(t->scanner, &input, &options, &result, &cli_stderr_sink) !=
        FL_OK)
        return false;
    for (size_t n = 0;
         out->count < MOST_FINDINGS && fl_result_finding(result, n, &f); n++) {
        size_t i = out->count;
        if (passed_over(t, f.rule))
            continue;
        snprintf(out->rule[i], sizeof(out->rule[i]), "%s", f.rule);
        snprintf(out->quote[i], sizeof(out->quote[i]), "%.*s",
                 (int)(f.quote_len < 150 ? f.quote_len : 150), f.quote);
        out->line[i] = f.line;
        out->count++;
    }
    const char *outcome = fl_result_outcome(result, rule);
    if (outcome)
        snprintf(out->outcome, sizeof(out->outcome), "%s", outcome);
    return true;
}

static bool in_list(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cli_same(list[i], name))
            return true;
    return false;
}

static bool has_rule(const findings *f, const char *rule)
{
    for (size_t i = 0; i < f->count; i++)
        if (cli_same(f->rule[i], rule))
            return true;
    return false;
}

static size_t times(const findings *f, const char *rule)
{
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++)
        n += cli_same(f->rule[i], rule);
    return n;
}

/* The words of some finding of `rule` hold the quote, or lie in it. */
static bool fires_at(const findings *f, const char *rule, const char *quote)
{
    for (size_t i = 0; i < f->count; i++)
        if (cli_same(f->rule[i], rule) &&
            (strcasestr(f->quote[i], quote) ||
             (f->quote[i][0] && strcasestr(quote, f->quote[i]))))
            return true;
    return false;
}

static void test_bad(tester *t, const fl_example_info *e, const char *rule,
                     const findings *got, const findings *frame)
{
    if (!has_rule(got, rule)) {
        fail(t, e, rule, "does not fire on its bad example; outcome is ",
             got->outcome);
        return;
    }
    for (size_t i = 0; i < got->count; i++) {
        const char *name = got->rule[i];
        if (!cli_same(name, rule) && !in_list(name, e->also, e->also_count) &&
            times(got, name) > times(frame, name)) {
            fail(t, e, rule, "its bad example also brings ", name);
            return;
        }
    }
    for (size_t i = 0; i < e->quote_count; i++)
        if (!fires_at(got, rule, e->quotes[i])) {
            for (size_t k = 0; k < got->count; k++)
                if (cli_same(got->rule[k], rule))
                    printf("  it fires at \"%s\"\n", got->quote[k]);
            fail(t, e, rule, "does not fire at ", e->quotes[i]);
            return;
        }
    t->passed++;
}

static void test_good(tester *t, const fl_example_info *e, const char *rule,
                      const findings *got)
{
    const char *wanted = e->not_applicable ? "not-applicable" : "met";
    if (has_rule(got, rule))
        fail(t, e, rule, "fires on its good example", "");
    else if (!cli_same(got->outcome, wanted))
        fail(t, e, rule, "its good example's outcome is ", got->outcome);
    else
        t->passed++;
}

static void test_frame(tester *t, const fl_example_info *e,
                       const fl_rule_info *info, findings *frame)
{
    frame->count = 0;
    if (!e->frame_text[0] || !scan(t, e, e->frame_text, info, frame))
        return;
    if (frame->count && !has_rule(frame, info->id))
        fail(t, e, info->id, "its frame is not clean: ", frame->rule[0]);
}

static void test_rule(tester *t, size_t rule, bool coverage)
{
    static findings got; /* large; this program tests one rule at a time */
    static findings frame;
    fl_rule_info info;
    fl_example_info e;
    if (!fl_packs_rule(t->packs, rule, &info))
        return;
    t->law_only = !info.added;
    if (coverage)
        printf("%-44s %zu bad, %zu good\n", info.id, info.bad_count,
               info.good_count);
    for (size_t i = 0; fl_packs_rule_example(t->packs, rule, i, &e); i++) {
        test_frame(t, &e, &info, &frame);
        if (!scan(t, &e, e.text, &info, &got))
            fail(t, &e, info.id, "its example cannot be read", "");
        else if (e.bad)
            test_bad(t, &e, info.id, &got, &frame);
        else
            test_good(t, &e, info.id, &got);
    }
    if (info.bad_count == 0 || info.good_count == 0) {
        printf("%s: has no %s example\n", info.id,
               info.bad_count ? "good" : "bad");
        t->failed++;
    }
}

/* A pack's directory, also by the name of its pack.json (as hooks do). */
static char *directory_of(const char *operand)
{
    char *dir = strdup(operand);
    size_t len = dir ? strlen(dir) : 0;
    const char *file = "pack.json";
    if (len >= strlen(file) && cli_same(dir + len - strlen(file), file)) {
        dir[len - strlen(file)] = '\0';
        if (dir[0] == '\0') {
            free(dir);
            dir = strdup(".");
        }
    }
    return dir;
}

static int test_pack(const cli_options *options, const char *operand)
{
    cli_options own = *options;
    char *dir = directory_of(operand);
    if (!dir)
        return EXIT_TROUBLE;
    own.packs = (cli_list){ .items = { dir }, .count = 1 };
    fl_packs *packs = NULL;
    tester t = { 0 };
    int code = cli_load_packs(&own, true, &packs);
    t.packs = packs;
    if (code == EXIT_CLEAN && fl_scanner_new(&t.scanner, packs) != FL_OK)
        code = EXIT_TROUBLE;
    if (code == EXIT_CLEAN) {
        for (size_t i = 0; i < fl_packs_rule_count(packs); i++)
            test_rule(&t, i, options->coverage);
        printf("%s: %zu rules\n%zu passed, %zu failed\n", dir,
               fl_packs_rule_count(packs), t.passed, t.failed);
        code = t.failed ? EXIT_FINDINGS : EXIT_CLEAN;
    }
    fl_scanner_free(t.scanner);
    fl_packs_free(packs);
    free(dir);
    return code;
}

int cli_test(const cli_options *options)
{
    int worst = EXIT_CLEAN;
    if (options->diff)
        return cli_diff(options);
    if (options->operands.count == 0) {
        cli_complain("usage: foilint test [--coverage] PACK...");
        return EXIT_TROUBLE;
    }
    for (size_t i = 0; i < options->operands.count; i++) {
        int code = test_pack(options, options->operands.items[i]);
        worst = code > worst ? code : worst;
    }
    return worst;
}
