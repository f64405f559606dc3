/*
 * A place in words that a person finds at once.
 * SPDX-License-Identifier: MIT
 */
#include "report/report.h"

void fl_put_place(fl_buf *out, const fl_place *at)
{
    if (at->cell)
        fl_buf_printf(out, "table %zu, row %zu, column %zu", at->table, at->row,
                      at->cell);
    else if (at->page)
        fl_buf_printf(out, "page %zu, line %zu", at->page, at->line);
    else
        fl_buf_printf(out, "%s %zu", at->paragraph ? "paragraph" : "line",
                      at->line);
}
