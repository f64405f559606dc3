/*
 * Words are counted eight bytes at a time: against a count byte by byte, for
 * every text of a few lengths around eight and for every limit.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "interpret/reading.h"

static uint32_t one_by_one(fl_str text)
{
    uint32_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static void words__are_counted_as_byte_by_byte(void **state)
{
    (void)state;
    static const char bytes[] = { ' ', 'a', '\n', '\x8a', '\xa0', '\x1f', '!' };
    char text[19];
    uint32_t dice = 1;
    for (int round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof(text); i++) {
            dice = dice * 1664525u + 1013904223u;
            text[i] = bytes[(dice >> 16) % sizeof(bytes)];
        }
        fl_str part = { text, (dice >> 8) % (sizeof(text) + 1) };
        uint32_t words = one_by_one(part);
        assert_int_equal(fl_count_words(part), words);
        for (uint32_t count = 0; count < 12; count++)
            assert_int_equal(fl_has_words(part, count), words >= count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words__are_counted_as_byte_by_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
