/*
 * What a worker tells of a mail: header fields, then its parts in order. The
 * records' tags; each FL_MAIL_PART begins a part, what follows is of it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_MAIL_H
#define FL_READ_MAIL_H

#include "read/document.h"
#include "read/worker.h"

enum {
    FL_MAIL_ERROR = 'q',    /* text: why nothing can be read */
    FL_MAIL_FIELD = 'h',    /* a header field: "From: Ann <a@b>", decoded */
    FL_MAIL_PART = 'p',     /* number: 1 for text to be read, 0 attached */
    FL_MAIL_TYPE = 't',     /* "text/plain", in lower case */
    FL_MAIL_CHARSET = 'c',  /* as it says */
    FL_MAIL_NAME = 'n',     /* file name */
    FL_MAIL_TRANSFER = 'e', /* number: fl_transfer */
    FL_MAIL_OF_TEXT = 'i',  /* number: 1 for a picture that the text shows */
    FL_MAIL_FLOWED = 'f',   /* number: 1 when lines ending in a space go on */
    FL_MAIL_START = 's',    /* number: first byte in the source … */
    FL_MAIL_END = 'z',      /* … and the one behind the last */
    FL_MAIL_BYTES = 'x'     /* content that doesn't stand in the source */
};

/* The job: data is an fl_str, the whole mail. */
void fl_mail_work(fl_worker *worker, void *data);

/* Adds a mark for each address in these header fields that all recipients see
 * and that isn't of the sender's domain. T is made. */
void fl_mail_recipients(fl_arena *arena, fl_document *doc, const fl_str *fields,
                        size_t count);

#endif
