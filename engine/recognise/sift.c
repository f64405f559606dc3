/*
 * Seeking token types in the pieces of an attached file as they come by.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/sift.h"

#include "base/limits.h"
#include "read/reader.h"
#include "recognise/matcher.h"

#define TYPES   64   /* bits of a mask */
#define COLUMNS 4096 /* whose headings are remembered */
#define RECENT  64   /* groups in which a find may belong */
#define LONGEST 4000 /* bytes of a piece that are matched at a time */

/* What was found of one type in one place. */
typedef struct {
    uint32_t type;
    fl_str within;
    bool hidden, one_column;
    size_t count;
    uint32_t column, row, last_column, last_row; /* of the first, the last */
    fl_str sample;
} group;

struct fl_sifter {
    fl_arena *arena;
    fl_matcher *matcher;
    const fl_packs *packs;
    FL_VEC(uint32_t) types; /* those that are sought */
    FL_VEC(group) groups;
    fl_str within;              /* whose headings these are */
    uint64_t headings[COLUMNS]; /* bits of `types` */
    bool headed;
};

fl_sifter *fl_sifter_new(fl_arena *arena, struct fl_matcher *matcher,
                         const fl_packs *packs)
{
    fl_sifter *s = FL_NEW(arena, fl_sifter);
    s->arena = arena;
    s->matcher = matcher;
    s->packs = packs;
    s->within = FL_STR("");
    for (uint32_t t = FL_TOKEN_BUILTIN_COUNT; t < packs->token_kinds.count; t++)
        if (packs->token_kinds.items[t].sifted && s->types.count < TYPES)
            *FL_PUSH(arena, &s->types) = t;
    return s;
}

/* ---- checks ---------------------------------------------------------------------- */

bool fl_check_digits(fl_str text, fl_check check)
{
    int digits[10];
    int count = 0;
    int sum = 0;
    bool alike = true;
    if (check == FL_CHECK_NONE)
        return true;
    for (size_t i = 0; i < text.len; i++)
        if (fl_is_digit(text.ptr[i])) {
            if (count == 10)
                return false;
            digits[count++] = text.ptr[i] - '0';
        }
    for (int i = 0; i < 9 && count == 10; i++) {
        sum += digits[i] * (10 - i);
        alike = alike && digits[i] == digits[i + 1];
    }
    return count == 10 && !alike && (11 - sum % 11) % 11 == digits[9];
}

/* ---- finding ------------------------------------------------------------------------ */

static bool find(const fl_sifter *s, struct fl_regex *regex, fl_str text,
                 size_t from, fl_span *span)
{
    fl_match found = fl_regex_run(&s->matcher->regex, regex, text, from, span);
    if (found == FL_MATCH_NOMEM)
        fl_arena_fail(s->arena);
    return found == FL_MATCH_FOUND && span->end > span->start;
}

static group *group_of(fl_sifter *s, uint32_t type, const fl_text_piece *piece)
{
    for (size_t i = s->groups.count; i > 0 && i + RECENT > s->groups.count;
         i--) {
        group *g = &s->groups.items[i - 1];
        if (g->type == type && g->hidden == piece->hidden &&
            fl_str_eq(g->within, piece->within))
            return g;
    }
    if (s->groups.count > FL_LIMIT_TRAITS)
        return NULL; /* the inventory says that there is more */
    group *g = FL_PUSH(s->arena, &s->groups);
    g->type = type;
    g->within = fl_arena_dup(s->arena, piece->within);
    g->hidden = piece->hidden;
    g->one_column = piece->column > 0;
    g->column = piece->column;
    g->row = piece->row;
    return g;
}

static void count(fl_sifter *s, uint32_t type, const fl_text_piece *piece,
                  fl_str found)
{
    group *g = group_of(s, type, piece);
    if (!g)
        return;
    if (g->count++ == 0)
        g->sample = fl_mask_text(s->arena, found);
    g->one_column = g->one_column && g->column == piece->column;
    g->last_column = piece->column;
    g->last_row = piece->row;
}

/* The columns of another sheet have other headings. */
static void turn_page(fl_sifter *s, const fl_text_piece *piece)
{
    if (fl_str_eq(s->within, piece->within))
        return;
    if (s->headed)
        memset(s->headings, 0, sizeof(s->headings));
    s->headed = false;
    s->within = fl_arena_dup(s->arena, piece->within);
}

static bool is_number(fl_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!fl_is_digit(text.ptr[i]) && text.ptr[i] != '.')
            return false;
    return true;
}

/* A cell below a heading that says what is in its column, or such a heading. */
static bool sift_cell(fl_sifter *s, size_t t, const fl_text_piece *piece)
{
    const fl_token_kind *kind = &s->packs->token_kinds.items[s->types.items[t]];
    uint64_t bit = UINT64_C(1) << t;
    fl_span span;
    if (!kind->heading || piece->column == 0 || piece->column >= COLUMNS)
        return false;
    if (s->headings[piece->column] & bit) {
        bool found = find(s, kind->under, piece->text, 0, &span) &&
                     fl_check_digits(piece->text, kind->check);
        if (found)
            count(s, s->types.items[t], piece, piece->text);
        return found;
    }
    if (is_number(piece->text) || piece->text.len > 60 ||
        !find(s, kind->heading, piece->text, 0, &span))
        return false;
    s->headings[piece->column] |= bit;
    s->headed = true;
    return true;
}

static void sift_text(fl_sifter *s, const fl_text_piece *piece)
{
    for (size_t t = 0; t < s->types.count; t++) {
        const fl_token_kind *kind =
            &s->packs->token_kinds.items[s->types.items[t]];
        fl_span span;
        if (sift_cell(s, t, piece))
            continue;
        for (size_t at = 0; kind->regex && at < piece->text.len;
             at = span.end) {
            if (!find(s, kind->regex, piece->text, at, &span))
                break;
            fl_str found = fl_str_slice(piece->text, span.start, span.end);
            if (fl_check_digits(found, kind->check))
                count(s, s->types.items[t], piece, found);
        }
    }
}

/* At most LONGEST bytes from `at`, up to a space if there is one. */
static size_t cut(fl_str text, size_t at)
{
    size_t end = at + LONGEST;
    if (end >= text.len)
        return text.len;
    size_t space = end;
    while (space > at && !fl_is_space(text.ptr[space]))
        space--;
    if (space > at)
        return space;
    while (((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return end;
}

void fl_sift(void *data, const fl_text_piece *piece)
{
    fl_sifter *s = data;
    if (s->types.count == 0 || piece->text.len < 2)
        return;
    turn_page(s, piece);
    for (size_t at = 0; at < piece->text.len;) {
        fl_text_piece part = *piece;
        size_t end = cut(piece->text, at);
        part.text = fl_str_slice(piece->text, at, end);
        if (fl_utf8_check(part.text) == part.text.len)
            sift_text(s, &part);
        at = end;
    }
}

/* ---- what comes of it ------------------------------------------------------------------ */

static fl_str place_of(const fl_sifter *s, const group *g)
{
    fl_str from = fl_cell_name(s->arena, g->column, g->row);
    fl_str to = fl_cell_name(s->arena, g->last_column, g->last_row);
    if (g->column == 0)
        return g->within;
    if (g->count == 1)
        return fl_arena_printf(s->arena, "%.*s, %.*s", FL_ARG(g->within),
                               FL_ARG(from));
    return fl_arena_printf(s->arena, "%.*s, %.*s%s%.*s", FL_ARG(g->within),
                           FL_ARG(from), g->one_column ? ":" : " to ",
                           FL_ARG(to));
}

void fl_sifter_finish(const fl_sifter *s, fl_inventory *inv)
{
    for (size_t i = 0; i < s->groups.count; i++) {
        const group *g = &s->groups.items[i];
        const fl_token_kind *kind = &s->packs->token_kinds.items[g->type];
        fl_inventory_add(
            inv,
            (fl_trait){ .kind = FL_TRAIT_PERSONAL_DATA,
                        .where = place_of(s, g),
                        .name = fl_atom_name(s->packs, kind->name),
                        .what = fl_arena_printf(s->arena, "%zu x %.*s",
                                                g->count, FL_ARG(kind->title)),
                        .text = g->sample,
                        .count = (double)g->count,
                        .hidden = g->hidden });
    }
}
