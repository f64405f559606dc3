/*
 * The mode of a claim, which law a citation is of, and what a letter answers
 * under, with the pack of an invented by-law. Each rule is shown acting and
 * leaving alone what looks like it.
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
#include <string.h>

#define DATED                                                        \
    "Port of Ansley, Lost Property Office\n\nDate: 12 June 2025\n\n" \
    "Dear Madam,\n\n"
#define HEAD \
    DATED "Your note about things lost on the ferry came on 3 June 2025.\n\n"
#define TAIL "\n\nYours faithfully,\n\nThe Keeper\n"
#define ASKED \
    HEAD "You asked after:\n\n1. a basket\n2. an umbrella\n\nOur reply\n\n"

static fl_packs *packs;
static fl_scanner *scanner;

static int load_toy(void **state)
{
    (void)state;
    const char *dirs[] = { "tests/toy/lost-property" };
    fl_load_options options = { .directories = dirs, .directory_count = 1 };
    if (fl_packs_load(&packs, &options, NULL) != FL_OK)
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

static const fl_facts *facts_of(const char *letter)
{
    const fl_result *result = NULL;
    fl_input input = { .path = "letter.txt",
                       .bytes = letter,
                       .size = strlen(letter) };
    assert_int_equal(
        fl_scan(scanner, &input, &(fl_scan_options){ 0 }, &result, NULL),
        FL_OK);
    assert_non_null(result->facts);
    return result->facts;
}

static void add_name(fl_buf *out, fl_atom name)
{
    fl_buf_add(out, fl_atom_name(packs, name));
}

/* "keeps charges | 4(1):keep 5(1):charge | fee>5(1)" */
static void describe(fl_buf *out, const fl_facts *f)
{
    for (size_t i = 0; i < f->stances.count; i++) {
        add_name(out, f->stances.items[i].stance);
        fl_buf_putc(out, ' ');
    }
    fl_buf_putc(out, '|');
    for (size_t i = 0; i < f->claims.count; i++) {
        fl_buf_putc(out, ' ');
        fl_buf_add(out, f->claims.items[i].provision);
        fl_buf_putc(out, ':');
        add_name(out, f->claims.items[i].mode);
    }
    fl_buf_puts(out, " |");
    for (size_t i = 0; i < f->elements.count; i++) {
        const fl_element *e = &f->elements.items[i];
        fl_buf_putc(out, ' ');
        add_name(out, e->element);
        for (size_t k = 0; k < e->covers.count; k++) {
            fl_buf_putc(out, k ? ',' : '>');
            fl_buf_add(out, f->claims.items[e->covers.items[k]].provision);
        }
    }
}

typedef struct {
    const char *name, *letter, *facts;
} letter_case;

static const letter_case cases[] = {
    /* words of refusal that serve any mode */
    { "a ground after a sentence keeps its mode",
      HEAD "A fee is due for the basket. We rely on rule 8(2)." TAIL,
      "charges charges | 8(2):charge |" },
    { "so does a wrong limb",
      HEAD "A fee is due for the basket. We rely on rule 8(1)." TAIL,
      "charges charges | 8(1):charge |" },
    { "the limb tells in another paragraph",
      HEAD "The hat was handed in.\n\nA fee is due for the basket.\n\nThe coat "
           "is kept.\n\nRule 8(2) applies." TAIL,
      "found charges keeps charges | 8(2):charge |" },
    { "a limb of their own lets them stand alone",
      HEAD "A fee is due for the basket under rule 8(2).\n\nRule 4(1) applies "
           "to the plums." TAIL,
      "charges keeps | 8(2):charge 4(1):keep |" },
    { "but not in a letter that names no limb of the other mode",
      HEAD "A fee is due for the basket.\n\nRule 8(1) applies." TAIL,
      "charges charges | 8(1):charge |" },
    { "what is found is another matter",
      HEAD "A fee is due for the basket under rule 8(2). The plums were handed "
           "in. Rule 4(1) applies." TAIL,
      "charges found keeps | 8(2):charge 4(1):keep |" },
    { "also with a limb for another mode",
      HEAD "The plums were handed in. Rule 8(2) applies.\n\nA fee is due for "
           "the basket under rule 5(1)." TAIL,
      "found keeps charges | 8(2):keep 5(1):charge |" },
    { "alone they mean what their concept says", HEAD "Rule 8(1) applies." TAIL,
      "keeps | 8(1):keep |" },
    /* a limb named for the interest behind another */
    { "a limb behind another's is no ground",
      HEAD
      "A fee is due under rule 8(2), for to ask none would hurt those whom "
      "rule 8(1) protects." TAIL,
      "charges | 8(2):charge |" },
    { "it is one where the letter does what it is for",
      HEAD "A fee is due under rule 8(2).\n\nWe keep the hat under rule "
           "8(1)." TAIL,
      "charges keeps | 8(2):charge 8(1):keep |" },
    { "and where the other isn't relied on",
      HEAD "A fee is due under rule 8(1)." TAIL, "charges | 8(1):charge |" },
    /* one provision in two modes */
    { "one provision in two modes is two claims",
      ASKED "1. We keep the basket under rule 8(1).\n\n2. A fee is due under "
            "rule 8(1)." TAIL,
      "keeps charges | 8(1):keep 8(1):charge |" },
    { "in one answer it is one",
      ASKED
      "1. We keep the basket under rule 8(1), and a fee is due under rule "
      "8(1).\n\n2. The umbrella was handed in." TAIL,
      "keeps charges found | 8(1):keep |" },
    { "a bare section takes part in the exact claim's mode",
      ASKED "1. We keep the basket under rule 8.\n\n2. A fee is due under rule "
            "8(1)." TAIL,
      "keeps charges | 8(1):charge |" },
    { "what is said of the rest governs nothing before it",
      HEAD "About us\n\nRule 8(1) is old and we like it; rule 4(1) is new.\n\n"
           "As to anything else a fee is due." TAIL,
      "charges | 8(1):keep 4(1):keep |" },
    { "said of all, it does",
      HEAD "About us\n\nRule 8(1) is old and we like it.\n\n"
           "A fee is due." TAIL,
      "charges | 8(1):charge |" },
    /* titles */
    { "a section's title is no stance",
      HEAD "We keep the hat under rule 8(1), things returned to crew." TAIL,
      "keeps | 8(1):keep |" },
    { "the same words elsewhere are one",
      HEAD "The list of things returned to crew is below." TAIL,
      "returns | |" },
    /* coverage */
    { "words for all grounds cover both modes",
      HEAD "We keep the plums under rule 4(1).\n\nA fee is due under rule "
           "5(1).\n\nThis is because of the heat, in both respects." TAIL,
      "keeps charges | 4(1):keep 5(1):charge | ground>4(1),5(1)" },
    { "a mode said alone doesn't",
      HEAD "We keep the plums under rule 4(1).\n\nA fee is due under rule "
           "5(1).\n\nA fee is due because of the cart, in both respects." TAIL,
      "keeps charges charges | 4(1):keep 5(1):charge | ground>5(1)" },
    { "a conclusion on two questions covers both",
      ASKED "1. We keep the basket under rule 8(1).\n\n2. A fee is due under "
            "rule 8(2).\n\nRule 8(2) is old. A fee is due because of the heat "
            "for item 1 and item 2." TAIL,
      "keeps charges charges | 8(1):keep 8(2):charge | ground>8(1),8(2)" },
    /* whose provision it is */
    { "that Act is the one named last",
      HEAD "We keep the tin under rule 4(2): rule 6 of the Docks Act 1901 bids "
           "us, and rule 5(1) of that Act." TAIL,
      "keeps | 4(2):keep |" },
    { "which may be the by-law",
      HEAD "We keep the tin under rule 4(2) of the Lost Property By-law 1987; "
           "rule 4(1) of that Act serves, too." TAIL,
      "keeps | 4(2):keep 4(1):keep |" },
    { "an enactment named once stays itself",
      HEAD
      "We keep the tin under rule 4(2), as rule 5(1) of the Docks Act 1901 "
      "bids us. By rule 5(1) we keep the rest." TAIL,
      "keeps keeps | 4(2):keep |" },
    { "and so do its other parts in that paragraph",
      HEAD
      "We keep the tin under rule 4(2), as rule 5(1) of the Docks Act 1901 "
      "bids us. By rule 5(2) we keep the rest." TAIL,
      "keeps keeps | 4(2):keep |" },
    { "but not in another",
      HEAD
      "We keep the tin under rule 4(2), as rule 5(1) of the Docks Act 1901 "
      "bids us.\n\nBy rule 5(2) we keep the rest." TAIL,
      "keeps keeps | 4(2):keep 5(2):charge |" },
    { "not where its number is named as the by-law's, too",
      HEAD "We keep the tin as rule 4(2) of the Docks Act 1901 bids us, and by "
           "rule 4(2) of the Lost Property By-law. Under rule 4(2) it is "
           "kept." TAIL,
      "keeps keeps | 4(2):keep |" },
};

static void interpret__modes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fl_buf out = { 0 };
        describe(&out, facts_of(cases[i].letter));
        if (strcmp(out.ptr, cases[i].facts) != 0)
            fail_msg("%s: \"%s\", should be \"%s\"", cases[i].name, out.ptr,
                     cases[i].facts);
        fl_buf_dispose(&out);
    }
}

#define PIER                                                                   \
    DATED "Your note came. Under the Pier By-law 1990 we keep the boat: rule " \
          "4(2) of the By-law."
static void interpret__regime_of_a_borrowed_word(void **state)
{
    (void)state;
    static const struct {
        const char *letter, *regime;
        size_t claims;
    } tries[] = {
        { PIER " The pier master can be asked." TAIL, "PIER", 0 },
        /* named, but nothing else speaks for it */
        { PIER TAIL, "LPB", 1 },
        /* the law whose words they are is named, too */
        { PIER " So does rule 4(1) of the Lost Property By-law 1987. The pier "
               "master can be asked." TAIL,
          "LPB", 2 },
    };
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
        const fl_facts *f = facts_of(tries[i].letter);
        assert_true(fl_str_is(fl_atom_name(packs, f->regime), tries[i].regime));
        assert_int_equal(f->claims.count, tries[i].claims);
    }
}

static void interpret__kinds(void **state)
{
    (void)state;
    static const struct {
        const char *letter;
        size_t kinds;
    } tries[] = {
        { HEAD "The hat is not in our store." TAIL, 1 },
        { HEAD "The hat is not in our store. This is about your mooring." TAIL,
          0 },
        /* a letter under the by-law may mention a mooring */
        { HEAD "We keep the hat under rule 4(1) of the Lost Property By-law "
               "1987. We will write about your mooring." TAIL,
          1 },
    };
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
        assert_int_equal(facts_of(tries[i].letter)->kinds.count,
                         tries[i].kinds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interpret__modes),
        cmocka_unit_test(interpret__regime_of_a_borrowed_word),
        cmocka_unit_test(interpret__kinds),
    };
    return cmocka_run_group_tests_name("interpret_modes", tests, load_toy,
                                       unload_toy);
}
