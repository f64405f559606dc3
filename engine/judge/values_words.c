/*
 * Attributes that are read from where a fact stands and from its words: part,
 * questions, text, length, figures, weekday, likeness to an earlier block.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

#include "base/calendar.h"
#include "base/eight.h"

bool fl_give_role(const fl_attr *attr, size_t i, fl_val *out)
{
    const fl_facts *facts = attr->facts;
    if (i >= fl_fact_spots(facts, attr->ref))
        return false;
    uint32_t block = fl_fact_spot(facts, attr->ref, i).first;
    return block < facts->doc->blocks.count &&
           fl_give_word(out, fl_part_words[facts->blocks[block].role]);
}

bool fl_give_question(const fl_attr *attr, size_t i, fl_val *out)
{
    uint32_t one = FL_NONE;
    size_t count = 0;
    const uint32_t *items =
        fl_fact_questions(attr->facts, attr->ref, &one, &count);
    return i < count &&
           fl_give_text(out, attr->facts->questions.items[items[i]].id);
}

bool fl_give_span(const fl_attr *attr, fl_val *out)
{
    fl_spot spot = fl_fact_spot(attr->facts, attr->ref, 0);
    return fl_give_text(
        out, fl_document_text(attr->facts->doc, spot.start, spot.end));
}

/* The bytes of words among eight, as fl_is_word() says. */
static uint64_t word_bytes(uint64_t eight)
{
    uint64_t small = eight | FL_EIGHT_ONES * 0x20;
    return fl_eight_within(small, 'a', 'z') | fl_eight_within(eight, '0', '9') |
           (eight & FL_EIGHT_ALL);
}

static uint32_t count_words(fl_str s)
{
    uint32_t words = 0;
    uint64_t before = 0; /* not 0: the byte before is of a word */
    size_t i = 0;
    for (; i + 8 <= s.len; i += 8) {
        words += fl_eight_begin(word_bytes(fl_eight_at(s.ptr + i)), &before);
    }
    bool inside = before != 0;
    for (; i < s.len; i++) {
        bool word = fl_is_word(s.ptr[i]);
        words += word && !inside;
        inside = word;
    }
    return words;
}

bool fl_give_words(const fl_attr *attr, fl_val *out)
{
    fl_spot spot = fl_fact_spot(attr->facts, attr->ref, 0);
    fl_str text = fl_document_text(attr->facts->doc, spot.start, spot.end);
    return fl_give_number(out, count_words(text));
}

/* Beyond this many digits a double no longer holds each number. */
#define MOST_DIGITS 15

bool fl_give_figures(const fl_attr *attr, fl_val *out)
{
    fl_spot spot = fl_fact_spot(attr->facts, attr->ref, 0);
    fl_str text = fl_document_text(attr->facts->doc, spot.start, spot.end);
    double number = 0;
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!fl_is_digit(text.ptr[i]))
            continue;
        number = number * 10 + (text.ptr[i] - '0');
        digits++;
    }
    return digits > 0 && digits <= MOST_DIGITS && fl_give_number(out, number);
}

/* The next run of digits from *at; false when there is none, or a long one. */
static bool next_run(fl_str text, size_t *at, double *value)
{
    size_t digits = 0;
    *value = 0;
    while (*at < text.len && !fl_is_digit(text.ptr[*at]))
        ++*at;
    for (; *at < text.len && fl_is_digit(text.ptr[*at]); ++*at) {
        *value = *value * 10 + (text.ptr[*at] - '0');
        digits++;
    }
    return digits > 0 && digits <= MOST_DIGITS;
}

static bool is_year(double value)
{
    return value >= 1900 && value < 2100;
}

bool fl_give_one_number(fl_val *out, fl_str text, size_t i)
{
    size_t others = 0;
    double value = 0;
    for (size_t at = 0; next_run(text, &at, &value);)
        others += !is_year(value);
    for (size_t at = 0; next_run(text, &at, &value);) {
        if (others && is_year(value))
            continue;
        if (i-- == 0)
            return fl_give_number(out, value);
    }
    return false;
}

bool fl_give_weekday_agrees(const fl_attr *attr, const fl_date_fact *date,
                            fl_val *out)
{
    static const char *const names[] = { "mon", "tue", "wed", "thu",
                                         "fri", "sat", "sun" };
    fl_str text =
        fl_str_slice(attr->facts->doc->folded, date->start, date->end);
    if (date->inferred || date->day == FL_NO_DAY)
        return false;
    for (int i = 0; i < 7; i++)
        if (fl_str_starts(text, fl_str_from(names[i])))
            return fl_give_bool(out, fl_day_weekday(date->day) == i);
    return false;
}

bool fl_give_in_force(fl_val *out, const fl_limb *limb, fl_day day)
{
    fl_truth law = limb ? fl_in_force(limb->from, limb->to, day) : FL_UNKNOWN;
    return law != FL_UNKNOWN && fl_give_bool(out, law == FL_TRUE);
}

/* Standard text in the answers to two questions is repeated on purpose. */
static bool give_repeats(const fl_facts *facts, uint32_t block, fl_val *out)
{
    uint32_t earlier = facts->blocks[block].repeats;
    if (earlier == FL_NONE)
        return false;
    bool apart = facts->blocks[block].answer != facts->blocks[earlier].answer;
    return fl_give_word(out, apart ? "answer" : "letter");
}

bool fl_give_of_block(const fl_attr *attr, fl_val *out)
{
    uint32_t block = attr->ref.index;
    switch (attr->path->code) {
    case FL_ATTR_WORDS:
        return fl_give_words(attr, out);
    case FL_ATTR_VOICE:
        return fl_give_word(out,
                            fl_voice_words[attr->facts->blocks[block].voice]);
    case FL_ATTR_REPEATS:
        return give_repeats(attr->facts, block, out);
    default:
        return fl_give_span(attr, out);
    }
}
