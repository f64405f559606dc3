/*
 * Office packages: from zip to XML tree, within limits and without any outside
 * reference; and looking at such a tree by local names, whatever the prefix.
 * Nothing is ever unpacked to a disk, so the names in a package can't lead
 * anywhere.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_PACKAGE_H
#define FL_READ_PACKAGE_H

#include "read/document.h"

#include <libxml/tree.h>
#include <zip.h>

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    const fl_sink *sink;
    zip_t *zip;
    zip_uint64_t unpacked; /* bytes of all parts so far */
} fl_package;

/* Opens doc->source; `what` names what it should be ("Word document"). A
 * message is in the sink when it fails. Closed with the arena. */
fl_status fl_package_open(fl_package *p, fl_arena *arena, fl_document *doc,
                          const char *what, const fl_sink *sink);
/* The root of a part, NULL when the package has none of that name; *status
 * says whether something was wrong. The tree is freed with the arena. */
xmlNode *fl_package_part(fl_package *p, const char *name, fl_status *status);
/* So, with no element in the tree that has one of these names (local ones; the
 * list ends with NULL). For parts that are large by what nobody reads: most of
 * the cost of a part is its tree. */
xmlNode *fl_package_part_without(fl_package *p, const char *name,
                                 const char *const *unread, fl_status *status);

bool fl_xml_is(const xmlNode *node, const char *name);
/* One of a list that ends with NULL. */
bool fl_xml_is_any(const xmlNode *node, const char *const *names);
/* First child element of that name, or NULL; so for a NULL node. */
xmlNode *fl_xml_child(const xmlNode *node, const char *name);
/* Attribute by local name; "" when absent. Copied into the arena. */
fl_str fl_xml_attr(fl_arena *arena, const xmlNode *node, const char *name);
/* The attribute has this value; no copy is made. */
bool fl_xml_attr_is(const xmlNode *node, const char *name, const char *value);
/* A whole number of at most six digits, else `other`. */
uint32_t fl_xml_number(fl_str s, uint32_t other);
/* All text below `node`, in the arena. */
fl_str fl_xml_text(fl_arena *arena, const xmlNode *node);

/* `id` (an fl_str) stands first in all that is looked up by it. The item of an
 * array sorted by id, or NULL. */
void *fl_find_by_id(fl_str id, void *items, size_t count, size_t size);
void fl_sort_by_id(void *items, size_t count, size_t size);

#endif
