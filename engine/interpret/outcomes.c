/*
 * How each question stands in the end: what is said of it by itself, of its
 * parts, of another question that its answer refers to, or of the whole.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

fl_str fl_question_outcome(const fl_facts *facts, const fl_question *q)
{
    if (q->outcome)
        return fl_atom_name(facts->packs, q->outcome);
    return q->answered ? FL_STR("unclear") : FL_STR("missing");
}

/* Place of a stance in the packs' list; of two that are said of one question
 * the later decides how it stands. 0: none that gives an outcome. */
static size_t rank_of(const fl_facts *facts, fl_atom stance)
{
    for (size_t i = 0; i < facts->packs->stances.count; i++)
        if (facts->packs->stances.items[i].name == stance)
            return facts->packs->stances.items[i].outcome ? i + 1 : 0;
    return 0;
}

static fl_atom outcome_at(const fl_facts *facts, size_t rank)
{
    return rank ? facts->packs->stances.items[rank - 1].outcome : 0;
}

/* "Questions 1 to 3 are answered below": it only points at the answers, and
 * does so for others that have one. */
static bool points(const fl_reading *r, uint32_t stance)
{
    const fl_facts *facts = r->facts;
    const fl_stance *s = &facts->stances.items[stance];
    const fl_stance_label *label = fl_packs_stance(facts->packs, s->stance);
    if (!label || !label->derived_from_answer || s->implied)
        return false;
    const fl_sentence *sentence = fl_sentence_of(r, s->sentence);
    if (fl_find_cue(r, s->block, sentence->start, sentence->end,
                    FL_CUE_OTHER_ANSWER) == FL_NONE)
        return false;
    for (size_t i = 0; i < s->questions.count; i++)
        if (facts->questions.items[s->questions.items[i]].answers.count > 0)
            return true;
    return false;
}

static bool says_itself(const fl_reading *r, const fl_question *q)
{
    for (size_t i = 0; i < q->stances.count; i++)
        if (!points(r, q->stances.items[i]))
            return true;
    return false;
}

static size_t own_rank(const fl_reading *r, const fl_question *q)
{
    const fl_facts *facts = r->facts;
    size_t best = 0;
    for (size_t i = 0; i < q->stances.count; i++) {
        if (q->answers.count == 0 && points(r, q->stances.items[i]))
            continue;
        size_t rank =
            rank_of(facts, facts->stances.items[q->stances.items[i]].stance);
        best = rank > best ? rank : best;
    }
    return best;
}

/* What is said of the letter as a whole, for the questions of which nothing
 * is said by itself. */
typedef struct {
    FL_VEC(uint32_t) stances; /* the first of each name */
    FL_VEC(uint32_t)
    claims;      /* of their modes, of no question of their own,
                                 each once */
    size_t rank; /* of the one that decides; 0: none */
    bool mixed;  /* of which question which of them is said is not plain */
} whole_letter;

/* One of these stances has the name of stance `at`. */
static bool is_named(const fl_facts *facts, const uint32_t *items, size_t count,
                     uint32_t at)
{
    for (size_t i = 0; i < count; i++)
        if (facts->stances.items[items[i]].stance ==
            facts->stances.items[at].stance)
            return true;
    return false;
}

/* Adds the claims of a mode; `taken` holds of each whether it is there. */
static void take_claims(fl_reading *r, fl_atom mode, bool *taken,
                        whole_letter *out)
{
    const fl_facts *facts = r->facts;
    for (uint32_t c = 0; mode && c < facts->claims.count; c++) {
        const fl_claim *claim = &facts->claims.items[c];
        if (taken[c] || claim->mode != mode || claim->questions.count > 0)
            continue;
        taken[c] = true;
        *FL_PUSH(r->arena, &out->claims) = c;
    }
}

/* `strong`: only what disposes of a question even beside answers to others. */
static void read_whole(fl_reading *r, bool strong, whole_letter *out)
{
    const fl_facts *facts = r->facts;
    bool *taken = FL_NEW_ARRAY(r->arena, facts->claims.count + 1, bool);
    *out = (whole_letter){ 0 };
    for (uint32_t i = 0; i < facts->stances.count; i++) {
        const fl_stance *s = &facts->stances.items[i];
        const fl_stance_label *label = fl_packs_stance(facts->packs, s->stance);
        if (s->questions.count > 0 || s->residual || !label ||
            !(strong ? label->answers_all : label->answers))
            continue;
        size_t rank = rank_of(facts, s->stance);
        out->mixed |= out->rank && rank &&
                      outcome_at(facts, rank) != outcome_at(facts, out->rank);
        /* a refusal that isn't of all that was asked may be of some */
        out->mixed |= label->mode && !label->answers_all && !s->whole;
        out->rank = rank > out->rank ? rank : out->rank;
        if (is_named(facts, out->stances.items, out->stances.count, i))
            continue;
        *FL_PUSH(r->arena, &out->stances) = i;
        take_claims(r, s->mode, taken, out);
    }
}

/* Words of a paragraph that may answer. */
#define ANSWER_WORDS 8

static bool any_answer(const fl_facts *facts)
{
    for (size_t q = 0; q < facts->questions.count; q++)
        if (facts->questions.items[q].answers.count > 0)
            return true;
    return false;
}

/* The words of the block do something that belongs to letters as such: they
 * thank, introduce, ask to be told. */
static bool has_cue(const fl_reading *r, uint32_t b)
{
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++)
        if (fl_concept_of(r, i)->as == FL_AS_CUE && fl_is_plain(r, i))
            return true;
    return false;
}

/* The letter has a paragraph of answer, and none that can be told to be of one
 * question: which are answered cannot be said. */
static bool untold(const fl_reading *r)
{
    const fl_facts *facts = r->facts;
    if (any_answer(facts))
        return false;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block_facts *bf = &facts->blocks[b];
        if (bf->message == 0 && bf->role == FL_PART_RESPONSE &&
            !bf->is_heading &&
            fl_has_words(fl_block_text(r, b), ANSWER_WORDS) && !has_cue(r, b))
            return true;
    }
    return false;
}

/* The rank of each question, and whether anything responds to it. */
typedef struct {
    fl_reading *r;
    size_t *ranks;
    bool *child_answered; /* some part of it has an answer */
    bool *child_told;     /* and one of its own, that refers to no other */
} closing;

/* "See question 1", "as above": the question that the answer to `q` refers to;
 * FL_NONE when it refers to none. */
static uint32_t referred(closing *c, uint32_t q)
{
    fl_reading *r = c->r;
    const fl_question *question = &r->facts->questions.items[q];
    for (size_t i = 0; i < question->answers.count; i++)
        for (uint32_t b = question->answers.items[i].first;
             b <= question->answers.items[i].last; b++) {
            uint32_t cue = fl_refers_elsewhere(r, q, b);
            if (cue == FL_NONE)
                continue;
            const fl_mention *m = &r->found->mentions.items[cue];
            fl_question_set named = { 0 };
            uint32_t end = r->doc->blocks.items[b].end;
            fl_questions_named(r, b, m->start, end, &named);
            if (named.count == 0) /* "Question 1 is answered above" */
                fl_questions_named(r, b, fl_sentence_of(r, m->sentence)->start,
                                   end, &named);
            for (size_t n = 0; n < named.count; n++)
                if (named.items[n] != q)
                    return named.items[n];
            return named.count == 0 && q > 0 ? q - 1 : FL_NONE;
        }
    return FL_NONE;
}

/* Parts speak for the question that they belong to. */
static void lift_parts(closing *c)
{
    fl_facts *facts = c->r->facts;
    for (uint32_t i = 0; i < facts->questions.count; i++) {
        const fl_question *q = &facts->questions.items[i];
        if (q->parent == FL_NONE)
            continue;
        c->child_answered[q->parent] |= q->answers.count > 0;
        c->child_told[q->parent] |=
            q->answers.count > 0 && (c->ranks[i] || referred(c, i) == FL_NONE);
        if (facts->questions.items[q->parent].stances.count == 0 &&
            c->ranks[i] > c->ranks[q->parent])
            c->ranks[q->parent] = c->ranks[i];
    }
}

static void follow_references(closing *c)
{
    fl_facts *facts = c->r->facts;
    for (uint32_t i = 0; i < facts->questions.count; i++) {
        uint32_t other = c->ranks[i] ? FL_NONE : referred(c, i);
        if (other != FL_NONE)
            c->ranks[i] = c->ranks[other];
    }
}

static bool is_answered(const closing *c, uint32_t i, bool wide)
{
    const fl_facts *facts = c->r->facts;
    const fl_question *q = &facts->questions.items[i];
    if (q->answers.count > 0 || says_itself(c->r, q) || c->child_answered[i] ||
        q->answers_itself)
        return true;
    if (q->parent != FL_NONE &&
        facts->questions.items[q->parent].answers.count > 0 &&
        !c->child_told[q->parent])
        return true;
    return wide;
}

/* The only question of the letter is what its claims are about. */
static void attach_to_sole(fl_reading *r)
{
    fl_facts *facts = r->facts;
    if (facts->questions.count != 1)
        return;
    fl_question *q = &facts->questions.items[0];
    q->claims.count = 0;
    for (uint32_t i = 0; i < facts->claims.count; i++)
        *FL_PUSH(r->arena, &q->claims) = i;
    bool *named = FL_NEW_ARRAY(r->arena, r->packs->atom_names.count, bool);
    for (size_t i = 0; i < q->stances.count; i++)
        named[facts->stances.items[q->stances.items[i]].stance] = true;
    for (uint32_t i = 0; i < facts->stances.count; i++) {
        const fl_stance *s = &facts->stances.items[i];
        if (s->residual || named[s->stance])
            continue;
        named[s->stance] = true;
        *FL_PUSH(r->arena, &q->stances) = i;
    }
}

/* Nothing is said of `q` by itself: what the letter says as a whole. */
static void settle_by_whole(fl_reading *r, fl_question *q,
                            const whole_letter *whole)
{
    fl_facts *facts = r->facts;
    q->as_a_whole = true;
    for (size_t i = 0; i < whole->stances.count; i++)
        if (!is_named(facts, q->stances.items, q->stances.count,
                      whole->stances.items[i]))
            *FL_PUSH(r->arena, &q->stances) = whole->stances.items[i];
    for (size_t i = 0; i < whole->claims.count; i++)
        FL_ADD_ONCE(r->arena, &q->claims, whole->claims.items[i]);
    /* a lone question has every outcome: the last in rank tells most */
    if (!whole->mixed || facts->questions.count == 1)
        q->outcome = outcome_at(facts, whole->rank);
}

void fl_close_questions(fl_reading *r)
{
    fl_facts *facts = r->facts;
    size_t count = facts->questions.count;
    closing c = { r, FL_NEW_ARRAY(r->arena, count + 1, size_t),
                  FL_NEW_ARRAY(r->arena, count + 1, bool),
                  FL_NEW_ARRAY(r->arena, count + 1, bool) };
    whole_letter whole;
    read_whole(r, any_answer(facts), &whole);
    bool wide = whole.stances.count > 0 || untold(r);
    for (uint32_t i = 0; i < count; i++)
        c.ranks[i] = own_rank(r, &facts->questions.items[i]);
    lift_parts(&c);
    follow_references(&c);
    for (uint32_t i = 0; i < count; i++) {
        fl_question *q = &facts->questions.items[i];
        q->answered = is_answered(&c, i, wide);
        bool through_parent = q->parent != FL_NONE && c.ranks[i] == 0 &&
                              q->answers.count == 0 && !c.child_told[q->parent];
        if (through_parent)
            c.ranks[i] = c.ranks[q->parent];
        q->outcome = outcome_at(facts, c.ranks[i]);
        if (c.ranks[i] == 0 && q->answers.count == 0 && whole.stances.count)
            settle_by_whole(r, q, &whole);
    }
    attach_to_sole(r);
}
