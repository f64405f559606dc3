/*
 * Writes a package in memory by libzip; see office.h.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/office.h"

#include "base/limits.h"
#include "base/sink.h"

#include <libxml/parser.h>

static fl_status complain(const fl_office *o, const char *name, const char *why)
{
    fl_sink_report(o->sink, FL_LEVEL_ERROR, o->path, 0, 0, NULL,
                   "no comments can be written: %s%s%s", name ? name : "",
                   name ? ": " : "", why);
    return FL_FORMAT;
}

static void release(void *office)
{
    fl_office *o = office;
    if (o->zip)
        zip_discard(o->zip);
    fl_buf_dispose(&o->memory.written);
}

fl_status fl_office_open(fl_office *o, fl_arena *arena, const char *path,
                         fl_str bytes, const fl_sink *sink)
{
    *o = (fl_office){ .arena = arena, .path = path, .sink = sink };
    zip_error_t error;
    zip_error_init(&error);
    fl_arena_defer(arena, release, o);
    zip_source_t *source = fl_zip_memory_source(&o->memory, bytes);
    o->zip = source ? zip_open_from_source(source, 0, &error) : NULL;
    if (source && !o->zip)
        zip_source_free(source);
    fl_status status = FL_OK;
    if (!source)
        fl_arena_fail(arena);
    if (!o->zip)
        status = complain(o, NULL, zip_error_strerror(&error));
    zip_error_fini(&error);
    return status;
}

fl_str fl_office_part(fl_office *o, const char *name, fl_status *status)
{
    zip_stat_t stat;
    fl_str none = { NULL, 0 };
    *status = FL_OK;
    zip_int64_t index = zip_name_locate(o->zip, name, 0);
    if (index < 0)
        return none;
    bool known = zip_stat_index(o->zip, (zip_uint64_t)index, 0, &stat) == 0 &&
                 (stat.valid & ZIP_STAT_SIZE) &&
                 stat.size <= FL_LIMIT_XML_BYTES;
    /* before the member is open: an arena may not return */
    char *bytes =
        known ? fl_arena_alloc(o->arena, (size_t)stat.size + 1) : NULL;
    zip_file_t *file =
        known ? zip_fopen_index(o->zip, (zip_uint64_t)index, 0) : NULL;
    if (!file) {
        *status = complain(o, name, "the package is damaged");
        return none;
    }
    zip_int64_t got = zip_fread(file, bytes, stat.size + 1);
    bool sound = zip_fclose(file) == 0;
    if (!sound || got < 0 || (zip_uint64_t)got != stat.size) {
        *status = complain(o, name, "the package is damaged");
        return none;
    }
    return (fl_str){ bytes, (size_t)stat.size };
}

/* What is written must be XML, whatever was read. */
static bool is_well_formed(fl_str bytes)
{
    xmlDoc *tree = xmlReadMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR |
                                     XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    xmlFreeDoc(tree);
    return tree != NULL;
}

/* A new member is as old as the first one: a run at another time gives the
 * same file. */
static time_t age_of(const fl_office *o, zip_int64_t index)
{
    zip_stat_t stat;
    if (zip_stat_index(o->zip, index < 0 ? 0 : (zip_uint64_t)index,
                       ZIP_FL_UNCHANGED, &stat) == 0 &&
        (stat.valid & ZIP_STAT_MTIME))
        return stat.mtime;
    return 0;
}

fl_status fl_office_put(fl_office *o, const char *name, fl_str bytes)
{
    if (bytes.len > FL_LIMIT_XML_BYTES || !is_well_formed(bytes))
        return complain(o, name, "it would be no well-formed XML any more");
    zip_int64_t index = zip_name_locate(o->zip, name, 0);
    time_t age = age_of(o, index);
    zip_source_t *source = zip_source_buffer(o->zip, bytes.ptr, bytes.len, 0);
    bool ok = source != NULL;
    if (ok && index >= 0)
        ok = zip_file_replace(o->zip, (zip_uint64_t)index, source, 0) == 0;
    else if (ok)
        ok =
            (index = zip_file_add(o->zip, name, source, ZIP_FL_ENC_UTF_8)) >= 0;
    if (!ok) {
        if (source)
            zip_source_free(source);
        return complain(o, name, zip_strerror(o->zip));
    }
    zip_file_set_mtime(o->zip, (zip_uint64_t)index, age, 0);
    return FL_OK;
}

fl_status fl_office_finish(fl_office *o, fl_str *out)
{
    if (zip_close(o->zip) != 0)
        return complain(o, NULL, zip_strerror(o->zip));
    o->zip = NULL;
    *out = fl_buf_str(&o->memory.written);
    return FL_OK;
}
