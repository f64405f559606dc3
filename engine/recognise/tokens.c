/*
 * Typed tokens: runs the finders over a sentence, then puts their finds in
 * order and drops what a longer token covers; gives the dates of a document
 * that have no year that of the nearest date that has one.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/tokens.h"

#include "base/calendar.h"
#include "recognise/steps.h"

/* Days by which the nearest date may differ before the year beside it fits
 * better: "20 December" in a letter of January is of last year. */
#define NEXT_YEAR_DAYS 270

fl_token *fl_token_push(const fl_lens *lens, uint32_t type, uint32_t start,
                        uint32_t end)
{
    fl_token *token = FL_PUSH(lens->arena, &lens->out->tokens);
    *token = (fl_token){ .start = start,
                         .end = end,
                         .sentence = lens->sentence,
                         .block = lens->block,
                         .type = type,
                         .day = FL_NO_DAY,
                         .instrument = UINT32_MAX };
    return token;
}

/* ---- order and overlaps ----------------------------------------------------- */

static bool is_layer(const fl_token *t)
{
    return t->type == FL_TOKEN_CITATION || t->type == FL_TOKEN_QUESTION;
}

static bool in_order(const fl_token *items, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (items[i - 1].start > items[i].start)
            return false;
    return true;
}

/* Bottom-up merge by start: stable, no recursion. */
static void sort(fl_arena *arena, fl_token *items, size_t count)
{
    if (in_order(items, count))
        return;
    fl_token *from = items;
    fl_token *to = FL_NEW_ARRAY(arena, count, fl_token);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t mid = low + width < count ? low + width : count;
            size_t high = mid + width < count ? mid + width : count;
            size_t a = low;
            size_t b = mid;
            for (size_t k = low; k < high; k++)
                to[k] = a < mid && (b >= high || from[a].start <= from[b].start)
                            ? from[a++]
                            : from[b++];
        }
        fl_token *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof(*items));
}

/* Which of two overlapping tokens gives way. */
static bool loses(const fl_token *a, const fl_token *b)
{
    uint32_t a_len = a->end - a->start;
    uint32_t b_len = b->end - b->start;
    if (is_layer(b))
        return a->type == FL_TOKEN_NUMBER && a->start >= b->start &&
               a->end <= b->end;
    return a_len < b_len || (a_len == b_len && a->type > b->type);
}

void fl_tokens_settle(fl_arena *arena, fl_mentions *out, size_t first)
{
    fl_token *items = out->tokens.items;
    size_t kept = first;
    if (out->tokens.count - first < 2)
        return;
    sort(arena, items + first, out->tokens.count - first);
    for (size_t i = first; i < out->tokens.count; i++) {
        fl_token token = items[i];
        bool drop = false;
        for (size_t k = kept; k > first && !drop; k--) {
            const fl_token *old = &items[k - 1];
            if (kept - k > 80)
                break;
            if (old->end <= token.start || (is_layer(old) && is_layer(&token)))
                continue;
            if (!is_layer(&token) && loses(&token, old)) {
                drop = true;
            } else if (!is_layer(old) && loses(old, &token)) {
                memmove(&items[k - 1], &items[k], (kept - k) * sizeof(*items));
                kept--;
            } else if (!is_layer(old) && !is_layer(&token)) {
                drop = true;
            }
        }
        if (!drop)
            items[kept++] = token;
    }
    out->tokens.count = kept;
}

/* ---- years ------------------------------------------------------------------- */

static bool is_dated(const fl_token *t)
{
    return t->type == FL_TOKEN_DATE && !t->inferred_year && t->day != FL_NO_DAY;
}

/* Distance in the text to the dated token `near`, or SIZE_MAX. */
static size_t distance(const fl_mentions *out, size_t i, size_t near)
{
    if (near == SIZE_MAX)
        return SIZE_MAX;
    uint32_t a = out->tokens.items[i].start;
    uint32_t b = out->tokens.items[near].start;
    return a > b ? a - b : b - a;
}

static void give_year(fl_token *token, fl_day nearest)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int ignored = 0;
    fl_day_to_civil(token->day, &ignored, &month, &day);
    fl_day_to_civil(nearest, &year, &ignored, &ignored);
    token->day = FL_NO_DAY;
    int32_t gap = fl_day_from_civil(year, month, day) - nearest;
    if (gap > NEXT_YEAR_DAYS)
        year--;
    else if (gap < -NEXT_YEAR_DAYS)
        year++;
    if (fl_day_valid(year, month, day))
        token->day = fl_day_from_civil(year, month, day);
}

void fl_infer_years(fl_arena *arena, fl_mentions *out)
{
    size_t count = out->tokens.count;
    size_t *behind = FL_NEW_ARRAY(arena, count, size_t);
    size_t last = SIZE_MAX;
    for (size_t i = count; i > 0; i--) {
        behind[i - 1] = last;
        if (is_dated(&out->tokens.items[i - 1]))
            last = i - 1;
    }
    last = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        fl_token *token = &out->tokens.items[i];
        if (is_dated(token))
            last = i;
        if (token->type != FL_TOKEN_DATE || !token->inferred_year)
            continue;
        size_t before = distance(out, i, last);
        size_t after = distance(out, i, behind[i]);
        if (before == SIZE_MAX && after == SIZE_MAX)
            token->day = FL_NO_DAY;
        else
            give_year(
                token,
                out->tokens.items[before <= after ? last : behind[i]].day);
    }
}

/* ---- one sentence -------------------------------------------------------------- */

static uint32_t token_at(const fl_lens *lens, uint32_t at)
{
    fl_token date = { .day = FL_NO_DAY };
    fl_token quantity = { .day = FL_NO_DAY };
    uint32_t date_end = fl_token_date(lens, at, &date);
    uint32_t end = fl_token_quantity(lens, at, &quantity);
    fl_token *found = &quantity;
    if (date_end && (date_end >= end || quantity.type == FL_TOKEN_NUMBER)) {
        date.type = FL_TOKEN_DATE;
        end = date_end;
        found = &date;
    }
    if (!end)
        return 0;
    fl_token *token = fl_token_push(lens, found->type, at, end);
    token->value = found->value;
    token->value_to = found->value_to;
    token->unit = found->unit;
    token->bound = found->bound;
    token->day = found->day;
    token->inferred_year = found->inferred_year;
    return end;
}

/* Behind the word that goes on at `at`; a pound sign is none of it. */
static uint32_t behind_word(const fl_lens *lens, uint32_t at)
{
    while (at < lens->end && fl_is_word(lens->folded[at]) &&
           (unsigned char)lens->folded[at] != 0xC2)
        at++;
    return at;
}

/* The addresses in the runs of the sentence that have a full stop. */
static void scan_runs(const fl_lens *lens)
{
    const char *text = lens->folded;
    for (uint32_t at = lens->start; at < lens->end;) {
        const char *stop = memchr(text + at, '.', lens->end - at);
        if (!stop)
            return;
        uint32_t from = (uint32_t)(stop - text);
        while (from > at && text[from - 1] != ' ')
            from--;
        const char *space =
            memchr(stop, ' ', lens->end - (uint32_t)(stop - text));
        at = space ? (uint32_t)(space - text) : lens->end;
        fl_token_addresses(lens, from, at);
    }
}

static void scan_sentence(const fl_lens *lens)
{
    scan_runs(lens);
    for (uint32_t at = lens->start; at < lens->end;) {
        if (!fl_is_word(lens->folded[at])) {
            at++;
            continue;
        }
        uint32_t end = fl_lens_may_open(lens, at) ? token_at(lens, at) : 0;
        at = behind_word(lens, end ? end : at + 1);
    }
    fl_token_questions(lens);
}

struct fl_token_words fl_token_words_all(fl_arena *arena, const fl_packs *packs)
{
    struct fl_token_words words = {
        .over = fl_token_words_of(packs, "bound-over"),
        .under = fl_token_words_of(packs, "bound-under"),
        .about = fl_token_words_of(packs, "bound-about"),
        .question = fl_token_words_of(packs, "question-word"),
        .on_question = fl_token_words_of(packs, "on-question"),
        .statute = fl_token_words_of(packs, "statute-word"),
        .before_number = fl_token_words_of(packs, "before-number"),
        .leads = fl_leads_of(arena, packs),
    };
    fl_token_words_open(packs, &words);
    return words;
}

void fl_find_tokens(const fl_lens *lens, fl_matcher *matcher)
{
    size_t first = lens->out->tokens.count;
    scan_sentence(lens);
    fl_token_pack_types(lens, matcher);
    fl_tokens_settle(lens->arena, lens->out, first);
}
