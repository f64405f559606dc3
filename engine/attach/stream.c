/*
 * Parts of a package read piece by piece: unpacked and parsed as they come,
 * within limits, without any outside reference.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"
#include "base/limits.h"

#include <libxml/parser.h>

#define CHUNK 32768

struct fl_stream {
    const fl_handler *handler;
    xmlParserCtxt *parser; /* freed at the part's end, or with the arena */
    zip_file_t *file;      /* so are these */
    fl_buf text;           /* since the last tag */
    bool stopped, declared;
};

/* ---- attributes ------------------------------------------------------------------ */

fl_str fl_attr_of(const fl_attrs *attrs, const char *name)
{
    for (int i = 0; i < attrs->count; i++) {
        const unsigned char **a = attrs->items + (ptrdiff_t)5 * i;
        if (strcmp((const char *)a[0], name) == 0)
            return (fl_str){ (const char *)a[3], (size_t)(a[4] - a[3]) };
    }
    return (fl_str){ "", 0 };
}

bool fl_attr_on(const fl_attrs *attrs, const char *name)
{
    fl_str value = fl_attr_of(attrs, name);
    return fl_str_is(value, "1") || fl_str_is(value, "true") ||
           fl_str_is(value, "on");
}

uint32_t fl_attr_number(const fl_attrs *attrs, const char *name, uint32_t other)
{
    return fl_str_number(fl_attr_of(attrs, name), 9, other);
}

/* ---- events ------------------------------------------------------------------------- */

/* NOLINTNEXTLINE(readability-function-size): libxml2 gives the parameters */
static void opened(void *data, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri, int namespaces, const xmlChar **pairs,
                   int count, int defaulted, const xmlChar **items)
{
    (void)prefix;
    (void)uri;
    (void)namespaces;
    (void)pairs;
    (void)defaulted;
    fl_stream *s = data;
    fl_attrs attrs = { items, count };
    if (s->stopped)
        return;
    fl_buf_clear(&s->text);
    if (s->handler->open)
        s->handler->open(s, s->handler->data, (const char *)name, &attrs);
}

static void closed(void *data, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    (void)prefix;
    (void)uri;
    fl_stream *s = data;
    if (s->stopped)
        return;
    if (s->handler->close)
        s->handler->close(s, s->handler->data, (const char *)name,
                          fl_buf_str(&s->text));
    fl_buf_clear(&s->text);
}

static void said(void *data, const xmlChar *text, int len)
{
    fl_stream *s = data;
    fl_str piece = { (const char *)text, (size_t)len };
    if (s->handler->said && !s->stopped)
        s->handler->said(s->handler->data, piece);
    else
        fl_buf_add(&s->text, piece);
}

/* No office file has a document type: whoever writes one wants entities. */
static void declared(void *data, const xmlChar *name, const xmlChar *id,
                     const xmlChar *system)
{
    (void)name;
    (void)id;
    (void)system;
    fl_stream *s = data;
    s->declared = true;
    fl_stream_stop(s);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): libxml2 gives the type */
static void hush(void *data, xmlError *error)
{
    (void)data;
    (void)error;
}

void fl_stream_stop(fl_stream *stream)
{
    stream->stopped = true;
    xmlStopParser(stream->parser);
}

/* ---- a part --------------------------------------------------------------------------- */

/* A package may have many parts: what one took is not kept. */
static void release(void *stream)
{
    fl_stream *s = stream;
    if (s->parser) {
        if (s->parser->myDoc)
            xmlFreeDoc(s->parser->myDoc);
        xmlFreeParserCtxt(s->parser);
    }
    if (s->file)
        zip_fclose(s->file);
    s->parser = NULL;
    s->file = NULL;
    fl_buf_dispose(&s->text);
}

bool fl_has_part(const fl_inspection *in, const char *name)
{
    return zip_name_locate(in->package.zip, name, 0) >= 0;
}

/* Why the part may not be read, or NULL. Sizes that a package states are not
 * to be trusted: what is really unpacked counts, in feed(). */
static const char *refused(const fl_inspection *in, zip_uint64_t index)
{
    zip_stat_t stat;
    if (zip_stat_index(in->package.zip, index, 0, &stat) != 0)
        return "the package is damaged";
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        stat.encryption_method != ZIP_EM_NONE)
        return "it is encrypted";
    if ((stat.valid & ZIP_STAT_SIZE) && stat.size > FL_LIMIT_SHEET_BYTES)
        return "it is too large when unpacked";
    return NULL;
}

/* NULL, or why the part could not be read to its end. */
static const char *feed(fl_inspection *in, fl_stream *s)
{
    char chunk[CHUNK];
    zip_int64_t got = 0;
    zip_uint64_t all = 0;
    while (!s->stopped && (got = zip_fread(s->file, chunk, CHUNK)) > 0) {
        all += (zip_uint64_t)got;
        in->streamed += (zip_uint64_t)got;
        if (all > FL_LIMIT_SHEET_BYTES ||
            in->streamed > FL_LIMIT_WORKBOOK_BYTES)
            return "it is too large when unpacked";
        int bad = xmlParseChunk(s->parser, chunk, (int)got, 0);
        if (s->text.failed)
            fl_arena_fail(in->arena);
        if (bad != 0 && !s->stopped)
            return "it is not well-formed XML";
    }
    if (s->declared)
        return "it has a document type declaration, which no office file has";
    if (got < 0)
        return "the package is damaged";
    if (!s->stopped && xmlParseChunk(s->parser, chunk, 0, 1) != 0)
        return "it is not well-formed XML";
    return NULL;
}

bool fl_stream_part(fl_inspection *in, const char *name,
                    const fl_handler *handler)
{
    zip_int64_t index = zip_name_locate(in->package.zip, name, 0);
    if (index < 0)
        return false;
    const char *why = refused(in, (zip_uint64_t)index);
    fl_stream *s = FL_NEW(in->arena, fl_stream);
    s->handler = handler;
    fl_arena_defer(in->arena, release, s);
    if (!why)
        s->file = zip_fopen_index(in->package.zip, (zip_uint64_t)index, 0);
    if (!s->file) {
        fl_inventory_missed(in->inv, fl_str_from(name),
                            why ? why : "the package is damaged");
        return false;
    }
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
                          .startElementNs = opened,
                          .endElementNs = closed,
                          .characters = said,
                          .cdataBlock = said,
                          .internalSubset = declared,
                          .serror = hush };
    s->parser = xmlCreatePushParserCtxt(&sax, s, NULL, 0, name);
    if (!s->parser)
        fl_arena_fail(in->arena);
    xmlCtxtUseOptions(s->parser, XML_PARSE_NONET);
    why = feed(in, s);
    release(s);
    if (why)
        fl_inventory_missed(in->inv, fl_str_from(name), why);
    return why == NULL;
}

fl_str fl_part_bytes(fl_inspection *in, zip_uint64_t index, const char **why)
{
    zip_stat_t stat;
    fl_str none = { NULL, 0 };
    *why = in->doc->attachments.count < FL_LIMIT_MEMBERS ? refused(in, index)
                                                         : FL_TOO_MANY_MEMBERS;
    if (!*why && (zip_stat_index(in->package.zip, index, 0, &stat) != 0 ||
                  !(stat.valid & ZIP_STAT_SIZE)))
        *why = "the archive is damaged";
    if (!*why && (stat.size > FL_LIMIT_MEMBER_BYTES ||
                  in->streamed + stat.size > 2 * FL_LIMIT_MEMBER_BYTES))
        *why = "it is too large when unpacked";
    if (*why)
        return none;
    char *bytes = fl_arena_alloc(in->arena, (size_t)stat.size + 1);
    zip_file_t *file = zip_fopen_index(in->package.zip, index, 0);
    /* one byte more than there should be, so that the checksum is looked at */
    zip_int64_t got = file ? zip_fread(file, bytes, stat.size + 1) : -1;
    if (file)
        zip_fclose(file);
    in->streamed += stat.size;
    if (got < 0 || (zip_uint64_t)got != stat.size) {
        *why = "the archive is damaged";
        return none;
    }
    return (fl_str){ bytes, (size_t)stat.size };
}
