/*
 * Values as people write them, for messages, derivations and `why`.
 * SPDX-License-Identifier: MIT
 */
#include "judge/deadline.h"
#include "judge/eval.h"

#include "base/calendar.h"

fl_str fl_day_text(fl_arena *arena, fl_day day, bool year)
{
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
                                          "May", "Jun", "Jul", "Aug",
                                          "Sep", "Oct", "Nov", "Dec" };
    int y = 0;
    int m = 0;
    int d = 0;
    fl_day_to_civil(day, &y, &m, &d);
    if (!year)
        return fl_arena_printf(arena, "%d %s", d, months[m - 1]);
    return fl_arena_printf(arena, "%d %s %d", d, months[m - 1], y);
}

fl_str fl_val_text(fl_arena *arena, const fl_packs *packs, const fl_val *val)
{
    if (val->text.len && !val->bare)
        return val->text;
    if (val->kind == FL_VAL_BOOL)
        return val->boolean ? FL_STR("true") : FL_STR("false");
    if (val->kind == FL_VAL_DATE)
        return fl_day_text(arena, val->day, true);
    if (val->kind == FL_VAL_TEXT)
        return val->text;
    if (!val->unit)
        return fl_arena_printf(arena, "%.10g", val->low);
    return fl_arena_printf(arena, "%.10g %.*s", val->low,
                           FL_ARG(fl_atom_name(packs, val->unit)));
}

fl_str fl_attr_text(fl_arena *arena, const fl_attr *attr)
{
    fl_val val;
    if (!fl_attr_value(attr, 0, &val))
        return FL_STR("");
    fl_str text = fl_val_text(arena, attr->facts->packs, &val);
    for (size_t i = 1; i < 100 && fl_attr_value(attr, i, &val); i++) {
        fl_str more = fl_val_text(arena, attr->facts->packs, &val);
        text = fl_arena_printf(arena, "%.*s, %.*s", FL_ARG(text), FL_ARG(more));
    }
    return text;
}
