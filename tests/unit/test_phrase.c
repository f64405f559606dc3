/*
 * The phrase language: each case is a phrase, a text, and the words that it
 * must match there; and phrases that must be refused, at which byte.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char dir[] = "/tmp/foilint-phrase-XXXXXX";

static void write_file(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/%s", dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make_dir(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    write_file("pack.json",
               "{\"format\":1,\"name\":\"p\",\"version\":\"1.0.0\",\"kind\":"
               "\"law\",\"title\":\"t\",\"law_as_at\":\"2025-01-01\","
               "\"regime\":\"R\",\"applies\":{\"regime\":[\"R\"]},\"files\":["
               "\"c.json\"]}");
    return 0;
}

static int drop_dir(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof(path), "%s/c.json", dir);
    unlink(path);
    snprintf(path, sizeof(path), "%s/pack.json", dir);
    unlink(path);
    return rmdir(dir);
}

/* A pack whose one concept is found by `phrase` (of `kind`). */
static void write_concept(const char *phrase, const char *kind,
                          const char *more)
{
    fl_buf out = { 0 };
    fl_buf_puts(&out, "{\"words\":{\"colour\":[\"red\",\"dark blue\"]},"
                      "\"instruments\":[{\"instrument\":\"R\",\"own\":true,"
                      "\"regime\":\"R\",\"names\":[\"the code\"],\"leads\":["
                      "\"rule\",\"rules\"]}],\"concepts\":[{\"concept\":\"c\","
                      "\"title\":\"t\",\"as\":\"mention\",\"variants\":[{\"");
    fl_buf_printf(&out, "%s\":[\"", kind);
    for (const char *c = phrase; *c; c++) {
        if (*c == '"' || *c == '\\')
            fl_buf_putc(&out, '\\');
        fl_buf_putc(&out, *c);
    }
    fl_buf_printf(&out, "\"]%s}]}]}", more);
    assert_false(out.failed);
    write_file("c.json", out.ptr);
    fl_buf_dispose(&out);
}

typedef struct {
    char text[512];
    size_t col;
} problem;

static void keep_problem(void *data, const fl_problem *p)
{
    problem *kept = data;
    if (!kept->text[0]) {
        snprintf(kept->text, sizeof(kept->text), "%s", p->text);
        kept->col = p->col;
    }
}

static fl_packs *load(problem *kept)
{
    const char *dirs[] = { dir };
    fl_packs *packs = NULL;
    fl_sink sink = { keep_problem, kept };
    fl_load_options options = { .directories = dirs, .directory_count = 1 };
    fl_packs_load(&packs, &options, &sink);
    return packs;
}

/* The words matched, joined by '|'. */
static void matches(const char *text, char *out, size_t size)
{
    problem kept = { "", 0 };
    fl_packs *packs = load(&kept);
    if (!packs)
        fail_msg("pack refused: %s", kept.text);
    fl_scanner *scanner = NULL;
    const fl_result *result = NULL;
    fl_input input = { .path = "t.txt", .bytes = text, .size = strlen(text) };
    assert_int_equal(fl_scanner_new(&scanner, packs), FL_OK);
    assert_int_equal(fl_scan(scanner, &input, &(fl_scan_options){ 0 }, &result,
                             &(fl_sink){ 0 }),
                     FL_OK);
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < result->mentions->mentions.count; i++) {
        const fl_mention *m = &result->mentions->mentions.items[i];
        if (m->concept != 0)
            continue; /* names of the instrument */
        len += (size_t)snprintf(out + len, size - len, "%s%.*s", len ? "|" : "",
                                (int)(m->end - m->start),
                                result->doc->text.ptr + m->start);
    }
    fl_scanner_free(scanner);
    fl_packs_free(packs);
}

typedef struct {
    const char *phrase, *text, *wanted;
} phrase_case;

static const phrase_case cases[] = {
    /* words and their edges */
    { "held", "It is held here.", "held" },
    { "held", "It was upheld, withheld and unheld.", "" },
    { "held", "HELD, Held; held", "HELD|Held|held" },
    { "held", "caf\303\251held held\303\251", "" },
    { "we hold", "So we hold it.", "we hold" },
    { "we hold", "So we, hold it.", "we, hold" },
    { "we hold", "So we-hold it.", "we-hold" },
    { "we hold", "So we \"hold\" it.", "we \"hold" },
    { "we hold", "So we (hold) it.", "we (hold" },
    { "we hold", "So we will hold it.", "" },
    { "we hold", "So we. Hold it.", "" },
    { "we hold", "So we\nhold it, my friend, as we did before.", "we hold" },
    { "would or would be", "it would, or would be", "would, or would be" },
    { "e-mail", "email, e-mail and e mail", "email|e-mail|e mail" },
    { "don't know", "I dont know and don\342\200\231t know",
      "dont know|don't know" },
    { "\\<5 items", "there were <5 items", "<5 items" },
    /* more letters */
    { "disclos*", "disclose, disclosure; disclos",
      "disclose|disclosure|disclos" },
    { "disclos*", "undisclosed", "" },
    { "balanc(e|ing) test", "a balancing test, a balance test, a balanced test",
      "balancing test|balance test" },
    /* groups */
    { "(will|shall) pay", "we will pay, you shall pay, they may pay",
      "will pay|shall pay" },
    { "(very good|bad) news", "very good news and bad news",
      "very good news|bad news" },
    { "a (b|c (d|e)) fgh", "a c e fgh, a b fgh, a c fgh", "a c e fgh|a b fgh" },
    /* options */
    { "we [also] hold", "we also hold; we hold; we never hold",
      "we also hold|we hold" },
    { "[also] found", "also found, found", "also found|found" },
    { "found [here|there]", "found here, found there, found",
      "found here|found there|found" },
    { "we [do] [not] know", "we do not know, we know, we not know",
      "we do not know|we know|we not know" },
    /* gaps */
    { "begin \342\200\246 end", "begin end", "begin end" },
    { "begin \342\200\246 end", "begin one two three end",
      "begin one two three end" },
    { "begin \342\200\246 end", "begin a b c d e f g end", "" },
    { "begin \342\200\246"
      "2 end",
      "begin a b end, begin a b c end", "begin a b end" },
    { "begin \342\200\246 end", "begin x end y end", "begin x end" },
    { "begin \342\200\246 end", "begin x. Then end", "" },
    { "begin \342\200\246 end", "begin (x, \"y\") end",
      "begin (x, \"y\") end" },
    /* lists */
    { "{colour} door", "red door, dark blue door, blue door",
      "red door|dark blue door" },
    { "a {colour}", "a red", "a red" },
    /* slots */
    { "due on <date:when>", "due on 3 June 2025", "due on 3 June 2025" },
    { "due on <date:when>", "due on Monday", "" },
    { "under <citation:c>", "under rule 4(2)", "under rule 4(2)" },
    { "<money:m> each", "\302\2432.50 each", "\302\2432.50 each" },
    { "<number:n> letters", "412 letters", "412 letters" },
    { "see <url:u>", "see https://port.example/x",
      "see https://port.example/x" },
    { "write to <email:e>", "write to a@b.org now", "write to a@b.org" },
    /* escapes and other characters */
    { "\\(sic\\)", "he said (sic) so", "(sic)" },
    { "a/b/see", "take a/b/see it", "a/b/see" },
    { "50% off", "now 50% off", "50% off" },
    { "50.5 off", "now 50x5 off", "" },
    /* alternatives as written, leftmost first */
    { "(no longer|no) interest", "no longer interest", "no longer interest" },
    { "stop", "stop stop", "stop|stop" },
};

static void phrase__matches_what_it_says(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char got[1024];
        write_concept(cases[i].phrase, "phrases", "");
        matches(cases[i].text, got, sizeof(got));
        if (strcmp(got, cases[i].wanted) != 0 && ++wrong)
            print_error("\"%s\" in \"%s\": got \"%s\", wanted \"%s\"\n",
                        cases[i].phrase, cases[i].text, got, cases[i].wanted);
    }
    assert_int_equal(wrong, 0);
}

static void phrase__exact_case_sees_capitals(void **state)
{
    (void)state;
    char got[256];
    write_concept("LPP", "phrases", ",\"case\":\"exact\"");
    matches("LPP and lpp and Lpp", got, sizeof(got));
    assert_string_equal(got, "LPP");
}

static void phrase__heading_matches_in_headings_alone(void **state)
{
    (void)state;
    char got[256];
    write_concept("balance test", "headings", "");
    matches("Balance test\n\nThe balance test is a test of many things that "
            "we have to weigh with care before we write.\n\nBalance test: it "
            "comes down on your side, as was to be expected of it here.\n",
            got, sizeof(got));
    assert_string_equal(got, "Balance test|Balance test");
}

typedef struct {
    const char *phrase, *what;
} error_case;

static const error_case errors[] = {
    { "a (b", "group is not closed" },
    { "one [two", "option is not closed" },
    { "{colour", "list is not closed" },
    { "<date", "slot is not closed" },
    { "one )", "outside a group" },
    { "one | two", "outside a group" },
    { "one ]", "outside a group" },
    { "{nolist} door", "unknown list {nolist}" },
    { "<noslot:x> door", "unknown token type <noslot>" },
    { "\342\200\246 end", "gap at the edge" },
    { "begin \342\200\246", "gap at the edge" },
    { "begin \342\200\246 \342\200\246 end", "gap beside a gap" },
    { "begin \342\200\246"
      "31 end",
      "gap is too long" },
    { "*", "\"*\" without a word" },
    { "a b", "nothing to look for" },
    { "(some|a) b", "nothing to look for" },
    { "x(y z)t there", "a group inside a word" },
    { "((((((deep))))))", "nested too deeply" },
    { "one}", "" },
    { "word\\", "backslash at the end" },
    { "wo*rd", "\"*\" inside a word" },
    { "()", "nothing here" },
    { "(one|)", "nothing here" },
    { "[]", "nothing here" },
};

static void phrase__refuses_what_it_cannot_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        problem kept = { "", 0 };
        write_concept(errors[i].phrase, "phrases", "");
        fl_packs *packs = load(&kept);
        if (packs || !strstr(kept.text, errors[i].what) || kept.col == 0)
            fail_msg("\"%s\": %s", errors[i].phrase,
                     packs ? "is let pass" : kept.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrase__matches_what_it_says),
        cmocka_unit_test(phrase__exact_case_sees_capitals),
        cmocka_unit_test(phrase__heading_matches_in_headings_alone),
        cmocka_unit_test(phrase__refuses_what_it_cannot_be),
    };
    return cmocka_run_group_tests_name("phrase", tests, make_dir, drop_dir);
}
