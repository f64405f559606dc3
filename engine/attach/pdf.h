/*
 * What a worker tells of a PDF that goes out with a letter. Private to
 * attach/pdf*.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ATTACH_PDF_H
#define FL_ATTACH_PDF_H

#include "read/worker.h"

enum {
    FL_PDFA_ERROR = 'q',  /* text: why nothing can be looked at */
    FL_PDFA_WORD = 'w',   /* fl_pdf_word, then its text: one that isn't seen */
    FL_PDFA_PAGE = 'p',   /* number, then come … */
    FL_PDFA_SEEN = 's',   /* the text that is seen, and */
    FL_PDFA_UNSEEN = 'u', /* that which is not */
    FL_PDFA_BOX = 'k',    /* fl_pdf_word without text: a black box */
    FL_PDFA_MARKED = 'm', /* fl_pdf_word without text: an annotation of a kind
                              that poppler doesn't know, as /Redact is */
    FL_PDFA_NOTE = 'n',   /* text of a remark on the page */
    FL_PDFA_FORM = 'f',   /* text in a field of a form */
    FL_PDFA_LAYER = 'l',  /* name of a layer */
    FL_PDFA_FILE = 'a',   /* name of an attached file, then comes … */
    FL_PDFA_BYTES = 'b',  /* its bytes */
    FL_PDFA_AUTHOR = 'o', /* text; so for the next ones */
    FL_PDFA_TITLE = 't',
    FL_PDFA_SUBJECT = 'j',
    FL_PDFA_KEYWORDS = 'y',
    FL_PDFA_BOOKMARK = 'g',
    FL_PDFA_XMP = 'd',     /* the same once more, and other things, as XML */
    FL_PDFA_UNDRAWN = 'x', /* number of the first page that was left alone */
    FL_PDFA_PENDING = 'r', /* how many places are marked for removal */
    FL_PDFA_VERSIONS = 'v' /* how many earlier versions the file keeps */
};

typedef enum {
    FL_UNSEEN_COVERED, /* all is dark there */
    FL_UNSEEN_BLANK,   /* all is as light as paper there */
    FL_UNSEEN_TINY
} fl_unseen;

typedef struct {
    int page;                       /* from 1 */
    float left, top, right, bottom; /* points, from the page's top left */
    fl_unseen how;
} fl_pdf_word;

/* A page as it is drawn. */
typedef struct {
    const unsigned char *data; /* four bytes a pixel, one pixel a point */
    int stride, width, height;
} fl_picture;

/* pdf_boxes.c: puts each black box that could stand over text. */
void fl_pdf_find_boxes(fl_worker *worker, const fl_picture *picture, int page);
/* The job: data is an fl_str, the whole file. */
void fl_pdf_inspect(fl_worker *worker, void *data);
/* pdf_bytes.c, in the worker: what the bytes tell without any library. */
void fl_pdf_inspect_bytes(fl_worker *worker, fl_str file);

#endif
