/*
 * Where an outcome is shown. What is forbidden is shown where it stands, what
 * is missing at the place that makes it due, a matter of the whole letter at
 * the first thing that its condition saw.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

static fl_spot block_spot(const fl_facts *facts, uint32_t block)
{
    size_t count = facts->doc->blocks.count;
    if (!count)
        return (fl_spot){ 0, 0, FL_NONE, 0, 0 };
    if (block >= count)
        block = (uint32_t)count - 1;
    const fl_block *b = &facts->doc->blocks.items[block];
    return (fl_spot){ b->start, b->end, FL_NONE, block, block };
}

static fl_spot stance_spot(const fl_facts *facts, uint32_t stance)
{
    fl_spot spot = fl_fact_spot(facts, (fl_ref){ FL_KIND_STANCE, stance }, 0);
    return spot.end > spot.start ? spot : block_spot(facts, spot.first);
}

/* The first stance's place, else the sign-off. */
static fl_spot document_spot(const fl_facts *facts)
{
    if (facts->stances.count)
        return stance_spot(facts, 0);
    return block_spot(facts, facts->sign_off);
}

fl_spot fl_subject_spot(const fl_facts *facts, fl_ref subject)
{
    if (subject.kind == FL_KIND_DOCUMENT)
        return document_spot(facts);
    if (subject.kind == FL_KIND_PART)
        return block_spot(facts, facts->parts.items[subject.index].first);
    for (size_t i = 0; i < fl_fact_spots(facts, subject); i++) {
        fl_spot spot = fl_fact_spot(facts, subject, i);
        if (spot.end > spot.start && spot.first == spot.last)
            return spot;
        if (spot.end > spot.start)
            return block_spot(facts, spot.first);
    }
    if (subject.kind == FL_KIND_QUESTION &&
        facts->questions.items[subject.index].stances.count)
        return stance_spot(
            facts, facts->questions.items[subject.index].stances.items[0]);
    return document_spot(facts);
}

static const fl_evidence *first_of(const fl_outcome *outcome,
                                   fl_evidence_role role)
{
    for (size_t i = 0; i < outcome->evidence.count; i++) {
        const fl_evidence *e = &outcome->evidence.items[i];
        if (e->role == role && e->end > e->start)
            return e;
    }
    return NULL;
}

void fl_place_outcome(const fl_eval *eval, fl_ref subject, fl_outcome *outcome)
{
    fl_spot spot = fl_subject_spot(eval->facts, subject);
    const fl_evidence *at = NULL;
    if (outcome->kind == FL_NOT_MET && eval->rule->forbid)
        at = first_of(outcome, FL_EVIDENCE_CONFLICT);
    if (!at && subject.kind == FL_KIND_DOCUMENT)
        at = first_of(outcome, FL_EVIDENCE_CONTEXT);
    if (!at && subject.kind == FL_KIND_DOCUMENT)
        at = first_of(outcome, FL_EVIDENCE_CONFLICT);
    outcome->start = at ? at->start : spot.start;
    outcome->end = at ? at->end : spot.end;
}
