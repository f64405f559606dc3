/*
 * Judging facts built by hand by the rules of an invented by-law.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "judge_fixture.h"

#define LETTER                                                  \
    "Your note came on 2 June 2025.\n"                          \
    "1. How much oil? 2. Whose wicks?\n"                        \
    "We keep the oil under clause 4(1), to guard the store.\n"  \
    "On balance keeping outweighs lending.\n"                   \
    "Wicks: clause 7(1) applies, at a toll of over 20 hours.\n" \
    "Clause 4(1) stands for the cans too.\n"                    \
    "The Keeper"

#define WEIGHED                                            \
    "\"for_each\": \"claim\", \"where\": {\"claim.tier\":" \
    " \"qualified\"}, \"require\": {\"has\": \"element\"," \
    " \"label\": \"weighing\", \"covering\": \"claim\"},"  \
    " \"message\": \"{claims}: no weighing in"             \
    " {claim.mode_purpose}, see {quote}.\""

/* Claims 4(1) (two uses, question 1) and 7(1) (question 2). */
static fixture *letter(const char *rules)
{
    fixture *fx = make_letter(rules, LETTER);
    add_question(fx, "1", "How much oil?");
    add_question(fx, "2", "Whose wicks?");
    fl_claim *c = add_claim(fx, "4(1)", "keep", "clause 4(1)");
    *FL_PUSH(fx->arena, &c->questions) = 0;
    add_use(fx, c, "Clause 4(1)");
    c = add_claim(fx, "7(1)", "keep", "clause 7(1)");
    *FL_PUSH(fx->arena, &c->questions) = 1;
    return fx;
}

/* An element over claim `claim`. */
static fl_element *cover(fixture *fx, const char *label, const char *words,
                         uint32_t claim)
{
    fl_element *e = add_element(fx, label, words);
    *FL_PUSH(fx->arena, &e->covers) = claim;
    return e;
}

/* Value of `condition` for the document, as an outcome. */
static const char *tell(fixture *fx)
{
    judge(fx);
    assert_true(fx->judgement.outcomes.count > 0);
    return fl_outcome_name(outcome_of(fx, "r")->kind);
}

/* ---- outcomes ------------------------------------------------------------------ */

static void judge__tells_each_claim_apart(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED)));
    cover(fx, "weighing", "On balance", 0);
    const fl_judgement *j = judge(fx);
    assert_int_equal(j->outcomes.count, 2);
    assert_int_equal(j->finding_count, 1);
    assert_int_equal(j->met, 1);
    assert_int_equal(j->applied, 2);
    const fl_outcome *o = &j->outcomes.items[0];
    assert_int_equal(o->kind, FL_NOT_MET);
    assert_text(o->subject_text, "7(1)");
    assert_text(o->message, "7(1): no weighing in keeping, see clause 7(1).");
    assert_located(fx, "r", "clause 7(1)");
    assert_true(o->has_expected);
    assert_int_equal(o->expected_at, fx->facts.insert_at);
    o = &j->outcomes.items[1];
    assert_int_equal(o->kind, FL_MET);
    assert_int_equal(o->evidence.count, 3); /* two uses, one passage */
    assert_int_equal(o->evidence.items[2].role, FL_EVIDENCE_MET_BY);
    assert_text(o->evidence.items[2].concept, "weighing");
    free_letter(fx);
}

static void judge__folds_rules_that_report_once(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", "\"report\": \"once\", " WEIGHED)));
    const fl_judgement *j = judge(fx);
    assert_int_equal(j->outcomes.count, 1);
    assert_int_equal(j->finding_count, 1);
    assert_text(j->outcomes.items[0].subject_text, "4(1), 7(1)");
    assert_text(j->outcomes.items[0].message,
                "4(1) and 7(1): no weighing in keeping, see clause 4(1).");
    assert_int_equal(j->outcomes.items[0].evidence.count, 3);
    free_letter(fx);
}

static void judge__applies_where_and_not_unless(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "r",
        "\"unless\": {\"has\": \"stance\", \"label\":"
        " \"gives\"}, " WEIGHED) "," RULE("s", "\"for_each\": \"claim\", "
                                               "\"where\": {\"claim.tier\":"
                                               " \"absolute\"}, \"forbid\": "
                                               "{\"claim.bare\": true},"
                                               " \"message\": \"m\"")));
    add_stance(fx, "gives", "We keep the oil");
    judge(fx);
    assert_outcome(fx, "r", "not-applicable");
    assert_outcome(fx, "s", "not-applicable");
    assert_int_equal(fx->judgement.applied, 0);
    free_letter(fx);
}

static void judge__cannot_tell_has_its_reason(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED)));
    fx->facts.claims.items[0].tier = 0;
    fx->facts.claims.count = 1;
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason, "claim.tier is not known");
    fx->facts.claims.items[0].tier = atom(fx, "qualified");
    fx->doc.partial = true;
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason,
                "a part of the text could not be read");
    fx->doc.partial = false;
    *FL_PUSH(fx->arena, &fx->found.limited) =
        fx->found.mentions
            .items[add_mention(fx, "weighs", "On balance") -
                   fx->found.mentions.items]
            .concept;
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason,
                "a limit was reached while the text was searched");
    free_letter(fx);
}

/* A sentence in which nothing was recognised may be what is sought: it makes
 * a missing thing one that cannot be told, and a thing that is there no less. */
static void perhaps__is_never_more_than_cannot_tell(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "r", "\"for_each\": \"document\", \"require\": {\"any\": [{\"has\":"
             " \"element\", \"label\": \"weighing\"}, {\"perhaps\": {\"has\":"
             " \"sentence\", \"as\": \"unread\", \"with\": {\"words\":"
             " {\">=\": 6}}, \"where\": {\"all\": [{\"lacks\": \"claim\","
             " \"same\": [\"sentence\", \"unread\"]}, {\"lacks\":"
             " \"stance\", \"same\": [\"sentence\", \"unread\"]}]}}}]},"
             " \"message\": \"m\"")));
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason, "it may be said in other words");
    add_stance(fx, "gives", "Your note came"); /* the others are too short */
    add_stance(fx, "gives", "How much oil");
    assert_string_equal(tell(fx), "not-met");
    cover(fx, "weighing", "On balance", 0);
    assert_string_equal(tell(fx), "met");
    free_letter(fx);
}

static void judge__empty_elements_do_not_count(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED) "," RULE(
        "s", "\"for_each\": \"document\", \"forbid\": {\"has\":"
             " \"element\", \"with\": {\"empty\": true}},"
             " \"message\": \"{quote} is empty\"")));
    fx->facts.claims.count = 1;
    cover(fx, "weighing", "On balance", 0)->empty = true;
    judge(fx);
    assert_outcome(fx, "r", "not-met");
    assert_outcome(fx, "s", "not-met");
    assert_located(fx, "s", "On balance");
    assert_text(outcome_of(fx, "s")->message, "On balance is empty");
    free_letter(fx);
}

/* ---- gates --------------------------------------------------------------------- */

static void judge__runs_no_rule_on_other_documents(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED)));
    fx->facts.regimes.items[0] = atom(fx, "keep");
    assert_string_equal(tell(fx), "not-applicable");
    *FL_PUSH(fx->arena, &fx->facts.regimes) = atom(fx, "LB");
    assert_string_equal(tell(fx), "not-met"); /* under both */
    fx->facts.regimes.items[0] = atom(fx, "LB");
    fx->facts.regimes.count = 1;
    fx->facts.kinds.items[0] = atom(fx, "keep");
    assert_string_equal(tell(fx), "not-applicable");
    fx->facts.kinds.count = 0;
    assert_string_equal(tell(fx), "not-applicable");
    assert_text(outcome_of(fx, "r")->reason, "not recognised as a response");
    free_letter(fx);
}

static void judge__knows_when_a_rule_was_law(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "r",
        "\"in_force\": {\"from\": "
        "\"2018-05-25\"}, " WEIGHED) "," RULE("old",
                                              "\"in_force\": {\"from\": "
                                              "\"2005-01-01\"},"
                                              " " WEIGHED) "," RULE("gon"
                                                                    "e",
                                                                    "\"i"
                                                                    "n_"
                                                                    "for"
                                                                    "ce"
                                                                    "\":"
                                                                    " "
                                                                    "{\""
                                                                    "to"
                                                                    "\":"
                                                                    " "
                                                                    "\"2"
                                                                    "018"
                                                                    "-05"
                                                                    "-"
                                                                    "24"
                                                                    "\"}"
                                                                    ","
                                                                    " " WEIGHED)));
    judge(fx);
    assert_outcome(fx, "r", "not-met");
    assert_outcome(fx, "gone", "not-applicable");
    fl_day_parse(FL_STR("2018-05-24"), &fx->facts.as_of);
    judge(fx);
    assert_outcome(fx, "r", "not-applicable");
    assert_outcome(fx, "gone", "not-met");
    fx->facts.as_of = FL_NO_DAY;
    judge(fx);
    assert_outcome(fx, "r", "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason, "undated");
    assert_outcome(fx, "gone", "cannot-tell");
    assert_outcome(fx, "old", "not-met");
    free_letter(fx);
}

static void judge__takes_the_users_severities(void **state)
{
    (void)state;
    fixture *fx =
        letter(RULES(RULE("r", WEIGHED) "," RULE("s", WEIGHED) "," RULE(
            "t", "\"severity_when\": [{\"if\": {\"claim.section\": \"7\"},"
                 " \"severity\": \"note\"}, {\"if\": {\"claim.section\":"
                 " \"4\"}, \"severity\": \"off\"}], " WEIGHED)));
    static const char *const severities[] = { "r=warning", "lantern/s=off" };
    judge_with(fx, &(fl_scan_options){ .severities = severities,
                                       .severity_count = 2 });
    assert_int_equal(outcome_of(fx, "r")->severity, FL_SEVERITY_WARNING);
    assert_null(outcome_of(fx, "s"));
    assert_int_equal(outcome_of(fx, "t")->severity, FL_SEVERITY_NOTE);
    assert_int_equal(fx->judgement.finding_count, 3);
    free_letter(fx);
}

static void judge__tells_one_defect_once(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED) "," RULE(
        "s",
        "\"for_each\": \"claim\", \"supersedes\": [\"r\"],"
        " \"where\": {\"claim.section\": \"7\"}, \"require\":"
        " {\"has\": \"stance\"}, \"message\": \"m\"") "," RULE("w",
                                                               "\"for_each\": "
                                                               "\"document\", "
                                                               "\"supersedes\":"
                                                               " [\"s\"], "
                                                               "\"forbid\": "
                                                               "{\"lacks\": "
                                                               "\"element\"},"
                                                               " \"message\": "
                                                               "\"m\"")));
    cover(fx, "ground", "On balance", 0);
    judge(fx);
    assert_int_equal(fx->judgement.finding_count, 2);
    assert_text(outcome_of(fx, "r")->subject_text, "4(1)");
    fx->facts.elements.count = 0;
    judge(fx);
    assert_outcome(fx, "s", "not-applicable");
    assert_outcome(fx, "w", "not-met");
    free_letter(fx);
}

static void judge__orders_findings_by_place_and_id(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("b", WEIGHED) "," RULE("a", WEIGHED)));
    judge(fx);
    static const char *const wanted[] = { "a 4(1)", "b 4(1)", "a 7(1)",
                                          "b 7(1)" };
    for (size_t i = 0; i < 4; i++) {
        const fl_outcome *o = &fx->judgement.outcomes.items[i];
        fl_atom id = fx->packs->rules.items[o->rule].id;
        assert_text(fl_arena_printf(fx->arena, "%.*s %.*s",
                                    FL_ARG(fl_atom_name(fx->packs, id)),
                                    FL_ARG(o->subject_text)),
                    wanted[i]);
    }
    free_letter(fx);
}

/* ---- conditions ------------------------------------------------------------------ */

/* Judges a rule for each `kind` that requires `condition`. */
#define REQUIRE(kind, condition)                                          \
    RULES(RULE("r", "\"for_each\": \"" kind "\", \"require\": " condition \
                    ", \"message\": \"{derivation}\""))

static void relations__strict_and_generous_questions(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "strict",
        "\"for_each\": \"claim\", \"where\": {\"claim.section\":"
        " \"4\"}, \"forbid\": {\"has\": \"stance\","
        " \"label\": \"denies\", \"same\": [\"question\","
        " \"claim\"]}, \"message\": \"m\"") "," RULE("generous",
                                                     "\"for_each\": "
                                                     "\"question\", "
                                                     "\"require\": {\"has\":"
                                                     " \"stance\", \"of\": "
                                                     "\"question\"}, "
                                                     "\"message\":"
                                                     " \"m\"")));
    fl_stance *s = add_stance(fx, "denies", "The Keeper");
    judge(fx); /* letter-wide: of every question, in the same one as none */
    assert_outcome(fx, "strict", "met");
    assert_outcome(fx, "generous", "met");
    *FL_PUSH(fx->arena, &s->questions) = 0;
    judge(fx);
    assert_outcome(fx, "strict", "not-met");
    assert_located(fx, "strict", "The Keeper");
    assert_outcome(fx, "generous", "not-met");
    assert_text(outcome_of(fx, "generous")->subject_text, "question 2");
    s->residual = true;
    judge(fx);
    assert_outcome(fx, "strict", "met");
    free_letter(fx);
}

static void relations__places(void **state)
{
    (void)state;
    static const struct {
        const char *rules, *wanted;
    } cases[] = {
        { REQUIRE("stance", "{\"has\": \"claim\", \"same\": [\"sentence\","
                            " \"stance\"]}"),
          "met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"label\": \"7\", \"same\":"
                            " [\"block\", \"stance\"]}"),
          "not-met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"label\": \"4\", \"near\":"
                            " [\"stance\", 3]}"),
          "met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"near\": [\"stance\","
                            " 0]}"),
          "not-met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"after\": \"stance\"}"),
          "met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"before\": \"stance\"}"),
          "not-met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"in\": [\"rights\"]}"),
          "not-met" },
        { REQUIRE("stance", "{\"has\": \"claim\", \"in\": \"response\"}"),
          "met" },
        { REQUIRE("stance", "{\"has\": \"stance\", \"other\": true}"),
          "not-met" },
        { REQUIRE("claim", "{\"has\": \"claim\", \"other\": true, \"as\":"
                           " \"b\", \"where\": {\"compare\": [\"b.section\","
                           " \"!=\", \"claim.section\"]}}"),
          "met" },
        { REQUIRE("stance", "{\"has\": \"use\", \"at_least\": 3}"), "met" },
        { REQUIRE("stance", "{\"has\": \"use\", \"at_least\": 4}"), "not-met" },
        { REQUIRE("stance", "{\"has\": \"use\", \"at_most\": 2}"), "not-met" },
        { REQUIRE("use", "{\"has\": \"claim\", \"of\": \"use\"}"), "met" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture *fx = letter(cases[i].rules);
        add_stance(fx, "keeps", "We keep the oil");
        if (strcmp(tell(fx), cases[i].wanted) != 0)
            fail_msg("%s", cases[i].rules);
        free_letter(fx);
    }
}

static void exist__only_the_authors_assertions_count(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "r", "\"for_each\": \"document\", \"require\": {\"has\":"
             " \"mention\", \"label\": \"toll\"}, \"message\": "
             "\"m\"") "," RULE("any", "\"for_each\": \"document\", "
                                      "\"require\": {\"has\":"
                                      " \"mention\", \"label\": \"toll\", "
                                      "\"with\":"
                                      " {\"status\": \"negated\", "
                                      "\"voice\": \"requester\"}},"
                                      " \"message\": \"m\"") "," RULE("eac"
                                                                      "h",
                                                                      "\"fo"
                                                                      "r_"
                                                                      "each"
                                                                      "\": "
                                                                      "\"me"
                                                                      "ntio"
                                                                      "n\","
                                                                      " \"w"
                                                                      "here"
                                                                      "\":"
                                                                      " {"
                                                                      "\"me"
                                                                      "ntio"
                                                                      "n."
                                                                      "conc"
                                                                      "ept"
                                                                      "\": "
                                                                      "\"to"
                                                                      "ll\""
                                                                      "}, "
                                                                      "\"fo"
                                                                      "rbid"
                                                                      "\":"
                                                                      " {"
                                                                      "\"me"
                                                                      "ntio"
                                                                      "n."
                                                                      "part"
                                                                      "\": "
                                                                      "\"re"
                                                                      "spon"
                                                                      "se\""
                                                                      "}, "
                                                                      "\"me"
                                                                      "ssag"
                                                                      "e\":"
                                                                      " \"{"
                                                                      "ment"
                                                                      "ion."
                                                                      "conc"
                                                                      "ept}"
                                                                      " in "
                                                                      "{men"
                                                                      "tion"
                                                                      ".par"
                                                                      "t}"
                                                                      "\"")));
    fl_mention *m = add_mention(fx, "toll", "toll of over 20 hours");
    judge(fx);
    assert_outcome(fx, "r", "met");
    assert_outcome(fx, "each", "not-met");
    assert_text(outcome_of(fx, "each")->message, "toll in response");
    m->status = FL_NEGATED;
    fx->facts.voices[0] = FL_VOICE_REQUESTER;
    judge(fx);
    assert_outcome(fx, "r", "not-met");
    assert_outcome(fx, "any", "met");
    assert_outcome(fx, "each", "not-applicable");
    m->cancelled = true;
    judge(fx);
    assert_outcome(fx, "any", "not-met");
    free_letter(fx);
}

static void attributes__of_packs(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "flag",
        "\"for_each\": \"claim\", \"where\":"
        " {\"claim.needs-limb\": true}, \"forbid\":"
        " {\"claim.colour\": \"amber\"}, \"message\":"
        " \"{claim.colour} {claim.lamps} {claim.label}"
        " {claim.title} {claim.residual}\"") "," RULE("number",
                                                      "\"for_each\": "
                                                      "\"claim\", "
                                                      "\"forbid\": "
                                                      "{\"claim."
                                                      "lamps\":"
                                                      " {\">=\": 3}}, "
                                                      "\"message\": "
                                                      "\"m\"") "," RULE("set",
                                                                        "\"for_"
                                                                        "each\""
                                                                        ": "
                                                                        "\"elem"
                                                                        "ent\","
                                                                        " \"for"
                                                                        "bid\":"
                                                                        " {"
                                                                        "\"elem"
                                                                        "ent."
                                                                        "direct"
                                                                        "ion\":"
                                                                        " \"kee"
                                                                        "p\"}, "
                                                                        "\"mess"
                                                                        "age\":"
                                                                        " \"m"
                                                                        "\"")));
    fl_element *e = add_element(fx, "weighing", "On balance");
    e->mention = 0;
    fl_mention *m = add_mention(fx, "weighs", "On balance");
    judge(fx);
    const fl_outcome *o = outcome_of(fx, "flag");
    assert_text(o->subject_text, "4(1)");
    assert_text(o->message, "amber 3 whale oil Oil false");
    assert_outcome(fx, "number", "not-met");
    assert_int_equal(fx->judgement.cannot_tell, 0); /* 7 has no such flags */
    assert_outcome(fx, "set", "not-met");
    m->variant = 1;
    judge(fx);
    assert_outcome(fx, "set", "met");
    free_letter(fx);
}

static void attributes__of_places_and_words(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *test, *wanted;
    } cases[] = {
        { "block", "{\"block.repeats\": \"letter\"}", "met" },
        { "block", "{\"block.words\": 8}", "met" },
        { "block", "{\"block.part\": \"response\"}", "met" },
        { "block", "{\"block.text\": \"The Keeper\"}", "not-met" },
        { "date", "{\"date.weekday_agrees\": true}", "not-met" },
        { "mention", "{\"mention.figures\": 202417}", "met" },
        { "claim", "{\"claim.in_force\": true}", "met" },
        { "citation", "{\"citation.in_force\": false}", "not-met" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char rules[1200];
        snprintf(rules, sizeof(rules),
                 RULES(RULE("r", "\"for_each\": \"%s\", \"require\": %s,"
                                 " \"message\": \"m\"")),
                 cases[i].kind, cases[i].test);
        fixture *fx = make_letter(rules, "Dated Monday 3 June 2025, no. 2024/17"
                                         "\nWe keep it by clause 4(1) here");
        fx->facts.blocks[0].repeats = 1;
        fx->facts.blocks[1].voice = FL_VOICE_REQUESTER;
        add_date(fx, "response", "2025-06-03", "Monday 3 June 2025");
        fx->doc.folded = FL_STR("dated monday 3 june 2025, no. 2024/17"
                                "\nwe keep it by clause 4(1) here");
        add_mention(fx, "weighs", "2024/17");
        add_claim(fx, "4(1)", "keep", "clause 4(1)");
        judge(fx);
        if (strcmp(fl_outcome_name(outcome_of(fx, "r")->kind),
                   cases[i].wanted) != 0)
            fail_msg("%s: %s", cases[i].test,
                     fl_outcome_name(outcome_of(fx, "r")->kind));
        free_letter(fx);
    }
}

static void days__counts_and_derives(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "r",
        "\"for_each\": \"document\", \"require\": {\"days\":"
        " [\"document.dates.received\","
        " \"document.dates.response\"], \"calendar\": \"harbour\","
        " \"<=\": 6}, \"message\": \"{derivation}\"") "," RULE("calendar",
                                                               "\"for_each\": "
                                                               "\"document\", "
                                                               "\"forbid\": "
                                                               "{\"has\":"
                                                               " \"date\", "
                                                               "\"label\": "
                                                               "\"received\", "
                                                               "\"as\": \"d\","
                                                               " \"where\": "
                                                               "{\"days\": "
                                                               "[\"d.value\","
                                                               " \"2025-06-"
                                                               "12\"], "
                                                               "\"calendar\": "
                                                               "\"calendar-"
                                                               "days\","
                                                               " \">\": 9}}, "
                                                               "\"message\": "
                                                               "\"{d.value}:"
                                                               " {derivation}"
                                                               "\"")));
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason,
                "document.dates.received is not known");
    fl_day_parse(FL_STR("2025-06-02"), &fx->facts.received);
    fl_day_parse(FL_STR("2025-06-12"), &fx->facts.response);
    add_date(fx, "received", "2025-06-02", "2 June 2025");
    judge(fx); /* eight days of the week, less the holiday on the 5th */
    assert_outcome(fx, "r", "not-met");
    assert_text(outcome_of(fx, "r")->message,
                "2 Jun to 12 Jun 2025: 7 working days");
    assert_located(fx, "r", "2 June 2025");
    assert_outcome(fx, "calendar", "not-met");
    assert_text(outcome_of(fx, "calendar")->message,
                "2 Jun 2025: 2 Jun to 12 Jun 2025: 10 days");
    fl_day_parse(FL_STR("2035-06-12"), &fx->facts.response);
    judge(fx);
    assert_outcome(fx, "r", "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason,
                "a date lies outside the calendar");
    free_letter(fx);
}

static void late__compares_with_the_end_of_a_period(void **state)
{
    (void)state;
    static const struct {
        const char *received, *response, *authority, *outcome, *told;
    } rows[] = {
        { "2025-06-02", "2025-06-10", NULL, "met", "" },
        { "2025-06-02", "2025-06-11", NULL, "not-met",
          "2 Jun to 11 Jun 2025: 6 working days; due by 10 Jun 2025" },
        { "2025-06-02", "2025-06-12", "ship", "met", "" },
        { "2025-06-02", "2025-06-13", "ship", "not-met",
          "2 Jun to 13 Jun 2025: 11 days; due by 12 Jun 2025" },
        { "2025-06-30", "2025-07-07", NULL, "met", "" },
        { "2025-06-30", "2025-07-08", NULL, "cannot-tell",
          "a holiday within it is of unsettled effect" },
        { "2025-06-30", "2025-07-09", NULL, "not-met",
          "30 Jun to 9 Jul 2025: 6 working days; due by 8 Jul 2025 at the "
          "latest" },
        { "2019-06-30", "2025-07-08", NULL, "cannot-tell",
          "the time lies outside the calendar" },
        { NULL, "2025-07-08", NULL, "cannot-tell",
          "document.dates.received is not known" },
    };
    fixture *fx = letter(
        RULES(RULE("r", "\"for_each\": \"document\", \"forbid\": {\"late\":"
                        " [\"document.dates.received\","
                        " \"document.dates.response\"], \"period\": \"reply\"},"
                        " \"message\": \"{derivation}\"")));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fx->facts.received = FL_NO_DAY;
        if (rows[i].received)
            fl_day_parse(fl_str_from(rows[i].received), &fx->facts.received);
        fl_day_parse(fl_str_from(rows[i].response), &fx->facts.response);
        fx->facts.authority =
            rows[i].authority ? atom(fx, rows[i].authority) : 0;
        judge(fx);
        assert_outcome(fx, "r", rows[i].outcome);
        const fl_outcome *o = outcome_of(fx, "r");
        if (o->kind != FL_MET)
            assert_text(o->kind == FL_NOT_MET ? o->message : o->reason,
                        rows[i].told);
    }
    free_letter(fx);
}

static void late__may_have_days_of_grace(void **state)
{
    (void)state;
    fixture *fx = letter(
        RULES(RULE("r", "\"for_each\": \"document\", \"forbid\": {\"late\":"
                        " [\"document.dates.received\","
                        " \"document.dates.response\"], \"period\": \"reply\","
                        " \"more\": 2}, \"message\": \"{derivation}\"")));
    fl_day_parse(FL_STR("2025-06-02"), &fx->facts.received);
    fl_day_parse(FL_STR("2025-06-12"), &fx->facts.response);
    judge(fx);
    assert_outcome(fx, "r", "met");
    fl_day_parse(FL_STR("2025-06-13"), &fx->facts.response);
    judge(fx);
    assert_outcome(fx, "r", "not-met");
    assert_text(outcome_of(fx, "r")->message,
                "2 Jun to 13 Jun 2025: 8 working days; due by 10 Jun 2025");
    free_letter(fx);
}

static void given__says_which_dates_the_user_knows(void **state)
{
    (void)state;
    fixture *fx = letter(
        RULES(RULE("r", "\"for_each\": \"document\", \"require\": {\"all\":"
                        " [{\"document.given\": \"clarified\"},"
                        " {\"document.dates.clarified\": \"2025-06-03\"},"
                        " {\"not\": {\"document.given\": \"extended\"}},"
                        " {\"document.authority.kind\": \"ship\"}]},"
                        " \"message\": \"m\"")));
    judge(fx);
    assert_outcome(fx, "r", "not-met");
    fl_day_parse(FL_STR("2025-06-03"), &fx->facts.given[FL_GIVEN_CLARIFIED]);
    judge(fx);
    assert_outcome(fx, "r", "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason,
                "document.authority.kind is not known");
    fx->facts.authority = atom(fx, "ship");
    judge(fx);
    assert_outcome(fx, "r", "met");
    free_letter(fx);
}

static void compare__quantities_with_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *op, *right;
        fl_bound bound;
        const char *wanted;
    } cases[] = {
        { ">=", "20", FL_BOUND_OVER, "met" },
        { ">", "20", FL_BOUND_OVER, "met" },
        { "<=", "20", FL_BOUND_OVER, "not-met" },
        { ">", "24", FL_BOUND_OVER, "cannot-tell" },
        { "=", "20", FL_BOUND_EXACT, "met" },
        { "=", "20", FL_BOUND_OVER, "not-met" },
        { "<", "20", FL_BOUND_UNDER, "met" },
        { "=", "20", FL_BOUND_ABOUT, "cannot-tell" },
        { "<", "30", FL_BOUND_ABOUT, "met" },
        { "=", "{\"value\": 5, \"unit\": \"watch\"}", FL_BOUND_EXACT, "met" },
        { ">", "{\"value\": 4, \"unit\": \"watch\"}", FL_BOUND_EXACT, "met" },
        { "=", "{\"value\": 5, \"unit\": \"fathom\"}", FL_BOUND_EXACT,
          "cannot-tell" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fl_buf rules = { 0 };
        fl_buf_puts(&rules, "{\"rules\": [{" BOILERPLATE(
                                "r") ","
                                     "\"for_each\": \"quantity\", \"message\":"
                                     " \"m\", \"require\": {\"compare\":"
                                     " [\"quantity.value\", ");
        fl_buf_printf(&rules, "\"%s\", %s]}}]}", cases[i].op, cases[i].right);
        fixture *fx = letter(rules.ptr);
        uint32_t t = add_token(fx, FL_TOKEN_DURATION, 20, "hour", "20 hours");
        fx->found.tokens.items[t].bound = cases[i].bound;
        if (strcmp(tell(fx), cases[i].wanted) != 0)
            fail_msg("case %zu: %s", i, tell(fx));
        free_letter(fx);
        fl_buf_dispose(&rules);
    }
}

static void tuple__fits_a_row_or_none(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "r",
        "\"for_each\": \"mention\", \"require\": {\"tuple\":"
        " [\"mention.sum\", \"mention.time\"], \"one_of\": [[450,"
        " {\"value\": 18, \"unit\": \"hour\"}], [600, 24]]},"
        " \"message\": \"{derivation}\"") "," RULE("role",
                                                   "\"for_each\": "
                                                   "\"quantity\", \"where\":"
                                                   " {\"quantity.role\": "
                                                   "\"toll\"}, \"forbid\":"
                                                   " {\"quantity.type\": "
                                                   "\"money\"}, \"message\": "
                                                   "\"m\"")));
    fl_mention *m = add_mention(fx, "toll", "toll of over 20 hours");
    uint32_t money = add_token(fx, FL_TOKEN_MONEY, 450, NULL, "toll of");
    uint32_t time = add_token(fx, FL_TOKEN_DURATION, 18, "hour", "20 hours");
    m->slot_ids[0] = atom(fx, "sum");
    m->slot_tokens[0] = money;
    m->slot_ids[1] = atom(fx, "time");
    m->slot_tokens[1] = time;
    assert_string_equal(tell(fx), "met");
    assert_outcome(fx, "role", "not-met");
    fx->found.tokens.items[time].value = 24;
    fx->found.tokens.items[time].value_to = 24;
    assert_string_equal(tell(fx), "not-met");
    assert_text(outcome_of(fx, "r")->message, "toll of, 20 hours");
    m->slot_tokens[1] = UINT32_MAX;
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason, "mention.time is not known");
    free_letter(fx);
}

#define WORK_RULE                                                          \
    "\"for_each\": \"mention\", \"require\": {\"compare\": [{\"product\":" \
    " [\"mention.sum\", \"mention.time\"]}, \"<\", {\"product\": [1.5,"    \
    " {\"value\": 10, \"unit\": \"watch\"}]}]}, \"message\":"              \
    " \"{derivation}\""

static void compare__products_of_numbers_and_units(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WORK_RULE)));
    fl_mention *m = add_mention(fx, "toll", "toll of over 20 hours");
    uint32_t files = add_token(fx, FL_TOKEN_NUMBER, 14, NULL, "toll of");
    uint32_t each = add_token(fx, FL_TOKEN_DURATION, 4, "hour", "20 hours");
    m->slot_ids[0] = atom(fx, "sum");
    m->slot_tokens[0] = files;
    m->slot_ids[1] = atom(fx, "time");
    m->slot_tokens[1] = each;
    assert_string_equal(tell(fx), "met"); /* 56 hours, 15 watches are 60 */
    fx->found.tokens.items[files].value_to = 15;
    assert_string_equal(tell(fx), "cannot-tell"); /* 56 to 60 */
    fx->found.tokens.items[files].value = 15;
    assert_string_equal(tell(fx), "not-met");
    assert_text(outcome_of(fx, "r")->message,
                "toll of x 20 hours < 1.5 x 10 watch");
    fx->found.tokens.items[files].unit = atom(fx, "fathom");
    assert_string_equal(tell(fx), "cannot-tell"); /* two units */
    m->slot_tokens[1] = UINT32_MAX;
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason, "mention.time is not known");
    free_letter(fx);
}

/* ---- what an element says ------------------------------------------------------- */

#define SHARE(id, op)                                           \
    RULE(id, "\"for_each\": \"element\", \"require\":"          \
             " {\"element.statute_share\": {\"" op "\": 60}}, " \
             "\"message\": \"{element.statute_share}: {element.wording}\"")

static void element__share_of_the_statutes_words(void **state)
{
    (void)state;
    fixture *fx = make_letter(
        RULES(SHARE("r", "<")),
        "Keeping the barrels would hamper the guarding of the lighthouse.\n"
        "Clause 4(1) and clause 7(1) apply.");
    add_claim(fx, "4(1)", "keep", "Clause 4(1)");
    add_claim(fx, "7(1)", "keep", "clause 7(1)");
    fl_element *e = cover(fx, "ground", "would hamper", 0);
    /* not "keeping" and "guarding": four words in six */
    assert_string_equal(tell(fx), "not-met");
    assert_text(outcome_of(fx, "r")->message,
                "66.66666667: Keeping the barrels would hamper the guarding of"
                " the lighthouse.");
    e->covers.items[0] = 1; /* a section without words of its own */
    assert_string_equal(tell(fx), "cannot-tell");
    assert_text(outcome_of(fx, "r")->reason,
                "element.statute_share is not known");
    *FL_PUSH(fx->arena, &e->covers) = 0;
    assert_string_equal(tell(fx), "not-met");
    free_letter(fx);
}

static void element__wording_of_a_heading_is_its_section(void **state)
{
    (void)state;
    fixture *fx = make_letter(RULES(SHARE("r", ">=")),
                              "On balance\nA storm is due on Tuesday.\n"
                              "The Keeper, under clause 4(1)");
    add_claim(fx, "4(1)", "keep", "clause 4(1)");
    fl_element *e = cover(fx, "weighing", "On balance", 0);
    e->source = FL_SOURCE_HEADING;
    fx->facts.blocks[0].is_heading = true;
    fx->facts.blocks[0].section_end = 2;
    assert_string_equal(tell(fx), "not-met");
    assert_text(outcome_of(fx, "r")->message,
                "0: \nA storm is due on Tuesday.\n");
    free_letter(fx);
}

static void kleene__all_any_not(void **state)
{
    (void)state;
#define T "{\"document.partial\": false}"
#define F "{\"document.partial\": true}"
#define U "{\"document.as_of\": \"2025-06-12\"}"
    static const struct {
        const char *rules, *wanted;
    } cases[] = {
        { REQUIRE("document", "{\"all\": [" T ", " T "]}"), "met" },
        { REQUIRE("document", "{\"all\": [" U ", " F "]}"), "not-met" },
        { REQUIRE("document", "{\"all\": [" T ", " U "]}"), "cannot-tell" },
        { REQUIRE("document", "{\"any\": [" F ", " F "]}"), "not-met" },
        { REQUIRE("document", "{\"any\": [" U ", " T "]}"), "met" },
        { REQUIRE("document", "{\"any\": [" F ", " U "]}"), "cannot-tell" },
        { REQUIRE("document", "{\"not\": " F "}"), "met" },
        { REQUIRE("document", "{\"not\": " U "}"), "cannot-tell" },
        { REQUIRE("document", "{\"document.as_of\": {\"exists\": false}}"),
          "met" },
        { REQUIRE("document", "{\"document.stances\": {\"not\": \"keeps\"}}"),
          "met" },
        { REQUIRE("document", "{\"document.claims\": \"7(1)\"}"), "met" },
        { REQUIRE("document", "{\"document.claims\": {\"under\": \"4\"}}"),
          "met" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture *fx = letter(cases[i].rules);
        fx->facts.as_of = FL_NO_DAY;
        if (strcmp(tell(fx), cases[i].wanted) != 0)
            fail_msg("%s", cases[i].rules);
        free_letter(fx);
    }
}

/* ---- places and why ---------------------------------------------------------------- */

static void place__of_document_subjects(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE(
        "bare",
        "\"for_each\": \"document\", \"require\": {\"has\":"
        " \"element\"}, \"message\": \"m\"") "," RULE("context",
                                                      "\"for_each\": "
                                                      "\"document\", "
                                                      "\"where\": {\"has\":"
                                                      " \"claim\", \"label\": "
                                                      "\"7\"}, \"require\": "
                                                      "{\"has\":"
                                                      " \"element\"}, "
                                                      "\"message\": \"m\"")));
    judge(fx);
    assert_located(fx, "bare", "The Keeper");
    assert_located(fx, "context", "clause 7(1)");
    add_stance(fx, "keeps", "We keep the oil");
    judge(fx);
    assert_located(fx, "bare", "We keep the oil");
    free_letter(fx);
}

static void place__missing_things_belong_in_their_section(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED) "," RULE(
        "part", "\"expected_in\": \"reasoning\", " WEIGHED)));
    for (uint32_t b = 3; b < 5; b++)
        fx->facts.blocks[b].heading = 2;
    fx->facts.blocks[2].is_heading = true;
    fx->facts.blocks[2].section_end = 5;
    *FL_PUSH(fx->arena, &fx->facts.parts) =
        (fl_part){ FL_PART_REASONING, 5, 5 };
    judge(fx); /* 4(1) stands under no heading, 7(1) under that of block 2 */
    const fl_outcome *o = fx->judgement.outcomes.items;
    assert_int_equal(o[0].expected_at, fx->doc.blocks.items[5].end);
    assert_int_equal(o[1].expected_at, fx->facts.insert_at);
    assert_int_equal(o[2].expected_at, fx->doc.blocks.items[4].end);
    free_letter(fx);
}

static void why__shows_each_node(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(RULE("r", WEIGHED)));
    cover(fx, "weighing", "On balance", 0);
    judge_with(fx, &(fl_scan_options){ .why_rule = "r" });
    assert_text(fx->judgement.why,
                "lantern/r for each claim\n"
                "claim 4(1)  [met]\n"
                "  true: where\n"
                "    true: {\"claim.tier\": \"qualified\"}  [claim.tier ="
                " \"qualified\"]\n"
                "  true: require\n"
                "    true: {\"has\": \"element\", \"label\": \"weighing\","
                " \"covering\": \"claim\"}  [1 of 1 fit; \"On balance\"]\n"
                "claim 7(1)  [not-met]\n"
                "  true: where\n"
                "    true: {\"claim.tier\": \"qualified\"}  [claim.tier ="
                " \"qualified\"]\n"
                "  false: require\n"
                "    false: {\"has\": \"element\", \"label\": \"weighing\","
                " \"covering\": \"claim\"}  [0 of 1 fit]\n");
    judge(fx);
    assert_text(fx->judgement.why, "");
    free_letter(fx);
}

static void why__shows_the_inner_nodes_of_candidates(void **state)
{
    (void)state;
    fixture *fx = letter(REQUIRE(
        "document", "{\"not\": {\"has\": \"claim\", \"where\": {\"all\":"
                    " [{\"claim.bare\": false}, {\"claim.section\":"
                    " \"7\"}]}}}"));
    judge_with(fx, &(fl_scan_options){ .why_rule = "lantern/r" });
    static const char *const lines[] = {
        "document document  [not-met]\n  false: require\n    false: not\n",
        "      true: {\"has\": \"claim\"",
        "        false: claim 4(1)\n          false: all\n",
        "        true: claim 7(1)\n          true: all\n",
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
        if (!strstr(fx->judgement.why.ptr, lines[i]))
            fail_msg("%s not in %s", lines[i], fx->judgement.why.ptr);
    assert_non_null(
        strstr(fx->judgement.why.ptr, "[1 of 2 fit; \"clause 7(1)\"]\n"));
    static const char *const off[] = { "r=off" };
    judge_with(fx, &(fl_scan_options){ .why_rule = "r",
                                       .severities = off,
                                       .severity_count = 1 });
    assert_text(fx->judgement.why,
                "lantern/r for each document\n  switched off\n");
    free_letter(fx);
}

static void why__quotes_no_words_of_an_earlier_rule(void **state)
{
    (void)state;
    fixture *fx = letter(RULES(
        RULE("a", "\"for_each\": \"document\", \"require\": {\"compare\":"
                  " [\"document.regime\", \"=\", \"LB\"]}, \"message\":"
                  " \"m\"") "," RULE("r", "\"for_each\": \"document\","
                                          " \"require\": {\"has\": \"claim\"},"
                                          " \"message\": \"m\"")));
    judge_with(fx, &(fl_scan_options){ .why_rule = "r" });
    assert_non_null(
        strstr(fx->judgement.why.ptr, "[1 of 1 fit; \"clause 4(1)\"]\n"));
    free_letter(fx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judge__tells_each_claim_apart),
        cmocka_unit_test(judge__folds_rules_that_report_once),
        cmocka_unit_test(judge__applies_where_and_not_unless),
        cmocka_unit_test(judge__cannot_tell_has_its_reason),
        cmocka_unit_test(perhaps__is_never_more_than_cannot_tell),
        cmocka_unit_test(judge__empty_elements_do_not_count),
        cmocka_unit_test(judge__runs_no_rule_on_other_documents),
        cmocka_unit_test(judge__knows_when_a_rule_was_law),
        cmocka_unit_test(judge__takes_the_users_severities),
        cmocka_unit_test(judge__tells_one_defect_once),
        cmocka_unit_test(judge__orders_findings_by_place_and_id),
        cmocka_unit_test(relations__strict_and_generous_questions),
        cmocka_unit_test(relations__places),
        cmocka_unit_test(exist__only_the_authors_assertions_count),
        cmocka_unit_test(attributes__of_packs),
        cmocka_unit_test(attributes__of_places_and_words),
        cmocka_unit_test(days__counts_and_derives),
        cmocka_unit_test(late__compares_with_the_end_of_a_period),
        cmocka_unit_test(late__may_have_days_of_grace),
        cmocka_unit_test(given__says_which_dates_the_user_knows),
        cmocka_unit_test(compare__quantities_with_bounds),
        cmocka_unit_test(tuple__fits_a_row_or_none),
        cmocka_unit_test(compare__products_of_numbers_and_units),
        cmocka_unit_test(element__share_of_the_statutes_words),
        cmocka_unit_test(element__wording_of_a_heading_is_its_section),
        cmocka_unit_test(kleene__all_any_not),
        cmocka_unit_test(place__of_document_subjects),
        cmocka_unit_test(place__missing_things_belong_in_their_section),
        cmocka_unit_test(why__shows_each_node),
        cmocka_unit_test(why__quotes_no_words_of_an_earlier_rule),
        cmocka_unit_test(why__shows_the_inner_nodes_of_candidates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
