/*
 * Which lines are headings: the rules of title.c and headings.c, one case
 * each, and the layouts that re-flow must see for them.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "read/lines.h"
#include "read_fixture.h"

#define WIDE                                                                  \
    "This line is as wide as the text of a letter is when a mail program\n"   \
    "wraps it, and this one is just as wide, so that the break was not the\n" \
    "writer's own and has to be taken for a space between two words here.\n"
#define WIDE_BLOCK                                                           \
    "P This line is as wide as the text of a letter is when a mail program " \
    "wraps it, and this one is just as wide, so that the break was not the " \
    "writer's own and has to be taken for a space between two words here."
#define BODY "The dogs are kept in the pound all the year round, and fed.\n"
#define BODY_BLOCK \
    "P The dogs are kept in the pound all the year round, and fed."

static void may_be_heading__looks_at_the_form(void **state)
{
    (void)state;
    static const char *const good[] = {
        "Balance test",
        "Factors for keeping the dogs -",
        "Response: 3",
        "Rule 31(3) - Dogs at Large",
        "Ground: 43(2)",
        "Ground: rule 43",
        "43(2) Trade in dogs",
        "Questions 1 - 3",
        "Where the dogs come from",
    };
    static const char *const bad[] = {
        "We hold it.",
        "Yours sincerely,",
        "how many dogs",
        "26 April 2021",
        "23rd March, 2021",
        "Our ref: 21 DOG 079",
        "Date: 8 November 2024",
        "Ref: DOG7840",
        "Tel : 0114 20 53478",
        "Tel: 0303 123 1113",
        "2024/25: 5 dogs",
        "Marlowe Bay MB1 4QT",
        "Quay Street, Marlowe MB14QT",
        "Email: [email]",
        "Web www.keeper.example",
        "Large dogs 39 42 26 37",
        "Case number ....... 12/34",
        "12 dogs x 4 = 48 meals",
        "To show that dogs are kept; and",
        "One two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen",
    };
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        if (!fl_may_be_heading(fl_str_from(good[i])))
            fail_msg("\"%s\" may be a heading", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (fl_may_be_heading(fl_str_from(bad[i])))
            fail_msg("\"%s\" is no heading", bad[i]);
}

static void is_label__needs_a_number_and_nothing_else(void **state)
{
    (void)state;
    assert_true(fl_is_label(FL_STR("Question 4")));
    assert_true(fl_is_label(FL_STR("Response 1:")));
    assert_true(fl_is_label(FL_STR("Response: 3")));
    assert_true(fl_is_label(FL_STR("Question 1a.")));
    assert_false(fl_is_label(FL_STR("Answer:")));
    assert_false(fl_is_label(FL_STR("Question 4 and more")));
    assert_false(fl_is_label(FL_STR("May 2024")));
    assert_int_equal(fl_label_len(FL_STR("Answer: twelve")), 7);
    assert_int_equal(fl_label_len(FL_STR("The answer: twelve")), 0);
    assert_int_equal(fl_words(FL_STR("Rule 31 - Dogs, at large")), 5);
    assert_int_equal(fl_words(FL_STR("")), 0);
}

static const struct {
    const char *name, *text, *wanted;
} cases[] = {
    /* what stands below */
    { "a short answer below a title that stands apart",
      "Our answer\n\nWe hold them.\n\n" BODY,
      "H2 Our answer / P We hold them. / " BODY_BLOCK },
    { "a short sentence right below a short title",
      "Our notice\nThe ground is this:\nrule 4.\n" BODY,
      "H2 Our notice / P The ground is this: / P rule 4. / " BODY_BLOCK },
    { "a table below a title that stands apart",
      "Dogs by year\n\nYear     Dogs     Cats\n2023     12       9\n",
      "H2 Dogs by year / C1.1.1 Year / C1.1.2 Dogs / C1.1.3 Cats / C1.2.1 "
      "2023 / C1.2.2 12 / C1.2.3 9" },
    { "a label with a number needs no long text",
      "Question 1\nNine.\n\nQuestion 2:\nn/a\nQuestion 3\nTwelve.\n",
      "H2 Question 1 / P Nine. / H2 Question 2: / P n/a / H2 Question 3 / P "
      "Twelve." },
    { "a label that is a line of an address is none",
      WIDE "\nFloor 2\nDog House\nWater Lane\n",
      WIDE_BLOCK " / P Floor 2 / P Dog House / P Water Lane" },
    { "two titles, one above the other", "Balance\nRule 4 - large dogs\n" BODY,
      "H2 Balance / H2 Rule 4 - large dogs / " BODY_BLOCK },
    { "nothing below", "Yours,\n\nDog Keeper\n", "P Yours, / P Dog Keeper" },
    /* how long */
    { "a long title has a dash in it",
      "Pages 9 to 14 of the book of dogs - rule 35(1)(a), dogs at "
      "large\n\n" BODY
      "\nWe have one keeper of dogs who has a place for them of "
      "her own\n\n" BODY,
      "H2 Pages 9 to 14 of the book of dogs - rule 35(1)(a), dogs at large "
      "/ " BODY_BLOCK
      " / P We have one keeper of dogs who has a place for them of her own "
      "/ " BODY_BLOCK },
    /* runs of short lines */
    { "an address above text is none",
      "The Keeper\nDog House\nWater Lane\nMarlowe Bay\nMB1 4QT\n" BODY,
      "P The Keeper / P Dog House / P Water Lane / P Marlowe Bay / P MB1 4QT "
      "/ " BODY_BLOCK },
    { "a list without marks is none, the label behind it is",
      "We use:\nRakes\nBrooms\nBuckets\nQuestion 2\n" BODY,
      "P We use: / P Rakes / P Brooms / P Buckets / H2 Question 2 "
      "/ " BODY_BLOCK },
    { "rows of figures are none", "Dogs 39 42 31 26\nCats 30 17 14 17\n" BODY,
      "P Dogs 39 42 31 26 / P Cats 30 17 14 17 / " BODY_BLOCK },
    /* answers */
    { "what stands between questions is their answer",
      "1. How many dogs are kept?\n\nNone held\n\n2. How many cats are "
      "kept?\n\nNone held\n\n" BODY,
      "I1[1.] How many dogs are kept? / P None held / I1[2.] How many cats "
      "are kept? / P None held / " BODY_BLOCK },
    { "between numbered paragraphs it is a heading",
      "1. We keep dogs, and feed them.\n\nBalance test\n\n2. We weighed the "
      "dogs.\n",
      "I1[1.] We keep dogs, and feed them. / H2 Balance test / I1[2.] We "
      "weighed the dogs." },
    { "between two lists it is a heading",
      WIDE
      "\nFor\n- dogs are loud at night\n- cats are not\nAgainst\n- dogs are "
      "loved by all\n",
      WIDE_BLOCK
      " / H2 For / I1[-] dogs are loud at night / I1[-] cats are not / H2 "
      "Against / I1[-] dogs are loved by all" },
    /* rules */
    { "a rule above a mail's head underlines nothing",
      "Please print nothing\n--------------------\nFrom: A Loser\nSent: "
      "Monday\nDear Keeper,\n",
      "P Please print nothing / R / M From: A Loser / M Sent: Monday / P Dear "
      "Keeper," },
    /* lines that only their breaks set off */
    { "a title on the first line of a block",
      WIDE "\nReasons in favour of letting the dogs out of the pound\nThere "
           "is a reason to let the dogs out which has to do with what dogs\n"
           "are.\n",
      WIDE_BLOCK " / H2 Reasons in favour of letting the dogs out of the "
                 "pound / P There is a reason to let the dogs out which has "
                 "to do with what dogs are." },
    { "a title behind a list without stops",
      WIDE
      "\n- dogs are loud at night and nobody in the whole street can have\n"
      "any sleep at all or rest while the dogs are out of their pound\n"
      "Reasons in favour of keeping the dogs in the pound\nThere "
      "is a reason to keep the dogs in which has to do with what dogs\n"
      "are.\n",
      WIDE_BLOCK
      " / I1[-] dogs are loud at night and nobody in the whole street can "
      "have any sleep at all or rest while the dogs are out of their pound "
      "/ H2 Reasons in favour of keeping the dogs in the pound / P There is "
      "a reason to keep the dogs in which has to do with what dogs are." },
    { "a line that ends in a short word goes on",
      WIDE "\nThe keeper lets the dogs out under rule 14(1) of the\nBye-laws "
           "of Dogs for the Whole of the Bay of Marlowe, as they now are,\n"
           "and always.\n",
      WIDE_BLOCK " / P The keeper lets the dogs out under rule 14(1) of the "
                 "Bye-laws of Dogs for the Whole of the Bay of Marlowe, as "
                 "they now are, and always." },
    { "a run-in citation begins a line of its own",
      WIDE "\nOn the one side\nr24: it is good to know where dogs are kept.\n",
      WIDE_BLOCK " / H2 On the one side / P r24: it is good to know where "
                 "dogs are kept." },
    /* layouts */
    { "a bullet alone on its line",
      "\xe2\x80\xa2\nHow many dogs are kept?\n\n\xe2\x80\xa2\nHow many "
      "cats?\n",
      "I1[\xe2\x80\xa2] How many dogs are kept? / I1[\xe2\x80\xa2] How many "
      "cats?" },
    { "dashes for empty cells are no bullets",
      "Dogs     4     2     7\n-        -     -     1\n",
      "C1.1.1 Dogs / C1.1.2 4 / C1.1.3 2 / C1.1.4 7 / C1.2.1 - / C1.2.2 - / "
      "C1.2.3 - / C1.2.4 1" },
    { "the words of a narrow cell are no heading",
      "Dogs at large      4      2      7\nDogs of Unknown Keepers:\nwhich "
      "were "
      "found in the lanes at night and\nwere taken in     1      2      3\n",
      "C1.1.1 Dogs at large / C1.1.2 4 / C1.1.3 2 / C1.1.4 7 / P Dogs of "
      "Unknown Keepers: / P which were found in the lanes at night and / "
      "C2.1.1 were taken in / C2.1.2 1 / C2.1.3 2 / C2.1.4 3" },
    { "an item and its answer side by side",
      "1. The number of dogs that were          2 keepers\nkept in the pound "
      "at the end of            1 chief of the\neach of the last two "
      "years.             keepers\nPlease say where they are.\n\n2. The rule "
      "for dogs that have no          See the page\nhome.\n",
      "I11.1.1[1.] The number of dogs that were kept in the pound at the end "
      "of each of the last two years. Please say where they are. / C1.1.2 2 "
      "keepers 1 chief of the keepers / I12.1.1[2.] The rule for dogs that "
      "have no home. / C2.1.2 See the page" },
    { "rows below an item are no rest of it",
      "1. Dogs that were kept here all year      12\nTotal of all the animals "
      "in the pound     14\n",
      "I11.1.1[1.] Dogs that were kept here all year / C1.1.2 12 / C1.2.1 "
      "Total of all the animals in the pound / C1.2.2 14" },
    { "a lead-in ends its block",
      WIDE "\nPlease find the answer of the keepers to your request below:\n"
           "Please send the list of dogs.\n",
      WIDE_BLOCK " / P Please find the answer of the keepers to your request "
                 "below: / P Please send the list of dogs." },
    { "a sentence that left room ends its block",
      WIDE "\nHow much does it cost to keep each dog of the pound?\nThe dogs "
           "cost nothing at all, since whoever loves dogs brings food.\n",
      WIDE_BLOCK
      " / P How much does it cost to keep each dog of the pound? / P "
      "The dogs cost nothing at all, since whoever loves dogs brings "
      "food." },
    { "a name with its value, and another column",
      "Our ref: DOG 12              Water Lane\n\nOur ref:     DOG 12\n\n" BODY,
      "P Our ref: DOG 12 / P Water Lane / P Our ref: DOG 12 / " BODY_BLOCK },
    { "a date is not underlined",
      "Answered: 09.06.25\n==================\n" BODY,
      "P Answered: 09.06.25 / R / " BODY_BLOCK },
    { "page numbers are furniture",
      "We keep them.\n\nPage 2\n\nAll year.\nPage 3 of 10\nPage 4 says so.\n",
      "P We keep them. / F Page 2 / P All year. / F Page 3 of 10 / P Page 4 "
      "says so." },
};

static void read_text__finds_headings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        reading r;
        size_t len = strlen(cases[i].text);
        reading_expect(cases[i].name, "a.txt", cases[i].text, len,
                       cases[i].wanted);
        reading_of(&r, "a.txt", cases[i].text, len);
        reading_check(r.doc);
        reading_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(may_be_heading__looks_at_the_form),
        cmocka_unit_test(is_label__needs_a_number_and_nothing_else),
        cmocka_unit_test(read_text__finds_headings),
    };
    return cmocka_run_group_tests_name("read_headings", tests, NULL, NULL);
}
