/*
 * List numbers of an ODT package: they are not in its text but follow from
 * the list styles and from all items before.
 * SPDX-License-Identifier: MIT
 */
#include "read/numbers.h"
#include "read/odt.h"

static size_t find_list(const fl_odt *d, fl_str id, fl_str style)
{
    for (size_t i = d->lists.count; i > 0; i--) {
        const fl_odt_list *list = &d->lists.items[i - 1];
        if (id.len ? fl_str_eq(list->id, id) : fl_str_eq(list->style, style))
            return i - 1;
    }
    return d->lists.count;
}

size_t fl_odt_begin_list(fl_odt *d, const xmlNode *node)
{
    fl_str id = fl_xml_attr(d->arena, node, "id");
    fl_str style = fl_xml_attr(d->arena, node, "style-name");
    fl_str other = fl_xml_attr(d->arena, node, "continue-list");
    size_t goes_on = d->lists.count;
    if (other.len)
        goes_on = find_list(d, other, style);
    else if (fl_xml_attr_is(node, "continue-numbering", "true"))
        goes_on = find_list(d, (fl_str){ "", 0 }, style);
    fl_odt_list list = { .id = id, .style = style };
    if (goes_on < d->lists.count) {
        list = d->lists.items[goes_on];
        list.id = id.len ? id : list.id;
        list.style = style.len ? style : list.style;
    }
    *FL_PUSH(d->arena, &d->lists) = list;
    return d->lists.count - 1;
}

static void count_up(fl_odt_list *list, const fl_odt_list_style *style,
                     uint32_t level, uint32_t start)
{
    if (start)
        list->counts[level] = start;
    else if (!list->begun[level])
        list->counts[level] = style->levels[level].start;
    else if (list->counts[level] < FL_MOST_NUMBER)
        list->counts[level]++;
    list->begun[level] = true;
    for (uint32_t above = 0; above < level; above++)
        if (!list->begun[above]) {
            list->begun[above] = true;
            list->counts[above] = style->levels[above].start;
        }
    for (uint32_t below = level + 1; below < FL_ODT_LEVELS; below++)
        list->begun[below] = false;
}

/* Prefix, the numbers of the levels shown, suffix; without spaces. */
static void put_label(fl_buf *out, const fl_odt_list *list,
                      const fl_odt_list_style *style, uint32_t level)
{
    const fl_odt_level *l = &style->levels[level];
    uint32_t first = l->shown > level + 1 ? 0 : level + 1 - l->shown;
    fl_buf_add(out, fl_str_trim(l->prefix));
    for (uint32_t at = first; at <= level; at++) {
        char format = style->levels[at].format;
        if (!format || format == '*')
            continue;
        if (at > first && out->len)
            fl_buf_putc(out, '.');
        fl_put_number(out, format, list->counts[at]);
    }
    fl_buf_add(out, fl_str_trim(l->suffix));
}

fl_str fl_odt_number(fl_odt *d, fl_odt_list *list, fl_str style, uint32_t level,
                     uint32_t start)
{
    const fl_odt_list_style *s =
        fl_find_by_id(style, d->list_styles.items, d->list_styles.count,
                      sizeof(fl_odt_list_style));
    if (!s || level >= FL_ODT_LEVELS)
        return (fl_str){ "", 0 };
    count_up(list, s, level, start);
    if (s->levels[level].format == '*')
        return FL_STR("\xe2\x80\xa2");
    if (!s->levels[level].format)
        return (fl_str){ "", 0 };
    fl_buf_clear(&d->label);
    put_label(&d->label, list, s, level);
    if (d->label.failed)
        fl_arena_fail(d->arena);
    return fl_arena_dup(d->arena, fl_buf_str(&d->label));
}
