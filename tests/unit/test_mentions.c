/*
 * Mentions: overlaps, `unless`, guards, slots, headings, limits, memory that
 * runs out at every step, and threads that share a pack set.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "phrase_fixture.h"
#include "recognise/heading.h"

#include <pthread.h>

static void mentions__keep_the_longest_of_one_concept(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    uint32_t d = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "outweighs");
    phrases_add(&f, c, 1, "does not say …4 outweighs");
    phrases_add(&f, d, 0, "outweighs it");
    assert_string_equal(
        phrases_show(&f, "He does not say that one outweighs it."),
        "0:does not say that one outweighs|1:outweighs it");
    phrases_close(&f);
}

static void mentions__overlap_in_a_chain(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "one two");
    phrases_add(&f, c, 0, "two three four");
    phrases_add(&f, c, 0, "four five six seven");
    phrases_add(&f, c, 0, "seven eight");
    /* the longest first: the middle one goes, and those at its sides come
     * back as far as the longest leaves room */
    assert_string_equal(
        phrases_show(&f, "so one two three four five six seven eight nine"),
        "0:one two|0:four five six seven");
    phrases_close(&f);
}

static void mentions__tie_goes_to_the_variant_written_first(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 1, "grey hat");
    phrases_add(&f, c, 0, "(grey|blue) hat");
    phrases_show(&f, "a grey hat");
    assert_int_equal(f.found.mentions.count, 1);
    assert_int_equal(f.found.mentions.items[0].variant, 0);
    phrases_close(&f);
}

static void unless__takes_back_in_its_sentence(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "was found");
    phrases_unless(&f, c, "by chance");
    assert_string_equal(
        phrases_show(&f, "It was found. It was found by chance. It was found."),
        "0:was found|!0:was found|0:was found");
    phrases_close(&f);
}

static void unless__takes_back_in_its_block(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    f.packs.concepts.items[c].unless_in_block = true;
    phrases_add(&f, c, 0, "was found");
    phrases_unless(&f, c, "by chance");
    assert_string_equal(
        phrases_show(&f, "It was found.\nIt was found. That was by chance.\n"
                         "By chance. It was found.\nIt was found."),
        "0:was found|!0:was found|!0:was found|0:was found");
    phrases_close(&f);
}

/* Concept 0 listens to guard 1. */
static void open_guarded(fixture *f, int side, int words)
{
    phrases_open(f);
    uint32_t c = phrases_concept(f, FL_AS_STANCE);
    uint32_t g = phrases_concept(f, FL_AS_GUARD);
    *FL_PUSH(f->arena, &f->packs.concepts.items[c].guards) = g;
    f->packs.concepts.items[g].status = FL_NEGATED;
    f->packs.concepts.items[g].guard_side = side;
    f->packs.concepts.items[g].guard_words = words;
    phrases_add(f, c, 0, "have found");
    phrases_add(f, g, 0, "(not|never|untrue)");
}

typedef struct {
    int side, words;
    const char *text, *want;
} guard_case;

static const guard_case guard_cases[] = {
    { 0, 0, "We never have found it.", "1:never|0:have found/n" },
    { 0, 0, "We have found it, which is untrue.", "0:have found/n|1:untrue" },
    { 0, 0, "We never did. We have found it.", "1:never|0:have found" },
    { -1, 0, "We have found it, which is untrue.", "0:have found|1:untrue" },
    { 1, 0, "We never have found it.", "1:never|0:have found" },
    { -1, 0, "We never have found it.", "1:never|0:have found/n" },
    { 0, 2, "Never did we have found it.", "1:Never|0:have found/n" },
    { 0, 2, "Never once did we have found it.", "1:Never|0:have found" },
    { 1, 1, "We have found it, untrue.", "0:have found/n|1:untrue" },
};

static void guard__reaches_as_far_as_it_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(guard_cases) / sizeof(guard_cases[0]); i++) {
        fixture f;
        open_guarded(&f, guard_cases[i].side, guard_cases[i].words);
        assert_string_equal(phrases_show(&f, guard_cases[i].text),
                            guard_cases[i].want);
        phrases_close(&f);
    }
}

static void guard__nearest_wins_and_own_words_do_not_count(void **state)
{
    (void)state;
    fixture f;
    open_guarded(&f, 0, 0);
    uint32_t q = phrases_concept(&f, FL_AS_GUARD);
    *FL_PUSH(f.arena, &f.packs.concepts.items[0].guards) = q;
    f.packs.concepts.items[q].status = FL_QUOTED;
    phrases_add(&f, q, 0, "he said");
    phrases_add(&f, 0, 0, "have never found");
    assert_string_equal(phrases_show(&f, "Never, he said, we have found it."),
                        "1:Never|2:he said|0:have found/q");
    assert_string_equal(phrases_show(&f, "We have never found it."),
                        "0:have never found|1:never");
    phrases_close(&f);
}

static void guard__that_was_taken_back_guards_nothing(void **state)
{
    (void)state;
    fixture f;
    open_guarded(&f, 0, 0);
    phrases_unless(&f, 1, "never mind");
    assert_string_equal(phrases_show(&f, "Never mind, we have found it."),
                        "!1:Never|0:have found");
    phrases_close(&f);
}

static void slots__name_their_tokens(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "sent …6 <number:n> boxes [on <date:when>]");
    phrases_show(&f, "We sent you all 7 then 12 boxes. He sent 3 boxes on 3 "
                     "June 2025.");
    assert_int_equal(f.found.mentions.count, 2);
    const fl_mention *m = f.found.mentions.items;
    assert_true(f.found.tokens.items[m[0].slot_tokens[0]].value == 12);
    assert_int_equal(m[0].slot_tokens[1], UINT32_MAX);
    assert_int_equal(m[0].slot_tokens[2], UINT32_MAX);
    assert_true(f.found.tokens.items[m[1].slot_tokens[0]].value == 3);
    assert_int_equal(f.found.tokens.items[m[1].slot_tokens[1]].type,
                     FL_TOKEN_DATE);
    assert_int_equal(m[1].slot_ids[0], fl_packs_atom(&f.packs, FL_STR("n")));
    assert_int_equal(m[1].slot_ids[1], fl_packs_atom(&f.packs, FL_STR("when")));
    phrases_close(&f);
}

static void slots__take_whole_tokens_however_long(void **state)
{
    (void)state;
    fixture f;
    char text[1200] = "We read https://port.example/";
    size_t len = strlen(text);
    memset(text + len, 'a', 900);
    memcpy(text + len + 900, " there.", 8);
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "read <url> there");
    phrases_show(&f, text);
    assert_int_equal(f.found.mentions.count, 1);
    assert_int_equal(f.found.mentions.items[0].end, len + 906);
    phrases_close(&f);
}

static void slots__stand_in_lists_and_branches(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "{amount} of it");
    phrases_add(&f, c, 0, "(as agreed|<date:when>) onwards");
    phrases_add(&f, c, 0, "(<email>|<money:n>)");
    assert_string_equal(
        phrases_show(&f, "12 of it; plenty of it. Any of it; a very few of it. "
                         "As agreed onwards, 3 June 2025 onwards. Send \xc2\xa3"
                         "5 now. Or a@b.org."),
        "0:12 of it|0:plenty of it|0:a very few of it|0:As agreed "
        "onwards|0:3 June 2025 onwards|0:\xc2\xa3"
        "5|0:a@b.org");
    assert_int_equal(f.found.mentions.items[0].slot_tokens[0], 0);
    assert_int_equal(f.found.mentions.items[1].slot_tokens[0], UINT32_MAX);
    phrases_close(&f);
}

typedef struct {
    const char *text; /* its first block is judged */
    fl_block_kind kind;
    const char *heading; /* NULL: none */
} heading_case;

static const heading_case heading_cases[] = {
    { "Balance\nIt follows.", FL_BLOCK_HEADING, "Balance" },
    { "Balance.\nIt follows.", FL_BLOCK_HEADING, "Balance." },
    { "Balance", FL_BLOCK_HEADING, "Balance" },
    { "Balance\nIt follows.", FL_BLOCK_PARAGRAPH, "Balance" },
    { "Balance.\nIt follows.", FL_BLOCK_PARAGRAPH, NULL },
    { "Balance", FL_BLOCK_PARAGRAPH, NULL },
    { "Balance: it comes down on your side.", FL_BLOCK_PARAGRAPH, "Balance" },
    { "Balance - it comes down.", FL_BLOCK_PARAGRAPH, "Balance " },
    { "Well-kept lists are rare.", FL_BLOCK_PARAGRAPH, NULL },
    { "We wrote. Balance: it comes down.", FL_BLOCK_PARAGRAPH, NULL },
    { "a b c d e f g h i j k l m n\nx", FL_BLOCK_HEADING,
      "a b c d e f g h i j k l m n" },
    { "a b c d e f g h i j k l m n o\nx", FL_BLOCK_HEADING, NULL },
    { "a b c d e f g h i j k l m n o p: x", FL_BLOCK_PARAGRAPH, NULL },
};

static void heading_span__knows_headings_by_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(heading_cases) / sizeof(heading_cases[0]);
         i++) {
        const heading_case *c = &heading_cases[i];
        fixture f;
        uint32_t end = 0;
        phrases_open(&f);
        phrases_read(&f, c->text);
        f.doc.blocks.items[0].kind = c->kind;
        bool heading = fl_heading_span(&f.doc, 0, &end);
        if (heading != (c->heading != NULL) ||
            (heading &&
             !fl_str_is(fl_document_text(&f.doc, 0, end), c->heading)))
            fail_msg("\"%s\": %s to %u", c->text, heading ? "heading" : "none",
                     end);
        phrases_close(&f);
    }
}

static void limit__makes_the_concept_unknown(void **state)
{
    (void)state;
    fixture f;
    fl_matcher *m = fl_matcher_new();
    fl_buf text = { 0 };
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    uint32_t d = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0,
                "aa …30 bb …30 aa …30 bb …30 aa …30 bb …30 (finis|other)");
    phrases_add(&f, d, 0, "finis");
    for (int i = 0; i < 400; i++)
        fl_buf_puts(&text, i % 2 ? "bb " : "aa ");
    fl_buf_puts(&text, "no no no no no no no no no no no no no no no no no no "
                       "no no no no no no no no no no no no no no finis");
    fl_prefilter_build(&f.packs);
    phrases_read(&f, text.ptr);
    for (int run = 0; run < 60; run++) { /* interpreted, then compiled */
        phrases_find(&f, m, run % 2);
        assert_int_equal(f.found.limited.count, 1);
        assert_int_equal(f.found.limited.items[0], c);
        assert_int_equal(f.found.mentions.count, 1);
        assert_int_equal(f.found.mentions.items[0].concept, d);
    }
    fl_buf_dispose(&text);
    fl_matcher_free(m);
    phrases_close(&f);
}

static void limit__is_not_reached_by_many_tokens(void **state)
{
    (void)state;
    fixture f;
    fl_buf text = { 0 };
    phrases_open(&f);
    uint32_t c = phrases_concept(&f, FL_AS_MENTION);
    phrases_add(&f, c, 0, "<number:n> letters");
    for (int i = 0; i < 600; i++)
        fl_buf_printf(&text, "%d ", 10 + i % 80);
    fl_buf_puts(&text, "and letters, or 12 letters");
    assert_string_equal(phrases_show(&f, text.ptr), "0:12 letters");
    assert_int_equal(f.found.limited.count, 0);
    fl_buf_dispose(&text);
    phrases_close(&f);
}

static const char *const shared_phrases[] = {
    "we (hold|keep) …3 {colour} boxes",
    "<number:n> letters",
    "disclos* [very] often",
    "e-mail …4 don't",
    "sent on <date:when>",
    "{amount} of it",
};
static const char shared_text[] =
    "We keep some dark blue boxes. He wrote 12 letters, disclosing often.\n"
    "Email him or don't. It was sent on 3 June 2025. Plenty of it!\n"
    "We hold red boxes, 4 letters and a few of it. They disclose very often.";

static void open_shared(fixture *f)
{
    phrases_open(f);
    for (size_t i = 0; i < sizeof(shared_phrases) / sizeof(char *); i++)
        phrases_add(f, phrases_concept(f, FL_AS_MENTION), 0, shared_phrases[i]);
    fl_phrase regex = { .concept = phrases_concept(f, FL_AS_MENTION),
                        .regex = true };
    *FL_PUSH(f->arena, &regex.literals) = FL_STR("box");
    phrases_like(f, &regex, "box(es)?");
    fl_prefilter_build(&f->packs);
    phrases_read(f, shared_text);
}

/* Finds the mentions in an arena of its own; false when memory ran out. */
static bool find_apart(const fixture *f, int runs, size_t *count)
{
    fl_matcher *m = fl_matcher_new();
    fl_arena *arena = fl_arena_new();
    volatile bool done = false;
    if (m && arena && FL_ARENA_TRY(arena)) {
        for (int i = 0; i < runs; i++) {
            fl_mentions out = { 0 };
            fl_recognise(arena, m, &f->packs, &f->doc, i % 2, &out);
            *count = out.mentions.count;
            if (out.limited.count)
                *count = 0;
        }
        done = true;
    }
    if (arena)
        fl_arena_untry(arena);
    fl_arena_free(arena);
    fl_matcher_free(m);
    return done;
}

#define SHARED_MENTIONS 12

static void find_mentions__survives_every_failed_allocation(void **state)
{
    (void)state;
    bool done = false;
    long n = 0;
    for (; !done && n < 5000; n++) {
        fixture f;
        size_t count = 0;
        open_shared(&f);
        fl_alloc_fail_after(n);
        done = find_apart(&f, 30, &count); /* so that it reaches the JIT */
        fl_alloc_fail_after(-1);
        if (done)
            assert_int_equal(count, SHARED_MENTIONS);
        phrases_close(&f);
    }
    assert_true(done);
    assert_true(n > 20);
}

typedef struct {
    const fixture *f;
    size_t count;
    bool done;
} job;

static void *work(void *data)
{
    job *j = data;
    j->done = find_apart(j->f, 60, &j->count);
    return NULL;
}

static void find_mentions__lets_threads_share_a_pack_set(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        fixture f;
        pthread_t threads[3];
        job jobs[3];
        open_shared(&f);
        for (int i = 0; i < 3; i++) {
            jobs[i] = (job){ .f = &f };
            assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]),
                             0);
        }
        for (int i = 0; i < 3; i++) {
            pthread_join(threads[i], NULL);
            assert_true(jobs[i].done);
            assert_int_equal(jobs[i].count, SHARED_MENTIONS);
        }
        phrases_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions__keep_the_longest_of_one_concept),
        cmocka_unit_test(mentions__overlap_in_a_chain),
        cmocka_unit_test(mentions__tie_goes_to_the_variant_written_first),
        cmocka_unit_test(unless__takes_back_in_its_sentence),
        cmocka_unit_test(unless__takes_back_in_its_block),
        cmocka_unit_test(guard__reaches_as_far_as_it_says),
        cmocka_unit_test(guard__nearest_wins_and_own_words_do_not_count),
        cmocka_unit_test(guard__that_was_taken_back_guards_nothing),
        cmocka_unit_test(slots__name_their_tokens),
        cmocka_unit_test(slots__take_whole_tokens_however_long),
        cmocka_unit_test(slots__stand_in_lists_and_branches),
        cmocka_unit_test(heading_span__knows_headings_by_form),
        cmocka_unit_test(limit__makes_the_concept_unknown),
        cmocka_unit_test(limit__is_not_reached_by_many_tokens),
        cmocka_unit_test(find_mentions__survives_every_failed_allocation),
        cmocka_unit_test(find_mentions__lets_threads_share_a_pack_set),
    };
    return cmocka_run_group_tests_name("mentions", tests, NULL, NULL);
}
