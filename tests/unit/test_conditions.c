/*
 * What the loader accepts as a condition and what it says of the rest.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "judge_fixture.h"
#include "pack/attributes.h"

/* Problems of a rule for each claim that requires `condition`. */
static void problems_of(const char *kind, const char *condition, fl_buf *out)
{
    fl_buf rules = { 0 };
    fl_buf_puts(&rules,
                "{\"rules\": [{" BOILERPLATE("r") ","
                                                  "\"message\": \"m\", ");
    fl_buf_printf(&rules, "\"for_each\": \"%s\", \"require\": %s}]}", kind,
                  condition);
    assert_false(rules.failed);
    fl_packs *packs = load_pack(rules.ptr, out);
    assert_true((packs == NULL) == (out->len > 0));
    fl_packs_free(packs);
    fl_buf_dispose(&rules);
}

static void condition_load__accepts_every_form(void **state)
{
    (void)state;
    static const char *const good[][2] = {
        { "claim", "{\"claim.tier\": \"qualified\"}" },
        { "claim", "{\"claim.tier\": [\"qualified\", \"absolute\"],"
                   " \"claim.bare\": false}" },
        { "claim", "{\"claim.mode\": {\"not\": [\"hush\"]}}" },
        { "claim", "{\"claim.limb\": {\"exists\": true}}" },
        { "claim", "{\"claim.provision\": {\"under\": \"4\"}}" },
        { "claim", "{\"claim.provision\": {\"under\": [\"4\", \"7(1)\"]}}" },
        { "claim", "{\"claim.uses\": {\">=\": 2}}" },
        { "claim", "{\"claim.needs-limb\": true, \"claim.lamps\": {\"<\":"
                   " 4}}" },
        { "claim", "{\"document.dates.response\": {\">=\":"
                   " \"2018-05-25\"}}" },
        { "claim", "{\"comment\": \"why\", \"claim.bare\": true}" },
        { "use", "{\"use.claim.tier\": \"qualified\"}" },
        { "claim", "{\"all\": [{\"not\": {\"claim.bare\": true}}, {\"any\":"
                   " [{\"has\": \"question\"}, {\"lacks\": \"date\","
                   " \"label\": \"received\"}]}]}" },
        { "claim", "{\"has\": \"element\", \"label\": [\"ground\","
                   " \"weighing\"], \"with\": {\"direction\": \"keep\","
                   " \"words\": {\">\": 3}}, \"covering\": \"claim\","
                   " \"same\": [\"section\", \"claim\"], \"in\":"
                   " [\"response\", \"reasoning\"], \"at_least\": 1,"
                   " \"at_most\": 4}" },
        { "claim", "{\"has\": \"claim\", \"other\": true, \"as\": \"second\","
                   " \"where\": {\"compare\": [\"second.mode\", \"!=\","
                   " \"claim.mode\"]}}" },
        { "claim", "{\"has\": \"claim\", \"label\": \"4\", \"other\":"
                   " true}" },
        { "claim", "{\"has\": \"stance\", \"near\": [\"claim\", 5],"
                   " \"before\": \"claim\", \"where\": {\"has\": \"date\","
                   " \"after\": \"stance\"}}" },
        { "document", "{\"days\": [\"document.dates.received\","
                      " \"document.dates.response\"], \"calendar\":"
                      " \"harbour\", \"<=\": 20}" },
        { "date", "{\"days\": [\"date.value\", \"2025-06-12\"],"
                  " \"calendar\": \"calendar-days\", \">\": 3}" },
        { "mention", "{\"tuple\": [\"mention.sum\", \"mention.time\"],"
                     " \"one_of\": [[450, {\"value\": 18, \"unit\":"
                     " \"hour\"}], [600, 24]]}" },
        { "quantity", "{\"compare\": [\"quantity.value\", \">\", {\"value\":"
                      " 2, \"unit\": \"watch\"}]}" },
        { "mention", "{\"compare\": [{\"product\": [1.1, \"mention.sum\","
                     " \"mention.time\"]}, \"<\", {\"value\": 2, \"unit\":"
                     " \"watch\"}]}" },
        { "element", "{\"element.statute_share\": {\">=\": 70},"
                     " \"element.wording\": {\"exists\": true}}" },
        { "part", "{\"has\": \"part\", \"label\": \"rights\"}" },
    };
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        fl_buf problems = { 0 };
        problems_of(good[i][0], good[i][1], &problems);
        if (problems.len)
            fail_msg("%s: %s", good[i][1], problems.ptr);
        fl_buf_dispose(&problems);
    }
}

static void condition_load__says_what_is_wrong(void **state)
{
    (void)state;
    static const char *const bad[][3] = {
        { "claim", "{}", "/require an empty condition" },
        { "claim", "{\"all\": []}", "/require/all wrong type for all" },
        { "claim", "{\"all\": [3]}", "/require/all/0 not a condition" },
        { "claim", "{\"al\": []}", "/require/al unknown key \"al\"" },
        { "claim", "{\"any\": [{\"claim.bare\": true}], \"x\": 1}",
          "stands beside other keys" },
        { "claim", "{\"stance.mode\": \"keep\"}",
          "unknown binding \"stance\", expected \"claim\"" },
        { "claim", "{\"claim.teir\": \"qualified\"}",
          "/require/claim.teir unknown attribute \"teir\" of claim" },
        { "claim", "{\"claim.mode\": \"whisper\"}",
          "/require/claim.mode unknown mode \"whisper\"" },
        { "claim", "{\"claim.bare\": \"yes\"}",
          "wrong type for bare, expected true or false" },
        { "claim", "{\"claim.uses\": \"two\"}", "wrong type for uses" },
        { "claim", "{\"document.as_of\": {\"<\": \"June\"}}",
          "expected a date YYYY-MM-DD" },
        { "claim", "{\"claim.mode\": {\"<\": 3}}", "\"<\" cannot test mode" },
        { "claim", "{\"claim.mode\": {\"nt\": \"keep\"}}", "not a test" },
        { "claim", "{\"claim.mode\": []}", "an empty list" },
        { "claim", "{\"claim.provision\": {\"under\": \"99\"}}",
          "unknown provision \"99\"" },
        { "claim",
          "{\"claim.uses\": {\">\": {\"value\": 2, \"unit\":"
          " \"league\"}}}",
          "unknown unit \"league\"" },
        { "claim", "{\"has\": \"elephant\"}", "unknown kind \"elephant\"" },
        { "claim", "{\"has\": \"document\"}", "unknown kind \"document\"" },
        { "claim", "{\"has\": \"stance\", \"lacks\": \"date\"}",
          "\"lacks\" beside \"has\"" },
        { "claim", "{\"has\": \"stance\", \"label\": \"sings\"}",
          "/require/label unknown stance \"sings\"" },
        { "claim", "{\"has\": \"mention\", \"label\": [\"toll\", \"bell\"]}",
          "/require/label/1 unknown concept \"bell\"" },
        { "claim", "{\"has\": \"question\", \"label\": \"1\"}",
          "\"label\" does not apply to question" },
        { "claim", "{\"has\": \"element\", \"covering\": \"stance\"}",
          "unknown binding \"stance\"" },
        { "stance", "{\"has\": \"element\", \"covering\": \"stance\"}",
          "\"covering\" a stance, expected a claim or a use" },
        { "claim", "{\"has\": \"element\", \"same\": [\"page\", \"claim\"]}",
          "unknown unit \"page\"" },
        { "claim", "{\"has\": \"element\", \"same\": [\"section\"]}",
          "wrong form of same" },
        { "claim", "{\"has\": \"element\", \"near\": [\"claim\", \"x\"]}",
          "wrong form of near" },
        { "claim", "{\"has\": \"element\", \"in\": \"cellar\"}", "cellar" },
        { "claim", "{\"has\": \"element\", \"sme\": [\"a\", \"b\"]}",
          "\"sme\"" },
        { "claim", "{\"has\": \"element\", \"with\": {\"hue\": 1}}",
          "unknown attribute \"hue\" of element" },
        { "claim", "{\"has\": \"claim\", \"where\": {\"claim.bare\": true}}",
          "\"claim\" is bound already" },
        { "claim", "{\"has\": \"date\", \"as\": \"claim\"}",
          "\"claim\" is the name of another kind" },
        { "claim", "{\"has\": \"element\", \"at_least\": 3, \"at_most\": 2}",
          "at_least is more than at_most" },
        { "claim",
          "{\"has\": \"element\", \"as\": \"e\", \"where\":"
          " {\"f.words\": 3}}",
          "unknown binding \"f\"" },
        { "document",
          "{\"days\": [\"document.dates.received\"],"
          " \"calendar\": \"harbour\", \"<\": 2}",
          "wrong form of two dates" },
        { "document",
          "{\"days\": [\"document.dates.launch\","
          " \"2025-01-01\"], \"calendar\": \"harbour\","
          " \"<\": 2}",
          "unknown attribute \"dates.launch\"" },
        { "document",
          "{\"days\": [\"document.regime\", \"2025-01-01\"],"
          " \"calendar\": \"harbour\", \"<\": 2}",
          "not a date" },
        { "document",
          "{\"days\": [\"document.as_of\", \"2025-01-01\"],"
          " \"calendar\": \"lunar\", \"<\": 2}",
          "unknown calendar \"lunar\"" },
        { "document",
          "{\"days\": [\"document.as_of\", \"2025-01-01\"],"
          " \"calendar\": \"harbour\"}",
          "days without <" },
        { "claim", "{\"compare\": [\"claim.mode\", \"~\", \"keep\"]}",
          "wrong form of compare" },
        { "claim", "{\"compare\": [\"claim.mode\", \"=\", 3]}",
          "different types" },
        { "claim", "{\"compare\": [\"claim.mode\", \"<\", \"keep\"]}",
          "only numbers and dates have an order" },
        { "claim", "{\"compare\": [\"calim.mode\", \"=\", \"keep\"]}",
          "unknown binding \"calim\"" },
        { "claim", "{\"compare\": [{\"product\": [2]}, \"=\", 3]}",
          "wrong form of product" },
        { "claim",
          "{\"compare\": [{\"product\": [2, \"claim.mode\"]}, \"=\", 3]}",
          "not a number" },
        { "claim",
          "{\"compare\": [{\"product\": [2, \"claim.uses\"]}, \"=\","
          " \"x\"]}",
          "different types" },
        { "claim", "{\"tuple\": [\"claim.mode\"], \"one_of\": [[1, 2]]}",
          "wrong row" },
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        fl_buf problems = { 0 };
        problems_of(bad[i][0], bad[i][1], &problems);
        if (!problems.len || !strstr(problems.ptr, bad[i][2]))
            fail_msg("%s: got %s", bad[i][1],
                     problems.len ? problems.ptr : "nothing");
        fl_buf_dispose(&problems);
    }
}

static void condition_load__refuses_deep_nesting(void **state)
{
    (void)state;
    fl_buf deep = { 0 };
    fl_buf problems = { 0 };
    for (int i = 0; i < 30; i++)
        fl_buf_puts(&deep, "{\"not\": ");
    fl_buf_puts(&deep, "{\"claim.bare\": true}");
    for (int i = 0; i < 30; i++)
        fl_buf_puts(&deep, "}");
    problems_of("claim", deep.ptr, &problems);
    assert_non_null(problems.ptr);
    assert_non_null(strstr(problems.ptr, "nested over 24 deep"));
    fl_buf_dispose(&deep);
    fl_buf_dispose(&problems);
}

static void condition_load__keeps_the_node_as_text(void **state)
{
    (void)state;
    fl_buf problems = { 0 };
    fl_packs *packs = load_pack(
        RULES(RULE("r", "\"for_each\": \"claim\", \"message\": \"m\","
                        "\"require\": {\"has\": \"element\", \"comment\":"
                        " \"c\", \"label\": [\"ground\"], \"at_least\":"
                        " 2}")),
        &problems);
    assert_non_null(packs);
    assert_text(packs->rules.items[0].require->json,
                "{\"has\": \"element\", \"label\": [\"ground\"], "
                "\"at_least\": 2}");
    fl_packs_free(packs);
}

static void attr_find__citation_roles_are_those_of_facts(void **state)
{
    (void)state;
    for (int i = 0; i <= FL_CITE_DUTY; i++)
        assert_string_equal(fl_citation_role_words[i],
                            fl_citation_role_name((fl_citation_role)i));
    assert_null(fl_citation_role_words[FL_CITE_DUTY + 1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(condition_load__accepts_every_form),
        cmocka_unit_test(condition_load__says_what_is_wrong),
        cmocka_unit_test(condition_load__refuses_deep_nesting),
        cmocka_unit_test(condition_load__keeps_the_node_as_text),
        cmocka_unit_test(attr_find__citation_roles_are_those_of_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
