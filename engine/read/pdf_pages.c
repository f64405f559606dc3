/*
 * In the worker: poppler gives the characters of a page in reading order, each
 * with its box. They are put together to lines here; gaps as wide as between
 * the columns of a table become three spaces.
 * SPDX-License-Identifier: MIT
 */
#include "read/pdf.h"

#include "base/buf.h"
#include "base/limits.h"
#include "read/poppler.h"

#include <math.h>
#include <stdlib.h>

#define NEEDED(X)                        \
    X(g_free)                            \
    X(g_object_unref)                    \
    X(poppler_document_get_author)       \
    X(poppler_document_get_page)         \
    X(poppler_document_get_title)        \
    X(poppler_page_free_image_mapping)   \
    X(poppler_page_free_text_attributes) \
    X(poppler_page_get_image_mapping)    \
    X(poppler_page_get_size)             \
    X(poppler_page_get_text)             \
    X(poppler_page_get_text_attributes)  \
    X(poppler_page_get_text_layout)

FL_LIBRARY(lib, NEEDED);

/* A gap of so many times the line's height parts columns. */
#define COLUMN_GAP 1.1f
/* One of so many parts words, also where the page has no space. */
#define WORD_GAP 0.15f

typedef struct {
    fl_worker *worker;
    fl_buf text; /* of the line in the making */
    fl_pdf_line line;
    bool any;
} page_reader;

static void flush(page_reader *r)
{
    if (r->any) {
        fl_buf record = { 0 };
        fl_buf_add(&record,
                   (fl_str){ (const char *)&r->line, sizeof(r->line) });
        fl_buf_add(&record, fl_buf_str(&r->text));
        if (record.failed || r->text.failed)
            abort();
        fl_worker_put(r->worker, FL_PDF_LINE, record.ptr, record.len);
        fl_buf_dispose(&record);
    }
    fl_buf_clear(&r->text);
    r->any = false;
}

typedef struct {
    float left, top, right, bottom, size;
    bool bold;
} glyph;

static void widen(fl_pdf_line *line, const glyph *g)
{
    line->left = fminf(line->left, g->left);
    line->top = fminf(line->top, g->top);
    line->right = fmaxf(line->right, g->right);
    line->bottom = fmaxf(line->bottom, g->bottom);
    line->size = fmaxf(line->size, g->size);
    line->bold = line->bold && g->bold;
}

/* The character stands on the line in the making, to the right of it. */
static bool on_line(const page_reader *r, const glyph *g)
{
    float top = fmaxf(r->line.top, g->top);
    float bottom = fminf(r->line.bottom, g->bottom);
    float height = fminf(r->line.bottom - r->line.top, g->bottom - g->top);
    return bottom - top > height * 0.6f && g->left > r->line.right - height;
}

static void add(page_reader *r, const char *character, size_t len,
                const glyph *g)
{
    if (r->any && !on_line(r, g))
        flush(r);
    float height = r->line.bottom - r->line.top;
    if (r->any && g->left - r->line.right > height * COLUMN_GAP)
        fl_buf_puts(&r->text, "   ");
    else if (r->any && g->left - r->line.right > height * WORD_GAP &&
             r->text.ptr[r->text.len - 1] != ' ')
        fl_buf_putc(&r->text, ' ');
    if (!r->any)
        r->line = (fl_pdf_line){ g->left,   g->top,  g->right,
                                 g->bottom, g->size, g->bold };
    else
        widen(&r->line, g);
    r->any = true;
    fl_buf_add(&r->text, (fl_str){ character, len });
}

static bool is_bold(const PopplerTextAttributes *a)
{
    return a->font_name &&
           (strstr(a->font_name, "Bold") || strstr(a->font_name, "bold") ||
            strstr(a->font_name, "Heavy") || strstr(a->font_name, "Black"));
}

/* Each character of `text` with its box and type. */
static void read_text(page_reader *r, const char *text,
                      const PopplerRectangle *boxes, guint count,
                      GList *attributes)
{
    gint index = 0;
    for (const char *c = text; *c && (guint)index < count; index++) {
        const char *next = c + 1;
        while (((unsigned char)*next & 0xC0) == 0x80)
            next++;
        while (attributes && attributes->next &&
               ((PopplerTextAttributes *)attributes->data)->end_index < index)
            attributes = attributes->next;
        const PopplerTextAttributes *a = attributes ? attributes->data : NULL;
        const PopplerRectangle *box = &boxes[index];
        glyph g = { (float)box->x1,
                    (float)box->y1,
                    (float)box->x2,
                    (float)box->y2,
                    a ? (float)a->font_size : 0,
                    a && is_bold(a) };
        if (!fl_is_space(*c))
            add(r, c, (size_t)(next - c), &g);
        else if (r->any)
            fl_buf_putc(&r->text, ' ');
        c = next;
    }
    flush(r);
}

static void read_page(fl_worker *worker, PopplerPage *page)
{
    double width = 0;
    double height = 0;
    lib.poppler_page_get_size(page, &width, &height);
    GList *pictures = lib.poppler_page_get_image_mapping(page);
    fl_pdf_page about;
    memset(&about, 0, sizeof(about));
    about.height = (float)height;
    about.pictures = pictures != NULL;
    lib.poppler_page_free_image_mapping(pictures);
    fl_worker_put(worker, FL_PDF_PAGE, &about, sizeof(about));
    char *text = lib.poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0;
    if (text && lib.poppler_page_get_text_layout(page, &boxes, &count)) {
        GList *attributes = lib.poppler_page_get_text_attributes(page);
        page_reader r = { .worker = worker };
        read_text(&r, text, boxes, count, attributes);
        fl_buf_dispose(&r.text);
        lib.poppler_page_free_text_attributes(attributes);
    }
    lib.g_free(boxes);
    lib.g_free(text);
}

static void put_property(fl_worker *worker, char tag, char *value)
{
    fl_worker_text(worker, tag, value);
    lib.g_free(value);
}

void fl_pdf_work(fl_worker *worker, void *data)
{
    const fl_str *file = data;
    const char *why = NULL;
    int pages = 0;
    if (!FL_LIBRARY_LOAD(lib, FL_POPPLER)) {
        fl_worker_text(worker, FL_PDF_ERROR,
                       "reading PDF needs " FL_POPPLER
                       " (Debian: " FL_POPPLER_PACKAGE
                       "), which isn't installed");
        return;
    }
    PopplerDocument *pdf = fl_poppler_open(*file, &pages, &why);
    if (!pdf) {
        fl_worker_text(worker, FL_PDF_ERROR, why);
        return;
    }
    if (pages > FL_LIMIT_PDF_PAGES) {
        fl_worker_text(worker, FL_PDF_ERROR, "it has too many pages");
        return;
    }
    put_property(worker, FL_PDF_AUTHOR, lib.poppler_document_get_author(pdf));
    put_property(worker, FL_PDF_TITLE, lib.poppler_document_get_title(pdf));
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = lib.poppler_document_get_page(pdf, i);
        if (page) {
            read_page(worker, page);
            lib.g_object_unref(page);
        }
    }
}
