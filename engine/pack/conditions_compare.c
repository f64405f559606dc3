/*
 * JSON to fl_condition: days, compare and tuple, whose operands are attributes,
 * literal values or products of them.
 * SPDX-License-Identifier: MIT
 */
#include "pack/conditions.h"

/* Days of grace beyond a period. */
#define MOST_MORE 366

typedef struct {
    fl_operand operand;
    const fl_attr_info *info; /* NULL: a literal or a pack's attribute */
} typed_operand;

/* "<", "<=", ">", ">=", "=", "!=": true and *op. */
static bool cond_op(fl_str text, fl_op *op)
{
    static const struct {
        const char *text;
        fl_op op;
    } ops[] = { { "<", FL_OP_LT },  { "<=", FL_OP_LE }, { ">", FL_OP_GT },
                { ">=", FL_OP_GE }, { "=", FL_OP_EQ },  { "==", FL_OP_EQ },
                { "!=", FL_OP_NE } };
    for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
        if (fl_str_is(text, ops[i].text)) {
            *op = ops[i].op;
            return true;
        }
    return false;
}

/* "date.value" and even "dtae.value", but no "e.g." and no "12.50". */
static bool looks_like_path(fl_str text)
{
    size_t dot = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !dot)
            dot = i;
        else if (!fl_is_alpha(c) && c != '-' && c != '_' && c != '.' &&
                 !fl_is_digit(c))
            return false;
    }
    return dot > 0 && dot + 1 < text.len && fl_is_alpha(text.ptr[0]);
}

static bool parse_plain(fl_cond_loader *cl, const cJSON *node,
                        typed_operand *out)
{
    *out = (typed_operand){ 0 };
    fl_str text = fl_node_str(node);
    if (cJSON_IsString(node) && looks_like_path(text)) {
        out->operand.is_path = true;
        return fl_cond_path(cl, node, text, &out->operand.path, &out->info);
    }
    return fl_cond_value(cl, node, &out->operand.value);
}

static bool is_literal(const typed_operand *o)
{
    return !o->operand.is_path && !o->operand.factors;
}

static fl_attr_type operand_type(const typed_operand *o)
{
    if (o->operand.is_path)
        return o->info ? o->info->type : FL_TYPE_ANY;
    if (o->operand.value.is_date)
        return FL_TYPE_DATE;
    if (o->operand.value.is_number || o->operand.factors)
        return FL_TYPE_QUANTITY;
    return o->operand.value.is_bool ? FL_TYPE_BOOL : FL_TYPE_TEXT;
}

/* {"product": [operand, operand, …]}: of numbers and quantities alone. */
static bool parse_product(fl_cond_loader *cl, const cJSON *list,
                          typed_operand *out)
{
    const cJSON *item = NULL;
    *out = (typed_operand){ 0 };
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) < 2) {
        fl_loader_problem(cl->loader, list,
                          "wrong form of product, expected a list of at least "
                          "two operands");
        return false;
    }
    size_t count = (size_t)cJSON_GetArraySize(list);
    out->operand.factors = FL_NEW_ARRAY(cl->arena, count, fl_operand);
    cJSON_ArrayForEach(item, list)
    {
        typed_operand factor;
        if (!parse_plain(cl, item, &factor))
            return false;
        fl_attr_type type = operand_type(&factor);
        if (type != FL_TYPE_QUANTITY && type != FL_TYPE_ANY) {
            fl_loader_problem(cl->loader, item,
                              "not a number, expected a number or a "
                              "quantity's attribute");
            return false;
        }
        out->operand.factors[out->operand.factor_count++] = factor.operand;
    }
    return true;
}

static bool parse_operand(fl_cond_loader *cl, const cJSON *node,
                          typed_operand *out)
{
    const cJSON *product = cJSON_GetObjectItemCaseSensitive(node, "product");
    return product ? parse_product(cl, product, out)
                   : parse_plain(cl, node, out);
}

/* The one of "<", "<=", ">", ">=" among got[0..3]; reports when not one. */
static const cJSON *single_op(fl_cond_loader *cl, const cJSON *node,
                              const cJSON **got)
{
    const cJSON *found = NULL;
    for (size_t i = 0; i < 4; i++) {
        if (found && got[i]) {
            fl_loader_problem_key(cl->loader, got[i],
                                  "a second comparison, expected one");
            return NULL;
        }
        if (got[i])
            found = got[i];
    }
    if (!found)
        fl_loader_problem(cl->loader, node,
                          "days without <, <=, > or >=, expected one of them");
    return found;
}

static void parse_date(fl_cond_loader *cl, const cJSON *node, fl_operand *out)
{
    typed_operand o;
    if (!parse_operand(cl, node, &o))
        return;
    fl_attr_type type = operand_type(&o);
    if (type != FL_TYPE_DATE && type != FL_TYPE_ANY)
        fl_loader_problem(cl->loader, node,
                          "not a date, expected a date's attribute or "
                          "YYYY-MM-DD");
    *out = o.operand;
}

static void parse_dates(fl_cond_loader *cl, const cJSON *list,
                        fl_condition *cond)
{
    if (cJSON_GetArraySize(list) != 2) {
        fl_loader_problem(cl->loader, list,
                          "wrong form of two dates, expected [from, to]");
        return;
    }
    parse_date(cl, list->child, &cond->left);
    parse_date(cl, list->child->next, &cond->right);
}

fl_condition *fl_cond_parse_days(fl_cond_loader *cl, const cJSON *node)
{
    static const fl_field fields[] = {
        { "<", FL_FIELD_NUMBER, false },  { "<=", FL_FIELD_NUMBER, false },
        { ">", FL_FIELD_NUMBER, false },  { ">=", FL_FIELD_NUMBER, false },
        { "days", FL_FIELD_ARRAY, true }, { "calendar", FL_FIELD_STRING, true }
    };
    const cJSON *got[6];
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = FL_COND_DAYS;
    fl_loader_fields(cl->loader, node, fields, 6, got);
    const cJSON *op = single_op(cl, node, got);
    if (op) {
        cond_op(fl_str_from(op->string), &cond->op);
        cond->days = op->valuedouble;
    }
    if (got[5] && !fl_str_is(fl_node_str(got[5]), "calendar-days"))
        cond->calendar =
            fl_loader_name(cl->loader, got[5], FL_NAME_CALENDAR, "calendar");
    if (!got[4])
        return cond;
    parse_dates(cl, got[4], cond);
    return cond;
}

fl_condition *fl_cond_parse_late(fl_cond_loader *cl, const cJSON *node)
{
    enum { LATE, PERIOD, MORE, COUNT };
    static const fl_field fields[COUNT] = { { "late", FL_FIELD_ARRAY, true },
                                            { "period", FL_FIELD_STRING, true },
                                            { "more", FL_FIELD_INTEGER,
                                              false } };
    const cJSON *got[COUNT];
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = FL_COND_LATE;
    fl_loader_fields(cl->loader, node, fields, COUNT, got);
    cond->period =
        fl_loader_name(cl->loader, got[PERIOD], FL_NAME_PERIOD, "period");
    if (got[MORE] &&
        (got[MORE]->valuedouble < 0 || got[MORE]->valuedouble > MOST_MORE))
        fl_loader_problem(cl->loader, got[MORE],
                          "no number of days, expected 0 to %d", MOST_MORE);
    else if (got[MORE])
        cond->days = got[MORE]->valuedouble;
    if (got[LATE])
        parse_dates(cl, got[LATE], cond);
    return cond;
}

static void check_sides(fl_cond_loader *cl, const cJSON *node,
                        const typed_operand *left, const typed_operand *right,
                        fl_op op)
{
    fl_attr_type l = operand_type(left);
    fl_attr_type r = operand_type(right);
    bool ordered = op != FL_OP_EQ && op != FL_OP_NE;
    /* A string literal that is a date serves a text attribute too. */
    bool mixed = (l == FL_TYPE_TEXT && !right->operand.is_path &&
                  right->operand.value.is_string) ||
                 (r == FL_TYPE_TEXT && !left->operand.is_path &&
                  left->operand.value.is_string);
    if (l != FL_TYPE_ANY && r != FL_TYPE_ANY && l != r && !mixed)
        fl_loader_problem(cl->loader, node,
                          "the two sides have different types");
    else if (ordered && (l == FL_TYPE_TEXT || l == FL_TYPE_BOOL ||
                         r == FL_TYPE_TEXT || r == FL_TYPE_BOOL))
        fl_loader_problem(cl->loader, node,
                          "only numbers and dates have an order, expected = "
                          "or !=");
    else if (left->operand.is_path && is_literal(right))
        fl_cond_check_value(cl, node, &right->operand.value, left->info);
    else if (right->operand.is_path && is_literal(left))
        fl_cond_check_value(cl, node, &left->operand.value, right->info);
}

fl_condition *fl_cond_parse_compare(fl_cond_loader *cl, const cJSON *node)
{
    static const fl_field fields[] = { { "compare", FL_FIELD_ARRAY, true } };
    const cJSON *list = NULL;
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = FL_COND_COMPARE;
    fl_loader_fields(cl->loader, node, fields, 1, &list);
    if (!list)
        return cond;
    if (cJSON_GetArraySize(list) != 3 ||
        !cond_op(fl_node_str(list->child->next), &cond->op)) {
        fl_loader_problem(cl->loader, list,
                          "wrong form of compare, expected [operand, op, "
                          "operand] with one of <, <=, >, >=, =, !=");
        return cond;
    }
    typed_operand left;
    typed_operand right;
    bool ok = parse_operand(cl, list->child, &left);
    ok &= parse_operand(cl, list->child->next->next, &right);
    if (!ok)
        return cond;
    if (is_literal(&left) && is_literal(&right))
        fl_loader_problem(cl->loader, list,
                          "compares two values, expected an attribute");
    check_sides(cl, list, &left, &right, cond->op);
    cond->left = left.operand;
    cond->right = right.operand;
    return cond;
}

static void parse_row(fl_cond_loader *cl, const cJSON *row, fl_condition *cond,
                      const fl_attr_info **infos)
{
    if (!cJSON_IsArray(row) ||
        (size_t)cJSON_GetArraySize(row) != cond->operands.count) {
        fl_loader_problem(cl->loader, row,
                          "wrong row, expected a list of %zu values",
                          cond->operands.count);
        return;
    }
    const cJSON *item = row->child;
    for (size_t i = 0; item; item = item->next, i++) {
        fl_value *value = FL_PUSH(cl->arena, &cond->rows);
        if (fl_cond_value(cl, item, value))
            fl_cond_check_value(cl, item, value, infos[i]);
    }
}

fl_condition *fl_cond_parse_tuple(fl_cond_loader *cl, const cJSON *node)
{
    static const fl_field fields[] = { { "tuple", FL_FIELD_ARRAY, true },
                                       { "one_of", FL_FIELD_ARRAY, true } };
    const cJSON *got[2];
    fl_condition *cond = FL_NEW(cl->arena, fl_condition);
    cond->kind = FL_COND_TUPLE;
    if (!fl_loader_fields(cl->loader, node, fields, 2, got))
        return cond;
    if (!got[0]->child || !got[1]->child) {
        fl_loader_problem(cl->loader, node,
                          "an empty tuple, expected operands and rows");
        return cond;
    }
    FL_VEC(const fl_attr_info *) infos = { 0 };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, got[0])
    {
        typed_operand o;
        parse_operand(cl, item, &o);
        *FL_PUSH(cl->arena, &cond->operands) = o.operand;
        *FL_PUSH(cl->arena, &infos) = o.info;
    }
    cJSON_ArrayForEach(item, got[1]) parse_row(cl, item, cond, infos.items);
    return cond;
}
