/*
 * Dates, quantities, addresses and question-references in running text.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

#include "token_fixture.h"

static const fixture_case dates[] = {
    { "on 27/03/2025.", "2025-03-27" },
    { "on 7/3/2025", "2025-03-07" },
    { "on 18/10/17.", "2017-10-18" },
    { "on 29.01.18", "2018-01-29" },
    { "of 31.8.2024 in", "2024-08-31" },
    { "27-03-2025", "2025-03-27" },
    { "27-03-25", "" },
    { "13/13/2025", "" },
    { "30/02/2024", "" },
    { "2025-03-27", "2025-03-27" },
    { "2025/03/27", "2025-03-27" },
    { "2025-03-27T10:00", "2025-03-27" },
    { "27th March 2025", "2025-03-27" },
    { "27 March 2025", "2025-03-27" },
    { "the 27th of March 2025", "2025-03-27" },
    { "27th day of March 2025", "2025-03-27" },
    { "27 th March 2025", "2025-03-27" },
    { "27March2025", "" },
    { "27 MARCH 2025", "2025-03-27" },
    { "1 Jan 2024", "2024-01-01" },
    { "27-Mar-25", "2025-03-27" },
    { "27/Mar/2025", "2025-03-27" },
    { "27 Mar '25", "2025-03-27" },
    { "6 Sept. 2023", "2023-09-06" },
    { "6th September, 2023", "2023-09-06" },
    { "March 27, 2025", "2025-03-27" },
    { "March 27th 2025", "2025-03-27" },
    { "Tuesday, 3 June 2025", "2025-06-03" },
    { "Tuesday 3rd June 2025", "2025-06-03" },
    { "Tues 3 June 2025", "2025-06-03" },
    { "Wednesday June 4, 2025", "2025-06-04" },
    { "November 2024", "" },
    { "in March 27 people", "" },
    { "section 5 may apply", "" },
    { "12 may be", "" },
    { "12 May", "none?" },
    { "dated 3 June 2025 and 27 March", "2025-06-03|2025-03-27?" },
    { "27 March to 3 June 2025", "2025-03-27?|2025-06-03" },
    { "dated 2 January 2025 about 20 December", "2025-01-02|2024-12-20?" },
    { "dated 20 November 2025, reply by 10 January", "2025-11-20|2026-01-10?" },
    { "dated 2 March 2025, by 30 September", "2025-03-02|2025-09-30?" },
    { "dated 2 March 2023 on 29 February", "2023-03-02|none?" },
    { "8 and 11 August 2023", "2023-08-08|2023-08-11" },
    { "8th or 11th August 2023", "2023-08-08|2023-08-11" },
    { "1 - 5 June 2024", "2024-06-01|2024-06-05" },
    { "FOI/2024/0312/11", "" },
    { "10.12.2024.3", "" },
    { "version 1.2.3", "" },
    { "ref 123/04/2025", "" },
    { "32 March 2025", "" },
    { "27/03/2025 09:56", "2025-03-27" },
    { "Date:27/05/2021", "2021-05-27" },
    { "Sent: 10 October 2024 09:56", "2024-10-10" },
};

static const fixture_case durations[] = {
    { "18 hours", "18 hour" },
    { "18hrs", "18 hour" },
    { "18h", "18 hour" },
    { "3.5 hours.", "3.5 hour" },
    { "20 working days", "20 working-day" },
    { "20-working-day", "20 working-day" },
    { "20 working days' time", "20 working-day" },
    { "forty (40) working days", "40 working-day" },
    { "40 (forty) working days", "40 working-day" },
    { "forty(40) working days", "40 working-day" },
    { "two months", "2 month" },
    { "a month", "1 month" },
    { "one calendar month", "1 month" },
    { "eight weeks", "8 week" },
    { "twenty-five hours", "25 hour" },
    { "twenty five hours", "25 hour" },
    { "one hundred hours", "100 hour" },
    { "two hundred and six hours", "206 hour" },
    { "1,200 hours", "1200 hour" },
    { "2 to 3 weeks", "2..3 week" },
    { "2-3 weeks", "2..3 week" },
    { "two to three weeks", "2..3 week" },
    { "10 - 12 hours", "10..12 hour" },
    { "over 420 hours", ">420 hour" },
    { "more than 18 hours", ">18 hour" },
    { "no more than 18 hours", "<18 hour" },
    { "up to 60 days", "<60 day" },
    { "about twenty hours", "~20 hour" },
    { "approximately 115 hours", "~115 hour" },
    { "18+ hours", ">18 hour" },
    { "hourly", "" },
    { "at 25 an hour", "" },
    { "the 2024 hours", "" },
    { "2000 hours", "2000 hour" },
    { "working days", "" },
    { "5 dayshift", "" },
    { "A working day", "1 working-day" },
};

static const fixture_case money[] = {
    { "\xC2\xA3"
      "450",
      "450" },
    { "\xC2\xA3"
      "1,465,527.75 in",
      "1465527.75" },
    { "(\xC2\xA3"
      "450)",
      "450" },
    { "\xC2\xA3"
      "600.",
      "600" },
    { "\xC2\xA3"
      "1.2m",
      "1200000" },
    { "\xC2\xA3"
      "1.2 million",
      "1200000" },
    { "\xC2\xA3"
      "25k",
      "25000" },
    { "\xC2\xA3 450", "450" },
    { "\xC2\xA3"
      "450-\xC2\xA3"
      "600",
      "450..600" },
    { "\xC2\xA3"
      "450 to \xC2\xA3"
      "600",
      "450..600" },
    { "over \xC2\xA3"
      "450",
      ">450" },
    { "450 pounds", "450" },
    { "GBP 450", "450" },
    { "2 million pounds", "2000000" },
    { "450 people", "" },
};

static const fixture_case numbers[] = {
    { "53 requests", "53" },
    { "1,465,527 records", "1465527" },
    { "2.5 of", "2.5" },
    { "10 to 12 files", "10..12" },
    { "10-12 files", "10..12" },
    { "twelve files", "12" },
    { "thirty-one", "31" },
    { "ninety nine", "99" },
    { "25% of", "25" },
    { "FOI-2024-0123", "" },
    { "A4 paper", "" },
    { "4G", "" },
    { "COVID-19", "" },
    { "the 3rd time", "" },
    { "at 10:30", "" },
    { "18 hours and 20 files", "20" },
    { "section 12 and 20 files", "20" },
    { "Question 4 has 7", "7" },
    { "on 27/03/2025 we had 3", "3" },
    { "call 0303 123 1113 or 3", "3" },
    { "about 300 emails", "~300" },
    { "fewer 5", "5" },
    { "none", "" },
};

static const fixture_case urls[] = {
    { "see https://ico.org.uk/make-a-complaint/.",
      "https://ico.org.uk/make-a-complaint/" },
    { "(www.example.org)", "www.example.org" },
    { "at ico.org.uk/foi-complaints, or", "ico.org.uk/foi-complaints" },
    { "at ico.org.uk.", "ico.org.uk" },
    { "visit Example.COM today", "Example.COM" },
    { "<https://a.gov.uk/b?c=1&d=2>", "https://a.gov.uk/b?c=1&d=2" },
    { "https://www.a.gov.uk/for-offi...", "https://www.a.gov.uk/for-offi" },
    { "[guide](https://a.gov.uk/b)", "https://a.gov.uk/b" },
    { "https://en.a.org/wiki/X_(y)", "https://en.a.org/wiki/X_(y)" },
    { "e.g. this", "" },
    { "and/or", "" },
    { "end.The next", "" },
    { "data.csv", "" },
    { "ask foi@a.gov.uk", "" },
};

static const fixture_case emails[] = {
    { "foi@example.gov.uk.", "foi@example.gov.uk" },
    { "mailto:foi.team@a-b.org", "foi.team@a-b.org" },
    { "(FOI@Example.gov.uk)", "FOI@Example.gov.uk" },
    { "a@b.uk;c@d.uk", "a@b.uk|c@d.uk" },
    { "FOI @example.gov.uk", "" },
    { "a@b", "" },
    { "write to [email address] please", "[email address]" },
    { "write to [Email Address]", "[Email Address]" },
    { "to [Some Council request email] now", "[Some Council request email]" },
    { "[Some] request email]", "" },
};

static const fixture_case questions[] = {
    { "Questions 4 and 5", "4|5" },
    { "question 3(b)", "3(b)" },
    { "question 3 (b)", "3(b)" },
    { "question 3b", "3(b)" },
    { "parts (a) and (b)", "a|b" },
    { "Q2", "2" },
    { "Q2.", "2" },
    { "Q5 (c)", "5(c)" },
    { "Q.3", "3" },
    { "Q. 3", "3" },
    { "questions 1-3", "1|2|3" },
    { "questions 1 - 3", "1|2|3" },
    { "Q1-Q3", "1|2|3" },
    { "Q1 to Q3", "1|2|3" },
    { "Q1-3", "1|2|3" },
    { "Q1 and Q3", "1|3" },
    { "questions 1, 2 and 3 are", "1|2|3" },
    { "questions (1), (2) and (4) are", "1|2|4" },
    { "questions (1) and (2) of 14 (3)", "1|2" },
    { "Items 1, 2, and 4", "1|2|4" },
    { "Questions 4 to 6", "4|5|6" },
    { "item (c)", "c" },
    { "part 4", "4" },
    { "parts 3(b), 4(a) and 8(b)", "3(b)|4(a)|8(b)" },
    { "questions 3(b), 4(a) and 8(b)", "3(b)|4(a)|8(b)" },
    { "question 8(a) and (b)", "8(a)|8(b)" },
    { "question 8(a)-(c)", "8(a)|8(b)|8(c)" },
    { "parts (a)-(c)", "a|b|c" },
    { "parts (a), (b) and (d)", "a|b|d" },
    { "parts a and b", "a|b" },
    { "part b of it", "b" },
    { "Question A", "a" },
    { "question no. 3", "3" },
    { "Question number 3", "3" },
    { "Question 3:", "3" },
    { "question(s) 2 and 3", "2|3" },
    { "questions one and two", "1|2" },
    { "part two", "2" },
    { "question 2.1", "2.1" },
    { "question 3(iv)", "3(iv)" },
    { "questions 2 & 4", "2|4" },
    { "questions 1/2", "1|2" },
    { "question 2 or 3", "2|3" },
    { "QUESTION 7", "7" },
    { "Questions 1 to 3 to one district", "1|2|3" },
    { "questions 1 to 3 and 5", "1|2|3|5" },
    { "Part II", "" },
    { "Part I of the Act", "" },
    { "part 3 of the Housing Act 2004", "" },
    { "Part 3 of the Act", "" },
    { "Schedule 2 (Part 4) of the Housing Act", "" },
    { "part 3 of your request", "3" },
    { "part a decision", "" },
    { "question I asked", "" },
    { "the question is", "" },
    { "questions", "" },
    { "questioned 5", "" },
    { "FAQ 5", "" },
    { "Q1 2024/25 and 2023 Q4", "" },
    { "in question 2, 14 staff", "2" },
    { "question 2 and 14 staff", "2" },
    { "questions 1 and 18 hours", "1" },
    { "for question 2 and 3 June 2024", "2" },
    { "part 2025", "" },
    { "point 5% of", "" },
    { "request parts (a) and (b). The", "a|b" },
};

static void find_tokens__reads_dates(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_DATE, dates);
}

static void find_tokens__reads_durations(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_DURATION, durations);
}

static void find_tokens__reads_money(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_MONEY, money);
}

static void find_tokens__reads_numbers(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_NUMBER, numbers);
}

static void find_tokens__reads_addresses(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_URL, urls);
    CHECK_CASES(FL_TOKEN_EMAIL, emails);
}

static void find_tokens__expands_question_references(void **state)
{
    (void)state;
    CHECK_CASES(FL_TOKEN_QUESTION, questions);
}

static void find_tokens__runs_the_types_of_packs(void **state)
{
    (void)state;
    static const fixture_case phones[] = {
        { "on 0303 123 1113.", "0303 123 1113" },
        { "0114 273 4567 or 0303 1231113", "0114 273 4567|0303 1231113" },
        { "no phone", "" },
    };
    CHECK_CASES(TYPE_PHONE, phones);
}

static void find_tokens__are_in_order_in_their_sentences(void **state)
{
    (void)state;
    fixture f;
    fixture_open(&f);
    fixture_read(&f,
                 "It took 18 hours. See questions 1 and 2, section 31(1)(a) "
                 "(b), by 3 June 2025.\n\nCall 0303 123 1113, www.a.org.");
    assert_true(f.found.tokens.count >= 8);
    for (size_t i = 0; i < f.found.tokens.count; i++) {
        const fl_token *t = &f.found.tokens.items[i];
        const fl_sentence *s = &f.found.sentences.items[t->sentence];
        assert_true(s->start <= t->start && t->end <= s->end);
        assert_int_equal(s->block, t->block);
        if (i > 0)
            assert_true(f.found.tokens.items[i - 1].start <= t->start);
    }
    fixture_close(&f);
}

static void find_tokens__is_linear(void **state)
{
    (void)state;
    static const char *const bits[] = { "1,",
                                        "a@",
                                        "www.",
                                        "question 1 and ",
                                        "27/3/",
                                        "one hundred and ",
                                        "\xC2\xA3"
                                        "1" };
    for (size_t b = 0; b < sizeof(bits) / sizeof(bits[0]); b++) {
        fl_buf text = { 0 };
        for (int i = 0; i < 60000; i++)
            fl_buf_puts(&text, bits[b]);
        fixture f;
        fixture_open(&f);
        fixture_read(&f, fl_buf_str(&text).ptr);
        assert_true(f.found.sentences.count > 1);
        fixture_close(&f);
        fl_buf_dispose(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_tokens__reads_dates),
        cmocka_unit_test(find_tokens__reads_durations),
        cmocka_unit_test(find_tokens__reads_money),
        cmocka_unit_test(find_tokens__reads_numbers),
        cmocka_unit_test(find_tokens__reads_addresses),
        cmocka_unit_test(find_tokens__expands_question_references),
        cmocka_unit_test(find_tokens__runs_the_types_of_packs),
        cmocka_unit_test(find_tokens__are_in_order_in_their_sentences),
        cmocka_unit_test(find_tokens__is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
