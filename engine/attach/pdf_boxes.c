/*
 * In the worker: black boxes in the picture of a page, those of the shape that
 * a line or a passage of text has.
 * SPDX-License-Identifier: MIT
 */
#include "attach/pdf.h"

/* Darkest channel of black; points that a box has at least; how many are open
 * at a time. */
#define BLACK   40
#define LOWEST  7
#define NARROW  14
#define MOST    64
#define SLACK   2 /* points by which its edges may waver */
#define LONGEST 200

typedef struct {
    int left, right, top, bottom; /* right and bottom exclusive */
} box;

typedef struct {
    fl_worker *worker;
    const fl_picture *picture;
    int page;
    box open[MOST];
    size_t count;
} box_reader;

static bool is_black(const fl_picture *p, int x, int y)
{
    const unsigned char *at =
        p->data + (ptrdiff_t)y * p->stride + (ptrdiff_t)4 * x;
    return at[0] <= BLACK && at[1] <= BLACK && at[2] <= BLACK;
}

/* As wide as words are, and no taller than a line unless it is a passage. */
static bool is_like_text(const box *b)
{
    int width = b->right - b->left;
    int height = b->bottom - b->top;
    return height >= LOWEST && width >= NARROW &&
           (width >= LONGEST || (5 * width >= 6 * height && height <= 60));
}

static void close_box(const box_reader *r, const box *b)
{
    fl_pdf_word word;
    if (!is_like_text(b))
        return;
    memset(&word, 0, sizeof(word));
    word.page = r->page;
    word.left = (float)b->left;
    word.top = (float)b->top;
    word.right = (float)b->right;
    word.bottom = (float)b->bottom;
    fl_worker_put(r->worker, FL_PDFA_BOX, (const char *)&word, sizeof(word));
}

static bool near(int a, int b)
{
    return a - b <= SLACK && b - a <= SLACK;
}

/* A black run of row `y` goes on with the box above it, or opens one. */
static void take_run(box_reader *r, int left, int right, int y)
{
    for (size_t i = 0; i < r->count; i++) {
        box *b = &r->open[i];
        if (b->bottom == y && near(b->left, left) && near(b->right, right)) {
            b->bottom = y + 1;
            return;
        }
    }
    if (r->count < MOST)
        r->open[r->count++] = (box){ left, right, y, y + 1 };
}

/* Boxes that row `y` did not go on with are done. */
static void close_done(box_reader *r, int y)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->open[i].bottom > y)
            r->open[kept++] = r->open[i];
        else
            close_box(r, &r->open[i]);
    r->count = kept;
}

void fl_pdf_find_boxes(fl_worker *worker, const fl_picture *picture, int page)
{
    box_reader r = { .worker = worker, .picture = picture, .page = page };
    for (int y = 0; y < picture->height; y++) {
        int start = -1;
        for (int x = 0; x <= picture->width; x++) {
            bool black = x < picture->width && is_black(picture, x, y);
            if (black && start < 0)
                start = x;
            if (!black && start >= 0) {
                if (x - start >= NARROW)
                    take_run(&r, start, x, y);
                start = -1;
            }
        }
        close_done(&r, y);
    }
    close_done(&r, picture->height);
}
