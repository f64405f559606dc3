/*
 * JSON conditions to fl_condition: the forms all, any, not and "binding.attr"
 * tests; conditions_exist.c and conditions_compare.c have the others. Every
 * name is resolved here, so that judging compares numbers.
 * SPDX-License-Identifier: MIT
 */
#include "pack/conditions.h"

#include "base/calendar.h"
#include "pack/state.h"

/* ---- names -------------------------------------------------------------------- */

const fl_bound_name *fl_cond_binding(const fl_cond_loader *cl, fl_str name)
{
    for (size_t i = cl->bound_count; i > 0; i--)
        if (fl_str_eq(cl->bound[i - 1].name, name))
            return &cl->bound[i - 1];
    return NULL;
}

static bool named_attribute(const fl_loader *loader, fl_kind kind, fl_str name,
                            fl_path *path)
{
    uint32_t kinds = 0;
    if (kind == FL_KIND_CLAIM)
        kinds = FL_NAME_ATTRIBUTE;
    else if (kind == FL_KIND_ELEMENT || kind == FL_KIND_STANCE ||
             kind == FL_KIND_MENTION)
        kinds = FL_NAME_SET;
    fl_atom atom = fl_packs_atom(loader->packs, name);
    if (!kinds || !atom || !fl_loader_knows(loader, kinds, atom))
        return false;
    path->code = FL_ATTR_NAMED;
    path->name = atom;
    return true;
}

static bool date_of_role(const fl_loader *loader, fl_str name, fl_path *path,
                         const fl_attr_info **info)
{
    static const fl_attr_info row = {
        FL_KIND_DOCUMENT, "dates", FL_ATTR_DATES, FL_TYPE_DATE, false,
        FL_DOMAIN_FREE,   0,       NULL
    };
    if (!fl_str_starts(name, FL_STR("dates.")))
        return false;
    name = fl_str_slice(name, 6, name.len);
    fl_atom atom = fl_packs_atom(loader->packs, name);
    if (!fl_str_is(name, "response") && !fl_str_is(name, "received") &&
        !fl_str_is(name, "clarified") && !fl_str_is(name, "extended") &&
        (!atom || !fl_loader_knows(loader, FL_NAME_DATE_ROLE, atom)))
        return false;
    path->code = FL_ATTR_DATES;
    path->name = atom;
    *info = &row;
    return true;
}

bool fl_cond_attribute(const fl_loader *loader, fl_kind kind, fl_str name,
                       fl_path *path, const fl_attr_info **info)
{
    path->attribute = name;
    path->kind = kind;
    if (kind == FL_KIND_USE && fl_str_starts(name, FL_STR("claim."))) {
        path->of_claim = true;
        kind = FL_KIND_CLAIM;
        name = fl_str_slice(name, 6, name.len);
    }
    *info = fl_attr_find(kind, name);
    if (*info) {
        path->code = (uint8_t)(*info)->code;
        return true;
    }
    if (kind == FL_KIND_DOCUMENT && date_of_role(loader, name, path, info))
        return true;
    return named_attribute(loader, kind, name, path);
}

bool fl_condition_has_attribute(const fl_loader *loader, fl_kind kind,
                                fl_str attribute)
{
    fl_path path = { 0 };
    const fl_attr_info *info = NULL;
    return fl_cond_attribute(loader, kind, attribute, &path, &info);
}

/* A path is a member's key or an operand: the problem stands where it does. */
static void path_problem(fl_cond_loader *cl, const cJSON *node,
                         const char *what, fl_str name, const char *of)
{
    void (*report)(fl_loader *, const cJSON *, const char *, ...) =
        node->string ? fl_loader_problem_key : fl_loader_problem;
    report(cl->loader, node, what, FL_ARG(name), of);
}

bool fl_cond_path(fl_cond_loader *cl, const cJSON *node, fl_str text,
                  fl_path *path, const fl_attr_info **info)
{
    *path = (fl_path){ 0 };
    *info = NULL;
    const char *dot = text.len ? memchr(text.ptr, '.', text.len) : NULL;
    size_t at = dot ? (size_t)(dot - text.ptr) : text.len;
    path->binding = fl_str_slice(text, 0, at);
    const fl_bound_name *bound = fl_cond_binding(cl, path->binding);
    if (!dot || !bound) {
        path_problem(cl, node,
                     "unknown binding \"%.*s\", expected \"%s\" or a name "
                     "bound around it",
                     path->binding, fl_kind_name(cl->scope->subject));
        return false;
    }
    path->slot = bound->slot;
    fl_str name = fl_str_slice(text, at + 1, text.len);
    if (!fl_cond_attribute(cl->loader, bound->kind, name, path, info)) {
        path_problem(cl, node, "unknown attribute \"%.*s\" of %s", name,
                     fl_kind_name(bound->kind));
        return false;
    }
    return true;
}

/* ---- values and tests ----------------------------------------------------------- */

static bool quantity_value(fl_cond_loader *cl, const cJSON *node, fl_value *out)
{
    static const fl_field fields[] = {
        { "value", FL_FIELD_NUMBER, true },
        { "unit", FL_FIELD_STRING, true },
    };
    const cJSON *got[2];
    if (!fl_loader_fields(cl->loader, node, fields, 2, got))
        return false;
    out->is_number = true;
    out->number = got[0]->valuedouble;
    out->text = fl_node_str(got[1]);
    out->unit = fl_loader_name(cl->loader, got[1], FL_NAME_UNIT, "unit");
    return out->unit != 0;
}

bool fl_cond_value(fl_cond_loader *cl, const cJSON *node, fl_value *out)
{
    *out = (fl_value){ 0 };
    if (cJSON_IsString(node)) {
        out->is_string = true;
        out->text = fl_node_str(node);
        out->is_date = fl_day_parse(out->text, &out->day);
        if (!out->is_date)
            out->name = fl_loader_atom(cl->loader, out->text);
        return true;
    }
    if (cJSON_IsBool(node)) {
        out->is_bool = true;
        out->boolean = cJSON_IsTrue(node);
        return true;
    }
    if (cJSON_IsNumber(node)) {
        out->is_number = true;
        out->number = node->valuedouble;
        return true;
    }
    if (cJSON_IsObject(node))
        return quantity_value(cl, node, out);
    fl_loader_problem(cl->loader, node,
                      "not a value, expected a string, a number, true, false "
                      "or {\"value\", \"unit\"}");
    return false;
}

static bool in_domain(const fl_cond_loader *cl, fl_str text,
                      const fl_attr_info *info)
{
    if (info->domain == FL_DOMAIN_FREE)
        return true;
    if (info->words)
        for (const char *const *w = info->words; *w; w++)
            if (fl_str_is(text, *w))
                return true;
    fl_atom atom = fl_packs_atom(cl->packs, text);
    return info->domain == FL_DOMAIN_NAMES && atom &&
           fl_loader_knows(cl->loader, info->names, atom);
}

void fl_cond_check_value(fl_cond_loader *cl, const cJSON *node,
                         const fl_value *value, const fl_attr_info *info)
{
    if (!info)
        return;
    const char *expected = NULL;
    if (info->type == FL_TYPE_TEXT && !value->is_string)
        expected = "a string";
    else if (info->type == FL_TYPE_BOOL && !value->is_bool)
        expected = "true or false";
    else if (info->type == FL_TYPE_QUANTITY && !value->is_number)
        expected = "a number or {\"value\", \"unit\"}";
    else if (info->type == FL_TYPE_DATE && !value->is_date)
        expected = "a date YYYY-MM-DD";
    if (expected)
        fl_loader_problem(cl->loader, node, "wrong type for %s, expected %s",
                          info->name, expected);
    else if (value->is_string && !in_domain(cl, value->text, info))
        fl_loader_problem(cl->loader, node, "unknown %s \"%.*s\"", info->name,
                          FL_ARG(value->text));
}

static void add_value(fl_cond_loader *cl, const cJSON *node, fl_test *test,
                      const fl_attr_info *info)
{
    fl_value value;
    if (!fl_cond_value(cl, node, &value))
        return;
    fl_cond_check_value(cl, node, &value, info);
    test->of_names = test->of_names && value.name != 0;
    *FL_PUSH(cl->arena, &test->values) = value;
}

static const fl_test *one_of(fl_cond_loader *cl, const cJSON *node,
                             const fl_attr_info *info)
{
    fl_test *test = FL_NEW(cl->arena, fl_test);
    test->kind = FL_TEST_ONE_OF;
    test->of_names = true;
    if (!cJSON_IsArray(node)) {
        add_value(cl, node, test, info);
        return test;
    }
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node) add_value(cl, item, test, info);
    if (!node->child)
        fl_loader_problem(cl->loader, node,
                          "an empty list, expected at least one value");
    return test;
}

static void parse_under(fl_cond_loader *cl, const cJSON *node, fl_test *test,
                        const fl_attr_info *info)
{
    if (info && info->type != FL_TYPE_TEXT)
        fl_loader_problem_key(cl->loader, node,
                              "\"under\" cannot test %s, expected an "
                              "attribute with a provision",
                              info->name);
    const cJSON *item = cJSON_IsArray(node) ? node->child : node;
    for (; item; item = cJSON_IsArray(node) ? item->next : NULL) {
        if (!cJSON_IsString(item)) {
            fl_loader_problem(cl->loader, item,
                              "not a provision, expected a string");
            continue;
        }
        fl_value *value = FL_PUSH(cl->arena, &test->values);
        value->is_string = true;
        value->text = fl_node_str(item);
        if (fl_packs_section(cl->packs, value->text) == UINT32_MAX)
            fl_loader_problem(cl->loader, item,
                              "unknown provision \"%.*s\", no declared "
                              "section holds it",
                              FL_ARG(value->text));
    }
}

static void parse_order(fl_cond_loader *cl, const cJSON *node, fl_test *test,
                        const fl_attr_info *info)
{
    if (node && info &&
        (info->type == FL_TYPE_TEXT || info->type == FL_TYPE_BOOL))
        fl_loader_problem_key(cl->loader, node,
                              "\"%s\" cannot test %s, expected a number or "
                              "a date attribute",
                              node->string, info->name);
    else
        add_value(cl, node, test, info);
}

static bool order_test(fl_str key, fl_test_kind *kind)
{
    static const struct {
        const char *key;
        fl_test_kind kind;
    } orders[] = { { "<", FL_TEST_LT },
                   { "<=", FL_TEST_LE },
                   { ">", FL_TEST_GT },
                   { ">=", FL_TEST_GE } };
    for (size_t i = 0; i < 4; i++)
        if (fl_str_is(key, orders[i].key)) {
            *kind = orders[i].kind;
            return true;
        }
    return false;
}

/* The single member of an object, comments aside; NULL when not single. */
static const cJSON *single_member(const cJSON *node)
{
    const cJSON *found = NULL;
    for (const cJSON *m = node->child; m; m = m->next) {
        if (strcmp(m->string, "comment") == 0)
            continue;
        if (found)
            return NULL;
        found = m;
    }
    return found;
}

const fl_test *fl_cond_test(fl_cond_loader *cl, const cJSON *node,
                            const fl_attr_info *info, unsigned depth)
{
    if (!cJSON_IsObject(node) || cJSON_GetObjectItemCaseSensitive(node, "unit"))
        return one_of(cl, node, info);
    const cJSON *m = single_member(node);
    fl_str key = m ? fl_str_from(m->string) : FL_STR("");
    fl_test *test = FL_NEW(cl->arena, fl_test);
    if (depth > FL_LIMIT_CONDITION_DEPTH) {
        fl_loader_problem(cl->loader, node, "nested over %u deep",
                          FL_LIMIT_CONDITION_DEPTH);
    } else if (fl_str_is(key, "not")) {
        test->kind = FL_TEST_NOT;
        test->inner = fl_cond_test(cl, m, info, depth + 1);
    } else if (fl_str_is(key, "exists")) {
        test->kind = FL_TEST_EXISTS;
        test->exists = cJSON_IsTrue(m);
        if (!cJSON_IsBool(m))
            fl_loader_problem(cl->loader, m,
                              "wrong type for exists, expected true or false");
    } else if (fl_str_is(key, "under")) {
        test->kind = FL_TEST_UNDER;
        parse_under(cl, m, test, info);
    } else if (order_test(key, &test->kind)) {
        parse_order(cl, m, test, info);
    } else {
        fl_loader_problem(cl->loader, node,
                          "not a test, expected a value, a list of values, or "
                          "one of not, exists, under, <, <=, >, >=");
    }
    return test;
}

/* ---- nodes ------------------------------------------------------------------------ */

static fl_condition *parse_children(fl_cond_loader *cl, const cJSON *node,
                                    fl_cond_kind kind)
{
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = kind;
    if (kind == FL_COND_NOT || kind == FL_COND_PERHAPS) {
        *FL_PUSH(cl->arena, &cond->children) = fl_cond_parse(cl, node);
        return cond;
    }
    if (!cJSON_IsArray(node) || !node->child) {
        fl_loader_problem(cl->loader, node,
                          "wrong type for %s, expected a list of conditions",
                          node->string);
        return cond;
    }
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node) * FL_PUSH(cl->arena, &cond->children) =
        fl_cond_parse(cl, item);
    return cond;
}

static fl_condition *parse_attrs(fl_cond_loader *cl, const cJSON *node)
{
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = FL_COND_ATTRS;
    for (const cJSON *m = node->child; m; m = m->next) {
        fl_str key = fl_str_from(m->string);
        if (fl_str_is(key, "comment"))
            continue;
        if (!memchr(key.ptr, '.', key.len)) {
            fl_loader_problem_key(
                cl->loader, m,
                "unknown key \"%.*s\", expected all, any, not, perhaps, has, "
                "lacks, days, late, compare, tuple or \"binding.attribute\"",
                FL_ARG(key));
            continue;
        }
        fl_attr_test at = { 0 };
        const fl_attr_info *info = NULL;
        if (!fl_cond_path(cl, m, key, &at.path, &info))
            continue;
        at.test = fl_cond_test(cl, m, info, 0);
        *FL_PUSH(cl->arena, &cond->attrs) = at;
    }
    if (!single_member(node) && (!node->child || !node->child->next))
        fl_loader_problem(cl->loader, node,
                          "an empty condition, expected at least one test");
    return cond;
}

/* The key that says which form an object has; NULL: tests of attributes. */
static const cJSON *form_key(const cJSON *node)
{
    static const char *const keys[] = { "all",   "any",  "not",  "perhaps",
                                        "has",   "days", "late", "compare",
                                        "lacks", "tuple" };
    for (const cJSON *m = node->child; m; m = m->next)
        for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
            if (strcmp(m->string, keys[i]) == 0)
                return m;
    return NULL;
}

static fl_condition *parse_form(fl_cond_loader *cl, const cJSON *node)
{
    const cJSON *key = form_key(node);
    fl_str form = key ? fl_str_from(key->string) : FL_STR("");
    if (!key)
        return parse_attrs(cl, node);
    if (fl_str_is(form, "has") || fl_str_is(form, "lacks"))
        return fl_cond_parse_exist(cl, node);
    if (fl_str_is(form, "days"))
        return fl_cond_parse_days(cl, node);
    if (fl_str_is(form, "late"))
        return fl_cond_parse_late(cl, node);
    if (fl_str_is(form, "compare"))
        return fl_cond_parse_compare(cl, node);
    if (fl_str_is(form, "tuple"))
        return fl_cond_parse_tuple(cl, node);
    if (!single_member(node))
        fl_loader_problem(cl->loader, node,
                          "\"%s\" stands beside other keys, expected it alone",
                          key->string);
    fl_cond_kind kind = fl_str_is(form, "all")       ? FL_COND_ALL
                        : fl_str_is(form, "any")     ? FL_COND_ANY
                        : fl_str_is(form, "perhaps") ? FL_COND_PERHAPS
                                                     : FL_COND_NOT;
    return parse_children(cl, key, kind);
}

const fl_condition *fl_cond_parse(fl_cond_loader *cl, const cJSON *node)
{
    if (!cJSON_IsObject(node)) {
        fl_loader_problem(cl->loader, node,
                          "not a condition, expected an object");
        return NULL;
    }
    if (cl->depth >= FL_LIMIT_CONDITION_DEPTH) {
        fl_loader_problem(cl->loader, node, "nested over %u deep",
                          FL_LIMIT_CONDITION_DEPTH);
        return NULL;
    }
    cl->depth++;
    fl_condition *cond = parse_form(cl, node);
    cl->depth--;
    if (cond->kind > FL_COND_PERHAPS)
        cond->json = fl_cond_text(cl->arena, node);
    return cond;
}

const fl_condition *fl_condition_load(fl_loader *loader, const cJSON *node,
                                      fl_scope *scope)
{
    fl_cond_loader cl = { .loader = loader,
                          .scope = scope,
                          .arena = fl_loader_arena(loader),
                          .packs = fl_loader_packs(loader),
                          .bound_count = 2,
                          .next_slot = 2 };
    cl.bound[0] = (fl_bound_name){ FL_STR("document"), FL_KIND_DOCUMENT, 1 };
    cl.bound[1] = (fl_bound_name){ fl_str_from(fl_kind_name(scope->subject)),
                                   scope->subject, 0 };
    return fl_cond_parse(&cl, node);
}
