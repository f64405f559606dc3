/*
 * Which blocks are headings: capitals, underlining, numbering, or a short line
 * that stands alone above text. What a heading looks like is in title.c.
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

#define LONGEST 14 /* words */
/* Without empty lines around it a title is shorter. */
#define LONGEST_INSIDE 11
/* A block with so many words is running text. */
#define BODY 9
/* So many short lines in a row are an address or a list without marks. */
#define LONGEST_RUN 3

static fl_str text_of(const fl_document *doc, const fl_block *b)
{
    return fl_str_slice(doc->text, b->start, b->end);
}

/* ---- what stands below ------------------------------------------------------ */

/* Text or a list that a heading could stand above. */
static bool is_body(const fl_document *doc, const fl_block *b)
{
    size_t words = fl_words(text_of(doc, b));
    return (b->kind == FL_BLOCK_PARAGRAPH && words >= BODY) ||
           (b->kind == FL_BLOCK_ITEM && words >= 3);
}

/* A short sentence, a table: below a title that is short or stands apart. */
static bool is_short_body(const fl_document *doc, const fl_block *b)
{
    fl_str s = text_of(doc, b);
    if (b->kind == FL_BLOCK_CELL)
        return b->blank_before && b->row == 1 && b->cell == 1;
    return b->kind == FL_BLOCK_PARAGRAPH && fl_words(s) >= 3 &&
           fl_is_upper(s.ptr[0]) && strchr(".:", s.ptr[s.len - 1]) != NULL;
}

/* ---- answers between questions ------------------------------------------------ */

static size_t number_of(fl_str label)
{
    size_t number = 0;
    size_t at = 0;
    while (at < label.len && !fl_is_digit(label.ptr[at]))
        at++;
    while (at < label.len && fl_is_digit(label.ptr[at]) && number < 1000)
        number = number * 10 + (size_t)(label.ptr[at++] - '0');
    return number;
}

/* "2." behind "1.", "(c)" behind "(b)". */
static bool continues(fl_str label, fl_str next)
{
    if (label.len == 0 || next.len == 0 ||
        label.ptr[label.len - 1] != next.ptr[next.len - 1])
        return false;
    if (number_of(label) > 0)
        return number_of(next) == number_of(label) + 1;
    size_t at = label.ptr[0] == '(';
    return label.len == next.len && label.len > at + 1 &&
           fl_is_lower(label.ptr[at]) && next.ptr[at] == label.ptr[at] + 1;
}

/* Between an item that is no sentence, or a question, and the next one of the
 * same list: what is said of it. */
static bool is_answer(const fl_document *doc, size_t i)
{
    const fl_block *b = &doc->blocks.items[i];
    if (i == 0 || i + 1 >= doc->blocks.count || b[-1].kind != FL_BLOCK_ITEM ||
        b[1].label.len == 0 || b[-1].end == b[-1].start ||
        !continues(b[-1].label, b[1].label))
        return false;
    return doc->text.ptr[b[-1].end - 1] != '.';
}

/* ---- titles ---------------------------------------------------------------------- */

/* "3     Item (a): the future of the school": a number, then a wide gap. */
static bool numbered_title(const fl_document *doc, const fl_block *b)
{
    if (b->kind != FL_BLOCK_ITEM || b->label.len == 0 || b->label.len > 4)
        return false;
    for (size_t i = 0; i < b->label.len; i++)
        if (!fl_is_digit(b->label.ptr[i]) &&
            !(b->label.ptr[i] == '.' && i + 1 < b->label.len))
            return false;
    return fl_may_be_heading(text_of(doc, b));
}

static bool may_be_title(const fl_document *doc, const fl_block *b)
{
    return b->kind == FL_BLOCK_PARAGRAPH && !b->hidden &&
           fl_may_be_heading(text_of(doc, b));
}

/* The next block that is not hidden; NULL for none. */
static const fl_block *next_seen(const fl_document *doc, size_t i)
{
    for (i++; i < doc->blocks.count; i++)
        if (!doc->blocks.items[i].hidden)
            return &doc->blocks.items[i];
    return NULL;
}

/* A title of many words has a dash, colon or bracket in it; else it is a
 * sentence whose stop was forgotten. */
static bool is_too_long(fl_str s, bool apart, bool to_text)
{
    size_t words = fl_words(s);
    bool parts = memmem(s.ptr, s.len, " - ", 3) ||
                 memmem(s.ptr, s.len, ": ", 2) || memchr(s.ptr, '(', s.len);
    if (words > LONGEST || (words > LONGEST_INSIDE && !(apart && parts)))
        return true;
    return s.ptr[s.len - 1] == ':' && words > (to_text ? 8 : 6);
}

static bool title_above(const fl_document *doc, size_t i, size_t run)
{
    if (is_answer(doc, i))
        return false;
    const fl_block *b = &doc->blocks.items[i];
    const fl_block *next = next_seen(doc, i);
    fl_str s = text_of(doc, b);
    if (!next)
        return false;
    bool apart = b->blank_before && next->blank_before;
    if (is_too_long(s, apart, apart && next->kind == FL_BLOCK_PARAGRAPH))
        return false;
    if (next->kind == FL_BLOCK_HEADING) /* a label has no titles above it */
        return next + 1 < doc->blocks.items + doc->blocks.count &&
               (run == 1 || !fl_is_label(text_of(doc, next)));
    if (is_body(doc, next))
        return true;
    if (fl_is_label(s) && (apart || !may_be_title(doc, next)))
        return next->kind == FL_BLOCK_PARAGRAPH ||
               next->kind == FL_BLOCK_CELL || next->kind == FL_BLOCK_ITEM;
    return (apart || fl_words(s) <= 5) && is_short_body(doc, next);
}

/* First of the short lines that end with block `i`, without an empty line or
 * a label between them. Paragraphs of office files have no empty lines. */
static size_t run_start(const fl_document *doc, size_t i)
{
    while (i > 0 && (doc->by_paragraph || !doc->blocks.items[i].blank_before) &&
           may_be_title(doc, &doc->blocks.items[i - 1]) &&
           !fl_is_label(text_of(doc, &doc->blocks.items[i - 1])))
        i--;
    return i;
}

/* The lines [first, last] stand right below a row of a table and above more of
 * it, without an empty line: the words of a cell that was too narrow. */
static bool in_table(const fl_document *doc, size_t first, size_t last)
{
    const fl_block *b = &doc->blocks.items[first];
    const fl_block *next = next_seen(doc, last);
    return !doc->by_paragraph && first > 0 && !b->blank_before &&
           b[-1].kind == FL_BLOCK_CELL && next && !next->blank_before;
}

/* ---- underlining ------------------------------------------------------------------ */

/* "SK9 5AF" is all capitals and yet no heading: it has no word of letters
 * alone. */
static bool has_word(fl_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t start = i;
        bool letters = true;
        for (; i < s.len && fl_is_word(s.ptr[i]); i++)
            letters = letters && !fl_is_digit(s.ptr[i]);
        if (letters && i - start >= 3)
            return true;
        i += i < s.len;
    }
    return false;
}

/* A rule below it that is as long as it, or that the text follows at once: a
 * longer one with an empty line behind, or a mail's head, ends a message. */
static bool is_underlined(const fl_document *doc, size_t i)
{
    const fl_block *b = &doc->blocks.items[i];
    const fl_block *end = doc->blocks.items + doc->blocks.count;
    fl_str s = text_of(doc, b);
    if (b + 1 >= end || b[1].kind != FL_BLOCK_RULE || b[1].blank_before ||
        s.len < 3 || fl_words(s) > LONGEST || !fl_is_word(s.ptr[0]) ||
        fl_is_data(s) || (b + 2 < end && b[2].kind == FL_BLOCK_MAIL))
        return false;
    return b[1].level > 0 || (b + 2 < end && !b[2].blank_before);
}

/* ---- all of it -------------------------------------------------------------------- */

static void make_heading(fl_block *b, uint16_t level)
{
    b->kind = FL_BLOCK_HEADING;
    b->level = level;
}

/* What needs no text below it. */
static bool settle_by_form(const fl_document *doc, size_t i)
{
    fl_block *b = &doc->blocks.items[i];
    fl_str s = text_of(doc, b);
    if (b->kind == FL_BLOCK_PARAGRAPH &&
        ((fl_all_capitals(s) && fl_may_be_heading(s) && has_word(s)) ||
         is_underlined(doc, i))) {
        make_heading(b, 1);
        return true;
    }
    if (!numbered_title(doc, b))
        return false;
    make_heading(b, 1);
    for (size_t k = 0; k < b->label.len; k++)
        b->level = (uint16_t)(b->level + (b->label.ptr[k] == '.'));
    return true;
}

/* The last answer of a list has text below it, but the same words stood as
 * an answer before. */
static void unsettle_answers(fl_document *doc)
{
    fl_str answer = { "", 0 };
    for (size_t i = 0; i + 1 < doc->blocks.count; i++) {
        fl_block *b = &doc->blocks.items[i];
        fl_str s = text_of(doc, b);
        if (is_answer(doc, i) && may_be_title(doc, b)) {
            answer = s;
        } else if (b->kind == FL_BLOCK_HEADING && b->level == 2 && i > 0 &&
                   b[-1].kind == FL_BLOCK_ITEM && answer.len > 0 &&
                   fl_str_eq(answer, s)) {
            b->kind = FL_BLOCK_PARAGRAPH;
            b->level = 0;
        }
    }
}

void fl_settle_headings(fl_document *doc)
{
    /* from the end, so that a heading above a heading sees it */
    for (size_t i = doc->blocks.count; i-- > 0;) {
        fl_block *b = &doc->blocks.items[i];
        if (b->hidden || settle_by_form(doc, i) || !may_be_title(doc, b))
            continue;
        size_t first = fl_is_label(text_of(doc, b)) ? i : run_start(doc, i);
        size_t run = i + 1 - first;
        if (run > LONGEST_RUN || in_table(doc, first, i))
            i = first;
        else if (title_above(doc, i, run))
            make_heading(b, 2);
    }
    unsettle_answers(doc);
    for (size_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.items[i].kind == FL_BLOCK_RULE)
            doc->blocks.items[i].level = 0; /* it was a note to this file */
}
