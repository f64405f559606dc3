/*
 * Reads and checks case files, and the same facts given as options.
 * SPDX-License-Identifier: MIT
 */
#include "cli/case.h"

#include "cli/inputs.h"

#include <cjson/cJSON.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".foilint-case.json"

bool cli_is_case_file(const char *path)
{
    size_t len = strlen(path);
    size_t own = strlen(SUFFIX);
    return len > own && cli_same(path + len - own, SUFFIX);
}

static const struct {
    const char *key;
    size_t at; /* offset in cli_case */
    bool date;
} keys[] = {
    { "received", offsetof(cli_case, received), true },
    { "sent", offsetof(cli_case, sent), true },
    { "clarified", offsetof(cli_case, clarified), true },
    { "extended", offsetof(cli_case, extended), true },
    { "authority-kind", offsetof(cli_case, authority), false },
    { "requester", offsetof(cli_case, requester), false },
};
#define KEY_COUNT (sizeof(keys) / sizeof(keys[0]))

/* "foilint: " for options, the file's name for a case file. */
static void complain(const char *where, const char *key, const char *value,
                     const char *what)
{
    if (where)
        fprintf(stderr, "%s: error: \"%s\": \"%s\" %s\n", where, key, value,
                what);
    else
        cli_complain("--%s: \"%s\" %s", key, value, what);
}

static bool date_good(const char *key, const char *date, const char *where)
{
    if (!date || fl_date_valid(date))
        return true;
    complain(where, key, date, "is no date, expected YYYY-MM-DD");
    return false;
}

bool cli_case_good(const cli_case *facts, const char *as_of, const char *where)
{
    bool good = date_good("as-of", as_of, where);
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const char *value =
            *(const char *const *)((const char *)facts + keys[i].at);
        if (keys[i].date)
            good = date_good(keys[i].key, value, where) && good;
    }
    return date_good("review-requested", facts->review_requested, where) &&
           good;
}

bool cli_authority_good(const char *kind, const fl_packs *packs,
                        const char *where)
{
    char what[400] = "is no kind of authority that the packs tell apart:";
    const char *known = NULL;
    if (!kind)
        return true;
    for (size_t i = 0; (known = fl_packs_authority(packs, i)); i++) {
        size_t len = strlen(what);
        if (cli_same(known, kind))
            return true;
        snprintf(what + len, sizeof(what) - len, "%s %s", i ? "," : "", known);
    }
    complain(where, "authority-kind", kind, what);
    return false;
}

static bool take(const cJSON *item, cli_case *facts, const char *where)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const char **place = (const char **)((char *)facts + keys[i].at);
        if (!cli_same(item->string, keys[i].key))
            continue;
        if (!cJSON_IsString(item)) {
            fprintf(stderr, "%s: error: \"%s\": must be a string\n", where,
                    item->string);
            return false;
        }
        /* checked even where an option goes before it */
        if (keys[i].date && !date_good(item->string, item->valuestring, where))
            return false;
        if (!*place)
            *place = item->valuestring;
        return true;
    }
    if (cli_same(item->string, "comment") || cli_same(item->string, "$schema"))
        return true;
    fprintf(stderr,
            "%s: error: unknown key \"%s\"; known are received, sent, "
            "clarified, extended, authority-kind, requester\n",
            where, item->string);
    return false;
}

static bool take_all(const cJSON *json, const fl_packs *packs, cli_case *facts,
                     const char *where)
{
    const cJSON *item = NULL;
    bool good = cJSON_IsObject(json);
    if (!good)
        fprintf(stderr, "%s: error: this is no JSON object\n", where);
    cJSON_ArrayForEach(item, json) good = take(item, facts, where) && good;
    const cJSON *kind =
        cJSON_GetObjectItemCaseSensitive(json, "authority-kind");
    if (good && kind)
        good = cli_authority_good(kind->valuestring, packs, where);
    return good;
}

bool cli_case_read(const char *draft, const fl_packs *packs, cli_case *facts,
                   void **file)
{
    size_t len = strlen(draft) + sizeof(SUFFIX);
    char *path = malloc(len);
    char *text = NULL;
    size_t size = 0;
    *file = NULL;
    if (!path)
        return false;
    snprintf(path, len, "%s%s", draft, SUFFIX);
    bool good = true;
    if (!cli_same(draft, "-") && access(path, F_OK) == 0) {
        good = cli_read_file(path, &text, &size);
        if (good) {
            *file = cJSON_ParseWithLength(text, size);
            good = take_all(*file, packs, facts, path);
        }
    }
    free(text);
    free(path);
    return good;
}

void cli_case_dispose(void *file)
{
    cJSON_Delete(file);
}

void cli_case_apply(const cli_case *facts, fl_scan_options *out)
{
    out->received = facts->received;
    out->sent = facts->sent;
    out->clarified = facts->clarified;
    out->extended = facts->extended;
    out->authority = facts->authority;
    out->requester = facts->requester;
}
