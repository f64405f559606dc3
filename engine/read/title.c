/*
 * What a heading looks like: few words, no stop behind them, and neither an
 * address, a date, a row of figures nor "name: value".
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

#define LONGEST     14 /* words */
#define MOST_TOKENS 40

typedef struct {
    fl_str all[MOST_TOKENS];
    size_t count;
} tokens;

static void split(fl_str s, tokens *out)
{
    out->count = 0;
    for (size_t i = 0; i < s.len && out->count < MOST_TOKENS;) {
        size_t start = i;
        while (i < s.len && s.ptr[i] != ' ')
            i++;
        if (i > start)
            out->all[out->count++] = fl_str_slice(s, start, i);
        while (i < s.len && s.ptr[i] == ' ')
            i++;
    }
}

size_t fl_words(fl_str s)
{
    size_t words = 0;
    bool word = false;
    for (size_t i = 0; i < s.len && words <= LONGEST; i++) {
        bool inside = s.ptr[i] != ' ' && (word || fl_is_word(s.ptr[i]));
        words += inside && !word;
        word = inside;
    }
    return words;
}

static bool has_digit(fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (fl_is_digit(s.ptr[i]))
            return true;
    return false;
}

/* "1,204", "12.5%". */
static bool is_figure(fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!fl_is_digit(s.ptr[i]) && strchr(",.%", s.ptr[i]) == NULL)
            return false;
    return has_digit(s);
}

static bool is_year(fl_str s)
{
    return s.len == 4 && is_figure(s) && (s.ptr[0] == '1' || s.ptr[0] == '2');
}

/* "26 April 2021", "23rd March, 2021". */
static bool is_date(const fl_str *token, size_t count)
{
    return count >= 2 && count <= 4 && fl_is_digit(token[0].ptr[0]) &&
           token[0].len <= 4 && is_year(token[count - 1]);
}

/* "S1 1UJ", "DH15TW": capitals around digits, at the end. */
static bool is_postcode(const tokens *t)
{
    fl_str s = t->all[t->count - 1];
    if (s.len < 3 || s.len > 7 || !fl_is_upper(s.ptr[s.len - 1]) ||
        !fl_is_upper(s.ptr[s.len - 2]) || !fl_is_digit(s.ptr[s.len - 3]))
        return false;
    if (s.len > 3)
        return fl_is_upper(s.ptr[0]) && has_digit(fl_str_slice(s, 0, 4));
    fl_str before = t->count > 1 ? t->all[t->count - 2] : s;
    return before.len <= 4 && fl_is_upper(before.ptr[0]) && has_digit(before);
}

/* No word: it has no letter but capitals. */
static bool is_code(fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (fl_is_lower(s.ptr[i]))
            return false;
    return true;
}

/* "Our ref: MC/1", "Tel: 0303 123 1113", "Date: 8 November 2024": most of
 * what follows the name is digits. "Response: 3" and what cites a place by
 * brackets are titles. */
static bool is_value(const tokens *t)
{
    size_t name = t->count;
    for (size_t i = 0; i < t->count && i < 4; i++)
        if (t->all[i].ptr[t->all[i].len - 1] == ':')
            name = i;
    if (name + 1 >= t->count)
        return false;
    if (fl_is_digit(t->all[0].ptr[0]) && name == 0)
        return true; /* "2024/25: so many" */
    size_t digits = 0;
    size_t codes = 0;
    for (size_t i = name + 1; i < t->count; i++) {
        if (memchr(t->all[i].ptr, '(', t->all[i].len))
            return false;
        digits += has_digit(t->all[i]);
        codes += is_code(t->all[i]);
    }
    size_t values = t->count - name - 1;
    if (values == 1 && t->all[name + 1].len <= 2)
        return false;
    return digits * 2 > values || (digits > 0 && codes == values);
}

static bool ends_in_figures(const tokens *t)
{
    return t->count > 3 && is_figure(t->all[t->count - 1]) &&
           is_figure(t->all[t->count - 2]) && is_figure(t->all[t->count - 3]);
}

bool fl_is_data(fl_str s)
{
    tokens t;
    split(s, &t);
    return t.count == 0 || memchr(s.ptr, '@', s.len) ||
           memchr(s.ptr, '[', s.len) || fl_str_holds(s, "www.") ||
           fl_str_holds(s, "://") || is_date(t.all, t.count) ||
           is_postcode(&t) || is_value(&t) || ends_in_figures(&t);
}

static bool ends_in_conjunction(fl_str s)
{
    size_t start = s.len;
    while (start > 0 && s.ptr[start - 1] != ' ')
        start--;
    fl_str last = fl_str_slice(s, start, s.len);
    return fl_str_is(last, "and") || fl_str_is(last, "or");
}

static bool has_letters(fl_str s, size_t least)
{
    size_t letters = 0;
    for (size_t i = 0; i < s.len && letters < least; i++)
        letters += fl_is_alpha(s.ptr[i]);
    return letters == least;
}

/* What most text fails at is asked first. */
bool fl_may_be_heading(fl_str s)
{
    return s.len >= 3 && s.len <= 140 &&
           (fl_is_upper(s.ptr[0]) || fl_is_digit(s.ptr[0])) &&
           !strchr(".,;?!", s.ptr[s.len - 1]) && fl_words(s) <= LONGEST &&
           has_letters(s, 3) && !fl_str_holds(s, "...") &&
           !fl_str_holds(s, " = ") && !ends_in_conjunction(s) && !fl_is_data(s);
}

size_t fl_label_len(fl_str s)
{
    if (s.len < 2 || !fl_is_upper(s.ptr[0]) || !fl_is_lower(s.ptr[1]))
        return 0;
    size_t word = 1;
    while (word < s.len && fl_is_lower(s.ptr[word]))
        word++;
    size_t at = word;
    if (at < s.len && s.ptr[at] == ':')
        at++;
    while (at < s.len && s.ptr[at] == ' ')
        at++;
    size_t digits = 0;
    while (at < s.len && fl_is_digit(s.ptr[at]) && digits < 3) {
        at++;
        digits++;
    }
    if (digits == 0)
        return word < s.len && s.ptr[word] == ':' && word < 12 ? word + 1 : 0;
    if (at < s.len && fl_is_lower(s.ptr[at]))
        at++;
    bool stop = at < s.len && (s.ptr[at] == ':' || s.ptr[at] == '.');
    return at == s.len || stop ? at + stop : 0;
}

bool fl_is_label(fl_str s)
{
    return s.len > 0 && fl_label_len(s) == s.len && has_digit(s);
}
