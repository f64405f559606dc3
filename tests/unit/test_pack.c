/*
 * Loading packs: what a small pack becomes, overlays, frames, look-ups, and
 * that no failed allocation leaks. Runs in the project's root.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/calendar.h"
#include "pack/condition.h"
#include "pack/state.h"

#include <stdio.h>

#define SMALL "tests/packs/small"
#define HOUSE "tests/packs/small-house"

static void print_problem(void *data, const fl_problem *p)
{
    (void)data;
    print_error("%s:%zu:%zu: %s: %s\n", p->file ? p->file : "-", p->line,
                p->col, p->pointer ? p->pointer : "", p->text);
}

static fl_status try_load(fl_packs **out, const char *dir, const char *overlay,
                          const fl_sink *sink)
{
    const char *dirs[] = { dir };
    const char *overlays[] = { overlay };
    return fl_packs_load(out,
                         &(fl_load_options){ .directories = dirs,
                                             .directory_count = dir ? 1 : 0,
                                             .overlays = overlays,
                                             .overlay_count = overlay ? 1 : 0,
                                             .strict = true },
                         sink);
}

static fl_packs *load(const char *dir, const char *overlay)
{
    fl_packs *packs = NULL;
    fl_sink sink = { print_problem, NULL };
    assert_int_equal(try_load(&packs, dir, overlay, &sink), FL_OK);
    assert_non_null(packs);
    return packs;
}

static fl_atom atom(const fl_packs *packs, const char *name)
{
    fl_atom found = fl_packs_atom(packs, fl_str_from(name));
    assert_int_not_equal(found, 0);
    return found;
}

#define assert_str(s, text) assert_true(fl_str_is((s), (text)))

static const fl_concept *concept_named(const fl_packs *packs, const char *name)
{
    for (size_t i = 0; i < packs->concepts.count; i++) {
        if (packs->concepts.items[i].name == atom(packs, name))
            return &packs->concepts.items[i];
    }
    return NULL;
}

/* ---- a pack -------------------------------------------------------------- */

static void packs_load__reads_labels_and_provisions(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, NULL);
    assert_int_equal(packs->modes.count, 2);
    assert_str(fl_packs_mode(packs, atom(packs, "silent"))->purpose,
               "saying nothing");
    const fl_stance_label *keeps = fl_packs_stance(packs, atom(packs, "keeps"));
    assert_int_equal(keeps->mode, atom(packs, "keep"));
    assert_true(keeps->derived_from_claims && !keeps->derived_from_answer);
    assert_int_equal(keeps->derived_unless.items[0], atom(packs, "waits"));
    assert_null(fl_packs_stance(packs, 0));

    uint32_t at = fl_packs_section(packs, FL_STR("7(1)(b)"));
    assert_int_not_equal(at, UINT32_MAX);
    const fl_section *section = &packs->sections.items[at];
    assert_int_equal(section->kind, FL_SECTION_GROUND);
    assert_int_equal(section->attributes.count, 3);
    assert_str(section->attributes.items[1].value, "2");
    assert_str(section->statute, "harm the trade in apples");
    assert_str(packs->instruments.items[section->instrument].leads.items[0],
               "section");
    const fl_limb *limb = fl_section_limb(section, FL_STR("7(1)(b)"));
    assert_str(limb->provision, "7(1)");
    assert_int_equal(limb->likelihood, FL_TRUE);
    assert_int_equal(limb->tier_when.count, 1);
    assert_null(fl_section_limb(section, FL_STR("7")));
    assert_int_equal(fl_packs_section(packs, FL_STR("70(1)")), UINT32_MAX);
    fl_packs_free(packs);
}

static void packs__know_when_it_was_law(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *day;
        fl_truth wanted;
    } cases[] = {
        { "", "", "", FL_TRUE },
        { "", "", "2012-05-01", FL_TRUE },
        { "2014-10-01", "", "2014-09-30", FL_FALSE },
        { "2014-10-01", "", "2014-10-01", FL_TRUE },
        { "", "2018-05-24", "2018-05-24", FL_TRUE },
        { "", "2018-05-24", "2018-05-25", FL_FALSE },
        { "2005-01-01", "", "", FL_TRUE },
        { "2014-10-01", "", "", FL_UNKNOWN },
        { "", "2018-05-24", "", FL_UNKNOWN },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fl_day days[3] = { FL_NO_DAY, FL_NO_DAY, FL_NO_DAY };
        fl_day_parse(fl_str_from(cases[i].from), &days[0]);
        fl_day_parse(fl_str_from(cases[i].to), &days[1]);
        fl_day_parse(fl_str_from(cases[i].day), &days[2]);
        assert_int_equal(fl_in_force(days[0], days[1], days[2]),
                         cases[i].wanted);
    }
}

static void packs_load__reads_concepts_in_order(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, NULL);
    const fl_concept *keeps = concept_named(packs, "keeps-it");
    assert_int_equal(keeps->variants.count, 4);
    assert_int_equal(keeps->variants.items[0].phrase_count, 2);
    assert_true(
        packs->phrases.items[keeps->variants.items[1].first_phrase].heading);
    assert_true(
        packs->phrases.items[keeps->variants.items[2].first_phrase].exact);
    assert_true(
        packs->phrases.items[keeps->variants.items[3].first_phrase].regex);
    assert_int_equal(keeps->unless_count, 1);
    assert_true(keeps->unless_in_block);
    assert_int_equal(keeps->guards.count, 2); /* negated and explained */
    assert_int_equal(keeps->parts,
                     1u << FL_PART_RESPONSE | 1u << FL_PART_REASONING);
    const fl_concept *guard = concept_named(packs, "negation");
    assert_int_equal(guard->guard_side, -1);
    assert_int_equal(guard->guard_words, 3);
    assert_int_equal(concept_named(packs, "answer-kind")->weight, 2);
    assert_int_equal(concept_named(packs, "sums")->guards.count, 0);
    /* Declared ones come first, then titles and instruments. */
    assert_int_equal(packs->concepts.items[11].as, FL_AS_INSTRUMENT);
    assert_int_equal(packs->concepts.items[packs->concepts.count - 1].as,
                     FL_AS_TITLE);
    for (size_t i = 0; i < packs->phrases.count; i++)
        assert_true(packs->phrases.items[i].concept < packs->concepts.count);
    fl_packs_free(packs);
}

static void packs_load__reads_words_and_calendars(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, NULL);
    assert_int_equal(fl_packs_words(packs, FL_STR("keep"))->entries.count, 3);
    assert_null(fl_packs_words(packs, FL_STR("no-such-list")));
    assert_int_equal(packs->token_kinds.count, FL_TOKEN_BUILTIN_COUNT + 1);
    assert_int_equal(packs->masks.items[0].type, FL_TOKEN_BUILTIN_COUNT);
    const fl_calendar *calendar = &packs->calendars.items[0];
    assert_int_equal(calendar->weekend, 1 << 5 | 1 << 6);
    assert_int_equal(calendar->holidays.count, 2);
    assert_true(calendar->holidays.items[0].day <
                calendar->holidays.items[1].day);
    fl_packs_free(packs);
}

static void packs_load__reads_rules_in_order_of_their_ids(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, NULL);
    fl_rule_info info;
    fl_basis_info basis;
    assert_int_equal(fl_packs_rule_count(packs), 2);
    assert_true(fl_packs_rule(packs, 0, &info));
    assert_string_equal(info.id, "appeal-missing");
    assert_string_equal(info.group, "apples");
    assert_string_equal(info.severity, "warning");
    size_t harm = fl_packs_find_rule(packs, "small/harm-missing");
    assert_int_equal(harm, fl_packs_find_rule(packs, "harm-missing"));
    assert_int_equal(packs->rules.items[0].supersedes.items[0], harm);
    assert_true(packs->rules.items[harm].once);
    assert_non_null(packs->rules.items[harm].require);
    assert_null(packs->rules.items[harm].forbid);
    assert_int_equal(packs->rules.items[harm].expected_in, FL_PART_REASONING);
    assert_true(fl_packs_rule_basis(packs, harm, 0, &basis));
    assert_string_equal(basis.url, "https://example.org/ora/7");
    assert_true(fl_packs_rule_basis(packs, 0, 0, &basis));
    assert_string_equal(basis.url, "");
    assert_false(fl_packs_rule_basis(packs, harm, 1, &basis));
    assert_int_equal(fl_packs_find_rule(packs, "other/harm-missing"), SIZE_MAX);
    assert_int_equal(fl_packs_find_rule(packs, ""), SIZE_MAX);
    assert_false(fl_packs_rule(packs, 2, &info));
    fl_packs_free(packs);
}

static void rule_example__stands_on_its_frame(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, NULL);
    size_t rule = fl_packs_find_rule(packs, "appeal-missing");
    fl_example_info bad;
    fl_example_info good;
    assert_true(fl_packs_rule_example(packs, rule, 0, &bad));
    assert_true(fl_packs_rule_example(packs, rule, 1, &good));
    assert_false(fl_packs_rule_example(packs, rule, 2, &good));
    assert_true(bad.bad && !good.bad);
    assert_null(strstr(bad.text, "warden"));
    assert_non_null(strstr(bad.frame_text, "appeal to the warden"));
    assert_null(strstr(bad.frame_text, "<<"));
    assert_string_equal(good.text, good.frame_text);
    assert_string_equal(bad.quotes[0], "We keep the records");
    assert_string_equal(bad.also[0], "harm-missing");
    assert_string_equal(bad.file, SMALL "/rules/apples.json");
    assert_int_equal(bad.line, 24);
    fl_packs_free(packs);
}

/* ---- overlays ----------------------------------------------------------------- */

static void overlay__changes_entries_by_identity(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, HOUSE);
    assert_int_equal(packs->packs.count, 2);
    assert_int_equal(packs->packs.items[0].overlays.items[0], 1);
    const fl_wordlist *keep = fl_packs_words(packs, FL_STR("keep"));
    assert_int_equal(keep->entries.count, 3);
    assert_str(keep->entries.items[2], "withhold");
    assert_int_equal(
        fl_packs_words(packs, FL_STR("question-word"))->entries.count, 1);
    assert_str(packs->abbreviations.items[1], "cf.");
    const fl_stance_label *gives = fl_packs_stance(packs, atom(packs, "gives"));
    assert_int_equal(gives->opposite.count, 2);
    assert_int_equal(gives->outcome, atom(packs, "handed-over"));
    const fl_section *section = &packs->sections.items[0];
    assert_int_equal(section->limbs.count, 2);
    assert_str(section->limbs.items[1].provision, "7(4)");
    assert_str(section->attributes.items[1].value, "3");
    assert_null(concept_named(packs, "explains")->variants.items[0].set.items);
    for (size_t i = 0; i < packs->concepts.count; i++)
        assert_false(fl_str_is(
            fl_atom_name(packs, packs->concepts.items[i].name), "sums"));
    fl_packs_free(packs);
}

static void overlay__regrades_rules_and_is_their_origin(void **state)
{
    (void)state;
    fl_packs *packs = load(SMALL, HOUSE);
    fl_rule_info info;
    fl_example_info example;
    size_t at = fl_packs_find_rule(packs, "appeal-missing");
    assert_true(fl_packs_rule(packs, at, &info));
    assert_string_equal(info.severity, "note");
    assert_string_equal(info.strength, "guidance");
    assert_string_equal(info.pack, "small");
    assert_string_equal(info.origin, "small-house");
    assert_int_equal(packs->rules.items[at].supersedes.count, 0);
    at = fl_packs_find_rule(packs, "harm-missing");
    assert_true(fl_packs_rule(packs, at, &info));
    assert_string_equal(info.severity, "off");
    assert_int_equal(info.good_count, 3);
    assert_int_equal(packs->rules.items[at].expected_in, -1);
    assert_true(fl_packs_rule_example(packs, at, 3, &example));
    assert_memory_equal(example.text, "Good day\n", 9);
    assert_string_equal(example.file, HOUSE "/house.json");
    at = fl_packs_find_rule(packs, "small/greeting-missing");
    assert_true(fl_packs_rule(packs, at, &info));
    assert_string_equal(info.group, "house");
    fl_packs_free(packs);
}

static void overlay__brings_the_pack_that_it_extends(void **state)
{
    (void)state;
    fl_packs *both = load(SMALL, HOUSE);
    fl_packs *alone = load(HOUSE, NULL);
    assert_int_equal(both->rules.count, alone->rules.count);
    assert_str(alone->packs.items[0].name, "small");
    fl_packs_free(both);
    fl_packs_free(alone);
}

static void version_fits__knows_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *version, *range;
        int fits;
    } cases[] = {
        { "1.2.0", ">=1.0 <2", 1 },   { "2.0.0", ">=1.0 <2", 0 },
        { "1.2.3", "1.2", 1 },        { "1.3.0", "=1.2", 0 },
        { "1.10.0", ">1.9.9", 1 },    { "1.0.0", "<=1", 1 },
        { "1.0.1", "<=1", 0 },        { "1.0", ">=1", -1 },
        { "1.0.0", "", -1 },          { "1.0.0", "~1", -1 },
        { "1.0.0", ">=", -1 },        { "1.0.0", ">=1.0.0.0", -1 },
        { "1.0.0", ">=01", -1 },      { "1.0.0", "=>1", -1 },
        { "1.0.0", ">=9999999", -1 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(fl_version_fits(fl_str_from(cases[i].version),
                                         fl_str_from(cases[i].range)),
                         cases[i].fits);
}

/* ---- the whole ------------------------------------------------------------------ */

static void packs_load__embedded_pack_is_the_directory(void **state)
{
    (void)state;
    fl_packs *embedded = load(NULL, NULL);
    char dirs[4][200];
    const char *names[4];
    size_t count = 0;
    for (; fl_embedded_defaults[count] && count < 4; count++) {
        snprintf(dirs[count], sizeof(dirs[count]), "rules/%s",
                 fl_embedded_defaults[count]);
        names[count] = dirs[count];
    }
    assert_true(count > 1); /* several laws by default */
    fl_load_options options = { .directories = names,
                                .directory_count = count };
    fl_packs *disk = NULL;
    assert_int_equal(fl_packs_load(&disk, &options, NULL), FL_OK);
    assert_int_equal(embedded->packs.count, disk->packs.count);
    for (size_t i = 0; i < embedded->packs.count; i++) {
        fl_pack_info a;
        fl_pack_info b;
        assert_true(fl_packs_info(embedded, i, &a));
        assert_true(fl_packs_info(disk, i, &b));
        assert_string_equal(a.name, b.name);
        assert_int_equal(strlen(a.sha256), 64);
        assert_string_equal(a.sha256, b.sha256);
    }
    assert_int_equal(fl_packs_rule_count(embedded), fl_packs_rule_count(disk));
    assert_int_equal(embedded->phrases.count, disk->phrases.count);
    fl_packs_free(embedded);
    fl_packs_free(disk);
}

static void packs_load__tells_what_cannot_be_read(void **state)
{
    (void)state;
    fl_packs *packs = (fl_packs *)(uintptr_t)1;
    assert_int_equal(try_load(&packs, "tests/packs/none", NULL, NULL), FL_IO);
    assert_null(packs);
    assert_int_equal(try_load(&packs, SMALL, SMALL, NULL), FL_PACK);
    assert_int_equal(fl_packs_load(NULL, NULL, NULL), FL_USAGE);
}

static void packs_load__survives_every_failed_allocation(void **state)
{
    (void)state;
    for (long n = 0;; n++) {
        fl_packs *packs = NULL;
        fl_alloc_fail_after(n);
        fl_status status = try_load(&packs, SMALL, HOUSE, NULL);
        fl_alloc_fail_after(-1);
        if (status == FL_OK) {
            assert_true(n > 3);
            fl_packs_free(packs);
            break;
        }
        assert_int_equal(status, FL_NOMEM);
        assert_null(packs);
    }
}

static void provision_under__stops_at_brackets(void **state)
{
    (void)state;
    assert_true(fl_provision_under(FL_STR("40(2)"), FL_STR("40")));
    assert_true(fl_provision_under(FL_STR("40"), FL_STR("40")));
    assert_true(
        fl_provision_under(FL_STR("EIR 12(5)(e)"), FL_STR("EIR 12(5)")));
    assert_false(fl_provision_under(FL_STR("40A(2)"), FL_STR("40")));
    assert_false(fl_provision_under(FL_STR("4"), FL_STR("40")));
    assert_false(fl_provision_under(FL_STR("40"), FL_STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_load__reads_labels_and_provisions),
        cmocka_unit_test(packs__know_when_it_was_law),
        cmocka_unit_test(packs_load__reads_concepts_in_order),
        cmocka_unit_test(packs_load__reads_words_and_calendars),
        cmocka_unit_test(packs_load__reads_rules_in_order_of_their_ids),
        cmocka_unit_test(rule_example__stands_on_its_frame),
        cmocka_unit_test(overlay__changes_entries_by_identity),
        cmocka_unit_test(overlay__regrades_rules_and_is_their_origin),
        cmocka_unit_test(overlay__brings_the_pack_that_it_extends),
        cmocka_unit_test(version_fits__knows_ranges),
        cmocka_unit_test(packs_load__embedded_pack_is_the_directory),
        cmocka_unit_test(packs_load__tells_what_cannot_be_read),
        cmocka_unit_test(packs_load__survives_every_failed_allocation),
        cmocka_unit_test(provision_under__stops_at_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
