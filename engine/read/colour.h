/*
 * Colours as files write them, and what is read of words in them.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_COLOUR_H
#define FL_READ_COLOUR_H

#include "base/str.h"

/* Reads "FFEE00", "FE0" or "#FFEE00", in either case, to three parts from 0 to
 * 255; false, with nothing set, when it is neither. */
bool fl_colour_read(fl_str hex, int rgb[3]);
/* Words of the one on a ground of the other are not seen. */
bool fl_colour_is_like(const int words[3], const int ground[3]);
/* Points below which nobody reads a word. */
#define FL_READABLE_POINTS 4.0
/* "3pt"; what is given as a part of another size is not tiny. */
bool fl_size_is_tiny(fl_str size);
/* It is as bright as a marker pen: a strong colour, neither grey nor a tint. */
bool fl_colour_is_pen(const int rgb[3]);

#endif
