/*
 * The PDF reader: the lines of all pages are one text that is re-flowed like
 * plain text. What stands at the top or bottom of several pages is furniture
 * and doesn't part the sentence that goes on over the page. Places are page
 * and line.
 * SPDX-License-Identifier: MIT
 */
#include "read/pdf.h"

#include "base/sink.h"
#include "read/decode.h"
#include "read/formats.h"
#include "read/lines.h"

/* The parts of a page's height in which headers and footers stand. */
#define MARGIN 0.14f
/* How far apart lines stand between which a blank one is seen, in units of
 * what they usually are. */
#define APART 1.2f
/* The usual distance is the least that so many of a hundred lines have. */
#define USUAL 12
/* So much larger than the text is a heading. */
#define LARGER 1.2f
/* List marks that are joined to their lines; each is a walk over all. */
#define MOST_MARKS 1000

typedef struct {
    fl_pdf_line box;
    fl_str text;
    uint32_t page;  /* from 0 */
    uint32_t start; /* in the text put together */
    bool furniture, blank_before;
} line;

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    const fl_sink *sink;
    fl_str file;
    FL_VEC(fl_pdf_page) pages;
    FL_VEC(line) lines;
    FL_VEC(fl_mark) properties;
    FL_VEC(char) text;
} reader;

/* ---- from the worker ----------------------------------------------------------------- */

static void add_line(reader *r, fl_str bytes)
{
    line *l = FL_PUSH(r->arena, &r->lines);
    memcpy(&l->box, bytes.ptr, sizeof(l->box));
    fl_str raw = fl_str_slice(bytes, sizeof(l->box), bytes.len);
    fl_decoded all = fl_decode_transfer(r->arena, raw, 0, (uint32_t)raw.len,
                                        FL_TRANSFER_NONE);
    l->text =
        fl_str_trim(fl_decode_charset(r->arena, all, (fl_str){ "", 0 }).text);
    l->page = (uint32_t)r->pages.count - 1;
    if (l->text.len == 0)
        r->lines.count--;
}

static bool take(reader *r, char tag, fl_str bytes)
{
    if (tag == FL_PDF_ERROR) {
        fl_sink_report(r->sink, FL_LEVEL_ERROR, r->doc->path, 0, 0, NULL,
                       "%.*s", FL_ARG(bytes));
        return false;
    }
    if (tag == FL_PDF_PAGE && bytes.len == sizeof(fl_pdf_page))
        memcpy(FL_PUSH(r->arena, &r->pages), bytes.ptr, bytes.len);
    else if (tag == FL_PDF_LINE && bytes.len > sizeof(fl_pdf_line) &&
             r->pages.count)
        add_line(r, bytes);
    else if (tag == FL_PDF_AUTHOR || tag == FL_PDF_TITLE)
        *FL_PUSH(r->arena, &r->properties) = (fl_mark){
            .name = fl_str_from(tag == FL_PDF_TITLE ? "title" : "author"),
            .text = bytes
        };
    return true;
}

static fl_status take_all(reader *r)
{
    fl_str records;
    fl_str bytes;
    char tag = '\0';
    fl_status status = fl_worker_run(r->arena, fl_pdf_work, &r->file,
                                     r->doc->path, "PDF", &records, r->sink);
    while (status == FL_OK && fl_worker_next(&records, &tag, &bytes))
        if (!take(r, tag, bytes))
            status = FL_FORMAT;
    return status;
}

/* Pages that show something and hold no text were scanned. */
static fl_status check_pages(reader *r)
{
    size_t at = 0;
    for (uint32_t page = 0; page < r->pages.count; page++) {
        size_t first = at;
        while (at < r->lines.count && r->lines.items[at].page == page)
            at++;
        if (at > first || !r->pages.items[page].pictures || r->doc->partial)
            continue;
        r->doc->partial = true;
        r->doc->partial_why =
            fl_arena_printf(r->arena, "no text on page %u: scanned?",
                            (unsigned)page + 1)
                .ptr;
    }
    if (r->lines.count)
        return FL_OK;
    fl_sink_report(
        r->sink, FL_LEVEL_ERROR, r->doc->path, 0, 0, NULL,
        "no text in this PDF%s",
        r->doc->partial ? ": scanned? text recognition (OCR) can add it" : "");
    return FL_FORMAT;
}

/* ---- list marks ------------------------------------------------------------------------- */

static bool is_lone_mark(fl_str s)
{
    bool bullet = false;
    return s.len < 8 && fl_list_mark(s, &bullet) == s.len;
}

/* The line to the right of a mark, at its height. */
static line *beside(const reader *r, const line *mark)
{
    line *best = NULL;
    for (size_t i = 0; i < r->lines.count; i++) {
        line *l = &r->lines.items[i];
        float top = l->box.top > mark->box.top ? l->box.top : mark->box.top;
        float bottom =
            l->box.bottom < mark->box.bottom ? l->box.bottom : mark->box.bottom;
        float height = mark->box.bottom - mark->box.top;
        if (l == mark || l->page != mark->page || l->text.len == 0 ||
            bottom - top < height * 0.6f || l->box.left < mark->box.right - 1 ||
            (best && best->box.left <= l->box.left))
            continue;
        best = l;
    }
    return best;
}

/* Poppler may give the marks of a list as a column of their own. */
static void join_marks(reader *r)
{
    size_t kept = 0;
    size_t marks = 0;
    for (size_t i = 0; i < r->lines.count && marks < MOST_MARKS; i++) {
        line *l = &r->lines.items[i];
        line *to = is_lone_mark(l->text) ? beside(r, l) : NULL;
        if (!to)
            continue;
        marks++;
        to->text = fl_arena_printf(r->arena, "%.*s %.*s", FL_ARG(l->text),
                                   FL_ARG(to->text));
        to->box.left = l->box.left;
        l->text.len = 0;
    }
    for (size_t i = 0; i < r->lines.count; i++)
        if (r->lines.items[i].text.len)
            r->lines.items[kept++] = r->lines.items[i];
    r->lines.count = kept;
}

/* ---- headers and footers ---------------------------------------------------------------- */

static bool in_margin(const reader *r, const line *l)
{
    float height = r->pages.items[l->page].height;
    return l->box.bottom < height * MARGIN ||
           l->box.top > height * (1 - MARGIN);
}

/* The same but for the figures in it, at about the same height. */
static bool alike(const line *a, const line *b)
{
    fl_str s = a->text;
    fl_str t = b->text;
    size_t i = 0;
    size_t k = 0;
    if (a->box.top > b->box.top + 6 || b->box.top > a->box.top + 6)
        return false;
    while (i < s.len && k < t.len) {
        if (fl_is_digit(s.ptr[i]) && fl_is_digit(t.ptr[k])) {
            while (i < s.len && fl_is_digit(s.ptr[i]))
                i++;
            while (k < t.len && fl_is_digit(t.ptr[k]))
                k++;
        } else if (s.ptr[i++] != t.ptr[k++]) {
            return false;
        }
    }
    return i == s.len && k == t.len;
}

/* "Page 3 of 7", "3", "- 3 -". */
static bool is_page_number(fl_str s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++)
        digits += fl_is_digit(s.ptr[i]);
    bool page =
        fl_str_starts(s, FL_STR("Page ")) || fl_str_starts(s, FL_STR("page "));
    return digits > 0 && digits <= 8 && s.len <= (page ? 20u : digits + 6) &&
           (page || !fl_is_alpha(s.ptr[0]));
}

static void mark_furniture(reader *r)
{
    size_t before = 0; /* first line of the page before */
    size_t first = 0;  /* of this one */
    for (size_t i = 0; i < r->lines.count; i++) {
        line *l = &r->lines.items[i];
        if (i > 0 && l->page != l[-1].page) {
            before = first;
            first = i;
        }
        if (!in_margin(r, l))
            continue;
        bool low = l->box.top > r->pages.items[l->page].height / 2;
        l->furniture = l->furniture || (low && is_page_number(l->text));
        for (size_t k = before; k < first; k++) {
            line *other = &r->lines.items[k];
            if (!in_margin(r, other) || !alike(l, other))
                continue;
            l->furniture = true;
            other->furniture = true;
        }
    }
}

/* ---- one text -------------------------------------------------------------------------- */

static void append(reader *r, fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        *FL_PUSH(r->arena, &r->text) = s.ptr[i];
}

/* Where the text begins that stands furthest to the left. */
static float left_edge(const reader *r)
{
    float left = 1e6f;
    for (size_t i = 0; i < r->lines.count; i++)
        if (r->lines.items[i].box.left < left)
            left = r->lines.items[i].box.left;
    return left;
}

/* Spaces for the indentation: a letter is about half as wide as high. */
static void append_indent(reader *r, const line *l, float left)
{
    float height = l->box.bottom - l->box.top;
    float columns = height > 0 ? (l->box.left - left) / (height * 0.5f) : 0;
    for (int i = 0; i < 40 && (float)i + 0.5f < columns; i++)
        append(r, FL_STR(" "));
}

/* From line to line, in points; 0 when there is no telling. */
static float usual_pitch(const reader *r)
{
    size_t counts[200] = { 0 }; /* of quarters of a point */
    size_t all = 0;
    for (size_t i = 1; i < r->lines.count; i++) {
        const line *a = &r->lines.items[i - 1];
        float pitch = a[1].box.bottom - a->box.bottom;
        if (a->page != a[1].page || pitch < 4 || pitch >= 49)
            continue;
        counts[(size_t)(pitch * 4 + 0.5f)]++;
        all++;
    }
    for (size_t i = 1; i + 1 < 200 && all > 0; i++) {
        size_t near = counts[i - 1] + counts[i] + counts[i + 1];
        if (counts[i] > 1 && near * 100 >= all * USUAL)
            return (float)i / 4;
    }
    return 0;
}

/* A gap wider than between lines of a paragraph. */
static bool stands_apart(const line *a, const line *b, float pitch)
{
    float height = b->box.bottom - b->box.top;
    if (a->page != b->page)
        return false;
    pitch = pitch > height * 0.8f ? pitch : height * 1.3f;
    return b->box.top < a->box.top ||
           b->box.bottom - a->box.bottom > pitch * APART;
}

static void put_together(reader *r)
{
    const line *last = NULL; /* that isn't furniture */
    float left = left_edge(r);
    float pitch = usual_pitch(r);
    for (size_t i = 0; i < r->lines.count; i++) {
        line *l = &r->lines.items[i];
        l->blank_before = last && !l->furniture && stands_apart(last, l, pitch);
        if (l->blank_before)
            append(r, FL_STR("\n"));
        append_indent(r, l, left);
        l->start = (uint32_t)r->text.count;
        append(r, l->text);
        append(r, FL_STR("\n"));
        last = l->furniture ? last : l;
    }
    *FL_PUSH(r->arena, &r->text) = '\0';
    r->doc->source = (fl_str){ r->text.items, r->text.count - 1 };
}

/* Lines are counted as they are printed, without those that only keep blocks
 * apart. */
static void count_lines(reader *r)
{
    fl_document *doc = r->doc;
    doc->lines.count = 0;
    for (size_t i = 0; i < r->lines.count; i++) {
        const line *l = &r->lines.items[i];
        while (doc->pages.count <= l->page)
            *FL_PUSH(r->arena, &doc->pages) = (uint32_t)doc->lines.count;
        *FL_PUSH(r->arena, &doc->lines) = l->start;
    }
}

/* ---- headings ------------------------------------------------------------------------------ */

static float usual_size(const reader *r)
{
    size_t counts[100] = { 0 };
    size_t best = 0;
    for (size_t i = 0; i < r->lines.count; i++) {
        const line *l = &r->lines.items[i];
        float size = l->box.size;
        size_t at = size > 0 && size < 50 ? (size_t)(size * 2) : 0;
        counts[at] += l->text.len;
        best = counts[at] > counts[best] ? at : best;
    }
    return (float)best / 2;
}

/* The printed line that begins at `start`. */
static const line *printed(const reader *r, uint32_t start)
{
    const line *lines = r->lines.items;
    return lines +
           fl_last_at(&lines->start, r->lines.count, sizeof(*lines), start);
}

static bool looks_like_heading(const line *l, float usual)
{
    return (l->box.bold || l->box.size > usual * LARGER) &&
           fl_may_be_heading(l->text);
}

/* Bold or large type that no line of the same goes on from. */
static void settle_types(const reader *r, fl_lines *all)
{
    float usual = usual_size(r);
    for (size_t i = 0; i < all->lines.count; i++) {
        fl_line *l = &all->lines.items[i];
        if (l->kind != FL_LINE_TEXT || l->furniture || l->gap)
            continue;
        const line *own = printed(r, l->start);
        const line *end = r->lines.items + r->lines.count;
        bool goes_on = own + 1 < end && !own[1].blank_before &&
                       own[1].box.bold == own->box.bold &&
                       own[1].box.size == own->box.size &&
                       own[1].page == own->page;
        if (looks_like_heading(own, usual) && !goes_on)
            l->heading = own->box.size > usual * LARGER ? 1 : 2;
    }
}

/* ---- the document ---------------------------------------------------------------------------- */

/* Takes the furniture out of the flow; it comes last. */
static void part_furniture(const reader *r, fl_lines *all, fl_lines *furniture)
{
    size_t kept = 0;
    *furniture = *all;
    furniture->lines.items = NULL;
    furniture->lines.count = furniture->lines.cap = 0;
    for (size_t i = 0; i < all->lines.count; i++) {
        fl_line l = all->lines.items[i];
        bool blank = l.kind == FL_LINE_BLANK;
        if (!blank && printed(r, l.start)->furniture) {
            l.furniture = true;
            *FL_PUSH(all->arena, &furniture->lines) = l;
            *FL_PUSH(all->arena, &furniture->lines) =
                (fl_line){ .kind = FL_LINE_BLANK, .start = l.end };
        } else {
            all->lines.items[kept++] = l;
        }
    }
    all->lines.count = kept;
}

fl_status fl_read_pdf(fl_arena *arena, fl_document *doc, uint32_t from,
                      const fl_sink *sink)
{
    (void)from;
    reader *r = FL_NEW(arena, reader);
    *r = (reader){
        .arena = arena, .doc = doc, .sink = sink, .file = doc->source
    };
    fl_status status = take_all(r);
    if (status == FL_OK)
        status = check_pages(r);
    if (status != FL_OK)
        return status;
    join_marks(r);
    mark_furniture(r);
    put_together(r);
    fl_lines lines;
    fl_lines furniture;
    fl_builder b;
    fl_lines_read(&lines, doc, arena, 0);
    part_furniture(r, &lines, &furniture);
    fl_pdf_settle_line_ends(&lines);
    settle_types(r, &lines);
    count_lines(r);
    fl_builder_init(&b, arena, doc);
    for (size_t i = 0; i < r->properties.count; i++)
        fl_builder_property(&b, r->properties.items[i].name.ptr,
                            r->properties.items[i].text);
    fl_reflow(&lines, &b);
    fl_reflow(&furniture, &b);
    fl_builder_finish(&b);
    fl_settle_headings(doc);
    return FL_OK;
}
