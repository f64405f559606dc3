/*
 * Colours in hexadecimal, and which of them a marker pen would leave.
 * SPDX-License-Identifier: MIT
 */
#include "read/colour.h"

#include <math.h>
#include <stdlib.h>

/* The strongest part of a pen's colour, and how far the weakest is from it. */
#define PEN_STRENGTH 230
#define PEN_SPREAD   100

bool fl_colour_read(fl_str hex, int rgb[3])
{
    int parts[3];
    if (fl_str_starts(hex, FL_STR("#")))
        hex = fl_str_slice(hex, 1, hex.len);
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

/* Below this contrast of their lightness, and with no channel of their
 * colours further apart than that, words are not told from their ground. */
#define SEEN_CONTRAST 1.15
#define SEEN_DISTANCE 32

/* How light it is, from 0 to 1, as the eye weighs the three colours. */
static double lightness(const int rgb[3])
{
    static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double part = rgb[i] / 255.0;
        sum +=
            weights[i] *
            (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

bool fl_colour_is_like(const int words[3], const int ground[3])
{
    for (size_t i = 0; i < 3; i++)
        if (abs(words[i] - ground[i]) > SEEN_DISTANCE)
            return false;
    double a = lightness(words) + 0.05;
    double b = lightness(ground) + 0.05;
    return (a > b ? a / b : b / a) < SEEN_CONTRAST;
}

bool fl_size_is_tiny(fl_str size)
{
    fl_str number = { size.ptr, size.len > 2 ? size.len - 2 : 0 };
    char digits[16];
    if (number.len >= sizeof(digits) || !fl_str_ends(size, "pt"))
        return false;
    memcpy(digits, number.ptr, number.len);
    digits[number.len] = '\0';
    return strtod(digits, NULL) < FL_READABLE_POINTS;
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
