/*
 * Reads labels and reports into letters.
 * SPDX-License-Identifier: MIT
 */
#include "cli/labels.h"

#include "cli/inputs.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

const char *const cli_kind_names[KIND_COUNT] = { "stances", "claims",
                                                 "sections", "elements",
                                                 "findings" };
const char *const cli_plain_names[PLAIN_COUNT] = { "questions", "regime",
                                                   "response_date",
                                                   "received_date" };
/* What the report calls the members of each list of objects. */
static const char *const member_keys[KIND_COUNT] = {
    [KIND_STANCES] = "stance",
    [KIND_ELEMENTS] = "element",
    [KIND_FINDINGS] = "rule",
};

static const char *text_of(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static void keep(cli_letters *letters, cli_names *names, const char *text)
{
    if (text && !cli_names_add(names, text, strlen(text)))
        letters->nomem = true;
}

static char *copy_of(cli_letters *letters, const char *text)
{
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy)
        letters->nomem = true;
    return copy;
}

static cli_letter *add_letter(cli_letters *letters)
{
    if (letters->count == letters->cap) {
        size_t cap = letters->cap ? letters->cap * 2 : 64;
        cli_letter *grown = realloc(letters->items, cap * sizeof(*grown));
        if (!grown) {
            letters->nomem = true;
            return NULL;
        }
        letters->items = grown;
        letters->cap = cap;
    }
    cli_letter *letter = &letters->items[letters->count++];
    *letter = (cli_letter){ 0 };
    return letter;
}

/* ---- labels of one letter ------------------------------------------------------ */

/* Strings, or objects whose member `key` is the name. */
static void add_names(cli_letters *letters, cli_names *names, const cJSON *list,
                      const char *key)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        keep(letters, names,
             cJSON_IsString(item) ? item->valuestring : text_of(item, key));
    }
}

/* The length of the section in a provision without spaces: up to the first
 * bracket, up to the second where the name of an instrument leads. */
static size_t section_length(const char *provision)
{
    size_t len = strcspn(provision, "(");
    bool named = provision[0] < '0' || provision[0] > '9';
    if (named && provision[len])
        len += 1 + strcspn(provision + len + 1, "(");
    return len;
}

static void add_claim(cli_letters *letters, cli_letter *letter,
                      const cJSON *claim)
{
    const char *given = text_of(claim, "provision");
    const char *mode = text_of(claim, "mode");
    char provision[96];
    char name[160];
    size_t len = 0;
    if (!given || !mode)
        return;
    for (const char *c = given; *c && len + 1 < sizeof(provision); c++)
        if (*c != ' ')
            provision[len++] = *c;
    provision[len] = '\0';
    snprintf(name, sizeof(name), "%s %s", provision, mode);
    keep(letters, &letter->sets[KIND_CLAIMS], name);
    snprintf(name, sizeof(name), "%.*s %s", (int)section_length(provision),
             provision, mode);
    keep(letters, &letter->sets[KIND_SECTIONS], name);
}

static void add_facts(cli_letters *letters, cli_letter *letter,
                      const cJSON *facts)
{
    const cJSON *claim;
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind == KIND_STANCES || kind == KIND_ELEMENTS)
            add_names(
                letters, &letter->sets[kind],
                cJSON_GetObjectItemCaseSensitive(facts, cli_kind_names[kind]),
                member_keys[kind]);
    cJSON_ArrayForEach(claim, cJSON_GetObjectItemCaseSensitive(facts, "claims"))
    {
        add_claim(letters, letter, claim);
    }
}

/* A value as text: a number, a string, "" for null; NULL when absent. */
static char *plain_text(cli_letters *letters, const cJSON *value)
{
    char number[32];
    if (!value)
        return NULL;
    if (cJSON_IsNumber(value)) {
        snprintf(number, sizeof(number), "%d", value->valueint);
        return copy_of(letters, number);
    }
    return copy_of(letters, cJSON_IsString(value) ? value->valuestring : "");
}

static void finish(cli_letter *letter)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        cli_names_sort(&letter->sets[kind], true);
    cli_names_sort(&letter->doubtful, true);
    cli_names_sort(&letter->graver, true);
    cli_names_sort(&letter->every, false);
}

/* ---- a file of labels ------------------------------------------------------------ */

static void add_doubtful(cli_letters *letters, cli_letter *letter,
                         const cJSON *list)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        char name[96];
        size_t len = 0;
        for (const char *c = cJSON_GetStringValue(item);
             c && *c && len + 1 < sizeof(name); c++)
            if (*c != ' ') /* as in a claim */
                name[len++] = *c;
        name[len] = '\0';
        keep(letters, &letter->doubtful, name);
    }
}

static bool add_labelled(cli_letters *letters, const cJSON *line)
{
    const char *id = text_of(line, "id");
    const char *file = text_of(line, "file");
    char name[256];
    if (!id)
        return false;
    cli_letter *letter = add_letter(letters);
    if (!letter)
        return true; /* memory: told at the end */
    snprintf(name, sizeof(name), "%s.txt", id);
    letter->id = copy_of(letters, id);
    letter->name = copy_of(letters, file ? cli_base_name(file) : name);
    letter->base = copy_of(letters, text_of(line, "base"));
    letter->target = copy_of(letters, text_of(line, "target"));
    add_facts(letters, letter, line);
    add_names(letters, &letter->sets[KIND_FINDINGS],
              cJSON_GetObjectItemCaseSensitive(line, "findings"), "rule");
    add_doubtful(letters, letter,
                 cJSON_GetObjectItemCaseSensitive(line, "doubtful"));
    for (int i = 0; i < PLAIN_COUNT; i++)
        letter->plain[i] = plain_text(letters, cJSON_GetObjectItemCaseSensitive(
                                                   line, cli_plain_names[i]));
    finish(letter);
    return true;
}

static bool is_blank(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

bool cli_letters_add_labels(cli_letters *letters, const char *path)
{
    char *bytes = NULL;
    size_t size = 0;
    size_t number = 0;
    bool ok = cli_read_file(path, &bytes, &size);
    for (size_t at = 0; ok && at < size; number++) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t len = end ? (size_t)(end - bytes) - at : size - at;
        if (!is_blank(bytes + at, len)) {
            cJSON *line = cJSON_ParseWithLength(bytes + at, len);
            ok = add_labelled(letters, line);
            cJSON_Delete(line);
        }
        at += len + 1;
    }
    if (bytes && !ok)
        cli_complain("%s:%zu: not a JSON object with an \"id\"", path, number);
    free(bytes);
    return ok;
}

/* ---- a report --------------------------------------------------------------------- */

/* Asks as the labels count them: without sub-questions and implied ones. */
static size_t count_asks(const cJSON *questions)
{
    const cJSON *q;
    size_t asks = 0;
    cJSON_ArrayForEach(q, questions)
    {
        const cJSON *parent = cJSON_GetObjectItemCaseSensitive(q, "parent");
        asks += !cJSON_IsString(parent) &&
                !cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(q, "implicit"));
    }
    return asks;
}

static void add_plain(cli_letters *letters, cli_letter *letter,
                      const cJSON *facts)
{
    char number[32];
    const char *regime = text_of(facts, "regime");
    const cJSON *dates = cJSON_GetObjectItemCaseSensitive(facts, "dates");
    const char *response = text_of(dates, "response");
    const char *received = text_of(dates, "received");
    snprintf(number, sizeof(number), "%zu",
             count_asks(cJSON_GetObjectItemCaseSensitive(facts, "questions")));
    letter->plain[PLAIN_QUESTIONS] = copy_of(letters, number);
    letter->plain[PLAIN_REGIME] = copy_of(letters, regime ? regime : "none");
    letter->plain[PLAIN_RESPONSE_DATE] =
        copy_of(letters, response ? response : "");
    letter->plain[PLAIN_RECEIVED_DATE] =
        copy_of(letters, received ? received : "");
}

static void add_document(cli_letters *letters, const cJSON *document)
{
    const char *path = text_of(document, "path");
    const cJSON *facts = cJSON_GetObjectItemCaseSensitive(document, "facts");
    const cJSON *finding;
    cli_letter *letter = path ? add_letter(letters) : NULL;
    if (!letter)
        return;
    letter->path = copy_of(letters, path);
    letter->name = copy_of(letters, cli_base_name(path));
    add_facts(letters, letter, facts);
    add_plain(letters, letter, facts);
    cJSON_ArrayForEach(finding,
                       cJSON_GetObjectItemCaseSensitive(document, "findings"))
    {
        const char *rule = text_of(finding, "rule");
        const char *severity = text_of(finding, "severity");
        keep(letters, &letter->sets[KIND_FINDINGS], rule);
        keep(letters, &letter->every, rule);
        if (severity && !cli_same(severity, "note"))
            keep(letters, &letter->graver, rule);
    }
    finish(letter);
}

bool cli_letters_add_report(cli_letters *letters, const char *path)
{
    char *bytes = NULL;
    size_t size = 0;
    if (!cli_read_file(path, &bytes, &size))
        return false;
    cJSON *report = cJSON_ParseWithLength(bytes, size);
    const cJSON *documents =
        cJSON_GetObjectItemCaseSensitive(report, "documents");
    const cJSON *document;
    bool ok = cJSON_IsArray(documents);
    cJSON_ArrayForEach(document, documents)
    {
        add_document(letters, document);
    }
    if (!ok)
        cli_complain("%s: not a report of foilint check --format json", path);
    cJSON_Delete(report);
    free(bytes);
    return ok;
}

/* ---- letters ----------------------------------------------------------------------- */

static const char *name_of(const cli_letter *letter)
{
    return letter->name ? letter->name : "";
}

static int by_letter(const void *a, const void *b)
{
    const cli_letter *x = a;
    const cli_letter *y = b;
    return strcmp(name_of(x), name_of(y));
}

void cli_letters_sort(cli_letters *letters)
{
    if (letters->count)
        qsort(letters->items, letters->count, sizeof(*letters->items),
              by_letter);
}

/* The first letter whose name doesn't come before `name`. */
static size_t first_of(const cli_letters *letters, const char *name)
{
    size_t low = 0;
    size_t high = letters->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(name_of(&letters->items[middle]), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const cli_letter *cli_letters_find(const cli_letters *letters, const char *path)
{
    const char *name = cli_base_name(path);
    const cli_letter *found = NULL;
    size_t same = 0;
    for (size_t i = first_of(letters, name); i < letters->count; i++) {
        const cli_letter *letter = &letters->items[i];
        if (!cli_same(name_of(letter), name))
            break;
        if (letter->path && cli_same(letter->path, path))
            return letter;
        found = letter;
        same++;
    }
    return same == 1 ? found : NULL;
}

void cli_letters_dispose(cli_letters *letters)
{
    for (size_t i = 0; i < letters->count; i++) {
        cli_letter *letter = &letters->items[i];
        free(letter->path);
        free(letter->name);
        free(letter->id);
        free(letter->base);
        free(letter->target);
        for (int kind = 0; kind < KIND_COUNT; kind++)
            cli_texts_dispose(&letter->sets[kind]);
        cli_texts_dispose(&letter->doubtful);
        cli_texts_dispose(&letter->graver);
        cli_texts_dispose(&letter->every);
        for (int p = 0; p < PLAIN_COUNT; p++)
            free(letter->plain[p]);
    }
    free(letters->items);
    *letters = (cli_letters){ 0 };
}
