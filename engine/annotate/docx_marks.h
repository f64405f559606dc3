/*
 * The marks of comments in the text of a DOCX.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ANNOTATE_DOCX_MARKS_H
#define FL_ANNOTATE_DOCX_MARKS_H

#include "annotate/annotate.h"
#include "annotate/docx.h"

/* Inserts into the main part `x` the range and the reference of each note,
 * numbered from `first_id` in their order. False when one has no place. */
bool fl_docx_put_marks(const fl_annotation *a, const fl_markup *x,
                       const fl_namespace *w, unsigned long first_id,
                       fl_insertions *to);

#endif
