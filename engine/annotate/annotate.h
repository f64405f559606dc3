/*
 * What the writers of comments share: the findings of a draft as notes, each
 * with the place in the draft's XML at which it is to stand.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_ANNOTATE_H
#define FL_ANNOTATE_ANNOTATE_H

#include "annotate/markup.h"
#include "annotate/office.h"
#include "base/buf.h"
#include "read/trail.h"
#include "result.h"

#define FL_NOTE_AUTHOR   "foilint"
#define FL_NOTE_INITIALS "fl"

/* One finding. Its words may stand where no comment may: then `from` and `to`
 * are those of other words near by, and a paragraph says what is meant. */
typedef struct {
    FL_VEC(fl_str) paragraphs; /* arena, UTF-8 */
    uint32_t start, end;       /* in T, what is to be commented */
    fl_spot from, to;          /* in the main part */
    fl_spot first_end;         /* of its words in the block it begins in */
    fl_str footnote;           /* its words stand in a note of this id; "" */
    bool footnote_at_end;      /* … an endnote */
} fl_note;

typedef struct {
    fl_arena *arena;
    const fl_result *result;
    const fl_document *doc; /* a package: read again, with a trail; T is the
                             * result's */
    const fl_sink *sink;
    fl_str date; /* "2025-06-01T12:00:00Z"; "" unknown */
    fl_office office;
    fl_markup body;        /* the main part */
    FL_VEC(fl_note) notes; /* in report order */
} fl_annotation;

/* ---- notes.c ----------------------------------------------------------------- */

/* A note for each live finding, with its paragraphs and T's places. */
void fl_notes_write(fl_annotation *a);
/* Says in a note that its words stand elsewhere. */
void fl_note_tell_words(const fl_annotation *a, fl_note *note);

/* ---- anchors.c ---------------------------------------------------------------- */

/* A comment may stand at these words of the main part, or beside what they are
 * in; NULL: it always may. */
typedef bool (*fl_can_stand_fn)(const fl_markup *x, const fl_spot *spot);
/* Finds the places of all notes. FL_FORMAT, with a message, when there are no
 * words at all at which a comment may stand. */
fl_status fl_notes_anchor(fl_annotation *a, fl_can_stand_fn can_stand);

/* ---- docx.c, odt.c -------------------------------------------------------------- */

/* Put the changed parts into a->office. */
fl_status fl_annotate_docx(fl_annotation *a);
fl_status fl_annotate_odt(fl_annotation *a);

#ifdef FL_HAVE_POPPLER
/* Makes the whole copy (pdf.c). */
fl_status fl_annotate_pdf(fl_annotation *a, fl_str *out);
#endif

/* ---- for both (annotate.c) ------------------------------------------------------- */

/* A part that must be there, looked at. */
fl_status fl_annotation_part(fl_annotation *a, const char *name,
                             fl_markup *out);
/* The text of the first element of that local name in a part, either of which
 * may be missing; "" none. */
fl_str fl_annotation_text_of(fl_annotation *a, const char *part,
                             const char *local);

/* An empty buffer, freed with the arena; and what it holds, in the arena. */
fl_buf *fl_annotation_buf(fl_annotation *a);
fl_str fl_annotation_take(fl_annotation *a, fl_buf *buf);

/* A namespace as a writer uses it: `declared` is what each element brings. */
typedef struct {
    fl_str prefix;
    fl_str declared; /* " xmlns:w=\"…\"", or "" */
} fl_namespace;

/* The prefix that the part has for `uri`, else `prefix`, declared anew. */
fl_namespace fl_namespace_in(fl_arena *arena, const fl_markup *x, fl_str uri,
                             const char *prefix);

#endif
