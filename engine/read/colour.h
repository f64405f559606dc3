/*
 * Colours as files write them.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_COLOUR_H
#define FL_READ_COLOUR_H

#include "base/str.h"

/* Reads "FFEE00" or "FE0", in either case, to three parts from 0 to 255; false,
 * with nothing set, when it is neither. */
bool fl_colour_read(fl_str hex, int rgb[3]);
/* It is as bright as a marker pen: a strong colour, neither grey nor a tint. */
bool fl_colour_is_pen(const int rgb[3]);

#endif
