/*
 * Word lists, abbreviations, units, token types and publishers' masks.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"
#include "recognise/phrase.h"

void fl_load_words(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    fl_packs *packs = loader->packs;
    const cJSON *item = NULL;
    if (!cJSON_IsArray(entry->node) || !entry->node->child) {
        fl_loader_problem(loader, entry->node,
                          "a word list is an array of at least one string");
        return;
    }
    if (fl_load_shared(loader, FL_ENTRY_WORDS, pack, entry))
        return;
    fl_wordlist list = { .name = entry->id };
    cJSON_ArrayForEach(item, entry->node)
    {
        fl_phrase_error error = { 0 };
        if (!cJSON_IsString(item) || !item->valuestring[0])
            fl_loader_problem(loader, item,
                              "an entry is no text, expected a phrase "
                              "without lists");
        else if (!fl_phrase_check_seq(packs, fl_node_str(item), &error))
            fl_loader_problem_at(loader, item, error.offset,
                                 "%.*s, expected %.*s", FL_ARG(error.what),
                                 FL_ARG(error.expected));
        else
            *FL_PUSH(loader->arena, &list.entries) = fl_node_str(item);
    }
    *FL_PUSH(loader->arena, &packs->wordlists) = list;
}

void fl_load_abbreviation(fl_loader *loader, uint32_t pack,
                          const fl_entry *entry)
{
    fl_str text = fl_load_fold(loader, entry->node);
    if (text.len < 2 || text.ptr[text.len - 1] != '.')
        fl_loader_problem(loader, entry->node,
                          "\"%s\" does not end in a full stop",
                          entry->node->valuestring);
    if (!fl_load_shared(loader, FL_ENTRY_ABBREVIATION, pack, entry))
        *FL_PUSH(loader->arena, &loader->packs->abbreviations) = text;
}

void fl_load_unit(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum { NAME, DIMENSION, SIZE, WORDS, COUNT };
    static const fl_field fields[COUNT] = {
        { "unit", FL_FIELD_STRING, true },
        { "dimension", FL_FIELD_STRING, true },
        { "size", FL_FIELD_NUMBER, true },
        { "words", FL_FIELD_STRINGS, true },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    if (fl_load_shared(loader, FL_ENTRY_UNIT, pack, entry))
        return;
    fl_unit unit = { .name = entry->id };
    unit.dimension = fl_loader_atom(loader, fl_node_str(in[DIMENSION]));
    unit.size = in[SIZE] ? in[SIZE]->valuedouble : 1;
    if (!(unit.size > 0)) {
        fl_loader_problem(loader, in[SIZE],
                          "the size of a unit is not above 0");
        unit.size = 1;
    }
    unit.words.items = fl_load_folded(loader, in[WORDS], &unit.words.count);
    *FL_PUSH(loader->arena, &loader->packs->units) = unit;
}

/* By fl_token_type. */
static const char *const builtin_tokens[FL_TOKEN_BUILTIN_COUNT] = {
    [FL_TOKEN_CITATION] = "citation", [FL_TOKEN_DATE] = "date",
    [FL_TOKEN_DURATION] = "duration", [FL_TOKEN_MONEY] = "money",
    [FL_TOKEN_NUMBER] = "number",     [FL_TOKEN_URL] = "url",
    [FL_TOKEN_EMAIL] = "email",       [FL_TOKEN_QUESTION] = "question",
};

void fl_load_builtin_tokens(fl_loader *loader)
{
    for (size_t i = 0; i < FL_TOKEN_BUILTIN_COUNT; i++) {
        fl_atom name = fl_loader_atom(loader, fl_str_from(builtin_tokens[i]));
        fl_names_declare(loader, FL_NAME_TOKEN, name);
        *FL_PUSH(loader->arena, &loader->packs->token_kinds) =
            (fl_token_kind){ .name = name };
    }
}

/* The expression, or NULL and what PCRE2 says against it, at its place. */
static fl_regex *load_regex(fl_loader *loader, const cJSON *node)
{
    fl_phrase_error error = { 0 };
    fl_regex *regex = fl_regex_new(loader->arena, fl_node_str(node), &error);
    if (!regex)
        fl_loader_problem_at(loader, node, error.offset,
                             "bad regular expression: %.*s",
                             FL_ARG(error.what));
    return regex;
}

void fl_load_token(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum {
        NAME,
        REGEX,
        LITERALS,
        WHY,
        SOUGHT_IN,
        TITLE,
        HEADING,
        UNDER,
        CHECK,
        GIVES,
        COUNT
    };
    static const fl_field fields[COUNT] = {
        { "type", FL_FIELD_STRING, true },
        { "regex", FL_FIELD_STRING, false },
        { "literals", FL_FIELD_STRINGS, false },
        { "why", FL_FIELD_STRING, false },
        { "sought_in", FL_FIELD_STRING, false },
        { "title", FL_FIELD_STRING, false },
        { "heading", FL_FIELD_STRING, false },
        { "under", FL_FIELD_STRING, false },
        { "check", FL_FIELD_STRING, false },
        { "gives", FL_FIELD_STRING, false },
    };
    static const char *const places[] = { "attachments", NULL };
    static const char *const gives[] = { "personal-data", "redaction",
                                         "suppressed", "small-count", NULL };
    static const char *const checks[] = { "none", "mod11", NULL };
    const cJSON *in[COUNT] = { 0 };
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    for (size_t i = 0; i < FL_TOKEN_BUILTIN_COUNT; i++) {
        if (loader->packs->token_kinds.items[i].name == entry->id) {
            fl_loader_problem(loader, in[NAME],
                              "token type \"%s\" is the engine's own, "
                              "expected another name",
                              builtin_tokens[i]);
            return;
        }
    }
    fl_token_kind kind = { .name = entry->id };
    if (in[REGEX])
        kind.regex = load_regex(loader, in[REGEX]);
    kind.sifted = in[SOUGHT_IN] &&
                  fl_loader_choice(loader, in[SOUGHT_IN], "place", places) == 0;
    kind.title = fl_node_str(in[TITLE]);
    if (!kind.sifted &&
        (in[TITLE] || in[HEADING] || in[UNDER] || in[CHECK] || in[GIVES]))
        fl_loader_problem(loader, entry->node,
                          "\"title\", \"heading\", \"under\", \"check\" and "
                          "\"gives\" go with \"sought_in\" alone");
    if (!in[REGEX] && !(kind.sifted && in[UNDER]))
        fl_loader_problem(loader, entry->node,
                          "\"regex\" is missing, expected a regular "
                          "expression");
    if (kind.sifted && !in[TITLE])
        fl_loader_problem(loader, entry->node,
                          "\"title\" is missing, expected what such tokens "
                          "are called");
    int given = fl_loader_choice(loader, in[GIVES], "gives", gives);
    kind.gives = given > 0 ? (fl_gives)given : FL_GIVES_PERSONAL_DATA;
    bool any_cell = in[UNDER] && kind.gives == FL_GIVES_SUPPRESSED;
    if (!in[HEADING] != !in[UNDER] && !any_cell)
        fl_loader_problem(loader, entry->node,
                          "\"heading\" and \"under\" go together");
    kind.heading = in[HEADING] ? load_regex(loader, in[HEADING]) : NULL;
    kind.under = in[UNDER] ? load_regex(loader, in[UNDER]) : NULL;
    int check = fl_loader_choice(loader, in[CHECK], "check", checks);
    kind.check = check == 1 ? FL_CHECK_MOD11 : FL_CHECK_NONE;
    if (fl_load_shared(loader, FL_ENTRY_TOKEN, pack, entry))
        return;
    kind.literals.items =
        fl_load_folded(loader, in[LITERALS], &kind.literals.count);
    *FL_PUSH(loader->arena, &loader->packs->token_kinds) = kind;
}

void fl_load_mask(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    enum { TEXT, TYPE, COUNT };
    static const fl_field fields[COUNT] = {
        { "text", FL_FIELD_STRING, true },
        { "type", FL_FIELD_STRING, true },
    };
    const cJSON *in[COUNT] = { 0 };
    fl_packs *packs = loader->packs;
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    fl_atom type =
        fl_loader_name(loader, in[TYPE], FL_NAME_TOKEN, "token type");
    if (fl_load_shared(loader, FL_ENTRY_MASK, pack, entry))
        return;
    fl_mask mask = { .text = fl_load_fold(loader, in[TEXT]) };
    for (uint32_t i = 0; i < packs->token_kinds.count; i++) {
        if (packs->token_kinds.items[i].name == type)
            mask.type = i;
    }
    *FL_PUSH(loader->arena, &packs->masks) = mask;
}
