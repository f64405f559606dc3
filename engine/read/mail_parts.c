/*
 * In the worker: GMime takes a mail apart. Nothing is decoded here but header
 * fields; the parent does that, so that places are kept.
 * SPDX-License-Identifier: MIT
 */
#include "read/mail.h"

#include "base/buf.h"
#include "base/limits.h"
#include "read/decode.h"
#include "read/library.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <strings.h>

#define SONAME  "libgmime-3.0.so.0"
#define PACKAGE "libgmime-3.0-0"

#define NEEDED(X)                               \
    X(g_free)                                   \
    X(g_mime_content_type_get_mime_type)        \
    X(g_mime_content_type_is_type)              \
    X(g_mime_data_wrapper_get_stream)           \
    X(g_mime_header_get_value)                  \
    X(g_mime_header_list_get_header)            \
    X(g_mime_init)                              \
    X(g_mime_message_get_mime_part)             \
    X(g_mime_message_get_subject)               \
    X(g_mime_message_part_get_message)          \
    X(g_mime_message_part_get_type)             \
    X(g_mime_multipart_get_count)               \
    X(g_mime_multipart_get_part)                \
    X(g_mime_multipart_get_type)                \
    X(g_mime_object_get_content_type)           \
    X(g_mime_object_get_content_type_parameter) \
    X(g_mime_object_get_disposition)            \
    X(g_mime_object_get_header_list)            \
    X(g_mime_object_to_string)                  \
    X(g_mime_parser_construct_message)          \
    X(g_mime_parser_new_with_stream)            \
    X(g_mime_part_get_content)                  \
    X(g_mime_part_get_content_encoding)         \
    X(g_mime_part_get_filename)                 \
    X(g_mime_part_get_type)                     \
    X(g_mime_stream_mem_new_with_buffer)        \
    X(g_mime_stream_read)                       \
    X(g_mime_stream_reset)                      \
    X(g_mime_utils_header_decode_text)          \
    X(g_type_check_instance_is_a)

FL_LIBRARY(lib, NEEDED);

/* GObject's own casts and tests are calls, too. */
static bool is_a(GMimeObject *object, GType type)
{
    return lib.g_type_check_instance_is_a((GTypeInstance *)object, type);
}

typedef struct {
    fl_worker *worker;
    int parts;
} walker;

static void complain(walker *w, const char *why)
{
    fl_worker_text(w->worker, FL_MAIL_ERROR, why);
}

static void put_pair(walker *w, char tag, const char *a, const char *b)
{
    fl_buf both = { 0 };
    fl_buf_puts(&both, a);
    fl_buf_puts(&both, b);
    if (both.failed)
        abort();
    fl_worker_put(w->worker, tag, both.ptr, both.len);
    fl_buf_dispose(&both);
}

static bool is_type(GMimeObject *object, const char *type, const char *sub)
{
    GMimeContentType *own = lib.g_mime_object_get_content_type(object);
    return own && lib.g_mime_content_type_is_type(own, type, sub);
}

static void put_type(walker *w, GMimeObject *object)
{
    GMimeContentType *own = lib.g_mime_object_get_content_type(object);
    char *type = own ? lib.g_mime_content_type_get_mime_type(own) : NULL;
    for (char *c = type; c && *c; c++)
        *c = fl_is_upper(*c) ? (char)(*c | 0x20) : *c;
    fl_worker_text(w->worker, FL_MAIL_TYPE, type ? type : "text/plain");
    lib.g_free(type);
}

static void put_transfer(walker *w, GMimePart *part)
{
    GMimeContentEncoding encoding = lib.g_mime_part_get_content_encoding(part);
    uint64_t transfer = FL_TRANSFER_NONE;
    if (encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        transfer = FL_TRANSFER_QUOTED;
    else if (encoding == GMIME_CONTENT_ENCODING_BASE64)
        transfer = FL_TRANSFER_BASE64;
    fl_worker_number(w->worker, FL_MAIL_TRANSFER, transfer);
}

/* A logo in a signature, a picture among the words: it has a name that the
 * HTML form calls it by, or says that it is shown in its place. */
static bool is_of_text(GMimeObject *object)
{
    const char *disposition = lib.g_mime_object_get_disposition(object);
    GMimeHeaderList *list = lib.g_mime_object_get_header_list(object);
    bool called = lib.g_mime_header_list_get_header(list, "Content-ID");
    bool inlined = disposition && strcasecmp(disposition, "inline") == 0;
    return is_type(object, "image", "*") &&
           (inlined ||
            (called &&
             !(disposition && strcasecmp(disposition, "attachment") == 0)));
}

static void put_part(walker *w, GMimePart *part, bool body)
{
    GMimeObject *object = (GMimeObject *)part;
    const char *charset =
        lib.g_mime_object_get_content_type_parameter(object, "charset");
    const char *format =
        lib.g_mime_object_get_content_type_parameter(object, "format");
    GMimeDataWrapper *content = lib.g_mime_part_get_content(part);
    GMimeStream *stream =
        content ? lib.g_mime_data_wrapper_get_stream(content) : NULL;
    if (++w->parts > FL_LIMIT_MAIL_PARTS)
        return;
    fl_worker_number(w->worker, FL_MAIL_PART, body);
    put_type(w, object);
    put_transfer(w, part);
    fl_worker_text(w->worker, FL_MAIL_CHARSET, charset);
    fl_worker_text(w->worker, FL_MAIL_NAME, lib.g_mime_part_get_filename(part));
    fl_worker_number(w->worker, FL_MAIL_OF_TEXT, is_of_text(object));
    fl_worker_number(w->worker, FL_MAIL_FLOWED,
                     format && strcasecmp(format, "flowed") == 0);
    if (stream && stream->bound_end >= stream->bound_start) {
        fl_worker_number(w->worker, FL_MAIL_START,
                         (uint64_t)stream->bound_start);
        fl_worker_number(w->worker, FL_MAIL_END, (uint64_t)stream->bound_end);
    }
}

/* A mail attached to the mail. */
static void put_message(walker *w, GMimeMessagePart *part)
{
    GMimeMessage *message = lib.g_mime_message_part_get_message(part);
    if (!message || ++w->parts > FL_LIMIT_MAIL_PARTS)
        return;
    const char *subject = lib.g_mime_message_get_subject(message);
    char *text = lib.g_mime_object_to_string((GMimeObject *)message, NULL);
    fl_worker_number(w->worker, FL_MAIL_PART, 0);
    fl_worker_text(w->worker, FL_MAIL_TYPE, "message/rfc822");
    put_pair(w, FL_MAIL_NAME, subject ? subject : "message", ".eml");
    fl_worker_text(w->worker, FL_MAIL_BYTES, text);
    lib.g_free(text);
}

static bool is_attached(GMimeObject *object)
{
    const char *disposition = lib.g_mime_object_get_disposition(object);
    if (disposition && strcasecmp(disposition, "attachment") == 0)
        return true;
    return is_a(object, lib.g_mime_part_get_type()) &&
           lib.g_mime_part_get_filename((GMimePart *)object) != NULL;
}

/* It has words, also before it is decoded. */
static bool has_text(GMimeObject *object)
{
    GMimeDataWrapper *content =
        is_a(object, lib.g_mime_part_get_type())
            ? lib.g_mime_part_get_content((GMimePart *)object)
            : NULL;
    GMimeStream *stream =
        content ? lib.g_mime_data_wrapper_get_stream(content) : NULL;
    char start[512];
    ssize_t got = 0;
    if (stream && lib.g_mime_stream_reset(stream) == 0)
        got = lib.g_mime_stream_read(stream, start, sizeof(start));
    for (ssize_t i = 0; i < got; i++)
        if (!fl_is_space(start[i]) && (unsigned char)start[i] > ' ')
            return true;
    return false;
}

/* Of several forms of one text, the plain one if there is anything in it. */
static GMimeObject *best_of(GMimeMultipart *parts)
{
    GMimeObject *best = NULL;
    int count = lib.g_mime_multipart_get_count(parts);
    for (int i = 0; i < count; i++) {
        GMimeObject *object = lib.g_mime_multipart_get_part(parts, i);
        if (is_type(object, "text", "plain") && has_text(object))
            return object;
        if (is_type(object, "text", "html") ||
            is_a(object, lib.g_mime_multipart_get_type()) || !best)
            best = object;
    }
    return best;
}

static void walk(walker *w, GMimeObject *object, int depth);

static void walk_all(walker *w, GMimeMultipart *parts, int depth)
{
    int count = lib.g_mime_multipart_get_count(parts);
    if (is_type((GMimeObject *)parts, "multipart", "encrypted")) {
        complain(w, "this mail is encrypted; save it decrypted");
        return;
    }
    if (is_type((GMimeObject *)parts, "multipart", "alternative")) {
        GMimeObject *best = best_of(parts);
        if (best)
            walk(w, best, depth + 1);
        return;
    }
    for (int i = 0; i < count && w->parts < FL_LIMIT_MAIL_PARTS; i++)
        walk(w, lib.g_mime_multipart_get_part(parts, i), depth + 1);
}

static void walk(walker *w, GMimeObject *object, int depth)
{
    if (depth > FL_LIMIT_MAIL_DEPTH) {
        complain(w, "its parts nest too deeply");
        return;
    }
    if (is_a(object, lib.g_mime_multipart_get_type())) {
        walk_all(w, (GMimeMultipart *)object, depth);
    } else if (is_a(object, lib.g_mime_message_part_get_type())) {
        put_message(w, (GMimeMessagePart *)object);
    } else if (is_a(object, lib.g_mime_part_get_type())) {
        bool text =
            is_type(object, "text", "plain") || is_type(object, "text", "html");
        if (is_type(object, "application", "pkcs7-mime") ||
            is_type(object, "application", "x-pkcs7-mime"))
            complain(w, "this mail is encrypted or sealed (S/MIME); save it "
                        "decrypted");
        put_part(w, (GMimePart *)object, text && !is_attached(object));
    }
}

static void put_field(walker *w, GMimeMessage *message, const char *name,
                      const char *shown)
{
    GMimeHeaderList *list =
        lib.g_mime_object_get_header_list((GMimeObject *)message);
    GMimeHeader *header = lib.g_mime_header_list_get_header(list, name);
    const char *raw = header ? lib.g_mime_header_get_value(header) : NULL;
    char *value = raw ? lib.g_mime_utils_header_decode_text(NULL, raw) : NULL;
    if (value && *value) {
        fl_buf field = { 0 };
        fl_buf_printf(&field, "%s: ", shown);
        put_pair(w, FL_MAIL_FIELD, fl_buf_str(&field).ptr, value);
        fl_buf_dispose(&field);
    }
    lib.g_free(value);
}

void fl_mail_work(fl_worker *worker, void *data)
{
    const fl_str *mail = data;
    walker w = { .worker = worker };
    if (!FL_LIBRARY_LOAD(lib, SONAME)) {
        complain(&w, "reading mail needs " SONAME " (Debian: " PACKAGE
                     "), which isn't installed");
        return;
    }
    lib.g_mime_init();
    GMimeStream *stream =
        lib.g_mime_stream_mem_new_with_buffer(mail->ptr, mail->len);
    GMimeParser *parser = lib.g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = lib.g_mime_parser_construct_message(parser, NULL);
    GMimeObject *root =
        message ? lib.g_mime_message_get_mime_part(message) : NULL;
    if (!root) {
        complain(&w, "this is no readable mail");
        return;
    }
    put_field(&w, message, "From", "From");
    put_field(&w, message, "Date", "Date");
    put_field(&w, message, "To", "To");
    put_field(&w, message, "Cc", "Cc");
    put_field(&w, message, "Subject", "Subject");
    walk(&w, root, 0);
}
