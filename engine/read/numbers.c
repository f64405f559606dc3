/*
 * List numbers as letters, Roman numerals, digits.
 * SPDX-License-Identifier: MIT
 */
#include "read/numbers.h"

static void put_roman(fl_buf *out, uint32_t n, bool upper)
{
    static const struct {
        uint32_t value;
        const char *lower, *upper;
    } steps[] = { { 1000, "m", "M" },  { 900, "cm", "CM" }, { 500, "d", "D" },
                  { 400, "cd", "CD" }, { 100, "c", "C" },   { 90, "xc", "XC" },
                  { 50, "l", "L" },    { 40, "xl", "XL" },  { 10, "x", "X" },
                  { 9, "ix", "IX" },   { 5, "v", "V" },     { 4, "iv", "IV" },
                  { 1, "i", "I" } };
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        for (; n >= steps[i].value; n -= steps[i].value)
            fl_buf_puts(out, upper ? steps[i].upper : steps[i].lower);
}

/* a … z, aa, bb … */
static void put_letter(fl_buf *out, uint32_t n, char first)
{
    if (n == 0)
        return;
    for (uint32_t times = (n - 1) / 26 + 1; times > 0; times--)
        fl_buf_putc(out, (char)(first + (char)((n - 1) % 26)));
}

void fl_put_number(fl_buf *out, char style, uint32_t n)
{
    n = n > FL_MOST_NUMBER ? FL_MOST_NUMBER : n;
    if (style == 'i' || style == 'I')
        put_roman(out, n, style == 'I');
    else if (style == 'a' || style == 'A')
        put_letter(out, n, style);
    else
        fl_buf_printf(out, style == '0' ? "%02u" : "%u", n);
}
