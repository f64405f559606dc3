/*
 * The attributes of facts: one function for each kind of fact, by the codes
 * of pack/attributes.h. Attributes with several values count them from 0.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

/* ---- what several kinds have --------------------------------------------------- */

static bool give_stance(const fl_facts *facts, uint32_t index, fl_val *out)
{
    return fl_give_atom(out, facts->packs, facts->stances.items[index].stance);
}

static bool give_set(const fl_packs *packs, const fl_set_pair *set,
                     size_t count, fl_atom name, fl_val *out)
{
    for (size_t s = 0; s < count; s++)
        if (set[s].id == name)
            return fl_give_scalar(out, fl_atom_name(packs, set[s].value));
    return false;
}

static bool give_variant(const fl_facts *facts, uint32_t mention, fl_atom name,
                         fl_val *out)
{
    if (mention >= facts->mentions->mentions.count)
        return false;
    const fl_mention *m = &facts->mentions->mentions.items[mention];
    const fl_concept *concept = &facts->packs->concepts.items[m->concept];
    if (m->variant >= concept->variants.count)
        return false;
    const fl_variant *v = &concept->variants.items[m->variant];
    return give_set(facts->packs, v->set.items, v->set.count, name, out);
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

/* ---- kinds -------------------------------------------------------------------------- */

static bool document_date(const fl_attr *attr, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    fl_str role = fl_str_slice(attr->path->attribute, sizeof("dates.") - 1,
                               attr->path->attribute.len);
    if (fl_str_is(role, "response"))
        return fl_give_day(out, facts->response);
    if (fl_str_is(role, "received"))
        return fl_give_day(out, facts->received);
    for (size_t g = FL_GIVEN_CLARIFIED; g < FL_GIVEN_COUNT; g++)
        if (facts->given[g] != FL_NO_DAY && fl_str_is(role, fl_given_words[g]))
            return fl_give_day(out, facts->given[g]);
    for (size_t d = 0; d < facts->dates.count; d++)
        if (facts->dates.items[d].role == attr->path->name &&
            facts->dates.items[d].voice == FL_VOICE_AUTHOR)
            return fl_give_day(out, facts->dates.items[d].day);
    return false;
}

/* Which dates the user gave. */
static bool give_given(const fl_facts *facts, size_t i, fl_val *out)
{
    for (size_t g = 0; g < FL_GIVEN_COUNT; g++)
        if (facts->given[g] != FL_NO_DAY && i-- == 0)
            return fl_give_word(out, fl_given_words[g]);
    return false;
}

/* "profile.name" from "name=…"; the limit is an amount of money. */
static bool give_profile(const fl_attr *attr, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    fl_str name = fl_str_slice(attr->path->attribute, sizeof("profile.") - 1,
                               attr->path->attribute.len);
    for (size_t i = 0; i < facts->profile_count; i++) {
        fl_str pair = fl_str_from(facts->profile[i]);
        if (!fl_str_starts(pair, name) || pair.len == name.len ||
            pair.ptr[name.len] != '=')
            continue;
        fl_str value = fl_str_slice(pair, name.len + 1, pair.len);
        if (!fl_str_is(name, "cost-limit"))
            return fl_give_text(out, value);
        fl_give_scalar(out, value);
        out->money = true;
        return out->kind == FL_VAL_QUANTITY;
    }
    return false;
}

static bool document_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    switch (attr->path->code) {
    case FL_ATTR_KINDS:
        return i < facts->kinds.count &&
               fl_give_atom(out, facts->packs, facts->kinds.items[i]);
    case FL_ATTR_STANCES:
        return i < facts->stances.count && give_stance(facts, (uint32_t)i, out);
    case FL_ATTR_CLAIMS:
        return i < facts->claims.count &&
               fl_give_text(out, facts->claims.items[i].provision);
    case FL_ATTR_REGIME:
        return i == 0 && fl_give_text(out, fl_regime_name(facts));
    case FL_ATTR_AS_OF:
        return i == 0 && fl_give_day(out, facts->as_of);
    case FL_ATTR_AUTHORITY:
        return i == 0 && fl_give_atom(out, facts->packs, facts->authority);
    case FL_ATTR_GIVEN:
        return give_given(facts, i, out);
    case FL_ATTR_PROFILE:
        return i == 0 && give_profile(attr, out);
    case FL_ATTR_PARTIAL:
        return i == 0 && fl_give_bool(out, facts->doc->partial);
    default:
        return i == 0 && document_date(attr, out);
    }
}

static bool part_value(const fl_attr *attr, size_t i, fl_val *out)
{
    if (i > 0)
        return false;
    if (attr->path->code == FL_ATTR_ROLE)
        return fl_give_role(attr, i, out);
    if (attr->path->code == FL_ATTR_TEXT)
        return fl_give_span(attr, out);
    return fl_give_words(attr, out);
}

static bool block_value(const fl_attr *attr, size_t i, fl_val *out)
{
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
    return i == 0 && fl_give_of_block(attr, out);
}

static bool sentence_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
    if (i > 0)
        return false;
    if (attr->path->code == FL_ATTR_WORDS)
        return fl_give_words(attr, out);
    if (attr->path->code == FL_ATTR_TEXT)
        return fl_give_span(attr, out);
    uint32_t block = facts->mentions->sentences.items[attr->ref.index].block;
    return fl_give_word(out, fl_voice_words[facts->blocks[block].voice]);
}

static bool question_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_question *q = &facts->questions.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_STANCES)
        return i < q->stances.count &&
               give_stance(facts, q->stances.items[i], out);
    if (attr->path->code == FL_ATTR_CLAIMS)
        return i < q->claims.count &&
               fl_give_text(out,
                            facts->claims.items[q->claims.items[i]].provision);
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_ID:
        return fl_give_text(out, q->id);
    case FL_ATTR_LABEL:
        return fl_give_text(out, q->label);
    case FL_ATTR_TEXT:
        return fl_give_text(
            out, fl_document_text(facts->doc, q->ask_start, q->ask_end));
    case FL_ATTR_PARENT:
        return q->parent != FL_NONE &&
               fl_give_text(out, facts->questions.items[q->parent].id);
    case FL_ATTR_OUTCOME:
        return fl_give_text(out, fl_question_outcome(facts, q));
    case FL_ATTR_IMPLICIT:
        return fl_give_bool(out, q->implicit);
    case FL_ATTR_REGIME:
        return fl_give_atom(out, facts->packs, q->regime);
    default:
        return fl_give_bool(out, q->answered);
    }
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
        return c->stance != FL_NONE && give_stance(attr->facts, c->stance, out);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default: /* of the section, or an attribute that the pack gives it */
        return give_section(attr, c->section, out);
    }
}

static bool claim_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_packs *packs = attr->facts->packs;
    const fl_claim *c = &attr->facts->claims.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
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

static bool use_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    uint32_t nth = 0;
    uint32_t claim = fl_use_claim(facts, attr->ref.index, &nth);
    const fl_use *use = &facts->claims.items[claim].uses.items[nth];
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
    if (i > 0)
        return false;
    if (attr->path->code == FL_ATTR_PROVISION)
        return fl_give_text(out,
                            facts->citations.items[use->citation].provision);
    return fl_give_span(attr, out);
}

static bool stance_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_stance *s = &facts->stances.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
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

static bool element_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_element *e = &facts->elements.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_COVERS)
        return i < e->covers.count &&
               fl_give_text(out,
                            facts->claims.items[e->covers.items[i]].provision);
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
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

static bool citation_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_packs *packs = attr->facts->packs;
    const fl_citation *c = &attr->facts->citations.items[attr->ref.index];
    const fl_limb *limb = NULL;
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
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
    case FL_ATTR_PART:
        return fl_give_role(attr, i, out);
    case FL_ATTR_TEXT:
        return fl_give_span(attr, out);
    default:
        return give_section(attr, c->section, out);
    }
}

static bool date_value(const fl_attr *attr, size_t i, fl_val *out)
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
    case FL_ATTR_PART:
        return fl_give_role(attr, i, out);
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

static bool quantity_value(const fl_attr *attr, size_t i, fl_val *out)
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
    case FL_ATTR_PART:
        return fl_give_role(attr, i, out);
    default:
        return fl_give_span(attr, out);
    }
}

static bool mention_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    uint32_t index = attr->ref.index;
    const fl_mention *m = &facts->mentions->mentions.items[index];
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
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
    case FL_ATTR_PART:
        return fl_give_role(attr, i, out);
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

static bool mark_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_mark *m = &attr->facts->doc->marks.items[attr->ref.index];
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_MARK:
        return fl_give_word(out, fl_mark_words[m->kind]);
    case FL_ATTR_NAME:
        return fl_give_text(out, m->name);
    case FL_ATTR_BY:
        return fl_give_text(out, m->by);
    case FL_ATTR_PART:
        return fl_give_role(attr, i, out);
    default:
        return m->text.len ? fl_give_text(out, m->text)
                           : fl_give_span(attr, out);
    }
}

static bool trait_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_trait *t = &attr->facts->doc->traits.items[attr->ref.index];
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_TRAIT:
        return fl_give_word(out, fl_trait_words[t->kind]);
    case FL_ATTR_PLACE:
        return fl_give_text(out, t->where);
    case FL_ATTR_NAME:
        return fl_give_text(out, t->name);
    case FL_ATTR_WHAT:
        return fl_give_text(out, t->what);
    case FL_ATTR_COUNTED:
        return fl_give_number(out, t->count);
    case FL_ATTR_HIDDEN:
        return fl_give_bool(out, t->hidden);
    default:
        return fl_give_text(out, t->text);
    }
}

static bool redaction_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_redaction *r =
        &attr->facts->mentions->redactions.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_PROVISION)
        return i < r->provisions.count &&
               fl_give_text(out, r->provisions.items[i].provision);
    if (i > 0)
        return false;
    switch (attr->path->code) {
    case FL_ATTR_REDACTION:
        return fl_give_word(out, fl_redaction_words[r->kind]);
    case FL_ATTR_FILE:
        return fl_give_text(out, r->file);
    case FL_ATTR_WHERE:
        return fl_give_text(out, r->where);
    case FL_ATTR_PLACE:
        return fl_give_text(out, r->place);
    case FL_ATTR_NAMED_GROUND:
        return !r->unclear && fl_give_bool(out, r->provisions.count > 0);
    case FL_ATTR_COUNTED:
        return fl_give_number(out, r->count);
    default:
        return fl_give_text(out, r->text);
    }
}

static bool file_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_file *f = &facts->mentions->files.items[attr->ref.index];
    switch (attr->path->code) {
    case FL_ATTR_CONCEPTS:
        return i < f->concepts.count &&
               fl_give_atom(out, facts->packs, f->concepts.items[i]);
    case FL_ATTR_NUMBERS:
        return fl_give_one_number(out, f->name, i);
    case FL_ATTR_OF_TEXT:
        return i == 0 && fl_give_bool(out, f->of_text);
    default:
        return i == 0 && fl_give_text(out, f->name);
    }
}

bool fl_attr_value(const fl_attr *attr, size_t i, fl_val *out)
{
    static bool (*const readers[FL_KIND_COUNT])(const fl_attr *, size_t,
                                                fl_val *) = {
        [FL_KIND_DOCUMENT] = document_value,
        [FL_KIND_PART] = part_value,
        [FL_KIND_BLOCK] = block_value,
        [FL_KIND_QUESTION] = question_value,
        [FL_KIND_CLAIM] = claim_value,
        [FL_KIND_USE] = use_value,
        [FL_KIND_STANCE] = stance_value,
        [FL_KIND_ELEMENT] = element_value,
        [FL_KIND_CITATION] = citation_value,
        [FL_KIND_DATE] = date_value,
        [FL_KIND_QUANTITY] = quantity_value,
        [FL_KIND_MENTION] = mention_value,
        [FL_KIND_MARK] = mark_value,
        [FL_KIND_TRAIT] = trait_value,
        [FL_KIND_REDACTION] = redaction_value,
        [FL_KIND_SENTENCE] = sentence_value,
        [FL_KIND_FILE] = file_value,
    };
    return readers[attr->ref.kind](attr, i, out);
}

bool fl_attr_unknown(const fl_attr *attr)
{
    const fl_facts *facts = attr->facts;
    switch (attr->path->code) {
    case FL_ATTR_KINDS:
    case FL_ATTR_CONCEPTS:
    case FL_ATTR_NUMBERS:
    case FL_ATTR_GIVEN:
    case FL_ATTR_PROFILE: /* what nobody said is not so */
    case FL_ATTR_STANCES:
    case FL_ATTR_CLAIMS:
    case FL_ATTR_QUESTIONS:
    case FL_ATTR_COVERS:
    case FL_ATTR_PART:
        return false;
    case FL_ATTR_PROVISION:
        return attr->ref.kind != FL_KIND_REDACTION;
    case FL_ATTR_ROLE:
        return attr->ref.kind != FL_KIND_QUANTITY;
    case FL_ATTR_NAMED:
        return attr->ref.kind == FL_KIND_CLAIM &&
               facts->claims.items[attr->ref.index].section == FL_NONE;
    default:
        return true;
    }
}
