/*
 * Concepts: what a passage can express and the ways of saying it.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

enum {
    NAME,
    TITLE,
    AS,
    LABEL,
    VARIANTS,
    UNLESS,
    UNLESS_IN,
    GUARDS,
    IN,
    STATUS,
    SIDE,
    WORDS,
    CUE,
    PART,
    VALUE,
    WEIGHT,
    COUNT
};

static const fl_field fields[COUNT] = {
    { "concept", FL_FIELD_STRING, true },
    { "title", FL_FIELD_STRING, false },
    { "as", FL_FIELD_STRING, true },
    { "label", FL_FIELD_STRING, false },
    { "variants", FL_FIELD_OBJECTS, true },
    { "unless", FL_FIELD_STRINGS, false },
    { "unless_in", FL_FIELD_STRING, false },
    { "guards", FL_FIELD_STRINGS, false },
    { "in", FL_FIELD_STRINGS, false },
    { "status", FL_FIELD_STRING, false },
    { "side", FL_FIELD_STRING, false },
    { "words", FL_FIELD_INTEGER, false },
    { "cue", FL_FIELD_STRING, false },
    { "part", FL_FIELD_STRING, false },
    { "value", FL_FIELD_STRING, false },
    { "weight", FL_FIELD_INTEGER, false },
};

/* By fl_cue. */
static const char *const cues[FL_CUE_COUNT + 1] = {
    [FL_CUE_PART] = "part",
    [FL_CUE_KIND] = "kind",
    [FL_CUE_REGIME] = "regime",
    [FL_CUE_SALUTATION] = "salutation",
    [FL_CUE_RESIDUAL] = "residual",
    [FL_CUE_WHOLE] = "whole",
    [FL_CUE_PARTIAL] = "partial",
    [FL_CUE_EVERY] = "every",
    [FL_CUE_ANAPHORA] = "anaphora",
    [FL_CUE_ALL_MODES] = "all-modes",
    [FL_CUE_OTHER_ANSWER] = "other-answer",
    [FL_CUE_NO_ANSWER] = "no-answer",
    [FL_CUE_CLAIM] = "claim",
    [FL_CUE_CITATION] = "citation",
    [FL_CUE_MESSAGE] = "message",
    [FL_CUE_ASK] = "ask",
    [FL_CUE_DEMAND] = "demand",
    [FL_CUE_NO_ASK] = "no-ask",
    [FL_CUE_SUBJECT] = "subject",
    [FL_CUE_ANOTHER] = "another",
    [FL_CUE_FIELDS] = "fields",
    [FL_CUE_ASK_COUNT] = "ask-count",
    [FL_CUE_SEVERAL] = "several",
    [FL_CUE_GIVE_UP] = "give-up",
    [FL_CUE_INSTRUMENT] = "instrument",
    [FL_CUE_COUNT] = NULL,
};

/* What "as" may say, in the order of these; the engine's own are not there. */
static const char *const as_names[] = { "stance",  "element", "cue", "guard",
                                        "mention", "date",    NULL };
static const fl_concept_as as_values[] = { FL_AS_STANCE,  FL_AS_ELEMENT,
                                           FL_AS_CUE,     FL_AS_GUARD,
                                           FL_AS_MENTION, FL_AS_DATE };

/* Reports a member that means nothing in this kind of concept. */
static void only_for(fl_loader *loader, const cJSON *member, bool fits,
                     const char *what)
{
    if (member && !fits)
        fl_loader_problem_key(loader, member, "\"%s\" has a meaning only in %s",
                              member->string, what);
}

static void load_label(fl_loader *loader, fl_concept *concept,
                       const fl_entry *entry, const cJSON *label)
{
    uint32_t kinds = 0;
    const char *what = "";
    if (concept->as == FL_AS_STANCE) {
        kinds = FL_NAME_STANCE;
        what = "stance";
    } else if (concept->as == FL_AS_ELEMENT) {
        kinds = FL_NAME_ELEMENT;
        what = "element";
    } else if (concept->as == FL_AS_DATE) {
        kinds = FL_NAME_DATE_ROLE;
        what = "date role";
    } else {
        only_for(loader, label, false,
                 "a concept that is a stance, an element or a date");
        return;
    }
    if (label) {
        concept->label = fl_loader_name(loader, label, kinds, what);
    } else if (fl_loader_knows(loader, kinds, entry->id)) {
        concept->label = entry->id;
    } else {
        fl_loader_problem(loader, entry->node,
                          "no %s is called like the concept \"%.*s\", "
                          "expected a \"label\"",
                          what, FL_ARG(fl_atom_name(loader->packs, entry->id)));
    }
}

static void load_cue(fl_loader *loader, fl_concept *concept, const cJSON *node,
                     const cJSON **in)
{
    static const char *const roles[] = { "explained", "denied", "quoted",
                                         "reasoning", "rights", "elaborating",
                                         "foreign",   NULL };
    bool is_cue = concept->as == FL_AS_CUE;
    int cue = fl_loader_choice(loader, in[CUE], "cue", cues);
    bool part = is_cue && cue == FL_CUE_PART;
    bool weighs = is_cue && (cue == FL_CUE_KIND || cue == FL_CUE_REGIME);
    bool valued = weighs || (is_cue && cue == FL_CUE_CITATION);
    if (is_cue && !in[CUE])
        fl_loader_problem(loader, node, "a cue without its \"cue\"");
    only_for(loader, in[CUE], is_cue, "a concept that is a cue");
    only_for(loader, in[PART], part || cue < 0, "a cue \"part\"");
    only_for(loader, in[VALUE], valued || cue < 0,
             "a cue \"kind\", \"regime\" or \"citation\"");
    only_for(loader, in[WEIGHT], weighs || cue < 0,
             "a cue \"kind\" or \"regime\"");
    if ((part && !in[PART]) || (valued && !in[VALUE]))
        fl_loader_problem(loader, node, "a cue \"%s\" without its \"%s\"",
                          cues[cue], part ? "part" : "value");
    concept->cue = cue < 0 ? FL_CUE_COUNT : (fl_cue)cue;
    concept->weight = in[WEIGHT] ? in[WEIGHT]->valueint : 1;
    concept->value = fl_loader_atom(loader, fl_node_str(in[VALUE]));
    if (cue == FL_CUE_CITATION)
        fl_loader_choice(loader, in[VALUE], "role of a citation", roles);
    if (part && in[PART]) {
        uint32_t bits = fl_loader_roles(loader, in[PART]);
        for (int role = 0; role < FL_PART_COUNT; role++) {
            if (bits >> role & 1)
                concept->part = (fl_part_role)role;
        }
    }
}

static void load_guard(fl_loader *loader, fl_concept *concept,
                       const cJSON *node, const cJSON **in)
{
    static const char *const statuses[] = { "negated", "explained",
                                            "conditional", "quoted", NULL };
    static const fl_mention_status values[] = { FL_NEGATED, FL_EXPLAINED,
                                                FL_CONDITIONAL, FL_QUOTED };
    static const char *const sides[] = { "before", "after", NULL };
    bool guard = concept->as == FL_AS_GUARD;
    bool reaches =
        guard || (concept->as == FL_AS_CUE && concept->cue == FL_CUE_CITATION);
    only_for(loader, in[STATUS], guard, "a guard");
    only_for(loader, in[SIDE], reaches, "a guard or a cue \"citation\"");
    only_for(loader, in[WORDS], reaches, "a guard or a cue \"citation\"");
    if (!reaches)
        return;
    if (guard && !in[STATUS])
        fl_loader_problem(loader, node,
                          "a guard without its \"status\", expected negated, "
                          "explained, conditional or quoted");
    int status = fl_loader_choice(loader, in[STATUS], "status", statuses);
    int side = fl_loader_choice(loader, in[SIDE], "side", sides);
    concept->status = status < 0 ? FL_ASSERTED : values[status];
    concept->guard_side = side == 0 ? -1 : side == 1 ? 1 : 0;
    concept->guard_words = in[WORDS] ? in[WORDS]->valueint : 0;
    if (in[WORDS] && in[WORDS]->valueint < 1)
        fl_loader_problem(loader, in[WORDS],
                          "\"words\" is not above 0, expected how many words "
                          "may stand between");
}

static void load_set(fl_loader *loader, fl_variant *variant, const cJSON *node)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node)
    {
        if (!fl_load_scalar_member(loader, item))
            continue;
        *FL_PUSH(loader->arena, &variant->set) =
            (fl_set_pair){ fl_loader_atom(loader, fl_str_from(item->string)),
                           fl_loader_atom(loader,
                                          fl_json_scalar(loader, item)) };
    }
}

/* Date concepts give their role to exactly one slot of each phrase. */
static void check_date_slots(fl_loader *loader, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const char *slot = strstr(item->valuestring, "<date:when>");
        if (!slot || strstr(slot + 1, "<date:when>"))
            fl_loader_problem(loader, item,
                              "a phrase of a date has one slot <date:when>");
    }
}

/* The regular expression of a variant, with its literals. */
static void load_regex(fl_loader *loader, const cJSON *node, const cJSON **in,
                       const fl_phrase *proto)
{
    fl_phrase phrase = *proto;
    if (!in[0]) {
        only_for(loader, in[1], false, "a variant with a \"regex\"");
        only_for(loader, in[2], false, "a variant with a \"regex\"");
        return;
    }
    if (!in[1] || !in[2])
        fl_loader_problem(loader, node,
                          "a \"regex\" without \"literals\" or \"why\", "
                          "expected both");
    phrase.regex = true;
    phrase.literals.items =
        fl_load_folded(loader, in[1], &phrase.literals.count);
    fl_load_phrases(loader, in[0], &phrase);
}

static void load_variant(fl_loader *loader, fl_concept *concept, uint32_t index,
                         const cJSON *node)
{
    static const fl_field members[] = {
        { "regex", FL_FIELD_STRING, false },
        { "literals", FL_FIELD_STRINGS, false },
        { "why", FL_FIELD_STRING, false },
        { "phrases", FL_FIELD_STRINGS, false },
        { "headings", FL_FIELD_STRINGS, false },
        { "set", FL_FIELD_OBJECT, false },
        { "case", FL_FIELD_STRING, false },
        { "general", FL_FIELD_BOOL, false },
    };
    static const char *const cases[] = { "exact", NULL };
    const cJSON *in[8] = { 0 };
    fl_packs *packs = loader->packs;
    fl_variant variant = { .first_phrase = (uint32_t)packs->phrases.count };
    bool good = fl_loader_fields(loader, node, members, 8, in);
    fl_phrase proto = { .concept = index,
                        .variant = (uint32_t)concept->variants.count };
    proto.exact = fl_loader_choice(loader, in[6], "case", cases) == 0;
    fl_load_phrases(loader, in[3], &proto);
    proto.heading = true;
    fl_load_phrases(loader, in[4], &proto);
    proto.heading = false;
    load_regex(loader, node, in, &proto);
    if (concept->as == FL_AS_DATE && good) {
        check_date_slots(loader, in[3]);
        check_date_slots(loader, in[4]);
    }
    load_set(loader, &variant, in[5]);
    only_for(loader, in[7], concept->as == FL_AS_STANCE, "a stance's variant");
    variant.general = cJSON_IsTrue(in[7]);
    variant.phrase_count =
        (uint32_t)packs->phrases.count - variant.first_phrase;
    if (good && variant.phrase_count == 0)
        fl_loader_problem(loader, node,
                          "a variant that says nothing, expected phrases, "
                          "headings or a regex");
    *FL_PUSH(loader->arena, &concept->variants) = variant;
}

void fl_load_concept(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    static const char *const places[] = { "sentence", "block", NULL };
    const cJSON *in[COUNT] = { 0 };
    const cJSON *item = NULL;
    fl_packs *packs = loader->packs;
    uint32_t index = (uint32_t)packs->concepts.count;
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    int as = fl_loader_choice(loader, in[AS], "kind of concept", as_names);
    fl_concept concept = { .name = entry->id,
                           .title = fl_node_str(in[TITLE]),
                           .pack = pack,
                           .as = as < 0 ? FL_AS_MENTION : as_values[as],
                           .section = UINT32_MAX,
                           .instrument = UINT32_MAX };
    if (as >= 0) {
        load_label(loader, &concept, entry, in[LABEL]);
        load_cue(loader, &concept, entry->node, in);
        load_guard(loader, &concept, entry->node, in);
    }
    if (in[VARIANTS] && !in[VARIANTS]->child)
        fl_loader_problem(loader, in[VARIANTS],
                          "no variants, expected at least one");
    cJSON_ArrayForEach(item, in[VARIANTS])
        load_variant(loader, &concept, index, item);
    fl_phrase unless = { .concept = index, .role = FL_PHRASE_UNLESS };
    concept.first_unless = (uint32_t)packs->phrases.count;
    concept.unless_count = fl_load_phrases(loader, in[UNLESS], &unless);
    concept.unless_in_block =
        fl_loader_choice(loader, in[UNLESS_IN], "place", places) == 1;
    concept.parts = fl_loader_roles(loader, in[IN]);
    *FL_PUSH(loader->arena, &packs->concepts) = concept;
}
