/*
 * Names that tests compare as numbers (judge/atoms.c) are what the values say,
 * and a rule that names several labels sees the facts that have one of them.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "judge/eval.h"
#include "judge_fixture.h"

#define LETTER                                     \
    "We keep the oil under clause 4(1).\n"         \
    "On balance keeping outweighs lending.\n"      \
    "In the scales it is heavy, for it is dear.\n" \
    "The Keeper"
#define ONE_RULE(body) RULES(RULE("r", body))

/* The letter with a claim, a stance and two elements. */
static fixture *letter(const char *rules)
{
    fixture *fx = make_letter(rules, LETTER);
    add_claim(fx, "4(1)", "keep", "clause 4(1)");
    add_claim(fx, "9", "hush", "clause 4(1)"); /* has no limb, no tier */
    add_stance(fx, "keeps", "We keep")->mode = atom(fx, "keep");
    add_stance(fx, "gives", "We keep"); /* has no mode */
    add_mention(fx, "weighs", "On balance");
    add_mention(fx, "weighs", "In the scales")->variant = 1;
    add_element(fx, "weighing", "On balance")->mention = 0;
    add_element(fx, "weighing", "In the scales")->mention = 1;
    return fx;
}

/* How many facts of the kind have the attribute, as a name. */
static size_t compare_all(const fixture *fx, fl_kind kind, const char *name)
{
    const fl_attr_info *info = fl_attr_find(kind, fl_str_from(name));
    fl_path path = { .attribute = fl_str_from(name), .kind = kind };
    size_t named = 0;
    path.code = info ? (uint8_t)info->code : (uint8_t)FL_ATTR_NAMED;
    path.name = info ? 0 : atom(fx, name);
    for (uint32_t i = 0; i < fl_fact_count(&fx->facts, kind); i++) {
        fl_attr attr = { .facts = &fx->facts, .ref = { kind, i } };
        fl_atom got = 0;
        fl_val value;
        attr.path = &path;
        assert_true(fl_attr_atom(&attr, &got));
        assert_int_equal(fl_attr_value(&attr, 0, &value), got != 0);
        if (got)
            assert_true(fl_str_eq(value.text, fl_atom_name(fx->packs, got)));
        named += got != 0;
    }
    return named;
}

static void atoms__are_what_the_values_say(void **state)
{
    (void)state;
    fixture *fx = letter(ONE_RULE(
        "\"for_each\": \"document\", \"forbid\": {\"has\": \"element\"},"
        " \"message\": \"m\""));
    assert_int_equal(compare_all(fx, FL_KIND_CLAIM, "mode"), 2);
    assert_int_equal(compare_all(fx, FL_KIND_CLAIM, "limb_mode"), 1);
    assert_int_equal(compare_all(fx, FL_KIND_CLAIM, "tier"), 1);
    assert_int_equal(compare_all(fx, FL_KIND_CLAIM, "test"), 1);
    assert_int_equal(compare_all(fx, FL_KIND_STANCE, "stance"), 2);
    assert_int_equal(compare_all(fx, FL_KIND_STANCE, "mode"), 1);
    assert_int_equal(compare_all(fx, FL_KIND_ELEMENT, "element"), 2);
    assert_int_equal(compare_all(fx, FL_KIND_ELEMENT, "direction"), 1);
    assert_int_equal(compare_all(fx, FL_KIND_MENTION, "concept"), 2);
    assert_int_equal(compare_all(fx, FL_KIND_MENTION, "direction"), 1);
    free_letter(fx);
}

static void atoms__leave_other_attributes_to_their_values(void **state)
{
    (void)state;
    fixture *fx = letter(ONE_RULE(
        "\"for_each\": \"document\", \"forbid\": {\"has\": \"element\"},"
        " \"message\": \"m\""));
    fl_path path = { .kind = FL_KIND_CLAIM, .code = FL_ATTR_BARE };
    fl_attr attr = { .facts = &fx->facts,
                     .ref = { FL_KIND_CLAIM, 0 },
                     .path = &path };
    fl_atom got = 0;
    assert_false(fl_attr_atom(&attr, &got));
    free_letter(fx);
}

/* The labels that the rule's subjects have, by which it finds them. */
static void subjects__of_any_of_several_labels(void **state)
{
    (void)state;
    fixture *fx = letter(
        ONE_RULE("\"for_each\": \"element\", \"where\": {\"any\": ["
                 "  {\"element.element\": \"ground\"},"
                 "  {\"all\": [{\"element.direction\": \"keep\"},"
                 "    {\"element.element\": [\"weighing\", \"appeal\"]}]}]},"
                 " \"forbid\": {\"has\": \"stance\"}, \"message\": \"m\""));
    assert_int_equal(fx->packs->rules.items[0].subjects.count, 3);
    add_element(fx, "ground", "for it is dear");
    assert_int_equal(judge(fx)->finding_count, 2);
    free_letter(fx);
}

static void subjects__are_all_where_one_branch_has_no_label(void **state)
{
    (void)state;
    fixture *fx = letter(
        ONE_RULE("\"for_each\": \"element\", \"where\": {\"any\": ["
                 "  {\"element.element\": \"ground\"},"
                 "  {\"element.direction\": \"keep\"}]},"
                 " \"forbid\": {\"has\": \"stance\"}, \"message\": \"m\""));
    assert_int_equal(fx->packs->rules.items[0].subjects.count, 0);
    assert_int_equal(judge(fx)->finding_count, 1);
    free_letter(fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(atoms__are_what_the_values_say),
        cmocka_unit_test(atoms__leave_other_attributes_to_their_values),
        cmocka_unit_test(subjects__of_any_of_several_labels),
        cmocka_unit_test(subjects__are_all_where_one_branch_has_no_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
