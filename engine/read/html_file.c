/*
 * An HTML file: its charset, and what is settled once T is there.
 * SPDX-License-Identifier: MIT
 */
#include "base/limits.h"
#include "base/sink.h"
#include "read/decode.h"
#include "read/formats.h"
#include "read/html.h"
#include "read/lines.h"
#include "read/reader.h"

void fl_html_settle(fl_document *doc)
{
    for (size_t i = 0; i < doc->blocks.count; i++) {
        size_t last = i;
        while (last < doc->blocks.count &&
               fl_is_mail_field(fl_document_text(doc,
                                                 doc->blocks.items[last].start,
                                                 doc->blocks.items[last].end)))
            last++;
        for (size_t k = i; last > i + 1 && k < last; k++)
            doc->blocks.items[k].kind = FL_BLOCK_MAIL;
        i = last > i ? last - 1 : i;
    }
}

/* The charset that the bytes are in: by their mark, else as declared. */
static fl_str charset_of(fl_str s)
{
    if (fl_str_starts(s, FL_STR("\xff\xfe")) ||
        fl_str_starts(s, FL_STR("\xfe\xff")))
        return FL_STR("UTF-16");
    return fl_utf8_check(s) < s.len ? fl_html_charset(s) : (fl_str){ "", 0 };
}

static fl_status read_decoded(fl_document *doc, fl_arena *arena,
                              const fl_sink *sink)
{
    fl_builder b;
    fl_builder_init(&b, arena, doc);
    fl_status status = fl_html_read(&b, 0, (uint32_t)doc->source.len, sink);
    if (status != FL_OK)
        return status;
    fl_builder_finish(&b);
    fl_html_settle(doc);
    fl_settle_headings(doc);
    return FL_OK;
}

fl_status fl_read_html(fl_arena *arena, fl_document *doc, uint32_t from,
                       const fl_sink *sink)
{
    fl_str source = doc->source;
    bool utf8 = fl_utf8_check(source) == source.len;
    if (fl_str_starts(source, FL_STR("\xef\xbb\xbf")))
        from = 3;
    fl_decoded decoded = { .origin = NULL };
    if (!utf8 && source.len > FL_LIMIT_MAIL_TEXT) {
        fl_sink_report(sink, FL_LEVEL_ERROR, doc->path, 0, 0, NULL,
                       "it is no UTF-8 and has %zu bytes, the limit is %u",
                       source.len, FL_LIMIT_MAIL_TEXT);
        return FL_LIMIT;
    }
    if (!utf8) {
        decoded = fl_decode_transfer(arena, source, from, (uint32_t)source.len,
                                     FL_TRANSFER_NONE);
        decoded = fl_decode_charset(arena, decoded, charset_of(source));
        doc->source = decoded.text;
    }
    fl_document_split(doc, arena);
    fl_status status = read_decoded(doc, arena, sink);
    if (status != FL_OK || utf8)
        return status;
    fl_document_remap(doc, arena, decoded);
    doc->source = source;
    doc->single_bytes = true;
    fl_document_split(doc, arena);
    doc->columns.count = 0;
    fl_document_count(doc, arena);
    return FL_OK;
}
