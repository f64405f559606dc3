/*
 * Decisions: what a comment, a recorded decision and a baseline cover, when
 * each dies, and that a requester's words decide nothing.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "decide/entries.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

/* A letter of the toy pack; line 15 lacks three things: a ground, a paragraph
 * of the rule and the appeal. */
#define BEFORE                                                            \
    "Port of Ansley, Lost Property Office\n\nDate: 12 June 2025\n\nDear " \
    "Sir,\n\nYour letter about what you lost came on 3 June 2025. You "   \
    "asked after:\n\n1. a crate of fireworks\n2. a hat\n"
#define OUR    "\nOur reply\n\n"
#define ANSWER "1. The crate was handed in. We are keeping it under rule 4.\n"
#define AFTER \
    "\n2. The hat was never handed in.\n\nYours faithfully,\n\nThe Keeper\n"

static fl_packs *packs;
static fl_scanner *scanner;

static int set_up(void **state)
{
    (void)state;
    static const char *const dirs[] = { "tests/toy/lost-property" };
    fl_load_options toy = { .directories = dirs, .directory_count = 1 };
    return fl_packs_load(&packs, &toy, NULL) != FL_OK ||
           fl_scanner_new(&scanner, packs) != FL_OK;
}

static int tear_down(void **state)
{
    (void)state;
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    return 0;
}

static const fl_result *scan(const char *path, const char *text,
                             const fl_scan_options *options)
{
    const fl_result *result = NULL;
    fl_input input = { .path = path, .bytes = text, .size = strlen(text) };
    assert_int_equal(fl_scan(scanner, &input, options, &result, NULL), FL_OK);
    return result;
}

/* Whether a finding of the rule still counts; fails when there is none. */
static bool counts(const fl_result *r, const char *rule)
{
    fl_finding_info f;
    for (size_t i = 0; fl_result_finding(r, i, &f); i++)
        if (strcmp(f.rule, rule) == 0)
            return f.live;
    fail_msg("%s finds nothing", rule);
    return false;
}

/* The notices' names and lines, "unused-suppression:3 ". */
static const char *notices(const fl_result *r)
{
    static char out[600];
    fl_notice_told n;
    out[0] = '\0';
    for (size_t i = 0; fl_result_notice(r, i, &n); i++) {
        size_t at = strlen(out);
        snprintf(out + at, sizeof(out) - at, "%s:%zu ", n.rule, n.line);
    }
    return out;
}

/* ---- comments ---------------------------------------------------------------------- */

typedef struct {
    const char *path, *text;
    bool covers;         /* ground-missing */
    bool other;          /* limb-missing */
    const char *notices; /* all of them */
} comment_case;

#define C(words) "<!-- foilint-" words " -->\n"

/* The same letter in HTML, with something before our answer's paragraph. */
#define HTML(words)                                                     \
    "<!doctype html><html><body>\n<p>Port of Ansley, Lost Property "    \
    "Office</p>\n<p>Date: 12 June 2025</p>\n<p>Dear Sir,</p>\n<p>Your " \
    "letter about what you lost came on 3 June 2025. You asked "        \
    "after:</p>\n<ol>\n<li>a crate of fireworks</li>\n<li>a "           \
    "hat</li>\n</ol>\n<h2>Our reply</h2>\n<p>We looked.</p>\n" words    \
    "<p>1. The crate was handed in. We are keeping it under rule "      \
    "4.</p>\n<p>2. The hat was never handed in.</p>\n<p>Yours "         \
    "faithfully,</p>\n<p>The Keeper</p>\n</body></html>\n"

static const comment_case comment_cases[] = {
    { "a.md", BEFORE OUR ANSWER AFTER, false, false, "" },
    { "a.md",
      BEFORE OUR C("disable-next-line ground-missing -- told") ANSWER AFTER,
      true, false, "" },
    { "a.md",
      BEFORE OUR C("disable-next-line ground-missing, lost-property/"
                   "limb-missing -- told") "\n" ANSWER AFTER,
      true, true, "" },
    { "a.md", BEFORE OUR C("disable-next-line ground-missing") ANSWER AFTER,
      false, false, "suppression-without-reason:14 " },
    { "a.md",
      BEFORE OUR C("disable-next-line ground-missing --  ") ANSWER AFTER, false,
      false, "suppression-without-reason:14 " },
    { "a.md",
      BEFORE OUR "1. The crate was handed in. We are keeping it under rule 4. "
                 "<!-- foilint-disable-line limb-missing -- told -->\n" AFTER,
      false, true, "" },
    { "a.md",
      BEFORE OUR C("disable ground-missing -- told") "\n" ANSWER AFTER C(
          "enable ground-missing"),
      true, false, "" },
    { "a.md",
      BEFORE OUR C("disable ground-missing -- told") C("enable ground-missing")
          ANSWER AFTER,
      false, false, "unused-suppression:14 " },
    { "a.md", C("disable-file ground-missing -- told") BEFORE OUR ANSWER AFTER,
      true, false, "" },
    { "a.md", BEFORE OUR ANSWER AFTER C("disable-next-line hat -- told"), false,
      false, "unused-suppression:21 " },
    { "a.md", BEFORE OUR ANSWER AFTER C("enable ground-missing"), false, false,
      "suppression-not-understood:21 " },
    { "a.md", BEFORE OUR C("disable-next-line -- told") ANSWER AFTER, false,
      false, "suppression-not-understood:14 " },
    { "a.md", BEFORE OUR C("disable-all -- told") ANSWER AFTER, false, false,
      "suppression-not-understood:14 " },
    /* the requester's words decide nothing */
    { "a.md",
      BEFORE "3. > <!-- foilint-disable-file ground-missing -- hush -->a "
             "hat\n" OUR ANSWER AFTER,
      false, false, "unused-suppression:11 " },
    { "a.md",
      BEFORE
      "\n> <!-- foilint-disable-file ground-missing -- hush -->\n" OUR ANSWER
          AFTER,
      false, false, "unused-suppression:12 " },
    { "a.md",
      "Port of Ansley, Lost Property Office\n\nDate: 12 June 2025\n\nDear "
      "Sir,\n\nYou asked after:\n\n1. a crate of fireworks\n" C(
          "disable-file ground-missing -- hush") "2. a hat\n" OUR ANSWER AFTER,
      false, false, "unused-suppression:10 " },
    { "a.html",
      HTML("<!-- foilint-disable-next-line ground-missing -- told -->\n"), true,
      false, "" },
    { "a.html",
      HTML("<blockquote>\n<!-- foilint-disable-file ground-missing -- hush "
           "-->\n<p>Thank you.</p></blockquote>\n"),
      false, false, "unused-suppression:13 " },
    /* code is no comment */
    { "a.md",
      BEFORE OUR
      "```\n" C("disable-file ground-missing -- told") "```\n\n" ANSWER AFTER,
      false, false, "" },
    /* of a text, everything goes out */
    { "a.txt",
      BEFORE OUR C("disable-next-line ground-missing -- told") ANSWER AFTER,
      false, false, "" },
};

static void comments__cover_what_they_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(comment_cases) / sizeof(comment_cases[0]);
         i++) {
        const comment_case *c = &comment_cases[i];
        const fl_result *r = scan(c->path, c->text, &(fl_scan_options){ 0 });
        if (counts(r, "ground-missing") == c->covers ||
            counts(r, "limb-missing") == c->other ||
            strcmp(notices(r), c->notices) != 0)
            fail_msg("case %zu: ground %d, limb %d, notices %s", i,
                     !counts(r, "ground-missing"), !counts(r, "limb-missing"),
                     notices(r));
        fl_scan_options none = { .no_decisions = true };
        r = scan(c->path, c->text, &none);
        assert_true(counts(r, "ground-missing"));
        assert_string_equal(notices(r), "");
    }
}

static void comments__are_limited(void **state)
{
    (void)state;
    fl_buf text = { 0 };
    fl_notice_told n;
    size_t count = 0;
    fl_buf_puts(&text, BEFORE OUR ANSWER AFTER);
    for (int i = 0; i < 3000; i++)
        fl_buf_puts(&text, C("disable hat -- told"));
    const fl_result *r = scan("a.md", text.ptr, &(fl_scan_options){ 0 });
    bool told = false;
    for (; fl_result_notice(r, count, &n); count++)
        told = told || strstr(n.message, "too many comments");
    assert_int_equal(count, 2001);
    assert_true(told);
    fl_buf_dispose(&text);
}

static void notices__have_severities_of_their_own(void **state)
{
    (void)state;
    static const char *const softer[] = {
        "foilint/suppression-without-reason=note"
    };
    static const char *const off[] = { "suppression-without-reason=off" };
    const char *text =
        BEFORE OUR C("disable-next-line ground-missing") ANSWER AFTER;
    fl_notice_told n;
    fl_scan_options options = { .severities = softer, .severity_count = 1 };
    const fl_result *r = scan("a.md", text, &options);
    assert_true(fl_result_notice(r, 0, &n));
    assert_string_equal(n.severity, "note");
    options.severities = off;
    r = scan("a.md", text, &options);
    assert_false(fl_result_notice(r, 0, &n));
}

/* ---- recorded decisions -------------------------------------------------------------- */

static fl_decisions *decisions_of(const char *text)
{
    fl_decisions *d = NULL;
    assert_int_equal(fl_decisions_read(&d, "d.json", text, strlen(text), NULL),
                     FL_OK);
    return d;
}

typedef struct {
    const char *path, *rule, *quote, *expires, *text;
    bool covers;
    const char *notices;
} decision_case;

static const decision_case decision_cases[] = {
    { "l/a.txt", "ground-missing", "rule 4", "2026-01-31",
      BEFORE OUR ANSWER AFTER, true, "" },
    { "./l/a.txt", "lost-property/ground-missing", "Rule  4", "2026-01-01",
      BEFORE OUR ANSWER AFTER, true, "" },
    { "l/a.txt", "ground-missing", "rule 4", "2025-12-31",
      BEFORE OUR ANSWER AFTER, false, "expired-decision:1 " },
    { "l/a.txt", "ground-missing", "rule 5", "2026-01-31",
      BEFORE OUR ANSWER AFTER, false, "stale-decision:1 " },
    { "l/a.txt", "hat", "rule 4", "2026-01-31", BEFORE OUR ANSWER AFTER, false,
      "stale-decision:1 " },
    { "l/b.txt", "ground-missing", "rule 4", "2026-01-31",
      BEFORE OUR ANSWER AFTER, false, "" },
};

static void decisions__die_with_their_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(decision_cases) / sizeof(decision_cases[0]);
         i++) {
        const decision_case *c = &decision_cases[i];
        char text[500];
        snprintf(text, sizeof(text),
                 "{\"decisions\": [{\"path\": \"%s\", \"rule\": \"%s\", "
                 "\"quote\": \"%s\", \"who\": \"A\", \"why\": \"told\", "
                 "\"expires\": \"%s\"}]}",
                 c->path, c->rule, c->quote, c->expires);
        fl_decisions *d = decisions_of(text);
        fl_scan_options options = { .decisions = d,
                                    .decisions_path = "l/a.txt",
                                    .today = "2026-01-01" };
        const fl_result *r = scan("a.txt", c->text, &options);
        if (counts(r, "ground-missing") == c->covers ||
            strcmp(notices(r), c->notices) != 0)
            fail_msg("case %zu: %d, notices %s", i, counts(r, "ground-missing"),
                     notices(r));
        size_t covered = 0;
        for (size_t k = 0; k < fl_result_finding_count(r); k++) {
            if (r->decisions[k].suppression == FL_NOT_SUPPRESSED)
                continue;
            covered++;
            assert_true(fl_str_is(r->decisions[k].why, "told (A)"));
        }
        assert_int_equal(covered, c->covers);
        fl_decisions_free(d);
    }
}

typedef struct {
    size_t count;
    char first[300];
} caught;

static void catch_problem(void *data, const fl_problem *p)
{
    caught *c = data;
    if (c->count++ == 0)
        snprintf(c->first, sizeof(c->first), "%zu:%zu %s: %s", p->line, p->col,
                 p->pointer ? p->pointer : "", p->text);
}

static void files__tell_every_mistake(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        const char *first;
    } cases[] = {
        { "[]", 1, "1:1 : must be an object" },
        { "{\"decisions\": [}", 1,
          "1:16 : not valid JSON: expected a value: an object, array, string, "
          "number, true, false or null" },
        { "{}", 1, "1:1 : needs \"decisions\", a list" },
        { "{\"decision\": [],\n \"decisions\": [3,\n  {\"rule\": \"\"}]}", 7,
          "1:2 /decision: unknown key" },
        { "{\"decisions\": [{\"path\": \"a\", \"rule\": \"r\", \"quote\": "
          "\"q\", \"who\": \"w\", \"why\": \"y\", \"expires\": \"soon\"}]}",
          1, "1:92 /decisions/0/expires: is no date, expected YYYY-MM-DD" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        caught c = { 0 };
        fl_sink sink = { catch_problem, &c };
        fl_decisions *d = NULL;
        assert_int_equal(fl_decisions_read(&d, "d.json", cases[i].text,
                                           strlen(cases[i].text), &sink),
                         FL_FORMAT);
        assert_null(d);
        assert_string_equal(c.first, cases[i].first);
        assert_int_equal(c.count, cases[i].count);
    }
}

/* ---- baselines ----------------------------------------------------------------------- */

static bool keep_bytes(void *data, const char *bytes, size_t size)
{
    fl_buf_add(data, (fl_str){ bytes, size });
    return true;
}

static bool is_there(void *data, const char *path)
{
    (void)data;
    return strcmp(path, "gone.txt") != 0;
}

/* The baseline of one result; of what `old` still knows, if that is given. */
static fl_buf baseline_of(const fl_result *r, const fl_baseline *old)
{
    fl_buf out = { 0 };
    fl_report *report = NULL;
    fl_report_part *part = NULL;
    fl_report_options options = { .format = "baseline",
                                  .baseline = old,
                                  .keep = is_there };
    assert_int_equal(fl_report_open(&report, packs, &options, keep_bytes, &out),
                     FL_OK);
    assert_int_equal(fl_report_part_new(&part, report, r, 0), FL_OK);
    assert_int_equal(fl_report_add(report, part), FL_OK);
    assert_int_equal(fl_report_close(report), FL_OK);
    return out;
}

static fl_baseline *read_baseline(const char *text)
{
    fl_baseline *b = NULL;
    assert_int_equal(fl_baseline_read(&b, "b.json", text, strlen(text), NULL),
                     FL_OK);
    return b;
}

static void baseline__knows_findings_wherever_they_move(void **state)
{
    (void)state;
    fl_scan_options options = { .baseline_path = "l/a.txt" };
    fl_buf text =
        baseline_of(scan("a.txt", BEFORE OUR ANSWER AFTER, &options), NULL);
    assert_null(strstr(text.ptr, "line"));
    fl_baseline *b = read_baseline(text.ptr);
    options.baseline = b;
    /* words before it move it; the finding is the same */
    const fl_result *r =
        scan("a.txt",
             BEFORE "\n\n" OUR "We thank you for your letter.\n\n" ANSWER AFTER,
             &options);
    assert_false(counts(r, "ground-missing"));
    assert_false(counts(r, "limb-missing"));
    assert_string_equal(notices(r), "");
    /* another rule is another finding, and the old ones are gone */
    r = scan("a.txt",
             BEFORE OUR "1. The crate was handed in. We are keeping it under "
                        "rule 4(1), since nobody has shown that it is "
                        "theirs.\n" AFTER,
             &options);
    assert_non_null(strstr(notices(r), "stale-baseline-entry:"));
    fl_notice_told n;
    assert_true(fl_result_notice(r, 0, &n));
    assert_string_equal(n.severity, "error");
    options.stale_baseline_allowed = true;
    r = scan("a.txt",
             "Dear Sir,\n\nYour letter about what you lost came on 3 "
             "June 2025.\n" OUR AFTER,
             &options);
    if (fl_result_notice(r, 0, &n))
        assert_string_equal(n.severity, "note");
    fl_baseline_free(b);
    fl_buf_dispose(&text);
}

static void baseline__an_entry_knows_one_finding(void **state)
{
    (void)state;
    fl_scan_options options = { .baseline_path = "a.txt" };
    const fl_result *r = scan("a.txt", BEFORE OUR ANSWER AFTER, &options);
    fl_buf first = baseline_of(r, NULL);
    fl_buf again = baseline_of(r, NULL);
    assert_string_equal(first.ptr, again.ptr);
    /* twice the entries: half of them are of no finding */
    fl_buf twice = { 0 };
    fl_str entries = fl_buf_str(&first);
    size_t start = (size_t)(strchr(first.ptr, '[') - first.ptr) + 1;
    size_t end = (size_t)(strrchr(first.ptr, ']') - first.ptr);
    fl_buf_add(&twice, fl_str_slice(entries, 0, end));
    fl_buf_putc(&twice, ',');
    fl_buf_add(&twice, fl_str_slice(entries, start, entries.len));
    fl_baseline *b = read_baseline(twice.ptr);
    size_t findings = fl_result_finding_count(r);
    assert_int_equal(fl_baseline_count(b), 2 * findings);
    options.baseline = b;
    r = scan("a.txt", BEFORE OUR ANSWER AFTER, &options);
    assert_int_equal(r->notice_count, findings);
    /* pruned, it is the first again */
    fl_buf pruned = baseline_of(r, b);
    assert_string_equal(pruned.ptr, first.ptr);
    fl_baseline_free(b);
    fl_buf_dispose(&first);
    fl_buf_dispose(&again);
    fl_buf_dispose(&twice);
    fl_buf_dispose(&pruned);
}

static void baseline__pruning_keeps_drafts_that_were_not_read(void **state)
{
    (void)state;
    fl_baseline *b = read_baseline(
        "{\"entries\": [{\"path\": \"z.txt\", \"rule\": \"p/r\", \"about\": "
        "\"4\"}, {\"path\": \"gone.txt\", \"rule\": \"p/r\", \"about\": "
        "\"4\"}]}");
    fl_scan_options options = { .baseline = b, .baseline_path = "a.txt" };
    fl_buf out =
        baseline_of(scan("a.txt", BEFORE OUR ANSWER AFTER, &options), b);
    assert_string_equal(out.ptr, "{\"entries\": [\n{\"path\": \"z.txt\", "
                                 "\"rule\": \"p/r\", \"about\": \"4\"}\n]}\n");
    fl_baseline_free(b);
    fl_buf_dispose(&out);
}

static void baseline__needs_what_identifies(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "{\"entries\": [{\"path\": \"a\", \"rule\": \"r\"}]}",
        "{\"entries\": [{\"path\": \"a\", \"rule\": \"r\", \"part\": \"p\"}]}",
        "{\"entries\": [{\"path\": \"a\", \"rule\": \"r\", \"about\": \"x\", "
        "\"part\": \"p\", \"words\": \"w\"}]}",
        "{\"entries\": {}}",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        fl_baseline *b = NULL;
        assert_int_equal(
            fl_baseline_read(&b, "b.json", bad[i], strlen(bad[i]), NULL),
            FL_FORMAT);
        assert_null(b);
    }
}

/* ---- memory -------------------------------------------------------------------------- */

static void decide__survives_every_lack_of_memory(void **state)
{
    (void)state;
    static const char text[] =
        "{\"decisions\": [{\"path\": \"a.md\", \"rule\": \"ground-missing\", "
        "\"quote\": \"rule 4\", \"who\": \"A\", \"why\": \"told\"}]}";
    for (long n = 0; n < 40; n++) {
        fl_decisions *d = NULL;
        fl_alloc_fail_after(n);
        fl_status status =
            fl_decisions_read(&d, "d.json", text, sizeof(text) - 1, NULL);
        long asked = fl_alloc_count();
        fl_alloc_fail_after(-1);
        assert_true(status == FL_OK || status == FL_NOMEM);
        assert_true((status == FL_OK) == (d != NULL));
        fl_decisions_free(d);
        if (asked <= n)
            return;
    }
    fail_msg("reading never succeeded");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments__cover_what_they_name),
        cmocka_unit_test(comments__are_limited),
        cmocka_unit_test(notices__have_severities_of_their_own),
        cmocka_unit_test(decisions__die_with_their_words),
        cmocka_unit_test(files__tell_every_mistake),
        cmocka_unit_test(baseline__knows_findings_wherever_they_move),
        cmocka_unit_test(baseline__an_entry_knows_one_finding),
        cmocka_unit_test(baseline__pruning_keeps_drafts_that_were_not_read),
        cmocka_unit_test(baseline__needs_what_identifies),
        cmocka_unit_test(decide__survives_every_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
