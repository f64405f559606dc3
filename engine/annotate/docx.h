/*
 * Where in a DOCX paragraph something may be put between its words.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_DOCX_H
#define FL_ANNOTATE_DOCX_H

#include "annotate/markup.h"
#include "read/trail.h"

typedef enum {
    FL_BESIDE,  /* between runs, or around what can't be split */
    FL_IN_RUN,  /* between two pieces of a run, which becomes two */
    FL_IN_WORDS /* within a piece of text, which becomes two as well */
} fl_docx_how;

typedef struct {
    uint32_t at;        /* byte of the part */
    fl_docx_how how;    /* the same for all that stands at one byte */
    uint32_t run, text; /* elements; only where a run is split */
    uint32_t behind;    /* where a run may follow that isn't part of a link or a
                      * tracked change */
    uint32_t paragraph; /* element */
} fl_docx_point;

/* In front of the words at `spot`, or with `behind` behind those that end
 * there. False when no paragraph holds it. */
bool fl_docx_point_at(const fl_markup *x, const fl_spot *spot, bool behind,
                      fl_docx_point *out);
/* In front of or behind what `element` is a part of. */
bool fl_docx_point_around(const fl_markup *x, uint32_t element, bool behind,
                          fl_docx_point *out);

#endif
