/*
 * Asks that stand among the answers: a numbered run, a list of bullets or
 * bare paragraphs that ask, and the labels of answers whose question isn't
 * quoted.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

/* A numbered section heading of the letter itself is no question. */
static bool section_heading(const fl_reading *r, uint32_t b)
{
    return r->facts->blocks[b].is_heading && !r->keys[b].question_word &&
           r->keys[b].ids.count > 0 && !fl_looks_asked(r, b) &&
           r->facts->blocks[b].role != FL_PART_REQUEST;
}

static bool may_ask(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    return bf->message == 0 && !section_heading(r, b) &&
           (bf->role == FL_PART_RESPONSE || bf->role == FL_PART_REASONING);
}

static bool has_question_mark(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    return memchr(text.ptr, '?', text.len) != NULL;
}

/* The first sentence of the block ends here; its own end if it has none. */
static uint32_t first_sentence_end(const fl_reading *r, uint32_t b)
{
    uint32_t s = r->found->sentence_of_block.items[b];
    return s < r->found->sentences.count && fl_sentence_of(r, s)->block == b
               ? fl_sentence_of(r, s)->end
               : r->doc->blocks.items[b].end;
}

/* A label in front of a colon has at most so many words. */
#define LABEL_WORDS 10

/* "Price of a licence - £465", "Number of dogs: 3": where the first dash behind
 * two words stands, or the end of such a colon; 0 when there is none. */
static uint32_t mark_before_answer(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const char *t = r->doc->text.ptr;
    size_t words = 0;
    for (uint32_t i = block->start; i + 2 < block->end; i++) {
        words += t[i] == ' ';
        if (words > 1 && t[i] == ' ' && t[i + 1] == '-' && t[i + 2] == ' ')
            return i;
        if (words < LABEL_WORDS && t[i] == ':' && t[i + 1] == ' ' &&
            !fl_block_demands(r, b))
            return i + 1;
    }
    return 0;
}

/* Where the ask ends in a block that may hold the answer as well. */
static uint32_t ask_end(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const char *t = r->doc->text.ptr;
    for (uint32_t i = block->end; i > block->start; i--)
        if (t[i - 1] == '?')
            return i;
    bool more = b + 1 < r->block_count && r->keys[b + 1].ids.count == 0 &&
                !r->keys[b + 1].bullet &&
                r->facts->blocks[b + 1].role == FL_PART_RESPONSE;
    if (more)
        return block->end;
    uint32_t mark = r->keys[b].bullet || r->keys[b].ids.count
                        ? mark_before_answer(r, b)
                        : 0;
    return mark ? mark : first_sentence_end(r, b);
}

/* Where the last sentence that can only ask ends, with the form and courtesy
 * behind it. */
static uint32_t demands_end(const fl_reading *r, uint32_t b)
{
    uint32_t end = r->doc->blocks.items[b].start;
    for (uint32_t s = r->found->sentence_of_block.items[b];
         s < r->found->sentences.count && fl_sentence_of(r, s)->block == b;
         s++) {
        const fl_sentence *sentence = fl_sentence_of(r, s);
        bool form = fl_find_cue(r, b, sentence->start, sentence->end,
                                FL_CUE_NO_ASK) != FL_NONE;
        if (fl_sentence_demands(r, s) || (form && end == sentence->start))
            end = sentence->end;
        else if (form && end + 1 == sentence->start)
            end = sentence->end;
    }
    uint32_t whole = ask_end(r, b);
    return whole > end ? whole : end;
}

/* A '?' behind fewer words is a heading's ("Why so?"), unless it begins as
 * only an ask does. */
#define SHORT_QUESTION 4

static bool paragraph_asks(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    uint32_t s = r->found->sentence_of_block.items[b];
    if (r->facts->blocks[b].is_heading && !has_question_mark(r, b))
        return false;
    if (!fl_block_demands(r, b) && text.ptr[text.len - 1] != '?')
        return false;
    const fl_sentence *first = fl_sentence_of(r, s);
    return fl_has_words(fl_str_slice(r->doc->text, first->start, first->end),
                        SHORT_QUESTION) ||
           fl_find_cue(r, b, first->start, first->start + 1, FL_CUE_DEMAND) !=
               FL_NONE;
}

/* ---- labelled -------------------------------------------------------------- */

static uint32_t number_of(fl_str id)
{
    uint32_t n = 0;
    for (size_t i = 0; i < id.len && fl_is_digit(id.ptr[i]) && n < 1000; i++)
        n = n * 10 + (uint32_t)(id.ptr[i] - '0');
    return n;
}

/* True when `id` comes right behind `before` in a list. */
static bool follows(fl_str before, fl_str id)
{
    uint32_t n = number_of(id);
    char letter = fl_id_letter(id);
    if (n == number_of(before) && fl_id_letter(before))
        return letter == fl_id_letter(before) + 1;
    return n > 0 && !letter && n == number_of(before) + 1;
}

/* The blocks of the answer whose label may be an ask's, in order, with what
 * is known of each. */
typedef struct {
    uint32_t block;
    uint32_t ask; /* where the ask's words stand: it, or the next block */
    bool asks;
} candidate;
typedef FL_VEC(candidate) candidates;

/* "Question 3" alone in its block, with the words of the question below it
 * and the answer below those; FL_NONE where it isn't so. */
static uint32_t ask_below(const fl_reading *r, uint32_t b)
{
    const fl_label_key *key = &r->keys[b];
    if (!key->question_word || key->text_start < r->doc->blocks.items[b].end ||
        b + 2 >= r->block_count || !may_ask(r, b + 1) ||
        r->keys[b + 1].ids.count > 0)
        return FL_NONE;
    bool answered =
        !r->facts->blocks[b + 2].is_heading && r->keys[b + 2].ids.count == 0;
    return answered || fl_may_be_ask(r, b + 1) ? b + 1 : FL_NONE;
}

/* "2. Our response": a section of the letter. */
static bool opens_part(const fl_reading *r, uint32_t b)
{
    uint32_t cue = fl_block_cue(r, b, FL_CUE_PART);
    return cue != FL_NONE && !has_question_mark(r, b) &&
           !fl_has_words(fl_block_text(r, b), 7);
}

static void list_candidates(const fl_asks *a, candidates *out)
{
    fl_reading *r = a->r;
    fl_asks shadow = *a;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_label_key *key = &r->keys[b];
        if (!may_ask(r, b) || key->ids.count == 0 || key->answer_word ||
            (!key->question_word && opens_part(r, b)))
            continue;
        if (!fl_id_is_letter(fl_key_id(key)))
            shadow.number = fl_id_number(fl_key_id(key));
        if (fl_find_question(r, fl_full_id(&shadow, key)) != FL_NONE)
            continue;
        uint32_t below = ask_below(r, b);
        bool asks = fl_looks_asked(r, b) || r->facts->blocks[b].asks;
        if (below != FL_NONE)
            asks = fl_may_be_ask(r, below) || r->facts->blocks[below].asks;
        else if (key->question_word)
            asks = has_question_mark(r, b) || r->facts->blocks[b].asks ||
                   fl_find_cue(r, b, key->text_start, key->text_start + 1,
                               FL_CUE_ASK) != FL_NONE;
        asks &= has_question_mark(r, b) || !fl_begins_as_author(r, b);
        *FL_PUSH(r->arena, out) =
            (candidate){ b, below == FL_NONE ? b : below, asks };
    }
}

/* The label of `c` can be an ask's though its words don't look so. */
static bool may_run(const fl_reading *r, const candidate *c)
{
    return !r->keys[c->block].question_word || c->ask != c->block;
}

/* A run of numbers or letters is asked as a whole: what comes behind an ask
 * in it, and what comes before. */
static void complete_runs(const fl_asks *a, candidates *list)
{
    const fl_reading *r = a->r;
    fl_str number = a->last == FL_NONE ? (fl_str){ "", 0 } : a->number;
    for (size_t i = 0; i < list->count; i++) {
        candidate *c = &list->items[i];
        fl_str id = fl_key_id(&r->keys[c->block]);
        const candidate *last = i > 0 ? c - 1 : NULL;
        bool behind = number.len > 0 && follows(number, id);
        behind |=
            last && last->asks && follows(fl_key_id(&r->keys[last->block]), id);
        if (behind && may_run(r, c))
            c->asks = true;
        if (c->asks && fl_id_number(id).len)
            number = fl_id_number(id);
    }
    for (size_t i = list->count; i-- > 1;) {
        candidate *before = &list->items[i - 1];
        if (list->items[i].asks && may_run(r, before) &&
            follows(fl_key_id(&r->keys[before->block]),
                    fl_key_id(&r->keys[list->items[i].block])))
            before->asks = true;
    }
}

/* ---- paragraphs of the letter that are numbered --------------------------- */

/* Numbered paragraphs of a letter are at least so many. */
#define OWN_PARAGRAPHS 3

/* What the items of a run say of themselves. */
typedef struct {
    size_t all;
    size_t own;  /* speak as only the author does */
    bool letter; /* one opens the letter or tells of rights */
} run_kind;

/* "I refer to your request of …", "You may ask for a review": no ask, whatever
 * its number. */
static void judge_item(const fl_reading *r, uint32_t b, run_kind *kind)
{
    kind->all++;
    uint32_t start = r->keys[b].text_start;
    if (has_question_mark(r, b) || r->keys[b].question_word ||
        fl_find_cue(r, b, start, start + 1, FL_CUE_ASK) != FL_NONE ||
        fl_find_cue(r, b, start, start + 1, FL_CUE_DEMAND) != FL_NONE)
        return;
    bool stance = false;
    bool letter = fl_block_cue(r, b, FL_CUE_KIND) != FL_NONE;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++) {
        const fl_concept *c = fl_concept_of(r, i);
        stance |= c->as == FL_AS_STANCE && fl_is_plain(r, i);
        letter |= c->as == FL_AS_CUE && c->cue == FL_CUE_PART &&
                  c->part == FL_PART_RIGHTS;
    }
    kind->letter |= letter;
    kind->own += letter || stance || fl_begins_as_author(r, b);
}

/* A letter whose own paragraphs are numbered: a run that holds its opening or
 * its rights, and mostly the author's words, lists no asks. */
static void free_own_paragraphs(const fl_reading *r, candidates *list)
{
    size_t next;
    for (size_t i = 0; i < list->count; i = next) {
        run_kind kind = { 0 };
        judge_item(r, list->items[i].block, &kind);
        for (next = i + 1;
             next < list->count &&
             follows(fl_key_id(&r->keys[list->items[next - 1].block]),
                     fl_key_id(&r->keys[list->items[next].block]));
             next++)
            judge_item(r, list->items[next].block, &kind);
        if (!kind.letter || kind.all < OWN_PARAGRAPHS ||
            kind.own * 2 <= kind.all)
            continue;
        for (size_t k = i; k < next; k++)
            list->items[k].asks = false;
    }
}

/* All of the labels stand under one number: "1.A", "1.B". */
static bool one_number(const fl_reading *r, const candidates *list)
{
    fl_str number = { "", 0 };
    for (size_t i = 0; i < list->count; i++) {
        fl_str own = fl_id_number(fl_key_id(&r->keys[list->items[i].block]));
        if (!list->items[i].asks)
            continue;
        if (own.len == 0 || (number.len && !fl_str_eq(own, number)))
            return false;
        number = own;
    }
    return number.len > 0;
}

/* ---- without label ---------------------------------------------------------- */

/* How many bullets of a mark there are, and how many of them ask. */
typedef struct {
    fl_str mark;
    size_t all, asking;
} bullets;
typedef FL_VEC(bullets) marks;

static bullets *find_mark(const marks *list, fl_str mark)
{
    for (size_t i = 0; i < list->count; i++)
        if (fl_str_eq(list->items[i].mark, mark))
            return &list->items[i];
    return NULL;
}

/* Letters have few kinds of mark; more than these are not told apart. */
#define MARKS 16

static void count_marks(const fl_reading *r, marks *list)
{
    for (uint32_t b = 0; b < r->block_count; b++) {
        if (!may_ask(r, b) || !r->keys[b].bullet)
            continue;
        fl_str mark = r->doc->blocks.items[b].label;
        bullets *one = find_mark(list, mark);
        if (!one && list->count < MARKS) {
            one = FL_PUSH(r->arena, list);
            *one = (bullets){ .mark = mark };
        }
        if (one) {
            one->all++;
            one->asking += fl_may_be_ask(r, b);
        }
    }
}

/* Bullets with the same mark are a list of asks when more than half of them
 * have the form. */
static bool list_asks(const marks *list, fl_str mark)
{
    const bullets *one = find_mark(list, mark);
    return one && one->asking >= 3 && one->asking * 2 > one->all;
}

/* "I would like the following:" leaves the asking to the list below. */
static bool leads_in(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    return text.ptr[text.len - 1] == ':' && b + 1 < r->block_count &&
           r->doc->blocks.items[b + 1].label.len > 0;
}

static bool starts_alike(fl_str a, fl_str b)
{
    size_t words = 0;
    size_t at = 0;
    while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at] && words < 4)
        words += a.ptr[at++] == ' ';
    return words == 4;
}

/* "Number of visits in the year 5 visits were made": an ask without '?' that
 * has a bare number may have run into its answer. */
static bool holds_number(const fl_reading *r, uint32_t b)
{
    for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++)
        if (r->found->tokens.items[t].type == FL_TOKEN_NUMBER)
            return !has_question_mark(r, b);
    return false;
}

/* "Question: …" with "Answer: …" right below it. */
static bool asks_by_word(const fl_reading *r, uint32_t b)
{
    return r->keys[b].question_word && b + 1 < r->block_count &&
           r->keys[b + 1].answer_word;
}

/* Bulleted or bare asks, where no label numbers them; behind block `from`. A
 * paragraph that begins as the labelled ask `like` has lost its number. */
static void collect_unlabelled(fl_asks *a, uint32_t from, uint32_t like)
{
    fl_reading *r = a->r;
    marks list = { 0 };
    count_marks(r, &list);
    bool authors = false; /* the list here holds what the author asks */
    bool led = false;     /* it is led in by the requester's words */
    for (uint32_t b = from; b < r->block_count; b++) {
        const fl_block *block = &r->doc->blocks.items[b];
        fl_str text = fl_block_text(r, b);
        if (!r->keys[b].bullet && text.len > 0) {
            authors = fl_author_asks(r, b);
            led = leads_in(r, b) && fl_may_be_ask(r, b);
        } else if (authors) {
            continue;
        }
        if (!may_ask(r, b) || block->kind == FL_BLOCK_CELL || text.len == 0 ||
            r->keys[b].ids.count > 0 || r->facts->blocks[b].ask != FL_NONE)
            continue;
        if (!r->keys[b].bullet && leads_in(r, b))
            continue;
        bool bullet =
            r->keys[b].bullet &&
            (led || list_asks(&list, block->label) || fl_may_be_ask(r, b));
        bool alike =
            like != FL_NONE && starts_alike(text, fl_block_text(r, like));
        if (asks_by_word(r, b)) {
            fl_add_unlabelled(a, b, r->keys[b].text_start, block->end);
            r->facts->blocks[b].asks = true;
            continue;
        }
        if (!r->keys[b].bullet && !alike && paragraph_asks(r, b)) {
            bool all = text.ptr[text.len - 1] == '?'; /* nothing answers here */
            if ((all && fl_add_inline_numbers(a, b) > 0) ||
                fl_add_sentences(a, b, demands_end(r, b)) > 0)
                r->facts->blocks[b].asks = true;
            continue;
        }
        if (bullet || alike) {
            uint32_t q = fl_add_unlabelled(a, b, block->start, ask_end(r, b));
            r->facts->questions.items[q].answers_itself = holds_number(r, b);
            r->facts->blocks[b].asks = true;
        } else if (fl_looks_asked(r, b)) {
            fl_add_inline_numbers(a, b);
        }
    }
}

/* The only question, where it is labelled and no other is. */
static uint32_t sole_label(const fl_facts *facts)
{
    return facts->questions.count == 1 && facts->questions.items[0].label.len
               ? facts->questions.items[0].block
               : FL_NONE;
}

/* "Q4 (benchmarking). Not held.": an answer to what isn't quoted. */
static void add_unquoted(fl_asks *a, uint32_t b)
{
    fl_add_labelled(a, b, a->r->doc->blocks.items[b].start);
    fl_add_further(a, b);
    a->r->facts->blocks[b].asks = false;
}

static void add_candidate(fl_asks *a, const candidate *c)
{
    fl_reading *r = a->r;
    if (c->asks && c->ask != c->block) {
        fl_str id = fl_full_id(a, &r->keys[c->block]);
        a->number = fl_id_number(id);
        if (fl_find_question(r, id) == FL_NONE)
            fl_add_ask(a, id, c->ask, r->doc->blocks.items[c->ask].start,
                       ask_end(r, c->ask));
        r->facts->blocks[c->ask].asks = true;
    } else if (c->asks) {
        fl_add_labelled(a, c->block, ask_end(r, c->block));
    } else if (r->keys[c->block].question_word) {
        add_unquoted(a, c->block);
    }
}

/* "Q1: 13": only a figure stands behind the label. */
static bool bare_figure(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    for (size_t i = r->keys[b].text_start - r->doc->blocks.items[b].start;
         i < text.len; i++)
        if (fl_is_alpha(text.ptr[i]))
            return false;
    return true;
}

/* Takes back what was added since the list had `count` questions. */
static void forget(fl_asks *a, size_t count)
{
    fl_facts *facts = a->r->facts;
    for (size_t i = count; i < facts->questions.count; i++) {
        fl_block_facts *bf = &facts->blocks[facts->questions.items[i].block];
        bf->ask = FL_NONE;
        bf->asks = false;
    }
    facts->questions.count = count;
    a->ordinal = 0;
    fl_enter_questions(a->r);
}

void fl_collect_interleaved(fl_asks *a)
{
    fl_reading *r = a->r;
    size_t quoted = r->facts->questions.count;
    candidates list = { 0 };
    list_candidates(a, &list);
    complete_runs(a, &list);
    free_own_paragraphs(r, &list);
    a->one_number = quoted == 0 && one_number(r, &list);
    bool labelled = quoted > 0;
    size_t unquoted = 0;
    for (size_t i = 0; i < list.count; i++) {
        labelled |= list.items[i].asks;
        unquoted += r->keys[list.items[i].block].question_word &&
                    !bare_figure(r, list.items[i].block);
    }
    if (!labelled) {
        collect_unlabelled(a, 0, FL_NONE);
        /* a few '?' among labelled answers are the author's own */
        if (r->facts->questions.count >= unquoted &&
            r->facts->questions.count > 0)
            return; /* "Q1: 13" among them is a quarter, no question */
        forget(a, 0);
    }
    for (size_t i = 0; i < list.count; i++)
        add_candidate(a, &list.items[i]);
    uint32_t sole = quoted == 0 ? sole_label(r->facts) : FL_NONE;
    if (sole != FL_NONE)
        collect_unlabelled(a, sole + 1, sole);
}
