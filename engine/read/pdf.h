/*
 * What a worker tells of a PDF: its pages, each with its lines in reading
 * order.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_PDF_H
#define FL_READ_PDF_H

#include "read/lines.h"
#include "read/worker.h"

enum {
    FL_PDF_ERROR = 'q',  /* text: why nothing can be read */
    FL_PDF_AUTHOR = 'a', /* text: a property of the file */
    FL_PDF_TITLE = 't',  /* text: another */
    FL_PDF_PAGE = 'p',   /* fl_pdf_page */
    FL_PDF_LINE = 'l'    /* fl_pdf_line, then its text */
};

typedef struct {
    float height;  /* points */
    bool pictures; /* it shows some */
} fl_pdf_page;

typedef struct {
    float left, top, right, bottom; /* points, from the page's top left */
    float size;                     /* of its type, the largest */
    bool bold;                      /* all of it */
} fl_pdf_line;

/* The job: data is an fl_str, the whole file. */
void fl_pdf_work(fl_worker *worker, void *data);

/* In the parent: joins lines that end in a hyphen or between two brackets. */
void fl_pdf_settle_line_ends(fl_lines *all);

#endif
