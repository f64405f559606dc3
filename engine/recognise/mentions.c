/*
 * Runs the phrases: the candidates of a sentence are matched inside it.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/steps.h"

#include "recognise/matcher.h"

/* The sentence at hand. */
typedef struct {
    const fl_lens *lens;
    fl_finder *finder;
    fl_candidates *candidates; /* its phrases */
    fl_sentence_view view;
    size_t first_token;
    uint32_t heading_end; /* start: none of it is a heading */
} search;

/* ---- matching one phrase in one sentence ----------------------------------- */

static void note_limit(const search *s, uint32_t p)
{
    const fl_packs *packs = s->lens->packs;
    fl_mentions *out = s->lens->out;
    s->finder->limited = true;
    for (; p != UINT32_MAX; p = packs->prefilter->next_alike[p]) {
        uint32_t concept = packs->phrases.items[p].concept;
        size_t i = 0;
        while (i < out->limited.count && out->limited.items[i] != concept)
            i++;
        if (i == out->limited.count)
            *FL_PUSH(s->lens->arena, &out->limited) = concept;
    }
}

static void add_mention(const search *s, uint32_t p, const fl_span *span)
{
    const fl_lens *lens = s->lens;
    const fl_phrase *phrase = &lens->packs->phrases.items[p];
    fl_mention *m = FL_PUSH(lens->arena, &lens->out->mentions);
    s->finder->found[phrase->concept] = lens->sentence + 1;
    m->concept = phrase->concept;
    m->variant = phrase->variant;
    m->phrase = p;
    m->start = lens->start + (uint32_t)span->start;
    m->end = lens->start + (uint32_t)span->end;
    m->sentence = lens->sentence;
    m->block = lens->block;
    m->guard = UINT32_MAX;
    for (uint32_t i = 0; i < FL_PHRASE_SLOTS; i++) {
        m->slot_tokens[i] = span->slots[i] == UINT32_MAX
                                ? UINT32_MAX
                                : span->slots[i] + (uint32_t)s->first_token;
        m->slot_ids[i] =
            i < phrase->code->slot_count ? phrase->code->ids[i] : 0;
    }
}

/* An `unless` is of use where its concept was found in the sentence, or may
 * be found anywhere in the block. */
static bool could_take_back(const search *s, uint32_t p)
{
    uint32_t concept = s->lens->packs->phrases.items[p].concept;
    return s->lens->packs->concepts.items[concept].unless_in_block ||
           s->finder->found[concept] == s->lens->sentence + 1;
}

/* The phrase, and those alike, stand at the span. */
static void take_match(const search *s, uint32_t p, const fl_span *span)
{
    const fl_packs *packs = s->lens->packs;
    for (; p != UINT32_MAX; p = packs->prefilter->next_alike[p]) {
        const fl_phrase *phrase = &packs->phrases.items[p];
        if (phrase->role != FL_PHRASE_UNLESS)
            add_mention(s, p, span);
        else if (could_take_back(s, p))
            *FL_PUSH(s->lens->arena, &s->finder->taken_back) =
                (fl_take_back){ phrase->concept, s->lens->sentence };
    }
}

static void run_phrase(search *s, uint32_t p)
{
    const fl_lens *lens = s->lens;
    fl_matcher *matcher = s->finder->matcher;
    fl_seen where;
    bool passes = fl_candidate_passes(s->candidates, p, &where);
    if (!passes && s->finder->prefilter)
        return;
    const fl_phrase *phrase = &lens->packs->phrases.items[p];
    uint32_t end = phrase->heading ? s->heading_end : lens->end;
    const char *all = phrase->exact ? lens->text : lens->folded;
    fl_str subject = { all + lens->start, end - lens->start };
    size_t from = where.first;
    while (from < subject.len) {
        fl_span span;
        fl_match result = fl_matcher_next(matcher, lens->packs, phrase, subject,
                                          from, where.last, &s->view, &span);
        if (result == FL_MATCH_NOMEM)
            fl_arena_fail(lens->arena);
        if (result == FL_MATCH_LIMIT && passes)
            note_limit(s, p);
        if (result != FL_MATCH_FOUND)
            return;
        bool once = phrase->role == FL_PHRASE_UNLESS;
        if (once || span.end > span.start)
            take_match(s, p, &span);
        if (once)
            return;
        from = span.end > from ? span.end : from + 1;
        while (from < subject.len && (subject.ptr[from] & 0xC0) == 0x80)
            from++; /* not into the middle of a code point */
    }
}

/* ---- one sentence ----------------------------------------------------------- */

static bool any_could_take_back(const search *s, uint32_t p)
{
    while (p != UINT32_MAX && !could_take_back(s, p))
        p = s->lens->packs->prefilter->next_alike[p];
    return p != UINT32_MAX;
}

/* Bits of the token types that stand among the sentence's tokens. */
static uint64_t types_among(const fl_token *tokens, size_t count)
{
    uint64_t types = 0;
    for (size_t t = 0; t < count; t++)
        types |= fl_type_bit(tokens[t].type);
    return types;
}

static void run_phrases(search *s)
{
    const fl_lens *lens = s->lens;
    fl_candidates *c = s->candidates;
    const fl_token *tokens = lens->out->tokens.items + s->first_token;
    size_t count = lens->out->tokens.count - s->first_token;
    fl_candidates_find(
        c, (fl_str){ lens->folded + lens->start, lens->end - lens->start },
        types_among(tokens, count));
    if (!s->finder->prefilter)
        fl_candidates_all(c);
    s->view = (fl_sentence_view){ .tokens = tokens,
                                  .count = count,
                                  .base = lens->start,
                                  .words = c->words,
                                  .word_count = c->word_count };
    for (size_t i = 0; i < c->found_count; i++)
        run_phrase(s, c->found[i]);
    for (size_t i = 0; i < c->taking_back_count; i++)
        if (any_could_take_back(s, c->taking_back[i]))
            run_phrase(s, c->taking_back[i]);
}

fl_finder fl_finder_open(fl_arena *arena, fl_matcher *matcher,
                         const fl_packs *packs, bool prefilter)
{
    if (!fl_candidates_open(&matcher->candidates, packs))
        fl_arena_fail(arena);
    return (fl_finder){ .matcher = matcher,
                        .prefilter = prefilter,
                        .found = FL_NEW_ARRAY(arena, packs->concepts.count + 1,
                                              uint32_t) };
}

void fl_find_mentions(fl_finder *finder, const fl_lens *lens,
                      size_t first_token, uint32_t heading_end)
{
    size_t first = lens->out->mentions.count;
    search s = { .lens = lens,
                 .finder = finder,
                 .candidates = &finder->matcher->candidates,
                 .first_token = first_token,
                 .heading_end = heading_end };
    run_phrases(&s);
    fl_settle_sentence(lens->arena, lens->out, first);
}
