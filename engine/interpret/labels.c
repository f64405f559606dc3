/*
 * Reads "1.", "(b)", "Q3 (a)", "Question 4", "Response 2:", "A1" at the
 * beginning of blocks.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

fl_str fl_id_number(fl_str id)
{
    size_t len = 0;
    while (len < id.len && fl_is_digit(id.ptr[len]))
        len++;
    return fl_str_slice(id, 0, len);
}

char fl_id_letter(fl_str id)
{
    size_t number = fl_id_number(id).len;
    size_t at = number ? number + 1 : 0;
    bool single = number ? id.len == number + 3 : id.len == 1;
    return single && fl_is_lower(id.ptr[at]) ? id.ptr[at] : '\0';
}

bool fl_looks_asked(const fl_reading *r, uint32_t block)
{
    fl_str text = fl_block_text(r, block);
    return memchr(text.ptr, '?', text.len) != NULL ||
           fl_block_cue(r, block, FL_CUE_ASK) != FL_NONE;
}

bool fl_begins_as_author(const fl_reading *r, uint32_t b)
{
    const fl_wordlist *body = r->body_words;
    fl_str text = fl_block_folded(r, b);
    for (size_t i = 0; body && i < body->entries.count; i++) {
        fl_str word = body->entries.items[i];
        if (word.len > 1 && text.len > word.len && word.ptr[0] == text.ptr[0] &&
            fl_str_starts(text, word) && !fl_is_word(text.ptr[word.len]))
            return true;
    }
    return false;
}

static char lower(char c)
{
    return fl_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

fl_str fl_label_id(fl_arena *arena, fl_str mark)
{
    size_t at = 0;
    while (at < mark.len && !fl_is_digit(mark.ptr[at]) &&
           !fl_is_alpha(mark.ptr[at]))
        at++;
    size_t number = at;
    while (at < mark.len && fl_is_digit(mark.ptr[at]))
        at++;
    size_t number_len = at - number;
    while (at < mark.len && !fl_is_digit(mark.ptr[at]) &&
           !fl_is_alpha(mark.ptr[at]))
        at++;
    size_t letter = at;
    while (at < mark.len && fl_is_alpha(mark.ptr[at]))
        at++;
    size_t letter_len = at - letter;
    if (number_len > 3 || letter_len > 4 || (letter_len > 1 && number_len))
        letter_len = 0;
    if (number_len == 0 && letter_len == 0)
        return (fl_str){ "", 0 };
    char *id = fl_arena_alloc(arena, number_len + letter_len + 3);
    memcpy(id, mark.ptr + number, number_len);
    size_t len = number_len;
    if (letter_len) {
        if (number_len)
            id[len++] = '(';
        for (size_t i = 0; i < letter_len; i++)
            id[len++] = lower(mark.ptr[letter + i]);
        if (number_len)
            id[len++] = ')';
    }
    return (fl_str){ id, len };
}

/* Length of the word of `list` that `text` begins with, 0 for none. The word
 * must not go on with a letter. */
static size_t leading_word(const fl_wordlist *list, fl_str text)
{
    size_t best = 0;
    for (size_t i = 0; list && i < list->entries.count; i++) {
        fl_str w = list->entries.items[i];
        if (w.len <= best || w.len > text.len || w.ptr[0] != text.ptr[0] ||
            !fl_str_starts(text, w))
            continue;
        if (text.len == w.len || !fl_is_alpha(text.ptr[w.len]))
            best = w.len;
    }
    return best;
}

size_t fl_label_skip(fl_str text, size_t at)
{
    while (at < text.len &&
           (text.ptr[at] == ' ' || text.ptr[at] == ':' || text.ptr[at] == '.' ||
            text.ptr[at] == '-' || text.ptr[at] == '#'))
        at++;
    return at;
}

/* Between an answer word and the reference behind it. */
#define NEAR 8

/* "Answer to question 1", "Our response to Q2:", in a block of few words or
 * before a colon. */
static bool read_answer_to(fl_reading *r, uint32_t b, size_t len,
                           fl_label_key *key)
{
    const fl_block *block = &r->doc->blocks.items[b];
    uint32_t end = 0;
    for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->type != FL_TOKEN_QUESTION)
            continue;
        if (token->start > block->start + len + NEAR ||
            (end && token->start >= end))
            break;
        *FL_PUSH(r->arena, &key->ids) = token->question;
        end = token->end;
    }
    bool label =
        end > 0 && (end == block->end || r->doc->text.ptr[end] == ':' ||
                    !fl_has_words(fl_block_text(r, b), 9));
    if (!label) {
        key->ids.count = 0;
        return false;
    }
    key->answer_word = true;
    key->text_start =
        block->start +
        (uint32_t)fl_label_skip(fl_block_folded(r, b), end - block->start);
    return true;
}

/* "Answer to a. We have …", "Reply to 3: …": behind the joining word at `at`
 * stands an id and a mark that ends it. */
static bool read_answer_to_letter(fl_reading *r, uint32_t b, size_t at,
                                  fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    if (!fl_str_starts(fl_str_slice(text, at, text.len), FL_STR("to ")))
        return false;
    size_t start = at + 3;
    size_t end = start;
    while (end < text.len && end < start + 2 && fl_is_digit(text.ptr[end]))
        end++;
    if (end == start && end < text.len && fl_is_lower(text.ptr[end]))
        end++;
    if (end == start || end + 1 >= text.len ||
        (text.ptr[end] != '.' && text.ptr[end] != ':') ||
        text.ptr[end + 1] != ' ')
        return false;
    *FL_PUSH(r->arena, &key->ids) =
        fl_label_id(r->arena, fl_str_slice(text, start, end));
    key->answer_word = true;
    key->text_start =
        r->doc->blocks.items[b].start + (uint32_t)fl_label_skip(text, end);
    return true;
}

/* "4. Answer to a. We have …": the paragraph answers that, whatever its own
 * number is. */
static void read_labelled_answer(fl_reading *r, uint32_t b, fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    size_t len = leading_word(r->answer_words, text);
    fl_label_key answered = { 0 };
    if (len > 0 &&
        read_answer_to_letter(r, b, fl_label_skip(text, len), &answered))
        *key = answered;
}

/* "Response 2:", "Response: 3", "A1", or "Answer:" alone. */
static void read_answer_word(fl_reading *r, uint32_t b, fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    size_t len = leading_word(r->answer_words, text);
    if (len == 0 || read_answer_to(r, b, len, key))
        return;
    size_t at = fl_label_skip(text, len);
    if (read_answer_to_letter(r, b, at, key))
        return;
    size_t digits = at;
    while (digits < text.len && fl_is_digit(text.ptr[digits]))
        digits++;
    size_t end = digits;
    if (end < text.len && fl_is_lower(text.ptr[end]) && digits > at &&
        (end + 1 == text.len || !fl_is_word(text.ptr[end + 1])))
        end++;
    if (digits > at && digits - at <= 3 &&
        (end == text.len || !fl_is_word(text.ptr[end]))) {
        *FL_PUSH(r->arena, &key->ids) =
            fl_label_id(r->arena, fl_str_slice(text, at, end));
        at = fl_label_skip(text, end);
    } else if (len == text.len || text.ptr[len] != ':') {
        return; /* the word stands in a sentence */
    }
    key->answer_word = true;
    key->text_start = r->doc->blocks.items[b].start + (uint32_t)at;
}

static const char *const joiners[] = { "and", "or", "to" };

size_t fl_label_joiner(fl_str text)
{
    for (size_t i = 0; i < sizeof(joiners) / sizeof(joiners[0]); i++) {
        fl_str word = fl_str_from(joiners[i]);
        if (fl_str_starts(text, word) &&
            (text.len == word.len || !fl_is_word(text.ptr[word.len])))
            return word.len;
    }
    return 0;
}

/* Between two question-references of one label only marks stand, or a joining
 * word among them ("Question 4 and question 5"); no mark that ends a label. */
static bool joins(fl_str between)
{
    size_t words = 0;
    for (size_t i = 0; i < between.len;) {
        char c = between.ptr[i];
        if (c == ':' || c == '.' || c == ';')
            return false;
        size_t len = fl_label_joiner(fl_str_slice(between, i, between.len));
        if (fl_is_word(c) && (len == 0 || words++ > 0))
            return false;
        i += len ? len : 1;
    }
    return true;
}

/* "Question 4", "Questions 4 and 5", "Q1a." at the start of the text. */
static void read_question_word(fl_reading *r, uint32_t b, fl_label_key *key)
{
    const fl_block *block = &r->doc->blocks.items[b];
    uint32_t end = block->start;
    for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->type != FL_TOKEN_QUESTION)
            continue;
        if (end == block->start
                ? token->start != block->start
                : token->start > end &&
                      !joins(fl_str_slice(r->doc->folded, end, token->start)))
            break;
        *FL_PUSH(r->arena, &key->ids) = token->question;
        end = token->end > end ? token->end : end;
    }
    if (end == block->start)
        return;
    fl_str text = fl_block_folded(r, b);
    size_t at = fl_label_skip(text, end - block->start);
    /* "Questions 4 and 5 were…" is a sentence, no label: a label is followed
     * by a mark, or by nothing much */
    bool marked = at > end - block->start + 1 || at == text.len ||
                  text.ptr[end - block->start] == ':' ||
                  text.ptr[end - block->start] == '.';
    if (!marked && !r->facts->blocks[b].is_heading && fl_has_words(text, 7)) {
        key->ids.count = 0;
        return;
    }
    key->question_word = true;
    key->text_start = block->start + (uint32_t)at;
}

/* "On (b), we hold …", "3. As to (i) and (ii), …": the paragraph answers these,
 * whatever its own number is. */
static void read_opening(fl_reading *r, uint32_t b, const fl_wordlist *words,
                         fl_label_key *key)
{
    const fl_block *block = &r->doc->blocks.items[b];
    fl_label_key opened = { .answer_word = true };
    fl_str text = fl_block_folded(r, b);
    uint32_t end = 0;
    uint32_t start = 0; /* behind a number that is no label: "2.2 " */
    while (start < text.len &&
           (fl_is_digit(text.ptr[start]) || text.ptr[start] == '.' ||
            text.ptr[start] == ' '))
        start++;
    for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->type != FL_TOKEN_QUESTION ||
            token->start != block->start + start)
            continue;
        *FL_PUSH(r->arena, &opened.ids) = token->question;
        end = token->end;
    }
    if (end == 0 || end + 2 >= block->end ||
        (r->doc->text.ptr[end] != ',' && r->doc->text.ptr[end] != ' ') ||
        !leading_word(words, fl_str_slice(text, start, text.len)))
        return;
    opened.text_start = end + 1;
    *key = opened;
}

/* "and Q3." behind the block's label "Q2": it is of both. */
static void read_further(fl_reading *r, uint32_t b, fl_label_key *key)
{
    const fl_block *block = &r->doc->blocks.items[b];
    uint32_t end = block->start;
    for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->type != FL_TOKEN_QUESTION || token->start < end)
            continue;
        if (!joins(fl_str_slice(r->doc->folded, end, token->start)))
            break;
        end = token->end;
    }
    char mark = end < block->end ? r->doc->folded.ptr[end] : ' ';
    if (end == block->start || (mark != '.' && mark != ':'))
        return;
    for (uint32_t t = r->token_at[b]; t < r->token_at[b + 1]; t++) {
        const fl_token *token = &r->found->tokens.items[t];
        if (token->type == FL_TOKEN_QUESTION && token->end <= end)
            *FL_PUSH(r->arena, &key->ids) = token->question;
    }
    key->text_start =
        block->start +
        (uint32_t)fl_label_skip(fl_block_folded(r, b), end - block->start);
}

/* "Question: How many …": the word without a number. */
static void read_bare_question_word(fl_reading *r, uint32_t b,
                                    fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    size_t len = leading_word(r->question_words, text);
    if (len == 0 || len + 2 >= text.len || text.ptr[len] != ':')
        return;
    key->question_word = true;
    key->text_start =
        r->doc->blocks.items[b].start + (uint32_t)fl_label_skip(text, len);
}

/* "(b) cardiac" at the start of a cell or paragraph. */
static void read_letter(fl_reading *r, uint32_t b, fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    if (text.len < 4 || text.ptr[0] != '(' || !fl_is_lower(text.ptr[1]) ||
        text.ptr[2] != ')' || text.ptr[3] != ' ')
        return;
    *FL_PUSH(r->arena, &key->ids) = fl_str_slice(text, 1, 2);
    key->text_start = r->doc->blocks.items[b].start + 4;
}

/* The number that a block without label begins with: "2 what it cost"; its end
 * in *end. 0: none. */
static uint32_t leading_number(const fl_reading *r, uint32_t b, size_t *end)
{
    fl_str text = fl_block_text(r, b);
    uint32_t n = 0;
    size_t i = 0;
    if (b >= r->block_count || r->doc->blocks.items[b].label.len > 0)
        return 0;
    for (; i < text.len && i < 2 && fl_is_digit(text.ptr[i]); i++)
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    *end = i;
    return i + 1 < text.len && text.ptr[i] == ' ' &&
                   fl_is_alpha(text.ptr[i + 1])
               ? n
               : 0;
}

/* Paragraphs that begin with 1, 2, 3 … one below the other are a list. */
static void read_number_runs(fl_reading *r)
{
    for (uint32_t b = 0; b + 1 < r->block_count; b++) {
        size_t end = 0;
        uint32_t n = 1;
        while (b + n <= r->block_count &&
               leading_number(r, b + n - 1, &end) == n)
            n++;
        for (uint32_t i = 0; n > 2 && i + 1 < n; i++) {
            fl_label_key *key = &r->keys[b + i];
            leading_number(r, b + i, &end);
            key->ids.count = 0;
            *FL_PUSH(r->arena, &key->ids) =
                fl_str_slice(fl_block_text(r, b + i), 0, end);
            key->text_start =
                r->doc->blocks.items[b + i].start + (uint32_t)end + 1;
        }
        b += n > 2 ? n - 2 : 0;
    }
}

/* A mark without the quotation mark before it, as `"Q1` has it. */
static fl_str without_quote(fl_str mark)
{
    size_t at = 0;
    while (at < mark.len && mark.ptr[at] != '(' && !fl_is_word(mark.ptr[at]))
        at++;
    return fl_str_slice(mark, at, mark.len);
}

/* The mark that the block is labelled with: an id, or a bullet. */
static void read_mark(fl_reading *r, fl_str label, fl_label_key *key)
{
    char *copy = fl_arena_alloc(r->arena, label.len + 1);
    for (size_t i = 0; i < label.len; i++)
        copy[i] = lower(label.ptr[i]);
    fl_str folded = without_quote((fl_str){ copy, label.len });
    size_t q = leading_word(r->question_words, folded);
    size_t a = q ? 0 : leading_word(r->answer_words, folded);
    size_t skip = q > a ? q : a;
    fl_str id = fl_label_id(r->arena, fl_str_slice(folded, skip, folded.len));
    if (skip && !id.len && skip < 3)
        id = fl_label_id(r->arena, folded); /* "a)" is no answer word */
    else {
        key->question_word = q > 0;
        key->answer_word = a > 0;
    }
    if (fl_str_is(label, "o"))
        id.len = 0; /* a ring typed as a letter, as lists have it */
    if (id.len)
        *FL_PUSH(r->arena, &key->ids) = id;
    else
        key->bullet = !key->answer_word;
}

void fl_read_labels(fl_reading *r)
{
    const fl_wordlist *openings =
        fl_packs_words(r->packs, FL_STR("on-question"));
    r->keys = FL_NEW_ARRAY(r->arena, r->block_count + 1, fl_label_key);
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block *block = &r->doc->blocks.items[b];
        fl_label_key *key = &r->keys[b];
        key->text_start = block->start;
        if (block->label.len > 0)
            read_mark(r, block->label, key);
        if (key->question_word && key->ids.count == 1)
            read_further(r, b, key);
        if (key->ids.count == (block->label.len > 0) && !key->bullet)
            fl_read_joined(r, b, key);
        if (key->ids.count == 0 && !block->label.len)
            read_letter(r, b, key);
        if (key->ids.count == 0 && !block->label.len)
            fl_read_joined_letters(r, b, key);
        if (key->ids.count == 0)
            read_question_word(r, b, key);
        if (key->ids.count == 0)
            read_answer_word(r, b, key);
        if (key->ids.count == 0 && !key->answer_word)
            read_bare_question_word(r, b, key);
        read_opening(r, b, openings, key);
        if (block->label.len > 0 && key->ids.count == 1 && !key->answer_word)
            read_labelled_answer(r, b, key);
    }
    read_number_runs(r);
}
