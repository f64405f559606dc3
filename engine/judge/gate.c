/*
 * Whether a rule is judged for this draft at all: its regime, the kinds of
 * document, the dates between which it was law, and the user's switches.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

static bool has_atom(const fl_atom *items, size_t count, fl_atom atom)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == atom)
            return true;
    return false;
}

/* The letter's regime; when it shows none and one law is loaded, that one. */
static fl_atom regime_of(const fl_facts *facts)
{
    const fl_packs *packs = facts->packs;
    fl_atom regime = 0;
    size_t laws = 0;
    if (facts->regime)
        return facts->regime;
    for (size_t i = 0; i < packs->packs.count; i++)
        if (fl_str_is(packs->packs.items[i].kind, "law")) {
            regime = packs->packs.items[i].regime;
            laws++;
        }
    return laws == 1 ? regime : 0;
}

static bool regime_fits(const fl_facts *facts, const fl_rule *rule)
{
    const fl_pack *pack = &facts->packs->packs.items[rule->pack];
    fl_atom regime = regime_of(facts);
    if (rule->regimes.count)
        return has_atom(rule->regimes.items, rule->regimes.count, regime);
    return !pack->regimes.count ||
           has_atom(pack->regimes.items, pack->regimes.count, regime);
}

static bool kind_fits(const fl_facts *facts, const fl_rule *rule)
{
    const fl_pack *pack = &facts->packs->packs.items[rule->pack];
    bool own = rule->kinds.count > 0;
    const fl_atom *items = own ? rule->kinds.items : pack->kinds.items;
    size_t count = own ? rule->kinds.count : pack->kinds.count;
    for (size_t i = 0; i < facts->kinds.count; i++)
        if (!count || has_atom(items, count, facts->kinds.items[i]))
            return true;
    return false;
}

const char *fl_rule_gate(const fl_facts *facts, const fl_rule *rule,
                         bool *undated)
{
    *undated = false;
    if (!facts->kinds.count)
        return "not recognised as a response";
    if (!regime_fits(facts, rule))
        return "not under the law of this pack";
    if (!kind_fits(facts, rule))
        return "not for this kind of document";
    if (facts->as_of == FL_NO_DAY) {
        *undated = fl_in_force(rule->from, rule->to, FL_NO_DAY) == FL_UNKNOWN;
        return NULL;
    }
    if (rule->from != FL_NO_DAY && facts->as_of < rule->from)
        return "not yet in force";
    if (rule->to != FL_NO_DAY && facts->as_of > rule->to)
        return "no longer in force";
    return NULL;
}

bool fl_rule_is_named(const fl_packs *packs, const fl_rule *rule, fl_str name)
{
    fl_str id = fl_atom_name(packs, rule->id);
    fl_str pack = packs->packs.items[rule->pack].name;
    if (fl_str_eq(name, id))
        return true;
    return name.len == pack.len + 1 + id.len && name.ptr[pack.len] == '/' &&
           fl_str_starts(name, pack) &&
           fl_str_eq(fl_str_slice(name, pack.len + 1, name.len), id);
}

bool fl_user_severity(const fl_packs *packs, const fl_rule *rule,
                      const fl_scan_options *options, fl_severity *out)
{
    static const char *const names[] = { "off", "note", "warning", "error" };
    for (size_t i = options->severity_count; i > 0; i--) {
        fl_str option = fl_str_from(options->severities[i - 1]);
        const char *sign =
            option.len ? memchr(option.ptr, '=', option.len) : NULL;
        size_t at = sign ? (size_t)(sign - option.ptr) : 0;
        if (!sign ||
            !fl_rule_is_named(packs, rule, fl_str_slice(option, 0, at)))
            continue;
        for (size_t s = 0; s < 4; s++)
            if (fl_str_is(fl_str_slice(option, at + 1, option.len), names[s])) {
                *out = (fl_severity)s;
                return true;
            }
    }
    return false;
}
