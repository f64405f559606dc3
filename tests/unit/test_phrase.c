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
#include "phrase_fixture.h"
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
    fl_buf_puts(&out, "{\"words\":{\"colour\":[\"red\",\"dark blue\"],"
                      "\"share\":[\"<number>\",\"every [single]\"]},"
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
    { "held", "held1 2held held_2 held.", "held|held" },
    { "held", "held\341\272\203 \321\217held held", "held" },
    { "3 items", "3 items, 13 items, 3 itemsx", "3 items" },
    { "we  hold ", "So we hold it.", "we hold" },
    { "we\302\240hold", "So we, hold it.", "we, hold" },
    { "we hold", "So we\302\240 hold it.", "we hold" },
    { "we hold", "So we; (hold it.", "we; (hold" },
    { "we hold", "So we / hold it.", "" },
    { "we hold", "wehold", "" },
    { "it stays", "it\342\200\224stays and it - stays", "it-stays" },
    { "well-to-do", "welltodo, well-to-do, well to-do, well--to-do",
      "welltodo|well-to-do|well to-do" },
    { "the keepers' box", "the keepers box, the keepers' box",
      "the keepers box|the keepers' box" },
    { "i'm sure", "im sure, i'm sure, I\342\200\231M SURE, i am sure",
      "im sure|i'm sure|I'M SURE" },
    { "caf\303\251", "CAF\303\211, cafe\314\201, cafe",
      "CAF\303\211|"
      "caf\303\251" },
    { "\357\254\201sh", "fish and \357\254\201sh", "fish|fish" },
    { "na\303\257ve*", "na\303\257vet\303\251 of it", "na\303\257vet\303\251" },
    { "held;", "held; held", "held;" },
    { "is it held?", "Is it held? It is it held.", "Is it held?" },
    { "100% sure", "100% sure, 1000% sure", "100% sure" },
    { "\302\243 sign", "a \302\243 sign, x\302\243 sign",
      "\302\243 sign|\302\243 sign" },
    { "a_b_held", "a_b_held", "a_b_held" },
    { "of.net", "of.net ofxnet", "of.net" },
    /* more letters */
    { "disclos*", "of 'disclosure' and disclosure- it",
      "disclosure|disclosure" },
    { "disclos*", "disclosure's re-disclosed", "disclosure's|disclosed" },
    { "review* (is|was) open", "reviews was open, review is open",
      "reviews was open|review is open" },
    { "(disclos*|releas*) it", "disclosed it, releases it, disclosed all",
      "disclosed it|releases it" },
    { "be(long|liev*)", "belong, believing, belonging", "belong|believing" },
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
    { "(we|the (keeper|harbour master)) hold",
      "we hold, the keeper hold, the harbour master hold, master hold",
      "we hold|the keeper hold|the harbour master hold" },
    { "(un|re)told tale", "untold tale, retold tale, told tale",
      "untold tale|retold tale" },
    { "re(s(o|u)r)t here", "resort here, resurt here, rest here",
      "resort here|resurt here" },
    { "((((deep))))", "deep", "deep" },
    { "see (\\(a\\)|paragraph)", "see (a)x, see paragraph, see paragraphs",
      "see (a)|see paragraph" },
    { "(\\(a\\)|part) only", "x(a) only, part only, apart only",
      "(a) only|part only" },
    { "( one | two ) three", "one three", "one three" },
    /* options */
    { "we [have [now]] found",
      "we found, we have found, we have now found, "
      "we now found",
      "we found|we have found|we have now found" },
    { "[we] [have] found", "we have found. We found. Have found. Found",
      "we have found|We found|Have found|Found" },
    { "[\\(x\\)] found", "unfound, (x) found", "(x) found" },
    { "found [it|them] [all] now",
      "found them all now, found all now, found "
      "it now, found now, found it",
      "found them all now|found all now|found it now|found now" },
    { "found [here]", "found herein", "found" },
    { "found [out]", "found out; found outside", "found out|found" },
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
    { "begin \342\200\246"
      "0 end",
      "begin end, begin x end", "begin end" },
    { "begin \342\200\246"
      "1 [the] end",
      "begin x the end, begin the end, begin x y end",
      "begin x the end|begin the end" },
    { "begin [now] \342\200\246"
      "1 end",
      "begin now x end, begin x end, begin x y end",
      "begin now x end|begin x end" },
    { "one \342\200\246"
      "1 two \342\200\246"
      "1 three",
      "one x two y three, one two three, one x y two three",
      "one x two y three|one two three" },
    { "(begin \342\200\246"
      "2 end|stop) here",
      "begin a b end here, stop here", "begin a b end here|stop here" },
    { "begin \342\200\246"
      "30 end",
      "begin a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a end",
      "begin a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a end" },
    { "begin \342\200\246 end", "begin end-game", "begin end" },
    { "begin \342\200\246 end", "begin bend", "" },
    { "begin...end",
      "begin...end, begin\342\200\246"
      "end, begin x end",
      "begin...end|begin...end" },
    { "so\\\342\200\246 held", "so\342\200\246 held, so... held",
      "so... held|so... held" },
    /* lists */
    { "{colour}", "red, dark-blue, darkblue", "red|dark-blue" },
    { "{colour} (and|or) {colour}", "red and dark blue, red red",
      "red and dark blue" },
    { "{share} of boxes",
      "12 of boxes, every of boxes, every single of "
      "boxes, any of boxes",
      "12 of boxes|every of boxes|every single of boxes" },
    { "[{colour}] boxes", "red boxes, boxes", "red boxes|boxes" },
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
    { "<date>", "on 3 June 2025, not 12", "3 June 2025" },
    { "(<date>|<money>)", "3 June 2025, \302\2435.00",
      "3 June 2025|\302\2435.00" },
    { "(as agreed|<date:d>) ago", "as agreed ago, 3 June 2025 ago",
      "as agreed ago|3 June 2025 ago" },
    { "from <date:a> to <date:b>", "from 1 May 2025 to 3 May 2025",
      "from 1 May 2025 to 3 May 2025" },
    { "paid [<money:m>] \342\200\246"
      "3 by <date:d>",
      "paid \302\2435.00 in full by 3 June 2025, paid by 4 June 2025",
      "paid \302\2435.00 in full by 3 June 2025|paid by 4 June 2025" },
    { "under <citation>", "under (rule 4(2)), under 4", "under (rule 4(2)" },
    { "<number:n> June", "3 June 2025", "" },
    { "within <duration:d> of", "within 20 minutes of", "" },
    /* escapes and other characters */
    { "\\[sic\\] \\{a\\} b\\|c", "said [sic] {a} b|c so", "[sic] {a} b|c" },
    { "back\\\\slash", "back\\slash", "back\\slash" },
    { "hard\\ space", "hard space, hard, space, hard-space", "hard space" },
    { "5\\>4 held", "5>4 held", "5>4 held" },
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

/* Cases that a loaded pack or the reader would change. */
static const phrase_case bare_cases[] = {
    { "in <question>", "in question 4", "0:in question 4" },
    { "in <question-reference>", "in question 4", "0:in question 4" },
    { "star\\* held", "star* held, starry held", "0:star* held" },
    { "call <phone>", "call 01632 960 001", "0:call 01632 960 001" },
    { "takes <duration:n>", "takes 18 hours", "0:takes 18 hours" },
    { "{colour} of <number:n>", "sea green of 4, seagreen of 5",
      "0:sea green of 4|0:seagreen of 5" },
    { "{tiny} boxes", "no boxes; an apple boxes",
      "0:no boxes|0:an apple boxes" },
    { "held \342\200\246 {tiny}", "held by no", "0:held by no" },
};

static void phrase__matches_without_loader_and_reader(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bare_cases) / sizeof(bare_cases[0]); i++) {
        fixture f;
        phrases_open(&f);
        phrases_add(&f, phrases_concept(&f, FL_AS_MENTION), 0,
                    bare_cases[i].phrase);
        assert_string_equal(phrases_show(&f, bare_cases[i].text),
                            bare_cases[i].wanted);
        phrases_close(&f);
    }
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
    const char *phrase;
    size_t offset; /* of the byte that is told */
    const char *what;
} error_case;

#define GAP "\342\200\246"
static const char many_items[] =
    "aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa "
    "aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa aaa "
    "aaa aaa aaa aaa aaa";

static const error_case errors[] = {
    { "", 0, "nothing here" },
    { "   ", 0, "nothing here" },
    { "one \342\200\213", 4, "nothing here" }, /* a zero-width space */
    { "a (b", 2, "group is not closed" },
    { "a (one (two|six)", 2, "group is not closed" },
    { "one [two", 4, "option is not closed" },
    { "one [two)", 4, "option is not closed" },
    { "one (two]", 4, "group is not closed" },
    { "one {colour", 4, "list is not closed" },
    { "one <date", 4, "slot is not closed" },
    { "one )", 4, "this mark stands outside" },
    { "one | two", 4, "this mark stands outside" },
    { "one ]", 4, "this mark stands outside" },
    { "one}", 3, "no space between two items" },
    { "one }", 4, "this mark closes nothing" },
    { "one >", 4, "this mark closes nothing" },
    { "one (>)", 5, "this mark closes nothing" },
    { "the {nolist} door", 4, "unknown list {nolist}" },
    { "the {} door", 4, "unknown list {}" },
    { "the <noslot:x> door", 4, "unknown token type <noslot>" },
    { "the <> door", 4, "unknown token type <>" },
    { "\302\243 <x> door", 3, "unknown token type <x>" },
    { GAP " end", 0, "gap at the edge" },
    { "begin " GAP, 6, "gap at the edge" },
    { "begin (" GAP " end)", 7, "gap at the edge" },
    { "[one] " GAP " end", 6, "gap at the edge" },
    { "begin " GAP " [end]", 6, "gap at the edge" },
    { "begin " GAP " " GAP "4 end", 10, "gap beside a gap" },
    { "begin " GAP "31 end", 6, "gap is too long" },
    { "begin " GAP "99999999999999999999 end", 6, "gap is too long" },
    { "begin" GAP " end", 5, "no space between two items" },
    { "begin " GAP "end", 9, "no space between two items" },
    { "one[two]", 3, "no space between two items" },
    { "one{colour}", 3, "no space between two items" },
    { "one<date>", 3, "no space between two items" },
    { "[one]two", 5, "no space between two items" },
    { "*", 0, "\"*\" without a word" },
    { "one *", 4, "\"*\" without a word" },
    { "wo*rd", 3, "\"*\" inside a word" },
    { "word**", 5, "\"*\" inside a word" },
    { "word\\", 4, "backslash at the end" },
    { "one\\two", 3, "backslash before a mark that needs none" },
    { "one \\-two", 4, "backslash before a mark that needs none" },
    { "()", 1, "nothing here" },
    { "(one|)", 5, "nothing here" },
    { "one []", 5, "nothing here" },
    { "one ([two]) six", 5, "a branch that may be empty" },
    { "(one|[two] [six]) ten", 5, "a branch that may be empty" },
    { "one x(y z)t", 5, "a group inside a word" },
    { "one x(y)(<date>)", 8, "a group inside a word" },
    { "(one " GAP " two)s", 0, "a group inside a word" },
    { "(((((deep)))))", 4, "groups are nested too" },
    { "one [[[[[two]]]]]", 8, "groups are nested too" },
    { "<date> <date> <date> <date> <date>", 28, "too many slots" },
    { many_items, 160, "too many items" },
    { "a b", 0, "nothing to look for" },
    { "(some|a) b", 0, "nothing to look for" },
    { "[something] of", 0, "nothing to look for" },
    { "i'm-it a-b-c", 0, "nothing to look for" },
    { "{tiny} of", 0, "nothing to look for" },
};

static void phrase__tells_the_byte_of_a_mistake(void **state)
{
    (void)state;
    int wrong = 0;
    fixture f;
    phrases_open(&f);
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        const error_case *c = &errors[i];
        fl_phrase phrase = { .source = fl_str_from(c->phrase) };
        fl_phrase_error error;
        bool good = fl_phrase_parse(&f.packs, &phrase, &error);
        fl_str what = good ? FL_STR("none") : error.what;
        if ((good || error.offset != c->offset ||
             !fl_str_starts(what, fl_str_from(c->what)) ||
             !error.expected.len) &&
            ++wrong)
            print_error("\"%s\": %zu %.*s, wanted %zu %s\n", c->phrase,
                        error.offset, FL_ARG(what), c->offset, c->what);
    }
    phrases_close(&f);
    assert_int_equal(wrong, 0);
}

static void phrase__refuses_too_many_branches(void **state)
{
    (void)state;
    fl_buf source = { 0 };
    fixture f;
    phrases_open(&f);
    fl_buf_puts(&source, "(");
    for (int i = 0; i < 256; i++)
        fl_buf_printf(&source, "%sw%03d", i ? "|" : "", i);
    size_t full = source.len;
    for (int more = 0; more < 2; more++) {
        fl_phrase_error error;
        source.len = full;
        fl_buf_puts(&source, more ? "|one)" : ")");
        fl_phrase phrase = { .source = fl_buf_str(&source) };
        assert_int_equal(fl_phrase_parse(&f.packs, &phrase, &error), !more);
        if (more) {
            assert_int_equal(error.offset, full + 1);
            assert_true(fl_str_is(error.what, "too many branches"));
        }
    }
    phrases_close(&f);
    fl_buf_dispose(&source);
}

static void phrase__reports_its_mistake_in_the_pack(void **state)
{
    (void)state;
    problem kept = { "", 0 };
    write_concept("one {nolist} door", "phrases", "");
    assert_null(load(&kept));
    assert_non_null(strstr(kept.text, "unknown list {nolist}"));
    assert_true(kept.col > 0);
}

typedef struct {
    const char *regex, *literal, *what; /* what: NULL when it is good */
} regex_case;

static const regex_case regexes[] = {
    { "box(es)?", "box", NULL },
    { "(a|b)ox", "ox", NULL },
    { "(b)ox\\1", "box", "it holds a back-reference" },
    { "(box)?", "box", "it matches nothing at all" },
    { "box\\C", "box", "using \\C" },
    { "box(", "box", "missing closing parenthesis" },
    { "box", NULL, "nothing to look for" },
    { "box", "", "nothing to look for" },
};

static void regex__is_held_to_what_is_allowed(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    for (size_t i = 0; i < sizeof(regexes) / sizeof(regexes[0]); i++) {
        const regex_case *c = &regexes[i];
        fl_phrase phrase = { .source = fl_str_from(c->regex), .regex = true };
        fl_phrase_error error;
        if (c->literal)
            *FL_PUSH(f.arena, &phrase.literals) = fl_str_from(c->literal);
        bool good = fl_phrase_parse(&f.packs, &phrase, &error);
        if (good != !c->what ||
            (!good && !fl_str_starts(error.what, fl_str_from(c->what))))
            fail_msg("%s: %.*s", c->regex, FL_ARG(error.what));
    }
    phrases_close(&f);
}

static void check_seq__takes_entries_without_lists(void **state)
{
    (void)state;
    fixture f;
    fl_phrase_error error;
    phrases_open(&f);
    assert_true(
        fl_phrase_check_seq(&f.packs, FL_STR("dark [sea] blue"), &error));
    assert_true(fl_phrase_check_seq(&f.packs, FL_STR("no"), &error));
    assert_true(
        fl_phrase_check_seq(&f.packs, FL_STR("<number:n> boxes"), &error));
    assert_false(fl_phrase_check_seq(&f.packs, FL_STR("so {colour}"), &error));
    assert_int_equal(error.offset, 3);
    assert_false(fl_phrase_check_seq(&f.packs, FL_STR("one (two"), &error));
    assert_int_equal(error.offset, 4);
    phrases_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrase__matches_what_it_says),
        cmocka_unit_test(phrase__matches_without_loader_and_reader),
        cmocka_unit_test(phrase__exact_case_sees_capitals),
        cmocka_unit_test(phrase__heading_matches_in_headings_alone),
        cmocka_unit_test(phrase__tells_the_byte_of_a_mistake),
        cmocka_unit_test(phrase__refuses_too_many_branches),
        cmocka_unit_test(phrase__reports_its_mistake_in_the_pack),
        cmocka_unit_test(regex__is_held_to_what_is_allowed),
        cmocka_unit_test(check_seq__takes_entries_without_lists),
    };
    return cmocka_run_group_tests_name("phrase", tests, make_dir, drop_dir);
}
