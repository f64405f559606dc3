/*
 * Notes in a PDF: each finding's words are highlighted, the note says the
 * rest. Poppler writes them, in a process of its own (pdf_work.c), as an update
 * at the end of the file: all that was in it stays as it is.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/pdf.h"

#include "annotate/annotate.h"
#include "base/sink.h"

/* Letters and digits of T, each with its place. */
typedef struct {
    char *letters;
    uint32_t *at;
    size_t count;
} plain_text;

static plain_text plain_of(fl_arena *arena, const fl_document *doc)
{
    fl_str t = doc->text;
    plain_text out = { fl_arena_alloc(arena, t.len + 1),
                       FL_NEW_ARRAY(arena, t.len + 1, uint32_t), 0 };
    for (size_t i = 0; i < t.len; i++) {
        char c = fl_pdf_plain(t.ptr[i]);
        if (c == '\0')
            continue;
        out.letters[out.count] = c;
        out.at[out.count++] = (uint32_t)i;
    }
    return out;
}

/* Index of the first letter at or behind T[at]. */
static size_t index_of(const plain_text *p, uint32_t at)
{
    size_t low = 0;
    size_t high = p->count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (p->at[mid] < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static size_t page_of(const fl_document *doc, uint32_t at)
{
    return fl_document_place(doc, at, at).page;
}

/* How often the words stand on the page before `from`. */
static size_t count_before(const fl_document *doc, const plain_text *p,
                           size_t page, size_t from, fl_str words)
{
    size_t count = 0;
    for (size_t i = 0; i < from && words.len; i++)
        if (p->letters[i] == words.ptr[0] && p->count - i >= words.len &&
            memcmp(p->letters + i, words.ptr, words.len) == 0 &&
            page_of(doc, p->at[i]) == page)
            count++;
    return count;
}

/* Words on two pages are highlighted as far as the first goes. */
static fl_pdf_note place_note(const fl_document *doc, const plain_text *p,
                              const fl_note *note)
{
    size_t page = page_of(doc, note->start);
    size_t from = index_of(p, note->start);
    size_t to = index_of(p, note->end);
    while (to > from && page_of(doc, p->at[to - 1]) != page)
        to--;
    fl_pdf_note out = { .page = page ? (int)page - 1 : 0,
                        .words = { p->letters + from, to - from } };
    out.number = count_before(doc, p, page, from, out.words);
    return out;
}

/* Findings on the same words share a highlight: of several on top of one
 * another readers show the uppermost alone. This is
 * the first of them. */
static bool is_first(const fl_annotation *a, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (a->notes.items[j].start == a->notes.items[i].start &&
            a->notes.items[j].end == a->notes.items[i].end)
            return false;
    return true;
}

static fl_str text_of(fl_annotation *a, size_t first)
{
    fl_buf *text = fl_annotation_buf(a);
    const fl_note *like = &a->notes.items[first];
    for (size_t i = first; i < a->notes.count; i++) {
        const fl_note *note = &a->notes.items[i];
        if (note->start != like->start || note->end != like->end)
            continue;
        if (i != first)
            fl_buf_putc(text, '\n');
        for (size_t j = 0; j < note->paragraphs.count; j++) {
            fl_buf_add(text, note->paragraphs.items[j]);
            fl_buf_putc(text, '\n');
        }
    }
    return fl_annotation_take(a, text);
}

fl_status fl_annotate_pdf(fl_annotation *a, fl_str *out)
{
    plain_text plain = plain_of(a->arena, a->doc);
    fl_pdf_note *notes = FL_NEW_ARRAY(a->arena, a->notes.count, fl_pdf_note);
    fl_pdf_job job = { a->result->bytes, FL_NOTE_AUTHOR, notes, 0 };
    fl_str records;
    fl_str bytes;
    char tag = '\0';
    for (size_t i = 0; i < a->notes.count; i++) {
        if (!is_first(a, i))
            continue;
        fl_pdf_note *note = &notes[job.count++];
        *note = place_note(a->doc, &plain, &a->notes.items[i]);
        note->text = text_of(a, i);
    }
    fl_status status = fl_worker_run(a->arena, fl_pdf_add_notes, &job,
                                     a->doc->path, "PDF", &records, a->sink);
    if (status != FL_OK)
        return status;
    while (fl_worker_next(&records, &tag, &bytes)) {
        if (tag == FL_PDF_NOTES_FILE) {
            *out = bytes;
            return FL_OK;
        }
        if (tag == FL_PDF_NOTES_ERROR)
            fl_sink_report(a->sink, FL_LEVEL_ERROR, a->doc->path, 0, 0, NULL,
                           "no comments can be written: %.*s", FL_ARG(bytes));
    }
    return FL_FORMAT;
}
