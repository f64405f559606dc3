/*
 * Runs the phrases: the candidates of each sentence are matched inside it.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/mentions.h"

#include "recognise/candidates.h"
#include "recognise/guards.h"
#include "recognise/heading.h"
#include "recognise/matcher.h"
#include "recognise/met_before.h"

typedef struct {
    fl_arena *arena;
    fl_matcher *matcher;
    const fl_packs *packs;
    const fl_document *doc;
    fl_mentions *out;
    uint32_t *found; /* of a concept: sentence + 1 it was last found in */
    fl_candidates *candidates; /* phrases of the sentence at hand */
    fl_sentence_view view;     /* of that sentence */
    fl_take_backs taken_back;
    uint32_t block;       /* whose heading was looked at last */
    uint32_t heading_end; /* of it; 0: it is none */
    size_t token;         /* first token of the sentence at hand */
    bool prefilter;       /* off when every phrase has to be tried */
    bool limited;         /* something is not known of the sentence at hand */
} finder;

/* ---- matching one phrase in one sentence ----------------------------------- */

static void note_limit(finder *f, uint32_t p)
{
    f->limited = true;
    for (; p != UINT32_MAX; p = f->packs->prefilter->next_alike[p]) {
        uint32_t concept = f->packs->phrases.items[p].concept;
        size_t i = 0;
        while (i < f->out->limited.count && f->out->limited.items[i] != concept)
            i++;
        if (i == f->out->limited.count)
            *FL_PUSH(f->arena, &f->out->limited) = concept;
    }
}

static void add_mention(finder *f, uint32_t p, uint32_t s, size_t base,
                        const fl_span *span, size_t first_token)
{
    const fl_phrase *phrase = &f->packs->phrases.items[p];
    const fl_sentence *sentence = &f->out->sentences.items[s];
    fl_mention *m = FL_PUSH(f->arena, &f->out->mentions);
    f->found[phrase->concept] = s + 1;
    m->concept = phrase->concept;
    m->variant = phrase->variant;
    m->phrase = p;
    m->start = (uint32_t)(base + span->start);
    m->end = (uint32_t)(base + span->end);
    m->sentence = s;
    m->block = sentence->block;
    m->guard = UINT32_MAX;
    for (uint32_t i = 0; i < FL_PHRASE_SLOTS; i++) {
        m->slot_tokens[i] = span->slots[i] == UINT32_MAX
                                ? UINT32_MAX
                                : span->slots[i] + (uint32_t)first_token;
        m->slot_ids[i] =
            i < phrase->code->slot_count ? phrase->code->ids[i] : 0;
    }
}

static size_t tokens_in(const finder *f, uint32_t s)
{
    const fl_sentence *sentence = &f->out->sentences.items[s];
    size_t count = 0;
    while (f->token + count < f->out->tokens.count &&
           f->out->tokens.items[f->token + count].start < sentence->end)
        count++;
    return count;
}

/* Where the heading ends that the sentence stands in; its start: nowhere. */
static uint32_t heading_end(finder *f, const fl_sentence *sentence)
{
    if (f->block != sentence->block) {
        uint32_t end = 0;
        f->block = sentence->block;
        f->heading_end =
            fl_heading_span(f->doc, sentence->block, &end) ? end : 0;
    }
    if (f->heading_end < sentence->start)
        return sentence->start;
    return f->heading_end < sentence->end ? f->heading_end : sentence->end;
}

/* An `unless` is of use where its concept was found in the sentence, or may
 * be found anywhere in the block. */
static bool could_take_back(const finder *f, uint32_t p, uint32_t s)
{
    uint32_t concept = f->packs->phrases.items[p].concept;
    return f->packs->concepts.items[concept].unless_in_block ||
           f->found[concept] == s + 1;
}

/* The phrase, and those alike, stand at the span. */
static void take_match(finder *f, uint32_t p, uint32_t s, const fl_span *span)
{
    const fl_sentence *sentence = &f->out->sentences.items[s];
    for (; p != UINT32_MAX; p = f->packs->prefilter->next_alike[p]) {
        const fl_phrase *phrase = &f->packs->phrases.items[p];
        if (phrase->role != FL_PHRASE_UNLESS)
            add_mention(f, p, s, sentence->start, span, f->token);
        else if (could_take_back(f, p, s))
            *FL_PUSH(f->arena, &f->taken_back) =
                (fl_take_back){ phrase->concept, s, sentence->block };
    }
}

static void run_phrase(finder *f, uint32_t p, uint32_t s)
{
    fl_seen where;
    bool passes = fl_candidate_passes(f->candidates, p, &where);
    if (!passes && f->prefilter)
        return;
    const fl_phrase *phrase = &f->packs->phrases.items[p];
    const fl_sentence *sentence = &f->out->sentences.items[s];
    uint32_t end = phrase->heading ? heading_end(f, sentence) : sentence->end;
    if (end <= sentence->start)
        return;
    fl_str all = phrase->exact ? f->doc->text : f->doc->folded;
    fl_str subject = fl_str_slice(all, sentence->start, end);
    size_t from = where.first;
    while (from < subject.len) {
        fl_span span;
        fl_match result = fl_matcher_next(f->matcher, f->packs, phrase, subject,
                                          from, where.last, &f->view, &span);
        if (result == FL_MATCH_NOMEM)
            fl_arena_fail(f->arena);
        if (result == FL_MATCH_LIMIT && passes)
            note_limit(f, p);
        if (result != FL_MATCH_FOUND)
            return;
        bool once = phrase->role == FL_PHRASE_UNLESS;
        if (once || span.end > span.start)
            take_match(f, p, s, &span);
        if (once)
            return;
        from = span.end > from ? span.end : from + 1;
        while (from < subject.len && (subject.ptr[from] & 0xC0) == 0x80)
            from++; /* not into the middle of a code point */
    }
}

/* ---- one sentence ----------------------------------------------------------- */

static bool any_could_take_back(const finder *f, uint32_t p, uint32_t s)
{
    while (p != UINT32_MAX && !could_take_back(f, p, s))
        p = f->packs->prefilter->next_alike[p];
    return p != UINT32_MAX;
}

/* Bits of the token types that stand among the sentence's tokens. */
static uint64_t types_among(const finder *f, size_t tokens)
{
    uint64_t types = 0;
    for (size_t t = 0; t < tokens; t++)
        types |= fl_type_bit(f->out->tokens.items[f->token + t].type);
    return types;
}

static void run_phrases(finder *f, uint32_t s, size_t tokens)
{
    const fl_sentence *sentence = &f->out->sentences.items[s];
    fl_candidates_find(
        f->candidates,
        fl_str_slice(f->doc->folded, sentence->start, sentence->end),
        types_among(f, tokens));
    if (!f->prefilter)
        fl_candidates_all(f->candidates);
    f->view = (fl_sentence_view){ .tokens = f->out->tokens.items + f->token,
                                  .count = tokens,
                                  .base = sentence->start,
                                  .words = f->candidates->words,
                                  .word_count = f->candidates->word_count };
    for (size_t i = 0; i < f->candidates->found_count; i++)
        run_phrase(f, f->candidates->found[i], s);
    for (size_t i = 0; i < f->candidates->taking_back_count; i++)
        if (any_could_take_back(f, f->candidates->taking_back[i], s))
            run_phrase(f, f->candidates->taking_back[i], s);
}

static void find_in_sentence(finder *f, uint32_t s)
{
    fl_recall *recall = &f->matcher->recall;
    size_t first = f->out->mentions.count;
    size_t first_back = f->taken_back.count;
    fl_place_of_sentence at = { .arena = f->arena,
                                .doc = f->doc,
                                .out = f->out,
                                .sentence = s,
                                .first_token = f->token,
                                .tokens = tokens_in(f, s) };
    at.heading_end = heading_end(f, &f->out->sentences.items[s]);
    f->limited = false;
    if (!f->prefilter || !fl_recall_mentions(recall, &at, &f->taken_back)) {
        run_phrases(f, s, at.tokens);
        fl_settle_sentence(f->arena, f->out, first);
        if (f->prefilter && !f->limited)
            fl_keep_mentions(recall, &at, first, &f->taken_back, first_back);
    }
    f->token += at.tokens;
}

void fl_find_mentions(fl_arena *arena, fl_matcher *matcher,
                      const fl_packs *packs, const fl_document *doc,
                      bool prefilter, fl_mentions *out)
{
    finder f = { .arena = arena,
                 .matcher = matcher,
                 .candidates = &matcher->candidates,
                 .packs = packs,
                 .doc = doc,
                 .out = out,
                 .prefilter = prefilter,
                 .block = UINT32_MAX };
    if (!fl_candidates_open(f.candidates, packs))
        fl_arena_fail(arena);
    f.found = FL_NEW_ARRAY(arena, packs->concepts.count + 1, uint32_t);
    for (uint32_t s = 0; s < out->sentences.count; s++)
        find_in_sentence(&f, s);
    fl_apply_take_backs(arena, packs, f.taken_back.items, f.taken_back.count,
                        out);
    fl_apply_guards(arena, packs, doc, out);
}

void fl_recognise(fl_arena *arena, fl_matcher *matcher, const fl_packs *packs,
                  const fl_document *doc, bool prefilter, fl_mentions *out)
{
    fl_split_sentences(arena, packs, doc, out);
    fl_find_tokens(arena, matcher, packs, doc, out);
    fl_find_citations(arena, packs, doc, out);
    fl_find_mentions(arena, matcher, packs, doc, prefilter, out);
}
