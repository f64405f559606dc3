/*
 * Archives (.zip): their members are listed and looked into in turn. Nothing
 * is unpacked to a disk, so that their names lead nowhere.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"

/* Names that would lead out of the folder where somebody unpacks it. */
static bool leads_out(fl_str name)
{
    if (name.ptr[0] == '/' || name.ptr[0] == '\\' ||
        (name.len > 1 && name.ptr[1] == ':'))
        return true;
    for (size_t i = 0; i + 1 < name.len; i++) {
        bool starts =
            i == 0 || name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\';
        bool ends = i + 2 == name.len || name.ptr[i + 2] == '/' ||
                    name.ptr[i + 2] == '\\';
        if (starts && ends && name.ptr[i] == '.' && name.ptr[i + 1] == '.')
            return true;
    }
    return false;
}

static void read_member(fl_inspection *in, zip_uint64_t index, fl_str name)
{
    const char *why = NULL;
    if (name.ptr[name.len - 1] == '/')
        return; /* a folder */
    fl_inspect_found(in, name);
    if (leads_out(name)) {
        fl_inventory_missed(in->inv, name, "its name leads out of the archive");
        return;
    }
    fl_str bytes = fl_part_bytes(in, index, &why);
    fl_inspect_member(in, name, bytes, why);
}

fl_status fl_inspect_zip(fl_inspection *in)
{
    fl_status status = fl_package_open(&in->package, in->arena, in->doc,
                                       "zip archive", in->sink);
    if (status != FL_OK)
        return status;
    zip_int64_t count = zip_get_num_entries(in->package.zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(in->package.zip, (zip_uint64_t)i, 0);
        if (name && *name)
            read_member(in, (zip_uint64_t)i, fl_str_from(name));
    }
    return FL_OK;
}
