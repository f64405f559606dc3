/*
 * Puts the marks of comments into the text of a DOCX: their ranges and their
 * references. A run in whose midst one stands becomes two with the same
 * properties; nothing else of the part changes.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/docx_marks.h"

#include <stdlib.h>

/* At one place ranges end before their references stand and others begin. */
typedef enum { ENDS, REFERENCE, BEGINS } mark_kind;

typedef struct {
    fl_docx_point point;
    mark_kind kind;
    size_t note;
} mark;

typedef FL_VEC(mark) marks;

/* ---- where they stand ------------------------------------------------------------ */

/* The run that refers to a footnote or endnote; FL_NO_ELEMENT: none. */
static uint32_t reference_to(const fl_markup *x, const fl_note *note)
{
    const char *name =
        note->footnote_at_end ? "endnoteReference" : "footnoteReference";
    for (uint32_t e = 0; note->footnote.len && e < x->elements.count; e++)
        if (fl_markup_is(x, e, name) &&
            fl_str_eq(fl_markup_attr(x, e, "id"), note->footnote))
            return x->elements.items[e].parent;
    return FL_NO_ELEMENT;
}

/* Words of several paragraphs are marked as far as these stand side by side:
 * a range may not lead out of a table's cell. */
static bool find_range(const fl_markup *x, const fl_note *note,
                       fl_docx_point *from, fl_docx_point *to)
{
    uint32_t run = reference_to(x, note);
    if (run != FL_NO_ELEMENT)
        return fl_docx_point_around(x, run, false, from) &&
               fl_docx_point_around(x, run, true, to);
    if (!fl_docx_point_at(x, &note->from, false, from) ||
        !fl_docx_point_at(x, &note->to, true, to))
        return false;
    if (x->elements.items[from->paragraph].parent ==
        x->elements.items[to->paragraph].parent)
        return true;
    return fl_docx_point_at(x, &note->first_end, true, to);
}

static void add_mark(fl_arena *arena, marks *all, fl_docx_point point,
                     mark_kind kind, size_t note)
{
    *FL_PUSH(arena, all) = (mark){ point, kind, note };
}

/* A reference stands outside of links and tracked changes, so that it shares
 * the fate of neither. */
static void add_marks(fl_arena *arena, marks *all, const fl_docx_point *from,
                      const fl_docx_point *to, size_t note)
{
    fl_docx_point behind = *to;
    if (to->behind != to->at) {
        behind.at = to->behind;
        behind.how = FL_BESIDE;
    }
    add_mark(arena, all, *from, BEGINS, note);
    add_mark(arena, all, *to, ENDS, note);
    add_mark(arena, all, behind, REFERENCE, note);
}

static int by_place(const void *a, const void *b)
{
    const mark *one = a;
    const mark *two = b;
    if (one->point.at != two->point.at)
        return one->point.at < two->point.at ? -1 : 1;
    if (one->kind != two->kind)
        return one->kind < two->kind ? -1 : 1;
    return one->note < two->note ? -1 : one->note > two->note;
}

/* ---- what stands there -------------------------------------------------------------- */

static fl_str piece(const fl_markup *x, uint32_t from, uint32_t to)
{
    return fl_str_slice(x->bytes, from, to);
}

static void put(fl_arena *arena, fl_insertions *to, uint32_t at, fl_str text)
{
    fl_insert(arena, to, at, text);
}

static void end_run(fl_arena *arena, const fl_markup *x, const fl_docx_point *p,
                    fl_insertions *to)
{
    if (p->how == FL_BESIDE)
        return;
    if (p->how == FL_IN_WORDS)
        put(arena, to, p->at,
            fl_arena_printf(arena, "</%.*s>",
                            FL_ARG(x->elements.items[p->text].name)));
    put(arena, to, p->at,
        fl_arena_printf(arena, "</%.*s>",
                        FL_ARG(x->elements.items[p->run].name)));
}

static void begin_run(fl_arena *arena, const fl_markup *x,
                      const fl_docx_point *p, fl_insertions *to)
{
    if (p->how == FL_BESIDE)
        return;
    const fl_xml_element *run = &x->elements.items[p->run];
    const fl_xml_element *properties = run + 1; /* if they are those */
    put(arena, to, p->at, piece(x, run->start, run->inner));
    if (properties->parent == p->run && fl_str_is(properties->local, "rPr"))
        put(arena, to, p->at, piece(x, properties->start, properties->end));
    if (p->how == FL_IN_WORDS)
        put(arena, to, p->at,
            fl_arena_printf(arena, "<%.*s xml:space=\"preserve\">",
                            FL_ARG(x->elements.items[p->text].name)));
}

/* The first half may end in a space, which counts only where that is said. */
static void keep_spaces(fl_arena *arena, const fl_markup *x,
                        const fl_docx_point *p, uint32_t *last,
                        fl_insertions *to)
{
    if (p->how != FL_IN_WORDS || p->text == *last)
        return;
    *last = p->text;
    if (fl_markup_attr(x, p->text, "space").len == 0)
        put(arena, to, x->elements.items[p->text].inner - 1,
            FL_STR(" xml:space=\"preserve\""));
}

static void put_mark(fl_arena *arena, const fl_namespace *w, const mark *m,
                     unsigned long first_id, fl_insertions *to)
{
    static const char *const names[] = { "commentRangeEnd", "commentReference",
                                         "commentRangeStart" };
    unsigned long id = first_id + m->note;
    fl_str element = fl_arena_printf(
        arena, "<%.*s:%s%.*s %.*s:id=\"%lu\"/>", FL_ARG(w->prefix),
        names[m->kind], FL_ARG(w->declared), FL_ARG(w->prefix), id);
    if (m->kind == REFERENCE)
        element = fl_arena_printf(arena, "<%.*s:r%.*s>%.*s</%.*s:r>",
                                  FL_ARG(w->prefix), FL_ARG(w->declared),
                                  FL_ARG(element), FL_ARG(w->prefix));
    put(arena, to, m->point.at, element);
}

static void write_marks(fl_arena *arena, const fl_markup *x,
                        const fl_namespace *w, const marks *all,
                        unsigned long first_id, fl_insertions *to)
{
    uint32_t spaced = FL_NO_ELEMENT;
    for (size_t i = 0; i < all->count;) {
        const fl_docx_point *p = &all->items[i].point;
        keep_spaces(arena, x, p, &spaced, to);
        end_run(arena, x, p, to);
        for (; i < all->count && all->items[i].point.at == p->at; i++)
            put_mark(arena, w, &all->items[i], first_id, to);
        begin_run(arena, x, p, to);
    }
}

bool fl_docx_put_marks(const fl_annotation *a, const fl_markup *x,
                       const fl_namespace *w, unsigned long first_id,
                       fl_insertions *to)
{
    marks all = { 0 };
    for (size_t i = 0; i < a->notes.count; i++) {
        fl_docx_point from;
        fl_docx_point end;
        if (!find_range(x, &a->notes.items[i], &from, &end))
            return false;
        add_marks(a->arena, &all, &from, &end, i);
    }
    if (all.count > 1)
        qsort(all.items, all.count, sizeof(*all.items), by_place);
    write_marks(a->arena, x, w, &all, first_id, to);
    return true;
}
