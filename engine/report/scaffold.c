/*
 * The skeleton of a letter: the pieces of a pack that the claims call for, in
 * their order, with their gaps. All of its words come from the pack.
 * SPDX-License-Identifier: MIT
 */
#include "base/sink.h"
#include "report/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const fl_section *section;
    const fl_limb *limb;
} claim;

typedef struct {
    const fl_packs *packs;
    const fl_scaffold_options *options;
    const fl_sink *sink;
    fl_arena *arena;
    FL_VEC(claim) claims;
    FL_VEC(const fl_piece *) pieces; /* in their order */
    uint32_t pack;                   /* whose pieces are written */
    bool markdown;
    fl_buf *out;
} writer;

/* ---- what fits --------------------------------------------------------------------------- */

static fl_str attribute_of(const writer *w, const claim *c, fl_str name)
{
    if (fl_str_is(name, "mode"))
        return fl_atom_name(w->packs, c->limb->mode);
    if (fl_str_is(name, "tier"))
        return fl_atom_name(w->packs, c->limb->tier);
    if (fl_str_is(name, "test"))
        return fl_atom_name(w->packs, c->limb->test);
    if (fl_str_is(name, "section"))
        return c->section->number;
    if (fl_str_is(name, "likelihood"))
        return c->limb->likelihood == FL_TRUE ? FL_STR("true")
                                              : FL_STR("false");
    for (size_t i = 0; i < c->section->attributes.count; i++) {
        const fl_attribute *a = &c->section->attributes.items[i];
        if (fl_str_eq(fl_atom_name(w->packs, a->name), name))
            return a->value;
    }
    return FL_STR("");
}

static bool test_holds(const writer *w, const fl_claim_test *test,
                       const claim *c)
{
    bool under = fl_str_is(test->attribute, "under");
    fl_str value =
        under ? c->limb->provision : attribute_of(w, c, test->attribute);
    for (size_t i = 0; i < test->values.count; i++)
        if (under ? fl_provision_under(value, test->values.items[i])
                  : fl_str_eq(value, test->values.items[i]))
            return true;
    return false;
}

static bool fits(const writer *w, const fl_claim_tests *tests, const claim *c)
{
    for (size_t i = 0; i < tests->tests.count; i++)
        if (!test_holds(w, &tests->tests.items[i], c))
            return false;
    return true;
}

/* The piece is about this claim. */
static bool about(const writer *w, const fl_piece *piece, const claim *c)
{
    return fits(w, &piece->when, c) &&
           !(piece->unless.given && fits(w, &piece->unless, c));
}

/* Whether the pack's pieces are about the claim; if it says why not, that in
 * *refused. */
static bool has_pieces(const writer *w, const claim *c, fl_str *refused)
{
    bool any = false;
    *refused = FL_STR("");
    for (size_t i = 0; i < w->packs->pieces.count; i++) {
        const fl_piece *piece = &w->packs->pieces.items[i];
        if (piece->pack != c->section->pack)
            continue;
        any = true;
        if (piece->refused.len && about(w, piece, c))
            *refused = piece->refused;
    }
    return any && refused->len == 0;
}

/* ---- what is claimed --------------------------------------------------------------- */

static bool refuse(const writer *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool refuse(const writer *w, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    fl_problem problem = { .level = FL_LEVEL_ERROR, .text = text };
    if (w->sink && w->sink->emit)
        w->sink->emit(w->sink->data, &problem);
    return false;
}

/* The limbs of `section`, for a message. */
static fl_str limbs_of(const writer *w, const fl_section *section)
{
    fl_str list = FL_STR("");
    for (size_t i = 0; i < section->limbs.count; i++)
        list =
            fl_arena_printf(w->arena, "%.*s%s%.*s", FL_ARG(list), i ? ", " : "",
                            FL_ARG(section->limbs.items[i].provision));
    return list;
}

static bool add_claim(writer *w, const char *given)
{
    const fl_packs *packs = w->packs;
    fl_str provision = fl_str_from(given);
    fl_str mode = FL_STR("");
    const char *colon = strchr(given, ':');
    if (colon) {
        provision.len = (size_t)(colon - given);
        mode = fl_str_from(colon + 1);
    }
    uint32_t at = fl_packs_section(packs, provision);
    const fl_section *section =
        at == UINT32_MAX ? NULL : &packs->sections.items[at];
    if (!section || section->kind != FL_SECTION_GROUND)
        return refuse(w, "\"%.*s\" cannot be claimed; --list shows what can",
                      FL_ARG(provision));
    const fl_limb *limb = fl_section_limb(section, provision);
    if (!limb || !fl_str_eq(limb->provision, provision))
        return refuse(w,
                      "\"%.*s\" names no limb that can be claimed, "
                      "expected one of %.*s",
                      FL_ARG(provision), FL_ARG(limbs_of(w, section)));
    if (limb->to != FL_NO_DAY)
        return refuse(w, "\"%.*s\" is law no more", FL_ARG(provision));
    fl_str own = fl_atom_name(packs, limb->mode);
    if (colon && !fl_str_eq(mode, own))
        return refuse(w,
                      "\"%.*s\" is claimed in the mode \"%.*s\", not "
                      "\"%.*s\"",
                      FL_ARG(provision), FL_ARG(own), FL_ARG(mode));
    if (w->claims.count && w->claims.items[0].section->pack != section->pack)
        return refuse(w,
                      "\"%.*s\" is of another law than the claims before "
                      "it",
                      FL_ARG(provision));
    for (size_t i = 0; i < w->claims.count; i++)
        if (w->claims.items[i].limb == limb)
            return refuse(w, "\"%.*s\" is claimed twice", FL_ARG(provision));
    claim added = { section, limb };
    fl_str refused;
    if (!has_pieces(w, &added, &refused) && refused.len)
        return refuse(w, "\"%.*s\": %.*s", FL_ARG(provision), FL_ARG(refused));
    *FL_PUSH(w->arena, &w->claims) = added;
    w->pack = section->pack;
    return true;
}

/* ---- which pieces ---------------------------------------------------------------------- */

static bool some_fit(const writer *w, const fl_claim_tests *tests)
{
    for (size_t i = 0; i < w->claims.count; i++)
        if (fits(w, tests, &w->claims.items[i]))
            return true;
    return false;
}

/* The claims of the letter call for the piece, whichever it is about. */
static bool called_for(const writer *w, const fl_piece *piece)
{
    return !(piece->with.given && !some_fit(w, &piece->with)) &&
           !(piece->without.given && some_fit(w, &piece->without));
}

static int by_order(const void *a, const void *b)
{
    const fl_piece *x = *(const fl_piece *const *)a;
    const fl_piece *y = *(const fl_piece *const *)b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The pack's own pieces and those of the packs that it uses. */
static void choose_pieces(writer *w)
{
    const fl_pack *pack = &w->packs->packs.items[w->pack];
    for (size_t i = 0; i < w->packs->pieces.count; i++) {
        const fl_piece *piece = &w->packs->pieces.items[i];
        bool ours = piece->pack == w->pack;
        for (size_t u = 0; u < pack->uses.count; u++)
            ours |= piece->pack == pack->uses.items[u];
        if (ours && !piece->refused.len && called_for(w, piece))
            *FL_PUSH(w->arena, &w->pieces) = piece;
    }
    if (w->pieces.count)
        qsort(w->pieces.items, w->pieces.count, sizeof(*w->pieces.items),
              by_order);
}

/* ---- text --------------------------------------------------------------------------------- */

/* "5(1)(a)" of "ABC 5(1)(a)": the text of the piece names the enactment. */
static fl_str bare(const writer *w, const claim *c, fl_str provision)
{
    fl_str prefix =
        w->packs->instruments.items[c->section->instrument].canonical_prefix;
    return fl_str_starts(provision, prefix)
               ? fl_str_slice(provision, prefix.len, provision.len)
               : provision;
}

static fl_str hole_of(const writer *w, const claim *c, fl_str hole)
{
    const fl_mode *mode = fl_packs_mode(w->packs, c->limb->mode);
    if (fl_str_is(hole, "provision"))
        return bare(w, c, c->limb->provision);
    if (fl_str_is(hole, "number"))
        return bare(w, c, c->section->number);
    if (fl_str_is(hole, "label"))
        return c->limb->label;
    if (fl_str_is(hole, "purpose"))
        return mode ? mode->purpose : FL_STR("");
    return c->section->title;
}

/* `text` with its holes filled from `c`, or, where that is NULL, with `claims`
 * for {claims}; the loader has seen that there are no others. */
static void add_filled(const writer *w, fl_buf *out, fl_str text,
                       const claim *c, fl_str claims)
{
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '{')
            continue;
        size_t end = at;
        while (text.ptr[end] != '}')
            end++;
        fl_buf_add(out, fl_str_slice(text, from, at));
        fl_buf_add(out,
                   c ? hole_of(w, c, fl_str_slice(text, at + 1, end)) : claims);
        from = end + 1;
        at = end;
    }
    fl_buf_add(out, fl_str_slice(text, from, text.len));
}

/* The claims that the piece is about, each as its `each` says. */
static void list_claims(const writer *w, const fl_piece *piece, fl_buf *out,
                        size_t *count)
{
    size_t most = 0;
    for (size_t i = 0; i < w->claims.count; i++)
        most += about(w, piece, &w->claims.items[i]);
    for (size_t i = 0; i < w->claims.count; i++) {
        const claim *c = &w->claims.items[i];
        if (!about(w, piece, c))
            continue;
        if (*count)
            fl_buf_puts(out, *count + 1 == most ? " and " : ", ");
        add_filled(w, out, piece->each, c, FL_STR(""));
        ++*count;
    }
}

static void add_paragraphs(const writer *w, const fl_piece *piece,
                           const claim *c, fl_str claims)
{
    if (piece->heading.len) {
        if (w->markdown)
            fl_buf_puts(w->out, "## ");
        add_filled(w, w->out, piece->heading, c, claims);
        fl_buf_puts(w->out, "\n\n");
    }
    for (size_t i = 0; i < piece->text.count; i++) {
        add_filled(w, w->out, piece->text.items[i], c, claims);
        fl_buf_puts(w->out, "\n\n");
    }
}

static void write_for_letter(const writer *w, const fl_piece *piece)
{
    fl_buf claims = { 0 };
    size_t count = 0;
    bool about_claims = piece->when.given || piece->unless.given;
    list_claims(w, piece, &claims, &count);
    if (!about_claims || count)
        add_paragraphs(w, piece, NULL, fl_buf_str(&claims));
    w->out->failed |= claims.failed;
    fl_buf_dispose(&claims);
}

/* Pieces for claims that follow one another are written claim by claim. */
static void write_for_claims(const writer *w, size_t from, size_t to)
{
    for (size_t i = 0; i < w->claims.count; i++)
        for (size_t p = from; p < to; p++)
            if (about(w, w->pieces.items[p], &w->claims.items[i]))
                add_paragraphs(w, w->pieces.items[p], &w->claims.items[i],
                               FL_STR(""));
}

static void write_pieces(const writer *w)
{
    for (size_t p = 0; p < w->pieces.count;) {
        size_t end = p;
        while (end < w->pieces.count && w->pieces.items[end]->each_claim)
            end++;
        if (end > p) {
            write_for_claims(w, p, end);
            p = end;
        } else {
            write_for_letter(w, w->pieces.items[p++]);
        }
    }
    if (w->out->len && !w->out->failed)
        w->out->len--; /* one newline ends the letter */
}

static fl_status run(fl_arena *arena, void *data, fl_json *out)
{
    writer *w = data;
    const fl_scaffold_options *options = w->options;
    w->arena = arena;
    w->out = &out->out;
    const char *format = options->format ? options->format : "text";
    w->markdown = strcmp(format, "markdown") == 0;
    if (!w->markdown && strcmp(format, "text") != 0) {
        refuse(w, "unknown format \"%s\"; known are text, markdown", format);
        return FL_USAGE;
    }
    if (w->packs->pieces.count == 0) {
        refuse(w, "the packs hold no pieces of a letter");
        return FL_PACK;
    }
    w->pack = w->packs->pieces.items[0].pack;
    for (size_t i = 0; i < options->claim_count; i++)
        if (!add_claim(w, options->claims[i]))
            return FL_USAGE;
    choose_pieces(w);
    if (w->pieces.count == 0) {
        refuse(w, "the pack of what is claimed holds no pieces of a letter");
        return FL_PACK;
    }
    write_pieces(w);
    return FL_OK;
}

fl_status fl_scaffold_write(const fl_packs *packs,
                            const fl_scaffold_options *options,
                            fl_write_fn write, void *data, const fl_sink *sink)
{
    writer w = { .packs = packs, .options = options, .sink = sink };
    return fl_write_alone(run, &w, write, data);
}

/* Texts of the set end in a NUL: they come from JSON strings or literals. */
static const char *text(fl_str s)
{
    return s.ptr ? s.ptr : "";
}

bool fl_packs_ground(const fl_packs *packs, size_t i, fl_ground_info *out)
{
    writer w = { .packs = packs };
    fl_str refused;
    for (size_t s = 0; s < packs->sections.count; s++) {
        const fl_section *section = &packs->sections.items[s];
        if (section->kind != FL_SECTION_GROUND)
            continue;
        if (i >= section->limbs.count) {
            i -= section->limbs.count;
            continue;
        }
        const fl_limb *limb = &section->limbs.items[i];
        *out = (fl_ground_info){
            .provision = text(limb->provision),
            .mode = text(fl_atom_name(packs, limb->mode)),
            .tier = text(fl_atom_name(packs, limb->tier)),
            .test = text(fl_atom_name(packs, limb->test)),
            .label = text(limb->label),
            .title = text(section->title),
            .pack = text(packs->packs.items[section->pack].name),
            .in_force = limb->to == FL_NO_DAY,
            .pieces = has_pieces(&w, &(claim){ section, limb }, &refused),
        };
        return true;
    }
    return false;
}
