/*
 * In the worker: finds the words of each note on its page, highlights them by
 * poppler, and hands the updated file back.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/pdf.h"

#include "base/limits.h"
#include "read/poppler.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define NEEDED(X)                              \
    X(g_array_append_vals)                     \
    X(g_array_new)                             \
    X(g_array_unref)                           \
    X(g_free)                                  \
    X(g_object_unref)                          \
    X(poppler_annot_markup_set_label)          \
    X(poppler_annot_set_color)                 \
    X(poppler_annot_set_contents)              \
    X(poppler_annot_text_markup_new_highlight) \
    X(poppler_annot_text_new)                  \
    X(poppler_document_get_page)               \
    X(poppler_document_save)                   \
    X(poppler_page_add_annot)                  \
    X(poppler_page_get_size)                   \
    X(poppler_page_get_text)                   \
    X(poppler_page_get_text_layout)

FL_LIBRARY(lib, NEEDED);

/* ---- the letters of a page -------------------------------------------------------- */

typedef struct {
    PopplerPage *page;
    double height;
    char *letters;
    guint *boxes_of; /* of each letter */
    size_t count;
    PopplerRectangle *boxes;
} page_letters;

static void *need(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

/* Ligatures that fonts have for two or three letters. */
static const char *ligature(const char *c)
{
    static const char *const letters[] = { "ff",  "fi", "fl", "ffi",
                                           "ffl", "st", "st" };
    if (strncmp(c, "\xef\xac", 2) != 0 || (unsigned char)c[2] < 0x80 ||
        (unsigned char)c[2] > 0x86)
        return NULL;
    return letters[(unsigned char)c[2] - 0x80];
}

static void add_letters(page_letters *p, const char *c, guint box)
{
    const char *more = ligature(c);
    char one[2] = { fl_pdf_plain(*c), '\0' };
    for (const char *l = more ? more : one; *l; l++) {
        p->letters[p->count] = *l;
        p->boxes_of[p->count++] = box;
    }
}

static void open_page(page_letters *p, PopplerDocument *pdf, int number)
{
    double width = 0;
    guint boxes = 0;
    *p = (page_letters){ .page = lib.poppler_document_get_page(pdf, number) };
    if (!p->page)
        return;
    lib.poppler_page_get_size(p->page, &width, &p->height);
    char *text = lib.poppler_page_get_text(p->page);
    if (text && lib.poppler_page_get_text_layout(p->page, &p->boxes, &boxes)) {
        size_t most = strlen(text) + 1;
        guint box = 0;
        p->letters = need(calloc(most, 1));
        p->boxes_of = need(calloc(most, sizeof(*p->boxes_of)));
        for (const char *c = text; *c && box < boxes; box++) {
            add_letters(p, c, box);
            c++;
            while (((unsigned char)*c & 0xC0) == 0x80)
                c++;
        }
    }
    lib.g_free(text);
}

static void close_page(page_letters *p)
{
    free(p->letters);
    free(p->boxes_of);
    lib.g_free(p->boxes);
    if (p->page)
        lib.g_object_unref(p->page);
}

/* The letter with which the words begin, the number-th or the last one there
 * is; p->count: none. */
static size_t find_words(const page_letters *p, fl_str words, size_t number)
{
    size_t found = p->count;
    for (size_t i = 0; words.len && i + words.len <= p->count; i++) {
        if (memcmp(p->letters + i, words.ptr, words.len) != 0)
            continue;
        found = i;
        if (number-- == 0)
            break;
    }
    return found;
}

/* ---- highlights --------------------------------------------------------------------- */

/* PDF counts from the bottom, poppler's layout from the top. */
static PopplerRectangle upright(const page_letters *p,
                                const PopplerRectangle *box)
{
    return (PopplerRectangle){ box->x1, p->height - box->y2, box->x2,
                               p->height - box->y1 };
}

static void add_line(GArray *quads, const PopplerRectangle *line)
{
    PopplerQuadrilateral quad = { { line->x1, line->y2 },
                                  { line->x2, line->y2 },
                                  { line->x1, line->y1 },
                                  { line->x2, line->y1 } };
    lib.g_array_append_vals(quads, &quad, 1);
}

static void widen(PopplerRectangle *r, const PopplerRectangle *more)
{
    r->x1 = more->x1 < r->x1 ? more->x1 : r->x1;
    r->y1 = more->y1 < r->y1 ? more->y1 : r->y1;
    r->x2 = more->x2 > r->x2 ? more->x2 : r->x2;
    r->y2 = more->y2 > r->y2 ? more->y2 : r->y2;
}

/* A rectangle for each line of the words; returns the one around all. */
static PopplerRectangle outline(const page_letters *p, size_t first,
                                size_t count, GArray *quads)
{
    PopplerRectangle line = upright(p, &p->boxes[p->boxes_of[first]]);
    PopplerRectangle all = line;
    for (size_t i = first + 1; i < first + count; i++) {
        PopplerRectangle box = upright(p, &p->boxes[p->boxes_of[i]]);
        double middle = (box.y1 + box.y2) / 2;
        widen(&all, &box);
        if (middle < line.y1 || middle > line.y2 || box.x2 < line.x1) {
            add_line(quads, &line);
            line = box;
        } else {
            widen(&line, &box);
        }
    }
    add_line(quads, &line);
    return all;
}

static PopplerAnnot *highlight(PopplerDocument *pdf, const page_letters *p,
                               size_t first, size_t count)
{
    PopplerColor yellow = { 0xFFFF, 0xE600, 0x6600 };
    GArray *quads = lib.g_array_new(FALSE, FALSE, sizeof(PopplerQuadrilateral));
    PopplerRectangle all = outline(p, first, count, quads);
    PopplerAnnot *annot =
        lib.poppler_annot_text_markup_new_highlight(pdf, &all, quads);
    lib.poppler_annot_set_color(annot, &yellow);
    lib.g_array_unref(quads);
    return annot;
}

/* Words that aren't found get a note in the page's corner. */
static PopplerAnnot *corner(PopplerDocument *pdf, const page_letters *p)
{
    PopplerRectangle at = { 12, p->height - 36, 36, p->height - 12 };
    return lib.poppler_annot_text_new(pdf, &at);
}

static void add_note(PopplerDocument *pdf, const fl_pdf_note *note,
                     const char *author)
{
    page_letters p;
    open_page(&p, pdf, note->page);
    if (p.page) {
        size_t first = find_words(&p, note->words, note->number);
        PopplerAnnot *annot = first < p.count
                                  ? highlight(pdf, &p, first, note->words.len)
                                  : corner(pdf, &p);
        lib.poppler_annot_set_contents(annot, note->text.ptr);
        lib.poppler_annot_markup_set_label((PopplerAnnotMarkup *)annot, author);
        lib.poppler_page_add_annot(p.page, annot);
        lib.g_object_unref(annot);
    }
    close_page(&p);
}

/* ---- the file ------------------------------------------------------------------------ */

/* Poppler writes to files alone: to one in memory. The soft limit on their size
 * is nil in a worker. Given a descriptor, it leaves the end unwritten. */
static bool save(PopplerDocument *pdf, fl_worker *worker)
{
    struct rlimit limit;
    char uri[64];
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
        return false;
    limit.rlim_cur = limit.rlim_max;
    int fd = memfd_create("copy", MFD_CLOEXEC);
    snprintf(uri, sizeof(uri), "file:///proc/self/fd/%d", fd);
    if (fd < 0 || setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        !lib.poppler_document_save(pdf, uri, NULL))
        return false; /* the worker ends, and with it what is open */
    off_t size = lseek(fd, 0, SEEK_END);
    void *bytes = size > 0
                      ? mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0)
                      : MAP_FAILED;
    if (bytes == MAP_FAILED)
        return false;
    fl_worker_put(worker, FL_PDF_NOTES_FILE, bytes, (size_t)size);
    return true;
}

void fl_pdf_add_notes(fl_worker *worker, void *data)
{
    const fl_pdf_job *job = data;
    if (!FL_LIBRARY_LOAD(lib, FL_POPPLER)) {
        fl_worker_text(worker, FL_PDF_NOTES_ERROR,
                       "it needs " FL_POPPLER " (Debian: " FL_POPPLER_PACKAGE
                       "), which isn't installed or is too old");
        return;
    }
    const char *why = NULL;
    int pages = 0;
    PopplerDocument *pdf = fl_poppler_open(job->file, &pages, &why);
    for (size_t i = 0; pdf && i < job->count; i++)
        add_note(pdf, &job->notes[i], job->author);
    if (!pdf || !save(pdf, worker))
        fl_worker_text(worker, FL_PDF_NOTES_ERROR,
                       "the library that writes PDF cannot save it");
}
