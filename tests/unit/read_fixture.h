/*
 * What the tests of the readers share: a document read from bytes, and its
 * blocks printed as "H2 heading / P text / I1[1.] item / C1.2 cell".
 * SPDX-License-Identifier: MIT
 */
#ifndef READ_FIXTURE_H
#define READ_FIXTURE_H

#include "base/buf.h"
#include "read/reader.h"

#include <stdio.h>

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    fl_status status;
    char said[300];
} reading;

static inline void reading_keep(void *data, const fl_problem *problem)
{
    strncpy(data, problem->text, 299);
}

static inline void reading_of(reading *r, const char *path, const char *bytes,
                              size_t size)
{
    *r = (reading){ .arena = fl_arena_new() };
    fl_sink sink = { reading_keep, r->said };
    fl_input input = { .path = path, .bytes = bytes, .size = size };
    fl_document *volatile doc = NULL;
    volatile fl_status status = FL_NOMEM;
    if (!r->arena) {
        r->status = FL_NOMEM;
        return;
    }
    if (FL_ARENA_TRY(r->arena)) {
        fl_document *made = NULL;
        status = fl_read_document(r->arena, &input, &made, &sink);
        doc = made;
    }
    fl_arena_untry(r->arena);
    r->doc = status == FL_OK ? doc : NULL;
    r->status = status;
}

static inline void reading_free(reading *r)
{
    fl_arena_free(r->arena);
}

static inline void reading_print(fl_buf *out, const fl_document *doc)
{
    static const char letters[] = "PHICFMR";
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const fl_block *b = &doc->blocks.items[i];
        if (i)
            fl_buf_puts(out, " / ");
        if (b->hidden)
            fl_buf_putc(out, '~');
        fl_buf_putc(out, letters[b->kind]);
        if (b->kind == FL_BLOCK_HEADING || b->kind == FL_BLOCK_ITEM)
            fl_buf_printf(out, "%u", (unsigned)b->level);
        if (b->table)
            fl_buf_printf(out, "%u.%u.%u", b->table, b->row, b->cell);
        if (b->label.len)
            fl_buf_printf(out, "[%.*s]", FL_ARG(b->label));
        if (b->end > b->start)
            fl_buf_putc(out, ' ');
        fl_buf_add(out, fl_document_text(doc, b->start, b->end));
    }
}

/* "inserted by Ann=new / link http://a=here". */
static inline void reading_print_marks(fl_buf *out, const fl_document *doc)
{
    for (size_t i = 0; i < doc->marks.count; i++) {
        const fl_mark *m = &doc->marks.items[i];
        fl_str text =
            m->text.len ? m->text : fl_document_text(doc, m->start, m->end);
        fl_buf_printf(out, "%s%s", i ? " / " : "", fl_mark_words[m->kind]);
        if (m->name.len)
            fl_buf_printf(out, " %.*s", FL_ARG(m->name));
        if (m->by.len)
            fl_buf_printf(out, " by %.*s", FL_ARG(m->by));
        fl_buf_printf(out, "=%.*s", FL_ARG(text));
    }
}

/* Fails, naming the case, unless the bytes give these marks. */
static inline void reading_expect_marks(const char *name, const char *path,
                                        const char *bytes, size_t size,
                                        const char *wanted)
{
    reading r;
    fl_buf out = { 0 };
    reading_of(&r, path, bytes, size);
    if (r.status == FL_OK)
        reading_print_marks(&out, r.doc);
    else
        fl_buf_printf(&out, "(%s: %s)", fl_status_name(r.status), r.said);
    if (strcmp(fl_buf_str(&out).ptr, wanted) != 0)
        fail_msg("%s:\n  got    %s\n  wanted %s\n", name, fl_buf_str(&out).ptr,
                 wanted);
    fl_buf_dispose(&out);
    reading_free(&r);
}

/* The place of the first `words` in T, as "line:col-end_line:end_col". */
static inline void reading_expect_place(const char *path, const char *bytes,
                                        size_t size, const char *words,
                                        const char *wanted)
{
    reading r;
    char got[80];
    reading_of(&r, path, bytes, size);
    assert_int_equal(r.status, FL_OK);
    const char *found = strstr(r.doc->text.ptr, words);
    assert_non_null(found);
    uint32_t at = (uint32_t)(found - r.doc->text.ptr);
    fl_place p = fl_document_place(r.doc, at, at + (uint32_t)strlen(words));
    snprintf(got, sizeof(got), "%zu:%zu-%zu:%zu", p.line, p.col, p.end_line,
             p.end_col);
    assert_string_equal(got, wanted);
    reading_free(&r);
}

/* Fails, naming the case, unless the bytes give these blocks. */
static inline void reading_expect(const char *name, const char *path,
                                  const char *bytes, size_t size,
                                  const char *wanted)
{
    reading r;
    fl_buf out = { 0 };
    reading_of(&r, path, bytes, size);
    if (r.status == FL_OK)
        reading_print(&out, r.doc);
    else
        fl_buf_printf(&out, "(%s: %s)", fl_status_name(r.status), r.said);
    if (strcmp(fl_buf_str(&out).ptr, wanted) != 0)
        fail_msg("%s:\n  got    %s\n  wanted %s\n", name, fl_buf_str(&out).ptr,
                 wanted);
    fl_buf_dispose(&out);
    reading_free(&r);
}

/* What holds of every document: the blocks lie in T in order and T is
 * nothing else, F is as long, the runs ascend, every place is a place. */
static inline void reading_check(const fl_document *doc)
{
    uint32_t end = 0;
    assert_int_equal(doc->text.len, doc->folded.len);
    for (size_t i = 0; i < doc->blocks.count; i++) {
        const fl_block *b = &doc->blocks.items[i];
        assert_int_equal(b->start, end);
        assert_true(b->end >= b->start && b->end < doc->text.len);
        assert_int_equal(doc->text.ptr[b->end], '\n');
        end = b->end + 1;
        assert_int_equal(fl_document_block_at(doc, b->start), i);
        fl_place p = fl_document_place(doc, b->start, b->end);
        assert_true(p.line > 0 && p.col > 0);
        assert_true(p.end_line > p.line || p.end_col >= p.col);
    }
    assert_int_equal(end, doc->text.len);
    assert_true(doc->runs.count > 0 && doc->runs.items[0].start == 0);
    for (size_t i = 1; i < doc->runs.count; i++)
        assert_true(doc->runs.items[i - 1].start < doc->runs.items[i].start);
    assert_int_equal(fl_utf8_check(doc->text), doc->text.len);
}

#endif
