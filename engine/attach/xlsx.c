/*
 * Workbooks of the office format (.xlsx, .xlsm): the book itself, its sheets,
 * names and strings.
 * SPDX-License-Identifier: MIT
 */
#include "attach/xlsx.h"

#include "base/limits.h"

/* ---- workbook.xml ------------------------------------------------------------- */

typedef struct {
    fl_workbook *book;
    fl_str name; /* of the defined name that is open */
    size_t names;
} book_reader;

static void add_sheet(fl_workbook *book, const fl_attrs *attrs)
{
    fl_arena *arena = book->in->arena;
    fl_str state = fl_attr_of(attrs, "state");
    fl_sheet *sheet = FL_PUSH(arena, &book->sheets);
    sheet->name = fl_arena_dup(arena, fl_attr_of(attrs, "name"));
    sheet->id = fl_arena_dup(arena, fl_attr_of(attrs, "id"));
    sheet->very = fl_str_is(state, "veryHidden");
    sheet->hidden = sheet->very || fl_str_is(state, "hidden");
}

static void book_open(fl_stream *stream, void *data, const char *name,
                      const fl_attrs *attrs)
{
    book_reader *r = data;
    (void)stream;
    if (strcmp(name, "sheet") == 0)
        add_sheet(r->book, attrs);
    else if (strcmp(name, "workbookPr") == 0)
        r->book->from_1904 = fl_attr_on(attrs, "date1904");
    else if (strcmp(name, "definedName") == 0)
        r->name = fl_arena_dup(r->book->in->arena, fl_attr_of(attrs, "name"));
}

/* The sheet that is not seen to which a name leads, or NULL. */
static const fl_sheet *hidden_target(const fl_workbook *book, fl_str target)
{
    size_t hidden = 0;
    for (size_t i = 0;
         i < book->sheets.count && hidden < FL_LIMIT_HIDDEN_SHEETS; i++) {
        const fl_sheet *s = &book->sheets.items[i];
        hidden += s->hidden;
        if (s->hidden && s->name.len &&
            fl_leads_to(book->in->arena, target, s->name, '!'))
            return s;
    }
    return NULL;
}

static void book_close(fl_stream *stream, void *data, const char *name,
                       fl_str text)
{
    book_reader *r = data;
    const fl_inspection *in = r->book->in;
    (void)stream;
    if (strcmp(name, "definedName") != 0 ||
        fl_str_starts(r->name, FL_STR("_xlnm.")))
        return; /* what is printed, and what a filter covers */
    if (r->names++ >= FL_LIMIT_NAMES) {
        if (r->names == FL_LIMIT_NAMES + 1)
            fl_inventory_missed(in->inv, FL_STR("xl/workbook.xml"),
                                "there are more names than are looked at");
        return;
    }
    const fl_sheet *sheet = hidden_target(r->book, text);
    bool away = fl_str_holds(text, "[") || fl_str_holds(text, "://") ||
                fl_str_holds(text, "\\\\");
    if (!sheet && !away)
        return;
    fl_inventory_add(
        in->inv,
        (fl_trait){ .kind = FL_TRAIT_DEFINED_NAME,
                    .name = r->name,
                    .what = sheet ? fl_arena_printf(
                                        in->arena,
                                        "leads to the hidden sheet \"%.*s\"",
                                        FL_ARG(sheet->name))
                                  : FL_STR("leads to another file"),
                    .count = 1,
                    .hidden = true });
}

/* ---- relations ---------------------------------------------------------------------- */

static void relation_open(fl_stream *stream, void *data, const char *name,
                          const fl_attrs *attrs)
{
    fl_workbook *book = data;
    (void)stream;
    if (strcmp(name, "Relationship") != 0)
        return;
    fl_str id = fl_attr_of(attrs, "Id");
    fl_str target = fl_attr_of(attrs, "Target");
    bool whole = fl_str_starts(target, FL_STR("/"));
    for (size_t i = 0; i < book->sheets.count; i++)
        if (fl_str_eq(book->sheets.items[i].id, id)) {
            char *part = fl_arena_alloc(book->in->arena, target.len + 4);
            size_t head = whole ? 0 : 3;
            memcpy(part, "xl/", head);
            memcpy(part + head, target.ptr + whole, target.len - whole);
            book->sheets.items[i].part = part;
        }
}

/* ---- shared strings -------------------------------------------------------------------- */

typedef struct {
    fl_workbook *book;
    fl_rich_reader *rich;
} string_reader;

static void string_open(fl_stream *stream, void *data, const char *name,
                        const fl_attrs *attrs)
{
    string_reader *r = data;
    (void)stream;
    if (strcmp(name, "si") == 0)
        fl_rich_begin(r->rich);
    else
        fl_rich_open(r->rich, name, attrs);
}

static void string_close(fl_stream *stream, void *data, const char *name,
                         fl_str text)
{
    string_reader *r = data;
    fl_workbook *book = r->book;
    if (strcmp(name, "si") != 0) {
        fl_rich_close(r->rich, name, text);
        return;
    }
    book->string_bytes += r->rich->text.len + sizeof(fl_rich) +
                          r->rich->runs.count * sizeof(fl_rich_run);
    if (book->string_bytes > FL_LIMIT_STRING_BYTES) {
        fl_inventory_missed(book->in->inv, FL_STR("sharedStrings.xml"),
                            "it holds too much text");
        fl_stream_stop(stream);
        return;
    }
    *FL_PUSH(book->in->arena, &book->strings) = fl_rich_end(r->rich);
}

/* ---- the book ------------------------------------------------------------------------------ */

static void tell_missing_sheets(const fl_workbook *book)
{
    for (size_t i = 0; i < book->sheets.count; i++)
        if (!book->sheets.items[i].part ||
            !fl_has_part(book->in, book->sheets.items[i].part))
            fl_inventory_missed(
                book->in->inv,
                fl_inspect_sheet_name(book->in, book->sheets.items[i].name),
                "its part is missing");
}

fl_status fl_inspect_xlsx(fl_inspection *in)
{
    fl_status status =
        fl_package_open(&in->package, in->arena, in->doc, "workbook", in->sink);
    if (status != FL_OK)
        return status;
    fl_workbook *book = FL_NEW(in->arena, fl_workbook);
    book->in = in;
    book_reader *reader = FL_NEW(in->arena, book_reader);
    reader->book = book;
    string_reader *strings = FL_NEW(in->arena, string_reader);
    strings->book = book;
    strings->rich = fl_rich_reader_new(book);
    fl_stream_part(in, "xl/workbook.xml",
                   &(fl_handler){ book_open, book_close, reader, NULL });
    fl_stream_part(in, "xl/_rels/workbook.xml.rels",
                   &(fl_handler){ relation_open, NULL, book, NULL });
    fl_xlsx_read_colours(book);
    fl_stream_part(in, "xl/sharedStrings.xml",
                   &(fl_handler){ string_open, string_close, strings, NULL });
    fl_xlsx_read_looks(book);
    if (book->sheets.count == 0)
        fl_inventory_missed(in->inv, FL_STR("xl/workbook.xml"),
                            "no sheet is found in this workbook");
    tell_missing_sheets(book);
    for (size_t i = 0; i < book->sheets.count; i++) {
        fl_xlsx_read_sheet(book, &book->sheets.items[i]);
        fl_xlsx_read_comments(book, &book->sheets.items[i]);
    }
    fl_xlsx_read_parts(book);
    fl_inspect_properties(in, false);
    fl_inspect_parts(in);
    return FL_OK;
}
