/*
 * The attributes of facts, by the codes of pack/attributes.h: which function
 * reads those of each kind, and which attributes are never unknown.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

bool fl_attr_value(const fl_attr *attr, size_t i, fl_val *out)
{
    static bool (*const readers[FL_KIND_COUNT])(const fl_attr *, size_t,
                                                fl_val *) = {
        [FL_KIND_DOCUMENT] = fl_document_value,
        [FL_KIND_PART] = fl_part_value,
        [FL_KIND_BLOCK] = fl_block_value,
        [FL_KIND_QUESTION] = fl_question_value,
        [FL_KIND_CLAIM] = fl_claim_value,
        [FL_KIND_USE] = fl_use_value,
        [FL_KIND_STANCE] = fl_stance_value,
        [FL_KIND_ELEMENT] = fl_element_value,
        [FL_KIND_CITATION] = fl_citation_value,
        [FL_KIND_DATE] = fl_date_value,
        [FL_KIND_QUANTITY] = fl_quantity_value,
        [FL_KIND_MENTION] = fl_mention_value,
        [FL_KIND_MARK] = fl_mark_value,
        [FL_KIND_TRAIT] = fl_trait_value,
        [FL_KIND_REDACTION] = fl_redaction_value,
        [FL_KIND_SENTENCE] = fl_sentence_value,
        [FL_KIND_FILE] = fl_file_value,
    };
    /* the places and questions of all kinds are read alike */
    if (attr->path->code == FL_ATTR_PART)
        return fl_give_role(attr, i, out);
    if (attr->path->code == FL_ATTR_QUESTIONS)
        return fl_give_question(attr, i, out);
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
