/*
 * An entry with an overlay's patch applied: scalars and conditions replace,
 * lists take {"add", "remove"}, null takes a member away. The result is a new
 * tree whose nodes remember where they were written.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

/* Members that are merged member by member; other objects replace. */
static const char *const merged[] = { "examples", "attributes", "in_force",
                                      "applies", NULL };

static bool in_list(const char *name, const char *const *list)
{
    for (size_t i = 0; list[i]; i++) {
        if (strcmp(name, list[i]) == 0)
            return true;
    }
    return false;
}

static void remember(fl_loader *loader, const cJSON *copy,
                     const cJSON *original)
{
    *FL_PUSH(loader->arena, &loader->aliases) = (fl_alias){ copy, original };
}

/* A node without children in the arena; text and names are borrowed. */
static cJSON *shallow(fl_loader *loader, const cJSON *node)
{
    cJSON *copy = FL_NEW(loader->arena, cJSON);
    *copy = *node;
    copy->next = copy->prev = copy->child = NULL;
    remember(loader, copy, node);
    return copy;
}

/* cJSON keeps the last child in the first child's prev. */
static void append(cJSON *parent, cJSON *child)
{
    child->next = NULL;
    if (!parent->child) {
        parent->child = child;
        child->prev = child;
        return;
    }
    child->prev = parent->child->prev;
    parent->child->prev->next = child;
    parent->child->prev = child;
}

static cJSON *deep(fl_loader *loader, const cJSON *node)
{
    cJSON *copy = shallow(loader, node);
    const cJSON *child = NULL;
    cJSON_ArrayForEach(child, node) append(copy, deep(loader, child));
    return copy;
}

static bool list_change(const cJSON *node)
{
    const cJSON *child = NULL;
    if (!cJSON_IsObject(node) || !node->child)
        return false;
    cJSON_ArrayForEach(child, node)
    {
        if (strcmp(child->string, "add") != 0 &&
            strcmp(child->string, "remove") != 0)
            return false;
    }
    return true;
}

/* True when `named` (of "remove") means `item`: equal to it, or the string
 * that is the item's "provision" or "day". */
static bool means(const cJSON *named, const cJSON *item)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(item, "provision");
    if (!id)
        id = cJSON_GetObjectItemCaseSensitive(item, "day");
    return cJSON_Compare(named, item, true) ||
           (cJSON_IsString(named) && cJSON_IsString(id) &&
            strcmp(named->valuestring, id->valuestring) == 0);
}

static bool holds(const cJSON *list, const cJSON *item, bool by_id)
{
    const cJSON *other = NULL;
    cJSON_ArrayForEach(other, list)
    {
        if (by_id ? means(item, other) : cJSON_Compare(item, other, true))
            return true;
    }
    return false;
}

static bool removed_from(const cJSON *removals, const cJSON *item)
{
    const cJSON *named = NULL;
    cJSON_ArrayForEach(named, removals)
    {
        if (means(named, item))
            return true;
    }
    return false;
}

/* `base` (an array or NULL) less "remove", then "add". */
static cJSON *patch_list(fl_loader *loader, const cJSON *base,
                         const cJSON *patch)
{
    static const fl_field fields[] = {
        { "add", FL_FIELD_ARRAY, false },
        { "remove", FL_FIELD_ARRAY, false },
    };
    const cJSON *in[2] = { 0 };
    const cJSON *item = NULL;
    fl_loader_fields(loader, patch, fields, 2, in);
    cJSON *out = shallow(loader, patch);
    out->type = cJSON_Array;
    cJSON_ArrayForEach(item, base)
    {
        if (!removed_from(in[1], item))
            append(out, deep(loader, item));
    }
    cJSON_ArrayForEach(item, in[1])
    {
        if (!holds(base, item, true))
            fl_loader_problem(loader, item,
                              "nothing to remove: the list has no such item");
    }
    cJSON_ArrayForEach(item, in[0])
    {
        if (holds(base, item, false))
            fl_loader_problem(loader, item,
                              "nothing to add: the list has this item");
        append(out, deep(loader, item));
    }
    return out;
}

static cJSON *patch_object(fl_loader *loader, const cJSON *base,
                           const cJSON *patch);

/* What becomes of the member `old` (or NULL) by the patch's `change`. */
static cJSON *patch_member(fl_loader *loader, const cJSON *old,
                           const cJSON *change)
{
    if (list_change(change) && (!old || cJSON_IsArray(old))) {
        cJSON *list = patch_list(loader, old, change);
        return list;
    }
    if (cJSON_IsArray(change)) {
        fl_loader_problem(loader, change,
                          "\"%s\" is a list, expected {\"add\": […], "
                          "\"remove\": […]}",
                          change->string);
        return NULL;
    }
    if (old && cJSON_IsObject(old) && cJSON_IsObject(change) &&
        in_list(change->string, merged))
        return patch_object(loader, old, change);
    return deep(loader, change);
}

static cJSON *patch_object(fl_loader *loader, const cJSON *base,
                           const cJSON *patch)
{
    cJSON *out = shallow(loader, base);
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, base)
    {
        const cJSON *change =
            cJSON_GetObjectItemCaseSensitive(patch, item->string);
        cJSON *made = NULL;
        if (!change)
            made = deep(loader, item);
        else if (!cJSON_IsNull(change))
            made = patch_member(loader, item, change);
        if (made)
            append(out, made);
    }
    cJSON_ArrayForEach(item, patch)
    {
        if (strcmp(item->string, "change") == 0 ||
            cJSON_GetObjectItemCaseSensitive(base, item->string))
            continue;
        if (cJSON_IsNull(item)) {
            fl_loader_problem_key(loader, item,
                                  "nothing to take away: the entry has no "
                                  "\"%s\"",
                                  item->string);
            continue;
        }
        cJSON *made = patch_member(loader, NULL, item);
        if (made)
            append(out, made);
    }
    return out;
}

/* The overlay's own entry without its "change". */
static cJSON *without_change(fl_loader *loader, const cJSON *node)
{
    cJSON *out = shallow(loader, node);
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node)
    {
        if (strcmp(item->string, "change") != 0)
            append(out, deep(loader, item));
    }
    return out;
}

/* A word list is an array, its changes are objects. */
static const cJSON *patch_words(fl_loader *loader, const cJSON *base,
                                const cJSON *patch)
{
    if (base)
        return patch_list(loader, base, without_change(loader, patch));
    static const fl_field fields[] = {
        { "change", FL_FIELD_STRING, true },
        { "entries", FL_FIELD_STRINGS, true },
    };
    const cJSON *in[2] = { 0 };
    fl_loader_fields(loader, patch, fields, 2, in);
    return in[1] ? in[1] : patch;
}

const cJSON *fl_entry_patch(fl_loader *loader, fl_entry_kind kind,
                            const cJSON *base, const cJSON *patch)
{
    if (kind == FL_ENTRY_WORDS)
        return patch_words(loader, base, patch);
    if (!base)
        return without_change(loader, patch);
    return patch_object(loader, base, patch);
}
