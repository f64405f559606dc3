/*
 * The rules of re-flow, one case each, in plain text and in Markdown; and
 * that reading takes time in proportion to the text.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "read_fixture.h"

/* Three lines that say how wide this letter is wrapped, as one paragraph. */
#define WIDE                                                                  \
    "This line is as wide as the text of a letter is when a mail program\n"   \
    "wraps it, and this one is just as wide, so that the break was not the\n" \
    "writer's own and has to be taken for a space between two words here.\n"
#define WIDE_BLOCK                                                           \
    "P This line is as wide as the text of a letter is when a mail program " \
    "wraps it, and this one is just as wide, so that the break was not the " \
    "writer's own and has to be taken for a space between two words here."

typedef struct {
    const char *name, *text, *wanted;
} text_case;

static const text_case plain[] = {
    /* line breaks */
    { "a short line ends its block, a long one doesn't",
      WIDE "\nYours sincerely\nAnn Keeper\n",
      WIDE_BLOCK " / P Yours sincerely / P Ann Keeper" },
    { "unwrapped text: every line is a block",
      "One paragraph stands on this one line, however long it may be, since "
      "whoever wrote it left the wrapping to the program that shows it, and "
      "that is why it goes on and on up to here, far beyond two hundred.\n"
      "The second paragraph.\n",
      "P One paragraph stands on this one line, however long it may be, since "
      "whoever wrote it left the wrapping to the program that shows it, and "
      "that is why it goes on and on up to here, far beyond two hundred. / P "
      "The second paragraph." },
    { "an answer's label opens a line also behind a full one",
      WIDE "\nA1. Nobody has counted all that is kept in the long store since "
           "May.\nA2. As nobody has, there is no list of what is in it.\n",
      WIDE_BLOCK
      " / P A1. Nobody has counted all that is kept in the long store "
      "since May. / P A2. As nobody has, there is no list of what "
      "is in it." },
    { "CR alone ends a line too", "One is.\r\rTwo is.\r",
      "P One is. / P Two is." },
    { "a line of no-break spaces is blank", "One is.\n\xc2\xa0\nTwo is.\n",
      "P One is. / P Two is." },
    /* list marks */
    { "money after a mark keeps its sign",
      "(a) \xc2\xa3"
      "612,440\n(b) \xc2\xa9 us\n",
      "I1[(a)] \xc2\xa3"
      "612,440 / I1[(b)] \xc2\xa9 us" },
    { "no-break spaces around a mark",
      "\xc2\xa0\xc2\xa0"
      "A.\xc2\xa0\xc2\xa0"
      "Any reports.\nB.\xc2\xa0 Any mails.\n",
      "I1[A.] Any reports. / I1[B.] Any mails." },
    { "marks of every form",
      WIDE "1. one here\n2) two here\n(c) three here\nd) four here\n(iv) five "
           "here\nQ6. six here\nQ7 (a) seven here\n8(b) eight here\n9a. nine "
           "here\n",
      WIDE_BLOCK
      " / I1[1.] one here / I1[2)] two here / I1[(c)] three here / I1[d)] four "
      "here / I1[(iv)] five here / I1[Q6.] six here / I1[Q7 (a)] seven here / "
      "I1[8(b)] eight here / I1[9a.] nine here" },
    { "roman numbers with a stop",
      "i. one here\nii. two here\niii. three here\n",
      "I1[i.] one here / I1[ii.] two here / I1[iii.] three here" },
    { "bullets of every form",
      "\xe2\x80\xa2 one\n\xc2\xb7 two\no three\n- four\n* five\n\xef\x82\xb7 "
      "six\n",
      "I1[\xe2\x80\xa2] one / I1[\xc2\xb7] two / I1[o] three / I1[-] four / "
      "I1[*] five / I1[\xef\x82\xb7] six" },
    { "a bare number on its line is text",
      WIDE "1. How many dogs?\n3.\n\n2. How many cats?\n14.\n",
      WIDE_BLOCK " / I1[1.] How many dogs? / P 3. / I1[2.] How many cats? / P "
                 "14." },
    { "an item goes on in the next line",
      WIDE "1. This item is as wide as the text of the letter is and does not\n"
           "   end before the second line.\n2. The next.\n",
      WIDE_BLOCK " / I1[1.] This item is as wide as the text of the letter is "
                 "and does not end before the second line. / I1[2.] The "
                 "next." },
    { "only the first of two marks is a label",
      "Q3 (a) How many? (b) What of?\n", "I1[Q3 (a)] How many? (b) What of?" },
    { "a year or a section at the start of a line is no mark",
      "The number that you asked for was counted for the first time in May\n"
      "2024 and we rely on what the rule of the house says in paragraph 31,\n"
      "31(1)(a) of which applies, and it has not been changed in any way by\n"
      "(b) of the same paragraph, which is about something else altogether.\n",
      "P The number that you asked for was counted for the first time in May "
      "2024 and we rely on what the rule of the house says in paragraph 31, "
      "31(1)(a) of which applies, and it has not been changed in any way by "
      "(b) of the same paragraph, which is about something else altogether." },
    { "depth by indentation",
      WIDE "1. one here\n    (a) two here\n2. three here\n",
      WIDE_BLOCK " / I1[1.] one here / I2[(a)] two here / I1[2.] three here" },
    /* headings */
    { "a postcode is no heading",
      WIDE "\nThe Keeper\nWater Lane\nWS9 5AF\n\nDear Madam,\n",
      WIDE_BLOCK " / P The Keeper / P Water Lane / P WS9 5AF / P Dear Madam," },
    { "underlined as long as itself, or with text at once",
      "What we hold\n============\n\nTwelve dogs.\n\nWhat next?\n"
      "------------------------------------------------\nYou may write.\n",
      "H1 What we hold / R / P Twelve dogs. / H1 What next? / R / P You may "
      "write." },
    { "a long rule below a name ends a message",
      "Yours,\n[name]\n-------------------------------------------\n\nPlease "
      "write to us.\n",
      "P Yours, / P [name] / R / P Please write to us." },
    { "numbered titles have a depth",
      "3     Item (a): the pound\n\nThe dogs are kept in the pound all the "
      "year round.\n",
      "H1[3] Item (a): the pound / P The dogs are kept in the pound all the "
      "year round." },
    { "a run-in heading stays a paragraph",
      "Burden. Between May and June the keeper had fifty of your letters.\n",
      "P Burden. Between May and June the keeper had fifty of your letters." },
    /* mail */
    { "a header line that is wrapped is one line",
      "Hello.\n\nFrom: A Loser\nSent: Monday\nSubject: A request about all "
      "dogs -\nin the pound\nDear Keeper,\n",
      "P Hello. / M From: A Loser / M Sent: Monday / M Subject: A request "
      "about all dogs - in the pound / P Dear Keeper," },
    { "a link list of a text browser is furniture",
      "It is on our page.\n\nReferences\n\nVisible links\n1. "
      "http://x.example/\n",
      "P It is on our page. / F References / F Visible links / F "
      "http://x.example/" },
    /* columns */
    { "one line with a wide gap is two blocks",
      "3 June 2025              The Keeper of Dogs, The Pound\n",
      "P 3 June 2025 / P The Keeper of Dogs, The Pound" },
    { "each table has its number",
      "Year     Dogs     Cats\n2023     12       9\n\nNone was lost.\n\nA     "
      "  B       C\nD       E       F\n",
      "C1.1.1 Year / C1.1.2 Dogs / C1.1.3 Cats / C1.2.1 2023 / C1.2.2 12 / "
      "C1.2.3 9 / P None was lost. / C2.1.1 A / C2.1.2 B / C2.1.3 C / C2.2.1 "
      "D / C2.2.2 E / C2.2.3 F" },
    { "cells that wrap",
      "ITEM                            OUTCOME\n"
      "(a) number of dogs that were    Held. Withheld in\n"
      "    kept in the pound           full.\n"
      "(b) number of cats that were    Not held.\n"
      "    kept there\n",
      "C1.1.1 ITEM / C1.1.2 OUTCOME / I11.2.1[(a)] number of dogs that were "
      "kept in the pound / C1.2.2 Held. Withheld in full. / I11.3.1[(b)] "
      "number of cats that were kept there / C1.3.2 Not held." },
    { "a label far from its text is no column",
      "Question 1.      How many dogs are kept in the pound, and since "
      "when?\n",
      "P Question 1. How many dogs are kept in the pound, and since when?" },
    /* what is no text */
    { "emphasis goes, masks and sums stay",
      "**We** hold *it* for 2*3*4 and ***** too.\n",
      "P We hold it for 2*3*4 and ***** too." },
    { "link marks go, masks in brackets stay",
      "[12]http://x.example/ and [1]here, ask [name] or [2].\n",
      "P http://x.example/ and here, ask [name] or ." },
    { "a byte order mark is skipped", "\xef\xbb\xbfOne is.\n", "P One is." },
};

static const text_case markdown[] = {
    { "headings by '#'", "# One #\n### Three\nText.\n",
      "H1 One / H3 Three / P Text." },
    { "emphasis, links, escapes",
      "**All** of _it_ in snake_case, see [the page](http://x.example/a_b), "
      "\\*so\\*.\n",
      "P All of it in snake_case, see the page(http://x.example/a_b), *so*." },
    { "a quotation's list is a list", "> 1. How many dogs?\n> 2. And cats?\n",
      "I1[1.] How many dogs? / I1[2.] And cats?" },
    { "a table is one, its ruler is none",
      "| a | b |\n|---|:-:|\n| c | d \\| e |\n",
      "C1.1.1 a / C1.1.2 b / C1.2.1 c / C1.2.2 d | e" },
    { "comments are not shown, what stands beside them is",
      "We <!-- draft --> hold <!-- so\nand so --> it.\n\n<!-- x\n# y\n-->\n",
      "P We hold it." },
    { "fences are no text", "```\ncode here.\n```\n", "P code here." },
};

static void check(const text_case *cases, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++) {
        const text_case *c = &cases[i];
        reading r;
        reading_expect(c->name, path, c->text, strlen(c->text), c->wanted);
        reading_of(&r, path, c->text, strlen(c->text));
        reading_check(r.doc);
        reading_free(&r);
    }
}

static void read_text__flows_lines_into_blocks(void **state)
{
    (void)state;
    check(plain, sizeof(plain) / sizeof(plain[0]), "a.txt");
}

static void read_markdown__drops_marks(void **state)
{
    (void)state;
    check(markdown, sizeof(markdown) / sizeof(markdown[0]), "a.md");
}

/* ---- cost ------------------------------------------------------------------ */

/* Seconds to read `count` copies of `unit`. */
static double cost(const char *path, const char *unit, size_t count)
{
    size_t len = strlen(unit);
    char *bytes = malloc(len * count + 5);
    assert_non_null(bytes);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * len, unit, len);
    memcpy(bytes + len * count, "end.", 5);
    reading r;
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    reading_of(&r, path, bytes, len * count + 4);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    assert_true(r.status == FL_OK || strstr(r.said, "no text"));
    reading_free(&r);
    free(bytes);
    return (double)(to.tv_sec - from.tv_sec) +
           1e-9 * (double)(to.tv_nsec - from.tv_nsec);
}

/* Texts made to be slow: with 300 KB each, a cost that grows with the square
 * is seconds and more, a fair one some milliseconds. */
static void read_text__takes_linear_time(void **state)
{
    (void)state;
    static const struct {
        const char *path, *unit;
    } slow[] = {
        { "a.txt", "\n" },
        { "a.txt", "References\n\n\n" },
        { "a.txt", "word " },
        { "a.txt", "From: a\n" },
        { "a.txt", "1. " },
        { "a.txt", "(a) x\n" },
        { "a.txt", "a    b\n" },
        { "a.txt", "\xcc\x81\xcc\xa3" },
        { "a.txt", "[" },
        { "a.txt", "* " },
        { "a.md", "[" },
        { "a.md", "<!-- " },
        { "a.md", "<!-- --> " },
        { "a.md", "| a " },
        { "a.md", "|\n" },
        { "a.md", "> " },
        { "a.txt", "\xc2\xa0" },
        { "a.txt", "Title\n\n" },
        { "a.txt", "Title\n---\n" },
    };
    for (size_t i = 0; i < sizeof(slow) / sizeof(slow[0]); i++) {
        double seconds =
            cost(slow[i].path, slow[i].unit, 300000 / strlen(slow[i].unit));
        if (seconds > 1.5)
            fail_msg("\"%s\" over and over takes %.1f s", slow[i].unit,
                     seconds);
    }
}

/* ---- memory ---------------------------------------------------------------- */

static void read_text__survives_every_failed_allocation(void **state)
{
    (void)state;
    const char *text = plain[2].text;
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
        if (strlen(plain[i].text) > strlen(text))
            text = plain[i].text;
    reading r = { .status = FL_NOMEM };
    long n = 0;
    for (; r.status != FL_OK && n < 10000; n++) {
        fl_alloc_fail_after(n);
        reading_of(&r, n % 2 ? "a.md" : "a.txt", text, strlen(text));
        fl_alloc_fail_after(-1);
        assert_true(r.status == FL_OK || r.status == FL_NOMEM);
        reading_free(&r);
    }
    assert_int_equal(r.status, FL_OK);
    assert_true(n > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_text__flows_lines_into_blocks),
        cmocka_unit_test(read_markdown__drops_marks),
        cmocka_unit_test(read_text__takes_linear_time),
        cmocka_unit_test(read_text__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("read_text", tests, NULL, NULL);
}
