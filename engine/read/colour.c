/*
 * Colours in hexadecimal, and which of them a marker pen would leave.
 * SPDX-License-Identifier: MIT
 */
#include "read/colour.h"

/* The strongest part of a pen's colour, and how far the weakest is from it. */
#define PEN_STRENGTH 230
#define PEN_SPREAD   100

bool fl_colour_read(fl_str hex, int rgb[3])
{
    int parts[3];
    size_t width = hex.len / 3;
    if (hex.len != 3 && hex.len != 6)
        return false;
    for (size_t i = 0; i < 3; i++) {
        int high = fl_hex_value(hex.ptr[i * width]);
        int low = fl_hex_value(hex.ptr[i * width + width - 1]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = high * 16 + low;
    }
    for (size_t i = 0; i < 3; i++)
        rgb[i] = parts[i];
    return true;
}

bool fl_colour_is_pen(const int rgb[3])
{
    int least = 255;
    int most = 0;
    for (size_t i = 0; i < 3; i++) {
        least = rgb[i] < least ? rgb[i] : least;
        most = rgb[i] > most ? rgb[i] : most;
    }
    return most >= PEN_STRENGTH && most - least >= PEN_SPREAD;
}
