/*
 * Reading single words under the lens: digits, numbers in words, months,
 * weekdays, and the entries of the packs' lists.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/literals.h"
#include "recognise/tokens.h"

uint32_t fl_lens_digits(const fl_lens *lens, uint32_t at, uint32_t *value)
{
    uint32_t sum = 0;
    for (; fl_is_digit(fl_lens_at(lens, at)); at++)
        if (sum < 100000000)
            sum = sum * 10 + (uint32_t)(lens->folded[at] - '0');
    *value = sum;
    return at;
}

uint32_t fl_lens_word(const fl_lens *lens, uint32_t at, fl_str word)
{
    if (word.len == 0 || at < lens->start || at + word.len > lens->end)
        return 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = lens->folded[at + i];
        if (c != word.ptr[i] && !(word.ptr[i] == ' ' && c == '-'))
            return 0;
    }
    uint32_t end = at + (uint32_t)word.len;
    return fl_lens_edge(lens, end) ? end : 0;
}

uint32_t fl_lens_any(const fl_lens *lens, uint32_t at, fl_words words)
{
    uint32_t best = 0;
    for (size_t i = 0; i < words.count; i++) {
        if (words.items[i].len <= best - (best ? at : 0))
            continue;
        uint32_t end = fl_lens_word(lens, at, words.items[i]);
        if (end > best)
            best = end;
    }
    return best;
}

uint32_t fl_lens_before(const fl_lens *lens, uint32_t end, fl_words words)
{
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < words.count; i++) {
        fl_str word = words.items[i];
        if (word.len > end - lens->start)
            continue;
        uint32_t at = end - (uint32_t)word.len;
        if (at < best && fl_lens_edge(lens, at) &&
            fl_lens_word(lens, at, word) == end)
            best = at;
    }
    return best;
}

fl_words fl_token_words_of(const fl_packs *packs, const char *list)
{
    const fl_wordlist *words = fl_packs_words(packs, fl_str_from(list));
    fl_words found = { 0 };
    if (!words)
        return found;
    found.items = words->entries.items;
    found.count = words->entries.count;
    for (size_t i = 0; i < found.count; i++)
        found.letters |= fl_letter_bit(found.items[i].ptr[0]);
    return found;
}

typedef struct {
    fl_str word;
    int value;
} named;

static const named units[] = {
    { FL_LIT("zero"), 0 },      { FL_LIT("one"), 1 },
    { FL_LIT("two"), 2 },       { FL_LIT("three"), 3 },
    { FL_LIT("four"), 4 },      { FL_LIT("five"), 5 },
    { FL_LIT("six"), 6 },       { FL_LIT("seven"), 7 },
    { FL_LIT("eight"), 8 },     { FL_LIT("nine"), 9 },
    { FL_LIT("ten"), 10 },      { FL_LIT("eleven"), 11 },
    { FL_LIT("twelve"), 12 },   { FL_LIT("thirteen"), 13 },
    { FL_LIT("fourteen"), 14 }, { FL_LIT("fifteen"), 15 },
    { FL_LIT("sixteen"), 16 },  { FL_LIT("seventeen"), 17 },
    { FL_LIT("eighteen"), 18 }, { FL_LIT("nineteen"), 19 },
};
static const named tens[] = {
    { FL_LIT("twenty"), 20 }, { FL_LIT("thirty"), 30 },
    { FL_LIT("forty"), 40 },  { FL_LIT("fifty"), 50 },
    { FL_LIT("sixty"), 60 },  { FL_LIT("seventy"), 70 },
    { FL_LIT("eighty"), 80 }, { FL_LIT("ninety"), 90 },
};
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static uint32_t look_up(const fl_lens *lens, uint32_t at, const named *table,
                        size_t count, int *value)
{
    for (size_t i = 0; i < count; i++) {
        if (fl_lens_at(lens, at) != table[i].word.ptr[0])
            continue;
        uint32_t end = fl_lens_word(lens, at, table[i].word);
        if (end) {
            *value = table[i].value;
            return end;
        }
    }
    return 0;
}

/* One to ninety-nine. */
static uint32_t below_hundred(const fl_lens *lens, uint32_t at, int *value)
{
    uint32_t end = look_up(lens, at, units, COUNT(units), value);
    if (end)
        return end;
    end = look_up(lens, at, tens, COUNT(tens), value);
    char joint = fl_lens_at(lens, end);
    int rest = 0;
    if (end && (joint == ' ' || joint == '-')) {
        uint32_t more = look_up(lens, end + 1, units + 1, 9, &rest);
        if (more) {
            *value += rest;
            end = more;
        }
    }
    return end;
}

uint32_t fl_lens_number_word(const fl_lens *lens, uint32_t at, double *value)
{
    if (!fl_is_lower(fl_lens_at(lens, at)) || !fl_lens_edge(lens, at))
        return 0;
    int low = 0;
    uint32_t end = below_hundred(lens, at, &low);
    uint32_t one = end ? 0 : fl_lens_word(lens, at, FL_STR("a"));
    if (one)
        low = 1;
    uint32_t so_far = end ? end : one;
    uint32_t hundred = fl_lens_at(lens, so_far) == ' ' && so_far
                           ? fl_lens_word(lens, so_far + 1, FL_STR("hundred"))
                           : 0;
    if (!end && !hundred)
        return 0;
    *value = low;
    if (!hundred || low == 0)
        return end;
    *value = low * 100;
    if (fl_lens_at(lens, hundred) != ' ')
        return hundred;
    int rest = 0;
    uint32_t more = hundred;
    if (fl_lens_word(lens, hundred + 1, FL_STR("and")))
        more += 4;
    more = below_hundred(lens, more + 1, &rest);
    if (!more)
        return hundred;
    *value += rest;
    return more;
}

static const fl_str months[] = {
    FL_LIT("january"), FL_LIT("february"), FL_LIT("march"),
    FL_LIT("april"),   FL_LIT("may"),      FL_LIT("june"),
    FL_LIT("july"),    FL_LIT("august"),   FL_LIT("september"),
    FL_LIT("october"), FL_LIT("november"), FL_LIT("december"),
};

int fl_lens_month(const fl_lens *lens, uint32_t at, uint32_t *end)
{
    if (!fl_is_lower(fl_lens_at(lens, at)))
        return 0;
    for (int m = 0; m < 12; m++) {
        if (fl_lens_at(lens, at) != months[m].ptr[0])
            continue;
        *end = fl_lens_word(lens, at, months[m]);
        if (!*end)
            *end = fl_lens_word(lens, at, (fl_str){ months[m].ptr, 3 });
        if (!*end && m == 8)
            *end = fl_lens_word(lens, at, FL_STR("sept"));
        if (*end)
            return m + 1;
    }
    return 0;
}

static const fl_str weekdays[] = {
    FL_LIT("monday"),   FL_LIT("tuesday"), FL_LIT("wednesday"),
    FL_LIT("thursday"), FL_LIT("friday"),  FL_LIT("saturday"),
    FL_LIT("sunday"),   FL_LIT("mon"),     FL_LIT("tue"),
    FL_LIT("tues"),     FL_LIT("wed"),     FL_LIT("thu"),
    FL_LIT("thur"),     FL_LIT("thurs"),   FL_LIT("fri"),
    FL_LIT("sat"),      FL_LIT("sun"),
};

uint32_t fl_lens_weekday(const fl_lens *lens, uint32_t at)
{
    for (size_t i = 0; i < COUNT(weekdays); i++) {
        uint32_t end = fl_lens_at(lens, at) == weekdays[i].ptr[0]
                           ? fl_lens_word(lens, at, weekdays[i])
                           : 0;
        if (end)
            return end;
    }
    return 0;
}

/* ---- words that open a token --------------------------------------------------- */

static uint32_t opener_bit(const char *word, size_t len)
{
    uint32_t hash = FL_HASH_START;
    for (size_t i = 0; i < len; i++)
        hash = fl_hash_byte(hash, (unsigned char)word[i]);
    return (hash ^ hash >> 15) & (FL_OPENER_BITS - 1);
}

static void open_with(struct fl_token_words *words, fl_str word)
{
    uint32_t bit = opener_bit(word.ptr, word.len);
    words->openers[bit / 64] |= (uint64_t)1 << (bit % 64);
}

void fl_token_words_open(const fl_packs *packs, struct fl_token_words *words)
{
    static const fl_str others[] = { FL_LIT("a"), FL_LIT("an"), FL_LIT("gbp"),
                                     FL_LIT("sept") };
    for (size_t i = 0; i < COUNT(units); i++)
        open_with(words, units[i].word);
    for (size_t i = 0; i < COUNT(tens); i++)
        open_with(words, tens[i].word);
    for (size_t i = 0; i < COUNT(months); i++) {
        open_with(words, months[i]);
        open_with(words, (fl_str){ months[i].ptr, 3 });
    }
    for (size_t i = 0; i < COUNT(weekdays); i++)
        open_with(words, weekdays[i]);
    for (size_t i = 0; i < COUNT(others); i++)
        open_with(words, others[i]);
    words->counted = fl_letter_bit('h'); /* "a hundred" */
    for (size_t u = 0; u < packs->units.count; u++)
        for (size_t w = 0; w < packs->units.items[u].words.count; w++)
            words->counted |=
                fl_letter_bit(packs->units.items[u].words.items[w].ptr[0]);
}

/* "a" or "an" up to `end` with nothing behind it that could be counted. */
static bool idle_article(const fl_lens *lens, uint32_t at, uint32_t end)
{
    bool article =
        lens->folded[at] == 'a' &&
        (end - at == 1 || (end - at == 2 && lens->folded[at + 1] == 'n'));
    char joint = fl_lens_at(lens, end);
    return article && (joint == ' ' || joint == '-') &&
           !(lens->words->counted & fl_letter_bit(fl_lens_at(lens, end + 1)));
}

bool fl_lens_may_open(const fl_lens *lens, uint32_t at)
{
    uint32_t end = at;
    while (end < lens->end && fl_is_lower(lens->folded[end]))
        end++;
    if (end == at)
        return true; /* a figure, or a pound sign */
    if (idle_article(lens, at, end))
        return false;
    uint32_t bit = opener_bit(lens->folded + at, end - at);
    return lens->words->openers[bit / 64] >> (bit % 64) & 1;
}
