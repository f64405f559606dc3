/*
 * Styles of a DOCX package: which are headings, bold, hidden or numbered.
 * SPDX-License-Identifier: MIT
 */
#include "read/colour.h"
#include "read/docx.h"

/* Styles may be based on one another in a circle. */
#define DEEPEST 12

/* "heading 2", "Title", or an outline level; the tenth is body text. */
static uint16_t heading_of(const fl_docx *d, const xmlNode *style)
{
    fl_str name = fl_xml_value(d->arena, style, "name");
    const xmlNode *properties = fl_xml_child(style, "pPr");
    fl_str outline = fl_xml_value(d->arena, properties, "outlineLvl");
    if (fl_xml_number(outline, FL_DOCX_LEVELS) < FL_DOCX_LEVELS)
        return (uint16_t)(fl_xml_number(outline, 0) + 1);
    if (name.len == 9 &&
        (fl_str_starts(name, FL_STR("heading ")) ||
         fl_str_starts(name, FL_STR("Heading "))) &&
        fl_is_digit(name.ptr[8]) && name.ptr[8] != '0')
        return (uint16_t)(name.ptr[8] - '0');
    return fl_str_is(name, "Title") || fl_str_is(name, "title") ? 1 : 0;
}

fl_str fl_docx_fill(const fl_docx *d, const xmlNode *properties)
{
    return fl_xml_attr(d->arena, fl_xml_child(properties, "shd"), "fill");
}

static void read_style(fl_docx *d, const xmlNode *node)
{
    const xmlNode *paragraph = fl_xml_child(node, "pPr");
    const xmlNode *run = fl_xml_child(node, "rPr");
    const xmlNode *list = fl_xml_child(paragraph, "numPr");
    fl_docx_style style = {
        .id = fl_xml_attr(d->arena, node, "styleId"),
        .based_on = fl_xml_value(d->arena, node, "basedOn"),
        .num_id = fl_xml_value(d->arena, list, "numId"),
        .num_level = fl_xml_value(d->arena, list, "ilvl"),
        .heading = heading_of(d, node),
        .bold = fl_xml_switch(d->arena, run, "b"),
        .hidden = fl_xml_switch(d->arena, run, "vanish"),
        .ink = { fl_xml_value(d->arena, run, "color"), fl_docx_fill(d, run),
                 fl_xml_value(d->arena, run, "sz") },
    };
    if (!style.ink.fill.len)
        style.ink.fill = fl_docx_fill(d, paragraph);
    *FL_PUSH(d->arena, &d->styles) = style;
}

fl_status fl_docx_read_styles(fl_docx *d)
{
    /* what styles of tables look like: nine tenths of Word's own template */
    static const char *const unread[] = {
        "tblStylePr", "tblPr", "trPr", "tcPr", "rFonts", "latentStyles", NULL
    };
    fl_status status = FL_OK;
    const xmlNode *root = fl_package_part_without(
        &d->package, "word/styles.xml", unread, &status);
    for (const xmlNode *c = root ? root->children : NULL; c; c = c->next)
        if (fl_xml_is(c, "style"))
            read_style(d, c);
    fl_sort_by_id(d->styles.items, d->styles.count, sizeof(fl_docx_style));
    return status;
}

static const fl_docx_style *find_style(const fl_docx *d, fl_str id)
{
    return fl_find_by_id(id, d->styles.items, d->styles.count,
                         sizeof(fl_docx_style));
}

uint16_t fl_docx_heading(const fl_docx *d, fl_str style)
{
    const fl_docx_style *s = find_style(d, style);
    for (int i = 0; s && i < DEEPEST && !s->heading; i++)
        s = find_style(d, s->based_on);
    return s ? s->heading : 0;
}

fl_docx_switch fl_docx_bold(const fl_docx *d, fl_str style)
{
    const fl_docx_style *s = find_style(d, style);
    for (int i = 0; s && i < DEEPEST && s->bold == FL_DOCX_UNSET; i++)
        s = find_style(d, s->based_on);
    return s ? s->bold : FL_DOCX_UNSET;
}

fl_docx_switch fl_docx_hidden(const fl_docx *d, fl_str style)
{
    const fl_docx_style *s = find_style(d, style);
    for (int i = 0; s && i < DEEPEST && s->hidden == FL_DOCX_UNSET; i++)
        s = find_style(d, s->based_on);
    return s ? s->hidden : FL_DOCX_UNSET;
}

static void fill_in(fl_str *to, fl_str with)
{
    *to = to->len ? *to : with;
}

void fl_docx_add_ink(const fl_docx *d, fl_str style, fl_docx_ink *ink)
{
    const fl_docx_style *s = find_style(d, style);
    for (int i = 0; s && i < DEEPEST; i++, s = find_style(d, s->based_on)) {
        fill_in(&ink->colour, s->ink.colour);
        fill_in(&ink->fill, s->ink.fill);
        fill_in(&ink->size, s->ink.size);
    }
}

fl_shades fl_docx_cell_shades(const fl_docx *d, const xmlNode *cell,
                              fl_shades around)
{
    fl_str fill = fl_docx_fill(d, fl_xml_child(cell, "tcPr"));
    if (fl_colour_read(fill, around.ground))
        around.ground_given = true;
    return around;
}

/* What styles give to the cells of a table isn't read. */
fl_shades fl_docx_table_shades(const fl_docx *d, const xmlNode *table,
                               fl_shades around)
{
    const xmlNode *properties = fl_xml_child(table, "tblPr");
    fl_str style = fl_xml_value(d->arena, properties, "tblStyle");
    around.unsure =
        around.unsure || (style.len && !fl_str_is(style, "TableGrid") &&
                          !fl_str_is(style, "TableNormal"));
    return around;
}

const fl_docx_style *fl_docx_numbered_style(const fl_docx *d, fl_str style)
{
    const fl_docx_style *s = find_style(d, style);
    for (int i = 0; s && i < DEEPEST && !s->num_id.len; i++)
        s = find_style(d, s->based_on);
    return s && s->num_id.len ? s : NULL;
}
