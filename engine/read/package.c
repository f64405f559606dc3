/*
 * Parts of an office package: from zip to XML tree, within limits and without
 * any outside reference.
 * SPDX-License-Identifier: MIT
 */
#include "read/package.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/sink.h"
#include "read/trail.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>

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

/* The parser keeps short texts where other nodes have their attributes. */
static const xmlAttr *attributes(const xmlNode *node)
{
    return node && node->type == XML_ELEMENT_NODE ? node->properties : NULL;
}

fl_str fl_xml_attr(fl_arena *arena, const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = attributes(node); a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0 && a->children &&
            a->children->content)
            return fl_arena_dup(
                arena, fl_str_from((const char *)a->children->content));
    return (fl_str){ "", 0 };
}

bool fl_xml_attr_is(const xmlNode *node, const char *name, const char *value)
{
    for (const xmlAttr *a = attributes(node); a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0 && a->children &&
            a->children->content)
            return strcmp((const char *)a->children->content, value) == 0;
    return false;
}

uint32_t fl_xml_number(fl_str s, uint32_t other)
{
    return fl_str_number(s, 6, other);
}

fl_str fl_xml_text(fl_arena *arena, const xmlNode *node)
{
    xmlChar *text = node ? xmlNodeGetContent(node) : NULL;
    if (!text)
        return (fl_str){ "", 0 };
    fl_arena_defer(arena, xmlFree, text);
    return fl_str_from((const char *)text);
}

/* ---- what is looked up by an id ------------------------------------------------ */

static int by_id(const void *a, const void *b)
{
    return fl_str_cmp(*(const fl_str *)a, *(const fl_str *)b);
}

void fl_sort_by_id(void *items, size_t count, size_t size)
{
    if (count > 1)
        qsort(items, count, size, by_id);
}

void *fl_find_by_id(fl_str id, void *items, size_t count, size_t size)
{
    return id.len && count ? bsearch(&id, items, count, size, by_id) : NULL;
}

/* ---- reading a part ---------------------------------------------------------- */

static xmlNode *refuse(const fl_package *p, fl_status *status, const char *part,
                       const char *why)
{
    fl_sink_report(p->sink, FL_LEVEL_ERROR, p->doc->path, 0, 0, NULL, "%s: %s",
                   part, why);
    *status = FL_FORMAT;
    return NULL;
}

/* The part's bytes, to be freed; NULL when something was wrong. */
static char *unpack(fl_package *p, zip_uint64_t index, const char *name,
                    zip_uint64_t size, fl_status *status)
{
    char *bytes = fl_malloc((size_t)size + 1);
    if (!bytes)
        fl_arena_fail(p->arena);
    zip_file_t *file = zip_fopen_index(p->zip, index, 0);
    if (!file) {
        refuse(p, status, name, zip_strerror(p->zip));
        fl_free(bytes);
        return NULL;
    }
    /* one byte more than there should be, so that the checksum is looked at */
    zip_int64_t got = zip_fread(file, bytes, size + 1);
    bool sound = zip_fclose(file) == 0;
    if (got < 0 || (zip_uint64_t)got != size || !sound) {
        refuse(p, status, name, "the package is damaged");
        fl_free(bytes);
        return NULL;
    }
    return bytes;
}

static bool within_limits(fl_package *p, const char *name, zip_uint64_t size,
                          fl_status *status)
{
    if (size <= FL_LIMIT_XML_BYTES &&
        p->unpacked + size <= 2 * (zip_uint64_t)FL_LIMIT_XML_BYTES) {
        p->unpacked += size;
        return true;
    }
    fl_sink_report(p->sink, FL_LEVEL_ERROR, p->doc->path, 0, 0, NULL,
                   "%s: it has %llu bytes when unpacked, the limit is %u", name,
                   (unsigned long long)size, FL_LIMIT_XML_BYTES);
    *status = FL_LIMIT;
    return false;
}

/* ---- trees without what nobody reads ----------------------------------------- */

/* The parser's own events, and what is left out of the tree. */
typedef struct {
    const char *const *unread; /* names of elements */
    unsigned depth;            /* of elements open in one of them, and it */
} pruning;

static pruning *pruning_of(void *parser)
{
    return ((xmlParserCtxt *)parser)->_private;
}

/* NOLINTNEXTLINE(readability-function-size): libxml2 gives the parameters */
static void open_element(void *parser, const xmlChar *name,
                         const xmlChar *prefix, const xmlChar *uri,
                         int namespaces, const xmlChar **pairs, int count,
                         int defaulted, const xmlChar **items)
{
    pruning *p = pruning_of(parser);
    bool unread = p->depth > 0;
    for (size_t i = 0; p->unread[i] && !unread; i++)
        unread = strcmp(p->unread[i], (const char *)name) == 0;
    if (unread)
        p->depth++;
    else
        xmlSAX2StartElementNs(parser, name, prefix, uri, namespaces, pairs,
                              count, defaulted, items);
}

static void close_element(void *parser, const xmlChar *name,
                          const xmlChar *prefix, const xmlChar *uri)
{
    pruning *p = pruning_of(parser);
    if (p->depth > 0)
        p->depth--;
    else
        xmlSAX2EndElementNs(parser, name, prefix, uri);
}

static void add_text(void *parser, const xmlChar *text, int len)
{
    if (pruning_of(parser)->depth == 0)
        xmlSAX2Characters(parser, text, len);
}

static void add_comment(void *parser, const xmlChar *text)
{
    if (pruning_of(parser)->depth == 0)
        xmlSAX2Comment(parser, text);
}

static void add_instruction(void *parser, const xmlChar *target,
                            const xmlChar *text)
{
    if (pruning_of(parser)->depth == 0)
        xmlSAX2ProcessingInstruction(parser, target, text);
}

static void add_reference(void *parser, const xmlChar *name)
{
    if (pruning_of(parser)->depth == 0)
        xmlSAX2Reference(parser, name);
}

/* NULL when it isn't well-formed, the parts left out included. */
static xmlDoc *parse(const char *bytes, size_t size, const char *name,
                     const char *const *unread)
{
    /* the parser itself bounds nesting (256) and the growth of entities */
    static const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
                               XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    if (!unread)
        return xmlReadMemory(bytes, (int)size, name, NULL, options);
    pruning pruned = { .unread = unread };
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (!parser)
        return NULL;
    parser->_private = &pruned;
    parser->sax->startElementNs = open_element;
    parser->sax->endElementNs = close_element;
    parser->sax->characters = add_text;
    parser->sax->ignorableWhitespace = add_text;
    parser->sax->cdataBlock = add_text;
    parser->sax->comment = add_comment;
    parser->sax->processingInstruction = add_instruction;
    parser->sax->reference = add_reference;
    xmlDoc *tree =
        xmlCtxtReadMemory(parser, bytes, (int)size, name, NULL, options);
    xmlFreeParserCtxt(parser);
    return tree;
}

/* ---- the package ---------------------------------------------------------------- */

static void close_zip(void *zip)
{
    zip_discard(zip);
}

fl_status fl_package_open(fl_package *p, fl_arena *arena, fl_document *doc,
                          const char *what, const fl_sink *sink)
{
    *p = (fl_package){ .arena = arena, .doc = doc, .sink = sink };
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(
        p->doc->source.ptr, p->doc->source.len, 0, &error);
    p->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!p->zip) {
        fl_sink_report(p->sink, FL_LEVEL_ERROR, p->doc->path, 0, 0, NULL,
                       "this is no readable %s: %s", what,
                       zip_error_strerror(&error));
        if (source)
            zip_source_free(source);
        zip_error_fini(&error);
        return FL_FORMAT;
    }
    zip_error_fini(&error);
    fl_arena_defer(p->arena, close_zip, p->zip);
    return FL_OK;
}

xmlNode *fl_package_part(fl_package *p, const char *name, fl_status *status)
{
    return fl_package_part_without(p, name, NULL, status);
}

xmlNode *fl_package_part_without(fl_package *p, const char *name,
                                 const char *const *unread, fl_status *status)
{
    zip_stat_t stat;
    *status = FL_OK;
    zip_int64_t index = zip_name_locate(p->zip, name, 0);
    if (index < 0)
        return NULL;
    if (zip_stat_index(p->zip, (zip_uint64_t)index, 0, &stat) != 0 ||
        !(stat.valid & ZIP_STAT_SIZE))
        return refuse(p, status, name, "the package is damaged");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        stat.encryption_method != ZIP_EM_NONE)
        return refuse(p, status, name,
                      "it is encrypted; save it without a password");
    if (!within_limits(p, name, stat.size, status))
        return NULL;
    char *bytes = unpack(p, (zip_uint64_t)index, name, stat.size, status);
    if (!bytes)
        return NULL;
    xmlDoc *tree = parse(bytes, (size_t)stat.size, name, unread);
    fl_free(bytes);
    if (!tree)
        return refuse(p, status, name, "it is not well-formed XML");
    fl_arena_defer(p->arena, free_tree, tree);
    if (tree->intSubset || tree->extSubset)
        return refuse(p, status, name,
                      "it has a document type declaration, which no "
                      "office document has");
    xmlNode *root = xmlDocGetRootElement(tree);
    fl_trail_part(p->arena, p->doc, name, root);
    return root;
}
