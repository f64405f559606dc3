/*
 * What counts as a heading for phrases and for interpretation.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_HEADING_H
#define FL_RECOGNISE_HEADING_H

#include "read/document.h"

/* The longest heading, in words. */
#define FL_HEADING_WORDS 14

/*
 * True when `block` is a heading of at most FL_HEADING_WORDS words, a short
 * stand-alone line, or starts with a run-in heading ("Balance: …"). *end gets
 * the T offset of the heading's end.
 */
bool fl_heading_span(const fl_document *doc, uint32_t block, uint32_t *end);

#endif
