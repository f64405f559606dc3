/*
 * Text of word processors, mail, web pages and plain text, read by the readers
 * of letters: what they mark is what a reader does not see.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"

#include "read/reader.h"

typedef struct {
    size_t count;
    fl_str sample, where;
} kept; /* marks of one kind */

static fl_str where(const fl_inspection *in, const fl_document *doc,
                    const fl_mark *mark)
{
    fl_place at = fl_document_place(doc, mark->start, mark->end);
    if (at.cell)
        return fl_arena_printf(in->arena, "table %zu, row %zu, column %zu",
                               at.table, at.row, at.cell);
    return fl_arena_printf(in->arena, "%s %zu",
                           at.paragraph ? "paragraph" : "line", at.line);
}

/* The marks of that kind, and of that name unless it is NULL. */
static kept collect(const fl_inspection *in, const fl_document *doc,
                    fl_mark_kind kind, const char *name)
{
    kept all = { 0 };
    for (size_t i = 0; i < doc->marks.count; i++) {
        const fl_mark *m = &doc->marks.items[i];
        if (m->kind != kind || (name && !fl_str_is(m->name, name)) ||
            all.count++ > 0)
            continue;
        all.where = where(in, doc, m);
        all.sample =
            fl_mask_text(in->arena, fl_document_text(doc, m->start, m->end));
    }
    if (all.count > 1)
        all.where = fl_arena_printf(in->arena, "from %.*s", FL_ARG(all.where));
    return all;
}

static void tell(const fl_inspection *in, const fl_document *doc,
                 fl_mark_kind kind, fl_trait_kind as, const char *name,
                 const char *one)
{
    kept all = collect(in, doc, kind, NULL);
    if (all.count)
        fl_inspect_add(in, as, all.where, fl_str_from(name), all.count, one,
                       all.sample);
}

/* Words that are blacked out and still there. */
static void tell_blacked(const fl_inspection *in, const fl_document *doc)
{
    kept all = collect(in, doc, FL_MARK_HIGHLIGHT, "black");
    if (all.count == 0)
        return;
    fl_inspect_add(in, FL_TRAIT_COVERED_TEXT, all.where, FL_STR("blacked out"),
                   all.count, "passage", all.sample);
    fl_inspect_add(in, FL_TRAIT_REDACTION, all.where,
                   fl_str_from(fl_redaction_words[FL_REDACTION_BOX]), all.count,
                   "blacked passage", FL_STR(""));
}

/* Words that are shown, but so that nobody reads them; `name` says why. */
static void tell_faint(const fl_inspection *in, const fl_document *doc,
                       const char *name, const char *told)
{
    kept all = collect(in, doc, FL_MARK_FAINT, name);
    if (all.count)
        fl_inspect_add(in, FL_TRAIT_INVISIBLE_TEXT, all.where,
                       fl_str_from(told), all.count, "passage", all.sample);
}

/* Whoever gets the mail sees them. */
static void tell_recipients(const fl_inspection *in, const fl_document *doc)
{
    kept all = collect(in, doc, FL_MARK_RECIPIENT, NULL);
    if (all.count)
        fl_inventory_add(in->inv,
                         (fl_trait){ .kind = FL_TRAIT_RECIPIENTS,
                                     .where = all.where,
                                     .what = fl_arena_printf(
                                         in->arena, "%zu recipient%s",
                                         all.count, all.count == 1 ? "" : "s"),
                                     .text = all.sample,
                                     .count = (double)all.count });
}

static void tell_properties(const fl_inspection *in, const fl_document *doc)
{
    static const char *const names[] = { "author", "last-author", "manager",
                                         NULL };
    for (size_t i = 0; i < doc->marks.count; i++) {
        const fl_mark *m = &doc->marks.items[i];
        for (size_t k = 0; m->kind == FL_MARK_PROPERTY && names[k]; k++)
            if (fl_str_is(m->name, names[k]))
                fl_inspect_property(in, "document properties", m->name,
                                    m->text);
    }
}

/* A cell of a table is one for whoever listens, so that its heading counts. */
static fl_text_piece piece_of(const fl_inspection *in, const fl_document *doc,
                              const fl_block *b)
{
    fl_text_piece piece = { .text = fl_document_text(doc, b->start, b->end),
                            .within = FL_STR("text"),
                            .hidden = b->hidden };
    if (b->hidden) {
        piece.within = FL_STR("hidden text");
    } else if (b->kind == FL_BLOCK_CELL) {
        piece.within = fl_arena_printf(in->arena, "table %u", b->table);
        piece.column = b->cell;
        piece.row = b->row;
    } else if (b->paragraph) {
        piece.at = fl_arena_printf(in->arena, "paragraph %u", b->paragraph);
    }
    return piece;
}

/* The text of a block without the words that nobody reads, which are handed on
 * by themselves; *at is the mark to go on from. */
static fl_str without_faint(const fl_inspection *in, const fl_document *doc,
                            const fl_block *b, size_t *at)
{
    const fl_mark *marks = doc->marks.items;
    fl_str text = fl_document_text(doc, b->start, b->end);
    char *copy = NULL;
    while (*at < doc->marks.count &&
           (marks[*at].kind != FL_MARK_FAINT || marks[*at].start < b->start))
        ++*at;
    for (size_t i = *at; i < doc->marks.count; i++) {
        const fl_mark *m = &marks[i];
        if (m->kind != FL_MARK_FAINT)
            continue;
        if (m->end > b->end)
            break;
        if (!copy) {
            text = fl_arena_dup(in->arena, text);
            copy = (char *)(uintptr_t)text.ptr;
        }
        memset(copy + (m->start - b->start), ' ', m->end - m->start);
        fl_inspect_piece(in, &(fl_text_piece){ .text = fl_document_text(
                                                   doc, m->start, m->end),
                                               .within = FL_STR("hidden text"),
                                               .hidden = true });
    }
    return text;
}

static void hand_on_text(const fl_inspection *in, const fl_document *doc)
{
    size_t mark = 0;
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const fl_block *b = &doc->blocks.items[i];
        fl_text_piece piece = piece_of(in, doc, b);
        if (!b->hidden)
            piece.text = without_faint(in, doc, b, &mark);
        fl_inspect_piece(in, &piece);
    }
}

static void hand_on_files(const fl_inspection *in, const fl_document *doc)
{
    for (size_t i = 0; i < doc->attachments.count; i++) {
        const fl_attachment *a = &doc->attachments.items[i];
        fl_str name = a->name.len ? a->name : FL_STR("attachment");
        fl_inspect_found(in, name);
        fl_inspect_member(in, name, a->bytes,
                          a->bytes.ptr ? NULL : "it was left unread");
    }
}

fl_status fl_inspect_letter(fl_inspection *in)
{
    fl_document *doc = NULL;
    fl_input input = *in->input;
    bool office = strcmp(in->doc->format, "docx") == 0 ||
                  strcmp(in->doc->format, "odt") == 0;
    input.format = in->doc->format;
    fl_status status = fl_read_document(in->arena, &input, &doc, in->sink);
    if (status != FL_OK)
        return status;
    if (doc->partial)
        fl_inventory_missed(in->inv, FL_STR(""), doc->partial_why);
    tell(in, doc, FL_MARK_DELETED, FL_TRAIT_CHANGE, "deleted",
         "tracked deletion");
    tell(in, doc, FL_MARK_INSERTED, FL_TRAIT_CHANGE, "inserted",
         "tracked insertion");
    tell(in, doc, FL_MARK_COMMENT, FL_TRAIT_COMMENT, "", "comment");
    tell(in, doc, FL_MARK_HIDDEN, FL_TRAIT_INVISIBLE_TEXT, "hidden by its font",
         "passage");
    tell_faint(in, doc, "colour", "in the colour of its background");
    tell_faint(in, doc, "size", "too small to read");
    tell_recipients(in, doc);
    tell_blacked(in, doc);
    tell_properties(in, doc);
    hand_on_text(in, doc);
    hand_on_files(in, doc);
    if (office && fl_package_open(&in->package, in->arena, in->doc, "document",
                                  in->sink) == FL_OK) {
        fl_inspect_properties(in, true);
        fl_inspect_parts(in);
    }
    return FL_OK;
}
