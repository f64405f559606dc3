/*
 * The attributes of the letter itself: of the whole, its parts, blocks and
 * sentences, its questions, and of what a file has beside its text. Attributes
 * with several values count them from 0.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

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

bool fl_document_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    switch (attr->path->code) {
    case FL_ATTR_KINDS:
        return i < facts->kinds.count &&
               fl_give_atom(out, facts->packs, facts->kinds.items[i]);
    case FL_ATTR_STANCES:
        return i < facts->stances.count &&
               fl_give_stance(facts, (uint32_t)i, out);
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

bool fl_part_value(const fl_attr *attr, size_t i, fl_val *out)
{
    if (i > 0)
        return false;
    if (attr->path->code == FL_ATTR_ROLE)
        return fl_give_role(attr, i, out);
    if (attr->path->code == FL_ATTR_TEXT)
        return fl_give_span(attr, out);
    return fl_give_words(attr, out);
}

bool fl_block_value(const fl_attr *attr, size_t i, fl_val *out)
{
    return i == 0 && fl_give_of_block(attr, out);
}

bool fl_sentence_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    if (i > 0)
        return false;
    if (attr->path->code == FL_ATTR_WORDS)
        return fl_give_words(attr, out);
    if (attr->path->code == FL_ATTR_TEXT)
        return fl_give_span(attr, out);
    uint32_t block = facts->mentions->sentences.items[attr->ref.index].block;
    return fl_give_word(out, fl_voice_words[facts->blocks[block].voice]);
}

bool fl_question_value(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    const fl_question *q = &facts->questions.items[attr->ref.index];
    if (attr->path->code == FL_ATTR_STANCES)
        return i < q->stances.count &&
               fl_give_stance(facts, q->stances.items[i], out);
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

bool fl_mark_value(const fl_attr *attr, size_t i, fl_val *out)
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
    default:
        return m->text.len ? fl_give_text(out, m->text)
                           : fl_give_span(attr, out);
    }
}

bool fl_trait_value(const fl_attr *attr, size_t i, fl_val *out)
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

bool fl_redaction_value(const fl_attr *attr, size_t i, fl_val *out)
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

bool fl_file_value(const fl_attr *attr, size_t i, fl_val *out)
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
