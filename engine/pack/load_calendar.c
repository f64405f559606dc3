/*
 * Calendars: weekends and holidays, and the days between which they are known.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "pack/state.h"

#include <stdlib.h>

static int by_day(const void *a, const void *b)
{
    const fl_holiday *x = a;
    const fl_holiday *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

/* "a", "a and b", "a, b and c" of an array of strings. */
static fl_str joined(fl_arena *arena, const cJSON *list)
{
    fl_str text = FL_STR("");
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const char *before = item == list->child ? ""
                             : item->next        ? ", "
                                                 : " and ";
        text = fl_arena_printf(arena, "%.*s%s%.*s", FL_ARG(text), before,
                               FL_ARG(fl_node_str(item)));
    }
    return text;
}

/* The node of the day: the item itself, or its "day". */
static const cJSON *load_holiday(fl_loader *loader, const cJSON *item,
                                 fl_holiday *out)
{
    enum { DAY, NAME, IN, UNSETTLED, COUNT };
    static const fl_field fields[COUNT] = {
        { "day", FL_FIELD_STRING, true },
        { "name", FL_FIELD_STRING, true },
        { "in", FL_FIELD_STRINGS, false },
        { "unsettled", FL_FIELD_STRING, false },
    };
    const cJSON *in[COUNT] = { 0 };
    if (cJSON_IsString(item))
        return item;
    if (!cJSON_IsObject(item)) {
        fl_loader_problem(loader, item,
                          "no holiday, expected YYYY-MM-DD or an object with "
                          "its \"day\" and \"name\"");
        return NULL;
    }
    fl_loader_fields(loader, item, fields, COUNT, in);
    out->name = fl_node_str(in[NAME]);
    out->where = joined(loader->arena, in[IN]);
    out->unsettled = fl_node_str(in[UNSETTLED]);
    return in[DAY];
}

static void load_holidays(fl_loader *loader, fl_calendar *calendar,
                          const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        fl_holiday holiday = { .day = FL_NO_DAY };
        const cJSON *node = load_holiday(loader, item, &holiday);
        if (!node)
            continue;
        if (!fl_day_parse(fl_node_str(node), &holiday.day))
            fl_loader_problem(loader, node,
                              "\"%s\" is no date, expected YYYY-MM-DD",
                              node->valuestring);
        else if (holiday.day < calendar->from || holiday.day > calendar->to)
            fl_loader_problem(loader, node,
                              "holiday %s lies outside the calendar",
                              node->valuestring);
        else
            *FL_PUSH(loader->arena, &calendar->holidays) = holiday;
    }
    size_t count = calendar->holidays.count;
    if (count > 1)
        qsort(calendar->holidays.items, count, sizeof(fl_holiday), by_day);
    for (size_t i = 1; i < count; i++) {
        if (calendar->holidays.items[i].day ==
            calendar->holidays.items[i - 1].day) {
            char text[11];
            fl_day_format(calendar->holidays.items[i].day, text);
            fl_loader_problem(loader, list, "holiday %s is listed twice", text);
        }
    }
}

void fl_load_calendar(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    static const char *const days[] = { "mon", "tue", "wed", "thu",
                                        "fri", "sat", "sun", NULL };
    enum {
        NAME,
        TITLE,
        WEEKEND,
        FROM,
        TO,
        HOLIDAYS,
        SOURCE,
        SETTLED_TO,
        COUNT
    };
    static const fl_field fields[COUNT] = {
        { "calendar", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, false },
        { "weekend", FL_FIELD_STRINGS, true },
        { "from", FL_FIELD_DATE, true },
        { "to", FL_FIELD_DATE, true },
        { "holidays", FL_FIELD_ARRAY, true },
        { "source", FL_FIELD_STRINGS, false },
        { "settled_to", FL_FIELD_DATE, false },
    };
    const cJSON *in[COUNT] = { 0 };
    const cJSON *item = NULL;
    bool good = fl_loader_fields(loader, entry->node, fields, COUNT, in);
    if (fl_load_shared(loader, FL_ENTRY_CALENDAR, pack, entry) || !good)
        return;
    fl_calendar calendar = { .name = entry->id };
    fl_day_parse(fl_node_str(in[FROM]), &calendar.from);
    fl_day_parse(fl_node_str(in[TO]), &calendar.to);
    if (calendar.from > calendar.to)
        fl_loader_problem(loader, in[TO],
                          "\"to\" is before \"from\", expected a later day");
    calendar.settled_to = calendar.to;
    if (in[SETTLED_TO])
        fl_day_parse(fl_node_str(in[SETTLED_TO]), &calendar.settled_to);
    if (in[SETTLED_TO] && (calendar.settled_to < calendar.from ||
                           calendar.settled_to > calendar.to))
        fl_loader_problem(loader, in[SETTLED_TO],
                          "\"settled_to\" lies outside the calendar");
    cJSON_ArrayForEach(item, in[WEEKEND])
    {
        int day = fl_loader_choice(loader, item, "day of the week", days);
        if (day >= 0)
            calendar.weekend |= (uint8_t)(1u << day);
    }
    load_holidays(loader, &calendar, in[HOLIDAYS]);
    *FL_PUSH(loader->arena, &loader->packs->calendars) = calendar;
}
