/*
 * Escaping for every output format. Letters and file names are not to be
 * trusted: they may hold mark-up, control characters and invalid UTF-8.
 * Each function appends to `out`.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_ESCAPE_H
#define FL_REPORT_ESCAPE_H

#include "base/buf.h"

/* Bytes of the code point at s.ptr[at]; 0 when they are no valid UTF-8. */
size_t fl_utf8_width(fl_str s, size_t at);
/* `s` with each invalid byte as U+FFFD. */
void fl_add_utf8(fl_buf *out, fl_str s);
/* For element content and quoted attributes, in XML 1.0 and HTML alike. What
 * XML may not hold at all (controls but tab and newline, U+FFFE, U+FFFF, invalid
 * bytes) comes out as U+FFFD; in attributes tab and newline survive as
 * references. */
void fl_add_xml(fl_buf *out, fl_str s);
/* As fl_add_xml(), the first letter in upper case where it is ASCII. */
void fl_add_xml_sentence(fl_buf *out, fl_str s);
/* A file name as a relative URI reference: forward slashes, no leading "./",
 * every byte that is not unreserved percent-encoded; an absolute one as a file
 * URI. */
void fl_add_uri(fl_buf *out, fl_str path);
/* A file name for tools that want one relative to the repository: no leading
 * "./", invalid bytes as U+FFFD. */
fl_str fl_plain_path(const char *path);
/* Workflow commands: the message, and the values of properties. */
void fl_add_command_text(fl_buf *out, fl_str s);
void fl_add_command_value(fl_buf *out, fl_str s);
/* Plain text inside Markdown. */
void fl_add_markdown(fl_buf *out, fl_str s);
/* An address for a Markdown link's <…>: what would end it is percent-encoded. */
void fl_add_link(fl_buf *out, fl_str url);
/* True for addresses that may stand in a link: http and https. */
bool fl_is_web_address(fl_str url);

#endif
