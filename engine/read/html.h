/*
 * HTML as a row of tokens with their places in the source. Why no library: the
 * HTML parsers of libxml2 and of the like keep no byte offsets of text, and a
 * finding must name line and column; reading a letter needs no repaired tree.
 * The rules are those of the HTML standard's tokenizer, in one pass.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_HTML_H
#define FL_READ_HTML_H

#include "read/builder.h"

typedef enum {
    FL_HTML_END, /* of the input */
    FL_HTML_TEXT,
    FL_HTML_ENTITY, /* "&amp;": `text` is what it stands for */
    FL_HTML_OPEN,
    FL_HTML_CLOSE
} fl_html_kind;

typedef struct {
    fl_html_kind kind;
    uint32_t start, end; /* bytes of the source */
    fl_str text;         /* of text: the source's; of an entity: the token's */
    char name[16];       /* of a tag in lower case, cut to 15 letters */
    fl_str attributes;   /* of a tag, as they stand */
    char decoded[8];
} fl_html_token;

typedef struct {
    fl_str source;
    uint32_t at, end;
} fl_html;

/* Tokens of source[from..end). Comments and declarations yield none. */
void fl_html_begin(fl_html *html, fl_str source, uint32_t from, uint32_t end);
/* The next one; of kind FL_HTML_END for ever once the input is used up. */
void fl_html_next(fl_html *html, fl_html_token *token);
/* Moves behind the end tag of the element that has just been opened, whose
 * content is no markup (script); to the end when there is none. */
void fl_html_skip_raw(fl_html *html, const char *name);
/* The value of an attribute as it stands (entities not decoded); false when
 * the tag has none of that name (in lower case). */
bool fl_html_attribute(const fl_html_token *tag, const char *name,
                       fl_str *value);
/* `s` holds `what` (in lower case), whatever the case of `s`. */
bool fl_html_holds(fl_str s, const char *what);
/* "a &amp; b" to "a & b", in the arena. */
fl_str fl_html_decode(fl_arena *arena, fl_str s);
/* The charset that a document declares near its beginning; "" none. */
fl_str fl_html_charset(fl_str source);

/* ---- html.c ----------------------------------------------------------------- */

/* Reads doc->source[from..end) into blocks of `b`. */
fl_status fl_html_read(fl_builder *b, uint32_t from, uint32_t end,
                       const fl_sink *sink);
/* Once T is there: runs of header fields head a message of a chain of mail. */
void fl_html_settle(fl_document *doc);

#endif
