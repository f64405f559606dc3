/*
 * Parts of an office package: from zip to XML tree, within limits and without
 * any outside reference.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/sink.h"

#include <libxml/parser.h>

static void free_tree(void *tree)
{
    xmlFreeDoc(tree);
}

/* ---- looking at a tree ----------------------------------------------------- */

bool fl_xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

bool fl_xml_is_any(const xmlNode *node, const char *const *names)
{
    for (; *names; names++)
        if (fl_xml_is(node, *names))
            return true;
    return false;
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

fl_str fl_xml_value(fl_arena *arena, const xmlNode *node, const char *child)
{
    return fl_xml_attr(arena, fl_xml_child(node, child), "val");
}

fl_docx_switch fl_xml_switch(fl_arena *arena, const xmlNode *node,
                             const char *child)
{
    const xmlNode *found = fl_xml_child(node, child);
    if (!found)
        return FL_DOCX_UNSET;
    fl_str value = fl_xml_attr(arena, found, "val");
    bool off = fl_str_is(value, "0") || fl_str_is(value, "false") ||
               fl_str_is(value, "off");
    return off ? FL_DOCX_OFF : FL_DOCX_ON;
}

uint32_t fl_xml_number(fl_str s, uint32_t other)
{
    uint32_t n = 0;
    if (s.len == 0 || s.len > 6)
        return other;
    for (size_t i = 0; i < s.len; i++) {
        if (!fl_is_digit(s.ptr[i]))
            return other;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return n;
}

const xmlNode *fl_xml_alternative(const xmlNode *node)
{
    const xmlNode *choice = fl_xml_child(node, "Choice");
    return choice ? choice : fl_xml_child(node, "Fallback");
}

/* ---- reading a part ---------------------------------------------------------- */

static xmlNode *refuse(const fl_docx *d, fl_status *status, const char *part,
                       const char *why)
{
    fl_sink_report(d->sink, FL_LEVEL_ERROR, d->doc->path, 0, 0, NULL, "%s: %s",
                   part, why);
    *status = FL_FORMAT;
    return NULL;
}

/* The part's bytes, to be freed; NULL when something was wrong. */
static char *unpack(fl_docx *d, zip_uint64_t index, const char *name,
                    zip_uint64_t size, fl_status *status)
{
    char *bytes = fl_malloc((size_t)size + 1);
    if (!bytes)
        fl_arena_fail(d->arena);
    zip_file_t *file = zip_fopen_index(d->zip, index, 0);
    if (!file) {
        refuse(d, status, name, zip_strerror(d->zip));
        fl_free(bytes);
        return NULL;
    }
    /* one byte more than there should be, so that the checksum is looked at */
    zip_int64_t got = zip_fread(file, bytes, size + 1);
    bool sound = zip_fclose(file) == 0;
    if (got < 0 || (zip_uint64_t)got != size || !sound) {
        refuse(d, status, name, "the package is damaged");
        fl_free(bytes);
        return NULL;
    }
    return bytes;
}

static bool within_limits(fl_docx *d, const char *name, zip_uint64_t size,
                          fl_status *status)
{
    if (size <= FL_LIMIT_XML_BYTES &&
        d->unpacked + size <= 2 * (zip_uint64_t)FL_LIMIT_XML_BYTES) {
        d->unpacked += size;
        return true;
    }
    fl_sink_report(d->sink, FL_LEVEL_ERROR, d->doc->path, 0, 0, NULL,
                   "%s: it has %llu bytes when unpacked, the limit is %u", name,
                   (unsigned long long)size, FL_LIMIT_XML_BYTES);
    *status = FL_LIMIT;
    return false;
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
        return refuse(d, status, name,
                      "it is encrypted; save it without a password");
    if (!within_limits(d, name, stat.size, status))
        return NULL;
    char *bytes = unpack(d, (zip_uint64_t)index, name, stat.size, status);
    if (!bytes)
        return NULL;
    /* the parser itself bounds nesting (256) and the growth of entities */
    xmlDoc *tree = xmlReadMemory(bytes, (int)stat.size, name, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR |
                                     XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    fl_free(bytes);
    if (!tree)
        return refuse(d, status, name, "it is not well-formed XML");
    fl_arena_defer(d->arena, free_tree, tree);
    if (tree->intSubset || tree->extSubset)
        return refuse(d, status, name,
                      "it has a document type declaration, which no Word "
                      "document has");
    return xmlDocGetRootElement(tree);
}
