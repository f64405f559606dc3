/*
 * The plain-text reader: lines, re-flow, headings.
 * SPDX-License-Identifier: MIT
 */
#include "read/formats.h"

#include "read/lines.h"

fl_status fl_read_text(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink)
{
    (void)sink;
    fl_lines lines;
    fl_builder builder;
    fl_lines_read(&lines, doc, arena, from);
    fl_builder_init(&builder, arena, doc);
    fl_reflow(&lines, &builder);
    fl_builder_finish(&builder);
    fl_settle_headings(doc);
    return FL_OK;
}
