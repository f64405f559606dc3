/*
 * Citations in the forms that letters write them.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

#include "token_fixture.h"

static const fixture_case single[] = {
    { "under section 31 of it", "31" },
    { "Section 40(2) applies", "40(2)" },
    { "Section1 (1) (b) says", "1(1)(b)" },
    { "S40(2)", "40(2)" },
    { "s31", "31" },
    { "s.31(1)(a)", "31(1)(a)" },
    { "S.31", "31" },
    { "s 22(1)", "22(1)" },
    { "s. 22 (1)", "22(1)" },
    { "sec 21", "21" },
    { "sec. 21(1)", "21(1)" },
    { "section 40 (2)", "40(2)" },
    { "section 40 ( 2 )", "40(2)" },
    { "Section 36 (2)(b)(ii)", "36(2)(b)(ii)" },
    { "section 40(5B)(a)(i)", "40(5B)(a)(i)" },
    { "section 40(5b)(a)(i)", "40(5B)(a)(i)" },
    { "section 40(3A)(a)", "40(3A)(a)" },
    { "section 40(3A(a))", "40(3A)(a)" },
    { "section 22A", "22A" },
    { "section 22A(1)(b)", "22A(1)(b)" },
    { "section 37(1)(ad)", "37(1)(ad)" },
    { "section 37(1)(aa)", "37(1)(aa)" },
    { "SECTION 31(1)(A)", "31(1)(a)" },
    { "regulation 12(5)(e)", "12(5)(e)" },
    { "reg. 12(4)(b)", "12(4)(b)" },
    { "Section 43(2) (commercial interests)", "43(2)" },
    { "section 31 (LPP) and more", "31" },
    { "section 42 (legal)", "42" },
    { "section 36 (2014)", "36" },
    { "(section 12(1))", "12(1)" },
    { "section 17.", "17" },
    { "section 12, because", "12" },
    { "section 41(1)(a), the", "41(1)(a)" },
    { "section(s) 40(2)", "40(2)" },
    { "31(1)(a) applies", "31(1)(a)" },
    { "40(5B)(a)(i)", "40(5B)(a)(i)" },
    { "FOIA 40(2).", "40(2)" },
    { "Section 38 (1) (b) - Health", "38(1)(b)" },
    { "Section17 (1) FOIA in respect of parts (a) and (b)", "17(1)" },
    { "section 106 agreement", "106" },
    { "schedule 12 to it", "12" },
};

static const fixture_case lists[] = {
    { "Section 31 (1) (a) (b)", "31(1)(a)|31(1)(b)" },
    { "s31 (1) (a) (b) - Law", "31(1)(a)|31(1)(b)" },
    { "section 31(1)(a) and (b)", "31(1)(a)|31(1)(b)" },
    { "section 31(1)(a), (b) & (c)", "31(1)(a)|31(1)(b)|31(1)(c)" },
    { "section 31(1)(a)-(c)", "31(1)(a)|31(1)(b)|31(1)(c)" },
    { "s.31(1)(a) to (c)", "31(1)(a)|31(1)(b)|31(1)(c)" },
    { "s.31(1)(a)/(b)", "31(1)(a)|31(1)(b)" },
    { "section 40(2) & 3A(a)", "40(2)|40(3A)(a)" },
    { "section 40(2) and (3A)(a)", "40(2)|40(3A)(a)" },
    { "section 40(2)&(3)", "40(2)|40(3)" },
    { "section 40(2)(3)", "40(2)|40(3)" },
    { "section 40(2) and 40(3A)(a)", "40(2)|40(3A)(a)" },
    { "section 36(2)(b)(i) and (ii)", "36(2)(b)(i)|36(2)(b)(ii)" },
    { "section 36(2)(b)(i)(ii) and (c)", "36(2)(b)(i)|36(2)(b)(ii)|36(2)(c)" },
    { "section 36(2)(b)(i) and section 36(2)(b)(ii) of",
      "36(2)(b)(i)|36(2)(b)(ii)" },
    { "section 36(2)(b)(i)-(iii)", "36(2)(b)(i)|36(2)(b)(ii)|36(2)(b)(iii)" },
    { "section 36(2)(b) and (c)", "36(2)(b)|36(2)(c)" },
    { "sections 24 and 31", "24|31" },
    { "Sections 24, 31 and 38 are", "24|31|38" },
    { "sections 24(2) and 31(3)", "24(2)|31(3)" },
    { "sections 23(5), 24(2) and 31(3)", "23(5)|24(2)|31(3)" },
    { "sections 35(1)(a) and 42", "35(1)(a)|42" },
    { "sections 31(1)(a) and 31(1)(b), law", "31(1)(a)|31(1)(b)" },
    { "section 12(1) and 12(2)", "12(1)|12(2)" },
    { "ss 24 & 31", "24|31" },
    { "ss.24(2)/31(3)", "24(2)|31(3)" },
    { "s24(2) and s31(3) FOIA apply", "24(2)|31(3)" },
    { "Section 31 (1) (a) (b) and Section 38 (1) (b)",
      "31(1)(a)|31(1)(b)|38(1)(b)" },
    { "s.40(2) or s.38", "40(2)|38" },
    { "section 37(1)(a)(aa)(ab)", "37(1)(a)|37(1)(aa)|37(1)(ab)" },
    { "section 31(1)(g) and (h) and (i)", "31(1)(g)|31(1)(h)|31(1)(i)" },
    { "section 31(1)(a), 40(2) and 43(2)", "31(1)(a)|40(2)|43(2)" },
    { "regs 12(4)(b) and 12(5)(e)", "12(4)(b)|12(5)(e)" },
    { "section 31(1), (a) and (b)", "31(1)(a)|31(1)(b)" },
    { "section 40(2), (3A)(a) & (b)", "40(2)|40(3A)(a)|40(3A)(b)" },
    { "sections 31 to 36", "31|36" },
    { "sections 21 and/or 22", "21|22" },
};

static const fixture_case others[] = {
    { "Section I is blank", "" },
    { "31.1.a", "" },
    { "section 3.1 of our policy", "" },
    { "(0114) 273 4567", "" },
    { "Sheffield S1 1UJ", "" },
    { "S10 2FB has 4", "" },
    { "the council's 40 staff", "" },
    { "the councils 40 staff", "" },
    { "in 2019(2)", "" },
    { "12 (5) cases", "" },
    { "question 3(1)", "" },
    { "parts (a) and (b)", "" },
    { "https://example.gov.uk/section/31(1)(a)", "" },
    { "section 12 and 18 hours", "12" },
    { "sections 12 and 18 hours", "12" },
    { "sections 12 and 20 working days", "12" },
    { "section 10 and 2014", "10" },
    { "section 12(1) and 40 days", "12(1)" },
    { "sections 12 and 14 March 2025", "12" },
    { "section 31 and 40 officers", "31" },
    { "sections 24 and 1,200 files", "24" },
    { "section 8 and (a)", "8" },
    { "costs 31(a)", "" },
    { "$31(1)(a)", "" },
    { "section", "" },
    { "s", "" },
    { "section 1000", "" },
    { "section 0114", "" },
    { "section 31(", "31" },
    { "section 31((1)", "31" },
    { "section 40(3A(a", "40" },
    { "parts 40(2)", "" },
};

static void find_citations__reads_each_form(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_CITATION, single);
}

static void find_citations__expands_lists(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_CITATION, lists);
}

static void find_citations__leaves_other_text(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_CITATION, others);
}

static void find_citations__tells_lead_instrument_and_span(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool lead;
        uint32_t instrument;
        uint32_t start, end, second_start, second_end;
    } rows[] = {
        { "by regulation 12(5)(e) and (f)", true, 1, 3, 22, 27, 30 },
        { "section 31 (1) (a) (b)", true, UINT32_MAX, 0, 18, 19, 22 },
        { "s.24(2), 31(3)", true, 0, 0, 7, 9, 14 },
        { "31(1)(a)/(b)", false, UINT32_MAX, 0, 8, 9, 12 },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture f;
        fixture_open(&f);
        fixture_read(&f, rows[i].text);
        assert_int_equal(2, f.found.tokens.count);
        const fl_token *t = f.found.tokens.items;
        assert_int_equal(rows[i].lead, t[0].lead);
        assert_int_equal(rows[i].lead, t[1].lead);
        assert_int_equal(rows[i].instrument, t[0].instrument);
        assert_int_equal(rows[i].start, t[0].start);
        assert_int_equal(rows[i].end, t[0].end);
        assert_int_equal(rows[i].second_start, t[1].start);
        assert_int_equal(rows[i].second_end, t[1].end);
        fixture_close(&f);
    }
}

static void find_citations__is_linear_in_brackets(void **state)
{
    (void)state;
    fl_buf text = { 0 };
    for (int i = 0; i < 200000; i++)
        fl_buf_puts(&text, i % 2 ? "section 31" : "(((1)(a)(");
    fixture f;
    fixture_open(&f);
    fixture_read(&f, fl_buf_str(&text).ptr);
    assert_true(f.found.sentences.count > 100);
    fixture_close(&f);
    fl_buf_dispose(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_citations__reads_each_form),
        cmocka_unit_test(find_citations__expands_lists),
        cmocka_unit_test(find_citations__leaves_other_text),
        cmocka_unit_test(find_citations__tells_lead_instrument_and_span),
        cmocka_unit_test(find_citations__is_linear_in_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
