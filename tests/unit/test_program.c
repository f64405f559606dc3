/*
 * The machine of phrases: it finds what PCRE2 finds with the pattern that
 * says the same, for phrases and texts made at random; and its limit.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "phrase_dice.h"
#include "phrase_fixture.h"
#include "phrase_oracle.h"
#include "recognise/program.h"

/* Where the words of ASCII begin. */
static void find_words(fixture *f, fl_str text, fl_sentence_view *view)
{
    FL_VEC(uint32_t) words = { 0 };
    for (uint32_t i = 0; i < text.len; i++)
        if (fl_is_plain((unsigned char)text.ptr[i]) &&
            (i == 0 || !fl_is_plain((unsigned char)text.ptr[i - 1])))
            *FL_PUSH(f->arena, &words) = i;
    view->words = words.items;
    view->word_count = words.count;
}

static void check_same(const fl_phrase *phrase, fl_str subject, size_t from,
                       fl_match result, const fl_span *is, fl_match should,
                       const fl_span *wanted)
{
    if (result != should ||
        (result == FL_MATCH_FOUND &&
         (is->start != wanted->start || is->end != wanted->end ||
          memcmp(is->slots, wanted->slots, sizeof(is->slots)) != 0)))
        fail_msg("\"%.*s\" in \"%.*s\" from %zu: %d %zu-%zu, not %d %zu-%zu",
                 FL_ARG(phrase->source), FL_ARG(subject), from, result,
                 is->start, is->end, should, wanted->start, wanted->end);
}

/* All matches in one sentence by both, with and without a list of words;
 * gives their number. */
static size_t compare(fixture *f, const fl_phrase *phrase, fl_machine *machine,
                      const fl_program *program, const fl_node *tree,
                      const fl_sentence *sentence)
{
    fl_str all = phrase->exact ? f->doc.text : f->doc.folded;
    fl_str subject = fl_str_slice(all, sentence->start, sentence->end);
    fl_sentence_view blind = { .tokens = f->found.tokens.items,
                               .count = f->found.tokens.count,
                               .base = sentence->start,
                               .code = phrase->code };
    fl_sentence_view view = blind;
    find_words(f, fl_str_slice(f->doc.folded, sentence->start, sentence->end),
               &view);
    size_t found = 0;
    for (size_t from = 0; from < subject.len;) {
        fl_span is = { 0 };
        fl_span wanted = { 0 };
        fl_match should = oracle_run(tree, subject, from, &blind, &wanted);
        fl_match result = fl_program_run(machine, program, subject, from,
                                         SIZE_MAX, &blind, &is);
        check_same(phrase, subject, from, result, &is, should, &wanted);
        result = fl_program_run(machine, program, subject, from, SIZE_MAX,
                                &view, &is);
        check_same(phrase, subject, from, result, &is, should, &wanted);
        if (result != FL_MATCH_FOUND)
            break;
        found++;
        from = is.end > from ? is.end : from + 1;
    }
    return found;
}

static size_t compare_phrase(fixture *f, const fl_phrase *phrase,
                             fl_machine *machine)
{
    const fl_node *tree = fl_phrase_tree(f->arena, &f->packs, phrase);
    fl_program *program = fl_program_write(f->arena, tree);
    size_t found = 0;
    for (size_t s = 0; s < f->found.sentences.count; s++)
        found += compare(f, phrase, machine, program, tree,
                         &f->found.sentences.items[s]);
    fl_free(program);
    return found;
}

static bool parse(fixture *f, fl_phrase *phrase, fl_str source)
{
    fl_phrase_error error;
    phrase->source = fl_arena_dup(f->arena, source);
    return fl_phrase_parse(&f->packs, phrase, &error);
}

static void program__finds_what_the_pattern_finds(void **state)
{
    (void)state;
    size_t found = 0;
    fl_machine machine = { 0 };
    for (uint32_t seed = 1; seed <= 60; seed++) {
        fixture f;
        dice d = { .seed = seed * 2654435761u };
        phrases_open(&f);
        put_text(&d);
        phrases_read(&f, fl_arena_dup(f.arena, fl_buf_str(&d.out)).ptr);
        for (int i = 0; i < 25; i++) {
            fl_phrase phrase = { .exact = roll(&d, 6) == 0 };
            d.out.len = 0;
            put_seq(&d, 0);
            if (parse(&f, &phrase, fl_buf_str(&d.out)))
                found += compare_phrase(&f, &phrase, &machine);
        }
        fl_buf_dispose(&d.out);
        phrases_close(&f);
    }
    fl_machine_dispose(&machine);
    assert_true(found > 1500); /* there was something to find */
}

/* What chance seldom meets: marks, joints, letters beyond ASCII, edges. */
static void program__reads_marks_and_edges_alike(void **state)
{
    static const char *const phrases[] = {
        "self* help",
        "don't …3 (hold|'held')",
        "\\(red …2 box\\)",
        "[very] few",
        "e-mail*",
        "\xc3\xa9t\xc3\xa9*",
        "caf\xc3\xa9 of",
        "hold …0 it",
        "(a|a few) (few boxes|boxes)",
        "<number:n> to <number>",
        "[<number:n>] boxes",
        "'tis …30 it",
    };
    static const char *const texts[] = {
        "self-help, self help; (self) helping, selfless-help's help",
        "don't, (we) 'held' it. dont we hold; don't  'hold",
        "(red dark (box) box)(red box)",
        "very few, a few-boxes a few boxes, email e mail e-mail's emails",
        "\xc3\xa9t\xc3\xa9s-la caf\xc3\xa9 of \xc3\xa9t\xc3\xa9, caf\xc3\xa9s "
        "of",
        "hold, it hold ' it hold-it hold (it 3 to 12 boxes, 7 boxes boxes",
        "'tis a b c ; d ' e it, tis (it) 'tis",
    };
    (void)state;
    size_t found = 0;
    fixture f;
    fl_machine machine = { 0 };
    phrases_open(&f);
    for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
        phrases_read(&f, texts[t]);
        for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
            fl_phrase phrase = { 0 };
            if (!parse(&f, &phrase, fl_str_from(phrases[i])))
                fail_msg("%s is no phrase", phrases[i]);
            found += compare_phrase(&f, &phrase, &machine);
        }
    }
    fl_machine_dispose(&machine);
    phrases_close(&f);
    assert_true(found > 20);
}

static void program__stops_at_its_limit(void **state)
{
    (void)state;
    fixture f;
    fl_buf text = { 0 };
    fl_machine machine = { 0 };
    fl_phrase phrase = { 0 };
    fl_span out;
    phrases_open(&f);
    assert_true(parse(&f, &phrase,
                      FL_STR("red \xe2\x80\xa6"
                             "30 red \xe2\x80\xa6"
                             "30 red "
                             "\xe2\x80\xa6"
                             "30 red \xe2\x80\xa6"
                             "30 blue")));
    for (int i = 0; i < 300; i++)
        fl_buf_puts(&text, "red ");
    const fl_node *tree = fl_phrase_tree(f.arena, &f.packs, &phrase);
    fl_program *program = fl_program_write(f.arena, tree);
    fl_sentence_view view = { .code = phrase.code };
    assert_int_equal(fl_program_run(&machine, program, fl_buf_str(&text), 0,
                                    SIZE_MAX, &view, &out),
                     FL_MATCH_LIMIT);
    fl_free(program);
    fl_buf_dispose(&text);
    fl_machine_dispose(&machine);
    phrases_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(program__finds_what_the_pattern_finds),
        cmocka_unit_test(program__reads_marks_and_edges_alike),
        cmocka_unit_test(program__stops_at_its_limit),
    };
    return cmocka_run_group_tests_name("program", tests, NULL, NULL);
}
