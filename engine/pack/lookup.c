/*
 * Look-ups in a loaded set that the later steps use.
 * SPDX-License-Identifier: MIT
 */
#include "pack/pack.h"

#include "base/calendar.h"

/* No draft is older than this day: what was law since then always was. */
#define OLDEST_DRAFT FL_STR("2005-01-01")

bool fl_provision_under(fl_str provision, fl_str prefix)
{
    if (prefix.len == 0 || !fl_str_starts(provision, prefix))
        return false;
    return provision.len == prefix.len || provision.ptr[prefix.len] == '(';
}

uint32_t fl_packs_section(const fl_packs *packs, fl_str provision)
{
    uint32_t best = UINT32_MAX;
    size_t longest = 0;
    for (uint32_t i = 0; i < packs->sections.count; i++) {
        fl_str number = packs->sections.items[i].number;
        if (number.len > longest && fl_provision_under(provision, number)) {
            best = i;
            longest = number.len;
        }
    }
    return best;
}

const fl_limb *fl_section_limb(const fl_section *section, fl_str provision)
{
    const fl_limb *best = NULL;
    for (size_t i = 0; i < section->limbs.count; i++) {
        const fl_limb *limb = &section->limbs.items[i];
        if ((!best || limb->provision.len > best->provision.len) &&
            fl_provision_under(provision, limb->provision))
            best = limb;
    }
    return best;
}

fl_truth fl_in_force(fl_day from, fl_day to, fl_day day)
{
    fl_day oldest = FL_NO_DAY;
    if (day == FL_NO_DAY) {
        fl_day_parse(OLDEST_DRAFT, &oldest);
        bool always = (from == FL_NO_DAY || from <= oldest) && to == FL_NO_DAY;
        return always ? FL_TRUE : FL_UNKNOWN;
    }
    if ((from != FL_NO_DAY && day < from) || (to != FL_NO_DAY && day > to))
        return FL_FALSE;
    return FL_TRUE;
}

const fl_stance_label *fl_packs_stance(const fl_packs *packs, fl_atom name)
{
    for (size_t i = 0; name && i < packs->stances.count; i++) {
        if (packs->stances.items[i].name == name)
            return &packs->stances.items[i];
    }
    return NULL;
}

const fl_mode *fl_packs_mode(const fl_packs *packs, fl_atom name)
{
    for (size_t i = 0; name && i < packs->modes.count; i++) {
        if (packs->modes.items[i].name == name)
            return &packs->modes.items[i];
    }
    return NULL;
}

const fl_wordlist *fl_packs_words(const fl_packs *packs, fl_str name)
{
    fl_atom atom = fl_packs_atom(packs, name);
    for (size_t i = 0; atom && i < packs->wordlists.count; i++) {
        if (packs->wordlists.items[i].name == atom)
            return &packs->wordlists.items[i];
    }
    return NULL;
}

const fl_calendar *fl_packs_calendar(const fl_packs *packs, fl_atom name)
{
    for (size_t i = 0; i < packs->calendars.count; i++)
        if (packs->calendars.items[i].name == name)
            return &packs->calendars.items[i];
    return NULL;
}

static bool serves(const fl_period *period, fl_atom id, fl_atom authority)
{
    if (period->replaces != id)
        return false;
    for (size_t i = 0; i < period->authorities.count; i++)
        if (period->authorities.items[i] == authority)
            return true;
    return false;
}

static const fl_period *period_in(const fl_packs *packs, uint32_t pack,
                                  fl_atom id, fl_atom authority)
{
    const fl_period *general = NULL;
    for (size_t i = 0; i < packs->periods.count; i++) {
        const fl_period *period = &packs->periods.items[i];
        if (period->pack != pack)
            continue;
        if (authority && serves(period, id, authority))
            return period;
        if (period->id == id)
            general = period;
    }
    return general;
}

const fl_period *fl_packs_period(const fl_packs *packs, uint32_t pack,
                                 fl_atom id, fl_atom authority)
{
    const fl_pack *own = &packs->packs.items[pack];
    const fl_period *found = period_in(packs, pack, id, authority);
    for (size_t i = 0; !found && i < own->uses.count; i++)
        found = period_in(packs, own->uses.items[i], id, authority);
    return found;
}
