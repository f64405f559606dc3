/*
 * Conditional formats of a workbook: which of them would hide what a cell
 * holds. Whether the condition holds is not worked out.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

#include <stdio.h>

/* ---- a look that a condition gives ----------------------------------------------- */

void fl_dxf_open(const fl_workbook *book, fl_dxf *dxf, const char *name,
                 const fl_attrs *attrs)
{
    if (strcmp(name, "font") == 0)
        dxf->in = FL_DXF_FONT;
    else if (strcmp(name, "fill") == 0)
        dxf->in = FL_DXF_FILL;
    else if (strcmp(name, "border") == 0)
        dxf->in = FL_DXF_ELSEWHERE;
    else if (strcmp(name, "numFmt") == 0)
        dxf->masks = fl_code_masks(fl_attr_of(attrs, "formatCode"), 7);
    else if (dxf->in == FL_DXF_FONT && strcmp(name, "color") == 0)
        dxf->words = fl_xlsx_colour(book, attrs);
    else if (dxf->in == FL_DXF_FILL && strcmp(name, "bgColor") == 0)
        dxf->ground = fl_xlsx_colour(book, attrs); /* of a solid one */
    else if (dxf->in == FL_DXF_FILL && strcmp(name, "fgColor") == 0 &&
             !dxf->ground.given)
        dxf->ground = fl_xlsx_colour(book, attrs);
}

static bool is_white(const fl_dxf *dxf)
{
    return fl_colours_alike(&dxf->words, &dxf->ground);
}

/* ---- the conditions of a sheet ----------------------------------------------------- */

static void take(fl_conditions *c, const fl_dxf *dxf)
{
    c->here[FL_CONDITION_WHITE] += is_white(dxf);
    c->here[FL_CONDITION_MASK] += dxf->masks;
}

/* The first of the ranges, which spaces separate. */
static void keep_cells(fl_conditions *c, fl_str cells)
{
    const char *space = cells.len ? memchr(cells.ptr, ' ', cells.len) : NULL;
    snprintf(c->at, sizeof(c->at), "%.*s",
             space ? (int)(space - cells.ptr) : (int)cells.len, cells.ptr);
}

bool fl_conditions_open(fl_conditions *c, const fl_workbook *book,
                        const char *name, const fl_attrs *attrs)
{
    if (strcmp(name, "conditionalFormatting") == 0) {
        c->open = true;
        keep_cells(c, fl_attr_of(attrs, "sqref"));
        memset(c->here, 0, sizeof(c->here));
    } else if (!c->open) {
        return false;
    } else if (strcmp(name, "cfRule") == 0) {
        uint32_t id = fl_attr_number(attrs, "dxfId", UINT32_MAX);
        if (id < book->dxfs.count)
            take(c, &book->dxfs.items[id]);
    } else if (strcmp(name, "dxf") == 0) { /* of rules that Excel 2010 added */
        c->in_dxf = true;
        c->dxf = (fl_dxf){ .in = FL_DXF_ELSEWHERE };
    } else if (c->in_dxf) {
        fl_dxf_open(book, &c->dxf, name, attrs);
    } else if (strcmp(name, "dataBar") == 0 || strcmp(name, "iconSet") == 0) {
        c->here[FL_CONDITION_BARE] += fl_attr_of(attrs, "showValue").len > 0 &&
                                      !fl_attr_on(attrs, "showValue");
    }
    return true;
}

bool fl_conditions_close(fl_conditions *c, const fl_workbook *book,
                         const char *name, fl_str text)
{
    if (!c->open)
        return false;
    if (strcmp(name, "dxf") == 0) {
        c->in_dxf = false;
        take(c, &c->dxf);
    } else if (strcmp(name, "sqref") == 0) {
        keep_cells(c, text);
    } else if (strcmp(name, "conditionalFormatting") == 0) {
        c->open = false;
        for (size_t i = 0; i < FL_CONDITIONS; i++) {
            if (c->all[i] == 0 && c->here[i])
                c->first[i] = fl_arena_dup(book->in->arena, fl_str_from(c->at));
            c->all[i] += c->here[i];
        }
    }
    return true;
}

void fl_conditions_tell(const fl_conditions *c, const fl_inspection *in,
                        fl_str within)
{
    static const struct {
        fl_trait_kind kind;
        const char *name;
    } told[FL_CONDITIONS] = {
        [FL_CONDITION_WHITE] = { FL_TRAIT_INVISIBLE_TEXT,
                                 "in the colour of its background where a "
                                 "condition holds" },
        [FL_CONDITION_MASK] = { FL_TRAIT_MASKED_CELLS,
                                "where a condition holds" },
        [FL_CONDITION_BARE] = { FL_TRAIT_MASKED_CELLS,
                                "a bar or an icon shows instead" },
    };
    for (size_t i = 0; i < FL_CONDITIONS; i++)
        if (c->all[i])
            fl_inspect_add(in, told[i].kind,
                           fl_arena_printf(in->arena, "%.*s%s%s%.*s",
                                           FL_ARG(within),
                                           c->first[i].len ? ", " : "",
                                           c->all[i] > 1 ? "from " : "",
                                           FL_ARG(c->first[i])),
                           fl_str_from(told[i].name), c->all[i],
                           "conditional format", FL_STR(""));
}
