/*
 * In the worker: poppler gives the characters of a page in reading order, each
 * with its box. They are put together to lines here; gaps as wide as between
 * the columns of a table become three spaces.
 * SPDX-License-Identifier: MIT
 */
#include "read/pdf.h"

#include "base/limits.h"

#include <poppler.h>

/* A gap of so many times the line's height parts columns. */
#define COLUMN_GAP 1.1f

typedef struct {
    fl_worker *worker;
    GString *text; /* of the line in the making */
    fl_pdf_line line;
    bool any;
} page_reader;

static void flush(page_reader *r)
{
    if (r->any) {
        GString *record =
            g_string_new_len((const char *)&r->line, sizeof(r->line));
        g_string_append_len(record, r->text->str, (gssize)r->text->len);
        fl_worker_put(r->worker, FL_PDF_LINE, record->str, record->len);
        g_string_free(record, TRUE);
    }
    g_string_truncate(r->text, 0);
    r->any = false;
}

typedef struct {
    float left, top, right, bottom, size;
    bool bold;
} glyph;

static void widen(fl_pdf_line *line, const glyph *g)
{
    line->left = MIN(line->left, g->left);
    line->top = MIN(line->top, g->top);
    line->right = MAX(line->right, g->right);
    line->bottom = MAX(line->bottom, g->bottom);
    line->size = MAX(line->size, g->size);
    line->bold = line->bold && g->bold;
}

/* The character stands on the line in the making, to the right of it. */
static bool on_line(const page_reader *r, const glyph *g)
{
    float top = MAX(r->line.top, g->top);
    float bottom = MIN(r->line.bottom, g->bottom);
    float height = MIN(r->line.bottom - r->line.top, g->bottom - g->top);
    return bottom - top > height * 0.6f && g->left > r->line.right - height;
}

static void add(page_reader *r, const char *character, size_t len,
                const glyph *g)
{
    if (r->any && !on_line(r, g))
        flush(r);
    float height = r->line.bottom - r->line.top;
    if (r->any && g->left - r->line.right > height * COLUMN_GAP)
        g_string_append(r->text, "   ");
    if (!r->any)
        r->line = (fl_pdf_line){ g->left,   g->top,  g->right,
                                 g->bottom, g->size, g->bold };
    else
        widen(&r->line, g);
    r->any = true;
    g_string_append_len(r->text, character, (gssize)len);
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
        const char *next = g_utf8_next_char(c);
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
        gunichar u = g_utf8_get_char(c);
        if (u != '\n' && !g_unichar_isspace(u))
            add(r, c, (size_t)(next - c), &g);
        else if (r->any)
            g_string_append_c(r->text, ' ');
        c = next;
    }
    flush(r);
}

static void read_page(fl_worker *worker, PopplerPage *page)
{
    double width = 0;
    double height = 0;
    poppler_page_get_size(page, &width, &height);
    GList *pictures = poppler_page_get_image_mapping(page);
    fl_pdf_page about;
    memset(&about, 0, sizeof(about));
    about.height = (float)height;
    about.pictures = pictures != NULL;
    poppler_page_free_image_mapping(pictures);
    fl_worker_put(worker, FL_PDF_PAGE, &about, sizeof(about));
    char *text = poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0;
    if (text && poppler_page_get_text_layout(page, &boxes, &count)) {
        GList *attributes = poppler_page_get_text_attributes(page);
        page_reader r = { .worker = worker, .text = g_string_new("") };
        read_text(&r, text, boxes, count, attributes);
        g_string_free(r.text, TRUE);
        poppler_page_free_text_attributes(attributes);
    }
    g_free(boxes);
    g_free(text);
}

static void complain(fl_worker *worker, const GError *error)
{
    bool locked = error && error->domain == POPPLER_ERROR &&
                  error->code == POPPLER_ERROR_ENCRYPTED;
    fl_worker_text(worker, FL_PDF_ERROR,
                   locked ? "this PDF is encrypted; save it without a password"
                          : "this is no readable PDF: it is damaged or cut "
                            "off");
}

static void put_property(fl_worker *worker, char tag, char *value)
{
    fl_worker_text(worker, tag, value);
    g_free(value);
}

/* Poppler tells of every fault that it mends. */
static void ignore(const gchar *domain, GLogLevelFlags level,
                   const gchar *message, gpointer data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

void fl_pdf_work(fl_worker *worker, void *data)
{
    const fl_str *file = data;
    GError *error = NULL;
    g_log_set_default_handler(ignore, NULL);
    GBytes *bytes = g_bytes_new_static(file->ptr, file->len);
    PopplerDocument *pdf = poppler_document_new_from_bytes(bytes, NULL, &error);
    int pages = pdf ? poppler_document_get_n_pages(pdf) : 0;
    if (pages <= 0) {
        complain(worker, error);
        return;
    }
    if (pages > FL_LIMIT_PDF_PAGES) {
        fl_worker_text(worker, FL_PDF_ERROR, "it has too many pages");
        return;
    }
    put_property(worker, FL_PDF_AUTHOR, poppler_document_get_author(pdf));
    put_property(worker, FL_PDF_TITLE, poppler_document_get_title(pdf));
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = poppler_document_get_page(pdf, i);
        if (page) {
            read_page(worker, page);
            g_object_unref(page);
        }
    }
}
