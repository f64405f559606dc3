/*
 * PDF: what a worker tells of it becomes traits.
 * SPDX-License-Identifier: MIT
 */
#include "attach/pdf.h"

#include "attach/inspect.h"
#include "base/sink.h"

/* Words of one page that aren't seen for one reason. */
typedef struct {
    size_t count;
    fl_pdf_word first;
    fl_str sample;
} patch;

typedef struct {
    fl_inspection *in;
    int page;
    patch patches[FL_UNSEEN_TINY + 1];
    size_t boxes; /* of the page */
    fl_pdf_word box;
    uint64_t pending, marked; /* how many; that have a place */
    fl_pdf_word mark;
    bool authored; /* who wrote it is known */
    size_t notes, fields, layers;
    fl_str note, note_at, field, field_at, layer, file;
    fl_status status;
} pdf_reader;

static fl_str page_name(const pdf_reader *r, int page)
{
    return fl_arena_printf(r->in->arena, "page %d", page);
}

static fl_str box_name(const pdf_reader *r, const fl_pdf_word *box)
{
    return fl_arena_printf(r->in->arena, "page %d, box %.0f,%.0f to %.0f,%.0f",
                           box->page, (double)box->left, (double)box->top,
                           (double)box->right, (double)box->bottom);
}

static void tell_boxes(pdf_reader *r)
{
    if (r->boxes)
        fl_inspect_add(r->in, FL_TRAIT_REDACTION, box_name(r, &r->box),
                       fl_str_from(fl_redaction_words[FL_REDACTION_BOX]),
                       r->boxes, "black box", FL_STR(""));
    r->boxes = 0;
}

/* A page is over: tells of its words that aren't seen. */
static void close_page(pdf_reader *r)
{
    static const fl_trait_kind kinds[] = { FL_TRAIT_COVERED_TEXT,
                                           FL_TRAIT_INVISIBLE_TEXT,
                                           FL_TRAIT_INVISIBLE_TEXT };
    static const char *const names[] = { "", "in the colour of the paper",
                                         "too small to read" };
    tell_boxes(r);
    for (int how = 0; how <= FL_UNSEEN_TINY; how++) {
        patch *p = &r->patches[how];
        if (p->count == 0)
            continue;
        fl_str where = box_name(r, &p->first);
        fl_inspect_add(r->in, kinds[how], where, fl_str_from(names[how]),
                       p->count, "word", p->sample);
        *p = (patch){ 0 };
    }
}

/* Words one behind the other make one box. */
static void take_word(pdf_reader *r, fl_str bytes)
{
    fl_pdf_word word;
    if (bytes.len < sizeof(word))
        return;
    memcpy(&word, bytes.ptr, sizeof(word));
    fl_str text = fl_str_slice(bytes, sizeof(word), bytes.len);
    patch *p = &r->patches[word.how <= FL_UNSEEN_TINY ? word.how : 0];
    if (p->count++ == 0) {
        p->first = word;
        p->sample = fl_mask_text(r->in->arena, text);
    } else if (word.top < p->first.bottom && word.bottom > p->first.top) {
        p->first.left = word.left < p->first.left ? word.left : p->first.left;
        p->first.right =
            word.right > p->first.right ? word.right : p->first.right;
    }
}

static void take_text(const pdf_reader *r, fl_str text, bool hidden)
{
    fl_inspect_piece(r->in, &(fl_text_piece){ .text = text,
                                              .within = page_name(r, r->page),
                                              .hidden = hidden });
}

static void take_first(const pdf_reader *r, size_t *count, fl_str *sample,
                       fl_str *at, fl_str text)
{
    if ((*count)++ == 0) {
        *sample = fl_mask_text(r->in->arena, text);
        *at = page_name(r, r->page);
    }
}

static void take_number(pdf_reader *r, char tag, uint64_t n)
{
    fl_str all = FL_STR("");
    if (tag == FL_PDFA_PAGE) {
        close_page(r);
        r->page = (int)n;
    } else if (tag == FL_PDFA_UNDRAWN) {
        fl_inventory_missed(r->in->inv, page_name(r, (int)n),
                            "it could not be drawn in the time that there is");
    } else if (tag == FL_PDFA_PENDING) {
        r->pending = n;
    } else if (tag == FL_PDFA_VERSIONS && n > 0) {
        fl_inspect_add(r->in, FL_TRAIT_EARLIER_VERSION, all, all, (size_t)n,
                       "earlier version", all);
    }
}

static void take_file(pdf_reader *r, fl_str bytes)
{
    fl_inventory_add(r->in->inv, (fl_trait){ .kind = FL_TRAIT_EMBEDDED,
                                             .where = r->file,
                                             .what = FL_STR("an attached file"),
                                             .count = 1,
                                             .hidden = true });
    fl_inspect_member(r->in, r->file, bytes, NULL);
}

/* What it says is looked through, whether it tells something by being there
 * (`name`) or not. */
static void take_property(const pdf_reader *r, const char *name, fl_str text)
{
    const char *where = "document properties";
    fl_inspect_piece(r->in, &(fl_text_piece){ .text = text,
                                              .within = fl_str_from(where),
                                              .hidden = true });
    if (name)
        fl_inspect_property(r->in, where, fl_str_from(name), text);
}

static void take(pdf_reader *r, char tag, fl_str bytes)
{
    switch (tag) {
    case FL_PDFA_ERROR:
        fl_sink_report(r->in->sink, FL_LEVEL_ERROR, r->in->doc->path, 0, 0,
                       NULL, "%.*s", FL_ARG(bytes));
        r->status = FL_FORMAT;
        break;
    case FL_PDFA_WORD:
        take_word(r, bytes);
        break;
    case FL_PDFA_BOX:
        if (bytes.len == sizeof(r->box) && r->boxes++ == 0)
            memcpy(&r->box, bytes.ptr, sizeof(r->box));
        break;
    case FL_PDFA_MARKED:
        if (bytes.len == sizeof(r->mark) && r->marked++ == 0)
            memcpy(&r->mark, bytes.ptr, sizeof(r->mark));
        break;
    case FL_PDFA_SEEN:
    case FL_PDFA_UNSEEN:
        take_text(r, bytes, tag == FL_PDFA_UNSEEN);
        break;
    case FL_PDFA_NOTE:
        take_first(r, &r->notes, &r->note, &r->note_at, bytes);
        take_text(r, bytes, true);
        break;
    case FL_PDFA_FORM:
        take_first(r, &r->fields, &r->field, &r->field_at, bytes);
        break;
    case FL_PDFA_LAYER:
        if (r->layers++ == 0)
            r->layer = fl_arena_dup(r->in->arena, bytes);
        break;
    case FL_PDFA_FILE:
        r->file = fl_arena_dup(r->in->arena, bytes);
        break;
    case FL_PDFA_BYTES:
        take_file(r, bytes);
        break;
    case FL_PDFA_AUTHOR:
        r->authored = true;
        take_property(r, "author", bytes);
        break;
    case FL_PDFA_TITLE: /* of the file that it was made of, perhaps */
        take_property(r, fl_is_path(bytes) ? "path" : NULL, bytes);
        break;
    case FL_PDFA_SUBJECT:
        take_property(r, "description", bytes);
        break;
    case FL_PDFA_KEYWORDS:
        take_property(r, "keywords", bytes);
        break;
    case FL_PDFA_BOOKMARK:
        fl_inspect_piece(r->in, &(fl_text_piece){ .text = bytes,
                                                  .within = FL_STR("bookmarks"),
                                                  .hidden = true });
        break;
    case FL_PDFA_XMP:
        bytes = fl_xmp_creator(bytes);
        if (bytes.len && !r->authored)
            take_property(r, "author", bytes);
        break;
    default:
        take_number(r, tag, fl_worker_value(bytes));
        break;
    }
}

static void tell_rest(const pdf_reader *r)
{
    fl_str none = FL_STR("");
    if (r->pending) /* where there are others too, no place is sure */
        fl_inspect_add(r->in, FL_TRAIT_REDACTION_PENDING,
                       r->marked == r->pending ? box_name(r, &r->mark) : none,
                       none, (size_t)r->pending, "place", none);
    if (r->notes)
        fl_inspect_add(r->in, FL_TRAIT_COMMENT, r->note_at, none, r->notes,
                       "remark", r->note);
    if (r->fields)
        fl_inspect_add(r->in, FL_TRAIT_FORM_DATA, r->field_at, none, r->fields,
                       "filled field", r->field);
    if (r->layers)
        fl_inspect_add(r->in, FL_TRAIT_LAYER, none, r->layer, r->layers,
                       "layer", none);
}

fl_status fl_inspect_pdf(fl_inspection *in)
{
    pdf_reader *r = FL_NEW(in->arena, pdf_reader);
    fl_str file = in->doc->source;
    fl_str records = { "", 0 };
    r->in = in;
    r->status = fl_worker_run(in->arena, fl_pdf_inspect, &file, in->doc->path,
                              "PDF", &records, in->sink);
    char tag = '\0';
    fl_str bytes;
    while (r->status == FL_OK && fl_worker_next(&records, &tag, &bytes))
        take(r, tag, bytes);
    close_page(r);
    tell_rest(r);
    return r->status;
}
