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

static bool is_law(const fl_packs *packs, uint32_t pack)
{
    return packs->packs.items[pack].is_law;
}

static bool takes(const fl_packs *packs, const fl_rule *rule, fl_atom regime)
{
    const fl_pack *pack = &packs->packs.items[rule->pack];
    if (rule->regimes.count)
        return has_atom(rule->regimes.items, rule->regimes.count, regime);
    return !pack->regimes.count ||
           has_atom(pack->regimes.items, pack->regimes.count, regime);
}

static bool regime_fits(const fl_facts *facts, const fl_rule *rule)
{
    for (size_t i = 0; i < facts->regimes.count; i++)
        if (takes(facts->packs, rule, facts->regimes.items[i]))
            return true;
    return facts->regimes.count == 0 && takes(facts->packs, rule, 0);
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

/* The section that a claim, use or citation is of, or FL_NONE. */
static uint32_t section_of(const fl_facts *facts, fl_ref ref)
{
    if (ref.kind == FL_KIND_CITATION)
        return facts->citations.items[ref.index].section;
    if (ref.kind != FL_KIND_CLAIM && ref.kind != FL_KIND_USE)
        return FL_NONE;
    return facts->claims.items[fl_fact_claim(facts, ref)].section;
}

/* Every question that it is of is answered under another law. */
static bool elsewhere(const fl_facts *facts, const fl_rule *rule, fl_ref ref)
{
    uint32_t one = FL_NONE;
    size_t count = 0;
    const uint32_t *items = fl_fact_questions(facts, ref, &one, &count);
    for (size_t i = 0; i < count; i++) {
        fl_atom regime = facts->questions.items[items[i]].regime;
        if (!regime || takes(facts->packs, rule, regime))
            return false;
    }
    return count > 0;
}

/* The redaction rests on what is claimed under another law. */
static bool rests_elsewhere(const fl_eval *eval, uint32_t redaction)
{
    for (uint32_t c = 0; c < eval->facts->claims.count; c++)
        if (fl_redaction_names(eval->facts, redaction, c) &&
            fl_fact_is_foreign(eval, (fl_ref){ FL_KIND_CLAIM, c }))
            return true;
    return false;
}

uint32_t fl_only_law(const fl_facts *facts)
{
    const fl_section *sections = facts->packs->sections.items;
    uint32_t law = FL_NONE;
    if (facts->regimes.count > 1)
        return FL_NONE;
    for (size_t i = 0; i < facts->claims.count + facts->citations.count; i++) {
        uint32_t section =
            i < facts->claims.count
                ? facts->claims.items[i].section
                : facts->citations.items[i - facts->claims.count].section;
        if (section != FL_NONE && law != FL_NONE &&
            sections[section].pack != law)
            return FL_NONE;
        if (section != FL_NONE)
            law = sections[section].pack;
    }
    return law;
}

bool fl_fact_is_foreign(const fl_eval *eval, fl_ref ref)
{
    const fl_facts *facts = eval->facts;
    const fl_packs *packs = facts->packs;
    const fl_rule *rule = eval->rule;
    if (rule->pack == eval->only_law || !is_law(packs, rule->pack))
        return false;
    if (ref.kind == FL_KIND_REDACTION)
        return rests_elsewhere(eval, ref.index);
    uint32_t section = section_of(facts, ref);
    if (section != FL_NONE) {
        uint32_t pack = packs->sections.items[section].pack;
        return pack != rule->pack && is_law(packs, pack);
    }
    return facts->regimes.count > 1 && elsewhere(facts, rule, ref);
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

bool fl_severity_option(const fl_scan_options *options, size_t i, fl_str *name,
                        fl_severity *out)
{
    fl_str option = fl_str_from(options->severities[i]);
    const char *sign = option.len ? memchr(option.ptr, '=', option.len) : NULL;
    if (!sign)
        return false;
    *name = fl_str_slice(option, 0, (size_t)(sign - option.ptr));
    for (size_t s = 0; fl_severity_words[s]; s++)
        if (strcmp(sign + 1, fl_severity_words[s]) == 0) {
            *out = (fl_severity)s;
            return true;
        }
    return false;
}

bool fl_user_severity(const fl_packs *packs, const fl_rule *rule,
                      const fl_scan_options *options, fl_severity *out)
{
    fl_str name;
    fl_severity severity;
    for (size_t i = options->severity_count; i > 0; i--)
        if (fl_severity_option(options, i - 1, &name, &severity) &&
            fl_rule_is_named(packs, rule, name)) {
            *out = severity;
            return true;
        }
    return false;
}
