/*
 * What office packages have in common: the properties of the file, and the
 * files in it.
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

static void property_close(fl_stream *stream, void *data, const char *name,
                           fl_str text)
{
    fl_inspection *in = data;
    (void)stream;
    text = fl_str_trim(text);
    for (size_t i = 0;
         text.len && i < sizeof(properties) / sizeof(properties[0]); i++)
        if (strcmp(properties[i].element, name) == 0)
            fl_inspect_property(in, "document properties",
                                fl_str_from(properties[i].name), text);
}

void fl_inspect_properties(fl_inspection *in)
{
    static const char *const parts[] = { "docProps/core.xml",
                                         "docProps/app.xml",
                                         "docProps/custom.xml", "meta.xml" };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        fl_stream_part(in, parts[i],
                       &(fl_handler){ NULL, property_close, in, NULL });
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

void fl_inspect_parts(fl_inspection *in)
{
    zip_int64_t count = zip_get_num_entries(in->package.zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *ptr = zip_get_name(in->package.zip, (zip_uint64_t)i, 0);
        fl_str name = fl_str_from(ptr ? ptr : "");
        if (name.len == 0)
            continue;
        if (within(name, "embeddings/"))
            read_file(in, (zip_uint64_t)i, name, true);
        else if ((within(name, "media/") || within(name, "Pictures/")) &&
                 is_picture(name))
            read_file(in, (zip_uint64_t)i, name, false);
        else if (within(name, "vbaProject.bin"))
            fl_inventory_add(in->inv, (fl_trait){ .kind = FL_TRAIT_MACRO,
                                                  .where = name,
                                                  .what = FL_STR("macros"),
                                                  .count = 1,
                                                  .hidden = true });
    }
}
