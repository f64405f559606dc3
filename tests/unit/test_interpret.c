/*
 * Interpretation over the whole path, with the pack of an invented by-law:
 * each case is a short letter and what must be understood of it.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/calendar.h"
#include "result.h"

#include <stdio.h>
#include <string.h>

#define HEAD                                                               \
    "Port of Ansley, Lost Property Office\n\nDate: 12 June 2025\n\n"       \
    "Dear Madam,\n\nYour note about two things lost on the ferry came on " \
    "3 June 2025.\n\n"
#define TAIL "\n\nYours faithfully,\n\nThe Keeper\n"

static fl_packs *packs;
static fl_scanner *scanner;

static void print_problem(void *data, const fl_problem *p)
{
    (void)data;
    fprintf(stderr, "%s:%zu:%zu: %s: %s\n", p->file ? p->file : "-", p->line,
            p->col, p->pointer ? p->pointer : "", p->text);
}
static const fl_sink sink = { print_problem, NULL };

static int load_toy(void **state)
{
    (void)state;
    const char *dirs[] = { "tests/toy/lost-property" };
    fl_load_options options = { .directories = dirs, .directory_count = 1 };
    if (fl_packs_load(&packs, &options, &sink) != FL_OK)
        return -1;
    return fl_scanner_new(&scanner, packs) == FL_OK ? 0 : -1;
}

static int unload_toy(void **state)
{
    (void)state;
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    return 0;
}

static const fl_facts *facts_as_of(const char *letter, const char *day)
{
    const fl_result *result = NULL;
    fl_input input = { .path = "letter.txt",
                       .bytes = letter,
                       .size = strlen(letter) };
    assert_int_equal(fl_scan(scanner, &input,
                             &(fl_scan_options){ .as_of = day }, &result,
                             &sink),
                     FL_OK);
    assert_non_null(result->facts);
    return result->facts;
}

static const fl_facts *facts_of(const char *letter)
{
    return facts_as_of(letter, NULL);
}

static void add_name(fl_buf *out, fl_atom name)
{
    fl_buf_add(out, fl_atom_name(packs, name));
}

static void add_questions(fl_buf *out, const fl_facts *f, const uint32_t *items,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fl_buf_putc(out, i ? ',' : '@');
        fl_buf_add(out, f->questions.items[items[i]].id);
    }
}

/* "4(1):keep@1 5(1):charge" */
static void print_claims(fl_buf *out, const fl_facts *f)
{
    for (size_t i = 0; i < f->claims.count; i++) {
        const fl_claim *c = &f->claims.items[i];
        if (i)
            fl_buf_putc(out, ' ');
        fl_buf_add(out, c->provision);
        fl_buf_putc(out, ':');
        add_name(out, c->mode);
        add_questions(out, f, c->questions.items, c->questions.count);
    }
}

static void print_stances(fl_buf *out, const fl_facts *f)
{
    for (size_t i = 0; i < f->stances.count; i++) {
        const fl_stance *s = &f->stances.items[i];
        if (i)
            fl_buf_putc(out, ' ');
        add_name(out, s->stance);
        add_questions(out, f, s->questions.items, s->questions.count);
    }
}

static void print_questions(fl_buf *out, const fl_facts *f)
{
    for (size_t i = 0; i < f->questions.count; i++) {
        const fl_question *q = &f->questions.items[i];
        if (i)
            fl_buf_putc(out, ' ');
        fl_buf_add(out, q->id);
        fl_buf_puts(out, q->answered ? "+" : "-");
    }
}

/* "ground>4(1) appeal>4(1),5(1)" */
static void print_elements(fl_buf *out, const fl_facts *f)
{
    bool first = true;
    for (size_t i = 0; i < f->elements.count; i++) {
        const fl_element *e = &f->elements.items[i];
        if (e->empty)
            continue;
        if (!first)
            fl_buf_putc(out, ' ');
        first = false;
        add_name(out, e->element);
        for (size_t k = 0; k < e->covers.count; k++) {
            fl_buf_putc(out, k ? ',' : '>');
            fl_buf_add(out, f->claims.items[e->covers.items[k]].provision);
        }
    }
}

typedef struct {
    const char *name, *letter;
    const char *questions, *stances, *claims, *elements; /* NULL: any */
} letter_case;

static const letter_case cases[] = {
    { "a bare letter has one implicit question",
      HEAD "The basket was handed in." TAIL, "implicit-", "found", "", "" },
    { "numbered answers match numbered asks",
      HEAD "You asked after:\n\n1. a basket of plums\n2. a grey umbrella\n\n"
           "Our reply\n\n1. The basket was handed in. We keep it under rule "
           "4(1) because fruit does not last.\n\n2. The umbrella was never "
           "handed in." TAIL,
      "1+ 2+", "found@1 keeps@1 not-found@2", "4(1):keep@1", "ground>4(1)" },
    { "an answer that is missing is seen",
      HEAD "You asked after:\n\n1. a basket of plums\n2. a grey umbrella\n\n"
           "Our reply\n\n1. The basket was never handed in." TAIL,
      "1+ 2-", "not-found@1", "", "" },
    { "a bare rule merges into the exact one",
      HEAD "We keep the crate under rule 4(2) because it may burn. Rule 4 is "
           "there for such things." TAIL,
      NULL, "keeps", "4(2):keep", "ground>4(2)" },
    { "a bare rule alone is a claim",
      HEAD "We keep the crate under rule 4." TAIL, NULL, "keeps", "4:keep",
      "" },
    { "a duty is no claim",
      HEAD "Rule 3 makes us answer. We keep the crate under rule 4(2)." TAIL,
      NULL, NULL, "4(2):keep", "" },
    { "an undeclared rule is no claim",
      HEAD "We keep the crate under rule 44(2)." TAIL, NULL, NULL, "", "" },
    { "an element covers the claims of its own sentence",
      HEAD "We keep the plums under rule 4(1) because they rot.\n\nA fee is "
           "due under rule 5(1): \302\2432.50." TAIL,
      NULL, NULL, "4(1):keep 5(1):charge", "ground>4(1) fee>5(1)" },
    { "an element without a place of its own covers every claim",
      HEAD "We keep the plums under rule 4(1).\n\nA fee is due under rule "
           "5(1).\n\nYou can appeal to the harbour master." TAIL,
      NULL, NULL, "4(1):keep 5(1):charge", "appeal>4(1),5(1)" },
    { "coverage keeps to the mode that its sentence speaks of",
      HEAD "We keep the plums under rule 4(1).\n\nA fee is due under rule "
           "5(1).\n\nWe keep them, and you can appeal to the harbour "
           "master." TAIL,
      NULL, NULL, "4(1):keep 5(1):charge", "appeal>4(1)" },
    { "but for a sentence that serves every mode",
      HEAD "We keep the plums under rule 4(1).\n\nA fee is due under rule "
           "5(1).\n\nWe keep them, and you can appeal to the harbour master "
           "in either case." TAIL,
      NULL, NULL, "4(1):keep 5(1):charge", "appeal>4(1),5(1)" },
    { "a reason for nothing that is kept is none",
      HEAD "The basket was handed in because it was found." TAIL, NULL, "found",
      "", "" },
    { "a phrase in a heading with no text below says nothing",
      HEAD "We keep the plums under rule 4(1).\n\nKept because ripe\n\nYour "
           "appeal\n\nYou can appeal to the harbour master." TAIL,
      NULL, "keeps", "4(1):keep", "appeal>4(1)" },
    { "a phrase in a heading speaks for the text below",
      HEAD "We keep the plums under rule 4(1).\n\nKept because ripe\n\nThey "
           "would not last the week." TAIL,
      NULL, "keeps", "4(1):keep", "ground>4(1)" },
    { "an answer in the question's own words is no repeated question",
      HEAD "You asked after:\n\n1. How many umbrellas were handed in during "
           "2024?\n2. a basket of plums\n\nOur reply\n\n1. 14,302 umbrellas "
           "were handed in during 2024.\n\n2. The basket was never handed "
           "in." TAIL,
      "1+ 2+", "found@1 not-found@2", "", "" },
    { "what the writer of the request says counts for nothing",
      HEAD "You asked after:\n\n1. whether a ring was handed in because I "
           "lost one?\n\nOur reply\n\n1. It is not in our store." TAIL,
      "1+", "not-found@1", "", "" },
    { "an earlier message of the requester counts for nothing",
      HEAD "The hat is not in our store." TAIL
           "\nFrom: A Loser\nSent: 3 June 2025 10:00\nTo: The Keeper\n\nDear "
           "Keeper,\n\nI think that my hat was handed in.\n",
      NULL, "not-found", "", "" },
};

static void check_text(const char *name, const char *what, const char *wanted,
                       fl_buf *got)
{
    if (!wanted)
        return;
    const char *text = got->ptr ? got->ptr : "";
    if (strcmp(text, wanted) != 0)
        fail_msg("%s: %s are \"%s\", should be \"%s\"", name, what, text,
                 wanted);
}

static void interpret__understands_letters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const letter_case *c = &cases[i];
        const fl_facts *f = facts_of(c->letter);
        fl_buf out = { 0 };
        print_questions(&out, f);
        check_text(c->name, "questions", c->questions, &out);
        fl_buf_clear(&out);
        print_stances(&out, f);
        check_text(c->name, "stances", c->stances, &out);
        fl_buf_clear(&out);
        print_claims(&out, f);
        check_text(c->name, "claims", c->claims, &out);
        fl_buf_clear(&out);
        print_elements(&out, f);
        check_text(c->name, "elements", c->elements, &out);
        fl_buf_dispose(&out);
    }
}

static void interpret__finds_dates_and_regime(void **state)
{
    (void)state;
    const fl_facts *f = facts_of(HEAD "The hat is not in our store." TAIL);
    int32_t day = 0;
    assert_true(fl_day_parse(FL_STR("2025-06-12"), &day));
    assert_int_equal(f->response, day);
    assert_true(fl_day_parse(FL_STR("2025-06-03"), &day));
    assert_int_equal(f->received, day);
    assert_string_equal(f->as_of_from, "letter");
    /* it names no law: it counts as under the first that is loaded */
    assert_int_equal(f->regimes.count, 1);
    assert_int_equal(f->regime, packs->packs.items[0].regime);
    assert_int_equal(f->kinds.count, 1);
    assert_true(fl_str_is(fl_atom_name(packs, f->kinds.items[0]), "reply"));
}

static void interpret__knows_what_the_pack_declares(void **state)
{
    (void)state;
    static const bool declared[] = { true, true, true, true, false, false };
    const fl_facts *f = facts_of(
        HEAD "We keep the ring under rule 7 and rule 7(1), that is rule "
             "7(1)(b)(i), with rule 7(3)(a), but not rule 7(2) or rule "
             "7(1)(c)." TAIL);
    assert_int_equal(f->citations.count, 6);
    for (size_t i = 0; i < 6; i++)
        if (f->citations.items[i].declared != declared[i])
            fail_msg("%.*s", FL_ARG(f->citations.items[i].provision));
}

static void interpret__leaves_other_papers_alone(void **state)
{
    (void)state;
    const fl_facts *f =
        facts_of("# Read me\n\nThis folder holds the minutes of the club.\n");
    assert_int_equal(f->kinds.count, 0);
    assert_int_equal(f->claims.count, 0);
}

/* tests/toy: rule 4(2) was final until 2010, and unsettled until 2012. */
static void interpret__tiers_have_their_time(void **state)
{
    (void)state;
    static const struct {
        const char *day, *tier;
    } tries[] = { { "2010-12-31", "final" },
                  { "2011-01-01", "" },
                  { "2013-01-01", "open" } };
    for (size_t i = 0; i < 3; i++) {
        const fl_facts *f = facts_as_of(HEAD "We keep the tin under rule 4(2), "
                                             "because it is dangerous." TAIL,
                                        tries[i].day);
        assert_int_equal(f->claims.count, 1);
        assert_true(fl_str_is(fl_atom_name(packs, f->claims.items[0].tier),
                              tries[i].tier));
    }
    const fl_facts *f = facts_of("Your note about the ferry came here.\n\n"
                                 "We keep the tin under rule 4(2).\n");
    assert_string_equal(f->as_of_from, "");
    assert_int_equal(f->claims.items[0].tier, 0);
}

#define LONG \
    "We looked for the hat on every deck of both ferries and in the shed by"
static void interpret__finds_paragraphs_told_twice(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        bool doubled;
    } tries[] = {
        { LONG " the quay.", LONG " the quay.", true },
        { LONG " the quay this morning.", LONG " the quay this evening.",
          true },
        { LONG " the quay.",
          "We looked for the coat in every cabin of the "
          "third ferry and asked the crew about it by the quay.",
          false },
        { "We do not have it here.", "We do not have it here.", false },
    };
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
        char letter[1000];
        uint32_t doubles = 0;
        snprintf(letter, sizeof(letter),
                 HEAD "%s\n\nSomething else stands between.\n\n%s" TAIL,
                 tries[i].first, tries[i].second);
        const fl_facts *f = facts_of(letter);
        for (size_t b = 0; b < f->doc->blocks.count; b++)
            if (f->blocks[b].repeats != FL_NONE) {
                assert_true(f->blocks[b].repeats < b);
                doubles++;
            }
        assert_int_equal(doubles, tries[i].doubled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interpret__understands_letters),
        cmocka_unit_test(interpret__finds_dates_and_regime),
        cmocka_unit_test(interpret__knows_what_the_pack_declares),
        cmocka_unit_test(interpret__leaves_other_papers_alone),
        cmocka_unit_test(interpret__tiers_have_their_time),
        cmocka_unit_test(interpret__finds_paragraphs_told_twice),
    };
    return cmocka_run_group_tests_name("interpret", tests, load_toy,
                                       unload_toy);
}
