/*
 * JSON to fl_condition: {"has" or "lacks": kind} with its label, tests,
 * nested condition and relations.
 * SPDX-License-Identifier: MIT
 */
#include "pack/conditions.h"

#include "pack/state.h"
#include "read/reader.h"

enum {
    HAS,
    LACKS,
    LABEL,
    WITH,
    WHERE,
    AS,
    IN,
    SAME,
    NEAR,
    OTHER,
    COVERING,
    OF,
    BEFORE,
    AFTER,
    AT_LEAST,
    AT_MOST,
    FIELD_COUNT
};

static const fl_field fields[FIELD_COUNT] = {
    [HAS] = { "has", FL_FIELD_STRING, false },
    [LACKS] = { "lacks", FL_FIELD_STRING, false },
    [LABEL] = { "label", FL_FIELD_ANY, false },
    [WITH] = { "with", FL_FIELD_OBJECT, false },
    [WHERE] = { "where", FL_FIELD_OBJECT, false },
    [AS] = { "as", FL_FIELD_STRING, false },
    [IN] = { "in", FL_FIELD_ANY, false },
    [SAME] = { "same", FL_FIELD_ARRAY, false },
    [NEAR] = { "near", FL_FIELD_ARRAY, false },
    [OTHER] = { "other", FL_FIELD_BOOL, false },
    [COVERING] = { "covering", FL_FIELD_STRING, false },
    [OF] = { "of", FL_FIELD_STRING, false },
    [BEFORE] = { "before", FL_FIELD_STRING, false },
    [AFTER] = { "after", FL_FIELD_STRING, false },
    [AT_LEAST] = { "at_least", FL_FIELD_INTEGER, false },
    [AT_MOST] = { "at_most", FL_FIELD_INTEGER, false },
};

/* In the order of fl_unit_kind. */
static const char *const unit_names[] = { "sentence", "block",    "section",
                                          "answer",   "question", "part",
                                          "document", NULL };

/* ---- labels ---------------------------------------------------------------------- */

static void add_concept(fl_cond_loader *cl, const cJSON *node,
                        fl_condition *cond)
{
    fl_str name = fl_node_str(node);
    fl_atom atom = fl_packs_atom(cl->packs, name);
    uint32_t concept =
        atom ? fl_concept_find(cl->loader, cl->scope->pack, atom) : UINT32_MAX;
    if (concept == UINT32_MAX) {
        fl_loader_problem(cl->loader, node,
                          "unknown concept \"%.*s\", expected one of this "
                          "pack or of those that it uses",
                          FL_ARG(name));
        return;
    }
    *FL_PUSH(cl->arena, &cond->labels) = atom;
    *FL_PUSH(cl->arena, &cond->concepts) = concept;
}

static void add_provision(fl_cond_loader *cl, const cJSON *node,
                          fl_condition *cond)
{
    fl_str name = fl_node_str(node);
    if (fl_packs_section(cl->packs, name) == UINT32_MAX)
        fl_loader_problem(cl->loader, node,
                          "unknown provision \"%.*s\", no declared section "
                          "holds it",
                          FL_ARG(name));
    else
        *FL_PUSH(cl->arena, &cond->labels) = fl_loader_atom(cl->loader, name);
}

static void add_declared(fl_cond_loader *cl, const cJSON *node,
                         fl_condition *cond, uint32_t kinds, const char *what)
{
    fl_atom atom = fl_loader_name(cl->loader, node, kinds, what);
    if (atom)
        *FL_PUSH(cl->arena, &cond->labels) = atom;
}

/* One of the engine's own words for marks or traits. */
static void add_word(fl_cond_loader *cl, const cJSON *node, fl_condition *cond,
                     const char *const *words)
{
    fl_str name = fl_node_str(node);
    for (size_t i = 0; words[i]; i++)
        if (fl_str_is(name, words[i])) {
            *FL_PUSH(cl->arena, &cond->labels) =
                fl_loader_atom(cl->loader, name);
            return;
        }
    fl_loader_problem(cl->loader, node, "unknown %s \"%.*s\"",
                      fl_kind_name(cond->what), FL_ARG(name));
}

static void add_label(fl_cond_loader *cl, const cJSON *node, fl_condition *cond)
{
    if (!cJSON_IsString(node)) {
        fl_loader_problem(cl->loader, node,
                          "wrong type for label, expected a string or a list "
                          "of strings");
        return;
    }
    switch (cond->what) {
    case FL_KIND_STANCE:
        add_declared(cl, node, cond, FL_NAME_STANCE, "stance");
        break;
    case FL_KIND_ELEMENT:
        add_declared(cl, node, cond, FL_NAME_ELEMENT, "element");
        break;
    case FL_KIND_DATE:
        add_declared(cl, node, cond, FL_NAME_DATE_ROLE, "date role");
        break;
    case FL_KIND_MENTION:
    case FL_KIND_QUANTITY:
        add_concept(cl, node, cond);
        break;
    case FL_KIND_CLAIM:
    case FL_KIND_USE:
    case FL_KIND_CITATION:
        add_provision(cl, node, cond);
        break;
    case FL_KIND_MARK:
        add_word(cl, node, cond, fl_mark_words);
        break;
    case FL_KIND_TRAIT:
        add_word(cl, node, cond, fl_trait_words);
        break;
    case FL_KIND_REDACTION:
        add_word(cl, node, cond, fl_redaction_words);
        break;
    case FL_KIND_DOCUMENT:
    case FL_KIND_PART:
    case FL_KIND_BLOCK:
    case FL_KIND_QUESTION:
    case FL_KIND_SENTENCE:
    case FL_KIND_FILE:
    case FL_KIND_COUNT:
        fl_loader_problem_key(cl->loader, node,
                              "\"label\" does not apply to %s, expected "
                              "\"with\"",
                              fl_kind_name(cond->what));
        break;
    }
}

static void parse_labels(fl_cond_loader *cl, const cJSON *node,
                         fl_condition *cond)
{
    if (!node)
        return;
    if (cond->what == FL_KIND_PART) {
        fl_relation *rel = FL_PUSH(cl->arena, &cond->relations);
        rel->kind = FL_REL_IN;
        rel->roles = fl_loader_roles(cl->loader, node);
        return;
    }
    if (!cJSON_IsArray(node)) {
        add_label(cl, node, cond);
        return;
    }
    if (!node->child)
        fl_loader_problem(cl->loader, node,
                          "an empty list, expected at least one label");
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node) add_label(cl, item, cond);
}

/* ---- relations -------------------------------------------------------------------- */

static fl_relation *add_relation(fl_cond_loader *cl, const cJSON *binding,
                                 fl_condition *cond, fl_rel_kind kind)
{
    fl_relation *rel = FL_PUSH(cl->arena, &cond->relations);
    rel->kind = kind;
    rel->binding = fl_node_str(binding);
    const fl_bound_name *bound = fl_cond_binding(cl, rel->binding);
    if (!bound) {
        fl_loader_problem(cl->loader, binding,
                          "unknown binding \"%.*s\", expected \"%s\" or a "
                          "name bound around it",
                          FL_ARG(rel->binding),
                          fl_kind_name(cl->scope->subject));
        return rel;
    }
    rel->slot = bound->slot;
    if (kind == FL_REL_COVERING && bound->kind != FL_KIND_CLAIM &&
        bound->kind != FL_KIND_USE)
        fl_loader_problem(cl->loader, binding,
                          "\"covering\" a %s, expected a claim or a use",
                          fl_kind_name(bound->kind));
    return rel;
}

/* The two items of a ["unit", binding] or [binding, words] array. */
static bool two_items(const cJSON *node, const cJSON **a, const cJSON **b)
{
    *a = node->child;
    *b = *a ? (*a)->next : NULL;
    return *b && !(*b)->next && cJSON_IsString(*a);
}

static void parse_same(fl_cond_loader *cl, const cJSON *node,
                       fl_condition *cond)
{
    const cJSON *unit = NULL;
    const cJSON *binding = NULL;
    if (!two_items(node, &unit, &binding) || !cJSON_IsString(binding)) {
        fl_loader_problem(cl->loader, node,
                          "wrong form of same, expected [unit, binding]");
        return;
    }
    int which = fl_loader_choice(cl->loader, unit, "unit", unit_names);
    fl_relation *rel = add_relation(cl, binding, cond, FL_REL_SAME);
    if (which >= 0)
        rel->unit = (fl_unit_kind)which;
}

static void parse_near(fl_cond_loader *cl, const cJSON *node,
                       fl_condition *cond)
{
    const cJSON *binding = NULL;
    const cJSON *words = NULL;
    if (!two_items(node, &binding, &words) || !cJSON_IsNumber(words) ||
        words->valuedouble < 0 || words->valuedouble > 1000) {
        fl_loader_problem(cl->loader, node,
                          "wrong form of near, expected [binding, words] with "
                          "0 to 1000 words");
        return;
    }
    add_relation(cl, binding, cond, FL_REL_NEAR)->words =
        (int)words->valuedouble;
}

static void parse_relations(fl_cond_loader *cl, const cJSON **got,
                            fl_condition *cond)
{
    if (got[IN]) {
        fl_relation *rel = FL_PUSH(cl->arena, &cond->relations);
        rel->kind = FL_REL_IN;
        rel->roles = fl_loader_roles(cl->loader, got[IN]);
    }
    if (got[COVERING])
        add_relation(cl, got[COVERING], cond, FL_REL_COVERING);
    if (got[OF])
        add_relation(cl, got[OF], cond, FL_REL_OF);
    if (got[SAME])
        parse_same(cl, got[SAME], cond);
    if (got[BEFORE])
        add_relation(cl, got[BEFORE], cond, FL_REL_BEFORE);
    if (got[AFTER])
        add_relation(cl, got[AFTER], cond, FL_REL_AFTER);
    if (got[NEAR])
        parse_near(cl, got[NEAR], cond);
    if (cJSON_IsTrue(got[OTHER]))
        FL_PUSH(cl->arena, &cond->relations)->kind = FL_REL_OTHER;
}

/* ---- with, where, counts ----------------------------------------------------------- */

static void parse_with(fl_cond_loader *cl, const cJSON *node,
                       fl_condition *cond)
{
    for (const cJSON *m = node ? node->child : NULL; m; m = m->next) {
        fl_str name = fl_str_from(m->string);
        if (fl_str_is(name, "comment"))
            continue;
        fl_attr_test at = { .path = { .slot = cond->slot } };
        const fl_attr_info *info = NULL;
        if (!fl_cond_attribute(cl->loader, cond->what, name, &at.path, &info)) {
            fl_loader_problem_key(cl->loader, m,
                                  "unknown attribute \"%.*s\" of %s",
                                  FL_ARG(name), fl_kind_name(cond->what));
            continue;
        }
        at.test = fl_cond_test(cl, m, info, 0);
        cond->any_status |=
            at.path.code == FL_ATTR_STATUS || at.path.code == FL_ATTR_EMPTY;
        cond->any_voice |= at.path.code == FL_ATTR_VOICE;
        *FL_PUSH(cl->arena, &cond->with) = at;
    }
}

/* Notes an `as` name for the rule's message; one name means one kind. */
static void declare_as(fl_cond_loader *cl, const cJSON *node,
                       const fl_condition *cond)
{
    if (!node)
        return;
    if (fl_kind_parse(cond->as) >= 0 &&
        (int)cond->what != fl_kind_parse(cond->as))
        fl_loader_problem(cl->loader, node,
                          "\"%.*s\" is the name of another kind of fact",
                          FL_ARG(cond->as));
    if (fl_cond_binding(cl, cond->as))
        fl_loader_problem(cl->loader, node, "\"%.*s\" is bound already",
                          FL_ARG(cond->as));
    for (size_t i = 0; i < cl->scope->bindings.count; i++) {
        const fl_binding *b = &cl->scope->bindings.items[i];
        if (!fl_str_eq(b->name, cond->as))
            continue;
        if (b->kind != cond->what)
            fl_loader_problem(cl->loader, node,
                              "\"%.*s\" names a %s elsewhere in this rule",
                              FL_ARG(cond->as), fl_kind_name(b->kind));
        return;
    }
    fl_binding *b = FL_PUSH(cl->arena, &cl->scope->bindings);
    b->name = cond->as;
    b->kind = cond->what;
}

static void parse_where(fl_cond_loader *cl, const cJSON *node,
                        fl_condition *cond)
{
    if (!node)
        return;
    fl_str name =
        cond->as.len ? cond->as : fl_str_from(fl_kind_name(cond->what));
    if (!cond->as.len && fl_cond_binding(cl, name))
        fl_loader_problem_key(cl->loader, node,
                              "\"%.*s\" is bound already, expected \"as\" "
                              "with another name",
                              FL_ARG(name));
    cl->bound[cl->bound_count++] =
        (fl_bound_name){ name, cond->what, cond->slot };
    cl->next_slot++;
    cond->where = fl_cond_parse(cl, node);
    cl->next_slot--;
    cl->bound_count--;
}

static int count_of(fl_cond_loader *cl, const cJSON *node)
{
    if (!node)
        return -1;
    if (node->valuedouble < 0 || node->valuedouble > 1e6) {
        fl_loader_problem(cl->loader, node,
                          "out of range, expected 0 to 1000000");
        return -1;
    }
    return node->valueint;
}

fl_condition *fl_cond_parse_exist(fl_cond_loader *cl, const cJSON *node)
{
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = FL_COND_EXIST;
    cond->slot = cl->next_slot;
    const cJSON *got[FIELD_COUNT];
    fl_loader_fields(cl->loader, node, fields, FIELD_COUNT, got);
    const cJSON *kind = got[HAS] ? got[HAS] : got[LACKS];
    if (got[HAS] && got[LACKS])
        fl_loader_problem_key(cl->loader, got[LACKS],
                              "\"lacks\" beside \"has\", expected one of them");
    cond->lacks = !got[HAS];
    int what = kind ? fl_kind_parse(fl_node_str(kind)) : -1;
    if (kind && what <= FL_KIND_DOCUMENT)
        fl_loader_problem(cl->loader, kind,
                          "unknown kind \"%.*s\", expected part, question, "
                          "claim, use, stance, element, citation, date, "
                          "quantity or mention",
                          FL_ARG(fl_node_str(kind)));
    if (what <= FL_KIND_DOCUMENT)
        return cond;
    cond->what = (fl_kind)what;
    cond->as = fl_node_str(got[AS]);
    parse_labels(cl, got[LABEL], cond);
    parse_with(cl, got[WITH], cond);
    declare_as(cl, got[AS], cond);
    parse_relations(cl, got, cond);
    parse_where(cl, got[WHERE], cond);
    cond->at_least = count_of(cl, got[AT_LEAST]);
    cond->at_most = count_of(cl, got[AT_MOST]);
    if (cond->at_most >= 0 && cond->at_least > cond->at_most)
        fl_loader_problem(cl->loader, got[AT_LEAST],
                          "at_least is more than at_most");
    return cond;
}
