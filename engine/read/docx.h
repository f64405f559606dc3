/*
 * What the files of the DOCX reader share: the parts of the package, its
 * styles and its list numbering.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_DOCX_H
#define FL_READ_DOCX_H

#include "read/builder.h"

#include <libxml/tree.h>
#include <zip.h>

#define FL_DOCX_LEVELS 9

typedef struct {
    fl_str id;
    uint16_t heading; /* 0: no heading */
    fl_str based_on;
    fl_str num_id; /* numbering that the style brings */
} fl_docx_style;

typedef struct {
    fl_str format; /* decimal, lowerLetter, bullet … */
    fl_str text;   /* "%1.%2" */
    uint32_t start;
} fl_docx_level;

typedef struct {
    fl_str id; /* of the abstract numbering */
    fl_docx_level levels[FL_DOCX_LEVELS];
} fl_docx_list;

typedef struct {
    fl_str id;
    fl_docx_list *list;
    uint32_t counts[FL_DOCX_LEVELS];
} fl_docx_num;

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    const fl_sink *sink;
    zip_t *zip;
    fl_builder builder;
    FL_VEC(fl_docx_style) styles;
    FL_VEC(fl_docx_list) lists;
    FL_VEC(fl_docx_num) nums;
    uint32_t paragraph, tables, table, row, cell;
    bool furniture;
} fl_docx;

/* The root of a part, NULL when the package has none of that name; *status
 * says whether something was wrong. The tree is freed with the arena. */
xmlNode *fl_docx_part(fl_docx *d, const char *name, fl_status *status);
/* Reads styles.xml and numbering.xml, which may be missing. */
fl_status fl_docx_read_styles(fl_docx *d);
/* Heading level of a style by its id, through the styles it is based on. */
uint16_t fl_docx_heading(const fl_docx *d, fl_str style);
/* The number of the next paragraph of list `num` at `level`, as shown. */
fl_str fl_docx_number(fl_docx *d, fl_str id, uint32_t level);
fl_str fl_docx_style_list(const fl_docx *d, fl_str style);

/* Local names, whatever the prefix. */
bool fl_xml_is(const xmlNode *node, const char *name);
/* First child element of that name, or NULL. */
xmlNode *fl_xml_child(const xmlNode *node, const char *name);
/* Attribute by local name; "" when absent. Copied into the arena. */
fl_str fl_xml_attr(fl_arena *arena, const xmlNode *node, const char *name);

#endif
