/*
 * OLE containers (.xls, .doc, .msg): a look at the names in them, no more.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_OLE_H
#define FL_READ_OLE_H

#include "base/str.h"

#define FL_OLE_MAGIC "\xd0\xcf\x11\xe0"

/* The class of what the container holds, as Windows writes it without braces:
 * the first 8 of its 32 digits; 0 when it is not said. */
uint32_t fl_ole_class(fl_str file);
/* A stream or storage has this name (ASCII), or one that starts so. Where
 * sectors that hold no names look as if they did, it may be wrong. */
bool fl_ole_has(fl_str file, const char *start);

#endif
