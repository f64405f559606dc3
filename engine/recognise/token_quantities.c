/*
 * Numbers, amounts of money and durations, with ranges ("10 to 12") and with
 * the bound that the packs' words before them give ("more than 40 hours").
 * SPDX-License-Identifier: MIT
 */
#include "recognise/tokens.h"

#define POUND "\xC2\xA3"

/* 1,465,527.75: digits in groups of three, decimals; 0 when it is none. */
static uint32_t figure(const fl_lens *lens, uint32_t at, double *value)
{
    uint32_t end = at;
    double sum = 0;
    for (; fl_is_digit(fl_lens_at(lens, end)); end++)
        sum = sum * 10 + (lens->folded[end] - '0');
    if (end == at || end - at > 15)
        return 0;
    while (end - at <= 15 && fl_lens_at(lens, end) == ',' &&
           fl_is_digit(fl_lens_at(lens, end + 1)) &&
           fl_is_digit(fl_lens_at(lens, end + 2)) &&
           fl_is_digit(fl_lens_at(lens, end + 3)) &&
           !fl_is_digit(fl_lens_at(lens, end + 4)))
        for (uint32_t stop = end++ + 4; end < stop; end++)
            sum = sum * 10 + (lens->folded[end] - '0');
    if (fl_lens_at(lens, end) == '.' &&
        fl_is_digit(fl_lens_at(lens, end + 1))) {
        double part = 0.1;
        for (end++; fl_is_digit(fl_lens_at(lens, end)); end++, part /= 10)
            sum += part * (lens->folded[end] - '0');
    }
    *value = sum;
    return end;
}

/* Figures or words; "forty (40)" and "40 (forty)" count once. */
static uint32_t one_number(const fl_lens *lens, uint32_t at, double *value)
{
    uint32_t end = figure(lens, at, value);
    bool words = !end;
    if (words)
        end = fl_lens_number_word(lens, at, value);
    if (!end)
        return 0;
    uint32_t open = fl_lens_skip(lens, end, ' ');
    if (fl_lens_at(lens, open) != '(')
        return end;
    double again = 0;
    uint32_t close = words ? figure(lens, open + 1, &again)
                           : fl_lens_number_word(lens, open + 1, &again);
    if (close && again == *value && fl_lens_at(lens, close) == ')')
        return close + 1;
    return end;
}

/* The start of the second number of a range that goes on at `at`, or 0. */
static uint32_t range_joint(const fl_lens *lens, uint32_t at)
{
    char c = fl_lens_at(lens, at);
    if (c == '-')
        return at + 1;
    if (c != ' ')
        return 0;
    if (fl_lens_at(lens, at + 1) == '-' && fl_lens_at(lens, at + 2) == ' ')
        return at + 3;
    uint32_t end = fl_lens_word(lens, at + 1, FL_STR("to"));
    return end && fl_lens_at(lens, end) == ' ' ? end + 1 : 0;
}

/* A number as digits or words, perhaps with a second one ("10 to 12"). */
static uint32_t range_at(const fl_lens *lens, uint32_t at, fl_token *out)
{
    uint32_t end = one_number(lens, at, &out->value);
    out->value_to = out->value;
    uint32_t second = end ? range_joint(lens, end) : 0;
    double to = 0;
    uint32_t more = second ? one_number(lens, second, &to) : 0;
    if (more && to > out->value && !fl_is_word(fl_lens_at(lens, more))) {
        out->value_to = to;
        return more;
    }
    return end;
}

/* Finds the longest unit word at `at`; its end, or 0. */
static uint32_t unit_at(const fl_lens *lens, uint32_t at, fl_atom *unit)
{
    uint32_t best = 0;
    for (size_t u = 0; u < lens->packs->units.count; u++) {
        const fl_unit *row = &lens->packs->units.items[u];
        for (size_t w = 0; w < row->words.count; w++) {
            if (fl_lens_at(lens, at) != row->words.items[w].ptr[0])
                continue;
            uint32_t end = fl_lens_word(lens, at, row->words.items[w]);
            if (end > best) {
                best = end;
                *unit = row->name;
            }
        }
    }
    return best;
}

/* "k", "m", "bn", " million" behind a figure. */
static uint32_t magnitude(const fl_lens *lens, uint32_t at, double *factor)
{
    static const struct {
        fl_str word;
        double factor;
    } rows[] = { { FL_LIT("k"), 1e3 },       { FL_LIT("m"), 1e6 },
                 { FL_LIT("mn"), 1e6 },      { FL_LIT("bn"), 1e9 },
                 { FL_LIT("b"), 1e9 },       { FL_LIT("million"), 1e6 },
                 { FL_LIT("billion"), 1e9 }, { FL_LIT("thousand"), 1e3 } };
    bool spaced = fl_lens_at(lens, at) == ' ';
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (spaced && rows[i].word.len < 2)
            continue;
        uint32_t end = fl_lens_word(lens, at + spaced, rows[i].word);
        if (end) {
            *factor = rows[i].factor;
            return end;
        }
    }
    *factor = 1;
    return at;
}

static bool pound_at(const fl_lens *lens, uint32_t at)
{
    return at + 2 <= lens->end && memcmp(lens->folded + at, POUND, 2) == 0;
}

/* £450 at `at`. */
static uint32_t pounds(const fl_lens *lens, uint32_t at, double *value)
{
    if (!pound_at(lens, at))
        return 0;
    double factor = 1;
    uint32_t end = figure(lens, fl_lens_skip(lens, at + 2, ' '), value);
    if (!end)
        return 0;
    end = magnitude(lens, end, &factor);
    *value *= factor;
    return end;
}

/* Money at `at`; `range` ends at `range_end`, or 0: no number is there. */
static uint32_t money(const fl_lens *lens, uint32_t at, const fl_token *range,
                      uint32_t range_end, fl_token *out)
{
    uint32_t end = pounds(lens, at, &out->value);
    if (end) {
        out->value_to = out->value;
        uint32_t second = range_joint(lens, end);
        double to = 0;
        uint32_t more = second ? pounds(lens, second, &to) : 0;
        if (second && !more)
            more = figure(lens, second, &to);
        if (more && to > out->value && !fl_is_word(fl_lens_at(lens, more))) {
            out->value_to = to;
            end = more;
        }
        return end;
    }
    uint32_t gbp = fl_lens_word(lens, at, FL_STR("gbp"));
    if (gbp) {
        end = figure(lens, fl_lens_skip(lens, gbp, ' '), &out->value);
        out->value_to = out->value;
        return end;
    }
    double factor = 1;
    if (!range_end)
        return 0;
    out->value = range->value;
    out->value_to = range->value_to;
    end = magnitude(lens, range_end, &factor);
    static const fl_str words[] = { FL_LIT("pounds"), FL_LIT("pound"),
                                    FL_LIT("gbp") };
    for (size_t i = 0; i < 3; i++) {
        uint32_t word =
            fl_lens_word(lens, fl_lens_skip(lens, end, ' '), words[i]);
        if (word) {
            out->value *= factor;
            out->value_to *= factor;
            return word;
        }
    }
    return 0;
}

/* True when a reference or a longer number goes on at either side. */
static bool part_of_reference(const fl_lens *lens, uint32_t at, uint32_t end)
{
    if (at > lens->start + 1) {
        char before = lens->folded[at - 1];
        if ((before == '-' || before == '/' || before == '.' || before == '_' ||
             before == ',' || before == ':') &&
            fl_is_word(lens->folded[at - 2]))
            return true;
    }
    char next = fl_lens_at(lens, end);
    if (fl_is_word(next) || next == '_')
        return true;
    return (next == '-' || next == '/' || next == '.' || next == ':' ||
            next == ',') &&
           fl_is_word(fl_lens_at(lens, end + 1));
}

/* The bound that the words before `at` give. */
static fl_bound bound_before(const fl_lens *lens, uint32_t at)
{
    if (at <= lens->start || lens->folded[at - 1] != ' ')
        return FL_BOUND_EXACT;
    const fl_words lists[] = { lens->words->over, lens->words->under,
                               lens->words->about };
    static const fl_bound bounds[] = { FL_BOUND_OVER, FL_BOUND_UNDER,
                                       FL_BOUND_ABOUT };
    fl_bound bound = FL_BOUND_EXACT;
    uint32_t longest = UINT32_MAX;
    for (int i = 0; i < 3; i++) {
        uint32_t start = fl_lens_before(lens, at - 1, lists[i]);
        if (start < longest) {
            longest = start;
            bound = bounds[i];
        }
    }
    return bound;
}

/* "the 2024 minutes": four figures that can only be a year. */
static bool is_year(uint32_t at, uint32_t end, double value)
{
    return end - at == 4 && value > 1949 && value < 2100 && value != 2000;
}

/* A duration at `at`; the number as in money(). */
static uint32_t duration(const fl_lens *lens, uint32_t at,
                         const fl_token *range, uint32_t range_end,
                         fl_token *out)
{
    uint32_t end = range_end;
    out->value = range->value;
    out->value_to = range->value_to;
    if (end && is_year(at, end, out->value))
        return 0;
    if (!end) {
        /* "25 pounds an hour" is a rate */
        if (at > lens->start + 1 && fl_is_digit(lens->folded[at - 2]))
            return 0;
        static const fl_str articles[] = { FL_LIT("a"), FL_LIT("an") };
        for (int i = 0; i < 2 && !end; i++)
            end = fl_lens_word(lens, at, articles[i]);
        out->value = out->value_to = 1;
    }
    if (!end)
        return 0;
    if (fl_lens_at(lens, end) == '+') {
        out->bound = FL_BOUND_OVER;
        end++;
    }
    char joint = fl_lens_at(lens, end);
    return unit_at(lens, joint == ' ' || joint == '-' ? end + 1 : end,
                   &out->unit);
}

/* Money, a duration or a number at `at`, whichever is longest. */
uint32_t fl_token_quantity(const fl_lens *lens, uint32_t at, fl_token *out)
{
    char c = fl_lens_at(lens, at);
    if (!fl_is_digit(c) && !fl_is_lower(c) && !pound_at(lens, at))
        return 0;
    fl_token number = { .type = FL_TOKEN_NUMBER };
    uint32_t range_end = range_at(lens, at, &number);
    for (int i = 0; i < 3; i++) {
        fl_token found = number;
        uint32_t end = range_end;
        if (i == 0) {
            found.type = FL_TOKEN_DURATION;
            end = duration(lens, at, &number, range_end, &found);
        } else if (i == 1) {
            found.type = FL_TOKEN_MONEY;
            end = money(lens, at, &number, range_end, &found);
        } else if (end && fl_lens_at(lens, end) == '%') {
            end++;
        }
        if (!end || part_of_reference(lens, at, end))
            continue;
        if (found.bound == FL_BOUND_EXACT)
            found.bound = bound_before(lens, at);
        *out = found;
        return end;
    }
    return 0;
}
