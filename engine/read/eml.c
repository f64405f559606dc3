/*
 * The mail reader: header fields, then the body in its plain form if it has
 * one; attachments are kept with the document. A worker takes the mail apart;
 * decoding is done here, so that every word keeps its place in the source.
 * SPDX-License-Identifier: MIT
 */
#include "base/limits.h"
#include "base/sink.h"
#include "read/decode.h"
#include "read/formats.h"
#include "read/html.h"
#include "read/lines.h"
#include "read/mail.h"
#include "read/reader.h"

#include <strings.h>

typedef struct {
    bool body, flowed, of_text;
    fl_str type, charset, name, bytes;
    fl_transfer transfer;
    uint32_t start, end;
} part;

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    const fl_sink *sink;
    fl_str mail; /* the file's bytes */
    FL_VEC(fl_str) fields;
    FL_VEC(part) parts;
    FL_VEC(char) text;       /* what the readers of text see … */
    FL_VEC(uint32_t) origin; /* … and where it comes from */
} reader;

/* ---- from the worker ---------------------------------------------------------------- */

static uint32_t offset(const reader *r, fl_str bytes)
{
    uint64_t value = fl_worker_value(bytes);
    return value < r->mail.len ? (uint32_t)value : (uint32_t)r->mail.len;
}

static void take(reader *r, char tag, fl_str bytes)
{
    if (tag == FL_MAIL_FIELD) {
        *FL_PUSH(r->arena, &r->fields) = bytes;
        return;
    }
    if (tag == FL_MAIL_PART) {
        part *new = FL_PUSH(r->arena, &r->parts);
        new->type = new->charset = new->name = (fl_str){ "", 0 };
        new->body = fl_worker_value(bytes) != 0;
    }
    if (r->parts.count == 0)
        return;
    part *p = &r->parts.items[r->parts.count - 1];
    switch (tag) {
    case FL_MAIL_TYPE:
        p->type = bytes;
        break;
    case FL_MAIL_CHARSET:
        p->charset = bytes;
        break;
    case FL_MAIL_NAME:
        p->name = bytes;
        break;
    case FL_MAIL_TRANSFER:
        p->transfer = (fl_transfer)fl_worker_value(bytes);
        break;
    case FL_MAIL_OF_TEXT:
        p->of_text = fl_worker_value(bytes) != 0;
        break;
    case FL_MAIL_FLOWED:
        p->flowed = fl_worker_value(bytes) != 0;
        break;
    case FL_MAIL_START:
        p->start = offset(r, bytes);
        break;
    case FL_MAIL_END:
        p->end = offset(r, bytes);
        break;
    case FL_MAIL_BYTES:
        p->bytes = bytes;
        break;
    default:
        break;
    }
}

static fl_status take_apart(reader *r)
{
    fl_str records;
    fl_str bytes;
    char tag = '\0';
    fl_status status = fl_worker_run(r->arena, fl_mail_work, &r->mail,
                                     r->doc->path, "mail", &records, r->sink);
    if (status != FL_OK)
        return status;
    while (fl_worker_next(&records, &tag, &bytes)) {
        if (tag == FL_MAIL_ERROR) {
            fl_sink_report(r->sink, FL_LEVEL_ERROR, r->doc->path, 0, 0, NULL,
                           "%.*s", FL_ARG(bytes));
            return FL_FORMAT;
        }
        take(r, tag, bytes);
    }
    return FL_OK;
}

/* ---- the text ------------------------------------------------------------------------- */

static void append(reader *r, fl_decoded d)
{
    for (size_t i = 0; i < d.text.len; i++) {
        *FL_PUSH(r->arena, &r->text) = d.text.ptr[i];
        *FL_PUSH(r->arena, &r->origin) = d.origin[i];
    }
}

static void append_newline(reader *r, uint32_t origin)
{
    *FL_PUSH(r->arena, &r->text) = '\n';
    *FL_PUSH(r->arena, &r->origin) = origin;
}

/* Where the field of that name stands in the mail's head. */
static uint32_t find_field(const reader *r, fl_str field)
{
    const char *colon = memchr(field.ptr, ':', field.len);
    size_t len = colon ? (size_t)(colon - field.ptr) + 1 : 0;
    for (size_t at = 0; len && at + len < r->mail.len;) {
        if (strncasecmp(r->mail.ptr + at, field.ptr, len) == 0)
            return (uint32_t)at;
        const char *stop = memchr(r->mail.ptr + at, '\n', r->mail.len - at);
        size_t next = stop ? (size_t)(stop - r->mail.ptr) + 1 : r->mail.len;
        if (next - at <= 2)
            break; /* an empty line: the head ends */
        at = next;
    }
    return 0;
}

static void append_field(reader *r, fl_str field)
{
    uint32_t at = find_field(r, field);
    bool same = at + field.len <= r->mail.len &&
                memcmp(r->mail.ptr + at, field.ptr, field.len) == 0;
    for (size_t i = 0; i < field.len; i++) {
        bool plain = (unsigned char)field.ptr[i] >= ' ';
        *FL_PUSH(r->arena, &r->text) = plain ? field.ptr[i] : ' ';
        *FL_PUSH(r->arena, &r->origin) = same ? at + (uint32_t)i : at;
    }
    append_newline(r, at + (same ? (uint32_t)field.len : 0));
}

/* Lines that end in a space go on, unless they are quoted or a signature's
 * beginning ("-- "): their ends are taken out. */
static fl_decoded join_flowed(fl_decoded d)
{
    char *text = (char *)(uintptr_t)d.text.ptr; /* the decoder's, and ours */
    size_t len = 0;
    for (size_t i = 0; i < d.text.len; i++) {
        size_t stop = i + (text[i] == '\r' && i + 1 < d.text.len);
        bool soft = text[stop] == '\n' && len > 0 && text[len - 1] == ' ' &&
                    stop + 1 < d.text.len && text[stop + 1] != '>' &&
                    !(len >= 3 && memcmp(text + len - 3, "-- ", 3) == 0);
        if (soft) {
            i = stop;
            continue;
        }
        text[len] = text[i];
        d.origin[len++] = d.origin[i];
    }
    d.origin[len] = d.origin[d.text.len];
    d.text.len = len;
    return d;
}

static fl_decoded decode(const reader *r, const part *p)
{
    fl_decoded d =
        fl_decode_transfer(r->arena, r->mail, p->start, p->end, p->transfer);
    bool html = fl_str_is(p->type, "text/html");
    fl_str charset = p->charset;
    if (html && charset.len == 0)
        charset = fl_html_charset(d.text);
    d = fl_decode_charset(r->arena, d, charset);
    if (p->flowed && !html)
        d = join_flowed(d);
    return d;
}

static void attach(reader *r, const part *p)
{
    fl_attachment a = { .name = p->name,
                        .type = p->type,
                        .bytes = p->bytes,
                        .of_text = p->of_text };
    if (!a.bytes.ptr)
        a.bytes =
            fl_decode_bytes(r->arena, r->mail, p->start, p->end, p->transfer);
    a.size = a.bytes.len;
    a.name = fl_arena_dup(r->arena, a.name); /* for the public API: they end */
    a.type = fl_arena_dup(r->arena, a.type); /* in a NUL */
    *FL_PUSH(r->arena, &r->doc->attachments) = a;
}

/* ---- the document ---------------------------------------------------------------------- */

typedef struct {
    uint32_t from, end;
    bool html;
} span;

typedef FL_VEC(span) spans;

/* Header fields go with the first part when it is plain text. */
static fl_status gather(reader *r, spans *out)
{
    for (size_t i = 0; i < r->fields.count; i++)
        append_field(r, r->fields.items[i]);
    append_newline(r, 0);
    *FL_PUSH(r->arena, out) = (span){ 0, (uint32_t)r->text.count, false };
    for (size_t i = 0; i < r->parts.count; i++) {
        const part *p = &r->parts.items[i];
        if (!p->body) {
            attach(r, p);
            continue;
        }
        if (p->end - p->start > FL_LIMIT_MAIL_TEXT) {
            fl_sink_report(r->sink, FL_LEVEL_ERROR, r->doc->path, 0, 0, NULL,
                           "its text has %u bytes, the limit is %u",
                           p->end - p->start, FL_LIMIT_MAIL_TEXT);
            return FL_LIMIT;
        }
        uint32_t from = (uint32_t)r->text.count;
        r->doc->coded |= p->transfer == FL_TRANSFER_BASE64;
        append(r, decode(r, p));
        append_newline(r, p->end);
        bool html = fl_str_is(p->type, "text/html");
        if (!html && !out->items[out->count - 1].html)
            out->items[out->count - 1].end = (uint32_t)r->text.count;
        else
            *FL_PUSH(r->arena, out) =
                (span){ from, (uint32_t)r->text.count, html };
    }
    *FL_PUSH(r->arena, &r->origin) = (uint32_t)r->mail.len;
    return FL_OK;
}

static fl_status read_spans(reader *r, const spans *all)
{
    fl_builder b;
    fl_builder_init(&b, r->arena, r->doc);
    for (size_t i = 0; i < all->count; i++) {
        const span *s = &all->items[i];
        if (s->html) {
            fl_status status = fl_html_read(&b, s->from, s->end, r->sink);
            if (status != FL_OK)
                return status;
        } else {
            fl_lines lines;
            fl_lines_read_mail(&lines, r->doc, r->arena, s->from, s->end);
            fl_reflow(&lines, &b);
        }
    }
    fl_builder_finish(&b);
    fl_html_settle(r->doc);
    fl_settle_headings(r->doc);
    return FL_OK;
}

fl_status fl_read_eml(fl_arena *arena, fl_document *doc, uint32_t from,
                      const fl_sink *sink)
{
    (void)from;
    reader *r = FL_NEW(arena, reader);
    *r = (reader){
        .arena = arena, .doc = doc, .sink = sink, .mail = doc->source
    };
    spans all = { 0 };
    fl_status status = take_apart(r);
    if (status == FL_OK)
        status = gather(r, &all);
    if (status != FL_OK)
        return status;
    fl_decoded decoded = { .text = { r->text.items, r->text.count },
                           .origin = r->origin.items };
    doc->source = decoded.text;
    status = read_spans(r, &all);
    if (status != FL_OK)
        return status;
    fl_mail_recipients(arena, doc, r->fields.items, r->fields.count);
    fl_document_remap(doc, arena, decoded);
    doc->source = r->mail;
    doc->encloses = true;
    doc->single_bytes = fl_utf8_check(r->mail) < r->mail.len;
    fl_document_split(doc, arena);
    doc->columns.count = 0;
    fl_document_count(doc, arena);
    return FL_OK;
}
