/*
 * In the worker: GMime takes a mail apart. Nothing is decoded here but header
 * fields; the parent does that, so that places are kept.
 * SPDX-License-Identifier: MIT
 */
#include "read/mail.h"

#include "base/limits.h"
#include "read/decode.h"

#include <gmime/gmime.h>

typedef struct {
    fl_worker *worker;
    int parts;
} walker;

static void complain(walker *w, const char *why)
{
    fl_worker_text(w->worker, FL_MAIL_ERROR, why);
}

static bool is_type(GMimeObject *object, const char *type, const char *sub)
{
    GMimeContentType *own = g_mime_object_get_content_type(object);
    return own && g_mime_content_type_is_type(own, type, sub);
}

static void put_type(walker *w, GMimeObject *object)
{
    GMimeContentType *own = g_mime_object_get_content_type(object);
    char *type = own ? g_mime_content_type_get_mime_type(own) : NULL;
    char *folded = g_ascii_strdown(type ? type : "text/plain", -1);
    fl_worker_text(w->worker, FL_MAIL_TYPE, folded);
    g_free(folded);
    g_free(type);
}

static void put_transfer(walker *w, GMimePart *part)
{
    GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part);
    uint64_t transfer = FL_TRANSFER_NONE;
    if (encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        transfer = FL_TRANSFER_QUOTED;
    else if (encoding == GMIME_CONTENT_ENCODING_BASE64)
        transfer = FL_TRANSFER_BASE64;
    fl_worker_number(w->worker, FL_MAIL_TRANSFER, transfer);
}

static void put_part(walker *w, GMimePart *part, bool body)
{
    GMimeObject *object = GMIME_OBJECT(part);
    const char *charset =
        g_mime_object_get_content_type_parameter(object, "charset");
    const char *format =
        g_mime_object_get_content_type_parameter(object, "format");
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *stream =
        content ? g_mime_data_wrapper_get_stream(content) : NULL;
    if (++w->parts > FL_LIMIT_MAIL_PARTS)
        return;
    fl_worker_number(w->worker, FL_MAIL_PART, body);
    put_type(w, object);
    put_transfer(w, part);
    fl_worker_text(w->worker, FL_MAIL_CHARSET, charset);
    fl_worker_text(w->worker, FL_MAIL_NAME, g_mime_part_get_filename(part));
    fl_worker_number(w->worker, FL_MAIL_FLOWED,
                     format && g_ascii_strcasecmp(format, "flowed") == 0);
    if (stream && stream->bound_end >= stream->bound_start) {
        fl_worker_number(w->worker, FL_MAIL_START,
                         (uint64_t)stream->bound_start);
        fl_worker_number(w->worker, FL_MAIL_END, (uint64_t)stream->bound_end);
    }
}

/* A mail attached to the mail. */
static void put_message(walker *w, GMimeMessagePart *part)
{
    GMimeMessage *message = g_mime_message_part_get_message(part);
    if (!message || ++w->parts > FL_LIMIT_MAIL_PARTS)
        return;
    const char *subject = g_mime_message_get_subject(message);
    char *name = g_strconcat(subject ? subject : "message", ".eml", NULL);
    char *text = g_mime_object_to_string(GMIME_OBJECT(message), NULL);
    fl_worker_number(w->worker, FL_MAIL_PART, 0);
    fl_worker_text(w->worker, FL_MAIL_TYPE, "message/rfc822");
    fl_worker_text(w->worker, FL_MAIL_NAME, name);
    fl_worker_text(w->worker, FL_MAIL_BYTES, text);
    g_free(text);
    g_free(name);
}

static bool is_attached(GMimeObject *object)
{
    const char *disposition = g_mime_object_get_disposition(object);
    if (disposition && g_ascii_strcasecmp(disposition, "attachment") == 0)
        return true;
    return GMIME_IS_PART(object) &&
           g_mime_part_get_filename(GMIME_PART(object)) != NULL;
}

/* It has words, also before it is decoded. */
static bool has_text(GMimeObject *object)
{
    GMimeDataWrapper *content =
        GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object))
                              : NULL;
    GMimeStream *stream =
        content ? g_mime_data_wrapper_get_stream(content) : NULL;
    char start[512];
    ssize_t got = 0;
    if (stream && g_mime_stream_reset(stream) == 0)
        got = g_mime_stream_read(stream, start, sizeof(start));
    for (ssize_t i = 0; i < got; i++)
        if (!fl_is_space(start[i]) && (unsigned char)start[i] > ' ')
            return true;
    return false;
}

/* Of several forms of one text, the plain one if there is anything in it. */
static GMimeObject *best_of(GMimeMultipart *parts)
{
    GMimeObject *best = NULL;
    int count = g_mime_multipart_get_count(parts);
    for (int i = 0; i < count; i++) {
        GMimeObject *object = g_mime_multipart_get_part(parts, i);
        if (is_type(object, "text", "plain") && has_text(object))
            return object;
        if (is_type(object, "text", "html") || GMIME_IS_MULTIPART(object) ||
            !best)
            best = object;
    }
    return best;
}

static void walk(walker *w, GMimeObject *object, int depth);

static void walk_all(walker *w, GMimeMultipart *parts, int depth)
{
    int count = g_mime_multipart_get_count(parts);
    if (is_type(GMIME_OBJECT(parts), "multipart", "encrypted")) {
        complain(w, "this mail is encrypted; save it decrypted");
        return;
    }
    if (is_type(GMIME_OBJECT(parts), "multipart", "alternative")) {
        GMimeObject *best = best_of(parts);
        if (best)
            walk(w, best, depth + 1);
        return;
    }
    for (int i = 0; i < count && w->parts < FL_LIMIT_MAIL_PARTS; i++)
        walk(w, g_mime_multipart_get_part(parts, i), depth + 1);
}

static void walk(walker *w, GMimeObject *object, int depth)
{
    if (depth > FL_LIMIT_MAIL_DEPTH) {
        complain(w, "its parts nest too deeply");
        return;
    }
    if (GMIME_IS_MULTIPART(object)) {
        walk_all(w, GMIME_MULTIPART(object), depth);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        put_message(w, GMIME_MESSAGE_PART(object));
    } else if (GMIME_IS_PART(object)) {
        bool text =
            is_type(object, "text", "plain") || is_type(object, "text", "html");
        if (is_type(object, "application", "pkcs7-mime") ||
            is_type(object, "application", "x-pkcs7-mime"))
            complain(w, "this mail is encrypted or sealed (S/MIME); save it "
                        "decrypted");
        put_part(w, GMIME_PART(object), text && !is_attached(object));
    }
}

static void put_field(walker *w, GMimeMessage *message, const char *name,
                      const char *shown)
{
    GMimeHeaderList *list =
        g_mime_object_get_header_list(GMIME_OBJECT(message));
    GMimeHeader *header = g_mime_header_list_get_header(list, name);
    const char *raw = header ? g_mime_header_get_value(header) : NULL;
    char *value = raw ? g_mime_utils_header_decode_text(NULL, raw) : NULL;
    if (value && *value) {
        char *field = g_strconcat(shown, ": ", value, NULL);
        fl_worker_text(w->worker, FL_MAIL_FIELD, field);
        g_free(field);
    }
    g_free(value);
}

void fl_mail_work(fl_worker *worker, void *data)
{
    const fl_str *mail = data;
    walker w = { .worker = worker };
    g_mime_init();
    GMimeStream *stream =
        g_mime_stream_mem_new_with_buffer(mail->ptr, mail->len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    GMimeObject *root = message ? g_mime_message_get_mime_part(message) : NULL;
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
