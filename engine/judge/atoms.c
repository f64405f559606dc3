/*
 * Attributes whose value is one name of a pack, which a test compares as a
 * number, without its text. Most tests of most rules are of these.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

static bool claim_atom(const fl_claim *claim, fl_attr_code code, fl_atom *out)
{
    if (code == FL_ATTR_MODE)
        *out = claim->mode;
    else if (code == FL_ATTR_LIMB_MODE)
        *out = claim->limb_mode;
    else if (code == FL_ATTR_TIER)
        *out = claim->tier;
    else if (code == FL_ATTR_TEST)
        *out = claim->test;
    else
        return false;
    return true;
}

bool fl_set_atom(const fl_set_pair *set, size_t count, fl_atom name,
                 fl_atom *out)
{
    *out = 0;
    for (size_t i = 0; i < count && !*out; i++)
        if (set[i].id == name)
            *out = set[i].value;
    return *out != 0;
}

bool fl_variant_atom(const fl_facts *facts, uint32_t mention, fl_atom name,
                     fl_atom *out)
{
    *out = 0;
    if (mention >= facts->mentions->mentions.count)
        return false;
    const fl_mention *m = &facts->mentions->mentions.items[mention];
    const fl_concept *concept = &facts->packs->concepts.items[m->concept];
    if (m->variant >= concept->variants.count)
        return false;
    const fl_variant *v = &concept->variants.items[m->variant];
    return fl_set_atom(v->set.items, v->set.count, name, out);
}

static bool stance_atom(const fl_attr *attr, fl_atom *out)
{
    const fl_stance *s = &attr->facts->stances.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_STANCE)
        *out = s->stance;
    else if (attr->path->code == FL_ATTR_MODE)
        *out = s->mode;
    else if (attr->path->code == FL_ATTR_NAMED)
        fl_variant_atom(attr->facts, s->mention, attr->path->name, out);
    else
        return false;
    return true;
}

static bool element_atom(const fl_attr *attr, fl_atom *out)
{
    const fl_element *e = &attr->facts->elements.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_ELEMENT) {
        *out = e->element;
        return true;
    }
    if (attr->path->code != FL_ATTR_NAMED)
        return false;
    if (!fl_set_atom(e->set.items, e->set.count, attr->path->name, out))
        fl_variant_atom(attr->facts, e->mention, attr->path->name, out);
    return true;
}

/* A slot that is filled has the value of its token, which is no name. */
static bool mention_atom(const fl_attr *attr, fl_atom *out)
{
    const fl_facts *facts = attr->facts;
    const fl_mention *m = &facts->mentions->mentions.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_CONCEPT) {
        *out = facts->packs->concepts.items[m->concept].name;
        return true;
    }
    if (attr->path->code != FL_ATTR_NAMED)
        return false;
    for (size_t s = 0; s < 4; s++)
        if (m->slot_ids[s] == attr->path->name)
            return false;
    fl_variant_atom(facts, attr->ref.index, attr->path->name, out);
    return true;
}

bool fl_attr_atom(const fl_attr *attr, fl_atom *out)
{
    const fl_facts *facts = attr->facts;
    if (attr->ref.kind == FL_KIND_CLAIM)
        return claim_atom(&facts->claims.items[attr->ref.index],
                          attr->path->code, out);
    if (attr->ref.kind == FL_KIND_STANCE)
        return stance_atom(attr, out);
    if (attr->ref.kind == FL_KIND_ELEMENT)
        return element_atom(attr, out);
    return attr->ref.kind == FL_KIND_MENTION && mention_atom(attr, out);
}
