/*
 * Facts of every kind as one thing: how many there are, where they stand, to
 * which questions they belong, what they are called.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

uint32_t fl_fact_count(const fl_facts *facts, fl_kind kind)
{
    size_t count = 0;
    switch (kind) {
    case FL_KIND_DOCUMENT:
        return 1;
    case FL_KIND_PART:
        return (uint32_t)facts->parts.count;
    case FL_KIND_BLOCK:
        return (uint32_t)facts->doc->blocks.count;
    case FL_KIND_QUESTION:
        return (uint32_t)facts->questions.count;
    case FL_KIND_CLAIM:
        return (uint32_t)facts->claims.count;
    case FL_KIND_USE:
        for (size_t i = 0; i < facts->claims.count; i++)
            count += facts->claims.items[i].uses.count;
        return (uint32_t)count;
    case FL_KIND_STANCE:
        return (uint32_t)facts->stances.count;
    case FL_KIND_ELEMENT:
        return (uint32_t)facts->elements.count;
    case FL_KIND_CITATION:
        return (uint32_t)facts->citations.count;
    case FL_KIND_DATE:
        return (uint32_t)facts->dates.count;
    case FL_KIND_QUANTITY:
        return (uint32_t)facts->mentions->tokens.count;
    case FL_KIND_MENTION:
        return (uint32_t)facts->mentions->mentions.count;
    case FL_KIND_MARK:
        return (uint32_t)facts->doc->marks.count;
    case FL_KIND_TRAIT:
        return (uint32_t)facts->doc->traits.count;
    case FL_KIND_REDACTION:
        return (uint32_t)facts->mentions->redactions.count;
    case FL_KIND_SENTENCE:
        return (uint32_t)facts->mentions->sentences.count;
    case FL_KIND_FILE:
        return (uint32_t)facts->mentions->files.count;
    case FL_KIND_COUNT:
        break;
    }
    return 0;
}

uint32_t fl_use_claim(const fl_facts *facts, uint32_t use, uint32_t *nth)
{
    for (uint32_t c = 0; c < facts->claims.count; c++) {
        uint32_t count = (uint32_t)facts->claims.items[c].uses.count;
        if (use < count) {
            *nth = use;
            return c;
        }
        use -= count;
    }
    *nth = 0;
    return FL_NONE;
}

static const fl_use *use_at(const fl_facts *facts, uint32_t use)
{
    uint32_t nth = 0;
    uint32_t claim = fl_use_claim(facts, use, &nth);
    return &facts->claims.items[claim].uses.items[nth];
}

uint32_t fl_fact_claim(const fl_facts *facts, fl_ref ref)
{
    uint32_t nth = 0;
    if (ref.kind == FL_KIND_CLAIM)
        return ref.index;
    if (ref.kind == FL_KIND_USE)
        return fl_use_claim(facts, ref.index, &nth);
    if (ref.kind == FL_KIND_CITATION)
        return facts->citations.items[ref.index].claim;
    return FL_NONE;
}

/* ---- places -------------------------------------------------------------------- */

size_t fl_fact_spots(const fl_facts *facts, fl_ref ref)
{
    if (ref.kind == FL_KIND_CLAIM)
        return facts->claims.items[ref.index].uses.count;
    if (ref.kind == FL_KIND_QUESTION)
        return 1 + facts->questions.items[ref.index].answers.count;
    return 1;
}

static fl_spot blocks_spot(const fl_facts *facts, uint32_t first, uint32_t last)
{
    fl_spot spot = { 0, 0, FL_NONE, first, last };
    size_t count = facts->doc->blocks.count;
    if (first < count && last < count) {
        spot.start = facts->doc->blocks.items[first].start;
        spot.end = facts->doc->blocks.items[last].end;
    }
    return spot;
}

static fl_spot question_spot(const fl_facts *facts, uint32_t index, size_t i)
{
    const fl_question *q = &facts->questions.items[index];
    if (i > 0)
        return blocks_spot(facts, q->answers.items[i - 1].first,
                           q->answers.items[i - 1].last);
    uint32_t block = FL_NONE;
    if (q->ask_end > q->ask_start)
        block = (uint32_t)fl_document_block_at(facts->doc, q->ask_start);
    return (fl_spot){ q->ask_start, q->ask_end, FL_NONE, block, block };
}

static fl_spot whole_spot(const fl_facts *facts)
{
    size_t count = facts->doc->blocks.count;
    return blocks_spot(facts, 0, count ? (uint32_t)count - 1 : 0);
}

static fl_spot mark_spot(const fl_document *doc, uint32_t index)
{
    const fl_mark *mark = &doc->marks.items[index];
    uint32_t block = (uint32_t)fl_document_block_at(doc, mark->start);
    return (fl_spot){ mark->start, mark->end, FL_NONE, block, block };
}

/* What was taken out of another file stands nowhere in this one. */
static fl_spot redaction_spot(const fl_facts *facts, uint32_t index)
{
    const fl_redaction *r = &facts->mentions->redactions.items[index];
    return (fl_spot){ r->start, r->end, FL_NONE, r->block, r->block };
}

static fl_spot sentence_spot(const fl_facts *facts, uint32_t index)
{
    const fl_sentence *s = &facts->mentions->sentences.items[index];
    return (fl_spot){ s->start, s->end, index, s->block, s->block };
}

#define SPOT(f) \
    ((fl_spot){ (f)->start, (f)->end, (f)->sentence, (f)->block, (f)->block })

fl_spot fl_fact_spot(const fl_facts *facts, fl_ref ref, size_t i)
{
    switch (ref.kind) {
    case FL_KIND_PART:
        return blocks_spot(facts, facts->parts.items[ref.index].first,
                           facts->parts.items[ref.index].last);
    case FL_KIND_BLOCK:
        return blocks_spot(facts, ref.index, ref.index);
    case FL_KIND_QUESTION:
        return question_spot(facts, ref.index, i);
    case FL_KIND_CLAIM:
        return SPOT(&facts->claims.items[ref.index].uses.items[i]);
    case FL_KIND_USE:
        return SPOT(use_at(facts, ref.index));
    case FL_KIND_STANCE:
        return SPOT(&facts->stances.items[ref.index]);
    case FL_KIND_ELEMENT:
        return SPOT(&facts->elements.items[ref.index]);
    case FL_KIND_CITATION:
        return SPOT(&facts->citations.items[ref.index]);
    case FL_KIND_DATE:
        return SPOT(&facts->dates.items[ref.index]);
    case FL_KIND_QUANTITY:
        return SPOT(&facts->mentions->tokens.items[ref.index]);
    case FL_KIND_MENTION:
        return SPOT(&facts->mentions->mentions.items[ref.index]);
    case FL_KIND_MARK:
        return mark_spot(facts->doc, ref.index);
    case FL_KIND_TRAIT:
        return blocks_spot(facts, facts->doc->traits.items[ref.index].block,
                           facts->doc->traits.items[ref.index].block);
    case FL_KIND_REDACTION:
        return redaction_spot(facts, ref.index);
    case FL_KIND_SENTENCE:
        return sentence_spot(facts, ref.index);
    case FL_KIND_FILE: /* it stands nowhere in the letter */
        return (fl_spot){ 0, 0, FL_NONE, FL_NONE, FL_NONE };
    case FL_KIND_DOCUMENT:
    case FL_KIND_COUNT:
        break;
    }
    return whole_spot(facts);
}

/* ---- questions -------------------------------------------------------------------- */

const uint32_t *fl_fact_questions(const fl_facts *facts, fl_ref ref,
                                  uint32_t *one, size_t *count)
{
    uint32_t claim = fl_fact_claim(facts, ref);
    uint32_t block = FL_NONE;
    *count = 0;
    if (ref.kind == FL_KIND_USE) {
        *count = use_at(facts, ref.index)->questions.count;
        return use_at(facts, ref.index)->questions.items;
    }
    if (ref.kind == FL_KIND_STANCE) {
        *count = facts->stances.items[ref.index].questions.count;
        return facts->stances.items[ref.index].questions.items;
    }
    if (claim != FL_NONE) {
        *count = facts->claims.items[claim].questions.count;
        return facts->claims.items[claim].questions.items;
    }
    *one = FL_NONE;
    if (ref.kind == FL_KIND_QUESTION)
        *one = ref.index;
    else if (ref.kind != FL_KIND_DOCUMENT && ref.kind != FL_KIND_PART)
        block = fl_fact_spot(facts, ref, 0).first;
    if (block < facts->doc->blocks.count)
        *one = fl_answer_of_block(facts, block);
    *count = *one != FL_NONE;
    return one;
}

bool fl_fact_residual(const fl_facts *facts, fl_ref ref)
{
    uint32_t claim = fl_fact_claim(facts, ref);
    if (claim != FL_NONE)
        return facts->claims.items[claim].residual;
    return ref.kind == FL_KIND_STANCE &&
           facts->stances.items[ref.index].residual;
}

/* ---- what counts -------------------------------------------------------------------- */

static bool quantity_counts(const fl_facts *facts, uint32_t index,
                            bool any_voice)
{
    const fl_token *token = &facts->mentions->tokens.items[index];
    if (token->type != FL_TOKEN_DURATION && token->type != FL_TOKEN_MONEY &&
        token->type != FL_TOKEN_NUMBER)
        return false;
    const fl_block_facts *block = &facts->blocks[token->block];
    return any_voice || (block->voice == FL_VOICE_AUTHOR && !block->asks);
}

static fl_voice sentence_voice(const fl_facts *facts, uint32_t index)
{
    return facts->blocks[facts->mentions->sentences.items[index].block].voice;
}

bool fl_fact_counts(const fl_facts *facts, fl_ref ref, bool any_status,
                    bool any_voice)
{
    if (ref.kind == FL_KIND_ELEMENT)
        return any_status || !facts->elements.items[ref.index].empty;
    if (ref.kind == FL_KIND_BLOCK)
        return any_voice || facts->blocks[ref.index].voice == FL_VOICE_AUTHOR;
    if (ref.kind == FL_KIND_SENTENCE)
        return any_voice || sentence_voice(facts, ref.index) == FL_VOICE_AUTHOR;
    if (ref.kind == FL_KIND_CITATION)
        return any_voice ||
               facts->citations.items[ref.index].voice == FL_VOICE_AUTHOR;
    if (ref.kind == FL_KIND_QUANTITY)
        return quantity_counts(facts, ref.index, any_voice);
    if (ref.kind == FL_KIND_DATE) {
        fl_voice voice = facts->dates.items[ref.index].voice;
        return any_voice || voice == FL_VOICE_AUTHOR ||
               voice == FL_VOICE_EARLIER;
    }
    if (ref.kind == FL_KIND_REDACTION) {
        uint32_t block = facts->mentions->redactions.items[ref.index].block;
        return any_voice || block == FL_NONE ||
               facts->blocks[block].voice == FL_VOICE_AUTHOR;
    }
    if (ref.kind != FL_KIND_MENTION)
        return true;
    const fl_mention *m = &facts->mentions->mentions.items[ref.index];
    return !m->cancelled && (any_status || m->status == FL_ASSERTED) &&
           (any_voice || facts->voices[ref.index] == FL_VOICE_AUTHOR);
}

/* ---- names --------------------------------------------------------------------------- */

fl_str fl_fact_concept(const fl_facts *facts, fl_ref ref)
{
    const fl_packs *packs = facts->packs;
    uint32_t claim = fl_fact_claim(facts, ref);
    if (claim != FL_NONE)
        return facts->claims.items[claim].provision;
    if (ref.kind == FL_KIND_CITATION)
        return facts->citations.items[ref.index].provision;
    if (ref.kind == FL_KIND_STANCE)
        return fl_atom_name(packs, facts->stances.items[ref.index].stance);
    if (ref.kind == FL_KIND_ELEMENT)
        return fl_atom_name(packs, facts->elements.items[ref.index].element);
    if (ref.kind == FL_KIND_DATE && facts->dates.items[ref.index].role)
        return fl_atom_name(packs, facts->dates.items[ref.index].role);
    if (ref.kind == FL_KIND_MENTION) {
        uint32_t c = facts->mentions->mentions.items[ref.index].concept;
        return fl_atom_name(packs, packs->concepts.items[c].name);
    }
    if (ref.kind == FL_KIND_MARK)
        return fl_str_from(
            fl_mark_words[facts->doc->marks.items[ref.index].kind]);
    if (ref.kind == FL_KIND_TRAIT)
        return fl_str_from(
            fl_trait_words[facts->doc->traits.items[ref.index].kind]);
    if (ref.kind == FL_KIND_REDACTION)
        return fl_str_from(
            fl_redaction_words[facts->mentions->redactions.items[ref.index]
                                   .kind]);
    if (ref.kind == FL_KIND_FILE)
        return facts->mentions->files.items[ref.index].name;
    return fl_str_from(fl_kind_name(ref.kind));
}

fl_str fl_fact_text(fl_arena *arena, const fl_facts *facts, fl_ref ref)
{
    if (ref.kind == FL_KIND_QUESTION) {
        const fl_question *q = &facts->questions.items[ref.index];
        if (q->implicit)
            return FL_STR("the request");
        return fl_arena_printf(arena, "question %.*s", FL_ARG(q->id));
    }
    if (ref.kind == FL_KIND_PART)
        return fl_str_from(fl_part_words[facts->parts.items[ref.index].role]);
    if (ref.kind == FL_KIND_USE)
        return facts->citations.items[use_at(facts, ref.index)->citation]
            .provision;
    if (ref.kind == FL_KIND_QUANTITY || ref.kind == FL_KIND_DATE ||
        ref.kind == FL_KIND_SENTENCE) {
        fl_spot spot = fl_fact_spot(facts, ref, 0);
        return fl_document_text(facts->doc, spot.start, spot.end);
    }
    return fl_fact_concept(facts, ref);
}
