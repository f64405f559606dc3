/*
 * List numbers of a DOCX package: they are not in its text but follow from
 * the definitions and from all list paragraphs before.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "read/numbers.h"

/* ---- reading the definitions ------------------------------------------------ */

static void read_level(const fl_docx *d, fl_docx_level *levels,
                       const xmlNode *node)
{
    uint32_t at = fl_xml_number(fl_xml_attr(d->arena, node, "ilvl"), 99);
    if (at >= FL_DOCX_LEVELS)
        return;
    fl_arena *arena = d->arena;
    levels[at] = (fl_docx_level){
        .format = fl_xml_value(arena, node, "numFmt"),
        .text = fl_xml_value(arena, node, "lvlText"),
        .style = fl_xml_value(arena, node, "pStyle"),
        .start = fl_xml_number(fl_xml_value(arena, node, "start"), 0),
        .restart = fl_xml_number(fl_xml_value(arena, node, "lvlRestart"), at),
        .legal = fl_xml_switch(arena, node, "isLgl") == FL_DOCX_ON,
    };
}

static void read_list(fl_docx *d, const xmlNode *node)
{
    fl_docx_list *list = FL_NEW(d->arena, fl_docx_list);
    list->id = fl_xml_attr(d->arena, node, "abstractNumId");
    list->link = fl_xml_value(d->arena, node, "numStyleLink");
    for (const xmlNode *c = node->children; c; c = c->next)
        if (fl_xml_is(c, "lvl"))
            read_level(d, list->levels, c);
    *FL_PUSH(d->arena, &d->lists) = (fl_docx_list_ref){ list->id, list };
}

static fl_docx_list *find_list(const fl_docx *d, fl_str id)
{
    const fl_docx_list_ref *ref = fl_find_by_id(
        id, d->lists.items, d->lists.count, sizeof(fl_docx_list_ref));
    return ref ? ref->list : NULL;
}

/* A numbering is a use of a list, which may change levels or begin anew. */
static void read_num(fl_docx *d, const xmlNode *node)
{
    fl_docx_num num = { .id = fl_xml_attr(d->arena, node, "numId") };
    num.list = find_list(d, fl_xml_value(d->arena, node, "abstractNumId"));
    if (!num.list)
        return;
    num.levels = num.list->levels;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (!fl_xml_is(c, "lvlOverride"))
            continue;
        uint32_t at = fl_xml_number(fl_xml_attr(d->arena, c, "ilvl"), 99);
        if (at >= FL_DOCX_LEVELS)
            continue;
        fl_str start = fl_xml_value(d->arena, c, "startOverride");
        if (start.len) {
            num.starts[at] = fl_xml_number(start, 1);
            num.begins[at] = true;
        }
        if (fl_xml_child(c, "lvl")) {
            fl_docx_level *own =
                FL_NEW_ARRAY(d->arena, FL_DOCX_LEVELS, fl_docx_level);
            memcpy(own, num.levels, sizeof(num.list->levels));
            read_level(d, own, fl_xml_child(c, "lvl"));
            num.levels = own;
        }
    }
    *FL_PUSH(d->arena, &d->nums) = num;
}

static fl_docx_num *find_num(const fl_docx *d, fl_str id)
{
    return fl_find_by_id(id, d->nums.items, d->nums.count, sizeof(fl_docx_num));
}

/* A list that only names a style is that style's list. */
static void follow_links(fl_docx *d)
{
    for (size_t i = 0; i < d->nums.count; i++) {
        fl_docx_num *num = &d->nums.items[i];
        if (!num->list->link.len || num->levels != num->list->levels)
            continue;
        const fl_docx_style *style = fl_docx_numbered_style(d, num->list->link);
        const fl_docx_num *linked = style ? find_num(d, style->num_id) : NULL;
        if (linked && linked != num) {
            num->list = linked->list;
            num->levels = linked->levels;
        }
    }
}

fl_status fl_docx_read_numbering(fl_docx *d)
{
    static const char *const unread[] = { "pPr", "rPr", NULL }; /* of numbers */
    fl_status status = FL_OK;
    const xmlNode *root = fl_package_part_without(
        &d->package, "word/numbering.xml", unread, &status);
    const xmlNode *first = root ? root->children : NULL;
    for (const xmlNode *c = first; c; c = c->next)
        if (fl_xml_is(c, "abstractNum"))
            read_list(d, c);
    fl_sort_by_id(d->lists.items, d->lists.count, sizeof(fl_docx_list_ref));
    for (const xmlNode *c = first; c; c = c->next)
        if (fl_xml_is(c, "num"))
            read_num(d, c);
    fl_sort_by_id(d->nums.items, d->nums.count, sizeof(fl_docx_num));
    follow_links(d);
    return status;
}

/* ---- counting ------------------------------------------------------------------ */

static void count_up(fl_docx_num *num, uint32_t level)
{
    fl_docx_list *list = num->list;
    if (num->begins[level]) {
        num->begins[level] = false;
        list->counts[level] = num->starts[level];
    } else if (!list->begun[level]) {
        list->counts[level] = num->levels[level].start;
    } else if (list->counts[level] < FL_MOST_NUMBER) {
        list->counts[level]++;
    }
    list->begun[level] = true;
    for (uint32_t above = 0; above < level; above++)
        if (!list->begun[above]) {
            list->begun[above] = true;
            list->counts[above] = num->levels[above].start;
        }
    for (uint32_t below = level + 1; below < FL_DOCX_LEVELS; below++)
        if (level < num->levels[below].restart)
            list->begun[below] = false;
}

static void put_number(fl_buf *out, fl_str format, uint32_t n)
{
    static const struct {
        const char *format;
        char style;
    } styles[] = { { "lowerRoman", 'i' },  { "upperRoman", 'I' },
                   { "lowerLetter", 'a' }, { "upperLetter", 'A' },
                   { "decimalZero", '0' }, { "none", '\0' } };
    char style = '1';
    for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
        if (fl_str_is(format, styles[i].format))
            style = styles[i].style;
    if (style)
        fl_put_number(out, style, n);
}

/* "%1.%2" with the counts in it, without spaces. */
static void put_label(fl_buf *out, const fl_docx_num *num, uint32_t level)
{
    const fl_docx_level *l = &num->levels[level];
    for (size_t i = 0; i < l->text.len; i++) {
        char c = l->text.ptr[i];
        uint32_t at = c == '%' && i + 1 < l->text.len
                          ? (uint32_t)(unsigned char)l->text.ptr[i + 1] - '1'
                          : FL_DOCX_LEVELS;
        if (at < FL_DOCX_LEVELS) {
            put_number(out,
                       l->legal ? FL_STR("decimal") : num->levels[at].format,
                       num->list->counts[at]);
            i++;
        } else if (!fl_is_space(c)) {
            fl_buf_putc(out, c);
        }
    }
}

/* The level of a numbering that a style stands for. */
static uint32_t level_of_style(const fl_docx_num *num, fl_str style)
{
    for (uint32_t i = 0; style.len && i < FL_DOCX_LEVELS; i++)
        if (fl_str_eq(num->levels[i].style, style))
            return i;
    return 0;
}

fl_str fl_docx_number(fl_docx *d, const xmlNode *properties, fl_str style,
                      uint16_t *depth)
{
    const fl_str none = { "", 0 };
    const xmlNode *list = fl_xml_child(properties, "numPr");
    fl_str id = fl_xml_value(d->arena, list, "numId");
    fl_str at = fl_xml_value(d->arena, list, "ilvl");
    const fl_docx_style *by_style =
        id.len ? NULL : fl_docx_numbered_style(d, style);
    fl_docx_num *num = find_num(d, by_style ? by_style->num_id : id);
    *depth = 1;
    if (!num)
        return none;
    if (by_style && !at.len)
        at = by_style->num_level;
    uint32_t level = at.len ? fl_xml_number(at, 0) : level_of_style(num, style);
    if (level >= FL_DOCX_LEVELS)
        return none;
    *depth = (uint16_t)(level + 1);
    count_up(num, level);
    if (fl_str_is(num->levels[level].format, "bullet"))
        return FL_STR("\xe2\x80\xa2");
    fl_buf_clear(&d->label);
    put_label(&d->label, num, level);
    if (d->label.failed)
        fl_arena_fail(d->arena);
    return fl_arena_dup(d->arena, fl_buf_str(&d->label));
}
