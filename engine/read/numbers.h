/*
 * List numbers as letters, Roman numerals, digits.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_NUMBERS_H
#define FL_READ_NUMBERS_H

#include "base/buf.h"

/* Style '1', '0' (two digits at least), 'a', 'A', 'i', 'I'; any other is '1'.
 * A number beyond FL_MOST_NUMBER is written as that. */
#define FL_MOST_NUMBER 9999u
void fl_put_number(fl_buf *out, char style, uint32_t n);

#endif
