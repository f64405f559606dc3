/*
 * The prefilter: with and without it the mentions are the same bytes, for
 * phrases and texts made at random; and what it is built of.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "phrase_dice.h"
#include "phrase_fixture.h"
#include "recognise/phrase_tree.h"
#include "recognise/prefilter.h"

/* ---- the same with and without -------------------------------------------- */

/* Up to `wanted` phrases of 4 concepts; those that are none are passed over. */
static void add_phrases(fixture *f, dice *d, uint32_t wanted)
{
    for (uint32_t i = 0; i < 4; i++)
        phrases_concept(f, FL_AS_MENTION);
    for (uint32_t i = 0; i < wanted; i++) {
        fl_phrase_error error;
        d->out.len = 0;
        put_seq(d, 0);
        fl_phrase p = { .concept = roll(d, 4),
                        .variant = roll(d, 3),
                        .exact = roll(d, 6) == 0,
                        .heading = roll(d, 9) == 0 };
        p.role = roll(d, 7) ? FL_PHRASE_VARIANT : FL_PHRASE_UNLESS;
        p.source = fl_arena_dup(f->arena, fl_buf_str(&d->out));
        if (fl_phrase_parse(&f->packs, &p, &error))
            *FL_PUSH(f->arena, &f->packs.phrases) = p;
    }
}

static bool same(const fl_mention *a, const fl_mention *b)
{
    return a->concept == b->concept && a->variant == b->variant &&
           a->phrase == b->phrase && a->start == b->start && a->end == b->end &&
           a->sentence == b->sentence && a->block == b->block &&
           a->status == b->status && a->cancelled == b->cancelled &&
           a->guard == b->guard &&
           memcmp(a->slot_tokens, b->slot_tokens, sizeof(a->slot_tokens)) ==
               0 &&
           memcmp(a->slot_ids, b->slot_ids, sizeof(a->slot_ids)) == 0;
}

static void check_same(const fixture *f, const fl_mentions *with, uint32_t seed)
{
    if (with->mentions.count != f->found.mentions.count)
        fail_msg("seed %u: %zu mentions with, %zu without", seed,
                 with->mentions.count, f->found.mentions.count);
    for (size_t i = 0; i < with->mentions.count; i++) {
        const fl_mention *m = &with->mentions.items[i];
        const fl_mention *n = &f->found.mentions.items[i];
        if (!same(m, n))
            fail_msg("seed %u: mention %zu differs: \"%.*s\" by %.*s", seed, i,
                     FL_ARG(fl_document_text(&f->doc, m->start, m->end)),
                     FL_ARG(f->packs.phrases.items[m->phrase].source));
    }
}

static void prefilter__changes_nothing(void **state)
{
    (void)state;
    size_t mentions = 0;
    for (uint32_t seed = 1; seed <= 150; seed++) {
        fixture f;
        dice d = { .seed = seed * 2654435761u };
        fl_matcher *m = fl_matcher_new();
        phrases_open(&f);
        add_phrases(&f, &d, 60);
        fl_prefilter_build(&f.packs);
        d.out.len = 0;
        put_text(&d);
        phrases_read(&f, fl_arena_dup(f.arena, fl_buf_str(&d.out)).ptr);
        phrases_find(&f, m, true);
        fl_mentions with = f.found;
        memset(&f.found.mentions, 0, sizeof(f.found.mentions));
        memset(&f.found.limited, 0, sizeof(f.found.limited));
        phrases_find(&f, m, false);
        check_same(&f, &with, seed);
        assert_int_equal(with.limited.count, f.found.limited.count);
        memset(&f.found.mentions, 0, sizeof(f.found.mentions));
        phrases_find(&f, m, true); /* of sentences met before */
        check_same(&f, &with, seed);
        mentions += with.mentions.count;
        fl_buf_dispose(&d.out);
        fl_matcher_free(m);
        phrases_close(&f);
    }
    assert_true(mentions > 1500); /* there was something to find */
}

/* ---- what it holds ---------------------------------------------------------- */

/* What a phrase needs, item by item: "hold&box,boxes", "disclos*" for the
 * beginning of a word, "<4>" for a token. */
static const char *needs_of(fixture *f, const char *source, bool exact)
{
    fl_buf out = { 0 };
    phrases_like(f, &(fl_phrase){ .exact = exact }, source);
    const fl_phrase_code *code =
        f->packs.phrases.items[f->packs.phrases.count - 1].code;
    const fl_literals *all = &f->packs.prefilter->literals;
    for (uint32_t n = 0; n < code->need_count; n++) {
        const fl_need *need = &all->needs.items[code->needs[n]];
        if (n)
            fl_buf_puts(&out, "&");
        for (uint32_t i = 0; i < need->count; i++) {
            const fl_literal *l =
                &all->items.items[all->members.items[need->first + i]];
            fl_buf_printf(&out, "%s%.*s%s", i ? "," : "", FL_ARG(l->text),
                          l->whole ? "" : "*");
        }
        for (uint32_t t = 0; t < TYPE_COUNT; t++)
            if (need->types & fl_type_bit(t))
                fl_buf_printf(&out, "<%u>", t);
    }
    const char *copy = fl_arena_dup(f->arena, fl_buf_str(&out)).ptr;
    fl_buf_dispose(&out);
    return copy;
}

static void needs__are_what_must_stand_there(void **state)
{
    static const struct {
        const char *phrase;
        bool exact;
        const char *needs;
    } cases[] = {
        { "hold", false, "hold" },
        { "we hold of boxes", false, "we&hold&of&boxes" },
        { "(red|blue) it", false, "red,blue&it" },
        { "(red|of) boxes", false, "red,of&boxes" },
        { "boxes [mostly]", false, "boxes" },
        { "disclos*", false, "disclos*" },
        { "cabl(e|ing) it", false, "cable,cabling&it" },
        { "non-smokers", false, "non*" },
        { "<date>", false, "<1>" },
        { "(<date>|<money>|tea) of", false, "tea<1><3>&of" },
        { "LPP", true, "lpp" },
        { "supercalifragilisticexpiali", false, "supercalifragilistic*" },
    };
    (void)state;
    fixture f;
    phrases_open(&f);
    phrases_concept(&f, FL_AS_MENTION);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_string_equal(needs_of(&f, cases[i].phrase, cases[i].exact),
                            cases[i].needs);
    phrases_close(&f);
}

static void prefilter__finds_exact_words_beyond_ascii(void **state)
{
    (void)state;
    fixture f;
    phrases_open(&f);
    phrases_concept(&f, FL_AS_MENTION);
    phrases_like(&f, &(fl_phrase){ .exact = true },
                 "\xc3\x89"
                 "COLE");
    assert_string_equal(phrases_show(&f, "\xc3\x89"
                                         "COLE, \xc3\xa9"
                                         "cole"),
                        "0:\xc3\x89"
                        "COLE");
    phrases_close(&f);
}

/* Expressions whose literals need more states than the automaton has: none
 * may be lost. Words, which need none, are found beside them. */
static void prefilter__loses_nothing_when_it_is_full(void **state)
{
    (void)state;
    enum { MANY = 18000 };
    fixture f;
    dice d = { .seed = 12345 };
    fl_matcher *m = fl_matcher_new();
    fl_buf text = { 0 };
    phrases_open(&f);
    phrases_concept(&f, FL_AS_MENTION);
    for (int i = 0; i < MANY; i++) {
        char word[9] = "";
        for (int k = 0; k < 8; k++)
            word[k] = (char)('a' + roll(&d, 26));
        fl_str source = fl_arena_dup(f.arena, fl_str_from(word));
        fl_phrase like = { .regex = i % 4 != 0 };
        if (like.regex)
            *FL_PUSH(f.arena, &like.literals) = source;
        phrases_like(&f, &like, source.ptr);
        fl_buf_printf(&text, "%s%s", word, i % 200 == 199 ? ".\n" : " ");
    }
    fl_prefilter_build(&f.packs);
    assert_true(f.packs.prefilter->strings.states > 64000);
    phrases_read(&f, text.ptr);
    phrases_find(&f, m, true);
    assert_int_equal(f.found.mentions.count, MANY);
    fl_buf_dispose(&text);
    fl_matcher_free(m);
    phrases_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefilter__changes_nothing),
        cmocka_unit_test(needs__are_what_must_stand_there),
        cmocka_unit_test(prefilter__finds_exact_words_beyond_ascii),
        cmocka_unit_test(prefilter__loses_nothing_when_it_is_full),
    };
    return cmocka_run_group_tests_name("prefilter", tests, NULL, NULL);
}
