/*
 * Comments in copies: looking at XML as its bytes stand, and what happens when
 * memory is short. Copies as a whole are tests/tools/annotate.py's.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/markup.h"
#include "base/alloc.h"
#include "foilint.h"
#include "package_fixture.h"

static bool scans(fl_arena *arena, const char *text)
{
    fl_markup x;
    return fl_markup_scan(arena, fl_str_from(text), &x);
}

static void markup_scan__refuses_what_it_cannot_follow(void **state)
{
    (void)state;
    fl_arena *arena = fl_arena_new();
    static const char *const good[] = {
        "<a/>", "<?xml version='1.0' encoding='utf-8'?><a><b c='>'/></a>",
        "<a><!-- <b> --><![CDATA[<c>]]></a>"
    };
    static const char *const bad[] = {
        "",
        "text",
        "<a>",
        "<a></b>",
        "</a>",
        "<a",
        "<!DOCTYPE a><a/>",
        "<a><!-- </a>",
        "<a b='></a>",
        "<?xml version='1.0' encoding='utf-16'?><a/>",
        "\xff\xfe<a/>"
    };
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        if (!scans(arena, good[i]))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (scans(arena, bad[i]))
            fail_msg("taken: %s", bad[i]);
    fl_arena_free(arena);
}

static void markup_at__counts_what_a_parser_would(void **state)
{
    (void)state;
    fl_arena *arena = fl_arena_new();
    fl_markup x;
    static const char text[] = "<p:a xmlns:p='u' id=\"7\"><b/>x&amp;y&#xE9;z"
                               "\r\nw<!-- --></p:a>";
    static const struct {
        uint32_t offset;
        const char *rest; /* NULL: no such place */
    } cases[] = {
        { 0, "x&" }, { 1, "&a" },    { 2, "y&#" },  { 3, "&#xE9;z" },
        { 4, NULL }, { 5, "z\r\n" }, { 6, "\r\n" }, { 7, "w<" },
        { 8, "<!" }, { 9, NULL },
    };
    assert_true(fl_markup_scan(arena, fl_str_from(text), &x));
    assert_int_equal(x.elements.count, 2);
    assert_true(fl_markup_is(&x, 0, "a"));
    assert_true(fl_str_is(fl_markup_attr(&x, 0, "id"), "7"));
    assert_true(fl_str_is(fl_markup_prefix(&x, FL_STR("u")), "p"));
    assert_null(fl_markup_prefix(&x, FL_STR("v")).ptr);
    assert_int_equal(fl_markup_around(&x, 3), 0);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t at = 0;
        bool found = fl_markup_at(&x, 3, cases[i].offset, &at);
        if (found != (cases[i].rest != NULL) ||
            (found &&
             strncmp(text + at, cases[i].rest, strlen(cases[i].rest)) != 0))
            fail_msg("offset %u: %s", (unsigned)cases[i].offset,
                     found ? text + at : "none");
    }
    fl_arena_free(arena);
}

static void insert_all__keeps_the_order_at_one_place(void **state)
{
    (void)state;
    fl_arena *arena = fl_arena_new();
    fl_insertions list = { 0 };
    fl_insert(arena, &list, 2, FL_STR("[c]"));
    fl_insert(arena, &list, 0, FL_STR("[a]"));
    fl_insert(arena, &list, 2, FL_STR("[d]"));
    fl_insert(arena, &list, 3, FL_STR("[e]"));
    assert_true(fl_str_is(fl_insert_all(arena, FL_STR("xyz"), &list),
                          "[a]xy[c][d]z[e]"));
    fl_arena_free(arena);
}

/* ---- memory ------------------------------------------------------------------- */

static const char *const dirs[] = { "tests/toy/lost-property" };

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
static const part letter[] = {
    { "[Content_Types].xml", "<Types xmlns='t'/>" },
    { "word/document.xml",
      "<w:document xmlns:w='http://schemas.openxmlformats.org/"
      "wordprocessingml/2006/main'><w:body>" P(
          "Port of Ansley, Lost Property Office") P("12 June 2025")
          P("Dear Madam,") P("Your note about two things lost on the ferry "
                             "came on 3 June 2025. You asked after:")
              P("1. a basket of plums") P("2. a grey umbrella") P("Our reply")
                  P("1. The basket was handed in. We keep it under rule 4.")
                      P("2. The umbrella was never handed in.")
                          P("Yours faithfully,")
                              P("The Keeper") "</w:body></w:document>" },
    { NULL, NULL }
};

static bool take(void *data, const char *bytes, size_t size)
{
    *(size_t *)data = bytes ? size : 0;
    return true;
}

static void annotate__survives_every_failed_allocation(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack(letter, &size);
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    const fl_result *result = NULL;
    fl_load_options toy = { .directories = dirs, .directory_count = 1 };
    fl_input input = { .path = "a.docx", .bytes = bytes, .size = size };
    assert_int_equal(fl_packs_load(&packs, &toy, NULL), FL_OK);
    assert_int_equal(fl_scanner_new(&scanner, packs), FL_OK);
    assert_int_equal(
        fl_scan(scanner, &input, &(fl_scan_options){ 0 }, &result, NULL),
        FL_OK);
    fl_status status = FL_NOMEM;
    long n = 0;
    size_t count = 0;
    for (; status != FL_OK && n < 100000; n++) {
        size_t written = 0;
        fl_alloc_fail_after(n);
        status = fl_annotate(result, &(fl_annotate_options){ 0 }, take,
                             &written, &count, NULL);
        fl_alloc_fail_after(-1);
        /* a buffer of libzip's that finds no memory makes no package */
        assert_true(status == FL_OK || written == 0);
    }
    assert_int_equal(status, FL_OK);
    assert_true(n > 10 && count > 0);
    assert_int_equal(count, fl_result_finding_count(result));
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_scan__refuses_what_it_cannot_follow),
        cmocka_unit_test(markup_at__counts_what_a_parser_would),
        cmocka_unit_test(insert_all__keeps_the_order_at_one_place),
        cmocka_unit_test(annotate__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
