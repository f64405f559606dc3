/*
 * Reading the members of JSON objects by a table: one pass finds unknown
 * keys, wrong types and missing members, and gives each value by its index.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "pack/attributes.h"
#include "pack/state.h"

#include <math.h>

#define NO_FIELD SIZE_MAX

fl_str fl_node_str(const cJSON *node)
{
    if (!node || !cJSON_IsString(node))
        return FL_STR("");
    return fl_str_from(node->valuestring);
}

static const char *type_name(const cJSON *node)
{
    if (cJSON_IsString(node))
        return "a string";
    if (cJSON_IsNumber(node))
        return "a number";
    if (cJSON_IsBool(node))
        return "true or false";
    if (cJSON_IsArray(node))
        return "an array";
    if (cJSON_IsObject(node))
        return "an object";
    return "null";
}

static const char *expected_name(fl_field_type type)
{
    switch (type) {
    case FL_FIELD_STRING:
        return "a string that is not empty";
    case FL_FIELD_TEXT:
        return "a string";
    case FL_FIELD_BOOL:
        return "true or false";
    case FL_FIELD_INTEGER:
        return "a whole number";
    case FL_FIELD_NUMBER:
        return "a number";
    case FL_FIELD_SCALAR:
        return "a string, a number, true or false";
    case FL_FIELD_DATE:
        return "a date YYYY-MM-DD";
    case FL_FIELD_STRINGS:
        return "an array of strings";
    case FL_FIELD_OBJECTS:
        return "an array of objects";
    case FL_FIELD_ARRAY:
        return "an array";
    case FL_FIELD_OBJECT:
        return "an object";
    case FL_FIELD_ANY:
        return "a value";
    }
    return "a value";
}

static bool whole(const cJSON *node)
{
    return cJSON_IsNumber(node) && fabs(node->valuedouble) <= 1e9 &&
           floor(node->valuedouble) == node->valuedouble;
}

/* Checks the items of an array; reports those of a wrong type. */
static bool items_fit(fl_loader *loader, const cJSON *node, bool strings)
{
    bool fit = true;
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node)
    {
        bool good = strings ? cJSON_IsString(item) && item->valuestring[0]
                            : cJSON_IsObject(item);
        if (good)
            continue;
        fit = false;
        fl_loader_problem(loader, item, "an item is %s, expected %s",
                          cJSON_IsString(item) && strings ? "an empty string"
                                                          : type_name(item),
                          strings ? "a string that is not empty" : "an object");
    }
    return fit;
}

static bool type_fits(const cJSON *node, fl_field_type type)
{
    int32_t day = 0;
    switch (type) {
    case FL_FIELD_STRING:
        return cJSON_IsString(node) && node->valuestring[0];
    case FL_FIELD_TEXT:
        return cJSON_IsString(node);
    case FL_FIELD_BOOL:
        return cJSON_IsBool(node);
    case FL_FIELD_INTEGER:
        return whole(node);
    case FL_FIELD_NUMBER:
        return cJSON_IsNumber(node);
    case FL_FIELD_SCALAR:
        return cJSON_IsString(node) || cJSON_IsNumber(node) ||
               cJSON_IsBool(node);
    case FL_FIELD_DATE:
        return cJSON_IsString(node) && fl_day_parse(fl_node_str(node), &day);
    case FL_FIELD_STRINGS:
    case FL_FIELD_OBJECTS:
    case FL_FIELD_ARRAY:
        return cJSON_IsArray(node);
    case FL_FIELD_OBJECT:
        return cJSON_IsObject(node);
    case FL_FIELD_ANY:
        return true;
    }
    return false;
}

static bool field_fits(fl_loader *loader, const cJSON *node,
                       const fl_field *field)
{
    if (!type_fits(node, field->type)) {
        if (field->type == FL_FIELD_DATE && cJSON_IsString(node))
            fl_loader_problem(loader, node, "\"%s\" is \"%s\", expected %s",
                              field->key, node->valuestring,
                              expected_name(field->type));
        else
            fl_loader_problem(loader, node, "\"%s\" is %s, expected %s",
                              field->key,
                              cJSON_IsString(node) && !node->valuestring[0]
                                  ? "an empty string"
                                  : type_name(node),
                              expected_name(field->type));
        return false;
    }
    if (field->type == FL_FIELD_STRINGS || field->type == FL_FIELD_OBJECTS)
        return items_fit(loader, node, field->type == FL_FIELD_STRINGS);
    return true;
}

static void unknown_key(fl_loader *loader, const cJSON *node,
                        const fl_field *fields, size_t count)
{
    fl_str list = FL_STR("");
    for (size_t i = 0; i < count; i++)
        list = fl_arena_printf(loader->arena, "%.*s%s, ", FL_ARG(list),
                               fields[i].key);
    fl_loader_problem_key(loader, node,
                          "unknown key \"%s\", expected one of: %.*scomment",
                          node->string, FL_ARG(list));
}

static size_t find_field(const fl_field *fields, size_t count, size_t from,
                         const char *key)
{
    /* Files mostly write members in the order of the table. */
    for (size_t i = 0; i < count; i++) {
        size_t at = (from + i) % count;
        if (fields[at].key[0] == key[0] && strcmp(fields[at].key, key) == 0)
            return at;
    }
    return NO_FIELD;
}

bool fl_loader_fields(fl_loader *loader, const cJSON *node,
                      const fl_field *fields, size_t count, const cJSON **out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = NULL;
    if (!cJSON_IsObject(node)) {
        fl_loader_problem(loader, node, "this is %s, expected an object",
                          type_name(node));
        return false;
    }
    bool good = true;
    size_t next = 0;
    const cJSON *item = NULL;
    uint64_t met = 0;
    cJSON_ArrayForEach(item, node)
    {
        size_t at = find_field(fields, count, next, item->string);
        if (at == NO_FIELD && strcmp(item->string, "comment") == 0) {
            static const fl_field comment = { "comment", FL_FIELD_TEXT, false };
            good = field_fits(loader, item, &comment) && good;
        } else if (at == NO_FIELD) {
            unknown_key(loader, item, fields, count);
            good = false;
        } else {
            next = at + 1;
            met |= UINT64_C(1) << at;
            if (field_fits(loader, item, &fields[at]))
                out[at] = item;
            else
                good = false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!fields[i].required || (met >> i & 1))
            continue;
        good = false;
        fl_loader_problem(loader, node, "\"%s\" is missing, expected %s",
                          fields[i].key, expected_name(fields[i].type));
    }
    return good;
}

int fl_loader_choice(fl_loader *loader, const cJSON *node, const char *what,
                     const char *const *names)
{
    if (!node || !cJSON_IsString(node))
        return -1;
    fl_str list = FL_STR("");
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], node->valuestring) == 0)
            return i;
    }
    for (int i = 0; names[i]; i++)
        list = fl_arena_printf(loader->arena, "%.*s%s%s", FL_ARG(list),
                               i > 0 ? ", " : "", names[i]);
    fl_loader_problem(loader, node, "unknown %s \"%s\", expected one of: %.*s",
                      what, node->valuestring, FL_ARG(list));
    return -1;
}

fl_atom fl_loader_name(fl_loader *loader, const cJSON *node, uint32_t kinds,
                       const char *what)
{
    if (!node || !cJSON_IsString(node))
        return 0;
    fl_atom atom = fl_packs_atom(loader->packs, fl_node_str(node));
    if (fl_loader_knows(loader, kinds, atom))
        return atom;
    fl_loader_problem(loader, node,
                      "unknown %s \"%s\", expected one that is declared", what,
                      node->valuestring);
    return 0;
}

int fl_part_role_parse(fl_str name)
{
    for (int i = 0; fl_part_words[i]; i++)
        if (fl_str_is(name, fl_part_words[i]))
            return i;
    return -1;
}

uint32_t fl_loader_roles(fl_loader *loader, const cJSON *node)
{
    uint32_t bits = 0;
    const cJSON *item = cJSON_IsArray(node) ? node->child : node;
    for (; item; item = cJSON_IsArray(node) ? item->next : NULL) {
        int role = fl_loader_choice(loader, item, "part", fl_part_words);
        if (!cJSON_IsString(item))
            fl_loader_problem(loader, item,
                              "this is %s, expected the name of a part",
                              type_name(item));
        if (role >= 0)
            bits |= UINT32_C(1) << role;
    }
    return bits;
}
