/*
 * Comments in an ODT: an annotation stands in front of the words, a mark that
 * ends it behind them. Nothing has to be split: both may stand in a text.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/annotate.h"
#include "base/sink.h"
#include "report/escape.h"

#include <stdlib.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define NAME  "foilint-" /* of an annotation, with its number */

typedef struct {
    fl_annotation *a;
    const fl_markup *x; /* the main part */
    fl_namespace office, text, dc;
    unsigned long first; /* number of the first annotation */
    fl_insertions list;
} writer;

/* ---- where they stand ------------------------------------------------------------ */

/* What stands on its own beside the paragraphs of the text, if not in one. */
static bool is_apart(const fl_markup *x, uint32_t element)
{
    static const char *const names[] = {
        "text-box",        "custom-shape", "rect", "g",
        "tracked-changes", "annotation",   NULL
    };
    for (size_t i = 0; names[i]; i++)
        if (fl_markup_is(x, element, names[i]))
            return true;
    return false;
}

static bool is_paragraph(const fl_markup *x, uint32_t element)
{
    return fl_markup_is(x, element, "p") || fl_markup_is(x, element, "h");
}

static bool holds_annotations(const fl_markup *x, uint32_t element)
{
    return is_paragraph(x, element) || fl_markup_is(x, element, "span") ||
           fl_markup_is(x, element, "a") || fl_markup_is(x, element, "meta");
}

/* The outermost paragraph around an element, if it stands in the text. */
static uint32_t paragraph_around(const fl_markup *x, uint32_t element)
{
    uint32_t paragraph = FL_NO_ELEMENT;
    for (uint32_t e = element; e != FL_NO_ELEMENT;
         e = x->elements.items[e].parent) {
        if (is_paragraph(x, e))
            paragraph = e;
        else if (is_apart(x, e))
            paragraph = FL_NO_ELEMENT; /* unless one stands around it */
    }
    return paragraph;
}

/* Where an annotation for the words at `spot` may stand: there, or beside the
 * outermost element of the paragraph in which none may. */
static bool point_at(const fl_markup *x, const fl_spot *spot, bool behind,
                     uint32_t *at)
{
    uint32_t around = fl_markup_around(x, spot->tags);
    uint32_t paragraph = paragraph_around(x, around);
    uint32_t beside = FL_NO_ELEMENT;
    if (paragraph == FL_NO_ELEMENT)
        return false;
    for (uint32_t e = around; e != paragraph; e = x->elements.items[e].parent)
        if (!holds_annotations(x, e))
            beside = e;
    if (beside != FL_NO_ELEMENT)
        *at = behind ? x->elements.items[beside].end
                     : x->elements.items[beside].start;
    else if (!fl_markup_at(x, spot->tags, spot->offset, at)) /* in CDATA */
        *at = behind ? x->tags.items[spot->tags].start
                     : x->tags.items[spot->tags - 1].end;
    return true;
}

static bool can_stand(const fl_markup *x, const fl_spot *spot)
{
    return paragraph_around(x, fl_markup_around(x, spot->tags)) !=
           FL_NO_ELEMENT;
}

/* What a paragraph stands in: a range may not lead out of a table's cell. */
static uint32_t home_of(const fl_markup *x, const fl_spot *spot)
{
    uint32_t p = paragraph_around(x, fl_markup_around(x, spot->tags));
    return x->elements.items[p].parent;
}

/* ---- what stands there -------------------------------------------------------------- */

/* Numbers go on behind those of an earlier run. */
static void find_first(writer *w)
{
    w->first = 1;
    for (uint32_t e = 0; e < w->x->elements.count; e++) {
        if (!fl_markup_is(w->x, e, "annotation"))
            continue;
        fl_str name =
            fl_arena_dup(w->a->arena, fl_markup_attr(w->x, e, "name"));
        if (!fl_str_starts(name, FL_STR(NAME)))
            continue;
        unsigned long n = strtoul(name.ptr + strlen(NAME), NULL, 10);
        if (n >= w->first && n < INT32_MAX / 2)
            w->first = n + 1;
    }
}

static void add_annotation(const writer *w, size_t number, fl_buf *out)
{
    const fl_note *note = &w->a->notes.items[number];
    const char *o = w->office.prefix.ptr;
    const char *t = w->text.prefix.ptr;
    const char *d = w->dc.prefix.ptr;
    fl_buf_printf(out, "<%s:annotation%.*s%.*s%.*s %s:name=\"" NAME "%lu\">", o,
                  FL_ARG(w->office.declared), FL_ARG(w->text.declared),
                  FL_ARG(w->dc.declared), o, w->first + number);
    fl_buf_printf(out, "<%s:creator>%s</%s:creator>", d, FL_NOTE_AUTHOR, d);
    if (w->a->date.len) {
        fl_buf_printf(out, "<%s:date>", d);
        fl_add_xml(out, w->a->date);
        fl_buf_printf(out, "</%s:date>", d);
    }
    for (size_t i = 0; i < note->paragraphs.count; i++) {
        fl_buf_printf(out, "<%s:p>", t);
        fl_add_xml(out, note->paragraphs.items[i]);
        fl_buf_printf(out, "</%s:p>", t);
    }
    fl_buf_printf(out, "</%s:annotation>", o);
}

static fl_status refuse(const writer *w)
{
    fl_sink_report(w->a->sink, FL_LEVEL_ERROR, w->a->doc->path, 0, 0, NULL,
                   "no comments can be written: words of it stand in no "
                   "paragraph");
    return FL_FORMAT;
}

static bool find_range(const writer *w, const fl_note *note, uint32_t *from,
                       uint32_t *to)
{
    const fl_spot *end = &note->to;
    if (home_of(w->x, &note->from) != home_of(w->x, end))
        end = &note->first_end;
    return point_at(w->x, &note->from, false, from) &&
           point_at(w->x, end, true, to);
}

/* Ends come first, so that at one place a range ends before another begins. */
static fl_status put_all(writer *w)
{
    fl_annotation *a = w->a;
    uint32_t from = 0;
    uint32_t to = 0;
    for (size_t i = 0; i < a->notes.count; i++) {
        if (!find_range(w, &a->notes.items[i], &from, &to))
            return refuse(w);
        fl_insert(a->arena, &w->list, to,
                  fl_arena_printf(
                      a->arena,
                      "<%.*s:annotation-end%.*s %.*s:name=\"" NAME "%lu\"/>",
                      FL_ARG(w->office.prefix), FL_ARG(w->office.declared),
                      FL_ARG(w->office.prefix), w->first + i));
    }
    for (size_t i = 0; i < a->notes.count; i++) {
        fl_buf *out = fl_annotation_buf(a);
        if (!find_range(w, &a->notes.items[i], &from, &to))
            return refuse(w);
        add_annotation(w, i, out);
        fl_insert(a->arena, &w->list, from, fl_annotation_take(a, out));
    }
    return FL_OK;
}

fl_status fl_annotate_odt(fl_annotation *a)
{
    writer w = { .a = a, .x = &a->body };
    if (a->date.len == 0)
        a->date = fl_annotation_text_of(a, "meta.xml", "date");
    w.office =
        fl_namespace_in(a->arena, w.x, FL_STR(OASIS "office:1.0"), "office");
    w.text = fl_namespace_in(a->arena, w.x, FL_STR(OASIS "text:1.0"), "text");
    w.dc = fl_namespace_in(a->arena, w.x,
                           FL_STR("http://purl.org/dc/elements/1.1/"), "dc");
    fl_status status = fl_notes_anchor(a, can_stand);
    if (status != FL_OK)
        return status;
    find_first(&w);
    status = put_all(&w);
    if (status != FL_OK)
        return status;
    return fl_office_put(&a->office, a->doc->trail->main,
                         fl_insert_all(a->arena, w.x->bytes, &w.list));
}
