/*
 * Looking at the XML of a DOCX package, in the ways of its format.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

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

const xmlNode *fl_xml_alternative(const xmlNode *node)
{
    const xmlNode *choice = fl_xml_child(node, "Choice");
    return choice ? choice : fl_xml_child(node, "Fallback");
}
