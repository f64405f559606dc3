/*
 * Records are the structures themselves, with places counted from the start
 * of the sentence and tokens from its first one.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/met_before.h"

#include "recognise/phrase_tree.h"

static void put(fl_buf *buf, const void *bytes, size_t size)
{
    fl_buf_add(buf, (fl_str){ bytes, size });
}

/* The item at `index` of those that stand from `from` on in the record. */
static void get(fl_str record, size_t from, size_t index, void *item,
                size_t size)
{
    memcpy(item, record.ptr + from + index * size, size);
}

/* ---- tokens ----------------------------------------------------------------------- */

bool fl_recall_tokens(fl_recall *recall, const fl_lens *lens)
{
    fl_str record;
    fl_buf_clear(&recall->key);
    fl_buf_putc(&recall->key, 't');
    put(&recall->key, lens->text + lens->start, lens->end - lens->start);
    if (!fl_recall_find(recall, &record))
        return false;
    for (size_t i = 0; i < record.len / sizeof(fl_token); i++) {
        fl_token *token = FL_PUSH(lens->arena, &lens->out->tokens);
        get(record, 0, i, token, sizeof(*token));
        token->start += lens->start;
        token->end += lens->start;
        token->sentence = lens->sentence;
        token->block = lens->block;
    }
    return true;
}

void fl_keep_tokens(fl_recall *recall, const fl_lens *lens, size_t first)
{
    fl_buf *record = &recall->record;
    fl_buf_clear(record);
    for (size_t i = first; i < lens->out->tokens.count; i++) {
        fl_token token = lens->out->tokens.items[i];
        if (token.question.len)
            return; /* a text of the draft's own arena */
        token.start -= lens->start;
        token.end -= lens->start;
        put(record, &token, sizeof(token));
    }
    fl_recall_keep(recall);
}

/* ---- mentions ----------------------------------------------------------------------- */

/* What stands before the items of a record. */
typedef struct {
    uint32_t mentions, taken_back;
} counts;

static void write_mentions_key(fl_recall *recall,
                               const fl_place_of_sentence *at)
{
    const fl_sentence *s = &at->out->sentences.items[at->sentence];
    fl_buf *key = &recall->key;
    uint32_t heading = at->heading_end - s->start;
    fl_buf_clear(key);
    fl_buf_putc(key, 'm');
    put(key, &heading, sizeof(heading));
    for (size_t i = 0; i < at->tokens; i++) {
        const fl_token *t = &at->out->tokens.items[at->first_token + i];
        uint32_t is[] = { t->type, t->start - s->start, t->end - s->start };
        put(key, is, sizeof(is));
    }
    put(key, at->doc->text.ptr + s->start, s->end - s->start);
}

/* Moves a mention by `place` bytes and its tokens by `tokens`. */
static void shift(fl_mention *m, uint32_t place, uint32_t tokens)
{
    m->start += place;
    m->end += place;
    for (size_t i = 0; i < FL_PHRASE_SLOTS; i++)
        if (m->slot_tokens[i] != UINT32_MAX)
            m->slot_tokens[i] += tokens;
}

bool fl_recall_mentions(fl_recall *recall, const fl_place_of_sentence *at,
                        fl_take_backs *taken_back)
{
    const fl_sentence *s = &at->out->sentences.items[at->sentence];
    fl_str record;
    write_mentions_key(recall, at);
    if (!fl_recall_find(recall, &record))
        return false;
    counts n;
    get(record, 0, 0, &n, sizeof(n));
    for (uint32_t i = 0; i < n.mentions; i++) {
        fl_mention *m = FL_PUSH(at->arena, &at->out->mentions);
        get(record, sizeof(n), i, m, sizeof(*m));
        shift(m, s->start, (uint32_t)at->first_token);
        m->sentence = at->sentence;
        m->block = s->block;
    }
    size_t behind = sizeof(n) + n.mentions * sizeof(fl_mention);
    for (uint32_t i = 0; i < n.taken_back; i++) {
        fl_take_back *t = FL_PUSH(at->arena, taken_back);
        get(record, behind, i, t, sizeof(*t));
        t->sentence = at->sentence;
        t->block = s->block;
    }
    return true;
}

void fl_keep_mentions(fl_recall *recall, const fl_place_of_sentence *at,
                      size_t first, const fl_take_backs *taken_back,
                      size_t first_back)
{
    const fl_sentence *s = &at->out->sentences.items[at->sentence];
    fl_buf *record = &recall->record;
    counts n = { (uint32_t)(at->out->mentions.count - first),
                 (uint32_t)(taken_back->count - first_back) };
    fl_buf_clear(record);
    put(record, &n, sizeof(n));
    for (uint32_t i = 0; i < n.mentions; i++) {
        fl_mention m = at->out->mentions.items[first + i];
        shift(&m, -s->start, -(uint32_t)at->first_token);
        put(record, &m, sizeof(m));
    }
    put(record, taken_back->items + first_back,
        n.taken_back * sizeof(fl_take_back));
    fl_recall_keep(recall);
}
