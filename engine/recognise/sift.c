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
    fl_str within, at; /* `at`: of the first, where that is known */
    bool hidden, one_column;
    size_t count;
    uint32_t column, row, last_column, last_row; /* of the first, the last */
    fl_str sample; /* masked; of a mark its own words */
} group;

/* A column of which a part was taken out. */
typedef struct {
    uint32_t type, column;
    fl_str within;
} half;

struct fl_sifter {
    fl_arena *arena;
    fl_matcher *matcher;
    const fl_packs *packs;
    FL_VEC(uint32_t) types; /* those that are sought */
    FL_VEC(group) groups;
    fl_str within;              /* whose headings these are */
    uint64_t headings[COLUMNS]; /* bits of `types` */
    bool headed;
    uint64_t marked[COLUMNS]; /* bits of headings above what was taken out */
    uint64_t clear[COLUMNS];  /* and of those above what was not */
    FL_VEC(half) halves;
    FL_VEC(fl_str) names;    /* of the requester, folded */
    FL_VEC(group) requester; /* where they stand */
};

/* The names and addresses in `list`, which ';' separates. */
static void take_names(fl_sifter *s, const char *list)
{
    fl_str all = fl_normalise(s->arena, fl_str_from(list ? list : ""));
    for (size_t at = 0; at < all.len;) {
        const char *stop = memchr(all.ptr + at, ';', all.len - at);
        size_t end = stop ? (size_t)(stop - all.ptr) : all.len;
        fl_str name = fl_str_trim(fl_str_slice(all, at, end));
        if (name.len > 2)
            *FL_PUSH(s->arena, &s->names) = fl_fold(s->arena, name);
        at = end + 1;
    }
}

fl_sifter *fl_sifter_new(fl_arena *arena, struct fl_matcher *matcher,
                         const fl_packs *packs, const char *requester)
{
    fl_sifter *s = FL_NEW(arena, fl_sifter);
    s->arena = arena;
    s->matcher = matcher;
    s->packs = packs;
    s->within = FL_STR("");
    for (uint32_t t = FL_TOKEN_BUILTIN_COUNT; t < packs->token_kinds.count; t++)
        if (packs->token_kinds.items[t].sifted && s->types.count < TYPES)
            *FL_PUSH(arena, &s->types) = t;
    take_names(s, requester);
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

static fl_gives gives(const fl_sifter *s, uint32_t type)
{
    return s->packs->token_kinds.items[type].gives;
}

/* What was taken out tells of itself; its words need no mask. */
static bool is_mark(const fl_sifter *s, uint32_t type)
{
    return gives(s, type) == FL_GIVES_REDACTION ||
           gives(s, type) == FL_GIVES_SUPPRESSED;
}

/* What was found in `piece` goes to its group: one more, in the last place. */
static void grow(group *g, const fl_text_piece *piece)
{
    g->count++;
    g->one_column = g->one_column && g->column == piece->column;
    g->last_column = piece->column;
    g->last_row = piece->row;
}

static void begin(fl_sifter *s, group *g, uint32_t type,
                  const fl_text_piece *piece, fl_str sample)
{
    *g = (group){ .type = type,
                  .within = fl_arena_dup(s->arena, piece->within),
                  .hidden = piece->hidden,
                  .one_column = piece->column > 0,
                  .column = piece->column,
                  .row = piece->row,
                  .sample = sample };
}

/* Marks of other words are another group. NULL when there are too many. */
static group *group_of(fl_sifter *s, uint32_t type, const fl_text_piece *piece,
                       fl_str found)
{
    for (size_t i = s->groups.count; i > 0 && i + RECENT > s->groups.count;
         i--) {
        group *g = &s->groups.items[i - 1];
        if (g->type == type && g->hidden == piece->hidden &&
            fl_str_eq(g->within, piece->within) &&
            (!is_mark(s, type) || fl_str_eq(g->sample, found)))
            return g;
    }
    if (s->groups.count > FL_LIMIT_TRAITS)
        return NULL; /* the inventory says that there is more */
    group *g = FL_PUSH(s->arena, &s->groups);
    begin(s, g, type, piece,
          is_mark(s, type) ? fl_arena_dup(s->arena, found)
                           : fl_mask_text(s->arena, found));
    if (is_mark(s, type) && piece->at.len)
        g->at = fl_arena_dup(s->arena, piece->at);
    return g;
}

static void count(fl_sifter *s, uint32_t type, const fl_text_piece *piece,
                  fl_str found)
{
    group *g = group_of(s, type, piece, found);
    if (g)
        grow(g, piece);
}

/* The columns of another sheet have other headings. */
static void turn_page(fl_sifter *s, const fl_text_piece *piece)
{
    if (fl_str_eq(s->within, piece->within))
        return;
    if (s->headed) {
        memset(s->headings, 0, sizeof(s->headings));
        memset(s->marked, 0, sizeof(s->marked));
        memset(s->clear, 0, sizeof(s->clear));
    }
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

/* Notes that cells below the headings `bits` were taken out, or were not. */
static void note_half(fl_sifter *s, const fl_text_piece *piece, uint64_t bits,
                      bool marked)
{
    uint32_t c = piece->column;
    uint64_t before = s->marked[c] & s->clear[c];
    if (marked)
        s->marked[c] |= bits;
    else
        s->clear[c] |= bits;
    uint64_t both = s->marked[c] & s->clear[c] & ~before;
    for (size_t t = 0; t < s->types.count; t++)
        if (both >> t & 1 && s->halves.count < FL_LIMIT_TRAITS)
            *FL_PUSH(s->arena, &s->halves) =
                (half){ s->types.items[t], c,
                        fl_arena_dup(s->arena, piece->within) };
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
        if (found && kind->gives == FL_GIVES_PERSONAL_DATA)
            note_half(s, piece, bit, false);
        return found;
    }
    if (is_number(piece->text) || piece->text.len > 60 ||
        !find(s, kind->heading, piece->text, 0, &span))
        return false;
    s->headings[piece->column] |= bit;
    s->headed = true;
    return true;
}

/* A cell of any column whose whole text `under` matches. */
static bool is_any_cell(const fl_sifter *s, const fl_token_kind *kind,
                        const fl_text_piece *piece)
{
    fl_span span;
    return !kind->heading && kind->under && piece->column > 0 &&
           find(s, kind->under, piece->text, 0, &span);
}

/* Type `t` wherever its expression matches. */
static size_t sift_type(fl_sifter *s, size_t t, const fl_text_piece *piece)
{
    uint32_t type = s->types.items[t];
    const fl_token_kind *kind = &s->packs->token_kinds.items[type];
    size_t times = 0;
    fl_span span;
    if (is_any_cell(s, kind, piece)) {
        count(s, type, piece, piece->text);
        return 1;
    }
    for (size_t at = 0; kind->regex && at < piece->text.len; at = span.end) {
        if (!find(s, kind->regex, piece->text, at, &span))
            break;
        fl_str found = fl_str_slice(piece->text, span.start, span.end);
        if (fl_check_digits(found, kind->check)) {
            count(s, type, piece, found);
            times++;
        }
    }
    return times;
}

/* What was taken out of the piece; a cell that tells so is nothing else. */
static bool sift_marks(fl_sifter *s, const fl_text_piece *piece)
{
    size_t times = 0;
    for (size_t t = 0; t < s->types.count; t++)
        if (is_mark(s, s->types.items[t]))
            times += sift_type(s, t, piece);
    bool cell = piece->column > 0 && piece->column < COLUMNS;
    if (times && cell)
        note_half(s, piece, s->headings[piece->column], true);
    return times && cell;
}

static void sift_text(fl_sifter *s, const fl_text_piece *piece)
{
    if (sift_marks(s, piece))
        return;
    for (size_t t = 0; t < s->types.count; t++)
        if (!is_mark(s, s->types.items[t]) && !sift_cell(s, t, piece))
            sift_type(s, t, piece);
}

/* ---- who asked ------------------------------------------------------------------------ */

/* `name` stands in `text` as a word of its own. */
static bool stands_in(fl_str text, fl_str name)
{
    for (size_t at = 0; at + name.len <= text.len; at++) {
        const char *hit =
            memmem(text.ptr + at, text.len - at, name.ptr, name.len);
        if (!hit)
            return false;
        at = (size_t)(hit - text.ptr);
        size_t end = at + name.len;
        if ((at == 0 || !fl_is_word(text.ptr[at - 1])) &&
            (end == text.len || !fl_is_word(text.ptr[end])))
            return true;
    }
    return false;
}

/* The name in this part of the file; NULL when there are too many. */
static group *requester_in(fl_sifter *s, uint32_t name,
                           const fl_text_piece *piece)
{
    for (size_t i = 0; i < s->requester.count; i++) {
        group *g = &s->requester.items[i];
        if (g->type == name && g->hidden == piece->hidden &&
            fl_str_eq(g->within, piece->within))
            return g;
    }
    if (s->requester.count >= FL_LIMIT_TRAITS)
        return NULL; /* the inventory has room for no more, and says so */
    group *g = FL_PUSH(s->arena, &s->requester);
    begin(s, g, name, piece, fl_mask_text(s->arena, s->names.items[name]));
    if (piece->at.len)
        g->at = fl_arena_dup(s->arena, piece->at);
    return g;
}

/* The text as names are held against it, in scratch memory. */
static fl_str folded(const fl_sifter *s, fl_str text)
{
    fl_arena *scratch = s->matcher->scratch;
    fl_str out = { NULL, 0 };
    if (FL_ARENA_TRY(scratch))
        out = fl_fold(scratch, fl_normalise(scratch, text));
    fl_arena_untry(scratch);
    if (!out.ptr)
        fl_arena_fail(s->arena);
    return out;
}

/* Counts once for each name and part of the file. */
static void seek_requester(fl_sifter *s, const fl_text_piece *piece)
{
    if (s->names.count == 0 || fl_utf8_check(piece->text) != piece->text.len)
        return;
    fl_str text = folded(s, piece->text);
    for (uint32_t i = 0; i < s->names.count; i++) {
        group *g = stands_in(text, s->names.items[i])
                       ? requester_in(s, i, piece)
                       : NULL;
        if (g)
            grow(g, piece);
    }
    fl_arena_reset(s->matcher->scratch);
}

void fl_sift_name(fl_sifter *s, fl_str name)
{
    seek_requester(
        s, &(fl_text_piece){ .text = name, .within = FL_STR("its name") });
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
    seek_requester(s, piece);
    if (s->types.count == 0)
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
    if (g->column == 0 && g->at.len)
        return g->count == 1
                   ? g->at
                   : fl_arena_printf(s->arena, "from %.*s", FL_ARG(g->at));
    if (g->column == 0)
        return g->within;
    if (g->count == 1)
        return fl_arena_printf(s->arena, "%.*s, %.*s", FL_ARG(g->within),
                               FL_ARG(from));
    return fl_arena_printf(s->arena, "%.*s, %.*s%s%.*s", FL_ARG(g->within),
                           FL_ARG(from), g->one_column ? ":" : " to ",
                           FL_ARG(to));
}

static fl_trait trait_of(const fl_sifter *s, const group *g)
{
    static const fl_trait_kind kinds[] = {
        [FL_GIVES_PERSONAL_DATA] = FL_TRAIT_PERSONAL_DATA,
        [FL_GIVES_REDACTION] = FL_TRAIT_REDACTION,
        [FL_GIVES_SUPPRESSED] = FL_TRAIT_REDACTION,
        [FL_GIVES_SMALL_COUNT] = FL_TRAIT_SMALL_COUNT,
    };
    const fl_token_kind *kind = &s->packs->token_kinds.items[g->type];
    fl_str name = fl_atom_name(s->packs, kind->name);
    if (is_mark(s, g->type))
        name = fl_str_from(fl_redaction_words[kind->gives == FL_GIVES_SUPPRESSED
                                                  ? FL_REDACTION_SUPPRESSED
                                                  : FL_REDACTION_MARK]);
    return (fl_trait){ .kind = kinds[kind->gives],
                       .where = place_of(s, g),
                       .name = name,
                       .what = fl_arena_printf(s->arena, "%zu x %.*s", g->count,
                                               FL_ARG(kind->title)),
                       .text = g->sample,
                       .count = (double)g->count,
                       .hidden = g->hidden };
}

void fl_sifter_finish(const fl_sifter *s, fl_inventory *inv)
{
    for (size_t i = 0; i < s->groups.count; i++)
        fl_inventory_add(inv, trait_of(s, &s->groups.items[i]));
    for (size_t i = 0; i < s->halves.count; i++) {
        const half *h = &s->halves.items[i];
        const fl_token_kind *kind = &s->packs->token_kinds.items[h->type];
        fl_str letter = fl_cell_name(s->arena, h->column, 0);
        fl_inventory_add(inv,
                         (fl_trait){ .kind = FL_TRAIT_HALF_REDACTED,
                                     .where = fl_arena_printf(
                                         s->arena, "%.*s, column %.*s",
                                         FL_ARG(h->within), FL_ARG(letter)),
                                     .name = fl_atom_name(s->packs, kind->name),
                                     .what = kind->title,
                                     .count = 1 });
    }
    for (size_t i = 0; i < s->requester.count; i++) {
        const group *g = &s->requester.items[i];
        fl_inventory_add(inv, (fl_trait){ .kind = FL_TRAIT_REQUESTER,
                                          .where = place_of(s, g),
                                          .what = fl_arena_printf(
                                              s->arena, "%zu time%s", g->count,
                                              g->count == 1 ? "" : "s"),
                                          .text = g->sample,
                                          .count = (double)g->count,
                                          .hidden = g->hidden });
    }
}
