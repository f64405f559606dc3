/*
 * Rules: everything but their examples.
 * SPDX-License-Identifier: MIT
 */
#include "pack/attributes.h"
#include "pack/state.h"

enum {
    ID,
    TITLE,
    SEVERITY,
    STRENGTH,
    BASIS,
    IN_FORCE,
    APPLIES,
    FOR_EACH,
    WHERE,
    UNLESS,
    REQUIRE,
    FORBID,
    REPORT,
    EXPECTED_IN,
    SEVERITY_WHEN,
    SUPERSEDES,
    MESSAGE,
    ADVICE,
    TEMPLATE,
    EXAMPLES,
    COUNT
};

static const fl_field fields[COUNT] = {
    { "rule", FL_FIELD_STRING, true },
    { "title", FL_FIELD_STRING, true },
    { "severity", FL_FIELD_STRING, true },
    { "strength", FL_FIELD_STRING, true },
    { "basis", FL_FIELD_OBJECTS, true },
    { "in_force", FL_FIELD_OBJECT, false },
    { "applies", FL_FIELD_OBJECT, false },
    { "for_each", FL_FIELD_STRING, true },
    { "where", FL_FIELD_OBJECT, false },
    { "unless", FL_FIELD_OBJECT, false },
    { "require", FL_FIELD_OBJECT, false },
    { "forbid", FL_FIELD_OBJECT, false },
    { "report", FL_FIELD_STRING, false },
    { "expected_in", FL_FIELD_STRING, false },
    { "severity_when", FL_FIELD_OBJECTS, false },
    { "supersedes", FL_FIELD_STRINGS, false },
    { "message", FL_FIELD_STRING, true },
    { "advice", FL_FIELD_STRING, true },
    { "template", FL_FIELD_BOOL, false },
    { "examples", FL_FIELD_OBJECT, true },
};

static const char *const strengths[] = { "act",      "regulations", "code",
                                         "guidance", "practice",    NULL };

static fl_severity load_severity(fl_loader *loader, const cJSON *node)
{
    int at = fl_loader_choice(loader, node, "severity", fl_severity_words);
    return at < 0 ? FL_SEVERITY_OFF : (fl_severity)at;
}

fl_str fl_load_strength(fl_loader *loader, const cJSON *node)
{
    fl_loader_choice(loader, node, "strength", strengths);
    return fl_node_str(node);
}

void fl_load_basis(fl_loader *loader, const cJSON *list, fl_basis_list *out)
{
    static const fl_field members[] = {
        { "source", FL_FIELD_STRING, true },
        { "at", FL_FIELD_STRING, true },
        { "url", FL_FIELD_STRING, false },
    };
    const cJSON *item = NULL;
    if (list && !list->child)
        fl_loader_problem(loader, list,
                          "no basis, expected at least one source of law");
    cJSON_ArrayForEach(item, list)
    {
        const cJSON *in[3] = { 0 };
        fl_loader_fields(loader, item, members, 3, in);
        fl_str url = fl_node_str(in[2]);
        if (url.len > 0 && !fl_str_starts(url, FL_STR("https://")) &&
            !fl_str_starts(url, FL_STR("http://")))
            fl_loader_problem(loader, in[2],
                              "\"url\" is no address, expected https://…");
        *FL_PUSH(loader->arena, out) =
            (fl_basis){ fl_node_str(in[0]), fl_node_str(in[1]), url };
    }
}

static void load_applies(fl_loader *loader, fl_rule *rule, const cJSON *node)
{
    static const fl_field members[] = {
        { "regime", FL_FIELD_STRINGS, false },
        { "document_kind", FL_FIELD_STRINGS, false },
    };
    const cJSON *in[2] = { 0 };
    if (!node)
        return;
    fl_loader_fields(loader, node, members, 2, in);
    rule->regimes.items = fl_load_names(loader, in[0], FL_NAME_REGIME, "regime",
                                        &rule->regimes.count);
    rule->kinds.items = fl_load_names(loader, in[1], FL_NAME_DOCUMENT_KIND,
                                      "document kind", &rule->kinds.count);
}

static const fl_condition *condition(fl_loader *loader, const cJSON *node,
                                     fl_scope *scope)
{
    return node ? fl_condition_load(loader, node, scope) : NULL;
}

static void load_severity_when(fl_loader *loader, fl_rule *rule,
                               const cJSON *list, fl_scope *scope)
{
    static const fl_field members[] = {
        { "if", FL_FIELD_OBJECT, true },
        { "severity", FL_FIELD_STRING, true },
    };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const cJSON *in[2] = { 0 };
        fl_loader_fields(loader, item, members, 2, in);
        *FL_PUSH(loader->arena, &rule->severity_when) =
            (fl_severity_case){ condition(loader, in[0], scope),
                                load_severity(loader, in[1]) };
    }
}

static void load_conditions(fl_loader *loader, fl_rule *rule,
                            const fl_entry *entry, const cJSON **in)
{
    fl_scope scope = { .pack = rule->pack, .subject = rule->for_each };
    rule->where = condition(loader, in[WHERE], &scope);
    rule->unless = condition(loader, in[UNLESS], &scope);
    rule->require = condition(loader, in[REQUIRE], &scope);
    rule->forbid = condition(loader, in[FORBID], &scope);
    load_severity_when(loader, rule, in[SEVERITY_WHEN], &scope);
    bool both = cJSON_HasObjectItem(entry->node, "require") &&
                cJSON_HasObjectItem(entry->node, "forbid");
    if (both || (!cJSON_HasObjectItem(entry->node, "require") &&
                 !cJSON_HasObjectItem(entry->node, "forbid")))
        fl_loader_problem(loader, entry->node,
                          "%s \"require\" and \"forbid\", expected exactly "
                          "one of them",
                          both ? "both" : "neither");
    fl_check_holes(loader, in[MESSAGE], &scope);
    fl_check_holes(loader, in[ADVICE], &scope);
}

/* True when the condition itself tests `code` of the subject. */
static bool tests_subject(const fl_condition *cond, uint8_t code)
{
    if (!cond)
        return false;
    for (size_t i = 0; i < cond->attrs.count; i++)
        if (cond->attrs.items[i].path.slot == 0 &&
            cond->attrs.items[i].path.code == code)
            return true;
    for (size_t i = 0; i < cond->children.count; i++)
        if (tests_subject(cond->children.items[i], code))
            return true;
    return false;
}

typedef FL_VEC(const fl_test *) test_list;

/* The condition's own test of the subject's label, the attribute `code`. */
static const fl_test *own_label_test(const fl_condition *cond,
                                     fl_attr_code code)
{
    for (size_t i = 0; i < cond->attrs.count; i++) {
        const fl_attr_test *t = &cond->attrs.items[i];
        if (t->path.slot == 0 && t->path.code == code && !t->path.of_claim &&
            t->test->kind == FL_TEST_ONE_OF)
            return t->test;
    }
    return NULL;
}

/* Tests of the subject's label of which one holds wherever the condition does;
 * false when there are none. What was appended then says nothing. */
static bool label_tests(fl_arena *arena, const fl_condition *cond,
                        fl_attr_code code, test_list *out)
{
    size_t before = out->count;
    if (cond->kind == FL_COND_ATTRS) {
        const fl_test *test = own_label_test(cond, code);
        if (test)
            *FL_PUSH(arena, out) = test;
        return test != NULL;
    }
    bool any = cond->kind == FL_COND_ANY;
    if (!any && cond->kind != FL_COND_ALL)
        return false;
    for (size_t i = 0; i < cond->children.count; i++) {
        bool tested = label_tests(arena, cond->children.items[i], code, out);
        if (tested != any)
            return tested;
        if (!tested)
            out->count = before;
    }
    return any && out->count > before;
}

static void note_concepts(fl_loader *loader, fl_rule *rule, fl_str name)
{
    const fl_packs *packs = loader->packs;
    for (uint32_t c = 0; c < packs->concepts.count; c++)
        if (fl_str_eq(fl_atom_name(packs, packs->concepts.items[c].name), name))
            *FL_PUSH(loader->arena, &rule->subjects) = c;
}

/* So that a rule needs to look at few of the facts of its kind. */
static void note_subjects(fl_loader *loader, fl_rule *rule)
{
    fl_attr_code code = rule->for_each == FL_KIND_MENTION   ? FL_ATTR_CONCEPT
                        : rule->for_each == FL_KIND_ELEMENT ? FL_ATTR_ELEMENT
                                                            : FL_ATTR_STANCE;
    bool labelled = rule->for_each == FL_KIND_MENTION ||
                    rule->for_each == FL_KIND_ELEMENT ||
                    rule->for_each == FL_KIND_STANCE;
    test_list tests = { 0 };
    if (!labelled || !rule->where ||
        !label_tests(loader->arena, rule->where, code, &tests))
        return;
    for (size_t t = 0; t < tests.count; t++)
        for (size_t v = 0; v < tests.items[t]->values.count; v++) {
            const fl_value *value = &tests.items[t]->values.items[v];
            if (rule->for_each == FL_KIND_MENTION)
                note_concepts(loader, rule, value->text);
            else
                *FL_PUSH(loader->arena, &rule->subjects) = value->name;
        }
}

static void load_examples(fl_loader *loader, fl_rule *rule, const cJSON *node)
{
    static const fl_field members[] = {
        { "bad", FL_FIELD_OBJECTS, true },
        { "good", FL_FIELD_OBJECTS, true },
    };
    const cJSON *in[2] = { 0 };
    const cJSON *item = NULL;
    if (!node)
        return;
    fl_loader_fields(loader, node, members, 2, in);
    for (size_t i = 0; i < 2; i++) {
        if (in[i] && !in[i]->child)
            fl_loader_problem(loader, in[i],
                              "no %s examples, expected at least one",
                              members[i].key);
        cJSON_ArrayForEach(item, in[i])
            fl_load_example(loader, rule, item, i == 0);
    }
}

void fl_load_rule(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    static const char *const reports[] = { "each", "once", NULL };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    fl_rule rule = { .id = entry->id,
                     .title = fl_node_str(in[TITLE]),
                     .pack = pack,
                     .origin = entry->origin,
                     .added = entry->added,
                     .group = fl_arena_dup(loader->arena, entry->group),
                     .message = fl_node_str(in[MESSAGE]),
                     .advice = fl_node_str(in[ADVICE]),
                     .expected_in = -1 };
    rule.not_in_template = cJSON_IsFalse(in[TEMPLATE]);
    rule.severity = load_severity(loader, in[SEVERITY]);
    rule.strength = fl_load_strength(loader, in[STRENGTH]);
    fl_load_basis(loader, in[BASIS], &rule.basis);
    fl_load_in_force(loader, in[IN_FORCE], &rule.from, &rule.to);
    load_applies(loader, &rule, in[APPLIES]);
    rule.once = fl_loader_choice(loader, in[REPORT], "report", reports) == 1;
    if (in[EXPECTED_IN]) {
        fl_loader_roles(loader, in[EXPECTED_IN]);
        rule.expected_in = fl_part_role_parse(fl_node_str(in[EXPECTED_IN]));
    }
    int kind = in[FOR_EACH] ? fl_kind_parse(fl_node_str(in[FOR_EACH])) : -1;
    if (kind >= 0) {
        rule.for_each = (fl_kind)kind;
        load_conditions(loader, &rule, entry, in);
        rule.any_status = tests_subject(rule.where, FL_ATTR_STATUS) ||
                          tests_subject(rule.where, FL_ATTR_EMPTY);
        rule.any_voice = tests_subject(rule.where, FL_ATTR_VOICE);
        note_subjects(loader, &rule);
    } else if (in[FOR_EACH]) {
        fl_loader_problem(loader, in[FOR_EACH],
                          "unknown kind \"%s\" in \"for_each\", expected one "
                          "such as document, question or claim",
                          in[FOR_EACH]->valuestring);
    }
    load_examples(loader, &rule, in[EXAMPLES]);
    *FL_PUSH(loader->arena, &loader->packs->rules) = rule;
}
