/*
 * Goes through a document block by block: what was met before is recalled,
 * the rest goes through the parts of the step, sentence by sentence.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/guards.h"
#include "recognise/heading.h"
#include "recognise/matcher.h"
#include "recognise/met_before.h"
#include "recognise/steps.h"

typedef struct {
    const fl_document *doc;
    fl_lens lens; /* over the sentence at hand */
    fl_matcher *matcher;
    bool mentions;  /* they are asked for */
    bool prefilter; /* without it nothing is recalled */
    bool opened;    /* the two below are ready */
    struct fl_token_words words;
    fl_finder finder;
} reading;

static void begin(reading *r, fl_arena *arena, fl_matcher *matcher,
                  const fl_packs *packs, const fl_document *doc,
                  fl_mentions *out)
{
    *r = (reading){ .doc = doc,
                    .matcher = matcher,
                    .lens = { .arena = arena,
                              .packs = packs,
                              .text = doc->text.ptr,
                              .folded = doc->folded.ptr,
                              .words = &r->words,
                              .out = out } };
}

/* Many a letter is recalled as a whole and needs none of this. */
static void open(reading *r)
{
    r->opened = true;
    r->words = fl_token_words_all(r->lens.arena, r->lens.packs);
    if (r->mentions)
        r->finder = fl_finder_open(r->lens.arena, r->matcher, r->lens.packs,
                                   r->prefilter);
}

/* Where the heading ends that the sentence stands in; its start: nowhere. */
static uint32_t heading_end(const reading *r, uint32_t end_in_block)
{
    const fl_lens *lens = &r->lens;
    if (end_in_block < lens->start)
        return lens->start;
    return end_in_block < lens->end ? end_in_block : lens->end;
}

static void find_in_sentence(reading *r, uint32_t sentence, uint32_t heading)
{
    fl_lens *lens = &r->lens;
    fl_mentions *out = lens->out;
    fl_finder *finder = &r->finder;
    const fl_sentence *s = &out->sentences.items[sentence];
    size_t first = out->tokens.count;
    lens->start = s->start;
    lens->end = s->end;
    lens->sentence = sentence;
    lens->block = s->block;
    heading = heading_end(r, heading);
    fl_part part = fl_part_of_sentence(r->doc, sentence, heading, out,
                                       &finder->taken_back);
    if (r->prefilter && fl_recall_part(&r->matcher->recall, &part, lens->arena,
                                       out, &finder->taken_back))
        return;
    fl_find_tokens(lens, r->matcher);
    fl_find_citations(lens, first);
    if (r->mentions)
        fl_find_mentions(finder, lens, first, heading);
    if (r->prefilter && !finder->limited)
        fl_keep_part(&r->matcher->recall, &part, out, &finder->taken_back);
}

static void find_in_block(reading *r, uint32_t block)
{
    fl_mentions *out = r->lens.out;
    fl_finder *finder = &r->finder;
    size_t first = out->mentions.count;
    uint32_t sentence = (uint32_t)out->sentences.count;
    uint32_t heading = 0;
    if (!r->opened)
        open(r);
    fl_split_block(&r->lens, &r->doc->blocks.items[block], block);
    if (!r->mentions || !fl_heading_span(r->doc, block, &heading))
        heading = 0;
    finder->taken_back.count = 0;
    for (; sentence < out->sentences.count; sentence++)
        find_in_sentence(r, sentence, heading);
    fl_apply_take_backs(r->lens.packs, &finder->taken_back, out, first);
    fl_apply_guards(r->lens.arena, r->lens.packs, r->doc, out, first);
    finder->taken_back.count = 0; /* they have done their work */
}

/* Bytes of text that have a mention, and those that have a token or a
 * sentence, in letters that have many; no more are expected than this. */
enum { BYTES_A_MENTION = 8, BYTES_A_TOKEN = 64, MOST_EXPECTED = 4096 };

static size_t expected(const fl_document *doc, size_t bytes)
{
    size_t count = doc->text.len / bytes + 1;
    return count < MOST_EXPECTED ? count : MOST_EXPECTED;
}

/* Room for about what will be found: growing lists are copied again and
 * again. */
static void make_room(const reading *r)
{
    fl_arena *arena = r->lens.arena;
    fl_mentions *out = r->lens.out;
    size_t mentions = r->mentions ? expected(r->doc, BYTES_A_MENTION) : 0;
    size_t tokens = expected(r->doc, BYTES_A_TOKEN);
    if (mentions)
        FL_RESERVE(arena, &out->mentions, mentions);
    FL_RESERVE(arena, &out->tokens, tokens);
    FL_RESERVE(arena, &out->sentences, tokens);
}

static void find_in_blocks(reading *r)
{
    fl_mentions *out = r->lens.out;
    fl_recall *recall = &r->matcher->recall;
    make_room(r);
    for (uint32_t b = 0; b < r->doc->blocks.count; b++) {
        fl_part part = fl_part_of_block(r->doc, b, out);
        fl_take_backs *taken_back = &r->finder.taken_back;
        *FL_PUSH(r->lens.arena, &out->sentence_of_block) = part.sentence;
        if (part.key.text.len == 0 ||
            (r->prefilter &&
             fl_recall_part(recall, &part, r->lens.arena, out, taken_back)))
            continue;
        r->finder.limited = false;
        find_in_block(r, b);
        if (r->prefilter && !r->finder.limited)
            fl_keep_part(recall, &part, out, taken_back);
    }
    fl_infer_years(r->lens.arena, out);
}

void fl_recognise(fl_arena *arena, fl_matcher *matcher, const fl_packs *packs,
                  const fl_document *doc, bool prefilter, fl_mentions *out)
{
    reading r;
    begin(&r, arena, matcher, packs, doc, out);
    r.mentions = true;
    r.prefilter = prefilter;
    find_in_blocks(&r);
}

void fl_recognise_tokens(fl_arena *arena, fl_matcher *matcher,
                         const fl_packs *packs, const fl_document *doc,
                         fl_mentions *out)
{
    reading r;
    begin(&r, arena, matcher, packs, doc, out);
    find_in_blocks(&r);
}
