/*
 * The public view of a loaded set: packs, rules, bases and examples.
 * SPDX-License-Identifier: MIT
 */
#include "base/calendar.h"
#include "pack/pack.h"

const char *const fl_severity_words[] = { "off", "note", "warning", "error",
                                          NULL };

/* Texts of the set end in a NUL: they come from JSON strings, the arena's
 * copies or literals. */
static const char *text(fl_str s)
{
    return s.ptr ? s.ptr : "";
}

size_t fl_packs_count(const fl_packs *packs)
{
    return packs->packs.count;
}

bool fl_packs_info(const fl_packs *packs, size_t i, fl_pack_info *out)
{
    if (i >= packs->packs.count)
        return false;
    const fl_pack *pack = &packs->packs.items[i];
    *out = (fl_pack_info){ .name = text(pack->name),
                           .title = text(pack->title),
                           .version = text(pack->version),
                           .kind = text(pack->kind),
                           .law_as_at = text(pack->law_as_at),
                           .sha256 = text(pack->sha256),
                           .format = pack->format };
    return true;
}

size_t fl_packs_rule_count(const fl_packs *packs)
{
    return packs->rules.count;
}

bool fl_packs_rule(const fl_packs *packs, size_t i, fl_rule_info *out)
{
    if (i >= packs->rules.count)
        return false;
    const fl_rule *rule = &packs->rules.items[i];
    size_t bad = 0;
    while (bad < rule->examples.count && rule->examples.items[bad].bad)
        bad++;
    *out = (fl_rule_info){
        .id = text(fl_atom_name(packs, rule->id)),
        .pack = text(packs->packs.items[rule->pack].name),
        .title = text(rule->title),
        .severity = fl_severity_words[rule->severity],
        .strength = text(rule->strength),
        .message = text(rule->message),
        .advice = text(rule->advice),
        .origin = text(packs->packs.items[rule->origin].name),
        .added = rule->added,
        .group = text(rule->group),
        .basis_count = rule->basis.count,
        .bad_count = bad,
        .good_count = rule->examples.count - bad,
    };
    if (rule->from != FL_NO_DAY)
        fl_day_format(rule->from, out->from);
    if (rule->to != FL_NO_DAY)
        fl_day_format(rule->to, out->to);
    return true;
}

size_t fl_packs_find_rule(const fl_packs *packs, const char *name)
{
    fl_str id = fl_str_from(name);
    fl_str pack = FL_STR("");
    for (size_t i = 0; i < id.len; i++) {
        if (id.ptr[i] == '/') {
            pack = fl_str_slice(id, 0, i);
            id = fl_str_slice(id, i + 1, id.len);
            break;
        }
    }
    fl_atom atom = fl_packs_atom(packs, id);
    for (size_t i = 0; atom && i < packs->rules.count; i++) {
        const fl_rule *rule = &packs->rules.items[i];
        if (rule->id == atom &&
            (pack.len == 0 ||
             fl_str_eq(packs->packs.items[rule->pack].name, pack)))
            return i;
    }
    return SIZE_MAX;
}

bool fl_packs_rule_basis(const fl_packs *packs, size_t rule, size_t i,
                         fl_basis_info *out)
{
    if (rule >= packs->rules.count || i >= packs->rules.items[rule].basis.count)
        return false;
    const fl_basis *basis = &packs->rules.items[rule].basis.items[i];
    *out = (fl_basis_info){ .source = text(basis->source),
                            .at = text(basis->at),
                            .url = text(basis->url) };
    return true;
}

bool fl_packs_rule_example(const fl_packs *packs, size_t rule, size_t i,
                           fl_example_info *out)
{
    if (rule >= packs->rules.count ||
        i >= packs->rules.items[rule].examples.count)
        return false;
    const fl_example *example = &packs->rules.items[rule].examples.items[i];
    *out = (fl_example_info){ .text = text(example->text),
                              .frame_text = text(example->frame_text),
                              .bad = example->bad,
                              .not_applicable = example->not_applicable,
                              .quotes = example->quote_ptrs,
                              .quote_count = example->quotes.count,
                              .also = example->also_ptrs,
                              .also_count = example->also.count,
                              .as_of = text(example->as_of),
                              .redactions = example->redactions.items,
                              .redaction_count = example->redactions.count,
                              .files = example->files.items,
                              .file_count = example->files.count,
                              .files_known = example->files_known,
                              .file = example->file,
                              .line = example->line };
    return true;
}
