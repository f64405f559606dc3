/*
 * Heading styles and list numbering of a DOCX package.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "base/buf.h"

#include <stdio.h>

/* Styles may be based on one another in a circle. */
#define DEEPEST 12

static uint32_t number_of(fl_str s, uint32_t other)
{
    uint32_t n = 0;
    if (s.len == 0 || s.len > 6)
        return other;
    for (size_t i = 0; i < s.len; i++) {
        if (!fl_is_digit(s.ptr[i]))
            return other;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return n;
}

static fl_str value_of(fl_docx *d, const xmlNode *node, const char *child)
{
    return fl_xml_attr(d->arena, fl_xml_child(node, child), "val");
}

/* "heading 2", "Title", or an outline level. */
static uint16_t heading_of(fl_docx *d, const xmlNode *style)
{
    fl_str name = value_of(d, style, "name");
    const xmlNode *properties = fl_xml_child(style, "pPr");
    fl_str outline = value_of(d, properties, "outlineLvl");
    if (outline.len)
        return (uint16_t)(number_of(outline, 8) + 1);
    if (name.len == 9 &&
        (strncmp(name.ptr, "heading ", 8) == 0 ||
         strncmp(name.ptr, "Heading ", 8) == 0) &&
        fl_is_digit(name.ptr[8]))
        return (uint16_t)(name.ptr[8] - '0');
    return fl_str_is(name, "Title") || fl_str_is(name, "title") ? 1 : 0;
}

static void read_style(fl_docx *d, const xmlNode *node)
{
    fl_docx_style *s = FL_PUSH(d->arena, &d->styles);
    s->id = fl_xml_attr(d->arena, node, "styleId");
    s->heading = heading_of(d, node);
    s->based_on = value_of(d, node, "basedOn");
    const xmlNode *list = fl_xml_child(fl_xml_child(node, "pPr"), "numPr");
    s->num_id = value_of(d, list, "numId");
}

static const fl_docx_style *find_style(const fl_docx *d, fl_str id)
{
    for (size_t i = 0; id.len && i < d->styles.count; i++)
        if (fl_str_eq(d->styles.items[i].id, id))
            return &d->styles.items[i];
    return NULL;
}

uint16_t fl_docx_heading(const fl_docx *d, fl_str style)
{
    const fl_docx_style *s = find_style(d, style);
    for (int depth = 0; s && depth < DEEPEST; depth++) {
        if (s->heading)
            return s->heading;
        s = find_style(d, s->based_on);
    }
    return 0;
}

fl_str fl_docx_style_list(const fl_docx *d, fl_str style)
{
    const fl_docx_style *s = find_style(d, style);
    for (int depth = 0; s && depth < DEEPEST; depth++) {
        if (s->num_id.len)
            return s->num_id;
        s = find_style(d, s->based_on);
    }
    return (fl_str){ "", 0 };
}

/* ---- numbering ----------------------------------------------------------------- */

static void read_level(fl_docx *d, fl_docx_list *list, const xmlNode *node)
{
    uint32_t at = number_of(fl_xml_attr(d->arena, node, "ilvl"), 99);
    if (at >= FL_DOCX_LEVELS)
        return;
    list->levels[at] =
        (fl_docx_level){ .format = value_of(d, node, "numFmt"),
                         .text = value_of(d, node, "lvlText"),
                         .start = number_of(value_of(d, node, "start"), 1) };
}

static void read_list(fl_docx *d, const xmlNode *node)
{
    fl_docx_list *list = FL_PUSH(d->arena, &d->lists);
    list->id = fl_xml_attr(d->arena, node, "abstractNumId");
    for (const xmlNode *c = node->children; c; c = c->next)
        if (fl_xml_is(c, "lvl"))
            read_level(d, list, c);
}

static fl_docx_list *find_list(fl_docx *d, fl_str id)
{
    for (size_t i = 0; i < d->lists.count; i++)
        if (fl_str_eq(d->lists.items[i].id, id))
            return &d->lists.items[i];
    return NULL;
}

/* A numbering is a use of a list, which may start levels elsewhere. */
static void read_num(fl_docx *d, const xmlNode *node)
{
    fl_docx_list *list = find_list(d, value_of(d, node, "abstractNumId"));
    fl_docx_num *num = FL_PUSH(d->arena, &d->nums);
    num->id = fl_xml_attr(d->arena, node, "numId");
    num->list = list;
    if (!list || !fl_xml_child(node, "lvlOverride"))
        return;
    fl_docx_list *own = FL_NEW(d->arena, fl_docx_list);
    *own = *list;
    num->list = own;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (!fl_xml_is(c, "lvlOverride"))
            continue;
        uint32_t at = number_of(fl_xml_attr(d->arena, c, "ilvl"), 99);
        fl_str start = value_of(d, c, "startOverride");
        if (at < FL_DOCX_LEVELS && start.len)
            own->levels[at].start = number_of(start, 1);
        if (fl_xml_child(c, "lvl"))
            read_level(d, own, fl_xml_child(c, "lvl"));
    }
}

fl_status fl_docx_read_styles(fl_docx *d)
{
    fl_status status = FL_OK;
    const xmlNode *styles = fl_docx_part(d, "word/styles.xml", &status);
    for (const xmlNode *c = styles ? styles->children : NULL; c; c = c->next)
        if (fl_xml_is(c, "style"))
            read_style(d, c);
    if (status != FL_OK)
        return status;
    const xmlNode *numbering = fl_docx_part(d, "word/numbering.xml", &status);
    for (const xmlNode *c = numbering ? numbering->children : NULL; c;
         c = c->next) {
        if (fl_xml_is(c, "abstractNum"))
            read_list(d, c);
        else if (fl_xml_is(c, "num"))
            read_num(d, c);
    }
    return status;
}

static fl_str roman(fl_arena *arena, uint32_t n)
{
    static const struct {
        uint32_t value;
        const char *text;
    } steps[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" },
                  { 40, "xl" }, { 10, "x" },  { 9, "ix" },
                  { 5, "v" },   { 4, "iv" },  { 1, "i" } };
    char text[64];
    size_t len = 0;
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        for (; n >= steps[i].value && len + 4 < sizeof(text);
             n -= steps[i].value)
            len += (size_t)snprintf(text + len, sizeof(text) - len, "%s",
                                    steps[i].text);
    return fl_arena_dup(arena, (fl_str){ text, len });
}

static fl_str upper(fl_arena *arena, fl_str s)
{
    char *copy = fl_arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = fl_is_lower(s.ptr[i]) ? (char)(s.ptr[i] - 32) : s.ptr[i];
    return (fl_str){ copy, s.len };
}

static fl_str in_format(fl_arena *arena, fl_str format, uint32_t n)
{
    if (fl_str_is(format, "lowerRoman"))
        return roman(arena, n);
    if (fl_str_is(format, "upperRoman"))
        return upper(arena, roman(arena, n));
    if (fl_str_is(format, "lowerLetter") || fl_str_is(format, "upperLetter")) {
        char letter = (char)('a' + (n + 25) % 26);
        fl_str s = fl_arena_dup(arena, (fl_str){ &letter, 1 });
        return fl_str_is(format, "lowerLetter") ? s : upper(arena, s);
    }
    return fl_arena_printf(arena, "%u", n);
}

static void release(void *object)
{
    fl_buf_dispose(object);
}

fl_str fl_docx_number(fl_docx *d, fl_str id, uint32_t level)
{
    fl_docx_num *num = NULL;
    for (size_t i = 0; i < d->nums.count; i++)
        if (fl_str_eq(d->nums.items[i].id, id))
            num = &d->nums.items[i];
    if (!num || !num->list || level >= FL_DOCX_LEVELS)
        return (fl_str){ "", 0 };
    num->counts[level]++;
    for (uint32_t deeper = level + 1; deeper < FL_DOCX_LEVELS; deeper++)
        num->counts[deeper] = 0;
    const fl_docx_level *l = &num->list->levels[level];
    if (fl_str_is(l->format, "bullet"))
        return FL_STR("\xe2\x80\xa2");
    fl_buf *out = FL_NEW(d->arena, fl_buf);
    fl_arena_defer(d->arena, release, out);
    for (size_t i = 0; i < l->text.len; i++) {
        uint32_t at = i + 1 < l->text.len && l->text.ptr[i] == '%'
                          ? (uint32_t)(l->text.ptr[i + 1] - '1')
                          : 99;
        if (at >= FL_DOCX_LEVELS) {
            fl_buf_putc(out, l->text.ptr[i]);
            continue;
        }
        const fl_docx_level *shown = &num->list->levels[at];
        uint32_t count = num->counts[at] ? num->counts[at] : 1;
        fl_buf_add(
            out, in_format(d->arena, shown->format, shown->start + count - 1));
        i++;
    }
    if (out->failed)
        fl_arena_fail(d->arena);
    return fl_buf_str(out); /* as long-lived as the arena */
}
