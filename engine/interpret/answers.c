/*
 * Which blocks answer which question, in every layout: by label, by order,
 * several at once; and how a question stands in the end.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

typedef struct {
    fl_reading *r;
    fl_question_set current; /* the questions answered here */
    uint32_t last_ask;       /* last block of the answer that asks */
    uint32_t first_item;     /* of a list that answers in order, or FL_NONE */
    uint32_t items;          /* in that list */
    bool told_turn;          /* the labels are those of the asks told */
    bool interleaved;        /* answers stand between the asks */
    fl_str number;           /* number under which letters stand */
} answers;

/* Question of a reference; a lone letter under `number`, else any question
 * whose own letter it is. */
static uint32_t resolve(fl_reading *r, fl_str id, fl_str number)
{
    if (fl_id_is_letter(id) && number.len) {
        uint32_t q =
            fl_find_question(r, fl_arena_printf(r->arena, "%.*s(%.*s)",
                                                FL_ARG(number), FL_ARG(id)));
        if (q != FL_NONE)
            return q;
    }
    return fl_find_question(r, id);
}

void fl_questions_named(fl_reading *r, uint32_t block, uint32_t start,
                        uint32_t end, fl_question_set *out)
{
    fl_str number = { "", 0 };
    if (!r->holds[block].questions)
        return;
    for (uint32_t t = fl_token_from(r, block, start);
         t < r->token_at[block + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->start >= end)
            break;
        if (token->type != FL_TOKEN_QUESTION)
            continue;
        uint32_t q = resolve(r, token->question, number);
        if (!fl_id_is_letter(token->question))
            number = fl_id_number(token->question);
        if (q != FL_NONE)
            FL_ADD_ONCE(r->arena, out, q);
    }
}

static bool covers_block(const fl_question *q, uint32_t block)
{
    for (size_t i = 0; i < q->answers.count; i++)
        if (q->answers.items[i].first <= block &&
            block <= q->answers.items[i].last)
            return true;
    return false;
}

/* "214 skips were hired (see question 1 for the cost)": behind so many words a
 * reference in brackets is an aside. */
#define ASIDE_WORDS 4

static bool is_aside(const fl_reading *r, const fl_mention *m)
{
    uint32_t start = fl_sentence_of(r, m->sentence)->start;
    return m->start > start && r->doc->text.ptr[m->start - 1] == '(' &&
           fl_has_words(fl_str_slice(r->doc->text, start, m->start - 1),
                        ASIDE_WORDS);
}

/* Its sentence opens with other questions that are answered in the same block:
 * "Q2 see Q1." beside "Q3 …". */
static bool opens_for_other(const fl_reading *r, const fl_mention *m,
                            uint32_t question)
{
    uint32_t start = fl_sentence_of(r, m->sentence)->start;
    bool other = false;
    for (uint32_t t = fl_token_from(r, m->block, start);
         t < r->token_at[m->block + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->start != start)
            break;
        if (token->type != FL_TOKEN_QUESTION)
            continue;
        uint32_t q = fl_find_question(r, token->question);
        if (q == question)
            return false;
        other |= q != FL_NONE &&
                 covers_block(&r->facts->questions.items[q], m->block);
    }
    return other;
}

uint32_t fl_refers_elsewhere(const fl_reading *r, uint32_t question,
                             uint32_t block)
{
    uint32_t end = r->doc->blocks.items[block].end;
    uint32_t at = r->doc->blocks.items[block].start;
    uint32_t cue;
    while ((cue = fl_find_cue(r, block, at, end, FL_CUE_OTHER_ANSWER)) !=
           FL_NONE) {
        const fl_mention *m = &r->found->mentions.items[cue];
        if (!is_aside(r, m) && !opens_for_other(r, m, question))
            return cue;
        at = m->start + 1;
    }
    return FL_NONE;
}

/* Questions answered together are at most so far apart. */
#define NEAR 64

void fl_questions_of_place(fl_reading *r, uint32_t block, uint32_t start,
                           uint32_t end, fl_question_set *out)
{
    fl_questions_named(r, block, start, end, out);
    if (out->count > 0)
        return;
    const fl_block_facts *bf = &r->facts->blocks[block];
    if (bf->answer != FL_NONE) {
        /* an answer to several questions belongs to all of them; they
         * stand near one another */
        uint32_t until = bf->answer + NEAR;
        for (uint32_t q = bf->answer;
             q < r->facts->questions.count && q < until; q++)
            if (covers_block(&r->facts->questions.items[q], block))
                FL_ADD_ONCE(r->arena, out, q);
        return;
    }
    for (uint32_t h = bf->heading; h != FL_NONE && out->count == 0;
         h = r->facts->blocks[h].heading) {
        const fl_block *heading = &r->doc->blocks.items[h];
        fl_questions_named(r, h, heading->start, heading->end, out);
    }
}

/* A label leads to the question that it names; but where the asks aren't
 * quoted a bare number is a section's, and where answers stand between the
 * asks it is a place in a list of the answer's own. */
static bool may_turn(const answers *a, const fl_label_key *key, uint32_t q)
{
    const fl_question *question = &a->r->facts->questions.items[q];
    bool word = key->question_word || key->answer_word;
    if (a->r->numbered_sections && !word)
        return false;
    if (question->told)
        return word || a->told_turn;
    if (!a->interleaved || key->answer_word)
        return true;
    return !question->ordinal && (word || question->answers.count == 0);
}

/* Labels that name known questions make them current. */
static bool turn_to(answers *a, uint32_t b)
{
    fl_reading *r = a->r;
    const fl_label_key *key = &r->keys[b];
    fl_question_set named = { 0 };
    for (size_t i = 0; i < key->ids.count; i++) {
        fl_str id = key->ids.items[i];
        uint32_t q = resolve(r, id, a->number);
        if (q == FL_NONE && fl_id_number(id).len)
            q = fl_find_question(r, fl_id_number(id));
        if (q != FL_NONE && may_turn(a, key, q))
            FL_ADD_ONCE(r->arena, &named, q);
        if (!fl_id_is_letter(id))
            a->number = fl_id_number(id);
    }
    if (named.count == 0)
        return false;
    a->current = named;
    return true;
}

static void extend(answers *a, uint32_t b)
{
    fl_facts *facts = a->r->facts;
    for (size_t i = 0; i < a->current.count; i++) {
        fl_question *q = &facts->questions.items[a->current.items[i]];
        size_t count = q->answers.count;
        if (count == 0 || q->answers.items[count - 1].last + 1 != b)
            *FL_PUSH(a->r->arena, &q->answers) = (fl_block_range){ b, b };
        else
            q->answers.items[count - 1].last = b;
    }
    if (a->current.count)
        facts->blocks[b].answer = a->current.items[0];
}

/* A block that asks may hold its answer behind the '?'. */
static bool answers_itself(const fl_reading *r, uint32_t b)
{
    uint32_t q = r->facts->blocks[b].ask;
    const fl_block *block = &r->doc->blocks.items[b];
    if (q == FL_NONE || r->facts->blocks[b].role == FL_PART_REQUEST)
        return false;
    uint32_t end = block->start;
    for (; q < r->facts->questions.count &&
           r->facts->questions.items[q].ask_start >= block->start &&
           r->facts->questions.items[q].ask_end <= block->end;
         q++)
        end = r->facts->questions.items[q].ask_end;
    return block->end > end + 1;
}

/* The block asks without a label, right below another such ask: one answer
 * follows for both. */
static bool asked_in_a_row(const answers *a, uint32_t b)
{
    const fl_facts *facts = a->r->facts;
    if (a->current.count == 0 || a->r->doc->blocks.items[b].label.len > 0)
        return false;
    const fl_question *last =
        &facts->questions.items[a->current.items[a->current.count - 1]];
    return last->block + 1 == b && last->label.len == 0 &&
           last->answers.count == 0 && a->current.count < NEAR;
}

/* The block's own ask becomes current: with a label of several ids ("Parts
 * (a) and (b)") all of them, with "3. (a)" the part. */
static void turn_to_ask(answers *a, uint32_t b)
{
    fl_facts *facts = a->r->facts;
    uint32_t ask = facts->blocks[b].ask;
    a->number = fl_id_number(facts->questions.items[ask].id);
    if (a->r->keys[b].ids.count > 1 && turn_to(a, b))
        return;
    const fl_question *q = &facts->questions.items[ask];
    if (asked_in_a_row(a, b)) {
        FL_ADD_ONCE(a->r->arena, &a->current, ask);
        return;
    }
    if (q->ask_end == q->ask_start && ask + 1 < facts->questions.count &&
        q[1].parent == ask && q[1].block == b)
        ask++;
    a->current.count = 0;
    *FL_PUSH(a->r->arena, &a->current) = ask;
    /* several in one paragraph are answered together */
    for (uint32_t i = ask + 1;
         i < facts->questions.count && i < ask + NEAR && q->parent == FL_NONE;
         i++) {
        const fl_question *next = &facts->questions.items[i];
        if (next->block != b || next->parent != FL_NONE)
            break;
        *FL_PUSH(a->r->arena, &a->current) = i;
    }
}

/* The question at hand has an answer already. */
static bool has_content(const answers *a)
{
    return a->current.count > 0 &&
           a->r->facts->questions.items[a->current.items[0]].answers.count > 0;
}

/* A row of a table answers the ask of the same row alone. */
static void leave_row(answers *a, uint32_t b)
{
    const fl_block *cell = &a->r->doc->blocks.items[b];
    if (cell->kind != FL_BLOCK_CELL || a->current.count == 0)
        return;
    uint32_t at = a->r->facts->questions.items[a->current.items[0]].block;
    const fl_block *ask = &a->r->doc->blocks.items[at];
    if (at != FL_NONE && ask->kind == FL_BLOCK_CELL &&
        (ask->table != cell->table || ask->row != cell->row))
        a->current.count = 0;
}

static bool has_words(const fl_reading *r, uint32_t b)
{
    return fl_block_text(r, b).len > 0;
}

/* One block of the answer, in order. */
static void read_block(answers *a, uint32_t b)
{
    fl_reading *r = a->r;
    const fl_block_facts *bf = &r->facts->blocks[b];
    const fl_label_key *key = &r->keys[b];
    leave_row(a, b);
    if (bf->ask != FL_NONE && !answers_itself(r, b) &&
        (!a->interleaved ||
         (bf->role == FL_PART_REQUEST && b >= a->last_ask))) {
        a->current.count = 0; /* the whole request stands above the answer */
        return;
    }
    if (bf->ask != FL_NONE) {
        turn_to_ask(a, b);
        if (answers_itself(r, b))
            extend(a, b);
        return;
    }
    if (a->first_item != FL_NONE && b >= a->first_item &&
        b < a->first_item + a->items) {
        a->current.count = 0;
        *FL_PUSH(r->arena, &a->current) = b - a->first_item;
        extend(a, b);
        return;
    }
    bool turned = key->ids.count > 0 && turn_to(a, b);
    if (bf->asks) {
        /* a repeated question without label: the one it repeats is next */
        return;
    }
    if (turned) {
        const fl_block *block = &r->doc->blocks.items[b];
        if (key->text_start < block->end)
            extend(a, b);
        return;
    }
    if (bf->is_heading && !key->answer_word &&
        (bf->role == FL_PART_REASONING || has_content(a))) {
        a->current.count = 0;
        return;
    }
    /* behind an answer, what speaks of the letter is of the whole letter */
    if (has_content(a) && fl_block_cue(r, b, FL_CUE_KIND) != FL_NONE) {
        a->current.count = 0;
        return;
    }
    if (has_words(r, b) && !(bf->is_heading && key->answer_word))
        extend(a, b);
}

static bool answers_here(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    return bf->message == 0 && bf->ask == FL_NONE &&
           (bf->role == FL_PART_RESPONSE || bf->role == FL_PART_REASONING);
}

/* As many labels of the answer as asks were told, or one less where an answer
 * is missing, each of one of them. */
static bool told_labels(const fl_reading *r)
{
    const fl_facts *facts = r->facts;
    size_t labels = 0;
    for (uint32_t b = 0; b < r->block_count; b++) {
        if (!answers_here(r, b) || r->keys[b].ids.count == 0)
            continue;
        uint32_t q = fl_find_question(r, fl_key_id(&r->keys[b]));
        if (q == FL_NONE || !facts->questions.items[q].told)
            return false;
        labels++;
    }
    return labels == facts->questions.count ||
           (labels > 1 && labels + 1 == facts->questions.count);
}

/* A list of bullets with as many items as there are asks, where no label of
 * the answer names any: it answers them in order. */
static void find_list(answers *a)
{
    const fl_reading *r = a->r;
    const fl_facts *facts = r->facts;
    uint32_t run = 0;
    a->first_item = FL_NONE;
    for (uint32_t b = 0; b < r->block_count; b++)
        if (answers_here(r, b) && r->keys[b].ids.count > 0 &&
            fl_find_question(r, fl_key_id(&r->keys[b])) != FL_NONE)
            return;
    uint32_t from = 0; /* behind the asks, all of them items of a list */
    for (uint32_t q = 0; q < facts->questions.count; q++) {
        const fl_question *question = &facts->questions.items[q];
        uint32_t b = question->block;
        if (question->parent != FL_NONE || question->label.len == 0 ||
            facts->blocks[b].message > 0)
            return;
        bool next = r->keys[b].bullet && (q == 0 || b == from);
        if (facts->blocks[b].role != FL_PART_REQUEST && !next)
            return;
        from = b + 1;
    }
    for (uint32_t b = from; b <= r->block_count; b++) {
        if (b < r->block_count && answers_here(r, b) && r->keys[b].bullet) {
            run++;
            continue;
        }
        if (run >= 2 && run == facts->questions.count) {
            a->first_item = b - run;
            a->items = run;
            return;
        }
        run = 0;
    }
}

/* Whether anything stands between one ask and the next; a single ask counts
 * as interleaved with the answer below it. */
static bool interleaved(const fl_reading *r)
{
    uint32_t last = FL_NONE;
    uint32_t asks = 0;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->message > 0 || bf->ask == FL_NONE)
            continue;
        for (uint32_t i = last + 1; asks > 0 && i < b; i++)
            if (!r->facts->blocks[i].asks &&
                r->facts->blocks[i].role != FL_PART_REQUEST &&
                fl_block_text(r, i).len > 0)
                return true;
        last = b;
        asks++;
    }
    return asks < 2;
}

/* Behind the reference that opens a sentence stands an answer: ", it was 36",
 * ": 36", " £36", " see Q1". */
static bool leads_answer(const fl_reading *r, const fl_token *token)
{
    const fl_sentence *s = fl_sentence_of(r, token->sentence);
    const char *t = r->doc->text.ptr;
    if (token->start != s->start || token->end + 1 >= s->end)
        return false;
    if (t[token->end] == ',' || t[token->end] == ':')
        return true;
    return t[token->end] == ' ' &&
           (!fl_is_alpha(t[token->end + 1]) ||
            fl_find_cue(r, token->block, token->end + 1, token->end + 2,
                        FL_CUE_OTHER_ANSWER) != FL_NONE);
}

/* "We hold it all. As to (i), it was 36." within a paragraph: a question that
 * no block answers is answered by a sentence that opens with it. */
static void answer_in_passing(fl_reading *r)
{
    for (uint32_t i = 0; i < r->found->tokens.count; i++) {
        const fl_token *token = &r->found->tokens.items[i];
        if (token->type != FL_TOKEN_QUESTION || !answers_here(r, token->block))
            continue;
        if (!leads_answer(r, token))
            continue;
        uint32_t q = fl_find_question(r, token->question);
        if (q != FL_NONE && r->facts->questions.items[q].answers.count == 0)
            *FL_PUSH(r->arena, &r->facts->questions.items[q].answers) =
                (fl_block_range){ token->block, token->block };
    }
}

void fl_read_answers(fl_reading *r)
{
    answers a = { .r = r, .interleaved = interleaved(r) };
    a.told_turn = told_labels(r);
    find_list(&a);
    for (uint32_t b = 0; b < r->block_count; b++)
        if (r->facts->blocks[b].ask != FL_NONE &&
            r->facts->blocks[b].message == 0 &&
            r->facts->blocks[b].role != FL_PART_REQUEST)
            a.last_ask = b;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block_facts *bf = &r->facts->blocks[b];
        if (bf->message > 0)
            break;
        if (bf->role == FL_PART_RESPONSE || bf->role == FL_PART_REASONING ||
            (bf->role == FL_PART_REQUEST && bf->ask != FL_NONE))
            read_block(&a, b);
        else if (bf->role != FL_PART_FURNITURE && bf->role != FL_PART_REQUEST)
            a.current.count = 0;
    }
    answer_in_passing(r);
}
