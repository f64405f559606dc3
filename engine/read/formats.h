/*
 * The readers, one for each format. Each fills a document whose path, format
 * and source are set; `from` is the first byte behind a byte-order mark.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_FORMATS_H
#define FL_READ_FORMATS_H

#include "read/document.h"

typedef fl_status (*fl_read_fn)(fl_arena *arena, fl_document *doc,
                                uint32_t from, const fl_sink *sink);

fl_status fl_read_text(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink);
fl_status fl_read_markdown(fl_arena *arena, fl_document *doc, uint32_t from,
                           const fl_sink *sink);
fl_status fl_read_html(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink);
fl_status fl_read_odt(fl_arena *arena, fl_document *doc, uint32_t from,
                      const fl_sink *sink);
#ifdef FL_HAVE_GMIME
fl_status fl_read_eml(fl_arena *arena, fl_document *doc, uint32_t from,
                      const fl_sink *sink);
#endif
#ifdef FL_HAVE_POPPLER
fl_status fl_read_pdf(fl_arena *arena, fl_document *doc, uint32_t from,
                      const fl_sink *sink);
#endif
fl_status fl_read_docx(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink);

#endif
