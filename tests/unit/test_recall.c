/*
 * Sentences met before: the store, and that a sentence gives the same from
 * memory as it gave at first, wherever it stands.
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

static void ask(fl_recall *r, const char *key)
{
    fl_buf_clear(&r->key);
    fl_buf_puts(&r->key, key);
}

static void keep(fl_recall *r, const char *key, const char *record)
{
    ask(r, key);
    fl_buf_clear(&r->record);
    fl_buf_puts(&r->record, record);
    fl_recall_keep(r);
}

static const char *found(fl_recall *r, const char *key)
{
    static char copy[100];
    fl_str record;
    ask(r, key);
    if (!fl_recall_find(r, &record) || record.len >= sizeof(copy))
        return NULL;
    memcpy(copy, record.ptr, record.len);
    copy[record.len] = '\0';
    return copy;
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
    ask(&r, "long");
    fl_buf_clear(&r.record);
    for (int i = 0; i < 100000; i++)
        fl_buf_putc(&r.record, 'x');
    fl_recall_keep(&r);
    fl_str record;
    assert_false(fl_recall_find(&r, &record));
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

/* ---- sentences ----------------------------------------------------------------- */

/* What is found in `text` by a matcher that has read `before`. */
static const char *show_after(fixture *f, const char *before, const char *text)
{
    fl_matcher *m = fl_matcher_new();
    fl_buf out = { 0 };
    assert_non_null(m);
    phrases_read(f, before);
    phrases_find(f, m, true);
    phrases_read(f, text);
    phrases_find(f, m, true);
    for (size_t i = 0; i < f->found.mentions.count; i++) {
        const fl_mention *mention = &f->found.mentions.items[i];
        fl_str words = fl_document_text(&f->doc, mention->start, mention->end);
        fl_buf_printf(&out, "%s%s%u:%.*s@%u", i ? "|" : "",
                      mention->cancelled ? "!" : "", mention->concept,
                      FL_ARG(words), mention->sentence);
        if (mention->slot_tokens[0] != UINT32_MAX)
            fl_buf_printf(&out, "<%g>",
                          f->found.tokens.items[mention->slot_tokens[0]].value);
    }
    fl_str copy = fl_arena_dup(f->arena, fl_buf_str(&out));
    fl_buf_dispose(&out);
    fl_matcher_free(m);
    return copy.ptr;
}

static void open(fixture *f)
{
    phrases_open(f);
    uint32_t held = phrases_concept(f, FL_AS_MENTION);
    uint32_t days = phrases_concept(f, FL_AS_MENTION);
    uint32_t test = phrases_concept(f, FL_AS_MENTION);
    phrases_add(f, held, 0, "we hold");
    phrases_unless(f, held, "we hold nothing");
    phrases_add(f, days, 0, "within <duration>");
    phrases_like(f, &(fl_phrase){ .concept = test, .heading = true },
                 "balance");
    fl_prefilter_build(&f->packs);
}

static void sentence__is_the_same_from_memory(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "We hold boxes. Please reply within 20 days, or within 3 weeks.",
        "In 2019 we lost 7 of 12. We hold nothing. Reply within 20 days.",
        "Balance",
        "Balance: we hold it.",
    };
    for (size_t i = 0; i < 4; i++) {
        fixture f;
        open(&f);
        const char *plain = show_after(&f, "Nothing of this.", texts[i]);
        for (size_t k = 0; k < 4; k++)
            assert_string_equal(show_after(&f, texts[k], texts[i]), plain);
        phrases_close(&f);
    }
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
        cmocka_unit_test(store__stays_within_its_bounds),
        cmocka_unit_test(store__leaves_very_long_records_out),
        cmocka_unit_test(store__does_without_memory),
        cmocka_unit_test(sentence__is_the_same_from_memory),
        cmocka_unit_test(sentence__moves_with_its_place),
        cmocka_unit_test(sentence__is_another_in_a_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
