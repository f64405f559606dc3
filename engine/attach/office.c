/*
 * What office packages have in common: the properties of the file, the files
 * in it, and how formulas lead to sheets.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"

/* ---- properties -------------------------------------------------------------------- */

static const struct {
    const char *element, *name;
} properties[] = {
    { "creator", "author" },          { "lastModifiedBy", "last author" },
    { "initial-creator", "author" },  { "manager", "manager" },
    { "Manager", "manager" },         { "HyperlinkBase", "path" },
    { "description", "description" }, { "keywords", "keywords" },
    { "printed-by", "printed by" },
};

typedef struct {
    fl_inspection *in;
    bool known;
} property_reader;

static void property_close(fl_stream *stream, void *data, const char *name,
                           fl_str text)
{
    const property_reader *r = data;
    (void)stream;
    text = fl_str_trim(text);
    if (text.len == 0)
        return;
    fl_inspect_piece(r->in,
                     &(fl_text_piece){ .text = text,
                                       .within = FL_STR("document properties"),
                                       .hidden = true });
    for (size_t i = 0;
         !r->known && i < sizeof(properties) / sizeof(properties[0]); i++)
        if (strcmp(properties[i].element, name) == 0)
            fl_inspect_property(r->in, "document properties",
                                fl_str_from(properties[i].name), text);
}

void fl_inspect_properties(fl_inspection *in, bool known)
{
    static const char *const parts[] = { "docProps/core.xml",
                                         "docProps/app.xml",
                                         "docProps/custom.xml", "meta.xml" };
    property_reader *r = FL_NEW(in->arena, property_reader);
    *r = (property_reader){ in, known };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        fl_stream_part(in, parts[i],
                       &(fl_handler){ NULL, property_close, r, NULL });
}

/* ---- paths ------------------------------------------------------------------------- */

bool fl_is_path(fl_str target)
{
    return fl_str_starts(target, FL_STR("file:")) ||
           fl_str_starts(target, FL_STR("\\\\")) ||
           (target.len > 2 && fl_is_alpha(target.ptr[0]) &&
            target.ptr[1] == ':' &&
            (target.ptr[2] == '\\' || target.ptr[2] == '/'));
}

static void path_open(fl_stream *stream, void *data, const char *name,
                      const fl_attrs *attrs)
{
    fl_inspection *in = data;
    fl_str target = fl_attr_of(attrs, "Target");
    (void)stream;
    if (strcmp(name, "Relationship") == 0 &&
        fl_str_is(fl_attr_of(attrs, "TargetMode"), "External") &&
        fl_is_path(target))
        fl_inspect_property(in, "links of the file", FL_STR("path"), target);
}

/* Links to other files as other parts have them; those of workbooks are told
 * of with the values that were kept. */
static void read_paths(fl_inspection *in, fl_str part)
{
    if (!fl_str_holds(part, "externalLinks/"))
        fl_stream_part(in, fl_arena_dup(in->arena, part).ptr,
                       &(fl_handler){ path_open, NULL, in, NULL });
}

/* ---- names of sheets in formulas ------------------------------------------------- */

/* As formulas write the name of a sheet between quotes. */
static fl_str quoted(fl_arena *arena, fl_str name)
{
    if (!memchr(name.ptr, '\'', name.len))
        return name;
    char *out = fl_arena_alloc(arena, 2 * name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        out[len++] = name.ptr[i];
        if (name.ptr[i] == '\'')
            out[len++] = '\'';
    }
    return (fl_str){ out, len };
}

/* It may stand in a sheet's name that is not quoted, or before such a name
 * that is one of another file. */
static bool goes_on(char c)
{
    return fl_is_word(c) || c == '_' || c == '.' || c == ']' || c == '\'';
}

bool fl_leads_to(fl_arena *arena, fl_str target, fl_str name, char sign)
{
    name = quoted(arena, name);
    for (size_t at = 0; at + name.len < target.len; at++) {
        const char *hit =
            memmem(target.ptr + at, target.len - at, name.ptr, name.len);
        if (!hit)
            return false;
        at = (size_t)(hit - target.ptr);
        fl_str rest = fl_str_slice(target, at + name.len, target.len);
        char before = at ? target.ptr[at - 1] : '\0';
        bool quote = rest.ptr[0] == '\'';
        if (rest.len > quote && rest.ptr[quote] == sign &&
            (quote ? before == '\'' : !goes_on(before)))
            return true;
    }
    return false;
}

/* ---- files in the file ---------------------------------------------------------------- */

static bool is_picture(fl_str name)
{
    static const char *const suffixes[] = { ".jpg",  ".jpeg", ".tif",
                                            ".tiff", ".png",  NULL };
    for (size_t i = 0; suffixes[i]; i++)
        if (fl_has_suffix(name, suffixes[i]))
            return true;
    return false;
}

static void read_file(fl_inspection *in, zip_uint64_t index, fl_str name,
                      bool embedded)
{
    const char *why = NULL;
    fl_str bytes = fl_part_bytes(in, index, &why);
    if (embedded)
        fl_inventory_add(in->inv,
                         (fl_trait){ .kind = FL_TRAIT_EMBEDDED,
                                     .where = name,
                                     .what = FL_STR("an embedded file"),
                                     .count = 1,
                                     .hidden = true });
    fl_inspect_member(in, name, bytes, why);
}

static bool within(fl_str name, const char *folder)
{
    return fl_str_holds(name, folder) && name.ptr[name.len - 1] != '/';
}

/* What nobody looked into is said; a logo in another format than these is no
 * reason to call the rest unread. */
static void tell_passed_over(fl_inspection *in, size_t count, fl_str first)
{
    if (count == 0)
        return;
    fl_inventory_add(
        in->inv,
        (fl_trait){
            .kind = FL_TRAIT_NOT_SCANNED,
            .where = fl_arena_dup(in->arena, first),
            .text = fl_arena_printf(
                in->arena, "%zu picture%s that %s neither JPEG, PNG nor TIFF",
                count, count == 1 ? "" : "s", count == 1 ? "is" : "are"),
            .count = (double)count });
}

void fl_inspect_parts(fl_inspection *in)
{
    zip_int64_t count = zip_get_num_entries(in->package.zip, 0);
    size_t passed_over = 0;
    fl_str first = FL_STR("");
    for (zip_int64_t i = 0; i < count; i++) {
        const char *ptr = zip_get_name(in->package.zip, (zip_uint64_t)i, 0);
        fl_str name = fl_str_from(ptr ? ptr : "");
        if (name.len == 0)
            continue;
        if (fl_str_ends(name, ".rels"))
            read_paths(in, name);
        else if (within(name, "embeddings/"))
            read_file(in, (zip_uint64_t)i, name, true);
        else if (within(name, "media/") || within(name, "Pictures/")) {
            if (is_picture(name))
                read_file(in, (zip_uint64_t)i, name, false);
            else if (passed_over++ == 0)
                first = name;
        } else if (within(name, "vbaProject.bin"))
            fl_inventory_add(in->inv, (fl_trait){ .kind = FL_TRAIT_MACRO,
                                                  .where = name,
                                                  .what = FL_STR("macros"),
                                                  .count = 1,
                                                  .hidden = true });
    }
    tell_passed_over(in, passed_over, first);
}
