/*
 * labels.json: modes, stances and elements; and what all loaders share.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "pack/state.h"
#include "read/reader.h"

fl_str fl_load_fold(fl_loader *loader, const cJSON *node)
{
    if (!node || !cJSON_IsString(node))
        return FL_STR("");
    return fl_fold(loader->arena,
                   fl_normalise(loader->arena, fl_node_str(node)));
}

fl_str *fl_load_folded(fl_loader *loader, const cJSON *node, size_t *count)
{
    FL_VEC(fl_str) texts = { 0 };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node) * FL_PUSH(loader->arena, &texts) =
        fl_load_fold(loader, item);
    *count = texts.count;
    return texts.items;
}

fl_atom *fl_load_names(fl_loader *loader, const cJSON *node, uint32_t kinds,
                       const char *what, size_t *count)
{
    FL_VEC(fl_atom) atoms = { 0 };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, node)
    {
        fl_atom atom = kinds ? fl_loader_name(loader, item, kinds, what)
                             : fl_loader_atom(loader, fl_node_str(item));
        if (atom)
            *FL_PUSH(loader->arena, &atoms) = atom;
    }
    *count = atoms.count;
    return atoms.items;
}

void fl_load_in_force(fl_loader *loader, const cJSON *node, fl_day *from,
                      fl_day *to)
{
    static const fl_field fields[] = {
        { "from", FL_FIELD_DATE, false },
        { "to", FL_FIELD_DATE, false },
    };
    const cJSON *in[2] = { 0 };
    *from = *to = FL_NO_DAY;
    if (!node)
        return;
    fl_loader_fields(loader, node, fields, 2, in);
    if (in[0])
        fl_day_parse(fl_node_str(in[0]), from);
    if (in[1])
        fl_day_parse(fl_node_str(in[1]), to);
    if (in[0] && in[1] && *from > *to)
        fl_loader_problem(loader, in[1],
                          "\"to\" is before \"from\", expected a later day");
}

bool fl_load_shared(fl_loader *loader, fl_entry_kind kind, uint32_t pack,
                    const fl_entry *entry)
{
    for (uint32_t p = 0; p < pack; p++) {
        uint32_t at = fl_entry_find(loader, kind, p, entry->id);
        if (at == UINT32_MAX)
            continue;
        const cJSON *other =
            loader->sources.items[p].entries[kind].items[at].node;
        if (!cJSON_Compare(other, entry->node, true))
            fl_loader_problem(
                loader, entry->node,
                "%s \"%.*s\" is declared otherwise by pack \"%.*s\", expected "
                "another name or the same words",
                fl_entry_noun(kind),
                FL_ARG(fl_atom_name(loader->packs, entry->id)),
                FL_ARG(loader->packs->packs.items[p].name));
        return true;
    }
    return false;
}

bool fl_load_scalar_member(fl_loader *loader, const cJSON *item)
{
    if (cJSON_IsString(item) || cJSON_IsNumber(item) || cJSON_IsBool(item))
        return true;
    fl_loader_problem(loader, item,
                      "\"%s\" is no scalar, expected a string, a number, true "
                      "or false",
                      item->string);
    return false;
}

void fl_load_mode(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum { NAME, TITLE, PURPOSE, COUNT };
    static const fl_field fields[COUNT] = {
        { "mode", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, true },
        { "purpose", FL_FIELD_STRING, false },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    if (fl_load_shared(loader, FL_ENTRY_MODE, pack, entry))
        return;
    *FL_PUSH(loader->arena, &loader->packs->modes) =
        (fl_mode){ entry->id, fl_node_str(in[TITLE]),
                   fl_node_str(in[PURPOSE]) };
}

static void load_derived(fl_loader *loader, fl_stance_label *stance,
                         const cJSON *from, const cJSON *mode,
                         const cJSON *unless)
{
    static const char *const sources[] = { "answer", "claims", NULL };
    int source = fl_loader_choice(loader, from, "source", sources);
    stance->derived_from_answer = source == 0;
    stance->derived_from_claims = source == 1;
    stance->derived_mode = fl_loader_name(loader, mode, FL_NAME_MODE, "mode");
    stance->derived_unless.items =
        fl_load_names(loader, unless, FL_NAME_STANCE, "stance",
                      &stance->derived_unless.count);
    if (source == 1 && !mode)
        fl_loader_problem(loader, from,
                          "derived from claims, but of which mode? expected "
                          "\"derived_mode\"");
    if (!from && (mode || unless))
        fl_loader_problem(loader, mode ? mode : unless,
                          "this has a meaning only with \"derived_from\"");
}

void fl_load_stance(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum {
        NAME,
        TITLE,
        MODE,
        OPPOSITE,
        OUTCOME,
        ANSWERS,
        ANSWERS_ALL,
        DERIVED,
        DERIVED_MODE,
        DERIVED_UNLESS,
        COUNT
    };
    static const fl_field fields[COUNT] = {
        { "stance", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, true },
        { "mode", FL_FIELD_STRING, false },
        { "opposite", FL_FIELD_STRINGS, false },
        { "outcome", FL_FIELD_STRING, false },
        { "answers", FL_FIELD_BOOL, false },
        { "answers_all", FL_FIELD_BOOL, false },
        { "derived_from", FL_FIELD_STRING, false },
        { "derived_mode", FL_FIELD_STRING, false },
        { "derived_unless", FL_FIELD_STRINGS, false },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    if (fl_load_shared(loader, FL_ENTRY_STANCE, pack, entry))
        return;
    fl_stance_label stance = { .name = entry->id,
                               .title = fl_node_str(in[TITLE]) };
    stance.mode = fl_loader_name(loader, in[MODE], FL_NAME_MODE, "mode");
    stance.outcome = fl_loader_atom(loader, fl_node_str(in[OUTCOME]));
    stance.answers = cJSON_IsTrue(in[ANSWERS]);
    stance.answers_all = cJSON_IsTrue(in[ANSWERS_ALL]);
    stance.opposite.items = fl_load_names(loader, in[OPPOSITE], FL_NAME_STANCE,
                                          "stance", &stance.opposite.count);
    load_derived(loader, &stance, in[DERIVED], in[DERIVED_MODE],
                 in[DERIVED_UNLESS]);
    *FL_PUSH(loader->arena, &loader->packs->stances) = stance;
}

void fl_load_element(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum { NAME, TITLE, NEEDS_CLAIM, COUNT };
    static const fl_field fields[COUNT] = {
        { "element", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, true },
        { "needs_claim", FL_FIELD_BOOL, false },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    if (fl_load_shared(loader, FL_ENTRY_ELEMENT, pack, entry))
        return;
    *FL_PUSH(loader->arena, &loader->packs->elements) =
        (fl_element_label){ entry->id, fl_node_str(in[TITLE]) };
    if (cJSON_IsTrue(in[NEEDS_CLAIM]))
        *FL_PUSH(loader->arena, &loader->packs->claim_elements) = entry->id;
}
