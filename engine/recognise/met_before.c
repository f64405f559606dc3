/*
 * A record is five counts, then the structures themselves, then the texts of
 * tokens. Places count from the start of the part, sentences and tokens from
 * its first one.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/met_before.h"

#include "recognise/heading.h"
#include "recognise/phrase_tree.h"

/* ---- keys ------------------------------------------------------------------------- */

/* What tells blocks of one text apart: where their heading ends, if any. */
enum { HIDDEN = 1, HEADING = 2, LAST = 4, OF_BLOCK = 8, KEY_BITS = 4 };

fl_part fl_part_of_block(const fl_document *doc, uint32_t block,
                         const fl_mentions *out)
{
    const fl_block *b = &doc->blocks.items[block];
    uint32_t how = OF_BLOCK;
    if (b->hidden)
        how |= HIDDEN;
    if (b->kind == FL_BLOCK_HEADING)
        how |= HEADING;
    if (block + 1 == doc->blocks.count)
        how |= LAST;
    return (fl_part){ .key = { how, fl_document_text(doc, b->start, b->end) },
                      .start = b->start,
                      .block = block,
                      .sentences = out->sentences.count,
                      .sentence = (uint32_t)out->sentences.count,
                      .tokens = out->tokens.count,
                      .mentions = out->mentions.count };
}

fl_part fl_part_of_sentence(const fl_document *doc, uint32_t sentence,
                            uint32_t heading_end, const fl_mentions *out,
                            const fl_take_backs *taken_back)
{
    const fl_sentence *s = &out->sentences.items[sentence];
    return (fl_part){ .key = { (heading_end - s->start) << KEY_BITS,
                               fl_document_text(doc, s->start, s->end) },
                      .start = s->start,
                      .block = s->block,
                      .sentences = out->sentences.count,
                      .sentence = sentence,
                      .tokens = out->tokens.count,
                      .mentions = out->mentions.count,
                      .taken_back = taken_back->count };
}

/* ---- from and to the part's own places ---------------------------------------------- */

/* How far the items of a record are moved. */
typedef struct {
    uint32_t start, sentence, token;
    uint32_t block; /* they get */
} move;

static move move_to(const fl_part *part)
{
    return (move){ part->start, part->sentence, (uint32_t)part->tokens,
                   part->block };
}

static move move_back(const fl_part *part)
{
    return (move){ -part->start, -part->sentence, -(uint32_t)part->tokens, 0 };
}

static void move_sentences(fl_sentence *items, size_t count, move by)
{
    for (fl_sentence *s = items; s < items + count; s++) {
        s->start += by.start;
        s->end += by.start;
        s->block = by.block;
    }
}

static void move_tokens(fl_token *items, size_t count, move by)
{
    for (fl_token *t = items; t < items + count; t++) {
        t->start += by.start;
        t->end += by.start;
        t->sentence += by.sentence;
        t->block = by.block;
    }
}

static void move_mentions(fl_mention *items, size_t count, move by)
{
    for (fl_mention *m = items; m < items + count; m++) {
        m->start += by.start;
        m->end += by.start;
        m->sentence += by.sentence;
        m->block = by.block;
        for (size_t i = 0; i < FL_PHRASE_SLOTS; i++)
            m->slot_tokens[i] += m->slot_tokens[i] == UINT32_MAX ? 0 : by.token;
    }
}

/* ---- texts of tokens ------------------------------------------------------------------ */

static size_t kept_len(fl_str text)
{
    return text.len ? text.len + 1 : 0;
}

/* Behind the text, which begins at `at` from now on. */
static const char *place_text(fl_str *text, const char *at)
{
    text->ptr = text->len ? at : "";
    return at + kept_len(*text);
}

static void place_texts(fl_token *items, size_t count, const char *at)
{
    for (fl_token *t = items; t < items + count; t++) {
        at = place_text(&t->provision, at);
        at = place_text(&t->question, at);
    }
}

/* ---- recalling ------------------------------------------------------------------------ */

/* What stands before the items of a record. */
typedef struct {
    uint32_t sentences, tokens, mentions, taken_back;
    uint64_t texts; /* bytes */
} counts;

/* Pushes `n` items, which begin at `at` in a record; *first is the first. */
#define PUSH_ALL(arena, v, n, at, first)                                       \
    do {                                                                       \
        while ((v)->cap - (v)->count < (n))                                    \
            (v)->items = fl_vec_room((arena), (v)->items, (v)->cap, &(v)->cap, \
                                     sizeof(*(v)->items));                     \
        *(first) = (v)->items + (v)->count;                                    \
        if (n)                                                                 \
            memcpy(*(first), (at), (n) * sizeof(*(v)->items));                 \
        (at) += (n) * sizeof(*(v)->items);                                     \
        (v)->count += (n);                                                     \
    } while (0)

bool fl_recall_part(const fl_recall *recall, const fl_part *part,
                    fl_arena *arena, fl_mentions *out,
                    fl_take_backs *taken_back)
{
    fl_str record;
    counts n;
    fl_sentence *sentences;
    fl_token *tokens;
    fl_mention *mentions;
    fl_take_back *backs;
    if (!fl_recall_find(recall, part->key, &record))
        return false;
    move by = move_to(part);
    const char *at = record.ptr + sizeof(n);
    memcpy(&n, record.ptr, sizeof(n));
    PUSH_ALL(arena, &out->sentences, n.sentences, at, &sentences);
    move_sentences(sentences, n.sentences, by);
    PUSH_ALL(arena, &out->tokens, n.tokens, at, &tokens);
    move_tokens(tokens, n.tokens, by);
    PUSH_ALL(arena, &out->mentions, n.mentions, at, &mentions);
    move_mentions(mentions, n.mentions, by);
    PUSH_ALL(arena, taken_back, n.taken_back, at, &backs);
    for (uint32_t i = 0; i < n.taken_back; i++)
        backs[i].sentence = part->sentence;
    if (n.texts)
        place_texts(tokens, n.tokens,
                    fl_arena_dup(arena, (fl_str){ at, n.texts }).ptr);
    return true;
}

/* ---- keeping -------------------------------------------------------------------------- */

static size_t size_of(counts n)
{
    return sizeof(n) + n.sentences * sizeof(fl_sentence) +
           n.tokens * sizeof(fl_token) + n.mentions * sizeof(fl_mention) +
           n.taken_back * sizeof(fl_take_back) + n.texts;
}

static counts count_since(const fl_part *part, const fl_mentions *out,
                          const fl_take_backs *taken_back)
{
    size_t texts = 0;
    for (size_t i = part->tokens; i < out->tokens.count; i++)
        texts += kept_len(out->tokens.items[i].provision) +
                 kept_len(out->tokens.items[i].question);
    return (counts){ (uint32_t)(out->sentences.count - part->sentences),
                     (uint32_t)(out->tokens.count - part->tokens),
                     (uint32_t)(out->mentions.count - part->mentions),
                     (uint32_t)(taken_back->count - part->taken_back), texts };
}

static void put(fl_buf *record, const void *items, size_t size)
{
    fl_buf_add(record, (fl_str){ items, size });
}

static void put_texts(fl_buf *record, const fl_token *items, size_t count)
{
    for (const fl_token *t = items; t < items + count; t++) {
        put(record, t->provision.ptr, kept_len(t->provision));
        put(record, t->question.ptr, kept_len(t->question));
    }
}

/* From the places of the document to those of the part. */
static void move_record(char *record, counts n, const fl_part *part)
{
    move by = move_back(part);
    fl_sentence *sentences = (fl_sentence *)(record + sizeof(n));
    fl_token *tokens = (fl_token *)(sentences + n.sentences);
    move_sentences(sentences, n.sentences, by);
    move_tokens(tokens, n.tokens, by);
    move_mentions((fl_mention *)(tokens + n.tokens), n.mentions, by);
}

void fl_keep_part(fl_recall *recall, const fl_part *part,
                  const fl_mentions *out, const fl_take_backs *taken_back)
{
    fl_buf *record = &recall->record;
    counts n = count_since(part, out, taken_back);
    const fl_token *tokens = out->tokens.items + part->tokens;
    fl_buf_clear(record);
    if (size_of(n) > FL_RECALL_LONGEST)
        return;
    put(record, &n, sizeof(n));
    put(record, out->sentences.items + part->sentences,
        n.sentences * sizeof(fl_sentence));
    put(record, tokens, n.tokens * sizeof(fl_token));
    put(record, out->mentions.items + part->mentions,
        n.mentions * sizeof(fl_mention));
    put(record, taken_back->items + part->taken_back,
        n.taken_back * sizeof(fl_take_back));
    put_texts(record, tokens, n.tokens);
    if (record->failed)
        return;
    move_record(record->ptr, n, part);
    fl_recall_keep(recall, part->key);
}
