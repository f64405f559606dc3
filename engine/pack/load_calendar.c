/*
 * Calendars: weekends and holidays, and the days between which they are known.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "pack/state.h"

#include <stdlib.h>

static int by_day(const void *a, const void *b)
{
    const fl_day *x = a;
    const fl_day *y = b;
    return (*x > *y) - (*x < *y);
}

static void load_holidays(fl_loader *loader, fl_calendar *calendar,
                          const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        fl_day day = FL_NO_DAY;
        if (!fl_day_parse(fl_node_str(item), &day))
            fl_loader_problem(loader, item,
                              "\"%s\" is no date, expected YYYY-MM-DD",
                              item->valuestring);
        else if (day < calendar->from || day > calendar->to)
            fl_loader_problem(loader, item,
                              "holiday %s lies outside the calendar",
                              item->valuestring);
        else
            *FL_PUSH(loader->arena, &calendar->holidays) = day;
    }
    size_t count = calendar->holidays.count;
    if (count > 1)
        qsort(calendar->holidays.items, count, sizeof(fl_day), by_day);
    for (size_t i = 1; i < count; i++) {
        if (calendar->holidays.items[i] == calendar->holidays.items[i - 1]) {
            char text[11];
            fl_day_format(calendar->holidays.items[i], text);
            fl_loader_problem(loader, list, "holiday %s is listed twice", text);
        }
    }
}

void fl_load_calendar(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    static const char *const days[] = { "mon", "tue", "wed", "thu",
                                        "fri", "sat", "sun", NULL };
    enum { NAME, TITLE, WEEKEND, FROM, TO, HOLIDAYS, SOURCE, COUNT };
    static const fl_field fields[COUNT] = {
        { "calendar", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, false },
        { "weekend", FL_FIELD_STRINGS, true },
        { "from", FL_FIELD_DATE, true },
        { "to", FL_FIELD_DATE, true },
        { "holidays", FL_FIELD_STRINGS, true },
        { "source", FL_FIELD_STRINGS, false },
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
    cJSON_ArrayForEach(item, in[WEEKEND])
    {
        int day = fl_loader_choice(loader, item, "day of the week", days);
        if (day >= 0)
            calendar.weekend |= (uint8_t)(1u << day);
    }
    load_holidays(loader, &calendar, in[HOLIDAYS]);
    *FL_PUSH(loader->arena, &loader->packs->calendars) = calendar;
}
