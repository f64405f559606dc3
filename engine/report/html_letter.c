/*
 * The letter as written, block by block, with the words of the findings
 * marked and short notes beside them.
 * SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "report/html.h"

#include <stdlib.h>

/* A finding at the block of its words, or at the block where what is missing
 * belongs. */
typedef struct {
    uint32_t block, finding;
    bool belongs;
} note;

static int by_block(const void *left, const void *right)
{
    const note *a = left;
    const note *b = right;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    if (a->belongs != b->belongs)
        return a->belongs ? 1 : -1;
    return (a->finding > b->finding) - (a->finding < b->finding);
}

static note *gather(const fl_result *r, size_t *count)
{
    const fl_judgement *j = r->judgement;
    note *notes = fl_malloc(2 * j->finding_count * sizeof(*notes));
    *count = 0;
    for (uint32_t i = 0; notes && i < j->finding_count; i++) {
        const fl_outcome *o = &j->outcomes.items[i];
        uint32_t at = (uint32_t)fl_document_block_at(r->doc, o->start);
        notes[(*count)++] = (note){ at, i, false };
        if (!o->has_expected)
            continue;
        at = (uint32_t)fl_document_block_at(r->doc, o->expected_at);
        notes[(*count)++] = (note){ at, i, true };
    }
    if (notes)
        qsort(notes, *count, sizeof(*notes), by_block);
    return notes;
}

/* ---- notes beside a block ------------------------------------------------------------ */

static void add_note(const fl_page *p, const note *n)
{
    const fl_outcome *o = &p->r->judgement->outcomes.items[n->finding];
    const char *kind = fl_page_kind(p->r, n->finding);
    fl_buf_printf(p->out,
                  "<li class=\"note %s\" data-kind=\"%s\">"
                  "<a href=\"#d%zu-f%u\">",
                  kind, kind, p->draft, n->finding + 1);
    fl_page_sign(p->out, kind, kind);
    fl_buf_printf(p->out, "<span class=\"num\">%u</span> <span>",
                  n->finding + 1);
    fl_add_xml(p->out, fl_rule_of(p->r, o)->title);
    fl_buf_puts(p->out, "</span></a></li>\n");
}

static size_t count_notes(const note *notes, size_t count, bool belongs)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += notes[i].belongs == belongs;
    return found;
}

static void add_notes(const fl_page *p, const note *notes, size_t count)
{
    if (!count_notes(notes, count, false))
        return;
    fl_buf_puts(p->out, "<ol class=\"notes\" aria-label=\"Findings here\">\n");
    for (size_t i = 0; i < count; i++)
        if (!notes[i].belongs)
            add_note(p, &notes[i]);
    fl_buf_puts(p->out, "</ol>\n");
}

/* A line in the letter where something is missing. */
static void add_missing(const fl_page *p, const note *notes, size_t count)
{
    if (!count_notes(notes, count, true))
        return;
    fl_buf_puts(p->out, "<p class=\"insert\"><span aria-hidden=\"true\">"
                        "&#8627;</span> Missing here:");
    for (size_t i = 0; i < count; i++) {
        uint32_t finding = notes[i].finding;
        if (!notes[i].belongs)
            continue;
        fl_buf_printf(p->out,
                      " <a href=\"#d%zu-f%u\" aria-label=\"finding %u, ",
                      p->draft, finding + 1, finding + 1);
        fl_add_xml(
            p->out,
            fl_rule_of(p->r, &p->r->judgement->outcomes.items[finding])->title);
        fl_buf_printf(p->out, "\">%u</a>", finding + 1);
    }
    fl_buf_puts(p->out, "</p>\n");
}

/* ---- marked words ---------------------------------------------------------------------- */

static const fl_outcome *outcome_of(const fl_page *p, const note *n)
{
    return &p->r->judgement->outcomes.items[n->finding];
}

/* The gravest finding on T[start, end); NULL: none. */
static const char *kind_at(const fl_page *p, const note *notes, size_t count,
                           uint32_t start, uint32_t end)
{
    const char *kind = NULL;
    fl_severity worst = FL_SEVERITY_OFF;
    for (size_t i = 0; i < count; i++) {
        const fl_outcome *o = outcome_of(p, &notes[i]);
        if (o->start > start || o->end < end)
            continue;
        bool live = fl_finding_live(p->r, notes[i].finding);
        if (!kind || (live && o->severity > worst)) {
            kind = fl_page_kind(p->r, notes[i].finding);
            worst = live ? o->severity : FL_SEVERITY_OFF;
        }
    }
    return kind;
}

static void add_ref(const fl_page *p, uint32_t first, uint32_t last)
{
    fl_buf_printf(p->out,
                  "<a href=\"#d%zu-f%u\"><span class=\"sr\">finding%s "
                  "</span>%u",
                  p->draft, first, first == last ? "" : "s", first);
    if (last > first)
        fl_buf_printf(p->out, "&ndash;%u", last);
    fl_buf_puts(p->out, "</a>");
}

/* Numbers of the findings whose words end at `end`; runs are told as one. */
static void add_refs(const fl_page *p, const note *notes, size_t count,
                     uint32_t end)
{
    uint32_t first = 0;
    uint32_t last = 0;
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t number = notes[i].finding + 1;
        if (outcome_of(p, &notes[i])->end != end)
            continue;
        if (!open)
            fl_buf_puts(p->out, "<sup class=\"refs\">");
        open = true;
        if (last && number == last + 1) {
            last = number;
            continue;
        }
        if (last) {
            add_ref(p, first, last);
            fl_buf_puts(p->out, ", ");
        }
        first = last = number;
    }
    if (last)
        add_ref(p, first, last);
    if (open)
        fl_buf_puts(p->out, "</sup>");
}

static int by_offset(const void *left, const void *right)
{
    const uint32_t *a = left;
    const uint32_t *b = right;
    return (*a > *b) - (*a < *b);
}

/* T[start, end) in pieces at whose borders a finding's words begin or end. */
static void add_marked(const fl_page *p, const fl_block *b, const note *notes,
                       size_t count)
{
    uint32_t *cuts = fl_malloc((2 * count + 2) * sizeof(*cuts));
    size_t used = 0;
    p->out->failed |= !cuts;
    if (!cuts)
        return;
    cuts[used++] = b->start;
    cuts[used++] = b->end;
    for (size_t i = 0; i < count; i++) {
        const fl_outcome *o = outcome_of(p, &notes[i]);
        if (o->start > b->start && o->start < b->end)
            cuts[used++] = o->start;
        if (o->end > b->start && o->end < b->end)
            cuts[used++] = o->end;
    }
    qsort(cuts, used, sizeof(*cuts), by_offset);
    for (size_t i = 0; i + 1 < used; i++) {
        if (cuts[i] == cuts[i + 1])
            continue;
        const char *kind = kind_at(p, notes, count, cuts[i], cuts[i + 1]);
        if (kind)
            fl_buf_printf(p->out, "<mark class=\"hit %s\">", kind);
        fl_page_written(p, cuts[i], cuts[i + 1]);
        if (kind)
            fl_buf_puts(p->out, "</mark>");
        add_refs(p, notes, count, cuts[i + 1]);
    }
    fl_free(cuts);
}

/* ---- blocks ------------------------------------------------------------------------------ */

static const char *class_of(const fl_block *b)
{
    switch (b->kind) {
    case FL_BLOCK_HEADING:
        return "heading";
    case FL_BLOCK_ITEM:
        return b->level > 1 ? "item deep" : "item";
    case FL_BLOCK_CELL:
        return "cell";
    case FL_BLOCK_FURNITURE:
        return "furniture";
    case FL_BLOCK_MAIL:
        return "mail";
    case FL_BLOCK_RULE:
        return "rule";
    case FL_BLOCK_PARAGRAPH:
        break;
    }
    return "para";
}

static bool same_row(const fl_block *a, const fl_block *b)
{
    return a->kind == FL_BLOCK_CELL && b->kind == FL_BLOCK_CELL &&
           a->table == b->table && a->row == b->row;
}

/* `notes`: those of the block, the ones on its own words first. */
static void add_block(const fl_page *p, size_t i, const note *notes,
                      size_t count)
{
    const fl_block *b = &p->r->doc->blocks.items[i];
    fl_buf_printf(p->out, "<p class=\"%s%s%s\" id=\"d%zu-b%zu\">", class_of(b),
                  b->hidden ? " hidden-text" : "",
                  b->blank_before ? " apart" : "", p->draft, i + 1);
    if (b->hidden)
        fl_buf_puts(p->out, "<span class=\"tag\">not seen by the "
                            "recipient</span> ");
    if (b->label.len) {
        fl_buf_puts(p->out, "<span class=\"label\">");
        fl_add_xml(p->out, b->label);
        fl_buf_puts(p->out, " </span>");
    }
    add_marked(p, b, notes, count_notes(notes, count, false));
    fl_buf_puts(p->out, "</p>\n");
}

/* The blocks first to end, a table's row or one block, with their notes. */
static void add_unit(const fl_page *p, size_t first, size_t end,
                     const note *notes, size_t count)
{
    bool row = p->r->doc->blocks.items[first].kind == FL_BLOCK_CELL;
    size_t at = 0;
    fl_buf_puts(p->out, "<div class=\"unit\">\n");
    add_notes(p, notes, count);
    fl_buf_puts(p->out, row ? "<div class=\"row\">\n" : "<div>\n");
    for (size_t i = first; i < end; i++) {
        size_t from = at;
        while (at < count && notes[at].block == i)
            at++;
        add_block(p, i, notes + from, at - from);
    }
    fl_buf_puts(p->out, row ? "</div>\n" : "");
    add_missing(p, notes, count);
    fl_buf_puts(p->out, row ? "</div>\n" : "</div>\n</div>\n");
}

void fl_page_letter(const fl_page *p)
{
    size_t count = 0;
    size_t at = 0;
    note *notes = gather(p->r, &count);
    p->out->failed |= !notes;
    if (!notes)
        return;
    fl_buf_puts(p->out, "<section class=\"letter-part\">\n");
    fl_page_heading(p, "letter", "The letter");
    if (p->r->doc->partial) {
        fl_buf_puts(p->out, "<p class=\"partial\">Some of it could not be "
                            "read: ");
        fl_add_xml(p->out, p->r->error);
        fl_buf_puts(p->out, "</p>\n");
    }
    fl_buf_puts(p->out, "<div class=\"letter\">\n");
    const fl_block *blocks = p->r->doc->blocks.items;
    for (size_t i = 0; i < p->r->doc->blocks.count;) {
        size_t first = i++;
        size_t from = at;
        while (i < p->r->doc->blocks.count &&
               same_row(&blocks[first], &blocks[i]))
            i++;
        while (at < count && notes[at].block < i)
            at++;
        add_unit(p, first, i, notes + from, at - from);
    }
    fl_buf_puts(p->out, "</div>\n</section>\n");
    fl_free(notes);
}
