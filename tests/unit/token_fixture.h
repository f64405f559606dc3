/*
 * A small pack set and documents for the tests of tokens, built by hand, so
 * that these tests need no loader and no reader. A document's blocks are the
 * lines of its text; only its ASCII capitals are folded.
 * SPDX-License-Identifier: MIT
 */
#ifndef TOKEN_FIXTURE_H
#define TOKEN_FIXTURE_H

#include "base/buf.h"
#include "base/calendar.h"
#include "recognise/mentions.h"
#include "recognise/phrase.h"

#include <stdio.h>

typedef struct {
    fl_arena *arena;
    fl_packs packs;
    fl_document doc;
    fl_mentions found;
    fl_matcher *matcher;
} fixture;

/* Token types that the fixture's pack adds. */
enum { TYPE_PHONE = FL_TOKEN_BUILTIN_COUNT, TYPE_COUNT };

static inline fl_atom fixture_atom(fixture *f, const char *name)
{
    *FL_PUSH(f->arena, &f->packs.atom_names) = fl_str_from(name);
    return (fl_atom)(f->packs.atom_names.count - 1);
}

static inline void fixture_words(fixture *f, const char *name,
                                 const char *const *entries)
{
    fl_wordlist list = { .name = fixture_atom(f, name) };
    for (; *entries; entries++)
        *FL_PUSH(f->arena, &list.entries) = fl_str_from(*entries);
    *FL_PUSH(f->arena, &f->packs.wordlists) = list;
}

static inline void fixture_unit(fixture *f, const char *name,
                                const char *const *words)
{
    fl_unit unit = { .name = fixture_atom(f, name), .size = 1 };
    for (; *words; words++)
        *FL_PUSH(f->arena, &unit.words) = fl_str_from(*words);
    *FL_PUSH(f->arena, &f->packs.units) = unit;
}

static inline void fixture_instrument(fixture *f, const char *name,
                                      const char *const *leads)
{
    fl_instrument in = { .name = fixture_atom(f, name) };
    for (; *leads; leads++)
        *FL_PUSH(f->arena, &in.leads) = fl_str_from(*leads);
    *FL_PUSH(f->arena, &f->packs.instruments) = in;
}

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static inline void fixture_open(fixture *f)
{
    *f = (fixture){ .arena = fl_arena_new() };
    if (!FL_ARENA_TRY(f->arena))
        abort();
    fixture_atom(f, "");
    fixture_words(f, "question-word",
                  LIST("question", "q", "part", "item", "point"));
    fixture_words(f, "statute-word", LIST("act", "schedule", "regulations"));
    fixture_words(f, "bound-over", LIST("over", "more than", "at least"));
    fixture_words(f, "bound-under",
                  LIST("under", "up to", "less than", "no more than"));
    fixture_words(f, "bound-about", LIST("about", "approximately", "around"));
    fixture_words(f, "before-number", LIST("no", "p", "para", "sept"));
    fixture_unit(f, "hour", LIST("hour", "hours", "hrs", "h"));
    fixture_unit(f, "day", LIST("day", "days", "calendar days"));
    fixture_unit(f, "working-day", LIST("working day", "working days"));
    fixture_unit(f, "week", LIST("week", "weeks"));
    fixture_unit(f, "month", LIST("month", "months", "calendar month"));
    fixture_instrument(
        f, "ACT", LIST("section", "sections", "s", "ss", "sec", "schedule"));
    fixture_instrument(f, "REGS",
                       LIST("regulation", "regulations", "reg", "regs"));
    fixture_instrument(f, "OTHER", LIST("section", "schedule", "article"));
    *FL_PUSH(f->arena, &f->packs.abbreviations) = FL_STR("e.g.");
    *FL_PUSH(f->arena, &f->packs.abbreviations) = FL_STR("mr.");
    for (int t = 0; t < TYPE_COUNT; t++)
        FL_PUSH(f->arena, &f->packs.token_kinds)->name = 0;
    fl_phrase_error error;
    f->matcher = fl_matcher_new();
    assert_non_null(f->matcher);
    f->packs.token_kinds.items[TYPE_PHONE].regex = fl_regex_new(
        f->arena, FL_STR("\\b0\\d{3,4} ?\\d{3} ?\\d{3,4}\\b"), &error);
    *FL_PUSH(f->arena, &f->packs.masks) =
        (fl_mask){ FL_STR("[* request email]"), FL_TOKEN_EMAIL };
    fl_mask *mask = FL_PUSH(f->arena, &f->packs.masks);
    mask->text = FL_STR("[email address]");
    mask->type = FL_TOKEN_EMAIL;
}

static inline void fixture_close(fixture *f)
{
    fl_matcher_free(f->matcher);
    fl_arena_untry(f->arena);
    fl_arena_free(f->arena);
}

/* Splits `text` into sentences, then finds its tokens and citations. */
static inline void fixture_read(fixture *f, const char *text)
{
    fl_str t = fl_arena_dup(f->arena, fl_str_from(text));
    char *folded = fl_arena_alloc(f->arena, t.len + 1);
    f->found = (fl_mentions){ 0 };
    f->doc = (fl_document){ .text = t, .folded = { folded, t.len } };
    uint32_t start = 0;
    for (uint32_t i = 0; i <= t.len; i++) {
        if (i < t.len)
            folded[i] =
                fl_is_upper(t.ptr[i]) ? (char)(t.ptr[i] + 32) : t.ptr[i];
        if (i < t.len && t.ptr[i] != '\n')
            continue;
        fl_block *block = FL_PUSH(f->arena, &f->doc.blocks);
        block->start = start;
        block->end = i;
        start = i + 1;
    }
    fl_recognise_tokens(f->arena, f->matcher, &f->packs, &f->doc, &f->found);
}

static inline void fixture_show(const fixture *f, const fl_token *t,
                                fl_buf *out)
{
    static const char *const bounds[] = { "", ">", "<", "~" };
    char day[11] = "none";
    switch (t->type) {
    case FL_TOKEN_CITATION:
        fl_buf_add(out, t->provision);
        return;
    case FL_TOKEN_QUESTION:
        fl_buf_add(out, t->question);
        return;
    case FL_TOKEN_DATE:
        if (t->day != FL_NO_DAY)
            fl_day_format(t->day, day);
        fl_buf_printf(out, "%s%s", day, t->inferred_year ? "?" : "");
        return;
    case FL_TOKEN_DURATION:
    case FL_TOKEN_MONEY:
    case FL_TOKEN_NUMBER:
        fl_buf_printf(out, "%s%.10g", bounds[t->bound], t->value);
        if (t->value_to > t->value)
            fl_buf_printf(out, "..%.10g", t->value_to);
        if (t->unit)
            fl_buf_printf(out, " %.*s",
                          FL_ARG(f->packs.atom_names.items[t->unit]));
        return;
    default:
        fl_buf_add(out, fl_document_text(&f->doc, t->start, t->end));
    }
}

/* The tokens of `type` as "a|b": provisions, questions, dates ("?" where the
 * year was inferred), values with bound and unit, else their words. */
static inline const char *fixture_list(const fixture *f, uint32_t type)
{
    fl_buf out = { 0 };
    for (size_t i = 0; i < f->found.tokens.count; i++) {
        const fl_token *t = &f->found.tokens.items[i];
        if (t->type != type)
            continue;
        if (out.len)
            fl_buf_putc(&out, '|');
        fixture_show(f, t, &out);
    }
    fl_str copy = fl_arena_dup(f->arena, fl_buf_str(&out));
    fl_buf_dispose(&out);
    return copy.ptr;
}

/* Looks for `want` in each row's text; prints the rows that differ. */
typedef struct {
    const char *text, *want;
} fixture_case;

static inline size_t fixture_check(uint32_t type, const fixture_case *cases,
                                   size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        fixture f;
        fixture_open(&f);
        fixture_read(&f, cases[i].text);
        const char *got = fixture_list(&f, type);
        if (strcmp(got, cases[i].want) != 0) {
            print_error("\"%s\": \"%s\", expected \"%s\"\n", cases[i].text, got,
                        cases[i].want);
            wrong++;
        }
        fixture_close(&f);
    }
    return wrong;
}
#define CHECK_CASES(type, cases) \
    assert_int_equal(            \
        0, fixture_check((type), (cases), sizeof(cases) / sizeof((cases)[0])))

#endif
