/*
 * vsnprintf() for the formats that most texts have.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_FORMAT_H
#define FL_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf(); %s, %.*s, %u, %d and %zu cost a tenth of what they do there. */
int fl_format(char *out, size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#endif
