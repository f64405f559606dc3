/*
 * Pieces of the skeleton of a letter: text with gaps, and for which claims it
 * is written.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

enum {
    ID,
    ORDER,
    FOR,
    WHEN,
    UNLESS,
    WITH,
    WITHOUT,
    REFUSED,
    EACH,
    HEADING,
    TEXT,
    COUNT
};

static const fl_field fields[COUNT] = {
    { "piece", FL_FIELD_STRING, true },
    { "order", FL_FIELD_INTEGER, true },
    { "for", FL_FIELD_STRING, true },
    { "when", FL_FIELD_OBJECT, false },
    { "unless", FL_FIELD_OBJECT, false },
    { "with", FL_FIELD_OBJECT, false },
    { "without", FL_FIELD_OBJECT, false },
    { "refused", FL_FIELD_STRING, false },
    { "each", FL_FIELD_STRING, false },
    { "heading", FL_FIELD_STRING, false },
    { "text", FL_FIELD_STRINGS, false },
};

/* The attributes that every claim has, and what their values must be names
 * of; 0: any text. */
static const struct {
    const char *name;
    uint32_t kinds;
} attributes[] = {
    { "mode", FL_NAME_MODE },       { "tier", FL_NAME_TIER },
    { "test", FL_NAME_TEST },       { "likelihood", 0 },
    { "section", FL_NAME_SECTION }, { "under", FL_NAME_SECTION | FL_NAME_LIMB },
};
#define ATTRIBUTE_COUNT (sizeof(attributes) / sizeof(attributes[0]))

static void add_value(fl_loader *loader, fl_claim_test *test, uint32_t kinds,
                      const cJSON *node)
{
    if (!cJSON_IsString(node) && !cJSON_IsNumber(node) && !cJSON_IsBool(node)) {
        fl_loader_problem(loader, node,
                          "no value, expected text, a number or a boolean");
        return;
    }
    if (kinds && !cJSON_IsString(node))
        fl_loader_problem(loader, node, "no name, expected text");
    else if (kinds)
        fl_loader_name(loader, node, kinds, test->attribute.ptr);
    *FL_PUSH(loader->arena, &test->values) = fl_json_scalar(loader, node);
}

static void load_test(fl_loader *loader, fl_claim_tests *tests,
                      const cJSON *node)
{
    fl_claim_test test = { .attribute = fl_str_from(node->string) };
    uint32_t kinds = 0;
    size_t at = 0;
    while (at < ATTRIBUTE_COUNT &&
           !fl_str_is(test.attribute, attributes[at].name))
        at++;
    if (at < ATTRIBUTE_COUNT)
        kinds = attributes[at].kinds;
    else if (!fl_loader_knows(loader, FL_NAME_ATTRIBUTE,
                              fl_loader_atom(loader, test.attribute)))
        fl_loader_problem_key(loader, node,
                              "claims have no \"%s\", expected mode, tier, "
                              "test, likelihood, section, under or an "
                              "attribute of a section",
                              node->string);
    const cJSON *item = NULL;
    if (!cJSON_IsArray(node))
        add_value(loader, &test, kinds, node);
    else
        cJSON_ArrayForEach(item, node) add_value(loader, &test, kinds, item);
    *FL_PUSH(loader->arena, &tests->tests) = test;
}

static void load_tests(fl_loader *loader, fl_claim_tests *tests,
                       const cJSON *node)
{
    const cJSON *item = NULL;
    tests->given = node != NULL;
    cJSON_ArrayForEach(item, node) if (strcmp(item->string, "comment") != 0)
        load_test(loader, tests, item);
}

/* The holes of one text: of a claim, or the list of them. */
static void check_holes(fl_loader *loader, const cJSON *node, bool of_claim)
{
    static const char *const known[] = { "provision", "number",  "title",
                                         "label",     "purpose", NULL };
    fl_str text = fl_node_str(node);
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '{' && text.ptr[at] != '}')
            continue;
        size_t end = at + 1;
        while (end < text.len && text.ptr[end] != '}' && text.ptr[end] != '{')
            end++;
        bool whole =
            text.ptr[at] == '{' && end < text.len && text.ptr[end] == '}';
        fl_str hole = fl_str_slice(text, at + 1, end);
        size_t i = 0;
        while (of_claim && known[i] && !fl_str_is(hole, known[i]))
            i++;
        bool fits = of_claim ? known[i] != NULL : fl_str_is(hole, "claims");
        if (!whole || !fits)
            fl_loader_problem_at(
                loader, node, at, "no such hole, expected %s",
                of_claim ? "{provision}, {number}, {title}, {label} or "
                           "{purpose}"
                         : "{claims}, in a piece for the letter with \"each\"");
        at = end;
    }
}

static void check_piece(fl_loader *loader, const fl_piece *piece,
                        const cJSON **in)
{
    const cJSON *item = NULL;
    check_holes(loader, in[HEADING], piece->each_claim);
    check_holes(loader, in[EACH], true);
    cJSON_ArrayForEach(item, in[TEXT])
        check_holes(loader, item, piece->each_claim);
    bool says = in[HEADING] || (in[TEXT] && in[TEXT]->child);
    if (in[REFUSED] && (says || !piece->each_claim))
        fl_loader_problem(loader, in[REFUSED],
                          "\"refused\" in a piece that says something or is "
                          "for the letter, expected it alone and for a claim");
    else if (!in[REFUSED] && !says)
        fl_loader_problem(loader, in[ID],
                          "the piece says nothing, expected \"heading\", "
                          "\"text\" or \"refused\"");
    if (piece->each_claim && in[EACH])
        fl_loader_problem(loader, in[EACH],
                          "\"each\" in a piece for a claim, expected it in "
                          "one for the letter");
}

void fl_load_piece(fl_loader *loader, uint32_t pack, const fl_entry *entry)
{
    static const char *const whose[] = { "letter", "claim", NULL };
    const cJSON *in[COUNT] = { 0 };
    const cJSON *item = NULL;
    fl_loader_fields(loader, entry->node, fields, COUNT, in);
    fl_piece piece = { .id = entry->id,
                       .pack = pack,
                       .order = in[ORDER] ? in[ORDER]->valueint : 0,
                       .refused = fl_node_str(in[REFUSED]),
                       .each = fl_node_str(in[EACH]),
                       .heading = fl_node_str(in[HEADING]) };
    piece.each_claim =
        fl_loader_choice(loader, in[FOR], "what it is for", whose) == 1;
    load_tests(loader, &piece.when, in[WHEN]);
    load_tests(loader, &piece.unless, in[UNLESS]);
    load_tests(loader, &piece.with, in[WITH]);
    load_tests(loader, &piece.without, in[WITHOUT]);
    cJSON_ArrayForEach(item, in[TEXT]) * FL_PUSH(loader->arena, &piece.text) =
        fl_node_str(item);
    check_piece(loader, &piece, in);
    *FL_PUSH(loader->arena, &loader->packs->pieces) = piece;
}
