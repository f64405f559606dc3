/*
 * Asks that only the author's words tell: "you'd like to see (1) … and (2) …",
 * "your six questions", "your request for information about …".
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

/* So many asks are believed where only their number is said. */
#define MOST_TOLD 40

static bool tells(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    return bf->message == 0 && bf->role != FL_PART_FURNITURE &&
           bf->role != FL_PART_SIGNATURE;
}

/* Their blocks ask nothing: the words are the author's. */
static void mark_told(fl_facts *facts, size_t from)
{
    for (size_t i = from; i < facts->questions.count; i++) {
        fl_question *q = &facts->questions.items[i];
        q->told = true;
        facts->blocks[q->block].ask = FL_NONE;
    }
}

/* The asks are listed in a sentence that speaks of the request. */
static bool collect_listed(fl_asks *a)
{
    fl_reading *r = a->r;
    for (uint32_t b = 0; b < r->block_count; b++) {
        uint32_t part = fl_block_cue(r, b, FL_CUE_PART);
        bool request = fl_block_cue(r, b, FL_CUE_SUBJECT) != FL_NONE ||
                       fl_block_cue(r, b, FL_CUE_ASK_COUNT) != FL_NONE ||
                       (part != FL_NONE &&
                        fl_concept_of(r, part)->part == FL_PART_REQUEST);
        if (tells(r, b) && request &&
            (fl_add_inline_numbers(a, b) > 0 ||
             fl_add_inline_letters(a, b) > 0))
            return true;
    }
    return false;
}

/* The number in the slot of an ask-count; 0 for none that can be believed. */
static uint32_t count_of(const fl_reading *r, const fl_mention *m)
{
    for (size_t i = 0; i < 4; i++) {
        if (!m->slot_ids[i] || m->slot_tokens[i] == UINT32_MAX)
            continue;
        double value = r->found->tokens.items[m->slot_tokens[i]].value;
        if (value >= 1 && value <= MOST_TOLD)
            return (uint32_t)value;
    }
    return 0;
}

static bool collect_counted(fl_asks *a)
{
    fl_reading *r = a->r;
    for (uint32_t b = 0; b < r->block_count; b++) {
        uint32_t cue = fl_block_cue(r, b, FL_CUE_ASK_COUNT);
        if (cue == FL_NONE || !tells(r, b))
            continue;
        const fl_mention *m = &r->found->mentions.items[cue];
        uint32_t count = count_of(r, m);
        for (uint32_t i = 0; i < count; i++)
            fl_add_unlabelled(a, b, m->start, m->end);
        if (count > 0)
            return true;
    }
    return false;
}

static bool several(const fl_reading *r)
{
    for (uint32_t b = 0; b < r->block_count; b++)
        if (tells(r, b) && fl_block_cue(r, b, FL_CUE_SEVERAL) != FL_NONE)
            return true;
    return false;
}

/* So many are taken out of one sentence. */
#define MOST_NAMED 12

/* Adds an ask for each further thing that T[from, end) of block `b` says was
 * asked, the last but one ending where it begins; where the last one begins.
 * Data fields of one ask are no further things. */
static uint32_t add_further(fl_asks *a, uint32_t b, uint32_t start,
                            uint32_t from, uint32_t end)
{
    const fl_reading *r = a->r;
    if (fl_find_cue(r, b, start, end, FL_CUE_FIELDS) != FL_NONE)
        return start;
    for (int i = 1; i < MOST_NAMED; i++) {
        uint32_t more = fl_find_cue(r, b, from, end, FL_CUE_ANOTHER);
        if (more == FL_NONE)
            break;
        const fl_mention *next = &r->found->mentions.items[more];
        fl_add_unlabelled(a, b, start, next->start);
        start = next->start;
        from = next->end;
    }
    return start;
}

void fl_split_sole(fl_asks *a)
{
    fl_facts *facts = a->r->facts;
    if (facts->questions.count != 1 || !facts->questions.items[0].ordinal)
        return;
    fl_question *sole = &facts->questions.items[0];
    uint32_t end = sole->ask_end;
    uint32_t block = sole->block;
    uint32_t more =
        fl_find_cue(a->r, block, sole->ask_start + 1, end, FL_CUE_ANOTHER);
    if (more == FL_NONE || fl_find_cue(a->r, block, sole->ask_start, end,
                                       FL_CUE_FIELDS) != FL_NONE)
        return;
    const fl_mention *m = &a->r->found->mentions.items[more];
    sole->ask_end = m->start;
    uint32_t start = add_further(a, block, m->start, m->end, end);
    fl_add_unlabelled(a, block, start, end);
}

/* ---- quoted in a sentence ---------------------------------------------------- */

/* A quotation of fewer words names a thing. */
#define QUOTED_WORDS 4

/* `You asked: "Please send me …"`: where the words between the marks of the
 * block's quotation begin and end; false when none ends the block. */
static bool quotation(const fl_reading *r, uint32_t b, uint32_t *start,
                      uint32_t *end)
{
    fl_str text = fl_block_text(r, b);
    size_t close = text.len;
    while (close > 0 &&
           (text.ptr[close - 1] == '.' || text.ptr[close - 1] == ' '))
        close--;
    const char *open = memchr(text.ptr, '"', text.len);
    if (close < 2 || text.ptr[close - 1] != '"' || !open || open == text.ptr ||
        memchr(open + 1, '"', text.len - (size_t)(open + 1 - text.ptr)) !=
            text.ptr + close - 1)
        return false;
    size_t from = (size_t)(open + 1 - text.ptr);
    *start = r->doc->blocks.items[b].start + (uint32_t)from;
    *end = r->doc->blocks.items[b].start + (uint32_t)close - 1;
    return fl_has_words(fl_str_slice(text, from, close - 1), QUOTED_WORDS);
}

/* The sentence asks for something of its own. */
static bool asks_more(const fl_reading *r, uint32_t sentence)
{
    const fl_sentence *s = fl_sentence_of(r, sentence);
    return fl_sentence_demands(r, sentence) ||
           (fl_find_cue(r, s->block, s->start, s->start + 1, FL_CUE_ASK) !=
                FL_NONE &&
            fl_find_cue(r, s->block, s->start, s->end, FL_CUE_NO_ASK) ==
                FL_NONE);
}

/* A request quoted in the sentence that speaks of it: its first sentence asks,
 * and those behind that have the form. */
static bool collect_quoted(fl_asks *a)
{
    fl_reading *r = a->r;
    for (uint32_t b = 0; b < r->block_count; b++) {
        uint32_t part = fl_block_cue(r, b, FL_CUE_PART);
        uint32_t start = 0;
        uint32_t end = 0;
        if (!tells(r, b) ||
            (fl_block_cue(r, b, FL_CUE_SUBJECT) == FL_NONE &&
             (part == FL_NONE ||
              fl_concept_of(r, part)->part != FL_PART_REQUEST)) ||
            !quotation(r, b, &start, &end))
            continue;
        for (uint32_t s = r->found->sentence_of_block.items[b];
             s < r->found->sentences.count && fl_sentence_of(r, s)->block == b;
             s++) {
            const fl_sentence *sentence = fl_sentence_of(r, s);
            if (sentence->start <= start || !asks_more(r, s))
                continue;
            start = add_further(a, b, start, start + 1, sentence->start);
            fl_add_unlabelled(a, b, start, sentence->start);
            start = sentence->start;
        }
        start = add_further(a, b, start, start + 1, end);
        fl_add_unlabelled(a, b, start, end);
        return true;
    }
    return false;
}

/* The words of a sentence that name what was asked, with more behind them; or
 * FL_NONE. */
static uint32_t subject_of(const fl_reading *r, uint32_t sentence)
{
    const fl_sentence *s = fl_sentence_of(r, sentence);
    uint32_t cue = fl_find_cue(r, s->block, s->start, s->end, FL_CUE_SUBJECT);
    return cue != FL_NONE && r->found->mentions.items[cue].end + 1 < s->end
               ? cue
               : FL_NONE;
}

/* "You also asked how many …": the same of a sentence that begins with a
 * further thing. */
static uint32_t further_subject(const fl_reading *r, uint32_t sentence)
{
    const fl_sentence *s = fl_sentence_of(r, sentence);
    uint32_t more =
        fl_find_cue(r, s->block, s->start, s->start + 1, FL_CUE_ANOTHER);
    return more == FL_NONE ? FL_NONE : subject_of(r, sentence);
}

/* The asks of one sentence, from the words at `cue` that name its subject to
 * its end; each further thing that it says was asked is an ask of its own. */
static void add_named(fl_asks *a, uint32_t cue)
{
    const fl_reading *r = a->r;
    const fl_mention *m = &r->found->mentions.items[cue];
    uint32_t end = fl_sentence_of(r, m->sentence)->end;
    uint32_t start = add_further(a, m->block, m->start, m->end, end);
    fl_add_unlabelled(a, m->block, start, end);
}

/* The first sentence that names what was asked, and those behind it that say
 * what was asked besides. */
static void collect_named(fl_asks *a)
{
    fl_reading *r = a->r;
    bool named = false;
    for (uint32_t s = 0; s < r->found->sentences.count; s++) {
        if (!tells(r, fl_sentence_of(r, s)->block))
            continue;
        uint32_t cue = named ? further_subject(r, s) : subject_of(r, s);
        if (cue == FL_NONE)
            continue;
        add_named(a, cue);
        named = true;
    }
}

void fl_collect_told(fl_asks *a)
{
    fl_facts *facts = a->r->facts;
    size_t before = facts->questions.count;
    bool counted = collect_listed(a) || collect_counted(a) || collect_quoted(a);
    if (!counted)
        collect_named(a);
    mark_told(facts, before);
    /* "your questions": one that is named cannot be all of them */
    if (counted || facts->questions.count != before + 1 || !several(a->r))
        return;
    facts->questions.count = before;
    fl_enter_questions(a->r);
}
