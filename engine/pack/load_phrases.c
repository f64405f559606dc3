/*
 * Phrases of concepts, the guards that apply to them, and the concepts that
 * stand for sections' titles and instruments' names.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"
#include "recognise/phrase.h"

static void load_phrase(fl_loader *loader, const cJSON *node,
                        const fl_phrase *proto)
{
    fl_packs *packs = loader->packs;
    fl_phrase_error error = { 0 };
    fl_phrase *phrase = FL_PUSH(loader->arena, &packs->phrases);
    *phrase = *proto;
    phrase->source = fl_node_str(node);
    phrase->file = "";
    if (!fl_phrase_parse(packs, phrase, &error))
        fl_loader_problem_at(loader, node, error.offset, "%.*s, expected %.*s",
                             FL_ARG(error.what), FL_ARG(error.expected));
}

uint32_t fl_load_phrases(fl_loader *loader, const cJSON *list,
                         const fl_phrase *proto)
{
    size_t first = loader->packs->phrases.count;
    const cJSON *item = NULL;
    if (cJSON_IsString(list)) {
        load_phrase(loader, list, proto);
    } else {
        cJSON_ArrayForEach(item, list) load_phrase(loader, item, proto);
    }
    return (uint32_t)(loader->packs->phrases.count - first);
}

/* Guards of `pack` whose status is in the bit set `statuses`. */
static void add_guards(fl_loader *loader, fl_concept *concept, uint32_t pack,
                       unsigned statuses)
{
    const fl_source *source = &loader->sources.items[pack];
    size_t count = source->entries[FL_ENTRY_CONCEPT].count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = source->first_concept + i;
        const fl_concept *guard = &loader->packs->concepts.items[at];
        if (guard->as == FL_AS_GUARD && (statuses >> guard->status & 1))
            *FL_PUSH(loader->arena, &concept->guards) = at;
    }
}

void fl_load_guards(fl_loader *loader, uint32_t pack, const fl_entry *entry,
                    fl_concept *concept)
{
    const cJSON *names =
        cJSON_GetObjectItemCaseSensitive(entry->node, "guards");
    const cJSON *item = NULL;
    unsigned statuses = 0;
    if (concept->as == FL_AS_STANCE)
        statuses = 1u << FL_NEGATED | 1u << FL_EXPLAINED | 1u << FL_CONDITIONAL;
    else if (concept->as == FL_AS_ELEMENT)
        statuses = 1u << FL_NEGATED | 1u << FL_QUOTED;
    if (!names) {
        const fl_pack *info = &loader->packs->packs.items[pack];
        add_guards(loader, concept, pack, statuses);
        for (size_t i = 0; i < info->uses.count; i++)
            add_guards(loader, concept, info->uses.items[i], statuses);
        return;
    }
    cJSON_ArrayForEach(item, names)
    {
        fl_atom id = fl_loader_name(loader, item, FL_NAME_GUARD, "guard");
        uint32_t at = id ? fl_concept_find(loader, pack, id) : UINT32_MAX;
        if (id && at == UINT32_MAX)
            fl_loader_problem(loader, item,
                              "guard \"%s\" is in a pack that this one does "
                              "not use",
                              item->valuestring);
        else if (id)
            *FL_PUSH(loader->arena, &concept->guards) = at;
    }
}

void fl_synthesise(fl_loader *loader)
{
    fl_packs *packs = loader->packs;
    for (size_t i = 0; i < loader->syntheses.count; i++) {
        const fl_synthesis *made = &loader->syntheses.items[i];
        bool title = made->as == FL_AS_TITLE;
        uint32_t index = (uint32_t)packs->concepts.count;
        fl_concept concept = { .as = made->as,
                               .section = title ? made->index : UINT32_MAX,
                               .instrument = title ? UINT32_MAX : made->index };
        fl_variant variant = { .first_phrase = (uint32_t)packs->phrases.count };
        fl_phrase proto = { .concept = index };
        if (title) {
            fl_section *section = &packs->sections.items[made->index];
            concept.name = fl_loader_atom(loader, section->number);
            concept.title = section->title;
            concept.pack = section->pack;
            section->title_concept = index;
        } else {
            fl_instrument *named = &packs->instruments.items[made->index];
            concept.name = named->name;
            concept.title = fl_atom_name(packs, named->name);
            concept.pack = named->pack;
            named->concept = index;
        }
        variant.phrase_count = fl_load_phrases(loader, made->phrases, &proto);
        *FL_PUSH(loader->arena, &concept.variants) = variant;
        proto.variant = 1;
        fl_variant shared = { .first_phrase = (uint32_t)packs->phrases.count,
                              .general = true };
        shared.phrase_count = fl_load_phrases(loader, made->shared, &proto);
        if (made->shared)
            *FL_PUSH(loader->arena, &concept.variants) = shared;
        *FL_PUSH(loader->arena, &packs->concepts) = concept;
    }
}
