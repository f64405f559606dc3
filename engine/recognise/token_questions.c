/*
 * Question-references: a word of the pack's list, then numbers and letters:
 * "Questions 4 and 5", "question 3(b)", "parts (a) to (c)", "Q1-Q3", and
 * "As to (b)," at the start of a sentence. Each question named becomes a token of its own over the whole reference.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/tokens.h"

#define LONGEST_RANGE 60

/* One question as written: a number, a letter below it, or the letter. */
typedef struct {
    uint32_t number, minor; /* "3", "2" of "3.2"; 0: none */
    char letter[5];         /* folded: "b", "iv"; "" when none */
    bool bare;              /* the letter stands without brackets */
    uint32_t start;
} reference;

typedef struct {
    const fl_lens *lens;
    FL_VEC(reference) items;
    bool plural;
    bool letter_word; /* the word itself is a letter: "Q" */
    bool in_words;    /* "questions one and two" */
    bool ranged;      /* the last item ended a range */
} reading;

/* "(b)", "b)" or "b" at `at`; its end, or 0. */
static uint32_t letter(const fl_lens *lens, uint32_t at, reference *out)
{
    bool open = fl_lens_at(lens, at) == '(';
    uint32_t end = at + open;
    size_t len = 0;
    while (fl_is_lower(fl_lens_at(lens, end)) && len < 4)
        out->letter[len++] = lens->folded[end++];
    out->letter[len] = '\0';
    bool close = fl_lens_at(lens, end) == ')';
    bool roman = strspn(out->letter, "ivx") == len;
    if (len == 0 || fl_is_word(fl_lens_at(lens, end)) || (open && !close) ||
        (len > 1 && !roman) || (len > 1 && !open)) {
        out->letter[0] = '\0';
        return 0;
    }
    out->bare = !open;
    return end + close;
}

/* A letter without brackets must not be a word: "a", "I". */
static bool bare_letter_stands(const fl_lens *lens, uint32_t at, uint32_t end)
{
    char t = lens->text[at];
    if (fl_lens_at(lens, end - 1) == ')')
        return true;
    if (t == 'I' || t == 'V' || t == 'X')
        return false;
    if (fl_lens_at(lens, end) == '\'')
        return false;
    if (t != 'a' && t != 'i')
        return end >= lens->end || fl_is_upper(t) ||
               !fl_is_lower(fl_lens_at(lens, end + 1)) ||
               fl_lens_at(lens, end) == ' ';
    if (end >= lens->end || strchr(".,;:?", lens->folded[end]))
        return true;
    return fl_lens_word(lens, end + 1, FL_STR("of")) ||
           fl_lens_word(lens, end + 1, FL_STR("and"));
}

/* True when the figure at `at` is the start of a date or a quantity with a
 * unit, of a decimal or a larger number. */
static bool other_number(const fl_lens *lens, uint32_t at, uint32_t end)
{
    char next = fl_lens_at(lens, end);
    if ((next == ',' || next == '.' || next == ':') &&
        fl_is_digit(fl_lens_at(lens, end + 1)))
        return !(next == '.' && end - at <= 2);
    if (next == '%' || next == '+')
        return true;
    fl_token other = { 0 };
    if (fl_token_date(lens, at, &other) > end)
        return true;
    other = (fl_token){ 0 };
    return fl_token_quantity(lens, at, &other) && other.type != FL_TOKEN_NUMBER;
}

/* "3", "3(b)", "3b", "3.2", "three"; with `words` false figures only. */
static uint32_t numbered(const fl_lens *lens, uint32_t at, bool words,
                         reference *out)
{
    uint32_t end = fl_lens_digits(lens, at, &out->number);
    if (end == at && words) {
        double value = 0;
        end = fl_lens_number_word(lens, at, &value);
        out->number = end ? (uint32_t)value : 0;
        return value > 0 && value < 100 ? end : 0;
    }
    if (end == at || end - at > 3 || out->number == 0 ||
        other_number(lens, at, end))
        return 0;
    if (fl_lens_at(lens, end) == '.' &&
        fl_is_digit(fl_lens_at(lens, end + 1))) {
        end = fl_lens_digits(lens, end + 1, &out->minor);
        if (out->minor > 99)
            return 0;
    }
    uint32_t sub = 0;
    if (fl_is_lower(fl_lens_at(lens, end)))
        sub = letter(lens, end, out);
    else if (fl_lens_at(lens, fl_lens_skip(lens, end, ' ')) == '(')
        sub = letter(lens, fl_lens_skip(lens, end, ' '), out);
    if (sub)
        return sub;
    return fl_is_word(fl_lens_at(lens, end)) ? 0 : end;
}

/* "(3)" at `at`; its end, or 0. */
static uint32_t bracketed(const fl_lens *lens, uint32_t at, reference *out)
{
    if (fl_lens_at(lens, at) != '(' || !fl_is_digit(fl_lens_at(lens, at + 1)))
        return 0;
    uint32_t end = fl_lens_digits(lens, at + 1, &out->number);
    return fl_lens_at(lens, end) == ')' && end - at <= 3 && out->number
               ? end + 1
               : 0;
}

/* The first reference behind the word. */
static uint32_t first_item(reading *r, uint32_t at)
{
    reference item = { .start = at };
    const fl_lens *lens = r->lens;
    char c = fl_lens_at(lens, at);
    if (fl_is_digit(c) || fl_lens_number_word(lens, at, &(double){ 0 })) {
        uint32_t end = numbered(lens, at, true, &item);
        r->in_words = !fl_is_digit(c);
        if (end)
            *FL_PUSH(lens->arena, &r->items) = item;
        return end;
    }
    if (c == '(' && fl_is_digit(fl_lens_at(lens, at + 1))) {
        uint32_t end = bracketed(lens, at, &item);
        if (end)
            *FL_PUSH(lens->arena, &r->items) = item;
        return end;
    }
    if (r->letter_word && c != '(')
        return 0;
    uint32_t end = letter(lens, at, &item);
    if (!end || (item.bare && !bare_letter_stands(lens, at, end)))
        return 0;
    *FL_PUSH(lens->arena, &r->items) = item;
    return end;
}

typedef enum { JOIN_NONE, JOIN_COMMA, JOIN_AND, JOIN_RANGE } join;

/* What stands between two items: ", and " counts as "and". */
static join read_join(const fl_lens *lens, uint32_t at, uint32_t *next)
{
    join found = JOIN_NONE;
    uint32_t end = fl_lens_skip(lens, at, ' ');
    if (fl_lens_at(lens, end) == ',') {
        found = JOIN_COMMA;
        end = fl_lens_skip(lens, end + 1, ' ');
    }
    static const struct {
        fl_str word;
        join kind;
    } rows[] = {
        { FL_LIT("and"), JOIN_AND }, { FL_LIT("&"), JOIN_AND },
        { FL_LIT("or"), JOIN_AND },  { FL_LIT("to"), JOIN_RANGE },
        { FL_LIT("-"), JOIN_RANGE }, { FL_LIT("/"), JOIN_AND },
        { FL_LIT("+"), JOIN_AND },   { FL_LIT("through"), JOIN_RANGE }
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fl_str word = rows[i].word;
        uint32_t stop = end + (uint32_t)word.len;
        if (stop >= lens->end ||
            memcmp(lens->folded + end, word.ptr, word.len) != 0 ||
            (fl_is_lower(word.ptr[0]) && lens->folded[stop] != ' ') ||
            (fl_is_lower(word.ptr[0]) && end == at))
            continue;
        found = rows[i].kind;
        end = fl_lens_skip(lens, stop, ' ');
        break;
    }
    *next = end;
    return found;
}

/* The same word again in a range or list: "Q1-Q3". */
static uint32_t skip_word(const reading *r, uint32_t at)
{
    const fl_words words = r->lens->words->question;
    for (size_t i = 0; i < words.count; i++) {
        uint32_t end = at + (uint32_t)words.items[i].len;
        if (end < r->lens->end &&
            memcmp(r->lens->folded + at, words.items[i].ptr,
                   words.items[i].len) == 0) {
            uint32_t digit = fl_lens_skip(r->lens, end, ' ');
            if (fl_is_digit(fl_lens_at(r->lens, digit)))
                return digit;
        }
    }
    return at;
}

/* A number joins a list where a list is likely: not "question 2, 14 staff". */
static bool number_joins(const reading *r, join how, const reference *last,
                         const reference *item)
{
    if (r->plural || how == JOIN_RANGE || item->letter[0])
        return true;
    if (how == JOIN_COMMA)
        return r->letter_word && item->number == last->number + 1;
    return item->number > last->number && item->number <= last->number + 9;
}

/* Reads one more item; its end, or 0 when the list ends before it. */
static uint32_t next_item(reading *r, uint32_t at, join *how)
{
    const fl_lens *lens = r->lens;
    const reference *last = &r->items.items[r->items.count - 1];
    uint32_t next = 0;
    *how = read_join(lens, at, &next);
    if (*how == JOIN_NONE) {
        /* "(a)(b)", "(a) (b)" */
        next = fl_lens_skip(lens, at, ' ');
        if (fl_lens_at(lens, next) != '(' || !last->letter[0])
            return 0;
    }
    if (*how == JOIN_RANGE && r->ranged)
        return 0;
    reference item = { .start = next };
    uint32_t number = *how == JOIN_NONE ? next : skip_word(r, next);
    uint32_t end = bracketed(lens, number, &item);
    if (end) {
        if (!last->number || last->letter[0] || *how == JOIN_NONE)
            return 0;
    } else if ((end = numbered(lens, number, r->in_words, &item)) != 0) {
        if (!last->number || !number_joins(r, *how, last, &item) ||
            *how == JOIN_NONE)
            return 0;
    } else {
        if (!last->letter[0])
            return 0;
        item = (reference){ .start = next };
        end = letter(lens, next, &item);
        if (!end || (item.bare &&
                     (!last->bare || !bare_letter_stands(lens, next, end))))
            return 0;
        item.number = last->number;
        item.minor = last->minor;
    }
    *FL_PUSH(lens->arena, &r->items) = item;
    return end;
}

/* Puts what lies between the last two items of a range between them. */
static void expand(reading *r)
{
    reference to = r->items.items[r->items.count - 1];
    reference from = r->items.items[r->items.count - 2];
    bool letters = from.letter[0] && to.letter[0] && !from.letter[1] &&
                   !to.letter[1] && from.number == to.number;
    bool numbers = !from.letter[0] && !to.letter[0] && !from.minor && !to.minor;
    if (!letters && !numbers)
        return;
    uint32_t low = letters ? (unsigned char)from.letter[0] : from.number;
    uint32_t high = letters ? (unsigned char)to.letter[0] : to.number;
    if (high <= low || high - low > LONGEST_RANGE)
        return;
    r->items.count--;
    for (uint32_t v = low + 1; v <= high; v++) {
        reference item = to;
        if (letters)
            item.letter[0] = (char)v;
        else
            item.number = v;
        *FL_PUSH(r->lens->arena, &r->items) = item;
    }
}

static fl_str canonical(const fl_lens *lens, const reference *item)
{
    if (!item->number)
        return fl_arena_dup(lens->arena, fl_str_from(item->letter));
    if (item->minor)
        return fl_arena_printf(lens->arena, "%u.%u", item->number, item->minor);
    if (item->letter[0])
        return fl_arena_printf(lens->arena, "%u(%s)", item->number,
                               item->letter);
    return fl_arena_printf(lens->arena, "%u", item->number);
}

/* "part 3 of the 1998 {statute}": at most six words up to that word, each
 * with a capital or a figure. */
static bool of_statute(const fl_lens *lens, uint32_t at)
{
    at = fl_lens_skip(lens, fl_lens_skip(lens, at, ')'), ',');
    uint32_t of = fl_lens_word(lens, at + 1, FL_STR("of"));
    if (!of || fl_lens_at(lens, at) != ' ')
        return false;
    uint32_t word = of + 1;
    for (int words = 0; words < 8 && word < lens->end; words++) {
        if (fl_lens_any(lens, word, lens->words->statute))
            return true;
        uint32_t the = fl_lens_word(lens, word, FL_STR("the"));
        if (!the && !fl_is_upper(lens->text[word]) &&
            !fl_is_digit(lens->text[word]) &&
            !fl_lens_word(lens, word, FL_STR("of")) &&
            !fl_lens_word(lens, word, FL_STR("and")))
            return false;
        while (word < lens->end && lens->folded[word] != ' ')
            word++;
        word++;
    }
    return false;
}

/* The place of the first item behind a question word at `at`; 0: no word. */
static uint32_t behind_word(reading *r, uint32_t at)
{
    const fl_lens *lens = r->lens;
    const fl_words words = lens->words->question;
    for (size_t i = 0; i < words.count; i++) {
        fl_str word = words.items[i];
        uint32_t end = at + (uint32_t)word.len;
        if (end >= lens->end || word.ptr[0] != lens->folded[at] ||
            memcmp(lens->folded + at, word.ptr, word.len) != 0)
            continue;
        r->letter_word = word.len == 1;
        uint32_t plural = fl_lens_skip(lens, end, 's');
        if (fl_lens_word(lens, end, FL_STR("(s)")))
            plural = end + 3;
        r->plural =
            plural > end || (word.len > 2 && word.ptr[word.len - 1] == 's');
        char next = fl_lens_at(lens, plural);
        if (fl_is_lower(next) || (unsigned char)next >= 0x80)
            continue;
        end = fl_lens_skip(lens, plural, '.');
        end = fl_lens_skip(lens, end, ' ');
        static const fl_str marks[] = { FL_LIT("numbers"), FL_LIT("number"),
                                        FL_LIT("nos"), FL_LIT("no") };
        for (int m = 0; m < 4; m++) {
            uint32_t mark = fl_lens_word(lens, end, marks[m]);
            if (mark) {
                end = fl_lens_skip(lens, fl_lens_skip(lens, mark, '.'), ' ');
                break;
            }
        }
        return fl_lens_skip(lens, end, '#');
    }
    return 0;
}

/* Nothing but a paragraph's number, "2.2 ", stands before `at`. */
static bool opens_sentence(const fl_lens *lens, uint32_t at)
{
    uint32_t i = lens->start;
    while (i < at && (fl_is_digit(lens->folded[i]) || lens->folded[i] == '.' ||
                      lens->folded[i] == ' '))
        i++;
    return i == at;
}

/* "As to (b), ", at the start of a sentence: the place of the bracket. */
static uint32_t behind_opening(const fl_lens *lens, uint32_t at)
{
    if (!opens_sentence(lens, at))
        return 0;
    uint32_t end = fl_lens_any(lens, at, lens->words->on_question);
    if (!end || fl_lens_at(lens, end) != ' ' ||
        fl_lens_at(lens, end + 1) != '(')
        return 0;
    return end + 1;
}

/* "https://example.org/papers (item 3)": a place in that paper, no question. */
static bool behind_address(const fl_lens *lens, uint32_t at)
{
    if (at < lens->start + 3 || lens->folded[at - 1] != '(' ||
        lens->folded[at - 2] != ' ')
        return false;
    for (uint32_t i = at - 2; i > lens->start && lens->folded[i - 1] != ' ';
         i--)
        if (lens->folded[i - 1] == '/')
            return true;
    return false;
}

/* A year of this or the last century at `at`. */
static bool year_at(const fl_lens *lens, uint32_t at)
{
    uint32_t year = 0;
    uint32_t end = fl_lens_digits(lens, at, &year);
    return end - at == 4 && year >= 1900 && year < 2100;
}

/* "Q1 2024", "2023/24 Q1": a quarter. */
static bool quarter(const reading *r, uint32_t at, uint32_t end)
{
    const fl_lens *lens = r->lens;
    if (!r->letter_word || r->items.items[0].letter[0] ||
        r->items.items[0].number > 4)
        return false;
    uint32_t next = end;
    while (next < lens->end && strchr(" ,-/(", lens->folded[next]))
        next++;
    if (year_at(lens, next))
        return true;
    uint32_t word = at;
    if (word <= lens->start || lens->folded[word - 1] != ' ')
        return false;
    word--;
    while (word > lens->start && at - word < 10 &&
           (fl_is_digit(lens->folded[word - 1]) ||
            lens->folded[word - 1] == '/' || lens->folded[word - 1] == '-'))
        word--;
    return year_at(lens, word);
}

static uint32_t question_at(const fl_lens *lens, uint32_t at)
{
    reading r = { .lens = lens };
    uint32_t first = behind_word(&r, at);
    if (!first)
        first = behind_opening(lens, at);
    uint32_t end = first ? first_item(&r, first) : 0;
    if (!end)
        return 0;
    for (;;) {
        join how = JOIN_NONE;
        uint32_t more = next_item(&r, end, &how);
        if (!more)
            break;
        end = more;
        r.ranged = how == JOIN_RANGE;
        if (r.ranged)
            expand(&r);
        else
            r.plural |= how == JOIN_COMMA;
    }
    if (of_statute(lens, end) || quarter(&r, at, end) ||
        behind_address(lens, at))
        return 0;
    for (size_t i = 0; i < r.items.count; i++)
        fl_token_push(lens, FL_TOKEN_QUESTION, at, end)->question =
            canonical(lens, &r.items.items[i]);
    return end;
}

void fl_token_questions(const fl_lens *lens)
{
    uint32_t letters =
        lens->words->question.letters | lens->words->on_question.letters;
    for (uint32_t at = lens->start; at < lens->end; at++) {
        if (!fl_is_lower(lens->folded[at]) ||
            !(letters & fl_letter_bit(lens->folded[at])) ||
            (at > lens->start && fl_is_word(lens->folded[at - 1])))
            continue;
        uint32_t end = question_at(lens, at);
        if (end)
            at = end - 1;
    }
}
