/*
 * A pack set of a few concepts, built by hand, for the tests of phrases: no
 * loader and no reader. Texts are given as T has them.
 * SPDX-License-Identifier: MIT
 */
#ifndef PHRASE_FIXTURE_H
#define PHRASE_FIXTURE_H

#include <stdlib.h>

#include "token_fixture.h"

#include "read/reader.h"
#include "recognise/phrase.h"

static inline void phrases_open(fixture *f)
{
    static const char *const types[] = { "citation", "date",     "duration",
                                         "money",    "number",   "url",
                                         "email",    "question", "phone" };
    fixture_open(f);
    f->packs.arena = f->arena;
    for (int t = 0; t < TYPE_COUNT; t++)
        f->packs.token_kinds.items[t].name = fixture_atom(f, types[t]);
    fixture_atom(f, "n");
    fixture_atom(f, "when");
    fixture_words(f, "colour", LIST("red", "dark blue", "sea-green"));
    fixture_words(f, "amount", LIST("<number:n>", "plenty", "a [very] few"));
    fixture_words(f, "tiny", LIST("no", "an apple"));
}

static inline void phrases_close(fixture *f)
{
    fl_phrases_dispose(&f->packs);
    fixture_close(f);
}

static inline uint32_t phrases_concept(fixture *f, fl_concept_as as)
{
    *FL_PUSH(f->arena, &f->packs.concepts) =
        (fl_concept){ .as = as, .name = 0 };
    return (uint32_t)(f->packs.concepts.count - 1);
}

/* Adds a phrase like `proto`; its source is parsed and must be good. */
static inline void phrases_like(fixture *f, const fl_phrase *proto,
                                const char *source)
{
    fl_phrase_error error;
    fl_phrase *phrase = FL_PUSH(f->arena, &f->packs.phrases);
    *phrase = *proto;
    phrase->source = fl_str_from(source);
    if (!fl_phrase_parse(&f->packs, phrase, &error))
        fail_msg("\"%s\" at %zu: %.*s", source, error.offset,
                 FL_ARG(error.what));
}

static inline void phrases_add(fixture *f, uint32_t concept, uint32_t variant,
                               const char *source)
{
    phrases_like(f, &(fl_phrase){ .concept = concept, .variant = variant },
                 source);
}

static inline void phrases_unless(fixture *f, uint32_t concept,
                                  const char *source)
{
    phrases_like(f,
                 &(fl_phrase){ .concept = concept, .role = FL_PHRASE_UNLESS },
                 source);
}

/* Sentences and tokens of `text`, without mentions. */
static inline void phrases_read(fixture *f, const char *text)
{
    fixture_read(f, text);
    f->doc.folded = fl_fold(f->arena, f->doc.text);
}

/* The same with mentions, of what was read. */
static inline void phrases_find(fixture *f, fl_matcher *m, bool prefilter)
{
    f->found = (fl_mentions){ 0 };
    fl_recognise(f->arena, m, &f->packs, &f->doc, prefilter, &f->found);
}

/* Reads, finds and shows: "0:words|2:words", a '!' before what was taken
 * back, a status letter (n, e, c, q) behind what a guard reached. */
static inline const char *phrases_show(fixture *f, const char *text)
{
    static const char status[] = " necq";
    fl_matcher *m = fl_matcher_new();
    fl_buf out = { 0 };
    assert_non_null(m);
    fl_prefilter_build(&f->packs);
    phrases_read(f, text);
    phrases_find(f, m, true);
    for (size_t i = 0; i < f->found.mentions.count; i++) {
        const fl_mention *mention = &f->found.mentions.items[i];
        fl_str words = fl_document_text(&f->doc, mention->start, mention->end);
        fl_buf_printf(&out, "%s%s%u:%.*s", i ? "|" : "",
                      mention->cancelled ? "!" : "", mention->concept,
                      FL_ARG(words));
        if (mention->status != FL_ASSERTED)
            fl_buf_printf(&out, "/%c", status[mention->status]);
    }
    fl_str copy = fl_arena_dup(f->arena, fl_buf_str(&out));
    fl_buf_dispose(&out);
    fl_matcher_free(m);
    return copy.ptr;
}

#endif
