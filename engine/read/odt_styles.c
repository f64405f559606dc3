/*
 * Styles of an ODT package: which are bold, hidden, highlighted, numbered.
 * SPDX-License-Identifier: MIT
 */
#include "read/colour.h"
#include "read/odt.h"

/* Styles may name one another as parent in a circle. */
#define DEEPEST 12

static bool is_bold(fl_str weight)
{
    return fl_str_is(weight, "bold") || fl_str_is(weight, "600") ||
           fl_str_is(weight, "700") || fl_str_is(weight, "800") ||
           fl_str_is(weight, "900");
}

static fl_odt_switch switch_of(fl_str value, bool on)
{
    return !value.len ? FL_ODT_UNSET : on ? FL_ODT_ON : FL_ODT_OFF;
}

/* The colour of what stands around the words. */
static fl_str ground_of(const fl_odt *d, const xmlNode *style)
{
    static const char *const around[] = { "paragraph-properties",
                                          "table-cell-properties",
                                          "table-row-properties",
                                          "table-properties", NULL };
    for (size_t i = 0; around[i]; i++) {
        fl_str colour = fl_xml_attr(d->arena, fl_xml_child(style, around[i]),
                                    "background-color");
        if (colour.len)
            return colour;
    }
    return (fl_str){ "", 0 };
}

/* Words may have the colour that shows on whatever their ground is. */
static fl_str colour_of(const fl_odt *d, const xmlNode *text)
{
    return fl_xml_attr_is(text, "use-window-font-color", "true")
               ? FL_STR("auto")
               : fl_xml_attr(d->arena, text, "color");
}

static void read_style(fl_odt *d, const xmlNode *node, fl_odt_styles *to)
{
    const xmlNode *text = fl_xml_child(node, "text-properties");
    fl_str weight = fl_xml_attr(d->arena, text, "font-weight");
    fl_str display = fl_xml_attr(d->arena, text, "display");
    fl_str colour = fl_xml_attr(d->arena, text, "background-color");
    fl_odt_style style = {
        .id = fl_xml_attr(d->arena, node, "name"),
        .parent = fl_xml_attr(d->arena, node, "parent-style-name"),
        .list = fl_xml_attr(d->arena, node, "list-style-name"),
        .bold = switch_of(weight, is_bold(weight)),
        .hidden = switch_of(display, fl_str_is(display, "none")),
        .highlighted = switch_of(colour, !fl_str_is(colour, "transparent") &&
                                             !fl_str_is(colour, "#ffffff")),
        .colour = colour_of(d, text),
        .fill = colour,
        .ground = ground_of(d, node),
        .size = fl_xml_attr(d->arena, text, "font-size"),
    };
    if (fl_xml_attr_is(node, "family", "paragraph"))
        *FL_PUSH(d->arena, &to->paragraphs) = style;
    else if (fl_xml_attr_is(node, "family", "text"))
        *FL_PUSH(d->arena, &to->texts) = style;
    else if (style.ground.len)
        *FL_PUSH(d->arena, &to->cells) = style;
}

void fl_odt_add_styles(fl_odt *d, const xmlNode *node, fl_odt_styles *to)
{
    for (const xmlNode *c = node ? node->children : NULL; c; c = c->next)
        if (fl_xml_is(c, "style"))
            read_style(d, c, to);
}

static void read_level(const fl_odt *d, const xmlNode *node,
                       fl_odt_level *levels)
{
    uint32_t at = fl_xml_number(fl_xml_attr(d->arena, node, "level"), 0);
    if (at == 0 || at > FL_ODT_LEVELS)
        return;
    fl_str format = fl_xml_attr(d->arena, node, "num-format");
    bool bullet = fl_xml_is(node, "list-level-style-bullet");
    levels[at - 1] = (fl_odt_level){
        .format = bullet       ? '*'
                  : format.len ? format.ptr[0]
                               : '\0',
        .prefix = fl_xml_attr(d->arena, node, "num-prefix"),
        .suffix = fl_xml_attr(d->arena, node, "num-suffix"),
        .start = fl_xml_number(fl_xml_attr(d->arena, node, "start-value"), 1),
        .shown =
            fl_xml_number(fl_xml_attr(d->arena, node, "display-levels"), 1),
    };
}

void fl_odt_add_list_styles(fl_odt *d, const xmlNode *node)
{
    for (const xmlNode *c = node ? node->children : NULL; c; c = c->next) {
        if (!fl_xml_is(c, "list-style") && !fl_xml_is(c, "outline-style"))
            continue;
        fl_odt_list_style *style = FL_PUSH(d->arena, &d->list_styles);
        style->id = fl_xml_attr(d->arena, c, "name");
        if (fl_xml_is(c, "outline-style")) /* no list may go by this name */
            style->id = FL_STR("\x01outline");
        for (const xmlNode *l = c->children; l; l = l->next)
            if (l->type == XML_ELEMENT_NODE)
                read_level(d, l, style->levels);
    }
}

static void sort(fl_odt_styles *s)
{
    fl_sort_by_id(s->paragraphs.items, s->paragraphs.count,
                  sizeof(fl_odt_style));
    fl_sort_by_id(s->texts.items, s->texts.count, sizeof(fl_odt_style));
    fl_sort_by_id(s->cells.items, s->cells.count, sizeof(fl_odt_style));
}

void fl_odt_sort_styles(fl_odt *d)
{
    sort(&d->in_body);
    sort(&d->in_margin);
    fl_sort_by_id(d->list_styles.items, d->list_styles.count,
                  sizeof(fl_odt_list_style));
}

static const fl_odt_style *paragraph_style(const fl_odt *d, fl_str id)
{
    return fl_find_by_id(id, d->styles->paragraphs.items,
                         d->styles->paragraphs.count, sizeof(fl_odt_style));
}

static const fl_odt_style *text_style(const fl_odt *d, fl_str id)
{
    return fl_find_by_id(id, d->styles->texts.items, d->styles->texts.count,
                         sizeof(fl_odt_style));
}

typedef const fl_odt_style *(*finder)(const fl_odt *, fl_str);

/* What this style says of colour and size goes before what stands around. */
static fl_shades shades_of(const fl_odt *d, fl_str id, finder find,
                           fl_shades around)
{
    fl_str colour = { "", 0 };
    fl_str ground = { "", 0 };
    fl_str size = { "", 0 };
    const fl_odt_style *s = find(d, id);
    for (int i = 0; s && i < DEEPEST; i++, s = find(d, s->parent)) {
        colour = colour.len ? colour : s->colour;
        ground = ground.len ? ground : s->fill.len ? s->fill : s->ground;
        size = size.len ? size : s->size;
    }
    return fl_shades_with(around, colour, ground, size);
}

fl_shades fl_odt_cell_shades(const fl_odt *d, const xmlNode *node,
                             fl_shades around)
{
    if (node->type != XML_ELEMENT_NODE)
        return around;
    const fl_odt_style *s = fl_find_by_id(
        fl_xml_attr(d->arena, node, "style-name"), d->styles->cells.items,
        d->styles->cells.count, sizeof(fl_odt_style));
    if (s && fl_colour_read(s->ground, around.ground))
        around.ground_given = true;
    return around;
}

/* Each switch from the nearest style that sets it. */
static fl_manner manner_of(const fl_odt *d, fl_str id, finder find,
                           fl_manner around)
{
    fl_odt_switch bold = FL_ODT_UNSET;
    fl_odt_switch hidden = FL_ODT_UNSET;
    fl_odt_switch pen = FL_ODT_UNSET;
    const fl_odt_style *s = find(d, id);
    for (int i = 0; s && i < DEEPEST; i++, s = find(d, s->parent)) {
        bold = bold ? bold : s->bold;
        hidden = hidden ? hidden : s->hidden;
        pen = pen ? pen : s->highlighted;
    }
    around.shades = shades_of(d, id, find, around.shades);
    if (bold)
        around.bold = bold == FL_ODT_ON;
    if (pen)
        around.highlighted = pen == FL_ODT_ON;
    if (hidden == FL_ODT_ON && !around.unseen) {
        around.unseen = true;
        around.as = FL_MARK_HIDDEN;
    }
    return around;
}

fl_manner fl_odt_paragraph_manner(const fl_odt *d, fl_str style,
                                  fl_manner around)
{
    return manner_of(d, style, paragraph_style, around);
}

fl_manner fl_odt_text_manner(const fl_odt *d, fl_str style, fl_manner around)
{
    return manner_of(d, style, text_style, around);
}

fl_str fl_odt_list_of(const fl_odt *d, fl_str style)
{
    const fl_odt_style *s = paragraph_style(d, style);
    for (int i = 0; s && i < DEEPEST && !s->list.len; i++)
        s = paragraph_style(d, s->parent);
    return s ? s->list : (fl_str){ "", 0 };
}
