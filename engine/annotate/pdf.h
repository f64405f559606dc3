/*
 * Notes for a PDF, as they are handed to the worker that writes them.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_PDF_H
#define FL_ANNOTATE_PDF_H

#include "base/arena.h"
#include "read/worker.h"

/* Words are compared by their ASCII letters, in lower case, and digits alone:
 * then line ends, hyphens and kinds of quotes don't matter. */
typedef struct {
    int page;      /* from 0 */
    size_t number; /* so many of the same words stand on the page before */
    fl_str words;  /* letters and digits, see above */
    fl_str text;   /* of the note, with a newline behind each paragraph */
} fl_pdf_note;

typedef struct {
    fl_str file;
    const char *author; /* NUL-terminated, as are the notes' texts */
    const fl_pdf_note *notes;
    size_t count;
} fl_pdf_job;

enum {
    FL_PDF_NOTES_ERROR = 'q', /* text: why nothing was written */
    FL_PDF_NOTES_FILE = 'f'   /* the whole file */
};

/* The job of the worker; data is an fl_pdf_job. */
void fl_pdf_add_notes(fl_worker *worker, void *data);

/* The letter or digit that `c` counts as; '\0': none. */
static inline char fl_pdf_plain(char c)
{
    return fl_is_upper(c)                     ? (char)(c + 32)
           : fl_is_lower(c) || fl_is_digit(c) ? c
                                              : '\0';
}

#endif
