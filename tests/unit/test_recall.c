/*
 * Blocks and sentences met before: the store, and that they give the same from
 * memory as they gave at first, wherever they stand.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "phrase_fixture.h"
#include "recognise/matcher.h"

/* ---- the store --------------------------------------------------------------- */

static fl_recall_key key_of(const char *text)
{
    return (fl_recall_key){ 0, fl_str_from(text) };
}

static void keep_as(fl_recall *r, fl_recall_key key, const char *record)
{
    fl_buf_clear(&r->record);
    fl_buf_puts(&r->record, record);
    fl_recall_keep(r, key);
}

static void keep(fl_recall *r, const char *text, const char *record)
{
    keep_as(r, key_of(text), record);
}

static const char *found_as(fl_recall *r, fl_recall_key key)
{
    static char copy[100];
    fl_str record;
    if (!fl_recall_find(r, key, &record) || record.len >= sizeof(copy))
        return NULL;
    memcpy(copy, record.ptr, record.len);
    copy[record.len] = '\0';
    return copy;
}

static const char *found(fl_recall *r, const char *text)
{
    return found_as(r, key_of(text));
}

static void store__gives_back_what_was_kept(void **state)
{
    (void)state;
    fl_recall r = { 0 };
    assert_null(found(&r, "one"));
    keep(&r, "one", "1");
    keep(&r, "a key of more than eight bytes", "");
    assert_string_equal(found(&r, "one"), "1");
    assert_string_equal(found(&r, "a key of more than eight bytes"), "");
    assert_null(found(&r, "a key of more than eight bytez"));
    assert_null(found(&r, "on"));
    fl_recall_dispose(&r);
}

static void store__tells_like_texts_apart(void **state)
{
    (void)state;
    fl_recall r = { 0 };
    keep_as(&r, (fl_recall_key){ 1, FL_STR("one") }, "1");
    keep_as(&r, (fl_recall_key){ 2, FL_STR("one") }, "2");
    assert_string_equal(found_as(&r, (fl_recall_key){ 1, FL_STR("one") }), "1");
    assert_string_equal(found_as(&r, (fl_recall_key){ 2, FL_STR("one") }), "2");
    assert_null(found(&r, "one"));
    fl_recall_dispose(&r);
}

static void store__stays_within_its_bounds(void **state)
{
    (void)state;
    char key[40];
    char record[700];
    fl_recall r = { 0 };
    memset(record, 'r', sizeof(record));
    record[sizeof(record) - 1] = '\0';
    for (int i = 0; i < 30000; i++) {
        snprintf(key, sizeof(key), "sentence %d", i);
        keep(&r, key, i % 3 ? record : "short");
        assert_true(r.entries.cap <= (size_t)4 * 1024 * 1024);
    }
    assert_string_equal(found(&r, "sentence 29997"), "short");
    assert_null(found(&r, "sentence 0")); /* forgotten */
    fl_recall_dispose(&r);
}

static void store__leaves_very_long_records_out(void **state)
{
    (void)state;
    fl_recall r = { 0 };
    fl_buf_clear(&r.record);
    for (int i = 0; i < 100000; i++)
        fl_buf_putc(&r.record, 'x');
    fl_recall_keep(&r, key_of("long"));
    assert_null(found(&r, "long"));
    fl_recall_dispose(&r);
}

static void store__does_without_memory(void **state)
{
    (void)state;
    for (long n = 0; n < 4; n++) {
        fl_recall r = { 0 };
        fl_alloc_fail_after(n);
        keep(&r, "one", "1");
        fl_alloc_fail_after(-1);
        const char *record = found(&r, "one");
        assert_true(!record || strcmp(record, "1") == 0);
        fl_recall_dispose(&r);
    }
}

/* ---- what is found ------------------------------------------------------------- */

/* Reads `text` and finds what is in it, in an arena that is gone then. */
static void read_once(fixture *f, fl_matcher *m, const char *text)
{
    fl_mentions out = { 0 };
    fl_arena *arena = fl_arena_new();
    assert_non_null(arena);
    phrases_read(f, text);
    if (FL_ARENA_TRY(arena))
        fl_recognise(arena, m, &f->packs, &f->doc, true, &out);
    fl_arena_untry(arena);
    fl_arena_free(arena);
}

static void show_mentions(const fixture *f, fl_buf *out)
{
    for (size_t i = 0; i < f->found.mentions.count; i++) {
        const fl_mention *mention = &f->found.mentions.items[i];
        fl_str words = fl_document_text(&f->doc, mention->start, mention->end);
        fl_buf_printf(out, "%s%s%u:%.*s@%u", i ? "|" : "",
                      mention->cancelled ? "!" : "", mention->concept,
                      FL_ARG(words), mention->sentence);
        if (mention->status != FL_ASSERTED)
            fl_buf_printf(out, "/%d by %u", mention->status, mention->guard);
        if (mention->slot_tokens[0] != UINT32_MAX)
            fl_buf_printf(out, "<%g>",
                          f->found.tokens.items[mention->slot_tokens[0]].value);
    }
}

static void show_tokens(const fixture *f, fl_buf *out)
{
    for (size_t i = 0; i < f->found.sentences.count; i++) {
        const fl_sentence *s = &f->found.sentences.items[i];
        fl_buf_printf(out, "\n%u-%u of %u", s->start, s->end, s->block);
    }
    for (size_t i = 0; i < f->found.tokens.count; i++) {
        const fl_token *t = &f->found.tokens.items[i];
        fl_buf_printf(out, "\n%u-%u of %u, %u: ", t->start, t->end, t->sentence,
                      t->block);
        fixture_show(f, t, out);
    }
    for (size_t i = 0; i < f->found.sentence_of_block.count; i++)
        fl_buf_printf(out, " %u", f->found.sentence_of_block.items[i]);
}

/* What is found in `text` by a matcher that has read `before`. */
static const char *found_after(fixture *f, const char *before, const char *text,
                               bool all)
{
    fl_matcher *m = fl_matcher_new();
    fl_buf out = { 0 };
    assert_non_null(m);
    read_once(f, m, before);
    phrases_read(f, text);
    phrases_find(f, m, true);
    show_mentions(f, &out);
    if (all)
        show_tokens(f, &out);
    fl_str copy = fl_arena_dup(f->arena, fl_buf_str(&out));
    fl_buf_dispose(&out);
    fl_matcher_free(m);
    return copy.ptr;
}

static const char *show_after(fixture *f, const char *before, const char *text)
{
    return found_after(f, before, text, false);
}

static void open(fixture *f)
{
    phrases_open(f);
    uint32_t held = phrases_concept(f, FL_AS_MENTION);
    uint32_t days = phrases_concept(f, FL_AS_MENTION);
    uint32_t test = phrases_concept(f, FL_AS_MENTION);
    uint32_t asked = phrases_concept(f, FL_AS_MENTION);
    uint32_t guard = phrases_concept(f, FL_AS_GUARD);
    f->packs.concepts.items[guard].status = FL_CONDITIONAL;
    *FL_PUSH(f->arena, &f->packs.concepts.items[held].guards) = guard;
    f->packs.concepts.items[asked].unless_in_block = true;
    phrases_add(f, guard, 0, "unless");
    phrases_add(f, asked, 0, "you asked");
    phrases_unless(f, asked, "in error");
    phrases_add(f, held, 0, "we hold");
    phrases_unless(f, held, "we hold nothing");
    phrases_add(f, days, 0, "within <duration>");
    phrases_like(f, &(fl_phrase){ .concept = test, .heading = true },
                 "balance");
    fl_prefilter_build(&f->packs);
}

static void text__is_the_same_from_memory(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "We hold boxes. Please reply within 20 days, or within 3 weeks.",
        "In 2019 we lost 7 of 12. We hold nothing. Reply within 20 days.",
        "Balance",
        "Balance: we hold it.",
        "Section 31(1)(a) and (c) applies to question 3(b). Unless we hold it.",
        "You asked for boxes. It was in error.\n\nYou asked for boxes.",
        "We hold boxes. Questions 1 to 3.\nBalance\nUnless we hold boxes. "
        "Please "
        "reply within 20 days, or within 3 weeks.\nBalance: we hold it.",
        "Section 31(1)(a) and (c) applies to question 3(b). Unless we hold "
        "it.\n"
        "In 2019 we lost 7 of 12. We hold nothing. Reply within 20 days.\n"
        "Section 31(1)(a) and (c) applies to question 3(b). Unless we hold it.",
    };
    enum { TEXTS = sizeof(texts) / sizeof(*texts) };
    for (size_t i = 0; i < TEXTS; i++) {
        fixture f;
        open(&f);
        const char *plain = found_after(&f, "Nothing of this.", texts[i], true);
        for (size_t k = 0; k < TEXTS; k++)
            assert_string_equal(found_after(&f, texts[k], texts[i], true),
                                plain);
        phrases_close(&f);
    }
}

/* What takes a mention back in the whole block, and what a guard reaches. */
static void block__keeps_what_its_sentences_do_to_one_another(void **state)
{
    (void)state;
    static const char text[] = "You asked. Unless we hold it. It was in error.";
    static const char want[] = "!3:You asked@0|4:Unless@1|0:we hold@1/3 by 4";
    fixture f;
    open(&f);
    assert_string_equal(show_after(&f, "Nothing.", text), want);
    assert_string_equal(show_after(&f, text, text), want);
    assert_string_equal(show_after(&f, text, "You asked. Unless we hold it."),
                        "3:You asked@0|4:Unless@1|0:we hold@1/3 by 4");
    phrases_close(&f);
}

/* A date without a year takes that of the letter which it stands in. */
static void block__has_the_year_of_its_letter(void **state)
{
    (void)state;
    fixture f;
    open(&f);
    found_after(&f, "On 3 May we met.\nOn 1 June 2024 we wrote.",
                "On 3 May we met.\nOn 1 June 2019 we wrote.", true);
    assert_string_equal(fixture_list(&f, FL_TOKEN_DATE),
                        "2019-05-03?|2019-06-01");
    phrases_close(&f);
}

static void sentence__moves_with_its_place(void **state)
{
    (void)state;
    fixture f;
    open(&f);
    assert_string_equal(show_after(&f, "Reply within 20 days.",
                                   "We paid 7 of 12. Reply within 20 days."),
                        "1:within 20 days@1<20>");
    assert_string_equal(
        show_after(&f, "We hold nothing.", "See above. We hold nothing."),
        "!0:We hold@1");
    phrases_close(&f);
}

/* "Balance" is found in headings alone. */
static void sentence__is_another_in_a_heading(void **state)
{
    (void)state;
    fixture f;
    open(&f);
    assert_string_equal(
        show_after(&f, "Balance\nIt is so.", "The end.\nBalance"),
        show_after(&f, "Nothing.", "The end.\nBalance"));
    assert_string_equal(
        show_after(&f, "The end.\nBalance", "Balance\nIt is so."),
        show_after(&f, "Nothing.", "Balance\nIt is so."));
    phrases_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(store__gives_back_what_was_kept),
        cmocka_unit_test(store__tells_like_texts_apart),
        cmocka_unit_test(store__stays_within_its_bounds),
        cmocka_unit_test(store__leaves_very_long_records_out),
        cmocka_unit_test(store__does_without_memory),
        cmocka_unit_test(text__is_the_same_from_memory),
        cmocka_unit_test(block__keeps_what_its_sentences_do_to_one_another),
        cmocka_unit_test(block__has_the_year_of_its_letter),
        cmocka_unit_test(sentence__moves_with_its_place),
        cmocka_unit_test(sentence__is_another_in_a_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
