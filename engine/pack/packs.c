/*
 * fl_packs_load() and its order of steps, and fl_packs_free().
 * SPDX-License-Identifier: MIT
 */
#include "base/sink.h"
#include "pack/image.h"
#include "pack/state.h"
#include "recognise/phrase.h"

#include <stdlib.h>

typedef void (*entry_loader)(fl_loader *, uint32_t, const fl_entry *);

/* By fl_entry_kind, in the order in which they are loaded. */
static const entry_loader loaders[FL_ENTRY_COUNT] = {
    [FL_ENTRY_MODE] = fl_load_mode,
    [FL_ENTRY_STANCE] = fl_load_stance,
    [FL_ENTRY_ELEMENT] = fl_load_element,
    [FL_ENTRY_WORDS] = fl_load_words,
    [FL_ENTRY_ABBREVIATION] = fl_load_abbreviation,
    [FL_ENTRY_UNIT] = fl_load_unit,
    [FL_ENTRY_TOKEN] = fl_load_token,
    [FL_ENTRY_MASK] = fl_load_mask,
    [FL_ENTRY_CALENDAR] = fl_load_calendar,
    [FL_ENTRY_PERIOD] = fl_load_period,
    [FL_ENTRY_INSTRUMENT] = fl_load_instrument,
    [FL_ENTRY_SECTION] = fl_load_section,
    [FL_ENTRY_PIECE] = fl_load_piece,
    [FL_ENTRY_CONCEPT] = fl_load_concept,
    [FL_ENTRY_RULE] = fl_load_rule,
};

/* Token types of all packs come before the masks of any, and so on: kinds
 * outside, packs inside. */
static void load_entries(fl_loader *loader, fl_entry_kind from,
                         fl_entry_kind to)
{
    for (size_t kind = from; kind < (size_t)to; kind++) {
        for (uint32_t p = 0; p < loader->sources.count; p++) {
            fl_source *source = &loader->sources.items[p];
            if (kind == FL_ENTRY_CONCEPT)
                source->first_concept = (uint32_t)loader->packs->concepts.count;
            if (kind == FL_ENTRY_RULE)
                source->first_rule = (uint32_t)loader->packs->rules.count;
            for (size_t i = 0; i < source->entries[kind].count; i++)
                loaders[kind](loader, p, &source->entries[kind].items[i]);
        }
    }
}

static void load_guards(fl_loader *loader)
{
    for (uint32_t p = 0; p < loader->sources.count; p++) {
        const fl_source *source = &loader->sources.items[p];
        for (uint32_t i = 0; i < source->entries[FL_ENTRY_CONCEPT].count; i++)
            fl_load_guards(
                loader, p, &source->entries[FL_ENTRY_CONCEPT].items[i],
                &loader->packs->concepts.items[source->first_concept + i]);
    }
}

typedef struct {
    fl_str id;
    fl_entry entry;
} named_entry;

static int by_id(const void *a, const void *b)
{
    const named_entry *x = a;
    const named_entry *y = b;
    return fl_str_cmp(x->id, y->id);
}

/* Rules stand in the order of their ids, whatever the order of the files. */
static void sort_rules(fl_loader *loader)
{
    for (uint32_t p = 0; p < loader->sources.count; p++) {
        fl_source *source = &loader->sources.items[p];
        size_t count = source->entries[FL_ENTRY_RULE].count;
        fl_entry *entries = source->entries[FL_ENTRY_RULE].items;
        named_entry *named = FL_NEW_ARRAY(loader->arena, count, named_entry);
        for (size_t i = 0; i < count; i++) {
            named[i].entry = entries[i];
            named[i].id = fl_atom_name(loader->packs, entries[i].id);
        }
        qsort(named, count, sizeof(*named), by_id);
        for (size_t i = 0; i < count; i++) {
            entries[i] = named[i].entry;
            fl_entry_put(loader, FL_ENTRY_RULE, p, entries[i].id, (uint32_t)i);
        }
    }
}

/* A vector that grows leaves its old places behind in the arena. */
static void take_room(fl_loader *loader)
{
    fl_packs *packs = loader->packs;
    size_t rules = 0;
    size_t concepts = 0;
    for (size_t p = 0; p < loader->sources.count; p++) {
        const fl_source *source = &loader->sources.items[p];
        rules += source->entries[FL_ENTRY_RULE].count;
        concepts += source->entries[FL_ENTRY_CONCEPT].count +
                    source->entries[FL_ENTRY_SECTION].count +
                    source->entries[FL_ENTRY_INSTRUMENT].count;
    }
    packs->phrases.cap = loader->phrase_count * 9 / 8 + 16;
    packs->phrases.items =
        FL_NEW_ARRAY(loader->arena, packs->phrases.cap, fl_phrase);
    packs->concepts.cap = concepts + 1;
    packs->concepts.items =
        FL_NEW_ARRAY(loader->arena, packs->concepts.cap, fl_concept);
    packs->rules.cap = rules + 1;
    packs->rules.items = FL_NEW_ARRAY(loader->arena, packs->rules.cap, fl_rule);
}

/* The packs that the build has loaded, where nothing else is asked for. */
static fl_packs *default_packs(fl_arena *arena, const fl_load_options *options)
{
    if (options->directory_count || options->overlay_count || options->strict)
        return NULL;
    return fl_image_thaw(arena, &fl_packs_image);
}

/* Reports stand in this order, so it is worked out once. */
static void rank_rules(fl_packs *packs)
{
    fl_rule *rules = packs->rules.items;
    for (size_t i = 0; i < packs->rules.count; i++)
        for (size_t k = 0; k < i; k++) {
            bool before = fl_str_cmp(fl_atom_name(packs, rules[i].id),
                                     fl_atom_name(packs, rules[k].id)) < 0;
            rules[before ? k : i].rank++;
        }
}

static fl_status load_all(fl_loader *loader)
{
    fl_names_init(loader);
    fl_load_builtin_tokens(loader);
    fl_names_declare(loader, FL_NAME_DOCUMENT_KIND,
                     fl_loader_atom(loader, FL_STR("attachment")));
    if (fl_files_read(loader)) {
        fl_entries_gather(loader);
        sort_rules(loader);
        fl_names_gather(loader);
        take_room(loader);
        load_entries(loader, FL_ENTRY_MODE, FL_ENTRY_RULE);
        load_guards(loader);
        fl_synthesise(loader);
        load_entries(loader, FL_ENTRY_RULE, FL_ENTRY_COUNT);
        fl_check_set(loader);
    }
    if (loader->problems.count == 0) {
        rank_rules(loader->packs);
        fl_prefilter_build(loader->packs);
        return FL_OK;
    }
    fl_problems_report(loader);
    return loader->io_failed ? FL_IO : FL_PACK;
}

static fl_status load_set(fl_arena *arena, const fl_load_options *options,
                          const fl_sink *sink, fl_packs *volatile *out)
{
    static const fl_load_options defaults = { 0 };
    options = options ? options : &defaults;
    *out = default_packs(arena, options);
    if (*out)
        return FL_OK;
    fl_loader *loader = FL_NEW(arena, fl_loader);
    *out = FL_NEW(arena, fl_packs);
    (*out)->arena = arena;
    loader->packs = *out;
    loader->arena = arena;
    loader->options = options;
    loader->sink = sink;
    return load_all(loader);
}

fl_status fl_packs_load(fl_packs **out, const fl_load_options *options,
                        const fl_sink *sink)
{
    if (!out)
        return FL_USAGE;
    *out = NULL;
    fl_arena *arena = fl_arena_new();
    if (!arena)
        return FL_NOMEM;
    volatile fl_status status = FL_NOMEM;
    fl_packs *volatile packs = NULL;
    if (FL_ARENA_TRY(arena)) {
        status = load_set(arena, options, sink, &packs);
    } else {
        status = FL_NOMEM;
        fl_sink_report(sink, FL_LEVEL_ERROR, NULL, 0, 0, NULL,
                       "out of memory while packs were loaded");
    }
    fl_arena_untry(arena);
    if (status != FL_OK) {
        fl_arena_free(arena);
        return status;
    }
    *out = packs;
    return FL_OK;
}

void fl_packs_free(fl_packs *packs)
{
    if (!packs)
        return;
    fl_phrases_dispose(packs);
    fl_arena_free(packs->arena);
}
