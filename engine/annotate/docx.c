/*
 * Comments in a DOCX: marks in its text, the comments themselves in a part of
 * their own, which is made, related and typed where there is none.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/annotate.h"
#include "annotate/docx_marks.h"
#include "base/sink.h"
#include "report/escape.h"

#include <stdlib.h>

#define TRANSITIONAL \
    FL_STR("http://schemas.openxmlformats.org/wordprocessingml/2006/main")
#define STRICT FL_STR("http://purl.oclc.org/ooxml/wordprocessingml/main")
#define HEAD   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define COMMENTS_TYPE                                                 \
    "application/vnd.openxmlformats-officedocument.wordprocessingml." \
    "comments+xml"

typedef struct {
    fl_annotation *a;
    fl_str uri; /* of its namespace */
    fl_namespace w;
    fl_str folder;          /* of the main part, with its slash */
    fl_str part;            /* of the comments */
    bool is_new;            /* they have none yet */
    unsigned long first_id; /* of the new comments */
    fl_insertions in_body;
} writer;

static fl_status refuse(const writer *w, const char *why)
{
    fl_sink_report(w->a->sink, FL_LEVEL_ERROR, w->a->doc->path, 0, 0, NULL,
                   "no comments can be written: %s", why);
    return FL_FORMAT;
}

/* ---- names ------------------------------------------------------------------------- */

static fl_str folder_of(const char *part)
{
    const char *slash = strrchr(part, '/');
    return (fl_str){ part, slash ? (size_t)(slash - part) + 1 : 0 };
}

/* "word/_rels/document.xml.rels" */
static fl_str relations_of(const writer *w)
{
    const char *main = w->a->doc->trail->main;
    return fl_arena_printf(w->a->arena, "%.*s_rels/%s.rels", FL_ARG(w->folder),
                           main + w->folder.len);
}

static fl_str absolute(const writer *w, fl_str target)
{
    if (target.len && target.ptr[0] == '/')
        return fl_arena_dup(w->a->arena, fl_str_slice(target, 1, target.len));
    return fl_arena_printf(w->a->arena, "%.*s%.*s", FL_ARG(w->folder),
                           FL_ARG(target));
}

/* A name for the new part that no member has. */
static fl_str free_name(const writer *w)
{
    fl_str name =
        fl_arena_printf(w->a->arena, "%.*scomments.xml", FL_ARG(w->folder));
    for (int i = 1; zip_name_locate(w->a->office.zip, name.ptr, 0) >= 0; i++)
        name = fl_arena_printf(w->a->arena, "%.*scomments%d.xml",
                               FL_ARG(w->folder), i);
    return name;
}

/* ---- numbers ------------------------------------------------------------------------- */

/* No number of a comment, or of a mark of one, is used again. */
static void raise_id(writer *w, const fl_markup *x)
{
    static const char *const names[] = { "comment", "commentRangeStart",
                                         "commentRangeEnd", "commentReference",
                                         NULL };
    for (uint32_t e = 0; e < x->elements.count; e++)
        for (size_t i = 0; names[i]; i++) {
            if (!fl_markup_is(x, e, names[i]))
                continue;
            fl_str id = fl_arena_dup(w->a->arena, fl_markup_attr(x, e, "id"));
            unsigned long n = strtoul(id.ptr, NULL, 10);
            if (n >= w->first_id && n < INT32_MAX / 2)
                w->first_id = n + 1;
        }
}

/* ---- the comments ---------------------------------------------------------------------- */

static void add_comment(const writer *w, const fl_namespace *ns, size_t number,
                        fl_buf *out)
{
    const fl_note *note = &w->a->notes.items[number];
    const char *p = ns->prefix.ptr;
    fl_buf_printf(out, "<%s:comment%.*s %s:id=\"%lu\" %s:author=\"%s\"", p,
                  FL_ARG(ns->declared), p, w->first_id + number, p,
                  FL_NOTE_AUTHOR);
    if (w->a->date.len) {
        fl_buf_printf(out, " %s:date=\"", p);
        fl_add_xml(out, w->a->date);
        fl_buf_putc(out, '"');
    }
    fl_buf_printf(out, " %s:initials=\"%s\">", p, FL_NOTE_INITIALS);
    for (size_t i = 0; i < note->paragraphs.count; i++) {
        fl_buf_printf(out, "<%s:p><%s:r><%s:t xml:space=\"preserve\">", p, p,
                      p);
        fl_add_xml(out, note->paragraphs.items[i]);
        fl_buf_printf(out, "</%s:t></%s:r></%s:p>", p, p, p);
    }
    fl_buf_printf(out, "</%s:comment>", p);
}

static fl_str all_comments(const writer *w, const fl_namespace *ns)
{
    fl_buf *out = fl_annotation_buf(w->a);
    for (size_t i = 0; i < w->a->notes.count; i++)
        add_comment(w, ns, i, out);
    return fl_annotation_take(w->a, out);
}

/* Puts `text` at the end of what the root of `part` holds. */
static fl_status append(const writer *w, fl_str part, const fl_markup *x,
                        fl_str text)
{
    fl_insertions list = { 0 };
    const fl_xml_element *root = &x->elements.items[0];
    if (root->close == root->end && root->inner == root->end) {
        /* <a/> becomes <a>…</a> */
        fl_str all = fl_arena_printf(
            w->a->arena, "%.*s>%.*s</%.*s>%.*s", (int)root->inner - 2,
            x->bytes.ptr, FL_ARG(text), FL_ARG(root->name),
            (int)(x->bytes.len - root->end), x->bytes.ptr + root->end);
        return fl_office_put(&w->a->office, part.ptr, all);
    }
    fl_insert(w->a->arena, &list, root->close, text);
    return fl_office_put(&w->a->office, part.ptr,
                         fl_insert_all(w->a->arena, x->bytes, &list));
}

static fl_status write_comments(writer *w)
{
    fl_markup x;
    if (w->is_new) {
        fl_namespace ns = { FL_STR("w"), { "", 0 } };
        fl_str all = fl_arena_printf(
            w->a->arena, HEAD "<w:comments xmlns:w=\"%.*s\">%.*s</w:comments>",
            FL_ARG(w->uri), FL_ARG(all_comments(w, &ns)));
        return fl_office_put(&w->a->office, w->part.ptr, all);
    }
    fl_status status = fl_annotation_part(w->a, w->part.ptr, &x);
    if (status != FL_OK)
        return status;
    fl_namespace ns = fl_namespace_in(w->a->arena, &x, w->uri, "w");
    return append(w, w->part, &x, all_comments(w, &ns));
}

/* ---- the package -------------------------------------------------------------------------- */

/* "" or "x:", as the root of a part has it. */
static fl_str prefix_of(const fl_markup *x)
{
    const fl_xml_element *root = &x->elements.items[0];
    return fl_str_slice(root->name, 0, root->name.len - root->local.len);
}

static fl_str free_relation(const writer *w, const fl_markup *x)
{
    for (unsigned i = 1;; i++) {
        fl_str id = fl_arena_printf(w->a->arena, "rIdFoilint%u", i);
        bool taken = false;
        for (uint32_t e = 0; e < x->elements.count; e++)
            taken = taken || fl_str_eq(fl_markup_attr(x, e, "Id"), id);
        if (!taken)
            return id;
    }
}

static fl_str relation(const writer *w, fl_str prefix, fl_str id)
{
    const char *base = fl_str_eq(w->uri, STRICT)
                           ? "http://purl.oclc.org/ooxml/officeDocument"
                           : "http://schemas.openxmlformats.org/"
                             "officeDocument/2006";
    return fl_arena_printf(
        w->a->arena,
        "<%.*sRelationship Id=\"%.*s\" Type=\"%s/relationships/comments\" "
        "Target=\"%s\"/>",
        FL_ARG(prefix), FL_ARG(id), base, w->part.ptr + w->folder.len);
}

static fl_status relate(writer *w)
{
    fl_markup x;
    fl_str name = relations_of(w);
    if (zip_name_locate(w->a->office.zip, name.ptr, 0) < 0) {
        fl_str all = fl_arena_printf(
            w->a->arena,
            HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/"
                 "package/2006/relationships\">%.*s</Relationships>",
            FL_ARG(relation(w, FL_STR(""), FL_STR("rIdFoilint1"))));
        return fl_office_put(&w->a->office, name.ptr, all);
    }
    fl_status status = fl_annotation_part(w->a, name.ptr, &x);
    if (status != FL_OK)
        return status;
    return append(w, name, &x,
                  relation(w, prefix_of(&x), free_relation(w, &x)));
}

static fl_status give_type(writer *w)
{
    static const char *const types = "[Content_Types].xml";
    fl_markup x;
    fl_status status = fl_annotation_part(w->a, types, &x);
    if (status != FL_OK)
        return status;
    fl_str text = fl_arena_printf(
        w->a->arena,
        "<%.*sOverride PartName=\"/%s\" ContentType=\"" COMMENTS_TYPE "\"/>",
        FL_ARG(prefix_of(&x)), w->part.ptr);
    return append(w, fl_str_from(types), &x, text);
}

/* The part that holds the comments so far, if there is one. */
static fl_status find_comments(writer *w)
{
    fl_markup x;
    fl_str name = relations_of(w);
    fl_status status = FL_OK;
    w->is_new = true;
    if (zip_name_locate(w->a->office.zip, name.ptr, 0) >= 0)
        status = fl_annotation_part(w->a, name.ptr, &x);
    else
        x = (fl_markup){ .bytes = { "", 0 } };
    for (uint32_t e = 0; status == FL_OK && e < x.elements.count; e++)
        if (fl_str_ends(fl_markup_attr(&x, e, "Type"),
                        "/relationships/comments")) {
            w->part = absolute(w, fl_markup_attr(&x, e, "Target"));
            w->is_new = false;
        }
    if (status != FL_OK)
        return status;
    if (w->is_new) {
        w->part = free_name(w);
        return FL_OK;
    }
    status = fl_annotation_part(w->a, w->part.ptr, &x);
    if (status == FL_OK)
        raise_id(w, &x);
    return status;
}

static fl_status write_all(writer *w)
{
    fl_annotation *a = w->a;
    if (!fl_docx_put_marks(a, &a->body, &w->w, w->first_id, &w->in_body))
        return refuse(w, "words of it stand in no paragraph");
    fl_status status = write_comments(w);
    if (status == FL_OK && w->is_new)
        status = relate(w);
    if (status == FL_OK && w->is_new)
        status = give_type(w);
    if (status != FL_OK)
        return status;
    return fl_office_put(&a->office, a->doc->trail->main,
                         fl_insert_all(a->arena, a->body.bytes, &w->in_body));
}

fl_status fl_annotate_docx(fl_annotation *a)
{
    writer w = { .a = a, .folder = folder_of(a->doc->trail->main) };
    if (a->date.len == 0)
        a->date = fl_annotation_text_of(a, "docProps/core.xml", "modified");
    fl_status status = fl_notes_anchor(a, NULL);
    if (status != FL_OK)
        return status;
    bool strict = fl_markup_prefix(&a->body, STRICT).ptr != NULL;
    w.uri = strict ? STRICT : TRANSITIONAL;
    w.w = fl_namespace_in(a->arena, &a->body, w.uri, "w");
    raise_id(&w, &a->body);
    status = find_comments(&w);
    return status == FL_OK ? write_all(&w) : status;
}
