/*
 * What only the whole set can tell: holes of messages, gates, and which rule
 * takes which one's place.
 * SPDX-License-Identifier: MIT
 */
#include "pack/attributes.h"
#include "pack/state.h"

/* Holes that the engine fills for every rule. */
static const char *const known_holes[] = { "claims", "quote", "derivation",
                                           "subject", NULL };

static bool has_attribute(const fl_loader *loader, fl_kind kind, fl_str name)
{
    return fl_condition_has_attribute(loader, kind, name) ||
           (kind == FL_KIND_CLAIM &&
            fl_loader_knows(loader, FL_NAME_ATTRIBUTE,
                            fl_packs_atom(loader->packs, name)));
}

/* True when {binding.attribute} can be filled in. */
static bool bound(const fl_loader *loader, const fl_scope *scope, fl_str hole)
{
    size_t dot = 0;
    while (dot < hole.len && hole.ptr[dot] != '.')
        dot++;
    if (dot == hole.len)
        return false;
    fl_str name = fl_str_slice(hole, 0, dot);
    fl_str attribute = fl_str_slice(hole, dot + 1, hole.len);
    if (fl_str_is(name, fl_kind_name(scope->subject)) &&
        has_attribute(loader, scope->subject, attribute))
        return true;
    if (fl_str_is(name, fl_kind_name(FL_KIND_DOCUMENT)) &&
        has_attribute(loader, FL_KIND_DOCUMENT, attribute))
        return true;
    for (size_t i = 0; i < scope->bindings.count; i++) {
        const fl_binding *binding = &scope->bindings.items[i];
        if (fl_str_eq(binding->name, name) &&
            has_attribute(loader, binding->kind, attribute))
            return true;
    }
    return false;
}

static bool known_hole(fl_str hole)
{
    for (size_t i = 0; known_holes[i]; i++) {
        if (fl_str_is(hole, known_holes[i]))
            return true;
    }
    return false;
}

void fl_check_holes(fl_loader *loader, const cJSON *node, const fl_scope *scope)
{
    fl_str text = fl_node_str(node);
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] == '}') {
            fl_loader_problem_at(loader, node, at, "'}' without its '{'");
            continue;
        }
        if (text.ptr[at] != '{')
            continue;
        size_t end = at + 1;
        while (end < text.len && text.ptr[end] != '}' && text.ptr[end] != '{')
            end++;
        fl_str hole = fl_str_slice(text, at + 1, end);
        if (end == text.len || text.ptr[end] == '{') {
            fl_loader_problem_at(loader, node, at, "'{' without its '}'");
            at = end - 1;
            continue;
        }
        if (!known_hole(hole) && !bound(loader, scope, hole))
            fl_loader_problem_at(
                loader, node, at + 1,
                "{%.*s} is not bound, expected {claims}, {quote}, "
                "{derivation}, {subject} or an attribute of a binding such as "
                "{%s.…}",
                FL_ARG(hole), fl_kind_name(scope->subject));
        at = end;
    }
}

static void check_gate(fl_loader *loader, const fl_source *source,
                       fl_pack *pack)
{
    static const fl_field members[] = {
        { "regime", FL_FIELD_STRINGS, false },
        { "document_kind", FL_FIELD_STRINGS, false },
    };
    const cJSON *in[2] = { 0 };
    if (!source->applies)
        return;
    fl_loader_fields(loader, source->applies, members, 2, in);
    pack->regimes.items = fl_load_names(loader, in[0], FL_NAME_REGIME, "regime",
                                        &pack->regimes.count);
    pack->kinds.items = fl_load_names(loader, in[1], FL_NAME_DOCUMENT_KIND,
                                      "document kind", &pack->kinds.count);
}

/* Indices of the rules that rule `index` supersedes. */
static void link_supersedes(fl_loader *loader, uint32_t pack,
                            const fl_entry *entry, fl_rule *rule)
{
    const cJSON *list =
        cJSON_GetObjectItemCaseSensitive(entry->node, "supersedes");
    const cJSON *item = NULL;
    if (!cJSON_IsArray(list))
        return;
    cJSON_ArrayForEach(item, list)
    {
        fl_atom id = fl_packs_atom(loader->packs, fl_node_str(item));
        uint32_t at =
            id ? fl_entry_find(loader, FL_ENTRY_RULE, pack, id) : UINT32_MAX;
        if (at != UINT32_MAX)
            *FL_PUSH(loader->arena, &rule->supersedes) =
                loader->sources.items[pack].first_rule + at;
        else if (cJSON_IsString(item))
            fl_loader_problem(loader, item,
                              "unknown rule \"%s\", expected one of this pack",
                              item->valuestring);
    }
}

/* A walk along `supersedes` with an own stack, since chains may be long. */
typedef struct {
    uint8_t *state; /* 0 new, 1 on the path, 2 done */
    uint32_t *path; /* rules from the start on */
    size_t *next;   /* by depth: the edge to follow next */
} walk;

/* True when a rule reached from `start` leads back to one on the path. */
static bool in_circle(const fl_packs *packs, walk *w, uint32_t start)
{
    size_t depth = 1;
    w->path[0] = start;
    w->next[0] = 0;
    w->state[start] = 1;
    while (depth > 0) {
        const fl_rule *rule = &packs->rules.items[w->path[depth - 1]];
        if (w->next[depth - 1] == rule->supersedes.count) {
            w->state[w->path[--depth]] = 2;
            continue;
        }
        uint32_t to = rule->supersedes.items[w->next[depth - 1]++];
        if (w->state[to] == 1)
            return true;
        if (w->state[to] == 0) {
            w->state[to] = 1;
            w->path[depth] = to;
            w->next[depth++] = 0;
        }
    }
    return false;
}

static const fl_entry *rule_entry(const fl_loader *loader, uint32_t rule)
{
    const fl_source *source =
        &loader->sources.items[loader->packs->rules.items[rule].pack];
    return &source->entries[FL_ENTRY_RULE].items[rule - source->first_rule];
}

static void check_circles(fl_loader *loader)
{
    fl_packs *packs = loader->packs;
    size_t count = packs->rules.count;
    walk w = { FL_NEW_ARRAY(loader->arena, count, uint8_t),
               FL_NEW_ARRAY(loader->arena, count + 1, uint32_t),
               FL_NEW_ARRAY(loader->arena, count + 1, size_t) };
    for (uint32_t i = 0; i < count; i++) {
        if (w.state[i] != 0 || !in_circle(packs, &w, i))
            continue;
        const cJSON *node = rule_entry(loader, i)->node;
        const cJSON *list =
            cJSON_GetObjectItemCaseSensitive(node, "supersedes");
        fl_loader_problem(loader, list ? list : node,
                          "rules supersede one another in a circle");
        return;
    }
}

void fl_check_set(fl_loader *loader)
{
    for (uint32_t p = 0; p < loader->sources.count; p++) {
        const fl_source *source = &loader->sources.items[p];
        check_gate(loader, source, &loader->packs->packs.items[p]);
        for (uint32_t i = 0; i < source->entries[FL_ENTRY_RULE].count; i++)
            link_supersedes(
                loader, p, &source->entries[FL_ENTRY_RULE].items[i],
                &loader->packs->rules.items[source->first_rule + i]);
    }
    check_circles(loader);
}
