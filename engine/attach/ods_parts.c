/*
 * What an OpenDocument spreadsheet holds beside its cells: the choices that
 * they offer, formats that hide them where a condition holds, names.
 * SPDX-License-Identifier: MIT
 */
#include "attach/ods.h"

#include "base/limits.h"

fl_ods_parts *fl_ods_parts_new(fl_inspection *in, const fl_ods_styles *styles)
{
    fl_ods_parts *p = FL_NEW(in->arena, fl_ods_parts);
    p->in = in;
    p->styles = styles;
    p->first = FL_STR("");
    fl_arena_defer(in->arena, fl_buf_release, &p->words);
    return p;
}

/* Bytes of the name of a style that are looked at. */
#define STYLE_NAME 400

/* ---- conditional formats -------------------------------------------------------- */

/* Keeps "B2:B4" of "Figures.B2:Figures.B4 Figures.C2". */
static void keep_cells(fl_ods_parts *p, fl_str address)
{
    size_t len = 0;
    size_t start = 0; /* of the reference in hand, in p->at */
    for (size_t i = 0; i < address.len && address.ptr[i] != ' '; i++) {
        char c = address.ptr[i];
        if (c == '.') {
            len = start;
            continue;
        }
        if (len + 1 == sizeof(p->at))
            break;
        p->at[len++] = c;
        if (c == ':')
            start = len;
    }
    p->at[len] = '\0';
}

/* Conditions name a style as people see it, "Hot day", styles have "Hot_20_day"
 * for that. */
static fl_str style_name(char room[STYLE_NAME], fl_str shown)
{
    static const char digits[] = "0123456789abcdef";
    size_t len = 0;
    for (size_t i = 0; i < shown.len && len + 4 <= STYLE_NAME; i++) {
        unsigned char c = (unsigned char)shown.ptr[i];
        if (fl_is_word((char)c) || c == '-' || c == '.') {
            room[len++] = (char)c;
            continue;
        }
        room[len++] = '_';
        room[len++] = digits[c >> 4];
        room[len++] = digits[c & 15];
        room[len++] = '_';
    }
    return (fl_str){ room, len };
}

static void take_condition(fl_ods_parts *p, const fl_attrs *attrs)
{
    char room[STYLE_NAME];
    fl_str style = style_name(room, fl_attr_of(attrs, "apply-style-name"));
    fl_shades shades = fl_ods_cell_shades(p->styles, style, (fl_shades){ 0 });
    if (!fl_shades_hide(&shades))
        return;
    if (p->conditions++ == 0)
        p->first = fl_arena_dup(p->in->arena, fl_str_from(p->at));
}

void fl_ods_part_tell(fl_ods_parts *p, fl_str within)
{
    if (p->conditions)
        fl_inspect_add(
            p->in, FL_TRAIT_INVISIBLE_TEXT,
            fl_arena_printf(p->in->arena, "%.*s, %s%.*s", FL_ARG(within),
                            p->conditions > 1 ? "from " : "", FL_ARG(p->first)),
            FL_STR("in the colour of its background where a "
                   "condition holds"),
            p->conditions, "conditional format", FL_STR(""));
    p->conditions = 0;
}

/* ---- names ---------------------------------------------------------------------- */

static void take_name(fl_ods_parts *p, const fl_attrs *attrs)
{
    if (p->names++ >= FL_LIMIT_NAMES) {
        if (p->names == FL_LIMIT_NAMES + 1)
            fl_inventory_missed(p->in->inv, FL_STR("content.xml"),
                                "there are more names than are looked at");
        return;
    }
    fl_str target = fl_attr_of(attrs, "cell-range-address");
    fl_str what = { "", 0 };
    if (target.len == 0)
        target = fl_attr_of(attrs, "expression");
    if (fl_str_holds(target, "://") || fl_str_holds(target, "'#$"))
        what = FL_STR("leads to another file");
    for (size_t i = 0; i < p->hidden.count && !what.len; i++)
        if (fl_leads_to(p->in->arena, target, p->hidden.items[i], '.'))
            what = fl_arena_printf(p->in->arena,
                                   "leads to the hidden sheet \"%.*s\"",
                                   FL_ARG(p->hidden.items[i]));
    if (what.len)
        fl_inventory_add(p->in->inv,
                         (fl_trait){ .kind = FL_TRAIT_DEFINED_NAME,
                                     .name = fl_attr_of(attrs, "name"),
                                     .what = what,
                                     .count = 1,
                                     .hidden = true });
}

/* ---- events --------------------------------------------------------------------- */

bool fl_ods_part_open(fl_ods_parts *p, const char *name, const fl_attrs *attrs)
{
    if (strcmp(name, "content-validation") == 0) {
        p->in_choices = true;
        fl_buf_clear(&p->words);
        fl_buf_add(&p->words, fl_attr_of(attrs, "condition"));
    } else if (p->in_choices) { /* words that explain the choices */
        fl_buf_putc(&p->words, ' ');
    } else if (strcmp(name, "conditional-format") == 0) {
        keep_cells(p, fl_attr_of(attrs, "target-range-address"));
    } else if (strcmp(name, "condition") == 0) {
        take_condition(p, attrs);
    } else if (strcmp(name, "named-range") == 0 ||
               strcmp(name, "named-expression") == 0) {
        take_name(p, attrs);
    } else {
        return false;
    }
    return true;
}

bool fl_ods_part_close(fl_ods_parts *p, const char *name)
{
    if (!p->in_choices)
        return false;
    if (p->words.failed)
        fl_arena_fail(p->in->arena);
    if (strcmp(name, "content-validation") == 0) {
        p->in_choices = false;
        fl_inspect_piece(p->in,
                         &(fl_text_piece){ .text = fl_buf_str(&p->words),
                                           .within = FL_STR("choices of cells"),
                                           .hidden = true });
    }
    return true;
}

bool fl_ods_part_said(fl_ods_parts *p, fl_str text)
{
    if (p->in_choices)
        fl_buf_add(&p->words, text);
    return p->in_choices;
}
