/*
 * What the author says of the duties: stances with their scope, and those
 * that answers and claims imply.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* A title stands so near behind its number, and that is no longer. */
#define TITLE_GAP        12
#define LONGEST_CITATION 40

/* A stance that was just added, with its questions, each of them once. */
static void attach(fl_reading *r)
{
    uint32_t stance = (uint32_t)r->facts->stances.count - 1;
    const fl_stance *s = &r->facts->stances.items[stance];
    for (size_t i = 0; i < s->questions.count; i++)
        *FL_PUSH(r->arena,
                 &r->facts->questions.items[s->questions.items[i]].stances) =
            stance;
    if (s->questions.count > 0 || s->residual || !s->whole)
        return;
    const fl_question *first = &r->facts->questions.items[0];
    if (first->implicit || (first->told && r->facts->questions.count == 1))
        *FL_PUSH(r->arena, &r->facts->questions.items[0].stances) = stance;
}

void fl_questions_of_clause(fl_reading *r, const fl_mention *m,
                            fl_question_set *out)
{
    const fl_sentence *s = fl_sentence_of(r, m->sentence);
    const char *t = r->doc->text.ptr;
    uint32_t start = m->start;
    uint32_t end = m->end;
    if (!r->holds[m->block].questions)
        return;
    while (start > s->start && !strchr(",;:", t[start - 1]))
        start--;
    while (end < s->end && !strchr(",;", t[end]))
        end++;
    fl_questions_named(r, m->block, start, end, out);
}

static void add_stance(fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_concept *c = fl_concept_of(r, mention);
    const fl_sentence *s = fl_sentence_of(r, m->sentence);
    fl_question_set questions = { 0 };
    fl_questions_of_clause(r, m, &questions);
    if (questions.count == 0)
        fl_questions_of_place(r, m->block, s->start, s->end, &questions);
    const fl_stance_label *label = fl_packs_stance(r->packs, c->label);
    bool residual =
        fl_find_cue(r, m->block, s->start, s->end, FL_CUE_RESIDUAL) != FL_NONE;
    bool whole =
        fl_find_cue(r, m->block, s->start, s->end, FL_CUE_WHOLE) != FL_NONE &&
        fl_find_cue(r, m->block, s->start, s->end, FL_CUE_PARTIAL) == FL_NONE;
    fl_stance *stance = FL_PUSH(r->arena, &r->facts->stances);
    *stance = (fl_stance){ .stance = c->label,
                           .mention = mention,
                           .start = m->start,
                           .end = m->end,
                           .sentence = m->sentence,
                           .block = m->block,
                           .residual = residual,
                           .whole = whole,
                           .general = c->variants.items[m->variant].general,
                           .mode = label ? label->mode : 0 };
    stance->questions.items = questions.items;
    stance->questions.count = questions.count;
    stance->questions.cap = questions.cap;
    attach(r);
}

/* A citation ends at most `TITLE_GAP` bytes before `at` in T. */
static bool follows_citation(const fl_reading *r, uint32_t block, uint32_t at)
{
    uint32_t near = at > TITLE_GAP ? at - TITLE_GAP : 0;
    for (uint32_t i = fl_token_from(
             r, block, near > LONGEST_CITATION ? near - LONGEST_CITATION : 0);
         i < r->token_at[block + 1]; i++) {
        const fl_token *t = &r->found->tokens.items[i];
        if (t->start >= at)
            break;
        if (t->type == FL_TOKEN_CITATION && t->end >= near && t->end <= at)
            return true;
    }
    return false;
}

/* Words of a section's title behind its number ("4, items returned to
 * finders") say what the section is called, not what the letter does. */
static bool is_title(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_sentence *s = fl_sentence_of(r, m->sentence);
    if (!(r->holds[m->block].as & 1u << FL_AS_TITLE))
        return false;
    for (uint32_t i = fl_mention_from(r, m->block, s->start);
         i < r->mention_at[m->block + 1]; i++) {
        const fl_mention *t = &r->found->mentions.items[i];
        const fl_concept *c = fl_concept_of(r, i);
        if (t->start >= m->end)
            break;
        if (c->as == FL_AS_TITLE && !t->cancelled && t->end > m->start &&
            r->packs->sections.items[c->section].supports !=
                fl_concept_of(r, mention)->label &&
            follows_citation(r, m->block, t->start))
            return true;
    }
    return false;
}

/* "You asked for the advice that was sent to them": words of what was asked,
 * as the author tells it, give nothing. */
static bool tells_the_ask(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_stance_label *label =
        fl_packs_stance(r->packs, fl_concept_of(r, mention)->label);
    if (!label || !label->derived_from_answer)
        return false;
    for (size_t i = 0; i < r->facts->questions.count; i++) {
        const fl_question *q = &r->facts->questions.items[i];
        if (!q->told)
            return false; /* all of them are, or none */
        if (m->start >= q->ask_start && m->start < q->ask_end)
            return true;
    }
    return false;
}

void fl_read_stances(fl_reading *r)
{
    for (uint32_t i = 0; i < r->found->mentions.count; i++)
        if (fl_concept_of(r, i)->as == FL_AS_STANCE && fl_counts(r, i) &&
            r->facts->voices[i] == FL_VOICE_AUTHOR && !is_title(r, i) &&
            !tells_the_ask(r, i))
            add_stance(r, i);
}

static bool says(const fl_facts *facts, fl_atom stance)
{
    for (size_t i = 0; i < facts->stances.count; i++)
        if (facts->stances.items[i].stance == stance)
            return true;
    return false;
}

static bool any_said(const fl_facts *facts, const fl_atom *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (says(facts, names[i]))
            return true;
    return false;
}

static void push_implied(fl_reading *r, const fl_stance_label *label,
                         uint32_t start, uint32_t end, uint32_t block,
                         uint32_t question)
{
    fl_stance *s = FL_PUSH(r->arena, &r->facts->stances);
    uint32_t first = r->found->sentence_of_block.items[block];
    *s = (fl_stance){ .stance = label->name,
                      .mention = FL_NONE,
                      .start = start,
                      .end = end,
                      .sentence = first,
                      .block = block,
                      .implied = true,
                      .mode = label->mode };
    if (question != FL_NONE)
        *FL_PUSH(r->arena, &s->questions) = question;
    attach(r);
}

/* The block with content in the answers of `question` that holds no stance, no
 * claim and no reference elsewhere; FL_NONE when each does. */
static uint32_t plain_content(const fl_reading *r, uint32_t question)
{
    const fl_question *q = &r->facts->questions.items[question];
    for (size_t i = 0; i < q->stances.count; i++) {
        const fl_stance_label *label = fl_packs_stance(
            r->packs, r->facts->stances.items[q->stances.items[i]].stance);
        if (label && label->answers)
            return FL_NONE;
    }
    if (q->claims.count > 0)
        return FL_NONE;
    for (size_t i = 0; i < q->answers.count; i++)
        for (uint32_t b = q->answers.items[i].first;
             b <= q->answers.items[i].last; b++)
            if (fl_block_text(r, b).len > 0 &&
                fl_refers_elsewhere(r, question, b) == FL_NONE &&
                fl_block_cue(r, b, FL_CUE_NO_ANSWER) == FL_NONE)
                return b;
    return FL_NONE;
}

static void derive_from_answers(fl_reading *r, const fl_stance_label *label)
{
    for (uint32_t i = 0; i < r->facts->questions.count; i++) {
        uint32_t b = plain_content(r, i);
        if (b == FL_NONE)
            continue;
        const fl_block *block = &r->doc->blocks.items[b];
        push_implied(r, label, block->start, block->end, b, i);
    }
}

/* Anything is said that answers, for any question or for all. */
static bool any_answering(const fl_reading *r)
{
    const fl_facts *facts = r->facts;
    for (size_t i = 0; i < facts->stances.count; i++) {
        const fl_stance_label *label =
            fl_packs_stance(r->packs, facts->stances.items[i].stance);
        if (label && label->answers)
            return true;
    }
    if (facts->claims.count > 0)
        return true;
    /* a letter that speaks of a ground may mean to refuse */
    for (size_t i = 0; i < facts->citations.count; i++) {
        const fl_citation *c = &facts->citations.items[i];
        if (c->section != FL_NONE && c->role != FL_CITE_DENIED &&
            r->packs->sections.items[c->section].kind == FL_SECTION_GROUND)
            return true;
    }
    return false;
}

/* A sentence of the answer that is more than form: no courtesy, no heading's
 * words, nothing about the letter itself. */
static bool tells_something(const fl_reading *r, uint32_t sentence)
{
    static const fl_cue forms[] = { FL_CUE_NO_ANSWER, FL_CUE_KIND, FL_CUE_PART,
                                    FL_CUE_SALUTATION, FL_CUE_REGIME };
    const fl_sentence *s = fl_sentence_of(r, sentence);
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (fl_find_cue(r, s->block, s->start, s->end, forms[i]) != FL_NONE)
            return false;
    return r->doc->text.ptr[s->end - 1] != ':' &&
           fl_has_words(fl_str_slice(r->doc->text, s->start, s->end), 3);
}

/* The letter answers without saying so, and no part of it is any question's
 * own answer: the first sentence below the asks that tells something. */
static void derive_from_letter(fl_reading *r, const fl_stance_label *label)
{
    fl_facts *facts = r->facts;
    uint32_t asked = 0; /* behind the last ask of the letter itself */
    for (uint32_t q = 0; q < facts->questions.count; q++) {
        const fl_question *question = &facts->questions.items[q];
        if (question->answers.count > 0)
            return;
        if (question->block != FL_NONE && !question->told &&
            facts->blocks[question->block].message == 0)
            asked = question->block + 1;
    }
    if (any_answering(r))
        return;
    for (uint32_t s = 0; s < r->found->sentences.count; s++) {
        const fl_sentence *sentence = fl_sentence_of(r, s);
        const fl_block_facts *bf = &facts->blocks[sentence->block];
        if (sentence->block < asked || bf->role != FL_PART_RESPONSE ||
            bf->message > 0 || bf->is_heading || bf->asks ||
            !tells_something(r, s))
            continue;
        push_implied(r, label, sentence->start, sentence->end, sentence->block,
                     FL_NONE);
        facts->stances.items[facts->stances.count - 1].whole = true;
        return;
    }
}

/* The claim goes with another stance, which the letter takes. */
static bool says_own(const fl_facts *facts, const fl_stance_label *label,
                     const fl_claim *claim)
{
    fl_atom own = facts->packs->sections.items[claim->section].supports;
    return own && own != label->name && says(facts, own);
}

static void derive_from_claims(fl_reading *r, const fl_stance_label *label)
{
    fl_facts *facts = r->facts;
    if (says(facts, label->name))
        return;
    for (size_t i = 0; i < facts->claims.count; i++) {
        const fl_claim *claim = &facts->claims.items[i];
        if (claim->mode != label->derived_mode || says_own(facts, label, claim))
            continue;
        const fl_use *use = &claim->uses.items[0];
        push_implied(r, label, use->start, use->end, use->block,
                     use->questions.count ? use->questions.items[0] : FL_NONE);
        return;
    }
}

void fl_derive_stances(fl_reading *r)
{
    for (size_t i = 0; i < r->packs->stances.count; i++) {
        const fl_stance_label *label = &r->packs->stances.items[i];
        if (label->derived_from_answer)
            derive_from_answers(r, label);
        if (any_said(r->facts, label->derived_unless.items,
                     label->derived_unless.count))
            continue;
        if (label->derived_from_answer)
            derive_from_letter(r, label);
        if (label->derived_from_claims)
            derive_from_claims(r, label);
    }
}
