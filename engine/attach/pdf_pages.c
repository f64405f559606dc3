/*
 * In the worker: each page is drawn, and each of its words is looked for in
 * the picture. Where the picture is of one colour, nobody sees the word that
 * the text has there: a box covers it, it has the colour of the paper, or it
 * belongs to a layer of text that is not shown.
 * SPDX-License-Identifier: MIT
 */
#include "attach/pdf.h"
#include "base/buf.h"
#include "base/limits.h"
#include "read/poppler.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

#define CAIRO_SONAME "libcairo.so.2"

#define NEEDED(X)                           \
    X(g_free)                               \
    X(g_object_unref)                       \
    X(poppler_action_free)                  \
    X(poppler_annot_get_annot_type)         \
    X(poppler_annot_get_contents)           \
    X(poppler_attachment_save_to_callback)  \
    X(poppler_document_get_attachments)     \
    X(poppler_document_get_author)          \
    X(poppler_document_get_keywords)        \
    X(poppler_document_get_metadata)        \
    X(poppler_document_get_page)            \
    X(poppler_document_get_subject)         \
    X(poppler_document_get_title)           \
    X(poppler_form_field_get_field_type)    \
    X(poppler_form_field_text_get_text)     \
    X(poppler_index_iter_free)              \
    X(poppler_index_iter_get_action)        \
    X(poppler_index_iter_get_child)         \
    X(poppler_index_iter_new)               \
    X(poppler_index_iter_next)              \
    X(poppler_layers_iter_get_title)        \
    X(poppler_layers_iter_new)              \
    X(poppler_layers_iter_next)             \
    X(poppler_page_free_annot_mapping)      \
    X(poppler_page_free_form_field_mapping) \
    X(poppler_page_get_annot_mapping)       \
    X(poppler_page_get_form_field_mapping)  \
    X(poppler_page_get_size)                \
    X(poppler_page_get_text)                \
    X(poppler_page_get_text_layout)         \
    X(poppler_page_render)

#define NEEDED_OF_CAIRO(X)            \
    X(cairo_create)                   \
    X(cairo_destroy)                  \
    X(cairo_image_surface_create)     \
    X(cairo_image_surface_get_data)   \
    X(cairo_image_surface_get_stride) \
    X(cairo_paint)                    \
    X(cairo_set_source_rgb)           \
    X(cairo_status)                   \
    X(cairo_surface_destroy)          \
    X(cairo_surface_flush)

FL_LIBRARY(lib, NEEDED);
FL_LIBRARY(cairo, NEEDED_OF_CAIRO);

/* Points: larger pages aren't drawn, smaller words are read by nobody. */
#define LARGEST  4000
#define READABLE 3.0
/* Steps of 256 within which a colour is one; what part of a box is drawn. */
#define SAME 24
/* Seconds after which no further page is drawn. */
#define ENOUGH 12

/* ---- the picture -------------------------------------------------------------- */

/* The colour of the box is one; *light is how light it is, 0 to 255. */
static bool is_plain(const fl_picture *p, const PopplerRectangle *box,
                     int *light)
{
    int low[3] = { 255, 255, 255 };
    int high[3] = { 0, 0, 0 };
    int left = box->x1 < 0 ? 0 : (int)box->x1;
    int top = box->y1 < 0 ? 0 : (int)box->y1;
    int right = box->x2 > p->width ? p->width : (int)(box->x2 + 1);
    int bottom = box->y2 > p->height ? p->height : (int)(box->y2 + 1);
    /* the edges belong to what stands around it */
    top += (bottom - top) / 6;
    bottom -= (bottom - top) / 6;
    for (int y = top; y < bottom && y < p->height; y++)
        for (int x = left; x < right && x < p->width; x++)
            for (int c = 0; c < 3; c++) {
                int v =
                    p->data[(ptrdiff_t)y * p->stride + (ptrdiff_t)4 * x + c];
                low[c] = v < low[c] ? v : low[c];
                high[c] = v > high[c] ? v : high[c];
            }
    *light = (low[0] + low[1] + low[2]) / 3;
    return top < bottom && left < right && high[0] - low[0] <= SAME &&
           high[1] - low[1] <= SAME && high[2] - low[2] <= SAME;
}

/* ---- words --------------------------------------------------------------------------- */

typedef struct {
    fl_worker *worker;
    int page;
    const fl_picture *picture;
    fl_buf word;
    PopplerRectangle box;
    size_t letters;
    fl_buf seen, unseen;
} word_reader;

static void put_unseen(const word_reader *r, fl_unseen how)
{
    fl_buf record = { 0 };
    fl_pdf_word word;
    memset(&word, 0, sizeof(word));
    word.page = r->page;
    word.left = (float)r->box.x1;
    word.top = (float)r->box.y1;
    word.right = (float)r->box.x2;
    word.bottom = (float)r->box.y2;
    word.how = how;
    fl_buf_add(&record, (fl_str){ (const char *)&word, sizeof(word) });
    fl_buf_add(&record, fl_buf_str(&r->word));
    if (record.failed)
        abort();
    fl_worker_put(r->worker, FL_PDFA_WORD, record.ptr, record.len);
    fl_buf_dispose(&record);
}

static void end_word(word_reader *r)
{
    int light = 0;
    bool unseen = false;
    if (r->letters >= 2) {
        bool plain = is_plain(r->picture, &r->box, &light);
        bool tiny = r->box.y2 - r->box.y1 < READABLE;
        unseen = plain || tiny;
        if (plain)
            put_unseen(r, light < 128 ? FL_UNSEEN_COVERED : FL_UNSEEN_BLANK);
        else if (tiny)
            put_unseen(r, FL_UNSEEN_TINY);
    }
    if (r->word.len) {
        fl_buf *to = unseen ? &r->unseen : &r->seen;
        fl_buf_add(to, fl_buf_str(&r->word));
        fl_buf_putc(to, ' ');
    }
    if (r->word.failed || r->seen.failed || r->unseen.failed)
        abort();
    fl_buf_clear(&r->word);
    r->letters = 0;
}

static void add_character(word_reader *r, const char *c, size_t len,
                          const PopplerRectangle *box)
{
    if (fl_is_space(*c)) {
        end_word(r);
        return;
    }
    if (r->word.len == 0) {
        r->box = *box;
    } else {
        r->box.x1 = box->x1 < r->box.x1 ? box->x1 : r->box.x1;
        r->box.y1 = box->y1 < r->box.y1 ? box->y1 : r->box.y1;
        r->box.x2 = box->x2 > r->box.x2 ? box->x2 : r->box.x2;
        r->box.y2 = box->y2 > r->box.y2 ? box->y2 : r->box.y2;
    }
    r->letters += fl_is_word(*c);
    fl_buf_add(&r->word, (fl_str){ c, len });
}

static void read_words(fl_worker *worker, PopplerPage *page, int number,
                       const fl_picture *drawn)
{
    char *text = lib.poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint count = 0;
    word_reader r = { .worker = worker, .page = number, .picture = drawn };
    if (text && lib.poppler_page_get_text_layout(page, &boxes, &count)) {
        guint index = 0;
        for (const char *c = text; *c && index < count; index++) {
            const char *next = c + 1;
            while (((unsigned char)*next & 0xC0) == 0x80)
                next++;
            add_character(&r, c, (size_t)(next - c), &boxes[index]);
            c = next;
        }
        end_word(&r);
    }
    fl_worker_put(worker, FL_PDFA_SEEN, fl_buf_str(&r.seen).ptr, r.seen.len);
    fl_worker_put(worker, FL_PDFA_UNSEEN, fl_buf_str(&r.unseen).ptr,
                  r.unseen.len);
    fl_buf_dispose(&r.word);
    fl_buf_dispose(&r.seen);
    fl_buf_dispose(&r.unseen);
    lib.g_free(boxes);
    lib.g_free(text);
}

/* ---- pages --------------------------------------------------------------------------- */

/* False when the page could not be drawn. */
static bool draw(fl_worker *worker, PopplerPage *page, int number)
{
    double width = 0;
    double height = 0;
    lib.poppler_page_get_size(page, &width, &height);
    if (!(width >= 1 && height >= 1 && width <= LARGEST && height <= LARGEST))
        return false;
    fl_picture p = { .width = (int)width, .height = (int)height };
    cairo_surface_t *surface =
        cairo.cairo_image_surface_create(CAIRO_FORMAT_RGB24, p.width, p.height);
    cairo_t *pen = cairo.cairo_create(surface);
    cairo.cairo_set_source_rgb(pen, 1, 1, 1);
    cairo.cairo_paint(pen);
    lib.poppler_page_render(page, pen);
    cairo.cairo_surface_flush(surface);
    p.data = cairo.cairo_image_surface_get_data(surface);
    p.stride = cairo.cairo_image_surface_get_stride(surface);
    bool well = cairo.cairo_status(pen) == CAIRO_STATUS_SUCCESS && p.data;
    if (well) {
        fl_pdf_find_boxes(worker, &p, number);
        read_words(worker, page, number, &p);
    }
    cairo.cairo_destroy(pen);
    cairo.cairo_surface_destroy(surface);
    return well;
}

/* Where an annotation stands; poppler counts from the page's foot. */
static void put_place(fl_worker *worker, PopplerPage *page, int number,
                      const PopplerRectangle *area)
{
    double width = 0;
    double height = 0;
    fl_pdf_word place;
    lib.poppler_page_get_size(page, &width, &height);
    memset(&place, 0, sizeof(place));
    place.page = number;
    place.left = (float)area->x1;
    place.right = (float)area->x2;
    place.top = (float)(height - area->y2);
    place.bottom = (float)(height - area->y1);
    fl_worker_put(worker, FL_PDFA_MARKED, (const char *)&place, sizeof(place));
}

/* Remarks; what only leads elsewhere or belongs to a form is none. */
static void read_notes(fl_worker *worker, PopplerPage *page, int number)
{
    GList *all = lib.poppler_page_get_annot_mapping(page);
    for (GList *l = all; l; l = l->next) {
        PopplerAnnot *annot = ((PopplerAnnotMapping *)l->data)->annot;
        PopplerAnnotType type = lib.poppler_annot_get_annot_type(annot);
        char *words = lib.poppler_annot_get_contents(annot);
        if (type == POPPLER_ANNOT_UNKNOWN)
            put_place(worker, page, number,
                      &((PopplerAnnotMapping *)l->data)->area);
        if (words && *words && type != POPPLER_ANNOT_LINK &&
            type != POPPLER_ANNOT_WIDGET)
            fl_worker_text(worker, FL_PDFA_NOTE, words);
        lib.g_free(words);
    }
    lib.poppler_page_free_annot_mapping(all);
}

static void read_form(fl_worker *worker, PopplerPage *page)
{
    GList *all = lib.poppler_page_get_form_field_mapping(page);
    for (GList *l = all; l; l = l->next) {
        PopplerFormField *field = ((PopplerFormFieldMapping *)l->data)->field;
        if (lib.poppler_form_field_get_field_type(field) !=
            POPPLER_FORM_FIELD_TEXT)
            continue;
        char *words = lib.poppler_form_field_text_get_text(field);
        if (words && *words)
            fl_worker_text(worker, FL_PDFA_FORM, words);
        lib.g_free(words);
    }
    lib.poppler_page_free_form_field_mapping(all);
}

static void read_pages(fl_worker *worker, PopplerDocument *pdf, int pages)
{
    time_t start = time(NULL);
    for (int i = 0; i < pages; i++) {
        PopplerPage *page = lib.poppler_document_get_page(pdf, i);
        bool late = time(NULL) - start > ENOUGH;
        fl_worker_number(worker, FL_PDFA_PAGE, (uint64_t)i + 1);
        if (late || !page || !draw(worker, page, i + 1))
            fl_worker_number(worker, FL_PDFA_UNDRAWN, (uint64_t)i + 1);
        if (page && !late) {
            read_notes(worker, page, i + 1);
            read_form(worker, page);
        }
        if (page)
            lib.g_object_unref(page);
        if (late)
            return;
    }
}

/* ---- the file ---------------------------------------------------------------------------- */

static gboolean keep(const gchar *bytes, gsize size, gpointer data,
                     GError **error)
{
    (void)error;
    fl_buf *to = data;
    fl_buf_add(to, (fl_str){ bytes, size });
    return !to->failed && to->len <= FL_LIMIT_MEMBER_BYTES;
}

static void read_files(fl_worker *worker, PopplerDocument *pdf)
{
    for (GList *l = lib.poppler_document_get_attachments(pdf); l; l = l->next) {
        PopplerAttachment *file = l->data;
        fl_buf bytes = { 0 };
        fl_worker_text(worker, FL_PDFA_FILE,
                       file->name ? file->name : "attachment");
        if (lib.poppler_attachment_save_to_callback(file, keep, &bytes, NULL))
            fl_worker_put(worker, FL_PDFA_BYTES, fl_buf_str(&bytes).ptr,
                          bytes.len);
        fl_buf_dispose(&bytes);
        lib.g_object_unref(file);
    }
}

static void read_layers(fl_worker *worker, PopplerDocument *pdf)
{
    PopplerLayersIter *layers = lib.poppler_layers_iter_new(pdf);
    int left = 1000;
    while (layers && left-- > 0) {
        char *title = lib.poppler_layers_iter_get_title(layers);
        fl_worker_text(worker, FL_PDFA_LAYER, title);
        lib.g_free(title);
        if (!lib.poppler_layers_iter_next(layers))
            return;
    }
}

/* Bookmarks may lead into one another in a circle. */
#define DEEPEST_BOOKMARK 16
#define MOST_BOOKMARKS   2000

/* The bookmarks from this one on, and those below them; frees it. */
static void read_bookmarks(fl_worker *worker, PopplerIndexIter *at, int depth,
                           int *left)
{
    while (at && (*left)-- > 0) {
        PopplerAction *action = lib.poppler_index_iter_get_action(at);
        if (action && action->any.title && *action->any.title)
            fl_worker_text(worker, FL_PDFA_BOOKMARK, action->any.title);
        if (action)
            lib.poppler_action_free(action);
        if (depth < DEEPEST_BOOKMARK)
            read_bookmarks(worker, lib.poppler_index_iter_get_child(at),
                           depth + 1, left);
        if (!lib.poppler_index_iter_next(at))
            break;
    }
    if (at)
        lib.poppler_index_iter_free(at);
}

static void put_owned(fl_worker *worker, char tag, char *text)
{
    if (text && *text)
        fl_worker_text(worker, tag, text);
    lib.g_free(text);
}

void fl_pdf_inspect(fl_worker *worker, void *data)
{
    const fl_str *file = data;
    const char *why = NULL;
    int pages = 0;
    if (!FL_LIBRARY_LOAD(lib, FL_POPPLER) ||
        !FL_LIBRARY_LOAD(cairo, CAIRO_SONAME)) {
        fl_worker_text(worker, FL_PDFA_ERROR,
                       "looking into PDF needs " FL_POPPLER " and " CAIRO_SONAME
                       " (Debian: " FL_POPPLER_PACKAGE
                       "), which aren't installed");
        return;
    }
    signal(SIGXFSZ, SIG_IGN); /* fonts are cached in files elsewhere */
    PopplerDocument *pdf = fl_poppler_open(*file, &pages, &why);
    if (!pdf) {
        fl_worker_text(worker, FL_PDFA_ERROR, why);
        return;
    }
    put_owned(worker, FL_PDFA_AUTHOR, lib.poppler_document_get_author(pdf));
    put_owned(worker, FL_PDFA_TITLE, lib.poppler_document_get_title(pdf));
    put_owned(worker, FL_PDFA_SUBJECT, lib.poppler_document_get_subject(pdf));
    put_owned(worker, FL_PDFA_KEYWORDS, lib.poppler_document_get_keywords(pdf));
    put_owned(worker, FL_PDFA_XMP, lib.poppler_document_get_metadata(pdf));
    int left = MOST_BOOKMARKS;
    read_bookmarks(worker, lib.poppler_index_iter_new(pdf), 0, &left);
    fl_pdf_inspect_bytes(worker, *file);
    read_layers(worker, pdf);
    read_files(worker, pdf);
    read_pages(worker, pdf,
               pages < FL_LIMIT_PDF_PAGES ? pages : FL_LIMIT_PDF_PAGES);
    if (pages > FL_LIMIT_PDF_PAGES)
        fl_worker_number(worker, FL_PDFA_UNDRAWN, FL_LIMIT_PDF_PAGES + 1);
}
