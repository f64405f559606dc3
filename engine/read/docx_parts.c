/*
 * Parts of an office package: from zip to XML tree, within limits and without
 * any outside reference.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "base/limits.h"
#include "base/sink.h"

#include <libxml/parser.h>

static void free_tree(void *tree)
{
    xmlFreeDoc(tree);
}

bool fl_xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

xmlNode *fl_xml_child(const xmlNode *node, const char *name)
{
    for (xmlNode *c = node ? node->children : NULL; c; c = c->next)
        if (fl_xml_is(c, name))
            return c;
    return NULL;
}

fl_str fl_xml_attr(fl_arena *arena, const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node ? node->properties : NULL; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0 && a->children &&
            a->children->content)
            return fl_arena_dup(
                arena, fl_str_from((const char *)a->children->content));
    return (fl_str){ "", 0 };
}

static xmlNode *refuse(fl_docx *d, fl_status *status, const char *part,
                       const char *why)
{
    fl_sink_report(d->sink, FL_LEVEL_ERROR, d->doc->path, 0, 0, NULL, "%s: %s",
                   part, why);
    *status = FL_FORMAT;
    return NULL;
}

static char *read_part(fl_docx *d, zip_int64_t index, const char *name,
                       zip_uint64_t size, fl_status *status)
{
    zip_file_t *file = zip_fopen_index(d->zip, (zip_uint64_t)index, 0);
    if (!file) {
        refuse(d, status, name, zip_strerror(d->zip));
        return NULL;
    }
    char *bytes = fl_arena_alloc(d->arena, (size_t)size + 1);
    zip_int64_t got = zip_fread(file, bytes, size);
    bool sound = zip_fclose(file) == 0;
    if (got < 0 || (zip_uint64_t)got != size || !sound) {
        refuse(d, status, name, "the package is damaged");
        return NULL;
    }
    return bytes;
}

xmlNode *fl_docx_part(fl_docx *d, const char *name, fl_status *status)
{
    zip_stat_t stat;
    *status = FL_OK;
    zip_int64_t index = zip_name_locate(d->zip, name, 0);
    if (index < 0)
        return NULL;
    if (zip_stat_index(d->zip, (zip_uint64_t)index, 0, &stat) != 0 ||
        !(stat.valid & ZIP_STAT_SIZE))
        return refuse(d, status, name, "the package is damaged");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        stat.encryption_method != ZIP_EM_NONE)
        return refuse(d, status, name, "it is encrypted");
    if (stat.size > FL_LIMIT_XML_BYTES)
        return refuse(d, status, name, "it is too large when unpacked");
    char *bytes = read_part(d, index, name, stat.size, status);
    if (!bytes)
        return NULL;
    xmlDoc *tree = xmlReadMemory(bytes, (int)stat.size, name, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR |
                                     XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    if (!tree)
        return refuse(d, status, name, "it is not well-formed XML");
    fl_arena_defer(d->arena, free_tree, tree);
    return xmlDocGetRootElement(tree);
}
