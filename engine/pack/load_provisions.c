/*
 * Instruments, and the sections of the law with their limbs.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

/* "7(1)(a)", with a prefix of capitals before it: "ABC 7(1)(a)". */
static bool canonical(fl_str s)
{
    size_t at = 0;
    while (at < s.len && fl_is_upper(s.ptr[at]))
        at++;
    if (at > 0 && (at >= s.len || s.ptr[at++] != ' '))
        return false;
    size_t digits = at;
    while (at < s.len && fl_is_digit(s.ptr[at]))
        at++;
    if (at == digits)
        return false;
    while (at < s.len && fl_is_upper(s.ptr[at]))
        at++;
    while (at < s.len && s.ptr[at] == '(') {
        size_t start = ++at;
        while (at < s.len && (fl_is_alpha(s.ptr[at]) || fl_is_digit(s.ptr[at])))
            at++;
        if (at == start || at >= s.len || s.ptr[at] != ')')
            return false;
        at++;
    }
    return at == s.len;
}

/* True for "7(1)(a)", "ABC 7(1)(a)", "7A"; else a problem at `node`.
 * False in silence for NULL. */
static bool load_provision(fl_loader *loader, const cJSON *node)
{
    if (!node)
        return false;
    if (canonical(fl_node_str(node)))
        return true;
    fl_loader_problem(loader, node,
                      "\"%s\" is no canonical provision, expected one like "
                      "7(1)(a) or ABC 7(1)(a)",
                      node->valuestring);
    return false;
}

/* One pack's own enactment is foreign to another; the owner's entry counts. */
static bool declared_by_owner(const fl_loader *loader, uint32_t pack,
                              const fl_entry *entry, bool own)
{
    for (uint32_t p = 0; p < loader->sources.count; p++) {
        uint32_t at = fl_entry_find(loader, FL_ENTRY_INSTRUMENT, p, entry->id);
        if (at == UINT32_MAX || p == pack)
            continue;
        const cJSON *node = loader->sources.items[p]
                                .entries[FL_ENTRY_INSTRUMENT]
                                .items[at]
                                .node;
        bool owner =
            cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(node, "own"));
        if (own ? owner && p < pack : owner || p < pack)
            return true;
    }
    return false;
}

void fl_load_instrument(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum { NAME, PREFIX, OWN, REGIME, NAMES, SHARED, LEADS, COUNT };
    static const fl_field fields[COUNT] = {
        { "instrument", FL_FIELD_STRING, true },
        { "canonical_prefix", FL_FIELD_TEXT, false },
        { "own", FL_FIELD_BOOL, false },
        { "regime", FL_FIELD_STRING, false },
        { "names", FL_FIELD_STRINGS, true },
        { "shared_names", FL_FIELD_STRINGS, false },
        { "leads", FL_FIELD_STRINGS, false },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_packs *packs = loader->packs;
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    bool own = cJSON_IsTrue(in[OWN]);
    if (declared_by_owner(loader, pack, entry, own))
        return;
    fl_instrument instrument = { .name = entry->id, .pack = pack, .own = own };
    instrument.canonical_prefix = fl_node_str(in[PREFIX]);
    instrument.concept = UINT32_MAX;
    instrument.regime = fl_loader_atom(loader, fl_node_str(in[REGIME]));
    instrument.leads.items =
        fl_load_folded(loader, in[LEADS], &instrument.leads.count);
    *FL_PUSH(loader->arena, &loader->syntheses) =
        (fl_synthesis){ FL_AS_INSTRUMENT, in[NAMES], in[SHARED],
                        (uint32_t)packs->instruments.count };
    *FL_PUSH(loader->arena, &packs->instruments) = instrument;
}

static void load_tier_when(fl_loader *loader, fl_limb *limb, const cJSON *list)
{
    static const fl_field fields[] = {
        { "cited", FL_FIELD_STRING, false },
        { "in_force", FL_FIELD_OBJECT, false },
        { "tier", FL_FIELD_STRING, false },
    };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const cJSON *in[3] = { 0 };
        if (!fl_loader_fields(loader, item, fields, 3, in) ||
            (in[0] && !load_provision(loader, in[0])))
            continue;
        if (!in[0] && !in[1])
            fl_loader_problem(loader, item,
                              "neither \"cited\" nor \"in_force\", expected "
                              "what brings the other tier");
        fl_tier_when when = { .cited = fl_node_str(in[0]) };
        when.tier = in[2] ? fl_loader_atom(loader, fl_node_str(in[2])) : 0;
        fl_load_in_force(loader, in[1], &when.from, &when.to);
        *FL_PUSH(loader->arena, &limb->tier_when) = when;
    }
}

static void load_limb(fl_loader *loader, fl_section *section, const cJSON *node)
{
    enum {
        PROVISION,
        MODE,
        TIER,
        TEST,
        LIKELIHOOD,
        LABEL,
        TIER_WHEN,
        IN_FORCE,
        SOURCE,
        COUNT
    };
    static const fl_field fields[COUNT] = {
        { "provision", FL_FIELD_STRING, true },
        { "mode", FL_FIELD_STRING, false },
        { "tier", FL_FIELD_STRING, false },
        { "test", FL_FIELD_STRING, false },
        { "likelihood", FL_FIELD_BOOL, false },
        { "label", FL_FIELD_STRING, false },
        { "tier_when", FL_FIELD_OBJECTS, false },
        { "in_force", FL_FIELD_OBJECT, false },
        { "source", FL_FIELD_STRINGS, false },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, node, fields, COUNT, in);
    if (section->kind == FL_SECTION_GROUND && !in[MODE])
        fl_loader_problem(loader, node,
                          "a limb without a mode, expected \"mode\" in a "
                          "ground that can be relied on");
    if (!load_provision(loader, in[PROVISION]))
        return;
    fl_limb limb = { .provision = fl_node_str(in[PROVISION]) };
    if (!fl_provision_under(limb.provision, section->number))
        fl_loader_problem(loader, in[PROVISION],
                          "limb \"%s\" does not lie under section \"%.*s\"",
                          in[PROVISION]->valuestring, FL_ARG(section->number));
    for (size_t i = 0; i < section->limbs.count; i++) {
        if (fl_str_eq(section->limbs.items[i].provision, limb.provision))
            fl_loader_problem(loader, in[PROVISION],
                              "limb \"%s\" is declared twice",
                              in[PROVISION]->valuestring);
    }
    limb.mode = fl_loader_name(loader, in[MODE], FL_NAME_MODE, "mode");
    limb.tier = fl_loader_atom(loader, fl_node_str(in[TIER]));
    limb.test = fl_loader_atom(loader, fl_node_str(in[TEST]));
    limb.likelihood = !in[LIKELIHOOD]                ? FL_UNKNOWN
                      : cJSON_IsTrue(in[LIKELIHOOD]) ? FL_TRUE
                                                     : FL_FALSE;
    limb.label = fl_node_str(in[LABEL]);
    load_tier_when(loader, &limb, in[TIER_WHEN]);
    fl_load_in_force(loader, in[IN_FORCE], &limb.from, &limb.to);
    *FL_PUSH(loader->arena, &section->limbs) = limb;
}

static void load_companion(fl_loader *loader, fl_section *section,
                           const cJSON *node)
{
    static const fl_field fields[] = {
        { "provision", FL_FIELD_STRING, true },
        { "into", FL_FIELD_STRING, true },
        { "alone", FL_FIELD_BOOL, false },
    };
    const cJSON *in[3] = { 0 };
    fl_loader_fields(loader, node, fields, 3, in);
    if (load_provision(loader, in[0]) && load_provision(loader, in[1]))
        *FL_PUSH(loader->arena, &section->companions) =
            (fl_companion){ fl_node_str(in[0]), fl_node_str(in[1]),
                            cJSON_IsTrue(in[2]) };
}

static void load_attributes(fl_loader *loader, fl_section *section,
                            const cJSON *node)
{
    const cJSON *item = NULL;
    section->statute = FL_STR("");
    cJSON_ArrayForEach(item, node)
    {
        if (!fl_load_scalar_member(loader, item) ||
            strcmp(item->string, "comment") == 0)
            continue;
        if (strcmp(item->string, "statute") == 0)
            section->statute = fl_node_str(item);
        *FL_PUSH(loader->arena, &section->attributes) =
            (fl_attribute){ fl_loader_atom(loader, fl_str_from(item->string)),
                            fl_json_scalar(loader, item) };
    }
}

/* The own instrument of the pack whose prefix the section's number has. */
static uint32_t instrument_of(fl_loader *loader, uint32_t pack,
                              const cJSON *node)
{
    const fl_packs *packs = loader->packs;
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < packs->instruments.count; i++) {
        const fl_instrument *at = &packs->instruments.items[i];
        if (at->own && at->pack == pack &&
            fl_str_starts(fl_node_str(node), at->canonical_prefix) &&
            (best == UINT32_MAX ||
             at->canonical_prefix.len >
                 packs->instruments.items[best].canonical_prefix.len))
            best = i;
    }
    if (best == UINT32_MAX)
        fl_loader_problem(loader, node,
                          "section \"%s\" belongs to no instrument, expected "
                          "one of this pack with \"own\" and its prefix",
                          node->valuestring);
    return best;
}

void fl_load_section(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    static const char *const kinds[] = { "ground", "duty", "rights", NULL };
    enum {
        NUMBER,
        TITLE,
        KIND,
        TITLES,
        SUPPORTS,
        MODE,
        MODES,
        REGIME,
        COMPANIONS,
        ATTRIBUTES,
        LIMBS,
        COUNT
    };
    static const fl_field fields[COUNT] = {
        { "section", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, true },
        { "kind", FL_FIELD_STRING, true },
        { "titles", FL_FIELD_STRINGS, false },
        { "supports", FL_FIELD_STRING, false },
        { "default_mode", FL_FIELD_STRING, false },
        { "modes", FL_FIELD_STRINGS, false },
        { "regime", FL_FIELD_STRING, false },
        { "companions", FL_FIELD_OBJECTS, false },
        { "attributes", FL_FIELD_OBJECT, false },
        { "limbs", FL_FIELD_OBJECTS, false },
    };
    const cJSON *in[COUNT] = { 0 };
    const cJSON *item = NULL;
    fl_packs *packs = loader->packs;
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    if (fl_load_shared(loader, FL_ENTRY_SECTION, pack, entry) ||
        !load_provision(loader, in[NUMBER]))
        return;
    fl_section section = { .number = fl_node_str(in[NUMBER]), .pack = pack };
    section.title = fl_node_str(in[TITLE]);
    int kind = fl_loader_choice(loader, in[KIND], "kind of section", kinds);
    section.kind = kind < 0 ? FL_SECTION_DUTY : (fl_section_kind)kind;
    section.instrument = instrument_of(loader, pack, in[NUMBER]);
    section.title_concept = UINT32_MAX;
    section.supports =
        fl_loader_name(loader, in[SUPPORTS], FL_NAME_STANCE, "stance");
    section.default_mode =
        fl_loader_name(loader, in[MODE], FL_NAME_MODE, "mode");
    section.modes.items = fl_load_names(loader, in[MODES], FL_NAME_MODE, "mode",
                                        &section.modes.count);
    section.regime =
        fl_loader_name(loader, in[REGIME], FL_NAME_REGIME, "regime");
    cJSON_ArrayForEach(item, in[COMPANIONS])
        load_companion(loader, &section, item);
    load_attributes(loader, &section, in[ATTRIBUTES]);
    cJSON_ArrayForEach(item, in[LIMBS]) load_limb(loader, &section, item);
    if (in[TITLES] && in[TITLES]->child)
        *FL_PUSH(loader->arena, &loader->syntheses) =
            (fl_synthesis){ FL_AS_TITLE, in[TITLES], NULL,
                            (uint32_t)packs->sections.count };
    *FL_PUSH(loader->arena, &packs->sections) = section;
}
