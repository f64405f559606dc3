/*
 * Making a document of an inventory, and reading one that was written down.
 * SPDX-License-Identifier: MIT
 */
#include "read/inventory.h"

#include "base/limits.h"
#include "base/sink.h"
#include "read/builder.h"
#include "read/formats.h"

#include <assert.h>
#include <stdlib.h>

const char *const fl_trait_words[] = { "file",
                                       "sheet",
                                       "hidden-sheet",
                                       "hidden-rows",
                                       "hidden-columns",
                                       "filtered-rows",
                                       "pivot-cache",
                                       "external-link",
                                       "data-model",
                                       "connection",
                                       "defined-name",
                                       "formula",
                                       "macro",
                                       "comment",
                                       "change",
                                       "embedded",
                                       "invisible-text",
                                       "masked-cells",
                                       "property",
                                       "position",
                                       "covered-text",
                                       "redaction-pending",
                                       "earlier-version",
                                       "form-data",
                                       "layer",
                                       "personal-data",
                                       "redaction",
                                       "half-redacted",
                                       "small-count",
                                       "requester",
                                       "recipients",
                                       "member",
                                       "not-scanned",
                                       NULL };
static_assert(sizeof(fl_trait_words) / sizeof(fl_trait_words[0]) ==
                  FL_TRAIT_COUNT + 1,
              "one word for each trait");

const char *const fl_redaction_words[] = { "mark", "box", "suppressed", NULL };
static_assert(sizeof(fl_redaction_words) / sizeof(fl_redaction_words[0]) ==
                  FL_REDACTION_COUNT + 1,
              "one word for each kind of redaction");

void fl_inventory_init(fl_inventory *inv, fl_arena *arena, fl_document *doc)
{
    *inv = (fl_inventory){ .arena = arena, .doc = doc };
    doc->by_paragraph = true;
    doc->inventory = true;
}

static fl_str copy(fl_inventory *inv, fl_str s)
{
    return fl_arena_dup(inv->arena, s.ptr ? s : FL_STR(""));
}

void fl_inventory_add(fl_inventory *inv, fl_trait trait)
{
    if (inv->doc->traits.count >= FL_LIMIT_TRAITS) {
        inv->left_out++;
        return;
    }
    trait.where = copy(inv, trait.where);
    trait.name = copy(inv, trait.name);
    trait.what = copy(inv, trait.what);
    trait.text = copy(inv, trait.text);
    *FL_PUSH(inv->arena, &inv->doc->traits) = trait;
}

void fl_inventory_missed(fl_inventory *inv, fl_str where, const char *why)
{
    fl_inventory_add(inv, (fl_trait){ .kind = FL_TRAIT_NOT_SCANNED,
                                      .where = where,
                                      .text = fl_str_from(why) });
    if (!inv->doc->partial)
        inv->doc->partial_why =
            fl_arena_printf(inv->arena, "%.*s%s%s", FL_ARG(where),
                            where.len ? ": " : "", why)
                .ptr;
    inv->doc->partial = true;
}

/* hidden sheet (very hidden): 24 cells, such as "Su•••y" */
static void add_block(fl_builder *b, fl_trait *trait, uint32_t number)
{
    fl_str word = fl_str_from(fl_trait_words[trait->kind]);
    fl_builder_open(b, (fl_block){ .kind = FL_BLOCK_PARAGRAPH,
                                   .paragraph = number,
                                   .hidden = true });
    for (size_t at = 0; at < word.len;) {
        const char *dash = memchr(word.ptr + at, '-', word.len - at);
        size_t end = dash ? (size_t)(dash - word.ptr) : word.len;
        fl_builder_space(b);
        fl_builder_add(b, fl_str_slice(word, at, end), 0);
        at = end + 1;
    }
    if (trait->name.len) {
        fl_builder_add(b, FL_STR(" ("), 0);
        fl_builder_add(b, trait->name, 0);
        fl_builder_add(b, FL_STR(")"), 0);
    }
    if (trait->what.len || trait->text.len)
        fl_builder_add(b, FL_STR(": "), 0);
    fl_builder_add(b, trait->what, 0);
    if (trait->text.len) {
        fl_builder_add(
            b, trait->what.len ? FL_STR(", such as \"") : FL_STR("\""), 0);
        fl_builder_add(b, trait->text, 0);
        fl_builder_add(b, FL_STR("\""), 0);
    }
    fl_builder_close(b);
    trait->block = (uint32_t)b->doc->blocks.count - 1;
}

void fl_inventory_finish(fl_inventory *inv)
{
    fl_builder b;
    if (inv->left_out > 0) {
        inv->doc->traits.count--; /* makes room for saying so */
        fl_str why = fl_arena_printf(
            inv->arena, "there are %zu more things to tell of this file",
            inv->left_out + 1);
        fl_inventory_missed(inv, FL_STR(""), why.ptr);
    }
    fl_builder_init(&b, inv->arena, inv->doc);
    for (size_t i = 0; i < inv->doc->traits.count; i++)
        add_block(&b, &inv->doc->traits.items[i], (uint32_t)i + 1);
    fl_builder_finish(&b);
}

/* ---- words for people --------------------------------------------------------- */

#define BULLET "\xe2\x80\xa2"

/* Bytes of the code point at `at`. */
static size_t point_at(fl_str s, size_t at)
{
    size_t end = at + 1;
    while (end < s.len && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
        end++;
    return end - at;
}

fl_str fl_mask_text(fl_arena *arena, fl_str text)
{
    fl_str s = fl_str_trim(text);
    char *out = fl_arena_alloc(arena, 3 * s.len + 4);
    size_t len = 0;
    size_t seen = 0;
    size_t last = s.len;
    while (last > 0 && ((unsigned char)s.ptr[last - 1] & 0xC0) == 0x80)
        last--;
    last = last > 0 ? last - 1 : 0; /* where the last code point begins */
    for (size_t at = 0; at < s.len && seen < 40; seen++) {
        size_t size = point_at(s, at);
        bool shown = seen < 2 || (at >= last && s.len > 5);
        if (shown || !fl_is_word(s.ptr[at])) {
            memcpy(out + len, s.ptr + at, size);
            len += size;
        } else {
            for (const char *b = BULLET; *b; b++)
                out[len++] = *b;
        }
        at += size;
    }
    return (fl_str){ out, len };
}

fl_str fl_cell_name(fl_arena *arena, uint32_t column, uint32_t row)
{
    char letters[8];
    size_t at = sizeof(letters);
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    fl_str name = { letters + at, sizeof(letters) - at };
    return row ? fl_arena_printf(arena, "%.*s%u", FL_ARG(name), row)
               : fl_arena_dup(arena, name);
}

/* ---- reading one that was written down ------------------------------------------ */

static bool parse_kind(fl_str word, fl_trait_kind *out)
{
    for (int k = 0; k < FL_TRAIT_COUNT; k++)
        if (fl_str_is(word, fl_trait_words[k])) {
            *out = (fl_trait_kind)k;
            return true;
        }
    return false;
}

/* "where: …" and its like; false for what no trait has. */
static bool parse_field(fl_arena *arena, fl_str field, fl_trait *out)
{
    const char *colon = field.len ? memchr(field.ptr, ':', field.len) : NULL;
    size_t at = colon ? (size_t)(colon - field.ptr) : field.len;
    fl_str key = fl_str_slice(field, 0, at);
    fl_str value =
        fl_str_trim(fl_str_slice(field, at + (colon != NULL), field.len));
    if (fl_str_is(key, "where"))
        out->where = value;
    else if (fl_str_is(key, "name"))
        out->name = value;
    else if (fl_str_is(key, "what"))
        out->what = value;
    else if (fl_str_is(key, "text"))
        out->text = value;
    else if (fl_str_is(key, "count"))
        out->count = strtod(fl_arena_dup(arena, value).ptr, NULL);
    else if (fl_str_is(key, "hidden"))
        out->hidden = true;
    else
        return false;
    return true;
}

/* The end of what stands before the next `|`. */
static size_t field_end(fl_str line, size_t at)
{
    const char *bar = memchr(line.ptr + at, '|', line.len - at);
    return bar ? (size_t)(bar - line.ptr) : line.len;
}

static bool parse_trait(fl_arena *arena, fl_str line, fl_trait *out)
{
    size_t end = field_end(line, 0);
    if (!parse_kind(fl_str_trim(fl_str_slice(line, 0, end)), &out->kind))
        return false;
    while (end < line.len) {
        size_t start = end + 1;
        end = field_end(line, start);
        if (!parse_field(arena, fl_str_trim(fl_str_slice(line, start, end)),
                         out))
            return false;
    }
    return true;
}

fl_status fl_read_inventory(fl_arena *arena, fl_document *doc, uint32_t from,
                            const fl_sink *sink)
{
    fl_inventory inv;
    size_t number = 1;
    fl_inventory_init(&inv, arena, doc);
    size_t at = from + strlen(FL_INVENTORY_HEAD);
    while (at < doc->source.len) {
        const char *stop =
            memchr(doc->source.ptr + at, '\n', doc->source.len - at);
        size_t end = stop ? (size_t)(stop - doc->source.ptr) : doc->source.len;
        fl_str line = fl_str_trim(fl_str_slice(doc->source, at, end));
        fl_trait trait = { .kind = FL_TRAIT_FILE };
        at = end + 1;
        number++;
        if (line.len == 0)
            continue;
        if (!parse_trait(arena, line, &trait)) {
            fl_sink_report(sink, FL_LEVEL_ERROR, doc->path, number, 1, NULL,
                           "this is no line of an inventory");
            return FL_FORMAT;
        }
        if (trait.kind == FL_TRAIT_NOT_SCANNED)
            fl_inventory_missed(&inv, trait.where,
                                fl_arena_dup(arena, trait.text).ptr);
        else
            fl_inventory_add(&inv, trait);
    }
    fl_inventory_finish(&inv);
    return FL_OK;
}
