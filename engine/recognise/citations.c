/*
 * Citations: a lead word of an instrument and the provisions behind it, a
 * list expanded to one token for each: "31 (1) (a) (b)", "40(2) & 3A(a)",
 * "36(2)(b)(i) and (ii)", "24(2) and 31(3)", "(a) to (c)".
 * SPDX-License-Identifier: MIT
 */
#include "recognise/citations.h"

#include "recognise/steps.h"

#define LONGEST_RANGE 26

/* A word that introduces provisions, with the instrument that alone has it. */
typedef struct {
    fl_str word;
    uint32_t instrument; /* UINT32_MAX: several have it */
    bool plural;
} lead;

typedef struct fl_leads {
    FL_VEC(lead) words;
    uint32_t letters; /* fl_letter_bit() of those that begin one */
} lead_list;

/* The list being read. */
typedef struct {
    const fl_lens *lens;
    const lead *lead;  /* NULL: a provision without one */
    fl_cite_path path; /* the last provision read */
    uint32_t start;    /* of its token */
    uint32_t end;
    bool bracketed; /* some provision of the list had a bracket */
} list;

/* ---- leads -------------------------------------------------------------------- */

static lead *find_lead(lead_list *leads, fl_str word)
{
    for (size_t i = 0; i < leads->words.count; i++)
        if (fl_str_eq(leads->words.items[i].word, word))
            return &leads->words.items[i];
    return NULL;
}

const struct fl_leads *fl_leads_of(fl_arena *arena, const fl_packs *packs)
{
    lead_list *leads = FL_NEW(arena, lead_list);
    for (size_t i = 0; i < packs->instruments.count; i++) {
        const fl_instrument *in = &packs->instruments.items[i];
        for (size_t l = 0; l < in->leads.count; l++) {
            lead *old = find_lead(leads, in->leads.items[l]);
            if (old) {
                if (old->instrument != i)
                    old->instrument = UINT32_MAX;
                continue;
            }
            lead *added = FL_PUSH(arena, &leads->words);
            leads->letters |= fl_letter_bit(in->leads.items[l].ptr[0]);
            added->word = in->leads.items[l];
            added->instrument = (uint32_t)i;
        }
    }
    for (size_t i = 0; i < leads->words.count; i++) {
        fl_str word = leads->words.items[i].word;
        if (word.len < 2 || word.ptr[word.len - 1] != 's')
            continue;
        word.len--;
        leads->words.items[i].plural = find_lead(leads, word) != NULL;
    }
    return leads;
}

/* A small letter before a gap of any kind: "the team's 40 staff". */
static bool possessive(const fl_lens *lens, uint32_t at)
{
    return at > lens->start + 1 && lens->folded[at - 1] == '\'' &&
           fl_is_word(lens->folded[at - 2]);
}

/* "S10 2FB": a letter, a number, then a figure and two capitals. */
static bool post_code(const fl_lens *lens, uint32_t at, uint32_t end)
{
    if (!fl_is_upper(lens->text[at]) || fl_lens_at(lens, end) != ' ')
        return false;
    return end + 4 <= lens->end && fl_is_digit(lens->text[end + 1]) &&
           fl_is_upper(lens->text[end + 2]) &&
           fl_is_upper(lens->text[end + 3]) && fl_lens_edge(lens, end + 4);
}

/* The longest lead at `at`, and where its number begins. */
static const lead *lead_at(const fl_lens *lens, const lead_list *leads,
                           uint32_t at, uint32_t *number)
{
    const lead *best = NULL;
    if (!(leads->letters & fl_letter_bit(fl_lens_at(lens, at))))
        return NULL;
    for (size_t i = 0; i < leads->words.count; i++) {
        fl_str word = leads->words.items[i].word;
        uint32_t end = at + (uint32_t)word.len;
        if (end >= lens->end || word.ptr[0] != lens->folded[at] ||
            (best && best->word.len >= word.len) ||
            memcmp(lens->folded + at, word.ptr, word.len) != 0)
            continue;
        if (fl_lens_word(lens, end, FL_STR("(s)")))
            end += 3;
        end = fl_lens_skip(lens, end, '.');
        end = fl_lens_skip(lens, end, ' ');
        if (!fl_is_digit(fl_lens_at(lens, end)))
            continue;
        *number = end;
        best = &leads->words.items[i];
    }
    return best;
}

/* ---- lists -------------------------------------------------------------------- */

/* Makes the token of the provision read last. */
static void emit(list *l)
{
    fl_token *token =
        fl_token_push(l->lens, FL_TOKEN_CITATION, l->start, l->end);
    token->instrument = l->lead ? l->lead->instrument : UINT32_MAX;
    token->lead = l->lead != NULL;
    token->provision = fl_cite_canonical(l->lens->arena, &l->path);
}

/* Reads the brackets from l->end on; those beside one another each end a
 * provision and begin the next. */
static void read_brackets(list *l)
{
    int unclosed = 0;
    for (;;) {
        fl_cite_group group;
        uint32_t open = fl_lens_skip(l->lens, l->end, ' ');
        uint32_t end = fl_cite_bracket(l->lens, open, &unclosed, &group);
        if (!end || (!l->lead && l->path.depth == 0 && open != l->end))
            return;
        fl_cite_path next = l->path;
        int placed = fl_cite_place(&next, group, false);
        if (placed < 0)
            return;
        if (placed == 0) {
            emit(l);
            l->start = open;
        }
        l->path = next;
        l->end = end;
        l->bracketed = true;
    }
}

typedef enum { JOIN_NONE, JOIN_COMMA, JOIN_AND, JOIN_RANGE } join;

static join read_join(const fl_lens *lens, uint32_t at, uint32_t *next)
{
    static const struct {
        fl_str word;
        join kind;
    } rows[] = { { FL_LIT("and/or"), JOIN_AND }, { FL_LIT("and"), JOIN_AND },
                 { FL_LIT("&"), JOIN_AND },      { FL_LIT("or"), JOIN_AND },
                 { FL_LIT("/"), JOIN_AND },      { FL_LIT("+"), JOIN_AND },
                 { FL_LIT("to"), JOIN_RANGE },   { FL_LIT("-"), JOIN_RANGE } };
    join found = JOIN_NONE;
    uint32_t end = fl_lens_skip(lens, at, ' ');
    char c = fl_lens_at(lens, end);
    if (c == ',' || c == ';') {
        found = JOIN_COMMA;
        end = fl_lens_skip(lens, end + 1, ' ');
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fl_str word = rows[i].word;
        uint32_t stop = end + (uint32_t)word.len;
        bool letters = fl_is_lower(word.ptr[0]);
        if (stop >= lens->end ||
            memcmp(lens->folded + end, word.ptr, word.len) != 0 ||
            (letters && fl_is_word(lens->folded[stop])))
            continue;
        found = rows[i].kind;
        end = fl_lens_skip(lens, stop, ' ');
        static const fl_str also[] = { FL_LIT("also"), FL_LIT("or") };
        for (int a = 0; letters && a < 2; a++) {
            uint32_t more = fl_lens_word(lens, end, also[a]);
            end = more ? fl_lens_skip(lens, more, ' ') : end;
        }
        break;
    }
    *next = end;
    return found;
}

/* Emits what lies between the pending provision and `to`, which stands
 * beside it. */
static void fill_range(list *l, const fl_cite_path *to)
{
    int d = to->depth;
    if (d == 0 || l->path.depth != d)
        return;
    const fl_cite_group *low = &l->path.groups[d - 1];
    const fl_cite_group *high = &to->groups[d - 1];
    int from = fl_cite_ordinal(low);
    int until = fl_cite_ordinal(high);
    if (low->kind != high->kind || !from || !until ||
        until - from > LONGEST_RANGE)
        return;
    fl_cite_class kind = low->kind;
    for (int v = from + 1; v < until; v++) {
        l->path.groups[d - 1] = fl_cite_nth(kind, v);
        emit(l);
    }
}

/* "(b)" behind "and": beside the provision read last. */
static bool join_bracket(list *l, uint32_t at, join how)
{
    int unclosed = 0;
    fl_cite_group group;
    uint32_t end = fl_cite_bracket(l->lens, at, &unclosed, &group);
    if (!end || l->path.depth == 0)
        return false;
    fl_cite_path next = l->path;
    int placed = fl_cite_place(&next, group, true);
    if (placed < 0 && how == JOIN_COMMA) {
        /* "31(1), (a) and (b)": the comma is not of a list */
        next = l->path;
        if (fl_cite_place(&next, group, false) != 1)
            return false;
        l->path = next;
        l->end = end;
        return true;
    }
    if (placed < 0)
        return false;
    emit(l);
    l->start = at;
    l->end = end;
    if (how == JOIN_RANGE)
        fill_range(l, &next);
    l->path = next;
    return true;
}

static int number_of(const char *base)
{
    int value = 0;
    for (; fl_is_digit(*base); base++)
        value = value * 10 + (*base - '0');
    return value;
}

/* True when the number at `at` begins a date, an amount or a time. */
static bool other_token(const fl_lens *lens, uint32_t at)
{
    fl_token other = { 0 };
    uint32_t value = 0;
    if (fl_token_date(lens, at, &other) > fl_lens_digits(lens, at, &value))
        return true;
    other = (fl_token){ 0 };
    return fl_token_quantity(lens, at, &other) && other.type != FL_TOKEN_NUMBER;
}

/* "40(2) & 3A(a)": the number is of a subdivision of the same provision. */
static bool is_subdivision(const list *l, const fl_cite_path *next)
{
    return l->path.depth > 0 && l->path.groups[0].kind == FL_CITE_DIGIT &&
           fl_is_upper(next->base[strlen(next->base) - 1]) &&
           number_of(next->base) < number_of(l->path.base);
}

/* A number behind "and": another provision, where it looks like one. */
static bool join_number(list *l, uint32_t at, join how)
{
    const fl_lens *lens = l->lens;
    fl_cite_path next = { .depth = 0 };
    uint32_t end = fl_cite_base(lens, at, &next);
    if (!end || other_token(lens, at))
        return false;
    int unclosed = 0;
    fl_cite_group group = { 0 };
    uint32_t open = fl_lens_skip(lens, end, ' ');
    bool bracket = fl_cite_bracket(lens, open, &unclosed, &group) != 0;
    if (is_subdivision(l, &next)) {
        fl_cite_group sub = { .kind = FL_CITE_DIGIT };
        memcpy(sub.text, next.base, sizeof(sub.text));
        next = l->path;
        next.depth = 1;
        next.groups[0] = sub;
    } else if (bracket && group.kind == FL_CITE_DIGIT && l->bracketed) {
        if (open != end && !(l->lead && l->lead->plural))
            return false;
    } else if (!l->lead || !l->lead->plural) {
        return false;
    } else if (how == JOIN_RANGE &&
               number_of(next.base) <= number_of(l->path.base)) {
        return false;
    }
    emit(l);
    l->start = at;
    l->end = end;
    l->path = next;
    return true;
}

static uint32_t read_list(list *l)
{
    read_brackets(l);
    for (;;) {
        uint32_t next = 0;
        join how = read_join(l->lens, l->end, &next);
        if (how == JOIN_NONE)
            break;
        bool joined = fl_lens_at(l->lens, next) == '('
                          ? join_bracket(l, next, how)
                          : join_number(l, next, how);
        if (!joined)
            break;
        read_brackets(l);
    }
    emit(l);
    return l->end;
}

/* ---- one sentence ------------------------------------------------------------ */

static uint32_t with_lead(const fl_lens *lens, uint32_t at)
{
    uint32_t number = 0;
    const lead *found = lead_at(lens, lens->words->leads, at, &number);
    list l = { .lens = lens, .lead = found, .start = at };
    if (!found || (found->word.len == 1 && possessive(lens, at)))
        return 0;
    l.end = fl_cite_base(lens, number, &l.path);
    if (!l.end)
        return 0;
    bool short_word = found->word.len <= 2;
    if (short_word &&
        (post_code(lens, at, l.end) ||
         (fl_lens_at(lens, number - 1) == ' ' &&
          fl_lens_at(lens, l.end) != '(' && other_token(lens, number))))
        return 0;
    return read_list(&l);
}

/* "31(1)(a)" without a lead: a bracketed figure must follow at once. */
static uint32_t without_lead(const fl_lens *lens, uint32_t at)
{
    list l = { .lens = lens, .start = at };
    fl_cite_group group;
    int unclosed = 0;
    if (at > lens->start) {
        char before = lens->folded[at - 1];
        if (before != ' ' && before != '(' && before != '"' && before != '\'' &&
            before != '/' && before != '[')
            return 0;
    }
    l.end = fl_cite_base(lens, at, &l.path);
    if (!l.end || !fl_cite_bracket(lens, l.end, &unclosed, &group) ||
        group.kind != FL_CITE_DIGIT)
        return 0;
    return read_list(&l);
}

/* The tokens that no citation may lie in: addresses, and references to
 * questions for those without a lead. */
typedef struct {
    const fl_token *items;
    size_t count, next;
} barriers;

/* The end of the barrier that holds `at`; 0: none. */
static uint32_t barred(barriers *b, uint32_t at, bool *question)
{
    while (b->next < b->count && b->items[b->next].end <= at)
        b->next++;
    for (size_t i = b->next; i < b->count && b->items[i].start <= at; i++) {
        const fl_token *t = &b->items[i];
        if (t->end <= at)
            continue;
        *question = t->type == FL_TOKEN_QUESTION;
        if (*question || t->type == FL_TOKEN_URL || t->type == FL_TOKEN_EMAIL ||
            t->type == FL_TOKEN_DATE)
            return t->end;
    }
    return 0;
}

/* Behind the sentence's last digit: no citation begins there. */
static uint32_t behind_digits(const fl_lens *lens)
{
    uint32_t end = lens->end;
    while (end > lens->start && !fl_is_digit(lens->folded[end - 1]))
        end--;
    return end;
}

static void scan_sentence(const fl_lens *lens, uint32_t end, barriers *b)
{
    for (uint32_t at = lens->start; at < end;) {
        char c = lens->folded[at];
        bool digit = fl_is_digit(c);
        if ((!digit && !fl_is_lower(c)) ||
            (at > lens->start && fl_is_word(lens->folded[at - 1]))) {
            at++;
            continue;
        }
        bool question = false;
        uint32_t past = barred(b, at, &question);
        if (past && (digit || !question)) {
            at = past;
            continue;
        }
        past = digit ? without_lead(lens, at) : with_lead(lens, at);
        at = past ? past : at + 1;
    }
}

void fl_find_citations(const fl_lens *lens, size_t first)
{
    fl_mentions *out = lens->out;
    size_t count = out->tokens.count;
    uint32_t end = behind_digits(lens);
    if (end == lens->start)
        return;
    /* the tokens found so far; those pushed below stand in a new array */
    barriers b = { .count = count - first };
    fl_token *copy = FL_NEW_ARRAY(lens->arena, b.count, fl_token);
    if (b.count)
        memcpy(copy, out->tokens.items + first, b.count * sizeof(*copy));
    b.items = copy;
    scan_sentence(lens, end, &b);
    if (out->tokens.count > count)
        fl_tokens_settle(lens->arena, out, first);
}
