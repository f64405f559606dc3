/*
 * The attributes of what the letter says: claims, stances, elements, citations,
 * dates, quantities and mentions. Attributes with several values count them
 * from 0.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

bool fl_give_stance(const fl_facts *facts, uint32_t index, fl_val *out)
{
    return fl_give_atom(out, facts->packs, facts->stances.items[index].stance);
}

static bool give_set(const fl_packs *packs, const fl_set_pair *set,
                     size_t count, fl_atom name, fl_val *out)
{
    fl_atom value;
    return fl_set_atom(set, count, name, &value) &&
           fl_give_scalar(out, fl_atom_name(packs, value));
}

static bool give_variant(const fl_facts *facts, uint32_t mention, fl_atom name,
                         fl_val *out)
{
    fl_atom value;
    return fl_variant_atom(facts, mention, name, &value) &&
           fl_give_scalar(out, fl_atom_name(facts->packs, value));
}

/* Provision attributes of what a section number and a limb say. */
static bool give_section(const fl_attr *attr, uint32_t section, fl_val *out)
{
    const fl_packs *packs = attr->facts->packs;
    if (section == FL_NONE)
        return false;
    const fl_section *s = &packs->sections.items[section];
    switch (attr->path->code) {
    case FL_ATTR_SECTION:
    case FL_ATTR_TITLE_CLAIMED:
        return fl_give_text(out, s->number);
    case FL_ATTR_SECTION_TITLE:
        return fl_give_text(out, s->title);
    case FL_ATTR_INSTRUMENT:
        return s->instrument < packs->instruments.count &&
               fl_give_atom(out, packs,
                            packs->instruments.items[s->instrument].name);
    default:
        break;
    }
    for (size_t a = 0; a < s->attributes.count; a++)
        if (s->attributes.items[a].name == attr->path->name)
            return fl_give_scalar(out, s->attributes.items[a].value);
    return false;
}

static bool claim_words(const fl_attr *attr, const fl_claim *c, fl_val *out)
{
    const fl_packs *packs = attr->facts->packs;
    const fl_mode *mode = c->mode ? fl_packs_mode(packs, c->mode) : NULL;
    switch (attr->path->code) {
    case FL_ATTR_MODE_PURPOSE:
        return mode && fl_give_text(out, mode->purpose);
    case FL_ATTR_LABEL:
        if (c->limb && c->limb->label.len)
            return fl_give_text(out, c->limb->label);
        return c->section != FL_NONE &&
               fl_give_text(out, packs->sections.items[c->section].title);
    case FL_ATTR_STANCE:
        return c->stance != FL_NONE &&
               fl_give_stance(attr->facts, c->stance, out);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default: /* of the section, or an attribute that the pack gives it */
        return give_section(attr, c->section, out);
    }
}

bool fl_claim_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_packs *packs = attr->facts->packs;
    const fl_claim *c = &attr->facts->claims.items[attr->ref.index];
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_PROVISION:
        return fl_give_text(out, c->provision);
    case FL_ATTR_LIMB:
        return c->limb && fl_give_text(out, c->limb->provision);
    case FL_ATTR_BARE:
        return fl_give_bool(out, c->bare);
    case FL_ATTR_DECLARED:
        return fl_give_bool(out, c->section != FL_NONE && (c->limb || c->bare));
    case FL_ATTR_IN_FORCE:
        return fl_give_in_force(out, c->limb, attr->facts->as_of);
    case FL_ATTR_MODE:
        return fl_give_atom(out, packs, c->mode);
    case FL_ATTR_LIMB_MODE:
        return fl_give_atom(out, packs, c->limb_mode);
    case FL_ATTR_TIER:
        return fl_give_atom(out, packs, c->tier);
    case FL_ATTR_TEST:
        return fl_give_atom(out, packs, c->test);
    case FL_ATTR_LIKELIHOOD:
        return c->likelihood != FL_UNKNOWN &&
               fl_give_bool(out, c->likelihood == FL_TRUE);
    case FL_ATTR_RESIDUAL:
        return fl_give_bool(out, c->residual);
    case FL_ATTR_USES:
        return fl_give_number(out, (double)c->uses.count);
    default:
        return claim_words(attr, c, out);
    }
}

bool fl_use_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    uint32_t nth = 0;
    uint32_t claim = fl_use_claim(facts, attr->ref.index, &nth);
    const fl_use *use = &facts->claims.items[claim].uses.items[nth];
    if (i > 0)
        return false;
    if (attr->path->code == FL_ATTR_PROVISION)
        return fl_give_text(out,
                            facts->citations.items[use->citation].provision);
    return fl_give_span(attr, out);
}

bool fl_stance_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_stance *s = &facts->stances.items[attr->ref.index];
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_STANCE:
        return fl_give_atom(out, facts->packs, s->stance);
    case FL_ATTR_MODE:
        return fl_give_atom(out, facts->packs, s->mode);
    case FL_ATTR_RESIDUAL:
        return fl_give_bool(out, s->residual);
    case FL_ATTR_OBJECT:
        return fl_give_word(out, s->whole ? "whole" : "part");
    case FL_ATTR_IMPLIED:
        return fl_give_bool(out, s->implied);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default:
        return give_variant(facts, s->mention, attr->path->name, out);
    }
}

static bool give_share(const fl_attr *attr, const fl_element *e, fl_val *out)
{
    double percent = 0;
    return fl_element_statute_share(attr->facts, e, &percent) &&
           fl_give_number(out, percent);
}

bool fl_element_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_element *e = &facts->elements.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_COVERS)
        return i < e->covers.count &&
               fl_give_text(out,
                            facts->claims.items[e->covers.items[i]].provision);
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_ELEMENT:
        return fl_give_atom(out, facts->packs, e->element);
    case FL_ATTR_SOURCE:
        return fl_give_word(out, fl_source_words[e->source]);
    case FL_ATTR_WORDS:
        return fl_give_number(out, e->words);
    case FL_ATTR_EMPTY:
        return fl_give_bool(out, e->empty);
    case FL_ATTR_WORDING:
        return fl_give_text(out, fl_element_wording(facts, e));
    case FL_ATTR_STATUTE_SHARE:
        return give_share(attr, e, out);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default:
        return give_set(facts->packs, e->set.items, e->set.count,
                        attr->path->name, out) ||
               give_variant(facts, e->mention, attr->path->name, out);
    }
}

static const fl_limb *cited_limb(const fl_packs *packs, const fl_citation *c)
{
    return c->section == FL_NONE
               ? NULL
               : fl_section_limb(&packs->sections.items[c->section],
                                 c->provision);
}

bool fl_citation_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_packs *packs = attr->facts->packs;
    const fl_citation *c = &attr->facts->citations.items[attr->ref.index];
    const fl_limb *limb = NULL;
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_PROVISION:
        return fl_give_text(out, c->provision);
    case FL_ATTR_IN_FORCE:
        return fl_give_in_force(out, cited_limb(packs, c), attr->facts->as_of);
    case FL_ATTR_LIMB:
        limb = cited_limb(packs, c);
        return limb && fl_give_text(out, limb->provision);
    case FL_ATTR_TITLE_CLAIMED:
        return give_section(attr, c->title_claimed, out);
    case FL_ATTR_INSTRUMENT:
        return c->instrument < packs->instruments.count &&
               fl_give_atom(out, packs,
                            packs->instruments.items[c->instrument].name);
    case FL_ATTR_ROLE:
        return fl_give_word(out, fl_citation_role_words[c->role]);
    case FL_ATTR_DECLARED:
        return fl_give_bool(out, c->declared);
    case FL_ATTR_BARE:
        return fl_give_bool(out, c->bare);
    case FL_ATTR_VOICE:
        return fl_give_word(out, fl_voice_words[c->voice]);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default:
        return give_section(attr, c->section, out);
    }
}

bool fl_date_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_date_fact *d = &attr->facts->dates.items[attr->ref.index];
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_VALUE:
        return fl_give_day(out, d->day);
    case FL_ATTR_ROLE:
        return fl_give_atom(out, attr->facts->packs, d->role);
    case FL_ATTR_INFERRED:
        return fl_give_bool(out, d->inferred);
    case FL_ATTR_WEEKDAY_AGREES:
        return fl_give_weekday_agrees(attr, d, out);
    case FL_ATTR_VOICE:
        return fl_give_word(out, fl_voice_words[d->voice]);
    default:
        return fl_give_span(attr, out);
    }
}

/* Names of the concepts whose slots the quantity fills. */
static bool quantity_role(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    uint32_t at = attr->index->by_token[attr->ref.index];
    for (; at != FL_NONE && i > 0; i--)
        at = attr->index->links.items[at].next;
    if (at == FL_NONE)
        return false;
    uint32_t mention = attr->index->links.items[at].mention;
    uint32_t c = facts->mentions->mentions.items[mention].concept;
    return fl_give_atom(out, facts->packs,
                        facts->packs->concepts.items[c].name);
}

bool fl_quantity_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_token *t = &facts->mentions->tokens.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_ROLE)
        return quantity_role(attr, i, out);
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_VALUE:
        return fl_give_token(out, facts, attr->ref.index);
    case FL_ATTR_UNIT:
        return fl_give_atom(out, facts->packs, t->unit);
    case FL_ATTR_BOUND:
        return fl_give_word(out, fl_bound_words[t->bound]);
    case FL_ATTR_TYPE:
        return fl_give_atom(out, facts->packs,
                            facts->packs->token_kinds.items[t->type].name);
    case FL_ATTR_VOICE:
        return fl_give_word(out, fl_voice_words[facts->blocks[t->block].voice]);
    default:
        return fl_give_span(attr, out);
    }
}

bool fl_mention_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    uint32_t index = attr->ref.index;
    const fl_mention *m = &facts->mentions->mentions.items[index];
    if (attr->path->code == FL_ATTR_NUMBERS)
        return fl_give_one_number(
            out, fl_document_text(facts->doc, m->start, m->end), i);
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_FIGURES:
        return fl_give_figures(attr, out);
    case FL_ATTR_CONCEPT:
        return fl_give_atom(out, facts->packs,
                            facts->packs->concepts.items[m->concept].name);
    case FL_ATTR_STATUS:
        return fl_give_word(out, fl_status_words[m->status]);
    case FL_ATTR_VOICE:
        return fl_give_word(out, fl_voice_words[facts->voices[index]]);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default:
        break;
    }
    for (size_t s = 0; s < 4; s++)
        if (m->slot_ids[s] == attr->path->name &&
            fl_give_token(out, facts, m->slot_tokens[s]))
            return true;
    return give_variant(facts, index, attr->path->name, out);
}
