/*
 * What each entry declares by being there: its own name and the names that it
 * brings along (tiers, tests, attributes, date roles, slots).
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

static const cJSON *member(const cJSON *node, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(node, key);
}

/* Declares a string member, or each string of an array member. */
static void declare(fl_loader *loader, uint32_t kinds, const cJSON *node)
{
    if (cJSON_IsString(node)) {
        fl_names_declare(loader, kinds,
                         fl_loader_atom(loader, fl_node_str(node)));
        return;
    }
    const cJSON *item = NULL;
    if (cJSON_IsArray(node)) {
        cJSON_ArrayForEach(item, node) if (cJSON_IsString(item))
            declare(loader, kinds, item);
    }
}

static void declare_keys(fl_loader *loader, uint32_t kinds, const cJSON *node)
{
    const cJSON *item = NULL;
    if (!cJSON_IsObject(node))
        return;
    cJSON_ArrayForEach(item, node) fl_names_declare(
        loader, kinds, fl_loader_atom(loader, fl_str_from(item->string)));
}

static void gather_section(fl_loader *loader, const cJSON *node)
{
    declare_keys(loader, FL_NAME_ATTRIBUTE, member(node, "attributes"));
    const cJSON *limb = NULL;
    cJSON_ArrayForEach(limb, member(node, "limbs"))
    {
        declare(loader, FL_NAME_LIMB, member(limb, "provision"));
        declare(loader, FL_NAME_TIER, member(limb, "tier"));
        declare(loader, FL_NAME_TEST, member(limb, "test"));
        const cJSON *when = NULL;
        cJSON_ArrayForEach(when, member(limb, "tier_when"))
            declare(loader, FL_NAME_TIER, member(when, "tier"));
    }
}

/* Counts the phrase and declares the ids of its "<type:id>" slots. */
static void gather_phrase(fl_loader *loader, fl_str phrase)
{
    loader->phrase_count++;
    const char *end = phrase.ptr + phrase.len;
    for (const char *at = phrase.ptr; at < end; at++) {
        at = memchr(at, '<', (size_t)(end - at));
        if (!at)
            return;
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (!close)
            return;
        const char *colon = memchr(at, ':', (size_t)(close - at));
        if (colon) {
            fl_str id = { colon + 1, (size_t)(close - colon - 1) };
            fl_names_declare(loader, FL_NAME_SET, fl_loader_atom(loader, id));
        }
        at = close;
    }
}

static void gather_concept(fl_loader *loader, const fl_entry *entry)
{
    const cJSON *as = member(entry->node, "as");
    const cJSON *label = member(entry->node, "label");
    const cJSON *value = member(entry->node, "value");
    const cJSON *cue = member(entry->node, "cue");
    if (fl_str_is(fl_node_str(as), "guard"))
        fl_names_declare(loader, FL_NAME_GUARD, entry->id);
    if (fl_str_is(fl_node_str(as), "date")) {
        if (label)
            declare(loader, FL_NAME_DATE_ROLE, label);
        else
            fl_names_declare(loader, FL_NAME_DATE_ROLE, entry->id);
    }
    if (fl_str_is(fl_node_str(cue), "kind"))
        declare(loader, FL_NAME_DOCUMENT_KIND, value);
    if (fl_str_is(fl_node_str(cue), "regime"))
        declare(loader, FL_NAME_REGIME, value);
    const cJSON *variant = NULL;
    loader->phrase_count +=
        (size_t)cJSON_GetArraySize(member(entry->node, "unless"));
    cJSON_ArrayForEach(variant, member(entry->node, "variants"))
    {
        declare_keys(loader, FL_NAME_SET, member(variant, "set"));
        const cJSON *phrase = NULL;
        cJSON_ArrayForEach(phrase, member(variant, "phrases"))
            gather_phrase(loader, fl_node_str(phrase));
        cJSON_ArrayForEach(phrase, member(variant, "headings"))
            gather_phrase(loader, fl_node_str(phrase));
    }
}

static void gather_entry(fl_loader *loader, fl_entry_kind kind,
                         const fl_entry *entry)
{
    static const uint32_t names[FL_ENTRY_COUNT] = {
        [FL_ENTRY_MODE] = FL_NAME_MODE,
        [FL_ENTRY_STANCE] = FL_NAME_STANCE,
        [FL_ENTRY_ELEMENT] = FL_NAME_ELEMENT,
        [FL_ENTRY_WORDS] = FL_NAME_WORDS,
        [FL_ENTRY_UNIT] = FL_NAME_UNIT,
        [FL_ENTRY_TOKEN] = FL_NAME_TOKEN,
        [FL_ENTRY_CALENDAR] = FL_NAME_CALENDAR,
        [FL_ENTRY_PERIOD] = FL_NAME_PERIOD,
        [FL_ENTRY_INSTRUMENT] = FL_NAME_INSTRUMENT,
        [FL_ENTRY_SECTION] = FL_NAME_SECTION,
        [FL_ENTRY_CONCEPT] = FL_NAME_CONCEPT,
        [FL_ENTRY_RULE] = FL_NAME_RULE,
    };
    fl_names_declare(loader, names[kind], entry->id);
    if (kind == FL_ENTRY_STANCE)
        declare(loader, FL_NAME_OUTCOME, member(entry->node, "outcome"));
    else if (kind == FL_ENTRY_INSTRUMENT)
        declare(loader, FL_NAME_REGIME, member(entry->node, "regime"));
    else if (kind == FL_ENTRY_SECTION)
        gather_section(loader, entry->node);
    else if (kind == FL_ENTRY_PERIOD)
        declare(loader, FL_NAME_AUTHORITY, member(entry->node, "authority"));
    else if (kind == FL_ENTRY_CONCEPT)
        gather_concept(loader, entry);
}

void fl_names_gather(fl_loader *loader)
{
    for (size_t p = 0; p < loader->sources.count; p++) {
        const fl_source *source = &loader->sources.items[p];
        declare(loader, FL_NAME_REGIME, member(source->manifest, "regime"));
        const cJSON *applies = member(source->manifest, "applies");
        declare(loader, FL_NAME_REGIME, member(applies, "regime"));
        for (size_t k = 0; k < FL_ENTRY_COUNT; k++) {
            for (size_t e = 0; e < source->entries[k].count; e++) {
                const fl_entry *entry = &source->entries[k].items[e];
                if (!entry->removed && entry->id)
                    gather_entry(loader, (fl_entry_kind)k, entry);
            }
        }
    }
}
