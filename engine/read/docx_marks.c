/*
 * What a DOCX package holds beside its text: comments, deleted and hidden
 * text, link targets, the file's properties.
 * SPDX-License-Identifier: MIT
 */
#include "read/docx.h"

void fl_docx_unsee_comment(fl_docx *d, fl_docx_comment *comment)
{
    comment->shown = true;
    for (const xmlNode *c = comment->node->children; c; c = c->next) {
        fl_unseen piece = { FL_MARK_COMMENT, comment->by,
                            fl_xml_text(d->arena, c), 0 };
        fl_flow_unsee(&d->flow, piece);
        piece.text = FL_STR(" ");
        fl_flow_unsee(&d->flow, piece);
    }
}

/* ---- links, comments, properties --------------------------------------------- */

fl_status fl_docx_read_links(fl_docx *d)
{
    fl_status status = FL_OK;
    const xmlNode *root =
        fl_package_part(&d->package, "word/_rels/document.xml.rels", &status);
    for (const xmlNode *c = root ? root->children : NULL; c; c = c->next)
        if (fl_xml_attr_is(c, "TargetMode", "External"))
            *FL_PUSH(d->arena, &d->links) =
                (fl_docx_ref){ fl_xml_attr(d->arena, c, "Id"),
                               fl_xml_attr(d->arena, c, "Target") };
    fl_sort_by_id(d->links.items, d->links.count, sizeof(fl_docx_ref));
    return status;
}

fl_status fl_docx_read_comments(fl_docx *d)
{
    fl_status status = FL_OK;
    const xmlNode *root =
        fl_package_part(&d->package, "word/comments.xml", &status);
    for (const xmlNode *c = root ? root->children : NULL; c; c = c->next)
        if (fl_xml_is(c, "comment"))
            *FL_PUSH(d->arena, &d->comments) =
                (fl_docx_comment){ .id = fl_xml_attr(d->arena, c, "id"),
                                   .by = fl_xml_attr(d->arena, c, "author"),
                                   .node = c };
    fl_sort_by_id(d->comments.items, d->comments.count,
                  sizeof(fl_docx_comment));
    return status;
}

static fl_status read_properties(fl_docx *d, const char *part,
                                 const char *const (*names)[2])
{
    fl_status status = FL_OK;
    const xmlNode *root = fl_package_part(&d->package, part, &status);
    for (; root && (*names)[0]; names++)
        fl_builder_property(
            &d->builder, (*names)[1],
            fl_xml_text(d->arena, fl_xml_child(root, (*names)[0])));
    return status;
}

fl_status fl_docx_read_properties(fl_docx *d)
{
    static const char *const core[][2] = { { "creator", "author" },
                                           { "lastModifiedBy", "last-author" },
                                           { "title", "title" },
                                           { NULL, NULL } };
    static const char *const app[][2] = { { "Template", "template" },
                                          { "Company", "company" },
                                          { "Manager", "manager" },
                                          { NULL, NULL } };
    fl_status status = read_properties(d, "docProps/core.xml", core);
    return status == FL_OK ? read_properties(d, "docProps/app.xml", app)
                           : status;
}
