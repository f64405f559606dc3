/*
 * Periods: how many days a law gives for something, from when they count and
 * which of them do not.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

/* More days than any calendar has. */
#define MOST_DAYS 3660

enum {
    ID,
    TITLE,
    STARTS,
    DAYS,
    AT_MOST,
    CALENDAR,
    REPLACES,
    AUTHORITY,
    ANNOUNCED,
    MET_BY,
    EXCLUDES,
    STRENGTH,
    BASIS,
    NOTE,
    COUNT
};

static const fl_field fields[COUNT] = {
    { "period", FL_FIELD_STRING, true },
    { "title", FL_FIELD_STRING, true },
    { "starts", FL_FIELD_STRINGS, true },
    { "days", FL_FIELD_INTEGER, false },
    { "at_most", FL_FIELD_INTEGER, false },
    { "calendar", FL_FIELD_STRING, true },
    { "replaces", FL_FIELD_STRING, false },
    { "authority", FL_FIELD_STRINGS, false },
    { "announced", FL_FIELD_STRING, false },
    { "met_by", FL_FIELD_STRING, false },
    { "excludes", FL_FIELD_OBJECTS, false },
    { "strength", FL_FIELD_STRING, true },
    { "basis", FL_FIELD_OBJECTS, true },
    { "note", FL_FIELD_STRING, false },
};

static fl_atom atom_of(fl_loader *loader, const cJSON *node)
{
    return node ? fl_loader_atom(loader, fl_node_str(node)) : 0;
}

static int days_of(fl_loader *loader, const cJSON *node)
{
    if (!node)
        return 0;
    if (node->valuedouble >= 1 && node->valuedouble <= MOST_DAYS)
        return (int)node->valuedouble;
    fl_loader_problem(loader, node, "no number of days, expected 1 to %d",
                      MOST_DAYS);
    return 0;
}

static void load_excludes(fl_loader *loader, fl_period *period,
                          const cJSON *list)
{
    enum { REASON, ITS_TITLE, NEEDED, MEMBERS };
    static const fl_field members[MEMBERS] = {
        { "reason", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, true },
        { "needed", FL_FIELD_BOOL, false },
    };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const cJSON *in[MEMBERS] = { 0 };
        fl_loader_fields(loader, item, members, MEMBERS, in);
        *FL_PUSH(loader->arena, &period->excludes) =
            (fl_excluded){ .reason = atom_of(loader, in[REASON]),
                           .title = fl_node_str(in[ITS_TITLE]),
                           .needed = cJSON_IsTrue(in[NEEDED]) };
    }
}

/* What each member asks of another. */
static void check_members(fl_loader *loader, const fl_entry *entry,
                          const cJSON **in)
{
    if (!in[DAYS] && !in[AT_MOST])
        fl_loader_problem(loader, entry->node,
                          "neither \"days\" nor \"at_most\", expected one of "
                          "them at least");
    if (in[STARTS] && !in[STARTS]->child)
        fl_loader_problem(loader, in[STARTS],
                          "no start, expected at least one role of a date");
    if (in[REPLACES] && (!in[AUTHORITY] || !in[AUTHORITY]->child))
        fl_loader_problem(loader, in[REPLACES],
                          "\"replaces\" without \"authority\", expected the "
                          "kinds of authority for which it does");
    if (in[REPLACES] &&
        fl_str_eq(fl_node_str(in[REPLACES]), fl_node_str(in[ID])))
        fl_loader_problem(loader, in[REPLACES], "a period replaces itself");
}

void fl_load_period(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    const cJSON *in[COUNT] = { 0 };
    const cJSON *item = NULL;
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    check_members(loader, entry, in);
    fl_period period = { .id = entry->id,
                         .title = fl_node_str(in[TITLE]),
                         .pack = pack,
                         .announced = atom_of(loader, in[ANNOUNCED]),
                         .met_by = atom_of(loader, in[MET_BY]),
                         .days = days_of(loader, in[DAYS]),
                         .at_most = days_of(loader, in[AT_MOST]),
                         .note = fl_node_str(in[NOTE]) };
    if (in[CALENDAR] && !fl_str_is(fl_node_str(in[CALENDAR]), "calendar-days"))
        period.calendar =
            fl_loader_name(loader, in[CALENDAR], FL_NAME_CALENDAR, "calendar");
    period.replaces =
        fl_loader_name(loader, in[REPLACES], FL_NAME_PERIOD, "period");
    cJSON_ArrayForEach(item, in[STARTS]) *
        FL_PUSH(loader->arena, &period.starts) = atom_of(loader, item);
    cJSON_ArrayForEach(item, in[AUTHORITY]) *
        FL_PUSH(loader->arena, &period.authorities) = atom_of(loader, item);
    load_excludes(loader, &period, in[EXCLUDES]);
    period.strength = fl_load_strength(loader, in[STRENGTH]);
    fl_load_basis(loader, in[BASIS], &period.basis);
    *FL_PUSH(loader->arena, &loader->packs->periods) = period;
}
