/*
 * Reading files of entries: strictly, with every mistake at its place.
 * SPDX-License-Identifier: MIT
 */
#include "decide/entries.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/sink.h"
#include "read/reader.h"

#include <stdio.h>

static void problem(fl_entry_file *file, const char *pointer, bool key,
                    const char *what)
{
    size_t line = 1;
    size_t col = 1;
    fl_json_place(file->text.ptr, file->text.len, pointer, key, &line, &col);
    fl_sink_report(file->sink, FL_LEVEL_ERROR, file->name, line, col,
                   *pointer ? pointer : NULL, "%s", what);
    file->ok = false;
}

static void release(void *tree)
{
    cJSON_Delete(tree);
}

static bool known(const char *key, const char *list)
{
    return strcmp(key, "$schema") == 0 || strcmp(key, "comment") == 0 ||
           strcmp(key, list) == 0;
}

/* The list of entries; NULL with the problem told when there is none. */
static const cJSON *open_list(fl_entry_file *file)
{
    const char *list = file->form->list;
    if (file->text.len > FL_LIMIT_DRAFT_BYTES) {
        fl_sink_report(file->sink, FL_LEVEL_ERROR, file->name, 0, 0, NULL,
                       "larger than %u bytes", FL_LIMIT_DRAFT_BYTES);
        return NULL;
    }
    fl_status status =
        fl_json_verify(file->name, file->text.ptr, file->text.len, file->sink);
    if (status != FL_OK && status != FL_NOMEM)
        return NULL;
    cJSON *root = status == FL_OK
                      ? cJSON_ParseWithLength(file->text.ptr, file->text.len)
                      : NULL;
    if (!root)
        fl_arena_fail(file->arena); /* checked: it can only be memory */
    fl_arena_defer(file->arena, release, root);
    if (!cJSON_IsObject(root)) {
        problem(file, "", false, "must be an object");
        return NULL;
    }
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, root)
    {
        char pointer[80];
        snprintf(pointer, sizeof(pointer), "/%.70s", member->string);
        if (!known(member->string, list))
            problem(file, pointer, true, "unknown key");
    }
    const cJSON *entries = cJSON_GetObjectItemCaseSensitive(root, list);
    if (!cJSON_IsArray(entries)) {
        char what[64];
        snprintf(what, sizeof(what), "needs \"%s\", a list", list);
        problem(file, "", false, what);
        return NULL;
    }
    return entries;
}

void fl_entry_problem(fl_entry_file *file, size_t index, const char *key,
                      bool at_key, const char *what)
{
    char pointer[160];
    snprintf(pointer, sizeof(pointer), "/%s/%zu%s%.70s", file->form->list,
             index, key ? "/" : "", key ? key : "");
    problem(file, pointer, at_key, what);
}

static bool is_field(const fl_entry_form *form, const char *key)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (strcmp(form->fields[i].key, key) == 0)
            return true;
    return strcmp(key, "comment") == 0;
}

/* Fills values[i], "" when absent; false when something is wrong. */
static bool read_entry(fl_entry_file *file, size_t index, const cJSON *entry,
                       fl_str *values)
{
    const fl_entry_form *form = file->form;
    bool before = file->ok;
    file->ok = true;
    if (!cJSON_IsObject(entry))
        fl_entry_problem(file, index, NULL, false, "must be an object");
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, entry)
    {
        if (cJSON_IsObject(entry) && !is_field(form, member->string))
            fl_entry_problem(file, index, member->string, true, "unknown key");
    }
    for (size_t i = 0; i < form->field_count && cJSON_IsObject(entry); i++) {
        const fl_entry_field *field = &form->fields[i];
        const cJSON *node = cJSON_GetObjectItemCaseSensitive(entry, field->key);
        char what[64];
        values[i] = FL_STR("");
        snprintf(what, sizeof(what), "needs \"%s\"", field->key);
        if (!node && field->required)
            fl_entry_problem(file, index, NULL, false, what);
        if (!node)
            continue;
        fl_str value = fl_str_from(cJSON_GetStringValue(node));
        if (fl_str_trim(value).len == 0)
            fl_entry_problem(file, index, field->key, false,
                             "must be a string that is not empty");
        else
            values[i] = fl_arena_dup(file->arena, fl_str_trim(value));
    }
    bool good = file->ok;
    file->ok = good && before;
    return good;
}

static bool read_all(fl_entry_file *file)
{
    const cJSON *entries = open_list(file);
    const cJSON *node = NULL;
    size_t index = 0;
    fl_str *values = FL_NEW_ARRAY(file->arena, file->form->field_count, fl_str);
    cJSON_ArrayForEach(node, entries)
    {
        if (read_entry(file, index, node, values))
            file->form->add(file, index, values);
        index++;
    }
    return entries && file->ok;
}

fl_status fl_entries_read(void **out, const fl_entry_form *form,
                          const char *name, fl_str text, const fl_sink *sink)
{
    *out = NULL;
    fl_status status = FL_NOMEM;
    fl_arena *arena = fl_arena_new();
    if (!arena)
        return FL_NOMEM;
    if (FL_ARENA_TRY(arena)) {
        fl_entry_file *file = fl_arena_alloc(arena, form->size);
        *file =
            (fl_entry_file){ .arena = arena,
                             .form = form,
                             .name = fl_arena_dup(arena, fl_str_from(name)).ptr,
                             .text = fl_arena_dup(arena, text),
                             .sink = sink,
                             .ok = true };
        status = read_all(file) ? FL_OK : FL_FORMAT;
        *out = file;
    } else {
        status = FL_NOMEM;
    }
    fl_arena_untry(arena);
    if (status != FL_OK) {
        *out = NULL;
        fl_arena_free(arena);
    }
    return status;
}

void fl_entry_place(const fl_entry_file *file, size_t index, fl_notice *out)
{
    char pointer[64];
    snprintf(pointer, sizeof(pointer), "/%s/%zu", file->form->list, index);
    fl_json_place(file->text.ptr, file->text.len, pointer, false, &out->line,
                  &out->col);
    out->file = file->name;
    out->end_line = out->line;
    out->end_col = out->col + 1;
}

fl_str fl_decide_words(fl_arena *arena, fl_str raw)
{
    fl_str words = fl_fold(arena, fl_normalise(arena, raw));
    /* a passage over several blocks holds line ends, which nobody copies */
    char *copy = fl_arena_alloc(arena, words.len + 1);
    memcpy(copy, words.ptr, words.len);
    for (size_t i = 0; i < words.len; i++)
        if (copy[i] == '\n')
            copy[i] = ' ';
    return fl_str_trim((fl_str){ copy, words.len });
}
