/*
 * What a file is by its content, whatever its name says.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_DETECT_H
#define FL_READ_DETECT_H

#include "base/str.h"

typedef struct {
    const char *format;  /* of the reader to take; NULL: the name decides */
    const char *refusal; /* what it is and what to do; NULL: it can be read */
    const char *convert; /* "rtf", "doc", "xls", "msg": another program can make
                          * of it what is read */
} fl_detected;

fl_detected fl_detect(fl_str bytes);
/* The directory of a zip, where the names of its own members stand: one that
 * is stored in it keeps its names elsewhere. All of a damaged one. */
fl_str fl_zip_directory(fl_str bytes);

#endif
