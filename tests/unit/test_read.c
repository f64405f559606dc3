/*
 * Reading plain text and Markdown: small texts and the blocks that they must
 * give, printed as "H heading / P text / I[1.] item / C cell / M mail".
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/reader.h"

#include <string.h>

typedef struct {
    const char *name, *path, *text, *wanted;
} read_case;

#define LONG                                                                  \
    "This line is as wide as the text of a letter is when a mail program\n"   \
    "wraps it, and this one is just as wide, so that the break was not the\n" \
    "writer's own and has to be taken for a space between two words here\n"

static const read_case cases[] = {
    { "wrapped lines are one paragraph", "t.txt", LONG "and ends.\n",
      "P This line is as wide as the text of a letter is when a mail program "
      "wraps it, and this one is just as wide, so that the break was not the "
      "writer's own and has to be taken for a space between two words here "
      "and ends." },
    { "a blank line parts paragraphs", "t.txt", "One is here.\n\nTwo is.\n",
      "P One is here. / P Two is." },
    { "numbers start items", "t.txt",
      "You asked:\n1. How many dogs?\n2. How many cats?\n",
      "H You asked: / I[1.] How many dogs? / I[2.] How many cats?" },
    { "letters in brackets start items", "t.txt",
      "You asked:\n(a) the number of dogs\n(b) the number of cats\n",
      "H You asked: / I[(a)] the number of dogs / I[(b)] the number of cats" },
    { "bullets start items", "t.txt",
      "\342\200\242 one thing\n\342\200\242 another thing\n",
      "I[\342\200\242] one thing / I[\342\200\242] another thing" },
    { "a question number is a label", "t.txt", "Q3 (a)  26 of them\n",
      "I[Q3 (a)] 26 of them" },
    { "capitals are a heading", "t.txt",
      "YOUR REQUEST\nPlease send the list of all the dogs that you keep.\n",
      "H YOUR REQUEST / P Please send the list of all the dogs that you "
      "keep." },
    { "an underlined line is a heading", "t.txt",
      "Our answer\n----------\nThere are twelve dogs in the pound, as you "
      "will see.\n",
      "H Our answer / R / P There are twelve dogs in the pound, as you will "
      "see." },
    { "a short line above text is a heading", "t.txt",
      "Balance test\n\nOn one side stands the interest in openness, on the "
      "other the cost of it.\n",
      "H Balance test / P On one side stands the interest in openness, on the "
      "other the cost of it." },
    { "a figure alone is no heading", "t.txt",
      "1. How many dogs?\n\n1685\n\n2. How many cats do you keep in the "
      "pound?\n",
      "I[1.] How many dogs? / P 1685 / I[2.] How many cats do you keep in the "
      "pound?" },
    { "a label and its value are one", "t.txt",
      "Our Ref:      AB/12\nDate:         3 June 2025\n",
      "P Our Ref: AB/12 / P Date: 3 June 2025" },
    { "columns are cells", "t.txt",
      "Year     Dogs     Cats\n2023     12       9\n2024     14       11\n",
      "C Year / C Dogs / C Cats / C 2023 / C 12 / C 9 / C 2024 / C 14 / C 11" },
    { "mail headers are lines of their own", "t.txt",
      "Hello there.\n\nFrom: The Keeper\nSent: Monday\nTo: A Loser\n\nDear "
      "Keeper,\n",
      "P Hello there. / M From: The Keeper / M Sent: Monday / M To: A Loser / "
      "P Dear Keeper," },
    { "quotes and dashes are made plain", "t.txt",
      "\342\200\234So\342\200\235 \342\200\223 it\342\200\231s done.\n",
      "P \"So\" - it's done." },
    { "link marks and carets are dropped", "t.txt",
      "See [1]the page of the 4^th of June.\n",
      "P See the page of the 4th of June." },
    { "masks in brackets stay", "t.txt", "Dear [name],\n", "P Dear [name]," },
    { "CRLF is a line end", "t.txt", "One is.\r\n\r\nTwo is.\r\n",
      "P One is. / P Two is." },
    { "Markdown headings have no marks", "t.md", "## Our *answer*\n\nYes.\n",
      "H Our answer / P Yes." },
    { "Markdown tables are cells", "t.md", "| a | b |\n|---|---|\n| c | d |\n",
      "C a / C b / C c / C d" },
    { "Markdown comments are not shown", "t.md",
      "Seen.\n\n<!-- not\nseen -->\n\nSeen too.\n", "P Seen. / P Seen too." },
};

static void print_blocks(fl_buf *out, const fl_document *doc)
{
    static const char letters[] = "PHICFMR";
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const fl_block *b = &doc->blocks.items[i];
        if (i)
            fl_buf_puts(out, " / ");
        fl_buf_putc(out, letters[b->kind]);
        if (b->label.len)
            fl_buf_printf(out, "[%.*s]", FL_ARG(b->label));
        if (b->end > b->start)
            fl_buf_putc(out, ' ');
        fl_buf_add(out, fl_document_text(doc, b->start, b->end));
    }
}

static void read_document__makes_blocks(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const read_case *c = &cases[i];
        fl_arena *arena = fl_arena_new();
        fl_document *doc = NULL;
        fl_buf out = { 0 };
        fl_input input = { .path = c->path,
                           .bytes = c->text,
                           .size = strlen(c->text) };
        assert_int_equal(fl_read_document(arena, &input, &doc, NULL), FL_OK);
        print_blocks(&out, doc);
        if (strcmp(out.ptr, c->wanted) != 0 && ++wrong)
            print_error("%s:\n  got    %s\n  wanted %s\n", c->name, out.ptr,
                        c->wanted);
        fl_buf_dispose(&out);
        fl_arena_free(arena);
    }
    assert_int_equal(wrong, 0);
}

/* Places count code points, whatever stands before them. */
static void document_place__counts_code_points(void **state)
{
    (void)state;
    const char *text = "First.\n\n\360\237\230\200 \342\200\234so\342\200\235 "
                       "he held it.\n";
    fl_arena *arena = fl_arena_new();
    fl_document *doc = NULL;
    fl_input input = { .path = "t.txt", .bytes = text, .size = strlen(text) };
    assert_int_equal(fl_read_document(arena, &input, &doc, NULL), FL_OK);
    const char *at = strstr(doc->text.ptr, "held");
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - doc->text.ptr);
    fl_place place = fl_document_place(doc, start, start + 4);
    assert_int_equal(place.line, 3);
    assert_int_equal(place.col, 11);
    assert_int_equal(place.end_col, 15);
    fl_arena_free(arena);
}

static void keep(void *data, const fl_problem *problem)
{
    strncpy(data, problem->text, 199);
}

static void read_document__refuses_what_is_no_text(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *says;
    } bad[] = {
        { "", 0, "empty" },
        { " \n\n", 3, "no text" },
        { "a\0b", 3, "NUL byte" },
        { "caf\351", 4, "not valid UTF-8" },
        { "\xff\xfe"
          "a\0",
          4, "UTF-16" },
        { "%PDF-1.7", 8, "PDF" },
        { "{\\rtf1}", 7, "RTF" },
        { "PK\3\4nonsense", 12, "damaged one" },
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        char said[200] = "";
        fl_sink sink = { keep, said };
        fl_arena *arena = fl_arena_new();
        fl_document *doc = NULL;
        fl_input input = { .path = "t.txt",
                           .bytes = bad[i].bytes,
                           .size = bad[i].size };
        assert_int_equal(fl_read_document(arena, &input, &doc, &sink),
                         FL_FORMAT);
        assert_null(doc);
        if (!strstr(said, bad[i].says))
            fail_msg("said \"%s\", not \"%s\"", said, bad[i].says);
        fl_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_document__makes_blocks),
        cmocka_unit_test(document_place__counts_code_points),
        cmocka_unit_test(read_document__refuses_what_is_no_text),
    };
    return cmocka_run_group_tests_name("read", tests, NULL, NULL);
}
