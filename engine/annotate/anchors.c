/*
 * From a finding's words in T to their place in the draft's XML. Words in page
 * headers, in notes, in comments and in other text that is kept apart have
 * none in the main part: the nearest words that have one stand for them.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/annotate.h"

#include "base/sink.h"

/* The spots of the first and last words of T[start, end) that stand in a
 * part; false when none do. */
static bool spots_in(const fl_document *doc, uint32_t start, uint32_t end,
                     fl_spot *from, fl_spot *to)
{
    while (start < end && !fl_trail_spot(doc, start, false, from))
        start++;
    while (end > start && !fl_trail_spot(doc, end, true, to))
        end--;
    return start < end;
}

typedef struct {
    fl_annotation *a;
    const fl_document *doc;
    fl_can_stand_fn can_stand;
} search;

static bool fits(const search *s, const fl_spot *spot)
{
    return strcmp(spot->part, s->doc->trail->main) == 0 &&
           (!s->can_stand || s->can_stand(&s->a->body, spot));
}

static bool in_main(const search *s, uint32_t start, uint32_t end,
                    fl_spot *from, fl_spot *to)
{
    return spots_in(s->doc, start, end, from, to) && fits(s, from) &&
           fits(s, to);
}

static bool block_in_main(const search *s, size_t block, fl_note *note)
{
    const fl_block *b = &s->doc->blocks.items[block];
    return in_main(s, b->start, b->end, &note->from, &note->to);
}

/* The nearest block of the main part, one of the same paragraph first, then
 * backwards. */
static bool anchor_near(const search *s, size_t block, fl_note *note)
{
    const fl_document *doc = s->doc;
    uint32_t paragraph = doc->blocks.items[block].paragraph;
    for (size_t i = block + 1; paragraph && i > 0; i--) {
        if (doc->blocks.items[i - 1].paragraph != paragraph)
            break;
        if (block_in_main(s, i - 1, note))
            return true;
    }
    for (size_t i = block; i > 0; i--)
        if (!doc->blocks.items[i - 1].hidden && block_in_main(s, i - 1, note))
            return true;
    for (size_t i = block; i < doc->blocks.count; i++)
        if (!doc->blocks.items[i].hidden && block_in_main(s, i, note))
            return true;
    return false;
}

/* A finding without words is of its whole block. */
static void settle_words(const fl_document *doc, fl_note *note)
{
    const fl_block *b =
        &doc->blocks.items[fl_document_block_at(doc, note->start)];
    if (note->end > note->start)
        return;
    note->start = b->start;
    note->end = b->end;
}

/* The note whose text holds `spot`: of a part that isn't the main one. */
static fl_status find_footnote(fl_annotation *a, const fl_spot *spot,
                               fl_note *note)
{
    fl_markup x;
    if (!strstr(spot->part, "notes"))
        return FL_OK;
    fl_status status = fl_annotation_part(a, spot->part, &x);
    if (status != FL_OK)
        return status;
    for (uint32_t e = fl_markup_around(&x, spot->tags); e != FL_NO_ELEMENT;
         e = x.elements.items[e].parent) {
        bool at_end = fl_markup_is(&x, e, "endnote");
        if (!at_end && !fl_markup_is(&x, e, "footnote"))
            continue;
        note->footnote = fl_markup_attr(&x, e, "id");
        note->footnote_at_end = at_end;
    }
    return FL_OK;
}

static fl_status anchor(const search *s, fl_note *note)
{
    fl_annotation *a = s->a;
    const fl_document *doc = s->doc;
    fl_status status = FL_OK;
    settle_words(doc, note);
    size_t block = fl_document_block_at(doc, note->start);
    uint32_t block_end = doc->blocks.items[block].end;
    if (in_main(s, note->start, note->end, &note->from, &note->to)) {
        fl_spot unused;
        note->first_end = note->to;
        if (note->end > block_end)
            spots_in(doc, note->start, block_end, &unused, &note->first_end);
        return FL_OK;
    }
    if (spots_in(doc, note->start, note->end, &note->from, &note->to))
        status = find_footnote(a, &note->from, note);
    fl_note_tell_words(a, note);
    if (status == FL_OK && !anchor_near(s, block, note)) {
        fl_sink_report(a->sink, FL_LEVEL_ERROR, doc->path, 0, 0, NULL,
                       "no comments can be written: its text stands where no "
                       "comment may");
        status = FL_FORMAT;
    }
    note->first_end = note->to;
    return status;
}

fl_status fl_notes_anchor(fl_annotation *a, fl_can_stand_fn can_stand)
{
    search s = { a, a->doc, can_stand };
    fl_status status = FL_OK;
    for (size_t i = 0; i < a->notes.count && status == FL_OK; i++)
        status = anchor(&s, &a->notes.items[i]);
    return status;
}
