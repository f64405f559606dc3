/*
 * What a workbook carries beside its sheets: comments, the records of pivot
 * tables, values of other files, queries and the like.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

/* ---- comments ------------------------------------------------------------------ */

typedef struct {
    fl_workbook *book;
    fl_str within; /* sheet "Staff" */
    fl_buf text;
    fl_str first, sample; /* cell, words of the first one */
    size_t count;
    FL_VEC(fl_str) parts; /* that the sheet's relations lead to */
} comment_reader;

static void comment_relation(fl_stream *stream, void *data, const char *name,
                             const fl_attrs *attrs)
{
    comment_reader *r = data;
    fl_arena *arena = r->book->in->arena;
    fl_str target = fl_attr_of(attrs, "Target");
    (void)stream;
    if (strcmp(name, "Relationship") != 0)
        return;
    const char *slash =
        target.len ? memrchr(target.ptr, '/', target.len) : NULL;
    fl_str base = slash ? fl_str_slice(target, (size_t)(slash - target.ptr) + 1,
                                       target.len)
                        : target;
    if (fl_str_starts(base, FL_STR("threadedComment")))
        *FL_PUSH(arena, &r->parts) =
            fl_arena_printf(arena, "xl/threadedComments/%.*s", FL_ARG(base));
    else if (fl_str_starts(base, FL_STR("comment")))
        *FL_PUSH(arena, &r->parts) =
            fl_str_starts(target, FL_STR("/"))
                ? fl_arena_dup(arena, fl_str_slice(target, 1, target.len))
            : fl_str_starts(target, FL_STR("../comments/"))
                ? fl_arena_printf(arena, "xl/comments/%.*s", FL_ARG(base))
                : fl_arena_printf(arena, "xl/%.*s", FL_ARG(base));
}

static void comment_open(fl_stream *stream, void *data, const char *name,
                         const fl_attrs *attrs)
{
    comment_reader *r = data;
    (void)stream;
    if (strcmp(name, "comment") != 0 && strcmp(name, "threadedComment") != 0)
        return;
    if (r->count++ == 0)
        r->first = fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "ref"));
    fl_buf_clear(&r->text);
}

static void comment_close(fl_stream *stream, void *data, const char *name,
                          fl_str text)
{
    comment_reader *r = data;
    (void)stream;
    if (strcmp(name, "t") == 0 || strcmp(name, "text") == 0) {
        fl_buf_add(&r->text, text);
    } else if (strcmp(name, "comment") == 0 ||
               strcmp(name, "threadedComment") == 0) {
        fl_str words = fl_buf_str(&r->text);
        if (r->text.failed)
            fl_arena_fail(r->book->in->arena);
        if (r->count == 1)
            r->sample = fl_mask_text(r->book->in->arena, words);
        fl_inspect_piece(r->book->in, &(fl_text_piece){ .text = words,
                                                        .within = r->within,
                                                        .hidden = true });
    }
}

void fl_xlsx_read_comments(fl_workbook *book, const fl_sheet *sheet)
{
    fl_inspection *in = book->in;
    const char *slash = sheet->part ? strrchr(sheet->part, '/') : NULL;
    if (!slash)
        return;
    comment_reader *r = FL_NEW(in->arena, comment_reader);
    fl_arena_defer(in->arena, fl_buf_release, &r->text);
    r->book = book;
    r->within = fl_arena_printf(in->arena, "comments of sheet \"%.*s\"",
                                FL_ARG(sheet->name));
    fl_str rels =
        fl_arena_printf(in->arena, "%.*s/_rels/%s.rels",
                        (int)(slash - sheet->part), sheet->part, slash + 1);
    fl_stream_part(in, rels.ptr,
                   &(fl_handler){ comment_relation, NULL, r, NULL });
    for (size_t i = 0; i < r->parts.count; i++) {
        r->count = 0;
        fl_stream_part(in, r->parts.items[i].ptr,
                       &(fl_handler){ comment_open, comment_close, r, NULL });
        fl_str where = fl_arena_printf(
            in->arena, "sheet \"%.*s\", %s%.*s", FL_ARG(sheet->name),
            r->count == 1 ? "" : "from ", FL_ARG(r->first));
        if (r->count)
            fl_inspect_add(in, FL_TRAIT_COMMENT, where, FL_STR(""), r->count,
                           "comment", r->sample);
    }
}

/* ---- other parts -------------------------------------------------------------------- */

typedef struct {
    fl_workbook *book;
    size_t values;
    fl_str sample, source; /* of the first value; sheet or file */
    fl_str within;
    bool in_shared;
} part_reader;

static void keep_value(part_reader *r, fl_str value)
{
    if (r->values++ == 0)
        r->sample = fl_mask_text(r->book->in->arena, value);
    fl_inspect_piece(
        r->book->in,
        &(fl_text_piece){ .text = value, .within = r->within, .hidden = true });
}

/* Records hold their values, or numbers of values that the definition holds. */
static void records_open(fl_stream *stream, void *data, const char *name,
                         const fl_attrs *attrs)
{
    part_reader *r = data;
    (void)stream;
    (void)attrs;
    if (strcmp(name, "r") == 0)
        r->values++;
}

static void definition_open(fl_stream *stream, void *data, const char *name,
                            const fl_attrs *attrs)
{
    part_reader *r = data;
    fl_str value = fl_attr_of(attrs, "v");
    (void)stream;
    if (strcmp(name, "worksheetSource") == 0)
        r->source =
            fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "sheet"));
    else if (strcmp(name, "sharedItems") == 0)
        r->in_shared = true;
    else if (r->in_shared && value.len && strlen(name) == 1)
        keep_value(r, value);
}

static void definition_close(fl_stream *stream, void *data, const char *name,
                             fl_str text)
{
    part_reader *r = data;
    (void)stream;
    (void)text;
    if (strcmp(name, "sharedItems") == 0)
        r->in_shared = false;
}

#define DEFINITION "xl/pivotCache/pivotCacheDefinition"

static void read_pivot(fl_workbook *book, const char *definition)
{
    fl_inspection *in = book->in;
    part_reader *shared = FL_NEW(in->arena, part_reader);
    part_reader *records = FL_NEW(in->arena, part_reader);
    fl_str part =
        fl_arena_printf(in->arena, "xl/pivotCache/pivotCacheRecords%s",
                        definition + strlen(DEFINITION));
    shared->book = records->book = book;
    shared->within = FL_STR("the cache of a pivot table");
    fl_stream_part(
        in, definition,
        &(fl_handler){ definition_open, definition_close, shared, NULL });
    fl_stream_part(in, part.ptr,
                   &(fl_handler){ records_open, NULL, records, NULL });
    if (records->values == 0 && shared->values == 0)
        return;
    bool kept = records->values > 0;
    fl_inspect_add(in, FL_TRAIT_PIVOT_CACHE,
                   fl_arena_printf(in->arena, "pivot table of sheet \"%.*s\"",
                                   FL_ARG(shared->source)),
                   kept ? FL_STR("with records") : FL_STR("with values"),
                   kept ? records->values : shared->values,
                   kept ? "source record" : "value of its source",
                   shared->sample);
}

static void link_open(fl_stream *stream, void *data, const char *name,
                      const fl_attrs *attrs)
{
    part_reader *r = data;
    (void)stream;
    if (strcmp(name, "Relationship") == 0)
        r->source =
            fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "Target"));
}

static void link_close(fl_stream *stream, void *data, const char *name,
                       fl_str text)
{
    (void)stream;
    if (strcmp(name, "v") == 0 && text.len)
        keep_value(data, text);
}

static void read_link(fl_workbook *book, const char *part)
{
    fl_inspection *in = book->in;
    part_reader *r = FL_NEW(in->arena, part_reader);
    const char *slash = strrchr(part, '/');
    r->book = book;
    r->within = FL_STR("values kept from another file");
    fl_str rels =
        fl_arena_printf(in->arena, "xl/externalLinks/_rels/%s.rels", slash + 1);
    fl_stream_part(in, rels.ptr, &(fl_handler){ link_open, NULL, r, NULL });
    fl_stream_part(in, part, &(fl_handler){ link_open, link_close, r, NULL });
    fl_inspect_add(in, FL_TRAIT_EXTERNAL_LINK,
                   r->source.len ? fl_arena_printf(in->arena, "link to %.*s",
                                                   FL_ARG(r->source))
                                 : FL_STR("link to another file"),
                   r->values ? FL_STR("with values") : FL_STR("without values"),
                   r->values, "value", r->sample);
}

static void tell(const fl_workbook *book, fl_trait_kind kind, const char *what,
                 const char *part)
{
    fl_inventory_add(book->in->inv, (fl_trait){ .kind = kind,
                                                .where = fl_str_from(part),
                                                .what = fl_str_from(what),
                                                .count = 1,
                                                .hidden = true });
}

static void read_part(fl_workbook *book, const char *name)
{
    fl_str s = fl_str_from(name);
    if (fl_str_starts(s, FL_STR(DEFINITION)))
        read_pivot(book, name);
    else if (fl_str_starts(s, FL_STR("xl/externalLinks/externalLink")))
        read_link(book, name);
    else if (fl_str_starts(s, FL_STR("xl/model/")))
        tell(book, FL_TRAIT_DATA_MODEL, "a data model with its tables", name);
    else if (fl_str_is(s, "xl/connections.xml"))
        tell(book, FL_TRAIT_CONNECTION, "connections to data elsewhere", name);
    else if (fl_str_starts(s, FL_STR("xl/queryTables/")))
        tell(book, FL_TRAIT_CONNECTION, "a query", name);
    else if (fl_str_starts(s, FL_STR("xl/slicerCaches/")))
        tell(book, FL_TRAIT_PIVOT_CACHE, "a slicer with its values", name);
}

void fl_xlsx_read_parts(fl_workbook *book)
{
    zip_int64_t count = zip_get_num_entries(book->in->package.zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name =
            zip_get_name(book->in->package.zip, (zip_uint64_t)i, 0);
        if (name)
            read_part(book, name);
    }
}
