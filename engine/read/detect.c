/*
 * Formats known by their first bytes, or by the names inside a container.
 * SPDX-License-Identifier: MIT
 */
#include "read/detect.h"

#include "read/inventory.h"
#include "read/ole.h"

#include <strings.h>

/* A name in an OLE container: UTF-16. */
static bool names_wide(fl_str s, const char *what)
{
    char wide[64];
    size_t len = strlen(what);
    for (size_t i = 0; i < len && i < sizeof(wide) / 2; i++) {
        wide[2 * i] = what[i];
        wide[2 * i + 1] = '\0';
    }
    return memmem(s.ptr, s.len, wide, 2 * len) != NULL;
}

static fl_detected read_by(const char *format)
{
    return (fl_detected){ .format = format };
}

static fl_detected refuse(const char *why)
{
    return (fl_detected){ .refusal = why };
}

static uint32_t little(fl_str s, size_t at)
{
    const unsigned char *b = (const unsigned char *)s.ptr + at;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

fl_str fl_zip_directory(fl_str s)
{
    enum { RECORD = 22, SIZE = 12, OFFSET = 16, LONGEST_COMMENT = 65535 };
    size_t least =
        s.len > RECORD + LONGEST_COMMENT ? s.len - RECORD - LONGEST_COMMENT : 0;
    for (size_t at = s.len; at >= least + RECORD; at--) {
        size_t record = at - RECORD;
        if (memcmp(s.ptr + record, "PK\5\6", 4) != 0)
            continue;
        size_t start = little(s, record + OFFSET);
        size_t end = start + little(s, record + SIZE);
        if (start < end && end <= record)
            return fl_str_slice(s, start, end);
    }
    return s;
}

static fl_detected detect_zip(fl_str bytes)
{
    fl_str start = fl_str_slice(bytes, 0, bytes.len < 200 ? bytes.len : 200);
    fl_str s = fl_zip_directory(bytes);
    if (fl_str_holds(start, "application/vnd.oasis.opendocument.text"))
        return read_by("odt");
    if (fl_str_holds(start, "application/vnd.oasis.opendocument."))
        return refuse("this is an OpenDocument file, but no text");
    if (fl_str_holds(s, "word/"))
        return read_by("docx");
    if (fl_str_holds(s, "xl/workbook"))
        return refuse("this is an Excel workbook, no letter");
    if (fl_str_holds(s, "ppt/presentation"))
        return refuse("this is a PowerPoint presentation, no letter");
    if (fl_str_holds(s, "content.xml"))
        return read_by("odt");
    if (fl_str_holds(s, "_rels/.rels"))
        return read_by("docx");
    return refuse(
        "this is a zip archive and no office document, or a damaged one; "
        "unpack it and name the letter in it");
}

/* Kinds of OLE files: by the class of the whole, since one may hold files of
 * the other kinds; where none is said, by the names of its streams. */
static const struct {
    uint32_t classes[2];
    const char *streams[2];
    fl_detected found;
} ole_kinds[] = {
    { { 0x00020d0b, 0x00020d0b },
      { "__substg1.0_", NULL },
      { .refusal = "this is an Outlook message (.msg); save it as .eml, or as "
                   "HTML or text by File, Save As, or give --convert to have "
                   "msgconvert make a mail of it",
        .convert = "msg" } },
    { { 0x00020906, 0x00020906 },
      { "WordDocument", NULL },
      { .refusal = "this is an old Word document; save it as .docx, or give "
                   "--convert to have LibreOffice do that",
        .convert = "doc" } },
    { { 0x00020820, 0x00020810 },
      { "Workbook", "Book" },
      { .refusal = "this is an old Excel workbook (.xls); save it as .xlsx, or "
                   "give --convert to have LibreOffice do that",
        .convert = "xls" } },
    { { 0x64818d10, 0x64818d10 },
      { "PowerPoint Document", NULL },
      { .refusal = "this is an old PowerPoint presentation, which is not read; "
                   "save it as .pdf, notes included, and give that" } },
};

static fl_detected detect_ole(fl_str s)
{
    if (names_wide(s, "EncryptedPackage"))
        return refuse("this is an encrypted office file; save it without a "
                      "password");
    uint32_t class = fl_ole_class(s);
    size_t count = sizeof(ole_kinds) / sizeof(ole_kinds[0]);
    for (size_t i = 0; i < count && class; i++)
        if (ole_kinds[i].classes[0] == class ||
            ole_kinds[i].classes[1] == class)
            return ole_kinds[i].found;
    for (size_t i = 0; i < 2 * count; i++) {
        const char *stream = ole_kinds[i / 2].streams[i % 2];
        if (stream && names_wide(s, stream))
            return ole_kinds[i / 2].found;
    }
    return refuse(
        "this is an old, damaged or password-protected office file; save it "
        "as .docx or .xlsx without a password");
}

static bool starts_with_any_case(fl_str s, const char *what)
{
    size_t len = strlen(what);
    return s.len >= len && strncasecmp(s.ptr, what, len) == 0;
}

static bool is_html(fl_str s)
{
    return starts_with_any_case(s, "<!doctype html") ||
           starts_with_any_case(s, "<html");
}

/* The first lines are header fields, and one of them is a field that only
 * mail in transport has: a letter pasted as text has "From:" at most. */
static bool is_mail(fl_str s)
{
    static const char *const fields[] = { "received:",   "mime-version:",
                                          "message-id:", "return-path:",
                                          "x-mailer:",   NULL };
    bool transport = false;
    for (size_t at = 0, line = 0; at < s.len && line < 200; line++) {
        const char *stop = memchr(s.ptr + at, '\n', s.len - at);
        size_t end = stop ? (size_t)(stop - s.ptr) : s.len;
        fl_str text = fl_str_slice(s, at, end);
        size_t name = 0;
        while (name < text.len &&
               (fl_is_alpha(text.ptr[name]) || text.ptr[name] == '-' ||
                fl_is_digit(text.ptr[name])))
            name++;
        if (fl_str_trim(text).len == 0)
            return transport;
        bool field = name > 0 && name < text.len && text.ptr[name] == ':';
        bool folded = line > 0 && fl_is_space(text.ptr[0]);
        if (!field && !folded)
            return false;
        for (size_t i = 0; fields[i] && field; i++)
            transport = transport || starts_with_any_case(text, fields[i]);
        at = end + 1;
    }
    return transport;
}

fl_detected fl_detect(fl_str s)
{
    static const struct {
        const char *magic;
        size_t len;
    } images[] = { { "\x89PNG", 4 },
                   { "\xff\xd8\xff", 3 },
                   { "GIF8", 4 },
                   { "II*\0", 4 },
                   { "MM\0*", 4 } };
    if (fl_str_starts(s, FL_STR("PK\3\4")))
        return detect_zip(s);
    if (fl_str_starts(s, FL_STR("\xd0\xcf\x11\xe0")))
        return detect_ole(s);
    if (fl_str_starts(s, FL_STR("{\\rtf")))
        return (fl_detected){
            .refusal = "this is an RTF file; save it as .docx, or give "
                       "--convert to have LibreOffice do that",
            .convert = "rtf"
        };
    if (fl_str_holds(fl_str_slice(s, 0, s.len < 1024 ? s.len : 1024), "%PDF-"))
        return read_by("pdf");
    for (size_t i = 0; i < sizeof(images) / sizeof(images[0]); i++)
        if (fl_str_starts(s, (fl_str){ images[i].magic, images[i].len }))
            return refuse("this is an image; a letter has to be text");
    if (fl_str_starts(s, FL_STR("\xef\xbb\xbf")))
        s = fl_str_slice(s, 3, s.len);
    while (s.len > 0 && fl_is_space(s.ptr[0]))
        s = fl_str_slice(s, 1, s.len);
    if (fl_str_starts(s, FL_STR(FL_INVENTORY_HEAD)))
        return read_by("inventory");
    if (is_html(s))
        return read_by("html");
    return is_mail(s) ? read_by("eml") : (fl_detected){ 0 };
}
