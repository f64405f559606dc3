/*
 * Redactions: the marks that stand in the draft itself, and those that were
 * found in the files that go with it. The words of the latter are read as a
 * small document of their own, so that a provision is known by what packs say
 * of citations.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/redactions.h"

#include "read/builder.h"
#include "recognise/matcher.h"
#include "recognise/tokens.h"

#define MOST 2000 /* redactions of one draft */

static bool has_figure(fl_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (fl_is_digit(text.ptr[i]))
            return true;
    return false;
}

/* The provisions that `found` has between `start` and `end`. */
static void take_provisions(fl_arena *arena, const fl_mentions *found,
                            uint32_t start, uint32_t end, fl_redaction *r)
{
    for (size_t i = 0; i < found->tokens.count; i++) {
        const fl_token *t = &found->tokens.items[i];
        if (t->type == FL_TOKEN_CITATION && t->start >= start && t->end <= end)
            *FL_PUSH(arena, &r->provisions) =
                (fl_cited){ t->provision, t->instrument };
    }
    r->unclear = r->kind != FL_REDACTION_SUPPRESSED &&
                 r->provisions.count == 0 && has_figure(r->text);
}

/* ---- in the draft ------------------------------------------------------------- */

static void take_own(fl_arena *arena, const fl_document *doc, uint32_t block,
                     fl_redaction_kind kind, fl_span span, fl_mentions *out)
{
    uint32_t start = doc->blocks.items[block].start + (uint32_t)span.start;
    uint32_t end = doc->blocks.items[block].start + (uint32_t)span.end;
    fl_redaction *r = FL_PUSH(arena, &out->redactions);
    *r = (fl_redaction){ .kind = kind,
                         .file = FL_STR(""),
                         .place = FL_STR(""),
                         .where = FL_STR("the letter itself"),
                         .text = fl_document_text(doc, start, end),
                         .count = 1,
                         .start = start,
                         .end = end,
                         .block = block };
    take_provisions(arena, out, start, end, r);
}

/* What `regex` finds in the block; `cell`: it must be a cell, and once does. */
static void seek(fl_arena *arena, fl_matcher *matcher, const fl_document *doc,
                 uint32_t block, const fl_token_kind *kind, bool cell,
                 fl_mentions *out)
{
    const fl_block *b = &doc->blocks.items[block];
    struct fl_regex *regex = cell ? kind->under : kind->regex;
    fl_str text = fl_document_text(doc, b->start, b->end);
    if (!regex || b->hidden || (cell && b->kind != FL_BLOCK_CELL))
        return;
    for (size_t at = 0; at < text.len && out->redactions.count < MOST;) {
        fl_span span;
        fl_match found = fl_regex_run(&matcher->regex, regex, text, at, &span);
        if (found == FL_MATCH_NOMEM)
            fl_arena_fail(arena);
        if (found != FL_MATCH_FOUND || span.end <= span.start)
            return;
        take_own(arena, doc, block,
                 kind->gives == FL_GIVES_REDACTION ? FL_REDACTION_MARK
                                                   : FL_REDACTION_SUPPRESSED,
                 span, out);
        at = cell ? text.len : span.end;
    }
}

static void find_own(fl_arena *arena, fl_matcher *matcher,
                     const fl_packs *packs, const fl_document *doc,
                     fl_mentions *out)
{
    for (uint32_t t = FL_TOKEN_BUILTIN_COUNT; t < packs->token_kinds.count;
         t++) {
        const fl_token_kind *kind = &packs->token_kinds.items[t];
        bool sought = kind->gives == FL_GIVES_REDACTION ||
                      kind->gives == FL_GIVES_SUPPRESSED;
        if (!sought || !fl_kind_may_stand(kind, doc->folded))
            continue; /* of most letters no block need be looked at */
        for (uint32_t b = 0; b < doc->blocks.count; b++) {
            const fl_block *block = &doc->blocks.items[b];
            if (!fl_kind_may_stand(
                    kind, fl_str_slice(doc->folded, block->start, block->end)))
                continue;
            seek(arena, matcher, doc, b, kind, false, out);
            seek(arena, matcher, doc, b, kind, true, out);
        }
    }
}

/* ---- in the files that go with it ---------------------------------------------- */

static fl_redaction_kind kind_of(const char *word)
{
    for (int k = 0; k < FL_REDACTION_COUNT; k++)
        if (strcmp(fl_redaction_words[k], word) == 0)
            return (fl_redaction_kind)k;
    return FL_REDACTION_MARK;
}

static fl_str where_is(fl_arena *arena, const fl_redaction_info *info)
{
    return info->place[0]
               ? fl_arena_printf(arena, "%s (%s)", info->file, info->place)
               : fl_arena_dup(arena, fl_str_from(info->file));
}

static void find_enclosed(fl_arena *arena, fl_matcher *matcher,
                          const fl_packs *packs, const fl_scan_options *options,
                          fl_mentions *out)
{
    size_t count =
        options->redaction_count < MOST ? options->redaction_count : MOST;
    out->redactions_partial =
        options->redactions_partial || options->redaction_count > count;
    if (count == 0)
        return;
    fl_str *words = FL_NEW_ARRAY(arena, count, fl_str);
    for (size_t i = 0; i < count; i++)
        words[i] = fl_str_from(options->redactions[i].text);
    const fl_document *doc = fl_document_of(arena, words, count);
    fl_mentions *found = FL_NEW(arena, fl_mentions);
    fl_recognise_tokens(arena, matcher, packs, doc, found);
    for (size_t i = 0; i < count; i++) {
        const fl_redaction_info *info = &options->redactions[i];
        const fl_block *b = &doc->blocks.items[i];
        fl_redaction *r = FL_PUSH(arena, &out->redactions);
        *r = (fl_redaction){
            .kind = kind_of(info->kind),
            .file = fl_arena_dup(arena, fl_str_from(info->file)),
            .place = fl_arena_dup(arena, fl_str_from(info->place)),
            .where = where_is(arena, info),
            .text = fl_arena_dup(arena, fl_str_from(info->text)),
            .count = (double)info->count,
            .block = UINT32_MAX
        };
        take_provisions(arena, found, b->start, b->end, r);
    }
}

void fl_find_redactions(fl_arena *arena, fl_matcher *matcher,
                        const fl_packs *packs, const fl_document *doc,
                        const fl_scan_options *options, fl_mentions *out)
{
    if (!doc->inventory)
        find_own(arena, matcher, packs, doc, out);
    find_enclosed(arena, matcher, packs, options, out);
}
