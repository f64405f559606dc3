/*
 * A copy of a draft with its findings as comments: reads it again, now with
 * the places of its words, lets the format's writer work, and looks whether
 * the copy still says the same before it is handed out.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/annotate.h"

#include "base/sink.h"
#include "read/reader.h"

/* ---- for the writers --------------------------------------------------------------- */

fl_buf *fl_annotation_buf(fl_annotation *a)
{
    fl_buf *buf = FL_NEW(a->arena, fl_buf);
    fl_arena_defer(a->arena, fl_buf_release, buf);
    return buf;
}

fl_str fl_annotation_take(fl_annotation *a, fl_buf *buf)
{
    if (buf->failed)
        fl_arena_fail(a->arena);
    return fl_arena_dup(a->arena, fl_buf_str(buf));
}

static fl_status refuse(const fl_annotation *a, const char *part,
                        const char *why)
{
    fl_sink_report(a->sink, FL_LEVEL_ERROR, a->result->path, 0, 0, NULL,
                   "no comments can be written: %s%s%s", part ? part : "",
                   part ? ": " : "", why);
    return FL_FORMAT;
}

fl_status fl_annotation_part(fl_annotation *a, const char *name, fl_markup *out)
{
    fl_status status = FL_OK;
    fl_str bytes = fl_office_part(&a->office, name, &status);
    if (status != FL_OK)
        return status;
    if (!bytes.ptr)
        return refuse(a, name, "the package hasn't got it");
    if (!fl_markup_scan(a->arena, bytes, out))
        return refuse(a, name, "it is no XML in UTF-8");
    return FL_OK;
}

fl_str fl_annotation_text_of(fl_annotation *a, const char *part,
                             const char *local)
{
    fl_status status = FL_OK;
    fl_markup x;
    fl_str bytes = fl_office_part(&a->office, part, &status);
    if (status == FL_OK && bytes.ptr && fl_markup_scan(a->arena, bytes, &x))
        for (uint32_t e = 0; e < x.elements.count; e++)
            if (fl_markup_is(&x, e, local))
                return fl_str_trim(fl_str_slice(bytes,
                                                x.elements.items[e].inner,
                                                x.elements.items[e].close));
    return (fl_str){ "", 0 };
}

fl_namespace fl_namespace_in(fl_arena *arena, const fl_markup *x, fl_str uri,
                             const char *prefix)
{
    fl_namespace ns = { fl_markup_prefix(x, uri), { "", 0 } };
    if (ns.prefix.ptr) {
        ns.prefix = fl_arena_dup(arena, ns.prefix);
        return ns;
    }
    ns.prefix = fl_str_from(prefix);
    ns.declared =
        fl_arena_printf(arena, " xmlns:%s=\"%.*s\"", prefix, FL_ARG(uri));
    return ns;
}

/* ---- reading the draft again -------------------------------------------------------- */

static fl_status read_again(fl_annotation *a)
{
    const fl_result *r = a->result;
    fl_input input = { .path = r->path,
                       .bytes = r->bytes.ptr,
                       .size = r->bytes.len,
                       .format = r->format };
    fl_document *doc = NULL;
    fl_status status = fl_read_with_trail(a->arena, &input, &doc, a->sink);
    a->doc = doc;
    if (status == FL_OK && !fl_str_eq(doc->text, r->doc->text))
        return refuse(a, NULL, "it reads differently the second time");
    return status;
}

/* What people see of two documents is the same. */
static bool says_the_same(const fl_document *a, const fl_document *b)
{
    size_t j = 0;
    for (size_t i = 0; i < a->blocks.count; i++) {
        const fl_block *one = &a->blocks.items[i];
        if (one->hidden)
            continue;
        while (j < b->blocks.count && b->blocks.items[j].hidden)
            j++;
        if (j == b->blocks.count)
            return false;
        const fl_block *two = &b->blocks.items[j++];
        if (one->kind != two->kind || !fl_str_eq(one->label, two->label) ||
            !fl_str_eq(fl_document_text(a, one->start, one->end),
                       fl_document_text(b, two->start, two->end)))
            return false;
    }
    while (j < b->blocks.count && b->blocks.items[j].hidden)
        j++;
    return j == b->blocks.count;
}

static fl_status check_copy(fl_annotation *a, fl_str bytes)
{
    fl_input input = { .path = a->result->path,
                       .bytes = bytes.ptr,
                       .size = bytes.len,
                       .format = a->result->format };
    fl_document *copy = NULL;
    fl_status status = fl_read_document(a->arena, &input, &copy, a->sink);
    if (status == FL_OK && !says_the_same(a->doc, copy))
        return refuse(a, NULL, "the copy would not say the same");
    return status;
}

/* ---- the whole ------------------------------------------------------------------------ */

static fl_status write_package(fl_annotation *a, fl_str *out,
                               fl_status (*write)(fl_annotation *))
{
    fl_status status = read_again(a);
    if (status == FL_OK)
        status = fl_office_open(&a->office, a->arena, a->result->path,
                                a->result->bytes, a->sink);
    if (status == FL_OK)
        status = fl_annotation_part(a, a->doc->trail->main, &a->body);
    if (status == FL_OK)
        status = write(a);
    return status == FL_OK ? fl_office_finish(&a->office, out) : status;
}

static fl_status write_docx(fl_annotation *a, fl_str *out)
{
    return write_package(a, out, fl_annotate_docx);
}

static fl_status write_odt(fl_annotation *a, fl_str *out)
{
    return write_package(a, out, fl_annotate_odt);
}

static const struct {
    const char *format;
    fl_status (*write)(fl_annotation *a, fl_str *out);
} writers[] = { { "docx", write_docx },
                { "odt", write_odt },
#ifdef FL_HAVE_POPPLER
                { "pdf", fl_annotate_pdf }
#endif
};
#define WRITER_COUNT (sizeof(writers) / sizeof(writers[0]))

static fl_status unfit(const fl_annotation *a)
{
    const fl_result *r = a->result;
    fl_sink_report(a->sink, FL_LEVEL_ERROR, r->path, 0, 0, NULL,
                   "comments go into Word (.docx), OpenDocument (.odt) and "
                   "PDF files, and this is %s; for a page to read and print: "
                   "foilint check -o html=REPORT.html %s",
                   r->format, r->path);
    return FL_USAGE;
}

static fl_status annotate(fl_annotation *a, fl_str *out)
{
    size_t i = 0;
    while (i < WRITER_COUNT &&
           strcmp(writers[i].format, a->result->format) != 0)
        i++;
    if (i == WRITER_COUNT)
        return unfit(a);
    fl_notes_write(a);
    *out = a->result->bytes;
    if (a->notes.count == 0)
        return FL_OK;
    a->doc = a->result->doc;
    fl_status status = writers[i].write(a, out);
    return status == FL_OK ? check_copy(a, *out) : status;
}

fl_status fl_annotate(const fl_result *result,
                      const fl_annotate_options *options, fl_write_fn write,
                      void *data, size_t *count, const fl_sink *sink)
{
    *count = 0;
    if (!result->doc)
        return FL_FORMAT;
    fl_arena *arena = fl_arena_new();
    if (!arena)
        return FL_NOMEM;
    fl_status status = FL_NOMEM;
    if (FL_ARENA_TRY(arena)) {
        fl_annotation *a = FL_NEW(arena, fl_annotation);
        fl_str out = { "", 0 };
        a->arena = arena;
        a->result = result;
        a->sink = sink;
        a->date = fl_str_from(options->stamp ? options->stamp : "");
        status = annotate(a, &out);
        if (status == FL_OK && !write(data, out.ptr, out.len))
            status = FL_IO;
        if (status == FL_OK)
            *count = a->notes.count;
    } else {
        status = FL_NOMEM;
    }
    fl_arena_untry(arena);
    fl_arena_free(arena);
    return status;
}
