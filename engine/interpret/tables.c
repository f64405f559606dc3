/*
 * Asks in the cells of a table: a column in which most rows ask, with the
 * answer in the cells to the right.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/asks.h"

static const fl_block *cell_at(const fl_reading *r, uint32_t b)
{
    const fl_block *block = &r->doc->blocks.items[b];
    const fl_block_facts *bf = &r->facts->blocks[b];
    return block->kind == FL_BLOCK_CELL && bf->message == 0 &&
                   (bf->role == FL_PART_RESPONSE ||
                    bf->role == FL_PART_REASONING ||
                    bf->role == FL_PART_REQUEST)
               ? block
               : NULL;
}

static bool cell_asks(const fl_reading *r, uint32_t b)
{
    fl_str text = fl_block_text(r, b);
    return text.len > 0 &&
           (text.ptr[text.len - 1] == '?' || fl_block_demands(r, b));
}

/* Columns beyond this are not looked at. */
#define COLUMNS 16

/* The column of the table that begins at `first` in which more than half of
 * the rows below the head ask; 0 for none. *end: behind the table. */
static uint32_t asking_column(const fl_reading *r, uint32_t first,
                              uint32_t *end)
{
    uint32_t asks[COLUMNS] = { 0 };
    uint32_t rows = 0;
    uint32_t table = r->doc->blocks.items[first].table;
    uint32_t b = first;
    for (; b < r->block_count && cell_at(r, b) &&
           r->doc->blocks.items[b].table == table;
         b++) {
        const fl_block *cell = &r->doc->blocks.items[b];
        rows += b == first || cell->row != cell[-1].row;
        bool more = b + 1 < r->block_count && cell_at(r, b + 1) &&
                    cell[1].table == table && cell[1].row == cell->row;
        if (more && cell->cell < COLUMNS && cell_asks(r, b))
            asks[cell->cell]++;
    }
    *end = b;
    for (uint32_t c = 1; c < COLUMNS; c++)
        if (asks[c] > 0 && asks[c] * 2 >= rows)
            return c;
    return 0;
}

/* The number in the cell to the left ("3", "Q3"), else an empty slice. */
static fl_str number_beside(const fl_reading *r, uint32_t b)
{
    const fl_block *cell = &r->doc->blocks.items[b];
    if (cell->cell < 2 || b == 0 || cell[-1].row != cell->row)
        return (fl_str){ "", 0 };
    if (r->keys[b - 1].ids.count > 0)
        return fl_key_id(&r->keys[b - 1]);
    fl_str text = fl_block_text(r, b - 1);
    fl_str number = fl_id_number(text);
    bool alone = number.len > 0 && number.len <= 3 &&
                 (number.len == text.len ||
                  (text.len == number.len + 1 && text.ptr[number.len] == '.'));
    return alone ? number : (fl_str){ "", 0 };
}

static void add_cell_ask(fl_asks *a, uint32_t b)
{
    fl_reading *r = a->r;
    const fl_block *cell = &r->doc->blocks.items[b];
    fl_str id = number_beside(r, b);
    if (r->keys[b].ids.count > 0)
        fl_add_labelled(a, b, cell->end);
    else if (id.len > 0 && fl_find_question(r, id) == FL_NONE)
        fl_add_ask(a, id, b, cell->start, cell->end);
    else
        fl_add_unlabelled(a, b, cell->start, cell->end);
    r->facts->blocks[b].asks = true;
    r->facts->blocks[b].role = FL_PART_RESPONSE;
}

void fl_collect_tables(fl_asks *a)
{
    const fl_reading *r = a->r;
    for (uint32_t b = 0; b < r->block_count; b++) {
        if (!cell_at(r, b))
            continue;
        uint32_t end = b;
        uint32_t column = asking_column(r, b, &end);
        uint32_t head = r->doc->blocks.items[b].row;
        for (; b < end; b++) {
            const fl_block *cell = &r->doc->blocks.items[b];
            bool asks = column && cell->cell == column &&
                        (cell->row != head || cell_asks(r, b));
            if (asks && fl_block_text(r, b).len > 0)
                add_cell_ask(a, b);
            else if (column)
                r->facts->blocks[b].role = FL_PART_RESPONSE;
        }
        b--;
    }
}
