/*
 * Spreadsheets of OpenDocument (.ods).
 * SPDX-License-Identifier: MIT
 */
#include "attach/tally.h"
#include "base/limits.h"

typedef struct {
    uint32_t column, count; /* the first of so many that are alike */
    fl_str text;
    bool number, formula;
} cell;

typedef struct {
    fl_inspection *in;
    FL_VEC(fl_str) hidden_styles; /* of tables that are not shown */
    fl_str style;                 /* whose definition is open */
    fl_tally *tally;              /* NULL: no table is open */
    uint32_t row, rows, column, columns;
    bool row_hidden;
    FL_VEC(cell) row_cells;
    fl_buf text, note; /* of the cell, of its comment */
    bool in_note, in_words;
    cell cell;
    size_t comments, cells;
    fl_str first_comment, comment_at;
    bool too_many;
} ods_reader;

/* ---- tables ------------------------------------------------------------------- */

static bool is_hidden_style(const ods_reader *r, fl_str name)
{
    for (size_t i = 0; i < r->hidden_styles.count; i++)
        if (fl_str_eq(r->hidden_styles.items[i], name))
            return true;
    return false;
}

static void open_table(ods_reader *r, const fl_attrs *attrs)
{
    fl_arena *arena = r->in->arena;
    bool hidden = is_hidden_style(r, fl_attr_of(attrs, "style-name"));
    r->tally = fl_tally_new(
        r->in, fl_arena_dup(arena, fl_attr_of(attrs, "name")), hidden, false);
    r->row = r->rows = r->column = r->columns = 0;
    r->comments = 0;
}

static void close_table(ods_reader *r)
{
    if (!r->tally)
        return;
    if (r->comments)
        fl_inspect_add(r->in, FL_TRAIT_COMMENT,
                       fl_arena_printf(r->in->arena, "%.*s, %s%.*s",
                                       FL_ARG(r->tally->within),
                                       r->comments == 1 ? "" : "from ",
                                       FL_ARG(r->comment_at)),
                       FL_STR(""), r->comments, "comment", r->first_comment);
    fl_tally_finish(r->tally, !r->too_many);
    r->tally = NULL;
}

static void read_columns(ods_reader *r, const fl_attrs *attrs)
{
    uint32_t count = fl_attr_number(attrs, "number-columns-repeated", 1);
    fl_str seen = fl_attr_of(attrs, "visibility");
    if (r->columns >= FL_TALLY_COLUMNS)
        return;
    if (fl_str_is(seen, "collapse") || fl_str_is(seen, "filter"))
        fl_tally_hide_columns(r->tally, r->columns + 1, r->columns + count,
                              false);
    r->columns += count < FL_TALLY_COLUMNS ? count : FL_TALLY_COLUMNS;
}

static void open_row(ods_reader *r, const fl_attrs *attrs)
{
    fl_str seen = fl_attr_of(attrs, "visibility");
    r->rows = fl_attr_number(attrs, "number-rows-repeated", 1);
    r->row_hidden = fl_str_is(seen, "collapse") || fl_str_is(seen, "filter");
    r->tally->filtered = r->tally->filtered || fl_str_is(seen, "filter");
    r->row_cells.count = 0;
    r->column = 0;
}

static void put_cell(ods_reader *r, const cell *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        if (++r->cells > FL_LIMIT_CELLS) {
            r->too_many = true;
            return;
        }
        fl_tally_cell(r->tally, &(fl_seen_cell){ .column = c->column + i,
                                                 .value = c->text,
                                                 .shown = c->text,
                                                 .number = c->number,
                                                 .formula = c->formula });
    }
}

/* A row may stand for many that are alike. */
static void close_row(ods_reader *r)
{
    for (uint32_t i = 0; i < r->rows; i++) {
        fl_tally_row(r->tally, r->row + 1 + i, r->row_hidden);
        for (size_t c = 0; c < r->row_cells.count && !r->too_many; c++)
            put_cell(r, &r->row_cells.items[c]);
        fl_tally_row_end(r->tally);
        if (r->row_cells.count == 0 || r->too_many)
            break;
    }
    r->row += r->rows;
}

/* ---- cells --------------------------------------------------------------------- */

static void open_cell(ods_reader *r, const fl_attrs *attrs)
{
    fl_str type = fl_attr_of(attrs, "value-type");
    r->cell = (cell){ .column = r->column + 1 };
    r->cell.count = fl_attr_number(attrs, "number-columns-repeated", 1);
    r->cell.number = type.len > 0 && !fl_str_is(type, "string");
    r->cell.formula = fl_attr_of(attrs, "formula").len > 0;
    fl_buf_clear(&r->text);
}

static void close_cell(ods_reader *r)
{
    if (r->text.len && r->cell.count <= FL_TALLY_COLUMNS) {
        r->cell.text = fl_arena_dup(r->in->arena, fl_buf_str(&r->text));
        *FL_PUSH(r->in->arena, &r->row_cells) = r->cell;
    }
    r->column +=
        r->cell.count < FL_TALLY_COLUMNS ? r->cell.count : FL_TALLY_COLUMNS;
}

static void close_note(ods_reader *r)
{
    fl_str words = fl_buf_str(&r->note);
    if (r->comments++ == 0) {
        r->first_comment = fl_mask_text(r->in->arena, words);
        r->comment_at = fl_cell_name(r->in->arena, r->cell.column, r->row + 1);
    }
    fl_inspect_piece(r->in, &(fl_text_piece){ .text = words,
                                              .within = FL_STR("comments"),
                                              .hidden = true });
    r->in_note = false;
}

/* ---- events ----------------------------------------------------------------------- */

static void ods_open(fl_stream *stream, void *data, const char *name,
                     const fl_attrs *attrs)
{
    ods_reader *r = data;
    fl_arena *arena = r->in->arena;
    if (r->too_many)
        fl_stream_stop(stream);
    else if (strcmp(name, "style") == 0)
        r->style = fl_arena_dup(arena, fl_attr_of(attrs, "name"));
    else if (strcmp(name, "table-properties") == 0 &&
             fl_str_is(fl_attr_of(attrs, "display"), "false"))
        *FL_PUSH(arena, &r->hidden_styles) = r->style;
    else if (strcmp(name, "table") == 0 && !r->tally)
        open_table(r, attrs);
    else if (!r->tally)
        return;
    else if (strcmp(name, "table-column") == 0)
        read_columns(r, attrs);
    else if (strcmp(name, "table-row") == 0)
        open_row(r, attrs);
    else if (strcmp(name, "table-cell") == 0 ||
             strcmp(name, "covered-table-cell") == 0)
        open_cell(r, attrs);
    else if (strcmp(name, "annotation") == 0) {
        r->in_note = true;
        fl_buf_clear(&r->note);
    } else if (strcmp(name, "p") == 0) {
        fl_buf *to = r->in_note ? &r->note : &r->text;
        r->in_words = true;
        if (to->len)
            fl_buf_putc(to, ' ');
    }
}

static void ods_close(fl_stream *stream, void *data, const char *name,
                      fl_str text)
{
    ods_reader *r = data;
    (void)stream;
    (void)text;
    if (!r->tally)
        return;
    if (strcmp(name, "p") == 0)
        r->in_words = false;
    else if (strcmp(name, "annotation") == 0)
        close_note(r);
    else if (strcmp(name, "table-cell") == 0 ||
             strcmp(name, "covered-table-cell") == 0)
        close_cell(r);
    else if (strcmp(name, "table-row") == 0)
        close_row(r);
    else if (strcmp(name, "table") == 0)
        close_table(r);
    if (r->text.failed || r->note.failed)
        fl_arena_fail(r->in->arena);
}

static void ods_said(void *data, fl_str text)
{
    ods_reader *r = data;
    if (r->tally && r->in_words)
        fl_buf_add(r->in_note ? &r->note : &r->text, text);
}

static void release(void *buf)
{
    fl_buf_dispose(buf);
}

/* ---- headers and footers of the printed pages ---------------------------------- */

typedef struct {
    fl_inspection *in;
    fl_str within; /* header or footer of page style "Default" */
    fl_buf text;
    bool inside;
} page_reader;

/* header, footer-left, header-first and the like, but not header-style */
static bool is_furniture(const char *name)
{
    return (strncmp(name, "header", 6) == 0 ||
            strncmp(name, "footer", 6) == 0) &&
           (name[6] == '\0' || strcmp(name + 6, "-left") == 0 ||
            strcmp(name + 6, "-first") == 0);
}

static void page_open(fl_stream *stream, void *data, const char *name,
                      const fl_attrs *attrs)
{
    page_reader *r = data;
    (void)stream;
    if (strcmp(name, "master-page") == 0) {
        fl_str shown = fl_attr_of(attrs, "display-name");
        shown = shown.len ? shown : fl_attr_of(attrs, "name");
        r->within = fl_arena_printf(r->in->arena,
                                    "header or footer of page style \"%.*s\"",
                                    FL_ARG(shown));
    } else if (is_furniture(name)) {
        fl_buf_clear(&r->text);
        r->inside = true;
    } else if (r->inside && (strcmp(name, "p") == 0 || strcmp(name, "s") == 0 ||
                             strcmp(name, "tab") == 0)) {
        fl_buf_putc(&r->text, ' ');
    }
}

static void page_close(fl_stream *stream, void *data, const char *name,
                       fl_str text)
{
    page_reader *r = data;
    (void)stream;
    (void)text;
    if (r->text.failed)
        fl_arena_fail(r->in->arena);
    if (!r->inside || !is_furniture(name))
        return;
    r->inside = false;
    fl_inspect_piece(r->in, &(fl_text_piece){ .text = fl_buf_str(&r->text),
                                              .within = r->within,
                                              .hidden = true });
}

static void page_said(void *data, fl_str text)
{
    page_reader *r = data;
    if (r->inside)
        fl_buf_add(&r->text, text);
}

static void read_pages(fl_inspection *in)
{
    page_reader *r = FL_NEW(in->arena, page_reader);
    r->in = in;
    r->within = FL_STR("header or footer");
    fl_arena_defer(in->arena, release, &r->text);
    fl_stream_part(in, "styles.xml",
                   &(fl_handler){ page_open, page_close, r, page_said });
}

fl_status fl_inspect_ods(fl_inspection *in)
{
    fl_status status = fl_package_open(&in->package, in->arena, in->doc,
                                       "spreadsheet", in->sink);
    if (status != FL_OK)
        return status;
    ods_reader *r = FL_NEW(in->arena, ods_reader);
    r->in = in;
    fl_arena_defer(in->arena, release, &r->text);
    fl_arena_defer(in->arena, release, &r->note);
    fl_stream_part(in, "content.xml",
                   &(fl_handler){ ods_open, ods_close, r, ods_said });
    if (r->too_many)
        fl_inventory_missed(in->inv, FL_STR("content.xml"),
                            "there are more cells than are looked at");
    close_table(r);
    read_pages(in);
    fl_inspect_properties(in);
    fl_inspect_parts(in);
    return FL_OK;
}
