/*
 * The tree of headings, run-in headings and lead-ins: which words govern
 * which blocks.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"
#include "recognise/heading.h"

#define MAX_DEPTH 16

typedef struct {
    uint32_t block;
    uint16_t level;
} open_heading;

/* Level of a heading by style or, where none is known, below all styles. */
static uint16_t level_of(const fl_block *b)
{
    return b->level ? b->level : 9;
}

static void close_to(fl_reading *r, open_heading *stack, size_t *depth,
                     uint16_t level, uint32_t at)
{
    while (*depth > 0 && stack[*depth - 1].level >= level) {
        (*depth)--;
        r->facts->blocks[stack[*depth].block].section_end = at;
    }
}

static void govern_by_lead_in(fl_reading *r, uint32_t b, uint32_t *lead_in)
{
    const fl_block *block = &r->doc->blocks.items[b];
    fl_str text = fl_block_text(r, b);
    bool item = block->kind == FL_BLOCK_ITEM || block->label.len > 0;
    if (*lead_in != FL_NONE && (item || b == *lead_in + 1))
        r->facts->blocks[b].lead_in = *lead_in;
    if (text.len > 0 && text.ptr[text.len - 1] == ':')
        *lead_in = b;
    else if (!item && *lead_in != FL_NONE && b != *lead_in + 1)
        *lead_in = FL_NONE;
}

void fl_read_headings(fl_reading *r)
{
    open_heading stack[MAX_DEPTH];
    size_t depth = 0;
    uint32_t lead_in = FL_NONE;
    for (uint32_t b = 0; b < r->block_count; b++) {
        const fl_block *block = &r->doc->blocks.items[b];
        fl_block_facts *bf = &r->facts->blocks[b];
        uint32_t end = 0;
        bool heading = fl_heading_span(r->doc, b, &end);
        bf->is_heading = block->kind == FL_BLOCK_HEADING;
        if (heading && !bf->is_heading && end < block->end)
            bf->run_in = end;
        if (bf->is_heading) {
            uint16_t level = level_of(block);
            close_to(r, stack, &depth, level, b);
            bf->heading = depth ? stack[depth - 1].block : FL_NONE;
            if (depth < MAX_DEPTH) {
                stack[depth++] = (open_heading){ b, level };
                bf->depth = (uint16_t)depth;
            }
            lead_in = FL_NONE;
        } else {
            if (block->kind == FL_BLOCK_MAIL)
                close_to(r, stack, &depth, 0, b);
            bf->heading = depth ? stack[depth - 1].block : FL_NONE;
            govern_by_lead_in(r, b, &lead_in);
        }
    }
    close_to(r, stack, &depth, 0, (uint32_t)r->block_count);
}
