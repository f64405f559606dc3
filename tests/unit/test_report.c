/*
 * Reports: escaping in each syntax, and what a format says of hostile letters,
 * decisions, baselines and drafts that cannot be read.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

#include <stdio.h>

static const char letter[] =
    "Port of Ansley, Lost Property Office\n\nDate: 12 June 2025\n\nDear "
    "Madam,\n\nYour note about two things lost on the ferry came on 3 June "
    "2025. You asked after:\n\n1. a basket of plums\n2. a grey umbrella\n\n"
    "Our reply\n\n1. The basket <script>alert(1)</script> \xE2\x80\x9Cof "
    "plums\xE2\x80\x9D & more was handed in. \xF0\x9F\x8D\x91 We keep it under "
    "rule 4.\n\n2. The umbrella was never handed in.\n\nYours "
    "faithfully,\n\nThe Keeper\n";

static fl_packs *packs;
static fl_scanner *scanner;
static const fl_result *result;

static int set_up(void **state)
{
    (void)state;
    static const char *const dirs[] = { "tests/toy/lost-property" };
    fl_load_options toy = { .directories = dirs, .directory_count = 1 };
    fl_input input = { .path = "./a letter, 100%: \xFF.txt",
                       .bytes = letter,
                       .size = sizeof(letter) - 1 };
    return fl_packs_load(&packs, &toy, NULL) != FL_OK ||
           fl_scanner_new(&scanner, packs) != FL_OK ||
           fl_scan(scanner, &input, &(fl_scan_options){ 0 }, &result, NULL) !=
               FL_OK;
}

static int tear_down(void **state)
{
    (void)state;
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    return 0;
}

static bool keep(void *data, const char *bytes, size_t size)
{
    fl_buf_add(data, (fl_str){ bytes, size });
    return true;
}

/* The whole report on the results given. Caller disposes. */
static fl_buf report_on(const char *format, const fl_result *const *results,
                        size_t count, bool all)
{
    fl_buf out = { 0 };
    fl_report *report = NULL;
    fl_report_options options = { .format = format, .sarif_all = all };
    assert_int_equal(fl_report_open(&report, packs, &options, keep, &out),
                     FL_OK);
    for (size_t i = 0; i < count; i++) {
        fl_report_part *part = NULL;
        assert_int_equal(fl_report_part_new(&part, report, results[i], i),
                         FL_OK);
        assert_int_equal(fl_report_add(report, part), FL_OK);
    }
    assert_int_equal(fl_report_close(report), FL_OK);
    return out;
}

/* Parts joined are added as one; a report given up frees what it holds. */
static void parts__can_be_joined_or_dropped(void **state)
{
    (void)state;
    fl_buf out = { 0 };
    fl_report *report = NULL;
    fl_report_part *chain = NULL;
    fl_report_options options = { .format = "ndjson" };
    assert_int_equal(fl_report_open(&report, packs, &options, keep, &out),
                     FL_OK);
    for (size_t i = 0; i < 3; i++) {
        fl_report_part *part = NULL;
        assert_int_equal(fl_report_part_new(&part, report, result, i), FL_OK);
        fl_report_part_join(&chain, part);
    }
    assert_int_equal(out.len, 0);
    assert_int_equal(fl_report_add(report, chain), FL_OK);
    size_t lines = 0;
    for (size_t i = 0; i < out.len; i++)
        lines += out.ptr[i] == '\n';
    assert_int_equal(lines, 3);
    fl_report_part *unused = NULL;
    assert_int_equal(fl_report_part_new(&unused, report, result, 3), FL_OK);
    fl_report_part_free(unused);
    fl_report_free(report);
    fl_buf_dispose(&out);
}

static size_t count_of(const fl_buf *out, const char *needle)
{
    size_t count = 0;
    for (const char *at = out->ptr; (at = strstr(at, needle)); at++)
        count++;
    return count;
}

/* ---- escaping --------------------------------------------------------------------- */

typedef struct {
    void (*add)(fl_buf *out, fl_str s);
    const char *in;
    size_t len; /* 0: strlen */
    const char *want;
} escape_case;

static void every_syntax__escapes_what_it_must(void **state)
{
    (void)state;
    static const escape_case cases[] = {
        { fl_add_xml, "a<b>&\"'", 0, "a&lt;b&gt;&amp;&quot;&#39;" },
        { fl_add_xml, "tab\tline\n", 0, "tab&#9;line&#10;" },
        { fl_add_xml, "\x01\x1b\x7f\r", 0,
          "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { fl_add_xml, "a\0b", 3,
          "a\xEF\xBF\xBD"
          "b" },
        { fl_add_xml, "\xC2\x85\xC2\xA0", 0, "\xEF\xBF\xBD\xC2\xA0" },
        { fl_add_xml, "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBC\x81", 0,
          "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBC\x81" },
        { fl_add_xml, "\xF0\x9F\x8D\x91\xFF\xE9", 0,
          "\xF0\x9F\x8D\x91\xEF\xBF\xBD\xEF\xBF\xBD" },
        { fl_add_xml, "\xED\xA0\x80", 0,
          "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { fl_add_xml_sentence, "no <b>", 0, "No &lt;b&gt;" },
        { fl_add_xml_sentence, "<b>", 0, "&lt;b&gt;" },
        { fl_add_utf8, "a\xC0\x80z", 0, "a\xEF\xBF\xBD\xEF\xBF\xBDz" },
        { fl_add_uri, "a b/c#d?e%f:g.txt", 0, "a%20b/c%23d%3Fe%25f%3Ag.txt" },
        { fl_add_uri, "\xC3\xA9\xFF", 0, "%C3%A9%FF" },
        { fl_add_uri, "/tmp/a b", 0, "file:///tmp/a%20b" },
        { fl_add_command_text, "50%, a: b\r\nc", 0, "50%25, a: b%0D%0Ac" },
        { fl_add_command_value, "50%, a: b\n", 0, "50%25%2C a%3A b%0A" },
        { fl_add_markdown, "<a>*_[x](y)`|", 0,
          "\\<a\\>\\*\\_\\[x\\](y)\\`\\|" },
        { fl_add_link, "https://x/<y> z\\", 0, "https://x/%3Cy%3E%20z%5C" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fl_buf out = { 0 };
        size_t len = cases[i].len ? cases[i].len : strlen(cases[i].in);
        cases[i].add(&out, (fl_str){ cases[i].in, len });
        assert_string_equal(fl_buf_str(&out).ptr, cases[i].want);
        fl_buf_dispose(&out);
    }
}

static void json__replaces_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    fl_json w = { 0 };
    fl_json_str(&w, FL_STR("\xC3\xA9 \xFF \x01 \" \\ \n"));
    assert_string_equal(w.out.ptr,
                        "\"\xC3\xA9 \\ufffd \\u0001 \\\" \\\\ \\n\"");
    fl_buf_dispose(&w.out);
}

static void links__are_web_addresses_alone(void **state)
{
    (void)state;
    assert_true(fl_is_web_address(FL_STR("https://example.org/a")));
    assert_true(fl_is_web_address(FL_STR("http://example.org")));
    assert_false(fl_is_web_address(FL_STR("javascript:alert(1)")));
    assert_false(fl_is_web_address(FL_STR("data:text/html,x")));
    assert_false(fl_is_web_address(FL_STR("")));
}

static void plain_path__drops_the_dots_that_say_nothing(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "./a.txt", "a.txt" },   { ".//a.txt", "a.txt" },
        { "././a.txt", "a.txt" }, { "../a.txt", "../a.txt" },
        { "/x/./a", "/x/./a" },   { "./", "./" },
        { ".hidden", ".hidden" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_true(fl_str_is(fl_plain_path(cases[i][0]), cases[i][1]));
}

static void twins__are_numbered(void **state)
{
    (void)state;
    fl_twins twins;
    assert_true(fl_twins_open(&twins, 100));
    for (uint64_t key = 0; key < 50; key++) {
        assert_int_equal(fl_twins_seen(&twins, key << 32), 0);
        assert_int_equal(fl_twins_seen(&twins, key << 32), 1);
    }
    assert_int_equal(fl_twins_seen(&twins, 7ull << 32), 2);
    fl_twins_close(&twins);
}

/* ---- hostile letters ----------------------------------------------------------------- */

static void html__never_lets_a_letter_speak(void **state)
{
    (void)state;
    fl_buf out = report_on("html", &result, 1, false);
    assert_int_equal(count_of(&out, "<script"), 1); /* our own */
    assert_int_equal(count_of(&out, "alert(1)"), 1);
    assert_int_equal(count_of(&out, "&lt;script&gt;alert(1)&lt;/script&gt;"),
                     1);
    /* as written: curly quotes are straight in the text that rules see */
    assert_int_equal(count_of(&out, "\xE2\x80\x9Cof plums\xE2\x80\x9D &amp;"),
                     1);
    fl_buf_dispose(&out);
}

static void every_format__takes_a_file_name_that_is_no_utf8(void **state)
{
    (void)state;
    for (const char *const *f = fl_report_formats(); *f; f++) {
        if (strcmp(*f, "text") == 0 || strcmp(*f, "quiet") == 0)
            continue; /* text prints the name as it was given */
        fl_buf out = report_on(*f, &result, 1, true);
        fl_str text = fl_buf_str(&out);
        for (size_t i = 0; i < text.len;) {
            size_t width = fl_utf8_width(text, i);
            if (!width)
                fail_msg("%s: byte %zu is no UTF-8", *f, i);
            i += width;
        }
        fl_buf_dispose(&out);
    }
}

/* Characters before byte `at` of the line, plus one. */
static void rdjsonl__counts_bytes(void **state)
{
    (void)state;
    size_t different = 0;
    for (size_t i = 0; i < fl_result_finding_count(result); i++) {
        const fl_outcome *o = &result->judgement->outcomes.items[i];
        fl_place at = fl_document_place(result->doc, o->start, o->end);
        fl_str line = fl_document_line(result->doc, at.line);
        size_t chars = 0;
        size_t bytes = 0;
        for (; chars + 1 < at.col; chars++)
            bytes += fl_utf8_width(line, bytes);
        char want[80];
        snprintf(want, sizeof(want),
                 "\"start\": {\"line\": %zu,\"column\": %zu}", at.line,
                 bytes + 1);
        fl_buf out = report_on("rdjsonl", &result, 1, false);
        assert_true(count_of(&out, want) >= 1);
        fl_buf_dispose(&out);
        different += bytes + 1 != at.col;
    }
    assert_true(different > 0); /* a finding stands behind the peach */
}

/* ---- decisions, baselines, trouble ----------------------------------------------------- */

static fl_result with_marks(fl_decision *marks)
{
    fl_result marked = *result;
    size_t count = fl_result_finding_count(result);
    assert_true(count >= 3);
    memset(marks, 0, 64 * sizeof(*marks));
    assert_true(count <= 64);
    marks[0].suppression = FL_SUPPRESSED_OUTSIDE;
    marks[0].why = FL_STR("agreed with the keeper");
    marks[1].baseline = FL_BASELINE_UNCHANGED;
    marks[2].baseline = FL_BASELINE_NEW;
    marked.decisions = marks;
    return marked;
}

static void sarif__keeps_what_was_decided(void **state)
{
    (void)state;
    fl_decision marks[64];
    fl_result marked = with_marks(marks);
    const fl_result *one = &marked;
    fl_buf out = report_on("sarif", &one, 1, false);
    assert_int_equal(count_of(&out, "\"ruleId\""),
                     fl_result_finding_count(result));
    assert_int_equal(count_of(&out,
                              "\"suppressions\": [{\"kind\": \"external\","
                              "\"status\": \"accepted\",\"justification\": "
                              "\"agreed with the keeper\"}]"),
                     1);
    assert_int_equal(count_of(&out, "\"suppressions\": []"),
                     fl_result_finding_count(result) - 1);
    assert_int_equal(count_of(&out, "\"baselineState\": \"unchanged\""), 1);
    assert_int_equal(count_of(&out, "\"baselineState\": \"new\""), 1);
    fl_buf_dispose(&out);
    out = report_on("sarif", &result, 1, false);
    assert_int_equal(count_of(&out, "suppressions"), 0);
    fl_buf_dispose(&out);
}

static void other_formats__leave_out_or_skip_what_was_decided(void **state)
{
    (void)state;
    fl_decision marks[64];
    fl_result marked = with_marks(marks);
    const fl_result *one = &marked;
    static const char *const marks_of[][2] = {
        { "checkstyle", "<error " },
        { "github", "::"
                    "error " },
        { "gitlab", "\"check_name\"" },
        { "rdjsonl", "\"severity\"" },
    };
    for (size_t i = 0; i < 4; i++) {
        fl_buf all = report_on(marks_of[i][0], &result, 1, false);
        fl_buf some = report_on(marks_of[i][0], &one, 1, false);
        size_t before = count_of(&all, marks_of[i][1]);
        size_t after = count_of(&some, marks_of[i][1]);
        assert_true(before > after);
        if (i != 1) /* github's word depends on the severity */
            assert_int_equal(before - after, 2);
        fl_buf_dispose(&all);
        fl_buf_dispose(&some);
    }
    fl_buf out = report_on("junit", &one, 1, false);
    assert_true(count_of(&out, "<skipped>decided") > 0);
    fl_buf_dispose(&out);
    out = report_on("html", &one, 1, false);
    assert_int_equal(count_of(&out, "<article class=\"card decided\""), 2);
    assert_int_equal(count_of(&out, "agreed with the keeper"), 1);
    fl_buf_dispose(&out);
}

static void a_draft_that_could_not_be_had__is_told_by_every_format(void **state)
{
    (void)state;
    fl_scanner *own = NULL;
    const fl_result *none = NULL;
    fl_input input = { .path = "gone.txt", .error = "no such <file>" };
    assert_int_equal(fl_scanner_new(&own, packs), FL_OK);
    assert_int_equal(fl_scan(own, &input, &(fl_scan_options){ 0 }, &none, NULL),
                     FL_IO);
    assert_string_equal(fl_result_status(none), "unreadable");
    static const char *const want[][2] = {
        { "json", "\"status\": \"unreadable\",\"error\": \"no such <file>\"" },
        { "sarif", "\"executionSuccessful\": false" },
        { "junit",
          "<error type=\"unreadable\" message=\"no such &lt;file&gt;\"" },
        { "checkstyle", "message=\"no such &lt;file&gt;\"" },
        { "github",
          "::error file=gone.txt,title=unreadable::no such <file>\n" },
        { "gitlab", "\"severity\": \"blocker\"" },
        { "rdjsonl", "\"location\": {\"path\": \"gone.txt\"}" },
        { "html", "no such &lt;file&gt;" },
    };
    for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
        const fl_result *both[] = { none, result };
        fl_buf out = report_on(want[i][0], both, 2, false);
        if (count_of(&out, want[i][1]) != 1)
            fail_msg("%s does not say: %s", want[i][0], want[i][1]);
        fl_buf_dispose(&out);
    }
    fl_scanner_free(own);
}

static void sarif_all__adds_what_is_met(void **state)
{
    (void)state;
    fl_buf few = report_on("sarif", &result, 1, false);
    fl_buf all = report_on("sarif", &result, 1, true);
    assert_int_equal(count_of(&few, "\"kind\": \"pass\""), 0);
    assert_int_equal(count_of(&all, "\"kind\": \"pass\""),
                     result->judgement->met);
    assert_int_equal(count_of(&all, "\"kind\": \"review\""),
                     result->judgement->cannot_tell);
    assert_true(result->judgement->met > 0);
    fl_buf_dispose(&few);
    fl_buf_dispose(&all);
}

static void a_report__needs_a_known_format(void **state)
{
    (void)state;
    fl_report *report = NULL;
    fl_buf out = { 0 };
    fl_report_options options = { .format = "papyrus" };
    assert_int_equal(fl_report_open(&report, packs, &options, keep, &out),
                     FL_USAGE);
    assert_null(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_syntax__escapes_what_it_must),
        cmocka_unit_test(json__replaces_bytes_that_are_no_utf8),
        cmocka_unit_test(links__are_web_addresses_alone),
        cmocka_unit_test(plain_path__drops_the_dots_that_say_nothing),
        cmocka_unit_test(twins__are_numbered),
        cmocka_unit_test(parts__can_be_joined_or_dropped),
        cmocka_unit_test(html__never_lets_a_letter_speak),
        cmocka_unit_test(every_format__takes_a_file_name_that_is_no_utf8),
        cmocka_unit_test(rdjsonl__counts_bytes),
        cmocka_unit_test(sarif__keeps_what_was_decided),
        cmocka_unit_test(other_formats__leave_out_or_skip_what_was_decided),
        cmocka_unit_test(
            a_draft_that_could_not_be_had__is_told_by_every_format),
        cmocka_unit_test(sarif_all__adds_what_is_met),
        cmocka_unit_test(a_report__needs_a_known_format),
    };
    return cmocka_run_group_tests_name("report", tests, set_up, tear_down);
}
