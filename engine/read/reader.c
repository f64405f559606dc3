/*
 * Finds a draft's format and calls its reader; what no reader may be given
 * is refused here, with the place and the reason.
 * SPDX-License-Identifier: MIT
 */
#include "read/reader.h"

#include "base/limits.h"
#include "base/sink.h"
#include "read/detect.h"
#include "read/formats.h"
#include "read/trail.h"

#include <strings.h>

typedef struct {
    const char *name;
    const char *suffixes; /* each with its dot, a space between; "" when only
                             the content says so */
    fl_read_fn read;
    bool binary;
} format;

static const format formats[] = {
    { "docx", "", fl_read_docx, true },
    { "odt", "", fl_read_odt, true },
    { "html", ".html .htm .xhtml", fl_read_html, true },
#ifdef FL_HAVE_GMIME
    { "eml", ".eml", fl_read_eml, true },
#endif
    { "markdown", ".md .markdown", fl_read_markdown, false },
#ifdef FL_HAVE_POPPLER
    { "pdf", "", fl_read_pdf, true },
#endif
    { "inventory", "", fl_read_inventory, false },
    { "text", ".txt .text", fl_read_text, false },
};
#define FORMAT_COUNT (sizeof(formats) / sizeof(formats[0]))

static const format *by_name(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

static bool has_suffix(const char *path, const char *suffixes)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    if (!dot || strchr(dot, '/'))
        return false;
    size_t len = strlen(dot);
    for (const char *s = suffixes; *s; s += strcspn(s, " "), s += *s == ' ') {
        size_t n = strcspn(s, " ");
        if (n == len && strncasecmp(dot, s, n) == 0)
            return true;
    }
    return false;
}

static const format *detect(const fl_input *input, fl_detected found)
{
    if (input->format)
        return by_name(input->format);
    if (found.format)
        return by_name(found.format);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (has_suffix(input->path, formats[i].suffixes))
            return &formats[i];
    return by_name("text");
}

static fl_status refuse(const fl_input *input, const char *why,
                        const fl_sink *sink)
{
    fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL, "%s", why);
    return FL_FORMAT;
}

typedef struct {
    size_t line, col; /* from 1, the column in code points */
} position;

static position position_of(const char *bytes, size_t at)
{
    position p = { 1, 1 };
    for (size_t i = 0; i < at; i++) {
        bool cr = bytes[i] == '\r' && bytes[i + 1] != '\n';
        if (bytes[i] == '\n' || cr) {
            p.line++;
            p.col = 1;
        } else {
            p.col += ((unsigned char)bytes[i] & 0xC0) != 0x80;
        }
    }
    return p;
}

static fl_status check_text(const fl_input *input, const fl_sink *sink)
{
    if (input->size >= 2 && (memcmp(input->bytes, "\xff\xfe", 2) == 0 ||
                             memcmp(input->bytes, "\xfe\xff", 2) == 0)) {
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 1, 1, NULL,
                       "this is UTF-16 text; save it as UTF-8");
        return FL_FORMAT;
    }
    size_t bad = fl_utf8_check((fl_str){ input->bytes, input->size });
    if (bad == input->size)
        return FL_OK;
    unsigned char byte = (unsigned char)input->bytes[bad];
    position at = position_of(input->bytes, bad);
    if (byte == 0)
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, at.line, at.col, NULL,
                       "a NUL byte at byte %zu: this is no text", bad + 1);
    else
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, at.line, at.col, NULL,
                       "byte %zu (0x%02x) is not valid UTF-8", bad + 1,
                       (unsigned)byte);
    return FL_FORMAT;
}

/* A format that the caller asks for, or one that this build leaves out. */
static fl_status unknown(const fl_input *input, fl_detected found,
                         const fl_sink *sink)
{
    if (!input->format) {
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL,
                       "this is a file of format %s, which this build does not "
                       "read; save it as .docx or plain text",
                       found.format);
        return FL_FORMAT;
    }
    char known[200] = "";
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        strncat(known, i ? ", " : "", sizeof(known) - strlen(known) - 1);
        strncat(known, formats[i].name, sizeof(known) - strlen(known) - 1);
    }
    fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL,
                   "unknown format \"%s\"; known are %s", input->format, known);
    return FL_USAGE;
}

static fl_status read_document(fl_arena *arena, const fl_input *input,
                               bool trail, fl_document **out,
                               const fl_sink *sink)
{
    *out = NULL;
    if (input->size == 0) {
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL,
                       "the file is empty");
        return FL_FORMAT;
    }
    if (input->size > FL_LIMIT_DRAFT_BYTES) {
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL,
                       "the file has %zu bytes, the limit is %u", input->size,
                       FL_LIMIT_DRAFT_BYTES);
        return FL_LIMIT;
    }
    fl_detected found = fl_detect((fl_str){ input->bytes, input->size });
    const format *f = detect(input, found);
    if (!f)
        return unknown(input, found, sink);
    if (found.refusal)
        return refuse(input, found.refusal, sink);
    fl_status status = f->binary ? FL_OK : check_text(input, sink);
    if (status != FL_OK)
        return status;
    fl_document *doc = FL_NEW(arena, fl_document);
    doc->path = input->path;
    doc->format = f->name;
    doc->source = (fl_str){ input->bytes, input->size };
    if (trail)
        fl_trail_begin(arena, doc);
    bool bom = input->size >= 3 && memcmp(input->bytes, "\xef\xbb\xbf", 3) == 0;
    status = f->read(arena, doc, bom && !f->binary ? 3 : 0, sink);
    if (status != FL_OK)
        return status;
    if (fl_str_trim(doc->text).len == 0) {
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL,
                       "no text in this file");
        return FL_FORMAT;
    }
    *out = doc;
    return FL_OK;
}

fl_status fl_read_document(fl_arena *arena, const fl_input *input,
                           fl_document **out, const fl_sink *sink)
{
    return read_document(arena, input, false, out, sink);
}

fl_status fl_read_with_trail(fl_arena *arena, const fl_input *input,
                             fl_document **out, const fl_sink *sink)
{
    return read_document(arena, input, true, out, sink);
}
