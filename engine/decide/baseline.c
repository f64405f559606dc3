/*
 * Baselines: the findings that were there when somebody began.
 * SPDX-License-Identifier: MIT
 */
#include "decide/entries.h"

#include "pack/attributes.h"
#include "read/reader.h"
#include "result.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>

#define HASH_DIGITS 16

enum { PATH, RULE, ABOUT, PART, WORDS, FIELD_COUNT };
static const fl_entry_field fields[FIELD_COUNT] = {
    { "path", true },  { "rule", true },   { "about", false },
    { "part", false }, { "words", false },
};

/* ---- lines ------------------------------------------------------------------------ */

/* Appends ", "key": "value"", escaped. */
static void add_member(fl_arena *arena, fl_str *line, const char *key,
                       fl_str value)
{
    char *text = fl_arena_alloc(arena, 6 * value.len + 1);
    size_t at = 0;
    bool utf8 = fl_utf8_check(value) == value.len;
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (c == '"' || c == '\\')
            text[at++] = '\\';
        if (c < ' ')
            at += (size_t)snprintf(text + at, 7, "\\u%04x", c);
        else
            text[at++] = (char)(c >= 0x80 && !utf8 ? '?' : c);
    }
    *line = fl_arena_printf(arena, "%.*s%s\"%s\": \"%.*s\"", FL_ARG(*line),
                            line->len ? ", " : "{", key, (int)at, text);
}

/* A line of a baseline from its pieces; `about` or `part` and `words`. */
static fl_str line_of(fl_arena *arena, fl_str path, fl_str rule, fl_str about,
                      fl_str part, fl_str words)
{
    fl_str line = FL_STR("");
    add_member(arena, &line, "path", path);
    add_member(arena, &line, "rule", rule);
    if (about.len)
        add_member(arena, &line, "about", about);
    if (part.len)
        add_member(arena, &line, "part", part);
    if (words.len)
        add_member(arena, &line, "words", words);
    return fl_arena_printf(arena, "%.*s}", FL_ARG(line));
}

fl_str fl_baseline_key(fl_arena *arena, const fl_result *result,
                       const fl_outcome *o, const char *path)
{
    const fl_packs *packs = result->packs;
    const fl_rule *rule = &packs->rules.items[o->rule];
    const fl_document *doc = result->doc;
    fl_str pack = packs->packs.items[rule->pack].name;
    fl_str name = fl_arena_printf(arena, "%.*s/%.*s", FL_ARG(pack),
                                  FL_ARG(fl_atom_name(packs, rule->id)));
    if (o->has_expected)
        return line_of(arena, fl_str_from(path), name, o->subject_text,
                       FL_STR(""), FL_STR(""));
    char hex[SHA256_DIGEST_STRING_LENGTH];
    fl_str words = fl_str_slice(doc->folded, o->start, o->end);
    size_t block = fl_document_block_at(doc, o->start);
    SHA256Data((const uint8_t *)words.ptr, words.len, hex);
    return line_of(
        arena, fl_str_from(path), name, FL_STR(""),
        fl_str_from(fl_part_words[result->facts->blocks[block].role]),
        (fl_str){ hex, HASH_DIGITS });
}

/* ---- files ------------------------------------------------------------------------ */

static void add(fl_entry_file *file, size_t index, const fl_str *v)
{
    fl_baseline *b = (fl_baseline *)file;
    if ((v[ABOUT].len > 0) == (v[PART].len > 0 && v[WORDS].len > 0) ||
        (v[PART].len > 0) != (v[WORDS].len > 0)) {
        fl_entry_problem(file, index, NULL, false,
                         "needs \"about\", or \"part\" and \"words\"");
        return;
    }
    *FL_PUSH(file->arena, &b->entries) = (fl_baseline_entry){
        .path = v[PATH],
        .rule = v[RULE],
        .line =
            line_of(file->arena, v[PATH], v[RULE], v[ABOUT], v[PART], v[WORDS]),
        .index = index,
    };
}

static int by_line(const void *a, const void *b)
{
    const fl_baseline_entry *x = a;
    const fl_baseline_entry *y = b;
    int order = fl_str_cmp(x->path, y->path);
    order = order ? order : fl_str_cmp(x->line, y->line);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

fl_status fl_baseline_read(fl_baseline **out, const char *name,
                           const char *bytes, size_t size, const fl_sink *sink)
{
    static const fl_entry_form form = { "entries", fields, FIELD_COUNT,
                                        sizeof(fl_baseline), add };
    void *file = NULL;
    fl_status status =
        fl_entries_read(&file, &form, name, (fl_str){ bytes, size }, sink);
    fl_baseline *b = *out = file;
    if (b && b->entries.count > 1)
        qsort(b->entries.items, b->entries.count, sizeof(*b->entries.items),
              by_line);
    return status;
}

void fl_baseline_free(fl_baseline *baseline)
{
    if (baseline)
        fl_arena_free(baseline->file.arena);
}

size_t fl_baseline_count(const fl_baseline *baseline)
{
    return baseline ? baseline->entries.count : 0;
}

const fl_baseline_entry *fl_baseline_entries(const fl_baseline *baseline,
                                             size_t *count)
{
    *count = baseline->entries.count;
    return baseline->entries.items;
}
