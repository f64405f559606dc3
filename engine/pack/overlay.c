/*
 * Gathers the entries of every file of every pack by their identity, then
 * applies the overlays in the order given. Works on JSON: what comes out is
 * compiled as if it had been written in one pack.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

/* The top-level keys of pack files, by fl_entry_kind. `key`: the member that
 * identifies an entry; NULL for strings, and for members of an object. */
static const struct {
    const char *list, *key, *noun;
} kinds[FL_ENTRY_COUNT] = {
    [FL_ENTRY_MODE] = { "modes", "mode", "mode" },
    [FL_ENTRY_STANCE] = { "stances", "stance", "stance" },
    [FL_ENTRY_ELEMENT] = { "elements", "element", "element" },
    [FL_ENTRY_WORDS] = { "words", NULL, "word list" },
    [FL_ENTRY_ABBREVIATION] = { "abbreviations", NULL, "abbreviation" },
    [FL_ENTRY_UNIT] = { "units", "unit", "unit" },
    [FL_ENTRY_TOKEN] = { "tokens", "type", "token type" },
    [FL_ENTRY_MASK] = { "masks", "text", "mask" },
    [FL_ENTRY_CALENDAR] = { "calendars", "calendar", "calendar" },
    [FL_ENTRY_PERIOD] = { "periods", "period", "period" },
    [FL_ENTRY_INSTRUMENT] = { "instruments", "instrument", "instrument" },
    [FL_ENTRY_SECTION] = { "provisions", "section", "section" },
    [FL_ENTRY_PIECE] = { "scaffold", "piece", "piece" },
    [FL_ENTRY_CONCEPT] = { "concepts", "concept", "concept" },
    [FL_ENTRY_RULE] = { "rules", "rule", "rule" },
};

typedef struct {
    fl_loader *loader;
    uint32_t from; /* pack whose file it is */
    uint32_t pack; /* pack that it goes into: itself, or the extended one */
    bool overlay;
    uint32_t file;
    fl_entry_kind kind;
} gatherer;

const char *fl_entry_noun(fl_entry_kind kind)
{
    return kinds[kind].noun;
}

static fl_entry *entry_at(const gatherer *g, uint32_t at)
{
    return &g->loader->sources.items[g->pack].entries[g->kind].items[at];
}

static void add_entry(gatherer *g, fl_atom id, const cJSON *node)
{
    fl_loader *loader = g->loader;
    const fl_source *source = &loader->sources.items[g->from];
    uint32_t found = fl_entry_find(loader, g->kind, g->pack, id);
    if (found != UINT32_MAX && !entry_at(g, found)->removed) {
        fl_str name = fl_atom_name(loader->packs, id);
        if (g->overlay)
            fl_loader_problem(loader, node,
                              "%s \"%.*s\" exists already, expected a new "
                              "name or a \"change\"",
                              kinds[g->kind].noun, FL_ARG(name));
        else
            fl_loader_problem(loader, node,
                              "%s \"%.*s\" is declared twice in this pack",
                              kinds[g->kind].noun, FL_ARG(name));
        return;
    }
    fl_source *into = &loader->sources.items[g->pack];
    fl_entry entry = { .id = id,
                       .node = node,
                       .origin = g->from,
                       .added = g->overlay,
                       .group =
                           fl_path_stem(source->files.items[g->file].name) };
    if (found != UINT32_MAX) {
        into->entries[g->kind].items[found] = entry;
        return;
    }
    fl_entry_put(loader, g->kind, g->pack, id,
                 (uint32_t)into->entries[g->kind].count);
    *FL_PUSH(loader->arena, &into->entries[g->kind]) = entry;
}

/* True when the overlay leaves basis and strength of a rule alone. */
static void keep_basis(gatherer *g, const cJSON *base, const cJSON *change,
                       bool patch)
{
    static const char *const fixed[] = { "basis", "strength" };
    for (size_t i = 0; g->kind == FL_ENTRY_RULE && i < 2; i++) {
        const cJSON *a = cJSON_GetObjectItemCaseSensitive(base, fixed[i]);
        const cJSON *b = cJSON_GetObjectItemCaseSensitive(change, fixed[i]);
        bool same = patch ? !b : cJSON_Compare(a, b, true);
        if (!same)
            fl_loader_problem(g->loader, b ? b : change,
                              "an overlay may not change the %s of a rule",
                              fixed[i]);
    }
}

/* The entry that an overlay changes: of the pack that it extends, or of one
 * that this pack uses. NULL: there is none. */
static fl_entry *entry_to_change(const gatherer *g, fl_atom id)
{
    const fl_pack *info = &g->loader->packs->packs.items[g->pack];
    gatherer at = *g;
    for (size_t i = 0; i <= info->uses.count; i++) {
        at.pack = i == 0 ? g->pack : info->uses.items[i - 1];
        uint32_t found = fl_entry_find(g->loader, g->kind, at.pack, id);
        if (found != UINT32_MAX && !entry_at(&at, found)->removed)
            return entry_at(&at, found);
    }
    return NULL;
}

/* An overlay's entry with "change". */
static void change_entry(gatherer *g, fl_atom id, const cJSON *node,
                         const cJSON *how)
{
    static const char *const changes[] = { "replace", "patch", "remove", NULL };
    fl_loader *loader = g->loader;
    if (!g->overlay) {
        fl_loader_problem_key(loader, how,
                              "\"change\" in a pack that is no overlay");
        return;
    }
    if (!cJSON_IsString(how)) {
        fl_loader_problem(loader, how,
                          "\"change\" is no string, expected replace, patch "
                          "or remove");
        return;
    }
    int change = fl_loader_choice(loader, how, "change", changes);
    fl_entry *entry = entry_to_change(g, id);
    if (!entry) {
        fl_loader_problem(
            loader, node,
            "change of an unknown %s \"%.*s\", expected one of pack \"%.*s\"",
            kinds[g->kind].noun, FL_ARG(fl_atom_name(loader->packs, id)),
            FL_ARG(loader->packs->packs.items[g->pack].name));
        return;
    }
    entry->origin = g->from;
    if (change == 2) {
        entry->removed = true;
    } else if (change == 1) {
        keep_basis(g, entry->node, node, true);
        entry->node = fl_entry_patch(loader, g->kind, entry->node, node);
    } else if (change == 0) {
        keep_basis(g, entry->node, node, false);
        entry->node = fl_entry_patch(loader, g->kind, NULL, node);
    }
}

/* Sections, instruments, masks and abbreviations have their own forms. */
static bool plain_name(fl_entry_kind kind, fl_str name)
{
    if (kind == FL_ENTRY_SECTION || kind == FL_ENTRY_INSTRUMENT ||
        kind == FL_ENTRY_MASK || kind == FL_ENTRY_ABBREVIATION)
        return true;
    for (size_t i = 0; i < name.len; i++) {
        char b = name.ptr[i];
        if (!fl_is_lower(b) && (i == 0 || (!fl_is_digit(b) && b != '-')))
            return false;
    }
    return true;
}

/* One item of a list such as "rules". */
static void gather_item(gatherer *g, const cJSON *item)
{
    fl_loader *loader = g->loader;
    const char *key = kinds[g->kind].key;
    const cJSON *id = item;
    if (key) {
        if (!cJSON_IsObject(item)) {
            fl_loader_problem(loader, item, "expected an object with \"%s\"",
                              key);
            return;
        }
        id = cJSON_GetObjectItemCaseSensitive(item, key);
    }
    if (!cJSON_IsString(id) || !id->valuestring[0]) {
        fl_loader_problem(loader, id ? id : item,
                          key ? "\"%s\" is missing or no name, expected a "
                                "string"
                              : "%s expected a string",
                          key ? key : "an abbreviation:");
        return;
    }
    if (!plain_name(g->kind, fl_node_str(id)))
        fl_loader_problem(loader, id,
                          "\"%s\" is no name, expected small letters, digits "
                          "and '-'",
                          id->valuestring);
    fl_atom atom = fl_loader_atom(loader, fl_node_str(id));
    const cJSON *how =
        key ? cJSON_GetObjectItemCaseSensitive(item, "change") : NULL;
    if (how)
        change_entry(g, atom, item, how);
    else
        add_entry(g, atom, item);
}

/* "words" is an object: each member is a list, or a change of one. */
static void gather_words(gatherer *g, const cJSON *words)
{
    const cJSON *item = NULL;
    if (!cJSON_IsObject(words)) {
        fl_loader_problem(g->loader, words,
                          "\"words\" is no object, expected lists by name");
        return;
    }
    cJSON_ArrayForEach(item, words)
    {
        if (strcmp(item->string, "comment") == 0 && cJSON_IsString(item))
            continue;
        fl_atom id = fl_loader_atom(g->loader, fl_str_from(item->string));
        const cJSON *how =
            cJSON_IsObject(item)
                ? cJSON_GetObjectItemCaseSensitive(item, "change")
                : NULL;
        if (!id || !plain_name(g->kind, fl_str_from(item->string)))
            fl_loader_problem_key(g->loader, item,
                                  "\"%s\" is no name of a word list, expected "
                                  "small letters, digits and '-'",
                                  item->string);
        else if (how)
            change_entry(g, id, item, how);
        else
            add_entry(g, id, item);
    }
}

/* {"add": […], "remove": […]} of abbreviations in an overlay. */
static void gather_abbreviations(gatherer *g, const cJSON *node)
{
    static const fl_field fields[] = {
        { "add", FL_FIELD_STRINGS, false },
        { "remove", FL_FIELD_STRINGS, false },
    };
    const cJSON *in[2] = { 0 };
    const cJSON *item = NULL;
    fl_loader_fields(g->loader, node, fields, 2, in);
    cJSON_ArrayForEach(item, in[0]) gather_item(g, item);
    cJSON_ArrayForEach(item, in[1])
    {
        fl_atom id = fl_packs_atom(g->loader->packs, fl_node_str(item));
        uint32_t at = fl_entry_find(g->loader, g->kind, g->pack, id);
        if (id == 0 || at == UINT32_MAX || entry_at(g, at)->removed)
            fl_loader_problem(g->loader, item,
                              "unknown abbreviation, expected one of the "
                              "extended pack");
        else
            entry_at(g, at)->removed = true;
    }
}

static void gather_list(gatherer *g, const cJSON *list)
{
    const cJSON *item = NULL;
    if (g->kind == FL_ENTRY_WORDS) {
        gather_words(g, list);
    } else if (g->kind == FL_ENTRY_ABBREVIATION && g->overlay &&
               cJSON_IsObject(list)) {
        gather_abbreviations(g, list);
    } else if (!cJSON_IsArray(list)) {
        fl_loader_problem(g->loader, list, "\"%s\" is no array, expected one",
                          kinds[g->kind].list);
    } else {
        cJSON_ArrayForEach(item, list) gather_item(g, item);
    }
}

static void gather_file(gatherer *g, const cJSON *root)
{
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, root)
    {
        size_t kind = 0;
        while (kind < FL_ENTRY_COUNT &&
               strcmp(kinds[kind].list, member->string) != 0)
            kind++;
        if (kind < FL_ENTRY_COUNT) {
            g->kind = (fl_entry_kind)kind;
            gather_list(g, member);
        } else if (strcmp(member->string, "comment") != 0 ||
                   !cJSON_IsString(member)) {
            fl_str list = FL_STR("");
            for (size_t k = 0; k < FL_ENTRY_COUNT; k++)
                list = fl_arena_printf(g->loader->arena, "%.*s%s, ",
                                       FL_ARG(list), kinds[k].list);
            fl_loader_problem_key(g->loader, member,
                                  "unknown key \"%s\", expected one of: "
                                  "%.*scomment",
                                  member->string, FL_ARG(list));
        }
    }
}

/* Takes removed entries out and renews the index. */
static void compact(fl_loader *loader)
{
    loader->entry_index = (fl_index){ 0 };
    for (size_t p = 0; p < loader->sources.count; p++) {
        for (size_t k = 0; k < FL_ENTRY_COUNT; k++) {
            fl_source *source = &loader->sources.items[p];
            size_t kept = 0;
            for (size_t i = 0; i < source->entries[k].count; i++) {
                fl_entry entry = source->entries[k].items[i];
                if (entry.removed)
                    continue;
                source->entries[k].items[kept] = entry;
                fl_entry_put(loader, (fl_entry_kind)k, (uint32_t)p, entry.id,
                             (uint32_t)kept++);
            }
            source->entries[k].count = kept;
        }
    }
}

void fl_entries_gather(fl_loader *loader)
{
    bool changed = false;
    /* An overlay never stands before the pack that it extends. */
    for (uint32_t p = 0; p < loader->sources.count; p++) {
        const fl_source *source = &loader->sources.items[p];
        gatherer g = { .loader = loader,
                       .from = p,
                       .pack = source->overlay ? source->target : p,
                       .overlay = source->overlay };
        if (g.pack == UINT32_MAX)
            continue; /* told already: what it extends is unknown */
        changed = changed || g.overlay;
        for (g.file = 1; g.file < source->files.count; g.file++) {
            if (source->files.items[g.file].root)
                gather_file(&g, source->files.items[g.file].root);
        }
    }
    if (changed)
        compact(loader);
}
