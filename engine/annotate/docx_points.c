/*
 * Finds where a mark may stand; see docx.h. Going down from the paragraph to
 * the words, it stops at the first element in which no mark may stand: deleted
 * text, a content control, a simple field, a formula, what is drawn.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/docx.h"

#define DEEPEST 300 /* parsers stop at 256 */

typedef struct {
    uint32_t items[DEEPEST]; /* from the outermost paragraph to the words */
    size_t count;
} chain;

static bool climb(const fl_markup *x, uint32_t element, chain *c)
{
    uint32_t up[DEEPEST];
    size_t count = 0;
    size_t paragraph = 0; /* the outermost so far, counted from 1 */
    for (uint32_t e = element; e != FL_NO_ELEMENT && count < DEEPEST;
         e = x->elements.items[e].parent) {
        up[count++] = e;
        if (fl_markup_is(x, e, "p"))
            paragraph = count;
    }
    c->count = paragraph;
    for (size_t i = 0; i < paragraph; i++)
        c->items[i] = up[paragraph - 1 - i];
    return paragraph > 0;
}

static bool holds_marks(const fl_markup *x, uint32_t element)
{
    static const char *const names[] = { "ins",       "moveTo", "hyperlink",
                                         "smartTag",  "dir",    "bdo",
                                         "customXml", NULL };
    for (size_t i = 0; names[i]; i++)
        if (fl_markup_is(x, element, names[i]))
            return true;
    return false;
}

/* The properties of a run; FL_NO_ELEMENT: it has none. */
static uint32_t properties_of(const fl_markup *x, uint32_t run)
{
    bool has = run + 1 < x->elements.count &&
               x->elements.items[run + 1].parent == run &&
               fl_markup_is(x, run + 1, "rPr");
    return has ? run + 1 : FL_NO_ELEMENT;
}

/* A tracked change of its format has a number of its own, which a copy would
 * have as well. */
static bool can_be_split(const fl_markup *x, uint32_t run)
{
    uint32_t properties = properties_of(x, run);
    if (properties == FL_NO_ELEMENT)
        return true;
    uint32_t close = x->elements.items[properties].close;
    for (uint32_t e = properties + 1;
         e < x->elements.count && x->elements.items[e].start < close; e++)
        if (fl_markup_is(x, e, "rPrChange") || fl_markup_is(x, e, "ins") ||
            fl_markup_is(x, e, "del"))
            return false;
    return true;
}

static void stand_beside(const fl_markup *x, uint32_t element, bool behind,
                         fl_docx_point *out)
{
    const fl_xml_element *e = &x->elements.items[element];
    out->how = FL_BESIDE;
    out->at = behind ? e->end : e->start;
}

/* The first thing in a run but its properties. */
static uint32_t first_in(const fl_markup *x, uint32_t run)
{
    uint32_t properties = properties_of(x, run);
    uint32_t e = run + 1;
    if (properties != FL_NO_ELEMENT)
        while (e < x->elements.count &&
               x->elements.items[e].start < x->elements.items[properties].end)
            e++;
    return e;
}

static bool is_last_in(const fl_markup *x, uint32_t run, uint32_t element)
{
    for (uint32_t e = element + 1;
         e < x->elements.count &&
         x->elements.items[e].start < x->elements.items[run].close;
         e++)
        if (x->elements.items[e].parent == run)
            return false;
    return true;
}

static void stand_in_run(const fl_markup *x, uint32_t run, uint32_t text,
                         uint32_t at, fl_docx_point *out)
{
    const fl_xml_element *t = &x->elements.items[text];
    out->run = run;
    out->text = text;
    out->at = at;
    out->how = FL_IN_WORDS;
    if (at > t->inner && at < t->close)
        return;
    bool behind = at == t->close;
    if (behind ? is_last_in(x, run, text) : first_in(x, run) == text) {
        stand_beside(x, run, behind, out);
        return;
    }
    out->how = FL_IN_RUN;
    out->at = behind ? t->end : t->start;
}

/* Goes down as far as marks may stand; the index in the chain of what they
 * must stand beside. */
static size_t go_down(const fl_markup *x, const chain *c)
{
    size_t i = 1;
    while (i + 1 < c->count && holds_marks(x, c->items[i]))
        i++;
    return i;
}

bool fl_docx_point_around(const fl_markup *x, uint32_t element, bool behind,
                          fl_docx_point *out)
{
    chain c;
    if (!climb(x, element, &c) || c.count < 2)
        return false;
    out->paragraph = c.items[0];
    out->behind = x->elements.items[c.items[1]].end;
    stand_beside(x, c.items[go_down(x, &c)], behind, out);
    return true;
}

bool fl_docx_point_at(const fl_markup *x, const fl_spot *spot, bool behind,
                      fl_docx_point *out)
{
    chain c;
    uint32_t at = 0;
    uint32_t text = fl_markup_around(x, spot->tags);
    if (!fl_docx_point_around(x, text, behind, out) || !climb(x, text, &c))
        return false;
    size_t i = go_down(x, &c);
    if (i + 2 == c.count && fl_markup_is(x, c.items[i], "r") &&
        fl_markup_is(x, text, "t") && can_be_split(x, c.items[i]) &&
        fl_markup_at(x, spot->tags, spot->offset, &at))
        stand_in_run(x, c.items[i], text, at, out);
    if (i == 1) /* the run itself stands in the paragraph */
        out->behind = out->at;
    return true;
}
